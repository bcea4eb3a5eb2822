//! The cells of the tables 二, 三 and 四, in whatever way the file writes its rows: as lists, by the keys of columns, or
//! not at all yet.

use toml_edit::{Item, Value};

use super::document::{fill_up, put, put_in_list, put_new, value};
use super::{Change, Difference, Fate, Filling};
use crate::author::toml_text::{cell_value, quoted};
use crate::form::RowRole;
use crate::import::Imported;
use crate::report::{Block, Cell, CellState, OfficialTable, Row};

/// What is to be written into a row.
struct Wanted<'a> {
    /// Dotted key of the row, for messages.
    key: String,
    /// Where the file has the row, or will have it.
    path: Vec<String>,
    /// By their columns' places, the cells.
    cells: Vec<(usize, &'static str, &'a Cell)>,
    /// How many cells a list has at least: all but a total at its end.
    least: usize,
}

impl Filling<'_> {
    /// Fills in the tables.
    pub fn rows(&mut self, imported: &Imported) {
        for table in imported.tables.all().into_iter().filter(|table| imported.found.contains(&table.key)) {
            for (block, row) in table.rows() {
                match row.is_extra() {
                    true => self.extra_row(table, block, row),
                    false => self.row(table, block, row),
                }
            }
        }
    }

    fn row(&mut self, table: &OfficialTable, block: &Block, row: &Row) {
        let own =
            self.report.tables.of_section(table.key).and_then(|own| own.row(&row.key)).map(|(_, own)| own.clone());
        let path = [table.key].into_iter().chain(row.key.split('.')).map(str::to_owned).collect();
        self.cells(path, (table.key, block), row, own.as_ref());
    }

    /// A row that the form does not have is known by its label.
    fn extra_row(&mut self, table: &OfficialTable, block: &Block, row: &Row) {
        let is_same = |own: &&Row| own.is_extra() && own.label.text.trim() == row.label.text.trim();
        let known = self.report.tables.of_section(table.key);
        let own_rows = || known.into_iter().flat_map(|own| own.rows().map(|(_, own)| own)).filter(is_same);
        // Two may have the same label.
        let known = own_rows().find(|own| own.home() == row.home()).or_else(|| own_rows().next()).cloned();
        if let Some(own) = known {
            let path = [table.key].into_iter().chain(own.key.split('.')).chain(["cells"]).map(str::to_owned).collect();
            return self.cells(path, (table.key, block), row, Some(&own));
        }
        let cells: Vec<String> = row.cells.iter().map(cell_value).collect();
        let entries = [
            ("after", quoted(row.home())),
            ("label", quoted(&row.label.text)),
            ("cells", format!("[{}]", cells.join(", "))),
        ];
        match self.document.push_table(table.key, "extra", &entries) {
            Some(()) => self.filled.figures += row.cells.iter().filter(|cell| !cell.text.is_empty()).count(),
            None => self.filled.unwritten.push(format!("{}.extra", table.key)),
        }
    }

    /// Fills in what a row has not, and tells what it has otherwise.
    fn cells(&mut self, path: Vec<String>, (table, block): (&'static str, &Block), row: &Row, own: Option<&Row>) {
        let key = path.iter().filter(|key| *key != "cells").cloned().collect::<Vec<_>>().join(".");
        let last = block.total().filter(|total| total + 1 == block.columns.len());
        let mut wanted = Wanted { key, path, cells: Vec::new(), least: last.unwrap_or(block.columns.len()) };
        let first = self.filled.differing.len();
        let mut of_row = Change::default();
        for (place, (column, cell)) in block.columns.iter().zip(&row.cells).enumerate() {
            // A blank says nothing, and a total that was left out follows from the others.
            if cell.state != CellState::Stated || cell.text.is_empty() {
                continue;
            }
            let old = own.and_then(|own| own.cells.get(place));
            let of_parts = match row.role {
                RowRole::Total => self.changed.get(&(table, place)).copied().unwrap_or_default(),
                _ => of_row,
            };
            let is_total = block.total() == Some(place) || row.role == RowRole::Total;
            let stays = match old {
                Some(old) if is_same(old, cell) => continue,
                Some(old) if old.state == CellState::Stated => !old.text.trim().is_empty(),
                // A total that the file leaves out follows from its parts, unless these come from where it comes from.
                Some(old) if is_total && old.value == cell.value && cell.value.is_some() => continue,
                Some(old) => is_total && (of_parts.has_kept || old.value.is_some() && !of_parts.has_filled),
                None => false,
            };
            let fate = match old.filter(|_| stays) {
                Some(old) => self.differs(Difference {
                    key: format!("{}.{}", wanted.key, column.key),
                    span: old.span,
                    old: old.text.clone(),
                    new: cell.text.clone(),
                    is_replaced: false,
                }),
                None => Fate::Fill,
            };
            let change = self.changed.entry((table, place)).or_default();
            match fate {
                Fate::Fill => {
                    wanted.cells.push((place, column.key, cell));
                    (of_row.has_filled, change.has_filled) = (true, true);
                }
                Fate::Keep => (of_row.has_kept, change.has_kept) = (true, true),
            }
        }
        // In a row of totals a place between others cannot be left out.
        if wanted.cells.is_empty() || row.role == RowRole::Total && of_row.has_kept {
            return;
        }
        match self.write(&wanted, row) {
            Some(()) => {
                self.filled.figures += wanted.cells.len();
                self.replaced(first);
            }
            None => self.filled.unwritten.push(wanted.key),
        }
    }

    /// Writes cells into their row; `None` if that is written in a way that has no place for them, such as a table that
    /// was pasted.
    fn write(&mut self, wanted: &Wanted, row: &Row) -> Option<()> {
        let path: Vec<&str> = wanted.path.iter().map(String::as_str).collect();
        if let Some(item) = self.document.get(&path) {
            for (place, column, cell) in &wanted.cells {
                let text = cell_value(cell);
                if let Item::Value(Value::Array(list)) = item {
                    fill_up(list, wanted.least);
                    put_in_list(list, *place, &text)?;
                    continue;
                }
                match item.as_table_like_mut()?.get_mut(column) {
                    Some(Item::Value(old)) => put(old, &text)?,
                    Some(_) => return None,
                    None => put_new(item, column, &text)?,
                }
            }
            return Some(());
        }
        let (name, above) = path.split_last()?;
        // The rows of a table that was pasted stand in its text.
        if self.document.get(&[above.first()?, "pasted"]).is_some() {
            return None;
        }
        let last = wanted.cells.last().map(|(place, ..)| *place)?;
        let cells: Vec<String> = row.cells.iter().take(wanted.least.max(last + 1)).map(cell_value).collect();
        let list = value(&format!("[{}]", cells.join(", ")))?;
        self.document.table(above)?.insert(name, Item::Value(list));
        Some(())
    }
}

/// Whether two cells print and count the same.
fn is_same(old: &Cell, new: &Cell) -> bool {
    old.text.trim() == new.text.trim() && old.value == new.value
}
