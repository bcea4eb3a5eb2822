//! Section 六: what else there is to report, be it that there is nothing.

use super::{Check, Example, Need, Run, Subject};
use crate::check::clauses::WHOLE_FORM;
use crate::diagnostic::{Diagnostic, Rule, WARNING, message, text};

/// 六 among the sections, from 0.
const OTHER: usize = 5;
/// From the report on this year on, [`super::fees_statement`] asks for a text there.
const FEES_SINCE: u16 = 2021;

pub(super) static CHECK: Check = Check {
    rule: &Rule {
        code: "other-empty",
        severities: WARNING,
        acceptable: true,
        rule: text(
            "第六部分是空的（2021 年度起由 fees-statement 检查）",
            "section 六 is empty (from the report on 2021 on, `fees-statement` tells it)",
        ),
        source: WHOLE_FORM,
        remedy: text("没有要报告的，写“无”", "where there is nothing to report, write 无"),
        cases: &[],
        pair: None,
    },
    needs: &[Need::Prose],
    run: Run::Findings(other_empty),
    example: Example::new(include_str!("other_empty/bad.toml"), include_str!("other_empty/good.toml")),
};

fn other_empty(subject: &Subject) -> Vec<Diagnostic> {
    if subject.this.report.year >= FEES_SINCE || !subject.has(Need::Prose) || subject.said(OTHER).next().is_some() {
        return Vec::new();
    }
    let message = message!(zh: "第六部分是空的", en: "section 六 is empty");
    let help = message!(
        zh: "在 [other] 的 body 里写其他需要报告的事项；没有的，写“无”",
        en: "in `body` of [other], write what else there is to report, or 无",
    );
    vec![Diagnostic::warning(CHECK.rule, message).at(subject.section_span(OTHER)).key("other").help(help)]
}
