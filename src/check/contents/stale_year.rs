//! Last year's year where this year's is meant: what was copied and not brought forward.

use std::ops::Range;

use super::passages::{Passage, PassageKind};
use super::period;
use super::words::{before, behind};
use super::year_meant::is_stale;
use super::{Check, Example, Need, Run, Subject};
use crate::check::clauses::PRACTICE;
use crate::diagnostic::{Diagnostic, Related, Rule, WARNING, message, text};
use crate::report::Report;

pub(super) static CHECK: Check = Check {
    rule: &Rule {
        code: "stale-year",
        severities: WARNING,
        acceptable: true,
        rule: text(
            "该写本年度的地方写了上一年：像是照抄上一年，没有改年份",
            "last year's year stands where this year's is meant: it looks copied and not brought forward",
        ),
        source: PRACTICE,
        remedy: text(
            "改成本年度；确指上一年的，用 [[accept]] 认可",
            "write this year; if last year is meant, `[[accept]]` it",
        ),
        cases: &[],
        pair: None,
    },
    needs: &[Need::Prose],
    run: Run::Findings(stale_year),
    example: Example::new(include_str!("stale_year/bad.toml"), include_str!("stale_year/good.toml")),
};

/// Mentions in a paragraph beyond as many are not looked at: it is told once.
const MOST_MENTIONS: usize = 1000;

/// One finding a paragraph, at the first of its places.
fn stale_year(subject: &Subject) -> Vec<Diagnostic> {
    let report = subject.this.report;
    let Some(last) = report.year.checked_sub(1) else { return Vec::new() };
    let periods = period::statements(subject);
    let passages = subject.passages.iter().enumerate();
    let prose = passages.filter(|(_, passage)| {
        !passage.is_quoted && matches!(passage.kind, PassageKind::Paragraph | PassageKind::Heading(_))
    });
    let finding = |(index, passage): (usize, &Passage)| {
        let mentions = mentions(&passage.text, last).into_iter().take(MOST_MENTIONS);
        // What `period` looks at is not told twice.
        let mentions = mentions.filter(|mention| !period::is_in(&periods, index, mention.start));
        let stale: Vec<Range<usize>> = mentions.filter(|mention| is_stale(report, passage, mention, last)).collect();
        finding(report, passage, &stale, last)
    };
    prose.filter_map(finding).collect()
}

fn finding(report: &Report, passage: &Passage, stale: &[Range<usize>], last: u16) -> Option<Diagnostic> {
    let (first, others) = stale.split_first()?;
    let year = report.year;
    let message = message!(
        zh: "这里写的是 {last} 年，报告年度是 {year} 年：像是照抄上一年，没有改",
        en: "this names {last}, but the report is on {year}: it looks copied from last year's",
    );
    let help = message!(
        zh: "改成 {year} 年；确指 {last} 年的，用 [[accept]] 认可",
        en: "write {year}; if {last} is meant, `[[accept]]` it",
    );
    let related = others.iter().map(|mention| {
        let message = message!(zh: "还有这里", en: "and here");
        Related { span: passage.span(mention.clone()), key: Some(passage.key.to_owned()), message }
    });
    let place = passage.span(first.clone());
    Some(Diagnostic::warning(CHECK.rule, message).at(place).key(passage.key).help(help).related(related))
}

/// Where a text names a year, its 年 or 年度 included.
fn mentions(text: &str, year: u16) -> Vec<Range<usize>> {
    let mut found: Vec<Range<usize>> = Vec::new();
    for written in spellings(year) {
        for (at, _) in text.match_indices(&written) {
            let end = at + written.len();
            let rest = behind(text, end, 3);
            let Some(rest) = rest.trim_start_matches(' ').strip_prefix('年') else { continue };
            let is_longer = before(text, at, 1).contains(|ch: char| ch.is_ascii_graphic());
            if !is_longer {
                let unit = behind(text, end, 3).len() - rest.len();
                let degree = if rest.starts_with('度') { '度'.len_utf8() } else { 0 };
                found.push(at..end + unit + degree);
            }
        }
    }
    found.sort_by_key(|range| range.start);
    found
}

/// A year in digits and in the Chinese numerals that offices use: 2024, 二〇二四, 二零二四, 二○二四.
fn spellings(year: u16) -> Vec<String> {
    const HAN: [char; 10] = ['〇', '一', '二', '三', '四', '五', '六', '七', '八', '九'];
    let digits = year.to_string();
    let han = |zero: char| -> String {
        let one = |digit: char| digit.to_digit(10).and_then(|at| HAN.get(at as usize)).copied().unwrap_or(digit);
        digits.chars().map(|digit| if digit == '0' { zero } else { one(digit) }).collect()
    };
    let mut all = vec![digits.clone(), han('〇'), han('零'), han('○')];
    all.dedup();
    all
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn years_in_all_their_spellings() {
        let at = |text: &str| mentions(text, 2024).into_iter().map(|range| text[range].to_owned()).collect::<Vec<_>>();
        assert_eq!(
            at("2024年、2024 年度、二〇二四年，二零二四年度"),
            ["2024年", "2024 年度", "二〇二四年", "二零二四年度"]
        );
        assert!(at("12024年、〔2024〕5号、2024号、/2024年/、2024").is_empty());
    }
}
