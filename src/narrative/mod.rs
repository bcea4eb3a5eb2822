//! The prose of a report.
//!
//! Takes pieces of Markdown ([`Prose`](crate::report::Prose)) and the figures of the report, gives [`Narratives`]:
//! blocks with every span of text tied to its place in the file, and `{{ … }}` resolved. Knows what may stand in a
//! narrative and what may not; knows nothing of sizes, faces, numbering or PDF.

mod block;
mod captions;
mod chart;
mod charts;
mod expression;
#[cfg(test)]
mod expression_tests;
mod figures;
mod footnotes;
mod illustrations;
mod inline;
mod meant;
mod narratives;
mod read;
mod reader;
mod refusals;
pub(crate) mod rules;
mod run;
#[cfg(test)]
mod sample;
mod single_braces;
mod table;
mod template;
#[cfg(test)]
mod template_tests;
mod wrong_expression;

pub use block::{
    Block, Cell, CellLine, ColumnAlign, Emphasis, Footnote, Illustration, Inline, Narrative, PipeTable, Shows,
};
pub use chart::{Chart, ChartKind, Series, Value};
pub use narratives::{Narratives, PictureId, read_all};

use figures::Figures;
use read::read;
