//! From findings to the edits that can be made, text by text.

use std::collections::BTreeMap;
use std::ops::Range;

use crate::diagnostic::{Diagnostic, Edit, Edited};
use crate::report::{Leaf, leaves};
use crate::source::{SourceId, Sources, Span};

/// Edits of one or several texts.
#[derive(Debug, Default)]
pub struct Plan {
    /// What is changed, by the text, in its order; none overlaps another.
    pub steps: BTreeMap<SourceId, Vec<Step>>,
    /// What a finding would change, but cannot be changed byte by byte: the file does not have it as it is read, such
    /// as behind a backslash.
    pub left: Vec<(SourceId, Step)>,
}

/// A change of a text.
#[derive(Clone, Debug, PartialEq)]
pub struct Step {
    /// The bytes.
    pub range: Range<usize>,
    /// What stands there in the file.
    pub old: String,
    /// What is to stand there.
    pub new: String,
    /// Code of the finding.
    pub code: &'static str,
    /// Dotted key of what is edited.
    pub key: String,
    /// What is edited.
    pub what: Edited,
    /// Where the other of a pair of marks begins.
    pub pair: Option<usize>,
}

impl Plan {
    /// Its steps in units: what is made at once or not at all. Both marks of a pair are one, and all totals of a table,
    /// each of which may be right only beside the others.
    pub fn units(&self) -> Vec<Plan> {
        let mut units: BTreeMap<(SourceId, usize, &str), Plan> = BTreeMap::new();
        for (source, steps) in &self.steps {
            for step in steps {
                let first = step.pair.map_or(step.range.start, |pair| pair.min(step.range.start));
                let unit = match step.what {
                    Edited::Total => (*source, 0, step.key.split('.').next().unwrap_or_default()),
                    _ => (*source, first, ""),
                };
                units.entry(unit).or_default().steps.entry(*source).or_default().push(step.clone());
            }
        }
        units.into_values().collect()
    }

    /// The steps of some plans in one.
    pub fn of<'p>(units: impl IntoIterator<Item = &'p Plan>) -> Plan {
        let mut plan = Plan::default();
        for (source, steps) in units.into_iter().flat_map(|unit| &unit.steps) {
            plan.steps.entry(*source).or_default().extend(steps.iter().cloned());
        }
        plan.steps.values_mut().for_each(|steps| steps.sort_by_key(|step| step.range.start));
        plan
    }

    /// The steps of a text.
    pub fn steps_of(&self, source: SourceId) -> &[Step] {
        self.steps.get(&source).map(Vec::as_slice).unwrap_or_default()
    }

    /// A text with its changes.
    pub fn applied(&self, source: SourceId, text: &str) -> String {
        let mut new = String::with_capacity(text.len());
        let mut done = 0;
        for step in self.steps_of(source) {
            new.push_str(text.get(done..step.range.start).unwrap_or_default());
            new.push_str(&step.new);
            done = step.range.end;
        }
        new.push_str(text.get(done..).unwrap_or_default());
        new
    }
}

impl Step {
    /// By how many bytes it makes a text longer.
    pub fn growth(&self) -> isize {
        isize::try_from(self.new.len()).unwrap_or(isize::MAX) - isize::try_from(self.old.len()).unwrap_or(isize::MAX)
    }
}

/// The edits of all findings that nobody has accepted. `data` is the data file; the other texts are narrative.
/// `text_of` gives the text under whose name edits of another are made that was read from the same file. Totals are
/// edited only if that is asked for.
pub fn plan(
    found: &[Diagnostic],
    sources: &Sources,
    data: SourceId,
    text_of: impl Fn(SourceId) -> SourceId,
    with_totals: bool,
) -> Plan {
    let place = |span: Span| Span { source: text_of(span.source), ..span };
    let edits = |finding: &'_ Diagnostic| finding.fix.clone().into_iter();
    let accepted: Vec<Span> = found
        .iter()
        .filter(|finding| finding.accepted.is_some())
        .flat_map(|finding| edits(finding).map(|edit| place(edit.span)))
        .collect();
    // A narrative that two sections share may be accepted in one of them.
    let is_accepted = |span: Span| {
        accepted.iter().any(|one| one.source == span.source && one.start < span.end && span.start < one.end)
    };
    let open = found.iter().filter(|finding| finding.accepted.is_none());
    let mut all: Vec<(&Diagnostic, Edit)> = open
        .flat_map(|finding| edits(finding).map(move |edit| (finding, edit)))
        .filter(|(_, edit)| with_totals || edit.what != Edited::Total)
        .map(|(finding, edit)| (finding, Edit { span: place(edit.span), ..edit }))
        .filter(|(_, edit)| !is_accepted(edit.span))
        .collect();
    all.sort_by_key(|(_, edit)| (edit.span, edit.what));
    let leaves = if all.is_empty() { Vec::new() } else { leaves(&sources.get(data).text) };

    let mut plan = Plan::default();
    for (finding, edit) in all {
        let source = edit.span.source;
        let text = sources.get(source).text.as_str();
        let range = match source == data {
            true => in_data(text, &leaves, finding, &edit),
            false => Some(edit.span.range()).filter(|range| text.get(range.clone()) == Some(&edit.old)),
        };
        let range = range.filter(|range| is_within_line(text, range));
        let is_possible = range.is_some();
        let range = range.unwrap_or_else(|| edit.span.range());
        let step = Step {
            old: text.get(range.clone()).unwrap_or_default().to_owned(),
            range,
            new: edit.new,
            code: finding.code(),
            key: edit.key.or_else(|| finding.key.clone()).unwrap_or_default(),
            what: edit.what,
            pair: edit.pair.map(|pair| pair.start),
        };
        if !is_possible {
            plan.left.push((source, step));
            continue;
        }
        let steps = plan.steps.entry(source).or_default();
        // Two findings may mend one place: the first does.
        if steps.last().is_none_or(|last| last.range.end <= step.range.start) {
            steps.push(step);
        }
    }
    plan.without_halves()
}

impl Plan {
    /// The same without marks whose other half cannot be edited.
    fn without_halves(mut self) -> Plan {
        for (source, steps) in &mut self.steps {
            let starts: Vec<usize> = steps.iter().map(|step| step.range.start).collect();
            let is_half = |step: &mut Step| step.pair.is_some_and(|pair| starts.binary_search(&pair).is_err());
            self.left.extend(steps.extract_if(.., is_half).map(|step| (*source, step)));
        }
        self.steps.retain(|_, steps| !steps.is_empty());
        self
    }
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
    // An extra row has its cells in a table of their own: extra.0.cells.issued.
    let own = leaf.key.rsplit_once(".cells.").map(|(row, column)| format!("{row}.{column}"));
    leaf.in_list || finding.key.as_ref() == Some(own.as_ref().unwrap_or(&leaf.key))
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

    static RULE: Rule = Rule::toy("toy");

    /// The new text, and how many edits are left, of one edit of `old` where it stands first.
    fn edited(text: &str, key: &str, old: &str, new: &str, what: Edited) -> (String, usize) {
        let mut sources = Sources::default();
        let data = sources.add("a.toml", text);
        let start = text.find(old).unwrap();
        let edit = Edit::new(Span::new(data, start..start + old.len()), old, new, what);
        let finding = Diagnostic::warning(&RULE, message!(zh: "甲", en: "a")).key(key).fix([edit]);
        let plan = plan(&[finding], &sources, data, |source| source, true);
        (plan.applied(data, text), plan.left.len())
    }

    #[test]
    fn a_figure_takes_the_place_of_a_cell_with_its_quotes() {
        let cell = |text: &str| edited(text, "t.r.natural", "1,264件", "1264", Edited::Cell);
        assert_eq!(cell("[t]\nr = [\"1,264件\", 0] # 注"), ("[t]\nr = [1264, 0] # 注".to_owned(), 0));
        assert_eq!(cell("[t]\nr = { natural = '1,264件' }"), ("[t]\nr = { natural = 1264 }".to_owned(), 0));
        let extra = |text: &str| edited(text, "t.extra.0.issued", "1,264", "1264", Edited::Cell);
        let of_extra = |cell: &str| format!("[[t.extra]]\ncells = {{ issued = {cell} }}\n");
        assert_eq!(extra(&of_extra("'1,264'")), (of_extra("1264"), 0));
        let dotted = |cell: &str| format!("[[t.extra]]\ncells.issued = {cell}\n");
        assert_eq!(extra(&dotted("'1,264'")), (dotted("1264"), 0));
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
