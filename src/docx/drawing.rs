//! Pictures and charts: several abreast where they stand so, each above its caption.

use std::sync::Arc;

use super::body::whole;
use super::writer::{ChartFile, Look, Writer};
use super::xml::{Escaped, put};
use crate::artwork::{Art, ArtKind};
use crate::compose::document::Illustration;
use crate::picture::PictureFormat;
use crate::units::Pt;

/// English metric units in a point (ECMA-376-1, 20.1.2.1).
const EMU: f64 = 12_700.0;
/// Between two that stand abreast, and between a picture and its caption (this program's choice, as in the PDF).
const GAP: Pt = Pt(14.0);
const CAPTION_GAP: Pt = Pt(2.0);
/// Least room above and below them.
const ROW_GAP: Pt = Pt(5.0);

/// An illustration with what it shows.
type Shown<'a> = (&'a Illustration, &'a Art);

impl<'a> Writer<'a> {
    /// Puts illustrations, row by row.
    pub(super) fn illustrations(&mut self, all: &'a [Illustration], is_quoted: bool) {
        let style = if is_quoted { "QuotedIllustration" } else { "Illustration" };
        let artwork = self.artwork;
        let shown: Vec<Shown> = all.iter().filter_map(|one| Some((one, artwork.of(one)?))).collect();
        for row in shown.chunk_by(|_, (_, next)| !next.begins_row) {
            match row {
                [one] => self.alone(*one, style),
                row => self.abreast(row, style),
            }
        }
    }

    /// One in the middle of the text's width. With its caption it takes whole lines.
    fn alone(&mut self, (one, art): Shown<'a>, style: &str) {
        let caption = one.caption.as_ref().map_or(Pt::ZERO, |_| CAPTION_GAP + self.page.small_pitch());
        let height = art.height + caption;
        let room = (self.page.left_of_slots(height + ROW_GAP * 2.0) + ROW_GAP * 2.0) / 2.0;
        let after = if one.caption.is_some() { CAPTION_GAP } else { room };
        let look = Look { before: room, after, keep_next: one.caption.is_some(), ..Look::default() };
        self.picture(one, art, (style, look));
        if let Some(caption) = &one.caption {
            self.caption(caption, caption.id, Look { after: room, ..Look::default() });
        }
    }

    /// Several in a table without rules, each in its cell with its caption; they stand on one foot.
    fn abreast(&mut self, row: &[Shown<'a>], style: &str) {
        self.part_tables();
        let free = self.page.width() - row.iter().map(|(_, art)| art.width).sum();
        let share = (free / row.len() as f64).max(Pt::ZERO);
        let widths: Vec<Pt> = row.iter().map(|(_, art)| art.width + share).collect();
        let widths = whole(&widths);
        let foot = row.iter().map(|(_, art)| art.height).fold(Pt::ZERO, Pt::max);

        let width: i64 = widths.iter().sum();
        put!(
            &mut self.part.text,
            "<w:tbl><w:tblPr><w:tblW w:w=\"{width}\" w:type=\"dxa\"/><w:jc w:val=\"center\"/>\
             <w:tblLayout w:type=\"fixed\"/><w:tblCellMar><w:left w:w=\"0\" w:type=\"dxa\"/><w:right w:w=\"0\" w:type=\"dxa\"/>\
             </w:tblCellMar></w:tblPr>"
        );
        self.table_grid(&widths);
        self.part.text.push_str("<w:tr><w:trPr><w:cantSplit/></w:trPr>");
        for ((one, art), width) in row.iter().zip(widths) {
            put!(&mut self.part.text, "<w:tc><w:tcPr><w:tcW w:w=\"{width}\" w:type=\"dxa\"/></w:tcPr>");
            let before = ROW_GAP + foot - art.height;
            let look = Look { before, after: CAPTION_GAP, keep_next: one.caption.is_some(), ..Look::default() };
            self.picture(one, art, (style, look));
            if let Some(caption) = &one.caption {
                let indents = Some((GAP / 2.0, GAP / 2.0, Pt::ZERO));
                self.caption(caption, caption.id, Look { after: ROW_GAP, indents, ..Look::default() });
            }
            self.part.text.push_str("</w:tc>");
        }
        self.part.text.push_str("</w:tr></w:tbl>");
        self.below_table = true;
    }

    /// A paragraph of a style that holds a picture.
    fn picture(&mut self, one: &Illustration, art: &Art, (style, look): (&str, Look)) {
        let Some((pixels, drawing)) = self.files(one, art) else { return };
        self.drawings += 1;
        let number = self.drawings;
        let (width, height) = (emu(art.width), emu(art.height));
        let words = Escaped(&one.alternative).to_string();
        let drawing = drawing.map(|drawing| {
            format!(
                "<a:extLst><a:ext uri=\"{{96DAC541-7B7A-43D3-8B79-37D633B846F1}}\"><asvg:svgBlip \
                 xmlns:asvg=\"http://schemas.microsoft.com/office/drawing/2016/SVG/main\" r:embed=\"{drawing}\"/></a:ext></a:extLst>"
            )
        });
        let drawing = drawing.unwrap_or_default();
        self.paragraph(style, look, |writer| {
            let bookmark = writer.begin_bookmark(one.id);
            put!(
                &mut writer.part.text,
                "<w:r><w:drawing><wp:inline distT=\"0\" distB=\"0\" distL=\"0\" distR=\"0\">\
                 <wp:extent cx=\"{width}\" cy=\"{height}\"/><wp:docPr id=\"{number}\" name=\"图片 {number}\" descr=\"{words}\"/>\
                 <wp:cNvGraphicFramePr><a:graphicFrameLocks noChangeAspect=\"1\"/></wp:cNvGraphicFramePr>\
                 <a:graphic><a:graphicData uri=\"http://schemas.openxmlformats.org/drawingml/2006/picture\"><pic:pic>\
                 <pic:nvPicPr><pic:cNvPr id=\"{number}\" name=\"图片 {number}\" descr=\"{words}\"/><pic:cNvPicPr/></pic:nvPicPr>\
                 <pic:blipFill><a:blip r:embed=\"{pixels}\">{drawing}</a:blip><a:stretch><a:fillRect/></a:stretch></pic:blipFill>\
                 <pic:spPr><a:xfrm><a:off x=\"0\" y=\"0\"/><a:ext cx=\"{width}\" cy=\"{height}\"/></a:xfrm>\
                 <a:prstGeom prst=\"rect\"><a:avLst/></a:prstGeom></pic:spPr></pic:pic></a:graphicData></a:graphic>\
                 </wp:inline></w:drawing></w:r>"
            );
            writer.end_bookmark(bookmark);
        });
    }

    /// The relations of a picture's pixels, and of its drawing if it has one; `None` where there is nothing to show.
    fn files(&mut self, one: &Illustration, art: &Art) -> Option<(String, Option<String>)> {
        let (format, pixels, drawing) = match &art.shows {
            ArtKind::Picture(file) => {
                let (format, bytes) = file.pixels();
                (format, bytes, (file.format == PictureFormat::Svg).then_some(&file.bytes))
            }
            ArtKind::Chart(_) => {
                let ChartFile { pixels, drawing } = self.charts.get(&one.id)?;
                (PictureFormat::Png, pixels, Some(drawing))
            }
        };
        let mut relate = |bytes: &Arc<[u8]>, format: PictureFormat| {
            let path = self.store(bytes, format.ending());
            self.part.relations.image(&path)
        };
        Some((relate(pixels, format), drawing.map(|drawing| relate(drawing, PictureFormat::Svg))))
    }
}

fn emu(length: Pt) -> i64 {
    (length.0 * EMU).round().max(1.0) as i64
}
