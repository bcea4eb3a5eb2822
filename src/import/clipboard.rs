//! A block that was copied from a spreadsheet, a page or a document: as rows of texts, and as tables of the form if it
//! has their labels.

use super::ForeignFile;
use super::content::content;
use super::doubt::Doubt;
use super::grid::{Grid, GridCell};
use super::tables::{Words, read_tables};
use crate::report::{OfficialTable, Report, tsv};

/// What a clipboard holds: its tables, or its text as one.
pub(crate) struct Clipboard {
    grids: Vec<Grid>,
}

/// An official table of a block.
pub(crate) struct LabelledTable {
    /// The table; rows that the block does not have have no span.
    pub table: OfficialTable,
    pub doubts: Vec<Doubt>,
}

impl Clipboard {
    /// A clipboard by its page, if it has one, or by its text, in which lines divide rows and tabs cells.
    pub fn new(html: Option<&str>, text: &str, report: &Report) -> Clipboard {
        let file = html.map(|html| ForeignFile {
            name: "剪贴板".to_owned(),
            bytes: format!("<meta charset=utf-8>{html}").into_bytes(),
            beside: None,
        });
        let shown = file.and_then(|file| content(&file, false, report.forms).ok());
        let mut grids = shown.map(|(content, _)| content.grids()).unwrap_or_default();
        grids.retain(|grid| !grid.is_blank());
        if grids.is_empty() {
            grids.push(of_text(text));
        }
        Clipboard { grids }
    }

    /// All rows of texts below one another, each cell in its column; one over several stands in the first.
    pub fn rows(&self) -> Vec<Vec<String>> {
        let mut rows: Vec<Vec<String>> = Vec::new();
        for grid in &self.grids {
            let above = rows.len();
            for cell in grid.rows.iter().flatten() {
                let row = above + cell.row;
                if rows.len() <= row {
                    rows.resize(row + 1, Vec::new());
                }
                let Some(row) = rows.get_mut(row) else { continue };
                if row.len() <= cell.column {
                    row.resize(cell.column + 1, String::new());
                }
                if let Some(own) = row.get_mut(cell.column) {
                    own.clone_from(&cell.text);
                }
            }
        }
        while rows.last().is_some_and(|row| row.iter().all(|text| text.is_empty())) {
            rows.pop();
        }
        rows
    }

    /// Whether any cell has a word of an official table.
    pub fn has_labels(&self, report: &Report) -> bool {
        let words = Words::of(&report.tables, report.forms);
        self.grids.iter().any(|grid| words.touch(grid))
    }

    /// The official tables of which it has rows. Rows that it does not have are not missed.
    pub fn tables(&self, report: &Report) -> Vec<LabelledTable> {
        let read = read_tables(&self.grids, report.forms, Some(report.form), Some(report));
        let found = read.tables.all().into_iter().filter(|table| read.found.contains(&table.key));
        let labelled = |table: &OfficialTable| {
            let is_there = |row: &String| table.row(row).is_some_and(|(_, row)| row.span.is_some());
            let is_own = |doubt: &&Doubt| doubt.table == Some(table.key) && doubt.row.as_ref().is_none_or(is_there);
            LabelledTable { table: table.clone(), doubts: read.doubts.iter().filter(is_own).cloned().collect() }
        };
        found.map(labelled).collect()
    }
}

/// Rows of a text.
fn of_text(text: &str) -> Grid {
    let mut grid = Grid { name: "剪贴板".to_owned(), ..Grid::default() };
    let mut at = 0;
    while at < text.len() {
        let (fields, end) = tsv::line(text, at);
        let row = grid.rows.len();
        let cell = |(column, field): (usize, tsv::Field)| GridCell {
            row,
            column,
            column_span: 1,
            row_span: 1,
            text: field.text,
            ..GridCell::default()
        };
        grid.rows.push(fields.into_iter().enumerate().map(cell).collect());
        at = end + 1;
    }
    grid
}
