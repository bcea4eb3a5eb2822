//! The structure tree of a file (ISO 32000-1, 14.7.2): its elements in reading order, each with the numbers of its
//! stretches of content. Whatever a hostile file says of it, it is read once and comes to an end.

use std::collections::{HashMap, HashSet};

use lopdf::{Dictionary, Document, Object, ObjectId};

use super::content::text_string;
use super::limits::{Limit, too_much};
use super::{Placed, Shown, damaged};
use crate::diagnostic::Diagnostic;

/// Elements and stretches of a file. A table of 400,000 cells, the most that a report has, takes a million.
const MOST_KIDS: usize = 3_000_000;
/// Elements within one another. The deepest list of a report, in a quote, takes some thirty.
const DEEPEST: usize = 100;

/// A structure element.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Element {
    /// Its type, such as `P`.
    pub tag: String,
    /// Its name, if it has one.
    pub name: String,
    /// What is read aloud in its place.
    pub alternative: String,
    /// Rows that it spans, if it is a cell, 1 at least.
    pub row_span: usize,
    /// Columns that it spans.
    pub column_span: usize,
    /// Whether it is the head of a row.
    pub heads_row: bool,
    /// Where it stands on its page: left, foot, right, top.
    pub bounds: Option<[f32; 4]>,
    /// What it holds, in reading order.
    pub kids: Vec<Kid>,
}

/// What an element holds.
#[derive(Clone, Debug, PartialEq)]
pub enum Kid {
    /// Another element.
    Element(Element),
    /// A stretch of content.
    Stretch(Stretch),
    /// Where a link leads, the address in words; `None` if that is within the document.
    Target(Option<String>),
}

/// A stretch of content.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Stretch {
    /// Index of its page.
    pub page: usize,
    /// Its number on the page.
    pub number: u32,
    /// What it says.
    pub shown: Vec<Shown>,
    /// The pictures that it shows.
    pub pictures: Vec<Picture>,
}

/// A picture of a stretch.
#[derive(Clone, Debug, PartialEq)]
pub struct Picture {
    /// Where it stands.
    pub placed: Placed,
    /// A file that shows the same; `None` of a drawing, and of what is too large or of a kind that this program does not
    /// write.
    pub file: Option<Vec<u8>>,
}

/// The root of a file's tree, if it has one, its stretches empty. `pages` are its pages in order.
///
/// # Errors
/// An element holds itself, or there are too many.
pub(super) fn tree(document: &Document, pages: &[ObjectId]) -> Result<Option<Element>, Diagnostic> {
    let root = document.catalog().and_then(|catalog| catalog.get_deref(b"StructTreeRoot", document));
    let Ok(root) = root.and_then(Object::as_dict) else { return Ok(None) };
    let pages = pages.iter().enumerate().map(|(at, id)| (*id, at)).collect();
    let mut reader = Reader { document, pages, read: HashSet::new(), left: MOST_KIDS };
    let kids = reader.kids(root, None, 0)?;
    Ok((!kids.is_empty()).then_some(Element { kids, ..Element::default() }))
}

struct Reader<'d> {
    document: &'d Document,
    pages: HashMap<ObjectId, usize>,
    /// Elements that have been read.
    read: HashSet<ObjectId>,
    /// How many more may come.
    left: usize,
}

impl<'d> Reader<'d> {
    fn kids(&mut self, of: &'d Dictionary, page: Option<usize>, depth: usize) -> Result<Vec<Kid>, Diagnostic> {
        if depth > DEEPEST {
            return Err(too_much(Limit::Depth(DEEPEST)));
        }
        let Ok(kids) = of.get(b"K") else { return Ok(Vec::new()) };
        // An array may stand for itself elsewhere.
        let all: &[Object] = match self.document.dereference(kids) {
            Ok((_, Object::Array(all))) => all,
            _ => std::slice::from_ref(kids),
        };
        let mut found = Vec::new();
        for kid in all {
            self.left = self.left.checked_sub(1).ok_or_else(|| too_much(Limit::Elements(MOST_KIDS)))?;
            found.extend(self.kid(kid, page, depth)?);
        }
        Ok(found)
    }

    fn kid(&mut self, kid: &'d Object, page: Option<usize>, depth: usize) -> Result<Option<Kid>, Diagnostic> {
        let Ok((id, kid)) = self.document.dereference(kid) else { return Ok(None) };
        let stretch = |page: Option<usize>, number: i64| {
            let (page, number) = (page?, u32::try_from(number).ok()?);
            Some(Kid::Stretch(Stretch { page, number, ..Stretch::default() }))
        };
        let own = match kid {
            Object::Integer(number) => return Ok(stretch(page, *number)),
            Object::Dictionary(own) => own,
            _ => return Ok(None),
        };
        let page =
            own.get(b"Pg").and_then(Object::as_reference).ok().and_then(|id| self.pages.get(&id).copied()).or(page);
        if own.has_type(b"MCR") {
            return Ok(own.get(b"MCID").and_then(Object::as_i64).ok().and_then(|number| stretch(page, number)));
        }
        if own.has_type(b"OBJR") {
            return Ok(self.target(own));
        }
        if id.is_some_and(|id| !self.read.insert(id)) {
            return Err(damaged());
        }
        self.element(own, page, depth).map(Some)
    }

    fn element(&mut self, own: &'d Dictionary, page: Option<usize>, depth: usize) -> Result<Kid, Diagnostic> {
        let text = |key: &[u8]| own.get_deref(key, self.document).and_then(Object::as_str).map(text_string);
        let attribute = |key: &[u8]| self.attribute(own, key);
        let span = |key: &[u8]| {
            let span = attribute(key).and_then(|span| span.as_i64().ok());
            span.and_then(|span| usize::try_from(span).ok()).unwrap_or(1).max(1)
        };
        let numbers = attribute(b"BBox").and_then(|bounds| bounds.as_array().ok());
        let numbers: Vec<f32> = numbers.into_iter().flatten().flat_map(Object::as_float).collect();
        let tag = own.get_deref(b"S", self.document).and_then(Object::as_name).unwrap_or_default();
        Ok(Kid::Element(Element {
            tag: String::from_utf8_lossy(tag).into_owned(),
            name: text(b"ID").unwrap_or_default(),
            alternative: text(b"Alt").unwrap_or_default(),
            row_span: span(b"RowSpan"),
            column_span: span(b"ColSpan"),
            heads_row: attribute(b"Scope").and_then(|scope| scope.as_name().ok()) == Some(b"Row"),
            bounds: numbers.try_into().ok(),
            kids: self.kids(own, page, depth + 1)?,
        }))
    }

    /// An attribute of an element (14.7.5): in a dictionary, or in one of several.
    fn attribute(&self, own: &'d Dictionary, key: &[u8]) -> Option<&'d Object> {
        let attributes = own.get_deref(b"A", self.document).ok()?;
        let all: &[Object] = match attributes {
            Object::Array(all) => all,
            one => std::slice::from_ref(one),
        };
        let dictionaries = all.iter().filter_map(|one| self.document.dereference(one).ok()?.1.as_dict().ok());
        dictionaries.filter_map(|one| one.get_deref(key, self.document).ok()).next()
    }

    /// Where the annotation of a link leads: what is told of it in words, if it has an address.
    fn target(&self, own: &'d Dictionary) -> Option<Kid> {
        let annotation = own.get_deref(b"Obj", self.document).and_then(Object::as_dict).ok()?;
        let action = annotation.get_deref(b"A", self.document).and_then(Object::as_dict);
        let has_address = action.is_ok_and(|action| action.has(b"URI"));
        let words = annotation.get_deref(b"Contents", self.document).and_then(Object::as_str).map(text_string);
        Some(Kid::Target(words.ok().filter(|_| has_address)))
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use lopdf::dictionary;

    use super::*;

    /// A file of one page whose tree is what is made of the root's number and the page's.
    fn read(kids: impl Fn(&mut Document, ObjectId) -> Object) -> Result<Option<Element>, Diagnostic> {
        let mut document = Document::new();
        let page = document.add_object(dictionary! { "Type" => "Page" });
        let kids = kids(&mut document, page);
        let root = document.add_object(dictionary! { "Type" => "StructTreeRoot", "K" => kids });
        let catalog = document.add_object(dictionary! { "Type" => "Catalog", "StructTreeRoot" => root });
        document.trailer.set("Root", catalog);
        tree(&document, &[page])
    }

    #[test]
    fn elements_and_their_stretches() {
        let root = read(|document, page| {
            let cell = dictionary! { "S" => "TD", "Pg" => page, "K" => 7, "A" => dictionary! { "RowSpan" => 2 } };
            let cell = document.add_object(cell);
            vec![cell.into(), dictionary! { "S" => "P", "K" => vec![Object::Integer(1)] }.into()].into()
        });
        let root = root.unwrap().unwrap();
        let [Kid::Element(cell), Kid::Element(lost)] = &root.kids[..] else { panic!("{root:?}") };
        assert_eq!((cell.tag.as_str(), cell.row_span, cell.column_span), ("TD", 2, 1));
        assert_eq!(cell.kids, [Kid::Stretch(Stretch { page: 0, number: 7, ..Stretch::default() })]);
        assert_eq!(lost.kids, [], "of no page");
    }

    #[test]
    fn trees_without_end() {
        let is_refused = |kids: fn(&mut Document, ObjectId) -> Object| read(kids).is_err();
        assert!(is_refused(|document, _| {
            let own = document.new_object_id();
            document.set_object(own, dictionary! { "S" => "P", "K" => vec![own.into(), own.into()] });
            own.into()
        }));
        assert!(is_refused(|document, _| (0..10_000)
            .fold(Object::Null, |inner, _| { document.add_object(dictionary! { "S" => "P", "K" => inner }).into() })));
        let spans = |document: &mut Document, _| {
            let spans = dictionary! { "RowSpan" => 1_000_000_000, "ColSpan" => -1 };
            document.add_object(dictionary! { "S" => "TD", "A" => spans }).into()
        };
        let Some(Kid::Element(cell)) = read(spans).unwrap().unwrap().kids.pop() else { panic!() };
        assert_eq!((cell.row_span, cell.column_span), (1_000_000_000, 1));
    }
}
