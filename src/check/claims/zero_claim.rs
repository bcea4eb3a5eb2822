//! The prose says that there was nothing where a table counts something, or the reverse.

use super::verdict::{contradictions, findings};
use super::{Check, Example, Need, Run, Subject};
use crate::check::clauses::PRACTICE;
use crate::diagnostic::{Diagnostic, Rule, WARNING, text};

pub(super) static CHECK: Check = Check {
    rule: &Rule {
        code: "zero-claim",
        severities: WARNING,
        acceptable: true,
        rule: text(
            "正文说没有（未收到、未发生、0 件），表格里却有；或者正文说有，表格里是 0",
            "the narrative says that there was nothing (未收到, 未发生, 0件) where the table has something, or the reverse",
        ),
        source: PRACTICE,
        remedy: text("对照台账，改正文或者改表格", "look it up, and mend the text or the table"),
        cases: &[],
        pair: None,
    },
    needs: &[Need::Prose],
    run: Run::Findings(zero_claim),
    example: Example::new(include_str!("zero_claim/bad.toml"), include_str!("zero_claim/good.toml")),
};

fn zero_claim(subject: &Subject) -> Vec<Diagnostic> {
    let all = contradictions(subject);
    let own: Vec<_> = all.iter().filter(|one| one.is_about_nothing()).collect();
    findings(&own, CHECK.rule)
}
