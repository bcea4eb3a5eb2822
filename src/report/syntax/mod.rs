//! The data file as TOML, and what is wrong with it as TOML.
//!
//! The parser's own errors tell where it stumbled, not what the writer meant. So where there are any, the text is
//! looked over step by step, each step leaving a text of the same length in which what it has told of no longer
//! hurts: characters that no text may hold (`control`), texts over several lines that do not end where they should
//! (`strings`), then each statement by itself, read as it was meant (`statement`) and told with the line to write in
//! its place (`told`). What is written twice (`duplicates`) and what is left of the parser's errors (`translations`)
//! come last.

mod control;
mod duplicates;
mod line;
mod quotes;
mod reader;
mod scalars;
mod slips;
mod statement;
mod strings;
mod text_lines;
mod texts;
mod told;
mod translations;
mod values;
mod wanted;

use toml::Spanned;
use toml::de::{DeTable, Error};

use self::statement::Statement;
use crate::diagnostic::{Diagnostic, Message, message};
use crate::form::Forms;
use crate::report::rules;
use crate::source::{SourceId, Span};

/// How many of the parser's errors are looked into: of a file that is no data file there are as many as lines.
const MOST_ERRORS: usize = 200;

/// The top table of a text. Beyond TOML, a key may be written in Chinese without quotes, such as the names in a
/// chart: every key of letters and digits is plain enough.
///
/// # Errors
/// Code `toml-syntax`: one for each statement that is wrong, in the order of the text.
pub(super) fn parse(text: &str, source: SourceId, forms: Forms) -> Result<DeTable<'_>, Vec<Diagnostic>> {
    let all = text;
    let text = wrong_beginning(all).unwrap_or(all);
    let (table, errors) = parsed(text);
    if errors.is_empty() {
        return Ok(table.into_inner());
    }
    let end = looked_at(text, &errors);
    let text = text.get(..end).unwrap_or(text);
    let (sound, mut found) = control::masked(text, source);
    let (sound, of_strings) = strings::masked(&sound, source, forms);
    found.extend(of_strings);
    let statements = statement::statements(&sound, forms);
    let mut last_stray = None;
    for (at, statement) in statements.iter().enumerate() {
        // Lines of prose one below the other are one finding.
        let goes_on = statement.written.is_none() && last_stray.is_some_and(|last| last + 1 == at);
        last_stray = statement.written.is_none().then_some(at);
        found.extend(if goes_on { None } else { fault(statement, &sound, source) });
    }
    found.extend(duplicates::found(&statements, &sound, source, forms));
    if found.is_empty() {
        found = one_a_line(errors.get(..MOST_ERRORS).unwrap_or(&errors), text, source);
    }
    found.sort_by_key(|fault| fault.span.map(|span| span.start));
    let beyond = found.get(MOST_ERRORS).and_then(|fault| Some(fault.span?.start));
    if let Some(end) = beyond.or((end < all.len()).then_some(end)) {
        found.truncate(MOST_ERRORS);
        let message = message!(
            zh: "从这里起没有再看：前面的错太多了，先改前面的；要是整个文件都不是数据文件，换成对的文件",
            en: "from here on it was not looked at, since too much is wrong before: mend that first, or name the data file \
                 if this is none",
        );
        found.push(error(message, Span::new(source, end..end)));
    }
    Err(found)
}

/// The beginning of a long text in which more is wrong than is told: the parser keeps every error, and a file that is
/// none has millions.
fn wrong_beginning(text: &str) -> Option<&str> {
    const SHORTEST: usize = 1 << 20;
    let ends = std::iter::successors(Some(SHORTEST), |end| end.checked_mul(2)).take_while(|end| *end < text.len());
    let mut beginnings = ends.filter_map(|end| text.get(..text.floor_char_boundary(end)));
    beginnings.find(|beginning| parsed(beginning).1.len() > MOST_ERRORS)
}

/// Up to where a text is looked into: to the line of the last error that is told.
fn looked_at(text: &str, errors: &[Error]) -> usize {
    let mut starts: Vec<usize> = errors.iter().filter_map(|error| Some(error.span()?.start)).collect();
    starts.sort_unstable();
    let last = starts.get(MOST_ERRORS).and_then(|start| text.get(..*start));
    last.and_then(|before| Some(before.rfind('\n')? + 1)).unwrap_or(text.len())
}

/// What TOML makes of a text, and its errors, without those that keys of Chinese letters are to it.
fn parsed(text: &str) -> (Spanned<DeTable<'_>>, Vec<Error>) {
    let (table, mut errors) = DeTable::parse_recoverable(text);
    errors.retain(|error| !is_plain_key(text, error));
    (table, errors)
}

/// Whether an error says no more than that a key of letters and digits is not ASCII.
fn is_plain_key(text: &str, error: &Error) -> bool {
    let key = error.span().and_then(|range| text.get(range)).unwrap_or_default();
    error.message().starts_with("invalid unquoted key") && !key.is_empty() && key.chars().all(is_plain)
}

/// Whether a character may stand in a key without quotes.
fn is_plain(ch: char) -> bool {
    ch.is_alphanumeric() || ch == '-' || ch == '_'
}

/// What is wrong with a statement, if it is not TOML.
fn fault(statement: &Statement, text: &str, source: SourceId) -> Option<Diagnostic> {
    let alone = text.get(statement.range.clone()).unwrap_or_default();
    // Only at the beginning of a text is a byte-order mark none.
    let alone = format!("\n{alone}");
    let (_, errors) = parsed(&alone);
    let error = errors.first()?;
    if let Some(fault) = told::told(statement, text, source) {
        return Some(fault);
    }
    let range = error.span().unwrap_or(0..alone.len());
    let place = |at: usize| (statement.range.start + at).saturating_sub(1);
    let fault = translations::told(error.message()).at(Span::new(source, place(range.start)..place(range.end)));
    Some(match duplicates::within(&alone, error, place, source) {
        Some(first) => fault.related([first]),
        None => fault,
    })
}

/// The parser's errors, one a line, since the first on a line begets others.
fn one_a_line(errors: &[Error], text: &str, source: SourceId) -> Vec<Diagnostic> {
    let mut faults: Vec<(usize, Diagnostic)> = errors
        .iter()
        .map(|error| {
            let range = error.span().unwrap_or(0..0);
            let fault = translations::told(error.message()).at(error.span().map(|range| Span::new(source, range)));
            (line_number(text, range.start), fault)
        })
        .collect();
    faults.sort_by_key(|(line, fault)| (*line, fault.span.map(|span| span.start)));
    faults.dedup_by_key(|(line, _)| *line);
    faults.into_iter().map(|(_, fault)| fault).collect()
}

/// A syntax error at a place.
fn error(message: Message, at: Span) -> Diagnostic {
    Diagnostic::error(&rules::TOML_SYNTAX, message).at(at)
}

/// The number of the line in which a byte stands, from 1.
fn line_number(text: &str, at: usize) -> usize {
    text.get(..at).unwrap_or(text).matches('\n').count() + 1
}

/// What stands in the place of a stretch of text that has been told of: a 0, as the value that it may be, and blanks.
/// Line ends stay.
fn blanked(text: &str, value: bool) -> String {
    let mut blank: String = text.bytes().map(|byte| if byte == b'\n' { '\n' } else { ' ' }).collect();
    if value && blank.starts_with(' ') {
        blank.replace_range(..1, "0");
    }
    blank
}

/// The help that says what to write.
fn write(line: &str) -> Message {
    message!(zh: "写成 {line}", en: "write {line}")
}

#[cfg(test)]
mod tests;
