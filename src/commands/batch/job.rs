//! A report of a batch, before it is made.

use std::path::{Path, PathBuf};

use crate::diagnostic::Diagnostic;
use crate::pipeline::{Identity, Input, OutputFormat};
use crate::report::Report;

/// A data file, and where its files go.
pub(super) struct Job {
    /// The data file.
    pub data: PathBuf,
    /// Where its files go.
    pub place: Place,
    /// What their paths have in common; `None` if the data file must tell and cannot be read.
    pub stem: Option<PathBuf>,
    /// Last year's data file.
    pub previous: Option<PathBuf>,
    /// Whether there should be one, and is not.
    pub lacks_previous: bool,
    /// Why it is not made at all.
    pub refused: Option<Diagnostic>,
}

/// Where the files of a report go.
#[derive(Debug, PartialEq)]
pub(super) enum Place {
    /// To this path, each with its ending.
    Stem(PathBuf),
    /// Into this folder, under the official name of the report.
    Official(PathBuf),
}

impl Place {
    /// What can be told before the report is read: the path without an ending.
    pub fn expected(&self, identity: Option<&Identity>) -> Option<PathBuf> {
        match self {
            Place::Stem(path) => Some(path.clone()),
            Place::Official(folder) => identity.map(|identity| folder.join(identity.official_name())),
        }
    }

    /// The path without an ending, once the report is known.
    pub fn of(&self, report: &Report) -> PathBuf {
        match self {
            Place::Stem(path) => path.clone(),
            Place::Official(folder) => folder.join(report.official_name()),
        }
    }
}

/// The path of a file of one format.
pub(super) fn with_format(stem: &Path, format: OutputFormat) -> PathBuf {
    let mut path = stem.as_os_str().to_owned();
    path.push(".");
    path.push(format.ending());
    path.into()
}

impl Job {
    /// What messages call it.
    pub fn name(&self) -> String {
        self.data.display().to_string()
    }

    pub fn input(&self) -> Input {
        Input::File(self.data.clone())
    }

    pub fn previous_input(&self) -> Option<Input> {
        self.previous.clone().map(Input::File)
    }
}
