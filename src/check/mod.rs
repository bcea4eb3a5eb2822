//! Does the report add up?
//!
//! Takes a [`Report`], its [`Narratives`] and last year's report, gives a [`Diagnostic`] for everything that is wrong
//! (forms.md, Checks), each with the place of every value involved. Knows what the rules are and what the office has
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
mod sums;
mod tables;

use crate::diagnostic::Diagnostic;
use crate::narrative::Narratives;
use crate::report::Report;

/// All findings about a report in the order of its file. Those that the office has accepted say so in
/// [`Diagnostic::accepted`].
///
/// `previous` is last year's report; one of another year is named as such and not compared.
pub fn check(report: &Report, narratives: &Narratives, previous: Option<&Report>) -> Vec<Diagnostic> {
    let mut made = Made::default();
    made.check("application-balance", applications::application_balance(report));
    made.check("outcome-sum", applications::outcome_sum(report));
    made.check("applicant-sum", applications::applicant_sum(report));
    made.check("remedy-sum", remedies::remedy_sum(report));
    made.check("not-a-count", blanks::text_cell(report));
    made.check("blank-total", blanks::blank_total(report));
    made.check("blank-cell", blanks::blank_cell(report));
    made.check("table-missing", blanks::table_missing(report));

    made.check("chart-unused", illustrations::chart_unused(report, narratives));

    if let Some(previous) = previous {
        made.check("previous-organ", previous::previous_organ(report, previous));
    }
    let last_year = previous.filter(|previous| previous::is_last_year(report, previous));
    match last_year {
        Some(last) => {
            made.check("carried-over", previous::carried_over(report, last));
            made.check("in-force", previous::in_force(report, last));
            made.check("items-continuity", previous::items_continuity(report, last));
            made.check("same-as-last-year", previous::same_as_last_year(report, last));
            made.check("year-jump", previous::year_jump(report, last));
            made.check("unit-slip", amounts::unit_slip(report, Some(last)));
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
    checks: Vec<&'static str>,
    found: Vec<Diagnostic>,
}

impl Made {
    fn check(&mut self, code: &'static str, found: Vec<Diagnostic>) {
        self.checks.push(code);
        self.found.extend(found);
    }
}
