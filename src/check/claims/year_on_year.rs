//! A change from last year that last year's file contradicts.

use rust_decimal::Decimal;

use super::cells::{Value, value};
use super::claim::Change;
use super::lexicon::Way;
use super::{Check, Example, Need, Run, Subject};
use crate::check::clauses::CONTINUITY;
use crate::check::prose::figure::{Figure, Unit};
use crate::check::prose::passages::Passage;
use crate::check::subject::Year;
use crate::diagnostic::{Diagnostic, Rule, WARNING, message, text};

pub(super) static CHECK: Check = Check {
    rule: &Rule {
        code: "year-on-year",
        severities: WARNING,
        acceptable: true,
        rule: text(
            "正文说的同比（较上年）增减，与上一年度的数据文件不符，差过末位的半个单位",
            "a change from last year (同比, 较上年) contradicts last year's file by more than half a unit of its last place",
        ),
        source: CONTINUITY,
        remedy: text(
            "按两年的表格重算；也可以让程序算：{{ change(applications.received.total, previous.applications.received.total) }}",
            "reckon it anew from both years' tables; or let the program: \
             {{ change(applications.received.total, previous.applications.received.total) }}",
        ),
        cases: &[],
        pair: None,
    },
    needs: &[Need::Prose, Need::LastYear],
    run: Run::Findings(year_on_year),
    example: Example::beside(
        include_str!("year_on_year/last.toml"),
        include_str!("year_on_year/bad.toml"),
        include_str!("year_on_year/good.toml"),
    ),
};

fn year_on_year(subject: &Subject) -> Vec<Diagnostic> {
    let Some(last) = &subject.last else { return Vec::new() };
    let mut found = Vec::new();
    for (index, said) in subject.claims.of(subject) {
        let Some(passage) = subject.passages.get(*index) else { continue };
        found.extend(said.changes.iter().filter_map(|change| finding(&subject.this, last, passage, change)));
    }
    found
}

/// The same sum of both years.
struct Years<'a> {
    now: Value<'a>,
    before: Value<'a>,
}

fn finding(this: &Year, last: &Year, passage: &Passage, change: &Change) -> Option<Diagnostic> {
    // What is said of this year tells which of the sums is meant; that it is none of them is told elsewhere.
    let is_meant = |now: &Value| change.now.as_ref().is_none_or(|figure| figure.agrees(now.value));
    let years = change.means.iter().filter_map(|sum| Some(Years { now: value(this, sum)?, before: value(last, sum)? }));
    let years: Vec<Years> = years.filter(|years| is_meant(&years.now)).collect();
    if change.now.as_ref().is_some_and(|figure| figure.is_about) || years.iter().any(|years| holds(change, years)) {
        return None;
    }
    let Years { now, before } = years.into_iter().next()?;
    let quote = passage.text.get(change.place.clone()).unwrap_or_default();
    let (name, this_year, last_year) = (&now.name, now.value, before.value);
    let (zh, en) = told(change.figure.as_ref(), now.value, before.value);
    let message = message!(
        zh: "正文写“{quote}”，与上一年度不符：“{name}”上年 {last_year}，本年 {this_year}，{zh}",
        en: "the text says `{quote}`, last year's file does not: {name}: {last_year} last year, {this_year} this year, {en}",
    );
    let help = message!(
        zh: "按两年的表格重算；基数不是上一年度这一格的，写明是什么",
        en: "reckon it anew from both years' tables; where the base is another figure, say which",
    );
    let related = now.figures.iter().map(crate::check::tables::Figure::related);
    let related_last = before.figures.iter().map(crate::check::tables::Figure::related_last_year);
    let finding = Diagnostic::warning(CHECK.rule, message).at(passage.span(change.place.clone())).key(passage.key);
    Some(finding.help(help).related(related.chain(related_last)))
}

/// Whether a change is as it is said to be.
fn holds(change: &Change, years: &Years) -> bool {
    let (now, before) = (years.now.value, years.before.value);
    let gap = now.saturating_sub(before);
    let signed = match change.way {
        Way::Up => gap,
        Way::Down => -gap,
        Way::Same => return gap.is_zero(),
        Way::Double => return before.checked_mul(Decimal::TWO) == Some(now),
    };
    let Some(figure) = &change.figure else { return true };
    if figure.unit != Unit::Percent {
        return figure.agrees(signed);
    }
    // From nothing there is no rate.
    share(signed, before).is_none_or(|rate| figure.agrees(rate))
}

fn share(part: Decimal, whole: Decimal) -> Option<Decimal> {
    part.checked_mul(Decimal::ONE_HUNDRED)?.checked_div(whole)
}

/// What the change is, to the places of the figure.
fn told(figure: Option<&Figure>, now: Decimal, before: Decimal) -> (String, String) {
    let gap = now.saturating_sub(before);
    let (zh, en) = match (gap.is_zero(), gap.is_sign_negative()) {
        (true, _) => return ("持平".to_owned(), "no change".to_owned()),
        (_, true) => ("下降", "down"),
        (_, false) => ("增长", "up"),
    };
    let is_rate = figure.is_none_or(|figure| figure.unit == Unit::Percent);
    let places = figure.map_or(1, |figure| figure.half_unit.scale().saturating_sub(1));
    match share(gap.abs(), before).filter(|_| is_rate) {
        Some(rate) => {
            let rate = rate.round_dp_with_strategy(places.max(1), rust_decimal::RoundingStrategy::MidpointAwayFromZero);
            (format!("{zh} {rate}%"), format!("{en} {rate}%"))
        }
        None => (format!("{zh} {}", gap.abs()), format!("{en} {}", gap.abs())),
    }
}
