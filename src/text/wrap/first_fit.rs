//! Line by line: each holds what it can, as word processors do it.

use std::ops::Range;

use super::Measure;
use super::totals::Totals;
use crate::text::atom::{Atom, Break};

/// The atoms of each line: it ends at the last place at which it fits its room, all its blanks and gaps given back.
pub(super) fn wrap(atoms: &[Atom], totals: &Totals, measure: Measure) -> Vec<Range<usize>> {
    let mut lines = Vec::new();
    let mut start = 0;
    let mut fitting = None;
    let mut end = 1;
    while end <= atoms.len() {
        if totals.price(end).is_some() {
            if totals.line(start..end).least() <= measure.room(start) {
                fitting = Some(end);
            } else {
                // Nothing is lost where nothing fits: the line is too wide as it is.
                let cut = fitting.take().unwrap_or(end);
                lines.push(start..cut);
                start = cut;
                end = cut + 1;
                continue;
            }
            if atoms[end - 1].break_after == Break::Forced {
                lines.push(start..end);
                start = end;
                fitting = None;
            }
        }
        end += 1;
    }
    if start < atoms.len() {
        lines.push(start..atoms.len());
    }
    lines
}
