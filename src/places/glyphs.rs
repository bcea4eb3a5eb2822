//! The glyphs of pages, each with the text that it belongs to, its place there and its box.

use std::ops::Range;

use rustc_hash::FxHashMap;

use super::cursor::Cursor;
use super::{PlacedBox, Places};
use crate::layout::page::{Item, Owner, PlacedGlyph, TextRun};
use crate::units::Pt;

/// How far a line of text reaches above its baseline, in em: as far as the em box of most Chinese faces.
const ABOVE: f64 = 0.88;

/// A glyph on a page.
pub(super) struct Seen {
    /// The text, as an index.
    pub(super) text: usize,
    /// The bytes of the file that it comes of, if it is narrative.
    pub(super) range: Range<usize>,
    /// Its box: its advance, and the height of an em.
    pub(super) area: PlacedBox,
    /// The baseline of its line, and whether that is turned.
    pub(super) line: (Pt, bool),
}

impl Places<'_> {
    /// Goes over the glyphs of some texts on the pages up to one, in reading order.
    pub(super) fn glyphs(&self, pages: Range<usize>, wanted: impl Fn(usize) -> bool, mut seen: impl FnMut(Seen)) {
        let mut cursors: FxHashMap<(usize, usize), Cursor> = FxHashMap::default();
        for (page, items) in self.layout.pages.iter().enumerate().take(pages.end).map(|(at, page)| (at, &page.items)) {
            for run in items.iter().filter_map(|item| if let Item::Text(run) = item { Some(run) } else { None }) {
                let Owner::Node(node) = run.owner else { continue };
                let Some(holder) = self.texts.of(node).filter(|holder| wanted(holder.text)) else { continue };
                let Some(text) = self.texts.all.get(holder.text) else { continue };
                let cursor = cursors.entry((holder.text, holder.time)).or_insert_with(|| Cursor::new(text));
                for (at, glyph) in run.glyphs.iter().enumerate() {
                    let range = if holder.is_mark { cursor.mark() } else { cursor.next(&glyph.text) };
                    if page >= pages.start {
                        let area = self.area(page, run, glyph, run.glyphs.get(at + 1));
                        let line = (run.turned_at.unwrap_or(run.baseline), run.turned_at.is_some());
                        seen(Seen { text: holder.text, range, area, line });
                    }
                }
            }
        }
    }

    /// The box of a glyph, up to the glyph behind it on its run: the blank half of a mark may have been taken away.
    pub(super) fn area(
        &self,
        page: usize,
        run: &TextRun,
        glyph: &PlacedGlyph,
        behind: Option<&PlacedGlyph>,
    ) -> PlacedBox {
        let advance = run.size * self.faces.get(run.face).advance(glyph.id).unwrap_or(1.0);
        let room = behind.map(|behind| behind.x - glyph.x).filter(|room| *room > Pt::ZERO);
        let width = room.map_or(advance, |room| advance.min(room));
        match run.turned_at {
            None => PlacedBox { page, x: glyph.x, y: run.baseline - run.size * ABOVE, width, height: run.size },
            // It is read upwards.
            Some(x) => PlacedBox {
                page,
                x: x - run.size * ABOVE,
                y: run.baseline - glyph.x - width,
                width: run.size,
                height: width,
            },
        }
    }
}

impl PlacedBox {
    /// How far a point is to the side of it, and above or below it; 0 within.
    pub(super) fn distance(&self, x: Pt, y: Pt) -> (Pt, Pt) {
        let beyond = |at: Pt, from: Pt, length: Pt| (from - at).max(at - from - length).max(Pt::ZERO);
        (beyond(x, self.x, self.width), beyond(y, self.y, self.height))
    }

    /// Whether a point is within it.
    pub(super) fn holds(&self, x: Pt, y: Pt) -> bool {
        self.distance(x, y) == (Pt::ZERO, Pt::ZERO)
    }

    /// The smallest box around both.
    pub(super) fn with(&self, other: &PlacedBox) -> PlacedBox {
        let (x, y) = (self.x.min(other.x), self.y.min(other.y));
        let right = (self.x + self.width).max(other.x + other.width);
        let foot = (self.y + self.height).max(other.y + other.height);
        PlacedBox { page: self.page, x, y, width: right - x, height: foot - y }
    }
}
