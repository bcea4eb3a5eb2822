//! The numbers of footnotes: they run through the report in the order in which it mentions them.

use rustc_hash::FxHashMap;

/// The footnotes that have been mentioned so far.
#[derive(Default)]
pub(super) struct Notes {
    /// Their indices in the document, in the order of their first mention.
    pub(super) order: Vec<usize>,
    numbers: FxHashMap<usize, usize>,
}

impl Notes {
    /// The number of a footnote that is mentioned, from 1.
    pub(super) fn number(&mut self, note: usize) -> usize {
        *self.numbers.entry(note).or_insert_with(|| {
            self.order.push(note);
            self.order.len()
        })
    }
}
