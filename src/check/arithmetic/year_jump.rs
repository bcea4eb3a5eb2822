//! Counts far from last year's.

use rust_decimal::Decimal;

use super::last_year::pairs;
use super::tables::Figure;
use super::{Check, Example, Need, Run, Subject};
use crate::check::clauses::PRACTICE;
use crate::diagnostic::{Diagnostic, NOTE, Rule, message, text};
use crate::form::Kind;

/// Counts of which neither year's reaches this jump too easily to be told.
const NOTEWORTHY: Decimal = Decimal::TEN;

/// Growth beyond this, or a fall beyond its inverse, is a jump.
const JUMP: Decimal = Decimal::from_parts(5, 0, 0, false, 0);

pub(super) static CHECK: Check = Check {
    rule: &Rule {
        code: "year-jump",
        severities: NOTE,
        acceptable: true,
        rule: text(
            "件数超过上一年度的五倍，或者不足五分之一（两年中有一年不少于10）",
            "a count is above five times last year's or below a fifth of it, either being 10 or more",
        ),
        source: PRACTICE,
        remedy: text(
            "核对数字；变化属实的不必处理，可在第一部分说明原因",
            "look at the figure; where it is right nothing need be done, and 一 may say why",
        ),
        cases: &[],
        pair: None,
    },
    needs: &[Need::LastYear],
    run: Run::Findings(year_jump),
    example: Example::beside(
        include_str!("year_jump/last.toml"),
        include_str!("year_jump/bad.toml"),
        include_str!("year_jump/good.toml"),
    ),
};

/// A count above five times last year's or below a fifth of it, either being ten or more.
fn year_jump(subject: &Subject) -> Vec<Diagnostic> {
    let (this, Some(last)) = (&subject.this, &subject.last) else { return Vec::new() };
    let mut found = Vec::new();
    for (table, last_table) in this.tables().into_iter().zip(last.tables()) {
        for (this, last) in pairs(table, last_table) {
            found.extend(jump(&this, &last));
        }
    }
    found
}

fn jump(this: &Figure, last: &Figure) -> Option<Diagnostic> {
    let is_count = this.column.kind == Kind::Count;
    let (now, before) = (this.value?, last.value?);
    let jumps = now > before.checked_mul(JUMP)? || before > now.checked_mul(JUMP)?;
    if !is_count || !jumps || now.max(before) < NOTEWORTHY {
        return None;
    }
    let name = this.name();
    let finding = Diagnostic::note(
        CHECK.rule,
        message!(zh: "{name}：{now}，上一年度是 {before}", en: "{name}: {now}, last year {before}"),
    );
    Some(this.found(finding).related([last.related_last_year()]))
}

#[cfg(test)]
mod tests {
    use crate::check::fixture::{OLD, THIS, at, edited, found, found_beside, found_with, last};
    use crate::diagnostic::Severity;

    #[test]
    fn a_count_that_jumps_is_noted() {
        let jump = [at("year-jump", "disclosure.licences.decisions")];
        assert_eq!(found_beside(&[("decisions = 100", "decisions = 23")]), jump);
        assert_eq!(found_beside(&[("decisions = 100", "decisions = 24")]), []);
        assert_eq!(found_beside(&[("decisions = 100", "decisions = 600")]), []);
        assert_eq!(found_beside(&[("decisions = 100", "decisions = 601")]), jump);
        // Small counts jump all the time; money is no count.
        assert_eq!(found_beside(&[("coercion = { decisions = 0 }", "coercion = { decisions = 9 }")]), []);
        assert_eq!(found_beside(&[("amount = 12.5", "amount = 120")]), []);
        let (found, _) = found_with(THIS, Some(&edited(&last(), &[("decisions = 45", "decisions = 1")])));
        assert_eq!((found.len(), found[0].severity), (1, Severity::Note));
    }

    #[test]
    fn the_forms_of_two_years_may_differ() {
        let last = edited(OLD, &[("某区人民政府", "某区人民政府")]);
        let this = edited(THIS, &[("year = 2025", "year = 2021")]);
        let found = found(&this, Some(&last));
        let (jumps, others): (Vec<_>, Vec<_>) = found.into_iter().partition(|(code, _)| *code == "year-jump");
        assert_eq!(
            others,
            [
                at("carried-over", "applications.carried_in.natural"),
                at("carried-over", "applications.carried_in.total")
            ]
        );
        assert!(jumps.contains(&at("year-jump", "disclosure.licences.decisions")), "{jumps:?}");
    }
}
