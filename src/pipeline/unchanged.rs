//! Whether a report says what it said, but for what was mended.

use super::{Input, Options, read_data, read_report};
use crate::files::Files;
use crate::fix::{Plan, is_same_data, is_same_figures, is_same_prose, shows};
use crate::narrative::{Narrative, Narratives, read_all};
use crate::report::{Prose, Report};
use crate::source::{SourceId, Sources};

/// What a report says: all that edits may change, without the checks that do not matter to it.
pub(super) struct Content {
    sources: Sources,
    report: Report,
    /// Its prose with the figures that stood in the tables before they were mended: where prose calls for a figure, it
    /// is to follow it.
    narratives: Narratives,
    /// What is wrong with the reading, by code and key, in order.
    faults: Vec<Fault>,
    last: Option<Report>,
}

/// Code and key.
type Fault = (&'static str, Option<String>);

impl Content {
    /// What a report says by now. `None` if its data file cannot be read.
    pub fn read(data: &Input, previous: Option<&Input>, files: &Files, options: &Options) -> Option<Content> {
        let last = previous.and_then(|last| read_report(last, files, options, &mut Sources::default()).ok());
        Content::of(data, files, options, last.map(|(last, _)| last), None)
    }

    /// What it says after edits.
    pub fn again(&self, data: &Input, files: &Files, options: &Options) -> Option<Content> {
        Content::of(data, files, options, self.last.clone(), Some(&self.report))
    }

    fn of(
        data: &Input,
        files: &Files,
        options: &Options,
        last: Option<Report>,
        before: Option<&Report>,
    ) -> Option<Content> {
        let mut sources = Sources::default();
        let (report, mut found) = read_data(data, files, options, &mut sources).ok()?;
        let (mut narratives, wrong) = read_all(&report, last.as_ref());
        found.extend(wrong);
        if let Some(before) = before {
            let tables = before.tables.clone();
            narratives = read_all(&Report { tables, ..report.clone() }, last.as_ref()).0;
        }
        let mut faults: Vec<Fault> = found.into_iter().map(|fault| (fault.code(), fault.key)).collect();
        faults.sort_unstable();
        Some(Content { sources, report, narratives, faults, last })
    }

    /// All pieces of prose, and how they read.
    fn pieces(&self) -> Vec<(Option<&Prose>, Option<&Narrative>)> {
        let (report, read) = (&self.report, &self.narratives);
        let bodies = report.sections.iter().map(|section| section.body.as_ref());
        let notes = report.sections.iter().map(|section| section.note.as_ref());
        let preface = (report.preface.as_ref(), read.preface.as_ref());
        let bodies = bodies.zip(read.bodies.iter().map(Option::as_ref));
        std::iter::once(preface).chain(bodies).chain(notes.zip(read.notes.iter().map(Option::as_ref))).collect()
    }
}

/// Whether a report says after the edits of a plan what it said before, but for them. `data` is its data file among the
/// texts that the plan was made from.
pub(super) fn is_unchanged(before: &Content, after: &Content, plan: &Plan, data: SourceId) -> bool {
    let steps = plan.steps_of(data);
    let [Some(old), Some(new)] = [before, after].map(|content| content.sources.iter().next()) else { return false };
    is_same_data(&old.1.text, &new.1.text, steps)
        && is_same_figures(&before.report.tables, &after.report.tables, steps)
        && is_within(&after.faults, &before.faults)
        && before.pieces().into_iter().zip(after.pieces()).all(|(old, new)| is_same_piece(old, new, before, plan))
}

fn is_same_piece(
    (prose, old): (Option<&Prose>, Option<&Narrative>),
    (_, new): (Option<&Prose>, Option<&Narrative>),
    before: &Content,
    plan: &Plan,
) -> bool {
    match (prose, old, new) {
        (Some(prose), Some(old), Some(new)) => {
            let is_whole = before.faults.iter().all(|(_, key)| key.as_ref() != Some(&prose.key));
            let mut own = plan.steps.values().flatten().filter(|step| step.key == prose.key);
            is_same_prose(old, new) && (is_whole || own.all(|step| shows(old, &step.range)))
        }
        (_, None, None) => true,
        _ => false,
    }
}

/// Whether all of some sorted faults are among others, each as often.
fn is_within(faults: &[Fault], others: &[Fault]) -> bool {
    let mut others = others.iter();
    faults.iter().all(|fault| others.any(|other| other == fault))
}
