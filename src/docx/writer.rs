//! What is being written: the part at hand with its relations, and what all parts share.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::sync::Arc;

use super::faces::FaceNames;
use super::notes::Mention;
use super::page::{Page, twips};
use super::xml::{Escaped, put};
use super::{ListStyle, Options};
use crate::artwork::Artwork;
use crate::compose::Document;
use crate::compose::document::{Inline, Node};
use crate::node::NodeId;
use crate::text::{Faces, Role, Typesetter};
use crate::units::Pt;

/// A part of the file under way.
#[derive(Default)]
pub(super) struct Part {
    /// Its content, without the element around it.
    pub text: String,
    pub relations: Relations,
}

/// What a part leads to, each by a number.
#[derive(Default)]
pub(super) struct Relations(BTreeMap<(Relation, String), usize>);

/// What a relation leads to.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Relation {
    Link,
    Image,
}

impl Relations {
    /// The id of an address elsewhere.
    pub fn external(&mut self, uri: &str) -> String {
        self.id(Relation::Link, uri)
    }

    /// The id of a picture, by its path from the folder of the part.
    pub fn image(&mut self, path: &str) -> String {
        self.id(Relation::Image, path)
    }

    fn id(&mut self, relation: Relation, target: &str) -> String {
        let next = self.0.len() + 1;
        let number = self.0.entry((relation, target.to_owned())).or_insert(next);
        format!("rId{number}")
    }

    /// All of them with their ids.
    pub fn all(&self) -> impl Iterator<Item = (String, Relation, &str)> {
        self.0.iter().map(|((kind, target), number)| (format!("rId{number}"), *kind, target.as_str()))
    }
}

/// A file of a picture, by its path from `word/`.
pub(super) struct Media {
    pub path: String,
    pub bytes: Arc<[u8]>,
}

/// A chart: a drawing, and the pixels that stand in for it in programs that draw none.
pub(super) struct ChartFile {
    pub pixels: Arc<[u8]>,
    pub drawing: Arc<[u8]>,
}

/// Writes the text of a document.
pub(super) struct Writer<'a> {
    pub document: &'a Document,
    pub artwork: &'a Artwork,
    pub faces: &'a Faces,
    /// Lists within which what is written stands.
    pub list_depth: usize,
    /// The styles of lists that there are.
    pub list_styles: BTreeSet<ListStyle>,
    pub typesetter: Typesetter<'a>,
    pub page: Page,
    /// The part that is being written.
    pub part: Part,
    /// The footnotes so far.
    pub notes: Part,
    pub note_count: usize,
    /// The footnotes that the paragraph or table at hand has mentioned.
    pub mentioned: Vec<Mention>,
    /// Whether a footnote is being written.
    pub is_in_note: bool,
    /// The files of charts, by the names of their illustrations.
    pub charts: &'a HashMap<NodeId, ChartFile>,
    pub media: Vec<Media>,
    /// Nodes that something in the document leads to.
    pub goals: BTreeSet<NodeId>,
    pub bookmarks: usize,
    pub drawings: usize,
    /// The level of the heading that the runs belong to, if they stand in a paragraph of another style.
    pub run_style: Option<u8>,
    /// The face of strong text in such runs, as it stands in the file.
    pub strong_face: String,
    /// Whether the next paragraph begins a page.
    pub page_break: bool,
    /// Whether what is written now stays on the page of what follows.
    pub keep_next: bool,
    /// Whether the last thing written is a table, which the next would join.
    pub below_table: bool,
}

/// How a paragraph differs from its style.
#[derive(Clone, Copy, Default)]
pub(super) struct Look {
    pub keep_next: bool,
    /// Room above and below.
    pub before: Pt,
    pub after: Pt,
    /// Indents that are not the style's: left, right, and of the first line.
    pub indents: Option<(Pt, Pt, Pt)>,
    pub align: Option<&'static str>,
    /// Its level among headings, from 1, if it is none by its style.
    pub outline: Option<u8>,
}

impl<'a> Writer<'a> {
    pub fn new(
        document: &'a Document,
        artwork: &'a Artwork,
        charts: &'a HashMap<NodeId, ChartFile>,
        faces: &'a Faces,
        options: &Options,
    ) -> Writer<'a> {
        Writer {
            document,
            artwork,
            charts,
            faces,
            list_depth: 0,
            list_styles: BTreeSet::new(),
            typesetter: Typesetter::new(faces),
            page: Page::new(options),
            part: Part::default(),
            notes: Part::default(),
            note_count: 0,
            mentioned: Vec::new(),
            is_in_note: false,
            media: Vec::new(),
            goals: goals(document),
            bookmarks: 0,
            drawings: 0,
            run_style: None,
            strong_face: FaceNames::new(faces).fonts(Role::Level1),
            page_break: false,
            keep_next: false,
            below_table: false,
        }
    }

    /// Puts a paragraph of a style, its content put by `content`.
    pub fn paragraph(&mut self, style: &str, look: Look, content: impl FnOnce(&mut Self)) {
        self.begin_paragraph(style, look);
        content(self);
        self.part.text.push_str("</w:p>");
    }

    fn begin_paragraph(&mut self, style: &str, look: Look) {
        let breaks = std::mem::take(&mut self.page_break);
        self.below_table = false;
        let out = &mut self.part.text;
        put!(out, "<w:p><w:pPr><w:pStyle w:val=\"{style}\"/>");
        if look.keep_next || self.keep_next {
            out.push_str("<w:keepNext/>");
        }
        if breaks {
            out.push_str("<w:pageBreakBefore/>");
        }
        if look.before > Pt::ZERO || look.after > Pt::ZERO {
            put!(out, "<w:spacing w:before=\"{}\" w:after=\"{}\"/>", twips(look.before), twips(look.after));
        }
        if let Some((left, right, first)) = look.indents {
            put!(out, "<w:ind w:left=\"{}\" w:right=\"{}\" ", twips(left), twips(right));
            // Those in characters would go first.
            out.push_str("w:firstLineChars=\"0\" ");
            match twips(first) {
                hanging @ ..0 => put!(out, "w:hanging=\"{}\"/>", -hanging),
                first => put!(out, "w:firstLine=\"{first}\"/>"),
            }
        }
        if let Some(align) = look.align {
            put!(out, "<w:jc w:val=\"{align}\"/>");
        }
        if let Some(level) = look.outline {
            put!(out, "<w:outlineLvl w:val=\"{}\"/>", level.saturating_sub(1));
        }
        out.push_str("</w:pPr>");
    }

    /// Puts a paragraph of nothing but text.
    pub fn text_paragraph<'i>(&mut self, style: &str, look: Look, text: impl IntoIterator<Item = &'i Inline>) {
        self.paragraph(style, look, |writer| writer.runs(text));
    }

    /// Puts a paragraph that is not to be seen.
    pub fn separator(&mut self) {
        self.paragraph("Separator", Look::default(), |_| {});
    }

    /// Puts a run of a text as it is.
    pub fn plain(&mut self, text: &str) {
        put!(&mut self.part.text, "<w:r><w:t xml:space=\"preserve\">{}</w:t></w:r>", Escaped(text));
    }

    /// Puts the beginning, the middle or the end of a field.
    pub fn field(&mut self, kind: &str) {
        put!(&mut self.part.text, "<w:r><w:fldChar w:fldCharType=\"{kind}\"/></w:r>");
    }

    /// Puts what a field is to show.
    pub fn instruction(&mut self, text: &str) {
        put!(&mut self.part.text, "<w:r><w:instrText xml:space=\"preserve\">{}</w:instrText></w:r>", Escaped(text));
    }

    /// The path of a picture's file, which is stored once.
    pub fn store(&mut self, bytes: &Arc<[u8]>, ending: &str) -> String {
        if let Some(known) = self.media.iter().find(|media| Arc::ptr_eq(&media.bytes, bytes)) {
            return known.path.clone();
        }
        let path = format!("media/image{}.{ending}", self.media.len() + 1);
        self.media.push(Media { path: path.clone(), bytes: Arc::clone(bytes) });
        path
    }
}

/// The nodes that links and the table of contents lead to.
fn goals(document: &Document) -> BTreeSet<NodeId> {
    let listed = document.nodes.iter().flat_map(|node| match node {
        Node::Contents(contents) => contents.entries.as_slice(),
        _ => &[],
    });
    listed.map(|entry| entry.heading).chain(document.anchors.values().map(|anchor| anchor.node)).collect()
}
