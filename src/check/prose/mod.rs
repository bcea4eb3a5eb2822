//! The prose as the checks read it.
//!
//! Takes the blocks of a narrative, gives [`Passage`](passages::Passage)s, each stretch tied to its place, their sentences
//! and the figures that stand in them. Knows nothing of what the checks look for.

pub(super) mod figure;
mod numeral;
pub(super) mod passages;
pub(super) mod sentence;
