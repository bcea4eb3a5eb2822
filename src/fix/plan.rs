//! From findings to the edits that can be made, text by text.

use std::collections::BTreeMap;
use std::ops::Range;

use crate::diagnostic::{Diagnostic, Edit, Edited};
use crate::report::{Leaf, leaves};
use crate::source::{SourceId, Sources};

/// Edits of one or several texts.
#[derive(Debug, Default)]
pub struct Plan {
    /// What is changed, by the text, in its order; none overlaps another.
    pub steps: BTreeMap<SourceId, Vec<Step>>,
    /// What a finding would change, but cannot be changed byte by byte.
    pub left: Vec<Left>,
}

/// A change of a text.
#[derive(Clone, Debug, PartialEq)]
pub struct Step {
    /// The bytes.
    pub range: Range<usize>,
    /// The line in which they stand, from 1: edits leave lines as many as they are.
    pub line: usize,
    /// What stands there in the file.
    pub old: String,
    /// What is to stand there.
    pub new: String,
    /// Code of the finding.
    pub code: &'static str,
    /// Dotted key of the finding.
    pub key: String,
    /// What is edited.
    pub what: Edited,
}

/// Something that is left as it is: the file does not have it as it is read, such as behind a backslash.
#[derive(Clone, Debug, PartialEq)]
pub struct Left {
    /// The text.
    pub source: SourceId,
    /// The line in which it stands, from 1.
    pub line: usize,
    /// Code of the finding.
    pub code: &'static str,
}

impl Plan {
    /// Whether there is nothing to change.
    pub fn is_empty(&self) -> bool {
        self.steps.values().all(Vec::is_empty)
    }

    /// The same, with some of its steps alone.
    pub fn only(&self, is_wanted: impl Fn(SourceId, &Step) -> bool) -> Plan {
        let of_text = |source: SourceId, steps: &Vec<Step>| {
            steps.iter().filter(|step| is_wanted(source, step)).cloned().collect()
        };
        let steps = self.steps.iter().map(|(source, steps)| (*source, of_text(*source, steps))).collect();
        Plan { steps, left: self.left.clone() }
    }

    /// A text with its changes.
    pub fn applied(&self, source: SourceId, text: &str) -> String {
        let steps = self.steps.get(&source).map(Vec::as_slice).unwrap_or_default();
        let mut new = String::with_capacity(text.len());
        let mut done = 0;
        for step in steps {
            new.push_str(text.get(done..step.range.start).unwrap_or_default());
            new.push_str(&step.new);
            done = step.range.end;
        }
        new.push_str(text.get(done..).unwrap_or_default());
        new
    }
}

/// The edits of all findings that nobody has accepted. `data` is the data file; the other texts are narrative.
/// Totals are edited only if that is asked for.
pub fn plan(found: &[Diagnostic], sources: &Sources, data: SourceId, with_totals: bool) -> Plan {
    let open = found.iter().filter(|finding| finding.accepted.is_none());
    let edits = open.flat_map(|finding| finding.fix.iter().map(move |edit| (finding, edit)));
    let mut edits: Vec<(&Diagnostic, &Edit)> =
        edits.filter(|(_, edit)| with_totals || edit.what != Edited::Total).collect();
    edits.sort_by_key(|(_, edit)| (edit.span, edit.what));
    let leaves = if edits.is_empty() { Vec::new() } else { leaves(&sources.get(data).text) };

    let mut plan = Plan::default();
    // The line of a byte is counted on from that of the edit before.
    let mut last = (data, 0, 1);
    for (finding, edit) in edits {
        let source = edit.span.source;
        let text = sources.get(source).text.as_str();
        let (from, line) = if last.0 == source { (last.1, last.2) } else { (0, 1) };
        let line = line + text.get(from..edit.span.start).unwrap_or_default().matches('\n').count();
        last = (source, edit.span.start, line);
        let range = match source == data {
            true => in_data(text, &leaves, finding, edit),
            false => Some(edit.span.range()).filter(|range| text.get(range.clone()) == Some(&edit.old)),
        };
        let Some(range) = range.filter(|range| is_within_line(text, range)) else {
            plan.left.push(Left { source, line, code: finding.code() });
            continue;
        };
        let steps = plan.steps.entry(source).or_default();
        // Two findings may mend one place: the first does.
        if steps.last().is_none_or(|last| last.range.end <= range.start) {
            let old = text.get(range.clone()).unwrap_or_default().to_owned();
            let key = finding.key.clone().unwrap_or_default();
            let new = edit.new.clone();
            steps.push(Step { range, line, old, new, code: finding.code(), key, what: edit.what });
        }
    }
    plan
}

/// The bytes of the data file that an edit changes, if they are what it takes them for.
fn in_data(text: &str, leaves: &[Leaf], finding: &Diagnostic, edit: &Edit) -> Option<Range<usize>> {
    let range = edit.span.range();
    let index = leaves.partition_point(|leaf| leaf.range.end <= range.start);
    let leaf = leaves.get(index).filter(|leaf| leaf.range.start <= range.start && range.end <= leaf.range.end)?;
    let raw = text.get(range.clone())?;
    let is_text = leaf.text.is_some();
    let is_literal = raw == edit.old && is_text && leaf.range.start < range.start && range.end < leaf.range.end;
    match edit.what {
        Edited::Words => is_literal.then_some(range),
        // The cell itself, quotes and all; or a part of a row that was pasted.
        Edited::Cell if leaf.text.as_ref() == Some(&edit.old) && is_cell(leaf, finding) => Some(leaf.range.clone()),
        Edited::Total if !is_text => (raw.replace('_', "") == edit.old).then_some(range),
        Edited::Cell | Edited::Total => is_literal.then_some(range),
    }
}

/// Whether a value is the cell that a finding speaks of, and not the row or the table that was pasted.
fn is_cell(leaf: &Leaf, finding: &Diagnostic) -> bool {
    let last = |key: &str| key.rsplit('.').next().map(str::to_owned);
    let column = finding.key.as_deref().and_then(last);
    leaf.in_list || column.is_some() && last(&leaf.key) == column && finding.key.as_deref() == Some(leaf.key.as_str())
}

/// Lines stay as many as they are.
fn is_within_line(text: &str, range: &Range<usize>) -> bool {
    text.get(range.clone()).is_some_and(|old| !old.contains(['\n', '\r']))
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use crate::diagnostic::{Rule, message};
    use crate::source::Span;

    static RULE: Rule = Rule::toy("toy");

    /// The new text, and how many edits are left, of one edit of `old` where it stands first.
    fn edited(text: &str, key: &str, old: &str, new: &str, what: Edited) -> (String, usize) {
        let mut sources = Sources::default();
        let data = sources.add("a.toml", text);
        let start = text.find(old).unwrap();
        let edit =
            Edit { span: Span::new(data, start..start + old.len()), old: old.to_owned(), new: new.to_owned(), what };
        let finding = Diagnostic::warning(&RULE, message!(zh: "甲", en: "a")).key(key).fix([edit]);
        let plan = plan(&[finding], &sources, data, true);
        (plan.applied(data, text), plan.left.len())
    }

    #[test]
    fn a_figure_takes_the_place_of_a_cell_with_its_quotes() {
        let cell = |text: &str| edited(text, "t.r.natural", "1,264件", "1264", Edited::Cell);
        assert_eq!(cell("[t]\nr = [\"1,264件\", 0] # 注"), ("[t]\nr = [1264, 0] # 注".to_owned(), 0));
        assert_eq!(cell("[t]\nr = { natural = '1,264件' }"), ("[t]\nr = { natural = 1264 }".to_owned(), 0));
        // A row, or a table, that was pasted stays a text.
        assert_eq!(cell("[t]\nr = '1,264件\t0'"), ("[t]\nr = '1264\t0'".to_owned(), 0));
        assert_eq!(cell("[t]\nr = '1,264件'"), ("[t]\nr = '1264'".to_owned(), 0));
        assert_eq!(cell("[t]\npasted = '''\n1,264件\t0\n'''"), ("[t]\npasted = '''\n1264\t0\n'''".to_owned(), 0));
    }

    #[test]
    fn words_are_edited_where_the_file_has_them_as_they_are_read() {
        let words = |text: &str, old: &str| edited(text, "a", old, "。", Edited::Words);
        assert_eq!(words("a = '甲,乙'", ","), ("a = '甲。乙'".to_owned(), 0));
        // Neither a comment nor a key is a text of the report.
        assert_eq!(words("a = '甲' # 乙,丙", ","), ("a = '甲' # 乙,丙".to_owned(), 1));
        assert_eq!(words("',' = '甲'", ","), ("',' = '甲'".to_owned(), 1));
    }

    #[test]
    fn a_total_is_a_number_or_a_part_of_what_was_pasted() {
        let total = |text: &str| edited(text, "t.r.total", "10", "11", Edited::Total);
        assert_eq!(total("[t]\nr = [8, 3, 10]"), ("[t]\nr = [8, 3, 11]".to_owned(), 0));
        assert_eq!(total("[t]\nr = '8\t3\t10'"), ("[t]\nr = '8\t3\t11'".to_owned(), 0));
    }
}
