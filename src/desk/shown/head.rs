//! Whose report it is, and where it lies.

use std::path::Path;

use serde::Serialize;

use crate::report::Report;

/// The part `head`.
#[derive(Serialize)]
pub(in crate::desk) struct Head<'a> {
    organ: &'a str,
    year: u16,
    form: &'static str,
    title: Vec<&'a str>,
    draft: bool,
    kind: &'static str,
    file: String,
    folder: String,
}

/// That of a report whose data file lies there.
pub(in crate::desk) fn head<'a>(report: &'a Report, path: &Path) -> Head<'a> {
    Head {
        organ: &report.organ.value,
        year: report.year,
        form: report.form.name,
        title: report.title.iter().map(|line| line.value.as_str()).collect(),
        draft: report.draft,
        kind: report.kind.name(),
        file: path.file_name().unwrap_or_default().to_string_lossy().into_owned(),
        folder: path.parent().unwrap_or(Path::new("")).display().to_string(),
    }
}
