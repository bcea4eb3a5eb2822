//! The sum of departments' tables against the file of their government, cell by cell.

use rust_decimal::Decimal;

use super::sum::{Sum, is_same, place};
use crate::author::rules;
use crate::diagnostic::{Diagnostic, message};
use crate::report::{Cell, Column, OfficialTable, Report, Row};
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
    for (own, summed) in against.tables.all().into_iter().zip(sum.tables.all()) {
        table(against, own, summed, &mut found);
    }
    // In the order of the file, like all findings.
    found.sort_by_key(|difference| difference.span);
    found
}

/// Rows of one table, those of the government's file first, each with the sum of the same place and label.
fn table(against: &Report, own: &OfficialTable, summed: &OfficialTable, found: &mut Vec<Diagnostic>) {
    let sums: Vec<&Row> = summed.rows().map(|(_, row)| row).collect();
    let mut used = vec![false; sums.len()];
    for (block, row) in own.rows() {
        let at = sums.iter().zip(&used).position(|(other, used)| !used && is_same(other, row));
        let other = at.and_then(|at| {
            *used.get_mut(at)? = true;
            sums.get(at)
        });
        for (index, (column, cell)) in block.columns.iter().zip(&row.cells).enumerate() {
            let summed = other.and_then(|other| other.cells.get(index)).cloned().unwrap_or_else(Cell::left_out);
            if differs(cell, &summed) {
                let at = place(against, Some(row), Some(cell));
                found.push(difference(own, row.label.name(), column, &row.key, &cell.text, &summed, at));
            }
        }
    }
    // Rows that only the departments have.
    let is_used = |row: &Row| sums.iter().zip(&used).any(|(sum, used)| *used && std::ptr::eq(*sum, row));
    for (block, row) in summed.rows().filter(|(_, row)| !is_used(row)) {
        let after = own.row(row.home()).map(|(_, row)| row);
        for (column, summed) in block.columns.iter().zip(&row.cells) {
            if summed.value.is_some_and(|value| !value.is_zero()) {
                let key = if row.is_extra() { "extra" } else { &row.key };
                found.push(difference(own, row.label.name(), column, key, "", summed, place(against, after, None)));
            }
        }
    }
}

fn differs(cell: &Cell, sum: &Cell) -> bool {
    let is_text = cell.value.is_none() && !cell.is_no_figure();
    is_text || cell.value.unwrap_or(Decimal::ZERO) != sum.value.unwrap_or(Decimal::ZERO)
}

fn difference(
    table: &OfficialTable,
    label: &str,
    column: &Column,
    row: &str,
    stated: &str,
    sum: &Cell,
    at: Span,
) -> Diagnostic {
    let (number, head) = (table.number, column.label.name());
    let (stated_zh, stated_en) = if stated.trim().is_empty() { ("空白", "blank") } else { (stated, stated) };
    let text = sum.text.as_str();
    let (sum_zh, sum_en) = if text.is_empty() { ("空白", "blank") } else { (text, text) };
    let message = message!(
        zh: "表{number}“{label}”的“{head}”：这里是 {stated_zh}，各单位合计是 {sum_zh}",
        en: "table {number}, {label}, {head}: {stated_en} here, the departments sum to {sum_en}",
    );
    let help = message!(
        zh: "核对本级的数字，或者检查是不是少了、多了哪个单位的数据文件",
        en: "check the figure here, or whether a department's file is missing or too many",
    );
    let key = format!("{}.{row}.{}", table.key, column.key);
    Diagnostic::error(&rules::MERGE_DIFFERENCE, message).at(at).key(key).help(help)
}
