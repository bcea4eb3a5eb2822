//! Web pages as portals publish them, saved by a browser: what they show, block by block.
//!
//! The page is parsed as browsers do it (html5ever). `size` refuses what no report is; `decode` reads its bytes; `sheet`
//! writes simple rules of its style where they count, `levels` raises digits that stand above the line; `content` finds
//! the report among the portal's own parts, `sections` the titles of its sections; `shown` knows what is shown, `order` what stands in what; `text` reads
//! paragraphs, `lists` count their numbers, `grid` sets tables, `pictures` fetches files, `notes` knows footnotes by
//! their links. Tables that only lay out the page are no tables. Pages of this program say what each part of them is
//! (`own`, `own_text`, `own_table`).

mod content;
mod decode;
mod grid;
mod levels;
mod lists;
mod notes;
mod order;
mod own;
mod own_table;
mod own_text;
mod pictures;
mod sections;
mod sheet;
mod shown;
mod size;
#[cfg(test)]
mod tests;
mod text;

use ego_tree::NodeRef;
use scraper::{Html, Node};

use super::blocks::Document;
use super::doubt::Doubt;
use crate::diagnostic::{Message, message};
use content::content;
use decode::decoded;
use levels::set_levels;
use notes::Notes;
use order::Order;
pub(super) use pictures::{Shelf, is_description};
use sheet::apply_rules;
use shown::is_named;
pub(super) use shown::{style, written_style};
use size::{attributes_allowed, bytes_allowed, tags_allowed};
use text::{Reader, text_of};

/// Reads a page. `charset` is the encoding that was sent with it; its pictures are looked for on the shelf.
///
/// # Errors
/// It is larger than any report, or nests deeper.
pub(super) fn page(bytes: &[u8], charset: Option<&str>, mut shelf: Shelf) -> Result<(Document, Vec<Doubt>), Message> {
    bytes_allowed(bytes)?;
    let text = decoded(bytes, charset);
    let page = parsed(&text)?;
    let root = page.tree.root();
    let order = Order::new(root);
    let notes = Notes::new(root, &order);
    if let Some((document, doubts)) = own::document(root, &notes, &mut shelf) {
        return Ok((document, [doubts, unreadable(&text)].concat()));
    }
    let title = root.descendants().find(|node| is_named(node, &["title"])).map(text_of).unwrap_or_default();
    let is_title_shown = is_shown(&title, root);
    let blocks = Reader::new(&notes, &mut shelf).blocks(content(root, &order));
    Ok((
        Document { title, is_title_shown, blocks, notes: notes.into_lines(), ..Document::default() },
        unreadable(&text),
    ))
}

/// Reads a part of a page as it was copied, all of it, with the style of its lines ([`styled`](super::styled)). No files
/// come with it.
///
/// # Errors
/// It is larger than any report, or nests deeper.
pub(super) fn part(text: &str) -> Result<Document, Message> {
    bytes_allowed(text.as_bytes())?;
    let page = parsed(text)?;
    let root = page.tree.root();
    let mut shelf = Shelf::default();
    let notes = Notes::new(root, &Order::new(root));
    if let Some((document, _)) = own::document(root, &notes, &mut shelf) {
        return Ok(document);
    }
    let blocks = Reader::new(&notes, &mut shelf).with_style().blocks(root);
    Ok(Document { blocks, notes: notes.into_lines(), ..Document::default() })
}

fn parsed(text: &str) -> Result<Html, Message> {
    tags_allowed(text)?;
    attributes_allowed(text)?;
    let mut page = Html::parse_document(text);
    apply_rules(&mut page);
    set_levels(&mut page);
    Ok(page)
}

/// Whether the only heading of the first level says what the page calls itself.
fn is_shown(title: &str, root: NodeRef<Node>) -> bool {
    let squeezed = |text: &str| text.split_whitespace().collect::<String>();
    let mut headings = root.descendants().filter(|node| is_named(node, &["h1"]));
    let first = headings.next().filter(|_| headings.next().is_none());
    !title.is_empty() && first.is_some_and(|heading| squeezed(&text_of(heading)) == squeezed(title))
}

/// Whether bytes are a part of a page, as an editor of a portal has it.
pub(super) fn looks_like_a_page(bytes: &[u8]) -> bool {
    // In UTF-16 there is a zero in each character of ASCII.
    let is_wide = bytes.starts_with(b"\xFF\xFE") || bytes.starts_with(b"\xFE\xFF");
    let narrow: Vec<u8> = bytes.iter().copied().filter(|byte| is_wide && *byte != 0).collect();
    let bytes = if is_wide { &narrow } else { bytes };
    let holds = |tag: &[u8]| bytes.windows(tag.len()).any(|window| window.eq_ignore_ascii_case(tag));
    holds(b"<table") && (holds(b"</table") || holds(b"<td"))
}

/// A doubt about characters that could not be read.
fn unreadable(text: &str) -> Vec<Doubt> {
    let count = text.chars().filter(|ch| *ch == char::REPLACEMENT_CHARACTER).count();
    let message = message!(
        zh: "有 {count} 个字读不出，写成了 \u{FFFD}：对照网页改正",
        en: "{count} characters could not be read and are written as \u{FFFD}: look them up in the page",
    );
    (count > 0).then(|| Doubt::new("网页".to_owned(), message)).into_iter().collect()
}
