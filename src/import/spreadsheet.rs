//! Workbooks of Excel, WPS and LibreOffice, by calamine: each sheet a grid.

use std::io::{Cursor, Read};

use calamine::{Data, Error, Range, Reader, SheetVisible, Sheets, XlsxError, open_workbook_auto_from_rs};

use super::IDENTITY_SHEET;
use super::doubt::Doubt;
use super::grid::{Grid, GridCell};
use crate::diagnostic::{Message, message};

/// Cells of all sheets together.
const MOST_CELLS: usize = 2_000_000;
/// Sheets of a workbook.
const MOST_SHEETS: usize = 500;
/// Bytes of all that a workbook holds, unpacked.
const MOST_UNPACKED: u64 = 256 << 20;
/// How .xlsx and .ods begin, which are zip archives.
const ZIP: &[u8] = b"PK";

/// The sheets of a workbook as grids, and what is doubtful about single cells.
///
/// # Errors
/// It cannot be read: damaged, in a password, larger than any report.
pub(super) fn grids(bytes: &[u8]) -> Result<(Vec<Grid>, Vec<Doubt>), Message> {
    if bytes.starts_with(ZIP) {
        unpacks(bytes)?;
    }
    let mut book = open_workbook_auto_from_rs(Cursor::new(bytes)).map_err(|error| unreadable(bytes, &error))?;
    let sheets: Vec<(String, bool)> = book
        .sheets_metadata()
        .iter()
        .map(|sheet| (sheet.name.clone(), sheet.visible == SheetVisible::Visible))
        .collect();
    if sheets.len() > MOST_SHEETS {
        let count = sheets.len();
        return Err(message!(
            zh: "有 {count} 张工作表，最多 {MOST_SHEETS} 张",
            en: "it has {count} sheets, more than {MOST_SHEETS}",
        ));
    }
    let (mut grids, mut doubts, mut left) = (Vec::new(), Vec::new(), MOST_CELLS);
    for (name, is_visible) in sheets {
        let range = match book.worksheet_range(&name) {
            Ok(range) => range,
            Err(error) => {
                let message = message!(zh: "这张工作表读不出：{error}", en: "this sheet cannot be read: {error}");
                doubts.push(Doubt::new(sheet_name(&name), message));
                continue;
            }
        };
        let Some(rest) = left.checked_sub(range.width().saturating_mul(range.height())) else {
            return Err(message!(
                zh: "超过 {MOST_CELLS} 格：删去用不着的行和列",
                en: "it has more than {MOST_CELLS} cells: delete rows and columns that are not used",
            ));
        };
        left = rest;
        let mut grid = sheet(&sheet_name(&name), &range, &mut doubts);
        formulas(&mut book, &name, &mut grid, &mut doubts);
        let is_told = !is_visible && name != IDENTITY_SHEET;
        if is_told && grid.rows.iter().flatten().any(|cell| !cell.text.is_empty()) {
            let message = message!(zh: "是隐藏的，也读了", en: "is hidden, and was read all the same");
            doubts.push(Doubt::new(grid.name.clone(), message));
        }
        grids.push(grid);
    }
    Ok((grids, doubts))
}

/// What a sheet is called in places.
pub(super) fn sheet_name(name: &str) -> String {
    format!("工作表“{name}”")
}

/// Whether an archive unpacks to no more than a workbook can need.
///
/// # Errors
/// It does not, or is damaged.
fn unpacks(bytes: &[u8]) -> Result<(), Message> {
    let damaged = |_| message!(zh: "读不出：文件不完整", en: "it cannot be read: it is cut short");
    let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).map_err(damaged)?;
    let mut left = MOST_UNPACKED;
    for at in 0..archive.len() {
        // An encrypted one is told of when it is opened.
        let Ok(file) = archive.by_index(at) else { continue };
        // What the archive says of sizes is not to be trusted.
        let unpacked = std::io::copy(&mut file.take(left.saturating_add(1)), &mut std::io::sink()).unwrap_or_default();
        left = left.checked_sub(unpacked).ok_or_else(|| {
            let most = MOST_UNPACKED >> 20;
            message!(zh: "展开后超过 {most} MB，不读", en: "it unpacks to more than {most} MB and is not read")
        })?;
    }
    Ok(())
}

/// A sheet from its first cell on, whatever stands before it blank.
fn sheet(name: &str, range: &Range<Data>, doubts: &mut Vec<Doubt>) -> Grid {
    let (top, left) = range.start().unwrap_or_default();
    let blank_rows = std::iter::repeat_n(Vec::new(), top as usize);
    let rows = range.rows().map(|row| {
        let before = std::iter::repeat_n(String::new(), left as usize);
        before.chain(row.iter().map(text)).collect::<Vec<String>>()
    });
    let grid = Grid::of_texts(name.to_owned(), blank_rows.chain(rows));
    for (row, column, cell) in range.used_cells() {
        let what = match cell {
            Data::Error(error) => {
                message!(zh: "公式出错（{error}），没有带入", en: "a formula failed ({error}): left out")
            }
            Data::DateTime(_) | Data::DateTimeIso(_) | Data::DurationIso(_) => message!(
                zh: "是日期，不是数，没有带入：把单元格的格式改成“常规”，看它是几",
                en: "is a date and no figure: left out; format the cell as `General` to see what it is",
            ),
            Data::Bool(_) => message!(zh: "是 TRUE 或 FALSE，没有带入", en: "is TRUE or FALSE: left out"),
            _ => continue,
        };
        doubts.push(Doubt::new(grid.place(top as usize + row, left as usize + column), what));
    }
    grid
}

/// What a cell says. A date or an error says nothing that is a figure.
fn text(cell: &Data) -> String {
    match cell {
        Data::Int(number) => number.to_string(),
        // Whole numbers are stored as floating-point ones.
        Data::Float(number) => number.to_string(),
        Data::String(text) => text.clone(),
        Data::Bool(_) | Data::Empty => String::new(),
        _ => String::new(),
    }
}

/// Formulas that no program has computed yet read as 0, which would be a figure: such cells are left blank, and told.
/// Sums stay, for they are made again.
fn formulas(book: &mut Sheets<Cursor<&[u8]>>, name: &str, grid: &mut Grid, doubts: &mut Vec<Doubt>) {
    let Ok(formulas) = book.worksheet_formula(name) else { return };
    let Some((top, left)) = formulas.start() else { return };
    let of = Grid { name: grid.name.clone(), ..Grid::default() };
    for (row, column, formula) in formulas.used_cells() {
        let (row, column) = (top as usize + row, left as usize + column);
        let cell = grid.rows.get_mut(row).and_then(|cells| cells.get_mut(column));
        // What says 平 or 不平 is no figure.
        let is_sum = formula.contains("SUM") || formula.contains('平');
        let has_no_result = |cell: &&mut GridCell| matches!(cell.text.as_str(), "" | "0");
        let Some(cell) = cell.filter(|cell| !formula.is_empty() && !is_sum && has_no_result(cell)) else { continue };
        cell.text.clear();
        let message = message!(
            zh: "公式（={formula}）没有结果，或者是 0，可能还没有算过，没有带入",
            en: "the formula (={formula}) gives nothing or 0, and may not have been computed: left out",
        );
        doubts.push(Doubt::new(of.place(row, column), message));
    }
}

/// Why a workbook cannot be read.
fn unreadable(bytes: &[u8], error: &Error) -> Message {
    /// A compound file, which is what encrypted workbooks are as well as .xls, .doc and .wps.
    const COMPOUND: &[u8] = &[0xD0, 0xCF, 0x11, 0xE0];
    match error {
        Error::Xlsx(XlsxError::Password) => message!(
            zh: "有密码，打不开：在 Excel 或 WPS 里去掉密码，保存后再导入",
            en: "it has a password: take that off in the spreadsheet program, save it, and import it again",
        ),
        _ if bytes.starts_with(COMPOUND) => message!(
            zh: "读不出：有密码，或者是 .doc、.wps。去掉密码；文档存成 .docx",
            en: "it cannot be read: it has a password, or is a .doc or .wps. Take off the password; save documents as .docx",
        ),
        _ => message!(
            zh: "读不出：文件不完整，或者里面没有工作表",
            en: "it cannot be read: it is cut short, or has no sheets",
        ),
    }
}
