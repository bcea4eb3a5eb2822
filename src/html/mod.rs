//! The web page.
//!
//! Takes a [`Document`] and its [`Artwork`], gives a [`WebPage`] in one of two forms: a page that stands alone, or a
//! fragment to be pasted into the editor of a portal, which drops what it does not know. Both say what the PDF says,
//! paragraph by paragraph and cell by cell. `page` writes what stands around the text, `body` the text; `headings`,
//! `inlines`, `tables`, `figures` and `notes` are parts of it. `look` knows how parts look in either form, `names` what
//! links lead to (`references`), `shelf` where pictures lie, `markup` writes elements with everything escaped. Knows
//! nothing of the report, TOML, sizes of paper and PDF.

mod body;
mod contents;
mod figures;
mod headings;
mod inlines;
mod look;
mod markup;
mod names;
mod notes;
mod page;
mod references;
mod shelf;
mod tables;

use std::collections::HashMap;
use std::sync::Arc;

use crate::artwork::Artwork;
use crate::compose::Document;
use crate::diagnostic::Diagnostic;
use crate::node::NodeId;
use body::Body;
pub(crate) use figures::VALUES;
pub(crate) use page::GENERATOR;

/// Pixels an inch of a chart in a fragment: half as many again as CSS has, so that it is sharp on fine screens too.
const CHART_DPI: u32 = 144;

/// The files of charts as pixels, by the names of their illustrations.
type ChartPixels = HashMap<NodeId, Arc<[u8]>>;

/// What is asked of a web page.
#[derive(Clone, Copy, Debug)]
pub struct Options<'a> {
    /// What it is for.
    pub form: Form,
    /// Where its pictures go.
    pub pictures: Pictures<'a>,
}

/// What a web page is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Form {
    /// A page that stands alone: it has a title, contents and a look of its own, and asks for nothing outside it but
    /// pictures beside it.
    Page,
    /// What is pasted into the editor of a portal, below the title that the portal prints.
    Fragment,
}

/// Where pictures go.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Pictures<'a> {
    /// Into the addresses of the page (RFC 2397).
    Inline,
    /// Into files beside the page.
    Beside {
        /// The folder, as the page calls it.
        folder: &'a str,
        /// What their names begin with, so that several pages can share the folder.
        stem: &'a str,
    },
}

/// A web page, in UTF-8.
#[derive(Clone, Debug, Default)]
pub struct WebPage {
    /// Its text.
    pub text: String,
    /// The files of its pictures by their names in their folder; none if they are in the page.
    pub files: Vec<(String, Arc<[u8]>)>,
}

/// Writes a document as a web page.
///
/// # Errors
/// Charts that cannot be drawn as pixels, for a fragment.
pub fn write(document: &Document, artwork: &Artwork, options: &Options) -> Result<WebPage, Diagnostic> {
    let charts = match options.form {
        Form::Page => ChartPixels::new(),
        Form::Fragment => artwork.charts(|chart| chart.png(CHART_DPI).map(Arc::from))?,
    };
    let mut body = Body::new(document, artwork, &charts, options);
    body.document();
    let text = match options.form {
        Form::Page => page::page(document, &body),
        Form::Fragment => body.out.finished(),
    };
    Ok(WebPage { text, files: body.shelf.files })
}
