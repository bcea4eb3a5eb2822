//! The text of a document, from the top.

use rustc_hash::FxHashMap;

use super::inlines::plain;
use super::look::Look;
use super::markup::Markup;
use super::names::Names;
use super::notes::Mentioned;
use super::shelf::Shelf;
use super::{ChartPixels, Form, Options};
use crate::artwork::Artwork;
use crate::compose::Document;
use crate::compose::document::{List, ListItem, Node, Paragraph, QuoteNode};

/// What a draft says.
pub(super) const DRAFT: &str = "草稿";

/// The text that is being written.
pub(super) struct Body<'d> {
    pub(super) document: &'d Document,
    pub(super) artwork: &'d Artwork,
    /// Charts as pixels, for a fragment.
    pub(super) charts: &'d ChartPixels,
    pub(super) form: Form,
    pub(super) names: Names<'d>,
    pub(super) out: Markup,
    pub(super) shelf: Shelf<'d>,
    pub(super) mentioned: Mentioned,
    /// Rules for the style sheet of the page: the widths of columns.
    pub(super) rules: String,
    /// Levels of the headings that the next one may stand below, from the highest.
    pub(super) open_levels: Vec<u8>,
    /// The words of the last heading.
    pub(super) title: String,
    /// How many tables there are so far.
    pub(super) tables: usize,
    /// What regions that scroll are called, so that no two are called the same.
    pub(super) regions: FxHashMap<String, usize>,
    /// How many lists are open.
    depth: usize,
}

impl<'d> Body<'d> {
    /// Begins the text of a document.
    pub fn new(
        document: &'d Document,
        artwork: &'d Artwork,
        charts: &'d ChartPixels,
        options: &Options<'d>,
    ) -> Body<'d> {
        Body {
            document,
            artwork,
            charts,
            form: options.form,
            names: Names::new(document, options.form),
            out: Markup::default(),
            shelf: Shelf::new(options.pictures),
            mentioned: Mentioned::default(),
            rules: String::new(),
            open_levels: Vec::new(),
            title: String::new(),
            tables: 0,
            regions: FxHashMap::default(),
            depth: 0,
        }
    }

    /// Writes all of it but the title, which a page has above it and a portal prints itself; the footnotes last.
    pub fn document(&mut self) {
        let document = self.document;
        if self.form == Form::Fragment && document.draft {
            self.out.open("p", Look::Centred.attribute(self.form));
            self.out.element("strong", [], DRAFT);
            self.out.close_line("p");
        }
        document.nodes.iter().for_each(|node| self.node(node));
        self.notes();
    }

    fn node(&mut self, node: &'d Node) {
        match node {
            Node::Title { .. } => {}
            Node::Contents(contents) => self.contents(contents),
            Node::Heading(heading) => self.heading(heading),
            Node::Paragraph(paragraph) => self.paragraph(paragraph, Look::Paragraph),
            Node::List(list) => self.list(list),
            Node::Table(table) => self.table(table),
            Node::Illustrations(all) => self.illustrations(all),
            Node::Quote(nodes) => self.quote(nodes),
            Node::TableNotes(nodes) => {
                let around = Look::TableNotes.attribute(self.form);
                if let Some(around) = around {
                    self.out.open("div", [around]);
                    self.out.line();
                }
                nodes.iter().for_each(|node| self.node(node));
                if around.is_some() {
                    self.out.close_line("div");
                }
            }
            Node::Signature { organ, date } => {
                self.paragraph(organ, Look::Signature);
                self.paragraph(date, Look::Signature);
            }
        }
    }

    /// Writes a paragraph.
    pub(super) fn paragraph(&mut self, paragraph: &Paragraph, look: Look) {
        self.out.open("p", look.attribute(self.form));
        self.inlines(&paragraph.text);
        self.out.close_line("p");
    }

    /// Writes a list. Its labels are the document's own, so the browser counts none.
    fn list(&mut self, list: &'d List) {
        let look = if self.depth == 0 { Look::List } else { Look::ListBelow };
        self.depth += 1;
        self.out.open("ul", look.attribute(self.form));
        self.out.line();
        list.items.iter().for_each(|item| self.item(item));
        self.out.close_line("ul");
        self.depth -= 1;
    }

    fn item(&mut self, item: &'d ListItem) {
        self.out.open("li", []);
        self.out.open("p", Look::Paragraph.attribute(self.form));
        self.inlines(&item.label.text);
        // The first paragraph stands behind the label.
        let others = match item.nodes.split_first() {
            Some((Node::Paragraph(first), others)) => {
                // A number stands as close as that of a heading, a mark does not.
                if !plain(&item.label.text).contains(|ch: char| ch.is_alphanumeric()) {
                    self.out.text(" ");
                }
                self.inlines(&first.text);
                others
            }
            _ => item.nodes.as_slice(),
        };
        self.out.close("p");
        others.iter().for_each(|node| self.node(node));
        self.out.close_line("li");
    }

    fn quote(&mut self, nodes: &'d [QuoteNode]) {
        self.out.open("blockquote", Look::Quote.attribute(self.form));
        self.out.line();
        // A table in it without a caption is called by the headings of what is quoted.
        let title = self.title.clone();
        for node in nodes {
            match node {
                QuoteNode::Paragraph(paragraph) => self.paragraph(paragraph, Look::Paragraph),
                QuoteNode::Heading(paragraph) => {
                    self.title = plain(&paragraph.text);
                    self.paragraph(paragraph, Look::QuotedHeading);
                }
                QuoteNode::Source(paragraph) => self.paragraph(paragraph, Look::Source),
                QuoteNode::List(list) => self.list(list),
                QuoteNode::Table(table) => self.table(table),
                QuoteNode::Illustrations(all) => self.illustrations(all),
            }
        }
        self.out.close_line("blockquote");
        self.title = title;
    }
}
