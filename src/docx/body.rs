//! The document from the top: each node as paragraphs and tables.

use super::page::twips;
use super::runs::{Piece, pieces};
use super::writer::{Look, Writer};
use super::xml::put;
use super::{Around, ListPart, ListStyle};
use crate::compose::document::{Heading, Inline, List, Node, Paragraph, QuoteNode, Table};
use crate::node::NodeId;
use crate::units::Pt;

impl<'a> Writer<'a> {
    /// Writes everything but the properties of the section.
    pub(super) fn body(&mut self) {
        let document = self.document;
        self.nodes(&document.nodes, Around::Body);
        // A table ends no document.
        if self.below_table || self.part.text.is_empty() {
            self.separator();
        }
        let section = self.page.section(document.draft);
        self.part.text.push_str(&section);
    }

    fn nodes(&mut self, nodes: &'a [Node], around: Around) {
        for (at, node) in nodes.iter().enumerate() {
            // A signature never stands alone on a page, and a note below a table begins on its last page.
            self.keep_next = matches!(nodes.get(at + 1), Some(Node::Signature { .. } | Node::TableNotes(_)));
            self.node(node, around);
            self.keep_next = false;
        }
    }

    fn node(&mut self, node: &'a Node, around: Around) {
        self.mentioned.clear();
        match node {
            Node::Title { lines, .. } => self.title(lines),
            Node::Contents(contents) => self.contents(contents),
            Node::Heading(heading) => self.heading(heading),
            Node::Paragraph(paragraph) => {
                let style = self.style(around, ListPart::Continued);
                self.text_paragraph(&style, Look::default(), &paragraph.text);
            }
            Node::List(list) => self.list(list, around),
            Node::Table(table) => self.table_in(table, around),
            Node::Illustrations(all) => self.illustrations(all, false),
            Node::Quote(nodes) => self.quote(nodes),
            Node::TableNotes(nodes) => self.nodes(nodes, Around::TableNote),
            Node::Signature { organ, date } => self.signature(organ, date),
        }
    }

    /// A heading. One that runs on is the beginning of a paragraph, in the look of its level: of such a paragraph Word's
    /// contents list what looks like a heading, and its navigation shows the whole.
    fn heading(&mut self, heading: &Heading) {
        let level = heading.level.clamp(1, 4);
        let label = Inline::plain(heading.label.clone(), None);
        let text = pieces(std::iter::once(&label).chain(&heading.text));
        let Some(paragraph) = &heading.run_in else {
            return self
                .paragraph(&format!("Heading{level}"), Look::default(), |writer| writer.named(heading.id, &text));
        };
        self.paragraph(Around::Body.style(), Look { outline: Some(level), ..Look::default() }, |writer| {
            writer.run_style = Some(level);
            writer.named(heading.id, &text);
            writer.run_style = None;
            writer.runs(&paragraph.text);
        });
    }

    /// Text with the place that links to a node lead to.
    fn named(&mut self, node: NodeId, text: &[Piece]) {
        let bookmark = self.begin_bookmark(node);
        self.pieces(text);
        self.end_bookmark(bookmark);
    }

    /// Items are set like paragraphs, those of nested lists too; their labels are text.
    fn list(&mut self, list: &'a List, around: Around) {
        self.list_depth += 1;
        for item in &list.items {
            self.mentioned.clear();
            let (first, rest) = match item.nodes.split_first() {
                Some((Node::Paragraph(first), rest)) => (first.text.as_slice(), rest),
                _ => (&[][..], item.nodes.as_slice()),
            };
            let style = self.style(around, ListPart::Item);
            self.text_paragraph(&style, Look::default(), item.label.text.iter().chain(first));
            for node in rest {
                self.node(node, around);
            }
        }
        self.list_depth -= 1;
    }

    /// The style of a paragraph, or of a table of a list.
    fn style(&mut self, around: Around, part: ListPart) -> String {
        if self.list_depth == 0 {
            return around.style().to_owned();
        }
        let style = ListStyle { around, depth: self.list_depth, part };
        self.list_styles.insert(style);
        style.id()
    }

    fn quote(&mut self, nodes: &'a [QuoteNode]) {
        let centred = Look { indents: Some((Pt::ZERO, Pt::ZERO, Pt::ZERO)), align: Some("center"), ..Look::default() };
        for (at, node) in nodes.iter().enumerate() {
            self.mentioned.clear();
            let next_is_source = matches!(nodes.get(at + 1), Some(QuoteNode::Source(_)));
            match node {
                QuoteNode::Paragraph(paragraph) => {
                    self.text_paragraph(Around::Quote.style(), Look::default(), &paragraph.text)
                }
                // What stands above a source line is the title of what is quoted.
                QuoteNode::Heading(paragraph) => {
                    let look = if next_is_source { centred } else { Look::default() };
                    self.text_paragraph(Around::Quote.style(), Look { keep_next: true, ..look }, &paragraph.text);
                }
                QuoteNode::Source(paragraph) => {
                    self.text_paragraph(
                        Around::Quote.style(),
                        Look { keep_next: at + 1 < nodes.len(), ..centred },
                        &paragraph.text,
                    );
                }
                QuoteNode::List(list) => self.list(list, Around::Quote),
                QuoteNode::Table(table) => self.table_in(table, Around::Quote),
                QuoteNode::Illustrations(all) => self.illustrations(all, true),
            }
        }
    }

    /// A table, as wide as the text around it.
    fn table_in(&mut self, table: &Table, around: Around) {
        let is_quoted = around == Around::Quote;
        let room = self.page.width() - if is_quoted { self.page.indent() * 2.0 } else { Pt::ZERO };
        let style = match self.list_depth {
            0 => is_quoted.then(|| "QuotedTable".to_owned()),
            _ => Some(self.style(around, ListPart::Table)),
        };
        self.table(table, room, style.as_deref());
    }

    /// A caption, with the place that links lead to.
    pub(super) fn caption(&mut self, caption: &Paragraph, node: NodeId, look: Look) {
        self.mentioned.clear();
        self.paragraph("Caption", look, |writer| writer.named(node, &pieces(&caption.text)));
    }

    /// Puts what tables must not stand directly below one another without; it begins a page if one is to begin.
    pub(super) fn part_tables(&mut self) {
        if self.below_table || self.page_break {
            self.separator();
        }
    }

    /// The width of a grid's columns.
    pub(super) fn table_grid(&mut self, widths: &[i64]) {
        self.part.text.push_str("<w:tblGrid>");
        for width in widths {
            put!(&mut self.part.text, "<w:gridCol w:w=\"{width}\"/>");
        }
        self.part.text.push_str("</w:tblGrid>");
    }
}

/// Widths as whole twips that add up to their sum.
pub(super) fn whole(widths: &[Pt]) -> Vec<i64> {
    let mut end = Pt::ZERO;
    let ends = widths.iter().map(|width| {
        end += *width;
        twips(end)
    });
    let ends: Vec<i64> = ends.collect();
    ends.iter().zip(std::iter::once(&0).chain(&ends)).map(|(end, start)| end - start).collect()
}
