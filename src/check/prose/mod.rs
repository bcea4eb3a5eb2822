//! The prose as the checks read it.
//!
//! Takes the blocks of a narrative, gives [`Passage`](passages::Passage)s, each stretch tied to its place. Knows nothing
//! of what the checks look for.

mod common_runs;
pub(super) mod likeness;
pub(super) mod passages;
mod section_text;
