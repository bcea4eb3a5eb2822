//! Ways in: figures that other programs hold.
//!
//! Takes the bytes of workbooks, gives [`Imported`]: the tables 二, 三 and 四 as a report states them, organ, year, form,
//! and [`Doubt`]s, each with the place that it comes from. `spreadsheet` opens a file and gives a `grid` for each sheet,
//! `tables` reads grids by the words of the forms (`values` what a cell says), `identity` the titles. Knows nothing of
//! the command line, and nothing of what becomes of the figures: `author` writes them down.

mod doubt;
mod grid;
mod identity;
pub(crate) mod rules;
mod spreadsheet;
mod tables;
#[cfg(test)]
mod tests;
mod values;

pub use doubt::Doubt;

use crate::diagnostic::{Diagnostic, Lang, Message, message};
use crate::form::{Form, Forms};
use crate::report::{FileKind, Tables};
use grid::Grid;
use identity::identity;
use rules::IMPORT_FILE;
use tables::{ReadTables, read_tables};

/// A file to import.
#[derive(Clone, Debug)]
pub struct ForeignFile {
    /// What messages call it.
    pub name: String,
    /// What it holds.
    pub bytes: Vec<u8>,
}

/// What was found in some files.
#[derive(Clone, Debug)]
pub struct Imported {
    /// Name of the organ, if a title tells it.
    pub organ: Option<String>,
    /// Reporting year, if a title tells it.
    pub year: Option<u16>,
    /// The form whose tables they have.
    pub form: &'static Form,
    /// The tables. What was not there is blank.
    pub tables: Tables,
    /// Keys of the tables that were there.
    pub found: Vec<&'static str>,
    /// What a person has to look at.
    pub doubts: Vec<Doubt>,
}

/// Reads what some files hold of one report; `form` says in which form it is written, if that is known.
///
/// # Errors
/// Each file that cannot be read, or holds no table of a form.
pub fn import(files: &[ForeignFile], forms: Forms, form: Option<&'static Form>) -> Result<Imported, Vec<Diagnostic>> {
    let (mut all, mut doubts, mut faults) = (Vec::new(), Vec::new(), Vec::new());
    for file in files {
        match grids_of(file, files.len() > 1, forms, form) {
            Ok((grids, own)) => {
                all.extend(grids);
                doubts.extend(own);
            }
            Err(fault) => faults.push(*fault),
        }
    }
    if !faults.is_empty() {
        return Err(faults);
    }
    let identity = identity(&all);
    let ReadTables { form, tables, found, doubts: of_tables, .. } = read_tables(&all, forms, form);
    doubts.extend(of_tables);
    Ok(Imported { organ: identity.organ, year: identity.year, form, tables, found, doubts })
}

/// The grids of a file, and what is doubtful about their cells.
fn grids_of(
    file: &ForeignFile,
    is_one_of_many: bool,
    forms: Forms,
    form: Option<&'static Form>,
) -> Result<(Vec<Grid>, Vec<Doubt>), Box<Diagnostic>> {
    let refuse = |message: Message| Box::new(Diagnostic::error(&IMPORT_FILE, message).in_file(&file.name));
    match FileKind::of(&file.bytes) {
        Some(FileKind::Xlsx | FileKind::Xls | FileKind::OpenDocument | FileKind::OldOffice | FileKind::Archive) => {}
        kind => {
            let kind = kind.map_or(message!(zh: "文本文件", en: "a text file"), FileKind::name);
            let (zh, en) = (kind.in_lang(Lang::Zh), kind.in_lang(Lang::En));
            let fault = refuse(message!(
                zh: "是{zh}，导入的是表格文件（.xlsx、.xls、.ods）",
                en: "it is {en}; what can be imported is a workbook (.xlsx, .xls, .ods)",
            ));
            return Err(Box::new(fault.help(message!(
                zh: "打开它，把表复制到表格程序里，另存为 .xlsx 再导入",
                en: "open it, copy its tables into a spreadsheet program, save them as .xlsx and import that",
            ))));
        }
    }
    let (mut grids, mut doubts) = spreadsheet::grids(&file.bytes).map_err(refuse)?;
    if read_tables(&grids, forms, form).found.is_empty() {
        return Err(refuse(message!(
            zh: "里面没有表二、表三或表四：看不到格式的行名、列名",
            en: "it holds none of the tables 二, 三 and 四: there are no labels of the form",
        )));
    }
    if is_one_of_many {
        grids.iter_mut().for_each(|grid| grid.name = format!("{} {}", file.name, grid.name));
        doubts.iter_mut().for_each(|doubt| doubt.place = format!("{} {}", file.name, doubt.place));
    }
    Ok((grids, doubts))
}
