//! Table 三, applications: row labels beside those of their groups, columns of figures under a head of several levels.

use super::Composer;
use super::document::{Align, CellKey, Column, Node, Table};
use super::grid::{GridArea, Under, depth, figure_key, group_key, row_key};
use crate::form::RowRole;
use crate::report::{Block, Group, OfficialTable, openings};

/// Shares of the width, as the official form draws them: of the labels of groups from the outermost inwards, of the
/// labels of rows, of a column of figures. In text of 5号 a line holds 三、本 in the first column, 不予公开 in the second,
/// 商业 under a head.
const GROUPS: [f64; 2] = [3.8, 4.85];
const LABEL: f64 = 15.7;
const FIGURE: f64 = 2.82;

impl Composer<'_> {
    /// Puts table 三 into the document.
    pub(super) fn applications(&mut self, from: &OfficialTable) {
        for block in &from.blocks {
            let table = self.rows_in_groups(from, block);
            self.document.nodes.push(Node::Table(table));
        }
    }

    fn rows_in_groups(&mut self, from: &OfficialTable, block: &Block) -> Table {
        let columns: Vec<Under> = block.columns.iter().map(|column| Under::column(from, block, column)).collect();
        let head_rows = depth(&columns);
        let groups: Vec<&[Group]> = block.rows.iter().map(|row| row.groups.as_slice()).collect();
        // Groups within groups have columns of their own, and so have the rows in them.
        let levels = groups.iter().map(|groups| groups.len()).max().unwrap_or_default();
        let labels = levels + 1;
        let outer = GROUPS.into_iter().chain(std::iter::repeat(GROUPS[1])).take(levels);
        let shares = outer.chain([LABEL]).chain(columns.iter().map(|_| FIGURE));
        let mut table = Table {
            caption: None,
            columns: shares.map(Column::Share).collect(),
            rows: head_rows,
            head_rows,
            keep_with_next: Vec::new(),
            repeat: Vec::new(),
            cells: Vec::new(),
        };

        let corner = self.head(GridArea::at(0, 0).rows(head_rows).columns(labels), &block.corner);
        table.cells.push(self.keyed(corner, CellKey::Label(block.corner_key(from.key))));
        let heads = self.heads(from.key, GridArea::at(0, labels), &columns, &vec![1; columns.len()]);
        table.cells.extend(heads);

        let opened = openings(&groups);
        for (at, row) in block.rows.iter().enumerate() {
            // A page that ends behind 二、 would show nothing of what the table is about.
            if matches!(row.role, RowRole::Received | RowRole::CarriedIn) {
                table.keep_with_next.push(table.rows);
            }
            for opening in opened.iter().filter(|opening| opening.at == at) {
                let place = GridArea::at(table.rows, opening.level).rows(opening.count);
                let cell = self.label(place, Align::Centre, &opening.group.label);
                table.cells.push(self.keyed(cell, CellKey::Label(group_key(from.key, opening.group))));
            }
            // The label reaches from its groups to the last column of labels.
            let level = row.groups.len();
            let cell = self.label(GridArea::at(table.rows, level).columns(labels - level), Align::Left, &row.label);
            table.cells.push(self.keyed(cell, row_key(from.key, row)));
            for (index, (cell, column)) in row.cells.iter().zip(&block.columns).enumerate() {
                let cell = self.figure(GridArea::at(table.rows, labels + index), cell);
                table.cells.push(self.keyed(cell, figure_key(from.key, row, column)));
            }
            table.rows += 1;
        }
        table
    }
}
