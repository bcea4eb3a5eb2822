//! Figures in the narrative: `{{ expression }}` is taken out before the Markdown is read, and what it comes to is put
//! in when the text has been divided into runs, so that neither can be taken for Markdown.
//!
//! In between, one character for private use stands for each expression: one that occurs nowhere in this text, neither
//! as itself nor as a numeric reference, so that nothing else can be taken for it. Markdown treats it like a letter.
//!
//! The marks of footnotes in brackets are taken out likewise: the parser knows no footnote within the brackets of a
//! picture or a link, and would not see the picture or the link for it.
//!
//! An expression stands on one line. Of `\{{` the backslash makes the first brace plain text, as anywhere in Markdown;
//! `{%` and `{#` mean nothing.

use std::collections::{BTreeMap, HashSet};
use std::ops::Range;

use super::bracketed_marks::{is_escaped, marks_in_brackets};
use super::expression::SpanOf;
use super::full_width::full_width_mark;
use super::{single_braces, wrong_expression as wrong};
use crate::diagnostic::Diagnostic;
use crate::report::Prose;

/// What an expression comes to, or what is wrong with it; [`SpanOf`] tells where its parts stand.
pub(super) type ComesTo<'a> = &'a dyn Fn(&str, SpanOf) -> Result<String, Diagnostic>;

/// A piece of narrative with a character in the place of each expression, and of each footnote's mark in a caption.
pub(super) struct Template {
    /// The text, and where each byte of it stands.
    pub(super) prose: Prose,
    /// What is wrong with the expressions.
    pub(super) faults: Vec<Diagnostic>,
    /// What is to be put in for each of the characters.
    texts: BTreeMap<char, String>,
    /// Those of expressions that come to nothing.
    unknown: HashSet<char>,
    /// Of those that stand for the mark of a footnote, its label.
    notes: BTreeMap<char, String>,
}

impl Template {
    pub(super) fn new(prose: &Prose, comes_to: ComesTo) -> Template {
        let mut template = Template {
            prose: prose.emptied(),
            faults: Vec::new(),
            texts: BTreeMap::new(),
            unknown: HashSet::new(),
            notes: BTreeMap::new(),
        };
        let mut unused = unused_in(&prose.text);
        let mut done = 0;
        template.faults.extend(single_braces::found(prose));
        let expressions = template.expressions(prose).into_iter().map(|range| (range, None));
        let marks = marks_in_brackets(&prose.text).into_iter().map(|(range, label)| (range, Some(label)));
        let mut taken_out: Vec<(Range<usize>, Option<&str>)> = expressions.chain(marks).collect();
        taken_out.sort_by_key(|(range, _)| range.start);
        for (range, label) in taken_out {
            // A figure within the label of a footnote stays what it is.
            if range.start < done {
                continue;
            }
            let Some(stand_in) = unused.next() else {
                template.faults.push(wrong::too_many(prose.span(range)).key(&prose.key));
                break;
            };
            let text = match label {
                Some(label) => {
                    template.notes.insert(stand_in, label.to_owned());
                    prose.text.get(range.clone()).unwrap_or_default().to_owned()
                }
                None => template.come_to(prose, range.start + 2..range.end - 2, comes_to).unwrap_or_else(|| {
                    template.unknown.insert(stand_in);
                    String::new()
                }),
            };
            template.prose.append(prose, done..range.start);
            template.prose.offsets.push((template.prose.text.len(), prose.span(range.clone()).start));
            template.prose.text.push(stand_in);
            template.prose.offsets.push((template.prose.text.len(), prose.span(range.clone()).end));
            template.texts.insert(stand_in, text);
            done = range.end;
        }
        template.prose.append(prose, done..prose.text.len());
        template
    }

    /// What an expression comes to; nothing where it is wrong.
    fn come_to(&mut self, prose: &Prose, expression: Range<usize>, comes_to: ComesTo) -> Option<String> {
        let span = |part: Range<usize>| prose.span(expression.start + part.start..expression.start + part.end);
        let text = prose.text.get(expression.clone()).unwrap_or_default();
        let text = comes_to(text, &span).map_err(|fault| self.faults.push(fault.key(&prose.key)));
        text.ok()
    }

    /// The label of the footnote for whose mark a character stands.
    pub(super) fn note(&self, ch: char) -> Option<&str> {
        self.notes.get(&ch).map(String::as_str)
    }

    /// Whether a character stands for an expression.
    pub(super) fn stands_in(&self, ch: char) -> bool {
        self.texts.contains_key(&ch)
    }

    /// How many characters come of one.
    pub(super) fn length_of(&self, ch: char) -> usize {
        self.texts.get(&ch).map_or(1, |text| text.chars().count())
    }

    /// Whether all that is to be put into a text is known.
    pub(super) fn is_known(&self, text: &str) -> bool {
        !text.contains(|ch| self.unknown.contains(&ch))
    }

    /// A text with everything put in.
    pub(super) fn filled(&self, text: &str) -> String {
        let mut filled = String::with_capacity(text.len());
        for ch in text.chars() {
            match self.texts.get(&ch) {
                Some(text) => filled.push_str(text),
                None => filled.push(ch),
            }
        }
        filled
    }

    /// The expressions of a text, braces included. Braces that are not closed are a fault.
    fn expressions(&mut self, prose: &Prose) -> Vec<Range<usize>> {
        let text = prose.text.as_str();
        let mut found = Vec::new();
        let mut at = 0;
        // The end of the line is looked for once a line, however many expressions it holds.
        let mut line_end = 0;
        while let Some(start) = text.get(at..).and_then(|rest| rest.find("{{")).map(|start| at + start) {
            if is_escaped(text, start) {
                at = start + 1;
                continue;
            }
            if line_end < start + 2 {
                let rest = text.get(start + 2..).unwrap_or_default();
                line_end = start + 2 + rest.find('\n').unwrap_or(rest.len());
            }
            let line = text.get(start + 2..line_end).unwrap_or_default();
            at = match line.find("}}") {
                Some(end) => {
                    let end = start + 2 + end + 2;
                    found.push(start..end);
                    end
                }
                None => {
                    let place = prose.span(start..start + 2);
                    let fault = match line.find("｝｝") {
                        Some(end) => full_width_mark(text.get(start..start + 2 + end + 6).unwrap_or_default()),
                        None => wrong::not_closed(place),
                    };
                    self.faults.push(fault.at(place).key(&prose.key));
                    start + 2 + line.len()
                }
            };
        }
        found
    }
}

/// Characters for private use that occur nowhere in a text, neither as themselves nor as a numeric reference.
fn unused_in(text: &str) -> impl Iterator<Item = char> + use<> {
    let references = text.split("&#").skip(1).filter_map(|rest| {
        let (digits, radix) = match rest.strip_prefix(['x', 'X']) {
            Some(digits) => (digits, 16),
            None => (rest, 10),
        };
        let end = digits.find(|ch: char| !ch.is_digit(radix)).unwrap_or(digits.len());
        char::from_u32(u32::from_str_radix(digits.get(..end)?, radix).ok()?)
    });
    let used: HashSet<char> = text.chars().chain(references).filter(|ch| *ch >= '\u{F0000}').collect();
    ('\u{F0000}'..='\u{FFFFD}').chain('\u{100000}'..='\u{10FFFD}').filter(move |ch| !used.contains(ch))
}
