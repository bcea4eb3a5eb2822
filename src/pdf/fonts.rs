//! The fonts of the file: which glyphs are used, the faces cut down to them, and how a content stream calls them.
//!
//! A font maps every glyph to one text, so a glyph that shows several texts (Fandol has one for · • ・, Noto Serif SC
//! one for 年 U+5E74 and U+F98E) needs several fonts: the first text of every glyph goes into a first font of the face,
//! the second into a second, cut to these few glyphs, and so on.

use std::collections::BTreeMap;

use md5::{Digest, Md5};

use super::Error;
use super::spelling::clusters;
use super::subset::{self, Program};
use crate::layout::page::{Item, Layout};
use crate::text::{Face, FaceId, FaceMetrics, Faces};

/// All fonts of a file.
pub(super) struct Fonts<'a> {
    pub(super) fonts: Vec<Font<'a>>,
    /// For every glyph used, the texts that it shows, each with its code. All codes of a glyph have one width.
    codes: BTreeMap<(FaceId, u16), Vec<(&'a str, Code)>>,
}

/// How a content stream calls a glyph.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Code {
    /// Index of the font.
    pub(super) font: usize,
    /// Glyph index in the cut face.
    pub(super) glyph: u16,
    /// Advance in thousandths of an em, as the font tells it to viewers.
    pub(super) width: u16,
}

/// A face, cut.
pub(super) struct Font<'a> {
    /// PostScript name, behind the tag of the subset.
    pub(super) name: String,
    pub(super) program: Program,
    /// Its glyphs from 1 on: width in thousandths of an em, and text.
    pub(super) glyphs: Vec<(u16, &'a str)>,
    pub(super) metrics: FaceMetrics,
}

impl<'a> Fonts<'a> {
    /// Cuts the faces that a layout is set in.
    pub(super) fn new(layout: &'a Layout, faces: &Faces) -> Result<Fonts<'a>, Error> {
        let mut fonts = Vec::new();
        let mut codes: BTreeMap<_, Vec<_>> = BTreeMap::new();
        for ((face, _), glyphs) in uses(layout) {
            let index = fonts.len();
            let font = cut_down(faces.get(face), &glyphs)?;
            for ((code, (width, text)), (glyph, _)) in (1..).zip(&font.glyphs).zip(glyphs) {
                let code = Code { font: index, glyph: code, width: *width };
                codes.entry((face, glyph)).or_default().push((*text, code));
            }
            fonts.push(font);
        }
        Ok(Fonts { fonts, codes })
    }

    /// The code of a glyph that stands in the layout and shows this text.
    pub(super) fn code(&self, face: FaceId, glyph: u16, text: &str) -> Option<Code> {
        let codes = self.codes.get(&(face, glyph))?;
        codes.iter().find(|(shown, _)| *shown == text).map(|(_, code)| *code)
    }

    /// Advance of a glyph that stands in the layout, in thousandths of an em.
    pub(super) fn width(&self, face: FaceId, glyph: u16) -> u16 {
        let codes = self.codes.get(&(face, glyph)).and_then(|codes| codes.first());
        codes.map_or(0, |(_, code)| code.width)
    }

    /// The name of a font in the resources of the pages.
    pub(super) fn name(font: usize) -> String {
        format!("F{font}")
    }
}

/// For every font, by face and number, its glyphs with the text of each.
fn uses(layout: &Layout) -> BTreeMap<(FaceId, usize), Vec<(u16, &str)>> {
    let mut texts: BTreeMap<(FaceId, u16), Vec<&str>> = BTreeMap::new();
    for item in layout.pages.iter().flat_map(|page| &page.items) {
        let Item::Text(run) = item else { continue };
        for (glyph, text) in clusters(&run.glyphs).flat_map(|cluster| cluster.glyphs()) {
            let texts = texts.entry((run.face, glyph.id)).or_default();
            if !texts.contains(&text) {
                texts.push(text);
            }
        }
    }

    let mut uses: BTreeMap<_, Vec<_>> = BTreeMap::new();
    for ((face, glyph), texts) in texts {
        for (number, text) in texts.into_iter().enumerate() {
            uses.entry((face, number)).or_default().push((glyph, text));
        }
    }
    uses
}

/// A face cut to some glyphs.
fn cut_down<'a>(face: &Face, glyphs: &[(u16, &'a str)]) -> Result<Font<'a>, Error> {
    let mut cut = Vec::with_capacity(glyphs.len());
    for &(glyph, text) in glyphs {
        let advance = face.advance(glyph).filter(|_| glyph != 0);
        let missing = || Error::Glyph { face: face.name.clone(), glyph, text: text.to_string() };
        // The widths of a PDF are thousandths of an em (ISO 32000-1, 9.7.4.3).
        cut.push(((advance.ok_or_else(missing)? * 1000.0).round() as u16, text));
    }
    let ids: Vec<u16> = glyphs.iter().map(|&(glyph, _)| glyph).collect();
    let program = subset::cut(face, &ids).map_err(|source| Error::Cut { face: face.name.clone(), source })?;
    let name = format!("{}+{}", tag(face, glyphs), face.name);
    Ok(Font { name, program, glyphs: cut, metrics: face.metrics() })
}

/// Six letters that tell this subset from others of its face (ISO 32000-1, 9.6.4).
fn tag(face: &Face, glyphs: &[(u16, &str)]) -> String {
    let mut hash = Md5::new_with_prefix(&face.name);
    for (glyph, text) in glyphs {
        hash.update(glyph.to_be_bytes());
        hash.update(text);
    }
    hash.finalize().iter().take(6).map(|byte| char::from(b'A' + byte % 26)).collect()
}
