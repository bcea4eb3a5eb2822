//! Finished pages: what the `pdf` room writes down. All lengths are points from the top left corner of the page.

use std::collections::HashMap;

use smol_str::SmolStr;

use crate::chart::Shape;
use crate::compose::document::{NodeId, PictureId};
use crate::diagnostic::Diagnostic;
use crate::text::{FaceId, StandIn};
use crate::units::Pt;

/// A laid-out document.
#[derive(Clone, Debug, Default)]
pub struct Layout {
    /// Its pages in order.
    pub pages: Vec<Page>,
    /// Its headings, title excluded, in order.
    pub outline: Vec<OutlineEntry>,
    /// Where its pictures and charts stand, captions excluded.
    pub illustrations: Vec<IllustrationPlace>,
    /// Where the cells of tables stand, page by page, the order of each page that of reading.
    pub cells: Vec<CellPlace>,
    /// Footnotes that stand on further pages.
    pub notes_again: Vec<NoteAgain>,
    /// Which faces stepped in for others.
    pub stand_ins: Vec<StandIn>,
    /// What had to be done that no typesetter does by choice, such as dividing a word, in the order of the file.
    pub notes: Vec<Diagnostic>,
}

/// A footnote that stands on a further page, because that page mentions it too.
#[derive(Clone, Debug)]
pub struct NoteAgain {
    /// The first mention on that page.
    pub mention: NodeId,
    /// What its nodes are called there, by their names in the document.
    pub names: HashMap<NodeId, NodeId>,
}

/// Where a picture or a chart stands.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct IllustrationPlace {
    /// Its node.
    pub node: NodeId,
    /// Index of its page.
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

/// Where a cell of a table stands, or a part of one that goes on over pages; up to the middles of the rules around it.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct CellPlace {
    /// Its node.
    pub node: NodeId,
    /// Index of its page.
    pub page: usize,
    /// Left.
    pub x: Pt,
    /// Top.
    pub y: Pt,
    /// Width.
    pub width: Pt,
    /// Height.
    pub height: Pt,
    /// Whether its text stands here once more because its table goes on.
    pub repeated: bool,
}

/// One page.
#[derive(Clone, Debug)]
pub struct Page {
    /// Width.
    pub width: Pt,
    /// Height.
    pub height: Pt,
    /// What stands on it, in reading order; what is no part of the text (rules, page numbers) where it is drawn.
    pub items: Vec<Item>,
}

/// A heading in the outline.
#[derive(Clone, Debug, PartialEq)]
pub struct OutlineEntry {
    /// 1 for 一、, 2 for （一）, 3 for 1., 4 for （1）.
    pub level: u8,
    /// Its number and text.
    pub title: String,
    /// Where it stands.
    pub destination: Destination,
}

/// Something that stands on a page.
#[derive(Clone, Debug)]
pub enum Item {
    /// Glyphs on one baseline in one face and size.
    Text(TextRun),
    /// A straight rule.
    Rule(Rule),
    /// An area that leads elsewhere.
    Link(LinkArea),
    /// A picture.
    Picture(PlacedPicture),
    /// A path of a drawing; its points count from the top left corner of the page.
    Shape(Owner, Shape),
}

/// A picture in its place.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct PlacedPicture {
    /// The node that it belongs to.
    pub node: NodeId,
    /// The picture.
    pub picture: PictureId,
    /// Left.
    pub x: Pt,
    /// Top.
    pub y: Pt,
    /// Width.
    pub width: Pt,
    /// Height.
    pub height: Pt,
}

impl Layout {
    /// Every place where a picture is shown: its id, width and height.
    pub(crate) fn picture_places(&self) -> Vec<(PictureId, Pt, Pt)> {
        let items = self.pages.iter().flat_map(|page| &page.items);
        let places = items.filter_map(|item| match item {
            Item::Picture(placed) => Some((placed.picture, placed.width, placed.height)),
            _ => None,
        });
        places.collect()
    }
}

/// What an item belongs to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Owner {
    /// A node of the document.
    Node(NodeId),
    /// A page number.
    PageNumber,
    /// 草稿 on every page of a draft.
    DraftMark,
    /// A head or label that stands here once more because its table goes on.
    Repeated,
    /// A rule, a fill, a leader: ornament.
    Ornament,
}

/// Glyphs on one baseline, in one face and size, from left to right.
#[derive(Clone, Debug)]
pub struct TextRun {
    /// What it belongs to.
    pub owner: Owner,
    /// The face.
    pub face: FaceId,
    /// Size of the em.
    pub size: Pt,
    /// The baseline.
    pub baseline: Pt,
    /// Whether the run is turned a quarter to the left about this point of its baseline, from the left edge of the
    /// page, so that it is read upwards.
    pub turned_at: Option<Pt>,
    /// The glyphs.
    pub glyphs: Vec<PlacedGlyph>,
}

/// One glyph in its place.
#[derive(Clone, Debug, PartialEq)]
pub struct PlacedGlyph {
    /// Glyph index in the face.
    pub id: u16,
    /// Pen: the left end of its advance. Glyphs of a run need not touch.
    pub x: Pt,
    /// How far above the run's baseline it stands (marks).
    pub rise: Pt,
    /// Characters that it shows: a cluster's first glyph has all of them, its other glyphs none.
    pub text: SmolStr,
}

/// A straight rule of a table or above footnotes, horizontal or vertical, black.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Rule {
    /// Left end, or middle of a vertical rule.
    pub x0: Pt,
    /// Upper end, or middle of a horizontal rule.
    pub y0: Pt,
    /// Right end, or middle of a vertical rule.
    pub x1: Pt,
    /// Lower end, or middle of a horizontal rule.
    pub y1: Pt,
    /// Thickness.
    pub thickness: Pt,
}

/// An area that leads elsewhere.
#[derive(Clone, Debug, PartialEq)]
pub struct LinkArea {
    /// The link.
    pub node: NodeId,
    /// Left.
    pub x0: Pt,
    /// Top.
    pub y0: Pt,
    /// Right.
    pub x1: Pt,
    /// Bottom.
    pub y1: Pt,
    /// Where it leads.
    pub target: Target,
}

/// Where a link leads.
#[derive(Clone, Debug, PartialEq)]
pub enum Target {
    /// To an address outside.
    Address(String),
    /// To a heading, a figure or a table.
    Inside {
        /// Its number and text.
        title: String,
        /// Where it stands.
        destination: Destination,
    },
}

/// A place that the outline and links lead to: that of a heading, a figure or a table.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Destination {
    /// Index of its page.
    pub page: usize,
    /// Top of its line, or of itself.
    pub top: Pt,
}
