//! Figures of a column on their decimal points, all of them together in its middle.

use super::cells::CellText;
use crate::compose::document::{Align, Table};
use crate::units::Pt;

/// How wide the figures of each column are, before their points and from there on.
pub(super) struct Decimals(Vec<(Pt, Pt)>);

impl Decimals {
    pub(super) fn new(table: &Table, texts: &[CellText]) -> Decimals {
        let mut columns = vec![(Pt::ZERO, Pt::ZERO); table.columns.len()];
        for (cell, text) in table.cells.iter().zip(texts).filter(|(cell, _)| cell.align == Align::Decimal) {
            let (Some((before, after)), Some(figure)) = (columns.get_mut(cell.column), text.paragraphs.first()) else {
                continue;
            };
            let point = figure.decimal_point();
            *before = before.max(point);
            *after = after.max(figure.natural_width() - point);
        }
        Decimals(columns)
    }

    /// Width of the figures of a column together.
    pub(super) fn width(&self, column: usize) -> Pt {
        self.0.get(column).map(|(before, after)| *before + *after).unwrap_or_default()
    }

    /// Where a figure begins in the room of its cell, if all figures of the column fit into it.
    pub(super) fn left(&self, column: usize, point: Pt, room: Pt) -> Option<Pt> {
        let (before, _) = self.0.get(column)?;
        let left = (room - self.width(column)) / 2.0 + *before - point;
        (left >= Pt::ZERO).then_some(left)
    }
}
