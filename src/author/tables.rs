//! The tables 二, 三 and 四 of a data file: rows as lists under the heads of their columns, labels behind them.

use super::sheet::Remarks;
use super::toml_text::{cell_value, comment, padded, quoted, width, with_comments};
use crate::form::{Form, RowRole};
use crate::report::{Block, Cell, CellState, Group, Labels, OfficialTable, Opening, Row, Tables, openings};

/// The tables of a form, every cell blank.
pub(super) fn blank(form: &'static Form, labels: &Labels) -> Tables {
    let mut tables = Tables::blank(form, labels);
    for block in tables.all_mut().into_iter().flat_map(|table| &mut table.blocks) {
        let cells: Vec<Vec<Cell>> = block.rows.iter().map(|row| blank_cells(block, row.role)).collect();
        block.rows.iter_mut().zip(cells).for_each(|(row, cells)| row.cells = cells);
    }
    tables
}

/// The cells of a blank row. Totals are left out, so that they are computed.
pub(super) fn blank_cells(block: &Block, role: RowRole) -> Vec<Cell> {
    let total = block.total();
    let is_total = |place: usize| role == RowRole::Total || Some(place) == total;
    (0..block.columns.len()).map(|at| if is_total(at) { Cell::left_out() } else { Cell::blank() }).collect()
}

/// A line of a table as it is written.
enum Written<'a> {
    /// A row, with its label.
    Row(&'a Row, String),
    /// The label over several rows.
    Group(String),
    /// An empty line.
    Gap,
}

/// The rows of a table that the form has.
pub(super) fn rows(table: &OfficialTable, remarks: &Remarks, out: &mut Vec<String>) {
    let keys = table.rows().filter(|(_, row)| !row.is_extra()).map(|(_, row)| row.key.len());
    let key_width = keys.max().unwrap_or_default();
    for (index, blocks) in table.blocks.chunk_by(are_alike).enumerate() {
        if index > 0 {
            out.push(String::new());
        }
        let Some(first) = blocks.first() else { continue };
        if !first.title.text.is_empty() {
            out.extend(comment(&first.title.text, ""));
        }
        let lines: Vec<Written> = blocks.iter().flat_map(lines).collect();
        write(table, remarks, &heads(first), key_width, &lines, out);
    }
}

/// Whether blocks can stand below one line of heads.
fn are_alike(one: &Block, other: &Block) -> bool {
    other.title.text.is_empty() && heads(one) == heads(other)
}

/// The printed heads of a block's columns.
fn heads(block: &Block) -> Vec<&str> {
    block.columns.iter().map(|column| column.label.text.as_str()).collect()
}

/// The rows of a block under the labels of their groups.
fn lines(block: &Block) -> Vec<Written<'_>> {
    let rows: Vec<&Row> = block.rows.iter().filter(|row| !row.is_extra()).collect();
    let groups: Vec<&[Group]> = rows.iter().map(|row| row.groups.as_slice()).collect();
    let heads = openings(&groups);
    let mut lines = Vec::new();
    for (at, row) in rows.into_iter().enumerate() {
        let over: Vec<&Opening> = heads.iter().filter(|own| (own.at..own.at + own.count).contains(&at)).collect();
        // An outermost group of several rows stands by itself.
        let borders =
            heads.iter().any(|own| own.level == 0 && own.count > 1 && (own.at == at || own.at + own.count == at));
        if borders && at > 0 {
            lines.push(Written::Gap);
        }
        let opens = over.iter().filter(|own| own.at == at && own.count > 1);
        lines.extend(opens.map(|own| Written::Group(own.group.label.text.clone())));
        let indent = over.iter().filter(|own| own.count > 1).count().saturating_sub(1);
        // A group of one row stands on its line.
        let alone = over.iter().filter(|own| own.count == 1).map(|own| format!("{}：", own.group.label.text));
        let label = format!("{}{}{}", "  ".repeat(indent), alone.collect::<String>(), row.label.text);
        lines.push(Written::Row(row, label));
    }
    lines
}

/// Rows that the form does not have, each a table of its own.
pub(super) fn extra_rows(table: &OfficialTable, remarks: &Remarks, out: &mut Vec<String>) {
    for (block, row) in table.rows().filter(|(_, row)| row.is_extra()) {
        let after = row.home();
        let behind = table.row(after).map_or("", |(_, row)| row.label.name());
        out.push(String::new());
        out.extend(with_comments(&[
            (format!("[[{}.extra]]", table.key), "格式之外增加的一行".to_owned()),
            (format!("after = {}", quoted(after)), format!("排在“{behind}”之后")),
            (format!("label = {}", quoted(&row.label.text)), "印出的名称".to_owned()),
        ]));
        let line = [Written::Row(row, String::new())];
        write(table, remarks, &heads(block), "cells".len(), &line, out);
    }
}

/// Writes rows below the heads of their columns.
fn write(
    table: &OfficialTable,
    remarks: &Remarks,
    heads: &[&str],
    key_width: usize,
    lines: &[Written],
    out: &mut Vec<String>,
) {
    let rows = || {
        lines.iter().filter_map(|line| match line {
            Written::Row(row, _) => Some(*row),
            _ => None,
        })
    };
    let columns = rows().map(|row| written_cells(row).len()).max().unwrap_or_default();
    let widths: Vec<usize> = (0..columns)
        .map(|column| {
            let cells =
                rows().filter_map(|row| written_cells(row).get(column)).map(|cell| width(&cell_value(cell)) + 1);
            let head = heads.get(column).map_or(0, |head| width(head));
            cells.chain([head]).max().unwrap_or_default()
        })
        .collect();

    let shown: Vec<String> = heads.iter().zip(&widths).map(|(head, width)| padded(head, *width)).collect();
    // The head begins above the first cell, behind the key, ` = ` and the bracket.
    out.extend(comment(&format!("{}{}", " ".repeat(key_width + 2), shown.join(" ")), ""));
    let written = |line: &Written| match line {
        Written::Gap => (String::new(), String::new()),
        Written::Group(label) => (String::new(), label.clone()),
        Written::Row(row, label) => {
            let cells = written_cells(row);
            let last = cells.len().saturating_sub(1);
            let shown: Vec<String> = cells
                .iter()
                .zip(&widths)
                .enumerate()
                .map(|(at, (cell, width))| {
                    padded(&format!("{}{}", cell_value(cell), if at < last { "," } else { "" }), *width)
                })
                .collect();
            let key = padded(if row.is_extra() { "cells" } else { &row.key }, key_width);
            let remark = match remarks.get(&format!("{}.{}", table.key, row.key)).map_or("", String::as_str) {
                "" if cells.is_empty() => "（由程序计算）".to_owned(),
                "" => String::new(),
                remark => format!("（{remark}）"),
            };
            (format!("{key} = [{}]", shown.join(" ")), format!("{label}{remark}"))
        }
    };
    let written: Vec<(String, String)> = lines.iter().map(written).collect();
    out.extend(with_comments(&written).into_iter().map(|line| line.trim_end().to_owned()));
}

/// The cells of a row that are written: those that are left out last are computed, if they are totals, or blank.
fn written_cells(row: &Row) -> &[Cell] {
    let last = row.cells.iter().rposition(|cell| cell.state != CellState::LeftOut);
    last.and_then(|last| row.cells.get(..=last)).unwrap_or_default()
}
