//! A sheet of .ods, cell by cell. Rows and cells that are alike are written once, with how often they stand there.

use super::super::format::is_harmless;
use super::super::limits::{Fault, MOST_COLUMNS, MOST_ROWS, Room};
use super::super::look::Look;
use super::super::number::{number, rounded};
use super::super::package::Part;
use super::super::sheet::{Area, Cell, Formula, Run, Sheet, Shown, Value};
use super::super::xml::{Element, Node};
use super::styles::Styles;
use super::text::{Shape, text};
use crate::diagnostic::message;
use crate::import::values::written;

/// Reads the table that was opened last, to its end.
///
/// # Errors
/// It is damaged, or larger than any report.
pub(super) fn read(part: &mut Part, blank: Sheet, styles: &Styles, room: &mut Room) -> Result<Sheet, Fault> {
    let mut reader = Reader {
        sheet: blank,
        styles,
        room,
        columns: Vec::new(),
        row: 0,
        column: 0,
        cells: Vec::new(),
        spans: Vec::new(),
    };
    let (mut depth, mut repeated, mut is_hidden) = (1_usize, 1, false);
    while depth > 0 {
        let node = part.next()?.ok_or(Fault::Damaged)?;
        match node {
            Node::Open(element) => {
                depth += 1;
                match element.name() {
                    "table-column" => reader.columns(&element)?,
                    "table-row" => {
                        repeated = element.number("number-rows-repeated").unwrap_or(1).max(1);
                        is_hidden = is_not_shown(&element);
                        reader.column = 0;
                    }
                    "table-cell" | "covered-table-cell" => {
                        let start = Start::of(&element, reader.styles, reader.default_look());
                        reader.cell(part, start)?;
                        depth -= 1;
                    }
                    // Pictures and their texts; what the table is made from.
                    "shapes" | "table-source" | "forms" | "dde-links" | "scenario" => {
                        part.skip()?;
                        depth -= 1;
                    }
                    _ => {}
                }
            }
            Node::Close(end) => {
                depth -= 1;
                if end.name() == "table-row" {
                    reader.end_row(repeated, is_hidden)?;
                }
            }
            _ => {}
        }
    }
    Ok(reader.sheet)
}

struct Reader<'r> {
    sheet: Sheet,
    styles: &'r Styles,
    room: &'r mut Room,
    /// Columns, and how their cells look unless these say it themselves.
    columns: Vec<(Run, Look)>,
    row: usize,
    column: usize,
    /// Cells of the row, and what of it stands over others: how many rows and columns.
    cells: Vec<Cell>,
    spans: Vec<(usize, usize, usize)>,
}

/// What the beginning of a cell says.
struct Start {
    is_covered: bool,
    repeated: usize,
    rows: usize,
    columns: usize,
    kind: String,
    value: Option<String>,
    formula: Option<String>,
    look: Look,
}

impl Start {
    fn of(element: &Element, styles: &Styles, usual: Look) -> Start {
        let of = |name: &str| element.attribute(name).map(|value| value.into_owned());
        // A type of LibreOffice's own has the name of the format's: `error` stands behind it.
        let is_error = element.has("value-type", "error");
        let formula = of("formula").map(|formula| {
            let formula = formula.split_once(":=").map_or(formula.as_str(), |(_, formula)| formula);
            formula.trim_start_matches('=').to_owned()
        });
        Start {
            is_covered: element.name() == "covered-table-cell",
            // What is written stands there once at least.
            repeated: element.number("number-columns-repeated").unwrap_or(1).max(1),
            // A cell that spans no row is there all the same.
            rows: element.number("number-rows-spanned").map_or(1, |rows| rows.max(1)),
            columns: element.number("number-columns-spanned").map_or(1, |columns| columns.max(1)),
            kind: if is_error { "error".to_owned() } else { of("value-type").unwrap_or_default() },
            value: of("value").or(of("string-value")),
            formula,
            look: of("style-name").map_or(usual, |name| styles.look("table-cell", &name)),
        }
    }
}

impl Reader<'_> {
    fn columns(&mut self, element: &Element) -> Result<(), Fault> {
        let first = self.columns.last().map_or(0, |(run, _)| run.last + 1);
        let repeated = element.number("number-columns-repeated").unwrap_or(1).clamp(1, MOST_COLUMNS);
        let run = Run { first, last: first + repeated - 1 };
        let name = element.attribute("default-cell-style-name").unwrap_or_default();
        // Each run is of one column at least.
        if first < MOST_COLUMNS {
            self.columns.push((run, self.styles.look("table-cell", &name)));
            if is_not_shown(element) {
                self.room.take_area()?;
                self.sheet.hidden_columns.push(run);
            }
        }
        Ok(())
    }

    fn default_look(&self) -> Look {
        let at = self.columns.partition_point(|(run, _)| run.last < self.column);
        self.columns.get(at).map(|(_, look)| look.clone()).unwrap_or_default()
    }

    /// A cell, to its end.
    fn cell(&mut self, part: &mut Part, start: Start) -> Result<(), Fault> {
        let shape = text(part, self.styles, start.look.line)?;
        let repeated = start.repeated.min(MOST_COLUMNS.saturating_sub(self.column));
        let mut cell = Cell {
            row: self.row,
            column: self.column,
            formula: start.formula.map(|text| Formula::written(&text, (self.row, self.column))),
            ..Cell::default()
        };
        (cell.value, cell.shown) = value(&start.kind, start.value.as_deref(), &shape);
        cell.struck = shape.struck;
        if cell.value != Value::Blank || cell.formula.is_some() || !cell.struck.is_empty() {
            if start.repeated > repeated {
                return Err(outside());
            }
            self.room.take_cells(repeated)?;
            self.room.take_texts(length(&cell), repeated)?;
            for at in 0..repeated {
                self.cells.push(Cell { column: self.column + at, ..cell.clone() });
            }
        }
        if !start.is_covered && (start.rows > 1 || start.columns > 1) {
            self.spans.push((self.column, start.rows, start.columns));
        }
        self.column += repeated;
        Ok(())
    }

    /// Puts the row where it stands, as often as it does.
    fn end_row(&mut self, repeated: usize, is_hidden: bool) -> Result<(), Fault> {
        if repeated > MOST_ROWS.saturating_sub(self.row) && !self.cells.is_empty() {
            return Err(outside());
        }
        let repeated = repeated.min(MOST_ROWS.saturating_sub(self.row));
        if repeated == 0 {
            self.cells.clear();
            self.spans.clear();
            return Ok(());
        }
        let rows = Run { first: self.row, last: self.row + repeated - 1 };
        if is_hidden {
            self.sheet.hide_rows(rows, self.room)?;
        }
        for (column, height, width) in self.spans.drain(..) {
            self.room.take_area()?;
            self.sheet.merges.push(Area {
                rows: Run { first: self.row, last: self.row.saturating_add(height - 1) },
                columns: Run { first: column, last: column.saturating_add(width - 1) },
            });
        }
        let cells = std::mem::take(&mut self.cells);
        // The first of the rows is counted cell by cell.
        let more = repeated - 1;
        self.room.take_cells(cells.len().saturating_mul(more))?;
        for cell in &cells {
            self.room.take_texts(length(cell), more)?;
        }
        for row in (rows.first..=rows.last).take(if cells.is_empty() { 0 } else { repeated }) {
            for cell in &cells {
                self.sheet.cells.push(Cell { row, ..cell.clone() });
            }
        }
        self.row += repeated;
        Ok(())
    }
}

/// Bytes of the texts of a cell.
fn length(cell: &Cell) -> usize {
    let text = match &cell.value {
        Value::Text(text) | Value::Error(text) => text.len(),
        _ => 0,
    };
    let shown = match &cell.shown {
        Shown::Other(shown) => shown.len(),
        _ => 0,
    };
    text + shown + cell.struck.len()
}

/// That cells stand where no program has any.
fn outside() -> Fault {
    Fault::TooLarge(message!(
        zh: "有字的格超出了 {MOST_ROWS} 行、{MOST_COLUMNS} 列，没有读：删去用不着的行和列",
        en: "it has cells beyond {MOST_ROWS} rows and {MOST_COLUMNS} columns, and was not read: delete rows and columns \
             that are not used",
    ))
}

/// Whether rows or columns are hidden, or filtered out.
fn is_not_shown(element: &Element) -> bool {
    element.attribute("visibility").is_some_and(|visibility| visibility != "visible")
}

/// What a cell holds and what it shows. A figure that is partly struck out is what is left of it.
fn value(kind: &str, value: Option<&str>, shape: &Shape) -> (Value, Shown) {
    let (shown, struck) = (shape.text.trim(), shape.struck.as_str());
    match kind {
        "error" => (Value::Error(shown.to_owned()), Shown::Same),
        "date" | "time" => (Value::Date, Shown::Same),
        "boolean" => (Value::Truth, Shown::Same),
        "float" | "percentage" | "currency" if struck.is_empty() => {
            match value.and_then(|value| value.trim().parse::<f64>().ok()).filter(|value| value.is_finite()) {
                Some(value) => (Value::Number(value), of_number(rounded(value), shown, shape.is_written)),
                None => (Value::Error(shown.to_owned()), Shown::Same),
            }
        }
        _ if shown.starts_with("Err:") || shown.starts_with('#') && shown.ends_with(['!', '?', 'A']) => {
            (Value::Error(shown.to_owned()), Shown::Same)
        }
        _ => {
            let text = if shown.is_empty() && struck.is_empty() { value.unwrap_or_default() } else { shown };
            if text.is_empty() { (Value::Blank, Shown::Same) } else { (Value::Text(text.to_owned()), Shown::Same) }
        }
    }
}

/// Whether a number shows as itself. A program that writes no text for it leaves it to the reader.
fn of_number(value: f64, shown: &str, is_written: bool) -> Shown {
    let start = shown.find(|ch: char| ch.is_ascii_digit() || ch == '-' || ch == '+').unwrap_or(shown.len());
    let (before, from) = shown.split_at(start);
    let figure = written(from);
    let is_same = !is_written
        || shown == number(value)
        || figure.is_some_and(|figure| {
            figure.digits.parse() == Ok(value) && is_harmless(before) && is_harmless(&figure.behind)
        });
    if is_same { Shown::Same } else { Shown::Other(shown.to_owned()) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_show_as_themselves_or_not() {
        for (value, shown) in
            [(12.0, "12"), (1264.0, "1,264"), (12.5, "12.50"), (12.0, "12件"), (12.0, ""), (-3.0, "-3")]
        {
            assert_eq!(of_number(value, shown, !shown.is_empty()), Shown::Same, "{shown}");
        }
        for (value, shown) in
            [(0.12, "12%"), (12345.0, "1.2"), (12.0, "12万"), (0.0, "-"), (12.345, "12"), (0.0, ""), (12.5, "¥12.50")]
        {
            assert_eq!(of_number(value, shown, true), Shown::Other(shown.to_owned()), "{shown}");
        }
    }
}
