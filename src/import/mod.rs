//! Ways in: what other programs hold of a report.
//!
//! Takes the bytes of workbooks, web pages, Word files and this program's own PDFs, gives [`Imported`]: the tables 二, 三
//! and 四 as a report states them, its narrative, organ, year and form, and [`Doubt`]s, each with the place that it comes
//! from. `content` opens a file as what it is: `spreadsheet`, `page`, `mhtml`, `word` and `pdf` give grids (`grid`) and text
//! (`blocks`); `sketch` tells tables from what only lays out a document. `tables` finds those of the form, among which
//! `chosen` passes over those that only have words of one; `attempt` reads one, `departures` tells what in it departs from
//! the form and `settle` what its cells say (`values`). `prose` divides text into sections, `markdown` writes it down,
//! `identity` looks at titles. Knows nothing of the command line, and nothing of what becomes of it all: `author` makes a
//! data file of it. `clipboard` is a way in for a block that is pasted into a table.

mod attempt;
mod blocks;
mod chosen;
pub(crate) mod clipboard;
mod content;
mod departures;
mod doubled;
mod doubt;
mod fragment;
mod grid;
mod identity;
mod markdown;
mod mhtml;
mod page;
mod pdf;
mod percent;
mod prose;
pub(crate) mod rules;
mod settle;
mod sketch;
mod spreadsheet;
mod styled;
mod tables;
#[cfg(test)]
mod tests;
pub(crate) mod values;
mod word;

pub use blocks::Head;
pub use doubt::Doubt;
pub(crate) use fragment::{Fragment, fragment};
pub(crate) use markdown::{escaped, numbered_as_markdown, numbered_as_typed};
pub use prose::{Narrative, PictureFile};

use crate::diagnostic::{Diagnostic, message};
use crate::files::Folder;
use crate::form::{Form, Forms, SECTION_KEYS};
use crate::report::bounds::{Bound, Bounds};
use crate::report::{Label, Labels, Report, Tables};
use content::{Content, content};
use grid::Grid;
use identity::identity;
use prose::{narrative, place_tables};
use rules::IMPORT_FILE;
use tables::{ReadTables, Words, doubled_tables, read_tables};

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
pub struct ForeignFile<'a> {
    /// What messages call it.
    pub name: String,
    /// What it holds.
    pub bytes: Vec<u8>,
    /// The folder in which it lies, where a page has its pictures; without one they are not looked for.
    pub beside: Option<Folder<'a>>,
}

/// What was found in some files.
#[derive(Clone, Debug)]
pub struct Imported {
    /// Name of the organ, if a title tells it.
    pub organ: Option<String>,
    /// Reporting year, if a title tells it.
    pub year: Option<u16>,
    /// What a file of this program tells of its report besides.
    pub head: Head,
    /// Whether titles tell two organs or two years.
    pub is_mixed: bool,
    /// The form whose tables they have.
    pub form: &'static Form,
    /// The tables, with rows that the form does not have. What was not there is blank.
    pub tables: Tables,
    /// Labels that depart from the form.
    pub labels: Labels,
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
    /// The report that it is to join, whose labels and rows of its own are known.
    pub joins: Option<&'a Report>,
    /// What the narrative calls the folder of its pictures; without one, pictures are left out.
    pub pictures: Option<&'a str>,
}

/// Reads what some files hold of one report.
///
/// # Errors
/// Each file that cannot be read, or holds no table of a form.
pub fn import(files: &[ForeignFile], options: &ImportOptions) -> Result<Imported, Vec<Diagnostic>> {
    let ImportOptions { forms, form, joins, pictures } = *options;
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
    let told = identity(&all.titles);
    doubts.extend(told.doubt());
    let identity = told.sole();
    let form = joins.map(|report| report.form).or(form).or(all.form.as_deref().and_then(|name| forms.by_name(name)));
    let words = Words::new(forms);
    place_tables(&mut all.document, forms);
    let grids: Vec<Grid> = all.grids().into_iter().filter(|grid| words.touch(grid)).collect();
    let ReadTables { form, tables, mut labels, found, passed_over, doubts: of_tables } =
        read_tables(&grids, forms, form, joins);
    let doubled = doubled_tables(&grids, form, forms);
    if !doubled.is_empty() {
        // Places in one of several files name it.
        let name = files.first().filter(|_| files.len() == 1).map(|file| file.name.as_str());
        return Err(two_reports(&doubled, name));
    }
    doubts.extend(of_tables);
    all.grids_mut().for_each(|grid| grid.is_of_narrative = passed_over.contains(&grid.name));
    let is_official = |grid: &Grid| words.are_in(grid) && !grid.is_of_narrative;
    let narrative = narrative(&all.document, forms, is_official, pictures, &mut doubts);
    let titles = SECTION_KEYS.iter().zip(&narrative.titles).zip(form.section_titles);
    for ((section, title), own) in titles {
        let title = of_one_line(title, "标题", &mut doubts);
        if !title.is_empty() && title != *own {
            labels.insert(format!("{section}.title"), Label { text: title, ..Label::default() });
        }
    }
    let is_other = |grid: &&Grid| !grid.is_blank() && !is_official(grid);
    let others: Vec<&str> = all.sheets.iter().filter(is_other).map(|grid| grid.name.as_str()).collect();
    if !others.is_empty() {
        let message = message!(zh: "没有格式的表，没有带入", en: "no tables of the form: left out");
        doubts.push(Doubt::new(others.join("、"), message));
    }
    let head = all.document.head;
    let mut line = |text: &str| of_one_line(text, "标题", &mut doubts);
    let organ = all.organ.or(identity.organ).map(|organ| line(&organ));
    let head_organ = head.organ.as_deref().map(&mut line);
    let title = head.title.iter().map(|text| line(text)).collect();
    Ok(Imported {
        organ,
        head: Head { organ: head_organ, title, ..head },
        year: identity.year,
        is_mixed: told.years.len() > 1 || told.organs.len() > 1,
        form,
        tables,
        labels,
        found,
        narrative,
        doubts,
    })
}

/// A text as a line of a data file holds it. What is beyond the longest is left out, which is told of its place.
fn of_one_line(text: &str, place: &str, doubts: &mut Vec<Doubt>) -> String {
    let most = Bounds::default().of(Bound::Line);
    let mut line = shown(text);
    if let Some((end, _)) = line.char_indices().nth(most) {
        line.truncate(end);
        let message = message!(
            zh: "超过 {most} 字，只带入前 {most} 字：对照原来的文件改正",
            en: "has more than {most} characters, and only these were taken: look at the file",
        );
        doubts.push(Doubt::new(place.to_owned(), message));
    }
    line
}

/// A text without the signs that no text of a data file can hold, and nobody sees.
fn shown(text: &str) -> String {
    text.chars().filter(|ch| !ch.is_control()).collect()
}

/// The errors that tables stand there twice.
fn two_reports(doubled: &[(&str, String, String)], file: Option<&str>) -> Vec<Diagnostic> {
    let fault = |(number, one, other): &(&str, String, String)| {
        let message = message!(
            zh: "表{number}有两份：{one}，{other}",
            en: "there are two tables {number}: {one}, and {other}",
        );
        let fault = Diagnostic::error(&IMPORT_FILE, message);
        let fault = file.iter().fold(fault, |fault, name| fault.in_file(*name));
        fault.help(message!(
            zh: "一次导入一份报告：别的报告（去年的、别的单位的）从文件里删去，或者另存成一个文件",
            en: "one report at a time: delete the other (last year's, another office's), or save it as a file of its own",
        ))
    };
    doubled.iter().map(fault).collect()
}
