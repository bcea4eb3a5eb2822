//! Does the report add up?
//!
//! Takes a [`Report`], its [`Narratives`] and last year's report, gives a [`Diagnostic`] for everything that is wrong
//! (docs/checks.md), each with the place of every value involved. Knows what the rules are and what the office has
//! accepted; knows nothing of layout, PDF, or what becomes of a report with errors.

mod accept;
mod amounts;
mod applications;
mod blanks;
#[cfg(test)]
mod fixture;
mod illustrations;
mod previous;
#[cfg(test)]
mod property_tests;
mod remedies;
pub(crate) mod rules;
mod sums;
mod tables;

pub use accept::accept_codes;

use crate::diagnostic::{Diagnostic, Rule};
use crate::narrative::Narratives;
use crate::report::Report;
use crate::report::rules as report_rules;

/// Codes of checks that this release does not make yet: a data file may accept them, which then says nothing.
pub const TO_COME: [&str; 18] = [
    "narrative-figure",
    "zero-claim",
    "narrative-parts",
    "percentages",
    "year-on-year",
    "period",
    "deadline",
    "title",
    "opening",
    "overview-aspects",
    "problems-empty",
    "fees-statement",
    "similarity",
    "stale-year",
    "citation",
    "unfinished",
    "characters",
    "number-style",
];

/// All findings about a report in the order of its file. Those that the office has accepted say so in
/// [`Diagnostic::accepted`].
///
/// `previous` is last year's report; one of another year is named as such and not compared.
pub fn check(report: &Report, narratives: &Narratives, previous: Option<&Report>) -> Vec<Diagnostic> {
    let mut made = Made::default();
    made.check(&rules::APPLICATION_BALANCE, applications::application_balance(report));
    made.check(&rules::OUTCOME_SUM, applications::outcome_sum(report));
    made.check(&rules::APPLICANT_SUM, applications::applicant_sum(report));
    made.check(&rules::REMEDY_SUM, remedies::remedy_sum(report));
    made.check(&report_rules::NOT_A_COUNT, blanks::text_cell(report));
    made.check(&rules::BLANK_TOTAL, blanks::blank_total(report));
    made.check(&rules::BLANK_CELL, blanks::blank_cell(report));
    made.check(&rules::TABLE_MISSING, blanks::table_missing(report));

    made.check(&rules::CHART_UNUSED, illustrations::chart_unused(report, narratives));

    if let Some(previous) = previous {
        made.check(&rules::PREVIOUS_ORGAN, previous::previous_organ(report, previous));
    }
    let last_year = previous.filter(|previous| previous::is_last_year(report, previous));
    match last_year {
        Some(last) => {
            made.check(&rules::CARRIED_OVER, previous::carried_over(report, last));
            made.check(&rules::IN_FORCE, previous::in_force(report, last));
            made.check(&rules::ITEMS_CONTINUITY, previous::items_continuity(report, last));
            made.check(&rules::SAME_AS_LAST_YEAR, previous::same_as_last_year(report, last));
            made.check(&rules::YEAR_JUMP, previous::year_jump(report, last));
            made.check(&rules::UNIT_SLIP, amounts::unit_slip(report, Some(last)));
        }
        // Half of a check is made: what it finds may be accepted, but what it does not find may yet be there.
        None => made.found.extend(amounts::unit_slip(report, None)),
    }

    let mut found = accept::apply(report, made);
    found.sort_by_key(|finding| finding.span);
    found
}

/// The checks that were made, and what they found.
#[derive(Default)]
struct Made {
    checks: Vec<&'static Rule>,
    found: Vec<Diagnostic>,
}

impl Made {
    fn check(&mut self, rule: &'static Rule, found: Vec<Diagnostic>) {
        self.checks.push(rule);
        self.found.extend(found);
    }
}
