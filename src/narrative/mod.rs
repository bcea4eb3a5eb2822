//! The prose of a report.
//!
//! Takes a piece of Markdown ([`Prose`](crate::report::Prose)), gives a [`Narrative`]: blocks with every span of text
//! tied to its place in the file. Knows what may stand in a narrative and what may not; knows nothing of sizes,
//! faces, numbering or PDF.

mod block;
mod footnotes;
mod inline;
mod narratives;
mod read;
mod refusals;
mod table;

pub use block::{Block, Cell, CellLine, ColumnAlign, Emphasis, Footnote, Inline, Narrative, Table};
pub use narratives::{Narratives, read_all};
pub use read::read;
