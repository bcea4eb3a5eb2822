//! The lines of a narrative as they are written or pasted, and what each of them opens.

use std::ops::Range;

use crate::report::{NumberStyle, typed_number};

/// A line without its end, and without the blanks at either side.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Line {
    /// The `>` of a quote, several for quotes in quotes; empty outside.
    pub mark: Range<usize>,
    /// What stands behind it.
    pub text: Range<usize>,
    /// From the blanks that open it (behind the mark) to those that end it.
    pub whole: Range<usize>,
    /// The columns of ordinary blanks before it, which tell what item of a list it belongs to; a tab goes on to the
    /// next multiple of four. Blanks of other kinds are an indent that the author of a text made.
    pub column: usize,
}

/// What a line opens.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Opening {
    /// Nothing stands there.
    Blank,
    /// `##`
    Heading,
    /// （一）: a heading of level 2 that shows by its number what it is. `length` bytes are the number.
    NumberedHeading { length: usize },
    /// An item of a list: `-`, `1.`, 1. or （1）. `length` bytes are the mark with the blanks behind it.
    Item { kind: ItemKind, length: usize },
    /// `![caption](picture)`
    Picture,
    /// `| cell |`
    Row,
    /// `: caption` of a table
    Caption,
    /// `<div>`
    Html,
    /// Three backticks or tildes: code up to the next such line.
    Fence,
    /// `[^1]: text of a footnote`
    Footnote,
    /// A paragraph.
    Text,
}

/// What an item of a list is marked with.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum ItemKind {
    /// `-`. A star or a plus is what it is: both stand before notes and figures.
    Mark,
    /// `1.`
    Dot(u32),
    /// （1）, or `1)`
    Bracket(u32),
}

/// The lines of a text.
pub(crate) fn lines(text: &str) -> Vec<Line> {
    let mut lines = Vec::new();
    let mut start = 0;
    // What Word, the web and older files know of line ends besides: a manual break, a page, a carriage return alone, a
    // separator of lines or paragraphs.
    for (at, ch) in text.match_indices(['\n', '\r', '\u{B}', '\u{C}', '\u{85}', '\u{2028}', '\u{2029}']) {
        let end = at + ch.len();
        if ch != "\r" || !text.get(end..).is_some_and(|rest| rest.starts_with('\n')) {
            lines.push(line(text, start..at));
            start = end;
        }
    }
    lines.push(line(text, start..text.len()));
    lines
}

fn line(text: &str, range: Range<usize>) -> Line {
    let written = text.get(range.clone()).unwrap_or_default();
    let mut mark = range.start..range.start;
    let mut rest = written;
    while let Some(behind) = rest.trim_start_matches(is_blank).strip_prefix('>').filter(|behind| !is_compared(behind)) {
        rest = behind.strip_prefix(' ').unwrap_or(behind);
        mark = range.start + (written.len() - written.trim_start_matches(is_blank).len())..range.end - rest.len();
    }
    let whole = range.end - rest.len()..range.end;
    let text = rest.trim_start_matches(is_blank);
    let blanks = rest.get(..rest.len() - text.len()).unwrap_or_default();
    let start = range.end - text.len();
    let column = blanks.chars().try_fold(0_usize, |column, ch| match ch {
        ' ' => Some(column + 1),
        '\t' => Some(column - column % 4 + 4),
        _ => None,
    });
    Line { mark, text: start..start + text.trim_end_matches(is_blank).len(), whole, column: column.unwrap_or_default() }
}

/// Whether what stands behind a `>` is compared by it, not quoted: >5件, >=60分.
fn is_compared(behind: &str) -> bool {
    behind.starts_with(|ch: char| ch.is_ascii_digit() || ch == '=')
}

/// White space in one line: ordinary, no-break, full width, tabs, and marks of byte order within a text.
pub(crate) fn is_blank(ch: char) -> bool {
    ch.is_whitespace() || ch == '\u{FEFF}'
}

/// What a line opens, by the text behind its blanks. In a quote nothing is numbered anew: what is typed stays.
pub(crate) fn opening(text: &str, in_quote: bool) -> Opening {
    let bare = |mark: &str| text.len() - text.get(mark.len()..).unwrap_or_default().trim_start_matches(is_blank).len();
    let hashes = text.len() - text.trim_start_matches('#').len();
    let behind_hashes = text.get(hashes..).unwrap_or_default();
    if text.is_empty() {
        return Opening::Blank;
    }
    if (1..=6).contains(&hashes) && (behind_hashes.is_empty() || behind_hashes.starts_with(is_blank)) {
        return Opening::Heading;
    }
    if text.starts_with("![") {
        return Opening::Picture;
    }
    if text.starts_with('|') {
        return Opening::Row;
    }
    if text.starts_with(": ") {
        return Opening::Caption;
    }
    if text.starts_with("```") || text.starts_with("~~~") {
        return Opening::Fence;
    }
    if let Some(rest) = text.strip_prefix('<')
        && rest.starts_with(|ch: char| ch.is_ascii_alphabetic() || ch == '/' || ch == '!' || ch == '?')
        && !is_address(rest)
    {
        return Opening::Html;
    }
    if let Some(rest) = text.strip_prefix("[^")
        && rest.split_once(']').is_some_and(|(label, rest)| !label.contains(is_blank) && rest.starts_with(':'))
    {
        return Opening::Footnote;
    }
    if text.strip_prefix('-').is_some_and(|rest| rest.starts_with(is_blank)) {
        return Opening::Item { kind: ItemKind::Mark, length: bare("-") };
    }
    if let Some(opening) = markdown_number(text) {
        return opening;
    }
    match typed_number(text) {
        Some(number) if !in_quote && number.length < text.len() => match number.style {
            NumberStyle::BracketedChinese => Opening::NumberedHeading { length: number.length },
            NumberStyle::Bracketed => Opening::Item { kind: ItemKind::Bracket(number.value), length: number.length },
            NumberStyle::Dot => Opening::Item { kind: ItemKind::Dot(number.value), length: number.length },
            NumberStyle::Chinese | NumberStyle::Other | NumberStyle::Compound => Opening::Text,
        },
        Some(number) if !in_quote && number.style == NumberStyle::BracketedChinese => {
            Opening::NumberedHeading { length: number.length }
        }
        _ => Opening::Text,
    }
}

/// `1. ` or `1) ` as Markdown has it.
fn markdown_number(text: &str) -> Option<Opening> {
    let rest = text.trim_start_matches(|ch: char| ch.is_ascii_digit());
    let digits = text.get(..text.len() - rest.len()).filter(|digits| (1..=9).contains(&digits.len()))?;
    let behind = rest.strip_prefix(['.', ')']).filter(|behind| behind.starts_with(is_blank))?;
    let number = digits.parse().ok()?;
    let kind = if rest.starts_with('.') { ItemKind::Dot(number) } else { ItemKind::Bracket(number) };
    Some(Opening::Item { kind, length: text.len() - behind.trim_start_matches(is_blank).len() })
}

/// Whether what stands behind a `<` is an address: <https://www.gov.cn/>, <a@b.cn>.
fn is_address(rest: &str) -> bool {
    let inside = rest.split('>').next().unwrap_or_default();
    rest.len() > inside.len() && (inside.contains(':') || inside.contains('@')) && !inside.contains([' ', '"', '='])
}
