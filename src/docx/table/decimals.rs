//! Figures on the decimal points of their column: all of them together stand in the middle of it.

use crate::compose::document::{Align, Cell, Inline, Table};
use crate::text::is_wide;
use crate::units::Pt;

/// Widths of figures and marks of footnotes, em, in the faces of offices.
const FIGURE: f64 = 0.5;
/// The gap between a figure and its unit, em.
const GAP: f64 = 0.25;

/// How wide the figures of each column are, before the point and from there on, em.
pub(super) struct Decimals(Vec<(f64, f64)>);

impl Decimals {
    pub fn new(table: &Table) -> Decimals {
        let mut columns = vec![(0.0_f64, 0.0_f64); table.columns.len()];
        for cell in table.cells.iter().filter(|cell| cell.align == Align::Decimal) {
            if let Some(most) = columns.get_mut(cell.column) {
                let (before, behind) = parts(cell);
                *most = (most.0.max(before), most.1.max(behind));
            }
        }
        Decimals(columns)
    }

    /// The indent from the right with which a figure stands on the point of its column; `None` if the column has no room
    /// for that, and it stands in the middle.
    pub fn right(&self, cell: &Cell, room: Pt, size: Pt) -> Option<Pt> {
        let (_, behind) = parts(cell);
        let (before, most) = self.0.get(cell.column)?;
        let free = room - size * (before + most);
        (free >= Pt::ZERO).then(|| free / 2.0 + size * (most - behind))
    }
}

/// Widths of a figure before its point, and from that on, em.
fn parts(cell: &Cell) -> (f64, f64) {
    let text = cell.lines.iter().flatten().filter_map(|inline| match inline {
        Inline::Text { text, .. } => Some(text.as_str()),
        Inline::LineBreak => None,
        Inline::Footnote { .. } => Some("*"),
    });
    let text: String = text.flat_map(str::chars).filter(|ch| !ch.is_whitespace()).collect();
    let end_of_digits = text.rfind(|ch: char| ch.is_ascii_digit()).map_or(0, |at| at + 1);
    let (before, behind) = text.split_at(text.find('.').unwrap_or(end_of_digits));
    (width(before), width(behind))
}

fn width(text: &str) -> f64 {
    let wide = |ch: &char| is_wide(*ch);
    let of_wide = text.chars().filter(wide).count() as f64;
    let gap = if text.chars().next().is_some_and(is_wide) { GAP } else { 0.0 };
    of_wide + gap + FIGURE * text.chars().filter(|ch| !wide(ch)).count() as f64
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_figure_is_divided_at_its_point() {
        assert_eq!((width("1,362"), width(".5%"), width("万元")), (2.5, 1.5, 2.25));
    }
}
