//! What a page costs: one table of prices, in hundredths.
//!
//! The unit is the hole that one line of the grid leaves; a hole of several lines costs its square, so that many pages
//! one line short are better than one that is half empty. No standard gives these figures: they are this program's
//! choice, made by looking at pages. Everything else is told in holes: a picture that leaves its place by one line is
//! worth a hole of so many lines, and so on.
//!
//! What may not be (a rule that can be broken only where all else fails) has a price that no number of holes reaches.
//! So there is always an answer, and it breaks as few rules as there must be.

use super::super::geometry::Geometry;
use crate::units::Pt;

/// One line² of hole.
const UNIT: u64 = 100;

/// A page that ends where it may not: a lone line of a paragraph at its foot or at the next one's head, a heading
/// parted from what follows, the signature alone. Ten thousand half-empty pages.
pub(super) const BROKEN_RULE: u64 = 1_000_000 * UNIT;
/// A page on which a table has but one row, or that parts rows which belong together: better than a stranded heading
/// above that table, worse than everything below.
pub(super) const LONE_ROW: u64 = 100_000 * UNIT;
/// A part of a table under which two of its rows would still have room. Better than a lone row.
const ROWS_LEFT: u64 = 10_000 * UNIT;
/// A last page of one line: better than a lone line of a paragraph.
pub(super) const LONE_LAST_LINE: u64 = 10_000 * UNIT;
/// A picture that waits for a second page: figures stand on the page of their mention or on the next one.
pub(super) const FAR_FIGURE: u64 = 10_000 * UNIT;

/// A footnote that ends on the page behind its mark: a hole of seven lines.
pub(super) const CARRIED_NOTE: u64 = 49 * UNIT;

/// A picture that waits for the next page: a hole of one line, so that it leaves its place only to fill a real one.
pub(super) const FLOAT: u64 = UNIT;
/// Each line of text that comes before it.
pub(super) const FLOAT_LINE: u64 = UNIT;
/// Each heading that comes before it, of the second level or below: a hole of four lines. It never waits for one of the
/// first level.
pub(super) const FLOAT_HEADING: u64 = 16 * UNIT;
/// A picture that waits though the text says that it stands below: a hole of six lines.
pub(super) const FLOAT_ANNOUNCED: u64 = 36 * UNIT;

/// A picture that is made smaller to stay where it is mentioned: a hole of six lines, so that text flows before it
/// where it can.
pub(super) const SMALLER: u64 = 36 * UNIT;

/// A page that is left more than a third empty although the picture that follows would have room, made smaller: a hole
/// of fourteen lines besides.
pub(super) const LEFT_FOR_PICTURE: u64 = 196 * UNIT;

/// A table that is divided: a hole of six lines, so that a low table moves on whole.
const DIVISION: u64 = 36 * UNIT;
/// The same of a table of the official form that has room on one page: a hole of eighteen lines. Who adds up its
/// columns wants to see the whole of them.
const OFFICIAL_DIVISION: u64 = 324 * UNIT;
/// A division inside a group of rows that belong to one cell: two rows of one line may be left free for its sake, not
/// three.
const GROUP_DIVIDED: u64 = UNIT * 2;
/// Each step by which the rows of a table stand closer, so that it has room: a hole of two lines.
pub(super) const CLOSER: u64 = 4 * UNIT;

/// The smallest type, by which a whole table shares a page with what stands above it: a hole of five lines.
pub(super) const SMALLER_TYPE: u64 = 25 * UNIT;

/// Each page: a hole of ten lines, so that holes do not add up to one more.
pub(super) const PAGE: u64 = 100 * UNIT;

/// A page that is not full: a hole of three lines. One page two lines short is better than two that are one line short.
const NOT_FULL: u64 = 9 * UNIT;

/// Each line of text that is left to the next page although it may stand here, besides the hole: the standard asks for
/// 22 lines a page (5.2.3), so they are left only where that mends something worse further on.
pub(super) const LINE_LEFT: u64 = 48 * UNIT;

/// Lines that still have room on a page which is not the last.
pub(super) fn hole(lines: usize) -> u64 {
    match lines as u64 {
        0 => 0,
        lines => NOT_FULL + UNIT * lines * lines,
    }
}

/// What it costs that a table goes on behind its part on a page.
pub(super) struct Division {
    /// Whether it is a table of the official form that would have room on one page, divided elsewhere than between
    /// blocks with heads of their own.
    pub(super) is_of_page: bool,
    /// Whether it divides a group of rows that belong to one cell.
    pub(super) is_in_group: bool,
    /// What is free under the part.
    pub(super) free: Pt,
    /// Whether two more rows would have room there.
    pub(super) leaves_rows: bool,
}

impl Division {
    pub(super) fn price(&self, geometry: &Geometry) -> u64 {
        let lines = self.free.max(Pt::ZERO) / geometry.pitch;
        let hole = (UNIT as f64 * lines * lines).round() as u64;
        hole + if self.is_of_page { OFFICIAL_DIVISION } else { DIVISION }
            + if self.is_in_group { GROUP_DIVIDED } else { 0 }
            + if self.leaves_rows { ROWS_LEFT } else { 0 }
    }
}
