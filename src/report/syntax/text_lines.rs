//! The lines of a file as one sees them that looks for texts over several of them: what opens one, what ends one.

use super::is_plain;
use super::quotes::is_quote;
use crate::report::meant::{is_invisible, is_odd_blank};

/// A line without its end.
#[derive(Clone, Copy)]
pub(super) struct Line<'a> {
    pub start: usize,
    pub text: &'a str,
}

pub(super) fn lines_of(text: &str) -> Vec<Line<'_>> {
    let mut start = 0;
    let lines = text.split_inclusive('\n').map(|line| {
        let found = Line { start, text: line.trim_end_matches(['\n', '\r']) };
        start += line.len();
        found
    });
    lines.collect()
}

/// `key = ` and quotes behind it.
pub(super) struct Opening<'a> {
    pub key: &'a str,
    /// Where the quotes stand in the file.
    pub at: usize,
    /// They, and what stands behind them on the line.
    pub rest: &'a str,
}

/// A line without the comment and the blanks at its end.
pub(super) fn without_comment(line: &str) -> &str {
    let end = line.find(" #").or_else(|| line.find("\t#")).unwrap_or(line.len());
    line.get(..end).unwrap_or(line).trim_end()
}

/// A line without blanks and invisible characters at its ends.
pub(super) fn trimmed(line: &str) -> &str {
    line.trim_matches(is_blank)
}

fn is_blank(ch: char) -> bool {
    ch.is_whitespace() || is_odd_blank(ch) || is_invisible(ch)
}

/// `key = ` and what stands behind it, where the key is one word. A colon does for `=` where the key is in English.
pub(super) fn opening_value(line: Line) -> Option<Opening> {
    let (key, behind) = line.text.split_once(['=', '＝', ':', '：'])?;
    let is_colon = line.text.get(key.len()..).is_some_and(|rest| rest.starts_with([':', '：']));
    let key = trimmed(key).trim_matches(is_quote);
    let is_key = !key.is_empty() && key.chars().all(|ch| is_plain(ch) || ch == '.');
    let rest = behind.trim_start_matches(|ch| is_blank(ch) || ch == '=');
    let at = line.start + line.text.len() - rest.len();
    (is_key && (key.is_ascii() || !is_colon)).then_some(Opening { key, at, rest: rest.trim_end_matches(is_blank) })
}

/// The same, where that is quotes.
pub(super) fn opening_of(line: Line) -> Option<Opening> {
    opening_value(line).filter(|opening| opening.rest.starts_with(is_quote))
}

pub(super) fn triple(text: &str) -> Option<&'static str> {
    ["'''", "\"\"\""].into_iter().find(|quotes| text.starts_with(quotes))
}

pub(super) fn is_triple(text: &str) -> bool {
    triple(text).is_some()
}

/// Two or more quotes of any kind and nothing else: what was meant to open or to end a text.
pub(super) fn is_fence(text: &str) -> bool {
    text.chars().count() >= 2 && is_quotes(text)
}

/// Quotes of any kind and nothing else.
pub(super) fn is_quotes(text: &str) -> bool {
    !text.is_empty() && text.chars().all(is_quote)
}

pub(super) fn has_no_value(line: Line) -> bool {
    opening_value(line).is_some_and(|opening| opening.rest.is_empty())
}
