//! What comes from the clipboard as pieces: the page that Word, WPS, Excel or a browser puts there, or plain text.

use serde::Serialize;

use super::piece::{Cell, Inline, Line, Piece, Shape, Table};
use super::read::pieces;
use super::write::markdown;
use crate::diagnostic::{Lang, Message};
use crate::import::{Fragment, fragment};
use crate::narrative::line::lines;
use crate::narrative::tab_table::{TabRow, tab_table};

/// What was pasted.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct Pasted {
    /// New pieces, none with a source. Of one paragraph without any style there is the text alone.
    pub pieces: Vec<Piece>,
    /// What was left out or is to be looked at, as sentences.
    pub doubts: Vec<String>,
}

/// The pieces of what was pasted: of the page, if there is one and it says more than one plain line, else of the text,
/// in which a line is a paragraph, numbers are what they show and lines with tabs are a table.
pub fn pasted(html: Option<&str>, text: &str) -> Pasted {
    let Some(html) = html.filter(|html| !html.trim().is_empty()) else {
        return Pasted { pieces: of_text(text), doubts: Vec::new() };
    };
    match fragment(html) {
        Ok(Fragment { markdown, doubts }) => {
            let doubts: Vec<String> = doubts.iter().map(|doubt| told(&doubt.place, &doubt.message)).collect();
            let found = of_markdown(&markdown);
            let says_less = found.is_empty() || (is_plain_line(&found) && doubts.is_empty());
            let pieces = if says_less && !text.trim().is_empty() { of_text(text) } else { found };
            Pasted { pieces, doubts }
        }
        Err(message) => Pasted { pieces: of_text(text), doubts: vec![message.in_lang(Lang::Zh).to_owned()] },
    }
}

fn told(place: &str, message: &Message) -> String {
    format!("{place}：{}", message.in_lang(Lang::Zh))
}

fn is_plain_line(pieces: &[Piece]) -> bool {
    let is_plain = |inline: &Inline| matches!(inline, Inline::Text { strong: false, link: None, .. });
    match pieces {
        [Piece { shape: Shape::Paragraph { text, .. }, .. }] => text.iter().all(is_plain),
        _ => false,
    }
}

fn of_markdown(text: &str) -> Vec<Piece> {
    let unknown = |_: &str| None;
    let mut found = pieces(text, &unknown);
    found.iter_mut().for_each(without_source);
    found
}

/// A piece that stands nowhere yet; what is nothing but its source keeps it.
fn without_source(piece: &mut Piece) {
    match &mut piece.shape {
        Shape::Source => return,
        Shape::Quote { pieces } => pieces.iter_mut().for_each(without_source),
        _ => {}
    }
    piece.source = None;
}

/// The pieces of a text that nobody wrote as Markdown: its signs are what they are.
fn of_text(text: &str) -> Vec<Piece> {
    let all = lines(text);
    let mut found: Vec<Piece> = Vec::new();
    let (mut at, mut without_table) = (0, 0);
    while let Some(rest @ [line, ..]) = all.get(at..) {
        if at >= without_table {
            match tab_table(text, rest) {
                Ok(table) => {
                    found.push(Piece::new(Shape::Table(of_rows(&table.rows))));
                    at += table.lines.max(1);
                    continue;
                }
                Err(lines) => without_table = at + lines,
            }
        }
        let start = if line.mark.is_empty() { line.whole.start } else { line.mark.start };
        let words = text.get(start..line.whole.end).unwrap_or_default();
        found.push(Piece::new(Shape::Paragraph { text: vec![Inline::plain(words)], plain: false }));
        at += 1;
    }
    of_markdown(&markdown(&found))
}

/// The table that lines with tabs are: its first row is its head.
fn of_rows(rows: &[TabRow]) -> Table {
    let mut table = Table { rows: rows.len(), head_rows: 1, ..Table::default() };
    for (row, own) in rows.iter().enumerate() {
        table.columns = table.columns.max(own.cells.len());
        for (column, field) in own.cells.iter().enumerate() {
            let lines = field.text.trim().lines().map(|line| Line { item: false, text: vec![Inline::plain(line)] });
            table.cells.push(Cell { row, column, row_span: 1, column_span: 1, lines: lines.collect() });
        }
    }
    table
}
