//! Fonts of a PDF: what a code says, and how far the pen goes behind it (by hayro, which knows the fonts of all
//! programs).

use std::sync::Arc;

use hayro_cmap::{BfString, load_embedded};
use hayro_font::hayro_syntax::object::Dict;
use hayro_font::{CMapResolverFn, Font, FontCache, FontData, FontGlyph, FontResolverFn};

use super::UNKNOWN;
use crate::text::any_face;

/// Thousandths of an em.
const PER_EM: f64 = 1000.0;

/// The fonts of a file, each read once.
pub(super) struct Fonts<'a> {
    cache: FontCache<'a>,
    faces: FontResolverFn,
    maps: CMapResolverFn,
}

/// What a code says.
pub(super) struct Said {
    /// Its characters.
    pub(super) text: String,
    /// How far the pen goes, in em: to the right, or downwards where text runs so.
    pub(super) advance: (f64, f64),
    /// How many bytes the code has.
    pub(super) bytes: usize,
    /// Whether it is the space of one byte that word spacing widens (ISO 32000-1, 9.3.3).
    pub(super) is_space: bool,
}

impl<'a> Fonts<'a> {
    pub(super) fn new() -> Fonts<'a> {
        // What a font that is not embedded looks like is of no interest: any face will do.
        let face: FontData = Arc::new(any_face());
        Fonts {
            cache: FontCache::new(),
            faces: Arc::new(move |_| Some((face.clone(), 0))),
            maps: Arc::new(load_embedded),
        }
    }

    /// The font of a dictionary; `None` if it makes no sense.
    pub(super) fn get(&self, dictionary: &Dict<'a>) -> Option<Font<'a>> {
        self.cache.font(dictionary, &self.faces, &self.maps)
    }
}

/// What the code says that stands at some place of a string.
pub(super) fn say(font: &Font, bytes: &[u8], at: usize) -> Said {
    let (code, length) = font.read_code(bytes, at);
    let advance = font.code_advance(code);
    Said {
        text: text_of(font, code).unwrap_or_else(|| UNKNOWN.to_string()),
        advance: (advance.x / PER_EM, advance.y / PER_EM),
        bytes: length.max(1),
        is_space: length == 1 && code == 32,
    }
}

fn text_of(font: &Font, code: u32) -> Option<String> {
    let said = match font.glyph(font.map_code(code), code) {
        FontGlyph::Outline(glyph) => glyph.as_unicode(),
        FontGlyph::Type3(glyph) => glyph.as_unicode(),
    };
    match said? {
        BfString::Char(ch) => Some(ch.to_string()),
        BfString::String(text) => Some(text),
    }
}
