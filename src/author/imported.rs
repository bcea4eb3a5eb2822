//! A data file of what other programs hold.

use super::sheet::Sheet;
use crate::diagnostic::Lang;
use crate::form::RowRole;
use crate::import::{Doubt, Imported};
use crate::report::{Cell, CellState, title_line};

/// The text of a data file with the figures that were imported; what is doubtful stands beside its row as a comment.
/// `from` names the files that they come from.
pub fn imported_file(imported: &Imported, organ: &str, year: u16, from: &str) -> String {
    let mut sheet = Sheet::blank(imported.form, imported.labels.clone(), organ, year);
    let head = imported.head.clone();
    (sheet.title, sheet.published) = (head.title, head.published);
    (sheet.signature, sheet.contents) = (head.has_signature, head.has_contents);
    sheet.opening.push(format!("{organ}{}", title_line(year)));
    sheet.opening.push(format!(
        "表里的数由 {from} 导入。{}",
        if imported.doubts.is_empty() {
            "对照原来的文件看一遍。"
        } else {
            "标着“存疑”的地方，对照原来的文件改好，再删去说明。"
        }
    ));
    for (own, table) in sheet.tables.all_mut().into_iter().zip(imported.tables.all()) {
        if !imported.found.contains(&table.key) {
            continue;
        }
        for (_, row) in table.rows().filter(|(_, row)| row.is_extra()) {
            own.insert_extra(row.clone());
        }
        for row in own.rows_mut() {
            let Some((block, read)) = table.row(&row.key) else { continue };
            let total = block.total();
            // A row that was not there stays blank.
            if read.cells.iter().any(|cell| cell.state != CellState::LeftOut) {
                row.cells.clone_from(&read.cells);
                // Totals alone may be left out of a data file.
                let is_total = |at: usize| Some(at) == total || row.role == RowRole::Total;
                for (_, cell) in row.cells.iter_mut().enumerate().filter(|(at, _)| !is_total(*at)) {
                    if cell.state == CellState::LeftOut {
                        *cell = Cell::blank();
                    }
                }
            }
        }
    }
    let narrative = &imported.narrative;
    // What was not there nobody has written: it stays empty, and is asked for in the comments.
    sheet.preface.body.clone_from(&narrative.preface);
    for ((piece, note), (body, below)) in
        sheet.sections.iter_mut().zip(&mut sheet.notes).zip(narrative.bodies.iter().zip(&narrative.notes))
    {
        piece.body.clone_from(body);
        note.body.clone_from(below);
    }
    imported.doubts.iter().for_each(|doubt| note(&mut sheet, doubt));
    sheet.to_toml()
}

/// Puts a doubt where it belongs.
fn note(sheet: &mut Sheet, doubt: &Doubt) {
    let Doubt { place, message, table, row } = doubt;
    let text = format!("存疑：{place}，{}", message.in_lang(Lang::Zh));
    match (table, row) {
        (Some(table), Some(row)) => {
            let remark = sheet.remarks.entry(format!("{table}.{row}")).or_default();
            let mark = if remark.is_empty() { "" } else { "；" };
            remark.push_str(&format!("{mark}{text}"));
        }
        (Some(table), None) => sheet.dropped.push((table, text)),
        (None, _) => sheet.opening.push(text),
    }
}
