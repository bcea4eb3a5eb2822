//! Does the report say what it must, and is it written as it should be?
//!
//! Takes the report and its prose, gives the findings of its checks. Knows nothing of sums.

mod chart_unused;
mod dates;
mod deadline;
mod fees_statement;
mod hard_wrapped;
mod opening;
mod other_empty;
mod overview_aspects;
mod parts;
mod period;
mod problems_empty;
mod punctuation;
mod shortcomings;
mod similarity;
mod stale_year;
mod stars;
mod title;
mod words;
mod year_meant;

use super::prose::{likeness, passages};
use super::subject::{Need, Subject};
use super::{Check, Example, Run};

/// The checks of this room.
pub(super) static CHECKS: &[&Check] = &[
    &chart_unused::CHECK,
    &deadline::CHECK,
    &title::CHECK,
    &period::CHECK,
    &opening::CHECK,
    &overview_aspects::CHECK,
    &problems_empty::CHECK,
    &other_empty::CHECK,
    &fees_statement::CHECK,
    &stale_year::CHECK,
    &similarity::CHECK,
    &punctuation::CHECK,
    &hard_wrapped::CHECK,
    &stars::CHECK,
];
