//! The prose of a report.
//!
//! Takes pieces of Markdown ([`Prose`](crate::report::Prose)) and the figures of the report, gives [`Narratives`]:
//! blocks with every span of text tied to its place in the file, numbered, and `{{ … }}` resolved. Knows what may stand
//! in a narrative and what may not, and what the lines of pasted text show; knows nothing of sizes, faces or PDF.

mod addresses;
mod as_markdown;
mod attributes;
mod block;
mod bracketed_marks;
mod chart;
mod charts;
mod expression;
#[cfg(test)]
mod expression_tests;
mod figures;
mod footnotes;
mod full_width;
mod illustrations;
mod inline;
mod length;
pub(crate) mod line;
mod meant;
mod narratives;
mod numbers;
pub(crate) mod numerals;
mod read;
#[cfg(test)]
mod read_tests;
mod reader;
mod references;
mod refusals;
pub(crate) mod rules;
mod run;
#[cfg(test)]
mod sample;
mod single_braces;
mod strong;
mod tab_table;
mod table;
mod template;
#[cfg(test)]
mod template_tests;
mod wrong_expression;

pub(crate) use addresses::may_be_followed;
pub use block::{
    Block, Cell, CellLine, ColumnAlign, Emphasis, Footnote, Illustration, Inline, Narrative, PipeTable, Shows, Width,
};
pub use chart::{Chart, ChartKind, Series, Value};
pub(crate) use expression::rounded;
pub use narratives::{Narratives, PictureId, read_all, read_sound};

pub use read::RUN_IN_ENDS;

use figures::Figures;
use read::read;
