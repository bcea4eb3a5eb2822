//! A whole report from another program's file: what it would fill in, told before anything is changed.

use serde::Serialize;

use super::paste::CellProposal;
use super::{Desk, Refused};
use crate::form::SECTION_KEYS;
use crate::import::{Doubt, ForeignFile, ImportOptions, import};
use crate::report::{CellState, Report};
use crate::rich_text::{Piece, pieces};

/// What a file would fill in.
#[derive(Debug, Serialize)]
pub struct Proposal {
    cells: Vec<CellProposal>,
    prose: Vec<ProseProposal>,
    doubts: Vec<String>,
}

/// A text, and what it is to say.
#[derive(Debug, Serialize)]
struct ProseProposal {
    key: String,
    title: String,
    pieces: Vec<Piece>,
    old_empty: bool,
}

impl Desk {
    /// What a workbook, a web page, a Word file or a PDF of this program would fill in.
    ///
    /// # Errors
    /// It cannot be read, or holds another report.
    pub fn import(&self, name: &str, bytes: Vec<u8>) -> Result<Proposal, Refused> {
        let report = self.shown.report.as_ref().ok_or_else(|| Refused::new("数据文件现在读不出来。"))?;
        let file = ForeignFile { name: name.to_owned(), bytes, beside: None };
        let options = ImportOptions { forms: self.options.forms, form: None, joins: Some(report), pictures: None };
        let imported = import(&[file], &options).map_err(|faults| Refused::new(super::previous::told(&faults)))?;
        let mut doubts: Vec<String> =
            imported.doubts.iter().map(|doubt| super::previous::told(&[Doubt::told(doubt)])).collect();
        let bare = |text: &str| text.chars().filter(|ch| !ch.is_whitespace()).collect::<String>();
        if let Some(organ) = imported.organ.as_ref().filter(|organ| bare(organ) != bare(&report.organ.value)) {
            doubts.insert(0, format!("文件的标题说是“{organ}”的，这份报告是“{}”的。", report.organ.value));
        }
        if let Some(year) = imported.year.filter(|year| *year != report.year) {
            doubts.insert(0, format!("文件的标题说是 {year} 年的，这份报告是 {} 年的。", report.year));
        }
        let mut prose = vec![text("preface.body", "前言", &imported.narrative.preface, report)];
        for (at, key) in SECTION_KEYS.into_iter().enumerate() {
            let title = report.sections.get(at).map_or("", |section| section.title.text.as_str());
            let of = |texts: &[String]| texts.get(at).cloned().unwrap_or_default();
            prose.push(text(&format!("{key}.body"), title, &of(&imported.narrative.bodies), report));
            prose.push(text(&format!("{key}.note"), title, &of(&imported.narrative.notes), report));
        }
        let cells = imported.tables.all().into_iter().filter(|table| imported.found.contains(&table.key));
        let mut proposed = Vec::new();
        for table in cells {
            let own = report.tables.of_section(table.key);
            for (block, row) in table.rows() {
                if row.is_extra() {
                    let name = &row.label.text;
                    let known = own.and_then(|own| {
                        own.rows()
                            .map(|(_, row)| row)
                            .find(|other| other.is_extra() && other.label.text.trim() == name.trim())
                    });
                    match known {
                        Some(known) => propose(&mut proposed, table.key, &known.key, block, row, report),
                        None => doubts.push(format!("格式里没有的行“{name}”：请先在表里增加这一行，再导入一次。")),
                    }
                    continue;
                }
                propose(&mut proposed, table.key, &row.key, block, row, report);
            }
        }
        Ok(Proposal { cells: proposed, prose: prose.into_iter().flatten().collect(), doubts })
    }
}

/// The cells of a row that say something else than the report does.
fn propose(
    proposed: &mut Vec<CellProposal>,
    table: &str,
    key: &str,
    block: &crate::report::Block,
    row: &crate::report::Row,
    report: &Report,
) {
    let own = report.tables.of_section(table);
    for (column, cell) in block.columns.iter().zip(&row.cells) {
        // A blank says nothing, and what is computed follows.
        if cell.state != CellState::Stated || cell.text.is_empty() {
            continue;
        }
        let Some(old) = own.and_then(|own| own.cell(key, column.key)) else { continue };
        if old.text.trim() == cell.text.trim() {
            continue;
        }
        let key = format!("{table}.{key}.{}", column.key);
        proposed.push(CellProposal::new(key.clone(), report.figure_name(&key), cell.text.clone(), old.text.clone()));
    }
}

/// A text, if the file has one.
fn text(key: &str, title: &str, markdown: &str, report: &Report) -> Option<ProseProposal> {
    if markdown.trim().is_empty() {
        return None;
    }
    let old = super::edit::prose_of(report, key).map_or("", |prose| prose.text.as_str());
    if old.trim() == markdown.trim() {
        return None;
    }
    // What comes anew has no lines in the data file yet.
    let mut pieces = pieces(markdown, &|_| None);
    pieces
        .iter_mut()
        .for_each(|piece| piece.source = piece.source.take().map(|source| source.trim_start_matches('\n').to_owned()));
    Some(ProseProposal { key: key.to_owned(), title: title.to_owned(), pieces, old_empty: old.trim().is_empty() })
}
