//! The official tables by the keys of the data file: what stands in each cell, and how the form prints it.

use serde::Serialize;

use super::entries::Entries;
use super::number::Number;
use crate::form::Kind;
use crate::report::{Block, Cell, CellState, Column, Group, Label, OfficialTable, Report, Row};

/// An official table.
#[derive(Serialize)]
pub(super) struct TableEntry<'a> {
    number: &'static str,
    title: &'a str,
    blocks: Vec<BlockEntry<'a>>,
    /// By their dotted keys, in printed order.
    rows: Entries<&'a str, RowEntry<'a>>,
}

/// Rows that have the same columns.
#[derive(Serialize)]
struct BlockEntry<'a> {
    key: Option<&'static str>,
    title: Option<&'a str>,
    corner: Option<&'a str>,
    columns: Vec<ColumnEntry<'a>>,
    rows: Vec<&'a str>,
}

/// A column of figures.
#[derive(Serialize)]
struct ColumnEntry<'a> {
    key: &'static str,
    groups: Vec<GroupEntry<'a>>,
    label: &'a str,
    kind: &'static str,
    unit: Option<&'static str>,
}

/// What stands over several rows or columns.
#[derive(Serialize)]
struct GroupEntry<'a> {
    key: &'a str,
    label: &'a str,
}

/// A row of figures.
#[derive(Serialize)]
struct RowEntry<'a> {
    groups: Vec<GroupEntry<'a>>,
    label: &'a str,
    after: Option<&'a str>,
    cells: Entries<&'static str, CellEntry<'a>>,
}

/// A cell.
#[derive(Serialize)]
struct CellEntry<'a> {
    text: &'a str,
    value: Option<Number>,
    computed: bool,
}

/// The tables of a report, by their keys.
pub(super) fn tables(report: &Report) -> Entries<&'static str, TableEntry<'_>> {
    report.tables.all().into_iter().map(|of| (of.key, table(of, title(report, of.key)))).collect()
}

/// The title of the section that a table stands in.
fn title<'a>(report: &'a Report, key: &str) -> &'a str {
    let sections = crate::form::SECTION_KEYS.into_iter().zip(&report.sections);
    sections.filter(|(section, _)| *section == key).map(|(_, section)| section.title.text.as_str()).next().unwrap_or("")
}

fn table<'a>(table: &'a OfficialTable, title: &'a str) -> TableEntry<'a> {
    TableEntry {
        number: table.number,
        title,
        blocks: table.blocks.iter().map(block).collect(),
        rows: table.rows().map(|(block, of)| (of.key.as_str(), row(block, of))).collect(),
    }
}

fn block(block: &Block) -> BlockEntry<'_> {
    BlockEntry {
        key: Some(block.key).filter(|key| !key.is_empty()),
        title: printed(&block.title),
        corner: printed(&block.corner),
        columns: block.columns.iter().map(column).collect(),
        rows: block.rows.iter().map(|row| row.key.as_str()).collect(),
    }
}

/// A label, if anything is printed there.
fn printed(label: &Label) -> Option<&str> {
    Some(label.text.as_str()).filter(|text| !text.is_empty())
}

fn column(column: &Column) -> ColumnEntry<'_> {
    ColumnEntry {
        key: column.key,
        groups: groups(&column.groups),
        label: &column.label.text,
        kind: kind_name(column.kind),
        unit: match column.kind {
            Kind::Amount { unit } => unit,
            Kind::Count | Kind::Change => None,
        },
    }
}

/// What a file calls a kind of figures.
pub(super) fn kind_name(kind: Kind) -> &'static str {
    match kind {
        Kind::Count => "count",
        Kind::Change => "change",
        Kind::Amount { .. } => "amount",
    }
}

fn groups(groups: &[Group]) -> Vec<GroupEntry<'_>> {
    groups.iter().map(|Group { key, label, .. }| GroupEntry { key, label: &label.text }).collect()
}

fn row<'a>(block: &'a Block, row: &'a Row) -> RowEntry<'a> {
    RowEntry {
        groups: groups(&row.groups),
        label: &row.label.text,
        after: row.extra_after.as_deref(),
        cells: block.columns.iter().zip(&row.cells).map(|(column, of)| (column.key, cell(of))).collect(),
    }
}

fn cell(cell: &Cell) -> CellEntry<'_> {
    CellEntry { text: &cell.text, value: cell.value.map(Number), computed: cell.state == CellState::Computed }
}
