//! The prose as the checks read it.
//!
//! Takes the blocks of a narrative, gives [`Passage`](passages::Passage)s, each stretch tied to its place, their
//! sentences and the figures that stand in them. Knows nothing of what the checks look for.

mod common_runs;
pub(super) mod figure;
pub(super) mod finder;
pub(super) mod likeness;
pub(super) mod mark;
mod numeral;
pub(super) mod passages;
mod section_text;
pub(super) mod sentence;
pub(super) mod unit;
