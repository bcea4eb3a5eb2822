//! Cells of official tables: heads, labels and figures put on a grid.

use super::Composer;
use super::document::{Align, Cell, CellRole, Inline};
use crate::report::{self, Group, Label, openings};

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
}

impl Under {
    /// A label under those of its groups.
    pub(super) fn new(groups: &[Group], label: &Label) -> Under {
        Under { groups: groups.to_vec(), label: label.clone() }
    }

    /// A label under those of more groups, which all stand under this one, called by a key.
    pub(super) fn over(&self, key: &str, groups: &[Group], label: &Label) -> Under {
        let own = Group { key: key.to_owned(), label: self.label.clone(), in_keys: false };
        Under { groups: self.groups.iter().chain([&own]).chain(groups).cloned().collect(), label: label.clone() }
    }
}

/// How many rows the heads of columns take.
pub(super) fn depth(columns: &[Under]) -> usize {
    columns.iter().map(|column| column.groups.len() + 1).max().unwrap_or_default()
}

impl Composer<'_> {
    /// The heads of columns, row by row, from a place on; each column takes as many of the grid's as `spans` says. A
    /// column under fewer heads than others reaches down to the figures.
    pub(super) fn heads(&mut self, from: GridArea, columns: &[Under], spans: &[usize]) -> Vec<Cell> {
        let rows = depth(columns);
        let groups: Vec<&[Group]> = columns.iter().map(|column| column.groups.as_slice()).collect();
        let width = |at: usize, count: usize| spans.iter().skip(at).take(count).sum::<usize>();
        let shared = openings(&groups).into_iter().map(|own| (own.level, own.at, own.count, 1, &own.group.label));
        let single = columns.iter().enumerate().map(|(at, column)| {
            let level = column.groups.len();
            (level, at, 1, rows - level, &column.label)
        });
        let mut heads: Vec<(usize, usize, usize, usize, &Label)> = shared.chain(single).collect();
        heads.sort_by_key(|(level, at, ..)| (*level, *at));
        let cell = |(level, at, count, height, label): (usize, usize, usize, usize, &Label)| {
            let place =
                GridArea::at(from.row + level, from.column + width(0, at)).rows(height).columns(width(at, count));
            self.head(place, label)
        };
        heads.into_iter().map(cell).collect()
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
