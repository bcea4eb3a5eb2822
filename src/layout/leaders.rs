//! What the last line of an entry of the table of contents has behind its text: leaders, and the number of the page.
//! They are put in when the pages are there.

use smol_str::SmolStr;

use super::contents::Goal;
use super::geometry::{CONTENTS_SIZE, Geometry};
use super::runs::single_line;
use crate::node::NodeId;
use crate::text::{FaceId, Faces, Line, LineGlyph, Role, Style, Typesetter};
use crate::units::Pt;

// No standard tells how leaders look; this is what offices do, in this program's measures, made by eye.

/// What leaders are made of: 间隔号, in the middle of the line as …… is. The dots of … itself are not evenly spaced
/// from one glyph to the next in every face.
const LEADER_DOT: char = '·';
/// Distance of the dots of a leader, in em: those of …… stand so far apart.
const DOT_STEP: f64 = 1.0 / 3.0;
/// Least room between the middle of a dot and what stands beside it, in em.
const LEADER_GAP: f64 = 0.4;

/// What an entry's last line has behind its text; lengths from the left edge of the type area.
pub(super) struct Ending {
    /// Dots, on the same places in every line.
    pub(super) leaders: Line,
    /// The number of the page, at the right edge; the word space before it belongs to it.
    pub(super) number: Line,
}

/// The ending of an entry that leads to a page (from 0).
pub(super) fn ending(
    goal: &Goal,
    text: &Line,
    page: usize,
    geometry: &Geometry,
    typesetter: &mut Typesetter,
) -> Ending {
    let style = Style { role: Role::PageNumber, size: CONTENTS_SIZE, cell: 1.0 };
    let mut number = single_line(&(page + 1).to_string(), style, goal.entry, typesetter);
    let number_left = geometry.width() - number.right;
    for glyph in &mut number.glyphs {
        glyph.x += number_left;
    }

    let text_right = goal.shift + text.right;
    let gap = CONTENTS_SIZE * LEADER_GAP;
    let leaders = dots(text_right + gap, number_left - gap, goal.entry, geometry, typesetter.faces());
    // So that the number is read as a word of its own.
    if let Some(first) = number.glyphs.first()
        && let Some(space) = typesetter.faces().get(first.face).glyph(' ')
    {
        let space = LineGlyph { id: space, x: text_right, text: SmolStr::new_static(" "), ..first.clone() };
        number.glyphs.insert(0, space);
    }
    Ending { leaders, number }
}

/// Dots from one place to another, each at a whole number of steps from the right edge of the type area.
fn dots(from: Pt, to: Pt, node: NodeId, geometry: &Geometry, faces: &Faces) -> Line {
    let step = CONTENTS_SIZE * DOT_STEP;
    // 间隔号 is as wide as a Han character in some faces. Glyphs that lie over one another are not read as one line.
    let narrow = |id: &FaceId| {
        let glyph = faces.get(*id).glyph(LEADER_DOT)?;
        let width = CONTENTS_SIZE * faces.get(*id).advance(glyph)?;
        (width <= step).then_some((*id, glyph, width))
    };
    let mut line = Line::default();
    let Some((face, id, width)) = faces.chain(Role::PageNumber).iter().find_map(narrow) else { return line };
    let mut steps = ((geometry.width() - to) / step).ceil();
    while geometry.width() - step * steps >= from {
        line.glyphs.push(LineGlyph {
            face,
            size: CONTENTS_SIZE,
            id,
            x: geometry.width() - step * steps - width / 2.0,
            rise: Pt::ZERO,
            text: SmolStr::from_iter([LEADER_DOT]),
            node,
            note: None,
        });
        steps += 1.0;
    }
    line.glyphs.reverse();
    line
}
