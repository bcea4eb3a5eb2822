//! Whether a data file that was filled in says what was meant, and nothing else.

use crate::import::Imported;
use crate::report::{Cell, CellState, OfficialTable, Prose, Report, Row};

/// Whether each cell and each text of a report says what it said before, or what was imported.
pub fn is_filled_as_meant(before: &Report, after: &Report, imported: &Imported) -> bool {
    let tables = before.tables.all().into_iter().zip(after.tables.all()).zip(imported.tables.all());
    let narrative = &imported.narrative;
    let pieces = before.sections.iter().zip(&after.sections).zip(narrative.bodies.iter().zip(&narrative.notes));
    tables.into_iter().all(|((old, new), imported)| is_table(old, new, imported))
        && is_text(before.preface.as_ref(), after.preface.as_ref(), &narrative.preface)
        && pieces.into_iter().all(|((old, new), (body, note))| {
            is_text(old.body.as_ref(), new.body.as_ref(), body) && is_text(old.note.as_ref(), new.note.as_ref(), note)
        })
}

fn is_table(old: &OfficialTable, new: &OfficialTable, imported: &OfficialTable) -> bool {
    let is_row = |row: &Row| {
        let known: Vec<&Row> = [old, imported].into_iter().filter_map(|table| row_like(table, row)).collect();
        let is_known = |(at, cell): (usize, &Cell)| {
            let mut cells = known.iter().filter_map(|row| row.cells.get(at));
            // A blank that the file did not have before prints nothing.
            cell.text.is_empty() || cells.any(|other| other.text == cell.text && other.value == cell.value)
        };
        row.cells.iter().enumerate().filter(|(_, cell)| cell.state == CellState::Stated).all(is_known)
    };
    let is_kept = |row: &Row| new.row(&row.key).is_some_and(|(_, other)| is_as_full(row, other));
    old.rows().all(|(_, row)| is_kept(row)) && new.rows().all(|(_, row)| is_row(row))
}

/// Whether a row has a figure wherever another has one.
fn is_as_full(row: &Row, other: &Row) -> bool {
    row.cells.iter().zip(&other.cells).all(|(one, other)| one.text.is_empty() || !other.text.is_empty())
}

/// The same row of another table; one of an office's own is known by its label.
fn row_like<'t>(table: &'t OfficialTable, row: &Row) -> Option<&'t Row> {
    let is_it = |other: &&Row| match row.is_extra() {
        true => other.is_extra() && other.label.text.trim() == row.label.text.trim(),
        false => other.key == row.key,
    };
    let mut all = table.rows().map(|(_, other)| other).filter(is_it);
    let first = all.next();
    first.filter(|first| first.home() == row.home()).or_else(|| all.find(|other| other.home() == row.home())).or(first)
}

fn is_text(old: Option<&Prose>, new: Option<&Prose>, imported: &str) -> bool {
    let text = |prose: Option<&Prose>| prose.map(|prose| prose.text.trim().to_owned()).unwrap_or_default();
    let new = text(new);
    new == text(old) || new == imported.trim()
}
