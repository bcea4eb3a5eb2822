//! What stands of a table on one page: its rows, the head above them, the height of each.
//!
//! [`Rows`] answers for any stretch of rows how high it stands and which footnotes it mentions. Pages are tried with
//! many ends, so what a row asks for is found once.

use std::ops::Range;

use super::{CellLayout, OUTER_RULE, ROW_PADDINGS, TableLayout};
use crate::units::Pt;

/// Rows that a page shows of a table.
pub(in crate::layout) struct Fragment {
    /// The rows in the order in which they stand.
    pub(in crate::layout) rows: Vec<ShownRow>,
    /// Height of each, between the middles of its rules.
    pub(in crate::layout) heights: Vec<Pt>,
    /// The cells that stand in them, as indices in their order.
    pub(in crate::layout) cells: Vec<usize>,
    /// Whether the caption stands above it.
    pub(in crate::layout) captioned: bool,
    /// Whether they are those of the same table in the smallest type.
    pub(in crate::layout) is_smaller: bool,
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
const LEAST_ROWS: usize = 3;

/// The rows of a table, weighed.
pub(in crate::layout) struct Rows<'t> {
    table: &'t TableLayout,
    /// Height of the text in the cells of one row, row by row; without the room above and below it, which the rows of
    /// a page have in common (`padding`).
    own: Vec<Pt>,
    /// Sums of them, from the first row up to each; one more than there are rows.
    sums: Vec<Pt>,
    /// The cells that stand in each row alone, and those over several rows that cover it.
    alone: Vec<Vec<usize>>,
    covering: Vec<Vec<usize>>,
    /// How many rows up to each are covered by such a cell; one more than there are rows.
    covered: Vec<usize>,
    /// Whether each row is a slice that goes on in the next one.
    goes_on: Vec<bool>,
    /// Footnotes by the row that mentions them.
    notes: Vec<(usize, usize)>,
}

impl<'t> Rows<'t> {
    pub(in crate::layout) fn new(table: &'t TableLayout) -> Rows<'t> {
        let mut own = vec![Pt::ZERO; table.rows];
        let mut alone = vec![Vec::new(); table.rows];
        let mut covering = vec![Vec::new(); table.rows];
        let mut notes = Vec::new();
        for (index, cell) in table.cells.iter().enumerate() {
            let end = (cell.row + cell.row_span).min(table.rows);
            match (own.get_mut(cell.row), covering.get_mut(cell.row..end)) {
                (Some(height), _) if cell.row_span == 1 => {
                    *height = height.max(table.least_height(cell));
                    alone[cell.row].push(index);
                }
                (_, Some(rows)) => rows.iter_mut().for_each(|cells| cells.push(index)),
                _ => {}
            }
            notes.extend(cell.lines.iter().flat_map(|line| line.notes.iter().map(|note| (cell.row, *note))));
        }
        notes.sort_by_key(|(row, _)| *row);
        let mut sums = vec![Pt::ZERO];
        let mut covered = vec![0];
        for (height, cells) in own.iter().zip(&covering) {
            sums.push(sums.last().copied().unwrap_or_default() + *height);
            covered.push(covered.last().copied().unwrap_or_default() + usize::from(!cells.is_empty()));
        }
        let goes_on = rows_that_go_on(table);
        Rows { table, own, sums, alone, covering, covered, goes_on, notes }
    }

    /// Whether it is a table of the official form that has room on one page.
    pub(in crate::layout) fn is_official_page(&self, page: Pt) -> bool {
        self.table.is_official && self.least_page() <= page
    }

    /// Height of the whole table, its rows as close as they may stand.
    pub(in crate::layout) fn least_page(&self) -> Pt {
        let [.., closest] = ROW_PADDINGS;
        self.height(0, self.count(), closest)
    }

    /// Whether a new block of the table, with a head of its own, begins with a row.
    pub(in crate::layout) fn begins_block(&self, row: usize) -> bool {
        let repeat = |row: usize| self.table.repeat.get(row).is_some_and(|heads| !heads.is_empty());
        row.checked_sub(1).is_some_and(repeat) && !repeat(row)
    }

    /// Whether the rows above and below `end` belong to one cell.
    pub(in crate::layout) fn parts_group(&self, end: usize) -> bool {
        let cells = |row: usize| self.covering.get(row).map(Vec::as_slice).unwrap_or_default();
        end.checked_sub(1).is_some_and(|above| cells(above).iter().any(|cell| cells(end).contains(cell)))
    }

    /// Number of rows.
    pub(in crate::layout) fn count(&self) -> usize {
        self.table.rows
    }

    /// The first row below the head that a page beginning with `first` shows.
    pub(in crate::layout) fn body(&self, first: usize) -> usize {
        first.max(self.table.head_rows)
    }

    /// Whether the table may be divided above `end` if the page begins with `first`: at least three rows stand on
    /// either side, and the row above the end may be parted from the one below. A row that is too high for a page is
    /// divided between any two slices.
    pub(in crate::layout) fn may_end(&self, first: usize, end: usize) -> bool {
        let in_row = end > self.body(first) && self.goes_on.get(end - 1).copied().unwrap_or_default();
        if in_row {
            return true;
        }
        self.body(first) + LEAST_ROWS <= end
            && end + LEAST_ROWS <= self.count()
            && !self.table.keep_with_next.contains(&end.saturating_sub(1))
    }

    /// No less than the height of these rows, and growing with `end`.
    pub(in crate::layout) fn least_height(&self, first: usize, end: usize, padding: Pt) -> Pt {
        self.sum(first, end, padding)
    }

    /// Height of the rows from `first` up to `end` between their outer edges, with the caption above the first row and
    /// the head above others; `padding` is the room above and below the text of each.
    pub(in crate::layout) fn height(&self, first: usize, end: usize, padding: Pt) -> Pt {
        let repeated = self.repeated(first);
        let spanned = |start: usize, end: usize| self.covered.get(start) != self.covered.get(end);
        let rows: Pt = if spanned(first, end) || repeated.iter().any(|row| spanned(*row, row + 1)) {
            self.heights(&self.shown_rows(first, end), padding).into_iter().sum()
        } else {
            let heads = repeated.iter().filter_map(|row| self.own.get(*row)).map(|own| *own + padding * 2.0);
            self.sum(first, end, padding) + heads.sum()
        };
        rows + OUTER_RULE + if first == 0 { self.table.caption_height() } else { Pt::ZERO }
    }

    /// How many rows a page shows of those from `first` up to `end`, what stands above them among them.
    pub(in crate::layout) fn shown(&self, first: usize, end: usize) -> usize {
        self.repeated(first).len() + end.saturating_sub(first)
    }

    /// The rows from `first` up to `end`, with what stands above them.
    pub(in crate::layout) fn fragment(&self, first: usize, end: usize, padding: Pt) -> Fragment {
        let rows = self.shown_rows(first, end);
        let heights = self.heights(&rows, padding);
        let in_row =
            |shown: &ShownRow| self.alone.get(shown.row).into_iter().chain(self.covering.get(shown.row)).flatten();
        let mut cells: Vec<usize> = rows.iter().flat_map(in_row).copied().collect();
        cells.sort_unstable();
        cells.dedup();
        Fragment { rows, heights, cells, captioned: first == 0, is_smaller: false }
    }

    /// The footnotes that the rows from `first` up to `end` mention; the caption's are those of the first row.
    pub(in crate::layout) fn notes(&self, first: usize, end: usize) -> impl Iterator<Item = usize> {
        let caption = self.table.caption.iter().filter(move |_| first == 0);
        let at = |row: usize| self.notes.partition_point(|(of, _)| *of < row);
        let rows = self.notes.get(at(first)..at(end)).unwrap_or_default();
        caption.flat_map(|line| line.notes.iter().copied()).chain(rows.iter().map(|(_, note)| *note))
    }

    fn sum(&self, first: usize, end: usize, padding: Pt) -> Pt {
        let at = |row: usize| self.sums.get(row).or(self.sums.last()).copied().unwrap_or_default();
        at(end) - at(first) + padding * 2.0 * end.saturating_sub(first) as f64
    }

    /// Rows that are repeated above a page's first.
    fn repeated(&self, first: usize) -> Vec<usize> {
        if first == 0 {
            return Vec::new();
        }
        let own = self.table.repeat.get(first).map(Vec::as_slice).unwrap_or_default();
        (0..self.table.head_rows).chain(own.iter().copied()).collect()
    }

    fn shown_rows(&self, first: usize, end: usize) -> Vec<ShownRow> {
        let repeated = self.repeated(first).into_iter().map(|row| ShownRow { row, repeated: true });
        repeated.chain((first..end).map(|row| ShownRow { row, repeated: false })).collect()
    }

    /// Heights of shown rows: each as high as its own cells ask for; what a cell over several rows needs beyond theirs
    /// is put on them evenly.
    fn heights(&self, rows: &[ShownRow], padding: Pt) -> Vec<Pt> {
        let own = |shown: &ShownRow| self.own.get(shown.row).copied().unwrap_or_default() + padding * 2.0;
        let mut heights: Vec<Pt> = rows.iter().map(own).collect();
        let mut spanning: Vec<usize> =
            rows.iter().filter_map(|shown| self.covering.get(shown.row)).flatten().copied().collect();
        spanning.sort_unstable();
        spanning.dedup();
        let cells = spanning.into_iter().filter_map(|index| self.table.cells.get(index));
        let mut shown: Vec<(&CellLayout, Range<usize>)> =
            cells.flat_map(|cell| self.table.shown(cell, rows).into_iter().map(move |shown| (cell, shown))).collect();
        shown.sort_by_key(|(_, shown)| shown.len());
        for (cell, shown) in shown {
            let spanned = &mut heights[shown];
            let missing = self.table.least_height(cell) + padding * 2.0 - spanned.iter().copied().sum();
            if missing > Pt::ZERO {
                let part = missing / spanned.len() as f64;
                spanned.iter_mut().for_each(|height| *height += part);
            }
        }
        heights
    }
}

impl TableLayout {
    /// A head that is higher than `most` is not repeated: it would leave no room for what it stands above.
    pub(super) fn repeat_no_high_head(&mut self, most: Pt) {
        let [padding, ..] = ROW_PADDINGS;
        let head = Rows::new(self).fragment(0, self.head_rows, padding);
        if head.heights.iter().copied().sum::<Pt>() > most {
            self.head_rows = 0;
        }
    }

    /// Where a cell stands among shown rows: none, once, or more often where its rows are repeated.
    pub(in crate::layout) fn shown(&self, cell: &CellLayout, rows: &[ShownRow]) -> Vec<Range<usize>> {
        let own = cell.row..cell.row + cell.row_span;
        let mut places: Vec<Range<usize>> = Vec::new();
        let mut add = |place: Range<usize>| match places.last_mut() {
            Some(last) if last.end == place.start && rows[place.start - 1].row + 1 == rows[place.start].row => {
                last.end = place.end;
            }
            _ => places.push(place),
        };
        // Behind the repeated rows one row of the table follows another.
        let repeated = rows.iter().take_while(|shown| shown.repeated).count();
        for (at, shown) in rows[..repeated].iter().enumerate() {
            if own.contains(&shown.row) {
                add(at..at + 1);
            }
        }
        if let Some(first) = rows.get(repeated) {
            let (start, end) = (own.start.max(first.row), own.end.min(first.row + rows.len() - repeated));
            if start < end {
                add(start - first.row + repeated..end - first.row + repeated);
            }
        }
        places
    }
}

/// Whether each row is a slice that goes on in the next one: all its own cells do.
fn rows_that_go_on(table: &TableLayout) -> Vec<bool> {
    let mut groups: Vec<Vec<usize>> = vec![Vec::new(); table.rows + 1];
    let mut whole = vec![false; table.rows];
    for cell in table.cells.iter().filter(|cell| cell.row_span == 1) {
        if let (Some(groups), Some(whole)) = (groups.get_mut(cell.row), whole.get_mut(cell.row)) {
            groups.push(cell.group);
            *whole |= !cell.sliced;
        }
    }
    let rows = groups.windows(2).zip(whole);
    rows.map(|(pair, whole)| !whole && !pair[0].is_empty() && pair[0] == pair[1]).collect()
}
