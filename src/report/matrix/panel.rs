//! The lines of a pasted table, by the columns that they have.

use std::collections::BTreeMap;

use super::sort::RowLine;
use crate::report::Column;
use crate::report::fit::{is_blank_behind, starts};
use crate::report::tsv::Field;

/// A row with the cells of its columns.
pub(in crate::report) struct Placed {
    /// Place of the row in the table.
    pub row: usize,
    /// The line that it stands in.
    pub line: usize,
    /// By their columns the places of its cells in the line; that of a total may be left out.
    pub cells: BTreeMap<usize, usize>,
}

/// A column as a line has it.
#[derive(Clone, Copy)]
pub(super) struct Slot<'t> {
    /// Place of its row in the table.
    pub row: usize,
    /// Place in its row.
    pub place: usize,
    pub column: &'t Column,
    /// Whether it is a total that is computed where it is left out.
    pub is_total: bool,
}

/// A line of figures with its cells.
#[derive(Clone, Copy)]
pub(super) struct Line<'s> {
    pub row: &'s RowLine,
    pub fields: &'s [Field],
}

/// Lines whose columns stand alike.
pub(super) struct Panel<'t, 's> {
    pub lines: Vec<Line<'s>>,
    /// The columns in the order in which the lines have them.
    pub order: Vec<Slot<'t>>,
    /// How many columns the form has for labels.
    pub label_columns: usize,
    /// Whether heads have given that order.
    pub has_heads: bool,
    /// The places of the heads, if these are the places of the cells.
    pub at: Option<Vec<usize>>,
}

impl Line<'_> {
    /// Where its cells begin, if that leaves no doubt: there are as many as there should be, of which the first says
    /// something.
    pub fn certain_start(&self, width: usize) -> Option<usize> {
        match starts(self.fields, self.row.labels, width).as_slice() {
            [start] if self.says(*start) || self.is_bare(width) => Some(*start),
            _ => None,
        }
    }

    /// Whether all that it says behind its labels stands in some places.
    pub fn is_within(&self, places: &[usize]) -> bool {
        (self.row.labels..self.fields.len()).all(|at| !self.says(at) || places.contains(&at))
    }

    /// Whether it says nothing behind its labels.
    pub fn is_blank(&self) -> bool {
        is_blank_behind(self.fields, self.row.labels)
    }

    /// Whether it is nothing but cells, of which it has as many as it should.
    fn is_bare(&self, width: usize) -> bool {
        self.row.labels == 0 && self.fields.len() == width
    }

    fn says(&self, at: usize) -> bool {
        self.fields.get(at).is_some_and(|field| !field.is_blank())
    }
}

impl<'s> Panel<'_, 's> {
    /// The lines that say anything behind their labels.
    pub fn said_lines(&self) -> impl Iterator<Item = &Line<'s>> {
        self.lines.iter().filter(|line| !line.is_blank())
    }

    /// Whether its last column is the total of each line, which is computed where all leave it out.
    pub fn ends_with_total(&self) -> bool {
        self.is_of_one_row() && self.order.last().is_some_and(|slot| slot.is_total)
    }

    /// Whether all columns are those of one row.
    pub fn is_of_one_row(&self) -> bool {
        self.order.windows(2).all(|pair| matches!(pair, [a, b] if a.row == b.row))
    }

    /// The rows that the cells of a line make: one, or all that stand side by side.
    pub fn rows(&self, line: &RowLine, cells: &[Option<usize>]) -> Vec<Placed> {
        let mut rows: BTreeMap<usize, BTreeMap<usize, usize>> = BTreeMap::new();
        for (slot, cell) in self.order.iter().zip(cells) {
            let row = if self.is_of_one_row() { line.row } else { slot.row };
            let own = rows.entry(row).or_default();
            own.extend(cell.map(|cell| (slot.place, cell)));
        }
        rows.into_iter().map(|(row, cells)| Placed { row, line: line.line, cells }).collect()
    }
}
