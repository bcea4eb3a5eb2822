//! Workbooks of Excel, WPS and LibreOffice: each sheet a grid.
//!
//! Takes the bytes of a workbook. `xlsx`, `ods` and `xls` each read one format and give the same `sheet::Sheet`s, which tell
//! what a cell holds, what it shows, and how it looks; `laid_out` makes grids of them and tells what is doubtful: what is
//! hidden (`hidden`), struck out (`rich`), far from the rest (`far`), over several cells (`spans`), shown as another figure
//! than it is (`format`), not computed (`formulas`). `limits` holds what is
//! read at most. Knows nothing of forms.

mod far;
mod format;
mod formulas;
mod hidden;
mod laid_out;
mod limits;
mod look;
mod number;
mod ods;
mod package;
mod rich;
mod sheet;
mod spans;
mod xls;
mod xlsx;
mod xml;

use super::doubt::Doubt;
use super::grid::Grid;
use crate::diagnostic::{Message, message};
use laid_out::laid_out;
use limits::{MOST_SHEETS, MOST_TEXT_OF_TABLES, Room};
use package::Package;

/// How .xlsx and .ods begin, which are zip archives.
const ZIP: &[u8] = b"PK";

/// The sheets of a workbook as grids, and what is doubtful about single cells of those that are `of_concern`: nobody asks
/// for what stands in the others.
///
/// # Errors
/// It cannot be read: damaged, in a password, larger than any report.
pub(super) fn grids(bytes: &[u8], of_concern: impl Fn(&Grid) -> bool) -> Result<(Vec<Grid>, Vec<Doubt>), Message> {
    let mut room = Room::default();
    let sheets = if bytes.starts_with(ZIP) {
        let mut package = Package::open(bytes)?;
        if ods::is_one(&mut package)? {
            ods::sheets(&mut package, &mut room)?
        } else {
            xlsx::sheets(&mut package, &mut room)?
        }
    } else {
        xls::sheets(bytes, &mut room)?
    };
    if sheets.is_empty() {
        return Err(message!(
            zh: "里面没有工作表，或者只有图表",
            en: "it has no sheets, or charts alone",
        ));
    }
    let (mut grids, mut doubts, mut left) = (Vec::new(), Vec::new(), MOST_TEXT_OF_TABLES);
    for sheet in sheets {
        let (grid, own) = laid_out(sheet, &mut room);
        let is_of_concern = of_concern(&grid);
        let length: usize = grid.rows.iter().flatten().map(|cell| cell.text.len()).sum();
        if is_of_concern && length > left {
            let most = MOST_TEXT_OF_TABLES >> 20;
            let message = message!(
                zh: "有表的工作表，文字一共超过 {most} MB，这张没有读：删去用不着的",
                en: "sheets with tables have more than {most} MB of text, and this one was not read: delete what is not \
                     used",
            );
            doubts.push(Doubt::new(grid.name.clone(), message));
            grids.push(Grid { name: grid.name, ..Grid::default() });
            continue;
        }
        if is_of_concern {
            left -= length;
        }
        if own.is_unread || is_of_concern {
            doubts.extend(own.doubts);
        }
        grids.push(grid);
    }
    Ok((grids, doubts))
}

/// What a sheet is called in places.
pub(super) fn sheet_name(name: &str) -> String {
    format!("工作表“{name}”")
}

/// Whether a workbook has no more sheets than are read.
///
/// # Errors
/// It has.
fn count_sheets(count: usize) -> Result<(), Message> {
    if count > MOST_SHEETS {
        return Err(message!(
            zh: "有 {count} 张工作表，最多 {MOST_SHEETS} 张",
            en: "it has {count} sheets, more than {MOST_SHEETS}",
        ));
    }
    Ok(())
}
