//! The reporting period, where the text states one.

use std::ops::Range;

use super::dates::{WrittenDate, first_date, range_end};
use super::passages::Passage;
use super::words::{behind, clause_before, has_any};
use super::{Check, Example, Need, Run, Subject};
use crate::check::clauses::WHOLE_FORM;
use crate::diagnostic::{Diagnostic, ERROR, Message, Rule, message, text};

/// 一 among the sections, from 0.
const OVERVIEW: usize = 0;

pub(super) static CHECK: Check = Check {
    rule: &Rule {
        code: "period",
        severities: ERROR,
        acceptable: true,
        rule: text(
            "正文写的统计期限不是报告年度的 1 月 1 日至 12 月 31 日",
            "the reporting period that the text states is not 1 January to 31 December of the reporting year",
        ),
        source: WHOLE_FORM,
        remedy: text(
            "改成报告年度的起止日期，如“2025年1月1日至2025年12月31日”",
            "write the first and the last day of the reporting year, such as 2025年1月1日至2025年12月31日",
        ),
        cases: &[],
        pair: None,
    },
    needs: &[Need::Prose],
    run: Run::Findings(period),
    example: Example::new(include_str!("period/bad.toml"), include_str!("period/good.toml")),
};

/// One finding a paragraph, at the first of its places.
fn period(subject: &Subject) -> Vec<Diagnostic> {
    let mut faulty: Vec<Statement> =
        statements(subject).into_iter().filter(|statement| statement.fault.is_some()).collect();
    faulty.dedup_by_key(|statement| statement.passage);
    faulty.iter().filter_map(|statement| finding(subject, statement)).collect()
}

/// Where the text states the reporting period.
pub(super) struct Statement {
    /// The passage that it stands in, among those of the report.
    pub passage: usize,
    /// The dates.
    pub range: Range<usize>,
    fault: Option<Fault>,
}

/// What is wrong with a period.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Fault {
    /// A 年, 月 or 日 is missing.
    Lost(char),
    /// The days are others.
    Days,
}

/// All statements of the reporting period, be they right or wrong.
pub(super) fn statements(subject: &Subject) -> Vec<Statement> {
    let passages = subject.passages.iter().enumerate().filter(|(_, passage)| !passage.is_quoted);
    passages.flat_map(|(index, passage)| stated(passage, index, subject.this.report.year)).collect()
}

/// Whether a byte of a passage stands in one of some statements, which are in their order.
pub(super) fn is_in(statements: &[Statement], passage: usize, at: usize) -> bool {
    let behind = statements.partition_point(|one| (one.passage, one.range.start) <= (passage, at));
    let last = behind.checked_sub(1).and_then(|before| statements.get(before));
    last.is_some_and(|one| one.passage == passage && one.range.contains(&at))
}

fn finding(subject: &Subject, statement: &Statement) -> Option<Diagnostic> {
    let passage = subject.passages.get(statement.passage)?;
    let words = passage.text.get(statement.range.clone())?;
    let year = subject.this.report.year;
    let message: Message = match statement.fault? {
        Fault::Lost(unit) => message!(
            zh: "统计期限“{words}”少了“{unit}”字",
            en: "the reporting period `{words}` lacks a {unit}",
        ),
        Fault::Days => message!(
            zh: "统计期限写的是“{words}”，应为{year}年1月1日至{year}年12月31日",
            en: "the reporting period is stated as `{words}`, not as 1 January to 31 December {year}",
        ),
    };
    let help = message!(
        zh: "写成“{year}年1月1日至{year}年12月31日”",
        en: "write {year}年1月1日至{year}年12月31日",
    );
    let place = passage.span(statement.range.clone());
    Some(Diagnostic::error(CHECK.rule, message).at(place).key(passage.key).help(help))
}

/// Words that speak of the reporting period; the dates follow.
const PERIOD_WORDS: &[&str] = &[
    "统计期限",
    "统计时限",
    "统计时段",
    "统计时间",
    "统计周期",
    "统计期间",
    "统计区间",
    "统计日期",
    "统计范围",
    "统计截止",
    "统计起止",
    "统计期",
    "报告期",
    "采集期间",
    "采集时间",
    "涵盖时间",
    "时间范围",
    "数据期限",
    "数据时限",
    "数据时段",
    "数据时间",
    "数据周期",
    "数据期间",
    "数据截止",
    "起止时间",
    "起止日期",
];

/// Words that do so only before a range of days, or before the last of them.
const DATA_WORDS: &[&str] = &["所列数据", "使用数据", "所用数据", "统计数据", "报告数据", "报告期限", "报告中的数据"];

/// Verbs that do so where the report is what covers the days.
const COVERS: &[&str] = &["涵盖", "覆盖", "反映", ANNOUNCES];
/// The one of them that announces the report: 现将…情况公布如下.
const ANNOUNCES: &str = "现将";

/// What names the report, or its figures, before those words.
const REPORT: &[&str] = &["报告", "年报", "所列", "本年度数据"];

/// What else statistics are made of.
const OTHER_SUBJECTS: &[&str] = &[
    "新媒体",
    "网站",
    "热线",
    "问卷",
    "访问",
    "评议",
    "测评",
    "满意",
    "专项",
    "行动",
    "征求",
    "公示",
    "收费",
    "标准",
    "窗口",
    "投诉",
    "咨询",
    "培训",
    "检查",
    "抽查",
    "整治",
    "清理",
    "台账",
    "浏览",
    "留言",
    "平台",
];

/// Figures of a table or a chart, which has a period of its own.
const OF_TABLE: &[&str] = &["下表", "上表", "附表", "表中", "下图", "上图", "图中"];

/// What readers are given time for.
const OF_READERS: &[&str] = &["公示", "征求", "反馈", "下载", "异议"];

/// What tells that an organ was founded within the year: its figures begin later.
const FOUNDED: &[&str] = &["成立", "组建", "挂牌", "机构改革", "设立", "划转"];

/// Characters between the words and the dates: 均为自, 起止时间为.
const NEAR: usize = 16;

/// Bytes of the shortest statement, 现将1日.
const SHORTEST: usize = 10;

fn stated(passage: &Passage, index: usize, year: u16) -> Vec<Statement> {
    let text = passage.text.as_str();
    let mut found: Vec<Statement> = Vec::new();
    // Most cells of tables are too short for words and dates: they are not searched for each of the words.
    if text.len() < SHORTEST {
        return found;
    }
    let is_founded = has_any(text, FOUNDED);
    let kinds: [(&[&str], Words); 3] =
        [(PERIOD_WORDS, Words::Period), (DATA_WORDS, Words::Data), (COVERS, Words::Covers)];
    for (words, kind) in kinds {
        for word in words {
            for (at, _) in text.match_indices(word) {
                let end = at + word.len();
                if !is_of_report(passage, at, kind, word) {
                    continue;
                }
                let Some((range, dates)) = dates_behind(text, at, end, kind) else { continue };
                let is_new = is_founded && dates.1.as_ref().is_some_and(|last| is_last_day(last, year));
                let fault = fault_of(&dates, year).filter(|fault| !(is_new && *fault == Fault::Days));
                found.push(Statement { passage: index, range, fault });
            }
        }
    }
    found.sort_by_key(|one| one.range.start);
    found.dedup_by_key(|one| one.range.start);
    found
}

/// How sure some words speak of the reporting period.
#[derive(Clone, Copy, PartialEq)]
enum Words {
    Period,
    Data,
    Covers,
}

/// Whether some words speak of this report, and not of other statistics.
fn is_of_report(passage: &Passage, at: usize, kind: Words, word: &str) -> bool {
    let subject = clause_before(&passage.text, at, 30);
    let subject = subject.rsplit(['（', '(']).next().unwrap_or_default();
    let names_report = has_any(subject, REPORT) || REPORT.iter().any(|name| word.starts_with(name));
    let is_bare = subject.chars().all(|ch| "本中的其数据度报告\u{3000} ".contains(ch));
    if has_any(subject, OF_TABLE) || has_any(subject, OF_READERS) {
        return false;
    }
    match (kind, passage.section) {
        (Words::Covers, None | Some(OVERVIEW)) => names_report || word == ANNOUNCES,
        (Words::Covers, Some(_)) => names_report,
        (Words::Period | Words::Data, None) => names_report || !has_any(subject, OTHER_SUBJECTS),
        (Words::Period, Some(OVERVIEW)) => names_report || is_bare,
        (Words::Period | Words::Data, Some(_)) => names_report,
    }
}

/// The first and the last day of a period; an end that stands alone is a first one that is none.
type Dates = (Option<WrittenDate>, Option<WrittenDate>);

/// The dates behind some words.
fn dates_behind(text: &str, start: usize, from: usize, kind: Words) -> Option<(Range<usize>, Dates)> {
    let first = first_date(text, from, NEAR)?;
    let between = text.get(from..first.range.start)?;
    if between.contains(['。', '；', '，', '、', '\n']) {
        return None;
    }
    if let Some(last) = range_end(text, &first) {
        let range = first.range.start..last.range.end;
        let is_announced = || behind(text, last.range.end, 40).contains("如下");
        let is_meant = text.get(start..from) != Some(ANNOUNCES) || is_announced();
        return is_meant.then_some((range, (Some(first), Some(last))));
    }
    if kind == Words::Covers {
        return None;
    }
    let lead = text.get(start..first.range.start)?;
    let range = first.range.clone();
    if lead.contains('截') {
        return Some((range, (None, Some(first))));
    }
    // The year alone, or a date that lost a part.
    let is_year = first.month.is_none() && first.day.is_none() && {
        let rest = behind(text, first.range.end, 3);
        let rest = rest.strip_prefix('度').unwrap_or(rest);
        rest.strip_prefix("全年").unwrap_or(rest).chars().next().is_none_or(|ch| "，。；）\n".contains(ch))
    };
    let is_told = kind == Words::Period && (is_year || first.lost.is_some());
    is_told.then_some((range, (Some(first), None)))
}

fn fault_of(dates: &Dates, year: u16) -> Option<Fault> {
    let (first, last) = dates;
    if let Some(unit) = [first, last].into_iter().flatten().find_map(|date| date.lost) {
        return Some(Fault::Lost(unit));
    }
    let is_year = |date: &WrittenDate| date.year.is_none_or(|own| own == year);
    let is_right = match (first, last) {
        (Some(first), Some(last)) => {
            let opens = matches!((first.month, first.day), (Some(1), Some(1) | None));
            is_year(first) && opens && is_last_day(last, year)
        }
        (None, Some(last)) => is_last_day(last, year),
        (Some(first), None) => is_year(first),
        (None, None) => true,
    };
    (!is_right).then_some(Fault::Days)
}

fn is_last_day(date: &WrittenDate, year: u16) -> bool {
    date.year.is_none_or(|own| own == year) && matches!((date.month, date.day), (Some(12), Some(31) | None))
}

#[cfg(test)]
mod tests {
    use crate::check::fixture::{THIS, found};

    fn is_told(preface: &str) -> bool {
        let report = format!("{THIS}[preface]\nbody = '''\n{preface}\n'''\n");
        found(&report, None).iter().any(|(code, _)| *code == "period")
    }

    #[test]
    fn an_organ_that_was_founded_within_the_year_begins_later() {
        assert!(is_told("所列数据的统计期限为2025年3月18日至2025年12月31日。"));
        assert!(!is_told("本局于2025年3月18日挂牌，所列数据的统计期限为2025年3月18日至2025年12月31日。"));
        assert!(is_told("本局于2025年3月18日挂牌，所列数据的统计期限为2025年3月18日至2025年11月30日。"));
    }
}
