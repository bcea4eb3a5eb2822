//! What stands where on the pages, for whoever clicks on one, and where a field stands, for whoever edits it.

use std::ops::Range;

use serde::Serialize;

use super::Desk;
use super::edit::prose_of;
use super::shown::findings::ProsePlace;
use crate::places::{PlacedBox, Places};
use crate::rich_text::{Prose, pieces};
use crate::source::Span;
use crate::units::Pt;

/// A field, and the place in it.
#[derive(Debug, PartialEq, Serialize)]
pub struct Spot {
    key: String,
    /// Of a text, its piece.
    piece: Option<usize>,
    /// Of a text, the character of the piece's source.
    offset: Option<usize>,
}

/// A box on a page, in points.
#[derive(Debug, PartialEq, Serialize)]
pub struct Box {
    page: usize,
    x: f64,
    y: f64,
    width: f64,
    height: f64,
}

impl Desk {
    /// What stands at a point of a page.
    pub fn spot(&self, page: usize, x: f64, y: f64) -> Option<Spot> {
        let spot = self.with_places(|places| places.at(page, Pt(x), Pt(y)))??;
        let Some(byte) = spot.offset else { return Some(Spot { key: spot.key, piece: None, offset: None }) };
        let place = self.prose_place(&spot.key)?;
        let source = place.narrative().source;
        let at = place.byte_at(Span::new(source, byte..byte))?;
        let piece = place.piece(at);
        let offset = piece.and_then(|piece| place.bytes(piece)).and_then(|bytes| {
            let before = place.narrative().text.get(bytes.start..at.max(bytes.start))?;
            Some(before.trim_start_matches('\n').chars().count())
        });
        Some(Spot { key: place.key().to_owned(), piece, offset })
    }

    /// Where a field stands on the pages; of a text, one of its pieces.
    pub fn boxes(&self, key: &str, piece: Option<usize>) -> Vec<Box> {
        let range = piece.and_then(|piece| {
            let place = self.prose_place(key)?;
            let bytes = place.bytes(piece)?;
            let span = place.narrative().span(bytes);
            Some(Range { start: span.start, end: span.end })
        });
        let key = self.key_on_pages(key);
        let boxes = self.with_places(|places| places.boxes(&key, range)).unwrap_or_default();
        let one =
            |one: PlacedBox| Box { page: one.page, x: one.x.0, y: one.y.0, width: one.width.0, height: one.height.0 };
        boxes.into_iter().map(one).collect()
    }

    fn with_places<T>(&self, ask: impl FnOnce(&Places) -> T) -> Option<T> {
        let set = self.shown.pages.as_ref()?;
        let pages = &set.typeset;
        Some(ask(&Places::new(&pages.document, &pages.layout, &pages.faces, &set.report, &set.narratives)))
    }

    /// The key of a text as the data file has it: one in a file of its own has another.
    fn key_on_pages(&self, key: &str) -> String {
        let report = self.shown.pages.as_ref().map(|set| &set.report);
        report
            .and_then(|report| prose_of(report, key))
            .filter(|_| key.contains('.') && is_text(key))
            .map_or(key.to_owned(), |prose| prose.key.clone())
    }

    /// The pieces of a text that is on the pages.
    fn prose_place(&self, key: &str) -> Option<ProsePlace> {
        let set = self.shown.pages.as_ref()?;
        let key = key.strip_suffix("_file").unwrap_or(key);
        let narrative = prose_of(&set.report, key).filter(|_| is_text(key))?;
        let prose = Prose { key: key.to_owned(), pieces: pieces(&narrative.text, &|_| None), file: None, revision: 0 };
        Some(ProsePlace::of(&prose, narrative))
    }
}

/// Whether a key names a text.
fn is_text(key: &str) -> bool {
    key.ends_with(".body") || key.ends_with(".note")
}
