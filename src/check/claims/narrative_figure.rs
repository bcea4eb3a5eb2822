//! A figure of the prose that no cell holds which its words can mean.

use super::verdict::{contradictions, findings};
use super::{Check, Example, Need, Run, Subject};
use crate::check::clauses::PRACTICE;
use crate::diagnostic::{Diagnostic, Rule, WARNING, text};

pub(super) static CHECK: Check = Check {
    rule: &Rule {
        code: "narrative-figure",
        severities: WARNING,
        acceptable: true,
        rule: text(
            "正文里的数字与表格不符：它说的那一格，以及可能说的几格之和，都不是这个数",
            "a figure of the narrative contradicts the tables: every cell, and every sum of cells, that its words can mean",
        ),
        source: PRACTICE,
        remedy: text(
            "对照台账，改正文或者改表格；也可以让程序填数：{{ applications.received.total }}",
            "look it up, and mend the text or the table; or let the program put the figure in: {{ applications.received.total }}",
        ),
        cases: &[],
        pair: None,
    },
    needs: &[Need::Prose],
    run: Run::Findings(narrative_figure),
    example: Example::new(include_str!("narrative_figure/bad.toml"), include_str!("narrative_figure/good.toml")),
};

fn narrative_figure(subject: &Subject) -> Vec<Diagnostic> {
    let all = contradictions(subject);
    let own: Vec<_> = all.iter().filter(|one| !one.is_about_nothing()).collect();
    findings(&own, CHECK.rule)
}
