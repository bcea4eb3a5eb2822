//! Tables of a Word file as grids: cells stand where gridBefore, gridSpan and vMerge put them.

use std::collections::BTreeMap;

use roxmltree::Node;

use super::body::Reader;
use super::rows::{own, rows};
use super::signs::plain;
use super::xml::{child, value};
use crate::import::blocks::{Block, Line};
use crate::import::grid::{Grid, GridCell, Naming};

/// Most columns that a cell may be over, and most of a table.
const MOST_COLUMNS: usize = 200;
const MOST_OF_A_TABLE: usize = MOST_COLUMNS * MOST_COLUMNS;
impl Reader<'_, '_> {
    pub(super) fn grid(&mut self, table: Node) {
        let mut read: Vec<Vec<GridCell>> = Vec::new();
        // The same with their lines apart.
        let mut texts: Vec<Vec<Line>> = Vec::new();
        // Where the cells begin that go on from the row above, by their columns.
        let mut open: BTreeMap<usize, (usize, usize)> = BTreeMap::new();
        for (row, line) in rows(table).into_iter().enumerate() {
            let before =
                value(child(line, "trPr"), "gridBefore").and_then(|value| value.parse::<usize>().ok()).unwrap_or(0);
            let mut column: usize = before.min(MOST_COLUMNS);
            let mut cells: Vec<GridCell> = Vec::new();
            let mut own_texts = Vec::new();
            let mut still_open = BTreeMap::new();
            for cell in own(line, "tc") {
                let properties = child(cell, "tcPr");
                let span = value(properties, "gridSpan").and_then(|value| value.parse::<usize>().ok()).unwrap_or(1);
                let span = span.clamp(1, MOST_COLUMNS);
                let merges = |name| properties.and_then(|properties| child(properties, name)).is_some();
                let goes_on = |name| merges(name) && value(properties, name) != Some("restart");
                let above = open.get(&column).copied().filter(|_| goes_on("vMerge"));
                if let Some((row, at)) = above {
                    if let Some(cell) = read.get_mut(row).and_then(|cells| cells.get_mut(at)) {
                        cell.row_span += 1;
                    }
                    still_open.insert(column, (row, at));
                } else if let Some(left) = cells.last_mut().filter(|_| goes_on("hMerge")) {
                    left.column_span = left.column_span.saturating_add(span);
                } else {
                    if merges("vMerge") {
                        still_open.insert(column, (row, cells.len()));
                    }
                    let text = self.cell(cell);
                    own_texts.extend(self.own.map(|_| text.clone()));
                    let line = plain(&text).squeezed();
                    let (text, marked) = (line.in_a_cell(), line.if_marked());
                    let lines = Vec::new();
                    let unseen = String::new();
                    cells.push(GridCell { row, column, column_span: span, row_span: 1, text, lines, marked, unseen });
                }
                column = column.saturating_add(span).min(MOST_OF_A_TABLE);
            }
            open = still_open;
            read.push(cells);
            texts.push(own_texts);
        }
        self.tables += 1;
        let number = self.tables;
        let name = format!("第 {number} 张表");
        let is_of_the_form = self.own.is_some();
        let grid = Grid { name, rows: read, naming: Naming::Numbers, is_of_the_form, ..Grid::default() };
        if self.own.is_some_and(|is_official| !is_official(&grid)) && self.put_table(table, &grid, &texts) {
            return;
        }
        self.end_waiting();
        self.blocks.push(Block::Table(grid));
    }

    /// What a cell says, line by line. What is no text in it is not to be overlooked.
    fn cell(&mut self, cell: Node) -> Line {
        let mut line = Line::default();
        for paragraph in own(cell, "p") {
            let (own, drawn) = self.paragraph(paragraph);
            // Two figures below one another are two.
            line.push_str("\n");
            line.push_line(&own.unwrap_or_default());
            if !drawn.is_empty() {
                line.push_str("▢");
            }
        }
        line.push_line(&std::mem::take(&mut self.carried));
        if !own(cell, "tbl").is_empty() {
            line.push_str("▢");
        }
        line
    }
}
