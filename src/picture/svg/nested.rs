//! Faces whose glyphs are made of glyphs that are made of glyphs: a few kilobytes can ask for billions of corners, which
//! usvg would draw one by one.

use ttf_parser::{Face, GlyphId, Tag, loca};

/// Most corners of a glyph; the busiest of ideographs has some three hundred.
const CORNERS: u64 = 50_000;

/// Bytes of a glyph's head (OpenType, glyf: number of contours, box).
const HEAD: usize = 10;

/// Flags of a component (OpenType, glyf: Component Glyph Table).
const WORDS: u16 = 0x0001;
const SCALE: u16 = 0x0008;
const MORE: u16 = 0x0020;
const TWO_SCALES: u16 = 0x0040;
const MATRIX: u16 = 0x0080;

/// Whether some glyph of a face would be drawn with more corners than any character has. A face that is no TrueType, or
/// cannot be read, has no such glyphs.
pub(super) fn is_endless(data: &[u8], index: u32) -> bool {
    let Ok(face) = Face::parse(data, index) else { return false };
    let table = |name: &[u8; 4]| face.raw_face().table(Tag::from_bytes(name));
    let (Some(glyf), Some(places)) = (table(b"glyf"), table(b"loca")) else { return false };
    let count = face.number_of_glyphs();
    let Some(places) = std::num::NonZeroU16::new(count)
        .and_then(|count| loca::Table::parse(count, face.tables().head.index_to_location_format, places))
    else {
        return false;
    };
    let mut glyphs = Glyphs { glyf, places, known: vec![None; usize::from(count)] };
    (0..count).any(|glyph| glyphs.corners(glyph) > CORNERS)
}

/// The glyphs of a face, and how many corners those have that have been counted.
struct Glyphs<'a> {
    glyf: &'a [u8],
    places: loca::Table<'a>,
    known: Vec<Option<u64>>,
}

impl Glyphs<'_> {
    /// How many corners a glyph is drawn with; without end if it is a part of itself.
    fn corners(&mut self, glyph: u16) -> u64 {
        match self.known.get(usize::from(glyph)) {
            Some(Some(known)) => return *known,
            Some(None) => {}
            None => return 0,
        }
        self.note(glyph, u64::MAX);
        let data = self.places.glyph_range(GlyphId(glyph)).and_then(|range| self.glyf.get(range)).unwrap_or_default();
        let corners = match word(data, 0).map(|contours| contours as i16) {
            Some(0) | None => 0,
            Some(contours @ 1..) => {
                let last = HEAD + 2 * (usize::from(contours.unsigned_abs()) - 1);
                word(data, last).map_or(0, |last| u64::from(last) + 1)
            }
            Some(_) => {
                let mut sum: u64 = 0;
                for part in parts(data) {
                    sum = sum.saturating_add(self.corners(part));
                    // Enough is known, however many there are.
                    if sum > CORNERS {
                        break;
                    }
                }
                sum
            }
        };
        self.note(glyph, corners);
        corners
    }

    fn note(&mut self, glyph: u16, corners: u64) {
        if let Some(known) = self.known.get_mut(usize::from(glyph)) {
            *known = Some(corners);
        }
    }
}

/// The glyphs that a glyph is made of.
fn parts(data: &[u8]) -> Vec<u16> {
    let mut parts = Vec::new();
    let mut at = HEAD;
    while let (Some(flags), Some(part)) = (word(data, at), word(data, at + 2)) {
        parts.push(part);
        let has = |flag: u16| flags & flag != 0;
        at += 4 + if has(WORDS) { 4 } else { 2 };
        at += match () {
            () if has(SCALE) => 2,
            () if has(TWO_SCALES) => 4,
            () if has(MATRIX) => 8,
            () => 0,
        };
        if !has(MORE) {
            break;
        }
    }
    parts
}

fn word(data: &[u8], at: usize) -> Option<u16> {
    Some(u16::from_be_bytes(data.get(at..at.checked_add(2)?)?.try_into().ok()?))
}

#[cfg(test)]
mod tests {
    #![allow(clippy::expect_used)]

    use super::*;
    use ttf_parser::head::IndexToLocationFormat;

    /// Glyphs 0 to n: the first a triangle, each other made of so many of the one before it.
    fn corners(glyph: u16, width: usize, own: bool) -> u64 {
        let triangle = [&[0, 1][..], &[0; 8], &[0, 2]].concat();
        let mut glyf = Vec::new();
        let mut ends = vec![0];
        for at in 0..=glyph {
            let part = |last: bool, glyph: u16| {
                [&(if last { 2 } else { 2 | MORE }).to_be_bytes()[..], &glyph.to_be_bytes(), &[0, 0]].concat()
            };
            let below = if own { at } else { at.saturating_sub(1) };
            let parts: Vec<u8> = (1..=width).flat_map(|count| part(count == width, below)).collect();
            glyf.extend(if at == 0 { triangle.clone() } else { [&[0xFF, 0xFF][..], &[0; 8], &parts].concat() });
            ends.push(glyf.len() as u32);
        }
        let places: Vec<u8> = ends.iter().flat_map(|end| end.to_be_bytes()).collect();
        let count = std::num::NonZeroU16::new(glyph + 1).expect("glyphs");
        let places = loca::Table::parse(count, IndexToLocationFormat::Long, &places).expect("places");
        Glyphs { glyf: &glyf, places, known: vec![None; usize::from(glyph) + 1] }.corners(glyph)
    }

    #[test]
    fn glyphs_of_glyphs_are_counted_as_they_are_drawn() {
        assert_eq!(corners(0, 1, false), 3);
        assert_eq!(corners(1, 2, false), 6);
        assert_eq!(corners(3, 4, false), 3 * 64);
        assert!(corners(60, 8, false) > CORNERS);
        assert_eq!(corners(1, 1, true), u64::MAX);
    }
}
