//! Does the report say what it must, and is it written as it should be?
//!
//! Takes the report and its prose, gives the findings of its checks. Knows nothing of sums.

mod characters;
mod chart_unused;
mod citation;
mod dates;
mod dates_left_open;
mod deadline;
mod doubled_word;
mod doubling;
mod fees_statement;
mod full_names;
mod hard_wrapped;
mod hyphen_ranges;
mod known_documents;
mod meant_character;
mod number_style;
mod opening;
mod other_empty;
mod overview_aspects;
mod parts;
mod period;
mod personal_data;
mod printed_texts;
mod problems_empty;
mod punctuation;
mod repeated_clauses;
mod short_years;
mod shortcomings;
mod similarity;
mod spots;
mod stale_year;
mod stars;
mod title;
mod unfinished;
mod words;
mod year_meant;

pub(crate) use characters::tells_of_characters;
pub(crate) use meant_character::meant;

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
    &citation::CHECK,
    &unfinished::CHECK,
    &characters::CHECK,
    &doubled_word::CHECK,
    &personal_data::CHECK,
    &punctuation::CHECK,
    &number_style::CHECK,
    &hard_wrapped::CHECK,
    &stars::CHECK,
];
