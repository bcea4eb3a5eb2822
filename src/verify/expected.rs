//! What a report's PDF must say: the text of its document, piece by piece in reading order, each token with its place
//! in the data file.
//!
//! Pictures and charts with their captions, and footnotes, stand where a page has room for them: they are kept apart.

use std::collections::HashMap;
use std::ops::Range;

use super::tokens::{NOTE, Sign, Vocabulary, Word, tokens};
use crate::compose::Document;
use crate::compose::document::{
    Cell, CellRole, Footnote, Illustration, Inline, List, Node, NodeId, Paragraph, QuoteNode, Shows, Table,
};
use crate::source::Span;

/// What must be said.
#[derive(Default)]
pub(super) struct Expected {
    /// What follows one another.
    pub(super) tokens: Vec<Token>,
    /// What these tokens make up, in order.
    pub(super) pieces: Vec<Piece>,
    /// What has no fixed place among them.
    pub(super) floats: Vec<Float>,
    /// Texts that may stand at the head or foot of a page once more: the title, the organ.
    pub(super) running: Vec<Vec<Word>>,
    /// Whether each page says that it is a draft.
    pub(super) is_draft: bool,
}

/// A figure or a character that must be there.
#[derive(Clone, Copy)]
pub(super) struct Token {
    pub(super) word: Word,
    /// Where it stands in the data file.
    pub(super) span: Option<Span>,
    /// Whether white space stands before it.
    pub(super) is_apart: bool,
    /// The piece that it belongs to.
    pub(super) piece: usize,
}

/// A paragraph, a cell, an entry of the table of contents.
pub(super) struct Piece {
    pub(super) kind: Kind,
    /// Its tokens.
    pub(super) tokens: Range<usize>,
}

/// What a piece is.
#[derive(Clone, Copy, PartialEq)]
pub(super) enum Kind {
    Text,
    Heading(NodeId),
    /// An entry of the table of contents: leaders and a page number follow.
    Entry(NodeId),
    /// A cell of a table.
    Cell {
        table: usize,
        row: usize,
        /// Whether it may be repeated where its table goes on on another page.
        repeats: bool,
    },
}

/// What stands where a page has room for it.
pub(super) struct Float {
    pub(super) tokens: Vec<Token>,
    /// Whether it is a footnote, which may stand on several pages, behind its mark, and be divided between them.
    pub(super) is_note: bool,
}

/// The text of charts, as it is drawn, by their nodes.
pub(super) type ChartTexts = HashMap<NodeId, Vec<Sign>>;

impl Expected {
    /// What a document must say.
    pub(super) fn new(document: &Document, charts: &ChartTexts, vocabulary: &mut Vocabulary) -> Expected {
        let expected = Expected { is_draft: document.draft, ..Expected::default() };
        let mut builder = Builder { expected, vocabulary, charts, tables: 0 };
        document.nodes.iter().for_each(|node| builder.node(node));
        document.footnotes.iter().for_each(|note| builder.footnote(note));
        let properties = &document.properties;
        let lines = document.nodes.iter().flat_map(|node| match node {
            Node::Title { lines, .. } => lines.as_slice(),
            _ => &[],
        });
        let lines: Vec<Vec<Inline>> = lines.cloned().collect();
        let plain = |text: &str| vec![Inline::plain(text, None)];
        let running = lines.into_iter().chain([plain(&properties.title), plain(&properties.author)]);
        for text in running {
            let words = builder.tokens_of(&text, 0).iter().map(|token| token.word).collect();
            builder.expected.running.push(words);
        }
        builder.expected
    }

    /// The piece that a token belongs to.
    pub(super) fn piece(&self, token: usize) -> Option<&Piece> {
        self.pieces.get(self.tokens.get(token)?.piece)
    }
}

struct Builder<'a> {
    expected: Expected,
    vocabulary: &'a mut Vocabulary,
    charts: &'a ChartTexts,
    tables: usize,
}

impl Builder<'_> {
    fn node(&mut self, node: &Node) {
        match node {
            Node::Title { lines, .. } => lines.iter().for_each(|line| self.piece(Kind::Text, &[line])),
            Node::Contents(contents) => {
                self.paragraph(&contents.heading);
                for entry in &contents.entries {
                    self.piece(Kind::Entry(entry.heading), &[&entry.text]);
                }
            }
            Node::Heading(heading) => {
                let label = [Inline::plain(heading.label.clone(), None)];
                let run_in = heading.run_in.as_ref().map_or(&[][..], |paragraph| &paragraph.text);
                self.piece(Kind::Heading(heading.id), &[&label, &heading.text, run_in]);
            }
            Node::Paragraph(paragraph) => self.paragraph(paragraph),
            Node::List(list) => self.list(list),
            Node::Table(table) => self.table(table),
            Node::Illustrations(all) => self.illustrations(all),
            Node::Quote(nodes) => nodes.iter().for_each(|node| self.quoted(node)),
            Node::TableNotes(nodes) => nodes.iter().for_each(|node| self.node(node)),
            Node::Signature { organ, date } => {
                self.paragraph(organ);
                self.paragraph(date);
            }
        }
    }

    fn quoted(&mut self, node: &QuoteNode) {
        match node {
            QuoteNode::Paragraph(paragraph) | QuoteNode::Heading(paragraph) | QuoteNode::Source(paragraph) => {
                self.paragraph(paragraph);
            }
            QuoteNode::List(list) => self.list(list),
            QuoteNode::Table(table) => self.table(table),
            QuoteNode::Illustrations(all) => self.illustrations(all),
        }
    }

    fn paragraph(&mut self, paragraph: &Paragraph) {
        self.piece(Kind::Text, &[&paragraph.text]);
    }

    /// A number or mark stands before the first paragraph of its item.
    fn list(&mut self, list: &List) {
        for item in &list.items {
            let (first, rest) = match item.nodes.split_first() {
                Some((Node::Paragraph(first), rest)) => (first.text.as_slice(), rest),
                _ => (&[][..], item.nodes.as_slice()),
            };
            self.piece(Kind::Text, &[&item.label.text, first]);
            rest.iter().for_each(|node| self.node(node));
        }
    }

    fn table(&mut self, table: &Table) {
        table.caption.iter().for_each(|caption| self.paragraph(caption));
        let number = self.tables;
        self.tables += 1;
        let mut cells: Vec<&Cell> = table.cells.iter().collect();
        cells.sort_by_key(|cell| (cell.row, cell.column));
        for cell in cells {
            let repeats = cell.role == CellRole::Head || cell.row < table.head_rows || cell.row_span > 1;
            let lines: Vec<&[Inline]> = cell.lines.iter().map(Vec::as_slice).collect();
            self.piece(Kind::Cell { table: number, row: cell.row, repeats }, &lines);
        }
    }

    fn illustrations(&mut self, all: &[Illustration]) {
        for one in all {
            let mut tokens = match &one.shows {
                Shows::Picture(_) => Vec::new(),
                Shows::Chart(chart) => {
                    let span = chart.title.iter().chain(&chart.categories).map(|text| text.span).next();
                    let signs = self.charts.get(&one.id).map_or(&[][..], Vec::as_slice);
                    self.signs(signs, |_| span)
                }
            };
            if let Some(caption) = &one.caption {
                tokens.extend(self.tokens_of(&caption.text, 0));
            }
            self.expected.floats.push(Float { tokens, is_note: false });
        }
    }

    fn footnote(&mut self, note: &Footnote) {
        let tokens = note.paragraphs.iter().flat_map(|paragraph| self.tokens_of(&paragraph.text, 0)).collect();
        self.expected.floats.push(Float { tokens, is_note: true });
    }

    /// A piece made of some texts, between which a figure ends.
    fn piece(&mut self, kind: Kind, parts: &[&[Inline]]) {
        let piece = self.expected.pieces.len();
        let start = self.expected.tokens.len();
        for part in parts {
            let tokens = self.tokens_of(part, piece);
            self.expected.tokens.extend(tokens);
        }
        self.expected.pieces.push(Piece { kind, tokens: start..self.expected.tokens.len() });
    }

    /// The tokens of a text. A figure goes on where its emphasis changes, and ends where a line is broken.
    fn tokens_of(&mut self, text: &[Inline], piece: usize) -> Vec<Token> {
        let mut found = Vec::new();
        let mut signs: Vec<Sign> = Vec::new();
        let mut spans: Vec<Option<Span>> = Vec::new();
        let mut joined = true;
        let flush = |builder: &mut Self, signs: &mut Vec<Sign>, spans: &mut Vec<Option<Span>>| {
            let tokens = builder.signs(signs, |at: usize| spans.get(at).copied().flatten());
            signs.clear();
            spans.clear();
            tokens
        };
        for inline in text {
            match inline {
                Inline::Text { text, span, .. } => {
                    for (at, ch) in text.char_indices() {
                        signs.push((ch, joined));
                        spans.push(span.map(|span| within(span, text, at..at + ch.len_utf8())));
                        joined = !ch.is_whitespace();
                    }
                }
                Inline::LineBreak => joined = false,
                Inline::Footnote { .. } => {
                    found.extend(flush(self, &mut signs, &mut spans));
                    found.push(Token { word: NOTE, span: None, is_apart: false, piece: 0 });
                    joined = false;
                }
            }
        }
        found.extend(flush(self, &mut signs, &mut spans));
        found.iter_mut().for_each(|token| token.piece = piece);
        found
    }

    /// The tokens of some characters, with their places.
    fn signs(&mut self, signs: &[Sign], span: impl Fn(usize) -> Option<Span>) -> Vec<Token> {
        let token = |(text, at): (String, Range<usize>)| {
            let (first, last) = (span(at.start), span(at.end.saturating_sub(1)));
            let is_apart = signs.get(at.start).is_some_and(|(_, joined)| !joined);
            Token { word: self.vocabulary.word(&text), span: first.map(|first| up_to(first, last)), is_apart, piece: 0 }
        };
        tokens(signs).into_iter().map(token).collect()
    }
}

/// The place of a part of a text, where the text stands in the file as it is; else that of the whole.
fn within(span: Span, text: &str, part: Range<usize>) -> Span {
    if span.end - span.start != text.len() {
        return span;
    }
    Span { start: span.start + part.start, end: span.start + part.end, ..span }
}

/// From the one place up to the end of the other.
fn up_to(first: Span, last: Option<Span>) -> Span {
    match last {
        Some(last) if last.source == first.source && last.end > first.end => Span { end: last.end, ..first },
        _ => first,
    }
}
