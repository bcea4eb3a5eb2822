//! Lines, tables, pictures and footnotes of a document as the Markdown of a data file (docs/data-file.md, 正文).
//!
//! Lines stay as they are: the narrative reads （一） and 1. as headings as an office writes them. What Markdown would take
//! for a mark is escaped, unless a line is Markdown already.

use super::blocks::{Line, Mark};
use super::grid::{Grid, GridCell};

/// A piece of narrative that is being written.
#[derive(Debug, Default)]
pub(super) struct Piece {
    text: String,
    /// Indices of the footnotes that it has marks of, in their order.
    notes: Vec<usize>,
}

impl Piece {
    /// Forgets what was written.
    pub fn clear(&mut self) {
        *self = Piece::default();
    }

    /// Adds a line as a paragraph.
    pub fn line(&mut self, line: &Line) {
        let text = self.marked(line);
        self.paragraph(&text);
    }

    /// Adds a table, if none of its cells is over others and all its rows are as long.
    pub fn table(&mut self, grid: &Grid) -> bool {
        let table = pipe_table(grid);
        self.paragraph(table.as_deref().unwrap_or_default());
        table.is_some()
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

    fn paragraph(&mut self, text: &str) {
        if text.is_empty() {
            return;
        }
        if !self.text.is_empty() {
            self.text.push_str("\n\n");
        }
        self.text.push_str(text);
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
pub(super) fn escaped(text: &str, begins_line: bool) -> String {
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

fn pipe_table(grid: &Grid) -> Option<String> {
    let (first, others) = grid.rows.split_first()?;
    let is_plain = grid.rows.iter().flatten().all(|cell| cell.row_span == 1 && cell.column_span == 1);
    if !is_plain || first.len() < 2 || others.is_empty() || others.iter().any(|row| row.len() != first.len()) {
        return None;
    }
    let line = |cells: Vec<String>| format!("| {} |", cells.join(" | "));
    let texts = |row: &Vec<GridCell>| row.iter().map(|cell| escaped(&cell.text, true)).collect();
    let mut lines = vec![line(texts(first)), line(vec!["---".to_owned(); first.len()])];
    lines.extend(others.iter().map(|row| line(texts(row))));
    Some(lines.join("\n"))
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
        piece.line(&line);
        piece.picture("图 1.png", &Line::plain("题"), "一\"二\"", false);
        let notes = ["零", "注一", "二", "注三"].map(|text| vec![Line::plain(text)]);
        assert_eq!(
            piece.finished(&notes),
            "甲\\*[^1]乙[^2][^1]\n\n![题](<图 1.png> \"一\\\"二\\\"\")\n\n[^1]: 注三\n\n[^2]: 注一"
        );
    }
}
