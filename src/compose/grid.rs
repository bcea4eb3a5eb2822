//! Cells of official tables: heads, labels and figures put on a grid.

use super::Composer;
use super::document::{Align, Cell, CellRole, Inline};
use crate::report::{self, Label};

/// The place of a cell: first row and column, rows and columns it spans.
#[derive(Clone, Copy)]
pub(super) struct Place {
    pub(super) row: usize,
    pub(super) column: usize,
    pub(super) row_span: usize,
    pub(super) column_span: usize,
}

impl Place {
    /// One cell of the grid.
    pub(super) fn at(row: usize, column: usize) -> Place {
        Place { row, column, row_span: 1, column_span: 1 }
    }

    /// The same, over several rows.
    pub(super) fn rows(self, row_span: usize) -> Place {
        Place { row_span, ..self }
    }

    /// The same, over several columns.
    pub(super) fn columns(self, column_span: usize) -> Place {
        Place { column_span, ..self }
    }
}

impl Composer<'_> {
    /// A head, centred.
    pub(super) fn head(&mut self, place: Place, label: &Label) -> Cell {
        self.cell(place, CellRole::Head, Align::Centre, vec![Inline::plain(&label.text, label.span)])
    }

    /// A row's label.
    pub(super) fn label(&mut self, place: Place, align: Align, label: &Label) -> Cell {
        self.cell(place, CellRole::Label, align, vec![Inline::plain(&label.text, label.span)])
    }

    /// A figure, printed as the report has it.
    pub(super) fn figure(&mut self, place: Place, cell: &report::Cell) -> Cell {
        self.cell(place, CellRole::Data, Align::Centre, vec![Inline::plain(&cell.text, cell.span)])
    }

    fn cell(&mut self, place: Place, role: CellRole, align: Align, line: Vec<Inline>) -> Cell {
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
