//! The prose of a report.
//!
//! Takes pieces of Markdown ([`Prose`](crate::report::Prose)) and the figures of the report, gives [`Narratives`]:
//! blocks with every span of text tied to its place in the file, numbered, and `{{ … }}` resolved. Knows what may stand
//! in a narrative and what may not, and what the lines of pasted text show; knows nothing of sizes, faces or PDF.

mod addresses;
mod as_markdown;
pub(crate) mod attributes;
mod block;
pub(crate) mod bracketed_marks;
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
pub(crate) mod parts;
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
pub(crate) mod single;
pub(crate) mod single_braces;
mod strong;
pub(crate) mod tab_table;
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
pub(crate) use single::{Single, read_single};

pub use read::RUN_IN_ENDS;

pub(crate) use references::{CHART, is_reference};
pub(crate) use refusals::DEEPEST;

use std::ops::Range;

use crate::diagnostic::Diagnostic;
use crate::report::Report;
use crate::source::Span;
use figures::Figures;

/// What an expression prints in a report, `previous` last year's. `span` tells where a part of it stands.
///
/// # Errors
/// The first thing that is wrong with it.
pub(crate) fn evaluate(
    expression: &str,
    report: &Report,
    previous: Option<&Report>,
    span: &dyn Fn(Range<usize>) -> Span,
) -> Result<String, Diagnostic> {
    expression::evaluate(expression, Figures { report, previous }, span)
}

use read::read;
