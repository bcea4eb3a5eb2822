//! Cells without a figure: blank totals, blank cells, text that counts nothing, tables that hold nothing.

use super::sums::{finding_about, sum, terms};
use super::tables::{Figure, Table, TableRow};
use super::{applications, remedies};
use crate::check::rules;
use crate::diagnostic::{Diagnostic, Related, Severity};
use crate::message;
use crate::report::rules as report_rules;
use crate::report::{CellState, Report};

/// A total that the file states as blank although its parts are figures.
pub(super) fn blank_total(report: &Report) -> Vec<Diagnostic> {
    let warn = |(total, parts): (Figure, Vec<Figure>)| {
        let (name, summed) = (&total.name, sum(&parts).unwrap_or_default());
        let terms = terms(&parts);
        let finding = Diagnostic::warning(
            &rules::BLANK_TOTAL,
            if terms.contains('+') {
                message!(
                    zh: "{name}：是空白，而各项相加是 {summed}：{terms}",
                    en: "{name}: blank, {summed} summed: {terms}",
                )
            } else {
                message!(zh: "{name}：是空白，而各项相加是 {summed}", en: "{name}: blank, {summed} summed")
            },
        )
        .help(message!(
            zh: "删去这一格，程序会自动合计；或者填上 {summed}",
            en: "leave the cell out and the total is computed, or write {summed}",
        ));
        let figures: Vec<&Figure> = [&total].into_iter().chain(&parts).collect();
        finding_about(finding, &figures)
    };
    blank_totals(report).into_iter().map(warn).collect()
}

/// Blank totals that have figures as parts: a total that is left out has none, else it would have been computed.
fn blank_totals(report: &Report) -> Vec<(Figure<'_>, Vec<Figure<'_>>)> {
    let all = applications::blank_totals(report).into_iter().chain(remedies::blank_totals(report));
    all.filter(|(total, _)| total.cell.state == CellState::Stated).collect()
}

/// Blank, `/`, `-` or `—` in table 三 or 四: one finding a table. Not counted are totals that `blank_total` names, and
/// applicants who have a blank column from top to bottom, which is how offices write that they had none.
pub(super) fn blank_cell(report: &Report) -> Vec<Diagnostic> {
    let [_, applications, remedies] = Table::all(report);
    let mut not_counted: Vec<String> = blank_totals(report).into_iter().map(|(total, _)| total.key).collect();
    for column in 0..report.form.applications.columns.len().saturating_sub(1) {
        let figures = || applications.rows.iter().filter_map(|row| applications.figure(row, column));
        if figures().all(|figure| figure.is_blank()) {
            not_counted.extend(figures().map(|figure| figure.key));
        }
    }
    [applications, remedies]
        .iter()
        .filter(|table| has_figure(table))
        .filter_map(|table| {
            let rows: Vec<(&TableRow, Vec<usize>)> = table
                .rows
                .iter()
                .map(|row| (row, blanks(table, row, &not_counted)))
                .filter(|(_, blanks)| !blanks.is_empty())
                .collect();
            let count: usize = rows.iter().map(|(_, blanks)| blanks.len()).sum();
            let number = table.number;
            let (cells, are) = if count == 1 { ("cell", "is") } else { ("cells", "are") };
            let finding = Diagnostic::warning(
                &rules::BLANK_CELL,
                message!(
                    zh: "表{number}有 {count} 格是空白、/ 或 -",
                    en: "{count} {cells} of table {number} {are} blank, `/` or `-`",
                ),
            )
            .at(table.span)
            .key(table.key)
            .help(message!(
                zh: "没有发生的填 0；确实不统计的，用 [[accept]] 写明理由",
                en: "write 0 for what did not happen; where no figure is kept, [[accept]] it with the reason",
            ));
            (count > 0).then(|| finding.related(rows.iter().map(|(row, blanks)| blank_places(table, row, blanks))))
        })
        .collect()
}

/// The columns of a row that are blank.
fn blanks(table: &Table, row: &TableRow, not_counted: &[String]) -> Vec<usize> {
    let is_blank = |figure: Figure| figure.is_blank() && !not_counted.contains(&figure.key);
    (0..row.columns.len()).filter(|&column| table.figure(row, column).is_some_and(is_blank)).collect()
}

/// The blanks of one row: at the cell if it is one that the file states, else at the row.
fn blank_places(table: &Table, row: &TableRow, blanks: &[usize]) -> Related {
    let name = table.row_name(row);
    let columns: Vec<&str> = blanks.iter().map(|&column| row.column_name(column)).collect();
    let (zh, en) = (columns.join("、"), columns.join(", "));
    let message = if blanks.len() == row.columns.len() {
        message!(zh: "{name}：整行", en: "{name}: the whole row")
    } else {
        message!(zh: "{name}：{zh}", en: "{name}: {en}")
    };
    let stated = match blanks {
        [one] => row.row.cells.get(*one).and_then(|cell| cell.span),
        _ => None,
    };
    Related { span: stated.or(row.row.span), key: Some(table.row_key(row)), message }
}

/// Text in a cell of table 三 or 四 without a value beside it: it counts nothing.
pub(super) fn text_cell(report: &Report) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    for table in [Table::applications(report), Table::remedies(report)] {
        for row in &table.rows {
            for figure in table.figures(row).iter().filter(|figure| figure.value.is_none() && !figure.is_blank()) {
                let (name, text) = (&figure.name, &figure.cell.text);
                let is_total = figure.key.ends_with(".total") || row.row.key == report.form.applications.total.key;
                let finding = Diagnostic::warning(
                    &report_rules::NOT_A_COUNT,
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

/// Table 二, 三 or 四 holds no figure at all. A draft may still be without.
pub(super) fn table_missing(report: &Report) -> Vec<Diagnostic> {
    let missing = |table: &Table| {
        let number = table.number;
        let finding = Diagnostic::error(
            &rules::TABLE_MISSING,
            message!(zh: "表{number}一个数字也没有", en: "table {number} holds no figure at all"),
        )
        .at(table.span)
        .key(table.key);
        if report.draft {
            let help = message!(zh: "按格式填写；没有发生的填 0", en: "fill it in; write 0 for what did not happen");
            return Diagnostic { severity: Severity::Warning, ..finding.help(help) };
        }
        finding.help(message!(
            zh: "按格式填写；没有发生的填 0。还没有写好的报告，在 [report] 写 draft = true",
            en: "fill it in; write 0 for what did not happen. An unfinished report says `draft = true` in [report]",
        ))
    };
    Table::all(report).iter().filter(|table| !has_figure(table)).map(missing).collect()
}

/// Whether a table holds any number, be it within a text.
fn has_figure(table: &Table) -> bool {
    let cells = table.rows.iter().flat_map(|row| &row.row.cells);
    cells.into_iter().any(|cell| cell.value.is_some() || cell.text.contains(|c: char| c.is_numeric()))
}

#[cfg(test)]
mod tests {
    use crate::check::fixture::{THIS, at, edited, found, found_in, found_with, said};
    use crate::diagnostic::{Lang, Severity};

    #[test]
    fn a_blank_total_of_figures_is_found_and_nothing_else() {
        let change = ("\ntotal = [8, 2, 0, 0, 0, 0, 10]", "\ntotal = [8, '', 0, 0, 0, 0, 10]");
        assert_eq!(found_in(&[change]), [at("blank-total", "applications.total.enterprise")]);
        assert_eq!(said(&edited(THIS, &[change]), None).0, "三（七）总计 商业企业: blank, 2 summed: 1+1");

        let whole = ("\ntotal = [8, 2, 0, 0, 0, 0, 10]", "\ntotal = ['', '', '', '', '', '', '']");
        assert_eq!(found_in(&[whole]).len(), 7);
        assert!(found_in(&[whole]).iter().all(|(code, _)| *code == "blank-total"));

        let remedies = ("pending = 1, total = 4", "pending = 1, total = ''");
        assert_eq!(found_in(&[remedies]), [at("blank-total", "remedies.reconsideration.total")]);
        let row = ("partial = [1, 0, 0, 0, 0, 0, 1]", "partial = [1, 0, 0, 0, 0, 0, '']");
        assert_eq!(found_in(&[row]), [at("blank-total", "applications.partial.total")]);
    }

    #[test]
    fn a_blank_total_of_blanks_is_but_a_blank() {
        let change = ("refused.query = [0, 0, 0, 0, 0, 0, 0]", "refused.query = ['', '', '', '', '', '', '']");
        assert_eq!(found_in(&[change]), [at("blank-cell", "applications")]);
    }

    #[test]
    fn blanks_are_counted_once_a_table() {
        let change = [
            ("refused.query = [0, 0, 0, 0, 0, 0, 0]", "refused.query = {}"),
            ("refused.internal = [0, 0, 0, 0, 0, 0, 0]", "refused.internal = [0, '/', 0, '—', 0, 0, 0]"),
            ("litigation_direct = { upheld = 0,", "litigation_direct = { upheld = '-',"),
        ];
        let (found, sources) = found_with(&edited(THIS, &change), None);
        let texts: Vec<&str> = found.iter().map(|finding| finding.message.in_lang(Lang::Zh)).collect();
        assert_eq!(texts, ["表三有 9 格是空白、/ 或 -", "表四有 1 格是空白、/ 或 -"]);
        let places: Vec<&str> = found[0].related.iter().map(|related| related.message.in_lang(Lang::Zh)).collect();
        assert_eq!(
            places,
            [
                "三（三）不予公开 5.属于三类内部事务信息：商业企业、社会公益组织",
                "三（三）不予公开 8.属于行政查询事项：整行"
            ]
        );
        assert_eq!(found[1].related[0].span.map(|span| sources.slice(span)), Some("-"));
    }

    #[test]
    fn zeros_and_texts_with_values_are_no_blanks() {
        let text = ("granted = [5,", "granted = [{ value = 5, text = '5（其中网上3件）' },");
        assert_eq!(found_in(&[text]), []);
    }

    #[test]
    fn text_counts_nothing_and_is_named() {
        let text = ("refused.query = [0,", "refused.query = ['若干',");
        assert_eq!(found_in(&[text]), [at("not-a-count", "applications.refused.query.natural")]);
        let total = ("\ntotal = [8, 2, 0, 0, 0, 0, 10]", "\ntotal = [8, 2, 0, 0, 0, 0, '1,010']");
        assert_eq!(found_in(&[total]), [at("not-a-count", "applications.total.total")]);
        assert!(said(&edited(THIS, &[total]), None).0.contains("cannot be checked"));
        // A number written as text is no number: the sums miss it.
        let number = ("refused.third_party = [1,", "refused.third_party = ['1',");
        let codes: Vec<&str> = found_in(&[number]).into_iter().map(|(code, _)| code).collect();
        assert_eq!(codes, ["not-a-count", "applicant-sum", "outcome-sum"]);
        // Table 二 is summed nowhere.
        assert_eq!(found_in(&[("fees = { amount = 12.5 }", "fees = { amount = '125000元' }")]), []);
    }

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
