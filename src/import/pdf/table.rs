//! Tables: cells in their places, as a grid of text or as a pipe table of the narrative (docs/data-file.md, 表格).

use super::lines::{Room, rows};
use super::signs::{Sign, elements};
use super::text::{Manner, Reading};
use crate::extract::Element;
use crate::import::grid::{Grid, GridCell, Naming};
use crate::import::markdown::line_of_markdown;

/// Most columns of a table; a report's has fifteen.
const MOST_COLUMNS: usize = 200;
/// Most places of a table, over which cells may span. A report has 400,000 cells at most.
const MOST_PLACES: usize = 1_000_000;
/// Rows of the head that only a table of the form has.
const HEADS_OF_A_FORM: usize = 2;

/// A table, its cells in their places.
pub(super) struct Table<'e> {
    pub caption: Option<&'e Element>,
    rows: Vec<Vec<Cell<'e>>>,
    columns: usize,
    /// Rows of its head.
    head_rows: usize,
}

struct Cell<'e> {
    element: &'e Element,
    column: usize,
    column_span: usize,
    row_span: usize,
}

impl<'e> Table<'e> {
    /// The table of an element; `None` if it is larger than any that a report has.
    pub fn new(element: &'e Element) -> Option<Table<'e>> {
        let caption = elements(element).find(|own| own.tag == "Caption");
        let parts = || elements(element).filter(|own| matches!(own.tag.as_str(), "THead" | "TBody"));
        let lines: Vec<(bool, &Element)> =
            parts().flat_map(|part| elements(part).map(|line| (part.tag == "THead", line))).collect();
        let head_rows = lines.iter().take_while(|(is_head, _)| *is_head).count();
        let (mut rows, mut columns) = (Vec::new(), 0);
        // How many more rows each column is covered for.
        let mut covered = vec![0_usize; MOST_COLUMNS];
        for (at, (_, line)) in lines.iter().enumerate() {
            let (mut cells, mut column) = (Vec::new(), 0);
            for cell in elements(line).filter(|own| matches!(own.tag.as_str(), "TH" | "TD")) {
                while covered.get(column).is_some_and(|left| *left > 0) {
                    column += 1;
                }
                if column >= MOST_COLUMNS {
                    return None;
                }
                let column_span = cell.column_span.min(MOST_COLUMNS - column);
                let row_span = cell.row_span.min(lines.len() - at);
                covered.iter_mut().skip(column).take(column_span).for_each(|left| *left = row_span);
                cells.push(Cell { element: cell, column, column_span, row_span });
                column += column_span;
                columns = columns.max(column);
            }
            covered.iter_mut().for_each(|left| *left = left.saturating_sub(1));
            rows.push(cells);
            if rows.len() * columns > MOST_PLACES {
                return None;
            }
        }
        Some(Table { caption, rows, columns, head_rows })
    }

    /// Whether it is printed by the form: its rows have heads too, or its columns heads above heads. Tables of the
    /// narrative have neither.
    pub fn is_official(&self) -> bool {
        self.head_rows >= HEADS_OF_A_FORM || self.rows.iter().flatten().any(|cell| cell.element.heads_row)
    }

    /// It as a grid of text.
    pub fn grid(&self, name: String, reading: &Reading) -> Grid {
        let cell = |row: usize, cell: &Cell| GridCell {
            row,
            column: cell.column,
            column_span: cell.column_span,
            row_span: cell.row_span,
            text: line_of_markdown(&reading.text(cell.element, Room::Unknown, Manner::Plain)).in_a_cell(),
            ..GridCell::default()
        };
        let rows = self.rows.iter().enumerate().map(|(row, cells)| cells.iter().map(|own| cell(row, own)).collect());
        Grid { name, rows: rows.collect(), naming: Naming::Numbers, ..Grid::default() }
    }

    /// It as lines of Markdown, its caption below, a text that is Markdown already.
    pub fn lines(&self, caption: Option<&str>, reading: &Reading) -> Vec<String> {
        let rooms = self.rooms(reading);
        let mut texts = vec![vec![String::new(); self.columns]; self.rows.len()];
        let has_heads = self.rows.first().is_some_and(|row| row.iter().all(|cell| cell.element.tag == "TH"));
        for (row, cells) in self.rows.iter().enumerate() {
            for cell in cells {
                let is_head = row == 0 && has_heads;
                let room = rooms.get(cell.column).filter(|_| cell.column_span == 1).copied().unwrap_or(Room::Unknown);
                let text = reading.text(cell.element, room, Manner::Cell { is_head });
                for below in row..row + cell.row_span {
                    for column in cell.column..cell.column + cell.column_span {
                        let text = match (below > row, column > cell.column) {
                            (false, false) => text.clone(),
                            (false, true) => "<".to_owned(),
                            (true, _) => "^".to_owned(),
                        };
                        if let Some(place) = texts.get_mut(below).and_then(|row| row.get_mut(column)) {
                            *place = text;
                        }
                    }
                }
            }
        }
        let written = |cells: &[String]| format!("| {} |", cells.join(" | "));
        let mut texts = texts.iter();
        let blank = vec![String::new(); self.columns];
        let head = if has_heads { texts.next().unwrap_or(&blank) } else { &blank };
        let mut lines = vec![written(head), written(&vec!["---".to_owned(); self.columns])];
        lines.extend(texts.map(|row| written(row)));
        lines.extend(caption.map(|caption| format!(": {caption}")));
        lines
    }

    /// The room in each column: its widest line.
    fn rooms(&self, reading: &Reading) -> Vec<Room> {
        let mut widths = vec![0.0_f32; self.columns];
        for cell in self.rows.iter().flatten().filter(|cell| cell.column_span == 1) {
            let signs: Vec<Sign> = reading.signs(cell.element);
            let widest = rows(&signs).iter().map(|row| row.right - row.left).fold(0.0, f32::max);
            if let Some(width) = widths.get_mut(cell.column) {
                *width = width.max(widest);
            }
        }
        widths.into_iter().map(Room::Width).collect()
    }
}
