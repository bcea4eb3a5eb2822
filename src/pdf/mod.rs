//! Bytes.
//!
//! Takes a [`Layout`], the [`Document`] that it lays out, the [`Faces`] that it is set in and its pictures; gives a PDF
//! file (ISO 32000-1, version 1.7) that is PDF/A-2a and PDF/UA-1. `content` draws the pages, printpdf writes the tree of
//! pages and the fonts (`skeleton`), and the lopdf document that it hands over is completed here: contents, font
//! programs, pictures, links, structure, outline, metadata, identifier, compression. Knows nothing of the report, of
//! tables or of lines: what does not stand in the layout does not stand in the file. No clock and no random number is
//! asked, so that the same layout gives the same bytes.

mod conformance;
mod content;
mod deflate;
mod drawing;
mod file;
mod fonts;
mod language;
mod links;
mod matrix;
mod metadata;
mod operators;
mod outline;
mod packing;
mod pictures;
pub(crate) mod rules;
mod seal;
mod skeleton;
mod spelling;
mod structure;
mod subset;
mod tidy;

#[cfg(test)]
mod tests;

use lopdf::ObjectId;

use crate::compose::Document;
use crate::layout::page::Layout;
use crate::node::NodeId;
use crate::text::Faces;
use crate::threads;
pub(crate) use conformance::{DIGEST_NAMESPACE, DIGEST_PROPERTY, DOCUMENT_PROPERTY, SEAL_PROPERTY};
use content::PageContent;
pub use file::PdfFile;
use fonts::Fonts;
pub(crate) use matrix::concatenated;
use pictures::Names;
pub use pictures::{EmbeddedPictures, embed_pictures, rehearse_pictures, verify_pictures};
pub(crate) use seal::{PageSeal, SEAL_SCHEME, Seals, seals};
use structure::Tree;

/// Writes a layout down as a PDF file.
pub fn write(layout: &Layout, source: &Document, faces: &Faces, pictures: EmbeddedPictures) -> Result<PdfFile, Error> {
    let fonts = Fonts::new(layout, faces)?;
    let tree = Tree::new(source, layout);
    let names = Names::new(&pictures);
    let content = |_: &mut (), page| content::content(page, &fonts, &names, &tree);
    let contents = threads::map(layout.pages.iter().collect(), || (), content);
    let mut contents: Vec<PageContent> = contents.into_iter().collect::<Result<_, _>>()?;
    let stretches: Vec<Vec<NodeId>> = contents.iter_mut().map(|page| std::mem::take(&mut page.stretches)).collect();
    let mut document = skeleton::skeleton(layout, fonts, contents)?;
    let page_ids: Vec<ObjectId> = document.page_iter().collect();
    tidy::tidy(&mut document, &page_ids)?;
    pictures::add(&mut document, &page_ids, pictures)?;
    let annotations = links::add(&mut document, &page_ids, layout)?;
    let elements = structure::add(&mut document, &page_ids, tree, &stretches, &annotations, layout)?;
    outline::add(&mut document, &page_ids, layout)?;
    metadata::set(&mut document, &elements, &source.properties)?;
    Ok(PdfFile::new(document, elements.numbers(), |number| elements.object((number, 0)))?)
}

/// Why a layout could not be written down.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// The layout asks for a glyph that the face has not, or for its mark of a missing glyph (ISO 19005-2, 6.2.11.8,
    /// forbids to show it). The face lacks a character and no fallback stood in.
    #[error("font {face} has no glyph {glyph} for “{text}”")]
    Glyph {
        /// PostScript name of the face.
        face: String,
        /// Glyph index; 0 is the mark of a missing glyph.
        glyph: u16,
        /// The characters that it would show.
        text: String,
    },
    /// A glyph of the layout has no code in the fonts. Never happens unless this room counts glyphs in two ways.
    #[error("no code for glyph {glyph}, “{text}”")]
    Code {
        /// Glyph index.
        glyph: u16,
        /// The characters that it shows.
        text: String,
    },
    /// The layout shows a picture that has not been made ready. Never happens unless they are counted in two ways.
    #[error("no picture {0}")]
    Picture(usize),
    /// The layout shows a node that the document has not. Never happens.
    #[error("no node {0}")]
    Node(u32),
    /// A face cannot be cut down to the glyphs used: its outlines are damaged, or of a kind that is not supported
    /// (CFF2, bitmaps). Another file must take its place.
    #[error("font {face} cannot be embedded: {source}")]
    Cut {
        /// PostScript name of the face.
        face: String,
        /// What is wrong with it.
        source: subsetter::Error,
    },
    /// printpdf met something that would spoil the file. Never happens unless this room has a fault.
    #[error("printpdf: {0}")]
    Printpdf(String),
    /// printpdf's document is not built as this room expects. Never happens unless printpdf changes.
    #[error("unexpected PDF structure: {0}")]
    Structure(#[from] lopdf::Error),
    /// The bytes could not be put together. Never happens: they go to memory.
    #[error("PDF could not be written: {0}")]
    Write(#[from] std::io::Error),
}

/// A number as it is written: with so many decimals, few enough for `f32` to print them back, and never as -0.
fn round(number: f64, decimals: i32) -> f32 {
    let unit = 10f64.powi(decimals);
    ((number * unit).round() / unit + 0.0) as f32
}
