//! Footnotes at the foot of pages: what stands there, and how much room that takes.

use std::ops::Range;

use super::super::flow::Flow;
use super::super::geometry::{Geometry, TABLE_SIZE};
use crate::units::Pt;

// The standard has no footnotes: this is this program's choice, made by eye.

/// Distance of baselines in footnotes, in em.
pub(in crate::layout) const NOTE_LEADING: f64 = 1.5;
/// Between the text and the footnotes; the rule stands in its middle.
pub(in crate::layout) const NOTE_GAP: Pt = Pt(12.0);

/// Lines of a footnote that stand on one page.
#[derive(Clone, Debug, PartialEq)]
pub(in crate::layout) struct NotePart {
    pub(in crate::layout) note: usize,
    pub(in crate::layout) lines: Range<usize>,
}

/// What stands at the foot of a page that mentions these notes, below what the page before carried on, and what it
/// carries on itself. What had to stand on the page reaches down to `taken`.
pub(super) fn divide(
    carried: &[NotePart],
    mentions: &[usize],
    taken: Pt,
    flow: &Flow,
    geometry: &Geometry,
) -> (Vec<NotePart>, Vec<NotePart>) {
    let whole = |note: &usize| NotePart { note: *note, lines: 0..flow.notes.get(*note).map_or(0, Vec::len) };
    let mut room = most_lines(taken, geometry);
    let (mut here, mut later) = (Vec::new(), Vec::new());
    for NotePart { note, lines } in carried.iter().cloned().chain(mentions.iter().map(whole)) {
        let middle = lines.end.min(lines.start + room);
        room -= middle - lines.start;
        here.push(NotePart { note, lines: lines.start..middle });
        later.push(NotePart { note, lines: middle..lines.end });
    }
    here.retain(|part| !part.lines.is_empty());
    later.retain(|part| !part.lines.is_empty());
    (here, later)
}

/// Where the text of such a page must end, from the top of the type area.
pub(super) fn foot(
    carried: &[NotePart],
    mentions: impl Iterator<Item = usize>,
    taken: Pt,
    flow: &Flow,
    geometry: &Geometry,
) -> Pt {
    let own: usize = mentions.filter_map(|note| flow.notes.get(note)).map(Vec::len).sum();
    let lines = own + carried.iter().map(|part| part.lines.len()).sum::<usize>();
    geometry.height() - notes_height(lines.min(most_lines(taken, geometry)))
}

/// Adds footnotes to a list, each once.
pub(super) fn unite(notes: &mut Vec<usize>, more: impl IntoIterator<Item = usize>) {
    for note in more {
        if !notes.contains(&note) {
            notes.push(note);
        }
    }
}

/// Most lines of footnotes on a page: they take no more than half of it, and nothing of what had to stand there; what
/// is left goes to the next.
fn most_lines(taken: Pt, geometry: &Geometry) -> usize {
    let lines = |room: Pt| ((room - NOTE_GAP) / (TABLE_SIZE * NOTE_LEADING)).max(0.0) as usize;
    lines(geometry.height() / 2.0).max(1).min(lines(geometry.height() - taken))
}

/// Height of so many lines of footnotes, with the room above them.
pub(in crate::layout) fn notes_height(lines: usize) -> Pt {
    if lines == 0 { Pt::ZERO } else { NOTE_GAP + TABLE_SIZE * NOTE_LEADING * lines as f64 }
}
