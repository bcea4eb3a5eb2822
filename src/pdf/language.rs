//! Words that are not Chinese (ISO 14289-1, 7.2: a change of language within the text is told).

use std::ops::Range;

use crate::layout::page::PlacedGlyph;

/// The glyphs that show words in Latin letters, as ranges of a run's glyphs.
///
/// A word has two letters or more and nothing but letters, hyphens and apostrophes: A4, H5, an address or a number with
/// its unit are read no better in English.
pub(super) fn english(glyphs: &[PlacedGlyph]) -> Vec<Range<usize>> {
    let is_solid = |glyph: &PlacedGlyph| glyph.text.bytes().all(|byte| byte.is_ascii_graphic());
    let mut words = Vec::new();
    let mut start = 0;
    while start < glyphs.len() {
        let end = start + glyphs[start..].iter().take_while(|glyph| is_solid(glyph)).count();
        words.extend(word(glyphs, start..end));
        start = end + 1;
    }
    words
}

/// The word between the marks at both ends of a stretch without spaces, if it is one.
fn word(glyphs: &[PlacedGlyph], mut range: Range<usize>) -> Option<Range<usize>> {
    let is_mark = |at: usize| matches!(glyphs[at].text.as_str(), "," | "." | ";" | ":" | "!" | "?" | "(" | ")" | "\"");
    while !range.is_empty() && is_mark(range.start) {
        range.start += 1;
    }
    while !range.is_empty() && is_mark(range.end - 1) {
        range.end -= 1;
    }
    let text = || glyphs[range.clone()].iter().flat_map(|glyph| glyph.text.chars());
    let letters = text().filter(char::is_ascii_alphabetic).count();
    let is_word = letters >= 2 && text().all(|ch| ch.is_ascii_alphabetic() || ch == '-' || ch == '\'');
    is_word.then_some(range)
}

#[cfg(test)]
mod tests {
    use smol_str::SmolStr;

    use super::*;
    use crate::units::Pt;

    fn words(text: &str) -> Vec<String> {
        let glyphs: Vec<PlacedGlyph> = text
            .chars()
            .map(|ch| PlacedGlyph { id: 1, x: Pt::ZERO, rise: Pt::ZERO, text: SmolStr::from_iter([ch]) })
            .collect();
        let text = |range: Range<usize>| glyphs[range].iter().map(|glyph| glyph.text.as_str()).collect();
        english(&glyphs).into_iter().map(text).collect()
    }

    #[test]
    fn words_are_told_from_addresses_and_sizes() {
        assert_eq!(words("用JPEG和Open Data（PDF）印A4纸"), ["JPEG", "Open", "Data", "PDF"]);
        assert_eq!(words("www.gov.cn 见a@b.cn，12kg"), [""; 0]);
        assert_eq!(words("(see e-mail, OK.)"), ["see", "e-mail", "OK"]);
    }
}
