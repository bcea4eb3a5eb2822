//! The table of contents: one entry a heading, on the grid, leaders to the number of its page.
//!
//! It is set before any page is known, with room for whatever number an entry may get; the number is put in when the
//! pages are there (`paint`). So no number is guessed, and none can move a line.

use std::collections::HashMap;

use super::flow::Flow;
use super::geometry::{CONTENTS_HEADING_SIZE, CONTENTS_SIZE, Geometry};
use super::page::Place;
use super::paginate::PagePlan;
use super::paint::single_line;
use super::runs::runs;
use crate::compose::document::{Contents, ContentsEntry, Inline, NodeId, Paragraph};
use crate::text::{Alignment, FaceId, Faces, Line, LineGlyph, Measure, Role, Style, Typesetter};
use crate::units::Pt;

/// A line of an entry.
pub(super) struct ContentsLine {
    pub(super) line: Line,
    /// From the left edge of the type area.
    pub(super) left: Pt,
    /// Whether a page may end behind it.
    pub(super) break_after: bool,
    /// Where it leads.
    pub(super) goal: Goal,
}

/// Where a line of the table of contents leads.
pub(super) struct Goal {
    /// The entry.
    pub(super) entry: NodeId,
    /// The heading that it leads to.
    pub(super) heading: NodeId,
    /// Number and text of the heading.
    pub(super) title: String,
    /// Left end of the entry, from the left edge of the type area.
    pub(super) left: Pt,
    /// Where the line's text is placed, from the left edge of the type area.
    shift: Pt,
    /// Whether it is the entry's last line, where the page number stands.
    pub(super) tells_page: bool,
}

/// Where each heading stands.
pub(super) type Places = HashMap<NodeId, Place>;

// No standard tells how a table of contents looks; this is what offices do, in this program's measures, made by eye.

/// Indent of a level below the one above it, in characters.
const INDENT: f64 = 2.0;
/// What the text of an entry leaves free at the right, in characters: four digits, and leaders to be seen.
const FREE: f64 = 4.0;
/// What leaders are made of: 间隔号, in the middle of the line as …… is. The dots of … itself are not evenly spaced from
/// one glyph to the next in every face.
const LEADER_DOT: char = '·';
/// Distance of the dots of a leader, in em: those of …… stand so far apart.
const DOT_STEP: f64 = 1.0 / 3.0;
/// Least room between the middle of a dot and what stands beside it, in em.
const LEADER_GAP: f64 = 0.4;

/// 目　录: 黑体, in the middle, an em between its two characters, which are one word all the same.
pub(super) fn heading(heading: &Paragraph, geometry: &Geometry, typesetter: &mut Typesetter) -> Option<Line> {
    let style = Style { role: Role::Level1, size: CONTENTS_HEADING_SIZE, cell: 1.0 };
    let measure = Measure { width: geometry.width(), first_indent: Pt::ZERO };
    let lines = typesetter.paragraph(&runs(&heading.text, style, heading.id)).lines(measure, Alignment::Centre);
    let mut line = lines.into_iter().next()?;
    if let [first, second] = line.glyphs.as_mut_slice()
        && first.face == second.face
    {
        first.x -= CONTENTS_HEADING_SIZE / 2.0;
        second.x += CONTENTS_HEADING_SIZE / 2.0;
        // What a cluster's first glyph says, its others do not.
        first.text.push_str(&std::mem::take(&mut second.text));
    }
    Some(line)
}

/// The lines of all entries.
pub(super) fn entries(contents: &Contents, geometry: &Geometry, typesetter: &mut Typesetter) -> Vec<ContentsLine> {
    let mut lines = Vec::new();
    let count = contents.entries.len();
    for (at, entry) in contents.entries.iter().enumerate() {
        // 一、 stays with its first （一）, and the last entry is not alone on a page.
        let opens = contents.entries.get(at + 1).is_some_and(|next| next.level > entry.level);
        lines.extend(entry_lines(entry, !opens && at + 2 != count, geometry, typesetter));
    }
    lines
}

/// An entry: level 1 in 黑体, level 2 in 仿宋 and indented; a second line begins below the text behind the number.
fn entry_lines(
    entry: &ContentsEntry,
    may_break: bool,
    geometry: &Geometry,
    typesetter: &mut Typesetter,
) -> Vec<ContentsLine> {
    let role = if entry.level == 1 { Role::Level1 } else { Role::Body };
    let style = geometry.style(role, CONTENTS_SIZE);
    let character = CONTENTS_SIZE * style.cell;
    let left = character * INDENT * f64::from(entry.level.saturating_sub(1));
    let hang = character * entry.text.first().map_or(0, characters) as f64;
    let shift = left + hang;
    let measure = Measure { width: geometry.width() - shift - character * FREE, first_indent: -hang };
    let lines = typesetter.paragraph(&runs(&entry.text, style, entry.id)).lines(measure, Alignment::Justified);
    let count = lines.len();
    let goal = |at: usize| Goal {
        entry: entry.id,
        heading: entry.heading,
        title: plain(&entry.text),
        left,
        shift,
        tells_page: at + 1 == count,
    };
    let line =
        |(at, line)| ContentsLine { line, left: shift, break_after: may_break && at + 1 == count, goal: goal(at) };
    lines.into_iter().enumerate().map(line).collect()
}

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
    let leaders = leaders(text_right + gap, number_left - gap, goal.entry, geometry, typesetter.faces());
    // So that the number is read as a word of its own.
    if let Some(first) = number.glyphs.first()
        && let Some(space) = typesetter.faces().get(first.face).glyph(' ')
    {
        let space = LineGlyph { id: space, x: text_right, text: " ".to_owned(), ..first.clone() };
        number.glyphs.insert(0, space);
    }
    Ending { leaders, number }
}

/// Dots from one place to another, each at a whole number of steps from the right edge of the type area.
fn leaders(from: Pt, to: Pt, node: NodeId, geometry: &Geometry, faces: &Faces) -> Line {
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
            text: LEADER_DOT.to_string(),
            node,
            note: None,
        });
        steps += 1.0;
    }
    line.glyphs.reverse();
    line
}

/// Where each heading stands, once it is known what stands on which page.
pub(super) fn places(flow: &Flow, plans: &[PagePlan], geometry: &Geometry) -> Places {
    let mut places = Places::new();
    for (page, plan) in plans.iter().enumerate() {
        for placed in &plan.placed {
            if let Some(mark) = flow.pieces.get(placed.piece).and_then(|piece| piece.heading.as_ref()) {
                places.insert(mark.node, Place { page, top: geometry.top() + placed.y - geometry.pitch });
            }
        }
    }
    places
}

/// How many characters a number has.
fn characters(label: &Inline) -> usize {
    match label {
        Inline::Text { text, .. } => text.chars().count(),
        _ => 0,
    }
}

/// The characters of a text, on one line.
pub(super) fn plain(text: &[Inline]) -> String {
    let texts = text.iter().filter_map(|inline| match inline {
        Inline::Text { text, .. } => Some(text.as_str()),
        _ => None,
    });
    texts.collect::<String>().split_whitespace().collect::<Vec<_>>().join(" ")
}
