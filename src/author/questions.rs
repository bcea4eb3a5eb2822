//! What is asked of each part of a report, for whoever does not write TOML.

use super::asks;
use super::sheet::Sheet;
use crate::form::{SECTION_KEYS, SECTION_NUMBERS};
use crate::import::PREFACE;
use crate::report::Report;

/// A part of a report, and what is to be written in it.
#[derive(Clone, Debug)]
pub struct Part {
    /// What it is called: 前言, or its section with its number.
    pub title: String,
    /// Key of its section; none of the preface.
    pub key: Option<&'static str>,
    /// What is asked, line by line.
    pub asks: Vec<String>,
}

/// The parts of a report in their order.
pub fn parts(report: &Report) -> Vec<Part> {
    let sheet = Sheet::blank(report.form, report.labels.clone(), &report.organ.value, report.year);
    // How a cell is written in TOML is of no interest here.
    let is_of_toml = |line: &String| line.contains(['"', '{']);
    let asks = |lines: Vec<String>| lines.into_iter().filter(|line| !is_of_toml(line)).collect();
    let preface = Part { title: PREFACE.to_owned(), key: None, asks: asks(asks::preface(&sheet)) };
    let section = |(index, key): (usize, &&'static str)| Part {
        title: format!("{}、{}", SECTION_NUMBERS.get(index).unwrap_or(&""), sheet.section_title(index)),
        key: Some(*key),
        asks: asks(asks::section(&sheet, key)),
    };
    std::iter::once(preface).chain(SECTION_KEYS.iter().enumerate().map(section)).collect()
}
