//! Charts that are drawn nowhere.

use super::{Check, Example, Need, Run, Subject};
use crate::diagnostic::{Diagnostic, Rule, WARNING, message, text};
use crate::narrative::Shows;

pub(super) static CHECK: Check = Check {
    rule: &Rule {
        code: "chart-unused",
        severities: WARNING,
        acceptable: true,
        rule: text("图表写了，正文里没有用", "a chart is defined but shown nowhere"),
        source: text("图表的写法（[charts]）", "charts ([charts])"),
        remedy: text(
            "在正文里单独成段写 ![](chart:名称)，或者删去这个图表",
            "put ![](chart:NAME) in a paragraph of its own, or delete the chart",
        ),
        cases: &[],
        pair: None,
    },
    needs: &[Need::Prose],
    run: Run::Findings(chart_unused),
    example: Example::new(include_str!("chart_unused/bad.toml"), include_str!("chart_unused/good.toml")),
};

/// A chart that the narrative never calls would be lost in silence.
fn chart_unused(subject: &Subject) -> Vec<Diagnostic> {
    if !subject.has(Need::Prose) {
        return Vec::new();
    }
    let is_shown = |index| subject.narratives.illustrations().any(|one| one.shows == Shows::Chart(index));
    let unused = subject.this.report.charts.iter().enumerate().filter(|(index, _)| !is_shown(*index));
    unused
        .map(|(_, chart)| {
            let name = &chart.name.value;
            let message = message!(
                zh: "图表“{name}”没有用到：正文里没有 ![…](chart:{name})",
                en: "chart `{name}` is shown nowhere: the narrative has no ![…](chart:{name})",
            );
            Diagnostic::warning(CHECK.rule, message).at(chart.name.span).key(format!("charts.{name}"))
        })
        .collect()
}
