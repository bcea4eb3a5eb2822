//! Table 二 of form 2019: 上一年项目数量, carried on from last year's.

use super::last_year::twin;
use super::{Check, Example, Need, Run, Subject};
use crate::check::clauses::CONTINUITY;
use crate::diagnostic::{Diagnostic, Rule, WARNING, message, text};
use crate::form::ColumnRole;

pub(super) static CHECK: Check = Check {
    rule: &Rule {
        code: "items-continuity",
        severities: WARNING,
        acceptable: true,
        rule: text(
            "上一年项目数量等于上一年度报告的上一年项目数量加其本年增/减（2019年版）",
            "上一年项目数量 is last year's + last year's 本年增/减 (form 2019)",
        ),
        source: CONTINUITY,
        remedy: text(
            "对照上一年度报告改正；口径有变化的，用 [[accept]] 写明理由",
            "mend it after last year's report, or `[[accept]]` it with the reason",
        ),
        cases: &[],
        pair: None,
    },
    needs: &[Need::LastYear],
    run: Run::Findings(items_continuity),
    example: Example::beside(
        include_str!("items_continuity/last.toml"),
        include_str!("items_continuity/bad.toml"),
        include_str!("items_continuity/good.toml"),
    ),
};

/// Form 2019: 上一年项目数量 = last year's + 本年增/减.
fn items_continuity(subject: &Subject) -> Vec<Diagnostic> {
    let (this, Some(last)) = (&subject.this, &subject.last) else { return Vec::new() };
    let (table, last_table) = (&this.disclosure, &last.disclosure);
    let row_continuity = |row| {
        let this = table.figure_of(row, ColumnRole::Previous)?;
        let last_row = twin(row, last_table)?;
        let of_last = |role| last_table.figure_of(last_row, role);
        let (last, change) = (of_last(ColumnRole::Previous)?, of_last(ColumnRole::Change)?);
        let (now, before, changed) = (this.value?, last.value?, change.value?);
        let expected = before.checked_add(changed)?;
        if now == expected {
            return None;
        }
        let name = this.name();
        let sign = if changed.is_sign_negative() { "" } else { "+" };
        let finding = Diagnostic::warning(
            CHECK.rule,
            message!(
                zh: "{name}：是 {now}，上一年度报告加其增减是 {expected}：{before}{sign}{changed}",
                en: "{name}: {now} stated, {expected} after last year's report: {before}{sign}{changed}",
            ),
        );
        Some(this.found(finding).related([last.related_last_year(), change.related_last_year()]))
    };
    table.rows.iter().filter_map(row_continuity).collect()
}

#[cfg(test)]
mod tests {
    use crate::check::fixture::{OLD, at, edited, found};

    #[test]
    fn items_follow_from_last_years_in_form_2019() {
        let last = edited(
            OLD,
            &[
                ("year = 2020", "year = 2019"),
                ("[243, -3, 13650]", "[240, +3, 13000]"),
                ("[220, +1, 131]", "[200, 20, 130]"),
                ("fees = [22, -3]", "fees = [22, 0]"),
                ("[66, 0, 0, 0, 0, 0, 66]\ncarried_in", "[65, 0, 0, 0, 0, 0, 65]\ncarried_in"),
                ("[66, 0, 0, 0, 0, 0, 66]\npartial", "[65, 0, 0, 0, 0, 0, 65]\npartial"),
                ("[66, 0, 0, 0, 0, 0, 66]\ncarried_out", "[65, 0, 0, 0, 0, 0, 65]\ncarried_out"),
                ("reconsideration = [0, 0, 0, 1, 1]", "reconsideration = [0, 0, 0, 2, 2]"),
            ],
        );
        assert_eq!(found(OLD, Some(&last)), []);
        let last = edited(&last, &[("fees = [22, 0]", "fees = [23, -2]")]);
        assert_eq!(found(OLD, Some(&last)), [at("items-continuity", "disclosure.fees.previous")]);
    }
}
