//! What mends a finding, where there is only one right answer.

use crate::source::Span;

/// A stretch of a text, and what is to stand in its place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Edit {
    /// The stretch.
    pub span: Span,
    /// What it says, as the text is read: where the file has it otherwise, such as behind a backslash, it is not that
    /// what would be edited.
    pub old: String,
    /// What is to stand there; nothing where it only has to go.
    pub new: String,
    /// What is edited.
    pub what: Edited,
}

/// What an [`Edit`] changes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Edited {
    /// Characters of a text.
    Words,
    /// A text in a cell that can only mean one figure: the figure takes its place, and that of its quotes.
    Cell,
    /// A total that its parts determine.
    Total,
}
