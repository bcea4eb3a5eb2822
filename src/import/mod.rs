//! Ways in: what other programs hold of a report.
//!
//! Takes the bytes of workbooks, web pages and Word files, gives [`Imported`]: the tables 二, 三 and 四 as a report
//! states them, its narrative, organ, year and form, and [`Doubt`]s, each with the place that it comes from.
//! `spreadsheet`, `page` and `word` open files and give grids (`grid`) and text; `tables` reads grids by the words of
//! the forms (`values` what a cell says), `prose` divides text into sections, `identity` looks at titles. Knows nothing
//! of the command line, and nothing of what becomes of it all: `author` writes it down.

mod doubt;
mod grid;
mod identity;
mod page;
mod prose;
pub(crate) mod rules;
mod spreadsheet;
mod tables;
#[cfg(test)]
mod tests;
mod values;
mod word;

pub use doubt::Doubt;
pub use prose::Narrative;

use crate::diagnostic::{Diagnostic, Lang, Message, message};
use crate::form::{Form, Forms};
use crate::report::{FileKind, Tables};
use grid::Grid;
use identity::{identity, is_organ};
use page::{Block, Page, page};
use prose::narrative;
use rules::IMPORT_FILE;
use tables::{ReadTables, Words, read_tables};

/// The sheet in which a workbook of `workbook` says whose report it is.
pub(crate) const IDENTITY_SHEET: &str = "nianbao";
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

/// Reads what some files hold of one report; `form` says in which form it is written, if that is known.
///
/// # Errors
/// Each file that cannot be read, or holds no table of a form.
pub fn import(files: &[ForeignFile], forms: Forms, form: Option<&'static Form>) -> Result<Imported, Vec<Diagnostic>> {
    let (mut all, mut doubts, mut faults) = (Content::default(), Vec::new(), Vec::new());
    for file in files {
        match content(file, files.len() > 1, forms, form) {
            Ok((own, of_cells)) => {
                all.titles.extend(own.titles);
                all.blocks.extend(own.blocks);
                all.sheets.extend(own.sheets);
                all.form = all.form.or(own.form);
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
    let narrative = narrative(&all.blocks, forms, |grid| words.are_in(grid), &mut doubts);
    let is_other = |grid: &&Grid| !grid.is_blank() && !words.are_in(grid);
    let others: Vec<&str> = all.sheets.iter().filter(is_other).map(|grid| grid.name.as_str()).collect();
    if !others.is_empty() {
        let message = message!(zh: "没有格式的表，没有带入", en: "no tables of the form: left out");
        doubts.push(Doubt::new(others.join("、"), message));
    }
    Ok(Imported { organ: identity.organ, year: identity.year, form, tables, found, narrative, doubts })
}

/// What a file shows.
#[derive(Default)]
struct Content {
    /// Of a document, from the top.
    blocks: Vec<Block>,
    /// Of a workbook, sheet by sheet.
    sheets: Vec<Grid>,
    /// Texts that may be titles of a report.
    titles: Vec<String>,
    /// The form that it names.
    form: Option<String>,
}

impl Content {
    fn of_grids(grids: Vec<Grid>) -> Content {
        let mut content = Content::default();
        for grid in grids {
            let texts = || grid.rows.iter().flatten().map(|cell| cell.text.clone()).filter(|text| !text.is_empty());
            let mut below = texts().skip_while(|text| text != BODY_MARK);
            if below.next().is_some() {
                // The title of the report, then that of a part, which opens it as in any document; the preface has none.
                content.titles.extend(texts().next());
                let title = texts().nth(1).filter(|title| title != PREFACE);
                content.blocks.extend(title.into_iter().chain(below).map(Block::Text));
            } else if grid.name == format!("工作表“{IDENTITY_SHEET}”") {
                content.form = texts().skip_while(|text| text != "报告格式").nth(1);
            } else {
                content.titles.extend(texts());
                content.sheets.push(grid);
            }
        }
        content
    }

    fn of_page(page: Page) -> Content {
        let text = |block: &Block| match block {
            Block::Text(text) => Some(text.clone()),
            _ => None,
        };
        let texts: Vec<String> = page.blocks.iter().filter_map(text).chain([page.title]).collect();
        // A title of two lines.
        let joined: Vec<String> = texts.windows(2).filter(|pair| is_organ(&pair[0])).map(<[String]>::concat).collect();
        Content { titles: [texts, joined].concat(), blocks: page.blocks, ..Content::default() }
    }

    fn grids(&self) -> Vec<Grid> {
        let grid = |block: &Block| match block {
            Block::Table(grid) => Some(grid.clone()),
            _ => None,
        };
        self.blocks.iter().filter_map(grid).chain(self.sheets.iter().cloned()).collect()
    }
}

/// What a file shows, and what is doubtful about its cells.
fn content(
    file: &ForeignFile,
    is_one_of_many: bool,
    forms: Forms,
    form: Option<&'static Form>,
) -> Result<(Content, Vec<Doubt>), Box<Diagnostic>> {
    let refuse = |message: Message| Box::new(Diagnostic::error(&IMPORT_FILE, message).in_file(&file.name));
    let kind = FileKind::of(&file.bytes);
    // What it is says more than what hinders its reading.
    let unread = |message: Message| {
        let kind = kind.map_or(message!(zh: "文本文件", en: "a text file"), FileKind::name);
        let [(kind_zh, zh), (kind_en, en)] =
            [Lang::Zh, Lang::En].map(|lang| (kind.in_lang(lang).to_owned(), message.in_lang(lang).to_owned()));
        refuse(message!(zh: "是{kind_zh}，{zh}", en: "it is {kind_en}; {en}"))
    };
    let (mut content, mut doubts) = match kind {
        Some(FileKind::Xlsx | FileKind::Xls | FileKind::OpenDocument | FileKind::OldOffice | FileKind::Archive) => {
            let (grids, doubts) = spreadsheet::grids(&file.bytes).map_err(unread)?;
            (Content::of_grids(grids), doubts)
        }
        Some(FileKind::Docx) => {
            let (blocks, doubts) = word::blocks(&file.bytes).map_err(unread)?;
            (Content::of_page(Page { title: String::new(), blocks }), doubts)
        }
        Some(FileKind::Html) => (Content::of_page(page(&file.bytes).map_err(refuse)?), Vec::new()),
        None if looks_like_a_page(&file.bytes) => (Content::of_page(page(&file.bytes).map_err(refuse)?), Vec::new()),
        kind => return Err(Box::new(no_such_file(refuse, kind))),
    };
    if read_tables(&content.grids(), forms, form).found.is_empty() {
        return Err(refuse(message!(
            zh: "里面没有表二、表三或表四：看不到格式的行名、列名",
            en: "it holds none of the tables 二, 三 and 四: there are no labels of the form",
        )));
    }
    if is_one_of_many {
        let named = |name: &str| format!("{} {name}", file.name);
        for block in &mut content.blocks {
            if let Block::Table(grid) = block {
                grid.name = named(&grid.name);
            }
        }
        content.sheets.iter_mut().for_each(|grid| grid.name = named(&grid.name));
        doubts.iter_mut().for_each(|doubt| doubt.place = named(&doubt.place));
    }
    Ok((content, doubts))
}

/// Whether a text is a part of a page, as an editor of a portal has it.
fn looks_like_a_page(bytes: &[u8]) -> bool {
    let text = bytes.to_ascii_lowercase();
    let holds = |tag: &[u8]| text.windows(tag.len()).any(|window| window == tag);
    holds(b"<table") && (holds(b"</table") || holds(b"<td"))
}

/// The error that a file is of a kind that is not read.
fn no_such_file(refuse: impl Fn(Message) -> Box<Diagnostic>, kind: Option<FileKind>) -> Diagnostic {
    let kind = kind.map_or(message!(zh: "文本文件", en: "a text file"), FileKind::name);
    let (zh, en) = (kind.in_lang(Lang::Zh), kind.in_lang(Lang::En));
    let fault = refuse(message!(
        zh: "是{zh}，导入的是表格文件（.xlsx、.xls、.ods）、网页（.html）和 Word 文件（.docx）",
        en: "it is {en}; what can be imported are workbooks (.xlsx, .xls, .ods), web pages (.html) and Word files (.docx)",
    ));
    fault.help(message!(
        zh: "打开它，把表复制到表格程序里，存成 .xlsx 再导入",
        en: "open it, copy its tables into a spreadsheet program, save them as .xlsx and import that",
    ))
}
