//! Footnotes: their marks in the text and their own text, which may stand anywhere.

use std::collections::HashSet;
use std::ops::Range;

use super::read::Reader;
use super::{Block, Footnote};
use crate::diagnostic::{Diagnostic, Message};
use crate::message;
use crate::narrative::rules;

/// What is known of the footnotes so far.
#[derive(Default)]
pub(super) struct Notes {
    /// Whether the text of a footnote is being read.
    pub inside: bool,
    /// Labels in the order of their first mention, and where that is.
    mentions: Vec<(String, Range<usize>)>,
    /// Labels with their text, and the line where it begins.
    definitions: Vec<(String, Footnote, Range<usize>)>,
    /// Labels in blocks that were refused: whether they lack a mark or a text cannot be told.
    refused: HashSet<String>,
}

impl Reader<'_> {
    /// Takes the text of a footnote.
    pub(super) fn define(&mut self, label: &str, blocks: Vec<Block>, line: Range<usize>) {
        let label = self.template.filled(label).to_lowercase();
        if self.notes.definitions.iter().any(|(known, ..)| *known == label) {
            let fault = footnote(message!(zh: "脚注 [^{label}] 写了两次", en: "footnote [^{label}] is defined twice"));
            self.fault(fault, line);
            return;
        }
        // Blocks of other kinds have been refused already.
        let paragraphs = blocks.into_iter().filter_map(|block| match block {
            Block::Paragraph(text) => Some(text),
            _ => None,
        });
        self.notes.definitions.push((label, Footnote { paragraphs: paragraphs.collect() }, line));
    }

    /// Notes that a footnote is named in a block that is refused.
    pub(super) fn refuse_note(&mut self, label: &str) {
        let label = self.template.filled(label).to_lowercase();
        self.notes.refused.insert(label);
    }

    /// The index of a footnote that is mentioned; `None` where it may not be.
    pub(super) fn mention(&mut self, label: &str, range: Range<usize>) -> Option<usize> {
        if self.notes.inside {
            let fault = footnote(message!(zh: "脚注里不能再有脚注", en: "a footnote may not have footnotes"));
            self.fault(fault, range);
            return None;
        }
        let label = self.template.filled(label).to_lowercase();
        let known = self.notes.mentions.iter().position(|(known, _)| *known == label);
        Some(known.unwrap_or_else(|| {
            self.notes.mentions.push((label, range));
            self.notes.mentions.len() - 1
        }))
    }

    /// The footnotes in the order of their mention.
    pub(super) fn footnotes(&mut self) -> Vec<Footnote> {
        let mut footnotes = Vec::new();
        let refused = std::mem::take(&mut self.notes.refused);
        for (label, range) in std::mem::take(&mut self.notes.mentions) {
            match self.notes.definitions.iter().position(|(known, ..)| *known == label) {
                Some(index) => footnotes.push(self.notes.definitions.swap_remove(index).1),
                None if refused.contains(&label) => {}
                None => self.fault(missing_footnote(&label), range),
            }
        }
        let unused = std::mem::take(&mut self.notes.definitions).into_iter();
        for (label, _, range) in unused.filter(|(label, ..)| !refused.contains(label)) {
            let fault = footnote(message!(
                zh: "脚注 [^{label}] 没有在正文中用到",
                en: "footnote [^{label}] is never used",
            ));
            self.fault(fault, range);
        }
        footnotes
    }
}

fn footnote(message: Message) -> Diagnostic {
    Diagnostic::error(&rules::FOOTNOTE, message)
}

/// The error that a mark has no text.
pub(super) fn missing_footnote(label: &str) -> Diagnostic {
    footnote(message!(zh: "没有脚注 [^{label}] 的内容", en: "there is no text for footnote [^{label}]")).help(message!(
        zh: "另起一段写上：[^{label}]: 脚注的文字",
        en: "add a paragraph of its own: [^{label}]: text of the footnote",
    ))
}
