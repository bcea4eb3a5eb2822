//! A paragraph to lines: the breaks are chosen over the whole of it, so that no line is better at the cost of a worse
//! one (Knuth and Plass, Breaking Paragraphs into Lines, 1981).

use std::ops::Range;

use super::atom::{Break, Glue};
use super::class::Class;
use super::paragraph::Paragraph;
use crate::units::Pt;

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

/// No gap between two Han characters exceeds this, in em (typography.md).
pub(super) const STRETCH_MAX: f64 = 0.15;

// The prices of a line, as badness: 100 is a line that no one would set by choice. Squeezed marks and grown gaps are
// what the rules ask for first, so they cost less than what shows: Han characters spread apart.

/// All gaps of a line at their widest.
const GROWN_GAPS: f64 = 20.0;
/// Han characters spread by [`VISIBLE_STRETCH`]; rises with the cube.
const SPREAD_HAN: f64 = 100.0;
/// A spread that a reader sees, in em.
const VISIBLE_STRETCH: f64 = 0.06;
/// All marks of a line squeezed to their half.
const SQUEEZED_MARKS: f64 = 60.0;
/// All gaps of a line at their narrowest.
const SHRUNK_GAPS: f64 = 40.0;
/// Demerits of a paragraph whose last line holds a lone character.
const LONE_CHARACTER: f64 = 1.0e7;
/// Demerits of a line beyond all limits: better than no line.
const BEYOND: f64 = 1.0e9;
/// Demerits of a break inside what should not be divided, where nothing else fits.
const EMERGENCY: f64 = 1.0e8;
/// Demerits of a break of a line that is not justified elsewhere than at a space: a short text is divided where its
/// writer divided it.
const BESIDE_SPACE: f64 = 1.0e3;
/// By this part each line's demerits weigh less than those of the line before: of two ways that are alike, the one that
/// fills the earlier lines wins.
const EARLY_LINES: f64 = 1.0e-4;
/// Demerits of each line that is not justified: the fewest lines win, then the evenest.
const ONE_MORE_LINE: f64 = 1.0e5;

impl Paragraph {
    /// The atoms of each line. None for an empty paragraph.
    pub(super) fn wrap(&self, measure: Measure, alignment: Alignment) -> Vec<Range<usize>> {
        if self.atoms.is_empty() {
            return Vec::new();
        }
        let sums = Sums::new(self, measure);
        let mut best: Vec<Option<Place>> = vec![None; self.atoms.len() + 1];
        best[0] = Some(Place { from: 0, demerits: 0.0, lines: 0 });
        let mut first_active = 0;
        for end in 1..=self.atoms.len() {
            if sums.price[end].is_none() {
                continue;
            }
            let mut chosen: Option<Place> = None;
            let mut start = first_active;
            while start < end {
                if let Some(before) = best[start] {
                    let room = measure.room(start);
                    let line = sums.line(start..end);
                    if line.least() > room && end - start > 1 {
                        // Wider with every atom: this start is out for good, if all before it are.
                        if start == first_active {
                            first_active += 1;
                        }
                    } else {
                        let filled = 1.0 - EARLY_LINES * before.lines.min(100) as f64;
                        let demerits =
                            before.demerits + self.demerits(&sums, start..end, &line, room, alignment) * filled;
                        if chosen.is_none_or(|best| demerits < best.demerits) {
                            chosen = Some(Place { from: start, demerits, lines: before.lines + 1 });
                        }
                    }
                } else if start == first_active {
                    first_active += 1;
                }
                start += 1;
            }
            // Nothing is lost where nothing fits: the shortest line that can end here does, too wide as it is.
            best[end] = chosen.or_else(|| {
                let start = (0..end).rev().find(|start| best[*start].is_some())?;
                let before = best[start]?;
                Some(Place { from: start, demerits: before.demerits + BEYOND, lines: before.lines + 1 })
            });
            if self.atoms[end - 1].break_after == Break::Forced {
                first_active = end;
            }
        }
        trace(&best)
    }

    /// What a line costs.
    fn demerits(&self, sums: &Sums, atoms: Range<usize>, line: &Width, room: Pt, alignment: Alignment) -> f64 {
        let last = atoms.end == self.atoms.len();
        let ends = last || self.atoms[atoms.end - 1].break_after == Break::Forced;
        let price = sums.price[atoms.end].unwrap_or_default();
        let em = self.atoms[atoms.start].size;
        let left = room - line.natural;
        if alignment != Alignment::Justified {
            let ragged = if ends && alignment != Alignment::Centre { 0.0 } else { (left / em).powi(2) };
            let beyond = if line.natural > room + TOLERANCE { BEYOND } else { 0.0 };
            let parts_words = !ends && !self.atoms[atoms.end - 1].glue.space;
            let inside = if parts_words { BESIDE_SPACE } else { 0.0 };
            return ragged + price + beyond + inside + ONE_MORE_LINE;
        }
        let badness = if left >= -TOLERANCE {
            if ends { 0.0 } else { self.looseness(sums, &atoms, line, left, em) }
        } else {
            tightness(line, -left)
        };
        let lone = if last && atoms.start > 0 && self.is_lone(atoms) { LONE_CHARACTER } else { 0.0 };
        (1.0 + badness).powi(2) + price + lone
    }

    /// Badness of a line that must be stretched by `left`.
    fn looseness(&self, sums: &Sums, atoms: &Range<usize>, line: &Width, left: Pt, em: Pt) -> f64 {
        let in_gaps = left.min(line.stretch);
        let grown = if line.stretch > Pt::ZERO { in_gaps / line.stretch } else { 0.0 };
        let rest = left - in_gaps;
        if rest <= TOLERANCE {
            return GROWN_GAPS * grown.powi(2);
        }
        // Where nothing can be spread, the whole hole counts.
        let spread = rest / em / line.even.max(1) as f64;
        let beyond = if spread > STRETCH_MAX { BEYOND.sqrt() * (1.0 + spread) } else { 0.0 };
        // A line of Han alone keeps its cells unless what follows cannot be divided to fill it.
        let loosened = self.all_han(atoms) && sums.more_fits(atoms, line.room_for(left));
        let kept = if loosened { BEYOND.sqrt() } else { 0.0 };
        GROWN_GAPS * grown.powi(2) + SPREAD_HAN * (spread / VISIBLE_STRETCH).powi(3) + beyond + kept
    }

    fn all_han(&self, atoms: &Range<usize>) -> bool {
        self.atoms[atoms.clone()].iter().all(|atom| atom.class == Class::Han)
    }

    /// Whether a line holds one character and nothing else but marks.
    fn is_lone(&self, atoms: Range<usize>) -> bool {
        let marks = |class| matches!(class, Class::Open | Class::Close | Class::Other);
        self.atoms[atoms].iter().filter(|atom| !marks(atom.class)).count() == 1
    }
}

/// Lengths below this are no lengths, pt.
const TOLERANCE: Pt = Pt(0.01);

/// Badness of a line that must be tightened by `over`.
fn tightness(line: &Width, over: Pt) -> f64 {
    let from_marks = over.min(line.squeeze);
    let from_gaps = (over - from_marks).max(Pt::ZERO);
    let squeezed = if line.squeeze > Pt::ZERO { from_marks / line.squeeze } else { 0.0 };
    let shrunk = if line.shrink > Pt::ZERO { from_gaps / line.shrink } else { 0.0 };
    let beyond = if from_gaps > line.shrink + TOLERANCE { BEYOND.sqrt() } else { 0.0 };
    SQUEEZED_MARKS * squeezed.powi(2) + SHRUNK_GAPS * shrunk.powi(2) + beyond
}

/// The best way to a place where a line may end.
#[derive(Clone, Copy)]
struct Place {
    from: usize,
    demerits: f64,
    lines: usize,
}

/// The lines on the best way to the end.
fn trace(best: &[Option<Place>]) -> Vec<Range<usize>> {
    let mut lines = Vec::new();
    let mut end = best.len() - 1;
    while let Some(place) = best[end].filter(|_| end > 0) {
        lines.push(place.from..end);
        end = place.from;
    }
    lines.reverse();
    lines
}

/// The width of a line and what it can give and take.
struct Width {
    natural: Pt,
    squeeze: Pt,
    shrink: Pt,
    stretch: Pt,
    even: usize,
}

impl Width {
    fn least(&self) -> Pt {
        self.natural - self.squeeze - self.shrink - TOLERANCE
    }

    /// The room that a line of this width has, if `left` of it is empty.
    fn room_for(&self, left: Pt) -> Pt {
        self.natural + left
    }
}

/// Sums over atoms and the glue behind them, from the first, so that any line is measured at once; and the price of
/// each place where a line may end.
struct Sums {
    width: Vec<Pt>,
    squeeze: Vec<Pt>,
    shrink: Vec<Pt>,
    stretch: Vec<Pt>,
    even: Vec<usize>,
    /// Of the last atom before each place: its blank and the glue behind it, which are not on the line.
    tail: Vec<Tail>,
    /// Demerits of a break before each atom (and behind the last); `None` where there is no break.
    price: Vec<Option<f64>>,
}

#[derive(Clone, Copy, Default)]
struct Tail {
    blank: Pt,
    glue: Glue,
}

impl Sums {
    fn new(paragraph: &Paragraph, measure: Measure) -> Sums {
        let atoms = &paragraph.atoms;
        let mut sums = Sums {
            width: vec![Pt::ZERO],
            squeeze: vec![Pt::ZERO],
            shrink: vec![Pt::ZERO],
            stretch: vec![Pt::ZERO],
            even: vec![0],
            tail: vec![Tail::default()],
            price: vec![None],
        };
        for (at, atom) in atoms.iter().enumerate() {
            let glue = atom.glue;
            sums.width.push(sums.width[at] + atom.advance + glue.width);
            sums.squeeze.push(sums.squeeze[at] + glue.squeeze);
            sums.shrink.push(sums.shrink[at] + glue.shrink);
            sums.stretch.push(sums.stretch[at] + glue.stretch);
            sums.even.push(sums.even[at] + usize::from(glue.even));
            sums.tail.push(Tail { blank: atom.blank, glue });
            sums.price.push(match atom.break_after {
                Break::Allowed(price) => Some(price),
                Break::Forced => Some(0.0),
                Break::Never => (at + 1 == atoms.len()).then_some(0.0),
            });
        }
        sums.divide_long_units(measure);
        sums
    }

    /// What cannot be divided and is wider than a line is divided between any two of its atoms.
    fn divide_long_units(&mut self, measure: Measure) {
        let mut start = 0;
        for end in 1..self.price.len() {
            if self.price[end].is_some() {
                if self.line(start..end).least() > measure.room(start) {
                    for place in start + 1..end {
                        self.price[place] = Some(EMERGENCY);
                    }
                }
                start = end;
            }
        }
    }

    fn line(&self, atoms: Range<usize>) -> Width {
        let (start, end) = (atoms.start, atoms.end);
        let tail = self.tail[end];
        Width {
            natural: self.width[end] - self.width[start] - tail.glue.width - tail.blank,
            squeeze: self.squeeze[end] - self.squeeze[start] - tail.glue.squeeze,
            shrink: self.shrink[end] - self.shrink[start] - tail.glue.shrink,
            stretch: self.stretch[end] - self.stretch[start] - tail.glue.stretch,
            even: self.even[end] - self.even[start] - usize::from(tail.glue.even),
        }
    }

    /// Whether the next place where the line may end would still be within its room.
    fn more_fits(&self, atoms: &Range<usize>, room: Pt) -> bool {
        let next = (atoms.end + 1..self.price.len()).find(|place| self.price[*place].is_some());
        next.is_some_and(|next| self.line(atoms.start..next).natural <= room + TOLERANCE)
    }
}
