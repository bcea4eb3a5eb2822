//! Departments' data files, read and checked, so that only what adds up is summed.

use super::{Input, Options, read_report};
use crate::author::Department;
use crate::check::check;
use crate::diagnostic::{Diagnostic, Severity};
use crate::files::Files;
use crate::narrative;
use crate::report::Report;
use crate::source::Sources;

/// What came of departments' data files.
#[derive(Debug)]
pub struct Departments {
    /// Those that could be read.
    pub reports: Vec<Department>,
    /// Whether all could be read.
    pub is_whole: bool,
    /// What is found about them, file by file.
    pub found: Vec<Diagnostic>,
}

/// Reads departments' data files and checks each. Their texts join `sources`.
///
/// Of what the checks find about the tables, errors and warnings are told that nobody has accepted: the rest is for the
/// department, which sees it when it checks its file itself.
pub fn read_departments(data: &[Input], files: &Files, options: &Options, sources: &mut Sources) -> Departments {
    let mut departments = Departments { reports: Vec::new(), is_whole: true, found: Vec::new() };
    for data in data {
        match read_report(data, files, options, sources) {
            Ok((report, warnings)) => {
                let mut found: Vec<Diagnostic> = warnings.into_iter().chain(wrong_figures(&report)).collect();
                found.sort_by_key(|finding| finding.span);
                departments.found.extend(found);
                departments.reports.push(Department { name: data.name(), report });
            }
            Err(faults) => {
                departments.found.extend(faults);
                departments.is_whole = false;
            }
        }
    }
    departments
}

/// What the checks find about the tables. They look at the prose too, but what is wrong with that hinders no sum.
fn wrong_figures(report: &Report) -> Vec<Diagnostic> {
    let tables = report.tables.all().map(|table| table.key);
    let is_of_a_table = |key: &String| {
        let mut parts = key.split('.');
        let is_one = parts.next().is_some_and(|first| tables.contains(&first));
        is_one && !parts.next().is_some_and(|second| matches!(second, "body" | "body_file" | "note"))
    };
    let (narratives, _) = narrative::read_all(report, None);
    let mut found = check(report, &narratives, None);
    found.retain(|finding| finding.severity > Severity::Note && finding.accepted.is_none());
    found.retain(|finding| finding.key.as_ref().is_some_and(is_of_a_table));
    found
}
