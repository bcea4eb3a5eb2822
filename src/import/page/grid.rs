//! A table of a page as a grid: its cells in the places where browsers put them.

use ego_tree::NodeRef;
use ego_tree::iter::Edge;
use scraper::Node;

use super::content::is_table;
use super::notes::Notes;
use super::shown::{is_named, is_no_text, walk, walk_past};
use super::text::whole_text;
use crate::import::blocks::squeezed;
use crate::import::grid::{Grid, GridCell};

/// Most columns or rows that a cell may be over, and most that a table has.
const MOST_COLUMNS: usize = 200;
const MOST_ROWS: usize = 20_000;
/// Characters of a text that a message repeats.
const LONGEST_TOLD: usize = 40;

/// The cells of a table in their places (HTML, 4.9.12): a cell stands in the first column that none from above covers.
pub(super) fn grid(table: NodeRef<Node>, notes: &Notes) -> Grid {
    let mut rows: Vec<Vec<GridCell>> = Vec::new();
    // How many more rows each column is covered for.
    let mut covered: Vec<usize> = Vec::new();
    for (row, line) in lines(table).into_iter().enumerate() {
        let mut cells = Vec::new();
        let mut column = 0;
        let own: Vec<NodeRef<Node>> = line.children().filter(|node| is_named(node, &["td", "th"])).collect();
        let widest = widest(&own);
        for cell in own {
            while covered.get(column).is_some_and(|left| *left > 0) {
                column += 1;
            }
            if column >= MOST_COLUMNS {
                // What is left out is not to be overlooked.
                cells.push(GridCell {
                    row,
                    column,
                    column_span: 1,
                    row_span: 1,
                    text: "▢".to_owned(),
                    ..GridCell::default()
                });
                break;
            }
            let (column_span, row_span) =
                (span(cell, "colspan", widest.min(MOST_COLUMNS - column)), span(cell, "rowspan", MOST_ROWS));
            if covered.len() < column + column_span {
                covered.resize(column + column_span, 0);
            }
            covered.iter_mut().skip(column).take(column_span).for_each(|left| *left = row_span);
            cells.push(GridCell { row, column, column_span, row_span, ..said(cell, notes) });
            column += column_span;
        }
        covered.iter_mut().for_each(|left| *left = left.saturating_sub(1));
        rows.push(cells);
    }
    Grid { rows, ..Grid::default() }
}

/// What a cell says, and its lines if it has several.
fn said(cell: NodeRef<Node>, notes: &Notes) -> GridCell {
    let whole = whole_text(cell, notes);
    // Marks know their places in the whole alone.
    let lines = whole.text.split('\n').filter(|_| whole.marks.is_empty()).map(squeezed);
    let lines: Vec<String> = lines.filter(|line| !line.is_empty()).collect();
    let whole = whole.squeezed();
    GridCell {
        text: whole.in_a_cell(),
        lines: if lines.len() > 1 { lines } else { Vec::new() },
        marked: whole.if_marked(),
        unseen: unseen(cell),
        ..GridCell::default()
    }
}

/// The figures in a cell that it does not show, or shows struck out; empty if there are none.
fn unseen(cell: NodeRef<Node>) -> String {
    let mut unseen = String::new();
    let pass = |node: NodeRef<Node>| {
        if node.value().as_element().is_some_and(is_no_text) {
            return;
        }
        let texts = node.descendants().filter_map(|node| node.value().as_text());
        let text = squeezed(&texts.map(|text| &**text).collect::<String>());
        if text.contains(char::is_numeric) {
            unseen.push_str(&text);
        }
    };
    walk_past(cell, |edge| !matches!(edge, Edge::Open(node) if is_table(node)), pass);
    unseen.chars().take(LONGEST_TOLD).collect()
}

/// Over how many columns a cell of a row may be, so that none is pushed out of the table by those before it: where they
/// ask for too many, each has one.
fn widest(cells: &[NodeRef<Node>]) -> usize {
    let before = cells.split_last().map_or(cells, |(_, before)| before);
    let columns: usize = before.iter().map(|cell| span(*cell, "colspan", MOST_COLUMNS)).sum();
    if columns < MOST_COLUMNS { MOST_COLUMNS } else { 1 }
}

/// How many columns or rows a cell is over.
fn span(cell: NodeRef<Node>, name: &str, most: usize) -> usize {
    let given = cell.value().as_element().and_then(|element| element.attr(name)?.trim().parse::<usize>().ok());
    given.unwrap_or(1).clamp(1, most)
}

/// The rows of a table; those of tables in its cells are theirs.
fn lines<'a>(table: NodeRef<'a, Node>) -> Vec<NodeRef<'a, Node>> {
    let mut lines = Vec::new();
    walk(table, |edge| {
        let Edge::Open(node) = edge else { return true };
        if is_named(&node, &["tr"]) && lines.len() < MOST_ROWS {
            lines.push(node);
        }
        node.id() == table.id() || !is_table(node)
    });
    lines
}
