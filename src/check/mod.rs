//! Does the report add up?
//!
//! Takes a [`Report`], its [`Narratives`] and last year's report, gives a [`Diagnostic`] for everything that is wrong
//! (docs/checks.md), each with the place of every value involved. Knows what the rules are and what the office has
//! accepted; knows nothing of layout, PDF, or what becomes of a report with errors.
//!
//! A check is a file: its rule, what it needs, and the function that finds. [`CHECKS`] lists them.

mod accept;
mod applicant_sum;
mod application_balance;
mod applications;
mod blank_cell;
mod blank_total;
mod carried_over;
mod chart_unused;
mod clauses;
#[cfg(test)]
mod fixture;
mod in_force;
mod items_continuity;
mod last_year;
mod not_a_count;
mod outcome_sum;
mod previous_organ;
#[cfg(test)]
mod property_tests;
mod remedy_sum;
mod same_as_last_year;
mod subject;
mod sums;
mod table_missing;
mod tables;
mod unit_slip;
mod year_jump;

pub use accept::{TO_COME, accept_codes};

use crate::diagnostic::{Diagnostic, Rule};
use crate::narrative::Narratives;
use crate::report::Report;
use subject::{Need, Subject};

/// All checks, in the order in which findings at one place are told.
pub(crate) static CHECKS: &[&Check] = &[
    &application_balance::CHECK,
    &outcome_sum::CHECK,
    &applicant_sum::CHECK,
    &remedy_sum::CHECK,
    &not_a_count::CHECK,
    &blank_total::CHECK,
    &blank_cell::CHECK,
    &table_missing::CHECK,
    &chart_unused::CHECK,
    &previous_organ::CHECK,
    &carried_over::CHECK,
    &in_force::CHECK,
    &items_continuity::CHECK,
    &same_as_last_year::CHECK,
    &year_jump::CHECK,
    &unit_slip::CHECK,
];

/// A check.
pub(crate) struct Check {
    /// What its findings are made from.
    pub rule: &'static Rule,
    /// What it must have seen before its silence means that nothing is wrong. It is made of what there is.
    needs: &'static [Need],
    /// Looks for what breaks the rule.
    run: fn(&Subject) -> Vec<Diagnostic>,
}

/// All findings about a report in the order of its file. Those that the office has accepted say so in
/// [`Diagnostic::accepted`].
///
/// `previous` is last year's report; one of another year is named as such and not compared.
pub fn check(report: &Report, narratives: &Narratives, previous: Option<&Report>) -> Vec<Diagnostic> {
    let subject = Subject::new(report, narratives, previous);
    let found = CHECKS.iter().flat_map(|check| (check.run)(&subject)).collect();
    let is_whole = |check: &&&Check| check.needs.iter().all(|need| subject.has(*need));
    let whole: Vec<&Rule> = CHECKS.iter().filter(is_whole).map(|check| check.rule).collect();
    let mut found = accept::apply(report, found, &whole);
    found.sort_by_key(|finding| finding.span);
    found
}

/// The rules of this room: those of its checks, and of what is accepted.
pub(crate) fn rules() -> impl Iterator<Item = &'static Rule> + Clone {
    CHECKS.iter().map(|check| check.rule).chain(accept::RULES.iter().copied())
}
