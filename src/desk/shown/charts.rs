//! The charts, as the file states them.

use std::collections::BTreeMap;

use crate::author::edit::{self, ChartChange};
use crate::report::Report;

/// The part `charts`: all of them by their names.
pub(in crate::desk) fn charts(report: &Report) -> BTreeMap<String, ChartChange> {
    edit::charts(report).into_iter().collect()
}
