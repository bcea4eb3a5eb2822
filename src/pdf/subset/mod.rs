//! Cuts a face down to the glyphs used.
//!
//! Of a plain CFF face, such as those of Fandol, the charstrings are sliced out as they are ([`slice()`]), which takes
//! a hundredth of the time of taking each apart; any other face goes to `subsetter`.

mod matrix;
mod slice;
mod tables;

use subsetter::GlyphRemapper;

use crate::text::Face;

/// A face cut down, as a file of its kind (ISO 32000-1, table 126).
pub(super) enum Program {
    /// A bare CFF table: FontFile3, CIDFontType0C.
    Cff(Vec<u8>),
    /// An OpenType file with CFF outlines: FontFile3, OpenType.
    OpenType(Vec<u8>),
    /// A TrueType file: FontFile2.
    TrueType(Vec<u8>),
}

/// The face with these glyphs only; the first of them becomes glyph 1, the second glyph 2, and so on.
///
/// `glyphs` holds no glyph twice, and not glyph 0, which stays in its place.
pub(super) fn cut(face: &Face, glyphs: &[u16]) -> Result<Program, subsetter::Error> {
    if face.index == 0
        && let Some(cff) = tables::table(&face.data, b"CFF ").and_then(|cff| slice::slice(cff, glyphs))
    {
        return Ok(Program::Cff(cff));
    }
    let mut font = subsetter::subset(&face.data, face.index, &GlyphRemapper::new_from_glyphs(glyphs))?;
    if !font.starts_with(b"OTTO") {
        return Ok(Program::TrueType(font));
    }
    if let Some(place) = tables::place(&font, b"CFF ")
        && let Some(cff) = font.get_mut(place)
    {
        matrix::put_bounds_before_matrix(cff);
    }
    Ok(Program::OpenType(font))
}
