//! A workbook that a department fills in, where nobody has a data file.
//!
//! Takes a report, the [`Document`] made of it and what is asked of its parts; gives an .xlsx file: the official tables as
//! they are printed, with sums that are computed as figures come, and a sheet for each part of the narrative. `import`
//! reads it back. Knows nothing of TOML, pages or PDF. The same report gives the same bytes.

mod tables;

use rust_xlsxwriter::{DocProperties, ExcelDateTime, Format, FormatAlign, Workbook, Worksheet, XlsxError};

use crate::author::Part;
use crate::compose::document::{Document, Node, Table};
use crate::import::{BODY_MARK, FORM_KEY, IDENTITY_SHEET};
use crate::report::{OfficialTable, Report, title_line};

/// What the format calls A4.
const A4: u8 = 9;
/// Width of the one column of a sheet of narrative, in characters of the default face.
const PAGE_WIDTH: f64 = 96.0;

/// The bytes of a workbook.
///
/// # Errors
/// What the format does not allow: never, for the names and sizes of the forms.
pub fn workbook(report: &Report, document: &Document, parts: &[Part]) -> Result<Vec<u8>, XlsxError> {
    let mut book = Workbook::new();
    // The clock would make other bytes each time.
    let created = ExcelDateTime::from_ymd(report.year, 1, 1)?;
    book.set_properties(&DocProperties::new().set_author(&report.organ.value).set_creation_datetime(&created));
    let tables: Vec<&Table> = document.nodes.iter().filter_map(official).collect();
    let mut tables = tables.into_iter();
    for part in parts {
        let sheet = book.add_worksheet();
        sheet.set_name(sheet_name(&part.title))?;
        let title = format!("{}{}", report.organ.value, title_line(report.year));
        match part.key.and_then(|key| report.tables.of_section(key)) {
            Some(own) => {
                if let Some(table) = tables.next() {
                    table_sheet(sheet, &title, own, table, part)?;
                }
            }
            None => narrative_sheet(sheet, &title, part)?,
        }
    }
    let sheet = book.add_worksheet();
    sheet.set_name(IDENTITY_SHEET)?.set_hidden(true);
    let year = report.year.to_string();
    for (row, (key, value)) in
        [("机关名称", report.organ.value.as_str()), ("报告年度", &year), (FORM_KEY, report.form.name)]
            .iter()
            .enumerate()
    {
        sheet.write_string(row as u32, 0, *key)?.write_string(row as u32, 1, *value)?;
    }
    book.save_to_buffer()
}

fn official(node: &Node) -> Option<&Table> {
    match node {
        Node::Table(table) => Some(table),
        _ => None,
    }
}

/// A name that a sheet may have: at most 31 characters, none of which means something in a formula.
fn sheet_name(title: &str) -> String {
    title.chars().filter(|ch| !matches!(ch, '[' | ']' | ':' | '*' | '?' | '/' | '\\')).take(31).collect()
}

/// A table below its title, what is asked of it beneath.
fn table_sheet(
    sheet: &mut Worksheet,
    title: &str,
    own: &OfficialTable,
    table: &Table,
    part: &Part,
) -> Result<(), XlsxError> {
    sheet.write_string_with_format(0, 0, title, &heading())?;
    sheet.set_landscape().set_paper_size(A4).set_print_fit_to_pages(1, 0);
    let mut row = tables::write(sheet, 1, own, table)?;
    for line in &part.asks {
        row += 1;
        sheet.write_string(row, 0, line.trim())?;
    }
    Ok(())
}

/// A part of the narrative: what is asked, then room for it, a paragraph a row.
fn narrative_sheet(sheet: &mut Worksheet, title: &str, part: &Part) -> Result<(), XlsxError> {
    let text = Format::new().set_text_wrap().set_align(FormatAlign::Top);
    sheet.set_column_width(0, PAGE_WIDTH)?.set_column_format(0, &text)?;
    sheet.write_string_with_format(0, 0, title, &heading())?;
    sheet.write_string_with_format(1, 0, &part.title, &heading())?;
    let mut row = 1;
    for line in &part.asks {
        row += 1;
        sheet.write_string(row, 0, line.as_str())?;
    }
    sheet.write_string_with_format(row + 1, 0, BODY_MARK, &heading())?;
    Ok(())
}

fn heading() -> Format {
    Format::new().set_bold()
}
