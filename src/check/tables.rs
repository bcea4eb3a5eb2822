//! The three tables as the checks see them: every figure with its key, its place and the name that the office gives it.

use rust_decimal::Decimal;

use crate::diagnostic::{Diagnostic, Message, Related};
use crate::form::Entry;
use crate::message;
use crate::report::{Cell, CellState, Report, Row};
use crate::source::Span;

/// One official table of a report.
pub(super) struct Table<'a> {
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
pub(super) struct TableRow<'a> {
    /// The row of the report.
    pub row: &'a Row,
    /// Its label, below that of its group, without what stands in brackets behind it.
    pub name: String,
    /// Keys of its columns.
    pub columns: &'static [Entry],
    /// Labels of its columns.
    column_names: Vec<String>,
}

/// One cell of a table.
pub(super) struct Figure<'a> {
    /// The cell.
    pub cell: &'a Cell,
    /// What it counts; a blank total that the checks see through counts what its parts sum to.
    pub value: Option<Decimal>,
    /// Dotted key.
    pub key: String,
    /// Number of the table, label of the row, label of the column.
    pub name: String,
    /// Where it stands; of a cell that the file leaves out, its row or its table.
    place: Span,
}

impl<'a> Table<'a> {
    /// Table 二.
    pub fn disclosure(report: &'a Report) -> Table<'a> {
        let mut rows = report.disclosure.iter().peekable();
        let mut named = Vec::new();
        for block in report.form.disclosure {
            let label = |column: &Entry| {
                let own = format!("disclosure.{}.*.{}", block.key, column.key);
                report.labels.get(&[&own, &format!("disclosure.*.{}", column.key)], column.label).text
            };
            let names: Vec<String> = block.columns.iter().map(|column| named_by(&label(column), column.key)).collect();
            // The report has the rows of all blocks in the form's order, an extra row behind the one it follows.
            let belongs =
                |row: &Row| row.key.starts_with("extra.") || block.rows.iter().any(|entry| entry.key == row.key);
            while let Some(row) = rows.next_if(|row| belongs(row)) {
                let name = named_by(&row.label.text, &row.key);
                named.push(TableRow { row, name, columns: block.columns, column_names: names.clone() });
            }
        }
        Table { number: "二", key: "disclosure", span: section_span(report, 1), rows: named }
    }

    /// Table 三.
    pub fn applications(report: &'a Report) -> Table<'a> {
        let form = &report.form.applications;
        let label = |column: &Entry| {
            let label = report.labels.get(&[&format!("applications.*.{}", column.key)], column.label).text;
            named_by(&label, column.key)
        };
        let names: Vec<String> = form.columns.iter().map(label).collect();
        let group_of = |row: &Row| {
            let (group, _) = row.key.split_once('.')?;
            let outcome = form.outcomes.iter().find(|outcome| outcome.entry.key == group)?;
            let label = report.labels.get(&[&format!("applications.{group}")], outcome.entry.label).text;
            Some(named_by(&label, group))
        };
        let rows = report.applications.iter().map(|row| {
            let own = named_by(&row.label.text, &row.key);
            let name = match group_of(row) {
                Some(group) => format!("{group} {own}"),
                None => own,
            };
            TableRow { row, name, columns: &form.columns, column_names: names.clone() }
        });
        Table { number: "三", key: "applications", span: section_span(report, 2), rows: rows.collect() }
    }

    /// Table 四.
    pub fn remedies(report: &'a Report) -> Table<'a> {
        let form = &report.form.remedies;
        let rows = report.remedies.iter().map(|row| {
            let label = |column: &Entry| {
                let own = format!("remedies.{}.*.{}", row.key, column.key);
                let label = report.labels.get(&[&own, &format!("remedies.*.{}", column.key)], column.label).text;
                named_by(&label, column.key)
            };
            TableRow {
                row,
                name: named_by(&row.label.text, &row.key),
                columns: &form.columns,
                column_names: form.columns.iter().map(label).collect(),
            }
        });
        Table { number: "四", key: "remedies", span: section_span(report, 3), rows: rows.collect() }
    }

    /// All three.
    pub fn all(report: &'a Report) -> [Table<'a>; 3] {
        [Table::disclosure(report), Table::applications(report), Table::remedies(report)]
    }

    /// The row of a key below the table.
    pub fn row(&self, key: &str) -> Option<&TableRow<'a>> {
        self.rows.iter().find(|row| row.row.key == key)
    }

    /// One cell.
    pub fn figure(&self, row: &TableRow<'a>, column: usize) -> Option<Figure<'a>> {
        let cell = row.row.cells.get(column)?;
        Some(Figure {
            cell,
            value: cell.value,
            key: format!("{}.{}.{}", self.key, row.row.key, row.columns.get(column)?.key),
            name: format!("{} {}", self.row_name(row), row.column_name(column)),
            place: cell.span.or(row.row.span).unwrap_or(self.span),
        })
    }

    /// All cells of a row.
    pub fn figures(&self, row: &TableRow<'a>) -> Vec<Figure<'a>> {
        (0..row.columns.len()).filter_map(|column| self.figure(row, column)).collect()
    }

    /// Number of the table and label of the row; one that opens with a bracket needs no space.
    pub fn row_name(&self, row: &TableRow) -> String {
        let space = if row.name.starts_with('（') { "" } else { " " };
        format!("{}{space}{}", self.number, row.name)
    }

    /// Dotted key of a row.
    pub fn row_key(&self, row: &TableRow) -> String {
        format!("{}.{}", self.key, row.row.key)
    }
}

impl TableRow<'_> {
    /// Label of a column.
    pub fn column_name(&self, column: usize) -> &str {
        self.column_names.get(column).map_or("", String::as_str)
    }

    /// The column of a key.
    pub fn column(&self, key: &str) -> Option<usize> {
        self.columns.iter().position(|column| column.key == key)
    }
}

impl Figure<'_> {
    /// Whether the file states it as blank, or with a mark that stands for a blank.
    pub fn is_blank(&self) -> bool {
        self.value.is_none() && matches!(self.cell.text.trim(), "" | "/" | "-" | "—")
    }

    /// A finding about it: at the cell, or where its row stands.
    pub fn found(&self, finding: Diagnostic) -> Diagnostic {
        finding.at(self.place).key(&self.key)
    }

    /// The figure as another value that a finding speaks of.
    pub fn related(&self) -> Related {
        let (name, value) = (&self.name, self.shown());
        let message = match self.cell.state {
            CellState::Computed => message!(zh: "{name}：算得 {value}", en: "{name}: {value}, computed"),
            _ => message!(zh: "{name}：{value}", en: "{name}: {value}"),
        };
        Related { span: self.cell.span, key: Some(self.key.clone()), message }
    }

    /// The same, as one of last year's file.
    pub fn related_last_year(&self) -> Related {
        let (name, value) = (&self.name, self.shown());
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

/// A label for a message: without what stands in brackets behind it; the key where a label is empty.
fn named_by(label: &str, key: &str) -> String {
    let label = label.trim();
    let behind = label.char_indices().skip(1).find(|(_, c)| *c == '（').map(|(at, _)| at);
    let short = behind.and_then(|at| label.get(..at)).unwrap_or(label).trim();
    if short.is_empty() { key.to_owned() } else { short.to_owned() }
}

fn section_span(report: &Report, section: usize) -> Span {
    report.sections.get(section).and_then(|section| section.span).unwrap_or(report.organ.span)
}
