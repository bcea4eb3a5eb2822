//! A file opened as what it is, by its content and not by its name: what it shows, whatever program holds it.

use super::blocks::{Block, Document, Head, Line};
use super::doubt::Doubt;
use super::grid::Grid;
use super::identity::is_organ;
use super::mhtml::archive;
use super::page::{Shelf, looks_like_a_page, page};
use super::pdf::{self, Shows};
use super::rules::IMPORT_FILE;
use super::spreadsheet::{self, sheet_name};
use super::tables::Words;
use super::{BODY_MARK, FORM_KEY, ForeignFile, IDENTITY_SHEET, PREFACE, word};
use crate::diagnostic::{Diagnostic, Lang, Message, message};
use crate::form::Forms;
use crate::report::FileKind;

/// What a file shows, or several.
#[derive(Default)]
pub(super) struct Content {
    /// Of a document, from the top.
    pub document: Document,
    /// Of a workbook, sheet by sheet.
    pub sheets: Vec<Grid>,
    /// Texts that may be titles of a report.
    pub titles: Vec<String>,
    /// The form that it names.
    pub form: Option<String>,
    /// The organ that it names outside of its titles.
    pub organ: Option<String>,
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
                content
                    .document
                    .blocks
                    .extend(title.into_iter().chain(below).map(|text| Block::Text(Line::plain(text))));
            } else if grid.name == sheet_name(IDENTITY_SHEET) {
                content.form = texts().skip_while(|text| text != FORM_KEY).nth(1);
            } else {
                content.titles.extend(texts());
                content.sheets.push(grid);
            }
        }
        content
    }

    fn of_document(document: Document) -> Content {
        // Where it is known which line is the title, others do not count.
        if document.is_title_shown {
            let (titles, organ) = (vec![document.title.clone()], document.head.organ.clone());
            return Content { titles, organ, document, ..Content::default() };
        }
        let text = |block: &Block| match block {
            Block::Text(line) if !line.is_markdown => vec![line.text.clone()],
            // A table may have its title in its first row.
            Block::Table(grid) => grid.rows.iter().flatten().map(|cell| cell.text.clone()).collect(),
            _ => Vec::new(),
        };
        let texts: Vec<String> = document.blocks.iter().flat_map(text).chain([document.title.clone()]).collect();
        // A title of two lines.
        let joined: Vec<String> = texts.windows(2).filter(|pair| is_organ(&pair[0])).map(<[String]>::concat).collect();
        Content { titles: [texts, joined].concat(), document, ..Content::default() }
    }

    /// Takes in what another file shows of the same report.
    pub fn add(&mut self, other: Content) {
        let count = self.document.notes.len();
        self.document.is_whole |= other.document.is_whole;
        let shift = |line: &mut Line| line.marks.iter_mut().for_each(|mark| mark.note += count);
        self.document.blocks.extend(other.document.blocks.into_iter().map(|mut block| {
            match &mut block {
                Block::Text(line) => shift(line),
                Block::Table(grid) => {
                    shift(&mut grid.caption);
                    grid.rows.iter_mut().flatten().for_each(|cell| shift(&mut cell.marked));
                }
                Block::Picture(picture) => shift(&mut picture.caption),
                Block::Section(..) => {}
            }
            block
        }));
        self.document.notes.extend(other.document.notes);
        if self.document.head == Head::default() {
            self.document.head = other.document.head;
        }
        self.sheets.extend(other.sheets);
        self.titles.extend(other.titles);
        self.form = self.form.take().or(other.form);
        self.organ = self.organ.take().or(other.organ);
    }

    /// All tables that it shows.
    pub fn grids(&self) -> Vec<Grid> {
        let grid = |block: &Block| match block {
            Block::Table(grid) => Some(grid.clone()),
            _ => None,
        };
        self.document.blocks.iter().filter_map(grid).chain(self.sheets.iter().cloned()).collect()
    }

    /// The same, to be changed.
    pub fn grids_mut(&mut self) -> impl Iterator<Item = &mut Grid> {
        let grid = |block| match block {
            &mut Block::Table(ref mut grid) => Some(grid),
            _ => None,
        };
        self.document.blocks.iter_mut().filter_map(grid).chain(&mut self.sheets)
    }
}

/// What a file shows, and what is doubtful about its cells. `is_one_of_many` says that places name the file.
///
/// # Errors
/// It cannot be read, or holds no table of a form.
pub(super) fn content(
    file: &ForeignFile,
    is_one_of_many: bool,
    forms: Forms,
) -> Result<(Content, Vec<Doubt>), Box<Diagnostic>> {
    let refuse = |message: Message| Box::new(Diagnostic::error(&IMPORT_FILE, message).in_file(&file.name));
    let kind = FileKind::of(&file.bytes);
    let words = Words::new(forms);
    // What it is says more than what hinders its reading.
    let unread = |message: Message| refuse(is_a(kind, &message));
    let (mut content, mut doubts) = match kind {
        Some(FileKind::Xlsx | FileKind::Xls | FileKind::OpenDocument | FileKind::OldOffice | FileKind::Archive) => {
            // Of sheets that are left out nobody asks what is doubtful in them.
            let is_of_concern = |grid: &Grid| words.are_in(grid) || holds_narrative(grid);
            let (grids, doubts) = spreadsheet::grids(&file.bytes, is_of_concern).map_err(unread)?;
            (Content::of_grids(grids), doubts)
        }
        Some(FileKind::Docx) => {
            let word::Shows { document, organ, heading, doubts } =
                word::document(&file.bytes, &|grid| words.are_in(grid)).map_err(unread)?;
            let content = Content { organ, ..Content::of_document(document) };
            // Where it is known which line is the title, others do not count.
            let titles = heading.map_or(content.titles.clone(), |heading| vec![heading]);
            (Content { titles, ..content }, doubts)
        }
        Some(FileKind::Pdf) => {
            let shows = pdf::document(&file.bytes, forms).map_err(|fault| Box::new(fault.in_file(&file.name)))?;
            let Some(Shows { document, organ, form, doubts }) = shows else {
                return Err(Box::new(refuse(foreign_pdf()).help(instead())));
            };
            (Content { organ, form, ..Content::of_document(document) }, doubts)
        }
        kind if kind == Some(FileKind::Html) || kind.is_none() && looks_like_a_page(&file.bytes) => {
            let (document, doubts) = page(&file.bytes, None, Shelf::beside(file.beside.as_ref())).map_err(refuse)?;
            (Content::of_document(document), doubts)
        }
        Some(FileKind::Mhtml) => {
            let archive = archive(&file.bytes).map_err(unread)?;
            let shelf = Shelf::of_parts(&archive.parts);
            let (document, doubts) = page(&archive.page, archive.charset.as_deref(), shelf).map_err(refuse)?;
            (Content::of_document(document), doubts)
        }
        kind => {
            let what = message!(
                zh: "导入的是表格文件（.xlsx、.xls、.ods）、网页（.html、.mht）、Word 文件（.docx）和本程序生成的 PDF",
                en: "what can be imported are workbooks (.xlsx, .xls, .ods), web pages (.html, .mht), Word files (.docx) and \
                     PDFs that this program has made",
            );
            return Err(Box::new(refuse(is_a(kind, &what)).help(message!(
                zh: "打开它，把表复制到表格程序里，存成 .xlsx 再导入",
                en: "open it, copy its tables into a spreadsheet program, save them as .xlsx and import that",
            ))));
        }
    };
    if !content.grids().iter().any(|grid| words.are_in(grid)) {
        let refusal = refuse(message!(
            zh: "里面没有表二、表三或表四：看不到格式的行名、列名",
            en: "it holds none of the tables 二, 三 and 四: there are no labels of the form",
        ));
        // They may stand in what was not read.
        let Some(first) = doubts.first() else { return Err(refusal) };
        let (place, zh, en) = (&first.place, first.message.in_lang(Lang::Zh), first.message.in_lang(Lang::En));
        let more = doubts.len() - 1;
        return Err(Box::new(refusal.help(match more {
            0 => message!(zh: "也许因为{place}：{zh}", en: "perhaps because of {place}: {en}"),
            _ => message!(
                zh: "也许因为{place}：{zh}（这样的还有 {more} 处）",
                en: "perhaps because of {place}: {en} (and {more} more)",
            ),
        })));
    }
    if is_one_of_many {
        let named = |name: &str| format!("{} {name}", file.name);
        for block in &mut content.document.blocks {
            if let Block::Table(grid) = block {
                grid.name = named(&grid.name);
            }
        }
        content.sheets.iter_mut().for_each(|grid| grid.name = named(&grid.name));
        doubts.iter_mut().for_each(|doubt| doubt.place = named(&doubt.place));
    }
    Ok((content, doubts))
}

/// What is said of a PDF of another program.
fn foreign_pdf() -> Message {
    message!(
        zh: "这个 PDF 不是本程序生成的，或者另存时丢了结构，读不出表格",
        en: "this program has not made the PDF, or it has lost its structure: its tables cannot be read",
    )
}

/// What to import in its place.
fn instead() -> Message {
    message!(
        zh: "用报告的网页（另存为 .html）、Word 文件（.docx）或者表格文件（.xlsx）导入",
        en: "import the web page of the report (saved as .html), its Word file (.docx) or a workbook (.xlsx)",
    )
}

/// Whether a sheet holds text of the report.
fn holds_narrative(grid: &Grid) -> bool {
    grid.rows.iter().flatten().any(|cell| cell.text == BODY_MARK)
}

/// What a file is, and something more about it.
fn is_a(kind: Option<FileKind>, more: &Message) -> Message {
    let kind = kind.map_or(message!(zh: "文本文件", en: "a text file"), FileKind::name);
    let [(kind_zh, zh), (kind_en, en)] = [Lang::Zh, Lang::En].map(|lang| (kind.in_lang(lang), more.in_lang(lang)));
    message!(zh: "是{kind_zh}，{zh}", en: "it is {kind_en}; {en}")
}
