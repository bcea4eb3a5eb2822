//! The reports that a narrative takes its figures from.

use crate::report::Report;

/// Where the narrative's figures come from.
#[derive(Clone, Copy, Debug)]
pub(super) struct Figures<'a> {
    /// The report itself.
    pub(super) report: &'a Report,
    /// Last year's, for the keys that begin with `previous.`.
    pub(super) previous: Option<&'a Report>,
}
