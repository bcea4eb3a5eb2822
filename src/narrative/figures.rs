//! The reports that a narrative takes its figures from.

use crate::report::Report;

/// Where the narrative's figures come from.
#[derive(Clone, Copy, Debug)]
pub struct Figures<'a> {
    /// The report itself.
    pub report: &'a Report,
    /// Last year's, for the keys that begin with `previous.`.
    pub previous: Option<&'a Report>,
}
