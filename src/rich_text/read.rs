//! From Markdown to pieces: `narrative` says which lines belong together, and what each part of them prints.

use super::inline::{inlines, trimmed_number};
use super::piece::{Cell, Illustration, Inline, Line, Piece, Shape, Table};
use crate::diagnostic::Diagnostic;
use crate::narrative::bracketed_marks::footnote_mark;
use crate::narrative::line::{Line as TextLine, Opening, lines, opening};
use crate::narrative::parts::{Part, parts};
use crate::narrative::rules::{FULL_WIDTH_MARK, HEADING_GAP, LIST_NUMBER, PICTURE_CAPTION};
use crate::narrative::{Block, CHART, ColumnAlign, PipeTable, Shows, Single, Width, evaluate, read_single};
use crate::report::{self, Report};
use crate::source::{Sources, Span};
use crate::units::Pt;

/// Line ends that a source keeps, since no line feed puts them back.
pub(super) const OTHER_LINE_ENDS: [char; 5] = ['\u{B}', '\u{C}', '\u{85}', '\u{2028}', '\u{2029}'];

/// What an expression prints; nothing if it comes to nothing.
pub(super) type Prints<'a> = &'a dyn Fn(&str) -> Option<String>;

/// The pieces of a narrative. `figures` says what an expression prints.
///
/// Joined by line feeds, their sources are the text again ([`markdown`](super::markdown)).
pub fn pieces(markdown: &str, figures: &dyn Fn(&str) -> Option<String>) -> Vec<Piece> {
    Text::new(markdown, figures).pieces()
}

/// What expressions print in a report, for [`pieces`]; `previous` is last year's.
pub fn shown<'r>(report: &'r Report, previous: Option<&'r Report>) -> impl Fn(&str) -> Option<String> + 'r {
    move |expression| {
        let nowhere = |_| Span::new(report.organ.span.source, 0..0);
        evaluate(expression, report, previous, &nowhere).ok()
    }
}

/// A narrative that is being divided.
struct Text<'a> {
    prose: report::Prose,
    lines: Vec<TextLine>,
    figures: Prints<'a>,
}

impl<'a> Text<'a> {
    fn new(markdown: &str, figures: Prints<'a>) -> Text<'a> {
        let prose = prose_of(markdown.to_owned());
        let lines = lines(&prose.text);
        Text { prose, lines, figures }
    }

    fn pieces(&self) -> Vec<Piece> {
        let groups = self.groups(&parts(&self.prose, &self.lines));
        let Some(last) = groups.len().checked_sub(1) else {
            // Nothing but empty lines.
            let text = &self.prose.text;
            return if text.is_empty() { Vec::new() } else { vec![Piece::of_source(text.clone())] };
        };
        let mut pieces = Vec::new();
        let mut done = 0;
        for (at, group) in groups.iter().enumerate() {
            let end = if at == last { self.prose.text.len() } else { self.end_of(group) };
            let source = self.prose.text.get(done..end).unwrap_or_default().to_owned();
            let rest = self.prose.text.get(end..).unwrap_or_default();
            done = end + usize::from(rest.starts_with('\n') && !source.ends_with(OTHER_LINE_ENDS));
            let shape = self.shape(group).unwrap_or_default();
            pieces.push(Piece { shape, source: Some(source) });
        }
        pieces
    }

    /// Parts that are one piece: those of one quote, and what a carriage return divides, which no line feed puts back.
    fn groups(&self, parts: &[Part]) -> Vec<Vec<Part>> {
        let mut groups: Vec<Vec<Part>> = Vec::new();
        for part in parts {
            let before = groups.last_mut().filter(|group| {
                let last = group.last().filter(|last| self.is_one_quote(last, part) || self.is_returned(last));
                last.is_some()
            });
            match before {
                Some(group) => group.push(part.clone()),
                None => groups.push(vec![part.clone()]),
            }
        }
        groups
    }

    /// Whether two parts stand in one quote: no line between them leaves it.
    fn is_one_quote(&self, one: &Part, other: &Part) -> bool {
        let between = self.lines.get(one.lines.end..other.lines.start).unwrap_or_default();
        one.quotes > 0 && other.quotes == one.quotes && between.iter().all(|line| !line.mark.is_empty())
    }

    /// Whether the last line of a part ends in a carriage return alone.
    fn is_returned(&self, part: &Part) -> bool {
        let end = part.lines.end.checked_sub(1).and_then(|last| self.lines.get(last)).map_or(0, |line| line.whole.end);
        let rest = self.prose.text.get(end..).unwrap_or_default();
        rest.starts_with('\r') && !rest.starts_with("\r\n")
    }

    /// Where a group ends: before a line feed, or behind another line end.
    fn end_of(&self, group: &[Part]) -> usize {
        let last = group.last().and_then(|part| self.lines.get(part.lines.end.checked_sub(1)?));
        let end = last.map_or(0, |line| line.whole.end);
        let rest = self.prose.text.get(end..).unwrap_or_default();
        match rest.chars().next() {
            None | Some('\n') => end,
            Some(other) => end + other.len_utf8(),
        }
    }

    /// The lines of some parts without their ends.
    fn source_of(&self, first: &Part, last: &Part) -> &str {
        let start = self.lines.get(first.lines.start).map_or(0, |line| match line.mark.is_empty() {
            true => line.whole.start,
            false => line.mark.start,
        });
        let end = last.lines.end.checked_sub(1).and_then(|last| self.lines.get(last)).map_or(0, |line| line.whole.end);
        self.prose.text.get(start..end).unwrap_or_default()
    }

    /// What some parts show; `None` if that cannot be told apart from how it is written.
    fn shape(&self, group: &[Part]) -> Option<Shape> {
        let (first, last) = (group.first()?, group.last()?);
        if first.quotes > 0 {
            let piece = |part: &Part| {
                let source = self.source_of(part, part).to_owned();
                Piece { shape: self.quoted(part).unwrap_or_default(), source: Some(source) }
            };
            let is_quote = first.quotes == 1 && group.iter().all(|part| self.is_one_quote(first, part));
            return is_quote.then(|| Shape::Quote { pieces: group.iter().map(piece).collect() });
        }
        if group.len() > 1 {
            return None;
        }
        let source = self.source_of(first, last);
        if first.is_item {
            return self.item(source, first.items);
        }
        if first.items > 0 {
            return None;
        }
        let line = source.trim_start_matches(crate::narrative::line::is_blank);
        if opening(line, false) == Opening::Footnote {
            return self.note(line);
        }
        self.block(source, line.starts_with('#'))
    }

    /// What a part of a quote shows.
    fn quoted(&self, part: &Part) -> Option<Shape> {
        let source = self.source_of(part, part);
        let single = self.sound(source)?;
        let [Block::Quote(blocks)] = single.blocks.as_slice() else { return None };
        let [block] = blocks.as_slice() else { return None };
        if part.is_item {
            return self.item_of(&single, block, part.items);
        }
        if part.items > 0 {
            return None;
        }
        match block {
            Block::List { .. } => None,
            block => self.shape_of(&single, block, true, false),
        }
    }

    fn item(&self, source: &str, depth: usize) -> Option<Shape> {
        let single = self.sound(source)?;
        let [block] = single.blocks.as_slice() else { return None };
        self.item_of(&single, block, depth)
    }

    fn item_of(&self, single: &Single, block: &Block, depth: usize) -> Option<Shape> {
        let Block::List { first, in_brackets, items } = block else { return None };
        let [blocks] = items.as_slice() else { return None };
        let text = match blocks.as_slice() {
            [] => Vec::new(),
            [Block::Paragraph(text)] => inlines(text, single, self.figures),
            _ => return None,
        };
        Some(Shape::Item { ordered: first.is_some(), brackets: *in_brackets, number: *first, depth, text })
    }

    fn note(&self, line: &str) -> Option<Shape> {
        let (label, _) = line.strip_prefix("[^")?.split_once(']')?;
        // What nothing mentions is not read.
        let single = self.sound(&format!("[^{label}]\n\n{line}"))?;
        let [note] = single.footnotes.as_slice() else { return None };
        let [text] = note.paragraphs.as_slice() else { return None };
        Some(Shape::Note { label: label.to_owned(), text: inlines(text, &single, self.figures) })
    }

    fn block(&self, source: &str, has_signs: bool) -> Option<Shape> {
        // One that is being written has no words yet.
        let signs = source.trim_matches(crate::narrative::line::is_blank);
        if (2..=4).contains(&signs.len()) && signs.bytes().all(|sign| sign == b'#') {
            return Some(Shape::Heading { level: signs.len() as u8, typed: false, text: Vec::new(), run_in: None });
        }
        let single = self.sound(source)?;
        match single.blocks.as_slice() {
            [block] => self.shape_of(&single, block, false, has_signs),
            [Block::Heading { level, text, .. }, Block::Paragraph(rest)] if !has_signs => {
                let [text, rest] = [text, rest].map(|text| inlines(text, &single, self.figures));
                Some(Shape::Heading { level: *level, typed: true, text, run_in: Some(rest) })
            }
            _ => None,
        }
    }

    fn shape_of(&self, single: &Single, block: &Block, in_quote: bool, has_signs: bool) -> Option<Shape> {
        let inlines = |text: &[_]| inlines(text, single, self.figures);
        Some(match block {
            Block::Heading { level, text, .. } => {
                let mut text = inlines(text);
                if has_signs {
                    trimmed_number(&mut text);
                }
                Shape::Heading { level: *level, typed: !has_signs, text, run_in: None }
            }
            Block::Paragraph(text) | Block::Source(text) => {
                let text = inlines(text);
                let plain = opens_like_a_number(&text, in_quote);
                Shape::Paragraph { text, plain }
            }
            Block::Table(table) => Shape::Table(self.table(single, table)),
            Block::Illustrations(all) => {
                let one = |one: &crate::narrative::Illustration| {
                    let Shows::File(address) = &one.shows else { return Illustration::default() };
                    let address = single.written(address);
                    let chart = address.strip_prefix(CHART).map(str::to_owned);
                    Illustration {
                        file: chart.is_none().then_some(address),
                        chart,
                        caption: inlines(&one.caption),
                        width: one.width.map(width),
                        name: one.name.clone(),
                        alternative: one.alternative.as_deref().map(|text| single.written(text)),
                    }
                };
                Shape::Pictures { items: all.iter().map(one).collect() }
            }
            Block::List { .. } | Block::Quote(_) => return None,
        })
    }

    fn table(&self, single: &Single, table: &PipeTable) -> Table {
        let inlines = |text: &[_]| inlines(text, single, self.figures);
        let line = |line: &crate::narrative::CellLine| Line { item: line.item, text: inlines(&line.text) };
        let cell = |cell: &crate::narrative::Cell| Cell {
            row: cell.row,
            column: cell.column,
            row_span: cell.row_span,
            column_span: cell.column_span,
            lines: cell.lines.iter().map(line).collect(),
        };
        let align = |align: &ColumnAlign| match align {
            ColumnAlign::Unset => "",
            ColumnAlign::Left => "left",
            ColumnAlign::Centre => "center",
            ColumnAlign::Right => "right",
        };
        Table {
            columns: table.columns,
            rows: table.rows,
            head_rows: table.head_rows,
            align: table.align.iter().map(|column| align(column).to_owned()).collect(),
            cells: table.cells.iter().map(cell).collect(),
            caption: table.caption.as_deref().map(inlines),
            name: table.name.clone(),
        }
    }

    /// A part read, if nothing is wrong with it that would be lost when it is written anew.
    fn sound(&self, source: &str) -> Option<Single> {
        let single = read_single(&prose_of(with_notes(source)))?;
        let is_kept = |fault: &Diagnostic| {
            // What these are about stays in the text; a caption may come later.
            [&FULL_WIDTH_MARK, &HEADING_GAP, &LIST_NUMBER, &PICTURE_CAPTION].contains(&fault.rule)
        };
        single.faults.iter().all(is_kept).then_some(single)
    }
}

/// A text with a text for each footnote that it mentions: without one, a mark is not read as such.
fn with_notes(source: &str) -> String {
    let mut text = source.to_owned();
    let mut rest = source;
    let mut known: Vec<&str> = Vec::new();
    while let Some((at, label)) = footnote_mark(rest) {
        rest = rest.get(at + label.len() + "[^]".len()..).unwrap_or_default();
        // It is the text itself that stands there, or has been named before.
        if !rest.starts_with(':') && !known.contains(&label) && !source.contains(&format!("[^{label}]:")) {
            text.push_str(&format!("\n\n[^{label}]: 注"));
            known.push(label);
        }
    }
    text
}

/// A text as `narrative` takes it, its places those of the text.
pub(super) fn prose_of(text: String) -> report::Prose {
    let source = Sources::default().add("", "");
    report::Prose { text, source, offsets: Vec::new(), key: String::new() }
}

fn opens_like_a_number(text: &[Inline], in_quote: bool) -> bool {
    let Some(Inline::Text { text, strong: false, link: None }) = text.first() else { return false };
    match opening(text, in_quote) {
        Opening::NumberedHeading { .. } => true,
        Opening::Item { kind, .. } => kind != crate::narrative::line::ItemKind::Mark,
        _ => false,
    }
}

/// A width as the narrative writes it.
fn width(width: Width) -> String {
    let number = |value: f64| format!("{:.3}", value).trim_end_matches('0').trim_end_matches('.').to_owned();
    match width {
        Width::Part(part) => format!("{}%", number(part * 100.0)),
        Width::Length(length) => format!("{}mm", number(length.0 / Pt::from_mm(1.0).0)),
    }
}
