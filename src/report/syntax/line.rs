//! What stands in one line of a data file, seen without reading it: whether it opens a statement, where its key ends.

use super::is_plain;
use super::quotes::{self, is_quote};
use crate::report::meant::{half_width, is_invisible, is_odd_blank};

/// Whether a line opens a statement, so that nothing before it goes on there.
pub(super) fn opens_statement(line: &str) -> bool {
    let line = line.split('\n').next().unwrap_or_default();
    let line = line.trim_matches(|ch: char| ch.is_whitespace() || is_odd_blank(ch) || is_invisible(ch));
    if let Some(rest) = line.strip_prefix(['[', '［', '【']) {
        let name = rest.trim_start_matches(['[', '［', '【']).trim_end_matches([']', '］', '】']);
        return line.ends_with([']', '］', '】'])
            && !name.is_empty()
            && name.chars().all(|ch| is_plain(ch) || ch == '.')
            && !name.starts_with(|ch: char| ch.is_numeric());
    }
    let Some((key, _)) = line.split_once(['=', '＝']) else { return false };
    let key = key.trim();
    !key.is_empty() && key.chars().all(|ch| is_plain(ch) || ch == '.' || is_quote(ch))
}

/// Where a key ends: at the first of some signs outside quotes.
pub(super) fn key_end(line: &str, signs: &[char]) -> Option<usize> {
    let mut quote: Option<char> = None;
    for (at, ch) in line.char_indices() {
        match quote {
            Some(open) if quotes::same_family(open, ch) => quote = None,
            Some(_) => {}
            None if signs.contains(&ch) => return Some(at),
            None if is_quote(ch) && line.get(..at).is_some_and(|before| before.trim().is_empty()) => quote = Some(ch),
            None if matches!(ch, '#' | '[' | '{' | '｛' | '［' | ',' | '，' | '。' | '\n') => return None,
            None => {}
        }
    }
    None
}

/// A line without the comment at its end.
pub(super) fn without_comment(line: &str) -> &str {
    line.split('#').next().unwrap_or_default()
}

/// What may be the name of a header in a line, without brackets of any kind.
pub(super) fn bare_name(line: &str) -> &str {
    let is_bracket =
        |ch: char| "[]［］【】()（）〔〕{}｛｝<>《》:：".contains(ch) || ch.is_whitespace() || is_odd_blank(ch);
    without_comment(line).trim_matches(is_bracket)
}

/// Whether a line is a list of figures or texts, and no header: `[6, 0, 0]`.
pub(super) fn is_list(line: &str) -> bool {
    let inside = without_comment(line).trim().trim_matches(['[', '［', '【', ']', '］', '】']);
    let first = inside.split([',', '，', '、', ' ']).next().unwrap_or_default().trim();
    let is_figure = |text: &str| !text.is_empty() && text.chars().all(|ch| ch.is_ascii_digit() || ch == '.');
    is_figure(&half_width(first)) || first.starts_with(is_quote) && inside.contains([',', '，'])
}

pub(super) fn is_word(text: &str) -> bool {
    !text.is_empty()
        && text.is_ascii()
        && text.chars().all(|ch| is_plain(ch) || ch == '.')
        && !text.starts_with(|ch: char| ch.is_ascii_digit())
}

/// A dotted key as TOML has it: what is in quotes stays there.
pub(super) fn written_key(key: &str) -> String {
    if key.starts_with('"') {
        return key.to_owned();
    }
    let part = |part: &str| {
        if !part.is_empty() && part.chars().all(is_plain) { part.to_owned() } else { format!("\"{part}\"") }
    };
    key.split('.').map(part).collect::<Vec<_>>().join(".")
}
