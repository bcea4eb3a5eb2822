//! Totals that a data file leaves out. Those that it states, be it as blank, are left alone.

use rust_decimal::Decimal;

use super::{Cell, CellState, Row};
use crate::form::Form;

/// Fills in the totals of table 三: of each row over its applicants, and of （七） over the rows of outcomes.
pub(super) fn fill_applications(rows: &mut [Row], form: &Form) {
    let total_key = form.applications.total.key;
    let outcomes = form.applications.outcome_rows();
    for row in rows.iter_mut().filter(|row| row.key != total_key) {
        fill_last(&mut row.cells);
    }

    let columns = form.applications.columns.len();
    let sums: Vec<Option<Decimal>> = (0..columns)
        .map(|column| {
            let outcome_rows = rows.iter().filter(|row| outcomes.contains(&row.key));
            sum(outcome_rows.filter_map(|row| row.cells.get(column)))
        })
        .collect();
    if let Some(total) = rows.iter_mut().find(|row| row.key == total_key) {
        let corner = columns - 1;
        for (cell, sum) in total.cells.iter_mut().zip(&sums).take(corner) {
            fill(cell, *sum);
        }
        // Where the row of totals has figures of its own, the corner is their sum, like that of any other row.
        fill_last(&mut total.cells);
        if let (Some(cell), Some(sum)) = (total.cells.get_mut(corner), sums.get(corner)) {
            fill(cell, *sum);
        }
    }
}

/// Fills in the totals of table 四: of each group over its four results.
pub(super) fn fill_remedies(rows: &mut [Row]) {
    for row in rows {
        fill_last(&mut row.cells);
    }
}

/// Fills in the last cell of a row as the sum of the others.
fn fill_last(cells: &mut [Cell]) {
    if let Some((total, parts)) = cells.split_last_mut() {
        fill(total, sum(parts.iter()));
    }
}

fn fill(cell: &mut Cell, sum: Option<Decimal>) {
    if let (CellState::LeftOut, Some(sum)) = (cell.state, sum) {
        *cell = Cell::computed(sum);
    }
}

/// The sum of the cells that are numbers; `None` if none is.
fn sum<'a>(cells: impl Iterator<Item = &'a Cell>) -> Option<Decimal> {
    cells
        .filter_map(|cell| cell.value)
        .try_fold(None, |sum: Option<Decimal>, value| Some(Some(sum.unwrap_or_default().checked_add(value)?)))?
}
