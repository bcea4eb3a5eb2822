//! Tables: rows, heads and cells, and which heads tell what a cell means (ISO 32000-1, 14.8.4.3.4 and 14.8.5.7).

use lopdf::{Dictionary, Object, dictionary};

use crate::compose::document::{Cell, CellRole, Table};

/// A row, as it is tagged.
pub(super) struct TaggedRow<'t> {
    /// Whether it belongs to the head that is repeated on every page; other heads stand in the table's body.
    pub(super) is_head: bool,
    /// Its cells from left to right.
    pub(super) cells: Vec<TaggedCell<'t>>,
}

/// A cell, as it is tagged.
pub(super) struct TaggedCell<'t> {
    pub(super) cell: &'t Cell,
    /// Type of its element.
    pub(super) tag: &'static str,
    /// Its attributes, if it needs any.
    pub(super) attributes: Option<Dictionary>,
    /// Its name, if some cell names it as its head.
    pub(super) name: Option<String>,
}

/// The rows of a table.
pub(super) fn rows(table: &Table) -> Vec<TaggedRow<'_>> {
    let heads = Heads::new(table);
    // Behind a table's head stands its body (ISO 32000-1, 14.8.4.3.4): a table of nothing but heads has no THead.
    let head_rows = if table.head_rows < table.rows { table.head_rows } else { 0 };
    let row = |row: usize| TaggedRow { is_head: row < head_rows, cells: Vec::new() };
    let mut rows: Vec<TaggedRow> = (0..table.rows).map(row).collect();
    for (index, cell) in table.cells.iter().enumerate() {
        if let Some(row) = rows.get_mut(cell.row) {
            row.cells.push(tagged(index, cell, &heads));
        }
    }
    rows.iter_mut().for_each(|row| row.cells.sort_by_key(|tagged| tagged.cell.column));
    rows
}

fn tagged<'t>(index: usize, cell: &'t Cell, heads: &Heads) -> TaggedCell<'t> {
    TaggedCell {
        cell,
        tag: if cell.role == CellRole::Data { "TD" } else { "TH" },
        attributes: Some(attributes_of(cell, heads.of(index))).filter(|attributes| attributes.len() > 1),
        name: heads.name(index, cell),
    }
}

fn attributes_of(cell: &Cell, heads: &[String]) -> Dictionary {
    let mut attributes = dictionary! { "O" => "Table" };
    match cell.role {
        CellRole::Head => attributes.set("Scope", "Column"),
        CellRole::Label => attributes.set("Scope", "Row"),
        CellRole::Data => {}
    }
    if cell.row_span > 1 {
        attributes.set("RowSpan", cell.row_span as i64);
    }
    if cell.column_span > 1 {
        attributes.set("ColSpan", cell.column_span as i64);
    }
    if !heads.is_empty() {
        let names = heads.iter().map(|name| Object::string_literal(name.as_str()));
        attributes.set("Headers", names.collect::<Vec<Object>>());
    }
    attributes
}

/// The heads of each cell of a table, by their names; none where the scope of the heads says it all.
struct Heads {
    names: Vec<Option<String>>,
    of_cells: Vec<Vec<String>>,
}

impl Heads {
    fn new(table: &Table) -> Heads {
        let is_head = |cell: &Cell| cell.role != CellRole::Data;
        let spans = |cell: &Cell| cell.row_span > 1 || cell.column_span > 1;
        // A head over several columns, or heads below heads: then a scope does not tell which of them a cell has.
        let is_plain = table.head_rows <= 1 && !table.cells.iter().any(|cell| is_head(cell) && spans(cell));
        let mut heads = Heads { names: vec![None; table.cells.len()], of_cells: vec![Vec::new(); table.cells.len()] };
        if is_plain {
            return heads;
        }
        // Node ids are unique in the document, and so are names made of them.
        let names: Vec<String> = table.cells.iter().map(|cell| format!("h{:07}", cell.id.0)).collect();
        let grid = Grid::new(table);
        for (index, cell) in table.cells.iter().enumerate().filter(|(_, cell)| !is_head(cell)) {
            let of_cell = grid.above(table, cell).into_iter().chain(grid.before(table, cell));
            for head in of_cell {
                heads.of_cells[index].push(names[head].clone());
                heads.names[head] = Some(names[head].clone());
            }
        }
        heads
    }

    fn of(&self, cell: usize) -> &[String] {
        self.of_cells.get(cell).map_or(&[], Vec::as_slice)
    }

    /// The name of a head that some cell names.
    fn name(&self, index: usize, cell: &Cell) -> Option<String> {
        self.names.get(index).filter(|_| cell.role != CellRole::Data).cloned().flatten()
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
