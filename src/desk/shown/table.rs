//! An official table as it is printed, with what its cells are called.

use serde::Serialize;

use crate::compose::Document;
use crate::compose::document::{Align, Cell, CellKey, CellRole, Column, Inline, Node, Table};
use crate::report::{self, CellState, OfficialTable, Report};

/// The table of a section.
#[derive(Serialize)]
pub(super) struct TablePart<'a> {
    key: &'static str,
    number: &'static str,
    rows: usize,
    columns: usize,
    head_rows: usize,
    shares: Vec<f64>,
    cells: Vec<CellPart<'a>>,
}

/// A cell of it.
#[derive(Serialize)]
struct CellPart<'a> {
    row: usize,
    column: usize,
    row_span: usize,
    column_span: usize,
    role: &'static str,
    align: &'static str,
    text: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    label: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    own: Option<bool>,
    #[serde(skip_serializing_if = "Option::is_none")]
    key: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    name: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    state: Option<&'static str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    previous: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    extra: Option<String>,
}

/// An official table as the document has it; `None` if it does not.
pub(super) fn table<'a>(
    own: &'a OfficialTable,
    document: &'a Document,
    report: &'a Report,
    last: Option<&'a Report>,
) -> Option<TablePart<'a>> {
    let is_own = |table: &&Table| {
        let mut keys = table.cells.iter().filter_map(|cell| document.cell_key(cell.id));
        keys.any(|key| matches!(key, CellKey::Figure(key) if key.split('.').next() == Some(own.key)))
    };
    let tables =
        document.nodes.iter().filter_map(|node| if let Node::Table(table) = node { Some(table) } else { None });
    let table = tables.into_iter().find(is_own)?;
    let share = |column: &Column| if let Column::Share(share) = column { *share } else { 1.0 };
    Some(TablePart {
        key: own.key,
        number: own.number,
        rows: table.rows,
        columns: table.columns.len(),
        head_rows: table.head_rows,
        shares: table.columns.iter().map(share).collect(),
        cells: table.cells.iter().map(|one| cell(one, document, report, last)).collect(),
    })
}

fn cell<'a>(cell: &'a Cell, document: &'a Document, report: &'a Report, last: Option<&'a Report>) -> CellPart<'a> {
    let key = document.cell_key(cell.id);
    let mut part = CellPart {
        row: cell.row,
        column: cell.column,
        row_span: cell.row_span,
        column_span: cell.column_span,
        role: match cell.role {
            CellRole::Head => "head",
            CellRole::Label => "label",
            CellRole::Data => "data",
        },
        align: match cell.align {
            Align::Left => "left",
            Align::Right => "right",
            Align::Centre | Align::Decimal => "center",
        },
        text: cell.lines.iter().flatten().map(text_of).collect(),
        label: None,
        own: None,
        key: None,
        name: None,
        state: None,
        previous: None,
        extra: key.and_then(|key| extra_row(key.key())),
    };
    match key {
        Some(CellKey::Label(key)) => {
            part.label = Some(key);
            // What the form prints stands nowhere in the file.
            part.own =
                Some(cell.lines.iter().flatten().any(|inline| matches!(inline, Inline::Text { span: Some(_), .. })));
        }
        Some(CellKey::Figure(key)) => {
            part.key = Some(key);
            part.name = Some(report.figure_name(key));
            part.state = figure(report, key).map(|figure| match figure.state {
                CellState::Stated => "stated",
                CellState::LeftOut => "blank",
                CellState::Computed => "computed",
            });
            // Rows that the form does not have are counted: the same number may be another row in another year.
            let last = last.filter(|_| part.extra.is_none()).and_then(|last| figure(last, key));
            part.previous = last.map(|figure| figure.text.as_str()).filter(|text| !text.is_empty());
        }
        None => {}
    }
    part
}

fn text_of(inline: &Inline) -> &str {
    match inline {
        Inline::Text { text, .. } => text,
        Inline::LineBreak | Inline::Footnote { .. } => "",
    }
}

/// The cell of a dotted key.
fn figure<'r>(report: &'r Report, key: &str) -> Option<&'r report::Cell> {
    let (table, rest) = key.split_once('.')?;
    let (row, column) = rest.rsplit_once('.')?;
    report.tables.of_section(table)?.cell(row, column)
}

/// The row that a key belongs to, if the form does not have it: `disclosure.extra.0`.
fn extra_row(key: &str) -> Option<String> {
    let mut parts = key.split('.');
    let (table, extra, number) = (parts.next()?, parts.next()?, parts.next()?);
    (extra == "extra").then(|| format!("{table}.{extra}.{number}"))
}
