//! How a table is set: the size of its text, the room around it, the widths of its columns.

use super::extent::Extent;
use super::is_official;
use super::widths::{Floor, squeezed, widths};
use crate::compose::document::Table;
use crate::official_page::{LEAST_TABLE_SIZE, TABLE_SIZE};
use crate::units::Pt;

/// Distance of baselines, in em.
pub(super) const LEADING: f64 = 1.3;
/// Between a cell's text and its rules, above and below: the first where there is room, the others to keep a table on
/// one page. Programs put the room of a line above its text: with less, that would stand too low.
const ROW_PADDINGS: [Pt; 3] = [Pt(3.3), Pt(2.4), Pt(2.0)];
/// A row is as high as its rule more than its text.
const RULE: Pt = Pt(0.5);
/// Programs break lines as they like: a table is taken for as much higher than it is reckoned.
const CAUTION: f64 = 1.03;

/// The ways to set a table, the best first: size, room at the sides, and how narrow columns may become.
const WAYS: [(Pt, Pt, Floor); 7] = [
    (TABLE_SIZE, Pt(4.0), Floor::Comfort),
    (TABLE_SIZE, Pt(3.0), Floor::Comfort),
    (TABLE_SIZE, Pt(2.0), Floor::Comfort),
    (LEAST_TABLE_SIZE, Pt(2.5), Floor::Comfort),
    (TABLE_SIZE, Pt(2.0), Floor::Least),
    (LEAST_TABLE_SIZE, Pt(2.0), Floor::Least),
    (LEAST_TABLE_SIZE, Pt(1.0), Floor::Least),
];

/// How a table is set.
pub(super) struct Setting {
    pub size: Pt,
    /// Between a cell's text and its rules, left and right.
    pub padding: Pt,
    /// The same above and below.
    pub row_padding: Pt,
    pub widths: Vec<Pt>,
    /// Whether it is an official table that has room on a page: it is divided only between its blocks.
    pub is_whole: bool,
}

impl Setting {
    /// The first way by which a table has room in a width; an official one in the height of a page as well, if there is one.
    pub fn find(table: &Table, extents: &[Extent], room: Pt, page: Pt) -> Setting {
        let is_official = is_official(table);
        let mut best: Option<Setting> = None;
        for (size, padding, floor) in WAYS.into_iter().skip(usize::from(is_official)) {
            let Some(widths) = widths(table, extents, room, size, padding, floor) else { continue };
            let text = height_of_text(table, extents, &widths, size, padding);
            let height = |row: &Pt| (text + (*row * 2.0 + RULE) * table.rows as f64) * CAUTION;
            let row_padding = ROW_PADDINGS.into_iter().find(|row| height(row) <= page);
            let is_whole = is_official && row_padding.is_some();
            let row_padding = row_padding.filter(|_| is_official).unwrap_or(ROW_PADDINGS[0]);
            if is_whole || !is_official {
                return Setting { size, padding, row_padding, widths, is_whole };
            }
            best = best.or(Some(Setting { size, padding, row_padding, widths, is_whole }));
        }
        best.unwrap_or_else(|| {
            let [.., (size, padding, _)] = WAYS;
            let widths = squeezed(table, extents, room, size, padding);
            Setting { size, padding, row_padding: ROW_PADDINGS[0], widths, is_whole: false }
        })
    }
}

/// Height of the text of all rows, each as high as the highest of its own cells.
fn height_of_text(table: &Table, extents: &[Extent], widths: &[Pt], size: Pt, padding: Pt) -> Pt {
    let mut lines = vec![1.0_f64; table.rows];
    for (cell, extent) in table.cells.iter().zip(extents).filter(|(cell, _)| cell.row_span <= 1) {
        let width: Pt = widths.iter().skip(cell.column).take(cell.column_span.max(1)).copied().sum();
        // A line holds whole characters.
        let room = ((width - padding * 2.0) / size + 1e-6).floor().max(1.0);
        let own: f64 = extent.lines.iter().map(|line| (line / room).ceil().max(1.0)).sum();
        if let Some(most) = lines.get_mut(cell.row) {
            *most = most.max(own);
        }
    }
    lines.into_iter().map(|lines| size * (LEADING * (lines - 1.0) + 1.0)).sum()
}
