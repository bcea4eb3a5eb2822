//! A part of a document as it was copied into the clipboard (text/html), as the Markdown of a narrative.

use super::blocks::{Block, Line};
use super::doubt::Doubt;
use super::grid::Grid;
use super::markdown::Piece;
use super::page::part;
use super::styled::{Kind, STRONG, STRONG_END, kind_of, plain};
use crate::diagnostic::{Message, message};
use crate::report::{NumberStyle, typed_number};

/// What was copied.
#[derive(Debug, Default)]
pub(crate) struct Fragment {
    /// As Markdown.
    pub markdown: String,
    /// What is left out, or to be looked at.
    pub doubts: Vec<Doubt>,
}

/// Reads what was copied out of a page, a word processor or a spreadsheet. A line keeps the number that was typed or
/// counted for it; a heading without one is a heading.
///
/// # Errors
/// It is larger than any report, or nests deeper.
pub(crate) fn fragment(html: &str) -> Result<Fragment, Message> {
    // What Windows puts before the page says where it begins, in bytes.
    let page = if html.starts_with("Version:") { html.find('<').and_then(|at| html.get(at..)) } else { Some(html) };
    let document = part(page.unwrap_or_default())?;
    let levels = levels(&document.blocks);
    let mut doubts = Vec::new();
    let mut piece = Piece::default();
    let mut pictures = 0;
    for block in &document.blocks {
        match block {
            Block::Text(line) => text(line, &levels, &mut piece),
            // The title of a section is the report's own.
            Block::Section(..) => {}
            Block::Table(grid) => table(grid, &mut piece),
            Block::Picture(_) => pictures += 1,
        }
    }
    if pictures > 0 {
        let message = message!(
            zh: "{pictures} 张没有带入：另存为图片文件，再插入",
            en: "{pictures} were left out: save them as files and insert those",
        );
        doubts.push(Doubt::new("图片".to_owned(), message));
    }
    let markdown = piece.finished(&document.notes);
    let count = markdown.matches('▢').count();
    if count > 0 {
        let message = message!(
            zh: "有 {count} 处图片或者特殊字体的符号，写成了 ▢：对照原来的文件改",
            en: "{count} pictures in cells or signs of special faces are written as ▢: look them up in the file",
        );
        doubts.push(Doubt::new("正文".to_owned(), message));
    }
    Ok(Fragment { markdown: markdown.replace([STRONG, STRONG_END].map(sign).as_slice(), "**"), doubts })
}

fn sign(text: &str) -> char {
    text.chars().next().unwrap_or_default()
}

/// The levels of headings without numbers, from the highest: the first is （一）.
fn levels(blocks: &[Block]) -> Vec<u32> {
    let level = |block: &Block| match block {
        Block::Text(line) => match kind_of(line) {
            (Kind::Heading(level), line) if !has_number(&plain(&line, true)) => Some(level),
            _ => None,
        },
        _ => None,
    };
    let mut levels: Vec<u32> = blocks.iter().filter_map(level).collect();
    levels.sort_unstable();
    levels.dedup();
    levels
}

fn text(line: &Line, levels: &[u32], piece: &mut Piece) {
    let (kind, line) = kind_of(line);
    let is_numbered = has_number(&plain(&line, true));
    match kind {
        Kind::Item(depth) => {
            let indent = "  ".repeat(depth.saturating_sub(1) as usize);
            piece.led_line(&format!("{indent}- "), &line, line.is_quoted);
        }
        Kind::Heading(level) if !is_numbered && !line.is_quoted => {
            let at = levels.iter().position(|known| *known == level).unwrap_or_default();
            piece.led_line(&format!("{} ", "#".repeat((at + 2).min(4))), &plain(&line, true), false);
        }
        Kind::Heading(_) => piece.line(&plain(&line, true), line.is_quoted),
        // The face of a heading is the form's own.
        Kind::Plain if is_numbered && line.text.starts_with(STRONG) => piece.line(&plain(&line, false), line.is_quoted),
        Kind::Plain => piece.line(&line, line.is_quoted),
    }
}

/// Whether a line opens with a number that makes a heading or an item of it.
fn has_number(line: &Line) -> bool {
    let shows = |style| matches!(style, NumberStyle::BracketedChinese | NumberStyle::Bracketed | NumberStyle::Dot);
    typed_number(&line.text).is_some_and(|number| shows(number.style))
}

/// A table. One whose head has several rows has none in a narrative; what is no table there comes row by row.
fn table(grid: &Grid, piece: &mut Piece) {
    let headless = || Grid { is_headless: true, ..grid.clone() };
    if grid.is_blank() || piece.table(grid, grid.is_quoted) || piece.table(&headless(), grid.is_quoted) {
        return;
    }
    for row in &grid.rows {
        let cells: Vec<&str> = row.iter().map(|cell| cell.text.as_str()).filter(|text| !text.is_empty()).collect();
        if !cells.is_empty() {
            piece.line(&Line::plain(cells.join(" ")), grid.is_quoted);
        }
    }
}
