//! Totals over the atoms of a paragraph, so that any line is measured at once, and the price of each place where a line
//! may end.

use std::ops::Range;

use super::{Alignment, Measure, TOLERANCE};
use crate::text::atom::{Atom, Break};
use crate::text::class::Class;
use crate::text::tariff::{BETWEEN_LETTERS, EMERGENCY};
use crate::units::Pt;

/// The width of a line and what it can give and take.
#[derive(Clone, Copy)]
pub(super) struct Width {
    pub(super) natural: Pt,
    /// What its marks can give back.
    pub(super) squeeze: Pt,
    /// What its gaps can give back.
    pub(super) shrink: Pt,
    /// What its gaps can grow by.
    pub(super) stretch: Pt,
    /// Places between characters that take part where what is left is spread evenly.
    pub(super) even: usize,
    /// The most that these take together.
    pub(super) spread: Pt,
    /// Whether it is Han alone.
    pub(super) all_han: bool,
    /// Size of its first character.
    pub(super) em: Pt,
    /// Whether it need not be full: the last line, or one that is ended on purpose.
    pub(super) ends_paragraph: bool,
    /// Whether the text has a space where it ends.
    pub(super) ends_at_space: bool,
}

impl Width {
    /// Its width with everything given back.
    pub(super) fn least(&self) -> Pt {
        self.natural - self.squeeze - self.shrink - TOLERANCE
    }
}

/// Totals of a paragraph.
pub(super) struct Totals {
    /// Before each atom, and behind the last.
    boundaries: Vec<Boundary>,
}

/// What stands before the boundary of two atoms.
#[derive(Clone, Copy)]
struct Boundary {
    /// Of all atoms before it, each with the glue behind it.
    sum: Sum,
    /// The same without what is not on a line that ends here: the last atom's blank half and the glue behind it.
    net: Sum,
    /// Price of a break here; `None` where no line ends.
    price: Option<f64>,
    /// The last place before this one where a line could end as well, if this one is only for a line that would stay
    /// short there.
    sooner: Option<usize>,
    /// Size of the atom behind it.
    em: Pt,
    ends_paragraph: bool,
    ends_at_space: bool,
}

#[derive(Clone, Copy, Default)]
struct Sum {
    width: Pt,
    squeeze: Pt,
    shrink: Pt,
    stretch: Pt,
    even: usize,
    spread: Pt,
    /// Atoms that do not fill a cell as ideographs do.
    others: usize,
}

impl Totals {
    /// Totals of atoms that are to fill a measure: what cannot be divided and is wider than its line may be divided
    /// anywhere, at a price.
    pub(super) fn new(atoms: &[Atom], measure: Measure, alignment: Alignment) -> Totals {
        let size = |at: usize| atoms.get(at).map_or(Pt(1.0), |atom| atom.size);
        let mut sum = Sum::default();
        let mut boundaries = Vec::with_capacity(atoms.len() + 1);
        let mut boundary = Boundary {
            sum,
            net: sum,
            price: None,
            sooner: None,
            em: size(0),
            ends_paragraph: false,
            ends_at_space: false,
        };
        boundaries.push(boundary);
        let mut last_place = 0;
        for (at, atom) in atoms.iter().enumerate() {
            let glue = atom.glue;
            let net = Sum {
                width: sum.width + atom.advance - atom.blank,
                others: sum.others + usize::from(!matches!(atom.class, Class::Han | Class::Sign)),
                ..sum
            };
            sum = Sum {
                width: net.width + atom.blank + glue.width,
                squeeze: net.squeeze + glue.squeeze,
                shrink: net.shrink + glue.shrink,
                stretch: net.stretch + glue.stretch,
                even: net.even + usize::from(glue.even > Pt::ZERO),
                spread: net.spread + glue.even,
                others: net.others,
            };
            let is_last = at + 1 == atoms.len();
            let where_short = !is_last && atom.break_after == Break::WhereShort && alignment == Alignment::Justified;
            boundary = Boundary {
                sum,
                net,
                price: match atom.break_after {
                    _ if where_short => Some(BETWEEN_LETTERS),
                    Break::Allowed(price) => Some(price),
                    Break::Forced => Some(0.0),
                    Break::Never | Break::WhereShort => is_last.then_some(0.0),
                },
                sooner: where_short.then_some(last_place),
                em: size(at + 1),
                ends_paragraph: is_last || atom.break_after == Break::Forced,
                ends_at_space: glue.space,
            };
            if boundary.price.is_some() && !where_short {
                last_place = at + 1;
            }
            boundaries.push(boundary);
        }
        let mut totals = Totals { boundaries };
        totals.divide_long_units(measure);
        totals
    }

    fn divide_long_units(&mut self, measure: Measure) {
        let mut start = 0;
        for end in 1..self.boundaries.len() {
            if self.boundaries[end].price.is_some() {
                if self.line(start..end).least() > measure.room(start) {
                    for boundary in &mut self.boundaries[start + 1..end] {
                        boundary.price = Some(EMERGENCY);
                    }
                }
                start = end;
            }
        }
    }

    /// Price of a break before the atom of this index (or behind the last); `None` where no line ends.
    pub(super) fn price(&self, place: usize) -> Option<f64> {
        self.boundaries.get(place).and_then(|boundary| boundary.price)
    }

    /// The line of these atoms, which must be atoms of the paragraph.
    pub(super) fn line(&self, atoms: Range<usize>) -> Width {
        let (Boundary { sum: start, em, .. }, end) = (&self.boundaries[atoms.start], &self.boundaries[atoms.end]);
        Width {
            natural: end.net.width - start.width,
            squeeze: end.net.squeeze - start.squeeze,
            shrink: end.net.shrink - start.shrink,
            stretch: end.net.stretch - start.stretch,
            even: end.net.even.saturating_sub(start.even),
            spread: end.net.spread - start.spread,
            all_han: end.net.others == start.others,
            em: *em,
            ends_paragraph: end.ends_paragraph,
            ends_at_space: end.ends_at_space,
        }
    }

    /// The last place before this one where a line could end as well, if this one is only for a line that would stay
    /// short there.
    pub(super) fn sooner(&self, place: usize) -> Option<usize> {
        self.boundaries.get(place).and_then(|boundary| boundary.sooner)
    }

    /// Whether a line that went on to the next place where any line may end would still be within its room.
    pub(super) fn more_fits(&self, atoms: &Range<usize>, room: Pt) -> bool {
        let is_place = |place: &usize| {
            let boundary = &self.boundaries[*place];
            boundary.price.is_some() && boundary.sooner.is_none()
        };
        let next = (atoms.end + 1..self.boundaries.len()).find(is_place);
        next.is_some_and(|next| self.line(atoms.start..next).natural <= room + TOLERANCE)
    }
}
