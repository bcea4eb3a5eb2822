//! The three tables as the checks see them: every figure with its key, its place and the name that the office gives it.

use rust_decimal::Decimal;

use crate::diagnostic::{Diagnostic, Message, Related, message};
use crate::form::{ColumnRole, RowRole};
use crate::report::{Block, Cell, CellState, Column, OfficialTable, Report, Row, is_no_figure};
use crate::source::Span;

/// One official table of a report.
pub(super) struct FigureTable<'a> {
    /// 二, 三 or 四.
    pub number: &'static str,
    /// Key of its section.
    pub key: &'static str,
    /// Where the section opens; of one that the file does not have, where it names the organ.
    pub span: Span,
    /// Its rows in printed order.
    pub rows: Vec<TableRow<'a>>,
}

/// A row of a table.
#[derive(Clone, Copy)]
pub(super) struct TableRow<'a> {
    /// The row of the report.
    pub row: &'a Row,
    /// The block that it stands in.
    pub block: &'a Block,
}

/// One cell of a table.
pub(super) struct Figure<'a> {
    /// The cell.
    pub cell: &'a Cell,
    /// Its row.
    pub row: TableRow<'a>,
    /// Its column.
    pub column: &'a Column,
    /// Place of the column.
    pub column_index: usize,
    /// What it counts; a blank total that the checks see through counts what its parts sum to.
    pub value: Option<Decimal>,
    /// Dotted key.
    pub key: String,
    /// 二, 三 or 四.
    table: &'static str,
    /// Where it stands; of a cell that the file leaves out, its row or its table.
    place: Span,
}

impl<'a> FigureTable<'a> {
    /// A table of a report.
    pub fn new(report: &Report, table: &'a OfficialTable) -> FigureTable<'a> {
        let rows = table.rows().map(|(block, row)| TableRow { row, block }).collect();
        FigureTable { number: table.number, key: table.key, span: table.span.unwrap_or(report.organ.span), rows }
    }

    /// The rows of a role.
    pub fn rows_of(&self, role: RowRole) -> impl Iterator<Item = &TableRow<'a>> {
        self.rows.iter().filter(move |row| row.row.role == role)
    }

    /// One cell.
    pub fn figure(&self, row: &TableRow<'a>, column: usize) -> Option<Figure<'a>> {
        let (cell, own) = (row.row.cells.get(column)?, row.block.columns.get(column)?);
        Some(Figure {
            cell,
            row: *row,
            column: own,
            column_index: column,
            value: cell.value,
            key: format!("{}.{}.{}", self.key, row.row.key, own.key),
            table: self.number,
            place: cell.span.or(row.row.span).unwrap_or(self.span),
        })
    }

    /// The cell in the column of a role.
    pub fn figure_of(&self, row: &TableRow<'a>, role: ColumnRole) -> Option<Figure<'a>> {
        self.figure(row, row.block.column_of(role)?)
    }

    /// All cells of a row.
    pub fn figures(&self, row: &TableRow<'a>) -> Vec<Figure<'a>> {
        (0..row.row.cells.len()).filter_map(|column| self.figure(row, column)).collect()
    }

    /// Number of the table and label of the row; one that opens with a bracket needs no space.
    pub fn row_name(&self, row: &TableRow) -> String {
        row.name_in(self.number)
    }

    /// Dotted key of a row.
    pub fn row_key(&self, row: &TableRow) -> String {
        format!("{}.{}", self.key, row.row.key)
    }
}

impl TableRow<'_> {
    /// Number of its table and its label.
    fn name_in(&self, table: &str) -> String {
        let name = self.name();
        let space = if name.starts_with('（') { "" } else { " " };
        format!("{table}{space}{name}")
    }

    /// Its label, below that of its group, without what stands in brackets behind it.
    pub fn name(&self) -> String {
        let own = self.row.label.short_name();
        match self.row.group() {
            Some(group) => format!("{} {own}", group.label.short_name()),
            None if own.is_empty() => self.name_by_place(),
            None => own.to_owned(),
        }
    }

    /// What an extra row is called that has no label: the row that it stands behind.
    fn name_by_place(&self) -> String {
        let home = self.block.rows.iter().find(|row| row.key == self.row.home());
        format!("“{}”下面增加的行", home.map_or("", |home| home.label.short_name()))
    }

    /// The number that the form puts before its label, such as 一 of 一、; of one without, its label.
    pub fn number(&self) -> String {
        let name = self.name();
        name.split_once('、').map_or(name.clone(), |(number, _)| number.to_owned())
    }

    /// Label of a column.
    pub fn column_name(&self, column: usize) -> &str {
        self.block.columns.get(column).map_or("", |column| column.label.short_name())
    }
}

impl Figure<'_> {
    /// Number of the table, label of the row, label of the column.
    pub fn name(&self) -> String {
        format!("{} {}", self.row.name_in(self.table), self.row.column_name(self.column_index))
    }

    /// Whether it is the same cell as another.
    pub fn is(&self, other: &Figure) -> bool {
        std::ptr::eq(self.cell, other.cell)
    }

    /// Whether it counts something: it is neither blank nor text nor 0.
    pub fn counts(&self) -> bool {
        self.value.is_some_and(|value| !value.is_zero())
    }

    /// Whether the file states it as blank, or with a mark that stands for a blank.
    pub fn is_blank(&self) -> bool {
        self.value.is_none() && is_no_figure(&self.cell.text)
    }

    /// A finding about it: at the cell, or where its row stands.
    pub fn found(&self, finding: Diagnostic) -> Diagnostic {
        finding.at(self.place).key(&self.key)
    }

    /// The figure as another value that a finding speaks of.
    pub fn related(&self) -> Related {
        let (name, value) = (self.name(), self.shown());
        let message = match self.cell.state {
            CellState::Computed => message!(zh: "{name}：算得 {value}", en: "{name}: {value}, computed"),
            _ => message!(zh: "{name}：{value}", en: "{name}: {value}"),
        };
        Related { span: self.cell.span, key: Some(self.key.clone()), message }
    }

    /// The same, as one of last year's file.
    pub fn related_last_year(&self) -> Related {
        let (name, value) = (self.name(), self.shown());
        let message = message!(zh: "上一年度 {name}：{value}", en: "last year's {name}: {value}");
        Related { span: Some(self.place), key: Some(self.key.clone()), message }
    }

    /// Its value as digits; nothing for none.
    pub fn shown(&self) -> String {
        self.value.map(|value| value.to_string()).unwrap_or_default()
    }

    /// What it says of itself in a message: stated, or computed by the program.
    pub fn standing(&self) -> Message {
        match self.cell.state {
            CellState::Computed => message!(zh: "算得", en: "computed"),
            _ => message!(zh: "填的是", en: "stated"),
        }
    }
}
