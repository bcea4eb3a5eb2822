//! Two reports in one file: which of them is meant, nobody can tell.

use std::collections::BTreeSet;

use super::grid::{Grid, Part};
use super::values::written;
use crate::report::{Name, OfficialTable, PrintedLabel};

/// Figures of a line of a table whose blocks stand side by side.
const MOST_IN_A_REMARK: usize = 4;

/// The places of two tables of which one is enough: most labels of the rows stand in two rows each.
pub(super) fn doubled(table: &OfficialTable, labels: &[PrintedLabel], parts: &[Part]) -> Option<(String, String)> {
    let rows: Vec<(&Grid, usize)> =
        parts.iter().flat_map(|part| part.rows.iter().map(|row| (part.grid, *row))).collect();
    if table.is_side_by_side() {
        // One line has all figures.
        let mut lines = rows.into_iter().filter(|(grid, row)| figures(grid, *row) > MOST_IN_A_REMARK);
        return lines.next().zip(lines.next()).map(|(one, other)| (place(one), place(other)));
    }
    let own: Vec<&PrintedLabel> = labels.iter().filter(|label| label.row.is_some()).collect();
    // Two rows of a form may have the same label.
    let times = |label: &PrintedLabel| {
        let name = Name::of(&label.text);
        own.iter().filter(|other| other.is(&name)).count()
    };
    let names = |(grid, row): (&Grid, usize)| -> Vec<Name> {
        grid.rows.get(row).into_iter().flatten().map(|cell| Name::of(&cell.text)).collect()
    };
    let names: Vec<Vec<Name>> = rows.iter().copied().map(names).collect();
    let standing = |label: &PrintedLabel| {
        let says = rows.iter().zip(&names).filter(|(_, names)| names.iter().any(|name| label.is(name)));
        says.map(|(place, _)| *place).collect::<Vec<_>>()
    };
    let mut twice: Vec<(&Grid, usize)> = Vec::new();
    let (mut count, mut there) = (0, 0);
    for label in &own {
        let (standing, times) = (standing(label), times(label));
        there += usize::from(!standing.is_empty());
        if standing.len() >= 2 * times && times > 0 {
            count += 1;
            if twice.is_empty() {
                twice.extend([standing.first(), standing.get(times)].into_iter().flatten());
            }
        }
    }
    match twice[..] {
        [one, other] if count * 2 > there => Some((place(one), place(other))),
        _ => None,
    }
}

/// How many different cells of a row say a figure.
fn figures(grid: &Grid, row: usize) -> usize {
    let cells = grid.rows.get(row).map(Vec::as_slice).unwrap_or_default();
    let is_figure = |text: &str| written(text).is_some_and(|written| written.behind.is_empty());
    let columns: BTreeSet<usize> = cells.iter().filter(|cell| is_figure(&cell.text)).map(|cell| cell.column).collect();
    let are_column_numbers = cells.iter().filter(|cell| !cell.text.is_empty()).zip(1..).all(|(cell, at)| {
        let at: usize = at;
        cell.text == at.to_string()
    });
    if are_column_numbers { 0 } else { columns.len() }
}

fn place((grid, row): (&Grid, usize)) -> String {
    let first = grid.rows.get(row).and_then(|cells| cells.iter().find(|cell| !cell.text.is_empty()));
    first.map_or_else(|| grid.name.clone(), |cell| grid.place(cell.row, cell.column))
}
