//! Where everything goes.
//!
//! Takes a [`Document`], the sizes of its [`Pictures`] and the geometry of the page, gives a [`Layout`]: pages of
//! positioned glyphs, rules, pictures, shapes and links, each tied to its node in the tree. Knows faces and lines
//! through `text`, drawings through `chart`; knows nothing of PDF.
//!
//! The steps in order: `geometry` is the page of the standard, `flow` turns the document into pieces one below another
//! (`table` measures tables, `illustrations` pictures and charts, `contents` is the
//! table of contents), `paginate` cuts them into pages (`smaller` scales the pictures that these want
//! smaller), `paint` puts glyphs and rules on these (`leaders` end the lines of the table of contents). `quiet` knows of most documents that there is nothing to tell, and lays none out.

mod contents;
mod flow;
mod geometry;
mod illustrations;
mod leaders;
pub mod page;
mod paginate;
mod paint;
mod quiet;
pub(crate) mod rules;
mod runs;
mod smaller;
mod table;
mod told;

use crate::compose::Document;
use crate::diagnostic::{Diagnostic, message};
use crate::picture::Pictures;
use crate::report::PageOptions;
use crate::report::bounds::Bound;
use crate::text::{Faces, Typesetter};
use geometry::Geometry;
use illustrations::IllustrationContext;
pub use page::{Layout, Page};
pub(crate) use quiet::quiet;

/// Lays a document out.
///
/// # Errors
/// Every character that no face has, at its place in the data file; a table of more columns than have room
/// (`limit-columns`); a page of more footnotes than have marks (`limit-notes`); more pages than
/// there may be (`limit-pages`).
pub fn layout(
    document: &Document,
    options: &PageOptions,
    faces: &Faces,
    pictures: &Pictures,
) -> Result<Layout, Vec<Diagnostic>> {
    let geometry = Geometry::new(options, faces);
    let mut typesetter = Typesetter::new(faces);
    let context = IllustrationContext { geometry: &geometry, pictures, colour: options.color };
    let mut flow = flow::flow(document, &context, &mut typesetter);
    let pages = paginate::paginate(&flow, &geometry);
    if pages.len() > options.most_pages {
        return Err(vec![too_many_pages(pages.len(), options.most_pages)]);
    }
    smaller::scale(&mut flow, &pages, &mut typesetter);
    let mut layout = paint::paint(&flow, &pages, document, &geometry, &mut typesetter);
    layout.stand_ins = typesetter.stand_ins();
    let (errors, notes): (Vec<_>, Vec<_>) = typesetter.into_problems().into_iter().partition(Diagnostic::is_error);
    layout.notes = notes;
    if errors.is_empty() { Ok(layout) } else { Err(errors) }
}

fn too_many_pages(count: usize, most: usize) -> Diagnostic {
    let message = message!(
        zh: "排出来有 {count} 页，最多 {most} 页",
        en: "this makes {count} pages; {most} are allowed",
    );
    let help = message!(
        zh: "删去误贴的内容，另作附件，或者分成几份报告",
        en: "delete what does not belong here, or make it an annex or several reports",
    );
    Diagnostic::error(&rules::LIMIT_PAGES, message).help(Bound::Pages.help(&help))
}
