//! Cells of official tables: heads, labels and figures put on a grid.

use super::Composer;
use super::document::{Align, Cell, CellKey, CellRole, Inline};
use crate::report::{self, Block, Column, Group, Label, OfficialTable, Row, openings};

/// The place of a cell: first row and column, rows and columns it spans.
#[derive(Clone, Copy)]
pub(super) struct GridArea {
    pub(super) row: usize,
    pub(super) column: usize,
    pub(super) row_span: usize,
    pub(super) column_span: usize,
}

impl GridArea {
    /// One cell of the grid.
    pub(super) fn at(row: usize, column: usize) -> GridArea {
        GridArea { row, column, row_span: 1, column_span: 1 }
    }

    /// The same, over several rows.
    pub(super) fn rows(self, row_span: usize) -> GridArea {
        GridArea { row_span, ..self }
    }

    /// The same, over several columns.
    pub(super) fn columns(self, column_span: usize) -> GridArea {
        GridArea { column_span, ..self }
    }
}

/// What is printed over a column: the heads that it shares with others, the outermost first, and its own.
pub(super) struct Under {
    groups: Vec<Group>,
    label: Label,
    /// The key of the label.
    key: String,
}

impl Under {
    /// A column of a table, under its groups.
    pub(super) fn column(table: &OfficialTable, block: &Block, column: &Column) -> Under {
        let key = block.label_key(table.key, column.key);
        Under { groups: column.groups.clone(), label: column.label.clone(), key }
    }

    /// A column of a row that has columns of its own: under the row's groups and its label.
    pub(super) fn column_of_row(table: &OfficialTable, block: &Block, row: &Row, column: &Column) -> Under {
        let own = Group { key: row.key.clone(), label: row.label.clone(), in_keys: false };
        let groups = row.groups.iter().chain([&own]).chain(&column.groups).cloned().collect();
        Under { groups, ..Under::column(table, block, column) }
    }
}

/// How many rows the heads of columns take.
pub(super) fn depth(columns: &[Under]) -> usize {
    columns.iter().map(|column| column.groups.len() + 1).max().unwrap_or_default()
}

/// A head over columns: how many heads it stands under, its first column, how many it covers, how many rows it takes.
struct HeadOf<'a> {
    level: usize,
    at: usize,
    count: usize,
    height: usize,
    label: &'a Label,
    key: String,
}

/// The key of the label of a group of rows or columns.
pub(super) fn group_key(table: &str, group: &Group) -> String {
    format!("{table}.{}", group.key)
}

/// The key of the label of a row.
pub(super) fn row_key(table: &str, row: &Row) -> CellKey {
    CellKey::Label(format!("{table}.{}", row.key))
}

/// The key of a figure.
pub(super) fn figure_key(table: &str, row: &Row, column: &Column) -> CellKey {
    CellKey::Figure(format!("{table}.{}.{}", row.key, column.key))
}

impl Composer<'_> {
    /// The heads of the columns of a table, row by row, from a place on; each column takes as many of the grid's as
    /// `spans` says. A column under fewer heads than others reaches down to the figures.
    pub(super) fn heads(&mut self, table: &str, from: GridArea, columns: &[Under], spans: &[usize]) -> Vec<Cell> {
        let rows = depth(columns);
        let groups: Vec<&[Group]> = columns.iter().map(|column| column.groups.as_slice()).collect();
        let width = |at: usize, count: usize| spans.iter().skip(at).take(count).sum::<usize>();
        let shared = openings(&groups).into_iter().map(|own| {
            let key = group_key(table, own.group);
            HeadOf { level: own.level, at: own.at, count: own.count, height: 1, label: &own.group.label, key }
        });
        let single = columns.iter().enumerate().map(|(at, column)| {
            let level = column.groups.len();
            HeadOf { level, at, count: 1, height: rows - level, label: &column.label, key: column.key.clone() }
        });
        let mut heads: Vec<HeadOf> = shared.chain(single).collect();
        heads.sort_by_key(|head| (head.level, head.at));
        let cell = |HeadOf { level, at, count, height, label, key }: HeadOf| {
            let place =
                GridArea::at(from.row + level, from.column + width(0, at)).rows(height).columns(width(at, count));
            let cell = self.head(place, label);
            self.keyed(cell, CellKey::Label(key))
        };
        heads.into_iter().map(cell).collect()
    }

    /// The same cell; what the data file calls it is noted down.
    pub(super) fn keyed(&mut self, cell: Cell, key: CellKey) -> Cell {
        self.document.cell_keys.push((cell.id, key));
        cell
    }

    /// A head, centred.
    pub(super) fn head(&mut self, place: GridArea, label: &Label) -> Cell {
        self.cell(place, CellRole::Head, Align::Centre, vec![Inline::plain(&label.text, label.span)])
    }

    /// A row's label.
    pub(super) fn label(&mut self, place: GridArea, align: Align, label: &Label) -> Cell {
        self.cell(place, CellRole::Label, align, vec![Inline::plain(&label.text, label.span)])
    }

    /// A figure, printed as the report has it.
    pub(super) fn figure(&mut self, place: GridArea, cell: &report::Cell) -> Cell {
        self.cell(place, CellRole::Data, Align::Centre, vec![Inline::plain(&cell.text, cell.span)])
    }

    pub(super) fn cell(&mut self, place: GridArea, role: CellRole, align: Align, line: Vec<Inline>) -> Cell {
        Cell {
            id: self.id(),
            row: place.row,
            column: place.column,
            row_span: place.row_span,
            column_span: place.column_span,
            role,
            align,
            lines: vec![line],
        }
    }
}
