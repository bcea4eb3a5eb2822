//! Table 三: 总计 of a row against its applicants.

use super::relation::Relation;
use super::sums::FIND_FIGURE;
use super::tables::TableRow;
use super::{Check, Example, Run, Subject};
use crate::check::clauses::TABLE_3;
use crate::diagnostic::{ERROR, Rule, message, text};

pub(super) static CHECK: Check = Check {
    rule: &Rule {
        code: "applicant-sum",
        severities: ERROR,
        acceptable: false,
        rule: text(
            "表三每一行：总计等于自然人和各类法人或其他组织之和",
            "in each row of table 三, 总计 is the sum over the applicants",
        ),
        source: TABLE_3,
        remedy: FIND_FIGURE,
        cases: &[],
        pair: None,
    },
    needs: &[],
    run: Run::Relations(applicant_sum),
    example: Example::new(include_str!("applicant_sum/bad.toml"), include_str!("applicant_sum/good.toml")),
};

/// For each row: 总计 is the sum over the applicants.
fn applicant_sum<'s>(subject: &'s Subject<'s>) -> Vec<Relation<'s>> {
    let table = &subject.this.applications;
    let what = message!(zh: "各列", en: "columns");
    let row_sum = |row: &TableRow<'s>| {
        let label = row.name();
        let name = message!(zh: "“{label}”行各列相加", en: "columns of {label}");
        let sum = (table.figure(row, row.block.total()?)?, table.parts(row));
        Some(Relation::of_total(CHECK.rule, name, table, sum, &what))
    };
    table.rows.iter().filter_map(row_sum).collect()
}

#[cfg(test)]
mod tests {
    use crate::check::fixture::{THIS, at, edited, found_in, found_with};
    use crate::diagnostic::Lang;

    #[test]
    fn applicants_are_summed() {
        let rows = [
            ("refused.third_party = [1, 0, 0, 0, 0, 0, 1]", "refused.third_party = [1, 0, 0, 0, 0, 0, 2]"),
            ("refused.query = [0, 0, 0, 0, 0, 0, 0]", "refused.query = [0, 0, 0, 0, 0, 0, -0]"),
            ("granted = [5, 1, 0, 0, 0, 0, 6]", "granted = [5, 1, 0, 0, 0, 0, 5]"),
        ];
        assert_eq!(
            found_in(&rows),
            [
                at("applicant-sum", "applications.granted.total"),
                at("applicant-sum", "applications.refused.third_party.total")
            ]
        );
    }

    #[test]
    fn a_blank_counts_nothing() {
        let change = [
            ("refused.third_party = [1, 0, 0, 0, 0, 0, 1]", "refused.third_party = ['', '/', '', '', '', '', 1]"),
            ("refused.query = [0, 0, 0, 0, 0, 0, 0]", "refused.query = [1, '', '', '', '', '', 0]"),
        ];
        let text = edited(THIS, &change);
        let accept = "[[accept]]\ncode = 'blank-cell'\nreason = 'r'\n";
        let found = found_with(&format!("{text}{accept}"), None);
        let sums: Vec<String> = found
            .0
            .iter()
            .filter(|finding| finding.accepted.is_none())
            .map(|finding| finding.message.in_lang(Lang::En).to_owned())
            .collect();
        assert_eq!(
            sums,
            [
                "三（三）不予公开 4.保护第三方合法权益 总计: 1 stated, 0 summed",
                "三（三）不予公开 8.属于行政查询事项 总计: 0 stated, 1 summed",
            ]
        );
    }

    #[test]
    fn labels_are_those_of_the_office() {
        let labels = "[labels]\n'applications.*.enterprise' = '公司'\n'applications.granted' = '（一）公开（全部）'\n";
        let change = [
            ("granted = [5, 1, 0, 0, 0, 0, 6]", "granted = [5, 1, 0, 0, 0, 0, 5]"),
            ("partial = [1, 0, 0, 0, 0, 0, 1]", "partial = [1, 0, 0, 0, 0, 0, { value = 2, text = '2' }]"),
        ];
        let text = edited(THIS, &change).replace("[disclosure]", &format!("{labels}[disclosure]"));
        let (found, sources) = found_with(&text, None);
        assert_eq!(found[0].message.in_lang(Lang::En), "三（一）公开 总计: 5 stated, 6 summed: 5+1");
        assert_eq!(found[0].related[1].message.in_lang(Lang::En), "三（一）公开 公司: 1");
        let spans = found[0].span.into_iter().chain(found[0].related.iter().filter_map(|related| related.span));
        let places: Vec<&str> = spans.map(|span| sources.slice(span)).collect();
        assert_eq!(places, ["5", "5", "1"]);
    }
}
