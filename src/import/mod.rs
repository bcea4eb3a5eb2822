//! Ways in: what other programs hold of a report.
//!
//! Takes the bytes of workbooks, web pages, Word files and this program's own PDFs, gives [`Imported`]: the tables 二, 三 and 四 as a report
//! states them, its narrative, organ, year and form, and [`Doubt`]s, each with the place that it comes from.
//! `content` opens a file as what it is: `spreadsheet`, `page`, `word` and `pdf` give grids (`grid`) and text (`blocks`).
//! `tables` reads grids by the words of the forms (`values` what a cell says), `prose` divides text into sections and
//! `markdown` writes it down, `identity` looks at titles. Knows nothing of the command line, and nothing of what becomes
//! of it all: `author` makes a data file of it.

mod blocks;
mod content;
mod doubt;
mod grid;
mod identity;
mod markdown;
mod page;
mod pdf;
mod prose;
pub(crate) mod rules;
mod spreadsheet;
mod tables;
#[cfg(test)]
mod tests;
mod values;
mod word;

pub use doubt::Doubt;
pub use prose::{Narrative, PictureFile};

use crate::diagnostic::{Diagnostic, message};
use crate::form::{Form, Forms};
use crate::report::Tables;
use content::{Content, content};
use grid::Grid;
use identity::identity;
use prose::narrative;
use tables::{ReadTables, Words, read_tables};

/// The sheet in which a workbook of `workbook` says whose report it is.
pub(crate) const IDENTITY_SHEET: &str = "nianbao";
/// What that sheet calls the form.
pub(crate) const FORM_KEY: &str = "报告格式";
/// What such a workbook calls what stands before the sections.
pub(crate) const PREFACE: &str = "前言";
/// What stands in such a workbook above the text of a part: a paragraph a row.
pub(crate) const BODY_MARK: &str = "正文从下一行写起，一行一段：";

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
    /// The narrative, if the files have any.
    pub narrative: Narrative,
    /// What a person has to look at.
    pub doubts: Vec<Doubt>,
}

/// What is known of a report before its files are read, and what becomes of its pictures.
#[derive(Clone, Copy, Debug)]
pub struct ImportOptions<'a> {
    /// The forms that there are.
    pub forms: Forms,
    /// The form that it is written in, if that is known.
    pub form: Option<&'static Form>,
    /// What the narrative calls the folder of its pictures; without one, pictures are left out.
    pub pictures: Option<&'a str>,
}

/// Reads what some files hold of one report.
///
/// # Errors
/// Each file that cannot be read, or holds no table of a form.
pub fn import(files: &[ForeignFile], options: &ImportOptions) -> Result<Imported, Vec<Diagnostic>> {
    let ImportOptions { forms, form, pictures } = *options;
    let (mut all, mut doubts, mut faults) = (Content::default(), Vec::new(), Vec::new());
    for file in files {
        match content(file, files.len() > 1, forms) {
            Ok((own, of_cells)) => {
                all.add(own);
                doubts.extend(of_cells);
            }
            Err(fault) => faults.push(*fault),
        }
    }
    if !faults.is_empty() {
        return Err(faults);
    }
    let identity = identity(&all.titles);
    let form = form.or(all.form.as_deref().and_then(|name| forms.by_name(name)));
    let ReadTables { form, tables, found, doubts: of_tables, .. } = read_tables(&all.grids(), forms, form);
    doubts.extend(of_tables);
    let words = Words::new(forms);
    let narrative = narrative(&all.document, forms, |grid| words.are_in(grid), pictures, &mut doubts);
    let is_other = |grid: &&Grid| !grid.is_blank() && !words.are_in(grid);
    let others: Vec<&str> = all.sheets.iter().filter(is_other).map(|grid| grid.name.as_str()).collect();
    if !others.is_empty() {
        let message = message!(zh: "没有格式的表，没有带入", en: "no tables of the form: left out");
        doubts.push(Doubt::new(others.join("、"), message));
    }
    Ok(Imported { organ: all.organ.or(identity.organ), year: identity.year, form, tables, found, narrative, doubts })
}
