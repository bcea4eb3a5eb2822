//! Table 三: 二 against last year's 四.

use super::last_year::named;
use super::{Check, Example, Need, Run, Subject};
use crate::check::clauses::CONTINUITY;
use crate::diagnostic::{Diagnostic, ERROR, Rule, message, text};
use crate::form::RowRole;

pub(super) static CHECK: Check = Check {
    rule: &Rule {
        code: "carried-over",
        severities: ERROR,
        acceptable: true,
        rule: text(
            "表三每一列：本年的二（上年结转）等于上一年度报告的四（结转下年度）",
            "in each column of table 三, this year's 二 is last year's 四",
        ),
        source: CONTINUITY,
        remedy: text(
            "对照上一年度报告改正；上一年度报告有误的，用 [[accept]] 写明理由",
            "mend it after last year's report; where that one is wrong, `[[accept]]` it with the reason",
        ),
        cases: &[],
        pair: None,
    },
    needs: &[Need::LastYear],
    run: Run::Findings(carried_over),
    example: Example::beside(
        include_str!("carried_over/last.toml"),
        include_str!("carried_over/bad.toml"),
        include_str!("carried_over/good.toml"),
    ),
};

/// For each column of table 三: this year's 二 is last year's 四.
fn carried_over(subject: &Subject) -> Vec<Diagnostic> {
    let (this, Some(last)) = (&subject.this, &subject.last) else { return Vec::new() };
    let (table, last_table) = (&this.applications, &last.applications);
    let carried_in = table.rows_of(RowRole::CarriedIn).next();
    let carried_out = last_table.rows_of(RowRole::CarriedOut).next();
    let (Some(carried_in), Some(carried_out)) = (carried_in, carried_out) else { return Vec::new() };
    let column_carried = |column: usize| {
        let this = table.figure(carried_in, column)?;
        let last = named(last_table, carried_out, this.column.key)?;
        let (now, before) = (this.value?, last.value?);
        if now == before {
            return None;
        }
        let name = this.name();
        let finding = Diagnostic::error(
            CHECK.rule,
            message!(
                zh: "{name}：填的是 {now}，上一年度报告结转下来的是 {before}",
                en: "{name}: {now} stated, {before} carried over in last year's report",
            ),
        );
        Some(this.found(finding).related([last.related_last_year()]))
    };
    (0..carried_in.row.cells.len()).filter_map(column_carried).collect()
}

#[cfg(test)]
mod tests {
    use crate::check::fixture::{THIS, at, edited, found_beside, last, said};

    #[test]
    fn what_is_carried_over_is_last_years_rest() {
        let change = |to| [("carried_out = [1, 0, 0, 0, 0, 0, 1]", to)];
        assert_eq!(
            found_beside(&change("carried_out = [2, 0, 0, 0, 0, 0, 1]")),
            [at("carried-over", "applications.carried_in.natural")]
        );
        assert_eq!(
            found_beside(&change("carried_out = [1, 0, 0, 0, 0, 3]")),
            [at("carried-over", "applications.carried_in.other"), at("carried-over", "applications.carried_in.total")]
        );
        // Only where both have the figure.
        assert_eq!(found_beside(&change("carried_out = [1, '', '/', 0, 0, 0, 1]")), []);

        let last = edited(&last(), &change("carried_out = [1, 0, 0, 0, 0, 0, 7]"));
        let (message, places) = said(THIS, Some(&last));
        assert_eq!(message, "三 二、上年结转政府信息公开申请数量 总计: 1 stated, 7 carried over in last year's report");
        assert_eq!(places, ["1", "7"]);
    }
}
