//! The texts that a report is read from, and places in them. Every message points here.

use std::ops::Range;
use std::path::{Path, PathBuf};
use std::sync::OnceLock;

/// Names one text of a [`Sources`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct SourceId(u16);

/// A place in a text: bytes from `start` up to `end`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Span {
    /// The text.
    pub source: SourceId,
    /// First byte.
    pub start: usize,
    /// One past the last byte.
    pub end: usize,
}

impl Span {
    /// A span over a range of bytes.
    pub fn new(source: SourceId, range: Range<usize>) -> Span {
        Span { source, start: range.start, end: range.end }
    }

    /// The bytes it covers.
    pub fn range(&self) -> Range<usize> {
        self.start..self.end
    }
}

/// A line and a column, both from 1; columns count Unicode scalars.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct LineColumn {
    /// Line, from 1.
    pub line: usize,
    /// Column in Unicode scalars, from 1.
    pub column: usize,
}

/// One text with the name that messages give it.
#[derive(Clone, Debug)]
pub struct Source {
    /// The file's path as the caller wrote it, or `<stdin>`.
    pub name: String,
    /// Where it lies, if in a file: what a name shows of a path that is no UTF-8 leads nowhere.
    pub path: Option<PathBuf>,
    /// The text.
    pub text: String,
    places: OnceLock<Places>,
}

/// All texts of one report: the data file first, then the files that it names with `body_file`.
#[derive(Clone, Debug, Default)]
pub struct Sources {
    sources: Vec<Source>,
}

impl Sources {
    /// Adds a text. At most 65,536 of them: a report has seven.
    pub fn add(&mut self, name: impl Into<String>, text: impl Into<String>) -> SourceId {
        self.push(Source { name: name.into(), path: None, text: text.into(), places: OnceLock::new() })
    }

    /// Adds the text of a file.
    pub fn add_file(&mut self, path: &Path, text: impl Into<String>) -> SourceId {
        let name = path.display().to_string();
        self.push(Source { name, path: Some(path.to_owned()), text: text.into(), places: OnceLock::new() })
    }

    fn push(&mut self, source: Source) -> SourceId {
        let id = SourceId(u16::try_from(self.sources.len()).unwrap_or(u16::MAX));
        self.sources.push(source);
        id
    }

    /// All texts, in the order in which they were added.
    pub fn iter(&self) -> impl Iterator<Item = (SourceId, &Source)> {
        self.sources.iter().zip(0..=u16::MAX).map(|(source, id)| (SourceId(id), source))
    }

    /// The text of an id, which must come from this value's own [`Sources::add`].
    pub fn get(&self, id: SourceId) -> &Source {
        &self.sources[usize::from(id.0)]
    }

    /// The text that a span covers; empty where it lies outside the text.
    pub fn slice(&self, span: Span) -> &str {
        self.get(span.source).text.get(span.range()).unwrap_or_default()
    }

    /// Line and column of a span's first byte.
    pub fn line_column(&self, span: Span) -> LineColumn {
        let source = self.get(span.source);
        let places = source.places.get_or_init(|| Places::of(&source.text));
        let mut at = span.start.min(source.text.len());
        while !source.text.is_char_boundary(at) {
            at -= 1;
        }
        let line = places.line_ends.partition_point(|end| *end < at);
        let line_start = line.checked_sub(1).and_then(|last| places.line_ends.get(last)).map_or(0, |end| end + 1);
        let column = places.characters(&source.text, at) - places.characters(&source.text, line_start);
        LineColumn { line: line + 1, column: column + 1 }
    }
}

/// Where lines end in a text, and how many characters stand before some of its bytes: ten thousand findings of a file
/// are placed without going over it ten thousand times.
#[derive(Clone, Debug)]
struct Places {
    line_ends: Vec<usize>,
    /// Characters that begin before each block of bytes.
    before_blocks: Vec<usize>,
}

impl Places {
    /// Bytes of a block.
    const BLOCK: usize = 1 << 10;

    fn of(text: &str) -> Places {
        let bytes = text.as_bytes();
        let line_ends = bytes.iter().enumerate().filter(|(_, byte)| **byte == b'\n').map(|(at, _)| at).collect();
        let mut before_blocks = vec![0];
        for block in bytes.chunks(Places::BLOCK) {
            before_blocks.push(before_blocks.last().copied().unwrap_or_default() + begun(block));
        }
        Places { line_ends, before_blocks }
    }

    /// How many characters begin before a byte.
    fn characters(&self, text: &str, at: usize) -> usize {
        let block = at / Places::BLOCK;
        let rest = text.as_bytes().get(block * Places::BLOCK..at).unwrap_or_default();
        self.before_blocks.get(block).copied().unwrap_or_default() + begun(rest)
    }
}

/// How many characters begin in some bytes of UTF-8.
fn begun(bytes: &[u8]) -> usize {
    bytes.iter().filter(|byte| **byte & 0xC0 != 0x80).count()
}

/// A value with the place in the data file where it stands.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Located<T> {
    /// The value.
    pub value: T,
    /// Where it stands.
    pub span: Span,
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Against a count from the beginning, at every character of a text whose lines are longer than a block, or empty.
    #[test]
    fn lines_and_columns() {
        let text = format!("{}\n\n甲乙\r\nabc{}\n", "汉字x".repeat(900), "é".repeat(3000));
        let mut sources = Sources::default();
        let id = sources.add("r.toml", text.as_str());
        let (mut line, mut column) = (1, 1);
        for (at, ch) in text.char_indices().chain([(text.len(), ' ')]) {
            assert_eq!(sources.line_column(Span::new(id, at..at)), LineColumn { line, column }, "byte {at}");
            (line, column) = if ch == '\n' { (line + 1, 1) } else { (line, column + 1) };
        }
        // Inside a character, and behind the text.
        assert_eq!(sources.line_column(Span::new(id, 1..1)), LineColumn { line: 1, column: 1 });
        let end = text.len();
        assert_eq!(sources.line_column(Span::new(id, end + 9..end + 9)), LineColumn { line: 5, column: 1 });
    }
}
