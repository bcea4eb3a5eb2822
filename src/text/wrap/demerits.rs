//! What a line costs, by the table of [`tariff`](crate::text::tariff).

use std::ops::Range;

use super::totals::{Totals, Width};
use super::{Alignment, TOLERANCE};
use crate::text::atom::Atom;
use crate::text::class::Class;
use crate::text::tariff::{
    BESIDE_SPACE, BEYOND, GROWN_GAPS, LONE_CHARACTER, ONE_MORE_LINE, SHRUNK_GAPS, SPREAD, SQUEEZED_MARKS,
    VISIBLE_SPREAD,
};
use crate::units::Pt;

/// A line that is looked at: some atoms of a paragraph and the room that they are to fill.
pub(super) struct Candidate<'a> {
    pub(super) atoms: &'a [Atom],
    pub(super) totals: &'a Totals,
    /// The atoms of the line.
    pub(super) range: Range<usize>,
    pub(super) width: Width,
    pub(super) room: Pt,
}

impl Candidate<'_> {
    /// What the line costs.
    pub(super) fn demerits(&self, alignment: Alignment) -> f64 {
        let price = self.totals.price(self.range.end).unwrap_or_default();
        match alignment {
            Alignment::Justified => {
                let lone = if self.is_last() && self.range.start > 0 && self.is_lone() { LONE_CHARACTER } else { 0.0 };
                let needless = if self.is_divided_needlessly() { BEYOND } else { 0.0 };
                (1.0 + self.badness()).powi(2) + price + lone + needless
            }
            _ => self.raggedness(alignment) + price + ONE_MORE_LINE,
        }
    }

    /// Whether the line is too short to be justified, however far its characters are spread. So is then every line that
    /// begins later and ends with it.
    pub(super) fn is_too_short(&self) -> bool {
        !self.width.ends_paragraph && self.is_beyond_stretch(self.left())
    }

    /// Whether a line cannot be filled with `left`.
    fn is_beyond_stretch(&self, left: Pt) -> bool {
        left > self.width.stretch + self.width.spread + TOLERANCE
    }

    /// Whether it ends between letters of an address and would not be too short if it ended before them.
    fn is_divided_needlessly(&self) -> bool {
        let sooner = self.totals.sooner(self.range.end).filter(|end| *end > self.range.start);
        sooner.is_some_and(|end| {
            let range = self.range.start..end;
            !Candidate { width: self.totals.line(range.clone()), range, ..*self }.is_too_short()
        })
    }

    /// Badness of a justified line.
    fn badness(&self) -> f64 {
        let left = self.left();
        if left < -TOLERANCE {
            self.tightness(-left)
        } else if self.width.ends_paragraph {
            0.0
        } else {
            self.looseness(left)
        }
    }

    /// Badness of a line that must give back `over`.
    fn tightness(&self, over: Pt) -> f64 {
        let Width { squeeze, shrink, .. } = self.width;
        let from_marks = over.min(squeeze);
        let from_gaps = (over - from_marks).max(Pt::ZERO);
        let beyond = if from_gaps > shrink + TOLERANCE { BEYOND.sqrt() } else { 0.0 };
        SQUEEZED_MARKS * part(from_marks, squeeze).powi(2) + SHRUNK_GAPS * part(from_gaps, shrink).powi(2) + beyond
    }

    /// Badness of a line that must be filled with `left`.
    fn looseness(&self, left: Pt) -> f64 {
        let grown = GROWN_GAPS * part(left.min(self.width.stretch), self.width.stretch).powi(2);
        let spread = self.spread();
        if spread <= 0.0 {
            return grown;
        }
        let beyond = if self.is_beyond_stretch(left) { BEYOND.sqrt() * (1.0 + spread) } else { 0.0 };
        // A line of Han alone keeps its cells unless what follows cannot be divided to fill it.
        let kept = self.width.all_han && self.totals.more_fits(&self.range, self.room);
        let loosened = if kept { BEYOND.sqrt() } else { 0.0 };
        grown + SPREAD * (spread / VISIBLE_SPREAD).powi(2) + beyond + loosened
    }

    /// What is put between any two characters when the gaps have grown, in em. Where nothing can be spread, the whole
    /// hole counts.
    fn spread(&self) -> f64 {
        let rest = self.left() - self.width.stretch;
        if rest <= TOLERANCE { 0.0 } else { rest / self.width.em / self.width.even.max(1) as f64 }
    }

    /// What a line that is not justified costs: the evener and the fewer, the better.
    fn raggedness(&self, alignment: Alignment) -> f64 {
        let left = self.left();
        let counts = alignment == Alignment::Centre || !self.width.ends_paragraph;
        let ragged = if counts { (left / self.width.em).powi(2) } else { 0.0 };
        let beyond = if left < -TOLERANCE { BEYOND } else { 0.0 };
        let at_mark = alignment == Alignment::Centre && self.ends_beside_mark();
        let beside = if self.width.ends_at_space || at_mark || self.width.ends_paragraph { 0.0 } else { BESIDE_SPACE };
        ragged + beyond + beside
    }

    /// Whether it ends behind a closing mark or before an opening one.
    fn ends_beside_mark(&self) -> bool {
        let class = |at: usize| self.atoms.get(at).map(|atom| atom.class);
        class(self.range.end.wrapping_sub(1)) == Some(Class::Close) || class(self.range.end) == Some(Class::Open)
    }

    /// What is left of the room; negative if the line is too wide.
    fn left(&self) -> Pt {
        self.room - self.width.natural
    }

    fn is_last(&self) -> bool {
        self.range.end == self.atoms.len()
    }

    /// Whether it holds one character and nothing else but marks.
    fn is_lone(&self) -> bool {
        let is_mark = |class| matches!(class, Class::Open | Class::Close | Class::Other);
        let line = self.atoms.get(self.range.clone()).unwrap_or_default();
        line.iter().filter(|atom| !is_mark(atom.class)).take(2).count() == 1
    }
}

/// How much of what there is is taken.
fn part(taken: Pt, there: Pt) -> f64 {
    if there > Pt::ZERO { taken / there } else { 0.0 }
}
