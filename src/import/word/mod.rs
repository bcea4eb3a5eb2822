//! Word files (.docx, ECMA-376): what they show, block by block.
//!
//! `package` gives parts and what they name; `body` goes through the text from the top, `runs` reads paragraphs
//! and `fields` in them, `tables` set grids, `notes` are footnotes, `pictures` their files. Numbers of paragraphs that Word counts itself are
//! counted here (`numbering`), and what files of this program tell by their styles is taken as that (`own`, `own_text`; `signs` stand in its
//! lines for what is no text). What was deleted, moved away or hidden, by its style too (`styles`), is not read.

mod body;
mod fields;
mod notes;
mod numbering;
mod own;
mod own_text;
mod package;
mod pictures;
mod rows;
mod runs;
mod signs;
mod styles;
mod tables;
#[cfg(test)]
mod tests;
mod xml;

use super::blocks::Document;
use super::doubt::Doubt;
use super::grid::Grid;
use crate::diagnostic::{Message, message};
use body::Reader;
use numbering::Numbering;
use package::{Package, damaged};
use pictures::Media;
use runs::{Links, add_bookmarks};
use styles::Styles;
use xml::{is, parsed};

/// The main part, where no other is named.
const MAIN: &str = "word/document.xml";

/// What a Word file shows.
pub(super) struct Shows {
    pub document: Document,
    /// Whose it is, if this program has made it.
    pub organ: Option<String>,
    /// The title of the report, if it is known for certain.
    pub heading: Option<String>,
    /// What was left out of it, and the like.
    pub doubts: Vec<Doubt>,
}

/// What a Word file shows. `is_official` tells the tables of the form.
///
/// # Errors
/// It is damaged, or larger than any report.
pub(super) fn document(bytes: &[u8], is_official: &dyn Fn(&Grid) -> bool) -> Result<Shows, Message> {
    let mut package = Package::open(bytes)?;
    let organ = own::organ(&mut package)?;
    let main = package.relations("")?.part("officeDocument").unwrap_or(MAIN).to_owned();
    let relations = package.relations(&main)?;
    let links = relations.links();
    let mut of_notes = |kind: &str| -> Result<Links, Message> {
        let name = relations.part(kind).map_or_else(|| format!("word/{kind}.xml"), str::to_owned);
        Ok(package.relations(&name)?.links())
    };
    let [of_footnotes, of_endnotes] = [of_notes("footnotes")?, of_notes("endnotes")?];
    let text = package.text(&main)?.ok_or_else(damaged)?;
    let mut part = |kind: &str| {
        let name = relations.part(kind).map_or_else(|| format!("word/{kind}.xml"), str::to_owned);
        package.text(&name).map(Option::unwrap_or_default)
    };
    let [numbering, styles, footnotes, endnotes] =
        [part("numbering")?, part("styles")?, part("footnotes")?, part("endnotes")?];
    let document = parsed(&text)?;
    let [numbering, styles, footnotes, endnotes] =
        [&numbering, &styles, &footnotes, &endnotes].map(|text| parsed(text).ok());

    let own = organ.as_ref().map(|_| is_official);
    let numbering = Numbering::new(numbering.as_ref(), styles.as_ref());
    let mut reader = Reader::new(numbering, Styles::new(styles.as_ref()), Media::new(package, relations), own);
    let mut notes = Vec::new();
    reader.links = of_footnotes;
    reader.notes(footnotes.as_ref(), "footnote", &mut notes);
    reader.links = of_endnotes;
    reader.notes(endnotes.as_ref(), "endnote", &mut notes);
    reader.links = links;
    add_bookmarks(&document, &mut reader.marks);
    let body = document.descendants().find(|node| is(*node, "body"));
    let blocks = body.map(|body| reader.read(body)).unwrap_or_default();
    reader.doubt_own();
    let mut doubts = std::mem::take(&mut reader.doubts);
    if reader.lost_notes > 0 {
        let count = reader.lost_notes;
        let message = message!(zh: "{count} 条脚注没有带入", en: "{count} footnotes were left out");
        doubts.push(Doubt::new("脚注".to_owned(), message));
    }
    if reader.struck > 0 {
        let count = reader.struck;
        let message =
            message!(zh: "{count} 处划掉的文字没有带入", en: "{count} stretches that are struck out were left out");
        doubts.push(Doubt::new("删除线".to_owned(), message));
    }
    let is_whole = organ.is_some();
    let document = Document { blocks, notes, is_whole, ..Document::default() };
    Ok(Shows { document, organ: organ.filter(|organ| !organ.is_empty()), heading: reader.heading, doubts })
}
