//! Rows that are too high for a page, cut into slices that a page can end behind. The slices of a cell are one cell to
//! the reader: no rule stands between them on one page.

use super::{CellLayout, TableLayout};

impl TableLayout {
    /// Cuts every cell of more than `most` lines, and with it the row that it stands in.
    pub(super) fn slice(&mut self, most: usize) {
        let most = most.max(1);
        self.slice_spanning_cells(most);
        let slices = self.slices_of_rows(most);
        if slices.iter().all(|slices| *slices == 1) {
            return;
        }
        // Where each row begins among the slices, and where the table ends.
        let mut starts = vec![0];
        for slices in &slices {
            starts.push(starts.last().copied().unwrap_or_default() + slices);
        }
        let start = |row: usize| starts.get(row).or(starts.last()).copied().unwrap_or_default();

        let cells = std::mem::take(&mut self.cells);
        for cell in cells {
            if cell.row_span == 1 && slices.get(cell.row).is_some_and(|slices| *slices > 1) {
                let (first, count) = (start(cell.row), slices[cell.row]);
                let slices = cut(cell, most, count).enumerate();
                self.cells.extend(slices.map(|(at, slice)| CellLayout { row: first + at, ..slice }));
            } else {
                let row = start(cell.row);
                self.cells.push(CellLayout { row, row_span: start(cell.row + cell.row_span) - row, ..cell });
            }
        }
        let repeat = std::mem::take(&mut self.repeat);
        let renamed = |rows: &Vec<usize>| rows.iter().map(|row| start(*row)).collect::<Vec<_>>();
        self.repeat = repeat.iter().zip(&slices).flat_map(|(rows, slices)| vec![renamed(rows); *slices]).collect();
        self.keep_with_next = self.keep_with_next.iter().map(|row| start(row + 1) - 1).collect();
        self.head_rows = start(self.head_rows);
        self.rows = start(self.rows);
    }

    /// A cell over several rows that is too high becomes one slice in each of its rows.
    fn slice_spanning_cells(&mut self, most: usize) {
        let cells = std::mem::take(&mut self.cells);
        for cell in cells {
            if cell.row_span > 1 && cell.lines.len() > most {
                let (row, rows) = (cell.row, cell.row_span);
                let lines = cell.lines.len().div_ceil(rows);
                let slices = cut(CellLayout { row_span: 1, ..cell }, lines, rows);
                self.cells.extend(slices.enumerate().map(|(at, slice)| CellLayout { row: row + at, ..slice }));
            } else {
                self.cells.push(cell);
            }
        }
        self.cells.sort_by_key(|cell| (cell.row, cell.column));
    }

    /// Into how many slices each row is cut: as many as its longest cell needs.
    fn slices_of_rows(&self, most: usize) -> Vec<usize> {
        let mut slices = vec![1; self.rows];
        for cell in self.cells.iter().filter(|cell| cell.row_span == 1) {
            if let Some(slices) = slices.get_mut(cell.row) {
                *slices = cell.lines.len().div_ceil(most).max(*slices);
            }
        }
        slices
    }
}

/// A cell cut into `count` slices of `most` lines; the last ones may be empty.
fn cut(cell: CellLayout, most: usize, count: usize) -> impl Iterator<Item = CellLayout> {
    let CellLayout { row, column, column_span, node, group, lines, leading, .. } = cell;
    let mut lines = lines.into_iter();
    (0..count).map(move |_| CellLayout {
        row,
        column,
        row_span: 1,
        column_span,
        node,
        group,
        sliced: true,
        leading,
        lines: lines.by_ref().take(most).collect(),
    })
}
