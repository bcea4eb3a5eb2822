//! Whole tables as they were copied from Excel, WPS, Word or a web page: `pasted = '''…'''` in 二, 三 or 四.
//!
//! `sort` tells which line is what, `columns` which cell is which column's. Both go by the labels, or by the order
//! where there are none and the count is exact; what can be read in no way or in two is an error at its line. Nothing
//! is guessed, and no figure is lost.

mod columns;
mod layout;
#[cfg(test)]
mod layout_tests;
mod misfits;
mod panel;
mod sort;
#[cfg(test)]
mod tests;

use columns::place_cells;
use panel::Placed;
use sort::sort;

use super::cells::{field_cell, place_of};
use super::names::TableNames;
use super::toml_table::{Faults, Item};
use super::tsv::{self, Field};
use super::{Cell, OfficialTable, Prose, Row};
use crate::diagnostic::{Diagnostic, Message, Related, message};
use crate::form::RowRole;
use crate::report::rules;
use crate::source::Span;

/// What was pasted, line by line.
struct Paste {
    /// The lines that hold anything.
    lines: Vec<Vec<Field>>,
    /// Where they stand in the data file.
    place: Prose,
    /// Dotted key of the string.
    key: String,
}

/// Reads a pasted table into one whose rows have been read by their keys.
pub(super) fn read(item: &Item, into: &mut OfficialTable, names: &TableNames, faults: &mut Faults) {
    let Some(text) = item.text(faults) else { return };
    let paste = Paste { lines: tsv::lines(text), place: place_of(item, text, faults), key: item.key.clone() };
    if paste.lines.is_empty() {
        return;
    }
    if let Some(fault) = without_tabs(&paste, into) {
        faults.push(fault);
        return;
    }
    let placed = sort(&paste, into, names, faults.forms).and_then(|sorted| place_cells(&paste, &sorted, into));
    let placed = match placed {
        Ok(placed) => placed,
        Err(found) => {
            found.into_iter().for_each(|fault| faults.push(fault));
            return;
        }
    };
    if let Some(fault) = given_twice(&placed, into).or_else(|| given_nowhere(item, &placed, into)) {
        faults.push(fault);
        return;
    }
    for placed in placed {
        put(&paste, &placed, into, faults);
    }
}

/// The error that a copy has lost its tabs: several lines with figures, and not one of two cells.
fn without_tabs(paste: &Paste, table: &OfficialTable) -> Option<Diagnostic> {
    let has_tab = paste.lines.iter().any(|line| line.len() > 1);
    let has_figures = |field: &Field| field.text.contains(|ch: char| ch.is_numeric());
    let lines = paste.lines.iter().flatten().filter(|field| has_figures(field)).count();
    if has_tab || lines < 2 {
        return None;
    }
    let number = table.number;
    let fault = message!(
        zh: "粘贴的表{number}里没有制表符，看不出哪里是一格",
        en: "the pasted table {number} has no tabs: where its cells are cannot be told",
    );
    Some(paste.fault(0, fault).help(message!(
        zh: "各格之间要有制表符（Tab），空格、逗号、竖线都不行：从 Excel、Word 或网页重新复制这张表",
        en: "cells are divided by tabs, not by blanks, commas or bars: copy the table again from the spreadsheet, the \
             document or the page",
    )))
}

/// Puts the cells of a line into its row.
fn put(paste: &Paste, placed: &Placed, into: &mut OfficialTable, faults: &mut Faults) {
    let kinds: Vec<_> = columns_of(into, placed.row).iter().map(|column| column.kind).collect();
    let line = paste.lines.get(placed.line).map(Vec::as_slice).unwrap_or_default();
    let cells: Vec<Cell> = kinds
        .into_iter()
        .enumerate()
        .map(|(column, kind)| match placed.cells.get(&column).and_then(|at| line.get(*at)) {
            Some(field) => field_cell(field, kind, &paste.place, &paste.key, faults),
            None => Cell::left_out(),
        })
        .collect();
    if let Some(row) = into.rows_mut().nth(placed.row) {
        row.cells = cells;
        row.span = Some(paste.line(placed.line));
    }
}

/// The columns of a row.
fn columns_of(table: &OfficialTable, row: usize) -> &[super::Column] {
    table.rows().nth(row).map_or(&[], |(block, _)| &block.columns)
}

/// The error that rows stand both in what was pasted and by their keys. One whose cells are all blank says nothing, as
/// in a file that is yet to be filled in.
fn given_twice(placed: &[Placed], table: &OfficialTable) -> Option<Diagnostic> {
    let says_something = |row: &Row| row.cells.iter().any(|cell| !cell.text.trim().is_empty());
    let twice: Vec<&Row> = table
        .rows()
        .enumerate()
        .filter(|(at, (_, row))| row.span.is_some() && says_something(row) && placed.iter().any(|one| one.row == *at))
        .map(|(_, (_, row))| row)
        .collect();
    let (first, others) = twice.split_first()?;
    let (label, key) = (first.label.name(), format!("{}.{}", table.key, first.key));
    let more = others.len();
    let fault = if more == 0 {
        message!(zh: "“{label}”在 pasted 里有，又另外写了一次", en: "`{label}` stands in `pasted` and by its key")
    } else {
        message!(
            zh: "“{label}”在 pasted 里有，又另外写了一次；这样的还有 {more} 行",
            en: "`{label}` stands in `pasted` and by its key; so do {more} other rows",
        )
    };
    let related = |row: &&Row| {
        let label = row.label.name();
        let key = format!("{}.{}", table.key, row.key);
        Related { span: row.span, key: Some(key), message: message!(zh: "{label}", en: "{label}") }
    };
    Some(
        Diagnostic::error(&rules::PASTED_TABLE, fault)
            .at(first.span)
            .key(key)
            .related(others.iter().map(related))
            .help(message!(
                zh: "留一处：删去另写的行，或者从 pasted 里删去这些行",
                en: "keep one: delete the rows by their keys, or those lines of `pasted`",
            )),
    )
}

/// The error that rows of the form stand neither in what was pasted nor by their keys. A row of totals is computed.
fn given_nowhere(item: &Item, placed: &[Placed], table: &OfficialTable) -> Option<Diagnostic> {
    let missing: Vec<&Row> = table
        .rows()
        .enumerate()
        .filter(|(at, (_, row))| row.span.is_none() && !placed.iter().any(|one| one.row == *at))
        .map(|(_, (_, row))| row)
        .filter(|row| row.role != RowRole::Total)
        .collect();
    let first = &missing.first()?.key;
    let labels: Vec<&str> = missing.iter().map(|row| row.label.name()).collect();
    let (zh, en) = (labels.join("、"), labels.join(", "));
    let (number, count) = (table.number, labels.len());
    let fault = message!(
        zh: "粘贴的表{number}缺 {count} 行：{zh}",
        en: "the pasted table {number} lacks {count} rows: {en}",
    );
    Some(Diagnostic::error(&rules::PASTED_TABLE, fault).at(item.whole()).key(&item.key).help(message!(
        zh: "补进 pasted；或者在 pasted 下面另写，确实空白的写成 {first} = {{}}",
        en: "add them to `pasted`, or write them below it; of one that is blank, {first} = {{}}",
    )))
}

impl Paste {
    /// Where a line stands, from its first cell that says something to its last.
    fn line(&self, line: usize) -> Span {
        let fields = self.lines.get(line).map(Vec::as_slice).unwrap_or_default();
        let mut said = fields.iter().filter(|field| !field.is_blank());
        let first = said.next();
        let start = first.map_or(0, |field| field.range.start);
        let end = said.next_back().or(first).map_or(start, |field| field.range.end);
        self.place.span(start..end)
    }

    /// The error about a line.
    fn fault(&self, line: usize, message: Message) -> Diagnostic {
        Diagnostic::error(&rules::PASTED_TABLE, message).at(self.line(line)).key(&self.key)
    }

    /// The error about a cell.
    fn fault_at(&self, field: &Field, message: Message) -> Diagnostic {
        let at = self.place.span(field.range.clone());
        Diagnostic::error(&rules::PASTED_TABLE, message).at(at).key(&self.key)
    }
}
