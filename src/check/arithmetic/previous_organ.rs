//! Whether the report given as last year's is that of the year before, and of the same organ.

use super::{Check, Example, Need, Run, Subject};
use crate::check::clauses::CONTINUITY;
use crate::diagnostic::{Diagnostic, ERROR_OR_WARNING, Related, Rule, message, text};
use crate::report::Report;

pub(super) static CHECK: Check = Check {
    rule: &Rule {
        code: "previous-organ",
        severities: ERROR_OR_WARNING,
        acceptable: true,
        rule: text(
            "--previous 的报告不是上一年度的（错误，不再与它比较），或者机关名称不同（警告）",
            "the report of --previous is not last year's (an error: nothing is compared), or names another organ (a \
                 warning)",
        ),
        source: CONTINUITY,
        remedy: text(
            "换成本机关上一年度的数据文件；机关更名的，用 [[accept]] 写明",
            "name your own file of last year; where the organ was renamed, `[[accept]]` it",
        ),
        cases: &[],
        pair: None,
    },
    needs: &[Need::Previous],
    run: Run::Findings(previous_organ),
    example: Example::beside(
        include_str!("previous_organ/last.toml"),
        include_str!("previous_organ/bad.toml"),
        include_str!("previous_organ/good.toml"),
    ),
};

/// Last year's file is of another year (nothing is compared with it then), or names another organ.
fn previous_organ(subject: &Subject) -> Vec<Diagnostic> {
    let (report, Some(previous)) = (subject.this.report, subject.previous) else { return Vec::new() };
    let (year, last_year) = (report.year, previous.year);
    if subject.last.is_none() {
        let expected = year.saturating_sub(1);
        let finding = Diagnostic::error(
            CHECK.rule,
            message!(
                zh: "上一年度的报告应是 {expected} 年度的，给的是 {last_year} 年度的：没有与它比较",
                en: "last year's report should be that of {expected}, but is that of {last_year}: nothing was compared",
            ),
        );
        let related = Related {
            span: Some(previous.year_span),
            key: Some("report.year".to_owned()),
            message: message!(zh: "{last_year} 年度", en: "the year {last_year}"),
        };
        return vec![finding.at(report.year_span).key("report.year").related([related])];
    }
    other_organ(report, previous).into_iter().collect()
}

/// That two reports are of different organs.
pub(crate) fn other_organ(report: &Report, previous: &Report) -> Option<Diagnostic> {
    let (organ, last_organ) = (report.organ.value.trim(), previous.organ.value.trim());
    if organ == last_organ {
        return None;
    }
    let finding = Diagnostic::warning(
        CHECK.rule,
        message!(
            zh: "上一年度的报告是“{last_organ}”的，本报告是“{organ}”的",
            en: "last year's report is that of {last_organ}, this one that of {organ}",
        ),
    );
    let related = Related {
        span: Some(previous.organ.span),
        key: Some("report.organ".to_owned()),
        message: message!(zh: "上一年度：{last_organ}", en: "last year: {last_organ}"),
    };
    Some(finding.at(report.organ.span).key("report.organ").related([related]))
}

#[cfg(test)]
mod tests {
    use crate::check::fixture::{THIS, at, edited, found_beside, found_with, last};
    use crate::diagnostic::Severity;

    #[test]
    fn a_report_of_another_year_is_not_compared() {
        for year in ["year = 2023", "year = 2025", "year = 2026"] {
            let change = [("year = 2024", year), ("in_force = 20", "in_force = 9")];
            assert_eq!(found_beside(&change), [at("previous-organ", "report.year")]);
        }
        let (found, sources) = found_with(THIS, Some(&edited(&last(), &[("year = 2024", "year = 2021")])));
        assert_eq!(found[0].severity, Severity::Error);
        assert_eq!(found[0].span.map(|span| sources.slice(span)), Some("2025"));
        assert_eq!(found[0].related[0].span.map(|span| sources.slice(span)), Some("2021"));
    }

    #[test]
    fn another_organ_is_named_and_compared() {
        let change = [("某区人民政府", "某县人民政府"), ("in_force = 20", "in_force = 21")];
        assert_eq!(
            found_beside(&change),
            [at("previous-organ", "report.organ"), at("in-force", "disclosure.normative.in_force")]
        );
        assert_eq!(found_beside(&[("某区人民政府", " 某区人民政府 ")]), []);
    }
}
