//! Tables that hold nothing.

use super::tables::FigureTable;
use super::{Check, Example, Run, Subject};
use crate::check::clauses::WHOLE_FORM;
use crate::diagnostic::{Diagnostic, ERROR_OR_WARNING, Rule, Severity, message, text};

pub(super) static CHECK: Check = Check {
    rule: &Rule {
        code: "table-missing",
        severities: ERROR_OR_WARNING,
        acceptable: true,
        rule: text(
            "表二、表三或表四一个数字也没有（draft = true 时为警告）",
            "table 二, 三 or 四 holds no figure at all (a warning with `draft = true`)",
        ),
        source: WHOLE_FORM,
        remedy: text("按格式填写；没有发生的填 0", "fill it in; write 0 for what did not happen"),
        cases: &[],
        pair: None,
    },
    needs: &[],
    run: Run::Findings(table_missing),
    example: Example::new(include_str!("table_missing/bad.toml"), include_str!("table_missing/good.toml")),
};

/// Table 二, 三 or 四 holds no figure at all. A draft may still be without.
fn table_missing(subject: &Subject) -> Vec<Diagnostic> {
    let missing = |table: &FigureTable| {
        let number = table.number;
        let finding = Diagnostic::error(
            CHECK.rule,
            message!(zh: "表{number}一个数字也没有", en: "table {number} holds no figure at all"),
        )
        .at(table.span)
        .key(table.key);
        if subject.this.report.draft {
            let help = message!(zh: "按格式填写；没有发生的填 0", en: "fill it in; write 0 for what did not happen");
            return Diagnostic { severity: Severity::Warning, ..finding.help(help) };
        }
        finding.help(message!(
            zh: "按格式填写；没有发生的填 0。还没有写好的报告，在 [report] 写 draft = true",
            en: "fill it in; write 0 for what did not happen. An unfinished report says `draft = true` in [report]",
        ))
    };
    subject.this.tables().into_iter().filter(|table| !has_figure(table)).map(missing).collect()
}

/// Whether a table holds any number, be it within a text.
pub(super) fn has_figure(table: &FigureTable) -> bool {
    let cells = table.rows.iter().flat_map(|row| &row.row.cells);
    cells.into_iter().any(|cell| cell.value.is_some() || cell.text.contains(|c: char| c.is_numeric()))
}

#[cfg(test)]
mod tests {
    use crate::check::fixture::{THIS, at, found, found_with};
    use crate::diagnostic::Severity;

    #[test]
    fn a_table_without_figures_is_missing() {
        let remedies = THIS.find("[remedies]").unwrap_or_default();
        let without = &THIS[..remedies];
        assert_eq!(found(without, None), [at("table-missing", "remedies")]);
        let empty = format!("{without}[remedies]\nreconsideration = ['/', '', '', '', '']\n");
        assert_eq!(found(&empty, None), [at("table-missing", "remedies")]);
        let zeros = format!("{without}[remedies]\nreconsideration = [0, 0, 0, 0, 0]\n");
        assert_eq!(found(&zeros, None), [at("blank-cell", "remedies")]);
        assert_eq!(found_with(without, None).0[0].severity, Severity::Error);
        let draft = without.replace("year = 2025", "year = 2025\ndraft = true");
        assert_eq!(found_with(&draft, None).0[0].severity, Severity::Warning);
    }
}
