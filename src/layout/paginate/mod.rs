//! The flow cut into pages, so that the whole document costs least (Knuth and Plass, Breaking Paragraphs into Lines,
//! 1981, and Plass, Optimal Pagination Techniques, 1981, one dimension up).
//!
//! `prices` says what a page costs, `fill` where one that begins in a given place may end and at what price, `place`
//! where a piece stands on it, `notes` what footnotes take of it. Here the cheapest way through the document is found:
//! every place where a page may begin keeps the cheapest way to it, and gives all ends of its page a try. A page holds
//! few pieces, so the work grows in step with the document.

mod fill;
mod notes;
mod place;
mod prices;
#[cfg(test)]
mod tests;

use std::collections::BTreeMap;

use super::flow::Flow;
use super::geometry::Geometry;
use super::table::Fragment;
use crate::units::Pt;
use fill::{End, Filler};
pub(super) use notes::{NOTE_GAP, NOTE_LEADING, NotePart, notes_height};

/// What stands on a page.
#[derive(Default)]
pub(super) struct PagePlan {
    /// Pieces from top to bottom.
    pub(super) placed: Vec<Placed>,
    /// Footnotes that it mentions, in the order of their marks.
    pub(super) mentions: Vec<usize>,
    /// What stands of footnotes at its foot: first what the page before had no room for, then its own.
    pub(super) notes: Vec<NotePart>,
}

/// A piece in its place.
pub(super) struct Placed {
    /// Its index in the flow.
    pub(super) piece: usize,
    /// Baseline of a line, top of anything else; from the top of the type area.
    pub(super) y: Pt,
    /// What the page shows of a table.
    pub(super) fragment: Option<Fragment>,
    /// What a picture is scaled by to have room.
    pub(super) scale: f64,
}

/// Where a page begins. Later is greater.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
struct Start {
    /// Index of a piece.
    piece: usize,
    /// In a table, its row.
    row: usize,
    /// The first picture that waits for this page because it did not fit where it is mentioned; `piece` if none waits.
    waiting: usize,
}

/// The cheapest way to a place where a page may begin.
struct Way {
    start: Start,
    /// What the page before had no room for of its footnotes.
    carried: Vec<NotePart>,
    cost: Cost,
    /// The way to the page before.
    from: Option<usize>,
}

/// What a way costs. Of two that cost the same, the one is better whose pages begin later: their holes are further
/// back.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
struct Cost {
    price: u64,
    /// Pieces that were left, summed over the pages.
    left: u64,
}

/// Ways to one place that differ in the footnotes carried on: no more than the cheapest few are followed.
const MOST_WAYS: usize = 4;

/// Cuts the flow into pages.
pub(super) fn paginate(flow: &Flow, geometry: &Geometry) -> Vec<PagePlan> {
    let filler = Filler::new(flow, geometry);
    let (ways, last) = cheapest_ways(&filler);

    let mut starts: Vec<usize> = std::iter::successors(last, |way| ways.get(*way)?.from).collect();
    starts.reverse();
    let pairs = starts.windows(2).filter_map(|pair| Some((ways.get(pair[0])?, ways.get(pair[1])?)));
    pairs.map(|(way, next)| filler.page(way.start, &way.carried, next.start, &next.carried)).collect()
}

/// The ways to all places, and which of them ends the document.
fn cheapest_ways(filler: &Filler) -> (Vec<Way>, Option<usize>) {
    let mut ways = Vec::new();
    let first = Way { start: Start::default(), carried: Vec::new(), cost: Cost::default(), from: None };
    let mut open = BTreeMap::from([(first.start, vec![first])]);
    let mut last: Option<(Cost, usize)> = None;
    while let Some((start, mut here)) = open.pop_first() {
        here.sort_by_key(|way| way.cost);
        here.truncate(MOST_WAYS);
        for way in here {
            let index = ways.len();
            if start == filler.end() && way.carried.is_empty() {
                if last.is_none_or(|(cost, _)| way.cost < cost) {
                    last = Some((way.cost, index));
                }
            } else {
                for End { next, price, carried } in filler.ends(start, &way.carried) {
                    let left = (filler.end().piece - next.piece) as u64;
                    let cost = Cost { price: way.cost.price + prices::PAGE + price, left: way.cost.left + left };
                    add(open.entry(next).or_default(), Way { start: next, carried, cost, from: Some(index) });
                }
            }
            ways.push(way);
        }
    }
    (ways, last.map(|(_, index)| index))
}

/// Adds a way to those to the same place, unless there is one that is as cheap.
fn add(ways: &mut Vec<Way>, way: Way) {
    match ways.iter_mut().find(|other| other.carried == way.carried) {
        Some(other) if way.cost < other.cost => *other = way,
        Some(_) => {}
        None => ways.push(way),
    }
}
