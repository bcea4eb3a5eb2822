//! Official tables that stand in no data file: as another program has them, line by line.
//!
//! They go the same way as a table that is pasted into a data file (`matrix`), and are told of in the same words.

use std::collections::HashSet;

use super::heads::Heads;
use super::matrix::{self, Matrix};
use super::names::{Name, TableNames};
use super::toml_table::Faults;
use super::{OfficialTable, Prose, tsv};
use crate::diagnostic::{Diagnostic, message};
use crate::form::Forms;
use crate::source::SourceId;

/// The words of an official table, by which it is known among others.
pub(crate) struct TableWords {
    /// Labels of rows and groups, and titles.
    labels: HashSet<Name>,
    /// Heads of columns, and over several.
    heads: HashSet<Name>,
}

/// What came of reading lines.
pub(crate) struct ForeignRows {
    /// Keys of the rows that were there.
    pub rows: Vec<String>,
    /// What is wrong with single cells, which are then blank.
    pub faults: Vec<Diagnostic>,
}

impl TableWords {
    /// The words of a table as it is given, and as the forms print it.
    pub fn new(table: &OfficialTable, forms: Forms) -> TableWords {
        let all: Vec<usize> = (0..table.blocks.len()).collect();
        let side_by_side = table.is_side_by_side().then(|| Heads::new(table, &all, forms));
        let of_blocks = all.iter().map(|block| Heads::new(table, &[*block], forms));
        TableWords {
            labels: TableNames::new(table, forms).all().cloned().collect(),
            heads: of_blocks
                .chain(side_by_side)
                .flat_map(|heads| heads.all().into_iter().cloned().collect::<Vec<_>>())
                .collect(),
        }
    }

    /// Whether a text is a label of the table, of whatever kind.
    pub fn know(&self, text: &str) -> bool {
        // Most cells are figures, and no label is one.
        if !text.contains(char::is_alphabetic) {
            return false;
        }
        let name = Name::of(text);
        self.labels.contains(&name) || self.heads.contains(&name)
    }

    /// Whether a text is the head of a column, or over several.
    pub fn is_head(&self, text: &str) -> bool {
        self.heads.contains(&Name::of(text))
    }

    /// Whether a text is the label of a row or a group of rows, or a title.
    pub fn is_label(&self, text: &str) -> bool {
        self.labels.contains(&Name::of(text))
    }
}

/// Reads lines of cells, divided by tabs as on a clipboard, into a table that has none yet. The text is a source of its
/// own, whose places the findings name.
///
/// # Errors
/// Every line that can be read in no way, or in two.
pub(crate) fn read_lines(
    text: &str,
    source: SourceId,
    table: &mut OfficialTable,
    forms: Forms,
) -> Result<ForeignRows, Vec<Diagnostic>> {
    let names = TableNames::new(table, forms);
    let number = table.number;
    let what = message!(zh: "表{number}", en: "table {number}");
    let place = Prose { text: text.to_owned(), source, offsets: vec![(0, 0)], key: String::new() };
    let matrix = Matrix { lines: tsv::lines(text), place, key: String::new(), what };
    let placed = matrix::rows(&matrix, table, &names, forms)?;
    let mut faults = Faults::new(source, text, forms);
    placed.iter().for_each(|placed| matrix::put(&matrix, placed, table, &mut faults));
    let key = |row: usize| table.rows().nth(row).map(|(_, row)| row.key.clone());
    let rows = placed.iter().filter_map(|placed| key(placed.row)).collect();
    Ok(ForeignRows { rows, faults: faults.into_sorted() })
}
