//! Lines, tables, pictures and footnotes of a document as the Markdown of a data file (docs/data-file.md, 正文).
//!
//! Lines stay as they are: the narrative reads （一） and 1. as headings as an office writes them. What Markdown would take
//! for a mark is escaped, unless a line is Markdown already.

use super::blocks::{Line, Mark};
use super::grid::{Grid, GridCell};
use crate::report::{NumberStyle, typed_caption_number, typed_number};

/// Stands around the index of a footnote in a text that is being written.
pub(super) const NOTE: char = '\0';

/// A piece of narrative that is being written.
#[derive(Debug, Default)]
pub(super) struct Piece {
    text: String,
    /// Indices of the footnotes that it has marks of, in their order.
    notes: Vec<usize>,
    /// Whether a quote stands at its end.
    ends_quoted: bool,
}

impl Piece {
    /// Forgets what was written.
    pub fn clear(&mut self) {
        *self = Piece::default();
    }

    /// Adds a line as a paragraph, which may be quoted.
    pub fn line(&mut self, line: &Line, is_quoted: bool) {
        let text = self.marked(line);
        self.quotable(&text, is_quoted);
    }

    /// Adds a line behind a sign that says what it is: `## `, `- `.
    pub fn led_line(&mut self, sign: &str, line: &Line, is_quoted: bool) {
        let text = numbered_as_markdown(self.marked(line));
        self.quotable(&format!("{sign}{text}"), is_quoted);
    }

    /// Adds a table with its caption, if all its rows are as long and no head reaches into its body.
    pub fn table(&mut self, grid: &Grid, is_quoted: bool) -> bool {
        let notes = self.notes.clone();
        let Some(mut table) = pipe_table(grid, |cell| self.in_cell(cell)) else {
            self.notes = notes;
            return false;
        };
        if !grid.caption.is_empty() {
            let number = typed_caption_number(&grid.caption.text, '表').map_or(0, |(_, length)| length);
            table.push_str(&format!("\n: {}", self.marked(&grid.caption.behind(number))));
        }
        self.quotable(&table, is_quoted);
        true
    }

    /// Adds a picture by the path of its file, below what is there or at the right of the picture before it.
    pub fn picture(&mut self, path: &str, caption: &Line, description: &str, is_beside: bool) {
        let caption = self.marked(caption);
        let is_plain = !path.contains([' ', '(', ')', '<', '>']);
        let path = if is_plain { path.to_owned() } else { format!("<{path}>") };
        let description = match description {
            "" => String::new(),
            description => format!(" \"{}\"", description.replace('\\', "\\\\").replace('"', "\\\"")),
        };
        let picture = format!("![{caption}]({path}{description})");
        // Pictures in one paragraph stand side by side.
        let is_behind_one = self.text.rsplit("\n\n").next().is_some_and(|last| last.starts_with("!["));
        if is_beside && is_behind_one {
            self.text.push_str(&format!(" {picture}"));
        } else {
            self.paragraph(&picture);
        }
    }

    /// The whole of it, its footnotes at its end.
    pub fn finished(mut self, notes: &[Vec<Line>]) -> String {
        for at in 0..self.notes.len() {
            let Some(own) = self.notes.get(at).and_then(|note| notes.get(*note)) else { continue };
            // Of a note within a note there is no mark.
            let written = |line: &Line| if line.is_markdown { line.text.clone() } else { escaped(&line.text, true) };
            let lines: Vec<String> = own.iter().map(written).collect();
            // Further paragraphs of a note are indented (CommonMark's extension for footnotes, as in Pandoc).
            self.paragraph(&format!("[^{}]: {}", at + 1, lines.join("\n\n    ")));
        }
        self.text
    }

    /// Adds a paragraph, in a quote if it is quoted: what stands behind one another is one quote.
    fn quotable(&mut self, text: &str, is_quoted: bool) {
        if !is_quoted || text.is_empty() {
            return self.paragraph(text);
        }
        let lines: Vec<String> = text.split('\n').map(|line| format!("> {line}")).collect();
        if self.ends_quoted {
            self.text.push_str("\n>\n");
            self.text.push_str(&lines.join("\n"));
        } else {
            self.paragraph(&lines.join("\n"));
        }
        self.ends_quoted = true;
    }

    fn paragraph(&mut self, text: &str) {
        if text.is_empty() {
            return;
        }
        self.ends_quoted = false;
        if !self.text.is_empty() {
            self.text.push_str("\n\n");
        }
        self.text.push_str(text);
    }

    /// The text of a cell, line by line if it has several.
    fn in_cell(&mut self, cell: &GridCell) -> String {
        let line = |line: &String| match line.strip_prefix('•') {
            Some(item) => format!("- {}", escaped(item, true)),
            None => escaped(line, true),
        };
        if !cell.marked.is_empty() {
            self.marked(&cell.marked)
        } else if cell.lines.is_empty() {
            escaped(&cell.text, true)
        } else {
            cell.lines.iter().map(line).collect::<Vec<_>>().join("<br>")
        }
    }

    /// Indices of the footnotes that it has marks of.
    pub fn notes(&self) -> &[usize] {
        &self.notes
    }

    /// A line with the marks of its footnotes, counted within the piece.
    fn marked(&mut self, line: &Line) -> String {
        let mut out = String::new();
        let mut start = 0;
        let written = |text: &str, begins_line: bool| {
            if line.is_markdown { text.to_owned() } else { escaped(text, begins_line) }
        };
        for Mark { at, note } in &line.marks {
            out.push_str(&written(line.text.get(start..*at).unwrap_or_default(), start == 0));
            start = *at;
            let known = self.notes.iter().position(|known| known == note);
            let number = known.unwrap_or_else(|| {
                self.notes.push(*note);
                self.notes.len() - 1
            });
            out.push_str(&format!("[^{}]", number + 1));
        }
        out + &written(line.text.get(start..).unwrap_or_default(), start == 0)
    }
}

/// A text that Markdown reads as it is.
pub(crate) fn escaped(text: &str, begins_line: bool) -> String {
    let mut out = String::with_capacity(text.len());
    for (at, ch) in text.char_indices() {
        let opens = begins_line && at == 0 && matches!(ch, '#' | '>' | '|' | '+' | '-' | '=');
        if opens || matches!(ch, '\\' | '*' | '_' | '[' | ']' | '<' | '>' | '`' | '|' | '{' | '}' | '~' | '^' | '&') {
            out.push('\\');
        }
        out.push(ch);
    }
    out
}

/// A text as a line of Markdown, the marks of its footnotes apart.
pub(super) fn line_of_markdown(text: &str) -> Line {
    let mut line = Line { is_markdown: true, ..Line::default() };
    for (at, part) in text.split(NOTE).enumerate() {
        match part.parse() {
            Ok(note) if at % 2 == 1 => line.push_mark(note),
            _ => line.push_str(part),
        }
    }
    line
}

/// A paragraph that opens like a heading or an item and is none.
pub(crate) fn numbered_as_typed(text: String) -> String {
    let opens = |style| matches!(style, NumberStyle::BracketedChinese | NumberStyle::Bracketed | NumberStyle::Dot);
    match typed_number(&text) {
        Some(number) if opens(number.style) && text.starts_with(['（', '(']) => format!("\\{text}"),
        Some(number) if number.style == NumberStyle::Dot => behind_digits(text),
        _ => numbered_as_markdown(text),
    }
}

/// A paragraph that Markdown would take for an item.
pub(crate) fn numbered_as_markdown(text: String) -> String {
    let rest = text.trim_start_matches(|ch: char| ch.is_ascii_digit());
    let is_item = rest.len() < text.len() && rest.strip_prefix(['.', ')']).is_some_and(|rest| rest.starts_with(' '));
    if is_item { behind_digits(text) } else { text }
}

/// A backslash behind the digits that open a text. Markdown escapes no full-width stop: before one, the first digit is
/// written by its code.
fn behind_digits(text: String) -> String {
    let rest = text.trim_start_matches(|ch: char| ch.is_ascii_digit() || ('０'..='９').contains(&ch));
    if let Some(first) = text.chars().next().filter(|_| !rest.starts_with(|ch: char| ch.is_ascii())) {
        return format!("&#{};{}", u32::from(first), text.get(first.len_utf8()..).unwrap_or_default());
    }
    format!("{}\\{rest}", text.get(..text.len() - rest.len()).unwrap_or_default())
}

/// A table of one head, which may be blank, and its body: what is over several columns or rows takes in those behind (`<`) and below (`^`).
fn pipe_table(grid: &Grid, mut in_cell: impl FnMut(&GridCell) -> String) -> Option<String> {
    let columns = |row: &Vec<GridCell>| row.iter().map(|cell| cell.column + cell.column_span).max().unwrap_or_default();
    let count = grid.rows.iter().map(columns).max().filter(|count| *count > 1)?;
    let head_reaches = !grid.is_headless && grid.rows.first()?.iter().any(|cell| cell.row_span > 1);
    let has_body = grid.is_headless || grid.rows.len() > 1;
    if !has_body || head_reaches {
        return None;
    }
    let mut texts: Vec<Vec<Option<String>>> = vec![vec![None; count]; grid.rows.len()];
    for (row, cell) in grid.rows.iter().enumerate().flat_map(|(row, cells)| cells.iter().map(move |cell| (row, cell))) {
        let below = texts.iter_mut().skip(row).take(cell.row_span).enumerate();
        for (down, line) in below {
            for (across, place) in line.iter_mut().skip(cell.column).take(cell.column_span).enumerate() {
                let text = match (down, across) {
                    (0, 0) => in_cell(cell),
                    (0, _) => "<".to_owned(),
                    _ => "^".to_owned(),
                };
                // Two cells in one place are no table.
                if place.replace(text).is_some() {
                    return None;
                }
            }
        }
    }
    let texts: Vec<Vec<String>> = texts.into_iter().map(|row| row.into_iter().collect()).collect::<Option<_>>()?;
    let line = |cells: &[String]| format!("| {} |", cells.join(" | "));
    let blank = vec![String::new(); count];
    let (head, body) = if grid.is_headless { (&blank, texts.as_slice()) } else { texts.split_first()? };
    let mut lines = vec![line(head), line(&vec!["---".to_owned(); count])];
    lines.extend(body.iter().map(|row| line(row)));
    Some(lines.join("\n"))
}

/// The lines of an item of a list behind its number or mark, those after the first as far in.
pub(super) fn item(sign: &str, lines: Vec<String>) -> Vec<String> {
    let indent = " ".repeat(sign.len());
    let set = |(at, line): (usize, String)| match (at, line.as_str()) {
        (0, _) => format!("{sign}{line}"),
        (_, "") => line,
        _ => format!("{indent}{line}"),
    };
    lines.into_iter().enumerate().map(set).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn footnotes_are_counted_piece_by_piece() {
        let mut line = Line::plain("甲*");
        line.push_mark(3);
        line.push_str("乙");
        line.push_mark(1);
        line.push_mark(3);
        let mut piece = Piece::default();
        piece.line(&line, false);
        piece.picture("图 1.png", &Line::plain("题"), "一\"二\"", false);
        let notes = ["零", "注一", "二", "注三"].map(|text| vec![Line::plain(text)]);
        assert_eq!(
            piece.finished(&notes),
            "甲\\*[^1]乙[^2][^1]\n\n![题](<图 1.png> \"一\\\"二\\\"\")\n\n[^1]: 注三\n\n[^2]: 注一"
        );
    }

    #[test]
    fn what_opens_like_a_number_and_is_none() {
        let typed = |text: &str| numbered_as_typed(text.to_owned());
        assert_eq!(typed("（一）甲"), "\\（一）甲");
        assert_eq!(typed("（1）甲"), "\\（1）甲");
        assert_eq!(typed("1.甲"), "1\\.甲");
        assert_eq!(typed("1．甲"), "&#49;．甲");
        assert_eq!(typed("1.5万件"), "1.5万件");
        assert_eq!(typed("2025年"), "2025年");
        assert_eq!(numbered_as_markdown("1. 甲".to_owned()), "1\\. 甲");
        assert_eq!(numbered_as_markdown("1.甲".to_owned()), "1.甲");
    }

    #[test]
    fn marks_of_footnotes_stand_apart() {
        let line = line_of_markdown("甲\u{0}3\u{0}乙");
        assert_eq!((line.text.as_str(), line.marks.as_slice()), ("甲乙", &[Mark { at: "甲".len(), note: 3 }][..]));
    }
}
