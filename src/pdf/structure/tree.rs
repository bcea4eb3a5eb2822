//! The elements of a document, in reading order.

use std::collections::{HashMap, HashSet};

use rustc_hash::FxHashMap;
use smallvec::SmallVec;

use super::table::{self, CellAttributes, TaggedCell};
use crate::compose::Document;
use crate::compose::document::{
    Contents, Footnote, Heading, Illustration, Inline, List, ListItem, Node, NodeId, Paragraph, QuoteNode, Table,
};
use crate::layout::page::Layout;
use crate::pdf::conformance;

/// The elements of a document.
pub(in crate::pdf) struct Tree<'d> {
    /// The root, Document, is the first.
    pub(super) elements: Vec<Element<'d>>,
    /// The element that the content of a node belongs to.
    by_node: FxHashMap<NodeId, ElementId>,
    /// Levels of the headings that the next one may stand below, from the highest.
    open_levels: Vec<u8>,
}

/// Index of an element. A table may have as many cells as there is memory: what is kept of each is small.
pub(super) type ElementId = u32;

/// A structure element.
pub(super) struct Element<'d> {
    /// Its type, one of the standard's (14.8.4).
    pub(super) tag: &'static str,
    pub(super) parent: ElementId,
    /// What stands below it, in reading order; elements within its text are put in with the content (`write`).
    pub(super) kids: SmallVec<[Kid; 1]>,
    /// Whether it stands within the text of its parent, where its own content stands.
    pub(super) is_inline: bool,
    /// Its name in the tree of names, if it needs one.
    pub(super) name: Option<Name>,
    /// Its attributes, besides those of an illustration.
    pub(super) attributes: Option<Attributes>,
    /// The illustration that it shows.
    pub(super) illustration: Option<&'d Illustration>,
}

/// What an element holds.
#[derive(Clone, Copy)]
pub(super) enum Kid {
    Element(ElementId),
    /// A stretch of content: its page and its number there.
    Content(u32, u32),
    /// Index of an annotation.
    Annotation(u32),
}

/// What an element is called.
#[derive(Clone, Copy)]
pub(super) enum Name {
    /// A head, by the node of its cell.
    Head(NodeId),
    /// A footnote, by its index.
    Note(u32),
    /// A footnote that stands on a further page, by the index of that.
    FurtherNote(u32),
}

/// Attributes of an element (14.8.5).
pub(super) enum Attributes {
    Cell(Box<CellAttributes>),
    List { is_numbered: bool },
}

impl<'d> Tree<'d> {
    /// The elements of a document. A footnote stands behind the part of the document that mentions it first, and behind
    /// those that mention it first on a further page where it stands too.
    pub(in crate::pdf) fn new(document: &'d Document, layout: &Layout) -> Tree<'d> {
        let mut tree = Tree { elements: Vec::new(), by_node: FxHashMap::default(), open_levels: Vec::new() };
        let root = tree.push("Document", 0);
        // The root is nobody's kid.
        tree.of(root).kids.clear();
        let mut again: HashMap<NodeId, Vec<usize>> = HashMap::new();
        for (index, note) in layout.notes_again.iter().enumerate() {
            again.entry(note.mention).or_default().push(index);
        }
        let (mut mentioned, mut noted) = (Vec::new(), HashSet::new());
        for node in &document.nodes {
            tree.node(root, node, &mut mentioned);
            for Mention { id, note } in mentioned.drain(..) {
                let Some(footnote) = document.footnotes.get(note) else { continue };
                if noted.insert(note) {
                    tree.note(root, footnote, Name::Note(note as u32));
                }
                for index in again.remove(&id).unwrap_or_default() {
                    let footnote = renamed(footnote, &layout.notes_again[index].names);
                    tree.note(root, &footnote, Name::FurtherNote(index as u32));
                }
            }
        }
        tree
    }

    /// Type of the element that a node's content belongs to.
    pub(in crate::pdf) fn tag(&self, node: NodeId) -> Option<&'static str> {
        self.element(node).map(|element| self.elements[element as usize].tag)
    }

    /// The element that a node's content belongs to.
    pub(super) fn element(&self, node: NodeId) -> Option<ElementId> {
        self.by_node.get(&node).copied()
    }

    /// Adds an element as the last below another.
    pub(super) fn push(&mut self, tag: &'static str, parent: ElementId) -> ElementId {
        let id = self.elements.len() as ElementId;
        self.elements.push(Element {
            tag,
            parent,
            kids: SmallVec::new(),
            is_inline: false,
            name: None,
            attributes: None,
            illustration: None,
        });
        self.of(parent).kids.push(Kid::Element(id));
        id
    }

    fn of(&mut self, element: ElementId) -> &mut Element<'d> {
        &mut self.elements[element as usize]
    }

    /// Adds an element that a node's content belongs to.
    pub(super) fn of_node(&mut self, tag: &'static str, parent: ElementId, node: NodeId) -> ElementId {
        let element = self.push(tag, parent);
        self.by_node.insert(node, element);
        element
    }

    fn node(&mut self, parent: ElementId, node: &'d Node, mentioned: &mut Vec<Mention>) {
        match node {
            Node::Title { id, lines } => {
                let title = self.of_node("H1", parent, *id);
                lines.iter().for_each(|line| self.inlines(title, line, mentioned));
            }
            Node::Contents(contents) => self.contents(parent, contents),
            Node::Heading(heading) => self.heading(parent, heading, mentioned),
            Node::Paragraph(paragraph) => self.paragraph("P", parent, paragraph, mentioned),
            Node::List(list) => self.list(parent, list, mentioned),
            Node::Table(table) => self.table(parent, table, mentioned),
            Node::Illustrations(all) => self.illustrations(parent, all, mentioned),
            Node::Quote(nodes) => {
                let quote = self.push("BlockQuote", parent);
                nodes.iter().for_each(|node| self.quoted(quote, node, mentioned));
            }
            Node::TableNotes(nodes) => nodes.iter().for_each(|node| self.node(parent, node, mentioned)),
            Node::Signature { organ, date } => {
                self.paragraph("P", parent, organ, mentioned);
                self.paragraph("P", parent, date, mentioned);
            }
        }
    }

    /// The table of contents (14.8.4.3.2): what stands below an entry of level 1 is a list within its item. A link
    /// holds the text of its entry and the number of the page.
    fn contents(&mut self, parent: ElementId, contents: &Contents) {
        self.paragraph(conformance::heading(1), parent, &contents.heading, &mut Vec::new());
        let list = self.push("TOC", parent);
        // The open item of level 1, and the list within it.
        let mut item = None;
        let mut inner = None;
        for entry in &contents.entries {
            let holder = match (entry.level, item) {
                (2.., Some(item)) => *inner.get_or_insert_with(|| self.push("TOC", item)),
                _ => list,
            };
            let own = self.push("TOCI", holder);
            // Headings of the preface are of level 2 and stand below none of level 1.
            if entry.level == 1 {
                (item, inner) = (Some(own), None);
            }
            let reference = self.push("Reference", own);
            self.of_node("Link", reference, entry.id);
        }
    }

    /// A heading and, if one runs on behind it, the paragraph. Its level is one more than that of the heading that it
    /// stands below, whatever number it has: in the preface （一） stands right below the title.
    fn heading(&mut self, parent: ElementId, heading: &Heading, mentioned: &mut Vec<Mention>) {
        while self.open_levels.pop_if(|level| *level >= heading.level).is_some() {}
        self.open_levels.push(heading.level);
        let element = self.of_node(conformance::heading(self.open_levels.len()), parent, heading.id);
        self.inlines(element, &heading.text, mentioned);
        if let Some(paragraph) = &heading.run_in {
            self.paragraph("P", parent, paragraph, mentioned);
        }
    }

    fn paragraph(&mut self, tag: &'static str, parent: ElementId, paragraph: &Paragraph, mentioned: &mut Vec<Mention>) {
        let element = self.of_node(tag, parent, paragraph.id);
        self.inlines(element, &paragraph.text, mentioned);
    }

    /// Links and marks of footnotes within a text.
    pub(super) fn inlines(&mut self, parent: ElementId, text: &[Inline], mentioned: &mut Vec<Mention>) {
        for inline in text {
            let (tag, node) = match inline {
                Inline::Text { link: Some(link), .. } if !self.by_node.contains_key(&link.id) => ("Link", link.id),
                Inline::Footnote { id, note } => {
                    mentioned.push(Mention { id: *id, note: *note });
                    ("Reference", *id)
                }
                _ => continue,
            };
            let element = self.of_node(tag, parent, node);
            self.of(element).is_inline = true;
            self.of(parent).kids.pop();
        }
    }

    fn list(&mut self, parent: ElementId, list: &'d List, mentioned: &mut Vec<Mention>) {
        let element = self.push("L", parent);
        self.of(element).attributes = Some(Attributes::List { is_numbered: list.is_numbered });
        list.items.iter().for_each(|item| self.item(element, item, mentioned));
    }

    fn item(&mut self, list: ElementId, item: &'d ListItem, mentioned: &mut Vec<Mention>) {
        let element = self.push("LI", list);
        self.of_node("Lbl", element, item.label.id);
        let body = self.push("LBody", element);
        item.nodes.iter().for_each(|node| self.node(body, node, mentioned));
    }

    fn quoted(&mut self, quote: ElementId, node: &'d QuoteNode, mentioned: &mut Vec<Mention>) {
        match node {
            // What is quoted has no headings of this document.
            QuoteNode::Paragraph(paragraph) | QuoteNode::Heading(paragraph) | QuoteNode::Source(paragraph) => {
                self.paragraph("P", quote, paragraph, mentioned);
            }
            QuoteNode::List(list) => self.list(quote, list, mentioned),
            QuoteNode::Table(table) => self.table(quote, table, mentioned),
            QuoteNode::Illustrations(all) => self.illustrations(quote, all, mentioned),
        }
    }

    fn table(&mut self, parent: ElementId, table: &Table, mentioned: &mut Vec<Mention>) {
        let element = self.push("Table", parent);
        if let Some(caption) = &table.caption {
            self.paragraph("Caption", element, caption, mentioned);
        }
        let mut open = None;
        for row in table::rows(table) {
            let holder = match open {
                Some((is_head, holder)) if is_head == row.is_head => holder,
                _ => self.push(if row.is_head { "THead" } else { "TBody" }, element),
            };
            open = Some((row.is_head, holder));
            let row_element = self.push("TR", holder);
            row.cells.into_iter().for_each(|cell| self.cell(row_element, cell, mentioned));
        }
    }

    fn cell(&mut self, row: ElementId, tagged: TaggedCell, mentioned: &mut Vec<Mention>) {
        let element = self.of_node(tagged.tag, row, tagged.cell.id);
        self.of(element).attributes = tagged.attributes.map(|attributes| Attributes::Cell(Box::new(attributes)));
        self.of(element).name = tagged.is_named.then_some(Name::Head(tagged.cell.id));
        tagged.cell.lines.iter().for_each(|line| self.inlines(element, line, mentioned));
    }

    fn illustrations(&mut self, parent: ElementId, all: &'d [Illustration], mentioned: &mut Vec<Mention>) {
        for one in all {
            let figure = self.of_node("Figure", parent, one.id);
            self.of(figure).illustration = Some(one);
            if let Some(caption) = &one.caption {
                self.paragraph("Caption", figure, caption, mentioned);
            }
        }
    }

    /// A footnote.
    fn note(&mut self, parent: ElementId, footnote: &Footnote, name: Name) {
        let note = self.push("Note", parent);
        self.of(note).name = Some(name);
        self.of_node("Lbl", note, footnote.mark);
        // A footnote mentions no others.
        footnote.paragraphs.iter().for_each(|paragraph| self.paragraph("P", note, paragraph, &mut Vec::new()));
    }
}

/// A mention of a footnote: its own name, and the footnote's index.
pub(super) struct Mention {
    id: NodeId,
    note: usize,
}

/// A footnote as it stands on a further page, where its nodes have other names.
fn renamed(footnote: &Footnote, names: &HashMap<NodeId, NodeId>) -> Footnote {
    let rename = |id: &mut NodeId| *id = names.get(id).copied().unwrap_or(*id);
    let mut footnote = footnote.clone();
    rename(&mut footnote.mark);
    for paragraph in &mut footnote.paragraphs {
        rename(&mut paragraph.id);
        for inline in &mut paragraph.text {
            if let Inline::Text { link: Some(link), .. } = inline {
                rename(&mut link.id);
            }
        }
    }
    footnote
}
