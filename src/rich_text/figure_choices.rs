//! The figures that a narrative can call for, to pick from.

use serde::{Deserialize, Serialize};

use super::read::shown;
use crate::report::Report;

/// A figure to pick.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct FigureChoice {
    /// The expression that calls for it, such as `applications.received.total`.
    pub key: String,
    /// What people call it: 三 本年新收 总计.
    pub name: String,
    /// What it prints; empty if it is blank.
    pub shown: String,
}

/// All figures of a report in the order of the form, behind them last year's, if that report is there.
pub fn figure_choices(report: &Report, previous: Option<&Report>) -> Vec<FigureChoice> {
    let prints = shown(report, previous);
    let choice = |key: String, name: String| {
        let shown = prints(&key).unwrap_or_default();
        FigureChoice { key, name, shown }
    };
    let own = report.figure_keys().into_iter().map(|key| {
        let name = report.figure_name(&key);
        choice(key, name)
    });
    let before = previous.into_iter().flat_map(|previous| {
        let named = |key: String| (format!("previous.{key}"), format!("上年 {}", previous.figure_name(&key)));
        previous.figure_keys().into_iter().map(named).collect::<Vec<_>>()
    });
    own.chain(before.map(|(key, name)| choice(key, name))).collect()
}
