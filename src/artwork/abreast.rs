//! Illustrations side by side: how they share a width.

use crate::compose::document::{Illustration, Width};
use crate::units::Pt;

// No standard gives these; they are this program's choice, made by eye.

/// Between two that stand side by side.
pub(crate) const ABREAST_GAP: Pt = Pt(14.0);
/// The narrowest room for one beside others whose widths are stated.
const NARROWEST: Pt = Pt(40.0);
/// Sums of widths stray by less than this.
const ROUNDING: Pt = Pt(0.01);

/// What an illustration has of the width.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Share {
    /// What it and its caption have room in.
    pub(crate) room: Pt,
    /// The width that it is to have itself.
    pub(crate) stated: Option<Pt>,
}

/// Shares `whole` out: stated widths, which may be parts of `area`, are kept, and what is left goes to the others
/// alike, or else to the room of all. Widths that would fill the line if there were no gaps give way to these. `None`
/// if they are to be wider than the whole.
pub(crate) fn share_out(all: &[Illustration], whole: Pt, area: Pt) -> Option<Vec<Share>> {
    let count = all.len().max(1) as f64;
    let free = whole - ABREAST_GAP * (count - 1.0);
    let stated: Vec<Option<Pt>> = all
        .iter()
        .map(|one| match one.width? {
            Width::Part(part) => Some((area * part).min(whole)),
            Width::Length(length) => Some(length.min(whole)),
        })
        .collect();
    let taken: Pt = stated.iter().flatten().copied().sum();
    let others = stated.iter().filter(|width| width.is_none()).count();
    let factor = if taken > free { free / taken } else { 1.0 };
    if taken > whole + ROUNDING || (others > 0 && (free - taken) / (others as f64) < NARROWEST) {
        return None;
    }
    let left_over = free - taken * factor;
    let share = |width: Option<Pt>| match width.map(|width| width * factor) {
        Some(width) => Share { room: if others > 0 { width } else { width + left_over / count }, stated: Some(width) },
        None => Share { room: left_over / (others.max(1) as f64), stated: None },
    };
    Some(stated.into_iter().map(share).collect())
}
