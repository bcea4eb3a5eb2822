//! Text to clusters: what a reader takes for one character (UAX #29), and what describes one (an ideographic
//! description sequence). A cluster comes from one face, and no line ends within it.

use unicode_segmentation::UnicodeSegmentation;

use super::class::is_ideograph;

/// MONGOLIAN VOWEL SEPARATOR.
const VOWEL_SEPARATOR: &str = "\u{180E}";

/// A grapheme.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Grapheme<'a> {
    /// Byte in the text at which it begins.
    pub(super) start: usize,
    pub(super) text: &'a str,
    /// What must come from the same face: the grapheme itself, or the whole description that it is a part of.
    pub(super) whole: &'a str,
    /// Whether the next grapheme belongs to the same description.
    pub(super) joined: bool,
}

/// The graphemes of a text in order.
pub(super) fn graphemes(text: &str) -> Vec<Grapheme<'_>> {
    let all = plain_graphemes(text);
    let mut found = Vec::with_capacity(all.len());
    let mut rest = all.as_slice();
    while let Some((start, _)) = rest.first() {
        let (own, after) = rest.split_at(description(rest));
        rest = after;
        let end = rest.first().map_or(text.len(), |(next, _)| *next);
        let whole = text.get(*start..end).unwrap_or_default();
        for (at, (start, text)) in own.iter().enumerate() {
            found.push(Grapheme { start: *start, text, whole, joined: at + 1 < own.len() });
        }
    }
    found
}

/// The graphemes of UAX #29, each with where it begins. The vowel separator of Mongolian, which tells the letters at
/// both its sides their form, is none of its own but goes with the letter before it.
fn plain_graphemes(text: &str) -> Vec<(usize, &str)> {
    let mut found: Vec<(usize, &str)> = Vec::new();
    for (start, grapheme) in text.grapheme_indices(true) {
        match found.last_mut() {
            Some((first, last)) if grapheme == VOWEL_SEPARATOR && !last.ends_with(char::is_whitespace) => {
                *last = text.get(*first..start + grapheme.len()).unwrap_or(last);
            }
            _ => found.push((start, grapheme)),
        }
    }
    found
}

/// A description of more graphemes is none: those of real characters have no more than some twenty, and what never ends
/// must not be looked through again from each of its operators.
const LONGEST_DESCRIPTION: usize = 64;

/// How many graphemes from the first make one ideographic description (The Unicode Standard, 18.2): an operator and
/// what it takes, which may be descriptions again. One, where the first is no operator or something is missing behind
/// it.
fn description(graphemes: &[(usize, &str)]) -> usize {
    let mut wanted = 1;
    for (at, (_, grapheme)) in graphemes.iter().enumerate().take(LONGEST_DESCRIPTION) {
        let Some(ch) = grapheme.chars().next() else { return 1 };
        match operands(ch) {
            Some(count) => wanted += count - 1,
            None if at > 0 && is_component(ch) => wanted -= 1,
            None => return 1,
        }
        if wanted == 0 {
            return at + 1;
        }
    }
    1
}

/// How many descriptions an operator takes: two, but three of ⿲ ⿳, one of mirroring and turning.
fn operands(ch: char) -> Option<usize> {
    match ch {
        '\u{2FF2}' | '\u{2FF3}' => Some(3),
        '\u{2FFE}' | '\u{2FFF}' => Some(1),
        '\u{2FF0}'..='\u{2FFD}' | '\u{31EF}' => Some(2),
        _ => None,
    }
}

/// Whether a description can hold a character: ideographs, radicals, strokes, characters of private use, and ？ for a
/// component that has no code point.
fn is_component(ch: char) -> bool {
    is_ideograph(ch) || matches!(u32::from(ch), 0x2E80..=0x2FDF | 0x31C0..=0x31E5 | 0xE000..=0xF8FF | 0xFF1F)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn wholes(text: &str) -> Vec<&str> {
        graphemes(text).iter().filter(|grapheme| !grapheme.joined).map(|grapheme| grapheme.whole).collect()
    }

    #[test]
    fn a_description_is_one_cluster() {
        assert_eq!(wholes("说⿰亻尔的"), ["说", "⿰亻尔", "的"]);
        assert_eq!(wholes("⿱艹⿰日月⿲彳言亍。"), ["⿱艹⿰日月", "⿲彳言亍", "。"]);
        assert_eq!(wholes("\u{2FFE}正\u{31EF}国玉⿰？⺀"), ["\u{2FFE}正", "\u{31EF}国玉", "⿰？⺀"]);
    }

    #[test]
    fn a_description_that_lacks_something_is_its_characters() {
        assert_eq!(wholes("⿰亻"), ["⿰", "亻"]);
        assert_eq!(wholes("⿰⿰⿰亻x尔"), ["⿰", "⿰", "⿰", "亻", "x", "尔"]);
    }

    #[test]
    fn selectors_and_marks_stay_with_their_base() {
        assert_eq!(wholes("ᠨᠡᠷ\u{180E}ᠡ"), ["ᠨ", "ᠡ", "ᠷ\u{180E}", "ᠡ"]);
        assert_eq!(wholes("葛\u{E0100}e\u{301}⿰亻\u{FE00}尔"), ["葛\u{E0100}", "e\u{301}", "⿰亻\u{FE00}尔"]);
    }

    /// However deep, without end.
    #[test]
    fn operators_without_end_do_no_harm() {
        assert_eq!(wholes(&"⿰".repeat(100_000)).len(), 100_000);
        assert_eq!(wholes(&"⿰一".repeat(50_000)).len(), 100_000);
    }
}
