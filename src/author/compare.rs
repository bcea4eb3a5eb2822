//! The sum of departments' tables against the file of their government, cell by cell.

use rust_decimal::Decimal;

use super::sum::{Sum, SumCell, SumRow, TABLES, columns, place, placed, tables};
use crate::author::rules;
use crate::diagnostic::Diagnostic;
use crate::form::Entry;
use crate::message;
use crate::report::{Cell, Report, Row};
use crate::source::Span;

/// Every cell in which a government's file differs from the sum of its departments'. A cell without a figure counts as
/// nothing: blank and `/` agree with 0.
pub fn compare(sum: &Sum, against: &Report) -> Vec<Diagnostic> {
    let (theirs, ours) = (against.form.name, sum.form.name);
    if theirs != ours {
        let message = message!(
            zh: "这份数据用 {theirs} 年版格式，各单位用 {ours} 年版，不能比对",
            en: "this file is in form {theirs}, the departments' in form {ours}: they cannot be compared",
        );
        let help = message!(zh: "换成同一格式的数据文件", en: "take a file in the same form");
        return vec![Diagnostic::error(&rules::MERGE_FORM, message).at(against.organ.span).key("form").help(help)];
    }
    let mut found = Vec::new();
    if against.year != sum.year {
        let (theirs, ours) = (against.year, sum.year);
        let message = message!(
            zh: "这份数据是 {theirs} 年的，各单位的是 {ours} 年的",
            en: "this file is of {theirs}, the departments' are of {ours}",
        );
        let help = message!(zh: "换成 {ours} 年的数据文件", en: "take the file of {ours}");
        found.push(Diagnostic::error(&rules::MERGE_YEAR, message).at(against.organ.span).key("report.year").help(help));
    }
    for (index, (rows, sums)) in tables(against).into_iter().zip(&sum.tables).enumerate() {
        table(sum, against, index, (rows, sums), &mut found);
    }
    // In the order of the file, like all findings.
    found.sort_by_key(|difference| difference.span);
    found
}

/// Rows of one table, those of the government's file first, each with the sum of the same place and label.
fn table(sum: &Sum, against: &Report, index: usize, (rows, sums): (&[Row], &[SumRow]), found: &mut Vec<Diagnostic>) {
    let mut used = vec![false; sums.len()];
    for (key, is_extra, row) in placed(rows) {
        let same = |other: &SumRow| {
            other.key == key && other.is_extra == is_extra && (!is_extra || other.label == row.label.text)
        };
        let at = sums.iter().zip(&used).position(|(other, used)| !used && same(other));
        let other = at.and_then(|at| {
            *used.get_mut(at)? = true;
            sums.get(at)
        });
        for (column, (entry, cell)) in columns(sum.form, index, key).iter().zip(&row.cells).enumerate() {
            let summed = other.and_then(|other| other.cells.get(column)).cloned().unwrap_or_default();
            if differs(cell, &summed) {
                let at = place(against, Some(row), Some(cell));
                found.push(difference(index, &row.label.text, entry, &row.key, &cell.text, &summed, at));
            }
        }
    }
    // Rows that only the departments have.
    for (row, _) in sums.iter().zip(&used).filter(|(_, used)| !**used) {
        let after = rows.iter().find(|own| own.key == row.key);
        for (entry, summed) in columns(sum.form, index, &row.key).iter().zip(&row.cells) {
            if summed.value.is_some_and(|value| !value.is_zero()) {
                let key = if row.is_extra { "extra" } else { &row.key };
                found.push(difference(index, &row.label, entry, key, "", summed, place(against, after, None)));
            }
        }
    }
}

fn differs(cell: &Cell, sum: &SumCell) -> bool {
    let is_text = cell.value.is_none() && !super::sum::is_mark(&cell.text);
    is_text || cell.value.unwrap_or(Decimal::ZERO) != sum.value.unwrap_or(Decimal::ZERO)
}

fn difference(
    table: usize,
    label: &str,
    column: &Entry,
    row: &str,
    stated: &str,
    sum: &SumCell,
    at: Span,
) -> Diagnostic {
    let (table_key, number) = TABLES.get(table).copied().unwrap_or_default();
    let head = column.label;
    let (stated_zh, stated_en) = if stated.trim().is_empty() { ("空白", "blank") } else { (stated, stated) };
    let text = sum.text();
    let (sum_zh, sum_en) = if text.is_empty() { ("空白", "blank") } else { (text.as_str(), text.as_str()) };
    let message = message!(
        zh: "表{number}“{label}”的“{head}”：这里是 {stated_zh}，各单位合计是 {sum_zh}",
        en: "table {number}, {label}, {head}: {stated_en} here, the departments sum to {sum_en}",
    );
    let help = message!(
        zh: "核对本级的数字，或者检查是不是少了、多了哪个单位的数据文件",
        en: "check the figure here, or whether a department's file is missing or too many",
    );
    let key = format!("{table_key}.{row}.{}", column.key);
    Diagnostic::error(&rules::MERGE_DIFFERENCE, message).at(at).key(key).help(help)
}
