//! A report of a batch, before it is made.

use std::path::{Path, PathBuf};

use crate::diagnostic::Diagnostic;
use crate::pipeline::{Identity, Input};
use crate::report::Report;

/// A data file, and where its PDF goes.
pub(super) struct Job {
    /// The data file.
    pub data: PathBuf,
    /// Where its PDF goes.
    pub place: Place,
    /// The PDF's path; `None` if the data file must tell and cannot be read.
    pub target: Option<PathBuf>,
    /// Last year's data file.
    pub previous: Option<PathBuf>,
    /// Whether there should be one, and is not.
    pub lacks_previous: bool,
    /// Why it is not made at all.
    pub refused: Option<Diagnostic>,
}

/// Where a PDF goes.
#[derive(Debug, PartialEq)]
pub(super) enum Place {
    /// To this file.
    File(PathBuf),
    /// Into this folder, under the official name of the report.
    Official(PathBuf),
}

impl Place {
    /// The path that can be told before the report is read.
    pub fn expected(&self, identity: Option<&Identity>) -> Option<PathBuf> {
        match self {
            Place::File(path) => Some(path.clone()),
            Place::Official(folder) => identity.map(|identity| official(folder, &identity.official_name())),
        }
    }

    /// The path, once the report is known.
    pub fn of(&self, report: &Report) -> PathBuf {
        match self {
            Place::File(path) => path.clone(),
            Place::Official(folder) => official(folder, &report.official_name()),
        }
    }
}

fn official(folder: &Path, name: &str) -> PathBuf {
    folder.join(format!("{name}.pdf"))
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
