//! A table of the form as a grid of text: which cell is the figure of which row and column.
//!
//! Takes lines of cells, gives the rows with the places of their cells. Knows the labels of the forms; knows nothing of
//! where the lines come from. `sort` tells which line is what, `columns` which cell is which column's. Both go by the
//! labels, or by the order where there are none and the count is exact; what can be read in no way or in two is an
//! error at its line. Nothing is guessed, and no figure is lost.

mod columns;
mod layout;
mod misfits;
mod panel;
mod sort;

pub(super) use panel::Placed;

use columns::place_cells;
use sort::sort;

use super::cells::field_cell;
use super::names::TableNames;
use super::toml_table::Faults;
use super::tsv::Field;
use super::{Cell, OfficialTable, Prose};
use crate::diagnostic::{Diagnostic, Lang, Message};
use crate::form::Forms;
use crate::report::rules;
use crate::source::Span;

/// A grid of text, line by line.
pub(super) struct Matrix {
    /// The lines that hold anything.
    pub lines: Vec<Vec<Field>>,
    /// Where they stand.
    pub place: Prose,
    /// Dotted key of the string that holds them; empty where that is no data file's.
    pub key: String,
    /// What messages call it.
    pub what: Message,
}

/// The rows that the lines hold, each with the places of its cells.
///
/// # Errors
/// Every line that can be read in no way, or in two.
pub(super) fn rows(
    matrix: &Matrix,
    table: &OfficialTable,
    names: &TableNames,
    forms: Forms,
) -> Result<Vec<Placed>, Vec<Diagnostic>> {
    place_cells(matrix, &sort(matrix, table, names, forms)?, table)
}

/// Puts the cells of a line into its row.
pub(super) fn put(matrix: &Matrix, placed: &Placed, into: &mut OfficialTable, faults: &mut Faults) {
    let columns = into.rows().nth(placed.row).map_or(&[][..], |(block, _)| &block.columns);
    let kinds: Vec<_> = columns.iter().map(|column| column.kind).collect();
    let line = matrix.lines.get(placed.line).map(Vec::as_slice).unwrap_or_default();
    let cells: Vec<Cell> = kinds
        .into_iter()
        .enumerate()
        .map(|(column, kind)| match placed.cells.get(&column).and_then(|at| line.get(*at)) {
            Some(field) => field_cell(field, kind, &matrix.place, &matrix.key, faults),
            None => Cell::left_out(),
        })
        .collect();
    if let Some(row) = into.rows_mut().nth(placed.row) {
        row.cells = cells;
        row.span = Some(matrix.line(placed.line));
    }
}

impl Matrix {
    /// What messages call it, in Chinese and in English.
    fn what(&self) -> (&str, &str) {
        (self.what.in_lang(Lang::Zh), self.what.in_lang(Lang::En))
    }

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
    pub fn fault(&self, line: usize, message: Message) -> Diagnostic {
        Diagnostic::error(&rules::PASTED_TABLE, message).at(self.line(line)).key(&self.key)
    }

    /// The error about a cell.
    pub fn fault_at(&self, field: &Field, message: Message) -> Diagnostic {
        let at = self.place.span(field.range.clone());
        Diagnostic::error(&rules::PASTED_TABLE, message).at(at).key(&self.key)
    }
}
