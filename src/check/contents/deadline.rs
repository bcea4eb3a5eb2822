//! The date of publication.

use super::words::ends_with_any;
use super::{Check, Example, Run, Subject};
use crate::diagnostic::{Diagnostic, Message, Rule, WARNING, message, text};
use crate::report::{Date, OrganKind, Report};

pub(super) static CHECK: Check = Check {
    rule: &Rule {
        code: "deadline",
        severities: WARNING,
        acceptable: true,
        rule: text(
            "发布日期晚于法定期限（部门 1 月 31 日，县级以上政府 3 月 31 日），或者在年度结束之前",
            "the date of publication is later than the law allows (departments 31 January, governments at county level \
             and above 31 March), or before the year's end",
        ),
        source: text("《政府信息公开条例》第四十九条", "《政府信息公开条例》 art. 49"),
        remedy: text("改正 published 或者 year", "mend `published` or `year`"),
        cases: &[],
        pair: None,
    },
    needs: &[],
    run: Run::Findings(deadline),
    example: Example::new(include_str!("deadline/bad.toml"), include_str!("deadline/good.toml")),
};

fn deadline(subject: &Subject) -> Vec<Diagnostic> {
    let report = subject.this.report;
    let (Some(published), Some(next)) = (report.published, report.year.checked_add(1)) else { return Vec::new() };
    let Date { year, month, day } = published;
    let last_day = Date { year: report.year, month: 12, day: 31 };
    let due = due(report, next);
    let (of_year, due_month, due_day) = (report.year, due.map_or(0, |due| due.month), due.map_or(0, |due| due.day));
    let message: Message = if published < last_day {
        message!(
            zh: "发布日期 {year}-{month:02}-{day:02} 在 {of_year} 年结束之前",
            en: "{year}-{month:02}-{day:02} is before the end of {of_year}",
        )
    } else if due.is_some_and(|due| published > due) {
        message!(
            zh: "发布日期 {year}-{month:02}-{day:02} 晚于法定的 {next} 年 {due_month} 月 {due_day} 日",
            en: "{year}-{month:02}-{day:02} is later than {next}-{due_month:02}-{due_day:02}, which the law sets",
        )
    } else {
        return Vec::new();
    };
    let help = message!(
        zh: "核对 published 和 year；{of_year} 年度的报告在 {next} 年发布",
        en: "look at `published` and `year`: the report on {of_year} is published in {next}",
    );
    vec![Diagnostic::warning(CHECK.rule, message).at(report.published_span).key("report.published").help(help)]
}

/// The first reporting year under the 条例 of 2019 (in force since 15 May 2019).
const LAW_SINCE: u16 = 2019;

/// The day that the law sets (条例第四十九条), in the year after the reporting one. It sets none for townships.
fn due(report: &Report, next: u16) -> Option<Date> {
    match report.kind {
        _ if report.year < LAW_SINCE => None,
        OrganKind::Department if has_no_date(report.organ.value.trim()) => None,
        OrganKind::Department => Some(Date { year: next, month: 1, day: 31 }),
        OrganKind::Government => Some(Date { year: next, month: 3, day: 31 }),
        OrganKind::Township => None,
    }
}

/// How the names end of those that are neither a government nor one of its departments, so that the law sets no date
/// for them: the offices of zones (派出机构), schools, hospitals and enterprises.
const NO_DATE: &[&str] = &[
    "管委会",
    "区管理委员会",
    "园管理委员会",
    "港管理委员会",
    "城管理委员会",
    "岛管理委员会",
    "大学",
    "学院",
    "学校",
    "中学",
    "小学",
    "幼儿园",
    "医院",
    "公司",
];

fn has_no_date(organ: &str) -> bool {
    let organ = organ.strip_suffix("办公室").unwrap_or(organ);
    ends_with_any(organ, NO_DATE)
}

#[cfg(test)]
mod tests {
    use crate::check::fixture::{THIS, at, found};

    fn is_told(organ: &str, published: &str) -> bool {
        let report = THIS
            .replace("某区人民政府", organ)
            .replace("year = 2025", &format!("year = 2025\npublished = {published}"));
        found(&report, None) == [at("deadline", "report.published")]
    }

    #[test]
    fn dates_of_the_law() {
        for (organ, published, expected) in [
            ("某局", "2026-01-31", false),
            ("某局", "2026-02-01", true),
            ("某区人民政府", "2026-03-31", false),
            ("某区人民政府", "2026-04-01", true),
            ("某区人民政府", "2025-03-20", true),
            ("某区人民政府", "2027-03-20", true),
            ("某镇人民政府", "2026-06-30", false),
            ("某镇人民政府", "2025-12-30", true),
            ("某局", "2025-12-31", false),
            ("某区人民政府办公室", "2026-02-01", true),
            ("某市城市管理委员会", "2026-02-01", true),
            ("某高新区管理委员会", "2026-02-01", false),
            ("某高新区管委会办公室", "2026-02-01", false),
            ("某学院", "2026-02-01", false),
        ] {
            assert_eq!(is_told(organ, published), expected, "{organ} {published}");
        }
    }
}
