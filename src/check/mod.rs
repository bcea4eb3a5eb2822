//! Does the report add up?
//!
//! Takes a [`Report`], its [`Narratives`] and last year's report, gives a [`Diagnostic`] for everything that is wrong
//! (docs/checks.md), each with the place of every value involved. Knows what the rules are and what the office has
//! accepted; knows nothing of layout, PDF, or what becomes of a report with errors.
//!
//! Sums that do not agree are told together, once where a single figure explains them (`one_figure`).
//!
//! A check is a file: its rule, what it needs, the function that finds and, in a folder of its name, an example.
//! `CHECKS` lists them.

mod accept;
mod applicant_sum;
mod application_balance;
mod as_meant;
mod blank_cell;
mod blank_total;
mod carried_over;
mod chart_unused;
mod clauses;
mod deadline;
mod fees_statement;
mod figure_as_text;
#[cfg(test)]
mod fixture;
mod hard_wrapped;
mod in_force;
mod items_continuity;
mod last_year;
mod not_a_count;
mod one_figure;
#[cfg(test)]
mod one_figure_tests;
mod other_empty;
mod outcome_sum;
mod passages;
mod previous_organ;
mod problems_empty;
#[cfg(test)]
mod property_tests;
mod punctuation;
mod rejoined;
mod relation;
mod remedy_sum;
mod same_as_last_year;
mod stars;
mod subject;
mod sums;
mod table_missing;
mod tables;
mod totals;
mod unit_slip;
mod year_jump;

pub use accept::{TO_COME, accept_codes};

use crate::diagnostic::{Diagnostic, Rule};
use crate::narrative::Narratives;
use crate::report::{Report, Tables};
use as_meant::{as_meant, raise_texts};
use rejoined::rejoined;
use relation::Relation;
use subject::{Need, Subject};

/// All checks, in the order in which findings at one place are told.
pub(crate) static CHECKS: &[&Check] = &[
    &application_balance::CHECK,
    &outcome_sum::CHECK,
    &applicant_sum::CHECK,
    &remedy_sum::CHECK,
    &not_a_count::CHECK,
    &figure_as_text::CHECK,
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
    &deadline::CHECK,
    &problems_empty::CHECK,
    &other_empty::CHECK,
    &fees_statement::CHECK,
    &punctuation::CHECK,
    &hard_wrapped::CHECK,
    &stars::CHECK,
];

/// A check.
pub(crate) struct Check {
    /// What its findings are made from.
    pub rule: &'static Rule,
    /// What it must have seen before its silence means that nothing is wrong. It is made of what there is.
    needs: &'static [Need],
    /// Looks for what breaks the rule.
    run: Run,
    /// What breaks the rule, and what keeps it.
    pub example: Example,
}

/// How a check looks.
enum Run {
    /// For what breaks the rule.
    Findings(fn(&Subject) -> Vec<Diagnostic>),
    /// At the relations that the rule demands. Those of all checks are told together: one figure may break several.
    Relations(for<'s> fn(&'s Subject<'s>) -> Vec<Relation<'s>>),
}

/// Two short data files that differ in one thing: one breaks a rule, the other keeps it.
pub(crate) struct Example {
    pub bad: &'static str,
    pub good: &'static str,
    /// Last year's data file, where the rule compares.
    pub last: Option<&'static str>,
}

impl Example {
    const fn new(bad: &'static str, good: &'static str) -> Example {
        Example { bad, good, last: None }
    }

    const fn beside(last: &'static str, bad: &'static str, good: &'static str) -> Example {
        Example { bad, good, last: Some(last) }
    }
}

/// All findings about a report in the order of its file. Those that the office has accepted say so in
/// [`Diagnostic::accepted`].
///
/// `previous` is last year's report; one of another year is named as such and not compared.
pub fn check(report: &Report, narratives: &Narratives, previous: Option<&Report>) -> Vec<Diagnostic> {
    let subject = Subject::new(report, narratives, previous);
    let mut others: Vec<Diagnostic> = Vec::new();
    for check in CHECKS {
        if let Run::Findings(run) = check.run {
            others.extend(run(&subject));
        }
    }
    let plain = relations(&subject);
    let holds = |tables: &Tables| {
        let subject = Subject::with_tables(report, tables, narratives);
        relations(&subject).iter().all(|relation| relation.broken.is_none())
    };
    let joined = rejoined(report, &plain).filter(|(tables, _)| holds(tables));
    let sums = match (joined, as_meant(report)) {
        (Some((_, told)), _) => told,
        (None, Some(tables)) => {
            raise_texts(&mut others, &plain);
            one_figure::tell(&relations(&Subject::with_tables(report, &tables, narratives)))
        }
        (None, None) => one_figure::tell(&plain),
    };
    let found = sums.into_iter().chain(others).collect();
    let is_whole = |check: &&&Check| check.needs.iter().all(|need| subject.has(*need));
    let whole: Vec<&Rule> = CHECKS.iter().filter(is_whole).map(|check| check.rule).collect();
    let mut found = accept::apply(report, found, &whole);
    found.sort_by_key(|finding| finding.span);
    found
}

/// The relations that all rules demand.
fn relations<'s>(subject: &'s Subject<'s>) -> Vec<Relation<'s>> {
    let demanded = |check: &&Check| match check.run {
        Run::Relations(run) => run(subject),
        Run::Findings(_) => Vec::new(),
    };
    CHECKS.iter().flat_map(demanded).collect()
}

/// The codes that `[[accept]]` may name: those of checks, be they yet to come.
pub fn acceptable_codes() -> Vec<&'static str> {
    let made = CHECKS.iter().map(|check| check.rule).filter(|rule| rule.acceptable).map(|rule| rule.code);
    made.chain(TO_COME).collect()
}

/// The rules of this room: those of its checks, and of what is accepted.
pub(crate) fn rules() -> Vec<&'static Rule> {
    CHECKS.iter().map(|check| check.rule).chain(accept::RULES.iter().copied()).collect()
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::fixture::found_with;
    use super::*;

    fn codes(text: &str, last: Option<&str>) -> BTreeSet<&'static str> {
        found_with(text, last).0.iter().map(Diagnostic::code).collect()
    }

    #[test]
    fn an_example_breaks_the_rule_of_its_check_and_no_other() {
        for check in CHECKS {
            let Example { bad, good, last } = check.example;
            let (bad, good) = (codes(bad, last), codes(good, last));
            assert_eq!(bad.difference(&good).collect::<Vec<_>>(), [&check.rule.code]);
        }
    }

    #[test]
    fn a_check_that_compares_needs_last_years_report() {
        for check in CHECKS {
            let code = check.rule.code;
            let is_silent_alone = !codes(check.example.bad, None).contains(code);
            let compares = check.needs.iter().any(|need| matches!(need, Need::Previous | Need::LastYear));
            assert_eq!((check.example.last.is_some(), compares), (is_silent_alone, is_silent_alone), "{code}");
        }
    }
}
