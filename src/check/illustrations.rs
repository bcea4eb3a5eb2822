//! Charts that are drawn nowhere.

use crate::check::rules;
use crate::diagnostic::Diagnostic;
use crate::message;
use crate::narrative::{Narratives, Shows};
use crate::report::Report;

/// `chart-unused`: a chart that the narrative never calls would be lost in silence.
pub(super) fn chart_unused(report: &Report, narratives: &Narratives) -> Vec<Diagnostic> {
    let is_shown = |index| narratives.illustrations().any(|one| one.shows == Shows::Chart(index));
    let unused = report.charts.iter().enumerate().filter(|(index, _)| !is_shown(*index));
    unused
        .map(|(_, chart)| {
            let name = &chart.name.value;
            let message = message!(
                zh: "图表“{name}”没有用到：正文里没有 ![…](chart:{name})",
                en: "chart `{name}` is shown nowhere: the narrative has no ![…](chart:{name})",
            );
            Diagnostic::warning(&rules::CHART_UNUSED, message).at(chart.name.span).key(format!("charts.{name}"))
        })
        .collect()
}
