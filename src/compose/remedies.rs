//! Table 四, reconsideration and litigation: blocks side by side, one row of figures below the heads of all.

use super::Composer;
use super::document::{Column, Node, Table};
use super::grid::{GridArea, Under, depth};
use crate::report::OfficialTable;

impl Composer<'_> {
    /// Puts table 四 into the document.
    pub(super) fn remedies(&mut self, from: &OfficialTable) {
        // What elsewhere stands beside a row stands here over its columns: its groups and its label.
        let columns: Vec<Under> = from
            .rows()
            .flat_map(|(block, row)| {
                let above = Under::new(&row.groups, &row.label);
                block.columns.iter().map(move |column| above.over(&row.key, &column.groups, &column.label))
            })
            .collect();
        let head_rows = depth(&columns);
        let mut cells = self.heads(GridArea::at(0, 0), &columns, &vec![1; columns.len()]);
        for (column, cell) in from.rows().flat_map(|(_, row)| &row.cells).enumerate() {
            cells.push(self.figure(GridArea::at(head_rows, column), cell));
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
