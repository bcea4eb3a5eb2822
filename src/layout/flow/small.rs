//! Text of 小4号: quoted documents and notes under tables.

use super::{Builder, Kind};
use crate::compose::document::{List, Node, Paragraph, QuoteNode};
use crate::layout::geometry::{Geometry, SMALL_SIZE};
use crate::layout::runs::runs;
use crate::text::{Alignment, Line, Measure, Role};
use crate::units::Pt;

/// What small text is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Small {
    /// A quoted document: 楷体, two cells in at both sides, every third baseline back on the grid.
    Quote,
    /// A note under a table: 仿宋, as wide as the table.
    TableNote,
}

impl Small {
    fn role(self) -> Role {
        match self {
            Small::Quote => Role::Level2,
            Small::TableNote => Role::Body,
        }
    }

    /// What is kept free at both sides.
    fn left(self, geometry: &Geometry) -> Pt {
        match self {
            Small::Quote => geometry.indent(),
            Small::TableNote => Pt::ZERO,
        }
    }

    fn kind(self, line: Line, left: Pt) -> Kind {
        match self {
            Small::Quote => Kind::Small { line, left },
            Small::TableNote => Kind::TableNote(line),
        }
    }
}

impl Builder<'_, '_> {
    /// A quoted document.
    pub(super) fn quote(&mut self, nodes: &[QuoteNode]) {
        for (at, node) in nodes.iter().enumerate() {
            let next_is_source = matches!(nodes.get(at + 1), Some(QuoteNode::Source(_)));
            match node {
                QuoteNode::Paragraph(paragraph) => {
                    self.small(Small::Quote, None, paragraph, Alignment::Justified, true);
                }
                // What stands above a source line is the title of what is quoted.
                QuoteNode::Heading(paragraph) if next_is_source => {
                    self.small(Small::Quote, None, paragraph, Alignment::Centre, false);
                }
                QuoteNode::Heading(paragraph) => {
                    self.small(Small::Quote, None, paragraph, Alignment::Justified, false);
                }
                QuoteNode::Source(paragraph) => {
                    self.small(Small::Quote, None, paragraph, Alignment::Centre, at + 1 == nodes.len());
                }
                QuoteNode::List(list) => self.small_list(Small::Quote, list),
                QuoteNode::Table(table) => self.table(table, self.geometry.indent()),
                QuoteNode::Illustrations(all) => self.illustrations(all, self.geometry.indent()),
            }
        }
    }

    /// Notes under a table: the first begins on the table's last page.
    pub(super) fn table_notes(&mut self, nodes: &[Node]) {
        if let Some(table) = self.flow.pieces.last_mut() {
            table.break_after = false;
        }
        nodes.iter().for_each(|node| self.small_node(Small::TableNote, node));
    }

    fn small_list(&mut self, small: Small, list: &List) {
        self.depth += 1;
        for item in &list.items {
            let (first, rest) = match item.nodes.split_first() {
                Some((Node::Paragraph(first), rest)) => (first.clone(), rest),
                _ => (Paragraph::default(), item.nodes.as_slice()),
            };
            self.small(small, Some(&item.label), &first, Alignment::Justified, true);
            rest.iter().for_each(|node| self.small_node(small, node));
        }
        self.depth -= 1;
    }

    fn small_node(&mut self, small: Small, node: &Node) {
        match node {
            Node::Paragraph(paragraph) => self.small(small, None, paragraph, Alignment::Justified, true),
            Node::List(list) => self.small_list(small, list),
            Node::Table(table) => self.table(table, small.left(self.geometry)),
            other => self.node(other),
        }
    }

    /// A paragraph, its number or mark in front.
    fn small(
        &mut self,
        small: Small,
        label: Option<&Paragraph>,
        paragraph: &Paragraph,
        alignment: Alignment,
        may_break: bool,
    ) {
        let left = small.left(self.geometry);
        let style = self.geometry.style(small.role(), SMALL_SIZE);
        // An indent of two of its own characters.
        let indent = if alignment == Alignment::Centre { Pt::ZERO } else { SMALL_SIZE * style.cell * 2.0 };
        let measure = Measure { width: self.geometry.width() - left * 2.0, first_indent: indent };
        let mut text = label.map(|label| runs(&label.text, style, label.id)).unwrap_or_default();
        text.extend(runs(&paragraph.text, style, paragraph.id));
        let lines = self.lines(&text, measure, alignment);
        let first = self.flow.pieces.len();
        self.push_lines(lines, |line| small.kind(line, left));
        if !may_break {
            self.flow.pieces[first..].iter_mut().for_each(|piece| piece.break_after = false);
        }
    }
}
