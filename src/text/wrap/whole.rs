//! The breaks of a whole paragraph at once: the cheapest way from its first atom to its last (Knuth and Plass, 1981).

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

/// The atoms of each line. Takes time in step with the number of atoms: of the places where the line that ends at a place may
/// have begun, only those are looked at from which it is neither too long nor too short.
pub(super) fn wrap(atoms: &[Atom], totals: &Totals, measure: Measure, alignment: Alignment) -> Vec<Range<usize>> {
    let mut best: Vec<Option<Way>> = vec![None; atoms.len() + 1];
    best[0] = Some(Way { from: 0, demerits: 0.0, lines: 0 });
    // Before it, no line can begin that ends where we are.
    let mut first_active = 0;
    for end in 1..=atoms.len() {
        if totals.price(end).is_none() {
            continue;
        }
        let mut chosen: Option<Way> = None;
        for start in first_active..end {
            let Some(before) = best[start] else {
                first_active += usize::from(start == first_active);
                continue;
            };
            let (width, room) = (totals.line(start..end), measure.room(start));
            if width.least() > room && end - start > 1 {
                // Wider with every atom: this start is out for good, if all before it are.
                first_active += usize::from(start == first_active);
                continue;
            }
            let line = Candidate { atoms, totals, range: start..end, width, room };
            // A line that begins later is shorter still: it is beyond all limits, as this one is, and can be no cheaper.
            let known = chosen.is_some_and(|best| best.demerits < BEYOND / 2.0);
            if known && alignment == Alignment::Justified && line.is_too_short() {
                break;
            }
            let filled = 1.0 - EARLY_LINES * before.lines.min(100) as f64;
            let demerits = before.demerits + line.demerits(alignment) * filled;
            if chosen.is_none_or(|best| demerits < best.demerits) {
                chosen = Some(Way { from: start, demerits, lines: before.lines + 1 });
            }
        }
        best[end] = chosen.or_else(|| shortest(&best, end));
        if atoms[end - 1].break_after == Break::Forced {
            first_active = end;
        }
    }
    trace(&best)
}

/// Nothing is lost where nothing fits: the shortest line that can end here does, too wide as it is.
fn shortest(best: &[Option<Way>], end: usize) -> Option<Way> {
    let (start, before) = (0..end).rev().find_map(|start| Some((start, best[start]?)))?;
    Some(Way { from: start, demerits: before.demerits + BEYOND, lines: before.lines + 1 })
}

/// The lines on the cheapest way to the end.
fn trace(best: &[Option<Way>]) -> Vec<Range<usize>> {
    let mut lines = Vec::new();
    let mut end = best.len() - 1;
    while let Some(way) = best[end].filter(|_| end > 0) {
        lines.push(way.from..end);
        end = way.from;
    }
    lines.reverse();
    lines
}
