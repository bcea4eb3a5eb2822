//! The text of a data file as its statements: which header or value stands where, byte by byte.
//!
//! The parser that the report is read with tells the places of keys and values, also where a key is written in Chinese
//! without quotes, which is no TOML to others.

use std::ops::Range;

use toml::de::{DeTable, DeValue};

/// A data file, parsed.
pub(super) struct Statements<'t> {
    text: &'t str,
    top: DeTable<'t>,
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

/// Something that a file has.
pub(super) struct Found<'p, 't> {
    pub value: &'p DeValue<'t>,
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

impl<'t> Statements<'t> {
    /// Parses a text, as far as it can be.
    pub fn new(text: &'t str) -> Statements<'t> {
        let (top, _) = DeTable::parse_recoverable(text);
        let top = top.into_inner();
        let mut all = Vec::new();
        collect(text, &top, &mut Vec::new(), &mut all);
        all.sort_by_key(|statement| statement.range.start);
        Statements { text, top, all }
    }

    /// What stands at a path of keys, if the file has it. The top itself is open.
    pub fn find(&self, path: &[&str]) -> Option<Found<'_, 't>> {
        let (first, rest) = path.split_first()?;
        let (key, value) = self.top.get_key_value(*first)?;
        let mut found = Found {
            value: value.get_ref(),
            range: value.span(),
            shape: shape(key.span(), value.span(), value.get_ref()),
            is_inside: false,
        };
        for name in rest {
            let holds_all = found.shape == Shape::Value;
            found = match found.value {
                DeValue::Table(table) => {
                    let (key, value) = table.get_key_value(*name)?;
                    let shape = shape(key.span(), value.span(), value.get_ref());
                    let is_inside = found.is_inside || holds_all;
                    Found { value: value.get_ref(), range: value.span(), shape, is_inside }
                }
                DeValue::Array(items) => {
                    let item = items.get(name.parse::<usize>().ok()?)?;
                    // Each table of a `[[…]]` has a header.
                    let shape = found.shape;
                    let is_inside = found.is_inside || holds_all;
                    Found { value: item.get_ref(), range: item.span(), shape, is_inside }
                }
                _ => return None,
            };
        }
        Some(found)
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

    /// The entries of a table in braces, in the order of the text.
    pub fn entries(&self, table: &DeTable, range: &Range<usize>) -> Vec<Entry> {
        let mut found = Vec::new();
        entries(table, &mut Vec::new(), &mut found);
        found.sort_by_key(|(_, value)| value.start);
        let mut from = range.start + 1;
        let entry = |(path, value): (Vec<String>, Range<usize>)| {
            let start = self.next_word(from);
            from = value.end;
            Entry { path, range: start..value.end }
        };
        found.into_iter().map(entry).collect()
    }

    /// Where the next key or value begins: behind blanks, commas and comments.
    fn next_word(&self, from: usize) -> usize {
        let mut at = from;
        loop {
            let rest = self.text.get(at..).unwrap_or_default();
            let bare = rest.trim_start_matches([' ', '\t', '\r', '\n', ',']);
            at += rest.len() - bare.len();
            if !bare.starts_with('#') {
                return at;
            }
            at += bare.find('\n').unwrap_or(bare.len());
        }
    }
}

/// How a value is written whose key and place are known.
fn shape(key: Range<usize>, value: Range<usize>, what: &DeValue) -> Shape {
    match what {
        DeValue::Table(_) if key == value => Shape::Open,
        DeValue::Table(_) | DeValue::Array(_) if key.start > value.start => Shape::Header,
        _ => Shape::Value,
    }
}

fn collect(text: &str, table: &DeTable, above: &mut Vec<String>, all: &mut Vec<Statement>) {
    for (key, value) in table {
        above.push(key.get_ref().to_string());
        match (shape(key.span(), value.span(), value.get_ref()), value.get_ref()) {
            (Shape::Open, DeValue::Table(table)) => collect(text, table, above, all),
            (Shape::Header, DeValue::Table(table)) => {
                all.push(Statement { path: above.clone(), is_header: true, range: value.span() });
                collect(text, table, above, all);
            }
            (Shape::Header, DeValue::Array(items)) => {
                for (at, item) in items.iter().enumerate() {
                    above.push(at.to_string());
                    all.push(Statement { path: above.clone(), is_header: true, range: item.span() });
                    if let DeValue::Table(table) = item.get_ref() {
                        collect(text, table, above, all);
                    }
                    above.pop();
                }
            }
            _ => {
                let start = line_start(text, key.span().start);
                let line = text.get(start..).unwrap_or_default();
                let start = start + line.len() - line.trim_start_matches([' ', '\t']).len();
                all.push(Statement { path: above.clone(), is_header: false, range: start..value.span().end });
            }
        }
        above.pop();
    }
}

fn entries(table: &DeTable, above: &mut Vec<String>, found: &mut Vec<(Vec<String>, Range<usize>)>) {
    for (key, value) in table {
        above.push(key.get_ref().to_string());
        match value.get_ref() {
            DeValue::Table(inner) if key.span() == value.span() => entries(inner, above, found),
            _ => found.push((above.clone(), value.span())),
        }
        above.pop();
    }
}

/// Where the line of a byte begins.
pub(super) fn line_start(text: &str, at: usize) -> usize {
    text.get(..at).and_then(|before| before.rfind('\n')).map_or(0, |end| end + 1)
}

/// Where the line of a byte ends, behind its line break.
pub(super) fn line_end(text: &str, at: usize) -> usize {
    text.get(at..).and_then(|rest| rest.find('\n')).map_or(text.len(), |end| at + end + 1)
}
