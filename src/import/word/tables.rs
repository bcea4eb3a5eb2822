//! Tables of a Word file as grids: cells stand where gridBefore, gridSpan and vMerge put them.

use std::collections::BTreeMap;

use roxmltree::Node;

use super::body::Reader;
use super::xml::{attribute, child, is, is_set, value};
use crate::import::blocks::{Block, Line};
use crate::import::grid::{Grid, GridCell, Naming};
use crate::import::sketch::{Sketch, lays_out};

/// Most columns that a cell may be over, and most of a table.
const MOST_COLUMNS: usize = 200;
const MOST_OF_A_TABLE: usize = MOST_COLUMNS * MOST_COLUMNS;
/// Controls and marks of changes within one another that rows and cells stand in.
const DEEPEST: usize = 20;
/// Elements that hold others where these might stand themselves.
pub(super) const WRAPPERS: [&str; 6] = ["sdt", "sdtContent", "ins", "moveTo", "customXml", "smartTag"];

/// Whether a table only lays out the page.
pub(super) fn is_layout(table: Node) -> bool {
    let is_special = |node: Node| is(node, "tbl") || is_picture(node);
    if !table.descendants().skip(1).any(is_special) {
        return false;
    }
    let sketch = |cell: Node| Sketch {
        text: cell.descendants().filter(|node| is(*node, "t")).filter_map(|node| node.text()).collect(),
        has_table: cell.descendants().any(|node| is(node, "tbl")),
        has_picture: cell.descendants().any(is_picture),
    };
    let cells: Vec<Sketch> = rows(table).into_iter().flat_map(|row| own(row, "tc")).map(sketch).collect();
    lays_out(&cells)
}

fn is_picture(node: Node) -> bool {
    is(node, "blip") || is(node, "imagedata") || is(node, "chart") && attribute(node, "id").is_some()
}

/// The rows of a table that are neither deleted nor hidden.
pub(super) fn rows<'a, 'i>(table: Node<'a, 'i>) -> Vec<Node<'a, 'i>> {
    let is_gone = |row: &Node| {
        let properties = child(*row, "trPr");
        ["del", "hidden"].into_iter().any(|name| is_set(properties, name) == Some(true))
    };
    own(table, "tr").into_iter().filter(|row| !is_gone(row)).collect()
}

/// The elements of a name that an element holds itself, or in what is nothing but a wrapper.
pub(super) fn own<'a, 'i>(holder: Node<'a, 'i>, name: &str) -> Vec<Node<'a, 'i>> {
    fn add<'a, 'i>(holder: Node<'a, 'i>, name: &str, depth: usize, found: &mut Vec<Node<'a, 'i>>) {
        for node in holder.children().filter(Node::is_element) {
            if is(node, name) {
                found.push(node);
            } else if depth < DEEPEST && WRAPPERS.contains(&node.tag_name().name()) {
                add(node, name, depth + 1, found);
            }
        }
    }
    let mut found = Vec::new();
    add(holder, name, 0, &mut found);
    found
}

impl Reader<'_, '_> {
    pub(super) fn grid(&mut self, table: Node) {
        let mut read: Vec<Vec<GridCell>> = Vec::new();
        // Where the cells begin that go on from the row above, by their columns.
        let mut open: BTreeMap<usize, (usize, usize)> = BTreeMap::new();
        for (row, line) in rows(table).into_iter().enumerate() {
            let before = value(child(line, "trPr"), "gridBefore").and_then(|value| value.parse().ok()).unwrap_or(0);
            let mut column: usize = before;
            let mut cells: Vec<GridCell> = Vec::new();
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
                    let text = self.cell(cell).in_a_cell();
                    cells.push(GridCell { row, column, column_span: span, row_span: 1, text });
                }
                column = column.saturating_add(span).min(MOST_OF_A_TABLE);
            }
            open = still_open;
            read.push(cells);
        }
        self.tables += 1;
        let number = self.tables;
        let name = format!("第 {number} 张表");
        self.blocks.push(Block::Table(Grid { name, rows: read, naming: Naming::Numbers, is_turned: false }));
    }

    /// What a cell says. What is no text in it is not to be overlooked.
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
        line.squeezed()
    }
}
