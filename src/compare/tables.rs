//! The official tables of two years, cell by cell. Rows are known by their keys, those that no form has by their
//! labels, columns by their keys; what only one year has stands beside nothing.

use rust_decimal::Decimal;

use super::change::{change, per_cent};
use crate::form::{ColumnRole, Kind};
use crate::report::{Block, Cell, Column, Figure, Group, Label, NoFigure, OfficialTable, Report, Row, is_no_figure};

/// An official table in both years.
#[derive(Clone, Debug)]
pub struct TableComparison {
    /// Key of its section.
    pub key: &'static str,
    /// 二, 三 or 四.
    pub number: &'static str,
    /// Printed title of its section.
    pub title: String,
    /// Its rows, this year's order before last year's.
    pub rows: Vec<RowComparison>,
    /// Whether a row is shown by its total, and the parts of it apart where they differ.
    is_by_totals: bool,
}

/// A row in both years.
#[derive(Clone, Debug)]
pub struct RowComparison {
    /// Dotted key.
    pub key: String,
    /// The groups that it stands in, the outermost first.
    pub groups: Vec<Group>,
    /// Its label, this year's before last year's.
    pub label: Label,
    /// Its cells.
    pub cells: Vec<CellComparison>,
}

/// A cell in both years.
#[derive(Clone, Debug)]
pub struct CellComparison {
    /// Dotted key.
    pub key: String,
    /// Label of its column.
    pub label: Label,
    /// The unit that the form prints, if it does.
    pub unit: Option<&'static str>,
    /// Whether it sums the other cells of its row.
    pub is_total: bool,
    /// What last year's report has there; `None` if its form has no such cell.
    pub last: Option<Value>,
    /// What this year's has.
    pub this: Option<Value>,
}

/// What stands in a cell.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Value {
    /// As it is printed.
    pub text: String,
    /// What it counts.
    pub number: Option<Decimal>,
}

impl TableComparison {
    /// The cells to look at first, with their rows: the totals, or all where rows have none or stand side by side.
    pub fn main(&self) -> Vec<(&RowComparison, &CellComparison)> {
        self.cells(|cell| cell.is_total || !self.is_by_totals)
    }

    /// The other cells that differ.
    pub fn other_differences(&self) -> Vec<(&RowComparison, &CellComparison)> {
        self.cells(|cell| self.is_by_totals && !cell.is_total && cell.differs())
    }

    /// Whether last year's, and this year's, has nothing in any cell: it was not filled in.
    pub fn blank(&self) -> [bool; 2] {
        let is_blank = |value: &Option<Value>| value.as_ref().is_none_or(|value| is_no_figure(value.text.trim()));
        let cells = || self.rows.iter().flat_map(|row| &row.cells);
        [cells().all(|cell| is_blank(&cell.last)), cells().all(|cell| is_blank(&cell.this))]
    }

    fn cells(&self, is_meant: impl Fn(&CellComparison) -> bool) -> Vec<(&RowComparison, &CellComparison)> {
        let all = self.rows.iter().flat_map(|row| row.cells.iter().map(move |cell| (row, cell)));
        all.filter(|(_, cell)| is_meant(cell)).collect()
    }

    /// Whether [`main`](TableComparison::main) gives totals alone.
    pub fn is_by_totals(&self) -> bool {
        self.is_by_totals
    }
}

impl RowComparison {
    /// Its label below that of its group, without what stands in brackets behind it.
    pub fn name(&self) -> String {
        let own = self.label.short_name();
        match self.groups.iter().rfind(|group| group.in_keys) {
            Some(group) => format!("{} {own}", group.label.short_name()),
            None => own.to_owned(),
        }
    }
}

impl CellComparison {
    /// Label of its column without what stands in brackets behind it, but with its unit.
    pub fn name(&self) -> String {
        let unit = self.unit.map(|unit| format!("（{unit}）")).unwrap_or_default();
        format!("{}{unit}", self.label.short_name())
    }

    /// How much more it counts this year, if both years count.
    pub fn change(&self) -> Option<Decimal> {
        let (last, this) = self.numbers()?;
        change(last, this)
    }

    /// The same in per cent of last year's, if that counted anything.
    pub fn per_cent(&self) -> Option<Decimal> {
        let (last, this) = self.numbers()?;
        per_cent(last, this)
    }

    /// The change with its sign, `+45`.
    pub fn signed_change(&self) -> Option<String> {
        self.change().map(signed)
    }

    /// The share with its sign, `+8.8%`.
    pub fn signed_per_cent(&self) -> Option<String> {
        Some(signed(self.per_cent()?) + "%")
    }

    /// Whether the years differ: in what they count, or in their text where they do not count. A blank and a stroke are
    /// alike, a blank and 0 are not.
    pub fn differs(&self) -> bool {
        let number = |value: &Option<Value>| value.as_ref().and_then(|value| value.number);
        let words = |value: &Option<Value>| {
            let text = value.as_ref().map_or("", |value| value.text.trim());
            if is_no_figure(text) { String::new() } else { text.to_owned() }
        };
        match (number(&self.last), number(&self.this)) {
            (Some(last), Some(this)) => last != this,
            (None, None) => words(&self.last) != words(&self.this),
            _ => true,
        }
    }

    fn numbers(&self) -> Option<(Decimal, Decimal)> {
        Some((self.last.as_ref()?.number?, self.this.as_ref()?.number?))
    }
}

fn signed(number: Decimal) -> String {
    if number.is_sign_positive() && !number.is_zero() { format!("+{number}") } else { number.to_string() }
}

/// The tables of two reports.
pub(super) fn tables(this: &Report, last: &Report) -> Vec<TableComparison> {
    let pairs = this.tables.all().into_iter().zip(last.tables.all());
    let sections = |key: &str| crate::form::SECTION_KEYS.iter().position(|known| *known == key);
    let title = |key: &str| sections(key).and_then(|at| this.sections.get(at)).map(|section| section.title.name());
    pairs
        .map(|(table, last_table)| TableComparison {
            key: table.key,
            number: table.number,
            title: title(table.key).unwrap_or_default().to_owned(),
            rows: rows(&Side { report: this, table }, &Side { report: last, table: last_table }),
            is_by_totals: !table.is_side_by_side() && table.blocks.iter().any(|block| block.total().is_some()),
        })
        .collect()
}

/// A table of one of the years.
struct Side<'a> {
    report: &'a Report,
    table: &'a OfficialTable,
}

/// A row with its block.
type Placed<'a> = (&'a Block, &'a Row);

/// This year's rows, and those that only last year's table has behind the rows that they follow there.
fn rows(this: &Side, last: &Side) -> Vec<RowComparison> {
    let before: Vec<Placed> = last.table.rows().collect();
    // Each row with the place of its twin in last year's table.
    let mut rows: Vec<(Option<usize>, RowComparison)> = Vec::new();
    for own in this.table.rows() {
        let is_used = |at: usize| rows.iter().any(|(twin, _)| *twin == Some(at));
        let twin = before.iter().enumerate().position(|(at, other)| is_same(own.1, other.1) && !is_used(at));
        let other = twin.and_then(|at| before.get(at)).copied();
        rows.push((twin, row(this, last, Some(own), other)));
    }
    for (at, other) in before.iter().enumerate() {
        let place = |wanted: usize| rows.iter().position(|(twin, _)| *twin == Some(wanted));
        if place(at).is_none() {
            let behind = at.checked_sub(1).and_then(place).map_or(0, |before| before + 1);
            rows.insert(behind, (Some(at), row(this, last, None, Some(*other))));
        }
    }
    rows.into_iter().map(|(_, row)| row).collect()
}

fn is_same(row: &Row, other: &Row) -> bool {
    match (row.is_extra(), other.is_extra()) {
        (false, false) => row.key == other.key,
        (true, true) => row.label.text.trim() == other.label.text.trim(),
        _ => false,
    }
}

/// A row of either year or both, its columns this year's before last year's.
fn row(this: &Side, last: &Side, own: Option<Placed>, other: Option<Placed>) -> RowComparison {
    let mut cells: Vec<CellComparison> = Vec::new();
    for column in columns(own) {
        let last_value = value(last, other, own, column);
        cells.push(cell(this, own, other, column, value(this, own, other, column), last_value));
    }
    for column in columns(other) {
        let is_there = columns(own).any(|known| known.key == column.key);
        if !is_there {
            let this_value = value(this, own, other, column);
            cells.push(cell(this, own, other, column, this_value, value(last, other, own, column)));
        }
    }
    let (side, shown) = if own.is_some() { (this, own) } else { (last, other) };
    let label = shown.map(|(_, row)| label(side, row)).unwrap_or_default();
    let groups = shown.map(|(_, row)| row.groups.clone()).unwrap_or_default();
    RowComparison { key: key(this.table.key, own, other), groups, label, cells }
}

/// The columns of a row.
fn columns<'a>(row: Option<Placed<'a>>) -> impl Iterator<Item = &'a Column> {
    row.into_iter().flat_map(|(block, _)| &block.columns)
}

fn cell(
    this: &Side,
    own: Option<Placed>,
    other: Option<Placed>,
    column: &Column,
    this_value: Option<Value>,
    last_value: Option<Value>,
) -> CellComparison {
    let unit = match column.kind {
        Kind::Amount { unit } => unit,
        Kind::Count | Kind::Change => None,
    };
    let has_parts = own.or(other).is_some_and(|(block, _)| block.total().is_some());
    CellComparison {
        key: format!("{}.{}", key(this.table.key, own, other), column.key),
        label: column.label.clone(),
        unit,
        is_total: column.role == ColumnRole::Total && has_parts,
        last: last_value,
        this: this_value,
    }
}

/// Dotted key of a row; of one of last year's own as the narrative calls it, for this year's may have the same number.
fn key(table: &str, own: Option<Placed>, other: Option<Placed>) -> String {
    match (own, other) {
        (None, Some((_, row))) if row.is_extra() => format!("previous.{table}.{}", row.key),
        (row, twin) => format!("{table}.{}", row.or(twin).map_or("", |(_, row)| row.key.as_str())),
    }
}

/// The label of a row; of an extra one without, the row that it stands behind.
fn label(side: &Side, row: &Row) -> Label {
    if !row.label.name().is_empty() {
        return row.label.clone();
    }
    let home = side.table.row(row.home()).map_or("", |(_, home)| home.label.short_name());
    Label { text: format!("“{home}”下面增加的行"), ..row.label.clone() }
}

/// What one of the years has in a column of a row. Where its form has a group in the place of the other's row, as
/// （六）其他处理, that is its sum.
fn value(side: &Side, row: Option<Placed>, twin: Option<Placed>, column: &Column) -> Option<Value> {
    if let Some((block, row)) = row {
        return row.cells.get(block.column(column.key)?).map(of_cell);
    }
    let (_, twin) = twin?;
    let is_group = side.table.groups().iter().any(|group| group.in_keys && group.key == twin.key);
    let sum = is_group.then(|| side.report.figure(&format!("{}.{}.{}", side.table.key, twin.key, column.key)))?;
    match sum {
        Ok(Figure::Number(number)) => Some(Value { text: number.to_string(), number: Some(number) }),
        Err(NoFigure::Blank) => Some(Value { text: String::new(), number: None }),
        _ => None,
    }
}

fn of_cell(cell: &Cell) -> Value {
    Value { text: cell.text.clone(), number: cell.value }
}
