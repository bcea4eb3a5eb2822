//! Which lines of a text belong together, and in which lists and quotes they stand.

use std::ops::Range;

use super::as_markdown::written;
use super::line::{ItemKind, Line, lines};
use crate::report::Prose;

/// Lines of a text that stand or go together: a paragraph, a heading, an item, a table with its caption, pictures side by
/// side. Empty lines belong to none.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Part {
    /// Its lines, counted in [`lines`](super::line::lines).
    pub lines: Range<usize>,
    /// In how many quotes it stands.
    pub quotes: usize,
    /// In how many items of lists it stands; an item stands in those around it.
    pub items: usize,
    /// Whether it is an item of a list.
    pub is_item: bool,
}

/// The parts of a text, `lines` its lines.
pub(crate) fn parts(prose: &Prose, lines: &[Line]) -> Vec<Part> {
    written(prose, lines).parts
}

/// An item of a list to which what comes next may belong.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct OpenItem {
    /// The column where it stands.
    pub column: usize,
    /// From which column on a line belongs to it.
    pub from: usize,
    /// What it is marked with.
    pub kind: ItemKind,
}

/// The items that are open at the end of a text, from the outermost.
pub(crate) fn open_items(prose: &Prose) -> Vec<OpenItem> {
    let open = written(prose, &lines(&prose.text)).open;
    open.into_iter().map(|open| OpenItem { column: open.column, from: open.from, kind: open.kind }).collect()
}
