//! The text of a data file as its statements: which header or value stands where, byte by byte.
//!
//! The parser that the report is read with tells the places of keys and values, also where a key is written in Chinese
//! without quotes, which is no TOML to others. What it tells is kept apart from the text, so that it need not be parsed
//! for every question.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::ops::Range;

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use crate::report::Date;

/// A data file, parsed.
pub(super) struct Statements {
    top: BTreeMap<String, Node>,
    /// Headers and values on lines of their own, in the order of the text.
    pub all: Vec<Statement>,
}

/// A header, or a key and its value.
#[derive(Clone, Debug)]
pub(super) struct Statement {
    /// Its keys from the top; the tables of a `[[…]]` count from 0.
    pub path: Vec<String>,
    pub is_header: bool,
    /// From its first key, or the bracket, to the end of its value, or the bracket.
    pub range: Range<usize>,
}

/// Something that a file has.
pub(super) struct Node {
    pub what: What,
    /// The value; of what stands below a header, the header.
    pub range: Range<usize>,
    shape: Shape,
}

/// What a value is.
pub(super) enum What {
    Text(String),
    Number,
    Flag(bool),
    Date(Date),
    List(Vec<Node>),
    Table(BTreeMap<String, Node>),
    /// A time of the day.
    Other,
}

/// How something is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Shape {
    /// As a value: a figure, a string, a list, a table in braces.
    Value,
    /// Below a header of its own, or several.
    Header,
    /// By keys with dots, or by the headers of what it holds.
    Open,
}

/// What stands at a path of keys.
pub(super) struct Found<'s> {
    pub what: &'s What,
    /// The value; of what stands below a header, the header.
    pub range: Range<usize>,
    pub shape: Shape,
    /// Whether it stands within braces or brackets.
    pub is_inside: bool,
}

/// A key and its value within braces.
pub(super) struct Entry {
    /// Its keys, within the braces.
    pub path: Vec<String>,
    /// From its first key to the end of its value.
    pub range: Range<usize>,
}

impl Statements {
    /// Parses a text, as far as it can be.
    pub fn new(text: &str) -> Statements {
        let (top, _) = DeTable::parse_recoverable(text);
        let top = nodes(top.get_ref());
        let mut all = Vec::new();
        collect(text, &top, &mut Vec::new(), &mut all);
        all.sort_by_key(|statement| statement.range.start);
        Statements { top, all }
    }

    /// What stands at a path of keys, if the file has it. The top itself is none.
    pub fn find(&self, path: &[&str]) -> Option<Found<'_>> {
        let (first, rest) = path.split_first()?;
        let mut node = self.top.get(*first)?;
        let mut is_inside = false;
        for name in rest {
            is_inside |= node.shape == Shape::Value;
            node = match &node.what {
                What::Table(table) => table.get(*name)?,
                What::List(items) => items.get(name.parse::<usize>().ok()?)?,
                _ => return None,
            };
        }
        Some(Found { what: &node.what, range: node.range.clone(), shape: node.shape, is_inside })
    }

    /// The statements below the header at a place, or at the top without one.
    pub fn scope(&self, header: Option<usize>) -> Range<usize> {
        let start = header.map_or(0, |at| at + 1);
        let rest = self.all.get(start..).unwrap_or_default();
        let count = rest.iter().position(|statement| statement.is_header).unwrap_or(rest.len());
        start..start + count
    }

    /// The place of the header that a statement stands below; `None` at the top.
    pub fn header_of(&self, at: usize) -> Option<usize> {
        self.all.iter().take(at + 1).rposition(|statement| statement.is_header)
    }
}

/// The entries of a table in braces, in the order of the text.
pub(super) fn entries(text: &str, table: &BTreeMap<String, Node>, braces: &Range<usize>) -> Vec<Entry> {
    let mut found = Vec::new();
    collect_entries(table, &mut Vec::new(), &mut found);
    found.sort_by_key(|(_, value)| value.start);
    let mut from = braces.start + 1;
    let entry = |(path, value): (Vec<String>, Range<usize>)| {
        let start = next_word(text, from);
        from = value.end;
        Entry { path, range: start..value.end }
    };
    found.into_iter().map(entry).collect()
}

/// Where the line of a byte begins.
pub(super) fn line_start(text: &str, at: usize) -> usize {
    text.get(..at).and_then(|before| before.rfind('\n')).map_or(0, |end| end + 1)
}

/// Where the line of a byte ends, behind its line break.
pub(super) fn line_end(text: &str, at: usize) -> usize {
    text.get(at..).and_then(|rest| rest.find('\n')).map_or(text.len(), |end| at + end + 1)
}

fn nodes(table: &DeTable) -> BTreeMap<String, Node> {
    let node = |(key, value): (&Spanned<Cow<str>>, &Spanned<DeValue>)| {
        let (key_range, range) = (key.span(), value.span());
        let shape = match value.get_ref() {
            DeValue::Table(_) if key_range == range => Shape::Open,
            DeValue::Table(_) | DeValue::Array(_) if key_range.start > range.start => Shape::Header,
            _ => Shape::Value,
        };
        (key.get_ref().to_string(), Node { what: what(value.get_ref(), shape), range, shape })
    };
    table.iter().map(node).collect()
}

fn what(value: &DeValue, shape: Shape) -> What {
    match value {
        DeValue::String(text) => What::Text(text.to_string()),
        DeValue::Integer(_) | DeValue::Float(_) => What::Number,
        DeValue::Boolean(flag) => What::Flag(*flag),
        DeValue::Datetime(day) => {
            day.date.map_or(What::Other, |day| What::Date(Date { year: day.year, month: day.month, day: day.day }))
        }
        // Each table of a `[[…]]` has a header.
        DeValue::Array(items) => What::List(
            items
                .iter()
                .map(|item| {
                    let shape = if shape == Shape::Header { Shape::Header } else { Shape::Value };
                    Node { what: what(item.get_ref(), shape), range: item.span(), shape }
                })
                .collect(),
        ),
        DeValue::Table(table) => What::Table(nodes(table)),
    }
}

fn collect(text: &str, table: &BTreeMap<String, Node>, above: &mut Vec<String>, all: &mut Vec<Statement>) {
    for (name, Node { what, range, shape }) in table {
        above.push(name.clone());
        match (shape, what) {
            (Shape::Open, What::Table(table)) => collect(text, table, above, all),
            (Shape::Header, What::Table(table)) => {
                all.push(Statement { path: above.clone(), is_header: true, range: range.clone() });
                collect(text, table, above, all);
            }
            (Shape::Header, What::List(items)) => {
                for (at, item) in items.iter().enumerate() {
                    above.push(at.to_string());
                    all.push(Statement { path: above.clone(), is_header: true, range: item.range.clone() });
                    if let What::Table(table) = &item.what {
                        collect(text, table, above, all);
                    }
                    above.pop();
                }
            }
            // Its key stands before it on the line.
            _ => {
                let start = line_start(text, range.start);
                let line = text.get(start..).unwrap_or_default();
                let start = start + line.len() - line.trim_start_matches([' ', '\t']).len();
                all.push(Statement { path: above.clone(), is_header: false, range: start..range.end });
            }
        }
        above.pop();
    }
}

fn collect_entries(
    table: &BTreeMap<String, Node>,
    above: &mut Vec<String>,
    found: &mut Vec<(Vec<String>, Range<usize>)>,
) {
    for (name, Node { what, range, shape }) in table {
        above.push(name.clone());
        match what {
            What::Table(inner) if *shape == Shape::Open => collect_entries(inner, above, found),
            _ => found.push((above.clone(), range.clone())),
        }
        above.pop();
    }
}

/// Where the next key or value begins: behind blanks, commas and comments.
fn next_word(text: &str, from: usize) -> usize {
    let mut at = from;
    loop {
        let rest = text.get(at..).unwrap_or_default();
        let bare = rest.trim_start_matches([' ', '\t', '\r', '\n', ',']);
        at += rest.len() - bare.len();
        if !bare.starts_with('#') {
            return at;
        }
        at += bare.find('\n').unwrap_or(bare.len());
    }
}
