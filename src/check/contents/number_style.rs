//! How numbers are written: digits, years, ranges.

use std::ops::Range;

use super::hyphen_ranges::hyphen_ranges;
use super::passages::{Passage, PassageKind};
use super::short_years::short_years;
use super::spots::{at_spots, words_at};
use super::{Check, Example, Run, Subject};
use crate::diagnostic::{Diagnostic, Rule, WARNING, message, text};

pub(super) static CHECK: Check = Check {
    rule: &Rule {
        code: "number-style",
        severities: WARNING,
        acceptable: true,
        rule: text(
            "数字的写法：全角数字，两位数的年份，用连字符表示的起止",
            "the style of numbers: full-width digits, years of two digits, ranges with a hyphen",
        ),
        source: text("GB/T 15835-2011《出版物上数字用法》", "GB/T 15835-2011"),
        remedy: text(
            "数字用半角；年份写四位；起止用 —（时间）或 ～（数值），也可以用“至”",
            "digits of half width; years of four digits; ranges with — (of time), ～ (of values) or 至",
        ),
        cases: &[],
        pair: None,
    },
    needs: &[],
    run: Run::Findings(number_style),
    example: Example::new(include_str!("number_style/bad.toml"), include_str!("number_style/good.toml")),
};

/// One finding a paragraph for each of the three. A quoted document is another's.
fn number_style(subject: &Subject) -> Vec<Diagnostic> {
    let passages = subject.passages.iter().filter(|passage| !passage.is_quoted);
    passages
        .flat_map(|passage| {
            let found = [full_width(passage), two_digits(passage, subject.this.report.year), ranges(passage)];
            found.into_iter().flatten()
        })
        .collect()
}

fn full_width(passage: &Passage) -> Option<Diagnostic> {
    let spots = full_width_digits(&passage.text);
    let first = spots.first()?;
    let words = words_at(&passage.text, &spots);
    let written = half_width(passage.text.get(first.clone())?);
    let message = message!(zh: "“{words}”是全角数字", en: "the digits of `{words}` are of full width");
    let help = message!(zh: "改成半角：{written}", en: "write them half width: {written}");
    let edits = spots.iter().filter_map(|spot| {
        let new = half_width(passage.text.get(spot.clone())?);
        passage.edit(spot.clone(), &new)
    });
    Some(at_spots(passage, &spots, Diagnostic::warning(CHECK.rule, message)).help(help).fix(edits))
}

/// Runs of full-width digits, with the points between them.
fn full_width_digits(text: &str) -> Vec<Range<usize>> {
    let mut runs: Vec<Range<usize>> = Vec::new();
    let is_digit = |ch: char| ('０'..='９').contains(&ch);
    for (at, ch) in text.char_indices() {
        let end = at + ch.len_utf8();
        let goes_on = runs.last().is_some_and(|run| run.end == at);
        let is_point = ch == '．' && goes_on && text.get(end..).is_some_and(|rest| rest.starts_with(is_digit));
        match runs.last_mut() {
            Some(run) if goes_on && (is_digit(ch) || is_point) => run.end = end,
            _ if is_digit(ch) => runs.push(at..end),
            _ => {}
        }
    }
    runs
}

/// Full-width digits and points as ASCII.
pub(super) fn half_width(text: &str) -> String {
    let narrow = |ch: char| match ch {
        '０'..='９' | '．' => u32::from(ch).checked_sub(0xFEE0).and_then(char::from_u32).unwrap_or(ch),
        ch => ch,
    };
    text.chars().map(narrow).collect()
}

fn two_digits(passage: &Passage, year: u16) -> Option<Diagnostic> {
    let years = short_years(&passage.text, year, passage.kind == PassageKind::Cell);
    let (_, full) = years.first()?;
    let spots: Vec<Range<usize>> = years.iter().map(|(spot, _)| spot.clone()).collect();
    let words = words_at(&passage.text, &spots);
    let message = message!(zh: "年份“{words}”只有两位数", en: "the year of `{words}` has two digits");
    let help = message!(zh: "写全：{full}年", en: "write it in full: {full}年");
    Some(at_spots(passage, &spots, Diagnostic::warning(CHECK.rule, message)).help(help))
}

fn ranges(passage: &Passage) -> Option<Diagnostic> {
    let found = hyphen_ranges(passage);
    let first = found.first()?;
    let spots: Vec<Range<usize>> = found.iter().map(|range| range.whole.clone()).collect();
    let words = words_at(&passage.text, &spots);
    let meant = first.meant(&passage.text);
    let message = message!(zh: "“{words}”用连字符表示起止", en: "`{words}`: a range with a hyphen");
    let help = message!(zh: "改成 {meant}", en: "write {meant}");
    let edits = found.iter().filter_map(|range| passage.edit(range.hyphen.clone(), range.sign()?));
    Some(at_spots(passage, &spots, Diagnostic::warning(CHECK.rule, message)).help(help).fix(edits))
}
