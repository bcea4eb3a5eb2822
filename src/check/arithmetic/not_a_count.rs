//! Text in a cell that is summed; of text with figures in it `figure-as-text` speaks.

use super::tables::Figure;
use super::{Check, Example, Run, Subject};
use crate::diagnostic::{Diagnostic, message};
use crate::form::{ColumnRole, RowRole};
use crate::report::reading;
use crate::report::rules::NOT_A_COUNT;

/// Its rule is that of the reader, which has refused what can be no cell at all.
pub(super) static CHECK: Check = Check {
    rule: &NOT_A_COUNT,
    needs: &[],
    run: Run::Findings(text_cell),
    example: Example::new(include_str!("not_a_count/bad.toml"), include_str!("not_a_count/good.toml")),
};

/// Text without figures in a cell of table 三 or 四, and without a value beside it: it counts nothing.
fn text_cell(subject: &Subject) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    for table in [&subject.this.applications, &subject.this.remedies] {
        for row in &table.rows {
            let is_text = |figure: &&Figure| {
                let says_no_figure = reading(&figure.cell.text, figure.column.kind).is_none();
                figure.value.is_none() && !figure.is_blank() && says_no_figure
            };
            for figure in table.figures(row).iter().filter(is_text) {
                let (name, text) = (figure.name(), &figure.cell.text);
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
                    zh: "填数字；要照印文字又要计数的，这一行按键写成列表，这一格写 {{ value = 数字, text = \"{text}\" }}",
                    en: "write a number; to print a text and count it, write the row as a list by its key, and the \
                         cell as {{ value = NUMBER, text = \"{text}\" }}",
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
        let total = ("\ntotal = [8, 2, 0, 0, 0, 0, 10]", "\ntotal = [8, 2, 0, 0, 0, 0, '若干']");
        assert_eq!(found_in(&[total]), [at("not-a-count", "applications.total.total")]);
        assert!(said(&edited(THIS, &[total]), None).0.contains("cannot be checked"));
        // Table 二 is summed nowhere.
        assert_eq!(found_in(&[("fees = { amount = 12.5 }", "fees = { amount = '不收费' }")]), []);
    }
}
