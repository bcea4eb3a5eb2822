//! A paragraph to lines: where each of them ends.
//!
//! `totals` measures any line at once, `demerits` says what it costs, `whole` chooses the breaks over the whole
//! paragraph, so that no line is better at the cost of a worse one. `first_fit` goes line by line; it is what the other
//! is measured against.

mod demerits;
mod first_fit;
mod totals;
mod whole;

#[cfg(test)]
mod tests;

use std::ops::Range;

use super::paragraph::Paragraph;
use crate::units::Pt;
use totals::Totals;

/// The room that lines have.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Measure {
    /// Width of a line.
    pub width: Pt,
    /// Indent of the first line, within the width.
    pub first_indent: Pt,
}

impl Measure {
    /// The room of a line that begins with this atom.
    fn room(&self, start: usize) -> Pt {
        if start == 0 { self.width - self.first_indent } else { self.width }
    }
}

/// How lines fill their room.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Alignment {
    /// To both edges, the last line to the left.
    Justified,
    /// To the left.
    Left,
    /// To the right.
    Right,
    /// In the middle, lines as even as they can be.
    Centre,
}

/// How the breaks of a paragraph are chosen.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Breaking {
    /// Over the whole of it.
    Whole,
    /// Line by line, each as full as it can be: the measure of what the other costs and gains.
    FirstFit,
}

/// Lengths below this are no lengths, pt.
const TOLERANCE: Pt = Pt(0.01);

impl Paragraph {
    /// The atoms of each line. None for an empty paragraph.
    pub(super) fn wrap(&self, measure: Measure, alignment: Alignment, breaking: Breaking) -> Vec<Range<usize>> {
        if self.atoms.is_empty() {
            return Vec::new();
        }
        let totals = Totals::new(&self.atoms, measure, alignment);
        match breaking {
            Breaking::Whole => whole::wrap(&self.atoms, &totals, measure, alignment),
            Breaking::FirstFit => first_fit::wrap(&self.atoms, &totals, measure),
        }
    }
}
