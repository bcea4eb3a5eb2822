//! All prose of one report.

use super::{Figures, Narrative, read};
use crate::diagnostic::Diagnostic;
use crate::report::{Prose, Report};

/// The narratives of a report by their places; `None` where the data file has none.
#[derive(Clone, Debug, Default)]
pub struct Narratives {
    /// What stands before 一.
    pub preface: Option<Narrative>,
    /// Narrative of the sections 一 to 六, before the table if they have one.
    pub bodies: [Option<Narrative>; 6],
    /// Narrative behind the tables.
    pub notes: [Option<Narrative>; 6],
}

/// Reads all prose of a report, with the figures that it calls for: the report's own and, as `previous.…`, last year's.
///
/// # Errors
/// Everything that is wrong with any piece of it, piece by piece.
pub fn read_all(report: &Report, previous: Option<&Report>) -> Result<Narratives, Vec<Diagnostic>> {
    let figures = Figures { report, previous };
    let mut faults = Vec::new();
    let mut piece = |prose: &Option<Prose>| match read(prose.as_ref()?, figures) {
        Ok(narrative) => Some(narrative),
        Err(found) => {
            faults.extend(found);
            None
        }
    };
    let mut narratives = Narratives { preface: piece(&report.preface), ..Narratives::default() };
    for ((section, body), note) in report.sections.iter().zip(&mut narratives.bodies).zip(&mut narratives.notes) {
        *body = piece(&section.body);
        *note = piece(&section.note);
    }
    if faults.is_empty() { Ok(narratives) } else { Err(faults) }
}
