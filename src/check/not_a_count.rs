//! Text in a cell that is summed.

use super::{Check, Example, Run, Subject};
use crate::diagnostic::{Diagnostic, message};
use crate::form::{ColumnRole, RowRole};
use crate::report::rules::NOT_A_COUNT;

/// Its rule is that of the reader, which has refused what can be no cell at all.
pub(super) static CHECK: Check = Check {
    rule: &NOT_A_COUNT,
    needs: &[],
    run: Run::Findings(text_cell),
    example: Example::new(include_str!("not_a_count/bad.toml"), include_str!("not_a_count/good.toml")),
};

/// Text in a cell of table 三 or 四 without a value beside it: it counts nothing.
fn text_cell(subject: &Subject) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    for table in [&subject.this.applications, &subject.this.remedies] {
        for row in &table.rows {
            for figure in table.figures(row).iter().filter(|figure| figure.value.is_none() && !figure.is_blank()) {
                let (name, text) = (&figure.name, &figure.cell.text);
                let is_total = figure.column.role == ColumnRole::Total || row.row.role == RowRole::Total;
                let finding = Diagnostic::warning(
                    CHECK.rule,
                    if is_total {
                        message!(
                            zh: "{name}：总计写的是文字“{text}”，无法核对",
                            en: "{name}: the total is the text `{text}`, which cannot be checked",
                        )
                    } else {
                        message!(
                            zh: "{name}：写的是文字“{text}”，合计时不计数",
                            en: "{name}: the text `{text}` counts nothing in a sum",
                        )
                    },
                );
                found.push(figure.found(finding).help(message!(
                    zh: "填数字；要照印文字又要计数的，写 {{ value = 数字, text = \"{text}\" }}",
                    en: "write a number; to print a text and count it, write {{ value = NUMBER, text = \"{text}\" }}",
                )));
            }
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use crate::check::fixture::{THIS, at, edited, found_in, said};

    #[test]
    fn text_counts_nothing_and_is_named() {
        let text = ("refused.query = [0,", "refused.query = ['若干',");
        assert_eq!(found_in(&[text]), [at("not-a-count", "applications.refused.query.natural")]);
        let total = ("\ntotal = [8, 2, 0, 0, 0, 0, 10]", "\ntotal = [8, 2, 0, 0, 0, 0, '1,010']");
        assert_eq!(found_in(&[total]), [at("not-a-count", "applications.total.total")]);
        assert!(said(&edited(THIS, &[total]), None).0.contains("cannot be checked"));
        // A number written as text is no number: row and column miss it, and say so once.
        let number = ("refused.third_party = [1,", "refused.third_party = ['1',");
        let codes: Vec<&str> = found_in(&[number]).into_iter().map(|(code, _)| code).collect();
        assert_eq!(codes, ["outcome-sum", "not-a-count"]);
        // Table 二 is summed nowhere.
        assert_eq!(found_in(&[("fees = { amount = 12.5 }", "fees = { amount = '125000元' }")]), []);
    }
}
