//! Rows of the official tables as text: lists, and tables in braces.

use super::Refusal;
use super::data::{Data, Rank, as_path, names};
use super::statements::What;
use crate::author::toml_text::cell_value;
use crate::form::RowRole;
use crate::report::{Block, CellState, OfficialTable, Row};

/// A row, and where a file has it or will have it.
pub(super) struct Place<'r> {
    pub table: &'r OfficialTable,
    pub block: &'r Block,
    pub row: &'r Row,
    pub path: Vec<String>,
}

impl<'r> Place<'r> {
    /// The place of a row of a table.
    pub fn of(table: &'r OfficialTable, block: &'r Block, row: &'r Row) -> Place<'r> {
        let cells = row.is_extra().then_some("cells");
        let path = [table.key].into_iter().chain(row.key.split('.')).chain(cells).map(str::to_owned).collect();
        Place { table, block, row, path }
    }

    /// The path that leads to one of its cells, where the row is written by its columns.
    pub fn cell(&self, column: usize) -> Option<Vec<String>> {
        let key = self.block.columns.get(column)?.key;
        Some(self.path.iter().cloned().chain([key.to_owned()]).collect())
    }

    /// The cells that the file states, as TOML.
    pub fn stated(&self) -> Vec<Option<String>> {
        let cells = self.row.cells.iter();
        cells.map(|cell| (cell.state == CellState::Stated).then(|| cell_value(cell))).collect()
    }

    /// Cells as a list; as a table in braces where a list would have to state what is reckoned.
    pub fn written(&self, cells: &[Option<String>]) -> String {
        let length = self.list_length(cells);
        let is_list = cells.iter().take(length).enumerate().all(|(at, cell)| cell.is_some() || !self.is_reckoned(at));
        if !is_list {
            return self.in_braces(cells);
        }
        let blank = "\"\"".to_owned();
        let items: Vec<&str> = cells.iter().take(length).map(|cell| cell.as_ref().unwrap_or(&blank).as_str()).collect();
        format!("[{}]", items.join(", "))
    }

    /// How long a list of some cells is: all of them are stated but a total at the end, unless all are blank.
    pub fn list_length(&self, cells: &[Option<String>]) -> usize {
        let blank = |cell: &Option<String>| cell.as_deref().is_none_or(|cell| matches!(cell, "\"\"" | "''"));
        let stated = cells.iter().rposition(Option::is_some).map_or(0, |last| last + 1);
        if cells.iter().all(blank) {
            return stated;
        }
        let count = cells.len();
        let is_total_last = self.block.total().is_some_and(|total| total + 1 == count);
        stated.max(if is_total_last { count - 1 } else { count })
    }

    /// Cells as a table in braces.
    pub fn in_braces(&self, cells: &[Option<String>]) -> String {
        let stated =
            self.block.columns.iter().zip(cells).filter_map(|(column, cell)| Some((column.key, cell.as_ref()?)));
        let items: Vec<String> = stated.map(|(key, cell)| format!("{key} = {cell}")).collect();
        if items.is_empty() { "{}".to_owned() } else { format!("{{ {} }}", items.join(", ")) }
    }

    /// Whether a cell is reckoned where the file does not state it.
    pub fn is_reckoned(&self, column: usize) -> bool {
        is_reckoned(self.block, self.row.role, column)
    }

    /// What it says becomes rows written out, if the table or the row stands in a text that was pasted.
    pub fn written_out(&self, data: &mut Data) -> Result<(), Refusal> {
        write_out(data, self.table)?;
        let path = as_path(&self.path);
        let is_text = data.at(&path, |found| matches!(found.what, What::Text(_))).unwrap_or(false);
        if is_text {
            data.replace(&path, &self.written(&self.stated())).ok_or_else(|| Refusal::unwritten(&path.join(".")))?;
        }
        Ok(())
    }
}

/// Whether a cell is reckoned where the file does not state it: a total, and all of a row of totals.
pub(super) fn is_reckoned(block: &Block, role: RowRole, column: usize) -> bool {
    block.total().is_some_and(|total| total == column || role == RowRole::Total)
}

/// Which place a row has among the lines of its table: behind the texts, in the order of the form.
pub(super) fn row_rank(table: &OfficialTable) -> impl Fn(&[String]) -> Option<usize> {
    let rows: Vec<Vec<String>> = table
        .rows()
        .filter(|(_, row)| !row.is_extra())
        .map(|(_, row)| row.key.split('.').map(str::to_owned).collect())
        .collect();
    let key = table.key;
    move |path: &[String]| {
        let (first, rest) = path.split_first()?;
        let name = rest.first()?;
        if first != key {
            return None;
        }
        let is_along = |row: &Vec<String>| row.iter().zip(rest).all(|(one, other)| one == other);
        match name.as_str() {
            "body" | "body_file" => Some(0),
            "note" => Some(1),
            "pasted" => Some(2),
            "extra" => Some(3 + rows.len()),
            _ => rows.iter().position(is_along).map(|at| 3 + at),
        }
    }
}

/// The rows of a table that was pasted as a whole, written out one by one, each cell saying what it said.
pub(super) fn write_out(data: &mut Data, table: &OfficialTable) -> Result<(), Refusal> {
    let pasted = [table.key, "pasted"];
    if !data.has(&pasted) {
        return Ok(());
    }
    let unwritten = || Refusal::unwritten(&pasted.join("."));
    let rank = row_rank(table);
    let rank: Rank = &rank;
    let mut first = true;
    for (block, row) in table.rows().filter(|(_, row)| !row.is_extra()) {
        let place = Place::of(table, block, row);
        let path = as_path(&place.path);
        let stated = place.stated();
        let says_something = row.cells.iter().any(|cell| cell.state == CellState::Stated && !cell.text.is_empty());
        // A row of its own that is blank stands beside that of the same name in the text.
        let own = data.at(&path, |found| is_blank(found.what));
        if stated.iter().all(Option::is_none) || own == Some(false) || own == Some(true) && !says_something {
            continue;
        }
        if own.is_some() {
            data.remove(&path).ok_or_else(unwritten)?;
        }
        let value = place.written(&stated);
        match first && own.is_none() {
            true => rename(data, &pasted, &path, &value).ok_or_else(unwritten)?,
            false => data.insert(&path, &value, rank).ok_or_else(unwritten)?,
        }
        first &= own.is_some();
    }
    if first {
        data.remove(&pasted).ok_or_else(unwritten)?;
    }
    Ok(())
}

/// Puts a row in the very place of the text that it comes from, before the comment that may stand behind that.
fn rename(data: &mut Data, old: &[&str; 2], new: &[&str], value: &str) -> Option<()> {
    let name = names(new.get(1..)?);
    let text = data.text();
    let range = data.at(old, |found| found.range)?;
    let before = text.get(..range.start)?;
    let key = before.rfind(old.get(1)?)?;
    // In quotes or not.
    let key = if before.get(..key).is_some_and(|before| before.ends_with(['"', '\''])) { key - 1 } else { key };
    data.splice(key..range.end, &format!("{name} = {value}"));
    Some(())
}

/// Whether a value says nothing: no figure and no text but blank ones.
fn is_blank(what: &What) -> bool {
    match what {
        What::Text(text) => text.trim().is_empty(),
        What::List(items) => items.iter().all(|item| is_blank(&item.what)),
        What::Table(table) => table.values().all(|node| is_blank(&node.what)),
        _ => false,
    }
}
