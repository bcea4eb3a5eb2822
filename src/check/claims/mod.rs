//! Does the prose say what the tables say?
//!
//! Takes the sentences of the prose with the figures that stand in them, and the tables of this year and last; gives
//! the findings of its checks. A text is taken apart into words and marks (`token`), clauses (`clause`) and what they
//! say of cells (`claim`); the words stand in tables (`lexicon`, and those that name cells in `form`), so that a new
//! wording is a line.

mod alone;
mod between;
mod cells;
mod claim;
#[cfg(test)]
mod claim_tests;
mod clause;
mod known;
mod lexicon;
mod means;
mod narrative_figure;
mod narrative_parts;
mod narrative_sum;
mod parts;
mod percentages;
mod pieces;
mod repeated;
mod runs;
mod set_aside;
mod share_columns;
mod share_faults;
mod shares;
mod stretch;
mod texts;
mod token;
mod totals;
mod verdict;
mod year_on_year;
mod zero_claim;

pub(super) use verdict::Claims;

use super::subject::{Need, Subject};
use super::{Check, Example, Run};

/// The checks of this room.
pub(super) static CHECKS: &[&Check] = &[
    &narrative_sum::CHECK,
    &narrative_figure::CHECK,
    &zero_claim::CHECK,
    &narrative_parts::CHECK,
    &percentages::CHECK,
    &year_on_year::CHECK,
];
