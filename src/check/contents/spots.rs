//! Spots of a passage that one finding tells of together: it points at the first and shows the others beside it.

use std::ops::Range;

use super::passages::Passage;
use crate::diagnostic::{Diagnostic, Related, message};
use crate::source::Span;

/// More spots than these are not shown one by one: a page of them helps nobody.
pub(super) const MOST_SHOWN: usize = 20;

/// A finding at the first of some spots of a passage, with the others beside it.
pub(super) fn at_spots(passage: &Passage, spots: &[Range<usize>], finding: Diagnostic) -> Diagnostic {
    let places = spots.iter().map(|spot| passage.span(spot.clone()));
    at_places(passage.key, places, finding)
}

/// A finding at the first of some places, with the others beside it.
pub(super) fn at_places(key: &str, places: impl IntoIterator<Item = Option<Span>>, finding: Diagnostic) -> Diagnostic {
    let mut places = places.into_iter();
    let first = places.next().flatten();
    let related = places.take(MOST_SHOWN).map(|span| {
        let message = message!(zh: "还有这里", en: "and here");
        Related { span, key: Some(key.to_owned()), message }
    });
    finding.at(first).key(key).related(related)
}

/// Words of a text at some spots, each once, the first of them.
pub(super) fn words_at(text: &str, spots: &[Range<usize>]) -> String {
    /// Of more words a message shows no more than these.
    const MOST_WORDS: usize = 6;
    let mut words: Vec<&str> = Vec::new();
    for spot in spots {
        let word = text.get(spot.clone()).unwrap_or_default();
        if !words.contains(&word) {
            words.push(word);
        }
        if words.len() > MOST_WORDS {
            words.pop();
            return format!("{}……", words.join("、"));
        }
    }
    words.join("、")
}
