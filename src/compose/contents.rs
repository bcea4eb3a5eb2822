//! The table of contents (目录): the headings of the document, once all of them are there.

use super::Composer;
use super::document::{Contents, ContentsEntry, Inline, Node};

/// What stands above it.
const HEADING: &str = "目录";

/// The deepest level that it lists: 一、 and （一）. What is below these is found under them at a glance.
const DEEPEST: u8 = 2;

impl Composer<'_> {
    /// Puts the table of contents below the title.
    pub(super) fn contents(&mut self) {
        let heading = self.paragraph(vec![Inline::plain(HEADING, None)]);
        let mut entries = Vec::new();
        for at in 0..self.document.nodes.len() {
            let id = self.id();
            if let Some(Node::Heading(heading)) = self.document.nodes.get(at)
                && heading.level <= DEEPEST
            {
                entries.push(ContentsEntry { id, heading: heading.id, level: heading.level, text: heading.entry() });
            }
        }
        let below_title = self.document.nodes.iter().take_while(|node| matches!(node, Node::Title { .. })).count();
        self.document.nodes.insert(below_title, Node::Contents(Contents { heading, entries }));
    }
}
