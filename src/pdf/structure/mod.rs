//! The structure tree (ISO 32000-1, 14.7 and 14.8): what a screen reader reads, and what an archive can make text of
//! again.
//!
//! It is built from the document, not from the pages: a table that runs over three pages is one table, a paragraph on
//! two is one paragraph. The steps in order: `tree` makes the elements (`table` says how cells are tagged), while pages
//! are written `content` numbers the stretches of content that belong to them, `write` ties both together.

mod table;
mod tree;
mod write;

pub(super) use tree::Tree;
pub(super) use write::{Elements, add};
