//! The file as printpdf writes it: sheets, the tree of pages, fonts.
//!
//! printpdf weighs every operation and copies every font several times over. So it is fed one text that holds every
//! glyph once, which is all that it has to know for widths and maps to text, and a few bytes in the place of each font
//! program; contents and programs are put in afterwards.

use std::collections::BTreeMap;

use lopdf::{Document, Object, ObjectId};
use printpdf::{
    Codepoint, FontId, FontMetrics, FontType, Op, ParsedFont, PdfDocument, PdfFont, PdfFontHandle, PdfFontMetricsStub,
    PdfParseErrorSeverity, PdfSaveOptions, Pt, Rect, TextItem,
};

use super::content::PageContent;
use super::fonts::{Font, Fonts};
use super::subset::Program;
use super::{Error, round};
use crate::layout::page::Layout;

/// Pages that show these contents in these fonts.
pub(super) fn skeleton(layout: &Layout, fonts: Fonts, contents: Vec<PageContent>) -> Result<Document, Error> {
    let mut pdf = PdfDocument::default();
    // The default conformance brings a profile of 650 KB for offset printing; this one brings nothing.
    pdf.metadata.info.conformance = printpdf::PdfConformance::Custom(Default::default());
    pdf.resources.fonts.map = fonts.fonts.iter().enumerate().map(|(at, font)| (id(at), stub(font))).collect();
    for page in &layout.pages {
        // Not `PdfPage::new`: it takes millimetres and rounds them. All boxes stand at the origin, the only place where
        // printpdf writes them right.
        let sheet = Rect::from_wh(Pt(round(page.width.0, 3)), Pt(round(page.height.0, 3)));
        let (trim_box, crop_box) = (sheet.clone(), sheet.clone());
        pdf.pages.push(printpdf::PdfPage { media_box: sheet, trim_box, crop_box, ops: Vec::new() });
    }
    if let Some(first) = pdf.pages.first_mut() {
        first.ops = all_glyphs(&fonts);
    }

    let options = PdfSaveOptions { optimize: false, subset_fonts: false, secure: true, image_optimization: None };
    let mut warnings = Vec::new();
    let mut document = pdf.to_lopdf_document(&options, &mut warnings);
    if let Some(error) = warnings.into_iter().find(|warning| warning.severity == PdfParseErrorSeverity::Error) {
        return Err(Error::Printpdf(error.msg));
    }
    put_contents(&mut document, contents)?;
    put_programs(&mut document, fonts)?;
    Ok(document)
}

/// What printpdf calls a font; its own ids are random.
fn id(font: usize) -> FontId {
    FontId(Fonts::name(font))
}

/// A font that has everything but its outlines.
fn stub(font: &Font) -> PdfFont {
    let metrics = &font.metrics;
    let (font_type, original_bytes) = match font.program {
        Program::TrueType(_) => (FontType::TrueType, vec![0, 1, 0, 0]),
        Program::Cff(_) | Program::OpenType(_) => (FontType::OpenTypeCFF(()), b"OTTO".to_vec()),
    };
    PdfFont::new(ParsedFont {
        font_type,
        original_bytes,
        font_index: 0,
        font_name: Some(font.name.clone()),
        // Characters never reach printpdf, only glyphs.
        codepoint_to_glyph: BTreeMap::new(),
        glyph_widths: (1..).zip(font.glyphs.iter().map(|(width, _)| *width)).collect(),
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
    })
}

/// Metrics of a descriptor are thousandths of an em (ISO 32000-1, 9.8.1).
fn per_mille(em: f64) -> i16 {
    (em * 1000.0).round() as i16
}

/// A text that shows every glyph of every font.
fn all_glyphs(fonts: &Fonts) -> Vec<Op> {
    let mut ops = vec![Op::StartTextSection];
    for (at, font) in fonts.fonts.iter().enumerate() {
        let glyphs =
            (1..).zip(&font.glyphs).map(|(glyph, (_, text))| Codepoint::with_cid(glyph, 0.0, text.to_string()));
        ops.push(Op::SetFont { font: PdfFontHandle::External(id(at)), size: Pt(1.0) });
        ops.push(Op::ShowText { items: vec![TextItem::GlyphIds(glyphs.collect())] });
    }
    ops.push(Op::EndTextSection);
    ops
}

fn put_contents(document: &mut Document, contents: Vec<PageContent>) -> Result<(), Error> {
    let page_ids: Vec<ObjectId> = document.page_iter().collect();
    for (page_id, content) in page_ids.into_iter().zip(contents) {
        let stream = document.get_dictionary(page_id)?.get(b"Contents")?.as_reference()?;
        document.get_object_mut(stream)?.as_stream_mut()?.set_content(content.operators);
    }
    Ok(())
}

/// Puts in the font programs, and sets right what printpdf guesses in the descriptors (ISO 32000-1, table 122).
fn put_programs(document: &mut Document, fonts: Fonts) -> Result<(), Error> {
    /// Table 123.
    const FIXED_PITCH: i64 = 1 << 0;
    /// It holds glyphs outside the standard Latin character set. printpdf sets Nonsymbolic.
    const SYMBOLIC: i64 = 1 << 2;
    const ITALIC: i64 = 1 << 6;

    let mut by_name: BTreeMap<Vec<u8>, Font> =
        fonts.fonts.into_iter().map(|font| (font.name.clone().into_bytes(), font)).collect();
    let mut programs = Vec::new();
    for descriptor in document.objects.values_mut().filter_map(|object| object.as_dict_mut().ok()) {
        if !descriptor.has_type(b"FontDescriptor") {
            continue;
        }
        let Some(Font { program, metrics, .. }) = by_name.remove(descriptor.get(b"FontName")?.as_name()?) else {
            continue;
        };
        let mut flags = SYMBOLIC;
        if metrics.is_monospace {
            flags |= FIXED_PITCH;
        }
        if metrics.italic_angle != 0.0 {
            flags |= ITALIC;
        }
        descriptor.set("Flags", flags);
        descriptor.set("ItalicAngle", Object::Real(metrics.italic_angle as f32));
        descriptor.set("CapHeight", i64::from(per_mille(metrics.cap_height)));
        let key: &[u8] = if matches!(program, Program::TrueType(_)) { b"FontFile2" } else { b"FontFile3" };
        programs.push((descriptor.get(key)?.as_reference()?, program));
    }
    for (id, program) in programs {
        let stream = document.get_object_mut(id)?.as_stream_mut()?;
        // Table 126.
        let bytes = match program {
            Program::Cff(bytes) => {
                stream.dict.set("Subtype", "CIDFontType0C");
                bytes
            }
            Program::OpenType(bytes) => bytes,
            Program::TrueType(bytes) => {
                stream.dict.set("Length1", bytes.len() as i64);
                bytes
            }
        };
        stream.set_content(bytes);
    }
    Ok(())
}
