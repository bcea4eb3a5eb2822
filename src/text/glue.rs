//! The distance between two atoms: marks close up, Han and Latin keep a gap, spaces are what Chinese makes of them.

use super::atom::{Atom, Glue, Space};
use super::class::Class;
use super::faces::Faces;
use super::tariff::{Elastic, GAP, HALF, HAN_SPACE, STRETCH_MAX, WORD_SPACE};
use crate::units::Pt;

/// Sets the glue between neighbours.
pub(super) fn set(atoms: &mut [Atom], faces: &Faces) {
    for at in 1..atoms.len() {
        let (before, after) = atoms.split_at_mut(at);
        if let (Some(a), Some(b)) = (before.last_mut(), after.first()) {
            a.glue = between(a, b);
            if a.glue.space {
                a.glue.space_glyph = faces.get(a.face).glyph(' ');
            }
        }
    }
}

/// The glue between two atoms.
fn between(a: &Atom, b: &Atom) -> Glue {
    use Class::{Close, Han, Latin, Leader, Open, Other, Sign};
    let em = a.size;
    let written = b.space_before == Space::Written;
    let elastic = |Elastic { natural, least, most }| Glue {
        width: em * natural,
        shrink: em * (natural - least),
        stretch: em * (most - natural),
        ..Glue::default()
    };
    // A cell may be narrower than its em: what counts is what stands between the em boxes.
    let short = if matches!(a.class, Latin | Other) { Pt::ZERO } else { (em - a.advance).max(Pt::ZERO) };
    let even = Glue { even: em * STRETCH_MAX + short, ..Glue::default() };
    // A cell, not an em box, is the unit: marks give back half a cell, so that two of them make room for a character.
    let (half, half_of_next) = (a.advance * HALF, b.advance * HALF);
    match (a.class, b.class) {
        // Marks close up: what faces inward goes. An opening and a closing mark have nothing inward.
        (Close, Close) | (Open, Open) if a.blank > Pt::ZERO || a.class == Open => Glue { width: -half, ..even },
        (Close, Open) if a.blank > Pt::ZERO => Glue { width: -half, squeeze: half * 0.5, ..even },
        (Close | Open, Close | Open) => even,
        (Close, _) => Glue { squeeze: a.blank, ..even },
        (_, Open) => Glue { squeeze: half_of_next, ..even },
        (Open, _) | (_, Close) => even,
        (Sign, _) | (_, Sign) => even,
        // —— and …… stay whole.
        (Leader, Leader) if a.text == b.text => Glue::default(),
        (Han | Leader, Han | Leader) if written && a.class == Han && b.class == Han => {
            Glue { space: true, ..elastic(HAN_SPACE) }
        }
        (Han | Leader, Han | Leader) => even,
        (Han, Latin) | (Latin, Han) => elastic(GAP),
        (Han, Other) | (Other, Han) if written => elastic(GAP),
        (Latin | Other, Latin | Other) if b.space_before != Space::None => Glue { space: true, ..elastic(WORD_SPACE) },
        (Latin | Other, Latin | Other) => Glue::default(),
        (Han | Leader, Other) | (Other, Han | Leader) | (Leader, Latin) | (Latin, Leader) => even,
    }
}
