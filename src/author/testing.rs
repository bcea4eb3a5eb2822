//! What the tests of this room share.

#![allow(clippy::unwrap_used, clippy::expect_used)]

use super::Department;
use crate::report::{ReadOptions, Report, read as read_report};
use crate::source::Sources;

/// A sound report.
pub(super) fn read(text: &str) -> (Sources, Report) {
    let mut sources = Sources::default();
    let id = sources.add("a.toml", text);
    let report = read_report(&mut sources, id, &ReadOptions::default());
    (sources, report.unwrap_or_else(|faults| panic!("{faults:?}\n{text}")).0)
}

/// Sound reports, of the files `b0.toml` and so on.
pub(super) fn departments(texts: &[&str]) -> (Sources, Vec<Department>) {
    let mut sources = Sources::default();
    let departments = texts.iter().enumerate().map(|(index, text)| {
        let name = format!("b{index}.toml");
        let id = sources.add(&name, *text);
        let (report, _) = read_report(&mut sources, id, &ReadOptions::default()).expect("a sound report");
        Department { name, report }
    });
    let departments = departments.collect();
    (sources, departments)
}
