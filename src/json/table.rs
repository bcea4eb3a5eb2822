//! A table as a grid: rows of cells, each with its place and the rows and columns that it spans.

use serde::Serialize;

use super::notes::Notes;
use super::text::{Text, lines};
use crate::compose::document::{Cell, CellRole, Table};

/// A cell of a grid; where it opens tells its row.
#[derive(Serialize)]
pub(super) struct GridCell {
    column: usize,
    #[serde(skip_serializing_if = "is_one")]
    row_span: usize,
    #[serde(skip_serializing_if = "is_one")]
    column_span: usize,
    role: &'static str,
    #[serde(flatten)]
    text: Text,
}

fn is_one(span: &usize) -> bool {
    *span == 1
}

/// The cells of a table, row by row.
pub(super) fn rows(table: &Table, notes: &mut Notes) -> Vec<Vec<GridCell>> {
    let mut rows: Vec<Vec<GridCell>> = Vec::new();
    rows.resize_with(table.rows, Vec::new);
    for cell in &table.cells {
        if let Some(row) = rows.get_mut(cell.row) {
            row.push(grid_cell(cell, notes));
        }
    }
    // Heads of several levels are made level by level, each from left to right; a corner beside them comes first.
    rows.iter_mut().for_each(|row| row.sort_by_key(|cell| cell.column));
    rows
}

fn grid_cell(cell: &Cell, notes: &mut Notes) -> GridCell {
    GridCell {
        column: cell.column,
        row_span: cell.row_span,
        column_span: cell.column_span,
        role: role_name(cell.role),
        text: lines(&cell.lines, notes),
    }
}

/// What a file calls the role of a cell.
fn role_name(role: CellRole) -> &'static str {
    match role {
        CellRole::Head => "head",
        CellRole::Label => "label",
        CellRole::Data => "data",
    }
}
