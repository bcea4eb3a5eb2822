//! The finding on a statement that is not TOML: what is wrong, and the line to write.

use super::statement::Statement;
use super::{error, line_number, parsed, write};
use crate::diagnostic::{Diagnostic, Message, message};
use crate::source::{SourceId, Span};

/// Other things said of a statement beside the first.
const MOST_OTHERS: usize = 2;

/// Characters of a line to write beyond which it is not shown.
const LONGEST_SHOWN: usize = 400;

/// The finding on a statement that is not TOML, if it is known what was meant: what is wrong, and what to write.
/// What is shown has been parsed.
pub(super) fn told(statement: &Statement, text: &str, source: SourceId) -> Option<Diagnostic> {
    let first = statement.slips.first()?;
    let fault = error(first.message.clone(), Span::new(source, first.range.clone()));
    let Some(written) = &statement.written else { return Some(fault.help(first.help.clone())) };
    if !parsed(written).1.is_empty() {
        return None;
    }
    let mut said = vec![first.message.clone()];
    for slip in &statement.slips {
        if !said.contains(&slip.message) {
            said.push(slip.message.clone());
        }
    }
    let others = said.get(1..).unwrap_or_default();
    let advice = statement.slips.iter().find_map(|slip| slip.help.clone());
    let advice = advice.unwrap_or_else(|| instead(statement, written, text));
    let help = others.iter().take(MOST_OTHERS).rev().fold(advice, |help, other| {
        let (zh, en) = (other.in_lang(crate::diagnostic::Lang::Zh), other.in_lang(crate::diagnostic::Lang::En));
        let (help_zh, help_en) = (help.in_lang(crate::diagnostic::Lang::Zh), help.in_lang(crate::diagnostic::Lang::En));
        message!(zh: "{zh}；{help_zh}", en: "{en}; {help_en}")
    });
    Some(fault.help(help))
}

/// The help that shows what to write in the place of a statement: of several lines, those that change.
fn instead(statement: &Statement, written: &str, text: &str) -> Message {
    let old = text.get(statement.range.clone()).unwrap_or_default();
    if written.trim().is_empty() {
        return message!(zh: "删去这一行里的它", en: "delete it from the line");
    }
    if written.chars().count() > LONGEST_SHOWN {
        return message!(zh: "照这样改这一行", en: "mend the line so");
    }
    if !old.contains('\n') {
        return write(written.trim());
    }
    let (old, new): (Vec<&str>, Vec<&str>) = (old.lines().collect(), written.lines().collect());
    let first = line_number(text, statement.range.start);
    if let [line] = new.as_slice() {
        let (last, line) = (line_number(text, statement.range.end), line.trim());
        return message!(
            zh: "从第 {first} 行到第 {last} 行合成一行，写成 {line}",
            en: "make one line of the lines {first} to {last}: write {line}",
        );
    }
    let changed: Vec<(usize, &str)> =
        new.iter().copied().enumerate().filter(|(at, line)| old.get(*at) != Some(line)).collect();
    match changed.as_slice() {
        [(at, line)] if old.len() == new.len() => {
            let number = first + at;
            let line = line.trim();
            message!(zh: "第 {number} 行写成 {line}", en: "write line {number} as {line}")
        }
        _ => message!(zh: "从第 {first} 行起写成：\n{written}", en: "from line {first} on, write:\n{written}"),
    }
}
