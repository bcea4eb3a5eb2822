//! From a data file, and last year's, to a report with all that is found about it.

use super::{Input, read_data, read_report};
use crate::check::{Previous, accept_codes, check};
use crate::diagnostic::Diagnostic;
use crate::files::Files;
use crate::form::Forms;
use crate::import::rules::IMPORT_DOUBT;
use crate::narrative::rules::PREVIOUS_MISSING;
use crate::narrative::{self, Narratives};
use crate::picture::{Limits, Pictures};
use crate::report::Report;
use crate::report::bounds::Bounds;
use crate::rules;
use crate::source::Sources;
use crate::threads;

/// What a report is read with.
#[derive(Clone, Copy, Debug, Default)]
pub struct Options {
    /// Whether files that the data file names may lie outside its folder.
    pub allow_outside: bool,
    /// What a picture may ask of the machine.
    pub limits: Limits,
    /// How much of everything a report may have.
    pub bounds: Bounds,
    /// The forms that a report may be written in.
    pub forms: Forms,
}

/// What came of a data file.
#[derive(Debug)]
pub struct Reading {
    /// What is to be set, if all of it, and last year's report, could be read.
    pub manuscript: Option<Manuscript>,
    /// What the data file states, if that could be read and something else could not.
    pub unprinted: Option<Report>,
    /// Everything that is found, accepted or not, in the order of the file.
    pub found: Vec<Diagnostic>,
    /// The texts that the findings speak of.
    pub sources: Sources,
    /// What hinders the reading of last year's report.
    pub about_previous: Vec<Diagnostic>,
}

/// A report ready to be set: what it states, its prose and its pictures.
#[derive(Debug)]
pub struct Manuscript {
    /// What the data file states.
    pub report: Report,
    /// Its prose.
    pub narratives: Narratives,
    /// Its pictures, looked over.
    pub pictures: Pictures,
    /// The data file, beside which its faces are looked for.
    pub data: Input,
    /// What it was read with.
    pub options: Options,
}

/// Reads and checks a report, beside last year's if that is given.
///
/// A file that cannot be read at all is all that is then found of it.
pub fn read(data: &Input, previous: Option<&Input>, files: &Files, options: &Options) -> Reading {
    read_beside(data, previous, files, options, |_| ()).0
}

/// As [`read`]; and while the report is checked, something is done with it, if it can be read: neither waits for the
/// other.
pub fn read_beside<T: Send>(
    data: &Input,
    previous: Option<&Input>,
    files: &Files,
    options: &Options,
    beside: impl FnOnce(&Manuscript) -> T + Send,
) -> (Reading, Option<T>) {
    let mut sources = Sources::default();
    let mut found = Vec::new();
    let report = match read_data(data, files, options, &mut sources) {
        Ok((report, warnings)) => {
            found.extend(warnings);
            Some(report)
        }
        Err(faults) => {
            found.extend(faults);
            None
        }
    };
    let last = previous.map(|last| read_report(last, files, options, &mut sources));
    let (last, about_previous) = match last.transpose() {
        // Of what is wrong with last year's report, only what was left out when it was imported is of interest here.
        Ok(Some((last, warnings))) => {
            found.extend(warnings.into_iter().filter(|warning| warning.rule == &IMPORT_DOUBT));
            (Some(last), Vec::new())
        }
        Ok(None) => (None, Vec::new()),
        Err(faults) => (None, faults),
    };
    let mut unprinted = None;
    let read = report.and_then(|report| {
        let (narratives, mut faults) = narrative::read_all(&report, last.as_ref());
        // Of a file that cannot be read it would be false to say that it is not given.
        faults.retain(|fault| about_previous.is_empty() || fault.rule != &PREVIOUS_MISSING);
        let folder = data.folder(files, options.allow_outside);
        let pictures = Pictures::read(&narratives.picture_files(), &folder, &options.limits, &options.bounds);
        let pictures = pictures.map_err(|damaged| faults.extend(damaged)).ok();
        faults.extend(accept_codes(&report, rules::all()));
        // What cannot be read as it was meant is not printed, whatever the caller allows.
        let is_sound = faults.is_empty() && about_previous.is_empty();
        found.extend(faults);
        let last_prose = last.as_ref().map(|last| narrative::read_sound(last, None)).unwrap_or_default();
        let previous = last.as_ref().map(|report| Previous { report, narratives: &last_prose });
        let Some(pictures) = pictures.filter(|_| is_sound) else {
            found.extend(check(&report, &narratives, previous));
            unprinted = Some(report);
            return None;
        };
        let manuscript = Manuscript { report, narratives, pictures, data: data.clone(), options: *options };
        let check = || check(&manuscript.report, &manuscript.narratives, previous);
        let (done, checked) = threads::join(|| beside(&manuscript), check);
        found.extend(checked);
        Some((manuscript, done))
    });
    found.sort_by_key(|finding| finding.span);
    let (manuscript, done) = read.unzip();
    (Reading { manuscript, unprinted, found, sources, about_previous }, done)
}
