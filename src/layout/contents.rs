//! The table of contents: one entry a heading, on the grid, leaders to the number of its page.
//!
//! It is set before any page is known, with room for whatever number an entry may get; the number is put in when the
//! pages are there (`paint`). So no number is guessed, and none can move a line.

use super::geometry::{CONTENTS_HEADING_SIZE, CONTENTS_SIZE, Geometry};
use super::runs::runs;
use crate::compose::document::{Contents, ContentsEntry, Inline, NodeId, Paragraph};
use crate::text::{Alignment, Line, Measure, Role, Style, Typesetter};
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
    /// Number and text of the heading, or their beginning.
    pub(super) title: String,
    /// Left end of the entry, from the left edge of the type area.
    pub(super) left: Pt,
    /// Where the line's text is placed, from the left edge of the type area.
    pub(super) shift: Pt,
    /// Whether it is the entry's last line, where the page number stands.
    pub(super) tells_page: bool,
}

// No standard tells how a table of contents looks; this is what offices do, in this program's measures, made by eye.

/// Indent of a level below the one above it, in characters.
const INDENT: f64 = 2.0;
/// What the text of an entry leaves free at the right, in characters: four digits, and leaders to be seen.
const FREE: f64 = 4.0;
/// Characters of a heading that a link to it tells; a heading of three lines has no more.
const LONGEST_NAME: usize = 80;
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
        first.text = [first.text.as_str(), &std::mem::take(&mut second.text)].concat().into();
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
    let title = named(&plain(&entry.text));
    let goal = |at: usize| Goal {
        entry: entry.id,
        heading: entry.heading,
        title: title.clone(),
        left,
        shift,
        tells_page: at + 1 == count,
    };
    let line =
        |(at, line)| ContentsLine { line, left: shift, break_after: may_break && at + 1 == count, goal: goal(at) };
    lines.into_iter().enumerate().map(line).collect()
}

/// How many characters a number has.
fn characters(label: &Inline) -> usize {
    match label {
        Inline::Text { text, .. } => text.chars().count(),
        _ => 0,
    }
}

/// The beginning of a heading's text, by which each line of its entry names it: the whole of a long one, told for each
/// of its lines, would grow with the square of its length.
fn named(title: &str) -> String {
    match title.char_indices().nth(LONGEST_NAME) {
        Some((end, _)) => format!("{}……", title.get(..end).unwrap_or_default()),
        None => title.to_owned(),
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
