//! What lists and shares are read from: a paragraph, or one that ends in ： with the items that it introduces, as one
//! text.

use std::borrow::Cow;
use std::ops::Range;

use crate::check::prose::passages::{Passage, PassageKind};
use crate::check::subject::Subject;
use crate::source::Span;

/// A paragraph, or several as one.
pub(super) struct Text<'s, 'a> {
    /// Its characters.
    pub text: Cow<'s, str>,
    passages: &'s [Passage<'a>],
    /// The passages that it is made of: the byte that each opens at, and its place.
    parts: Vec<(usize, usize)>,
}

/// The longest text that is put together, and the longest item of one that is no list of Markdown, in bytes.
const LONGEST: usize = 8000;
const LONGEST_ITEM: usize = 360;

/// All texts of a report but for those that it quotes and the cells of tables.
pub(super) fn texts<'s, 'a>(subject: &'s Subject<'a>) -> Vec<Text<'s, 'a>> {
    let passages = subject.passages.as_slice();
    let mut found = Vec::new();
    let mut index = 0;
    while let Some(passage) = passages.get(index) {
        let mut text = Text { text: Cow::Borrowed(passage.text.as_str()), passages, parts: vec![(0, index)] };
        index += 1;
        if passage.is_quoted || passage.kind == PassageKind::Cell {
            continue;
        }
        let mut introduces = passage.text.trim_end().ends_with(['：', ':']);
        while introduces && let Some(item) = passages.get(index).filter(|item| text.takes(item)) {
            let whole = text.text.to_mut();
            if !whole.trim_end().ends_with(['：', ':', '；', ';', '，', '、', '。']) {
                whole.push('；');
            }
            text.parts.push((whole.len(), index));
            whole.push_str(&item.text);
            introduces = item.is_item || ends_within(item);
            index += 1;
        }
        found.push(text);
    }
    found
}

/// Whether a paragraph is an item before another: ……；
fn ends_within(passage: &Passage) -> bool {
    passage.text.trim_end().ends_with(['；', ';'])
}

impl Text<'_, '_> {
    /// Whether a passage is one of its items: of a list, or a line that stands in one with lines that end in ；.
    fn takes(&self, item: &Passage) -> bool {
        let last = self.parts.last().and_then(|(_, index)| self.passages.get(*index));
        let is_line = ends_within(item) || self.parts.len() > 1 && last.is_some_and(ends_within);
        item.kind == PassageKind::Paragraph
            && !item.is_quoted
            && last.is_some_and(|last| last.key == item.key)
            && (item.is_item || is_line && item.text.len() <= LONGEST_ITEM)
            && self.text.len() + item.text.len() <= LONGEST
    }

    /// Key of the text that it stands in.
    pub fn key(&self) -> &str {
        self.parts.first().and_then(|(_, index)| self.passages.get(*index)).map_or("", |passage| passage.key)
    }

    /// The passages that it is made of: the byte that each opens at, and its place.
    pub fn parts(&self) -> &[(usize, usize)] {
        &self.parts
    }

    /// The passage that holds a byte, and which of its bytes that is.
    pub fn place(&self, at: usize) -> (usize, usize) {
        let index = self.parts.partition_point(|(start, _)| *start <= at).saturating_sub(1);
        self.parts.get(index).map_or((0, at), |(start, passage)| (*passage, at.saturating_sub(*start)))
    }

    /// The place of some bytes in the file.
    pub fn span(&self, range: Range<usize>) -> Option<Span> {
        let (first, start) = self.place(range.start);
        let (last, end) = self.place(range.end.saturating_sub(1));
        let passage = self.passages.get(first)?;
        if first == last {
            return passage.span(start..end + 1);
        }
        let (own, rest) = (passage.span(start..passage.text.len())?, self.passages.get(last)?.span(0..end + 1)?);
        let is_one_text = own.source == rest.source && own.start < rest.end;
        Some(if is_one_text { Span { end: rest.end, ..own } } else { own })
    }
}
