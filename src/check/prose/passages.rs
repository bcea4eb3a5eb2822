//! The prose as the checks read it: one text a paragraph, a heading, a cell, each stretch of it tied to its place.

use std::ops::Range;

use smallvec::SmallVec;

use crate::diagnostic::{Edit, Edited};
use crate::narrative::{Block, Cell, Emphasis, Inline, Narrative, Narratives, PipeTable};
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
    /// Whether it stands in an item of a list.
    pub is_item: bool,
    /// Of a cell of a table, what stands at its side and above it.
    pub heads: String,
    /// Its characters. A line break is one, the mark of a footnote none.
    pub text: String,
    /// The stretches that it is made of, in order.
    pub stretches: SmallVec<[Stretch; 1]>,
}

/// What a passage is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::check) enum PassageKind {
    /// A paragraph, also one of a list, a footnote or a source line.
    Paragraph,
    /// A heading, and its level, 2 to 4.
    Heading(u8),
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
    /// Of a heading, its level.
    pub fn heading_level(&self) -> Option<u8> {
        match self.kind {
            PassageKind::Heading(level) => Some(level),
            _ => None,
        }
    }

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

    /// What puts a text in the place of some bytes; `None` where they do not stand together, and in a quoted document,
    /// which is another's. In a stretch with an escape the edit is of the whole of it, which does not say what the file
    /// has there.
    pub fn edit(&self, range: Range<usize>, new: &str) -> Option<Edit> {
        self.stretch(range.start).filter(|stretch| !self.is_quoted && range.end <= stretch.range.end)?;
        Some(Edit::new(self.span(range.clone())?, self.text.get(range)?, new, Edited::Words))
    }

    /// What puts marks in the place of two others: both are edited or neither is.
    pub fn edit_pair(&self, [(open, new_open), (close, new_close)]: [(Range<usize>, &str); 2]) -> Option<[Edit; 2]> {
        let (mut open, mut close) = (self.edit(open, new_open)?, self.edit(close, new_close)?);
        (open.pair, close.pair) = (Some(close.span), Some(open.span));
        Some([open, close])
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
    pieces.extend(notes.map(|text| Piece::new(text)));
    let passages = pieces.into_iter().map(|piece| of_piece(piece, &prose.key, section));
    found.extend(passages.filter(|passage| !passage.text.is_empty()));
}

/// What a passage is made from.
struct Piece<'n> {
    text: &'n [Inline],
    kind: PassageKind,
    is_quoted: bool,
    is_item: bool,
    heads: String,
}

impl<'n> Piece<'n> {
    fn new(text: &'n [Inline]) -> Piece<'n> {
        Piece { text, kind: PassageKind::Paragraph, is_quoted: false, is_item: false, heads: String::new() }
    }
}

fn blocks<'n>(all: &'n [Block], is_quoted: bool, pieces: &mut Vec<Piece<'n>>) {
    let piece = |kind: PassageKind| move |text: &'n [Inline]| Piece { kind, is_quoted, ..Piece::new(text) };
    for block in all {
        match block {
            Block::Heading { text, level, .. } => pieces.push(piece(PassageKind::Heading(*level))(text)),
            Block::Paragraph(text) | Block::Source(text) => pieces.push(piece(PassageKind::Paragraph)(text)),
            Block::List { items, .. } => {
                let from = pieces.len();
                items.iter().for_each(|item| blocks(item, is_quoted, pieces));
                pieces.iter_mut().skip(from).for_each(|piece| piece.is_item = true);
            }
            Block::Quote(inside) => blocks(inside, true, pieces),
            Block::Table(table) => {
                pieces.extend(table.caption.as_deref().map(piece(PassageKind::Caption)));
                let heads = Heads::of(table);
                for cell in &table.cells {
                    let lines = cell.lines.iter().map(|line| line.text.as_slice()).map(piece(PassageKind::Cell));
                    pieces.extend(lines.map(|piece| Piece { heads: heads.beside(cell), ..piece }));
                }
            }
            Block::Illustrations(all) => {
                pieces.extend(all.iter().map(|one| one.caption.as_slice()).map(piece(PassageKind::Caption)));
            }
        }
    }
}

/// What stands in the first column of a table, and in the last row of its head.
struct Heads {
    side: Vec<String>,
    top: Vec<String>,
    head_rows: usize,
}

impl Heads {
    fn of(table: &PipeTable) -> Heads {
        let mut heads = Heads {
            side: vec![String::new(); table.rows],
            top: vec![String::new(); table.columns],
            head_rows: table.head_rows,
        };
        for cell in &table.cells {
            let text: String = cell.lines.iter().flat_map(|line| &line.text).map(plain_text).collect();
            // A head may run on over a side of numbers and names.
            let text: String = text.chars().take(LONGEST_HEAD).collect();
            let rows = cell.row..cell.row.saturating_add(cell.row_span);
            let columns = cell.column..cell.column.saturating_add(cell.column_span);
            if cell.column == 0 {
                heads.side.iter_mut().take(rows.end).skip(rows.start).for_each(|side| side.clone_from(&text));
            }
            if cell.row < table.head_rows {
                heads.top.iter_mut().take(columns.end).skip(columns.start).for_each(|top| top.clone_from(&text));
            }
        }
        heads
    }

    /// What names a cell: of one in the first column or in the head, nothing.
    fn beside(&self, cell: &Cell) -> String {
        if cell.row < self.head_rows {
            return String::new();
        }
        let side = self.side.get(cell.row).filter(|_| cell.column > 0).map_or("", String::as_str);
        format!("{side} {}", self.top.get(cell.column).map_or("", String::as_str)).trim().to_owned()
    }
}

/// Characters of the head of a row or a column beyond which it is cut: it is prose then.
const LONGEST_HEAD: usize = 60;

fn plain_text(inline: &Inline) -> &str {
    match inline {
        Inline::Text { text, .. } => text,
        Inline::LineBreak | Inline::Footnote(_) => "",
    }
}

/// The passage that some inlines make.
pub(in crate::check) fn passage<'a>(inlines: &[Inline], key: &'a str, section: Option<usize>) -> Passage<'a> {
    of_piece(Piece::new(inlines), key, section)
}

fn of_piece<'a>(piece: Piece, key: &'a str, section: Option<usize>) -> Passage<'a> {
    let (mut text, mut stretches) = (String::new(), SmallVec::new());
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
    let Piece { kind, is_quoted, is_item, heads, .. } = piece;
    Passage { key, section, kind, is_quoted, is_item, heads, text, stretches }
}
