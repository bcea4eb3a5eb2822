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
        let listed = |node: &Node| match node {
            Node::Heading(heading) if heading.level <= DEEPEST => Some((heading.id, heading.level, heading.entry())),
            _ => None,
        };
        let headings: Vec<_> = self.document.nodes.iter().filter_map(listed).collect();
        let entries = headings
            .into_iter()
            .map(|(heading, level, text)| ContentsEntry { id: self.id(), heading, level, text })
            .collect();
        let below_title = self.document.nodes.iter().take_while(|node| matches!(node, Node::Title { .. })).count();
        self.document.nodes.insert(below_title, Node::Contents(Contents { heading, entries }));
    }
}
