//! What is written twice, and where the first stands.

use toml::de::Error;

use super::statement::{Kind, Statement};
use super::{error, line_number, parsed};
use crate::diagnostic::{Diagnostic, Message, Related, message};
use crate::form::{Forms, SECTION_KEYS};
use crate::report::key_names::{LISTS, is_row, rows_of_group};
use crate::source::{SourceId, Span};

/// A finding for each section and each key that has been written before, if the parser stumbles over any.
pub(super) fn found(statements: &[Statement], text: &str, source: SourceId, forms: Forms) -> Vec<Diagnostic> {
    let is_twice =
        |error: &Error| error.message().starts_with("duplicate key") || error.message().starts_with("cannot extend");
    if !parsed(text).1.iter().any(is_twice) {
        return Vec::new();
    }
    let names: Vec<String> = names(statements);
    let mut found = Vec::new();
    // What stands in a section that is written twice, or whose head is lost, is told with it.
    let mut is_told = false;
    // A key that is also the beginning of many others is told of once.
    let mut groups: Vec<&str> = Vec::new();
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
        if let (Some((first, first_name)), false) = (first, name.is_empty()) {
            if statement.kind == Kind::Pair && first_name != name {
                // One without a value is told of as such.
                let is_faulty = !first.slips.is_empty() || !statement.slips.is_empty();
                if is_faulty || groups.contains(&first_name.as_str()) {
                    continue;
                }
                groups.push(first_name);
            }
            let head = lost_head(statement, first, statements, text);
            is_told = statement.kind != Kind::Pair || head.is_some();
            let help = head
                .or_else(|| lost_end(statement, first, statements, forms))
                .unwrap_or_else(|| keep_one(statement, first));
            found.push(told(statement, first, help, text, source));
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

/// The help that the line is missing which opens the part of the later of two equal keys: both stand in one part, and
/// one that comes behind it is not in the file.
fn lost_head(statement: &Statement, first: &Statement, statements: &[Statement], text: &str) -> Option<Message> {
    let table = statement.table.as_str();
    if statement.kind != Kind::Pair || statement.key != first.key || table != first.table {
        return None;
    }
    let header = if LISTS.contains(&table) {
        format!("[[{table}]]")
    } else if table.starts_with("charts.") {
        "[charts.名称]".to_owned()
    } else if matches!(statement.key.as_str(), "body" | "note" | "body_file") {
        let is_there = |name: &str| statements.iter().any(|other| other.kind != Kind::Pair && other.key == name);
        let behind = SECTION_KEYS.iter().position(|key| *key == table).map_or(0, |at| at + 1);
        let lost = SECTION_KEYS.iter().skip(behind).take_while(|key| !is_there(key)).next()?;
        format!("[{lost}]")
    } else {
        return None;
    };
    let number = line_number(text, statement.range.start);
    let key = &statement.key;
    Some(message!(
        zh: "看来少了一部分的开头：在第 {number} 行“{key}”的前面加一行 {header}；没有少的，两行合成一行",
        en: "the head of a part seems to be missing: put the line {header} before line {number}, `{key}`; if none is, \
             make one line of the two",
    ))
}

/// The help that the end of a dotted key is missing: `other_outcome` names a group of rows, and no row.
fn lost_end(statement: &Statement, first: &Statement, statements: &[Statement], forms: Forms) -> Option<Message> {
    let (group, row) = match statement.key.len() < first.key.len() {
        true => (statement, first),
        false => (first, statement),
    };
    if group.table != row.table || group.key == row.key || !is_row(&row.key, forms) {
        return None;
    }
    let written: Vec<&str> =
        statements.iter().filter(|other| other.table == group.table).map(|other| other.key.as_str()).collect();
    let lost: Vec<String> =
        rows_of_group(&group.key, forms).into_iter().filter(|row| !written.contains(&&**row)).collect();
    let key = &group.key;
    let all = lost.join("、");
    Some(match lost.as_slice() {
        [] => message!(
            zh: "“{key}”是一组行的名称，不是一行：它的各行都另外写了，核对以后删去“{key}”这一行",
            en: "`{key}` is a group of rows and no row; its rows are all written: compare, then delete the line `{key}`",
        ),
        _ => message!(
            zh: "“{key}”是一组行的名称，不是一行：键没有写完，还没有写的行是 {all}",
            en: "`{key}` is a group of rows and no row: the key lacks its end; not written yet: {all}",
        ),
    })
}

/// The help to keep one of two lines.
fn keep_one(statement: &Statement, first: &Statement) -> Message {
    match statement.written.is_some() && statement.written == first.written {
        true => message!(zh: "两行只留一行，另一行删去", en: "keep one of the two lines and delete the other"),
        false => message!(
            zh: "两行不一样：先看其中一行的键是不是写错了；没有写错的，留下对的一行，另一行删去",
            en: "the two lines differ: see whether the key of one is wrong; if not, keep the line that is right",
        ),
    }
}

fn told(statement: &Statement, first: &Statement, help: Message, text: &str, source: SourceId) -> Diagnostic {
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
        .help(help),
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
