//! Figures in the narrative: `{{ expression }}` is taken out before the Markdown is read, and what it comes to is put
//! in when the text has been divided into runs, so that neither can be taken for Markdown.
//!
//! In between, one character for private use stands for each expression: one that occurs nowhere in this text, neither
//! as itself nor as a numeric reference, so that nothing else can be taken for it. Markdown treats it like a letter.
//!
//! An expression stands on one line. Of `\{{` the backslash makes the first brace plain text, as anywhere in Markdown;
//! `{%` and `{#` mean nothing.

use std::collections::{BTreeMap, HashSet};
use std::ops::Range;

use super::Inline;
use super::expression::evaluate;
use super::inline::Run;
use super::read::Reader;
use super::wrong_expression::{self as wrong, Problem};
use crate::diagnostic::Diagnostic;
use crate::report::{Prose, Report};

/// Where the narrative's figures come from.
#[derive(Clone, Copy, Debug)]
pub struct Figures<'a> {
    /// The report itself.
    pub report: &'a Report,
    /// Last year's, for the keys that begin with `previous.`.
    pub previous: Option<&'a Report>,
}

/// A piece of narrative with a character in the place of each expression.
pub(super) struct Template {
    /// The text, and where each byte of it stands.
    pub prose: Prose,
    /// What is wrong with the expressions.
    pub faults: Vec<Diagnostic>,
    /// What is to be put in for each of the characters.
    texts: BTreeMap<char, String>,
    /// The characters of expressions that come to nothing.
    unknown: HashSet<char>,
}

impl Template {
    pub fn new(prose: &Prose, figures: Figures) -> Template {
        let empty = Prose { text: String::new(), offsets: Vec::new(), ..prose.clone() };
        let mut template =
            Template { prose: empty, faults: Vec::new(), texts: BTreeMap::new(), unknown: HashSet::new() };
        let mut unused = unused(&prose.text);
        let mut done = 0;
        for range in template.expressions(prose) {
            let Some(stand_in) = unused.next() else {
                template.fault(prose, wrong::too_many(range), 0);
                break;
            };
            let inner = range.start + 2;
            let expression = prose.text.get(inner..range.end - 2).unwrap_or_default();
            let text = evaluate(expression, figures).unwrap_or_else(|problem| {
                template.fault(prose, problem, inner);
                template.unknown.insert(stand_in);
                String::new()
            });
            template.copy(prose, done..range.start);
            template.prose.offsets.push((template.prose.text.len(), prose.span(range.clone()).start));
            template.prose.text.push(stand_in);
            template.texts.insert(stand_in, text);
            done = range.end;
        }
        template.copy(prose, done..prose.text.len());
        template
    }

    /// Whether a character stands for an expression.
    pub fn stands_in(&self, ch: char) -> bool {
        self.texts.contains_key(&ch)
    }

    /// Whether all that is to be put into a text is known.
    pub fn is_known(&self, text: &str) -> bool {
        !text.contains(|ch| self.unknown.contains(&ch))
    }

    /// A text with everything put in.
    pub fn filled(&self, text: &str) -> String {
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
        while let Some(start) = text.get(at..).and_then(|rest| rest.find("{{")).map(|start| at + start) {
            let before = text.get(..start).unwrap_or_default();
            let backslashes = before.len() - before.trim_end_matches('\\').len();
            if backslashes % 2 == 1 {
                at = start + 1;
                continue;
            }
            let line = text.get(start + 2..).and_then(|rest| rest.split('\n').next()).unwrap_or_default();
            at = match line.find("}}") {
                Some(end) => {
                    let end = start + 2 + end + 2;
                    found.push(start..end);
                    end
                }
                None => {
                    self.fault(prose, wrong::not_closed(start..start + 2), 0);
                    start + 2 + line.len()
                }
            };
        }
        found
    }

    /// Takes over a part of the text that holds no expression.
    fn copy(&mut self, prose: &Prose, range: Range<usize>) {
        let to = self.prose.text.len();
        self.prose.offsets.push((to, prose.span(range.clone()).start));
        let first = prose.offsets.partition_point(|(from, _)| *from <= range.start);
        let inside = prose.offsets.iter().skip(first).take_while(|(from, _)| *from <= range.end);
        self.prose.offsets.extend(inside.map(|(from, place)| (to + (from - range.start), *place)));
        self.prose.text.push_str(prose.text.get(range).unwrap_or_default());
    }

    /// Notes a problem in the text whose first byte is `start` of the prose.
    fn fault(&mut self, prose: &Prose, problem: Problem, start: usize) {
        let span = prose.span(start + problem.range.start..start + problem.range.end);
        let fault = Diagnostic::error(problem.rule, problem.message).at(span).key(&prose.key);
        self.faults.push(match problem.help {
            Some(help) => fault.help(help),
            None => fault,
        });
    }
}

impl Reader<'_> {
    /// Ties runs to their places in the file, and puts in what expressions come to, each a text of its own.
    pub(super) fn placed(&self, runs: impl IntoIterator<Item = Run>) -> Vec<Inline> {
        let mut placed = Vec::new();
        for run in runs {
            let is_literal = run.is_literal();
            match run.inline {
                Inline::Text { text, emphasis, link, .. } => {
                    for part in self.parts(&text) {
                        let range = match is_literal {
                            true => run.range.start + part.start..run.range.start + part.end,
                            false => run.range.clone(),
                        };
                        let text = self.template.filled(text.get(part).unwrap_or_default());
                        let span = self.prose.span(range);
                        placed.push(Inline::Text { text, emphasis, link: link.clone(), span });
                    }
                }
                other => placed.push(other),
            }
        }
        placed
    }

    /// A text divided into expressions and what stands between them.
    fn parts(&self, text: &str) -> Vec<Range<usize>> {
        let mut parts = Vec::new();
        let mut done = 0;
        for (at, ch) in text.char_indices().filter(|(_, ch)| self.template.stands_in(*ch)) {
            parts.push(done..at);
            done = at + ch.len_utf8();
            parts.push(at..done);
        }
        parts.push(done..text.len());
        if parts.len() > 1 {
            parts.retain(|part| !part.is_empty());
        }
        parts
    }
}

/// Characters for private use that occur nowhere in a text, neither as themselves nor as a numeric reference.
fn unused(text: &str) -> impl Iterator<Item = char> + use<> {
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
