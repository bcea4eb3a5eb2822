//! Which footnotes have been told on the pages so far, and what their nodes are called where one is told again. A
//! footnote stands on every page that mentions it, each time as a text of its own, read behind the mention on its page.

use std::collections::HashMap;

use super::page::{Item, LinkArea, NoteAgain, Owner, TextRun};
use super::paginate::NotePart;
use crate::compose::document::NodeId;

/// What is known of the footnotes on the pages so far.
#[derive(Default)]
pub(super) struct Told {
    /// The first mention of each on the last page that mentions it.
    mentions: HashMap<usize, NodeId>,
    /// Up to which line each has been told.
    lines: HashMap<usize, usize>,
    /// Those that have been told before, and their names.
    again: Vec<NoteAgain>,
    /// Which of these each was told as last.
    latest: HashMap<usize, usize>,
    /// How many names have been given.
    names: u32,
}

impl Told {
    /// Takes the first mention of each footnote on a page.
    pub(super) fn mention(&mut self, mentions: HashMap<usize, NodeId>) {
        self.mentions.extend(mentions);
    }

    /// The footnotes that have been told more than once.
    pub(super) fn again(self) -> Vec<NoteAgain> {
        self.again
    }

    /// Notes down that a part of a footnote is told. If it is told once more, what its nodes are called there.
    pub(super) fn tell(&mut self, part: &NotePart) -> Option<usize> {
        let told = self.lines.entry(part.note).or_default();
        if part.lines.start == *told {
            *told = part.lines.end;
            return None;
        }
        if part.lines.start == 0 {
            let mention = self.mentions.get(&part.note).copied().unwrap_or_default();
            self.again.push(NoteAgain { mention, names: HashMap::new() });
            self.latest.insert(part.note, self.again.len() - 1);
        }
        self.latest.get(&part.note).copied()
    }

    /// Calls what items belong to by other names. The document counts its names from 0, these are counted from the
    /// other end.
    pub(super) fn rename(&mut self, again: usize, items: &mut [Item]) {
        let Some(NoteAgain { names, .. }) = self.again.get_mut(again) else { return };
        for item in items {
            if let Item::Text(TextRun { owner: Owner::Node(node), .. }) | Item::Link(LinkArea { node, .. }) = item {
                *node = *names.entry(*node).or_insert_with(|| {
                    self.names += 1;
                    NodeId(u32::MAX - self.names)
                });
            }
        }
    }
}
