//! What is written twice, and where the first stands.

use toml::de::Error;

use super::statement::{Kind, Statement};
use super::{error, line_number, parsed};
use crate::diagnostic::{Diagnostic, Related, message};
use crate::source::{SourceId, Span};

/// A finding for each section and each key that has been written before, if the parser stumbles over any.
pub(super) fn found(statements: &[Statement], text: &str, source: SourceId) -> Vec<Diagnostic> {
    let is_twice =
        |error: &Error| error.message().starts_with("duplicate key") || error.message().starts_with("cannot extend");
    if !parsed(text).1.iter().any(is_twice) {
        return Vec::new();
    }
    let names: Vec<String> = names(statements);
    let mut found = Vec::new();
    // What stands in a section that is written twice is told with it.
    let mut is_told = false;
    for (at, (statement, name)) in statements.iter().zip(&names).enumerate() {
        match statement.kind {
            Kind::Pair if is_told => continue,
            Kind::Header | Kind::ListHeader => is_told = false,
            _ => {}
        }
        let earlier = statements.iter().zip(&names).take(at);
        let first = earlier.filter(|(_, earlier)| !earlier.is_empty()).find(|(earlier, earlier_name)| {
            let is_pair = statement.kind == Kind::Pair;
            let goes_on = |name: &str, of: &str| name.strip_prefix(of).is_some_and(|rest| rest.starts_with('.'));
            *earlier_name == name && !(is_list(statement) && is_list(earlier))
                || earlier.kind == Kind::Pair && goes_on(name, earlier_name)
                || earlier.kind == Kind::Pair && is_pair && goes_on(earlier_name, name)
        });
        if let (Some((first, _)), false) = (first, name.is_empty()) {
            is_told = statement.kind != Kind::Pair;
            found.push(told(statement, first, text, source));
        }
    }
    found
}

fn is_list(statement: &Statement) -> bool {
    statement.kind == Kind::ListHeader
}

/// The dotted name of each statement, from the top of the file. Each `[[accept]]` is a table of its own.
fn names(statements: &[Statement]) -> Vec<String> {
    let mut table = String::new();
    let mut names = Vec::new();
    for (at, statement) in statements.iter().enumerate() {
        match statement.kind {
            Kind::Header => table = statement.key.clone(),
            Kind::ListHeader => table = format!("{}.{at}", statement.key),
            _ => {}
        }
        names.push(match statement.kind {
            Kind::Header | Kind::ListHeader => statement.key.clone(),
            Kind::Pair if table.is_empty() => statement.key.clone(),
            Kind::Pair => format!("{table}.{}", statement.key),
            Kind::Other => String::new(),
        });
    }
    names
}

fn told(statement: &Statement, first: &Statement, text: &str, source: SourceId) -> Diagnostic {
    let number = line_number(text, first.range.start);
    let place = Span::new(source, statement.key_range.clone());
    let key = &statement.key;
    let related = Related {
        span: Some(Span::new(source, first.key_range.clone())),
        key: None,
        message: message!(zh: "第一次写在这里", en: "first written here"),
    };
    let fault = match statement.kind {
        Kind::Pair => error(
            message!(
                zh: "“{key}”前面已经写过：在第 {number} 行",
                en: "`{key}` has been written before, in line {number}",
            ),
            place,
        )
        .help(message!(zh: "两行只留一行，另一行删去", en: "keep one of the two lines and delete the other")),
        _ => error(
            message!(
                zh: "[{key}] 这一部分前面已经写过：在第 {number} 行",
                en: "[{key}] has been written before, in line {number}",
            ),
            place,
        )
        .help(message!(
            zh: "两处合成一处：这一行删去，下面的各行移到第 {number} 行那一部分里；两处都有的键只留一个",
            en: "make one of them: delete this line, and move those below it to the part of line {number}; \
                 of a key that is in both, keep one",
        )),
    };
    fault.related([related])
}

/// Where a key stands first that is twice in one statement, such as within braces.
pub(super) fn within(alone: &str, error: &Error, place: impl Fn(usize) -> usize, source: SourceId) -> Option<Related> {
    let range = error.span().filter(|_| error.message().starts_with("duplicate key"))?;
    let key = alone.get(range.clone())?;
    let at = alone.get(..range.start)?.find(key)?;
    Some(Related {
        span: Some(Span::new(source, place(at)..place(at + key.len()))),
        key: None,
        message: message!(zh: "第一次写在这里", en: "first written here"),
    })
}
