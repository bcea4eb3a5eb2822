//! Signs within a line of a file of this program: where strong text and links begin and end, and where a heading ends that
//! runs on. They are characters that no XML can hold, so none of them comes from a file.

use crate::import::blocks::Line;

/// Strong text begins, or ends.
pub(super) const STRONG: char = '\u{1}';
/// A link begins; its text ends, and its address follows; that ends.
pub(super) const LINK: char = '\u{2}';
pub(super) const TARGET: char = '\u{3}';
pub(super) const LINK_END: char = '\u{4}';
/// A heading ends that runs on.
pub(super) const RUN_IN: char = '\u{5}';

fn is_sign(ch: char) -> bool {
    (STRONG..=RUN_IN).contains(&ch)
}

/// The parts of a line between its signs and marks, and what these are.
pub(super) enum Part<'l> {
    Text(&'l str),
    Sign(char),
    /// The address of a link.
    Address(&'l str),
    /// The mark of a footnote.
    Mark(usize),
}

/// A line, part by part.
pub(super) fn parts(line: &Line) -> Vec<Part<'_>> {
    let mut marks = line.marks.iter().peekable();
    let mut parts = Vec::new();
    let mut start = 0;
    let mut is_address = false;
    let text = |start: usize, end: usize| line.text.get(start..end).filter(|text| !text.is_empty());
    let ends = line.text.char_indices().map(|(at, ch)| (at, Some(ch))).chain([(line.text.len(), None)]);
    for (at, ch) in ends {
        while let Some(mark) = marks.next_if(|mark| mark.at <= at) {
            parts.extend(text(start, at).map(Part::Text));
            start = at;
            parts.push(Part::Mark(mark.note));
        }
        match ch {
            Some(ch) if is_sign(ch) => {
                parts.extend(text(start, at).map(if is_address { Part::Address } else { Part::Text }));
                is_address = ch == TARGET;
                parts.push(Part::Sign(ch));
                start = at + ch.len_utf8();
            }
            Some(_) => {}
            None => parts.extend(text(start, at).map(Part::Text)),
        }
    }
    parts
}

/// A line without signs.
pub(super) fn plain(line: &Line) -> Line {
    let mut plain = Line { text: String::new(), marks: Vec::new(), ..*line };
    for part in parts(line) {
        match part {
            Part::Text(text) => plain.push_str(text),
            Part::Mark(note) => plain.push_mark(note),
            Part::Sign(_) | Part::Address(_) => {}
        }
    }
    plain
}
