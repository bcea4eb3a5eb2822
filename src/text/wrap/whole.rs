//! The breaks of a whole paragraph at once: the cheapest way from its first atom to its last (Knuth and Plass, 1981).

use std::collections::VecDeque;
use std::ops::Range;

use super::demerits::Candidate;
use super::totals::Totals;
use super::{Alignment, Measure};
use crate::text::atom::{Atom, Break};
use crate::text::tariff::{BEYOND, EARLY_LINES};

/// The cheapest way to a place where a line may end.
#[derive(Clone, Copy)]
struct Way {
    /// Where its last line begins.
    from: usize,
    demerits: f64,
    lines: usize,
}

/// Which lines are looked at.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Limits {
    /// Those within all limits.
    Kept,
    /// All.
    Open,
}

/// The atoms of each line. Takes time in step with the number of atoms: of the places where the line that ends at a
/// place may have begun, only those are looked at from which it is neither too long nor too short.
pub(super) fn wrap(atoms: &[Atom], totals: &Totals, measure: Measure, alignment: Alignment) -> Vec<Range<usize>> {
    let within = |limits| ways(atoms, totals, measure, alignment, limits);
    // Most paragraphs can be set within all limits: then there are few places at which a line can end.
    trace(&within(Limits::Kept).or_else(|| within(Limits::Open)).unwrap_or_default())
}

/// The cheapest way to each place; `None` if the last cannot be reached.
fn ways(
    atoms: &[Atom],
    totals: &Totals,
    measure: Measure,
    alignment: Alignment,
    limits: Limits,
) -> Option<Vec<Option<Way>>> {
    let mut best: Vec<Option<Way>> = vec![None; atoms.len() + 1];
    best[0] = Some(Way { from: 0, demerits: 0.0, lines: 0 });
    // Places where a line may begin that goes on here.
    let mut active = VecDeque::from([0]);
    for end in 1..=atoms.len() {
        if totals.price(end).is_none() {
            continue;
        }
        // Wider with every atom: such a start is out for good.
        while let Some(start) = active.front().copied().filter(|start| end - start > 1)
            && totals.line(start..end).least() > measure.room(start)
        {
            active.pop_front();
        }
        let mut chosen: Option<Way> = None;
        for start in active.iter().copied() {
            let Some(before) = best[start] else { continue };
            let (width, room) = (totals.line(start..end), measure.room(start));
            let line = Candidate { atoms, totals, range: start..end, width, room };
            // A line that begins later is shorter still: it is beyond all limits, as this one is, and can be no
            // cheaper.
            let known = limits == Limits::Kept || chosen.is_some_and(|best| best.demerits < MOST);
            if known && alignment == Alignment::Justified && line.is_too_short() {
                break;
            }
            let own = line.demerits(alignment);
            if limits == Limits::Kept && own >= MOST {
                continue;
            }
            let demerits = before.demerits + own * (1.0 - EARLY_LINES * before.lines.min(100) as f64);
            if chosen.is_none_or(|best| demerits < best.demerits) {
                chosen = Some(Way { from: start, demerits, lines: before.lines + 1 });
            }
        }
        if limits == Limits::Open {
            chosen = chosen.or_else(|| shortest(&best, end));
        }
        best[end] = chosen;
        if atoms[end - 1].break_after == Break::Forced {
            active.clear();
        }
        active.extend(chosen.map(|_| end));
        if active.is_empty() {
            return None;
        }
    }
    best[atoms.len()].map(|_| best)
}

/// A line that costs as much is beyond some limit.
const MOST: f64 = BEYOND / 2.0;

/// Nothing is lost where nothing fits: the shortest line that can end here does, too wide as it is.
fn shortest(best: &[Option<Way>], end: usize) -> Option<Way> {
    let (start, before) = (0..end).rev().find_map(|start| Some((start, best[start]?)))?;
    Some(Way { from: start, demerits: before.demerits + BEYOND, lines: before.lines + 1 })
}

/// The lines on the cheapest way to the end.
fn trace(best: &[Option<Way>]) -> Vec<Range<usize>> {
    let mut lines = Vec::new();
    let mut end = best.len().saturating_sub(1);
    while let Some(way) = best[end].filter(|_| end > 0) {
        lines.push(way.from..end);
        end = way.from;
    }
    lines.reverse();
    lines
}
