//! The cells of a table in one size of type, and what becomes of them in columns of given widths.

use super::cells::{self, CellText};
use super::columns::{Floor, Wishes};
use super::decimals::Decimals;
use super::{CellLayout, OUTER_RULE, Setting};
use crate::compose::document::{Cell, CellRole, Table};
use crate::text::{Faces, Typesetter};
use crate::units::Pt;

/// The cells of a table in the sizes that have been tried.
pub(super) struct Sizes<'t> {
    table: &'t Table,
    /// Width of the table between the middles of its outer rules.
    width: Pt,
    /// Whether the first way by which the columns have room is taken. Then each text is given up as soon as it is set:
    /// those of a long table are most of what is in memory.
    takes_first: bool,
    known: Vec<SizedCells>,
}

/// The cells of a table in one size.
struct SizedCells {
    size: Pt,
    texts: Vec<CellText>,
    decimals: Decimals,
}

/// Cells that stand in their columns.
pub(super) struct SetCells {
    pub(super) setting: Setting,
    /// Middles of the rules down.
    pub(super) edges: Vec<Pt>,
    pub(super) cells: Vec<CellLayout>,
    /// What there was not enough of.
    pub(super) want: Option<Want>,
}

/// What a table has not enough of.
#[derive(Clone, Copy)]
pub(super) enum Want {
    /// Columns as wide as a character.
    Columns,
    /// Columns as wide as what may not be divided.
    Room,
}

impl<'t> Sizes<'t> {
    pub(super) fn new(table: &'t Table, width: Pt, takes_first: bool) -> Sizes<'t> {
        Sizes { table, width, takes_first, known: Vec::new() }
    }

    /// Sets the cells in a way, if their columns have room by it.
    pub(super) fn set(&mut self, setting: Setting, floor: Floor, typesetter: &mut Typesetter) -> Option<SetCells> {
        let (table, width, gives_up) = (self.table, self.width, self.takes_first);
        let sized = self.sized(setting.size, typesetter);
        let widths = sized.wishes(table, setting).widths(width, floor)?;
        Some(sized.set(table, setting, &widths, typesetter.faces(), gives_up))
    }

    /// Sets the cells where columns have to give way.
    pub(super) fn squeezed(&mut self, setting: Setting, typesetter: &mut Typesetter) -> SetCells {
        let (table, width) = (self.table, self.width);
        let sized = self.sized(setting.size, typesetter);
        let widths = sized.wishes(table, setting).squeezed(width);
        sized.set(table, setting, &widths, typesetter.faces(), true)
    }

    fn sized(&mut self, size: Pt, typesetter: &mut Typesetter) -> &mut SizedCells {
        let at = self.known.iter().position(|known| known.size == size).unwrap_or_else(|| {
            let texts = cells::texts(self.table, size, typesetter);
            let decimals = Decimals::new(self.table, &texts);
            self.known.push(SizedCells { size, texts, decimals });
            self.known.len() - 1
        });
        &mut self.known[at]
    }
}

impl SizedCells {
    /// What its columns ask for.
    fn wishes(&self, table: &Table, setting: Setting) -> Wishes {
        Wishes::new(table, &self.texts, &self.decimals, self.size, setting.padding)
    }

    /// Sets the cells in columns of these widths; `gives_up` their texts, which are not asked for again.
    fn set(&mut self, table: &Table, setting: Setting, widths: &[Pt], faces: &Faces, gives_up: bool) -> SetCells {
        let room = |cell: &Cell| span_width(widths, cell.column, cell.column_span) - setting.padding * 2.0;
        // Heads of single columns are all set alike: vertically, if one of them has to be.
        let is_head = |cell: &Cell| cell.role == CellRole::Head && cell.column_span <= 1;
        let mut all = table.cells.iter().zip(&self.texts);
        let upright_heads = all.any(|(cell, text)| is_head(cell) && text.is_narrow(room(cell), self.size));

        let (mut is_divided, mut is_beyond) = (false, false);
        let set = table.cells.iter().zip(&mut self.texts).enumerate().map(|(group, (cell, text))| {
            let upright = upright_heads && is_head(cell);
            let set = text.set(cell, room(cell), self.size, upright, &self.decimals, faces);
            is_divided |= set.is_divided;
            is_beyond |= text.widest_character() > room(cell) + Pt(0.01);
            if gives_up {
                *text = CellText::default();
            }
            CellLayout {
                row: cell.row,
                column: cell.column,
                row_span: cell.row_span.max(1),
                column_span: cell.column_span.max(1),
                node: cell.id,
                group,
                sliced: false,
                lines: set.lines,
                leading: set.leading,
            }
        });
        let cells = set.collect();
        let want = if is_beyond { Some(Want::Columns) } else { is_divided.then_some(Want::Room) };
        SetCells { setting, edges: edges(widths), cells, want }
    }
}

/// Middles of the rules down, one more than there are columns.
fn edges(widths: &[Pt]) -> Vec<Pt> {
    let mut edges = vec![OUTER_RULE / 2.0];
    for width in widths {
        edges.push(edges.last().copied().unwrap_or_default() + *width);
    }
    edges
}

/// Width of a cell between the middles of its rules.
fn span_width(widths: &[Pt], column: usize, span: usize) -> Pt {
    widths.iter().skip(column).take(span.max(1)).copied().sum()
}
