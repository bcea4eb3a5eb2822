//! Finds what has no fixed place, pictures and charts with their captions, and footnotes, among what is surplus once
//! all that has its place is found.

use std::ops::Range;

use super::expected::Float;
use super::printed::Printed;
use super::tokens::{Vocabulary, Word};

/// A part of a footnote at the end of a page that is shorter is no sure sign.
const LEAST_PART: usize = 4;

/// Marks each token of the PDF that belongs to a float that was found among those that nobody has taken; gives the
/// floats that were not.
pub(super) fn take_out(
    floats: Vec<Float>,
    printed: &Printed,
    vocabulary: &Vocabulary,
    taken: &mut [bool],
) -> Vec<Float> {
    let words: Vec<Word> = printed.tokens.iter().map(|token| token.word).collect();
    let mut left = Vec::new();
    // The words of a short one may stand within a long one, never the other way round.
    let mut floats = floats;
    floats.sort_by_key(|float| std::cmp::Reverse(float.tokens.len()));
    for float in floats {
        let own: Vec<Word> = float.tokens.iter().map(|token| token.word).collect();
        if own.is_empty() {
            continue;
        }
        let found = match float.is_note {
            true => note(&own, &words, printed, vocabulary, taken),
            false => first(&own, &words, printed, taken),
        };
        if found.is_empty() {
            left.push(float);
        }
        found.into_iter().flatten().for_each(|at| taken[at] = true);
    }
    left
}

/// A place where a sequence stands that nobody else has taken: one that begins and ends lines, if there is one.
fn first(own: &[Word], words: &[Word], printed: &Printed, taken: &[bool]) -> Vec<Range<usize>> {
    let is_free = |range: &Range<usize>| taken[range.clone()].iter().all(|taken| !taken);
    let begins_line = |at: usize| printed.tokens.get(at).is_none_or(|token| token.begins_line);
    let stands_alone = |range: &Range<usize>| begins_line(range.start) && begins_line(range.end);
    let all = places(own, words).whole.into_iter().map(|end| end - own.len()..end).filter(is_free);
    let all: Vec<Range<usize>> = all.collect();
    all.iter().find(|range| stands_alone(range)).or(all.first()).cloned().into_iter().collect()
}

/// All places where a footnote stands, its marks with it: on each page that mentions it, and on the next where it has
/// been divided.
fn note(own: &[Word], words: &[Word], printed: &Printed, vocabulary: &Vocabulary, taken: &[bool]) -> Vec<Range<usize>> {
    let is_free = |range: &Range<usize>| taken[range.clone()].iter().all(|taken| !taken);
    let with_mark = |range: Range<usize>| {
        // What stands in the middle of a line is no mark of the footnote behind it, unless it looks like one.
        let may_be = |at: &usize| {
            let stands = printed.tokens.get(*at).is_some_and(|token| token.begins_line || token.is_raised);
            is_mark(vocabulary.text(words[*at])) && (stands || is_circled(vocabulary.text(words[*at])))
        };
        let mark = range.start.checked_sub(1).filter(may_be)?;
        Some(mark..range.end).filter(is_free)
    };
    let Places { whole, ends } = places(own, words);
    let mut found: Vec<Range<usize>> = whole.into_iter().filter_map(|end| with_mark(end - own.len()..end)).collect();
    for (end, length) in ends.into_iter().filter(|(end, _)| printed.ends_page(end - 1)) {
        let Some(start) = with_mark(end - length..end) else { continue };
        let rest = own.get(length..).unwrap_or_default();
        let page = printed.tokens.get(end - 1).map_or(0, |token| token.page);
        let Some(rest) = goes_on(rest, words, page + 1, printed) else { continue };
        found.push(start);
        found.extend(rest.into_iter().filter(is_free));
    }
    found
}

/// The rest of a footnote on the page behind, and on further ones as long as it ends them.
fn goes_on(rest: &[Word], words: &[Word], page: usize, printed: &Printed) -> Option<Vec<Range<usize>>> {
    let range = printed.pages.get(page)?.clone();
    let own = words.get(range.clone())?;
    let Places { whole, ends } = places(rest, own);
    let place = |end: usize, length: usize| range.start + end - length..range.start + end;
    if let Some(end) = whole.last() {
        return Some(std::iter::once(place(*end, rest.len())).collect());
    }
    let (end, length) = ends.into_iter().find(|(end, _)| *end == own.len())?;
    let further = goes_on(rest.get(length..)?, words, page + 1, printed)?;
    Some(std::iter::once(place(end, length)).chain(further).collect())
}

/// Where a sequence stands within another.
struct Places {
    /// Behind each place where all of it stands.
    whole: Vec<usize>,
    /// Behind each place where a part of it stands from its beginning, and how much; the longest part.
    ends: Vec<(usize, usize)>,
}

/// Looks for a sequence (Knuth, Morris, Pratt), in time that grows with the length of both.
fn places(own: &[Word], words: &[Word]) -> Places {
    let mut found = Places { whole: Vec::new(), ends: Vec::new() };
    let Some(_) = own.first() else { return found };
    // For each part from the beginning: the longest shorter one that ends like it.
    let mut shorter = vec![0; own.len()];
    let mut matched = 0;
    for at in 1..own.len() {
        while matched > 0 && own[at] != own[matched] {
            matched = shorter[matched - 1];
        }
        matched += usize::from(own[at] == own[matched]);
        shorter[at] = matched;
    }
    matched = 0;
    for (at, word) in words.iter().enumerate() {
        while matched > 0 && (matched == own.len() || *word != own[matched]) {
            matched = shorter[matched - 1];
        }
        matched += usize::from(*word == own[matched]);
        if matched == own.len() {
            found.whole.push(at + 1);
        } else if matched >= LEAST_PART {
            found.ends.push((at + 1, matched));
        }
    }
    found
}

/// Whether a token is a circled number.
pub(super) fn is_circled(text: &str) -> bool {
    let mut chars = text.chars();
    let circled = |ch: char| matches!(u32::from(ch), 0x2460..=0x2473 | 0x3251..=0x325F | 0x32B1..=0x32BF);
    chars.next().is_some_and(circled) && chars.next().is_none()
}

/// Whether a token can be the mark of a footnote: ①, or a small number, perhaps in brackets.
pub(super) fn is_mark(text: &str) -> bool {
    let mut chars = text.chars();
    match (chars.next(), chars.next()) {
        (Some(ch), None) => is_circled(text) || is_small(ch),
        _ => (1..=2).contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_digit()),
    }
}

/// Digits, and superior ones; what stands around them.
fn is_small(ch: char) -> bool {
    ch.is_ascii_digit() || matches!(ch, '¹' | '²' | '³' | '⁰' | '⁴'..='⁹' | '[' | ']' | '〔' | '〕' | '*')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_sequence_is_found_wherever_it_stands() {
        let Places { whole, ends } = places(&[1, 2, 1, 2, 3], &[1, 2, 1, 2, 1, 2, 3, 9, 1, 2, 1, 2]);
        assert_eq!(whole, [7]);
        assert_eq!(ends, [(4, 4), (6, 4), (12, 4)]);
        assert_eq!(places(&[5], &[5, 5]).whole, [1, 2]);
    }

    #[test]
    fn marks_of_footnotes() {
        assert!(is_mark("①") && is_mark("㊿") && is_mark("3") && is_mark("12") && is_mark("²") && is_mark("["));
        assert!(!is_mark("123") && !is_mark("一") && !is_mark("("));
    }
}
