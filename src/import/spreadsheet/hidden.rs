//! Rows and columns that a sheet does not show and that hold something: they are read, and told.

use std::collections::BTreeSet;

use super::sheet::{Run, Sheet};
use crate::diagnostic::message;
use crate::import::doubt::Doubt;
use crate::import::grid::Grid;

/// A doubt for each run of rows and of columns.
pub(super) fn hidden(sheet: &Sheet, grid: &Grid) -> Vec<Doubt> {
    if sheet.hidden_rows.is_empty() && sheet.hidden_columns.is_empty() {
        return Vec::new();
    }
    let said = || grid.rows.iter().flatten().filter(|cell| !cell.text.is_empty());
    let rows: BTreeSet<usize> = said().map(|cell| cell.row).collect();
    let columns: BTreeSet<usize> = said().map(|cell| cell.column).collect();
    let name = &grid.name;
    let row = |run: Run| match (run.first + 1, run.last + 1) {
        (first, last) if first == last => format!("{name}第 {first} 行"),
        (first, last) => format!("{name}第 {first}—{last} 行"),
    };
    let letters = |column: usize| {
        let place = Grid::default().place(0, column);
        place.trim().trim_end_matches(|ch: char| ch.is_ascii_digit()).to_owned()
    };
    let column = |run: Run| match (letters(run.first), letters(run.last)) {
        (first, last) if first == last => format!("{name} {first} 列"),
        (first, last) => format!("{name} {first}—{last} 列"),
    };
    let rows = held(&sheet.hidden_rows, &rows).into_iter().map(row);
    let columns = held(&sheet.hidden_columns, &columns).into_iter().map(column);
    let doubt = |place| Doubt::new(place, message!(zh: "是隐藏的，也读了", en: "is hidden, and was read all the same"));
    rows.chain(columns).map(doubt).collect()
}

/// The runs that hold something, those that follow one another joined, each from the first to the last that does.
fn held(runs: &[Run], said: &BTreeSet<usize>) -> Vec<Run> {
    let mut runs = runs.to_vec();
    runs.sort_by_key(|run| run.first);
    let mut joined: Vec<Run> = Vec::new();
    for run in runs {
        match joined.last_mut() {
            Some(before) if run.first <= before.last.saturating_add(1) => before.last = before.last.max(run.last),
            _ => joined.push(run),
        }
    }
    let within = |run: Run| {
        let mut own = said.range(run.first..=run.last);
        let first = *own.next()?;
        Some(Run { first, last: own.next_back().copied().unwrap_or(first) })
    };
    joined.into_iter().filter(|run| run.first <= run.last).filter_map(within).collect()
}
