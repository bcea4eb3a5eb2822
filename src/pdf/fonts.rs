//! The fonts of the file: which glyphs are used, the faces cut down to them, and how a content stream calls them.
//!
//! A font maps every glyph to one text, so a glyph that shows several texts (Fandol has one for · • ・, Noto Serif SC
//! one for 年 U+5E74 and U+F98E) needs several fonts: the first text of every glyph goes into a first font of the face,
//! the second into a second, cut to these few glyphs, and so on.

use std::collections::BTreeMap;

use lopdf::Object;
use md5::{Digest, Md5};
use printpdf::{FontId, FontMetrics, FontType, ParsedFont, PdfFont, PdfFontMetricsStub};

use super::spelling::clusters;
use super::{Error, subset};
use crate::layout::page::{Item, Layout};
use crate::text::{Face, FaceId, Faces};

/// All fonts of a file.
pub(super) struct Fonts<'a> {
    fonts: Vec<Font>,
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
struct Font {
    program: ParsedFont,
    cap_height: i16,
    italic_angle: f32,
    is_monospace: bool,
}

impl<'a> Fonts<'a> {
    /// Cuts the faces that a layout is set in.
    pub(super) fn new(layout: &'a Layout, faces: &Faces) -> Result<Fonts<'a>, Error> {
        let mut fonts = Vec::new();
        let mut codes: BTreeMap<_, Vec<_>> = BTreeMap::new();
        for ((face, _), glyphs) in uses(layout) {
            let font = fonts.len();
            let (subset, widths) = cut_down(faces.get(face), &glyphs)?;
            fonts.push(subset);
            for ((index, width), (glyph, text)) in (1..).zip(widths).zip(glyphs) {
                codes.entry((face, glyph)).or_default().push((text, Code { font, glyph: index, width }));
            }
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

    /// What printpdf calls a font; also its name in the resources of the pages. printpdf's own ids are random.
    pub(super) fn id(font: usize) -> FontId {
        FontId(format!("F{font}"))
    }

    /// The fonts for printpdf.
    pub(super) fn to_printpdf(&self) -> BTreeMap<FontId, PdfFont> {
        let fonts = self.fonts.iter().enumerate();
        fonts.map(|(index, font)| (Self::id(index), PdfFont::new(font.program.clone()))).collect()
    }

    /// Sets right what printpdf guesses in the font descriptors (ISO 32000-1, table 122).
    pub(super) fn describe(&self, document: &mut lopdf::Document) -> Result<(), Error> {
        /// Table 123.
        const FIXED_PITCH: i64 = 1 << 0;
        /// It holds glyphs outside the standard Latin character set. printpdf sets Nonsymbolic.
        const SYMBOLIC: i64 = 1 << 2;
        const ITALIC: i64 = 1 << 6;

        for descriptor in document.objects.values_mut().filter_map(|object| object.as_dict_mut().ok()) {
            if !descriptor.has_type(b"FontDescriptor") {
                continue;
            }
            let name = descriptor.get(b"FontName")?.as_name()?;
            let is_it = |font: &&Font| font.program.font_name.as_deref().map(str::as_bytes) == Some(name);
            let Some(font) = self.fonts.iter().find(is_it) else { continue };
            let mut flags = SYMBOLIC;
            if font.is_monospace {
                flags |= FIXED_PITCH;
            }
            if font.italic_angle != 0.0 {
                flags |= ITALIC;
            }
            descriptor.set("Flags", flags);
            descriptor.set("ItalicAngle", Object::Real(font.italic_angle));
            descriptor.set("CapHeight", i64::from(font.cap_height));
        }
        Ok(())
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

/// A face cut to some glyphs, and their widths.
fn cut_down(face: &Face, glyphs: &[(u16, &str)]) -> Result<(Font, Vec<u16>), Error> {
    let mut widths = Vec::with_capacity(glyphs.len());
    for &(glyph, text) in glyphs {
        let advance = face.advance(glyph).filter(|_| glyph != 0);
        let missing = || Error::Glyph { face: face.name.clone(), glyph, text: text.to_string() };
        // The widths of a PDF are thousandths of an em (ISO 32000-1, 9.7.4.3); so are the metrics of a descriptor.
        widths.push((advance.ok_or_else(missing)? * 1000.0).round() as u16);
    }
    let ids: Vec<u16> = glyphs.iter().map(|&(glyph, _)| glyph).collect();
    let program = subset::cut(face, &ids).map_err(|source| Error::Cut { face: face.name.clone(), source })?;

    let metrics = face.metrics();
    let per_mille = |em: f64| (em * 1000.0).round() as i16;
    let program = ParsedFont {
        font_type: if program.starts_with(b"OTTO") { FontType::OpenTypeCFF(()) } else { FontType::TrueType },
        original_bytes: program,
        font_index: 0,
        font_name: Some(format!("{}+{}", tag(face, glyphs), face.name)),
        // Characters never reach printpdf, only glyphs.
        codepoint_to_glyph: BTreeMap::new(),
        glyph_widths: (1..).zip(widths.iter().copied()).collect(),
        units_per_em: 1000,
        font_metrics: FontMetrics { ascent: per_mille(metrics.ascender), descent: per_mille(metrics.descender) },
        pdf_font_metrics: PdfFontMetricsStub {
            units_per_em: 1000,
            x_min: per_mille(metrics.left),
            y_min: per_mille(metrics.foot),
            x_max: per_mille(metrics.right),
            y_max: per_mille(metrics.top),
            us_weight_class: metrics.weight,
            ..Default::default()
        },
    };
    let font = Font {
        program,
        cap_height: per_mille(metrics.cap_height),
        italic_angle: metrics.italic_angle as f32,
        is_monospace: metrics.is_monospace,
    };
    Ok((font, widths))
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
