//! A line: every glyph in its place.

use std::ops::Range;

use smol_str::SmolStr;

use super::atom::{Atom, Break};
use super::bidi;
use super::faces::FaceId;
use super::paragraph::Paragraph;
use super::wrap::{Alignment, Breaking, Measure};
use crate::node::NodeId;
use crate::units::Pt;

/// A line of glyphs. Lengths from its left edge and its baseline.
#[derive(Clone, Debug, Default)]
pub struct Line {
    /// Its glyphs in the order of the text, which is from left to right but for scripts that run the other way.
    pub glyphs: Vec<LineGlyph>,
    /// Right end of the last glyph, without the blank half of a closing mark.
    pub right: Pt,
    /// Where its links stand.
    pub links: Vec<LinkSpan>,
    /// Footnotes that it mentions.
    pub notes: Vec<usize>,
    /// Whether it ends inside what should not be divided, because that is longer than a line.
    pub divided: bool,
}

/// A glyph on a line.
#[derive(Clone, Debug, PartialEq)]
pub struct LineGlyph {
    /// The face.
    pub face: FaceId,
    /// Size of the em.
    pub size: Pt,
    /// Index in the face.
    pub id: u16,
    /// Pen.
    pub x: Pt,
    /// Above the baseline.
    pub rise: Pt,
    /// Characters that it shows; none for the further glyphs of a cluster.
    pub text: SmolStr,
    /// The node that it belongs to.
    pub node: NodeId,
    /// The footnote whose mark it is, by its index: a table may have millions of glyphs, and each bears this.
    pub note: Option<u32>,
}

/// The part of a line that links to an address.
#[derive(Clone, Debug, PartialEq)]
pub struct LinkSpan {
    /// Left end.
    pub left: Pt,
    /// Right end.
    pub right: Pt,
    /// Address.
    pub address: String,
    /// The node that it stands in.
    pub node: NodeId,
}

impl Line {
    /// From its leftmost pen to its right end.
    pub(crate) fn width(&self) -> Pt {
        self.right - self.glyphs.iter().map(|glyph| glyph.x).fold(self.right, Pt::min)
    }
}

impl Paragraph {
    /// The lines of the paragraph in their room.
    pub fn lines(&self, measure: Measure, alignment: Alignment) -> Vec<Line> {
        self.lines_by(Breaking::Whole, measure, alignment)
    }

    /// As [`Paragraph::lines`], the breaks chosen in a given way.
    pub fn lines_by(&self, breaking: Breaking, measure: Measure, alignment: Alignment) -> Vec<Line> {
        self.set(self.wrap(measure, alignment, breaking), measure, alignment)
    }

    /// Lines that end behind these many atoms, the last of them all.
    pub(crate) fn lines_at(&self, ends: &[usize], measure: Measure, alignment: Alignment) -> Vec<Line> {
        let starts = std::iter::once(0).chain(ends.iter().copied());
        self.set(starts.zip(ends.iter().copied()).map(|(start, end)| start..end).collect(), measure, alignment)
    }

    fn set(&self, ranges: Vec<Range<usize>>, measure: Measure, alignment: Alignment) -> Vec<Line> {
        let count = ranges.len();
        ranges
            .into_iter()
            .enumerate()
            .map(|(at, range)| {
                let indent = if at == 0 { measure.first_indent } else { Pt::ZERO };
                self.line(range, indent, measure.width, alignment, at + 1 == count)
            })
            .collect()
    }

    /// Whether it has no glyphs.
    pub fn is_empty(&self) -> bool {
        self.atoms.is_empty()
    }

    /// Its width on one line.
    pub(crate) fn natural_width(&self) -> Pt {
        let atoms = &self.atoms;
        natural(atoms)
    }

    /// The same with the blank half of a mark at its end, which goes only at the edge of the text.
    pub(crate) fn full_width(&self) -> Pt {
        self.natural_width() + self.atoms.last().map_or(Pt::ZERO, |atom| atom.blank)
    }

    /// The width of the widest part that cannot be divided.
    pub(crate) fn least_width(&self) -> Pt {
        let may_end = |atom: &Atom| !matches!(atom.break_after, Break::Never | Break::WhereShort);
        self.atoms.split_inclusive(may_end).map(natural).fold(Pt::ZERO, Pt::max)
    }

    /// Width of some of its atoms on one line.
    pub(crate) fn width_of(&self, atoms: Range<usize>) -> Pt {
        self.atoms.get(atoms).map(natural).unwrap_or_default()
    }

    /// The width of its widest character.
    pub(crate) fn widest_character(&self) -> Pt {
        self.atoms.iter().map(|atom| atom.advance - atom.blank).fold(Pt::ZERO, Pt::max)
    }

    /// How far its decimal point, or the place behind its last digit if it has none, is from its left end on one line.
    pub(crate) fn decimal_point(&self) -> Pt {
        let is_digit = |atom: &Atom| atom.text.chars().all(|ch| ch.is_ascii_digit());
        let point = self.atoms.windows(2).position(|pair| pair[0].text == "." && is_digit(&pair[1]));
        let end = point.or_else(|| self.atoms.iter().rposition(is_digit).map(|last| last + 1));
        self.width_of(0..end.unwrap_or(self.atoms.len()))
    }

    pub(super) fn line(&self, range: Range<usize>, indent: Pt, width: Pt, alignment: Alignment, last: bool) -> Line {
        let Some(atoms) = self.atoms.get(range) else { return Line::default() };
        let ends = last || atoms.last().is_some_and(|atom| atom.break_after == Break::Forced);
        let left = width - indent - natural(atoms);
        let adjust = match alignment {
            Alignment::Justified if left > Pt::ZERO && ends => Adjustment::default(),
            Alignment::Justified => Adjustment::new(atoms, left),
            // A cell may have to take a unit that is too wide for it: then it is squeezed as far as it goes.
            _ => Adjustment::new(atoms, left.min(Pt::ZERO)),
        };
        let start = match alignment {
            Alignment::Justified | Alignment::Left => indent,
            Alignment::Right => indent + left.max(Pt::ZERO),
            Alignment::Centre => indent + left.max(Pt::ZERO) / 2.0,
        };
        let divided = !last && atoms.last().is_some_and(|atom| atom.break_after == Break::Never);
        Line { divided, ..self.place(atoms, start, adjust) }
    }

    /// Puts glyphs where they go.
    fn place(&self, atoms: &[Atom], start: Pt, adjust: Adjustment) -> Line {
        let count = atoms.iter().map(|atom| atom.glyphs.len()).sum();
        let mut line = Line { glyphs: Vec::with_capacity(count), ..Line::default() };
        let (pens, right) = pens_of(atoms, start, &adjust);
        line.right = right;
        for (atom, pens) in atoms.iter().zip(pens) {
            self.place_link(atom, pens.atom, &mut line.links);
            line.notes.extend(atom.note.map(|note| note as usize));
            for (index, glyph) in atom.glyphs.iter().enumerate() {
                line.glyphs.push(LineGlyph {
                    face: atom.face,
                    size: atom.glyph_size,
                    id: glyph.id,
                    x: pens.atom + glyph.x,
                    rise: glyph.rise,
                    text: if index == 0 { atom.text.clone() } else { SmolStr::default() },
                    node: atom.node,
                    note: atom.note,
                });
            }
            if let (Some(x), Some(space)) = (pens.glue, atom.glue.space_glyph) {
                line.glyphs.push(LineGlyph {
                    face: atom.face,
                    size: atom.glyph_size,
                    id: space,
                    x,
                    rise: Pt::ZERO,
                    text: SmolStr::new_static(" "),
                    node: atom.node,
                    note: None,
                });
            }
        }
        line
    }

    /// Lengthens the link that an atom goes on with, or begins one.
    fn place_link(&self, atom: &Atom, pen: Pt, links: &mut Vec<LinkSpan>) {
        let Some(address) = atom.link.and_then(|link| self.links.get(link as usize)) else { return };
        let right = pen + atom.advance - atom.blank;
        match links.last_mut() {
            Some(last) if last.node == atom.node && pen - last.right < atom.size && last.left - right < atom.size => {
                last.left = last.left.min(pen);
                last.right = last.right.max(right);
            }
            _ => links.push(LinkSpan { left: pen, right, address: address.clone(), node: atom.node }),
        }
    }
}

/// Where an atom of a line stands, and the glue behind it, if it has any.
#[derive(Clone, Copy, Default)]
struct Pens {
    atom: Pt,
    glue: Option<Pt>,
}

/// The pens of the atoms of a line, in the order of the text, and the right end of the line.
fn pens_of(atoms: &[Atom], start: Pt, adjust: &Adjustment) -> (Vec<Pens>, Pt) {
    let mut pens = vec![Pens::default(); atoms.len()];
    let (mut pen, mut right) = (start, start);
    for part in parts(atoms) {
        let Some((atom, pens)) = atoms.get(part / 2).zip(pens.get_mut(part / 2)) else { continue };
        if part % 2 == 0 {
            pens.atom = pen;
            right = pen + atom.advance - atom.blank;
            pen += atom.advance;
        } else {
            pens.glue = Some(pen);
            pen += adjust.apply(atom);
        }
    }
    (pens, right)
}

/// The parts of a line from left to right: 2n is the atom n, 2n + 1 the glue behind it. Glue between two levels belongs
/// to the lower one (UAX #9: white space between words takes the direction of what holds both).
fn parts(atoms: &[Atom]) -> Vec<usize> {
    let count = (2 * atoms.len()).saturating_sub(1);
    if atoms.iter().all(|atom| atom.level == 0) {
        return (0..count).collect();
    }
    let between = atoms.windows(2).map(|pair| match pair {
        [a, b] => a.level.min(b.level),
        _ => 0,
    });
    let glue = between.map(Some).chain([None]);
    let levels: Vec<_> = atoms.iter().zip(glue).flat_map(|(atom, glue)| [Some(atom.level), glue]).flatten().collect();
    bidi::order(&levels)
}

/// Width of atoms on one line, nothing stretched or squeezed.
fn natural(atoms: &[Atom]) -> Pt {
    let all: Pt = atoms.iter().map(|atom| atom.advance + atom.glue.width).sum();
    atoms.last().map_or(all, |last| all - last.glue.width - last.blank)
}

/// How the glue of a line departs from its natural width: parts of what each kind can give or take.
#[derive(Clone, Copy, Debug, Default)]
struct Adjustment {
    /// Part of each mark's blank that is given back, 0 to 1.
    squeezed: f64,
    /// Part of each gap's shrink that is used, 0 to 1.
    shrunk: f64,
    /// Part of each gap's stretch that is used, 0 to 1.
    grown: f64,
    /// What is put between any two characters.
    spread: Pt,
}

impl Adjustment {
    /// Spreads what is left of a line's room (squeezes, if it is negative): marks give back first, then gaps; gaps grow
    /// first, then what is left goes evenly between characters, up to what each place takes.
    fn new(atoms: &[Atom], left: Pt) -> Adjustment {
        let Some((_, inner)) = atoms.split_last() else { return Adjustment::default() };
        let part = |wanted: Pt, room: Pt| if room > Pt::ZERO { (wanted / room).min(1.0) } else { 0.0 };
        if left < Pt::ZERO {
            let squeeze: Pt = inner.iter().map(|atom| atom.glue.squeeze).sum();
            let shrink: Pt = inner.iter().map(|atom| atom.glue.shrink).sum();
            let squeezed = part(-left, squeeze);
            return Adjustment { squeezed, shrunk: part(-left - squeeze * squeezed, shrink), ..Adjustment::default() };
        }
        let stretch: Pt = inner.iter().map(|atom| atom.glue.stretch).sum();
        let even: Vec<Pt> = inner.iter().map(|atom| atom.glue.even).filter(|most| *most > Pt::ZERO).collect();
        let grown = part(left, stretch);
        let rest = left - stretch * grown;
        // No more than what the places take together, in equal parts.
        let most: Pt = even.iter().copied().sum();
        let spread = if even.is_empty() { Pt::ZERO } else { rest.min(most) / even.len() as f64 };
        Adjustment { grown, spread, ..Adjustment::default() }
    }

    /// The width of the glue behind an atom.
    fn apply(&self, atom: &Atom) -> Pt {
        let glue = atom.glue;
        let spread = if glue.even > Pt::ZERO { self.spread } else { Pt::ZERO };
        glue.width - glue.squeeze * self.squeezed - glue.shrink * self.shrunk + glue.stretch * self.grown + spread
    }
}
