//! Words of a list, found in a text in one pass.
//!
//! An automaton would find them in fewer steps, but takes longer to build than a report takes to be read.

use std::borrow::Cow;
use std::cmp::Reverse;
use std::ops::Range;

use rustc_hash::FxHashMap;

/// Words, each with what it means.
pub(in crate::check) struct Finder<T> {
    /// By their first characters; of one character the longest first, of one length as they are listed.
    words: Vec<(Cow<'static, str>, T)>,
    /// Where the words of a first character stand among them.
    places: FxHashMap<char, Range<usize>>,
}

impl<T: Copy> Finder<T> {
    /// A finder of words.
    pub fn new(mut words: Vec<(Cow<'static, str>, T)>) -> Finder<T> {
        words.sort_by_key(|(word, _)| (word.chars().next(), Reverse(word.len())));
        let mut places: FxHashMap<char, Range<usize>> = FxHashMap::default();
        for (at, (word, _)) in words.iter().enumerate() {
            if let Some(first) = word.chars().next() {
                places.entry(first).or_insert(at..at).end = at + 1;
            }
        }
        Finder { words, places }
    }

    /// The words of a text in order, of those that stand within one another the longest from the left: where each
    /// stands, and what it means.
    pub fn longest<'t>(&'t self, text: &'t str) -> impl Iterator<Item = (Range<usize>, T)> + 't {
        let mut end = 0;
        text.char_indices().filter_map(move |(at, ch)| {
            let rest = text.get(at..).filter(|_| at >= end)?;
            let (word, means) = self.with_first(ch).iter().find(|(word, _)| rest.starts_with(word.as_ref()))?;
            end = at + word.len();
            Some((at..end, *means))
        })
    }

    /// All words of a text in order, those within others too.
    pub fn all<'t>(&'t self, text: &'t str) -> impl Iterator<Item = (Range<usize>, T)> + 't {
        text.char_indices().flat_map(move |(at, ch)| {
            let rest = text.get(at..).unwrap_or_default();
            let here = self.with_first(ch).iter().filter(|(word, _)| rest.starts_with(word.as_ref()));
            here.map(move |(word, means)| (at..at + word.len(), *means))
        })
    }

    fn with_first(&self, ch: char) -> &[(Cow<'static, str>, T)] {
        self.places.get(&ch).and_then(|range| self.words.get(range.clone())).unwrap_or_default()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_within_words() {
        let words = ["公开", "信息公开", "信息", "公开申请", "公开"];
        let finder = Finder::new(words.iter().zip(0..).map(|(word, at)| ((*word).into(), at)).collect());
        let text = "政府信息公开申请，公开";
        let shown = |found: Vec<(Range<usize>, i32)>| -> Vec<(String, i32)> {
            found.into_iter().map(|(range, means)| (text.get(range).unwrap_or_default().to_owned(), means)).collect()
        };
        let of = |words: &[(&str, i32)]| words.iter().map(|(word, at)| ((*word).to_owned(), *at)).collect::<Vec<_>>();
        assert_eq!(
            shown(finder.longest(text).collect()),
            of(&[("信息公开", 1), ("公开", 0)]),
            "the first of equal ones"
        );
        let all = [("信息公开", 1), ("信息", 2), ("公开申请", 3), ("公开", 0), ("公开", 4), ("公开", 0), ("公开", 4)];
        assert_eq!(shown(finder.all(text).collect()), of(&all));
        assert_eq!(finder.all("").count(), 0);
    }
}
