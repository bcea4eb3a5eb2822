//! Does the report add up?
//!
//! Takes a [`Report`], its [`Narratives`] and those of last year, gives a [`Diagnostic`] for everything that is wrong
//! (docs/checks.md), each with the place of every value involved. Knows what the rules are and what the office has
//! accepted; knows nothing of layout, PDF, or what becomes of a report with errors.
//!
//! Three rooms within look: `arithmetic` at the tables, `claims` at the prose beside the tables, `contents` at what is
//! said and how it is written. `prose` reads the prose for the latter two.
//!
//! A check is a file: its rule, what it needs, the function that finds and, in a folder of its name, an example.
//! `CHECKS` of its room lists it.

mod accept;
mod arithmetic;
mod claims;
mod clauses;
mod contents;
#[cfg(test)]
mod fixture;
mod last_year;
mod prose;
mod subject;
mod tables;

pub use accept::accept_codes;
pub use prose::likeness::{Likeness, Repeated, likenesses};

pub(crate) use arithmetic::other_organ;
pub(crate) use contents::{meant, tells_of_characters};

use crate::diagnostic::{Diagnostic, Rule};
use crate::narrative::Narratives;
use crate::report::Report;
use arithmetic::{Relation, broken_sums};
use subject::{Need, Subject};

/// All checks, in the order in which findings at one place are told.
pub(crate) fn checks() -> impl Iterator<Item = &'static Check> {
    [arithmetic::CHECKS, claims::CHECKS, contents::CHECKS].into_iter().flatten().copied()
}

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

/// Last year's report, to compare with.
#[derive(Clone, Copy, Debug)]
pub struct Previous<'a> {
    /// What its data file states.
    pub report: &'a Report,
    /// Its prose, as [`read_sound`](crate::narrative::read_sound) gives it.
    pub narratives: &'a Narratives,
}

/// All findings about a report in the order of its file. Those that the office has accepted say so in
/// [`Diagnostic::accepted`].
///
/// `previous` is last year's report; one of another year is named as such and not compared.
pub fn check(report: &Report, narratives: &Narratives, previous: Option<Previous>) -> Vec<Diagnostic> {
    let subject = Subject::new(report, narratives, previous);
    let mut others: Vec<Diagnostic> = Vec::new();
    for check in checks() {
        if let Run::Findings(run) = check.run {
            others.extend(run(&subject));
        }
    }
    let sums = broken_sums(&subject, &mut others);
    let found = sums.into_iter().chain(others).collect();
    let is_whole = |check: &&Check| check.needs.iter().all(|need| subject.has(*need));
    let whole: Vec<&Rule> = checks().filter(is_whole).map(|check| check.rule).collect();
    let mut found = accept::apply(report, found, &whole);
    found.sort_by_key(|finding| finding.span);
    found
}

/// Whether a rule is about a report beside last year's.
pub fn is_about_two_years(rule: &Rule) -> bool {
    let compares = |need: &Need| matches!(need, Need::Previous | Need::LastYear);
    checks().any(|check| check.rule == rule && check.needs.iter().any(compares))
}

/// The codes that `[[accept]]` may name: those of checks.
pub fn acceptable_codes() -> Vec<&'static str> {
    checks().map(|check| check.rule).filter(|rule| rule.acceptable).map(|rule| rule.code).collect()
}

/// The rules of this room: those of its checks, and of what is accepted.
pub(crate) fn rules() -> Vec<&'static Rule> {
    checks().map(|check| check.rule).chain(accept::RULES.iter().copied()).collect()
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
        for check in checks() {
            let Example { bad, good, last } = check.example;
            let (bad, good) = (codes(bad, last), codes(good, last));
            assert_eq!(bad.difference(&good).collect::<Vec<_>>(), [&check.rule.code]);
        }
    }

    #[test]
    fn a_check_that_compares_needs_last_years_report() {
        for check in checks() {
            let code = check.rule.code;
            let is_silent_alone = !codes(check.example.bad, None).contains(code);
            let compares = check.needs.iter().any(|need| matches!(need, Need::Previous | Need::LastYear));
            assert_eq!((check.example.last.is_some(), compares), (is_silent_alone, is_silent_alone), "{code}");
        }
    }
}
