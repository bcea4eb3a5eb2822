//! Tables taken over from last year's report as they were.

use rust_decimal::Decimal;

use super::last_year::identity;
use super::tables::{FigureTable, TableRow};
use super::{Check, Example, Need, Run, Subject};
use crate::check::clauses::PRACTICE;
use crate::diagnostic::{Diagnostic, Related, Rule, WARNING, message, text};

pub(super) static CHECK: Check = Check {
    rule: &Rule {
        code: "same-as-last-year",
        severities: WARNING,
        acceptable: true,
        rule: text("整张表和上一年度一模一样", "a whole table is the same as last year's"),
        source: PRACTICE,
        remedy: text(
            "确认没有误用上一年度的表；确实相同的，用 [[accept]] 写明理由",
            "make sure that it is not last year's table; where it is right, `[[accept]]` it with the reason",
        ),
        cases: &[],
        pair: None,
    },
    needs: &[Need::LastYear],
    run: Run::Findings(same_as_last_year),
    example: Example::beside(
        include_str!("same_as_last_year/last.toml"),
        include_str!("same_as_last_year/bad.toml"),
        include_str!("same_as_last_year/good.toml"),
    ),
};

/// A whole table is the same as last year's. One that holds only zeros may well be.
fn same_as_last_year(subject: &Subject) -> Vec<Diagnostic> {
    let (this, Some(last)) = (&subject.this, &subject.last) else { return Vec::new() };
    if this.report.form != last.report.form {
        return Vec::new();
    }
    let same = |(table, last): &(&FigureTable, &FigureTable)| {
        let printed = |table: &FigureTable| -> Vec<(String, Vec<Option<Decimal>>, Vec<String>)> {
            let row = |row: &TableRow| {
                let cells = &row.row.cells;
                // Texts tell where there is no number: `/` is no blank.
                let texts = cells.iter().filter(|cell| cell.value.is_none()).map(|cell| cell.text.trim().to_owned());
                (identity(row).to_owned(), cells.iter().map(|cell| cell.value).collect(), texts.collect())
            };
            table.rows.iter().map(row).collect()
        };
        let has_news =
            table.rows.iter().flat_map(|row| &row.row.cells).any(|cell| cell.value.is_some_and(|v| !v.is_zero()));
        has_news && printed(table) == printed(last)
    };
    let warn = |(table, last): (&FigureTable, &FigureTable)| {
        let number = table.number;
        let related = Related {
            span: Some(last.span),
            key: Some(last.key.to_owned()),
            message: message!(zh: "上一年度的表{number}", en: "last year's table {number}"),
        };
        Diagnostic::warning(
            CHECK.rule,
            message!(zh: "表{number}和上一年度一模一样", en: "table {number} is the same as last year's"),
        )
        .at(table.span)
        .key(table.key)
        .related([related])
    };
    this.tables().into_iter().zip(last.tables()).filter(same).map(warn).collect()
}

#[cfg(test)]
mod tests {
    use crate::check::fixture::{THIS, at, found, found_beside, last};

    #[test]
    fn a_table_taken_over_whole_is_found() {
        let change =
            [("corrected = 0, other = 0, pending = 1, total = 3", "corrected = 1, other = 0, pending = 1, total = 4")];
        assert_eq!(found_beside(&change), [at("same-as-last-year", "remedies")]);
        // Two years without a case are alike.
        let zeros = "reconsideration = [0, 0, 0, 0, 0]\nlitigation_direct = [0, 0, 0, 0, 0]\n\
                     litigation_after = [0, 0, 0, 0, 0]\n";
        let without =
            |text: &str| format!("{}[remedies]\n{zeros}", text.split("[remedies]").next().unwrap_or_default());
        assert_eq!(found(&without(THIS), Some(&without(&last()))), []);
    }
}
