//! Where a piece stands below another. Text returns to the grid behind everything that leaves it.

use super::super::flow::Kind;
use super::super::geometry::{BODY_SIZE, Geometry, SMALL_SIZE, TITLE_SIZE};
use super::super::illustrations::ROW_GAP;
use crate::official_page::TITLE_LEADING;
use crate::units::Pt;

// The standard gives the grid; what leaves it is this program's choice, made by eye.

/// Between a table and what stands on no line of the grid: a quote, another table.
const TABLE_GAP: Pt = Pt(4.0);

/// Where the pen stands on a page.
#[derive(Clone, Copy)]
pub(super) struct Cursor {
    /// End of what stands there, from the top of the type area.
    y: Pt,
    /// Baseline of the last line of a quote, if the pen is in one.
    small: Option<Pt>,
    /// Whether the last thing there is a table.
    table: bool,
}

/// Where a piece stands.
pub(super) struct Position {
    /// Baseline of a line, top of anything else.
    pub(super) y: Pt,
    /// Where it ends: what must stand above the foot.
    pub(super) bottom: Pt,
    /// The pen below it.
    pub(super) next: Cursor,
}

impl Cursor {
    /// At the head of a page.
    pub(super) fn head(geometry: &Geometry) -> Cursor {
        Cursor::at(geometry.slot(0).min(Pt::ZERO))
    }

    /// Below something that is neither a quote nor a table.
    fn at(y: Pt) -> Cursor {
        Cursor { y, small: None, table: false }
    }

    /// Below a table that ends at `y`.
    pub(super) fn below_table(y: Pt) -> Cursor {
        Cursor { table: true, ..Cursor::at(y) }
    }

    /// Where something may begin that stands on no line of the grid.
    pub(super) fn off_grid(&self) -> Pt {
        self.y.max(Pt::ZERO) + if self.small.is_some() || self.table { TABLE_GAP } else { Pt::ZERO }
    }

    /// The next line of the grid. Its slot has room above the em box already.
    fn line(&self, geometry: &Geometry) -> usize {
        let gap = if self.table { TABLE_GAP - (geometry.pitch - BODY_SIZE) / 2.0 } else { Pt::ZERO };
        geometry.line_at(self.y + gap)
    }

    /// How many lines of body text still have room above a foot.
    pub(super) fn lines_left(&self, foot: Pt, geometry: &Geometry) -> usize {
        let last = foot + SLACK - geometry.below(BODY_SIZE) - geometry.baseline(0);
        let lines = (last / geometry.pitch).floor() + 1.0;
        (lines.max(0.0) as usize).saturating_sub(self.line(geometry))
    }
}

/// What stands above a foot may reach below it by this much: nothing but rounding.
pub(super) const SLACK: Pt = Pt(0.01);

/// The position of a piece that is no table; `None` if it cannot stand there; `empty` if nothing stands above it on its
/// page.
pub(super) fn place(kind: &Kind, cursor: Cursor, empty: bool, geometry: &Geometry) -> Option<Position> {
    Some(match kind {
        Kind::Body { .. } => {
            let line = cursor.line(geometry);
            let baseline = geometry.baseline(line);
            let next = Cursor::at(geometry.slot(line + 1));
            Position { y: baseline, bottom: baseline + geometry.below(BODY_SIZE), next }
        }
        Kind::Small { .. } => {
            let baseline = match cursor.small {
                Some(last) => last + geometry.small_pitch(),
                None => geometry.baseline(cursor.line(geometry)),
            };
            let bottom = baseline + geometry.below(SMALL_SIZE);
            let room = (geometry.small_pitch() - SMALL_SIZE) / 2.0;
            Position { y: baseline, bottom, next: Cursor { small: Some(baseline), ..Cursor::at(bottom + room) } }
        }
        Kind::TableNote(_) => {
            let (top, room) = (cursor.y.max(Pt::ZERO), (geometry.small_pitch() - SMALL_SIZE) / 2.0);
            let baseline = top + room + geometry.above(SMALL_SIZE);
            let bottom = baseline + geometry.below(SMALL_SIZE);
            Position { y: baseline, bottom, next: Cursor::at(bottom + room) }
        }
        Kind::Title(_) => {
            let (top, leading) = (cursor.y.max(Pt::ZERO), TITLE_SIZE * TITLE_LEADING);
            let baseline = top + (leading - TITLE_SIZE) / 2.0 + geometry.above(TITLE_SIZE);
            Position { y: baseline, bottom: baseline + geometry.below(TITLE_SIZE), next: Cursor::at(top + leading) }
        }
        Kind::Blank(lines) => {
            let y = if empty { cursor.y } else { geometry.slot(cursor.line(geometry) + lines) };
            Position { y, bottom: Pt::ZERO, next: Cursor::at(y) }
        }
        // What is above it ends its page: it stands at the head of the next one only.
        Kind::PageEnd if !empty => return None,
        Kind::PageEnd => Position { y: cursor.y, bottom: Pt::ZERO, next: cursor },
        Kind::Illustrations(row) => picture(row.height, cursor, geometry),
        Kind::Table(_) => return None,
    })
}

/// The position of pictures of this height: whole slots of the grid, the pictures in their middle; those as high as the
/// page have no room for that.
pub(super) fn picture(height: Pt, cursor: Cursor, geometry: &Geometry) -> Position {
    let slot = geometry.slot(cursor.line(geometry));
    let slack = (geometry.pitch * slots(height, geometry) - height) / 2.0;
    let centred = slot + slack;
    let top = if centred + height > geometry.height() { slot } else { centred };
    let top = top.max(Pt::ZERO);
    Position { y: top, bottom: top + height, next: Cursor::at(top + height + slack) }
}

/// Slots of the grid that pictures of this height take.
pub(super) fn slots(height: Pt, geometry: &Geometry) -> f64 {
    ((height + ROW_GAP * 2.0) / geometry.pitch).ceil().max(1.0)
}
