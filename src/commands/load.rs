//! From a data file, and last year's, to a report with all that is found about it: what `build` and `check` share.

use std::fs::File;
use std::path::Path;

use super::Failure;
use super::data::Data;
use crate::check::{accept_codes, check};
use crate::diagnostic::Diagnostic;
use crate::narrative::rules::PREVIOUS_MISSING;
use crate::narrative::{self, Narratives};
use crate::picture::{Limits, Pictures, Places};
use crate::report::rules as report_rules;
use crate::report::{self, ReadOptions, Report, unreadable};
use crate::source::{SourceId, Sources};
use crate::{message, rules};

/// What a report is read with.
pub(super) struct Options<'a> {
    /// Last year's data file.
    pub previous: Option<&'a Data>,
    /// Whether what is wrong with it has been said.
    pub is_previous_told: bool,
    /// Whether files that the data file names may lie outside its folder.
    pub allow_outside: bool,
    /// What a picture may ask of the machine.
    pub limits: Limits,
}

/// What came of a data file.
pub(super) struct Loaded {
    /// The report, its prose and its pictures, if all of it, and last year's report, could be read.
    pub report: Option<(Report, Narratives, Pictures)>,
    /// Everything that is found, accepted or not, in the order of the file.
    pub found: Vec<Diagnostic>,
    /// The texts that the findings speak of.
    pub sources: Sources,
    /// Whether last year's report, if there is one, could be read.
    pub previous_is_sound: bool,
}

/// Last year's data file, as `--previous` names it.
///
/// # Errors
/// The command line is wrong if it names a folder or the standard input; else what hinders the opening of the file,
/// without which nothing that was asked for can be done.
pub(super) fn last_year(argument: Option<&Path>) -> Result<Option<Data>, Failure> {
    let Some(path) = argument else { return Ok(None) };
    let data = Data::from_argument(path)?;
    match &data {
        Data::File(path) => match File::open(path) {
            Ok(_) => Ok(Some(data)),
            Err(error) => {
                let fault = unreadable(&report_rules::FILE, &path.display().to_string(), &error);
                Err(Failure::Found(vec![fault], Sources::default()))
            }
        },
        Data::Stdin => Err(Failure::Usage(message!(
            zh: "--previous 要的是文件，不能是标准输入",
            en: "--previous needs a file, not standard input",
        ))),
    }
}

/// Reads and checks a report.
///
/// # Errors
/// What hinders the reading of a file, be it last year's.
pub(super) fn load(data: &Data, options: &Options) -> Result<Loaded, Failure> {
    let mut sources = Sources::default();
    let id = data.read(&mut sources)?;
    let last_id = options.previous.map(|last| last.read(&mut sources)).transpose()?;

    let mut found = Vec::new();
    let mut read = |id: SourceId, data: &Data| {
        let read_options = ReadOptions { folder: Some(data.folder()), allow_outside: options.allow_outside };
        match report::read(&mut sources, id, &read_options) {
            Ok((report, warnings)) => (Some(report), warnings),
            Err(faults) => (None, faults),
        }
    };
    let (report, about_report) = read(id, data);
    // Of last year's report only what cannot be read is of interest here.
    let (last, about_last) = match (options.previous, last_id) {
        (Some(data), Some(id)) => match read(id, data) {
            (None, faults) => (None, faults),
            (last, _) => (last, Vec::new()),
        },
        _ => (None, Vec::new()),
    };
    found.extend(about_report);
    let previous_is_sound = about_last.is_empty();

    let mut is_sound = previous_is_sound;
    let report = report.map(|report| {
        let (narratives, mut faults) = narrative::read_all(&report, last.as_ref());
        is_sound &= faults.is_empty();
        // Of a file that cannot be read it would be false that it is not given.
        faults.retain(|fault| previous_is_sound || fault.rule != &PREVIOUS_MISSING);
        found.extend(faults);
        let places = Places { folder: &data.folder(), allow_outside: options.allow_outside, limits: options.limits };
        let pictures = Pictures::read(&narratives.picture_files(), &places).unwrap_or_else(|faults| {
            is_sound = false;
            found.extend(faults);
            Pictures::default()
        });
        found.extend(accept_codes(&report, rules::all()));
        found.extend(check(&report, &narratives, last.as_ref()));
        (report, narratives, pictures)
    });
    found.sort_by_key(|finding| finding.span);
    if !options.is_previous_told {
        found.extend(about_last);
    }
    Ok(Loaded { report: report.filter(|_| is_sound), found, sources, previous_is_sound })
}
