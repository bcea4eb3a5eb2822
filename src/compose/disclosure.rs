//! Table 二, proactive disclosure: blocks of rows, each under a full-width title and its own head.

use super::Composer;
use super::document::{Align, CellKey, Column, Node, Table};
use super::grid::{GridArea, Under, depth, figure_key, row_key};
use crate::report::{Block, OfficialTable, Row};

/// Shares of the width of the labels and of a column of figures, as the official form draws them.
const LABEL: f64 = 1.3;
const FIGURE: f64 = 1.0;

impl Composer<'_> {
    /// Puts table 二 into the document.
    pub(super) fn disclosure(&mut self, from: &OfficialTable) {
        let figures = from.blocks.iter().map(|block| block.columns.len()).max().unwrap_or_default();
        let shares = std::iter::once(LABEL).chain(std::iter::repeat_n(FIGURE, figures));
        let mut table = Table {
            caption: None,
            columns: shares.map(Column::Share).collect(),
            rows: 0,
            head_rows: 0,
            keep_with_next: Vec::new(),
            repeat: Vec::new(),
            cells: Vec::new(),
        };
        for block in &from.blocks {
            let spans = spans_of(block, figures);
            let heads = self.block_head(from, block, &spans, &mut table);
            for row in &block.rows {
                self.block_row(from.key, block, row, &spans, &mut table);
                table.repeat.push(heads.clone());
            }
        }
        self.document.nodes.push(Node::Table(table));
    }

    /// The title of a block and the head below it. Gives the rows of the head.
    fn block_head(&mut self, from: &OfficialTable, block: &Block, spans: &[usize], table: &mut Table) -> Vec<usize> {
        let title = table.rows;
        let cell = self.head(GridArea::at(title, 0).columns(table.columns.len()), &block.title);
        table.cells.push(self.keyed(cell, CellKey::Label(format!("{}.{}", from.key, block.key))));

        let columns: Vec<Under> = block.columns.iter().map(|column| Under::column(from, block, column)).collect();
        let rows = depth(&columns);
        let cell = self.head(GridArea::at(title + 1, 0).rows(rows), &block.corner);
        table.cells.push(self.keyed(cell, CellKey::Label(block.corner_key(from.key))));
        let cells = self.heads(from.key, GridArea::at(title + 1, 1), &columns, spans);
        table.cells.extend(cells);
        table.rows += 1 + rows;
        // Neither the title nor its head ends a page.
        table.keep_with_next.extend(title..table.rows);
        table.repeat.extend(std::iter::repeat_n(Vec::new(), 1 + rows));
        (title + 1..table.rows).collect()
    }

    fn block_row(&mut self, key: &str, block: &Block, row: &Row, spans: &[usize], table: &mut Table) {
        let label = self.label(GridArea::at(table.rows, 0), Align::Centre, &row.label);
        table.cells.push(self.keyed(label, row_key(key, row)));
        let mut column = 1;
        for ((cell, head), span) in row.cells.iter().zip(&block.columns).zip(spans) {
            let cell = self.figure(GridArea::at(table.rows, column).columns(*span), cell);
            table.cells.push(self.keyed(cell, figure_key(key, row, head)));
            column += span;
        }
        table.rows += 1;
    }
}

/// How many of the table's columns of figures each of a block's takes: the last takes what is left.
fn spans_of(block: &Block, figures: usize) -> Vec<usize> {
    let mut spans = vec![1; block.columns.len()];
    if let Some(last) = spans.last_mut() {
        *last += figures.saturating_sub(block.columns.len());
    }
    spans
}
