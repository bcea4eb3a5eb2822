//! Does the report say what it must, and is it written as it should be?
//!
//! Takes the report and its prose, gives the findings of its checks. Knows nothing of sums.

mod chart_unused;
mod deadline;
mod fees_statement;
mod hard_wrapped;
mod other_empty;
mod problems_empty;
mod punctuation;
mod similarity;
mod stars;

use super::prose::{likeness, passages};
use super::subject::{Need, Subject};
use super::{Check, Example, Run};

/// The checks of this room.
pub(super) static CHECKS: &[&Check] = &[
    &chart_unused::CHECK,
    &deadline::CHECK,
    &problems_empty::CHECK,
    &other_empty::CHECK,
    &fees_statement::CHECK,
    &similarity::CHECK,
    &punctuation::CHECK,
    &hard_wrapped::CHECK,
    &stars::CHECK,
];
