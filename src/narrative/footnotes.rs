//! Footnotes: their marks in the text and their own text, which may stand anywhere.

use std::collections::{HashMap, HashSet};
use std::ops::Range;

use super::{Block, Footnote, Inline};
use crate::diagnostic::{Diagnostic, Message, message};
use crate::narrative::rules;

/// What is known of the footnotes so far.
#[derive(Default)]
pub(super) struct Notes {
    /// Whether the text of a footnote is being read.
    pub(super) inside: bool,
    /// Labels in the order of their first mention, and where that is.
    mentions: Vec<(String, Range<usize>)>,
    /// For each of them its index.
    mentioned: HashMap<String, usize>,
    /// By their labels the texts, and the line where each begins.
    definitions: HashMap<String, (Footnote, Range<usize>)>,
    /// Labels in blocks that were refused: whether they lack a mark or a text cannot be told.
    refused: HashSet<String>,
}

impl Notes {
    /// Takes the text of a footnote.
    pub(super) fn define(&mut self, label: &str, blocks: Vec<Block>, line: Range<usize>) -> Result<(), Diagnostic> {
        let label = label.to_lowercase();
        if self.definitions.contains_key(&label) {
            return Err(footnote(message!(
                zh: "脚注 [^{label}] 写了两次",
                en: "footnote [^{label}] is defined twice",
            )));
        }
        // Blocks of other kinds have been refused already.
        let paragraphs = blocks.into_iter().filter_map(|block| match block {
            Block::Paragraph(text) => Some(text),
            _ => None,
        });
        let paragraphs: Vec<Vec<Inline>> = paragraphs.collect();
        if paragraphs.iter().all(Vec::is_empty) {
            self.refuse(&label);
            return Err(footnote(message!(
                zh: "脚注 [^{label}] 没有文字",
                en: "footnote [^{label}] has no text",
            )));
        }
        self.definitions.insert(label, (Footnote { paragraphs }, line));
        Ok(())
    }

    /// Notes that a footnote is named in a block that is refused.
    pub(super) fn refuse(&mut self, label: &str) {
        self.refused.insert(label.to_lowercase());
    }

    /// The index of a footnote that is mentioned.
    pub(super) fn mention(&mut self, label: &str, range: Range<usize>) -> Result<usize, Diagnostic> {
        if self.inside {
            return Err(footnote(message!(zh: "脚注里不能再有脚注", en: "a footnote may not have footnotes")));
        }
        let label = label.to_lowercase();
        let index = self.mentions.len();
        Ok(*self.mentioned.entry(label).or_insert_with_key(|label| {
            self.mentions.push((label.clone(), range));
            index
        }))
    }

    /// The labels that are mentioned, in small letters; [`Inline::Footnote`] counts into them while no text is missing.
    pub(super) fn labels(&self) -> Vec<String> {
        self.mentions.iter().map(|(label, _)| label.clone()).collect()
    }

    /// The footnotes in the order of their mention, and the marks and texts that have no counterpart.
    pub(super) fn finish(mut self) -> (Vec<Footnote>, Vec<(Diagnostic, Range<usize>)>) {
        let (mut footnotes, mut faults) = (Vec::new(), Vec::new());
        for (label, range) in self.mentions {
            match self.definitions.remove(&label) {
                Some((footnote, _)) => footnotes.push(footnote),
                None if self.refused.contains(&label) => {}
                None => faults.push((missing_footnote(&label), range)),
            }
        }
        let unused = self.definitions.into_iter().filter(|(label, ..)| !self.refused.contains(label));
        for (label, (_, range)) in unused {
            let message = message!(
                zh: "脚注 [^{label}] 没有在正文中用到",
                en: "footnote [^{label}] is never used",
            );
            faults.push((footnote(message), range));
        }
        (footnotes, faults)
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
