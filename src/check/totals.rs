//! Which cells of the tables 三 and 四 are totals, and of what.

use super::sums::sum;
use super::tables::{Figure, FigureTable, TableRow};
use crate::form::RowRole;

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
}
