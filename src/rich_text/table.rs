//! Tables with pipes: what is over several columns or rows goes on as `<` and `^`.

use super::escape::{Place, written};
use super::piece::{Cell, Table};
use crate::report::bounds::Bound;

/// The Markdown of a table; nothing of one without cells, or with more than a report may have.
pub(super) fn table(table: &Table) -> String {
    let columns = size(table.columns, table.cells.iter().map(|cell| cell.column.saturating_add(cell.column_span)));
    let rows = size(table.rows, table.cells.iter().map(|cell| cell.row.saturating_add(cell.row_span)));
    if columns == 0 || rows == 0 || columns.saturating_mul(rows) > Bound::Cells.most() {
        return String::new();
    }
    let mut texts = vec![vec![String::new(); columns]; rows];
    for cell in &table.cells {
        put(cell, &mut texts);
    }

    let line = |cells: &[String]| format!("| {} |", cells.join(" | "));
    let align = |column: usize| match table.align.get(column).map(String::as_str) {
        Some("left") => ":--",
        Some("center") => ":-:",
        Some("right") => "--:",
        _ => "---",
    };
    let aligns: Vec<String> = (0..columns).map(|column| align(column).to_owned()).collect();
    let blank = vec![String::new(); columns];
    let (head, body) = match texts.split_first() {
        Some((head, body)) if table.head_rows > 0 => (head, body),
        _ => (&blank, texts.as_slice()),
    };
    let mut lines = vec![line(head), line(&aligns)];
    lines.extend(body.iter().map(|row| line(row)));
    let caption = table.caption.as_deref().map(|caption| written(caption, Place::OneLine)).unwrap_or_default();
    if !caption.is_empty() {
        let name = table.name.as_deref().map(name_of).filter(|name| !name.is_empty());
        lines.push(format!(": {caption}{}", name.map(|name| format!(" {{#{name}}}")).unwrap_or_default()));
    }
    lines.join("\n")
}

/// A name or a width without what would end its braces.
pub(super) fn name_of(name: &str) -> String {
    name.chars().filter(|ch| !ch.is_whitespace() && !ch.is_control() && !"{}#".contains(*ch)).collect()
}

/// How many columns or rows there are: as many as the cells take, if a table says less.
fn size(said: usize, ends: impl Iterator<Item = usize>) -> usize {
    ends.max().unwrap_or_default().max(said)
}

/// Puts a cell and its signs where nothing stands yet.
fn put(cell: &Cell, texts: &mut [Vec<String>]) {
    let place = |row: usize, column: usize| (cell.row.checked_add(row), cell.column.checked_add(column));
    for down in 0..cell.row_span.clamp(1, texts.len().max(1)) {
        let width = texts.first().map_or(0, Vec::len);
        for across in 0..cell.column_span.clamp(1, width.max(1)) {
            let (Some(row), Some(column)) = place(down, across) else { return };
            let Some(text) = texts.get_mut(row).and_then(|row| row.get_mut(column)) else { continue };
            if text.is_empty() {
                *text = match (down, across) {
                    (0, 0) => in_cell(cell),
                    (0, _) => "<".to_owned(),
                    _ => "^".to_owned(),
                };
            }
        }
    }
}

fn in_cell(cell: &Cell) -> String {
    let line = |line: &super::piece::Line| {
        let text = written(&line.text, Place::Cell);
        // An item that says nothing would be a dash.
        if line.item && !text.is_empty() { format!("- {text}") } else { text }
    };
    cell.lines.iter().map(line).collect::<Vec<_>>().join("<br>")
}
