//! How far the reading of a narrative has come: what all that read a part of it share.

use std::iter::Peekable;
use std::ops::Range;

use pulldown_cmark::{Event, OffsetIter, Tag};

use super::footnotes::Notes;
use super::length::Length;
use super::template::Template;
use crate::diagnostic::Diagnostic;
use crate::report::Prose;

/// Reads the blocks of a piece of Markdown one after another.
pub(super) struct Reader<'a> {
    pub(super) prose: &'a Prose,
    /// What is to be put into the text.
    pub(super) template: &'a Template,
    pub(super) events: Peekable<OffsetIter<'a>>,
    /// What is wrong so far.
    pub(super) faults: Vec<Diagnostic>,
    /// Level of the last heading; 1 is the section's own.
    pub(super) last_level: u8,
    /// Whether the text before ended in an odd `**`, whose other half the next may hold.
    pub(super) is_strong_open: bool,
    pub(super) notes: Notes,
    /// What all narratives have so far.
    pub(super) length: &'a mut Length,
    /// Names of the charts that may be called; `None` where any may.
    pub(super) charts: Option<Vec<&'a str>>,
}

impl<'a> Reader<'a> {
    /// Passes over everything up to the end of the block that has just been opened.
    pub(super) fn skip(&mut self) {
        let mut open = 1_usize;
        while open > 0 {
            match self.events.next() {
                Some((Event::Text(text), _)) => {
                    text.chars().filter_map(|ch| self.template.note(ch)).for_each(|label| self.notes.refuse(label));
                }
                Some((Event::FootnoteReference(label), _)) => self.notes.refuse(&self.template.filled(&label)),
                Some((Event::Start(tag), _)) => {
                    if let Tag::FootnoteDefinition(label) = tag {
                        self.notes.refuse(&self.template.filled(&label));
                    }
                    open += 1;
                }
                Some((Event::End(_), _)) => open -= 1,
                Some(_) => {}
                None => break,
            }
        }
    }

    pub(super) fn fault(&mut self, fault: Diagnostic, range: Range<usize>) {
        self.faults.push(fault.at(self.prose.span(range)).key(&self.prose.key));
    }

    pub(super) fn source(&self, range: &Range<usize>) -> &'a str {
        self.prose.text.get(range.clone()).unwrap_or_default()
    }

    /// The first line of a range, which stands for a block where the whole of it would be too much to show.
    pub(super) fn opening(&self, range: &Range<usize>) -> Range<usize> {
        let line = self.source(range).lines().next().unwrap_or_default().trim_end();
        range.start..range.start + line.len()
    }
}
