//! Narrative to nodes: headings numbered, run-in headings joined with their paragraphs, lists labelled.

use super::document::{
    Align, Cell, CellRole, Column, Footnote, Heading, Inline, Link, List, ListItem, Node, Paragraph, QuoteNode, Table,
};
use super::illustrations::words_of;
use super::{Composer, figures};
use crate::narrative::{self, Block, ColumnAlign, Emphasis, Narrative, numerals};

/// Marks of unordered lists, by depth.
const ITEM_MARKS: [&str; 2] = ["•", "– "];

impl Composer<'_> {
    /// The nodes of a piece of narrative; its footnotes go to the document.
    pub(super) fn blocks(&mut self, narrative: &Narrative) -> Vec<Node> {
        let first_note = self.document.footnotes.len();
        let mut nodes = Vec::new();
        let mut blocks = narrative.blocks.iter().peekable();
        while let Some(block) = blocks.next() {
            match block {
                Block::Heading { level, number, text, runs_on, .. } => {
                    let label = numerals::heading_label(*level, *number);
                    let id = self.id();
                    let text = self.inlines(text, first_note);
                    let run_in = match blocks.peek() {
                        Some(Block::Paragraph(below)) if *runs_on => {
                            blocks.next();
                            Some(self.prose(below, first_note))
                        }
                        _ => None,
                    };
                    nodes.push(Node::Heading(Heading { id, level: *level, label, text, run_in }));
                }
                other => nodes.extend(self.block(other, 0, first_note)),
            }
        }
        for note in &narrative.footnotes {
            let mark = self.id();
            let paragraphs = note.paragraphs.iter().map(|text| self.prose(text, first_note)).collect();
            self.document.footnotes.push(Footnote { mark, paragraphs });
        }
        nodes
    }

    /// A block other than a heading; `depth` counts the lists around it.
    fn block(&mut self, block: &Block, depth: usize, first_note: usize) -> Option<Node> {
        Some(match block {
            // Headings stand outside lists only, and are taken there.
            Block::Heading { text, .. } | Block::Paragraph(text) | Block::Source(text) => {
                Node::Paragraph(self.prose(text, first_note))
            }
            Block::List { first, in_brackets, items } => {
                // A list in brackets is numbered like one within another.
                let nesting = depth + usize::from(*in_brackets && depth == 0);
                Node::List(self.list(*first, items, nesting, depth, first_note))
            }
            Block::Table(table) => Node::Table(self.pipe_table(table, first_note)),
            Block::Illustrations(all) => Node::Illustrations(self.illustrations(all, first_note)),
            Block::Quote(blocks) => {
                Node::Quote(blocks.iter().filter_map(|block| self.quoted(block, first_note)).collect())
            }
        })
    }

    fn list(
        &mut self,
        first: Option<u64>,
        items: &[Vec<Block>],
        nesting: usize,
        depth: usize,
        first_note: usize,
    ) -> List {
        let mut number = first;
        let items = items
            .iter()
            .map(|blocks| {
                let label = match &mut number {
                    Some(number) => {
                        let label = numerals::item_label(nesting, *number);
                        *number = number.saturating_add(1);
                        label
                    }
                    None => ITEM_MARKS.get(depth).or(ITEM_MARKS.last()).copied().unwrap_or_default().to_owned(),
                };
                let label = self.paragraph(vec![Inline::plain(label, None)]);
                let nodes = blocks.iter().filter_map(|block| self.block(block, depth + 1, first_note)).collect();
                ListItem { label, nodes }
            })
            .collect();
        List { is_numbered: first.is_some(), items }
    }

    /// A part of a quoted document: nothing in it is numbered.
    fn quoted(&mut self, block: &Block, first_note: usize) -> Option<QuoteNode> {
        match self.block(block, 0, first_note)? {
            Node::Paragraph(paragraph) => Some(match block {
                Block::Source(_) => QuoteNode::Source(paragraph),
                _ if all_strong(&paragraph) => QuoteNode::Heading(paragraph),
                _ => QuoteNode::Paragraph(paragraph),
            }),
            Node::List(list) => Some(QuoteNode::List(list)),
            Node::Table(table) => Some(QuoteNode::Table(table)),
            Node::Illustrations(all) => Some(QuoteNode::Illustrations(all)),
            // A quote in a quote does not come out of the narrative.
            _ => None,
        }
    }

    /// A paragraph of the narrative.
    pub(super) fn prose(&mut self, text: &[narrative::Inline], first_note: usize) -> Paragraph {
        Paragraph { id: self.id(), text: self.inlines(text, first_note) }
    }

    /// Inlines of the narrative as those of the document, its footnotes counted on.
    pub(super) fn inlines(&mut self, text: &[narrative::Inline], first_note: usize) -> Vec<Inline> {
        let mut open: Option<Link> = None;
        let mut inlines = Vec::new();
        for inline in text {
            inlines.push(match inline {
                narrative::Inline::Text { text, emphasis, link, span } => {
                    open = link.as_ref().map(|address| match open.take() {
                        Some(open) if open.address == *address => open,
                        _ => Link { id: self.id(), address: address.clone() },
                    });
                    Inline::Text { text: text.clone(), emphasis: *emphasis, link: open.clone(), span: Some(*span) }
                }
                narrative::Inline::LineBreak => Inline::LineBreak,
                narrative::Inline::Footnote(note) => {
                    // A mark is no part of a link: behind it another one begins, or it would be read after both sides.
                    open = None;
                    Inline::Footnote { id: self.id(), note: first_note + note }
                }
            });
        }
        inlines
    }

    /// A table of the narrative.
    fn pipe_table(&mut self, table: &narrative::PipeTable, first_note: usize) -> Table {
        let caption = table.caption.as_ref().map(|text| {
            let text = self.inlines(text, first_note);
            self.caption("表", table.number, text)
        });
        if let (Some(name), Some(caption)) = (&table.name, &caption) {
            self.anchor(name, caption.id, words_of(&caption.text));
        }
        let texts_to_read = long_columns(table);
        let of_figures = figures::columns_of_figures(table);
        let cells = table
            .cells
            .iter()
            .map(|cell| {
                let id = self.id();
                let lines: Vec<Vec<Inline>> = cell
                    .lines
                    .iter()
                    .map(|line| {
                        let mark = line.item.then(|| Inline::plain(ITEM_MARKS[0], None));
                        mark.into_iter().chain(self.inlines(&line.text, first_note)).collect()
                    })
                    .collect();
                let head = cell.row < table.head_rows;
                let figure = cell.column_span == 1
                    && of_figures.get(cell.column).copied().unwrap_or_default()
                    && figures::is_figure(cell);
                let long = is_long(cell) || (cell.column_span == 1 && texts_to_read.contains(&cell.column));
                Cell {
                    id,
                    row: cell.row,
                    column: cell.column,
                    row_span: cell.row_span,
                    column_span: cell.column_span,
                    role: if head { CellRole::Head } else { CellRole::Data },
                    align: match table.align.get(cell.column) {
                        _ if head => Align::Centre,
                        Some(ColumnAlign::Left) => Align::Left,
                        Some(ColumnAlign::Centre) => Align::Centre,
                        Some(ColumnAlign::Right) => Align::Right,
                        Some(ColumnAlign::Unset) | None => match () {
                            _ if long => Align::Left,
                            _ if figure => Align::Decimal,
                            _ => Align::Centre,
                        },
                    },
                    lines,
                }
            })
            .collect();
        Table {
            caption,
            columns: vec![Column::Content; table.columns],
            rows: table.rows,
            head_rows: table.head_rows,
            keep_with_next: Vec::new(),
            repeat: Vec::new(),
            cells,
        }
    }
}

/// A cell of more characters than this is text to read, set from the left; a shorter one is centred.
const LONG_CELL: usize = 16;

fn is_long(cell: &narrative::Cell) -> bool {
    let length = |inline: &narrative::Inline| match inline {
        narrative::Inline::Text { text, .. } => text.chars().count(),
        _ => 0,
    };
    let characters: usize = cell.lines.iter().flat_map(|line| &line.text).map(length).sum();
    characters > LONG_CELL || cell.lines.iter().any(|line| line.item)
}

/// Columns that hold text to read in any of their cells below the head: all of them is set alike.
fn long_columns(table: &narrative::PipeTable) -> Vec<usize> {
    let own = |cell: &&narrative::Cell| cell.row >= table.head_rows && cell.column_span == 1;
    table.cells.iter().filter(own).filter(|cell| is_long(cell)).map(|cell| cell.column).collect()
}

/// Whether all text of a paragraph is strong.
fn all_strong(paragraph: &Paragraph) -> bool {
    !paragraph.text.is_empty()
        && paragraph.text.iter().all(|inline| match inline {
            Inline::Text { text, emphasis, .. } => *emphasis == Emphasis::Strong || text.trim().is_empty(),
            _ => true,
        })
}
