//! The tables as they seem to be meant, for the sums to be reckoned with: what one finding says of a cell or a row is
//! not told again by every sum in which it stands.

use rust_decimal::Decimal;

use super::figure_as_text;
use super::relation::Relation;
use super::tables::TableRow;
use crate::diagnostic::{Diagnostic, Severity};
use crate::form::RowRole;
use crate::report::{Block, Cell, CellState, Reading, Report, Tables, plain_number, reading, totals};

/// The tables of a report in which a text that reads as one figure counts as it, and a row of totals that is 0
/// throughout counts as left out. `None` if there is no such cell.
pub(super) fn as_meant(report: &Report) -> Option<Tables> {
    let mut tables = report.tables.clone();
    let mut is_changed = false;
    for table in tables.all_mut() {
        for block in &mut table.blocks {
            is_changed |= count_texts(block);
        }
        let blocks = table.blocks.iter_mut();
        for cell in blocks.flat_map(|block| &mut block.rows).flat_map(|row| &mut row.cells) {
            if cell.state == CellState::Computed {
                *cell = Cell::left_out();
            }
        }
        totals::fill(table);
        for block in &mut table.blocks {
            is_changed |= leave_out_void_totals(block);
        }
    }
    is_changed.then_some(tables)
}

/// Lets texts that read as one figure count as it. Whether there are any.
fn count_texts(block: &mut Block) -> bool {
    let mut is_changed = false;
    for row in &mut block.rows {
        for (cell, column) in row.cells.iter_mut().zip(&block.columns) {
            let is_text = cell.state == CellState::Stated && cell.value.is_none();
            let value = match reading(&cell.text, column.kind).filter(|_| is_text) {
                Some(Reading::Sole(figure) | Reading::Remarked(figure)) => plain_number(&figure),
                _ => None,
            };
            if value.is_some() {
                cell.value = value;
                is_changed = true;
            }
        }
    }
    is_changed
}

/// Takes the values from rows of totals that are 0 throughout, while what they sum is not. Whether there are any.
fn leave_out_void_totals(block: &mut Block) -> bool {
    let outcomes = block.rows.iter().filter(|row| row.role == RowRole::Outcome);
    let has_figures = outcomes.flat_map(|row| &row.cells).any(|cell| cell.value.is_some_and(|value| !value.is_zero()));
    let mut is_changed = false;
    for row in block.rows.iter_mut().filter(|row| row.role == RowRole::Total && has_figures) {
        let is_zero = row.cells.iter().all(|cell| cell.value == Some(Decimal::ZERO));
        let stated = row.cells.iter().filter(|cell| cell.state == CellState::Stated).count();
        if is_zero && stated > 1 {
            row.cells.iter_mut().for_each(|cell| cell.value = None);
            is_changed = true;
        }
    }
    is_changed
}

/// Whether a row of totals is one whose values have been taken from it.
pub(super) fn is_void(row: &TableRow) -> bool {
    let cells = &row.row.cells;
    !cells.is_empty() && cells.iter().all(|cell| cell.value.is_none() && plain_number(&cell.text).is_some())
}

/// Makes errors of texts that read as figures where they leave a sum wrong, which the figures would put right.
/// `relations` are those of the report as it stands.
pub(super) fn raise_texts(found: &mut [Diagnostic], relations: &[Relation]) {
    let code = figure_as_text::CHECK.rule.code;
    for finding in found.iter_mut().filter(|finding| finding.code() == code) {
        let broken = || relations.iter().filter(|relation| relation.broken.is_some());
        if finding.key.as_ref().is_some_and(|key| broken().any(|relation| relation.has(key))) {
            finding.severity = Severity::Error;
        }
    }
}
