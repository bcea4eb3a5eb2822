//! An official table on a sheet, cell by cell as the document has it.

use rust_xlsxwriter::{
    Color, DataValidation, DataValidationErrorStyle, DataValidationRule, Format, FormatAlign, FormatBorder, Formula,
    Worksheet, XlsxError, utility::row_col_to_cell,
};

use crate::author::width;
use crate::compose::document::{Cell, CellRole, Inline, Table};
use crate::form::{Kind, RowRole};
use crate::report::{Cell as Figure, OfficialTable};

/// Widths of columns with labels and with figures, in characters of the default face.
const LABEL_WIDTH: f64 = 24.0;
const FIGURE_WIDTH: f64 = 11.0;
/// Height of a line, in points.
const LINE_HEIGHT: f64 = 16.0;

/// What a formula gives before a program has computed it: without any result it would read as 0.
const NOTHING: &str = " ";

/// A figure of the table: its row and its column in the report, and its place on the sheet.
struct Place<'t> {
    block: usize,
    row: usize,
    column: usize,
    cell: &'t Cell,
}

/// Writes a table from a row of the sheet on, and gives the row below it.
pub(super) fn write(sheet: &mut Worksheet, top: u32, own: &OfficialTable, table: &Table) -> Result<u32, XlsxError> {
    let places = places(own, table);
    for column in 0..table.columns.len() {
        let is_figure = places.iter().any(|place| place.cell.column <= column && column < end(place.cell));
        sheet.set_column_width(column as u16, if is_figure { FIGURE_WIDTH } else { LABEL_WIDTH })?;
    }
    for cell in table.cells.iter().filter(|cell| cell.role != CellRole::Data) {
        put_text(sheet, top, cell)?;
    }
    for row in 0..table.rows {
        sheet.set_row_height(top + row as u32, LINE_HEIGHT * f64::from(lines(table, row)))?;
    }
    for place in &places {
        let formula = sum(own, &places, place, top);
        let figure = own.blocks.get(place.block).and_then(|block| block.rows.get(place.row)?.cells.get(place.column));
        let kind =
            own.blocks.get(place.block).and_then(|block| block.columns.get(place.column)).map(|column| column.kind);
        put_figure(sheet, top, place.cell, formula, figure, kind)?;
    }
    let below = top + table.rows as u32;
    if let Some(formula) = balanced(own, &places, top) {
        sheet.write_string(below, 0, "勾稽关系")?;
        sheet.write_formula(below, 1, Formula::new(formula).set_result("平"))?;
    }
    Ok(below + 1)
}

/// The figures of a table: its cells of data in reading order are the rows and columns of the report in theirs.
fn places<'t>(own: &OfficialTable, table: &'t Table) -> Vec<Place<'t>> {
    let figures = own.blocks.iter().enumerate().flat_map(|(block, of)| {
        (0..of.rows.len()).flat_map(move |row| (0..of.columns.len()).map(move |column| (block, row, column)))
    });
    let mut cells: Vec<&Cell> = table.cells.iter().filter(|cell| cell.role == CellRole::Data).collect();
    cells.sort_by_key(|cell| (cell.row, cell.column));
    figures.zip(cells).map(|((block, row, column), cell)| Place { block, row, column, cell }).collect()
}

/// How many lines the labels of a row take that stand in it alone: merged cells do not make room for themselves.
fn lines(table: &Table, row: usize) -> u32 {
    let labels =
        table.cells.iter().filter(|cell| cell.row == row && cell.row_span <= 1 && cell.role == CellRole::Label);
    let lines = labels.map(|cell| {
        let room = LABEL_WIDTH * cell.column_span.max(1) as f64;
        (width(&text_of(cell)) as f64 / room).ceil() as u32
    });
    lines.max().unwrap_or(1).max(1)
}

fn end(cell: &Cell) -> usize {
    cell.column + cell.column_span.max(1)
}

fn put_text(sheet: &mut Worksheet, top: u32, cell: &Cell) -> Result<(), XlsxError> {
    let align = if cell.role == CellRole::Head { FormatAlign::Center } else { FormatAlign::Left };
    put(sheet, top, cell, &text_of(cell), &bordered().set_align(align))
}

fn text_of(cell: &Cell) -> String {
    let text = |inline: &Inline| match inline {
        Inline::Text { text, .. } => text.clone(),
        _ => String::new(),
    };
    cell.lines.iter().flatten().map(text).collect()
}

/// Puts a text into a cell, which may be over several.
fn put(sheet: &mut Worksheet, top: u32, cell: &Cell, text: &str, format: &Format) -> Result<(), XlsxError> {
    let (row, column) = (top + cell.row as u32, cell.column as u16);
    let (last_row, last_column) = (row + cell.row_span.max(1) as u32 - 1, end(cell) as u16 - 1);
    if (row, column) == (last_row, last_column) {
        sheet.write_string_with_format(row, column, text, format)?;
    } else {
        sheet.merge_range(row, column, last_row, last_column, text, format)?;
    }
    Ok(())
}

fn put_figure(
    sheet: &mut Worksheet,
    top: u32,
    cell: &Cell,
    formula: Option<String>,
    figure: Option<&Figure>,
    kind: Option<Kind>,
) -> Result<(), XlsxError> {
    let (row, column) = (top + cell.row as u32, cell.column as u16);
    let format = bordered().set_align(FormatAlign::Center);
    if let Some(formula) = formula {
        let format = format.set_background_color(Color::RGB(0xED_ED_ED));
        put(sheet, top, cell, "", &format)?;
        sheet.write_formula_with_format(row, column, Formula::new(formula).set_result(NOTHING), &format)?;
        return Ok(());
    }
    put(sheet, top, cell, "", &format)?;
    let value = figure.and_then(|figure| figure.value).and_then(|value| value.to_string().parse::<f64>().ok());
    match (value, figure.map_or("", |figure| figure.text.as_str())) {
        (Some(value), _) => _ = sheet.write_number_with_format(row, column, value, &format)?,
        (None, "") => _ = sheet.write_blank(row, column, &format)?,
        (None, text) => _ = sheet.write_string_with_format(row, column, text, &format)?,
    }
    let rule = match kind {
        Some(Kind::Amount { .. }) => {
            DataValidation::new().allow_decimal_number(DataValidationRule::GreaterThanOrEqualTo(0.0))
        }
        Some(Kind::Change) => DataValidation::new().allow_whole_number(DataValidationRule::Between(i32::MIN, i32::MAX)),
        _ => DataValidation::new().allow_whole_number(DataValidationRule::GreaterThanOrEqualTo(0)),
    };
    // A stroke may stand where there is no figure.
    let rule = rule.set_error_style(DataValidationErrorStyle::Warning);
    let rule = rule.set_error_title("不是这里的数")?.set_error_message("填不小于 0 的数；不掌握的填 /")?;
    sheet.add_data_validation(row, column, row, column, &rule)?;
    Ok(())
}

/// The formula of a total; none of a figure that is filled in. It is blank as long as nothing is.
fn sum(own: &OfficialTable, places: &[Place], place: &Place, top: u32) -> Option<String> {
    let block = own.blocks.get(place.block)?;
    let is_part: Box<dyn Fn(&&Place) -> bool> = if block.total() == Some(place.column) {
        let parts: Vec<usize> = block.parts().collect();
        Box::new(move |other| other.row == place.row && parts.contains(&other.column))
    } else if block.rows.get(place.row)?.role == RowRole::Total {
        Box::new(move |other| {
            let role = block.rows.get(other.row).map(|row| row.role);
            other.column == place.column && role == Some(RowRole::Outcome)
        })
    } else {
        return None;
    };
    let parts: Vec<String> = places
        .iter()
        .filter(|other| other.block == place.block)
        .filter(is_part)
        .map(|other| name(other, top))
        .collect();
    let parts = parts.join(",");
    Some(format!("=IF(COUNT({parts})=0,\"\",SUM({parts}))"))
}

fn name(place: &Place, top: u32) -> String {
    row_col_to_cell(top + place.cell.row as u32, place.cell.column as u16)
}

/// The formula that says 平 if every column balances, else 不平; none of a table that has nothing to balance.
fn balanced(own: &OfficialTable, places: &[Place], top: u32) -> Option<String> {
    let (block, _) = own.row_of(RowRole::Received)?;
    let at = |role, column: usize| {
        let row = block.rows.iter().position(|row| row.role == role)?;
        places.iter().find(|place| place.row == row && place.column == column).map(|place| name(place, top))
    };
    let column = |column: usize| {
        let [came, in_hand, done, left] =
            [RowRole::Received, RowRole::CarriedIn, RowRole::Total, RowRole::CarriedOut].map(|role| at(role, column));
        Some(format!("N({})+N({})=N({})+N({})", came?, in_hand?, done?, left?))
    };
    let columns: Option<Vec<String>> = (0..block.columns.len()).map(column).collect();
    Some(format!("=IF(AND({}),\"平\",\"不平\")", columns?.join(",")))
}

fn bordered() -> Format {
    Format::new().set_border(FormatBorder::Thin).set_text_wrap().set_align(FormatAlign::VerticalCenter)
}
