//! What glyphs say.
//!
//! A font of a PDF maps every glyph to one text (its ToUnicode map, ISO 32000-1 9.10.3), but shaping maps clusters:
//! several characters to several glyphs. One glyph for one cluster is the rule, ligatures included, and needs nothing
//! more. Where several glyphs stand for a cluster, its characters are dealt out to them, so that every glyph maps to
//! something, and the cluster as a whole is given again as ActualText (14.9.4), which readers put in the place of what
//! its glyphs say.

use crate::layout::page::PlacedGlyph;

/// What a glyph says that no character is left for: a space without width.
const NOTHING: &str = "\u{200B}";

/// Glyphs that show some characters together.
#[derive(Clone, Copy, Debug)]
pub(super) struct Cluster<'a>(&'a [PlacedGlyph]);

/// The clusters of a run.
pub(super) fn clusters(glyphs: &[PlacedGlyph]) -> impl Iterator<Item = Cluster<'_>> {
    // Glyphs without text belong to the glyph before them.
    glyphs.chunk_by(|_, next| next.text.is_empty()).map(Cluster)
}

impl<'a> Cluster<'a> {
    /// The text to give for the whole, if its glyphs do not spell it. That of characters for private use, which no map
    /// explains, is always given (ISO 19005-2, 6.2.11.7.3).
    pub(super) fn actual_text(self) -> Option<&'a str> {
        (self.0.len() > 1 || self.text().is_empty() || self.text().contains(is_private)).then(|| self.text())
    }

    /// Its glyphs, each with what it says: one character, the last glyph all that are left.
    pub(super) fn glyphs(self) -> impl Iterator<Item = (&'a PlacedGlyph, &'a str)> {
        let mut left = self.text();
        self.0.iter().enumerate().map(move |(index, glyph)| {
            let is_last = index + 1 == self.0.len();
            let end = if is_last { left.len() } else { left.chars().next().map_or(0, char::len_utf8) };
            let (own, after) = left.split_at(end);
            left = after;
            (glyph, if own.is_empty() { NOTHING } else { own })
        })
    }

    fn text(self) -> &'a str {
        self.0.first().map_or("", |glyph| &glyph.text)
    }
}

/// Whether a character stands for what its users have agreed on (Unicode 16.0, 23.5).
fn is_private(ch: char) -> bool {
    matches!(ch, '\u{E000}'..='\u{F8FF}' | '\u{F0000}'..='\u{FFFFD}' | '\u{100000}'..='\u{10FFFD}')
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::units::Pt;

    fn spelled(texts: &[&str]) -> Vec<(Option<String>, Vec<String>)> {
        let glyphs: Vec<PlacedGlyph> =
            texts.iter().map(|text| PlacedGlyph { id: 1, x: Pt::ZERO, rise: Pt::ZERO, text: (*text).into() }).collect();
        let says = |cluster: Cluster| cluster.glyphs().map(|(_, says)| says.to_string()).collect();
        clusters(&glyphs).map(|cluster| (cluster.actual_text().map(str::to_string), says(cluster))).collect()
    }

    #[test]
    fn one_glyph_says_all_of_its_cluster() {
        assert_eq!(spelled(&["年", "ffi"]), [(None, vec!["年".into()]), (None, vec!["ffi".into()])]);
    }

    #[test]
    fn what_is_for_private_use_is_given_again() {
        assert_eq!(spelled(&["\u{F6C5}"]), [(Some("\u{F6C5}".into()), vec!["\u{F6C5}".into()])]);
    }

    #[test]
    fn a_mark_says_itself() {
        assert_eq!(spelled(&["e\u{301}", ""]), [(Some("e\u{301}".into()), vec!["e".into(), "\u{301}".into()])]);
    }

    #[test]
    fn the_last_glyph_says_what_is_left() {
        assert_eq!(spelled(&["abc", ""]), [(Some("abc".into()), vec!["a".into(), "bc".into()])]);
    }

    #[test]
    fn a_glyph_with_no_character_left_says_nothing() {
        assert_eq!(spelled(&["é", ""]), [(Some("é".into()), vec!["é".into(), NOTHING.into()])]);
        assert_eq!(spelled(&[""]), [(Some("".into()), vec![NOTHING.into()])]);
    }
}
