//! Artwork: what illustrations show, as files that any output but the PDF can take.
//!
//! Takes a [`Document`], its pictures and the faces that its charts are lettered in; gives for each illustration its
//! [`Art`]: the size at which it is printed, and a picture's file or a chart's drawing, as SVG and as PNG. How
//! illustrations share a width (`abreast`) goes for the layout as well; `measure` gives all of them their sizes,
//! `drawing` writes a chart as SVG, its letters as text or as `outlines`, and `rasterise` makes pixels of it. Knows
//! nothing of pages, of the outputs and of PDF.

mod abreast;
mod drawing;
mod measure;
mod numbers;
mod outlines;
mod rasterise;

#[cfg(test)]
mod tests;

pub(crate) use abreast::{ABREAST_GAP, Share, share_out};
pub(crate) use drawing::put_shape;
pub use drawing::{ChartDrawing, Lettering};
pub(crate) use numbers::{put_decimal, put_integer, put_number};
pub(crate) use outlines::Outlines;

use std::collections::HashMap;

use crate::compose::Document;
use crate::compose::document::{Illustration, NodeId, PictureId};
use crate::diagnostic::Diagnostic;
use crate::picture::{Limits, PictureFile, Pictures, Ready};
use crate::text::{Faces, Typesetter};
use crate::threads;
use crate::units::Pt;
use measure::{Measured, Measurer, Seen};

/// Pixels an inch of what is drawn, and of pictures that are finer, unless the report says otherwise: sharp in print.
pub const USUAL_DPI: u16 = 300;

/// What all illustrations of a document show.
#[derive(Debug, Default)]
pub struct Artwork {
    by_node: HashMap<NodeId, Art>,
    /// What had to be done so that everything finds its place. That pictures are finer than need be is no loss here, and
    /// not told.
    pub notes: Vec<Diagnostic>,
}

/// What an illustration shows.
#[derive(Debug)]
pub struct Art {
    /// What is to be seen.
    pub shows: ArtKind,
    /// Its width where the type area is 156 mm wide.
    pub width: Pt,
    /// Its height there.
    pub height: Pt,
    /// Whether it is the first from the left; else it stands beside the one before.
    pub begins_row: bool,
}

/// What is to be seen.
#[derive(Debug)]
pub enum ArtKind {
    /// A picture.
    Picture(PictureFile),
    /// A chart.
    Chart(ChartDrawing),
}

/// How artwork is made.
#[derive(Clone, Copy, Debug)]
pub struct ArtOptions {
    /// Whether charts are coloured; without, they are hatched in black on white.
    pub colour: bool,
    /// Pixels an inch at most.
    pub max_dpi: Option<u16>,
    /// What a picture may ask of the machine.
    pub limits: Limits,
}

impl Artwork {
    /// Draws the charts of a document and makes its pictures ready.
    ///
    /// # Errors
    /// Every picture that turns out to be damaged, every character of a chart that no face has.
    pub fn new(
        document: &Document,
        pictures: Pictures,
        faces: &Faces,
        options: &ArtOptions,
    ) -> Result<Artwork, Vec<Diagnostic>> {
        let mut typesetter = Typesetter::new(faces);
        let mut measurer = Measurer { pictures: &pictures, colour: options.colour, typesetter: &mut typesetter };
        let rows = measurer.nodes(&document.nodes);
        let (mut faults, notes): (Vec<_>, Vec<_>) =
            typesetter.into_problems().into_iter().partition(Diagnostic::is_error);

        let dpi = options.max_dpi.unwrap_or(USUAL_DPI);
        let places: Vec<(PictureId, Pt, Pt)> = rows.iter().flatten().filter_map(Measured::place).collect();
        let files = pictures.prepare(&places, Some(dpi), &options.limits, faces, |graphic, width| {
            PictureFile::new(graphic, width, u32::from(dpi), &options.limits)
        });
        let files = files.unwrap_or_else(|damaged| {
            faults.extend(damaged);
            Ready::default()
        });
        if !faults.is_empty() {
            return Err(faults);
        }
        let mut by_node = HashMap::new();
        for row in rows {
            for (at, one) in row.into_iter().enumerate() {
                let shows = match one.shows {
                    Seen::Picture(id) => files.get(id).cloned().map(ArtKind::Picture),
                    Seen::Chart(frame) => Some(ArtKind::Chart(ChartDrawing::new(frame, faces))),
                };
                let art = |shows| Art { shows, width: one.width, height: one.height, begins_row: at == 0 };
                by_node.extend(shows.map(|shows| (one.node, art(shows))));
            }
        }
        Ok(Artwork { by_node, notes })
    }

    /// What is made of each chart, all at once, by the names of their illustrations.
    ///
    /// # Errors
    /// What `make` refuses.
    pub fn charts<T: Send>(
        &self,
        make: impl Fn(&ChartDrawing) -> Result<T, Diagnostic> + Sync + Send,
    ) -> Result<HashMap<NodeId, T>, Diagnostic> {
        let charts = self.by_node.iter().filter_map(|(node, art)| match &art.shows {
            ArtKind::Chart(drawing) => Some((*node, drawing)),
            ArtKind::Picture(_) => None,
        });
        let each = |(): &mut (), (node, drawing): (NodeId, &ChartDrawing)| Ok((node, make(drawing)?));
        threads::map(charts.collect(), || (), each).into_iter().collect()
    }

    /// What an illustration of the document shows.
    pub fn of(&self, illustration: &Illustration) -> Option<&Art> {
        self.by_node.get(&illustration.id)
    }
}
