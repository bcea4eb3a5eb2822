//! Totals that a data file leaves out. Those that it states, be it as blank, are left alone.

use rust_decimal::Decimal;

use super::{Block, Cell, CellState, OfficialTable};
use crate::form::RowRole;

/// Fills in the totals of a table: of each row over its parts, and of the row of totals over the outcomes.
pub(crate) fn fill(table: &mut OfficialTable) {
    table.blocks.iter_mut().for_each(fill_block);
}

fn fill_block(block: &mut Block) {
    let Some(total) = block.total() else { return };
    let parts: Vec<usize> = block.parts().collect();
    for row in block.rows.iter_mut().filter(|row| row.role != RowRole::Total) {
        fill_row(&mut row.cells, &parts, total);
    }

    let outcomes = block.rows.iter().filter(|row| row.role == RowRole::Outcome);
    let column_sum = |column: usize| sum_of(outcomes.clone().filter_map(|row| row.cells.get(column)));
    let sums: Vec<Option<Decimal>> = (0..block.columns.len()).map(column_sum).collect();
    for row in block.rows.iter_mut().filter(|row| row.role == RowRole::Total) {
        for (column, (cell, sum)) in row.cells.iter_mut().zip(&sums).enumerate() {
            if column != total {
                fill_cell(cell, *sum);
            }
        }
        // Where the row of totals has figures of its own, the corner is their sum, like that of any other row. Beside a
        // blank that stands for a sum it would pass that over.
        let is_blank = |part: &&usize| row.cells.get(**part).is_some_and(|cell| cell.value.is_none());
        let has_sum = |part: &&usize| sums.get(**part).is_some_and(Option::is_some);
        if !parts.iter().any(|part| is_blank(&part) && has_sum(&part)) {
            fill_row(&mut row.cells, &parts, total);
        }
        if let (Some(cell), Some(sum)) = (row.cells.get_mut(total), sums.get(total)) {
            fill_cell(cell, *sum);
        }
    }
}

/// Fills in the total of a row as the sum of its parts.
fn fill_row(cells: &mut [Cell], parts: &[usize], total: usize) {
    let sum = sum_of(parts.iter().filter_map(|part| cells.get(*part)));
    if let Some(cell) = cells.get_mut(total) {
        fill_cell(cell, sum);
    }
}

fn fill_cell(cell: &mut Cell, sum: Option<Decimal>) {
    if let (CellState::LeftOut, Some(sum)) = (cell.state, sum) {
        *cell = Cell::computed(sum);
    }
}

/// The sum of the cells that are numbers; `None` if none is.
fn sum_of<'a>(cells: impl Iterator<Item = &'a Cell>) -> Option<Decimal> {
    cells
        .filter_map(|cell| cell.value)
        .try_fold(None, |sum: Option<Decimal>, value| Some(Some(sum.unwrap_or_default().checked_add(value)?)))?
}
