//! What stands where on the pages.
//!
//! Takes a [`Layout`], the [`Document`] that it is of, and the [`Report`] and [`Narratives`] that this was composed of;
//! tells what of the data file stands at a point of a page ([`Places::at`]), and where on the pages stands what has a
//! key ([`Places::boxes`]). Knows nothing of how pages are drawn, of the text of the data file, and of who asks.
//!
//! Figures, heads and labels of the official tables are known by the names of their cells, and blank ones by the room
//! that they have. Narrative is known by the places of its characters in the file: `texts` ties each text of the
//! document to these, `cursor` follows the glyphs of a text along it, `glyphs` goes over the glyphs of pages, `boxes`
//! makes boxes of them and `hit` finds one.

mod boxes;
mod cursor;
mod glyphs;
mod hit;
mod texts;

#[cfg(test)]
mod tests;

use std::ops::Range;

use crate::compose::Document;
use crate::layout::Layout;
use crate::narrative::Narratives;
use crate::report::Report;
use crate::text::Faces;
use crate::units::Pt;
use texts::Texts;

/// What stands at a point of a page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Spot {
    /// What the data file calls it: `applications.received.natural` of a figure, `applications.received` of a label,
    /// `overview.body` of narrative, `overview.title` of the heading of a section, `report.title`, `report.organ` and
    /// `report.published` of the signature, `report.contents` of the head of the table of contents, `report.draft` of
    /// 草稿, `page.numbers` of a page number.
    pub key: String,
    /// Of narrative, the byte of the file that it stands in: that of the character, or of the expression that it comes
    /// of.
    pub offset: Option<usize>,
}

/// Where something stands: points from the top left corner of its page.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct PlacedBox {
    /// Index of the page.
    pub page: usize,
    /// Left.
    pub x: Pt,
    /// Top.
    pub y: Pt,
    /// Width.
    pub width: Pt,
    /// Height.
    pub height: Pt,
}

/// What stands where. It is made in no time, for each layout or each question.
pub struct Places<'a> {
    document: &'a Document,
    layout: &'a Layout,
    faces: &'a Faces,
    texts: Texts<'a>,
}

impl<'a> Places<'a> {
    /// The places of a layout. All that is given must be of one report: the document composed of it, laid out in these
    /// faces.
    pub fn new(
        document: &'a Document,
        layout: &'a Layout,
        faces: &'a Faces,
        report: &'a Report,
        narratives: &'a Narratives,
    ) -> Places<'a> {
        let texts = Texts::new(document, layout, report, narratives);
        Places { document, layout, faces, texts }
    }

    /// What stands at a point of a page, or nearest to it on the line next to it; `None` where there is nothing, such
    /// as in a margin.
    pub fn at(&self, page: usize, x: Pt, y: Pt) -> Option<Spot> {
        hit::at(self, page, x, y)
    }

    /// Where something stands, by its key, page by page:
    ///
    /// - a figure, a head or a label of an official table: its cell, on every page where that is shown;
    /// - narrative: a box for each line, of those characters that stand in `range` (bytes of the file that it stands
    ///   in; all of them without it), and one for each picture and chart there; where `range` is empty, that of the
    ///   character behind it, or else of the one before it;
    /// - any other key that [`Places::at`] gives, but for those of draft marks and page numbers: its lines;
    /// - an official table, such as `applications`: what stands of it on each page; any other section: its heading;
    /// - a chart, such as `charts.sources`: its drawing.
    pub fn boxes(&self, key: &str, range: Option<Range<usize>>) -> Vec<PlacedBox> {
        boxes::boxes(self, key, range)
    }
}
