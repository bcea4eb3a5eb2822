//! Following the glyphs of a text along its characters.
//!
//! Glyphs come in the order of the text. White space may have been left out or set as a gap, a line may have been
//! divided, a number may have been added: a glyph whose characters are not where they should be is looked for a little
//! further on, and if it is not there, it stands where the last one ended.

use std::ops::Range;

use super::texts::Text;

/// How many bytes further on a glyph's characters are looked for: characters that no face has are left out.
const FAR: usize = 48;

/// How far the glyphs of a text have come.
pub(super) struct Cursor<'t, 'a> {
    text: &'t Text<'a>,
    part: usize,
    /// Byte of the part.
    at: usize,
    /// Where the last glyph stands in the file.
    last: Range<usize>,
}

impl<'t, 'a> Cursor<'t, 'a> {
    pub(super) fn new(text: &'t Text<'a>) -> Cursor<'t, 'a> {
        let start = text.start.unwrap_or_default();
        Cursor { text, part: 0, at: 0, last: start..start }
    }

    /// The bytes of the file that the next glyph comes of, which shows these characters; none of a mark or a number
    /// that the program sets, but a place.
    pub(super) fn next(&mut self, shows: &str) -> Range<usize> {
        // A further glyph of a cluster stands where its first does.
        if !shows.is_empty() {
            self.last = self.find(shows);
        }
        self.last.clone()
    }

    /// Where the mark of a footnote stands: behind the last glyph.
    pub(super) fn mark(&self) -> Range<usize> {
        self.last.end..self.last.end
    }

    fn find(&mut self, shows: &str) -> Range<usize> {
        let blank = shows.chars().all(char::is_whitespace);
        let mut part = self.part;
        let mut at = self.at;
        let mut far = FAR;
        while let Some(own) = self.text.parts.get(part) {
            let rest = own.text.get(at..).unwrap_or_default();
            let inked = rest.trim_start();
            let gap = rest.len() - inked.len();
            if blank && gap > 0 {
                return self.come_to(part, at, at + gap);
            }
            if blank && !inked.is_empty() {
                break;
            }
            let found = if shows.starts_with(char::is_whitespace) {
                rest.starts_with(shows).then_some(0)
            } else if inked.starts_with(shows) {
                Some(gap)
            } else {
                rest.find(shows).filter(|found| *found <= far)
            };
            if let Some(found) = found {
                return self.come_to(part, at + found, at + found + shows.len());
            }
            match far.checked_sub(rest.len()) {
                Some(left) => far = left,
                None => break,
            }
            part += 1;
            at = 0;
        }
        self.last.end..self.last.end
    }

    fn come_to(&mut self, part: usize, start: usize, end: usize) -> Range<usize> {
        (self.part, self.at) = (part, end);
        let place = self.text.parts.get(part).and_then(|part| part.place.of(start, end));
        place.map_or(self.last.end..self.last.end, |(start, end)| start..end)
    }
}
