//! Which of two reports is the earlier one.

use crate::check::other_organ;
use crate::diagnostic::{Diagnostic, Related, Severity, message};
use crate::report::Report;

/// What was found about a report beside an earlier one, put right for years that do not follow one another: they are
/// compared, but for what would go on from one to the other.
///
/// # Errors
/// The other report is not earlier.
pub(super) fn in_order(
    report: &Report,
    last: &Report,
    mut findings: Vec<Diagnostic>,
) -> Result<Vec<Diagnostic>, Box<Diagnostic>> {
    let is_of_years =
        |finding: &Diagnostic| finding.severity == Severity::Error && finding.key.as_deref() == Some("report.year");
    let Some(finding) = findings.iter_mut().find(|finding| is_of_years(finding)) else { return Ok(findings) };
    let (year, last_year) = (report.year, last.year);
    if last_year < year {
        let expected = year.saturating_sub(1);
        finding.severity = Severity::Warning;
        finding.message = message!(
            zh: "{last_year} 年度不是 {year} 年度的上一年度：数字照样对照，结转等是否衔接没有看",
            en: "{last_year} is not the year before {year}: figures are compared, what is carried over is not",
        );
        finding.help = Some(message!(
            zh: "要看衔接，与 {expected} 年度的比较",
            en: "to see what is carried over, compare it with the report of {expected}",
        ));
        findings.extend(other_organ(report, last));
        return Ok(findings);
    }
    let message = if last_year == year {
        message!(zh: "两份都是 {year} 年度的：没有比较", en: "both are of {year}: nothing was compared")
    } else {
        message!(
            zh: "上一年度的报告写成了 {last_year} 年度的，本年度的写成了 {year} 年度的：没有比较",
            en: "the report of {last_year} stands for last year's, that of {year} for this year's: nothing was compared",
        )
    };
    let related = Related {
        span: Some(last.year_span),
        key: Some("report.year".to_owned()),
        message: message!(zh: "{last_year} 年度", en: "the year {last_year}"),
    };
    let help = message!(
        zh: "上一年度的写在前面：nianbao compare 上年.toml 本年.toml",
        en: "last year's stands first: nianbao compare last.toml this.toml",
    );
    let error = Diagnostic::error(finding.rule, message).at(report.year_span).key("report.year");
    Err(Box::new(error.related([related]).help(help)))
}
