//! Reports for the tests of this room.
#![allow(clippy::expect_used)]

use super::length::Length;
use super::{Figures, Narrative, read};
use crate::diagnostic::Diagnostic;
use crate::report::{self, Prose, ReadOptions, Report};
use crate::source::Sources;

/// The report of 甲局 for 2025 with these tables.
pub(super) fn report(tables: &str) -> Report {
    let mut sources = Sources::default();
    let data = sources.add("a.toml", format!("[report]\norgan = '甲局'\nyear = 2025\n{tables}"));
    report::read(&mut sources, data, &ReadOptions::default()).expect("a sound report").0
}

/// Reads narrative that calls for no figures.
pub(super) fn read_plain(prose: &Prose) -> Result<Narrative, Vec<Diagnostic>> {
    sound(read(prose, Figures { report: &report(""), previous: None }, &mut Length::default()))
}

/// What was read, if nothing is wrong with it, else the faults.
pub(super) fn sound<T>((read, faults): (T, Vec<Diagnostic>)) -> Result<T, Vec<Diagnostic>> {
    if faults.is_empty() { Ok(read) } else { Err(faults) }
}
