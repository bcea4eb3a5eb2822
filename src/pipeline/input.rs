//! Data files, and reports as they state them.

use std::io::ErrorKind;
use std::path::PathBuf;

use super::{Options, near_file};
use crate::diagnostic::{Diagnostic, suggested};
use crate::files::{Files, Folder, unreadable};
use crate::report::bounds::{Bound, Bounds};
use crate::report::{self, ReadOptions, Report, decode, rules, too_large};
use crate::source::{SourceId, Sources};

/// A data file.
#[derive(Clone, Debug)]
pub enum Input {
    /// One of the keeper's files.
    File(PathBuf),
    /// Bytes that came in otherwise, such as by the standard input. Paths in them start from the current folder.
    Bytes {
        /// What messages call it.
        name: String,
        /// What it holds.
        bytes: Vec<u8>,
    },
}

impl Input {
    /// What messages call it.
    pub fn name(&self) -> String {
        match self {
            Input::File(path) => path.display().to_string(),
            Input::Bytes { name, .. } => name.clone(),
        }
    }

    /// The folder that its paths start from.
    pub fn folder<'f>(&self, files: &'f Files, allow_outside: bool) -> Folder<'f> {
        let path = match self {
            Input::File(path) => path.parent().map(PathBuf::from).unwrap_or_default(),
            Input::Bytes { .. } => PathBuf::new(),
        };
        files.folder(path, allow_outside)
    }

    /// Reads its text into `sources`.
    ///
    /// # Errors
    /// What the system refuses, or that the text is no UTF-8.
    pub(super) fn text(
        &self,
        files: &Files,
        bounds: &Bounds,
        sources: &mut Sources,
    ) -> Result<SourceId, Box<Diagnostic>> {
        let (name, most) = (self.name(), bounds.bytes_of(Bound::File));
        let about_it = |fault: Diagnostic| Box::new(fault.in_file(&name));
        let bytes = match self {
            Input::File(path) => files.read(path, most).map_err(|error| {
                if error.kind() == ErrorKind::FileTooLarge {
                    return about_it(too_large(&name, bounds));
                }
                let near = near_file(files, path).filter(|_| error.kind() == ErrorKind::NotFound);
                let help = near.map(|near| suggested(&near.display().to_string()));
                about_it(unreadable(&rules::FILE, &name, &error).help(help))
            })?,
            Input::Bytes { bytes, .. } if bytes.len() as u64 > most => return Err(about_it(too_large(&name, bounds))),
            Input::Bytes { bytes, .. } => bytes.clone(),
        };
        let text = decode(&name, bytes, sources).map_err(|fault| about_it(*fault))?;
        Ok(match self {
            Input::File(path) => sources.add_file(path, text),
            Input::Bytes { .. } => sources.add(name, text),
        })
    }
}

/// Reads what a data file states, without its narrative, its pictures and the checks. Its texts join `sources`.
///
/// # Errors
/// Everything that hinders the reading.
pub fn read_data(
    data: &Input,
    files: &Files,
    options: &Options,
    sources: &mut Sources,
) -> Result<(Report, Vec<Diagnostic>), Vec<Diagnostic>> {
    let id = data.text(files, &options.bounds, sources).map_err(|fault| vec![*fault])?;
    let folder = Some(data.folder(files, options.allow_outside));
    report::read(sources, id, &ReadOptions { folder, forms: options.forms, bounds: options.bounds })
}
