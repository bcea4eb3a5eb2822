//! A legend: keys with names, in rows that are as wide as the chart.

use super::Chart;
use super::canvas::{Canvas, Rect, Turn};
use super::data::words;
use super::labels::{Block, LEAST, Scribe, Side, USUAL, Words};
use crate::units::Pt;

/// Width of a key.
const KEY: Pt = Pt(22.0);
/// Height of a key.
const KEY_HEIGHT: Pt = Pt(8.0);
/// Between a key and its name.
const GAP: Pt = Pt(4.0);
/// Between one name and the next key.
const BETWEEN: Pt = Pt(16.0);
/// Between rows.
const ROW_GAP: Pt = Pt(4.0);
/// More rows than this are set smaller.
const MANY_ROWS: usize = 3;

/// A legend.
#[derive(Debug, Default)]
pub(super) struct Legend {
    rows: Vec<Vec<Entry>>,
}

#[derive(Debug)]
struct Entry {
    index: usize,
    name: Block,
}

impl Entry {
    fn width(&self) -> Pt {
        KEY + GAP + self.name.width()
    }
}

impl Legend {
    /// The legend of the series that have a name.
    pub(super) fn of_series(chart: &Chart, width: Pt, scribe: &mut Scribe) -> Legend {
        let names: Vec<Option<Words>> = chart.series.iter().map(|series| series.name.as_ref().map(words)).collect();
        Legend::new(&names, width, scribe)
    }

    /// A legend of those entries that have a name; each is drawn with the key of its place.
    pub(super) fn new(names: &[Option<Words>], width: Pt, scribe: &mut Scribe) -> Legend {
        let usual = Legend::of_size(names, USUAL, width, scribe);
        if usual.rows.len() <= MANY_ROWS { usual } else { Legend::of_size(names, LEAST, width, scribe) }
    }

    fn of_size(names: &[Option<Words>], size: Pt, width: Pt, scribe: &mut Scribe) -> Legend {
        let mut rows: Vec<Vec<Entry>> = Vec::new();
        let mut used = Pt::ZERO;
        for (index, words) in names.iter().enumerate() {
            let Some(words) = words else { continue };
            let name = scribe.forced(*words, size, (width - KEY - GAP).max(size));
            let entry = Entry { index, name };
            let with = used + BETWEEN + entry.width();
            match rows.last_mut().filter(|_| with <= width) {
                Some(row) => {
                    used = with;
                    row.push(entry);
                }
                None => {
                    used = entry.width();
                    rows.push(vec![entry]);
                }
            }
        }
        Legend { rows }
    }

    /// Its height, and the gap above it if it has any.
    pub(super) fn height(&self) -> Pt {
        self.rows.iter().map(|row| row_height(row) + ROW_GAP).sum()
    }

    /// Draws it across a width, in the middle; `key` draws the key of an entry.
    pub(super) fn draw(self, canvas: &mut Canvas, top: Pt, width: Pt, key: impl Fn(&mut Canvas, usize, Rect)) {
        let mut top = top + ROW_GAP;
        // A list of single entries stands flush.
        let is_list = self.rows.iter().all(|row| row.len() == 1);
        let widest = self.rows.iter().map(|row| row_width(row)).fold(Pt::ZERO, Pt::max);
        for row in self.rows {
            let height = row_height(&row);
            let used = if is_list { widest } else { row_width(&row) };
            let mut left = (width - used) / 2.0;
            for entry in row {
                let middle = top + height / 2.0;
                let (above, below) = (middle - KEY_HEIGHT / 2.0, middle + KEY_HEIGHT / 2.0);
                key(canvas, entry.index, Rect { left, top: above, right: left + KEY, bottom: below });
                let (start, end) = (left + KEY + GAP, left + entry.width());
                let room = Rect { left: start, top, right: end, bottom: top + height };
                entry.name.write(canvas, Turn::Legend, room, Side::Left);
                left = end + BETWEEN;
            }
            top += height + ROW_GAP;
        }
    }
}

fn row_width(row: &[Entry]) -> Pt {
    row.iter().map(Entry::width).sum::<Pt>() + BETWEEN * (row.len() as f64 - 1.0)
}

fn row_height(row: &[Entry]) -> Pt {
    row.iter().map(|entry| entry.name.height()).fold(KEY_HEIGHT, Pt::max)
}
