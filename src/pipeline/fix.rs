//! From a data file to the same one mended: what findings have one right answer for is edited, read anew and edited
//! again, until nothing is left to edit. Nothing is written here.

use std::collections::{BTreeMap, BTreeSet};
use std::path::PathBuf;

use super::{Input, Options, Reading, read};
use crate::diagnostic::{Diagnostic, Edited, Fault, Severity};
use crate::files::Files;
use crate::fix::{Plan, is_same_data, is_same_prose, plan};
use crate::source::{SourceId, Sources};

/// What came of mending a report.
#[derive(Debug)]
pub struct Fixing {
    /// The report as it reads when it is mended.
    pub reading: Reading,
    /// The files that are changed by it.
    pub files: Vec<FixedFile>,
    /// What is changed, in the order in which it was.
    pub done: Vec<Done>,
    /// What is left as it is, though it has one right answer: the file has it otherwise than it is read, such as
    /// behind a backslash.
    pub left: BTreeSet<Spot>,
    /// What would have let something else read otherwise.
    pub refused: BTreeSet<Spot>,
}

/// Findings of a line: the name of its file, its number, their code. Edits leave all three as they are.
pub type Spot = (String, usize, &'static str);

/// A file that is changed.
#[derive(Debug)]
pub struct FixedFile {
    /// What messages call it.
    pub name: String,
    /// Where it lies.
    pub path: PathBuf,
    /// What it holds.
    pub old: Vec<u8>,
    /// What it is to hold.
    pub new: Vec<u8>,
}

/// A change that was made.
#[derive(Clone, Debug, PartialEq)]
pub struct Done {
    /// Name of the file.
    pub file: String,
    /// Code of the finding.
    pub code: &'static str,
    /// Dotted key.
    pub key: String,
    /// Of a figure: its line, what stood there, and what stands there now.
    pub figure: Option<(usize, String, String)>,
}

/// Rounds of reading and editing: what one uncovers the next mends. Two do for all that is known.
const MOST_ROUNDS: usize = 8;
/// Times that a report is read to find out which edits let something else read otherwise.
const MOST_TRIES: usize = 64;

/// The marks that open a file in UTF-8 without being part of its text.
const BYTE_ORDER_MARK: &[u8] = b"\xEF\xBB\xBF";

/// Mends a report, beside last year's if that is given, with totals only if that is asked for. What is mended is read
/// from `files` afterwards; the files themselves stay as they are.
pub fn fix(data: &Input, previous: Option<&Input>, files: &Files, options: &Options, with_totals: bool) -> Fixing {
    let read = || read(data, previous, files, options);
    let name = data.name();
    let mut fixing = Fixing {
        reading: read(),
        files: Vec::new(),
        done: Vec::new(),
        left: BTreeSet::new(),
        refused: BTreeSet::new(),
    };
    let mut tries = 0;
    for _ in 0..MOST_ROUNDS {
        let Some((plan, _)) = fixing.plan(&name, with_totals) else { break };
        fixing.left =
            plan.left.iter().map(|left| spot(&fixing.reading.sources, left.source, left.line, left.code)).collect();
        // All at once; where something else would read otherwise, half of them and then the other half.
        let mut groups = vec![fixing.spots(&plan)];
        groups.retain(|group| !group.is_empty());
        if groups.is_empty() {
            break;
        }
        while let Some(group) = groups.pop() {
            tries += 1;
            if fixing.try_spots(&group, &name, with_totals, files, read) {
                continue;
            }
            let (first, second) = group.split_at(group.len() / 2);
            if group.len() < 2 || tries > MOST_TRIES {
                fixing.refused.extend(group);
            } else {
                groups.extend([second.to_vec(), first.to_vec()]);
            }
        }
    }
    fixing
}

/// The spot of an edit.
fn spot(sources: &Sources, source: SourceId, line: usize, code: &'static str) -> Spot {
    (sources.get(source).name.clone(), line, code)
}

impl Fixing {
    /// What can be edited now, and the data file among the texts.
    fn plan(&self, name: &str, with_totals: bool) -> Option<(Plan, SourceId)> {
        let data = source_of(&self.reading.sources, name)?;
        Some((plan(&self.reading.found, &self.reading.sources, data, with_totals), data))
    }

    /// The spots of a plan, without those that were refused.
    fn spots(&self, plan: &Plan) -> Vec<Spot> {
        let steps = plan.steps.iter().flat_map(|(source, steps)| steps.iter().map(|step| (*source, step)));
        let spots: BTreeSet<Spot> =
            steps.map(|(source, step)| spot(&self.reading.sources, source, step.line, step.code)).collect();
        spots.difference(&self.refused).cloned().collect()
    }

    /// Makes the edits of some spots if the report reads as before but for them. Whether it did.
    fn try_spots(
        &mut self,
        spots: &[Spot],
        name: &str,
        with_totals: bool,
        files: &Files,
        read: impl Fn() -> Reading,
    ) -> bool {
        let Some((plan, data)) = self.plan(name, with_totals) else { return false };
        let wanted: BTreeSet<&Spot> = spots.iter().collect();
        let plan =
            plan.only(|source, step| wanted.contains(&spot(&self.reading.sources, source, step.line, step.code)));
        if plan.is_empty() {
            return true;
        }
        let Some(changed) = changed(&plan, &self.reading.sources, files) else { return false };
        for file in &changed {
            files.stand_in(&file.path, file.new.clone());
        }
        let next = read();
        if !is_same(&self.reading, &next, &plan, data) {
            for file in &changed {
                files.stand_in(&file.path, file.old.clone());
            }
            return false;
        }
        self.done.extend(done(&plan, &self.reading.sources));
        for file in changed {
            match self.files.iter_mut().find(|known| known.path == file.path) {
                Some(known) => known.new = file.new,
                None => self.files.push(file),
            }
        }
        self.reading = next;
        true
    }
}

/// The text of a name.
fn source_of(sources: &Sources, name: &str) -> Option<SourceId> {
    sources.iter().find(|(_, source)| source.name == name).map(|(id, _)| id)
}

/// The files that a plan changes. `None` if one of them does not hold what was read from it.
fn changed(plan: &Plan, sources: &Sources, files: &Files) -> Option<Vec<FixedFile>> {
    let mut changed: BTreeMap<PathBuf, FixedFile> = BTreeMap::new();
    for id in plan.steps.iter().filter(|(_, steps)| !steps.is_empty()).map(|(id, _)| *id) {
        let source = sources.get(id);
        let path = PathBuf::from(&source.name);
        let old = files.read(&path).ok()?;
        let mark = if old.starts_with(BYTE_ORDER_MARK) { BYTE_ORDER_MARK } else { &[] };
        if old.get(mark.len()..) != Some(source.text.as_bytes()) {
            return None;
        }
        let new = [mark, plan.applied(id, &source.text).as_bytes()].concat();
        let file = FixedFile { name: source.name.clone(), path: path.clone(), old, new };
        // A narrative that two sections share is edited once, in the same way.
        if changed.get(&path).is_some_and(|known| known.new != file.new) {
            return None;
        }
        changed.insert(path, file);
    }
    Some(changed.into_values().collect())
}

/// Whether a report reads as before but for the edits of a plan.
fn is_same(before: &Reading, after: &Reading, plan: &Plan, data: SourceId) -> bool {
    let steps = plan.steps.get(&data).map(Vec::as_slice).unwrap_or_default();
    let name = &before.sources.get(data).name;
    let Some(new) = source_of(&after.sources, name) else { return false };
    if !is_same_data(&before.sources.get(data).text, &after.sources.get(new).text, steps) {
        return false;
    }
    match (&before.manuscript, &after.manuscript) {
        (Some(before), Some(after)) => is_same_prose(&before.narratives, &after.narratives),
        (Some(_), None) => false,
        // It could not be read whole before: nothing may be wrong now that was not.
        (None, _) => unread(&after.found).is_subset(&unread(&before.found)),
    }
}

/// The errors of what cannot be read, by code and key.
fn unread(found: &[Diagnostic]) -> BTreeSet<(&'static str, Option<String>)> {
    let is_of_reading = |finding: &&Diagnostic| {
        finding.severity == Severity::Error && finding.fault == Fault::Data && !finding.rule.acceptable
    };
    found.iter().filter(is_of_reading).map(|finding| (finding.code(), finding.key.clone())).collect()
}

/// What a plan changes, told.
fn done(plan: &Plan, sources: &Sources) -> Vec<Done> {
    let mut done = Vec::new();
    for (id, steps) in &plan.steps {
        let source = sources.get(*id);
        done.extend(steps.iter().map(|step| {
            let figure = (step.what != Edited::Words).then(|| (step.line, step.old.clone(), step.new.clone()));
            Done { file: source.name.clone(), code: step.code, key: step.key.clone(), figure }
        }));
    }
    done
}
