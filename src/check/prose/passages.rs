//! The prose as the checks read it: one text a paragraph, a heading, a cell, each stretch of it tied to its place.

use std::ops::Range;

use crate::narrative::{Block, Emphasis, Inline, Narrative, Narratives};
use crate::report::{Prose, Report};
use crate::source::Span;

/// A paragraph, a heading, a line of a cell, a caption or a paragraph of a footnote.
#[derive(Debug)]
pub(in crate::check) struct Passage<'a> {
    /// Key of the text that it stands in, such as `overview.body`.
    pub key: &'a str,
    /// Its section, from 0; `None` of the preface.
    pub section: Option<usize>,
    /// What it is.
    pub kind: PassageKind,
    /// Whether it stands in a quoted document.
    pub is_quoted: bool,
    /// Its characters. A line break is one, the mark of a footnote none.
    pub text: String,
    /// The stretches that it is made of, in order.
    pub stretches: Vec<Stretch>,
}

/// What a passage is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::check) enum PassageKind {
    /// A paragraph, also one of a list, a footnote or a source line.
    Paragraph,
    /// A heading.
    Heading,
    /// A line of a cell.
    Cell,
    /// The caption of a table or an illustration.
    Caption,
}

/// A stretch of a passage in one style.
#[derive(Debug)]
pub(in crate::check) struct Stretch {
    /// Its bytes in the text.
    pub range: Range<usize>,
    /// Where it stands in the file.
    pub span: Span,
    pub is_strong: bool,
    pub is_link: bool,
}

impl Passage<'_> {
    /// The stretch that holds a byte of the text.
    pub fn stretch(&self, at: usize) -> Option<&Stretch> {
        let index = self.stretches.partition_point(|stretch| stretch.range.end <= at);
        self.stretches.get(index).filter(|stretch| stretch.range.contains(&at))
    }

    /// The place of some bytes of the text: within their stretch where it stands in the file as it is.
    pub fn span(&self, range: Range<usize>) -> Option<Span> {
        let stretch = self.stretch(range.start)?;
        let span = stretch.span;
        if span.end - span.start != stretch.range.len() {
            return Some(span);
        }
        let start = span.start + (range.start - stretch.range.start);
        Some(Span { start, end: (start + range.len()).min(span.end), ..span })
    }
}

/// All passages of a report in printed order.
pub(in crate::check) fn passages<'a>(report: &'a Report, narratives: &Narratives) -> Vec<Passage<'a>> {
    let mut found = Vec::new();
    read(report.preface.as_ref(), narratives.preface.as_ref(), None, &mut found);
    let sections = report.sections.iter().zip(&narratives.bodies).zip(&narratives.notes).enumerate();
    for (index, ((section, body), note)) in sections {
        read(section.body.as_ref(), body.as_ref(), Some(index), &mut found);
        read(section.note.as_ref(), note.as_ref(), Some(index), &mut found);
    }
    found
}

fn read<'a>(
    prose: Option<&'a Prose>,
    narrative: Option<&Narrative>,
    section: Option<usize>,
    found: &mut Vec<Passage<'a>>,
) {
    let (Some(prose), Some(narrative)) = (prose, narrative) else { return };
    let mut pieces = Vec::new();
    blocks(&narrative.blocks, false, &mut pieces);
    let notes = narrative.footnotes.iter().flat_map(|note| &note.paragraphs);
    pieces.extend(notes.map(|text| Piece { text, kind: PassageKind::Paragraph, is_quoted: false }));
    let passages = pieces.iter().map(|piece| passage(piece, &prose.key, section));
    found.extend(passages.filter(|passage| !passage.text.is_empty()));
}

/// What a passage is made from.
struct Piece<'n> {
    text: &'n [Inline],
    kind: PassageKind,
    is_quoted: bool,
}

fn blocks<'n>(all: &'n [Block], is_quoted: bool, pieces: &mut Vec<Piece<'n>>) {
    let piece = |kind: PassageKind| move |text: &'n [Inline]| Piece { text, kind, is_quoted };
    for block in all {
        match block {
            Block::Heading { text, .. } => pieces.push(piece(PassageKind::Heading)(text)),
            Block::Paragraph(text) | Block::Source(text) => pieces.push(piece(PassageKind::Paragraph)(text)),
            Block::List { items, .. } => items.iter().for_each(|item| blocks(item, is_quoted, pieces)),
            Block::Quote(inside) => blocks(inside, true, pieces),
            Block::Table(table) => {
                pieces.extend(table.caption.as_deref().map(piece(PassageKind::Caption)));
                let lines = table.cells.iter().flat_map(|cell| &cell.lines);
                pieces.extend(lines.map(|line| line.text.as_slice()).map(piece(PassageKind::Cell)));
            }
            Block::Illustrations(all) => {
                pieces.extend(all.iter().map(|one| one.caption.as_slice()).map(piece(PassageKind::Caption)));
            }
        }
    }
}

fn passage<'a>(piece: &Piece, key: &'a str, section: Option<usize>) -> Passage<'a> {
    let (mut text, mut stretches) = (String::new(), Vec::new());
    for inline in piece.text {
        match inline {
            Inline::Text { text: part, emphasis, link, span } => {
                let range = text.len()..text.len() + part.len();
                text.push_str(part);
                let (is_strong, is_link) = (*emphasis == Emphasis::Strong, link.is_some());
                stretches.push(Stretch { range, span: *span, is_strong, is_link });
            }
            Inline::LineBreak => text.push('\n'),
            Inline::Footnote(_) => {}
        }
    }
    Passage { key, section, kind: piece.kind, is_quoted: piece.is_quoted, text, stretches }
}
