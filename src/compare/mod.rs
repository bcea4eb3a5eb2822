//! Two years of an office side by side.
//!
//! Takes this year's report and last year's, each with its prose, gives a [`Comparison`]: the cells of the tables 二,
//! 三 and 四 with both years' figures and their change, how much of the prose is last year's, and what does not go on
//! from one year to the other. Knows nothing of screens, pages and PDF.

mod change;
mod json;
mod tables;
mod years;

pub use json::{ComparisonEntry, json};
pub use tables::{CellComparison, RowComparison, TableComparison, Value};

use crate::check::{Likeness, Previous, check, is_about_two_years, likenesses};
use crate::diagnostic::Diagnostic;
use crate::form::{SECTION_KEYS, SECTION_NUMBERS, TABLE_KEYS};
use crate::narrative::Narratives;
use crate::report::Report;

/// Two reports side by side.
#[derive(Clone, Debug)]
pub struct Comparison {
    /// The earlier one.
    pub last: Edition,
    /// The later one.
    pub this: Edition,
    /// Tables 二, 三 and 四.
    pub tables: Vec<TableComparison>,
    /// The sections without a table, whose prose is compared.
    pub sections: Vec<SectionComparison>,
    /// What the checks find about one year beside the other, in the order of the later file.
    pub findings: Vec<Diagnostic>,
}

/// Whose report of which year it is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Edition {
    /// Name of the organ.
    pub organ: String,
    /// Reporting year.
    pub year: u16,
    /// Name of the form.
    pub form: &'static str,
}

/// A section's prose in both years.
#[derive(Clone, Debug, PartialEq)]
pub struct SectionComparison {
    /// Its key.
    pub key: &'static str,
    /// Its number.
    pub number: &'static str,
    /// Its printed title.
    pub title: String,
    /// How much of it is last year's; `None` if it is too short to be compared.
    pub likeness: Option<Likeness>,
}

/// Compares a report with an earlier one of the same office. Their forms may differ, and there may be years between
/// them.
///
/// # Errors
/// The other one is not earlier.
pub fn compare(report: &Report, narratives: &Narratives, last: Previous) -> Result<Comparison, Box<Diagnostic>> {
    let mut findings = check(report, narratives, Some(last));
    // What is said of copied prose stands with the sections.
    let is_likeness = |finding: &Diagnostic| finding.code() == "similarity";
    findings.retain(|finding| is_about_two_years(finding.rule) && !is_likeness(finding) && finding.accepted.is_none());
    let findings = years::in_order(report, last.report, findings)?;
    Ok(Comparison {
        last: edition(last.report),
        this: edition(report),
        tables: tables::tables(report, last.report),
        sections: sections(report, narratives, last),
        findings,
    })
}

fn edition(report: &Report) -> Edition {
    Edition { organ: report.organ.value.trim().to_owned(), year: report.year, form: report.form.name }
}

fn sections(report: &Report, narratives: &Narratives, last: Previous) -> Vec<SectionComparison> {
    let likenesses = likenesses((report, narratives), (last.report, last.narratives));
    let mut found = Vec::new();
    for (index, (key, number)) in SECTION_KEYS.into_iter().zip(SECTION_NUMBERS).enumerate() {
        let title = report.sections.get(index).map_or("", |section| section.title.name()).to_owned();
        let likeness = likenesses.iter().find(|likeness| likeness.section == index).cloned();
        if !TABLE_KEYS.contains(&key) {
            found.push(SectionComparison { key, number, title, likeness });
        }
    }
    found
}
