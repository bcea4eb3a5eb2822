//! Tables: rows, heads and cells, and which heads tell what a cell means (ISO 32000-1, 14.8.4.3.4 and 14.8.5.7).

use lopdf::{Dictionary, dictionary};

use super::tree::{ElementId, Mention, Tree, strings};
use crate::compose::document::{Cell, CellRole, Table};

/// Adds a table.
pub(super) fn add(tree: &mut Tree, parent: ElementId, table: &Table, mentioned: &mut Vec<Mention>) {
    let element = tree.push("Table", parent);
    if let Some(caption) = &table.caption {
        let caption_element = tree.of_node("Caption", element, caption.id);
        tree.inlines(caption_element, &caption.text, mentioned);
    }
    let heads = Heads::new(table);
    // Behind a table's head stands its body (ISO 32000-1, 14.8.4.3.4): a table of nothing but heads has no THead.
    let head_rows = if table.head_rows < table.rows { table.head_rows } else { 0 };
    let mut group: Option<(bool, ElementId)> = None;
    for row in 0..table.rows {
        // The heads that are repeated on every page are the table's head, other heads stand in its body.
        let is_head = row < head_rows;
        let holder = match group {
            Some((of_head, holder)) if of_head == is_head => holder,
            _ => tree.push(if is_head { "THead" } else { "TBody" }, element),
        };
        group = Some((is_head, holder));
        let row_element = tree.push("TR", holder);
        let mut cells: Vec<(usize, &Cell)> =
            table.cells.iter().enumerate().filter(|(_, cell)| cell.row == row).collect();
        cells.sort_by_key(|(_, cell)| cell.column);
        for (index, cell) in cells {
            let tag = if cell.role == CellRole::Data { "TD" } else { "TH" };
            let cell_element = tree.of_node(tag, row_element, cell.id);
            let attributes = attributes(cell, heads.of(index));
            if attributes.len() > 1 {
                tree.elements[cell_element].attributes.push(attributes);
            }
            tree.elements[cell_element].id = heads.name(index, cell);
            cell.lines.iter().for_each(|line| tree.inlines(cell_element, line, mentioned));
        }
    }
}

fn attributes(cell: &Cell, heads: &[String]) -> Dictionary {
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
        attributes.set("Headers", strings(heads.iter().cloned()));
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
}

impl Grid {
    fn new(table: &Table) -> Grid {
        let columns = table.columns.len();
        let mut grid = Grid { columns, cells: vec![None; table.rows * columns] };
        for (index, cell) in table.cells.iter().enumerate() {
            for row in cell.row..(cell.row + cell.row_span).min(table.rows) {
                for column in cell.column..(cell.column + cell.column_span).min(columns) {
                    grid.cells[row * columns + column] = Some(index);
                }
            }
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
            let mut inside = false;
            for row in (0..cell.row).rev() {
                match self.at(table, row, column) {
                    Some((index, head)) if head.role == CellRole::Head => {
                        inside = true;
                        if !found.contains(&index) {
                            found.push(index);
                        }
                    }
                    _ if inside => break,
                    _ => {}
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
