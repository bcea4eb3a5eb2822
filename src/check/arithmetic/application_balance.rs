//! Table 三: what came in is what went out.

use rust_decimal::Decimal;

use super::relation::Relation;
use super::sums::{FIND_FIGURE, finding_about, sum, terms};
use super::tables::{Figure, TableRow};
use super::{Check, Example, Run, Subject};
use crate::check::clauses::TABLE_3;
use crate::diagnostic::{Diagnostic, ERROR, Rule, message, text};
use crate::form::RowRole;

pub(super) static CHECK: Check = Check {
    rule: &Rule {
        code: "application-balance",
        severities: ERROR,
        acceptable: false,
        rule: text(
            "表三每一列：一（本年新收）加二（上年结转），等于三（七）总计加四（结转下年度）",
            "in each column of table 三, 一 (received) + 二 (carried in) = 三（七）总计 + 四 (carried out)",
        ),
        source: TABLE_3,
        remedy: FIND_FIGURE,
        cases: &[],
        pair: None,
    },
    needs: &[],
    run: Run::Relations(application_balance),
    example: Example::new(include_str!("application_balance/bad.toml"), include_str!("application_balance/good.toml")),
};

/// For each column: 一 + 二 = 三（七）总计 + 四.
fn application_balance<'s>(subject: &'s Subject<'s>) -> Vec<Relation<'s>> {
    let table = &subject.this.applications;
    let rows = |roles: [RowRole; 2]| roles.into_iter().flat_map(|role| table.rows_of(role)).collect::<Vec<_>>();
    let (came_from, went_to) =
        (rows([RowRole::Received, RowRole::CarriedIn]), rows([RowRole::Total, RowRole::CarriedOut]));
    let Some(total) = went_to.first().filter(|row| row.row.role == RowRole::Total) else { return Vec::new() };
    let names = |rows: &[&TableRow], and: &str| rows.iter().map(|row| row.number()).collect::<Vec<_>>().join(and);
    let (into_zh, out_zh) = (names(&came_from, "加"), names(&went_to, "加"));
    let (into_en, out_en) = (names(&came_from, " + "), names(&went_to, " + "));

    let column_balance = |column: usize| {
        let came: Vec<Figure> = came_from.iter().filter_map(|row| table.figure_or_sum(row, column)).collect();
        let went: Vec<Figure> = went_to.iter().filter_map(|row| table.figure_or_sum(row, column)).collect();
        let (came_in, went_out) = (sum(&came), sum(&went));
        // A draft that has been rolled over knows what was carried in, and nothing of what became of it.
        if subject.this.report.draft && (came_in.is_none() || went_out.is_none()) {
            return None;
        }
        // Blank columns balance: nothing came and nothing went.
        let (in_sum, out_sum) = (came_in.unwrap_or_default(), went_out.unwrap_or_default());
        let label = total.column_name(column);
        let broken = (in_sum != out_sum).then(|| {
            let name = format!("{} {label}", table.number);
            let (came_zh, came_en) = (shown(in_sum, &came, "（", "）"), shown(in_sum, &came, " (", ")"));
            let (went_zh, went_en) = (shown(out_sum, &went, "（", "）"), shown(out_sum, &went, " (", ")"));
            let finding = Diagnostic::error(
                CHECK.rule,
                message!(
                    zh: "{name}：{into_zh}是 {came_zh}，{out_zh}是 {went_zh}",
                    en: "{name}: {into_en} is {came_en}, {out_en} is {went_en}",
                ),
            );
            let order: Vec<&Figure> = went.iter().take(1).chain(&came).chain(went.iter().skip(1)).collect();
            finding_about(finding, &order)
        });
        let name = message!(
            zh: "“{label}”列{into_zh}等于{out_zh}",
            en: "{into_en} = {out_en} of {label}",
        );
        Some(Relation::new(CHECK.rule, name, table, [&came, &went], broken))
    };
    (0..total.block.columns.len()).filter_map(column_balance).collect()
}

/// A sum, and its terms where it has several.
fn shown(sum: Decimal, figures: &[Figure], open: &str, close: &str) -> String {
    let added = terms(figures);
    if added.contains('+') { format!("{sum}{open}{added}{close}") } else { sum.to_string() }
}

#[cfg(test)]
mod tests {
    use crate::check::fixture::{THIS, at, edited, found, found_in, found_with};
    use crate::diagnostic::Lang;

    #[test]
    fn columns_that_do_not_balance_are_found() {
        let change = [("carried_in = [1, 0, 0, 0, 0, 0, 1]", "carried_in = [1, 0, 1, 0, 0, 0, 2]")];
        assert_eq!(
            found_in(&change),
            [
                at("application-balance", "applications.total.research"),
                at("application-balance", "applications.total.total")
            ]
        );
        let change = [("carried_in = [1, 0, 0, 0, 0, 0, 1]", "carried_in = [0, 1, 0, 0, 0, 0, 1]")];
        let found = found_with(&edited(THIS, &change), None).0;
        let balance: Vec<&str> = found
            .iter()
            .filter(|finding| finding.code() == "application-balance")
            .map(|finding| finding.message.in_lang(Lang::Zh))
            .collect();
        assert_eq!(
            balance,
            ["三 自然人：一加二是 8，（七）总计加四是 9（8+1）", "三 商业企业：一加二是 3（2+1），（七）总计加四是 2"]
        );
    }

    #[test]
    fn blank_columns_balance() {
        let blanked = |line: &str| match line.split_once(" = [") {
            Some((key, cells)) => {
                let cells: Vec<&str> = cells.trim_end_matches(']').split(", ").collect();
                format!("{key} = [{}, {}, '', '/', '', '', {}]\n", cells[0], cells[1], cells[6])
            }
            None => format!("{line}\n"),
        };
        assert_eq!(found(&THIS.lines().map(blanked).collect::<String>(), None), []);
    }

    #[test]
    fn computed_totals_are_held_against_the_balance() {
        let change = [
            ("\ntotal = [8, 2, 0, 0, 0, 0, 10]\n", "\n"),
            ("partial = [1, 0, 0, 0, 0, 0, 1]", "partial = [1, 0, 0, 1, 0, 0, 2]"),
            ("carried_out = [1, 0, 0, 0, 0, 0, 1]", "carried_out = [1, 0, 0, 0, 0, 0, 2]"),
            ("received = [8, 2, 0, 0, 0, 0, 10]", "received = [8, 2, 0, 0, 0, 0, 11]"),
        ];
        // 一 of 社会公益组织 is 1 by its column and by its row, 四 of all is 1 by 11 + 1 - 11 and by its row.
        assert_eq!(
            found_in(&change),
            [
                at("application-balance", "applications.received.ngo"),
                at("applicant-sum", "applications.carried_out.total"),
            ]
        );
        // Left out where nothing is a number, nothing is computed and nothing said.
        assert_eq!(found_in(&[("\ntotal = [8, 2, 0, 0, 0, 0, 10]\n", "\n")]), []);
    }
}
