//! Do the tables add up, in themselves and with last year's (勾稽)?
//!
//! Takes the figures of both years' tables, gives the findings of its checks, among them [`Relation`]s: sums that must
//! be equal. Those that are not are told together, once where a single figure explains them (`one_figure`). Knows
//! nothing of the prose.

mod applicant_sum;
mod application_balance;
mod as_meant;
mod blank_cell;
mod blank_total;
mod carried_over;
mod determined;
mod figure_as_text;
mod in_force;
mod items_continuity;
mod not_a_count;
mod one_figure;
#[cfg(test)]
mod one_figure_tests;
mod outcome_sum;
mod previous_organ;
#[cfg(test)]
mod property_tests;
mod rejoined;
mod relation;
mod remedy_sum;
mod same_as_last_year;
mod sums;
mod table_missing;
mod totals;
mod unit_slip;
mod year_jump;

pub(crate) use previous_organ::other_organ;

pub(super) use relation::Relation;

#[cfg(test)]
use super::fixture;
use super::subject::{self, Need, Subject};
use super::{Check, Example, Run, accept, last_year, tables};
use crate::diagnostic::Diagnostic;
use crate::report::Tables;
use as_meant::{as_meant, raise_texts};
use rejoined::rejoined;

/// The checks of this room.
pub(super) static CHECKS: &[&Check] = &[
    &application_balance::CHECK,
    &outcome_sum::CHECK,
    &applicant_sum::CHECK,
    &remedy_sum::CHECK,
    &not_a_count::CHECK,
    &figure_as_text::CHECK,
    &blank_total::CHECK,
    &blank_cell::CHECK,
    &table_missing::CHECK,
    &previous_organ::CHECK,
    &carried_over::CHECK,
    &in_force::CHECK,
    &items_continuity::CHECK,
    &same_as_last_year::CHECK,
    &year_jump::CHECK,
    &unit_slip::CHECK,
];

/// What is wrong with the sums of a report. Findings about texts that explain a sum become graver.
pub(super) fn broken_sums(subject: &Subject, others: &mut [Diagnostic]) -> Vec<Diagnostic> {
    let (report, narratives) = (subject.this.report, subject.narratives);
    let plain = relations(subject);
    let holds = |tables: &Tables| {
        let subject = Subject::with_tables(report, tables, narratives);
        relations(&subject).iter().all(|relation| relation.broken.is_none())
    };
    let joined = rejoined(report, &plain).filter(|(tables, _)| holds(tables));
    let found = match (joined, as_meant(report)) {
        (Some((_, told)), _) => return told,
        (None, Some(tables)) => {
            raise_texts(others, &plain);
            one_figure::tell(&relations(&Subject::with_tables(report, &tables, narratives)))
        }
        (None, None) => one_figure::tell(&plain),
    };
    determined::with_totals(found, report, narratives)
}

/// The relations that all rules demand.
fn relations<'s>(subject: &'s Subject<'s>) -> Vec<Relation<'s>> {
    let demanded = |check: &&Check| match check.run {
        Run::Relations(run) => run(subject),
        Run::Findings(_) => Vec::new(),
    };
    CHECKS.iter().flat_map(demanded).collect()
}
