//! Which cells of the tables 三 and 四 are totals, and of what.

use super::sums::sum;
use super::tables::{Figure, FigureTable, TableRow};
use crate::form::RowRole;
use crate::report::CellState;

impl<'a> FigureTable<'a> {
    /// A cell that may be a total: one that the file leaves blank counts what its parts sum to, so that only
    /// `blank-total` speaks of it and not every sum in which it is a part.
    pub fn figure_or_sum(&self, row: &TableRow<'a>, column: usize) -> Option<Figure<'a>> {
        let mut figure = self.figure(row, column)?;
        if figure.value.is_none() {
            figure.value = self.parts_of(row, column).and_then(|parts| sum(&parts));
        }
        Some(figure)
    }

    /// The parts that a total sums; `None` of a cell that is no total.
    pub fn parts_of(&self, row: &TableRow<'a>, column: usize) -> Option<Vec<Figure<'a>>> {
        let sums_its_column = row.row.role == RowRole::Total;
        if row.block.total() == Some(column) {
            let parts = self.parts(row);
            // The corner sums its column where its row holds nothing.
            Some(if sums_its_column && sum(&parts).is_none() { self.outcomes(row, column) } else { parts })
        } else {
            sums_its_column.then(|| self.outcomes(row, column))
        }
    }

    /// The cells that the total of a row sums.
    pub fn parts(&self, row: &TableRow<'a>) -> Vec<Figure<'a>> {
        row.block.parts().filter_map(|column| self.figure_or_sum(row, column)).collect()
    }

    /// The cells that a row of totals sums in a column.
    pub fn outcomes(&self, total: &TableRow<'a>, column: usize) -> Vec<Figure<'a>> {
        let rows = self.rows_of(RowRole::Outcome).filter(|row| std::ptr::eq(row.block, total.block));
        rows.filter_map(|row| self.figure_or_sum(row, column)).collect()
    }

    /// The cells that the office fills in and that a cell comes down to: itself, or what is summed where it is a total
    /// without a number of its own. `None` of a total that would count other cells if a blank among these were filled.
    pub fn filled_in(&self, row: &TableRow<'a>, column: usize) -> Option<Vec<Figure<'a>>> {
        let figure = self.figure_or_sum(row, column)?;
        let has_own = figure.cell.value.is_some() && figure.cell.state != CellState::Computed;
        if has_own || self.parts_of(row, column).is_none() {
            return Some(vec![figure]);
        }
        // A computed corner is the sum of its row, or of its column.
        let of_row = (row.block.total() == Some(column)).then(|| self.parts(row));
        let of_column = (row.row.role == RowRole::Total).then(|| self.outcomes(row, column));
        let parts = of_row.into_iter().chain(of_column).find(|parts| sum(parts) == figure.value)?;
        let below = parts.iter().map(|part| self.filled_in(&part.row, part.column_index));
        Some(below.collect::<Option<Vec<_>>>()?.into_iter().flatten().collect())
    }
}
