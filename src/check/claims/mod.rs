//! Does the prose say what the tables say?
//!
//! Takes the sentences of the prose with the figures that stand in them, and the tables of this year and last; gives
//! the findings of its checks. What the words of a figure can mean is kept in tables (`words`), so that a new wording is
//! a line.

use super::Check;

/// The checks of this room.
pub(super) static CHECKS: &[&Check] = &[];
