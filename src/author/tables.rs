//! The tables 二, 三 and 四 of a data file: rows as lists under the heads of their columns, labels behind them.

use super::sheet::{Extra, Line, Sheet};
use super::toml_text::{BLANK, comment, padded, quoted, width, with_comments};
use crate::form::{Block, Entry, Form};

/// Rows of the tables 二, 三 and 四 without a figure. Totals are left out, so that they are computed.
pub(super) fn blank_rows(form: &'static Form) -> [Vec<Line>; 3] {
    let line = |key: &str, cells: usize| Line {
        key: key.to_owned(),
        cells: vec![BLANK.to_owned(); cells],
        remark: String::new(),
    };
    let blocks = form.disclosure.iter();
    let disclosure = blocks.flat_map(|block| block.rows.iter().map(|row| line(row.key, block.columns.len()))).collect();
    let applicants = form.applications.columns.len() - 1;
    let total = form.applications.total.key;
    let rows = form.applications.rows().into_iter();
    let applications = rows.map(|(key, _)| line(&key, if key == total { 0 } else { applicants })).collect();
    let results = form.remedies.columns.len() - 1;
    let remedies = form.remedies.groups.iter().map(|group| line(group.key, results)).collect();
    [disclosure, applications, remedies]
}

/// A line of a table as it is written.
enum Written<'a> {
    /// A row, with its label.
    Row(&'a Line, String),
    /// The label over several rows.
    Group(String),
    /// An empty line.
    Gap,
}

/// Table 二, block by block.
pub(super) fn disclosure(sheet: &Sheet, out: &mut Vec<String>) {
    let keys = sheet.form.disclosure.iter().flat_map(|block| block.rows).map(|row| row.key.len());
    let key_width = keys.max().unwrap_or_default();
    for (index, block) in sheet.form.disclosure.iter().enumerate() {
        if index > 0 {
            out.push(String::new());
        }
        let title = sheet.labels.get(&[&format!("disclosure.{}", block.key)], block.title).text;
        out.extend(comment(&title, ""));
        let rows = block.rows.iter().filter_map(|row| {
            let label = sheet.label(&[&format!("disclosure.{}", row.key)], row);
            Some(Written::Row(find(sheet.rows.first()?, row.key)?, label))
        });
        write(out, &block_heads(sheet, block), key_width, &rows.collect::<Vec<_>>());
    }
}

/// The printed heads of a block's columns.
fn block_heads(sheet: &Sheet, block: &Block) -> Vec<String> {
    let keys =
        |column: &Entry| [format!("disclosure.{}.*.{}", block.key, column.key), format!("disclosure.*.{}", column.key)];
    let head = |column: &Entry| {
        let keys = keys(column);
        sheet.label(&[&keys[0], &keys[1]], column)
    };
    block.columns.iter().map(head).collect()
}

/// Extra rows of table 二, each a table of its own.
pub(super) fn extra_rows(sheet: &Sheet, out: &mut Vec<String>) {
    for Extra { after, label, line } in &sheet.extra {
        let block = sheet.form.disclosure.iter().find(|block| block.rows.iter().any(|row| row.key == after));
        let behind = block.and_then(|block| block.rows.iter().find(|row| row.key == after));
        let behind = behind.map(|row| sheet.label(&[&format!("disclosure.{}", row.key)], row)).unwrap_or_default();
        out.push(String::new());
        out.extend(with_comments(&[
            ("[[disclosure.extra]]".to_owned(), "格式之外增加的一行".to_owned()),
            (format!("after = {}", quoted(after)), format!("排在“{behind}”之后")),
            (format!("label = {}", quoted(label)), "印出的名称".to_owned()),
        ]));
        let heads = block.map(|block| block_heads(sheet, block)).unwrap_or_default();
        write(out, &heads, "cells".len(), &[Written::Row(line, String::new())]);
    }
}

/// Table 三.
pub(super) fn applications(sheet: &Sheet, out: &mut Vec<String>) {
    let form = &sheet.form.applications;
    let Some(rows) = sheet.rows.get(1) else { return };
    let label = |key: &str, entry: &Entry| sheet.label(&[&format!("applications.{key}")], entry);
    let row = |key: &str, label: String| Some(Written::Row(find(rows, key)?, label));

    let mut lines: Vec<Option<Written>> = Vec::new();
    lines.extend(form.incoming.iter().map(|entry| row(entry.key, label(entry.key, entry))));
    let outcomes = sheet.labels.get(&["applications.outcomes"], form.outcomes_label).text;
    lines.extend([Some(Written::Gap), Some(Written::Group(outcomes))]);
    for outcome in form.outcomes {
        let own = label(outcome.entry.key, &outcome.entry);
        if outcome.rows.is_empty() {
            lines.push(row(outcome.entry.key, own));
            continue;
        }
        lines.push(Some(Written::Group(own)));
        for entry in outcome.rows {
            let key = format!("{}.{}", outcome.entry.key, entry.key);
            lines.push(row(&key, format!("  {}", label(&key, entry))));
        }
    }
    lines.push(row(form.total.key, label(form.total.key, &form.total)));
    lines.push(Some(Written::Gap));
    lines.push(row(form.carried_out.key, label(form.carried_out.key, &form.carried_out)));

    let heads = form.columns.iter().map(|column| label(&format!("*.{}", column.key), column));
    let key_width = rows.iter().map(|line| line.key.len()).max().unwrap_or_default();
    write(out, &heads.collect::<Vec<_>>(), key_width, &lines.into_iter().flatten().collect::<Vec<_>>());
}

/// Table 四, a row for each of its groups.
pub(super) fn remedies(sheet: &Sheet, out: &mut Vec<String>) {
    let form = &sheet.form.remedies;
    let Some(rows) = sheet.rows.get(2) else { return };
    let litigation = sheet.labels.get(&["remedies.litigation"], form.litigation).text;
    let lines = form.groups.iter().enumerate().filter_map(|(index, group)| {
        let label = sheet.label(&[&format!("remedies.{}", group.key)], group);
        // The first group stands alone, the others below one head.
        let label = if index == 0 { label } else { format!("{litigation}：{label}") };
        Some(Written::Row(find(rows, group.key)?, label))
    });
    let heads = form.columns.iter().map(|column| sheet.label(&[&format!("remedies.*.{}", column.key)], column));
    let key_width = rows.iter().map(|line| line.key.len()).max().unwrap_or_default();
    write(out, &heads.collect::<Vec<_>>(), key_width, &lines.collect::<Vec<_>>());
}

fn find<'a>(rows: &'a [Line], key: &str) -> Option<&'a Line> {
    rows.iter().find(|line| line.key == key)
}

/// Writes rows below the heads of their columns.
fn write(out: &mut Vec<String>, heads: &[String], key_width: usize, lines: &[Written]) {
    let rows = || {
        lines.iter().filter_map(|line| match line {
            Written::Row(line, _) => Some(*line),
            _ => None,
        })
    };
    let columns = rows().map(|line| line.cells.len()).max().unwrap_or_default();
    let widths: Vec<usize> = (0..columns)
        .map(|column| {
            let cells = rows().filter_map(|line| line.cells.get(column)).map(|cell| width(cell) + 1);
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
        Written::Row(line, label) => {
            let last = line.cells.len().saturating_sub(1);
            let cells: Vec<String> = line
                .cells
                .iter()
                .zip(&widths)
                .enumerate()
                .map(|(at, (cell, width))| padded(&format!("{cell}{}", if at < last { "," } else { "" }), *width))
                .collect();
            let key = padded(&line.key, key_width);
            let remark = match (line.cells.is_empty(), line.remark.as_str()) {
                (true, "") => "（由程序计算）".to_owned(),
                (_, "") => String::new(),
                (_, remark) => format!("（{remark}）"),
            };
            (format!("{key} = [{}]", cells.join(" ")), format!("{label}{remark}"))
        }
    };
    let written: Vec<(String, String)> = lines.iter().map(written).collect();
    out.extend(with_comments(&written).into_iter().map(|line| line.trim_end().to_owned()));
}
