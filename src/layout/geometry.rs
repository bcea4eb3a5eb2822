//! The page of one report: where its type area and its lines stand.

use crate::official_page::{AREA_HEIGHT, AREA_WIDTH, INDENT_CELLS, INNER_MARGIN, LINES, SMALL_LINES, TOP_MARGIN};
pub(super) use crate::official_page::{
    BODY_SIZE, CONTENTS_HEADING_SIZE, CONTENTS_SIZE, LEAST_TABLE_SIZE, NUMBER_DROP, NUMBER_SIZE, PAGE_HEIGHT,
    PAGE_WIDTH, SMALL_SIZE, TABLE_SIZE, TITLE_SIZE,
};
use crate::report::PageOptions;
use crate::text::{Faces, Role, Style};
use crate::units::Pt;

/// The page of one report.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Geometry {
    /// Distance of baselines.
    pub(super) pitch: Pt,
    /// Width of a character's cell: the unit of the line.
    pub(super) cell: Pt,
    /// Lines a page.
    pub(super) lines: usize,
    /// Whether pages carry their number.
    pub(super) numbers: bool,
    /// How far the em box reaches above the baseline, in em of the body face.
    above: f64,
    /// Top of the first line's em box, from the top of the type area.
    first_em: Pt,
    duplex: bool,
}

impl Geometry {
    pub(super) fn new(options: &PageOptions, faces: &Faces) -> Geometry {
        let pitch = options.line_pitch.map_or(AREA_HEIGHT / LINES, Pt).max(BODY_SIZE);
        let room = AREA_HEIGHT - BODY_SIZE;
        let steps = (room / pitch + 1e-9).floor().max(0.0);
        Geometry {
            pitch,
            cell: AREA_WIDTH / f64::from(options.chars_per_line.max(1)),
            lines: steps as usize + 1,
            numbers: options.numbers,
            above: faces.get(faces.of(Role::Body)).above(),
            // In the middle of its slot, and the last line as far from the foot as the first from the head.
            first_em: ((room - pitch * steps) / 2.0).min((pitch - BODY_SIZE) / 2.0),
            duplex: options.duplex,
        }
    }

    /// Width of the type area.
    pub(super) fn width(&self) -> Pt {
        AREA_WIDTH
    }

    /// Height of the type area.
    pub(super) fn height(&self) -> Pt {
        AREA_HEIGHT
    }

    /// Top of the type area on the page.
    pub(super) fn top(&self) -> Pt {
        TOP_MARGIN
    }

    /// Left edge of the type area on a page (from 0): the inner margin is on the right of even pages, which have the
    /// odd index here.
    pub(super) fn left(&self, page: usize) -> Pt {
        if self.duplex && page % 2 == 1 { PAGE_WIDTH - INNER_MARGIN - AREA_WIDTH } else { INNER_MARGIN }
    }

    /// Whether the page number stands at the right: on odd pages, and on all pages printed on one side (7.5).
    pub(super) fn number_at_right(&self, page: usize) -> bool {
        !self.duplex || page.is_multiple_of(2)
    }

    /// Indent of a paragraph's first line.
    pub(super) fn indent(&self) -> Pt {
        self.cell * INDENT_CELLS
    }

    /// The first line of the grid whose slot begins at `y` or below, from the top of the type area.
    pub(super) fn line_at(&self, y: Pt) -> usize {
        let slot = (y - self.slot(0)) / self.pitch;
        (slot - 1e-6).ceil().max(0.0) as usize
    }

    /// Top of a line's slot, from the top of the type area. The em box stands in the middle of the slot.
    pub(super) fn slot(&self, line: usize) -> Pt {
        self.em_top(line) - (self.pitch - BODY_SIZE) / 2.0
    }

    /// Baseline of a line.
    pub(super) fn baseline(&self, line: usize) -> Pt {
        self.em_top(line) + BODY_SIZE * self.above
    }

    fn em_top(&self, line: usize) -> Pt {
        self.first_em + self.pitch * line as f64
    }

    /// How far the em box of a size reaches above its baseline.
    pub(super) fn above(&self, size: Pt) -> Pt {
        size * self.above
    }

    /// How far it reaches below.
    pub(super) fn below(&self, size: Pt) -> Pt {
        size * (1.0 - self.above)
    }

    /// Distance of baselines in quotes and captions.
    pub(super) fn small_pitch(&self) -> Pt {
        self.pitch / SMALL_LINES
    }

    /// The style of text on the grid of cells; smaller text keeps the proportion of its cells.
    pub(super) fn style(&self, role: Role, size: Pt) -> Style {
        Style { role, size, cell: self.cell / BODY_SIZE }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn geometry(options: PageOptions) -> Geometry {
        Geometry::new(&options, &Faces::embedded())
    }

    /// GB/T 9704-2012, 5.2: the first em box from 39.3 mm, the last to 259.7 mm; 225/22 mm between baselines.
    #[test]
    fn the_standard_grid() {
        let page = geometry(PageOptions::default());
        assert_eq!(page.lines, 22);
        assert!((page.pitch.0 - 28.9907).abs() < 1e-3);
        let first = page.top() + page.baseline(0) - page.above(BODY_SIZE);
        let last = page.top() + page.baseline(21) + page.below(BODY_SIZE);
        assert!((first.0 * 25.4 / 72.0 - 39.29).abs() < 0.01);
        assert!((last.0 * 25.4 / 72.0 - 259.71).abs() < 0.01);
    }

    /// Lines a page are ⌊(225 mm − 1 em) / pitch⌋ + 1, and none leaves the type area.
    #[test]
    fn other_pitches() {
        for (pitch, lines) in [(28.0, 23), (29.2, 22), (29.45, 22), (40.0, 16)] {
            let page = geometry(PageOptions { line_pitch: Some(pitch), ..PageOptions::default() });
            assert_eq!(page.lines, lines, "pitch {pitch}");
            assert!(page.baseline(lines - 1) + page.below(BODY_SIZE) <= page.height());
            assert!(page.baseline(0) - page.above(BODY_SIZE) >= Pt::ZERO);
        }
    }

    #[test]
    fn margins_are_mirrored_unless_printed_on_one_side() {
        let duplex = geometry(PageOptions::default());
        assert!((duplex.left(0).0 - 28.0 * 72.0 / 25.4).abs() < 1e-9);
        assert!((duplex.left(1).0 - 26.0 * 72.0 / 25.4).abs() < 1e-9);
        let single = geometry(PageOptions { duplex: false, ..PageOptions::default() });
        assert_eq!(single.left(0), single.left(1));
        assert!(single.number_at_right(1) && !duplex.number_at_right(1));
    }

    #[test]
    fn a_line_begins_in_the_first_free_slot() {
        let page = geometry(PageOptions::default());
        assert_eq!(page.line_at(Pt::ZERO), 0);
        assert_eq!(page.line_at(page.slot(3)), 3);
        assert_eq!(page.line_at(page.slot(3) + Pt(0.1)), 4);
    }
}
