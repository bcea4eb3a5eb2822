//! Table 二, proactive disclosure: blocks of rows, each under a full-width title and its own head.

use super::Composer;
use super::document::{Align, Column, Node, Table};
use super::grid::Place;
use crate::form::Block;
use crate::report::{Report, Row};

/// Columns of the table: a label and three columns of figures.
const COLUMNS: usize = 4;

/// Shares of the width, label first, as the official form draws them.
const SHARES: [f64; COLUMNS] = [1.3, 1.0, 1.0, 1.0];

impl Composer<'_> {
    /// Puts table 二 into the document.
    pub(super) fn disclosure(&mut self, report: &Report) {
        let mut table = Table {
            caption: None,
            columns: SHARES.map(Column::Share).to_vec(),
            rows: 0,
            head_rows: 0,
            keep_with_next: Vec::new(),
            repeat: Vec::new(),
            cells: Vec::new(),
        };
        let mut rows = report.disclosure.iter().peekable();
        for block in report.form.disclosure {
            self.block_head(report, block, &mut table);
            let head = table.rows - 1;
            // The report has the rows of all blocks in the form's order, an extra row behind the one it follows.
            while let Some(row) = rows.next_if(|row| belongs(block, row)) {
                self.block_row(block, row, &mut table);
                table.repeat.push(vec![head]);
            }
        }
        self.document.nodes.push(Node::Table(table));
    }

    /// The title of a block and the head below it.
    fn block_head(&mut self, report: &Report, block: &Block, table: &mut Table) {
        let labels = &report.labels;
        let title = labels.get(&[&format!("disclosure.{}", block.key)], block.title);
        let cell = self.head(Place::at(table.rows, 0).columns(COLUMNS), &title);
        table.cells.push(cell);
        table.keep_with_next.push(table.rows);
        table.rows += 1;

        let corner = labels.get(&[&format!("disclosure.{}.*.item", block.key), "disclosure.*.item"], block.corner);
        let cell = self.head(Place::at(table.rows, 0), &corner);
        table.cells.push(cell);
        for (index, column) in block.columns.iter().enumerate() {
            let keys = [format!("disclosure.{}.*.{}", block.key, column.key), format!("disclosure.*.{}", column.key)];
            let label = labels.get(&[&keys[0], &keys[1]], column.label);
            let cell = self.head(figure_place(block, table.rows, index), &label);
            table.cells.push(cell);
        }
        table.keep_with_next.push(table.rows);
        table.rows += 1;
        table.repeat.extend([Vec::new(), Vec::new()]);
    }

    fn block_row(&mut self, block: &Block, row: &Row, table: &mut Table) {
        let label = self.label(Place::at(table.rows, 0), Align::Centre, &row.label);
        table.cells.push(label);
        for (index, cell) in row.cells.iter().enumerate() {
            let cell = self.figure(figure_place(block, table.rows, index), cell);
            table.cells.push(cell);
        }
        table.rows += 1;
    }
}

/// Where the figures of a block's column stand: the last column of a block takes what is left of three.
fn figure_place(block: &Block, row: usize, index: usize) -> Place {
    let place = Place::at(row, index + 1);
    if index + 1 == block.columns.len() { place.columns(COLUMNS - 1 - index) } else { place }
}

/// Whether a row stands in a block: its own, or an extra row, which stands behind one of its own.
fn belongs(block: &Block, row: &Row) -> bool {
    row.key.starts_with("extra.") || block.rows.iter().any(|entry| entry.key == row.key)
}
