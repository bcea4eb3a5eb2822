//! From a data file to the same one mended: what findings have one right answer for is edited, read anew and edited
//! again, until nothing is left to edit. Nothing is written here.

use std::collections::{BTreeMap, BTreeSet};
use std::path::PathBuf;

use super::unchanged::{Content, is_unchanged};
use super::{Input, Options, Reading, read};
use crate::diagnostic::{Diagnostic, Edited};
use crate::files::Files;
use crate::fix::{Plan, Step, plan};
use crate::report::bounds::Bound;
use crate::source::{Source, SourceId, Sources, Span};

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
    pub left: BTreeSet<Place>,
    /// What would have let something else read otherwise.
    pub refused: BTreeSet<Place>,
}

/// A place of a file that a finding would have edited.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Place {
    /// Name of the file.
    pub file: String,
    /// Its line, from 1.
    pub line: usize,
    /// Its column, from 1.
    pub column: usize,
    /// Code of the finding.
    pub code: &'static str,
    /// Dotted key of what is edited.
    pub key: String,
}

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
    /// Where, in the text before it.
    pub place: Place,
    /// Of a figure: what stood there, and what stands there now.
    pub figure: Option<(String, String)>,
}

/// Rounds of reading and editing: what one uncovers the next mends. Two do for all that is known.
const MOST_ROUNDS: usize = 8;

/// The marks that open a file in UTF-8 without being part of its text.
pub(super) const BYTE_ORDER_MARK: &[u8] = b"\xEF\xBB\xBF";

/// Mends a report, beside last year's if that is given, with totals only if that is asked for. What is mended is read
/// from `files` afterwards; the files themselves stay as they are.
pub fn fix(data: &Input, previous: Option<&Input>, files: &Files, options: &Options, with_totals: bool) -> Fixing {
    mended(data, previous, files, options, with_totals, MOST_ROUNDS, &|_| true)
}

/// Mends what some findings speak of, totals included, and nothing that this uncovers.
pub fn fix_only(
    data: &Input,
    previous: Option<&Input>,
    files: &Files,
    options: &Options,
    is_meant: &dyn Fn(&Diagnostic) -> bool,
) -> Fixing {
    mended(data, previous, files, options, true, 1, is_meant)
}

fn mended(
    data: &Input,
    previous: Option<&Input>,
    files: &Files,
    options: &Options,
    with_totals: bool,
    rounds: usize,
    is_meant: &dyn Fn(&Diagnostic) -> bool,
) -> Fixing {
    let mut fixing = Fixing {
        reading: read(data, previous, files, options),
        files: Vec::new(),
        done: Vec::new(),
        left: BTreeSet::new(),
        refused: BTreeSet::new(),
    };
    let name = data.name();
    let mut refused = Vec::new();
    for _ in 0..rounds {
        let sources = &fixing.reading.sources;
        let Some(data_id) = sources.iter().find(|(_, source)| source.name == name).map(|(id, _)| id) else { break };
        let text_of = |id| first_of_file(sources, files, id);
        let found: Vec<Diagnostic> = fixing.reading.found.iter().filter(|finding| is_meant(finding)).cloned().collect();
        let plan = plan(&found, sources, data_id, text_of, with_totals);
        fixing.left = plan.left.iter().map(|(source, step)| place(sources, *source, step)).collect();
        let is_refused = |unit: &Plan| {
            let mut steps = unit.steps.iter().flat_map(|(source, steps)| steps.iter().map(|step| (*source, step)));
            steps.any(|(source, step)| refused.iter().any(|one: &Refused| one.is(sources, source, step)))
        };
        let units: Vec<Plan> = plan.units().into_iter().filter(|unit| !is_refused(unit)).collect();
        let before = Content::read(data, previous, files, options);
        let Some(before) = before.filter(|_| !units.is_empty()) else { break };

        let Some(texts) = Texts::of(&plan, sources, files, options.bounds.bytes_of(Bound::File)) else { break };
        let size: usize = sources.iter().map(|(_, source)| source.text.len()).sum();
        let (done, not_done) = tried(&units, most_tries(size), |plan| {
            texts.change(plan, files);
            before.again(data, files, options).is_some_and(|after| is_unchanged(&before, &after, plan, data_id))
        });
        let done = Plan::of(done);
        texts.change(&done, files);
        refused.extend(not_done.iter().filter_map(|unit| Refused::of(unit, sources)));
        refused.iter_mut().for_each(|one| one.shift(&done, sources));
        let (edited, made) = (texts.edited(&done), made(&done, sources));
        fixing.done.extend(made);
        edited.into_iter().for_each(|file| fixing.add(file));
        if done.steps.is_empty() {
            break;
        }
        fixing.reading = read(data, previous, files, options);
    }
    fixing.refused = refused.iter().filter_map(|one| one.place(&fixing.reading.sources)).collect();
    fixing
}

/// How often texts of so many bytes are read again to find what can be mended.
fn most_tries(bytes: usize) -> usize {
    /// Bytes that are read in all.
    const MOST_READ: usize = 64 << 20;
    /// Tries that find one among many, and those that find ten.
    const FEWEST: usize = 8;
    const MOST: usize = 64;
    (MOST_READ / bytes.max(1)).clamp(FEWEST, MOST)
}

/// Divides units into those that can be made together and those that cannot be made beside these. They are tried all
/// at once; where that does not do, half of them and then the other half. What is left after `most` tries is not made.
fn tried(units: &[Plan], most: usize, mut is_good: impl FnMut(&Plan) -> bool) -> (Vec<&Plan>, Vec<&Plan>) {
    let (mut done, mut refused): (Vec<&Plan>, Vec<&Plan>) = Default::default();
    let mut groups = vec![units];
    let mut tries = 0;
    while let Some(group) = groups.pop() {
        if tries == most {
            refused.extend(group);
            continue;
        }
        tries += 1;
        if is_good(&Plan::of(done.iter().copied().chain(group))) {
            done.extend(group);
        } else if group.len() > 1 {
            let (first, second) = group.split_at(group.len() / 2);
            groups.extend([second, first]);
        } else {
            refused.extend(group);
        }
    }
    (done, refused)
}

/// The first of the texts that were read from the file of another: two sections may share a narrative, and name it in
/// two ways.
fn first_of_file(sources: &Sources, files: &Files, id: SourceId) -> SourceId {
    let real = |source: &Source| files.real(&path_of(source));
    let own = real(sources.get(id));
    sources.iter().find(|(_, source)| real(source) == own).map_or(id, |(first, _)| first)
}

/// Where a text lies.
fn path_of(source: &Source) -> PathBuf {
    source.path.clone().unwrap_or_else(|| PathBuf::from(&source.name))
}

/// Where a step stands.
fn place(sources: &Sources, source: SourceId, step: &Step) -> Place {
    let at = sources.line_column(Span::new(source, step.range.clone()));
    let file = sources.get(source).name.clone();
    Place { file, line: at.line, column: at.column, code: step.code, key: step.key.clone() }
}

/// The steps of a plan as they are told.
fn made(plan: &Plan, sources: &Sources) -> Vec<Done> {
    let steps = plan.steps.iter().flat_map(|(source, steps)| steps.iter().map(|step| (*source, step)));
    let figure = |step: &Step| (step.what != Edited::Words).then(|| (step.old.clone(), step.new.clone()));
    steps.map(|(source, step)| Done { place: place(sources, source, step), figure: figure(step) }).collect()
}

impl Fixing {
    /// Takes in a file that is edited, maybe once more.
    fn add(&mut self, file: FixedFile) {
        match self.files.iter_mut().find(|known| known.path == file.path) {
            Some(known) => known.new = file.new,
            None => self.files.push(file),
        }
    }
}

/// A change that was refused, by the name of its file and where it stands by now.
struct Refused {
    file: String,
    step: Step,
}

impl Refused {
    /// The first step of a unit: the others are not made without it.
    fn of(unit: &Plan, sources: &Sources) -> Option<Refused> {
        let (source, steps) = unit.steps.iter().next()?;
        Some(Refused { file: sources.get(*source).name.clone(), step: steps.first()?.clone() })
    }

    fn is(&self, sources: &Sources, source: SourceId, step: &Step) -> bool {
        let at = |step: &Step| (step.range.start, step.code);
        self.file == sources.get(source).name && at(&self.step) == at(step)
    }

    /// Moves it behind what has been edited before it.
    fn shift(&mut self, done: &Plan, sources: &Sources) {
        let own = done.steps.iter().filter(|(source, _)| sources.get(**source).name == self.file);
        let before = own.flat_map(|(_, steps)| steps).filter(|step| step.range.end <= self.step.range.start);
        let by: isize = before.map(Step::growth).sum();
        let moved = |at: usize| at.saturating_add_signed(by);
        self.step.range = moved(self.step.range.start)..moved(self.step.range.end);
    }

    fn place(&self, sources: &Sources) -> Option<Place> {
        let (source, _) = sources.iter().find(|(_, source)| source.name == self.file)?;
        Some(place(sources, source, &self.step))
    }
}

/// The texts that a plan may change, as their files hold them.
struct Texts<'s> {
    sources: &'s Sources,
    old: BTreeMap<SourceId, Vec<u8>>,
}

impl<'s> Texts<'s> {
    /// `None` if a file does not hold what was read from it.
    fn of(plan: &Plan, sources: &'s Sources, files: &Files, most: u64) -> Option<Texts<'s>> {
        let mut old = BTreeMap::new();
        for id in plan.steps.keys() {
            let source = sources.get(*id);
            let bytes = files.read(&path_of(source), most).ok()?;
            if bytes.strip_prefix(BYTE_ORDER_MARK).unwrap_or(&bytes) != source.text.as_bytes() {
                return None;
            }
            old.insert(*id, bytes);
        }
        Some(Texts { sources, old })
    }

    /// Lets the files be read with the changes of a plan and no others.
    fn change(&self, plan: &Plan, files: &Files) {
        for id in self.old.keys() {
            if let Some(file) = self.changed(plan, *id) {
                files.stand_in(&file.path, file.new);
            }
        }
    }

    /// The files that a plan changes.
    fn edited(&self, plan: &Plan) -> Vec<FixedFile> {
        plan.steps.keys().filter_map(|id| self.changed(plan, *id)).collect()
    }

    /// The file of a text with the changes of a plan.
    fn changed(&self, plan: &Plan, id: SourceId) -> Option<FixedFile> {
        let (source, old) = (self.sources.get(id), self.old.get(&id)?.clone());
        let mark = if old.starts_with(BYTE_ORDER_MARK) { BYTE_ORDER_MARK } else { &[] };
        let new = [mark, plan.applied(id, &source.text).as_bytes()].concat();
        Some(FixedFile { name: source.name.clone(), path: path_of(source), old, new })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// However many cannot be made, the report is read a number of times that its length allows.
    #[test]
    fn tries_come_to_an_end() {
        let units: Vec<Plan> = (0..10_000).map(|_| Plan::default()).collect();
        for (bytes, most) in [(0, 64), (20_000, 64), (4 << 20, 16), (16 << 20, 8)] {
            let mut tries = 0;
            let (done, refused) = tried(&units, most_tries(bytes), |_| {
                tries += 1;
                false
            });
            assert_eq!((tries, done.len(), refused.len()), (most, 0, 10_000), "{bytes} bytes");
        }
        let (done, refused) = tried(&units, 1, |_| true);
        assert_eq!((done.len(), refused.len()), (10_000, 0));
    }
}
