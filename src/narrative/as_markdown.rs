//! A line is a paragraph (一行一段): a text as it was pasted, written as the Markdown that says what its lines show.
//!
//! Between two lines comes an empty one, unless they belong together: rows of a table and its caption, pictures side by
//! side, a line that a backslash breaks. The blanks that open a line go; those of a list's lines come back as Markdown
//! counts them. A line that opens with （一） becomes a heading, one that opens with 1. or （1） an item; lines
//! whose words are divided by tabs become the rows of a table. What the parser then finds was there to be seen.

use std::ops::Range;

use super::line::{ItemKind, Line, Opening, is_blank, lines, opening};
use super::parts::Part;
use super::tab_table::{TabTable, tab_table};
use crate::report::tsv::Field;
use crate::report::{Prose, typed_number};

/// The Markdown of a text, each byte tied to its place in the file.
pub(super) fn as_markdown(prose: &Prose) -> Prose {
    written(prose, &lines(&prose.text)).to
}

/// The Markdown of a text, what its lines are, and how it ends.
pub(super) fn written<'a>(prose: &'a Prose, lines: &[Line]) -> Writer<'a> {
    written_behind(End::default(), prose, lines)
}

/// The same of a text that stands behind another.
pub(super) fn written_behind<'a>(before: End, prose: &'a Prose, lines: &[Line]) -> Writer<'a> {
    let End { open, last } = before;
    let mut writer = Writer {
        from: prose,
        to: prose.emptied(),
        open,
        last,
        mark: 0..0,
        without_table: 0,
        parts: Vec::new(),
        begun: None,
    };
    let mut done = 0;
    while let Some(rest @ [line, ..]) = lines.get(done..) {
        let taken = writer.block(line, rest).max(1);
        writer.note_part(done..done + taken, line);
        done += taken;
    }
    writer
}

/// How a text ends: what the line below it may belong to.
#[derive(Clone, Default)]
pub(super) struct End {
    /// The items that are open.
    pub(super) open: Vec<Open>,
    last: Last,
}

/// What was written last: whether the next line belongs to it.
#[derive(Clone, Copy, Default, PartialEq, Eq)]
enum Last {
    /// An empty line, or nothing.
    #[default]
    Blank,
    /// A line that stands for itself.
    Whole,
    /// A paragraph's line that ends in a backslash.
    Broken,
    Picture,
    /// A row of a pipe table, with a `|` at its start or without.
    Row {
        is_bare: bool,
    },
    /// A table out of tabs: only a caption belongs to it.
    TabTable,
    Html,
}

/// An item of a list, to which the lines below it may belong.
#[derive(Clone)]
pub(super) struct Open {
    /// The column where it stands itself, as it is written.
    pub(super) column: usize,
    /// From which column on they do.
    pub(super) from: usize,
    /// The column where they stand in Markdown.
    to: usize,
    /// What it is marked with.
    pub(super) kind: ItemKind,
}

pub(super) struct Writer<'a> {
    from: &'a Prose,
    to: Prose,
    open: Vec<Open>,
    last: Last,
    /// The marks of the quote that the last line stood in.
    mark: Range<usize>,
    /// Lines with tabs to come among which there is no table.
    without_table: usize,
    pub(super) parts: Vec<Part>,
    /// What the lines that were written last begin, if they begin something: an item, or something else.
    begun: Option<Begun>,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Begun {
    Item,
    Other,
}

impl<'a> Writer<'a> {
    /// How the text ends. A quote does not go on in what stands behind.
    pub(super) fn end(self) -> End {
        if self.depth(&self.mark) > 0 { End::default() } else { End { open: self.open, last: self.last } }
    }

    /// Notes what some lines are, of which `line` is the first: a part, or more of the one before.
    fn note_part(&mut self, lines: Range<usize>, line: &Line) {
        let (items, quotes) = (self.open.len(), self.depth(&line.mark));
        match self.begun.take() {
            Some(Begun::Item) => {
                self.parts.push(Part { lines, quotes, items: items.saturating_sub(1), is_item: true });
            }
            Some(Begun::Other) => self.parts.push(Part { lines, quotes, items, is_item: false }),
            None if line.text.is_empty() => {}
            None => self.parts.iter_mut().next_back().into_iter().for_each(|last| last.lines.end = lines.end),
        }
    }

    /// Writes what a line opens; gives the number of lines that it took.
    fn block(&mut self, line: &Line, rest: &[Line]) -> usize {
        if self.depth(&line.mark) != self.depth(&self.mark) {
            self.leave_quote();
        }
        self.mark = line.mark.clone();
        let text = self.source(&line.text);
        let opening = opening(text, !line.mark.is_empty());
        if self.last == Last::Broken && opening != Opening::Blank {
            self.line(line, line.text.clone());
            self.last = if ends_broken(text) { Last::Broken } else { Last::Whole };
            return 1;
        }
        if self.last == Last::Html && opening != Opening::Blank {
            self.line(line, line.text.clone());
            return 1;
        }
        if self.without_table > 0 {
            self.without_table -= 1;
        } else {
            match tab_table(&self.from.text, rest) {
                Ok(table) => return self.table(line, table),
                Err(lines) => self.without_table = lines.saturating_sub(1),
            }
        }
        match opening {
            Opening::Blank => {
                self.copy(line.mark.clone());
                self.end_line(line);
                self.last = Last::Blank;
            }
            Opening::Heading => {
                self.open.clear();
                self.separate(Last::Whole);
                // The parser knows no blank behind the signs but the ordinary one.
                let signs = line.text.start + text.len() - text.trim_start_matches('#').len();
                let words = text.trim_start_matches('#').trim_start_matches(is_blank).len();
                self.put_in_mark(line);
                self.copy(line.text.start..signs);
                self.put_in(" ", signs);
                self.copy(line.text.end - words..line.text.end);
                self.end_line(line);
            }
            Opening::NumberedHeading { length } => self.numbered_heading(line, length),
            // A quoted document keeps its numbers: one that does not go on is no item of a list that would change it.
            Opening::Item { kind, .. } if !line.mark.is_empty() && self.breaks_off(line, kind) => self.as_typed(line),
            Opening::Item { kind, length } => self.item(line, kind, length),
            Opening::Footnote => {
                self.open.clear();
                self.separate(if ends_broken(text) { Last::Broken } else { Last::Whole });
                self.line(line, line.text.clone());
            }
            Opening::Fence => return self.fence(line, rest),
            Opening::Picture => self.plain(line, Last::Picture, self.last == Last::Picture),
            Opening::Row => {
                let row = Last::Row { is_bare: false };
                self.plain(line, row, self.last == row);
            }
            Opening::Caption if matches!(self.last, Last::Row { .. } | Last::TabTable) => {
                self.plain(line, Last::Whole, true);
            }
            Opening::Html => self.plain(line, Last::Html, false),
            Opening::Text if self.is_bare_row(text, rest) => {
                let row = Last::Row { is_bare: true };
                self.plain(line, row, self.last == row);
            }
            Opening::Text | Opening::Caption => {
                let last = if ends_broken(text) { Last::Broken } else { Last::Whole };
                self.plain(line, last, false);
            }
        }
        1
    }

    /// A line as it is, behind the indent of the item that it belongs to.
    fn plain(&mut self, line: &Line, last: Last, belongs_to_the_last: bool) {
        while self.open.last().is_some_and(|open| line.column < open.from) {
            self.open.pop();
        }
        if belongs_to_the_last {
            self.last = last;
        } else {
            self.separate(last);
        }
        let text = self.source(&line.text);
        if last == Last::Whole && is_plain_sign(text) {
            self.put_in_mark(line);
            self.put_in(&" ".repeat(self.indent()), line.text.start);
            for (at, ch) in text.char_indices() {
                let place = line.text.start + at;
                if at == 0 || ch == '*' {
                    self.put_in("\\", place);
                }
                self.copy(place..place + ch.len_utf8());
            }
            return self.end_line(line);
        }
        let escape = usize::from(is_escaped_number(text));
        self.line(line, line.text.start + escape..line.text.end);
    }

    /// A heading that shows by its number what it is: the line up to its first 。, then the rest as a paragraph that the
    /// heading runs on with.
    fn numbered_heading(&mut self, line: &Line, number: usize) {
        self.open.clear();
        self.separate(Last::Whole);
        let text = self.source(&line.text);
        let end = sentence_end(text, number).unwrap_or(text.len());
        let middle = line.text.start + end;
        self.put_in("## ", line.text.start);
        self.copy(line.text.start..middle);
        let behind = text.get(end..).unwrap_or_default();
        let blanks = behind.len() - behind.trim_start().len();
        if blanks < behind.len() {
            self.put_in("\n\n", middle);
            self.copy(middle + blanks..line.text.end);
            if ends_broken(text) {
                self.last = Last::Broken;
            }
        }
        self.end_line(line);
    }

    /// Whether a numbered item would be numbered otherwise in the list that it stands in.
    fn breaks_off(&self, line: &Line, kind: ItemKind) -> bool {
        let is_alike = |open: &Open| std::mem::discriminant(&open.kind) == std::mem::discriminant(&kind);
        let goes_on = self.open.iter().any(|open| open.column <= line.column && kind.follows(open.kind));
        let sibling = self.open.iter().rev().find(|open| line.column < open.from);
        kind != ItemKind::Mark && !goes_on && sibling.is_some_and(is_alike)
    }

    /// A line that opens like an item, as a paragraph.
    fn as_typed(&mut self, line: &Line) {
        self.open.clear();
        self.separate(Last::Whole);
        self.put_in_mark(line);
        let text = self.source(&line.text);
        let sign = line.text.start + text.len() - after_digits(text).len();
        self.copy(line.text.start..sign);
        self.put_in("\\", sign);
        self.copy(sign..line.text.end);
        self.end_line(line);
    }

    /// An item of a list, within the one that it belongs to: by its indent, or （1） below 1. by its number.
    fn item(&mut self, line: &Line, kind: ItemKind, length: usize) {
        let text = self.source(&line.text);
        let is_typed = matches!(kind, ItemKind::Bracket(_)) && text.starts_with(['（', '(']);
        let is_dot = |open: &Open| matches!(open.kind, ItemKind::Dot(_));
        // A number that goes on from an item belongs to the list of that, however its line is indented.
        let before = self.open.iter().rposition(|open| open.column <= line.column && kind.follows(open.kind));
        if is_typed {
            let outer = self.open.iter().rposition(is_dot);
            self.open.truncate(outer.map_or(0, |outer| outer + 1));
        } else if let Some(before) = before {
            self.open.truncate(before);
        } else {
            while self.open.last().is_some_and(|open| line.column < open.from) {
                self.open.pop();
            }
        }
        self.separate(if ends_broken(text) { Last::Broken } else { Last::Whole });
        let (start, place) = (line.text.start, self.from.place(line.text.start));
        self.put_in_mark(line);
        let column = self.indent();
        self.put_in(&" ".repeat(column), start);
        let written = self.to.text.len();
        match kind {
            ItemKind::Mark => self.copy(start..start + 1),
            // The digits are the file's own where they can be, so that what is wrong with them has its place.
            ItemKind::Dot(_) | ItemKind::Bracket(_) => {
                let digits = text.trim_start_matches(['（', '(']);
                let digits = start + (text.len() - digits.len())..start + text.len() - after_digits(digits).len();
                match self.source(&digits).is_ascii() {
                    true => self.copy(digits),
                    false => self.to.put_in(&kind.number().to_string(), place),
                }
                self.put_in(if matches!(kind, ItemKind::Dot(_)) { "." } else { ")" }, start + length);
            }
        }
        self.put_in(" ", start + length);
        let width = self.to.text.len() - written;
        self.copy(start + length..line.text.end);
        self.end_line(line);
        let from = line.column + self.source(&(start..start + length)).chars().count().min(width + 3);
        self.open.push(Open { column: line.column, from, to: column + width, kind });
        self.begun = Some(Begun::Item);
    }

    /// Code up to the line that closes it: refused as a whole, so that it is copied as it is.
    fn fence(&mut self, line: &Line, rest: &[Line]) -> usize {
        self.separate(Last::Whole);
        let mark = self.source(&line.text).get(..3).unwrap_or_default().to_owned();
        let is_end = |other: &Line| self.source(&other.text).starts_with(&mark);
        let taken = rest.iter().skip(1).position(is_end).map_or(rest.len(), |at| at + 2);
        for line in rest.iter().take(taken) {
            self.put_in_mark(line);
            self.copy(line.text.clone());
            self.end_line(line);
        }
        taken
    }

    /// Lines whose words are divided by tabs, as a table with the first of them as its head.
    fn table(&mut self, line: &Line, table: TabTable) -> usize {
        self.open.clear();
        self.separate(Last::TabTable);
        for (index, row) in table.rows.iter().enumerate() {
            self.put_in_mark(line);
            for cell in &row.cells {
                self.put_in("| ", cell.range.start);
                self.cell(cell);
                self.put_in(" ", cell.range.end);
            }
            self.put_in("|", row.end);
            self.copy_line_end(row.end);
            if index == 0 {
                self.put_in_mark(line);
                self.put_in(&"| --- ".repeat(row.cells.len()), row.end);
                self.put_in("|\n", row.end);
            }
        }
        table.lines
    }

    /// A cell of a spreadsheet: what a pipe table would take for its own signs is escaped, and a quote that was doubled
    /// is one.
    fn cell(&mut self, cell: &Field) {
        let start = cell.range.start;
        let text = self.source(&cell.range);
        let is_doubled = text != cell.text;
        if text == "<" || text == "^" || text.starts_with("- ") {
            self.put_in("\\", start);
        }
        let mut before = ' ';
        for (at, ch) in text.char_indices() {
            let place = start + at;
            match ch {
                '\n' => self.put_in("<br>", place),
                '\r' | '\t' => self.put_in(" ", place),
                '"' if is_doubled && before == '"' => {
                    before = ' ';
                    continue;
                }
                _ => {
                    if ch == '|' && before != '\\' {
                        self.put_in("\\", place);
                    }
                    self.copy(place..place + ch.len_utf8());
                }
            }
            before = ch;
        }
    }

    /// Whether a line without a `|` at its start is the row of a table: one stands above it, or a delimiter row below.
    fn is_bare_row(&self, text: &str, rest: &[Line]) -> bool {
        let is_delimiter = |text: &str| {
            text.contains('|') && text.contains('-') && text.chars().all(|ch| matches!(ch, '|' | '-' | ':' | ' '))
        };
        let below = rest.get(1).map(|line| self.source(&line.text)).unwrap_or_default();
        let is_row = self.last == Last::Row { is_bare: true };
        text.contains('|') && (is_row || is_delimiter(below))
    }

    /// An empty line, unless one stands there.
    fn separate(&mut self, next: Last) {
        self.begun = Some(Begun::Other);
        if self.last != Last::Blank {
            let at = self.to_place();
            let mark = self.source(&self.mark.clone()).trim_end().to_owned();
            self.to.put_in(&mark, at);
            self.to.put_in("\n", at);
        }
        self.last = next;
    }

    /// What was quoted ends, or begins.
    fn leave_quote(&mut self) {
        self.open.clear();
        if self.last != Last::Blank {
            self.to.put_in("\n", self.to_place());
            self.last = Last::Blank;
        }
    }

    /// A line: the mark of its quote, the indent of its item, its text.
    fn line(&mut self, line: &Line, text: Range<usize>) {
        self.put_in_mark(line);
        self.put_in(&" ".repeat(self.indent()), text.start);
        self.copy(text);
        self.end_line(line);
    }

    fn put_in_mark(&mut self, line: &Line) {
        if !line.mark.is_empty() {
            let mark = self.source(&line.mark).trim_end().len();
            self.copy(line.mark.start..line.mark.start + mark);
            self.put_in(" ", line.mark.start + mark);
        }
    }

    fn indent(&self) -> usize {
        self.open.last().map_or(0, |open| open.to)
    }

    fn end_line(&mut self, line: &Line) {
        self.copy_line_end(line.whole.end);
    }

    /// The end of a line, whatever it is written with; none behind the last.
    fn copy_line_end(&mut self, at: usize) {
        let Some(end) = self.from.text.get(at..).and_then(|rest| rest.chars().next()) else { return };
        if end == '\n' {
            self.copy(at..at + 1);
        } else {
            self.to.offsets.push((self.to.text.len(), self.from.place(at)));
            self.to.text.push('\n');
            self.to.offsets.push((self.to.text.len(), self.from.place(at + end.len_utf8())));
        }
    }

    fn copy(&mut self, range: Range<usize>) {
        if !range.is_empty() {
            self.to.append(self.from, range);
        }
    }

    /// Text that the file does not have, at the place of a byte of the text.
    fn put_in(&mut self, text: &str, at: usize) {
        self.to.put_in(text, self.from.place(at));
    }

    /// Where the text written so far ends in the file.
    fn to_place(&self) -> usize {
        self.to.place(self.to.text.len())
    }

    fn depth(&self, mark: &Range<usize>) -> usize {
        self.source(mark).matches('>').count()
    }

    fn source(&self, range: &Range<usize>) -> &'a str {
        self.from.text.get(range.clone()).unwrap_or_default()
    }
}

impl ItemKind {
    /// Whether it is numbered on from another.
    fn follows(self, other: ItemKind) -> bool {
        match (other, self) {
            (ItemKind::Dot(other), ItemKind::Dot(own)) | (ItemKind::Bracket(other), ItemKind::Bracket(own)) => {
                other.checked_add(1) == Some(own)
            }
            _ => false,
        }
    }

    fn number(self) -> u32 {
        match self {
            ItemKind::Mark => 0,
            ItemKind::Dot(number) | ItemKind::Bracket(number) => number,
        }
    }
}

/// Whether the parser would take the sign that opens a line for the mark of a list, a rule or a quote, although it is
/// text: a star or a plus, a dash or stars alone, a > that compares.
fn is_plain_sign(text: &str) -> bool {
    let is_alone = text == "-" || (text != "**" && text.chars().all(|ch| ch == '*' || ch == ' '));
    is_alone
        || text.starts_with('>')
        || text.strip_prefix(['*', '+']).is_some_and(|rest| rest.is_empty() || rest.starts_with(is_blank))
}

/// Whether a line opens with a number that a backslash makes plain text: \（一）. Markdown escapes no full-width sign.
fn is_escaped_number(text: &str) -> bool {
    text.strip_prefix('\\').is_some_and(|rest| rest.starts_with('（') && typed_number(rest).is_some())
}

/// Whether a backslash ends the line: one that is not itself escaped.
fn ends_broken(text: &str) -> bool {
    (text.len() - text.trim_end_matches('\\').len()) % 2 == 1
}

fn after_digits(text: &str) -> &str {
    text.trim_start_matches(|ch: char| ch.is_ascii_digit() || ('０'..='９').contains(&ch))
}

/// Where the first sentence of a heading ends, closing marks included: behind a 。 that stands in no 黑体 of its own,
/// since what is divided there would lose its other half.
fn sentence_end(text: &str, from: usize) -> Option<usize> {
    let mut strong = false;
    let mut at = from;
    while let Some(ch) = text.get(at..).and_then(|rest| rest.chars().next()) {
        let rest = text.get(at..).unwrap_or_default();
        let stars = rest.len() - rest.trim_start_matches('*').len();
        if stars > 0 {
            strong ^= stars == 2;
            at += stars;
            continue;
        }
        at += ch.len_utf8();
        if ch == '。' {
            let mut end = at;
            if strong && text.get(end..).is_some_and(|rest| rest.starts_with("**") && !rest.starts_with("***")) {
                end += 2;
                strong = false;
            }
            let behind = text.get(end..).unwrap_or_default();
            end += behind.len() - behind.trim_start_matches(['”', '’', '）', '》', '」', '』']).len();
            if !strong {
                return Some(end);
            }
        }
    }
    None
}
