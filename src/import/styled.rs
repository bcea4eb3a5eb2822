//! The style of a copied line within its text: what is strong, and whether it is a heading or an item. Signs that no
//! text has stand for it, since a line is text and nothing else everywhere else.

use scraper::node::Element;

use super::blocks::{Line, Mark};
use super::page::{style, written_style};

/// Before and behind what is strong.
pub(super) const STRONG: &str = "\u{FDD2}";
pub(super) const STRONG_END: &str = "\u{FDD3}";
/// Before the level of a heading, and before the depth of an item.
const HEADING: char = '\u{FDD4}';
const ITEM: char = '\u{FDD5}';

/// What a line is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    /// A paragraph.
    Plain,
    /// A heading of a level of the page, 1 to 6.
    Heading(u32),
    /// An item with a mark, in so many lists.
    Item(u32),
}

/// The sign before a heading.
pub(super) fn heading(level: char) -> String {
    format!("{HEADING}{level}")
}

/// The sign before an item in so many lists.
pub(super) fn item(depth: usize) -> String {
    format!("{ITEM}{}", depth.clamp(1, 9))
}

/// What a line is, and the line without the sign for it.
pub(super) fn kind_of(line: &Line) -> (Kind, Line) {
    let mut chars = line.text.chars();
    let (sign, value) = (chars.next(), chars.next().and_then(|digit| digit.to_digit(10)));
    match (sign, value) {
        (Some(HEADING), Some(level)) => (Kind::Heading(level), line.behind(HEADING.len_utf8() + 1)),
        (Some(ITEM), Some(depth)) => (Kind::Item(depth), line.behind(ITEM.len_utf8() + 1)),
        _ => (Kind::Plain, line.clone()),
    }
}

/// A text without the signs, which it might have by itself.
pub(super) fn without_signs(text: &str) -> String {
    text.replace(|ch| ('\u{FDD0}'..='\u{FDEF}').contains(&ch), "")
}

/// A line in which what is strong twice is strong once, and what says nothing is not.
pub(super) fn merged(line: &Line) -> Line {
    let mut out = Line::default();
    let (mut depth, mut is_written) = (0_usize, false);
    let mut marks = line.marks.iter().peekable();
    for (at, ch) in line.text.char_indices() {
        while let Some(Mark { note, .. }) = marks.next_if(|mark| mark.at <= at) {
            out.push_mark(*note);
        }
        let mut buffer = [0; 4];
        let sign = &*ch.encode_utf8(&mut buffer);
        match sign {
            STRONG => depth += 1,
            STRONG_END => depth = depth.saturating_sub(1),
            _ => {
                if is_written != (depth > 0) && !ch.is_whitespace() {
                    is_written = depth > 0;
                    out.push_str(if is_written { STRONG } else { STRONG_END });
                }
                out.push_str(sign);
            }
        }
    }
    out.push_str(if is_written { STRONG_END } else { "" });
    marks.for_each(|mark| out.push_mark(mark.note));
    Line { is_markdown: line.is_markdown, is_quoted: line.is_quoted, ..out }
}

/// A line in which nothing is strong up to the end of what is strong at its head, or at all.
pub(super) fn plain(line: &Line, at_all: bool) -> Line {
    let mut out = Line::default();
    let mut marks = line.marks.iter().peekable();
    let mut is_head = true;
    for (at, ch) in line.text.char_indices() {
        while let Some(Mark { note, .. }) = marks.next_if(|mark| mark.at <= at) {
            out.push_mark(*note);
        }
        let mut buffer = [0; 4];
        let sign = &*ch.encode_utf8(&mut buffer);
        let is_sign = sign == STRONG || sign == STRONG_END;
        if !(is_sign && (at_all || is_head)) {
            out.push_str(sign);
        }
        is_head &= sign != STRONG_END;
    }
    marks.for_each(|mark| out.push_mark(mark.note));
    Line { is_markdown: line.is_markdown, is_quoted: line.is_quoted, ..out }
}

/// Whether an element sets its text in a strong face.
pub(super) fn is_strong(element: &Element) -> bool {
    let weight = style(element, "font-weight");
    let own = weight.as_deref().map(|weight| match weight.split('!').next().unwrap_or_default() {
        "bold" | "bolder" => true,
        number => number.parse::<u32>().is_ok_and(|number| number >= 600),
    });
    own.unwrap_or(matches!(element.name(), "b" | "strong"))
}

/// Whether an element holds the number or the sign that a word processor writes before an item.
pub(super) fn is_list_mark(element: &Element) -> bool {
    written_style(element).is_some_and(|style| style.contains("mso-list:ignore"))
}
