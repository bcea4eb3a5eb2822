//! The size of every illustration on a page of GB/T 9704.

use super::abreast::{Share, share_out};
use crate::chart::{self, Frame, Look};
use crate::compose::document::{Illustration, List, Node, NodeId, PictureId, QuoteNode, Shows};
use crate::official_page::{AREA_HEIGHT, AREA_WIDTH, CHARACTERS, INDENT_CELLS};
use crate::picture::Pictures;
use crate::text::Typesetter;
use crate::units::Pt;

/// Part of the height of the type area that one may have: what remains is for its caption and a heading.
const TALLEST: f64 = 0.8;

/// Measures illustrations.
pub(super) struct Measurer<'a, 'f> {
    pub(super) pictures: &'a Pictures,
    /// Whether charts are coloured.
    pub(super) colour: bool,
    pub(super) typesetter: &'a mut Typesetter<'f>,
}

/// An illustration with its size.
pub(super) struct Measured {
    pub(super) node: NodeId,
    pub(super) shows: Seen,
    pub(super) width: Pt,
    pub(super) height: Pt,
}

/// What is to be seen.
pub(super) enum Seen {
    Picture(PictureId),
    Chart(Frame),
}

impl Measured {
    /// The place of a picture.
    pub(super) fn place(&self) -> Option<(PictureId, Pt, Pt)> {
        match self.shows {
            Seen::Picture(id) => Some((id, self.width, self.height)),
            Seen::Chart(_) => None,
        }
    }
}

/// Illustrations from left to right.
type Row = Vec<Measured>;

impl Measurer<'_, '_> {
    /// All illustrations, row by row.
    pub(super) fn nodes(&mut self, nodes: &[Node]) -> Vec<Row> {
        let mut rows = Vec::new();
        for node in nodes {
            match node {
                Node::Illustrations(all) => rows.extend(self.rows(all, AREA_WIDTH)),
                Node::Quote(quoted) => {
                    for node in quoted {
                        match node {
                            QuoteNode::Illustrations(all) => {
                                let indent = AREA_WIDTH / CHARACTERS * INDENT_CELLS;
                                rows.extend(self.rows(all, AREA_WIDTH - indent * 2.0));
                            }
                            QuoteNode::List(list) => rows.extend(self.list(list)),
                            _ => {}
                        }
                    }
                }
                Node::List(list) => rows.extend(self.list(list)),
                Node::TableNotes(nodes) => rows.extend(self.nodes(nodes)),
                _ => {}
            }
        }
        rows
    }

    fn list(&mut self, list: &List) -> Vec<Row> {
        list.items.iter().flat_map(|item| self.nodes(&item.nodes)).collect()
    }

    /// Illustrations that the report puts side by side: one row where they have the room and can be read, else one
    /// below another.
    fn rows(&mut self, all: &[Illustration], whole: Pt) -> Vec<Row> {
        let is_legible =
            |row: &Row| row.iter().all(|one| !matches!(&one.shows, Seen::Chart(frame) if !chart::is_legible(frame)));
        let rows = match self.row(all, whole) {
            Some(row) if all.len() <= 1 || is_legible(&row) => vec![row],
            _ => all.iter().filter_map(|one| self.row(std::slice::from_ref(one), whole)).collect(),
        };
        for (one, measured) in all.iter().zip(rows.iter().flatten()) {
            if let (Shows::Chart(chart), Seen::Chart(frame)) = (&one.shows, &measured.shows)
                && let Some(note) = chart::crowded(chart, frame)
            {
                self.typesetter.report(note);
            }
        }
        rows
    }

    fn row(&mut self, all: &[Illustration], whole: Pt) -> Option<Row> {
        let shares = share_out(all, whole, AREA_WIDTH)?;
        Some(all.iter().zip(&shares).map(|(one, share)| self.measure(one, share)).collect())
    }

    /// A picture has its own size unless another is stated, and either gives way where it is too large.
    fn measure(&mut self, one: &Illustration, share: &Share) -> Measured {
        let max_height = AREA_HEIGHT * TALLEST;
        match &one.shows {
            Shows::Picture(id) => {
                let (width, height) = self.pictures.size(*id);
                let wide = share.stated.map_or((share.room / width).min(1.0), |stated| stated / width);
                let scale = wide.min(max_height / height);
                Measured { node: one.id, shows: Seen::Picture(*id), width: width * scale, height: height * scale }
            }
            Shows::Chart(chart) => {
                let width = share.stated.unwrap_or(share.room);
                let look = Look { width, max_height, colour: self.colour, node: one.id };
                let frame = chart::draw(chart, look, self.typesetter);
                Measured { node: one.id, width: frame.width, height: frame.height, shows: Seen::Chart(frame) }
            }
        }
    }
}
