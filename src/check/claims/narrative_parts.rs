//! A total of the prose and the list of its parts: more than the total, or less although the list claims to be all of
//! it.

use std::collections::BTreeSet;

use rust_decimal::Decimal;

use super::between::Between;
use super::known::{Known, application_totals};
use super::parts::{List, lists};
use super::pieces::{Pieces, has_any};
use super::runs::{is_known_split, text_of};
use super::texts::{Text, texts};
use super::{Check, Example, Need, Run, Subject};
use crate::check::clauses::PRACTICE;
use crate::check::prose::figure::Figure;
use crate::diagnostic::{Diagnostic, Related, Rule, Severity, message, text};

pub(super) static CHECK: Check = Check {
    rule: &Rule {
        code: "narrative-parts",
        severities: &[Severity::Warning, Severity::Note],
        acceptable: true,
        rule: text(
            "正文里各部分与总数不符：“共 N 条，其中……”相加多于总数；各项列全了（以“其他”“其余”收尾，或者是固定的几类），相加却少于总数，为提示",
            "the parts that the narrative lists are more than their total (共 N 条，其中…); a note where they are less although \
             the list claims to be whole: it closes with 其他 or 其余, or is a known split",
        ),
        source: PRACTICE,
        remedy: text(
            "核对总数和各部分；没有列全的，用“等”",
            "look up the total and its parts; if the list is not whole, say 等",
        ),
        cases: &[],
        pair: None,
    },
    needs: &[Need::Prose],
    run: Run::Findings(narrative_parts),
    example: Example::new(include_str!("narrative_parts/bad.toml"), include_str!("narrative_parts/good.toml")),
};

/// Lists beyond this many times their total, and some few more, are of something else.
const FARTHEST: Decimal = Decimal::from_parts(2, 0, 0, false, 0);
const FEW: Decimal = Decimal::from_parts(8, 0, 0, false, 0);
/// Up to so many times the total right before a list it is that total's, be there a larger one before it.
const NEARLY: Decimal = Decimal::from_parts(125, 0, 0, false, 2);

fn narrative_parts(subject: &Subject) -> Vec<Diagnostic> {
    let texts = texts(subject);
    let mut found = found(subject, &texts);
    // One total is told of once, be there several lists of it.
    let mut told = BTreeSet::new();
    found.retain(|fault| told.insert((fault.text, fault.whole)));
    // What contradicts a cell is told of by itself.
    let known = subject.claims.known(subject);
    let contradicts = |(passage, at): (usize, usize)| known.get(&passage).is_some_and(|known| known.contradicts_at(at));
    let is_told = |fault: &Fault| {
        let text = texts.get(fault.text);
        let mut places = fault.parts.iter().chain([&fault.whole]);
        text.is_some_and(|text| places.any(|at| contradicts(text.place(*at))))
    };
    found.retain(|fault| !is_told(fault));
    found.into_iter().map(|fault| fault.finding).collect()
}

/// A list that is not its total.
pub(super) struct Fault {
    /// Its place among the texts.
    pub text: usize,
    /// The bytes that the total and its parts open at.
    pub whole: usize,
    pub parts: Vec<usize>,
    /// What the parts add up to, and how much more that is than the total.
    pub sum: Decimal,
    pub excess: Decimal,
    pub finding: Diagnostic,
}

/// All lists that are not their totals, in the order of the prose: where a figure in one contradicts a cell, that is
/// what is told, and not the list.
pub(super) fn found(subject: &Subject, texts: &[Text]) -> Vec<Fault> {
    let known = subject.claims.known(subject);
    let applications = application_totals(subject);
    let mut found = Vec::new();
    for (index, text) in texts.iter().enumerate() {
        let pieces = Pieces::new(&text.text);
        let known = Known::of_text(known, text);
        let reading = Reading { pieces: &pieces, known: &known, applications: &applications };
        for list in lists(&pieces) {
            found.extend(reading.judged(&list, index, text));
        }
    }
    found
}

/// What a list can be a list of.
#[derive(Default)]
struct Possible {
    /// What is stated, and what the cells of these figures hold.
    stated: Vec<Between>,
    /// What several of them are together, although they are not told so.
    sums: Vec<Between>,
}

impl Possible {
    fn all(&self) -> impl Iterator<Item = Between> + '_ {
        self.stated.iter().chain(&self.sums).copied()
    }

    /// The most that is stated.
    fn most(&self) -> Option<Decimal> {
        self.stated.iter().map(|whole| whole.high).max()
    }
}

/// A passage with what is known of its figures.
struct Reading<'r, 't> {
    pieces: &'r Pieces<'t>,
    known: &'r Known,
    applications: &'r [Decimal],
}

impl Reading<'_, '_> {
    /// What is wrong with a list, if anything is.
    fn judged(&self, list: &List, index: usize, text: &Text) -> Option<Fault> {
        let figure = |at: &usize| self.pieces.figure(*at);
        if list.wholes.is_empty() || list.wholes.iter().filter_map(figure).any(|whole| whole.is_about) {
            return None;
        }
        // One list over ；, or several, each a split of its own.
        let is_one = list.groups.len() == 1 || list.groups.iter().all(|group| group.len() == 1);
        if is_one {
            let parts: Vec<usize> = list.groups.iter().flatten().copied().collect();
            return self.split(list, &parts, true, index, text);
        }
        list.groups.iter().find_map(|group| self.split(list, group, false, index, text))
    }

    /// What is wrong with some parts that are one split.
    fn split(&self, list: &List, parts: &[usize], is_sole: bool, index: usize, text: &Text) -> Option<Fault> {
        let figures = parts.iter().map(|at| self.pieces.figure(*at)).collect::<Option<Vec<_>>>()?;
        let wholes: Vec<_> = list.wholes.iter().filter_map(|at| Some((*at, self.pieces.figure(*at)?))).collect();
        let (nearest, nearest_whole) = *wholes.first()?;
        if figures.len() < 2 {
            return None;
        }
        let mut all = figures.iter().copied().chain(wholes.iter().map(|(_, whole)| *whole));
        let is_told =
            all.any(|figure| self.known.contradicts(figure) || figure.twin.is_some_and(|twin| twin != figure.value));
        // Parts that are all of table 三 or 四, and right: what they sum to is the table's.
        let is_of_table = figures.iter().all(|figure| self.known.has(figure));
        if is_told || is_of_table {
            return None;
        }
        let possible = self.possible(&wholes);
        let meets = |sum: Between| possible.all().any(|whole| whole.meets(sum));
        // Some of them are a split that is whole: the rest is another. One that closes with 其他 is whole only there.
        let forth = sums(figures.iter())?;
        let back = sums(figures.iter().rev())?;
        let sum = *forth.last()?;
        let is_whole_within = forth.iter().chain(&back).any(|sum| meets(*sum)) && !(is_sole && list.closes);
        if is_whole_within || meets(sum) {
            return None;
        }
        let most = possible.most()?;
        let own = Between::of(nearest_whole).high;
        let is_over = |whole: Decimal, times: Decimal| {
            let limit = whole.checked_mul(times).and_then(|limit| limit.checked_add(FEW));
            sum.low > whole && limit.is_some_and(|limit| sum.low <= limit)
        };
        let is_over_nearest = list.is_next && is_over(own, NEARLY);
        // One thing may be published in several places.
        let is_places = self.are_places(parts);
        let is_more = is_over(most, if is_places { NEARLY } else { FARTHEST }) || is_over_nearest;
        let possible: Vec<Between> = possible.all().collect();
        let least = possible.iter().map(|whole| whole.low).filter(|low| *low > sum.high).min();
        let is_less = sum.high < most && least == Some(Between::of(nearest_whole).low);
        let claims_all = is_sole && !list.is_cut && (list.closes || self.is_known_split(parts));
        let whole = match (is_more, is_less && claims_all) {
            (true, _) if is_over_nearest => nearest,
            (true, _) => wholes.iter().max_by_key(|(_, whole)| whole.value).map(|(at, _)| *at)?,
            (_, true) => nearest,
            _ => return None,
        };
        self.fault(whole, parts, is_more, index, text)
    }

    /// All that a list can be a list of.
    fn possible(&self, wholes: &[(usize, &Figure)]) -> Possible {
        let mut possible = Possible::default();
        for (_, whole) in wholes {
            possible.stated.push(Between::of(whole));
            possible.stated.extend(self.known.of(whole).iter().copied().map(Between::exactly));
            if self.known.is_of_applications(whole) {
                possible.stated.extend(self.applications.iter().copied().map(Between::exactly));
            }
        }
        // The nearest first: two that stand side by side, and all up to one.
        let mut all = wholes.first().map(|(_, whole)| Between::of(whole));
        let mut is_joined = true;
        for pair in wholes.windows(2) {
            let [(near, one), (far, other)] = pair else { continue };
            let joins = self.joins(*far, *near);
            is_joined = is_joined && joins;
            let both = Between::of(one).plus(Between::of(other));
            if joins { &mut possible.stated } else { &mut possible.sums }.extend(both);
            all = all.and_then(|all| all.plus(Between::of(other)));
            if is_joined { &mut possible.stated } else { &mut possible.sums }.extend(all);
        }
        possible
    }

    /// Whether two totals are told as parts of one: 建议40件、提案60件; 收到128件，结转7件.
    fn joins(&self, far: usize, near: usize) -> bool {
        const JOINTS: &[&str] = &["、", "和", "及", "与", "结转", "上年", "另", "转来"];
        has_any(text_of(self.pieces, far + 1..near), JOINTS)
    }

    /// Whether parts are places where things are published.
    fn are_places(&self, parts: &[usize]) -> bool {
        const PLACES: &[&str] = &[
            "网站",
            "微信",
            "微博",
            "公众号",
            "新媒体",
            "客户端",
            "抖音",
            "报刊",
            "报纸",
            "电视",
            "广播",
            "公告栏",
            "公报",
            "媒体",
        ];
        let names = parts.iter().filter_map(|at| at.checked_sub(1)).map(|at| self.pieces.words_of(at));
        names.filter(|name| has_any(name, PLACES)).count() > 1
    }

    fn is_known_split(&self, parts: &[usize]) -> bool {
        let (Some(first), Some(last)) = (parts.first(), parts.last()) else { return false };
        is_known_split(text_of(self.pieces, first.saturating_sub(1)..last + 2), parts.len())
    }

    fn fault(&self, whole: usize, parts: &[usize], is_more: bool, index: usize, text: &Text) -> Option<Fault> {
        let figure = |at: usize| self.pieces.figure(at);
        let range = |at: usize| self.pieces.get(at).map(|piece| piece.range.clone());
        let quote = |at: usize| range(at).and_then(|range| self.pieces.text.get(range)).unwrap_or_default();
        let values: Vec<Decimal> = parts.iter().filter_map(|at| Some(figure(*at)?.value)).collect();
        let sum = values.iter().try_fold(Decimal::ZERO, |sum, value| sum.checked_add(*value))?.normalize();
        let excess = sum.checked_sub(figure(whole)?.value)?;
        let gap = excess.abs().normalize();
        let terms: Vec<String> = values.iter().map(|value| value.normalize().to_string()).collect();
        let (terms, total) = (terms.join("+"), quote(whole));
        let finding = if is_more {
            let message = message!(
                zh: "各部分相加是 {sum}，多于总数 {total}：{terms}",
                en: "the parts add up to {sum}, more than their total {total}: {terms}",
            );
            let help = message!(
                zh: "核对总数和各部分，改正写错的一个",
                en: "look up the total and its parts, and mend the one that is wrong",
            );
            Diagnostic::warning(CHECK.rule, message).help(help)
        } else {
            let message = message!(
                zh: "各部分相加是 {sum}，比总数 {total} 少 {gap}：{terms}",
                en: "the parts add up to {sum}, {gap} less than their total {total}: {terms}",
            );
            let help = message!(
                zh: "核对总数和各部分；没有列全的，写上“等”",
                en: "look up the total and its parts; if the list is not whole, say so (等)",
            );
            Diagnostic::note(CHECK.rule, message).help(help)
        };
        let own = range(whole)?;
        let last = range(*parts.last()?)?;
        let around = own.start.min(range(*parts.first()?)?.start)..last.end.max(own.end);
        let whole = own.start;
        let shown = if around.len() <= LONGEST { around } else { own };
        let starts = parts.iter().filter_map(|at| Some(range(*at)?.start)).collect();
        let related = parts.iter().map(|at| {
            let words = quote(*at);
            let span = range(*at).and_then(|range| text.span(range));
            Related {
                span,
                key: Some(text.key().to_owned()),
                message: message!(zh: "其中：{words}", en: "a part: {words}"),
            }
        });
        let related: Vec<Related> = related.take(MOST_TOLD).collect();
        let finding = finding.at(text.span(shown)).key(text.key()).related(related);
        Some(Fault { text: index, whole, parts: starts, sum, excess, finding })
    }
}

/// The sums of figures up to each of them.
fn sums<'f>(figures: impl Iterator<Item = &'f &'f Figure>) -> Option<Vec<Between>> {
    let mut sum = Between::exactly(Decimal::ZERO);
    let sums = figures.map(|figure| {
        sum = sum.plus(Between::of(figure))?;
        Some(sum)
    });
    sums.collect()
}

/// Beyond so many bytes from the total to its last part, the total alone is shown.
const LONGEST: usize = 400;
/// How many parts are listed beside a finding.
const MOST_TOLD: usize = 16;
