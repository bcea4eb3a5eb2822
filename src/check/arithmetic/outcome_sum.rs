//! Table 三: （七）总计 against the outcomes above it.

use super::as_meant::is_void;
use super::relation::Relation;
use super::sums::FIND_FIGURE;
use super::tables::{FigureTable, TableRow};
use super::{Check, Example, Run, Subject};
use crate::check::clauses::TABLE_3;
use crate::diagnostic::{Diagnostic, ERROR, Rule, message, text};
use crate::form::RowRole;

pub(super) static CHECK: Check = Check {
    rule: &Rule {
        code: "outcome-sum",
        severities: ERROR,
        acceptable: false,
        rule: text(
            "表三每一列：（七）总计等于上面各行（最细一级）之和",
            "in each column of table 三, （七）总计 is the sum of the rows above it, each at its finest",
        ),
        source: TABLE_3,
        remedy: FIND_FIGURE,
        cases: &[],
        pair: None,
    },
    needs: &[],
    run: Run::Relations(outcome_sum),
    example: Example::new(include_str!("outcome_sum/bad.toml"), include_str!("outcome_sum/good.toml")),
};

/// For each column: （七）总计 is the sum of the rows above it.
fn outcome_sum<'s>(subject: &'s Subject<'s>) -> Vec<Relation<'s>> {
    let table = &subject.this.applications;
    let Some(row) = table.rows_of(RowRole::Total).next() else { return Vec::new() };
    if is_void(row) {
        return vec![void(table, row)];
    }
    let what = message!(zh: "各行", en: "rows");
    let column_sum = |column: usize| {
        let label = row.column_name(column);
        let name = message!(zh: "“{label}”列各行相加", en: "rows of {label}");
        let sum = (table.figure(row, column)?, table.outcomes(row, column));
        Some(Relation::of_total(CHECK.rule, name, table, sum, &what))
    };
    (0..row.block.columns.len()).filter_map(column_sum).collect()
}

/// What is said of a row of totals that is 0 throughout.
fn void<'s>(table: &FigureTable<'s>, row: &TableRow<'s>) -> Relation<'s> {
    let name = table.row_name(row);
    let sums: Vec<String> = (0..row.block.columns.len())
        .filter_map(|column| table.figure_or_sum(row, column))
        .map(|figure| figure.value.unwrap_or_default().to_string())
        .collect();
    let sums = sums.join(", ");
    let finding = Diagnostic::error(
        CHECK.rule,
        message!(
            zh: "{name}：整行填的是 0，而各行相加是 {sums}",
            en: "{name}: 0 throughout, while its rows sum to {sums}",
        ),
    );
    let help = message!(
        zh: "删去这一行，程序会自动合计；或者照填：{sums}",
        en: "delete the row and it is computed; or write {sums}",
    );
    let finding = finding.at(row.row.span.unwrap_or(table.span)).key(table.row_key(row)).help(help);
    Relation::of_several(CHECK.rule, message!(zh: "{name}", en: "{name}"), finding)
}

#[cfg(test)]
mod tests {
    use crate::check::fixture::{THIS, at, edited, found_in, found_with};
    use crate::diagnostic::Lang;

    #[test]
    fn outcomes_are_summed() {
        // The row, the column and the balance hang together: 法人 stands once in （七） and not above it.
        let change = [("unavailable.not_held = [1, 1, 0, 0, 0, 0, 2]", "unavailable.not_held = [1, 0, 1, 0, 0, 0, 2]")];
        assert_eq!(
            found_in(&change),
            [at("outcome-sum", "applications.total.enterprise"), at("outcome-sum", "applications.total.research")]
        );
        let change = [("granted = [5, 1, 0, 0, 0, 0, 6]", "granted = [5, 1, 0, 0, 1, 0, 7]")];
        let found = found_with(&edited(THIS, &change), None).0;
        assert_eq!(found[1].message.in_lang(Lang::Zh), "三（七）总计 总计：填的是 10，各行相加是 11：7+1+1+2");
        assert_eq!(found[1].message.in_lang(Lang::En), "三（七）总计 总计: 10 stated, 11 summed: 7+1+1+2");
        assert_eq!(found[1].related.len(), 4, "7, 1, 1 and 2, and not the 17 zeros");
    }
}
