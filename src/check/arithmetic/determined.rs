//! Totals that a data file states wrong and that their parts determine: what each of them must be.
//!
//! A total is determined if all its parts are figures and every sum that it stands in agrees once all such totals are
//! what their parts sum to. Where one still does not agree, a part may be what is wrong: nothing is said then.

use super::Subject;
use super::relation::Relation;
use super::relations;
use crate::diagnostic::{Diagnostic, Edit, Edited};
use crate::form::RowRole;
use crate::narrative::Narratives;
use crate::report::{Block, Cell, CellState, Report, Row, Tables, plain_number, reading, totals};

/// Puts into each finding about a sum what its total must be, where that is determined.
pub(super) fn with_totals(mut found: Vec<Diagnostic>, report: &Report, narratives: &Narratives) -> Vec<Diagnostic> {
    if found.is_empty() {
        return found;
    }
    for (key, edit) in determined(report, narratives) {
        let is_about = |finding: &&mut Diagnostic| {
            let related = finding.related.iter().filter_map(|related| related.key.as_ref());
            finding.key.iter().chain(related).any(|own| *own == key || key.starts_with(&format!("{own}.")))
        };
        if let Some(finding) = found.iter_mut().find(is_about) {
            finding.fix.push(edit);
        }
    }
    found
}

/// A total by its place: table, block, row, column.
type Place = (usize, usize, usize, usize);

/// The totals that are determined and stated otherwise, by their keys.
fn determined(report: &Report, narratives: &Narratives) -> Vec<(String, Edit)> {
    let summed = summed(report);
    let mut wrong: Vec<(Place, &Cell, &Cell)> = Vec::new();
    let both = report.tables.all().into_iter().zip(summed.all()).enumerate();
    for (table, (stated, summed)) in both {
        for (block, (own, sums)) in stated.blocks.iter().zip(&summed.blocks).enumerate() {
            // A text that seems to be a figure may be a part.
            if has_text_for_figure(own) {
                continue;
            }
            for (row, (cells, sums)) in own.rows.iter().zip(&sums.rows).enumerate() {
                let cells = cells.cells.iter().zip(&sums.cells).enumerate();
                let differ = cells.filter(|(_, (cell, sum))| is_stated(cell) && sum.value.is_some());
                let differ = differ.filter(|(_, (cell, sum))| cell.value != sum.value);
                let differ = differ.filter(|(column, _)| sums_figures(own, row, *column));
                wrong.extend(differ.map(|(column, (cell, sum))| ((table, block, row, column), cell, sum)));
            }
        }
    }
    // Each round drops at least one.
    while !wrong.is_empty() {
        let mended = mended(report, &wrong);
        let subject = Subject::with_tables(report, &mended, narratives);
        let broken: Vec<Relation> =
            relations(&subject).into_iter().filter(|relation| relation.broken.is_some()).collect();
        let before = wrong.len();
        wrong.retain(|(place, ..)| {
            key(&report.tables, *place).is_some_and(|key| !broken.iter().any(|one| one.has(&key)))
        });
        if wrong.len() == before {
            break;
        }
    }
    let edit = |(place, cell, sum): (Place, &Cell, &Cell)| {
        let key = key(&report.tables, place)?;
        let edit = Edit::new(cell.span?, &cell.text, &sum.text, Edited::Total);
        Some((key.clone(), Edit { key: Some(key), ..edit }))
    };
    wrong.into_iter().filter_map(edit).collect()
}

/// Whether a cell states a figure in digits.
fn is_stated(cell: &Cell) -> bool {
    cell.state == CellState::Stated && cell.value.is_some() && plain_number(&cell.text) == cell.value
}

/// Whether all parts of a total are figures: beside a blank or a text it may count what nobody has written down.
fn sums_figures(block: &Block, row: usize, column: usize) -> bool {
    let is_figure = |row: &Row, column: usize| row.cells.get(column).is_some_and(|cell| cell.value.is_some());
    let are_figures = |row: &Row| block.parts().all(|part| is_figure(row, part));
    let Some(own) = block.rows.get(row) else { return false };
    if own.role != RowRole::Total {
        return are_figures(own);
    }
    let mut outcomes = block.rows.iter().filter(|row| row.role == RowRole::Outcome);
    match Some(column) == block.total() {
        true => outcomes.all(are_figures),
        false => outcomes.all(|row| is_figure(row, column)),
    }
}

fn has_text_for_figure(block: &Block) -> bool {
    block.rows.iter().any(|row| {
        let mut cells = row.cells.iter().zip(&block.columns);
        cells.any(|(cell, column)| cell.value.is_none() && reading(&cell.text, column.kind).is_some())
    })
}

/// The tables with all totals that are stated as figures summed from their parts instead.
fn summed(report: &Report) -> Tables {
    let mut tables = report.tables.clone();
    for table in tables.all_mut() {
        for block in &mut table.blocks {
            let total = block.total();
            for row in &mut block.rows {
                let is_total_row = row.role == RowRole::Total;
                for (column, cell) in row.cells.iter_mut().enumerate() {
                    let is_total = Some(column) == total || is_total_row && total.is_some();
                    if is_total && (is_stated(cell) || cell.state == CellState::Computed) {
                        *cell = Cell { span: cell.span, ..Cell::left_out() };
                    }
                }
            }
        }
        totals::fill(table);
    }
    tables
}

/// The tables with these totals in them.
fn mended(report: &Report, totals: &[(Place, &Cell, &Cell)]) -> Tables {
    let mut tables = report.tables.clone();
    let mut all = tables.all_mut();
    for ((table, block, row, column), _, sum) in totals {
        let blocks = all.get_mut(*table).map(|table| &mut table.blocks);
        let rows = blocks.and_then(|blocks| blocks.get_mut(*block)).map(|block| &mut block.rows);
        let cells = rows.and_then(|rows| rows.get_mut(*row)).map(|row| &mut row.cells);
        if let Some(cell) = cells.and_then(|cells| cells.get_mut(*column)) {
            *cell = Cell { state: CellState::Stated, span: cell.span, ..(*sum).clone() };
        }
    }
    // Totals that were left out follow from those beside them.
    for table in all {
        for cell in table.rows_mut().flat_map(|row| &mut row.cells) {
            if cell.state == CellState::Computed {
                *cell = Cell::left_out();
            }
        }
        crate::report::totals::fill(table);
    }
    tables
}

/// The dotted key of a cell.
fn key(tables: &Tables, (table, block, row, column): Place) -> Option<String> {
    let table = tables.all().get(table).copied()?;
    let block = table.blocks.get(block)?;
    Some(format!("{}.{}.{}", table.key, block.rows.get(row)?.key, block.columns.get(column)?.key))
}

#[cfg(test)]
mod tests {
    use crate::check::fixture::{THIS, edited, found_with};

    /// The totals that are determined in a report with changes: what stands there, and what is to stand there.
    fn totals(changes: &[(&str, &str)]) -> Vec<(String, String)> {
        let (found, sources) = found_with(&edited(THIS, changes), None);
        let edits = found.iter().flat_map(|finding| &finding.fix);
        edits.map(|edit| (sources.slice(edit.span).to_owned(), edit.new.clone())).collect()
    }

    fn one(old: &str, new: &str) -> Vec<(String, String)> {
        vec![(old.to_owned(), new.to_owned())]
    }

    #[test]
    fn a_total_follows_from_its_parts() {
        let remedy = "corrected = 1, other = 0, pending = 1, total = 4";
        assert_eq!(totals(&[(remedy, "corrected = 1, other = 0, pending = 1, total = 5")]), one("5", "4"));
        let received = ("received = [8, 2, 0, 0, 0, 0, 10]", "received = [8, 2, 0, 0, 0, 0, 11]");
        assert_eq!(totals(&[received]), one("11", "10"));
        let row = ("\ntotal = [8, 2, 0, 0, 0, 0, 10]", "\ntotal = [0, 0, 0, 0, 0, 0, 0]");
        let all: Vec<(String, String)> =
            [("0", "8"), ("0", "2"), ("0", "10")].map(|(a, b)| (a.into(), b.into())).into();
        assert_eq!(totals(&[row]), all);
    }

    #[test]
    fn a_part_that_may_be_wrong_determines_nothing() {
        // The natural persons are one less than all else says.
        let part = ("received = [8, 2, 0, 0, 0, 0, 10]", "received = [7, 2, 0, 0, 0, 0, 10]");
        assert_eq!(totals(&[part]), []);
        let text = (
            "upheld = 2, corrected = 1, other = 0, pending = 1, total = 4",
            "upheld = '2件', corrected = 1, other = 0, pending = 1, total = 5",
        );
        let found = totals(&[text]);
        assert!(found.iter().all(|(old, _)| old != "5"), "{found:?}");
        // A part that is no figure may have been counted.
        for part in ["", "corrected = '', ", "corrected = '/', ", "corrected = '若干', "] {
            let remedy = "upheld = 2, corrected = 1, other = 0, pending = 1, total = 4";
            let without = format!("upheld = 2, {part}other = 0, pending = 1, total = 4");
            assert_eq!(totals(&[(remedy, &without)]), [], "{part}");
        }
        let outcome = ("refused.query = [0, 0, 0, 0, 0, 0, 0]", "refused.query = ['', 0, 0, 0, 0, 0, 0]");
        let sum = ("\ntotal = [8, 2, 0, 0, 0, 0, 10]", "\ntotal = [9, 3, 0, 0, 0, 0, 12]");
        assert_eq!(totals(&[outcome, sum]), []);
        // A total that is left blank stays so.
        assert_eq!(totals(&[("pending = 1, total = 4", "pending = 1, total = ''")]), []);
    }
}
