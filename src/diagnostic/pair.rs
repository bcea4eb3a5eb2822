//! Pairs: what breaks a rule beside what keeps it, as an example.

/// What breaks a rule, and what keeps it: a few lines each that differ in one thing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Pair {
    /// What it is a piece of.
    pub medium: Medium,
    /// What breaks the rule.
    pub wrong: &'static str,
    /// The same, put right.
    pub right: &'static str,
}

/// What an example is a piece of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Medium {
    /// Of a data file: keys below the header of their table. Where several files are compared, each opens with its name
    /// as a comment.
    Data,
    /// Of a narrative.
    Narrative,
    /// A command.
    Command,
}
