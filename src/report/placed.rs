//! Text that knows where each byte of it stands, whatever has been taken out of it or put in.

use std::ops::Range;

use crate::source::{SourceId, Span};

/// A piece of narrative: Markdown, not yet read, and where each byte of it stands.
#[derive(Clone, Debug)]
pub struct Prose {
    /// The Markdown.
    pub text: String,
    /// The file that it stands in.
    pub source: SourceId,
    /// Pairs of (byte in `text`, byte in the source), rising; between two pairs both run alike.
    pub offsets: Vec<(usize, usize)>,
    /// Dotted key, such as `overview.body`.
    pub key: String,
}

impl Prose {
    /// An empty text of the same file and key.
    pub fn emptied(&self) -> Prose {
        Prose { text: String::new(), source: self.source, offsets: Vec::new(), key: self.key.clone() }
    }

    /// The place in the source of a range of bytes of the text. What was put in takes no room there.
    pub fn span(&self, range: Range<usize>) -> Span {
        // Where something has been taken out or put in, an end is that of what stands before it.
        let first = self.offsets.partition_point(|&(from, _)| from < range.end);
        let end = match self.offsets.get(first) {
            Some(&(from, to)) if from == range.end && !range.is_empty() => to,
            _ => self.place(range.end),
        };
        Span::new(self.source, self.place(range.start)..end)
    }

    /// Whether a range of bytes of the text stands nowhere in the source.
    pub fn is_put_in(&self, range: Range<usize>) -> bool {
        let Span { start, end, .. } = self.span(range.clone());
        start >= end && !range.is_empty()
    }

    /// Takes over a part of another text of the same source.
    pub fn append(&mut self, other: &Prose, range: Range<usize>) {
        let to = self.text.len();
        self.offsets.push((to, other.place(range.start)));
        let first = other.offsets.partition_point(|(from, _)| *from <= range.start);
        let inside = other.offsets.iter().skip(first).take_while(|(from, _)| *from <= range.end);
        self.offsets.extend(inside.map(|(from, place)| (to + (from - range.start), *place)));
        self.text.push_str(other.text.get(range.clone()).unwrap_or_default());
        self.offsets.push((self.text.len(), other.span(range).end));
    }

    /// Adds text that the source does not have, all of it at one place there.
    pub fn put_in(&mut self, text: &str, place: usize) {
        let to = self.text.len();
        self.offsets.extend((to..=to + text.len()).map(|byte| (byte, place)));
        self.text.push_str(text);
    }

    /// The place in the source of a byte of the text.
    pub fn place(&self, at: usize) -> usize {
        let next = self.offsets.partition_point(|&(from, _)| from <= at);
        match next.checked_sub(1).and_then(|i| self.offsets.get(i)) {
            Some(&(from, to)) => to + (at - from),
            None => at,
        }
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use crate::source::Sources;

    #[test]
    fn what_is_put_in_takes_no_room_in_the_source() {
        let mut sources = Sources::default();
        let source = sources.add("a.md", "甲乙丙丁");
        let whole =
            Prose { text: "甲乙丙丁".to_owned(), source, offsets: Vec::new(), key: "overview.body".to_owned() };
        let mut made = whole.emptied();
        made.append(&whole, 0..3);
        made.put_in("## ", whole.place(6));
        made.append(&whole, 6..12);
        assert_eq!(made.text, "甲## 丙丁");
        let slice = |range: Range<usize>| sources.slice(made.span(range)).to_owned();
        assert_eq!(
            (slice(0..3), slice(3..6), slice(6..9), slice(9..12)),
            ("甲".into(), "".into(), "丙".into(), "丁".into())
        );
        assert!(made.is_put_in(3..6) && !made.is_put_in(6..9) && !made.is_put_in(4..4));
        // Once more, as a later step does.
        let mut again = made.emptied();
        again.append(&made, 0..made.text.len());
        assert_eq!(sources.slice(again.span(3..9)), "丙");
        assert!(again.is_put_in(3..6));
    }
}
