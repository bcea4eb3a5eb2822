//! A part of a narrative read by itself, as an editor shows it: what it calls for stays what it is.

use std::cell::RefCell;

use super::expression::SpanOf;
use super::length::Length;
use super::read::read_with;
use super::{Block, Footnote};
use crate::diagnostic::Diagnostic;
use crate::report::Prose;

/// Stands before and behind the index of an expression, in the text or address that it is part of. Unicode assigns
/// neither to a character, now or ever.
const MARKS: [char; 2] = ['\u{FDD0}', '\u{FDD1}'];

/// A part of a narrative.
#[derive(Debug, Default)]
pub(crate) struct Single {
    /// What it is made of: mostly one block. A chart is the file `chart:NAME`.
    pub blocks: Vec<Block>,
    /// The footnotes whose texts stand in it, in the order of their mention.
    pub footnotes: Vec<Footnote>,
    /// The labels that marks of footnotes count into, in small letters.
    pub labels: Vec<String>,
    /// What is wrong with it.
    pub faults: Vec<Diagnostic>,
    expressions: Vec<String>,
}

/// A stretch of a text.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) enum Stretch<'s> {
    Text(&'s str),
    /// What stands between `{{` and `}}`, without blanks around it.
    Expression(&'s str),
}

/// Reads a part of a narrative; each expression comes to a mark of its own, which [`Single::stretches`] knows. `None` if
/// the text has such marks itself.
pub(crate) fn read_single(prose: &Prose) -> Option<Single> {
    if prose.text.contains(MARKS) {
        return None;
    }
    let expressions = RefCell::new(Vec::new());
    let comes_to = |expression: &str, _: SpanOf| {
        let mut known = expressions.borrow_mut();
        known.push(expression.trim().to_owned());
        Ok(format!("{}{}{}", MARKS[0], known.len() - 1, MARKS[1]))
    };
    let (narrative, labels, faults) = read_with(prose, &comes_to, None, &mut Length::default());
    let (blocks, footnotes) = (narrative.blocks, narrative.footnotes);
    Some(Single { blocks, footnotes, labels, faults, expressions: expressions.into_inner() })
}

impl Single {
    /// A text of the part, divided into expressions and what stands between them.
    pub fn stretches<'s>(&'s self, text: &'s str) -> Vec<Stretch<'s>> {
        let mut stretches = Vec::new();
        for (at, stretch) in text.split(MARKS).enumerate() {
            match stretch.parse::<usize>().ok().filter(|_| at % 2 == 1).and_then(|at| self.expressions.get(at)) {
                Some(expression) => stretches.push(Stretch::Expression(expression)),
                None if stretch.is_empty() => {}
                None => stretches.push(Stretch::Text(stretch)),
            }
        }
        stretches
    }

    /// A text of the part as the file has it: the expressions in their braces.
    pub fn written(&self, text: &str) -> String {
        let stretch = |stretch| match stretch {
            Stretch::Text(text) => text.to_owned(),
            Stretch::Expression(expression) => format!("{{{{ {expression} }}}}"),
        };
        self.stretches(text).into_iter().map(stretch).collect()
    }
}
