//! Small flows, their pages worked out by hand: 22 lines a page.

#![allow(clippy::unwrap_used, clippy::expect_used)]

use super::super::flow::{Float, Flow, HeadingMark, Kind, Piece};
use super::super::geometry::Geometry;
use super::super::illustrations::Row;
use super::super::table::{TableRoom, measure};
use super::{NotePart, PagePlan, paginate};
use crate::compose::document::{Align, Cell, CellRole, Column, Inline, NodeId, Table};
use crate::report::PageOptions;
use crate::text::{Faces, Line, Typesetter};
use crate::units::Pt;

/// A flow that grows.
struct Desk {
    faces: Faces,
    geometry: Geometry,
    flow: Flow,
}

impl Desk {
    fn new() -> Desk {
        let faces = Faces::embedded();
        let geometry = Geometry::new(&PageOptions::default(), &faces);
        Desk { faces, geometry, flow: Flow::default() }
    }

    fn push(&mut self, kind: Kind, break_after: bool) {
        self.flow.pieces.push(Piece { kind, break_after, heading: None, goal: None, float: Float::Never });
    }

    /// A paragraph of so many lines, with the flags of `flow`.
    fn paragraph(&mut self, lines: usize) {
        for above in 1..=lines {
            let below = lines - above;
            self.push(Kind::Body { line: Line::default(), left: Pt::ZERO }, below == 0 || (above >= 2 && below >= 2));
        }
    }

    fn heading(&mut self, level: u8) {
        self.push(Kind::Body { line: Line::default(), left: Pt::ZERO }, false);
        self.flow.pieces.last_mut().unwrap().heading =
            Some(HeadingMark { node: NodeId(0), level, title: String::new() });
    }

    /// A picture of so many lines of the grid, with the room above and below it.
    fn picture(&mut self, slots: usize, float: Float) {
        let height = self.geometry.pitch * (slots as f64) - Pt(10.5);
        self.push(
            Kind::Illustrations(Box::new(Row {
                shown: Vec::new(),
                height,
                caption_pitch: Pt::ZERO,
                span: None,
                scales: false,
            })),
            true,
        );
        self.flow.pieces.last_mut().unwrap().float = float;
    }

    /// A table of a head and so many rows of one line.
    fn table(&mut self, rows: usize) {
        let cell = |row| Cell {
            id: NodeId::default(),
            row,
            column: 0,
            row_span: 1,
            column_span: 1,
            role: if row == 0 { CellRole::Head } else { CellRole::Data },
            align: Align::Left,
            lines: vec![vec![Inline::plain("格", None)]],
        };
        let table = Table {
            caption: None,
            columns: vec![Column::Content],
            rows: rows + 1,
            head_rows: 1,
            keep_with_next: vec![0],
            repeat: vec![Vec::new(); rows + 1],
            cells: (0..=rows).map(cell).collect(),
        };
        let mut typesetter = Typesetter::new(&self.faces);
        let (width, height) = (self.geometry.width(), self.geometry.height());
        let table = measure(&table, TableRoom { left: Pt::ZERO, width, height }, &self.geometry, &mut typesetter);
        self.push(Kind::Table(Box::new(table)), true);
    }

    fn pages(&self) -> Vec<PagePlan> {
        paginate(&self.flow, &self.geometry)
    }

    /// How many lines of text stand on each page.
    fn lines(&self) -> Vec<usize> {
        let is_line = |piece: usize| matches!(self.flow.pieces[piece].kind, Kind::Body { .. });
        self.pages().iter().map(|page| page.placed.iter().filter(|placed| is_line(placed.piece)).count()).collect()
    }

    /// How many rows of tables stand on each page, heads that are repeated left out.
    fn rows(&self) -> Vec<usize> {
        let rows = |page: &PagePlan| {
            let fragments = page.placed.iter().filter_map(|placed| placed.fragment.as_ref());
            fragments.flat_map(|fragment| &fragment.rows).filter(|shown| !shown.repeated).count()
        };
        self.pages().iter().map(rows).collect()
    }
}

#[test]
fn text_fills_its_pages() {
    let mut desk = Desk::new();
    desk.paragraph(60);
    assert_eq!(desk.lines(), [22, 22, 16]);
    assert!(Desk::new().pages().is_empty());
}

/// 23 lines would leave one alone at the head of the second page; of 20 and three nothing may stand on the first; a
/// heading on line 22 or 21 goes with what it is the heading of.
#[test]
fn lone_lines_and_headings() {
    let mut desk = Desk::new();
    desk.paragraph(23);
    assert_eq!(desk.lines(), [21, 2]);

    let mut desk = Desk::new();
    desk.paragraph(20);
    desk.paragraph(3);
    assert_eq!(desk.lines(), [20, 3]);

    for above in [20, 21] {
        let mut desk = Desk::new();
        desk.paragraph(above);
        desk.heading(2);
        desk.heading(3);
        desk.paragraph(8);
        assert_eq!(desk.lines(), [above, 10]);
    }
}

/// 22 single lines and one more: first fit leaves the last alone.
#[test]
fn the_last_page_is_no_lone_line() {
    let mut desk = Desk::new();
    (0..23).for_each(|_| desk.paragraph(1));
    assert_eq!(desk.lines(), [21, 2]);

    let mut desk = Desk::new();
    desk.paragraph(1);
    assert_eq!(desk.lines(), [1]);
}

/// Where a rule cannot be kept, the page ends all the same: 30 headings in a row.
#[test]
fn there_is_always_an_answer() {
    let mut desk = Desk::new();
    (0..30).for_each(|_| desk.heading(2));
    desk.paragraph(2);
    assert_eq!(desk.lines().iter().sum::<usize>(), 32);
    assert_eq!(desk.pages().len(), 2);
}

/// 15 lines, then a picture of ten: the text behind it comes first and fills the page, and it stands at the head of the
/// next one. First fit leaves a hole of seven lines.
#[test]
fn text_comes_before_a_picture_that_does_not_fit() {
    let mut desk = Desk::new();
    desk.paragraph(15);
    desk.picture(10, Float::Willingly);
    desk.paragraph(12);
    let pages = desk.pages();
    assert_eq!(desk.lines(), [22, 5]);
    assert_eq!(pages[1].placed[0].piece, 15, "the picture is the first on its page");
    // Below it text is on the grid, eleventh line.
    assert!((pages[1].placed[1].y - desk.geometry.baseline(10)).0.abs() < 1e-6);
}

/// It stays where it fits; in a list; where a section begins behind it; where the text says 下图 and the hole is small.
#[test]
fn pictures_that_keep_their_place() {
    for (above, float, section, expected) in [
        (12, Float::Willingly, false, vec![12, 12]),
        (15, Float::Never, false, vec![15, 12]),
        // A heading and ten lines: eleven would leave one.
        (15, Float::Willingly, true, vec![15, 11, 2]),
        (18, Float::Unwillingly, false, vec![18, 12]),
        (12, Float::Unwillingly, false, vec![12, 12]),
        (13, Float::Unwillingly, false, vec![22, 3]),
    ] {
        let mut desk = Desk::new();
        desk.paragraph(above);
        desk.picture(10, float);
        if section {
            desk.heading(1);
        }
        desk.paragraph(12);
        assert_eq!(desk.lines(), expected, "{above} lines above, {float:?}");
        let order: Vec<usize> = desk.pages().iter().flat_map(|page| &page.placed).map(|placed| placed.piece).collect();
        let in_place = expected != [22, 3];
        assert_eq!(order.is_sorted(), in_place, "{above} lines above, {float:?}");
    }
}

/// Two pictures wait together and keep their order; a third, for which the next page has no room, does not wait.
#[test]
fn figures_keep_their_order() {
    let mut desk = Desk::new();
    desk.paragraph(16);
    desk.picture(9, Float::Willingly);
    desk.paragraph(2);
    desk.picture(4, Float::Willingly);
    desk.paragraph(20);
    let pages = desk.pages();
    let pictures: Vec<(usize, usize)> = pages
        .iter()
        .enumerate()
        .flat_map(|(page, plan)| plan.placed.iter().map(move |placed| (page, placed.piece)))
        .filter(|(_, piece)| matches!(desk.flow.pieces[*piece].kind, Kind::Illustrations(_)))
        .collect();
    assert_eq!(pictures, [(1, 16), (1, 19)]);
    // 38 lines of text and 13 of pictures.
    assert_eq!(desk.lines(), [22, 9, 7]);
}

/// A head and so many rows: as few pages as can hold them, each full but for the rows that are left so that the last
/// page has three.
#[test]
fn a_long_table_fills_its_pages() {
    for rows in [50, 62, 71, 100, 200] {
        let mut desk = Desk::new();
        desk.table(rows);
        let shown = desk.rows();
        assert_eq!(shown.iter().sum::<usize>(), rows + 1);
        let mut only = Desk::new();
        only.table(1000);
        let most = only.rows().into_iter().max().unwrap();
        assert_eq!(shown.len(), rows.div_ceil(most), "{rows} rows: {shown:?}, a page holds {most}");
        // The head of the first page is counted, those that are repeated are not.
        let (last, full) = shown.split_last().unwrap();
        assert!(*last >= 3, "{rows} rows: {shown:?}");
        let least = if *last > 3 { most - 1 } else { most - 3 };
        assert!(full.iter().all(|rows| *rows >= least), "{rows} rows: {shown:?}");
    }
}

/// A table that fits on one page is not begun at the foot of another for the sake of a small hole.
#[test]
fn a_table_stays_whole() {
    let mut desk = Desk::new();
    desk.paragraph(18);
    desk.table(20);
    assert_eq!(desk.rows(), [0, 21]);
    // With 12 lines below the text it is divided.
    let mut desk = Desk::new();
    desk.paragraph(10);
    desk.table(30);
    assert_eq!(desk.rows().len(), 2);
    assert!(desk.rows().iter().all(|rows| *rows >= 3), "{:?}", desk.rows());
}

/// A footnote stands on the page of its mark; of one higher than half a page the rest stands on the next.
#[test]
fn footnotes() {
    let mut desk = Desk::new();
    desk.paragraph(40);
    desk.flow.notes = vec![vec![Line::default(); 30]];
    if let Kind::Body { line, .. } = &mut desk.flow.pieces[3].kind {
        line.notes.push(0);
    }
    let pages = desk.pages();
    // Half a page less 12 pt, in lines of 10.5 pt × 1.5: (318.9 − 12) / 15.75 = 19.5.
    assert_eq!(pages[0].notes, [NotePart { note: 0, lines: 0..19 }]);
    assert_eq!(pages[1].notes, [NotePart { note: 0, lines: 19..30 }]);
    assert_eq!(pages[0].mentions, [0]);
    assert_eq!(desk.lines().iter().sum::<usize>(), 40);
}

/// Random documents: every piece stands on its page once, every row of every table too, in order but for pictures that
/// waited, which are on the next page at the latest; and all rules hold.
#[test]
fn random_documents_keep_all_rules() {
    for seed in 0..100_u64 {
        let mut state = seed.wrapping_mul(0x9E37_79B9_7F4A_7C15) | 1;
        let mut roll = |end: u64| {
            state = state.wrapping_mul(6364136223846793005).wrapping_add(1442695040888963407);
            ((state >> 33) % end) as usize
        };
        let mut desk = Desk::new();
        for _ in 0..60 {
            match roll(10) {
                0 => {
                    desk.heading(1 + roll(3) as u8);
                    let lines = 1 + roll(9);
                    desk.paragraph(lines);
                }
                1 => {
                    let rows = 1 + roll(80);
                    desk.table(rows);
                    desk.paragraph(2);
                }
                2 => {
                    let slots = 3 + roll(15);
                    let float = [Float::Never, Float::Unwillingly, Float::Willingly][roll(3)];
                    desk.picture(slots, float);
                }
                _ => {
                    let lines = 1 + roll(12);
                    desk.paragraph(lines);
                }
            }
        }
        check(&desk, seed);
    }
}

#[track_caller]
fn check(desk: &Desk, seed: u64) {
    let pieces = &desk.flow.pieces;
    let pages = desk.pages();
    let mut page_of = vec![Vec::new(); pieces.len()];
    let mut next_row = vec![0; pieces.len()];
    for (number, page) in pages.iter().enumerate() {
        let mut foot = Pt(-1.0);
        for placed in &page.placed {
            assert!(placed.y > foot, "seed {seed}: page {number} goes up");
            assert!(placed.y <= desk.geometry.height(), "seed {seed}: page {number} is too high");
            foot = placed.y;
            page_of[placed.piece].push(number);
            let (Some(fragment), Kind::Table(_)) = (&placed.fragment, &pieces[placed.piece].kind) else { continue };
            let own: Vec<usize> = fragment.rows.iter().filter(|row| !row.repeated).map(|row| row.row).collect();
            for row in &own {
                assert_eq!(*row, next_row[placed.piece], "seed {seed}: rows in order");
                next_row[placed.piece] += 1;
            }
            let bottom = placed.y + fragment.heights.iter().copied().sum();
            assert!(bottom <= desk.geometry.height(), "seed {seed}: page {number}: a table is cut");
        }
        // The page ends where it may: behind its last piece, pictures that wait left out.
        let last = page.placed.last().unwrap();
        if number + 1 < pages.len() && !matches!(pieces[last.piece].kind, Kind::Table(_)) {
            assert!(pieces[last.piece].break_after, "seed {seed}: page {number} ends behind piece {}", last.piece);
        }
    }
    for (index, piece) in pieces.iter().enumerate() {
        let here = &page_of[index];
        match &piece.kind {
            Kind::Table(table) => {
                let rows = super::super::table::Rows::new(table);
                assert_eq!(next_row[index], rows.count(), "seed {seed}: rows of table {index}");
                for page in here {
                    let placed = pages[*page].placed.iter().find(|placed| placed.piece == index).unwrap();
                    let shown = &placed.fragment.as_ref().unwrap().rows;
                    let body = shown.iter().filter(|row| !row.repeated && row.row > 0).count();
                    assert!(body >= 3 || here.len() == 1, "seed {seed}: page {page} has {body} rows of table {index}");
                }
            }
            Kind::Illustrations(_) => {
                assert_eq!(here.len(), 1, "seed {seed}: picture {index}");
                let mention = page_of[index.saturating_sub(1)].last().copied().unwrap_or_default();
                assert!(here[0] <= mention + 1, "seed {seed}: picture {index} is far from its mention");
            }
            _ => assert_eq!(here.len(), 1, "seed {seed}: line {index}"),
        }
    }
}
