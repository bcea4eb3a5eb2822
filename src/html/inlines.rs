//! Text with its emphasis, links and marks of footnotes.

use super::body::Body;
use crate::compose::document::{Emphasis, Inline, Link};

impl Body<'_> {
    /// Writes text. Links are put around all text that has them, so that each is one.
    pub(super) fn inlines(&mut self, text: &[Inline]) {
        let mut open: Option<&Link> = None;
        for inline in text {
            let link = match inline {
                Inline::Text { link, .. } => link.as_ref(),
                Inline::LineBreak | Inline::Footnote { .. } => None,
            };
            if open.map(|link| link.id) != link.map(|link| link.id) {
                self.close_link(open);
                self.open_link(link);
                open = link;
            }
            match inline {
                Inline::Text { text, emphasis: Emphasis::Strong, .. } => self.out.element("strong", [], text),
                Inline::Text { text, emphasis: Emphasis::None, .. } => self.out.text(text),
                Inline::LineBreak => self.out.open("br", []),
                Inline::Footnote { note, .. } => self.mark(*note),
            }
        }
        self.close_link(open);
    }

    fn open_link(&mut self, link: Option<&Link>) {
        if let Some(address) = link.and_then(|link| self.names.address(link)) {
            self.out.open("a", [("href", address.as_str())]);
        }
    }

    fn close_link(&mut self, link: Option<&Link>) {
        if link.is_some_and(|link| self.names.address(link).is_some()) {
            self.out.close("a");
        }
    }
}

/// What a text says, without its footnotes, on one line.
pub(super) fn plain(text: &[Inline]) -> String {
    let words = text.iter().map(|inline| match inline {
        Inline::Text { text, .. } => text.as_str(),
        Inline::LineBreak => " ",
        Inline::Footnote { .. } => "",
    });
    words.collect::<String>().trim().to_owned()
}
