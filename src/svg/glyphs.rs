//! The dictionary of glyphs: each has a number and an outline. It only grows, so that whoever has a part of it needs
//! the rest only.

use rustc_hash::FxHashMap;

use super::UNITS;
use super::outline::compact;
use crate::artwork::Outlines;
use crate::chart::Point;
use crate::text::{Face, FaceId, Faces, FontData};
use crate::units::Pt;

/// Glyphs by their faces, whatever names these have in one layout or another.
#[derive(Default)]
pub struct Glyphs {
    faces: Vec<KnownFace>,
    /// By the face's index and the glyph's: its number, if it leaves ink.
    numbers: FxHashMap<(usize, u16), Option<usize>>,
    outlines: Vec<String>,
}

/// A face that has been met. Its bytes are kept, so that no others can come to lie in their place.
struct KnownFace {
    name: String,
    data: FontData,
    index: u32,
}

impl Glyphs {
    /// An empty dictionary.
    pub fn new() -> Glyphs {
        Glyphs::default()
    }

    /// How many glyphs it has: their numbers are less.
    pub fn len(&self) -> usize {
        self.outlines.len()
    }

    /// Whether it has none.
    pub fn is_empty(&self) -> bool {
        self.outlines.is_empty()
    }

    /// The outlines of the glyphs from a number on: path data, 1000 units an em, y downwards, filled nonzero; the pen
    /// stands at 0, 0.
    pub fn outlines(&self, from: usize) -> impl Iterator<Item = &str> {
        self.outlines.iter().skip(from).map(String::as_str)
    }

    /// What is asked of it for one layout.
    pub(super) fn of<'g, 'f>(&'g mut self, faces: &'f Faces) -> GlyphsOf<'g, 'f> {
        GlyphsOf { glyphs: self, faces, outlines: Outlines::new(faces), known: FxHashMap::default() }
    }

    /// The index of a face that is the same, byte for byte.
    fn face(&mut self, face: &Face) -> usize {
        let is_at_place = |known: &KnownFace| {
            std::ptr::eq(known.data.as_ptr(), face.data.as_ptr())
                && known.data.len() == face.data.len()
                && known.index == face.index
        };
        if let Some(at) = self.faces.iter().position(is_at_place) {
            return at;
        }
        // A face beside the data file is read anew for every layout.
        let is_same =
            |known: &KnownFace| known.name == face.name && known.index == face.index && *known.data == *face.data;
        let at = self.faces.iter().position(is_same).unwrap_or(self.faces.len());
        let known = KnownFace { name: face.name.clone(), data: face.data.clone(), index: face.index };
        match self.faces.get_mut(at) {
            Some(place) => *place = known,
            None => self.faces.push(known),
        }
        at
    }
}

/// The dictionary as it is asked for one layout, whose names of faces it knows.
pub(super) struct GlyphsOf<'g, 'f> {
    glyphs: &'g mut Glyphs,
    faces: &'f Faces,
    outlines: Outlines<'f>,
    /// The index of each face.
    known: FxHashMap<FaceId, usize>,
}

impl GlyphsOf<'_, '_> {
    /// The index of a face of the layout.
    pub(super) fn face(&mut self, face: FaceId) -> usize {
        *self.known.entry(face).or_insert_with(|| self.glyphs.face(self.faces.get(face)))
    }

    /// The number of a glyph of a face, of which `index` is the index; `None` if it leaves no ink.
    pub(super) fn number(&mut self, face: FaceId, index: usize, glyph: u16) -> Option<usize> {
        let Glyphs { numbers, outlines, .. } = &mut *self.glyphs;
        *numbers.entry((index, glyph)).or_insert_with(|| {
            let mut path = Vec::new();
            let place = |x: Pt, y: Pt| Point { x, y };
            self.outlines.glyph(face, glyph, Pt(UNITS), &place, &mut path);
            let outline = compact(&path);
            (!outline.is_empty()).then(|| {
                outlines.push(outline);
                outlines.len() - 1
            })
        })
    }
}
