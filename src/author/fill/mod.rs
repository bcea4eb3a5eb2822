//! A data file that has been begun, filled in with what was imported.
//!
//! What is blank takes the figure or the text; what says the same stays; what says something else stays as well, and is
//! told with both, unless it is to be replaced. A blank is nothing to be filled in with, and no figure is ever erased.

mod document;
mod meant;
mod prose;
mod rows;
#[cfg(test)]
mod tests;

use std::collections::BTreeMap;

use crate::diagnostic::Lang;
use crate::import::{Doubt, Imported};
use crate::report::Report;
use crate::source::Span;
use document::Document;
pub use meant::is_filled_as_meant;

/// A data file that was filled in.
#[derive(Debug, Default)]
pub struct Filled {
    /// Its text.
    pub text: String,
    /// How many figures were filled in.
    pub figures: usize,
    /// How many texts and labels were filled in.
    pub texts: usize,
    /// What differs and stays as it was, or was replaced.
    pub differing: Vec<Difference>,
    /// Dotted keys of what cannot be written where the file has it.
    pub unwritten: Vec<String>,
}

/// What the file says otherwise than what was imported.
#[derive(Clone, Debug, PartialEq)]
pub struct Difference {
    /// Dotted key.
    pub key: String,
    /// Where it stands in the file.
    pub span: Option<Span>,
    /// What the file says.
    pub old: String,
    /// What was imported.
    pub new: String,
    /// Whether it stands there now.
    pub is_replaced: bool,
}

/// Fills in a data file. `report` is what its text says; what differs is replaced if `replaces` says so. `None` if the
/// text is no TOML.
pub fn fill(text: &str, report: &Report, imported: &Imported, replaces: bool) -> Option<Filled> {
    let document = Document::new(text)?;
    let mut filling = Filling { document, report, replaces, filled: Filled::default(), changed: BTreeMap::new() };
    filling.rows(imported);
    filling.labels(imported);
    filling.narrative(imported);
    for doubt in &imported.doubts {
        filling.doubt(doubt, text);
    }
    Some(Filled { text: filling.document.text(), ..filling.filled })
}

/// A data file while it is filled in.
struct Filling<'a> {
    document: Document,
    /// What the file said before.
    report: &'a Report,
    replaces: bool,
    filled: Filled,
    /// What became of the columns of the tables, by their table and their place.
    changed: BTreeMap<(&'static str, usize), Change>,
}

/// What became of the rows above a total.
#[derive(Clone, Copy, Debug, Default)]
struct Change {
    /// Whether one took what was imported.
    has_filled: bool,
    /// Whether one says something else, and stays.
    has_kept: bool,
}

/// What becomes of a place of the file.
enum Fate {
    /// It takes what was imported.
    Fill,
    /// It stays.
    Keep,
}

impl Filling<'_> {
    /// What becomes of a place that says something else than what was imported.
    fn differs(&mut self, difference: Difference) -> Fate {
        self.filled.differing.push(difference);
        if self.replaces { Fate::Fill } else { Fate::Keep }
    }

    /// Notes that what was found to differ since `first` is what was imported now.
    fn replaced(&mut self, first: usize) {
        let replaces = self.replaces;
        self.filled.differing.iter_mut().skip(first).for_each(|difference| difference.is_replaced = replaces);
    }

    /// Puts a doubt where it belongs, unless the file has it already.
    fn doubt(&mut self, doubt: &Doubt, text: &str) {
        let Doubt { place, message, table, row } = doubt;
        let remark = format!("存疑：{place}，{}", message.in_lang(Lang::Zh)).replace(['\n', '\r'], " ");
        if text.contains(&remark) {
            return;
        }
        let table: Vec<&str> = table.iter().copied().collect();
        let row: Vec<&str> = table.iter().copied().chain(row.iter().flat_map(|row| row.split('.'))).collect();
        let is_placed = [row, table].iter().any(|path| !path.is_empty() && self.document.remark(path, &remark));
        if !is_placed {
            self.document.closing_remark(&remark);
        }
    }
}
