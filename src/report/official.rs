//! The official tables 二, 三 and 四 of a report, resolved once: blocks of columns and rows with their keys, printed
//! labels, kinds, roles and cells. Whoever asks what stands where asks here.

use super::{Cell, Label};
use crate::form::{ColumnRole, DISCLOSURE, Kind, REMEDIES, RowRole};
use crate::source::Span;

/// The official tables.
#[derive(Clone, Debug)]
pub struct Tables {
    /// Table 二.
    pub disclosure: OfficialTable,
    /// Table 三.
    pub applications: OfficialTable,
    /// Table 四.
    pub remedies: OfficialTable,
}

/// An official table.
#[derive(Clone, Debug)]
pub struct OfficialTable {
    /// 二, 三 or 四.
    pub number: &'static str,
    /// Key of its section.
    pub key: &'static str,
    /// Where its section opens, if the file has it.
    pub span: Option<Span>,
    /// Its blocks, in the order of the form.
    pub blocks: Vec<Block>,
}

/// Rows of a table that have the same columns.
#[derive(Clone, Debug)]
pub struct Block {
    /// Key of the labels that are its own, such as `item_1`; empty where those of the table are.
    pub key: &'static str,
    /// The full-width row that opens it; empty where there is none.
    pub title: Label,
    /// Head over the labels of its rows; empty where there is none.
    pub corner: Label,
    /// Its columns of figures.
    pub columns: Vec<Column>,
    /// Its rows, extra rows in their places.
    pub rows: Vec<Row>,
}

/// A column of figures.
#[derive(Clone, Debug)]
pub struct Column {
    /// Key in the data file.
    pub key: &'static str,
    /// Printed label.
    pub label: Label,
    /// What its cells hold.
    pub kind: Kind,
    /// What rules say of it.
    pub role: ColumnRole,
    /// The heads that it stands under, the outermost first.
    pub groups: Vec<Group>,
}

/// A row of figures.
#[derive(Clone, Debug)]
pub struct Row {
    /// Dotted key below its table, such as `refused.state_secret`; of an extra row, `extra.0`.
    pub key: String,
    /// Printed label.
    pub label: Label,
    /// What rules say of it.
    pub role: RowRole,
    /// The groups that it stands in, the outermost first.
    pub groups: Vec<Group>,
    /// One cell for each column of its block.
    pub cells: Vec<Cell>,
    /// Where the row stands, if the file has it.
    pub span: Option<Span>,
    /// Of a row that the form does not have: the key of the row that it stands behind.
    pub extra_after: Option<String>,
}

/// A group of rows or columns: what stands over them.
#[derive(Clone, Debug, PartialEq)]
pub struct Group {
    /// Key of its label below the table, such as `refused`.
    pub key: String,
    /// Printed label.
    pub label: Label,
    /// Whether the key is part of the keys of its rows.
    pub in_keys: bool,
}

impl Tables {
    /// All three, in printed order.
    pub fn all(&self) -> [&OfficialTable; 3] {
        [&self.disclosure, &self.applications, &self.remedies]
    }

    /// The same, to be written to.
    pub(crate) fn all_mut(&mut self) -> [&mut OfficialTable; 3] {
        [&mut self.disclosure, &mut self.applications, &mut self.remedies]
    }

    /// The table of a section, if it has one.
    pub fn of_section(&self, key: &str) -> Option<&OfficialTable> {
        self.all().into_iter().find(|table| table.key == key)
    }

    /// The same, to be written to.
    pub(crate) fn of_section_mut(&mut self, key: &str) -> Option<&mut OfficialTable> {
        self.all_mut().into_iter().find(|table| table.key == key)
    }
}

impl OfficialTable {
    /// All rows in printed order, each with its block.
    pub fn rows(&self) -> impl Iterator<Item = (&Block, &Row)> {
        self.blocks.iter().flat_map(|block| block.rows.iter().map(move |row| (block, row)))
    }

    pub(crate) fn rows_mut(&mut self) -> impl Iterator<Item = &mut Row> {
        self.blocks.iter_mut().flat_map(|block| &mut block.rows)
    }

    /// The row of a dotted key.
    pub fn row(&self, key: &str) -> Option<(&Block, &Row)> {
        self.rows().find(|(_, row)| row.key == key)
    }

    /// The cell of a row and a column.
    pub fn cell(&self, row: &str, column: &str) -> Option<&Cell> {
        let (block, row) = self.row(row)?;
        row.cells.get(block.column(column)?)
    }

    /// The first row of a role.
    pub fn row_of(&self, role: RowRole) -> Option<(&Block, &Row)> {
        self.rows().find(|(_, row)| row.role == role)
    }

    /// The groups of its rows, each once, those before the groups within them.
    pub fn groups(&self) -> Vec<&Group> {
        let mut found: Vec<&Group> = Vec::new();
        for group in self.rows().flat_map(|(_, row)| &row.groups) {
            if !found.iter().any(|known| known.key == group.key) {
                found.push(group);
            }
        }
        found
    }

    /// Whether it takes rows that the form does not have.
    pub fn takes_extra_rows(&self) -> bool {
        self.key == DISCLOSURE
    }

    /// Whether its blocks stand side by side, each with one row, so that all figures are in one printed row.
    pub fn is_side_by_side(&self) -> bool {
        self.key == REMEDIES
    }

    /// Puts an extra row behind the row that it names, and behind the extra rows that are there already. Whether there
    /// is such a row.
    pub(crate) fn insert_extra(&mut self, row: Row) -> bool {
        for block in &mut self.blocks {
            if let Some(last) = block.rows.iter().rposition(|other| other.home() == row.home()) {
                block.rows.insert(last + 1, row);
                return true;
            }
        }
        false
    }
}

impl Block {
    /// The key of the label of a column, or of what else a block prints under a key of its own, in a table.
    pub fn label_key(&self, table: &str, name: &str) -> String {
        match self.key {
            "" => format!("{table}.*.{name}"),
            block => format!("{table}.{block}.*.{name}"),
        }
    }

    /// The key of the head over the labels of its rows.
    pub fn corner_key(&self, table: &str) -> String {
        if self.key.is_empty() { format!("{table}.corner") } else { self.label_key(table, "item") }
    }

    /// The place of the column of a key.
    pub fn column(&self, key: &str) -> Option<usize> {
        self.columns.iter().position(|column| column.key == key)
    }

    /// The place of the first column of a role.
    pub fn column_of(&self, role: ColumnRole) -> Option<usize> {
        self.columns.iter().position(|column| column.role == role)
    }

    /// The place of the column that sums others; `None` if it has none to sum.
    pub fn total(&self) -> Option<usize> {
        total_of(&self.columns)
    }

    /// The places of the columns that the total sums.
    pub fn parts(&self) -> impl Iterator<Item = usize> {
        self.columns.iter().enumerate().filter(|(_, column)| column.role == ColumnRole::Part).map(|(place, _)| place)
    }
}

/// The place of the column that sums others; `None` if there are none to sum.
pub(super) fn total_of(columns: &[Column]) -> Option<usize> {
    let place = |role| columns.iter().position(|column| column.role == role);
    place(ColumnRole::Part).and_then(|_| place(ColumnRole::Total))
}

impl Row {
    /// An extra row, behind a row of the form and with as many cells as that has.
    pub(crate) fn extra(index: usize, after: &str, label: Label, cells: Vec<Cell>, span: Option<Span>) -> Row {
        let (key, role) = (format!("extra.{index}"), RowRole::Item);
        Row { key, label, role, groups: Vec::new(), cells, span, extra_after: Some(after.to_owned()) }
    }

    /// Whether the form does not have it.
    pub fn is_extra(&self) -> bool {
        self.extra_after.is_some()
    }

    /// The key of the form's row that it is or stands behind.
    pub fn home(&self) -> &str {
        self.extra_after.as_deref().unwrap_or(&self.key)
    }

    /// The innermost group that is part of its key.
    pub fn group(&self) -> Option<&Group> {
        self.groups.iter().rfind(|group| group.in_keys)
    }
}

/// A group where it begins, along rows or columns.
pub(crate) struct Opening<'a> {
    /// The first row or column of the group.
    pub at: usize,
    /// How many groups it stands in.
    pub level: usize,
    /// The group.
    pub group: &'a Group,
    /// How many rows or columns it covers.
    pub count: usize,
}

/// Where groups begin along rows or columns that stand in these, in printed order.
pub(crate) fn openings<'a>(all: &[&'a [Group]]) -> Vec<Opening<'a>> {
    let mut found = Vec::new();
    for (at, groups) in all.iter().enumerate() {
        for (level, group) in groups.iter().enumerate() {
            let goes_on = |other: &[Group]| {
                other.len() > level && other.iter().zip(*groups).take(level + 1).all(|(a, b)| a.key == b.key)
            };
            if !at.checked_sub(1).and_then(|before| all.get(before)).is_some_and(|before| goes_on(before)) {
                let count = all.iter().skip(at).take_while(|other| goes_on(other)).count();
                found.push(Opening { at, level, group, count });
            }
        }
    }
    found
}
