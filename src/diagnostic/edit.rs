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
    /// Dotted key of what is edited, where the finding is about something else.
    pub key: Option<String>,
    /// The other of a pair of marks, which is edited too or neither is.
    pub pair: Option<Span>,
}

impl Edit {
    /// An edit that can be made by itself, of what its finding is about.
    pub fn new(span: Span, old: impl Into<String>, new: impl Into<String>, what: Edited) -> Edit {
        Edit { span, old: old.into(), new: new.into(), what, key: None, pair: None }
    }
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
