//! A place in the text, and what has been written down of it as it was meant.

use std::ops::Range;

use super::slips::{self, Slip};
use crate::diagnostic::Message;
use crate::form::Forms;
use crate::report::meant::{is_invisible, is_odd_blank};

/// A place in a text, what has been written down of it so far, and what was wrong.
pub(super) struct Reader<'a> {
    pub text: &'a str,
    pub at: usize,
    pub written: String,
    /// How many brackets are open.
    pub depth: usize,
    pub slips: Vec<Slip>,
    pub forms: Forms,
}

impl<'a> Reader<'a> {
    pub fn new(text: &'a str, at: usize, forms: Forms) -> Reader<'a> {
        Reader { text, at, written: String::new(), depth: 0, slips: Vec::new(), forms }
    }

    pub fn peek(&self) -> Option<char> {
        self.rest().chars().next()
    }

    /// All that is yet to be read.
    pub fn rest(&self) -> &'a str {
        self.text.get(self.at..).unwrap_or_default()
    }

    /// The rest of the line, without its end.
    pub fn line(&self) -> &'a str {
        self.rest().split('\n').next().unwrap_or_default().trim_end_matches('\r')
    }

    /// Passes over a character without writing it down.
    pub fn pass(&mut self) {
        self.at += self.peek().map_or(0, char::len_utf8);
    }

    /// Passes over so many bytes without writing them down.
    pub fn skip(&mut self, length: usize) {
        self.at += length;
    }

    /// Passes over so many bytes and writes them down as they are.
    pub fn copy(&mut self, length: usize) {
        let copied = self.text.get(self.at..self.at + length).unwrap_or_default();
        self.written.push_str(copied);
        self.at += length;
    }

    /// Passes over the end of the line, and whatever is left before it.
    pub fn rest_of_line_end(&mut self) {
        let line = self.rest().split_inclusive('\n').next().unwrap_or_default();
        self.at += line.len();
    }

    pub fn take_written(&mut self) -> String {
        std::mem::take(&mut self.written).trim_end().to_owned()
    }

    pub fn take_slips(&mut self) -> Vec<Slip> {
        let mut slips = std::mem::take(&mut self.slips);
        slips.sort_by_key(|slip| slip.range.start);
        slips
    }

    /// Writes this in the place of all that was written.
    pub fn write_anew(&mut self, text: &str) {
        self.written = text.to_owned();
    }

    /// Ends what is written with this, in the place of the blanks at its end.
    pub fn tidy(&mut self, end: &str) {
        self.written.truncate(self.written.trim_end_matches([' ', '\t']).len());
        self.written.push_str(end);
    }

    pub fn slip(&mut self, range: Range<usize>, message: Message) {
        self.slips.push(Slip { range, message, help: None });
    }

    /// A slip at the character that was passed over last.
    pub fn slip_back(&mut self, ch: char, message: Message) {
        self.slip(self.at.saturating_sub(ch.len_utf8())..self.at, message);
    }

    /// A slip at a character that is not seen, in a part of the text that begins at `start`.
    pub fn slip_at_char(&mut self, start: usize, raw: &str, found: char) {
        let at = start + raw.find(found).unwrap_or_default();
        self.slip(at..at + found.len_utf8(), slips::unseen(found));
    }

    /// Blanks of any kind, written down as blanks of TOML.
    pub fn blanks(&mut self) {
        while let Some(ch) = self.peek() {
            match ch {
                ' ' | '\t' => self.written.push(ch),
                _ if is_odd_blank(ch) => self.written.push(' '),
                _ if is_invisible(ch) => {}
                _ => return,
            }
            self.pass();
            if !matches!(ch, ' ' | '\t') {
                self.slip_back(ch, slips::unseen(ch));
            }
        }
    }

    /// A comment, as it is.
    pub fn comment(&mut self) {
        if !self.written.is_empty() && !self.written.ends_with([' ', '\t', '\n']) {
            self.written.push(' ');
        }
        self.copy(self.line().len());
    }

    /// Blanks, comments and line ends between the items of a list.
    pub fn gap(&mut self) {
        loop {
            self.blanks();
            match self.peek() {
                Some('#') => self.comment(),
                Some('\n' | '\r') => self.copy(1),
                _ => return,
            }
        }
    }
}
