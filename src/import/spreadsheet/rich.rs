//! A text of a workbook in stretches, each of which may look otherwise than the cell that it stands in.

use crate::import::values::raised;

/// A text.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Rich {
    /// Its stretches, and how each looks that does not look as its cell does.
    pub stretches: Vec<(String, Option<Line>)>,
}

/// Where a text stands in its line.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Line {
    pub is_struck: bool,
    /// Whether it is raised or lowered.
    pub is_raised: bool,
}

impl Rich {
    /// A text that looks as its cell does.
    pub fn plain(text: String) -> Rich {
        Rich { stretches: vec![(text, None)] }
    }

    /// How many bytes it has.
    pub fn len(&self) -> usize {
        self.stretches.iter().map(|(text, _)| text.len()).sum()
    }

    /// What it says in a cell that looks so, raised digits as such, and what of it is struck out.
    pub fn seen(&self, cell: Line) -> (String, String) {
        let (mut text, mut struck) = (String::new(), String::new());
        for (own, line) in &self.stretches {
            match line.unwrap_or(cell) {
                Line { is_struck: true, .. } => struck.push_str(own),
                Line { is_raised: true, .. } => text.push_str(&raised(own)),
                _ => text.push_str(own),
            }
        }
        (text, struck)
    }
}
