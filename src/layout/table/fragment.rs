//! What stands of a table on one page: its rows, the head above them, the height of each.

use super::{CellLayout, OUTER_RULE, ROW_PADDING, TableLayout};
use crate::units::Pt;

/// Rows that a page shows of a table.
pub(in crate::layout) struct Fragment {
    /// The rows in the order in which they stand.
    pub(in crate::layout) rows: Vec<ShownRow>,
    /// Height of each, between the middles of its rules.
    pub(in crate::layout) heights: Vec<Pt>,
    /// Whether the caption stands above it.
    pub(in crate::layout) captioned: bool,
}

/// A row of the table on a page.
#[derive(Clone, Copy)]
pub(in crate::layout) struct ShownRow {
    /// Which row of the table.
    pub(in crate::layout) row: usize,
    /// Whether it stands here once more because the table goes on.
    pub(in crate::layout) repeated: bool,
}

/// Rows that a page must hold of a table that it shares with another page.
const LEAST_ROWS: usize = 2;
/// A table no higher than this, a fifth of the type area, is not divided.
const UNDIVIDED: Pt = Pt::from_mm(45.0);

impl TableLayout {
    /// The most rows from `first` on that fit into a room: the whole rest if it does, else as many as may stand there
    /// alone. `None` if the table cannot begin (or go on) here.
    pub(in crate::layout) fn fit(&self, first: usize, room: Pt) -> Option<(Fragment, usize)> {
        let most = self.rows_in(first, room);
        if self.rows_in(first, room.max(UNDIVIDED)) >= self.rows {
            let whole = self.fragment(first, self.rows);
            let height = self.height(&whole);
            if height <= room {
                return Some((whole, self.rows));
            }
            if first == 0 && height <= UNDIVIDED {
                return None;
            }
        }
        let body = first.max(self.head_rows);
        let ends = (body + LEAST_ROWS..=self.rows.saturating_sub(LEAST_ROWS).min(most)).rev();
        ends.filter(|end| !self.keep_with_next.contains(&(end - 1)))
            .map(|end| (self.fragment(first, end), end))
            .find(|(fragment, _)| self.height(fragment) <= room)
    }

    /// As [`TableLayout::fit`], on an empty page: at least one row stands on it.
    pub(in crate::layout) fn fit_empty_page(&self, first: usize, room: Pt) -> (Fragment, usize) {
        self.fit(first, room).unwrap_or_else(|| {
            let least = (first.max(self.head_rows) + 1).min(self.rows);
            let most =
                (least..=self.rows_in(first, room)).rev().find(|end| self.height(&self.fragment(first, *end)) <= room);
            let end = most.unwrap_or(least);
            (self.fragment(first, end), end)
        })
    }

    /// A head that is higher than `most` is not repeated: it would leave no room for what it stands above.
    pub(super) fn repeat_no_high_head(&mut self, most: Pt) {
        let head = self.fragment(0, self.head_rows);
        if head.heights.iter().copied().sum::<Pt>() > most {
            self.head_rows = 0;
        }
    }

    /// No more rows than up to this one can stand in a room, if they begin with `first`: each has a line of text.
    fn rows_in(&self, first: usize, room: Pt) -> usize {
        let row = self.size + ROW_PADDING * 2.0;
        self.rows.min(first + (room / row).max(0.0) as usize)
    }

    /// Height of a fragment between its outer edges, caption included.
    pub(in crate::layout) fn height(&self, fragment: &Fragment) -> Pt {
        let caption = if fragment.captioned { self.caption_height() } else { Pt::ZERO };
        caption + fragment.heights.iter().copied().sum() + OUTER_RULE
    }

    /// The rows from `first` up to `end`, the head above them if they do not begin with it.
    fn fragment(&self, first: usize, end: usize) -> Fragment {
        let mut rows = Vec::new();
        if first > 0 {
            let own = self.repeat.get(first).map(Vec::as_slice).unwrap_or_default();
            rows.extend((0..self.head_rows).chain(own.iter().copied()).map(|row| ShownRow { row, repeated: true }));
        }
        rows.extend((first..end).map(|row| ShownRow { row, repeated: false }));
        let heights = self.row_heights(&rows);
        Fragment { rows, heights, captioned: first == 0 }
    }

    /// Heights of shown rows: each as high as its own cells ask for; what a cell over several rows needs beyond theirs
    /// is put on them evenly.
    fn row_heights(&self, rows: &[ShownRow]) -> Vec<Pt> {
        let mut heights = vec![Pt::ZERO; rows.len()];
        let mut spanning: Vec<(&CellLayout, std::ops::Range<usize>)> = Vec::new();
        for cell in &self.cells {
            for shown in self.shown(cell, rows) {
                if shown.len() == 1 {
                    heights[shown.start] = heights[shown.start].max(self.cell_height(cell));
                } else {
                    spanning.push((cell, shown));
                }
            }
        }
        spanning.sort_by_key(|(_, shown)| shown.len());
        for (cell, shown) in spanning {
            let spanned = &mut heights[shown];
            let missing = self.cell_height(cell) - spanned.iter().copied().sum();
            if missing > Pt::ZERO {
                let part = missing / spanned.len() as f64;
                spanned.iter_mut().for_each(|height| *height += part);
            }
        }
        heights
    }

    /// The footnotes that a fragment mentions, those of its own rows and, where it begins the table, of the caption.
    pub(in crate::layout) fn notes(&self, fragment: &Fragment) -> Vec<usize> {
        let own = |cell: &&CellLayout| fragment.rows.iter().any(|shown| shown.row == cell.row && !shown.repeated);
        let caption = self.caption.iter().filter(|_| fragment.captioned);
        let cells = self.cells.iter().filter(own).flat_map(|cell| &cell.lines);
        caption.chain(cells).flat_map(|line| line.notes.iter().copied()).collect()
    }

    /// Where a cell stands among shown rows: none, once, or more often where its rows are repeated.
    pub(in crate::layout) fn shown(&self, cell: &CellLayout, rows: &[ShownRow]) -> Vec<std::ops::Range<usize>> {
        let own = cell.row..cell.row + cell.row_span;
        let mut places: Vec<std::ops::Range<usize>> = Vec::new();
        for (at, shown) in rows.iter().enumerate() {
            if own.contains(&shown.row) {
                match places.last_mut() {
                    Some(last) if last.end == at && rows[at - 1].row + 1 == shown.row => last.end = at + 1,
                    _ => places.push(at..at + 1),
                }
            }
        }
        places
    }
}
