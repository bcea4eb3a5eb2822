//! A run: the smallest part of a text that stands in one style.

use std::ops::Range;

use pulldown_cmark::{Event, Tag, TagEnd};

use super::Inline;

/// Whether an event belongs to a run of text, and is no block.
pub(super) fn is_inline(event: &Event) -> bool {
    match event {
        Event::Start(tag) => matches!(tag, Tag::Emphasis | Tag::Strong | Tag::Link { .. } | Tag::Image { .. }),
        Event::End(tag) => matches!(tag, TagEnd::Emphasis | TagEnd::Strong | TagEnd::Link),
        Event::Rule | Event::Html(_) => false,
        _ => true,
    }
}

/// A run of text, a break or a mark, and where it stands in the Markdown.
pub(super) struct Run {
    pub(super) inline: Inline,
    pub(super) range: Range<usize>,
}

impl Run {
    /// The characters; none of a break or a mark.
    pub(super) fn text(&self) -> &str {
        match &self.inline {
            Inline::Text { text, .. } => text,
            _ => "",
        }
    }

    /// Whether nothing of it is ever printed.
    pub(super) fn is_blank(&self) -> bool {
        matches!(&self.inline, Inline::Text { text, link: None, .. } if text.is_empty())
    }

    pub(super) fn is_break(&self) -> bool {
        matches!(self.inline, Inline::LineBreak)
    }

    /// Whether each byte of the text stands where its place says: no escape, no entity.
    pub(super) fn is_literal(&self) -> bool {
        self.text().len() == self.range.len()
    }

    /// A part of a text, tied to its part of the Markdown where the text is literal. A break or a mark has no parts.
    pub(super) fn part(&self, part: Range<usize>) -> Run {
        let Inline::Text { text, emphasis, link, span } = &self.inline else {
            return Run { inline: self.inline.clone(), range: self.range.clone() };
        };
        let range = match self.is_literal() {
            true => self.range.start + part.start..self.range.start + part.end,
            false => self.range.clone(),
        };
        let text = text.get(part).unwrap_or_default().to_owned();
        Run { inline: Inline::Text { text, emphasis: *emphasis, link: link.clone(), span: *span }, range }
    }

    /// Drops white space at the start, and `mark` before it.
    pub(super) fn trim_start(&mut self, mark: &str) {
        let literal = self.is_literal();
        if let Inline::Text { text, .. } = &mut self.inline {
            let rest = text.strip_prefix(mark).unwrap_or(text).trim_start();
            let gone = text.len() - rest.len();
            text.drain(..gone);
            self.range.start += if literal { gone } else { 0 };
        }
    }

    /// Drops white space at the end.
    pub(super) fn trim_end(&mut self) {
        let literal = self.is_literal();
        if let Inline::Text { text, .. } = &mut self.inline {
            let kept = text.trim_end().len();
            self.range.end -= if literal { text.len() - kept } else { 0 };
            text.truncate(kept);
        }
    }
}
