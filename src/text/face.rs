//! A face: a font file and what is asked of it.

use std::ops::Deref;
use std::path::PathBuf;
use std::sync::{Arc, OnceLock};

use harfrust::font::name::NameId;
use harfrust::{Font, GlyphId};

use super::class::{Half, half_of, is_ideograph};

/// How far the em box of Chinese text reaches above the baseline, in em, in a face that does not say: 880 of 1000 units
/// is what the Adobe-GB1 collection and most Chinese faces use.
const USUAL_ABOVE: f64 = 0.88;

/// Ink beyond this part of the em, seen from the side where it belongs, is not in its half. A hair more than the half.
const HALF_EM: f64 = 0.55;

/// What a face says of itself as a whole; lengths in em, upwards from the baseline.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct FaceMetrics {
    /// Height of a line.
    pub ascender: f64,
    /// Depth of a line, negative.
    pub descender: f64,
    /// Height of a capital letter; the ascender where the face does not say.
    pub cap_height: f64,
    /// Left edge of the box around all glyphs.
    pub left: f64,
    /// Lower edge of it.
    pub foot: f64,
    /// Right edge of it.
    pub right: f64,
    /// Upper edge of it.
    pub top: f64,
    /// Slant, in degrees counterclockwise from the vertical.
    pub italic_angle: f64,
    /// Whether all glyphs have one advance.
    pub is_monospace: bool,
    /// Weight, 100 to 900.
    pub weight: u16,
}

/// The bytes of a font file; a copy shares them.
#[derive(Clone)]
pub enum FontData {
    /// Compiled in.
    Static(&'static [u8]),
    /// Read from a file.
    Shared(Arc<Vec<u8>>),
}

impl Deref for FontData {
    type Target = [u8];

    fn deref(&self) -> &[u8] {
        match self {
            FontData::Static(data) => data,
            FontData::Shared(data) => data,
        }
    }
}

/// The ink of ideographs in the mean, in em from pen and baseline.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct IdeographicInk {
    /// Mean of width and height.
    pub(super) size: f64,
    /// Its middle above the baseline.
    pub(super) middle: f64,
}

/// A font file, read.
#[derive(Clone)]
pub struct Face {
    /// PostScript name, such as `FandolFang-Regular`.
    pub name: String,
    /// The file: OpenType with TrueType or CFF outlines.
    pub data: FontData,
    /// Which face of a collection; 0 otherwise.
    pub index: u32,
    /// Where the file lies; `None` of what is compiled in.
    pub path: Option<PathBuf>,
    font: Font,
    /// What [`Face::ideographic_ink`] found.
    ideographs: OnceLock<Option<IdeographicInk>>,
}

/// Ideographs whose ink stands for that of all: the first 24 of the Thousand Character Classic, broad and narrow ones,
/// of few strokes and of many. In every embedded face their middle is within 0.005 em of that of all 6763 of GB 2312;
/// their size is 0.01 to 0.02 em smaller, in all faces alike.
const SAMPLE: &str = "天地玄黄宇宙洪荒日月盈昃辰宿列张寒来暑往秋收冬藏";

impl Face {
    /// Reads a font file; `None` if it is not one, or has no face of that index.
    pub fn read(data: FontData, index: u32) -> Option<Face> {
        let font = match &data {
            FontData::Static(data) => Font::new(*data, index)?,
            FontData::Shared(data) => {
                let shared: Arc<dyn AsRef<[u8]> + Send + Sync> = data.clone();
                Font::new(harfrust::font::Blob::from(shared), index)?
            }
        };
        if font.num_glyphs() == 0 {
            return None;
        }
        let name = font_name(&font, NameId::POSTSCRIPT_NAME).unwrap_or_else(|| format!("Face{index}"));
        Some(Face { name, data, index, path: None, font, ideographs: OnceLock::new() })
    }

    /// The face as the shaper wants it.
    pub(super) fn font(&self) -> &Font {
        &self.font
    }

    /// Names by which a user may call the face: PostScript, full and family name.
    pub(super) fn names(&self) -> Vec<String> {
        [NameId::POSTSCRIPT_NAME, NameId::FULL_NAME, NameId::FAMILY_NAME, NameId::TYPOGRAPHIC_FAMILY_NAME]
            .into_iter()
            .flat_map(|id| self.font.names().get(id).into_iter().flat_map(|name| name.iter().collect::<Vec<_>>()))
            .map(|name| name.name().chars().collect())
            .collect()
    }

    /// The name of its family, in Chinese if it has one: what other programs know it by.
    pub(super) fn family(&self) -> String {
        let names = self.font.names().get(NameId::FAMILY_NAME);
        let mut names =
            names.into_iter().flat_map(|names| names.iter()).map(|name| name.name().chars().collect::<String>());
        let first = names.next();
        let chinese = first.iter().cloned().chain(names).find(|name| name.chars().any(is_ideograph));
        chinese.or(first).filter(|name| !name.is_empty()).unwrap_or_else(|| self.name.clone())
    }

    /// Units of the em.
    pub(crate) fn units_per_em(&self) -> f64 {
        f64::from(self.font.units_per_em())
    }

    /// What the face says of itself as a whole.
    pub(crate) fn metrics(&self) -> FaceMetrics {
        let metrics = self.font.metrics();
        let em = |units: f32| f64::from(units) / self.units_per_em();
        let line = metrics.hhea_line.or(metrics.typo_line).unwrap_or_default();
        // Fandol gives 0 for the height of its capitals.
        let cap_height = metrics.cap_height.map(|height| em(height.to_f32())).filter(|height| *height > 0.0);
        let style = self.font.style_metrics();
        FaceMetrics {
            ascender: em(line.ascender.to_f32()),
            descender: em(line.descender.to_f32()),
            cap_height: cap_height.unwrap_or(em(line.ascender.to_f32())),
            left: em(metrics.bounds.x_min.to_f32()),
            foot: em(metrics.bounds.y_min.to_f32()),
            right: em(metrics.bounds.x_max.to_f32()),
            top: em(metrics.bounds.y_max.to_f32()),
            italic_angle: style.italic_angle.map_or(0.0, |angle| f64::from(angle.to_f32())),
            is_monospace: style.is_fixed_pitch.unwrap_or_default(),
            weight: self.font.default_attributes().weight.value() as u16,
        }
    }

    /// Advance of a glyph in em; `None` if the face has no such glyph.
    pub(crate) fn advance(&self, glyph: u16) -> Option<f64> {
        let known = u32::from(glyph) < self.font.num_glyphs();
        known.then(|| f64::from(self.font.glyph_metrics().h_advance(GlyphId::from(glyph))) / self.units_per_em())
    }

    /// How far the em box reaches above the baseline, in em.
    pub(crate) fn above(&self) -> f64 {
        let Some(line) = self.font.metrics().typo_line else { return USUAL_ABOVE };
        let (ascender, descender) = (f64::from(line.ascender.to_f32()), f64::from(line.descender.to_f32()));
        let em = self.units_per_em();
        // A face whose typographic line is one em says where its em box stands; others have room for accents in it.
        if (ascender - descender - em).abs() < 0.01 * em { ascender / em } else { USUAL_ABOVE }
    }

    /// The glyph of a character that the face can show. A hit in the character map is no coverage: Fandol Fang maps
    /// control characters and private-use points to blanks, so a glyph must draw something, but for white space.
    pub(crate) fn glyph(&self, ch: char) -> Option<u16> {
        let glyph = self.font.charmap().map_unicode(ch)?;
        let id = u16::try_from(glyph.to_u32()).ok()?;
        // Of the faces that are compiled in all ideographs leave ink (a test says so): these need not be drawn to know
        // it.
        let is_sure = matches!(self.data, FontData::Static(_)) && matches!(ch, '\u{4E00}'..='\u{9FFF}');
        (is_sure || ch.is_whitespace() || self.ink(id).is_some()).then_some(id)
    }

    /// Whether the face has a glyph for a character, which may leave no ink.
    pub(super) fn maps(&self, ch: char) -> bool {
        self.font.charmap().map_unicode(ch).is_some()
    }

    /// Whether the face has a glyph for a character with a variation selector behind it.
    pub(super) fn has_variation(&self, ch: char, selector: char) -> bool {
        self.font.charmap().map_unicode_variant(ch, selector).is_some()
    }

    /// Whether the ink of a mark stands in the half of the em where GB/T 15834-2011 (5.1.1, 5.1.2) puts it: stops and
    /// closing marks at the left, opening marks at the right. Fandol's ？ stands in the middle.
    pub(super) fn in_its_half(&self, ch: char) -> bool {
        half_of(ch).is_none() || self.glyph(ch).is_none_or(|glyph| self.shows_in_its_half(ch, glyph))
    }

    /// The same of the glyph by which the mark is shown, which may be that of a variation.
    pub(super) fn shows_in_its_half(&self, ch: char, glyph: u16) -> bool {
        let (Some(half), Some((left, right))) = (half_of(ch), self.ink(glyph)) else { return true };
        match half {
            Half::Left => right <= HALF_EM,
            Half::Right => left >= 1.0 - HALF_EM,
        }
    }

    /// The ink of its ideographs in the mean; `None` if it lacks one of [`SAMPLE`].
    pub(super) fn ideographic_ink(&self) -> Option<IdeographicInk> {
        *self.ideographs.get_or_init(|| {
            let (mut size, mut middle) = (0.0, 0.0);
            for ch in SAMPLE.chars() {
                let glyph = self.glyph(ch)?;
                let ((left, right), (top, foot)) = (self.ink(glyph)?, self.ink_height(glyph)?);
                size += (right - left + top - foot) / 2.0;
                middle += (top + foot) / 2.0;
            }
            let count = SAMPLE.chars().count() as f64;
            Some(IdeographicInk { size: size / count, middle: middle / count }).filter(|ink| ink.size > 0.0)
        })
    }

    /// Height of the ink of H, in em. What faces say of their capitals is not to be relied on: Fandol says 0.
    pub(super) fn capital_height(&self) -> Option<f64> {
        let (top, _) = self.ink_height(self.glyph('H')?)?;
        Some(top).filter(|top| *top > 0.0)
    }

    /// Left and right end of a glyph's ink, in em from its pen; `None` if it draws nothing.
    fn ink(&self, glyph: u16) -> Option<(f64, f64)> {
        let extents = self.font.glyph_metrics().extents(GlyphId::from(glyph))?;
        if extents.width <= 0.0 && extents.height <= 0.0 {
            return None;
        }
        let (left, width) = (f64::from(extents.x_bearing), f64::from(extents.width));
        Some((left / self.units_per_em(), (left + width) / self.units_per_em()))
    }

    /// Upper and lower end of a glyph's ink, in em above the baseline.
    pub(crate) fn ink_height(&self, glyph: u16) -> Option<(f64, f64)> {
        let extents = self.font.glyph_metrics().extents(GlyphId::from(glyph))?;
        let (top, height) = (f64::from(extents.y_bearing), f64::from(extents.height));
        Some((top / self.units_per_em(), (top - height) / self.units_per_em()))
    }
}

impl std::fmt::Debug for Face {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Face({}, {} bytes)", self.name, self.data.len())
    }
}

fn font_name(font: &Font, id: NameId) -> Option<String> {
    let name: String = font.names().get(id)?.english_or_first()?.name().chars().collect();
    (!name.is_empty()).then_some(name)
}
