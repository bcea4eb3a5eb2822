//! Cells that stand over others.

use std::collections::{BTreeMap, HashMap, HashSet};

use super::limits::{Fault, Room};
use super::sheet::Sheet;
use crate::import::grid::Grid;

/// Characters of the shortest head.
const SHORTEST_HEAD: usize = 2;

/// Which cells stand over others.
#[derive(Debug, Default)]
pub(super) struct Spans {
    /// Rows and columns that a cell is over.
    pub of: BTreeMap<(usize, usize), (usize, usize)>,
    /// Cells that lie below others.
    pub covered: HashSet<(usize, usize)>,
}

/// The spans of a sheet, as far as it holds something: so many rows and columns.
///
/// # Errors
/// There is no room for them.
pub(super) fn spans(sheet: &Sheet, rows: usize, columns: usize, room: &mut Room) -> Result<Spans, Fault> {
    let mut spans = Spans::default();
    for area in &sheet.merges {
        let (top, left) = (area.rows.first, area.columns.first);
        if top >= rows || left >= columns {
            continue;
        }
        let (bottom, right) = (area.rows.last.min(rows - 1), area.columns.last.min(columns - 1));
        room.take_places((bottom - top + 1).saturating_mul(right - left + 1))?;
        let cells = (top..=bottom).flat_map(|row| (left..=right).map(move |column| (row, column)));
        spans.covered.extend(cells.filter(|cell| *cell != (top, left)));
        spans.of.insert((top, left), (area.rows.len(), area.columns.len()));
    }
    Ok(spans)
}

/// Lets what is as wide as the head above it stand in one column, as in table 二, whose blocks have two columns of figures
/// and three. What is wider than its head stays so: nobody can tell which of the columns it is for.
pub(super) fn narrow(grid: &mut Grid) {
    // How wide the column is that begins at a column and goes on at a row.
    let mut columns: HashMap<(usize, usize), usize> = HashMap::new();
    for cell in grid.rows.iter_mut().flatten().filter(|cell| cell.column_span > 1) {
        let letters = cell.text.chars().filter(|ch| ch.is_alphabetic()).count();
        let is_below_head = columns.get(&(cell.row, cell.column)) == Some(&cell.column_span);
        if is_below_head || letters >= SHORTEST_HEAD {
            columns.insert((cell.row.saturating_add(cell.row_span), cell.column), cell.column_span);
        }
        if is_below_head {
            cell.column_span = 1;
        }
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use crate::import::grid::GridCell;

    #[test]
    fn figures_as_wide_as_their_heads_stand_in_one_column() {
        let cell = |row, column, column_span, text: &str| {
            vec![GridCell { row, column, column_span, row_span: 1, text: text.to_owned(), ..GridCell::default() }]
        };
        let rows = vec![
            cell(0, 1, 2, "本年增/减"),
            cell(1, 1, 2, "-3"),
            cell(2, 1, 2, ""),
            cell(3, 1, 2, "/"),
            cell(4, 1, 3, "5"),
            cell(5, 1, 2, "7"),
        ];
        let mut grid = Grid { rows, ..Grid::default() };
        narrow(&mut grid);
        let spans: Vec<usize> = grid.rows.iter().flatten().map(|cell| cell.column_span).collect();
        assert_eq!(spans, [2, 1, 1, 1, 3, 2]);
    }
}
