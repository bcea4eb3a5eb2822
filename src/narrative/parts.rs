//! Which lines of a text belong together, and in which lists and quotes they stand.

use std::ops::Range;

use super::as_markdown::{End, Open, written, written_behind};
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

/// The lists that are open at the end of a text that grows.
#[derive(Default)]
pub(crate) struct OpenLists {
    end: End,
}

impl OpenLists {
    /// The open items, from the outermost.
    pub fn items(&self) -> Vec<OpenItem> {
        let item = |open: &Open| OpenItem { column: open.column, from: open.from, kind: open.kind };
        self.end.open.iter().map(item).collect()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.end.open.is_empty()
    }

    /// Goes on with the lines that come next.
    pub fn add(&mut self, prose: &Prose) {
        let before = std::mem::take(&mut self.end);
        // Behind a list that has ended everything begins anew.
        self.end = Some(written_behind(before, prose, &lines(&prose.text)).end())
            .filter(|end| !end.open.is_empty())
            .unwrap_or_default();
    }
}
