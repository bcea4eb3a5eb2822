//! Table 四, reconsideration and litigation: blocks side by side, one row of figures below the heads of all.

use super::Composer;
use super::document::{Column, Node, Table};
use super::grid::{GridArea, Under, depth, figure_key};
use crate::report::OfficialTable;

impl Composer<'_> {
    /// Puts table 四 into the document.
    pub(super) fn remedies(&mut self, from: &OfficialTable) {
        // What elsewhere stands beside a row stands here over its columns: its groups and its label.
        let columns: Vec<Under> = from
            .rows()
            .flat_map(|(block, row)| {
                block.columns.iter().map(move |column| Under::column_of_row(from, block, row, column))
            })
            .collect();
        let head_rows = depth(&columns);
        let mut cells = self.heads(from.key, GridArea::at(0, 0), &columns, &vec![1; columns.len()]);
        let figures = from.rows().flat_map(|(block, row)| {
            block.columns.iter().zip(&row.cells).map(move |(column, cell)| (cell, figure_key(from.key, row, column)))
        });
        for (column, (cell, key)) in figures.enumerate() {
            let cell = self.figure(GridArea::at(head_rows, column), cell);
            cells.push(self.keyed(cell, key));
        }
        self.document.nodes.push(Node::Table(Table {
            caption: None,
            columns: vec![Column::Share(1.0); columns.len()],
            rows: head_rows + 1,
            head_rows,
            keep_with_next: Vec::new(),
            repeat: Vec::new(),
            cells,
        }));
    }
}
