//! The rows of a table on a page: all of them, closer together or in smaller type if need be, or those after which the
//! table may be divided.

use super::{Entry, OpenPage};
use crate::layout::paginate::place::{Cursor, SLACK};
use crate::layout::paginate::{Start, prices};
use crate::layout::table::{MOST_ROW_PADDING, ROW_PADDINGS, Rows};
use crate::units::Pt;

/// Rows of a table from `first` up to `end`, with the room above and below the text of each.
#[derive(Clone, Copy)]
pub(super) struct Part {
    pub(super) first: usize,
    pub(super) end: usize,
    pub(super) padding: Pt,
    /// Whether they are those of the same table in smaller type.
    pub(super) is_smaller: bool,
}

/// All that is left of a table, in the way in which a page has room for it.
struct Whole {
    part: Part,
    price: u64,
    /// Where it ends.
    bottom: Pt,
}

impl OpenPage<'_, '_> {
    /// Puts the rows of a table from `first` on below the other pieces, if all of them have room, closer together if
    /// need be; else the page may end behind those that have. On an empty page at least one has.
    pub(super) fn stand_rows(&mut self, index: usize, first: usize) -> bool {
        let Some(rows) = self.filler.rows(index) else { return false };
        let top = if self.entries.is_empty() { Pt::ZERO } else { self.cursor.off_grid() };
        let smaller = self.filler.smaller(index).filter(|_| first == 0);
        let whole = self.whole(rows, first, top).or_else(|| {
            let Whole { part, price, bottom } = self.whole(smaller?, first, top)?;
            Some(Whole { part: Part { is_smaller: true, ..part }, price: price + prices::SMALLER_TYPE, bottom })
        });
        let stays = self.filler.flow.pieces.get(index).is_some_and(|piece| !piece.break_after);
        if whole.is_none() || stays {
            self.divide(index, first, top);
        }
        let Some(Whole { part, price, bottom }) = whole else { return false };
        self.sunk += price;
        self.takes(bottom, rows.notes(first, rows.count()));
        self.cursor = Cursor::below_table(bottom);
        self.entries.push(Entry { piece: index, y: top, rows: Some(part), scale: 1.0 });
        true
    }

    /// All rows from `first` on, with the most room between them with which they stand on the page.
    fn whole(&self, rows: &Rows, first: usize, top: Pt) -> Option<Whole> {
        let end = rows.count();
        let part = |padding: Pt| Part { first, end, padding, is_smaller: false };
        let foot = self.foot_with(rows.notes(first, end)) + SLACK;
        let stands = |(steps, padding): (usize, Pt)| {
            // Of many rows this tells at once that they do not.
            let has_room = top + rows.least_height(first, end, padding) <= foot;
            let bottom = has_room.then(|| top + rows.height(first, end, padding));
            let bottom = bottom.filter(|bottom| *bottom <= foot)?;
            Some(Whole { part: part(padding), price: prices::CLOSER * steps as u64, bottom })
        };
        ROW_PADDINGS.into_iter().enumerate().find_map(stands).or_else(|| {
            // On an empty page a last row stands whatever room it has.
            let [padding, ..] = ROW_PADDINGS;
            let must_stand = self.entries.is_empty() && rows.body(first) + 1 >= end;
            let bottom = || top + rows.height(first, end, padding);
            must_stand.then(|| Whole { part: part(padding), price: 0, bottom: bottom() })
        })
    }

    /// The page may end behind some of the rows of a table from `first` on, the last that have room there.
    fn divide(&mut self, index: usize, first: usize, top: Pt) {
        /// Places to end at that are worth a try: a table needs no more to keep three rows on every page and its groups
        /// together.
        const TRIED: usize = 6;
        let Some(rows) = self.filler.rows(index) else { return };
        let geometry = self.filler.geometry;
        let empty = self.entries.is_empty();
        let [padding, ..] = ROW_PADDINGS;
        let least = (rows.body(first) + 1).min(rows.count());
        let mut parts: Vec<(usize, Pt, Pt)> = Vec::new();
        for end in least..rows.count() {
            let must_stand = empty && end == least;
            if !must_stand && top + rows.least_height(first, end, padding) > self.foot + SLACK {
                break;
            }
            let bottom = top + rows.height(first, end, padding);
            let free = self.foot_with(rows.notes(first, end)) + SLACK - bottom;
            if must_stand || free >= Pt::ZERO {
                parts.push((end, bottom, free.max(Pt::ZERO)));
            }
        }
        let is_official_page = rows.is_official_page(geometry.height());
        let mut tried = 0;
        for (end, bottom, free) in parts.into_iter().rev() {
            let lawful = rows.may_end(first, end);
            if tried == TRIED || !lawful && tried > 0 {
                continue;
            }
            tried += usize::from(lawful);
            let two = (end + 2).min(rows.count());
            let division = prices::Division {
                is_of_page: is_official_page && !rows.begins_block(end),
                is_in_group: rows.parts_group(end),
                free,
                leaves_rows: two == end + 2 && rows.least_height(end, two, padding) < free,
            };
            let price = division.price(geometry) + if lawful { 0 } else { prices::LONE_ROW };
            // What is left is given to the rows, as far as that is not seen.
            let more = free / (2.0 * rows.shown(first, end).max(1) as f64);
            let part = Part { first, end, padding: (padding + more).min(MOST_ROW_PADDING), is_smaller: false };
            let entry = Entry { piece: index, y: top, rows: Some(part), scale: 1.0 };
            let mut cut = self.cut(Start { piece: index, row: end, waiting: index }, price, Some(entry));
            if empty {
                cut.taken = bottom;
            }
            if lawful { self.lawful.push(cut) } else { self.unlawful.push(cut) }
        }
    }
}
