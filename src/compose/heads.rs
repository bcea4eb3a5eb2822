//! Which heads tell what a cell of a table means, for outputs that say it to those who do not see the table.

use super::document::{Cell, CellRole, NodeId, Table};

/// A row of a table.
pub struct HeadedRow<'t> {
    /// Whether it belongs to the head that is repeated on every page; other heads stand in the table's body.
    pub is_head: bool,
    /// Its cells from left to right.
    pub cells: Vec<HeadedCell<'t>>,
}

/// A cell with its heads.
pub struct HeadedCell<'t> {
    /// The cell.
    pub cell: &'t Cell,
    /// Its heads, where the directions of the heads do not say it all: those of its columns from the top, then the labels
    /// of its row from the left.
    pub heads: Vec<NodeId>,
    /// Whether some cell names it as its head.
    pub is_named: bool,
}

/// The rows of a table.
pub fn headed_rows(table: &Table) -> impl Iterator<Item = HeadedRow<'_>> {
    let mut heads = Heads::new(table);
    // Behind a table's head stands its body: a table of nothing but heads has no head.
    let head_rows = if table.head_rows < table.rows { table.head_rows } else { 0 };
    let mut cells: Vec<(usize, &Cell)> = table.cells.iter().enumerate().collect();
    cells.sort_by_key(|(_, cell)| (cell.row, cell.column));
    let mut cells = cells.into_iter().peekable();
    (0..table.rows).map(move |row| {
        let own = std::iter::from_fn(|| cells.next_if(|(_, cell)| cell.row == row));
        HeadedRow { is_head: row < head_rows, cells: own.map(|(index, cell)| heads.headed(index, cell)).collect() }
    })
}

/// The heads of each cell of a table; none where the direction of the heads says it all.
struct Heads {
    is_named: Vec<bool>,
    of_cells: Vec<Vec<NodeId>>,
}

impl Heads {
    fn new(table: &Table) -> Heads {
        let is_head = |cell: &Cell| cell.role != CellRole::Data;
        let spans = |cell: &Cell| cell.row_span > 1 || cell.column_span > 1;
        // A head over several columns, or heads below heads: then a direction does not tell which of them a cell has.
        if table.head_rows <= 1 && !table.cells.iter().any(|cell| is_head(cell) && spans(cell)) {
            return Heads { is_named: Vec::new(), of_cells: Vec::new() };
        }
        let mut heads =
            Heads { is_named: vec![false; table.cells.len()], of_cells: vec![Vec::new(); table.cells.len()] };
        let grid = Grid::new(table);
        for (index, cell) in table.cells.iter().enumerate().filter(|(_, cell)| !is_head(cell)) {
            for head in grid.above(table, cell).into_iter().chain(grid.before(table, cell)) {
                heads.of_cells[index].push(table.cells[head].id);
                heads.is_named[head] = true;
            }
        }
        heads
    }

    fn headed<'t>(&mut self, index: usize, cell: &'t Cell) -> HeadedCell<'t> {
        let heads = self.of_cells.get_mut(index).map(std::mem::take).unwrap_or_default();
        HeadedCell { cell, heads, is_named: self.is_named.get(index).copied().unwrap_or_default() }
    }
}

/// Which cell stands at a row and a column.
struct Grid {
    columns: usize,
    cells: Vec<Option<usize>>,
    /// The nearest row above each place in whose column a head stands.
    heads: Vec<Option<usize>>,
}

impl Grid {
    fn new(table: &Table) -> Grid {
        let columns = table.columns.len();
        let places = table.rows * columns;
        let mut grid = Grid { columns, cells: vec![None; places], heads: vec![None; places] };
        for (index, cell) in table.cells.iter().enumerate() {
            for row in cell.row..(cell.row + cell.row_span).min(table.rows) {
                for column in cell.column..(cell.column + cell.column_span).min(columns) {
                    grid.cells[row * columns + column] = Some(index);
                }
            }
        }
        for place in columns..places {
            let above = grid.cells[place - columns].and_then(|index| table.cells.get(index));
            let is_head = above.is_some_and(|cell| cell.role == CellRole::Head);
            grid.heads[place] = if is_head { Some(place / columns - 1) } else { grid.heads[place - columns] };
        }
        grid
    }

    fn at<'t>(&self, table: &'t Table, row: usize, column: usize) -> Option<(usize, &'t Cell)> {
        let index =
            (column < self.columns).then(|| self.cells.get(row * self.columns + column)).flatten().copied()??;
        Some((index, table.cells.get(index)?))
    }

    /// The heads above a cell, from the top: those nearest to it that stand right below one another.
    fn above(&self, table: &Table, cell: &Cell) -> Vec<usize> {
        let mut found = Vec::new();
        for column in cell.column..cell.column + cell.column_span {
            let place = (column < self.columns).then(|| cell.row * self.columns + column);
            let Some(nearest) = place.and_then(|place| self.heads.get(place).copied().flatten()) else { continue };
            for row in (0..=nearest).rev() {
                match self.at(table, row, column) {
                    Some((index, head)) if head.role == CellRole::Head => {
                        if !found.contains(&index) {
                            found.push(index);
                        }
                    }
                    _ => break,
                }
            }
        }
        found.sort_by_key(|index| table.cells.get(*index).map(|head| (head.row, head.column)));
        found
    }

    /// The labels before a cell, from the left.
    fn before(&self, table: &Table, cell: &Cell) -> Vec<usize> {
        let mut found = Vec::new();
        for column in 0..cell.column {
            match self.at(table, cell.row, column) {
                Some((index, label)) if label.role == CellRole::Label && !found.contains(&index) => found.push(index),
                _ => {}
            }
        }
        found
    }
}
