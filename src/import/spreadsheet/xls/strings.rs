//! Texts of .xls, which may go on from record to record, in stretches that may each look otherwise.

use super::compound::{u16_at, u32_at};

/// A text and the fonts of its stretches.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Units {
    /// Its characters, in UTF-16.
    pub units: Vec<u16>,
    /// From which character on, and in which font.
    pub runs: Vec<(usize, usize)>,
}

/// Bytes of a record and of those that go on with it.
pub(super) struct Segments<'s> {
    segments: Vec<&'s [u8]>,
    segment: usize,
    at: usize,
}

impl<'s> Segments<'s> {
    pub fn new(segments: Vec<&'s [u8]>) -> Segments<'s> {
        Segments { segments, segment: 0, at: 0 }
    }

    /// Passes over bytes.
    pub fn skip(&mut self, count: usize) -> Option<()> {
        self.bytes(count).map(|_| ())
    }

    /// A text behind its length in two bytes (XLUnicodeRichExtendedString).
    pub fn text(&mut self) -> Option<Units> {
        let count = usize::from(u16_at(&self.bytes(2)?, 0)?);
        let flags = *self.bytes(1)?.first()?;
        let runs = if flags & 8 != 0 { usize::from(u16_at(&self.bytes(2)?, 0)?) } else { 0 };
        let further = if flags & 4 != 0 { u32_at(&self.bytes(4)?, 0)? as usize } else { 0 };
        let units = self.units(count, flags & 1 != 0)?;
        let runs = self.bytes(4 * runs)?;
        let runs = runs.chunks_exact(4).filter_map(|run| Some((u16_at(run, 0)?.into(), u16_at(run, 2)?.into())));
        let runs = runs.collect();
        self.skip(further)?;
        Some(Units { units, runs })
    }

    /// So many characters, each in one byte or in two. Where the text goes on in another record, that says it anew.
    fn units(&mut self, count: usize, mut are_wide: bool) -> Option<Vec<u16>> {
        let mut units = Vec::new();
        while units.len() < count {
            let own = self.segments.get(self.segment)?.get(self.at..)?;
            let width = if are_wide { 2 } else { 1 };
            let fitting = (own.len() / width).min(count - units.len());
            let bytes = own.get(..fitting * width)?;
            if are_wide {
                units.extend(bytes.chunks_exact(2).filter_map(|unit| u16_at(unit, 0)));
            } else {
                units.extend(bytes.iter().map(|byte| u16::from(*byte)));
            }
            self.at += fitting * width;
            if units.len() < count {
                self.segment += 1;
                are_wide = self.segments.get(self.segment)?.first()? & 1 != 0;
                self.at = 1;
            }
        }
        Some(units)
    }

    /// So many bytes, wherever records end.
    fn bytes(&mut self, count: usize) -> Option<Vec<u8>> {
        let mut bytes = Vec::new();
        while bytes.len() < count {
            let own = self.segments.get(self.segment)?.get(self.at..)?;
            let fitting = own.len().min(count - bytes.len());
            bytes.extend_from_slice(own.get(..fitting)?);
            self.at += fitting;
            if bytes.len() < count {
                self.segment += 1;
                self.at = 0;
            }
        }
        Some(bytes)
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    /// Made by hand after MS-XLS 2.5.293 and 2.5.296.
    #[test]
    fn texts_go_on_in_the_next_record() {
        // 规ab: one wide character, then the record ends, then two narrow ones; a run of font 7 from the character 1.
        let first = [3, 0, 9, 1, 0, 0xC4, 0x89];
        let second = [0, b'a', b'b', 1, 0];
        let third = [7, 0];
        let mut segments = Segments::new(vec![&first, &second, &third]);
        let text = segments.text().unwrap();
        assert_eq!(String::from_utf16(&text.units).unwrap(), "规ab");
        assert_eq!(text.runs, [(1, 7)]);
        assert!(segments.text().is_none());
    }
}
