//! Cells without a figure, and without a text.

use super::accept::{is_at, keys_below};
use super::blank_total::blank_totals;
use super::table_missing::has_figure;
use super::tables::{Figure, FigureTable, TableRow};
use super::{Check, Example, Run, Subject};
use crate::check::clauses::PRACTICE;
use crate::diagnostic::{Diagnostic, Related, Rule, WARNING, accept_lines, message, text};

pub(super) static CHECK: Check = Check {
    rule: &Rule {
        code: "blank-cell",
        severities: WARNING,
        acceptable: true,
        rule: text(
            "表三、表四有空白、/ 或 - 的格：没有发生的应填 0（检查时，表三超过十格、表四超过五格要扣分）",
            "table 三 or 四 has cells that are blank, `/` or `-`: what did not happen is 0 (inspectors mark down more \
                 than ten in 三, more than five in 四)",
        ),
        source: PRACTICE,
        remedy: text(
            "没有发生的填 0；确实不统计的，用 [[accept]] 写明理由",
            "write 0 for what did not happen; where no figure is kept, `[[accept]]` it with the reason",
        ),
        cases: &[],
        pair: None,
    },
    needs: &[],
    run: Run::Findings(blank_cell),
    example: Example::new(include_str!("blank_cell/bad.toml"), include_str!("blank_cell/good.toml")),
};

/// Blank, `/`, `-` or `—` in table 三 or 四: one finding a table. Not counted are totals that `blank_total` names, and
/// applicants who have a blank column from top to bottom, which is how offices write that they had none.
fn blank_cell(subject: &Subject) -> Vec<Diagnostic> {
    let year = &subject.this;
    let applications = &year.applications;
    let mut not_counted: Vec<String> = blank_totals(year).into_iter().map(|(total, _)| total.key).collect();
    for column in applications.rows.first().into_iter().flat_map(|row| row.block.parts()) {
        let figures = || applications.rows.iter().filter_map(|row| applications.figure(row, column));
        if figures().all(|figure| figure.is_blank()) {
            not_counted.extend(figures().map(|figure| figure.key));
        }
    }
    let mut found = Vec::new();
    for table in [applications, &year.remedies].into_iter().filter(|table| has_figure(table)) {
        // Where an `[[accept]]` names rows or cells, these are told apart.
        let accepted: Vec<&str> =
            keys_below(year, CHECK.rule.code).into_iter().filter(|key| is_at(key, table.key)).collect();
        for key in &accepted {
            let is_told = |figure: &Figure| is_at(&figure.key, key) && !not_counted.contains(&figure.key);
            found.extend(told(table, key, is_told));
        }
        let is_left = |figure: &Figure| !accepted.iter().any(|key| is_at(&figure.key, key));
        found.extend(told(table, table.key, |figure| is_left(figure) && !not_counted.contains(&figure.key)));
    }
    found
}

/// What is said of the blanks of a table that are counted; nothing if there are none.
fn told(table: &FigureTable, key: &str, is_counted: impl Fn(&Figure) -> bool) -> Option<Diagnostic> {
    let rows: Vec<(&TableRow, Vec<usize>)> = table
        .rows
        .iter()
        .map(|row| (row, blanks(table, row, &is_counted)))
        .filter(|(_, blanks)| !blanks.is_empty())
        .collect();
    let count: usize = rows.iter().map(|(_, blanks)| blanks.len()).sum();
    let number = table.number;
    let accept = accept_lines(CHECK.rule.code);
    let (cells, are) = if count == 1 { ("cell", "is") } else { ("cells", "are") };
    let finding = Diagnostic::warning(
        CHECK.rule,
        message!(
            zh: "表{number}有 {count} 格是空白、/ 或 -",
            en: "{count} {cells} of table {number} {are} blank, `/` or `-`",
        ),
    )
    .at(table.span)
    .key(key)
    .help(message!(
        zh: "没有发生的填 0；确实不统计的，在数据文件的末尾写明理由：\n{accept}",
        en: "write 0 for what did not happen; where no figure is kept, say why at the file's end:\n{accept}",
    ));
    (count > 0).then(|| finding.related(rows.iter().map(|(row, blanks)| blank_places(table, row, blanks))))
}

/// The columns of a row that are blank.
fn blanks(table: &FigureTable, row: &TableRow, is_counted: impl Fn(&Figure) -> bool) -> Vec<usize> {
    let is_blank = |figure: Figure| figure.is_blank() && is_counted(&figure);
    (0..row.row.cells.len()).filter(|&column| table.figure(row, column).is_some_and(is_blank)).collect()
}

/// The blanks of one row: at the cell if it is one that the file states, else at the row.
fn blank_places(table: &FigureTable, row: &TableRow, blanks: &[usize]) -> Related {
    let name = table.row_name(row);
    let columns: Vec<&str> = blanks.iter().map(|&column| row.column_name(column)).collect();
    let (zh, en) = (columns.join("、"), columns.join(", "));
    let message = if blanks.len() == row.row.cells.len() {
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

#[cfg(test)]
mod tests {
    use crate::check::fixture::{THIS, edited, found_in, found_with};
    use crate::diagnostic::Lang;

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
}
