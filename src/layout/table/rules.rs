//! The rules of a fragment: one around it, thinner ones between its cells.

use super::{Fragment, INNER_RULE, OUTER_RULE, TableLayout};
use crate::layout::page::Rule;
use crate::units::Pt;

impl TableLayout {
    /// The rules of a fragment whose outer edge has its top left corner at (0, 0). Every edge of it is an outer rule,
    /// so that no span is cut without one.
    pub(in crate::layout) fn rules(&self, fragment: &Fragment) -> Vec<Rule> {
        let lines = fragment.row_edges();
        let owner = self.owners(fragment);
        let (rows, columns) = (fragment.rows.len(), self.edges.len() - 1);
        let mut rules = Vec::new();
        for line in 0..=rows {
            let outer = line == 0 || line == rows;
            let walls = (0..columns).map(|column| outer || owner[line - 1][column] != owner[line][column]);
            for (start, end) in stretches(walls) {
                rules.push(self.rule(outer, (self.edges[start], self.edges[end]), (lines[line], lines[line])));
            }
        }
        for column in 0..=columns {
            let outer = column == 0 || column == columns;
            let walls = (0..rows).map(|row| outer || owner[row][column - 1] != owner[row][column]);
            for (start, end) in stretches(walls) {
                rules.push(self.rule(outer, (self.edges[column], self.edges[column]), (lines[start], lines[end])));
            }
        }
        rules
    }

    fn rule(&self, outer: bool, (x0, x1): (Pt, Pt), (y0, y1): (Pt, Pt)) -> Rule {
        let thickness = if outer { OUTER_RULE } else { INNER_RULE };
        // Ends reach to the outer side of the rule that they meet, so that corners are closed.
        let more = if outer { OUTER_RULE / 2.0 } else { Pt::ZERO };
        if y0 == y1 {
            Rule { x0: x0 - more, y0, x1: x1 + more, y1, thickness }
        } else {
            Rule { x0, y0: y0 - more, x1, y1: y1 + more, thickness }
        }
    }

    /// Which cell stands in each place of a fragment, slices counting as one, and, as a cell may be shown twice, its
    /// first row there.
    fn owners(&self, fragment: &Fragment) -> Vec<Vec<(usize, usize)>> {
        let columns = self.edges.len() - 1;
        // A place that no cell covers is a cell of its own.
        let mut owner: Vec<Vec<(usize, usize)>> = (0..fragment.rows.len())
            .map(|row| (0..columns).map(|column| (usize::MAX, row * columns + column)).collect())
            .collect();
        for cell in fragment.cells.iter().filter_map(|index| self.cells.get(*index)) {
            for shown in self.shown(cell, &fragment.rows) {
                let key = (cell.group, if cell.sliced { usize::MAX } else { shown.start });
                for row in &mut owner[shown] {
                    for place in row.iter_mut().skip(cell.column).take(cell.column_span) {
                        *place = key;
                    }
                }
            }
        }
        owner
    }
}

impl Fragment {
    /// Middles of the rules across, from the outer edge of the table: one more than there are rows.
    pub(in crate::layout) fn row_edges(&self) -> Vec<Pt> {
        let mut edges = vec![OUTER_RULE / 2.0];
        for height in &self.heights {
            edges.push(edges.last().copied().unwrap_or_default() + *height);
        }
        edges
    }
}

/// Runs of walls: pairs of first and one past the last.
fn stretches(walls: impl Iterator<Item = bool>) -> Vec<(usize, usize)> {
    let mut found: Vec<(usize, usize)> = Vec::new();
    for (at, _) in walls.enumerate().filter(|(_, wall)| *wall) {
        match found.last_mut() {
            Some(last) if last.1 == at => last.1 = at + 1,
            _ => found.push((at, at + 1)),
        }
    }
    found
}
