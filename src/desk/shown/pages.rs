//! How many pages there are, and of what size.

use serde::Serialize;

use crate::layout::Layout;
use crate::report::Report;

/// The part `pages`.
#[derive(Default, Serialize)]
pub(in crate::desk) struct Pages {
    count: usize,
    /// Points.
    width: f64,
    /// Points.
    height: f64,
    /// On which side of an opened sheet each page lies.
    sides: Vec<&'static str>,
    /// Whether they are older than the report, which cannot be set as it is.
    faults: bool,
}

/// Those of a layout.
pub(in crate::desk) fn pages(layout: &Layout, report: &Report, faults: bool) -> Pages {
    let first = layout.pages.first();
    // The first page is a right one: even pages are printed on its back (GB/T 9704-2012, 5.2.1).
    let side = |number: usize| if report.page.duplex && number % 2 == 1 { "left" } else { "right" };
    Pages {
        count: layout.pages.len(),
        width: first.map_or(0.0, |page| page.width.0),
        height: first.map_or(0.0, |page| page.height.0),
        sides: (0..layout.pages.len()).map(side).collect(),
        faults,
    }
}

/// Those of a report that could never be set.
pub(in crate::desk) fn none() -> Pages {
    Pages { faults: true, ..Pages::default() }
}
