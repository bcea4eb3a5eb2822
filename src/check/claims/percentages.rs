//! Shares that are not their count over its total, and runs of shares that claim to split one total and do not add up.

use std::collections::BTreeMap;

use rust_decimal::Decimal;

use super::alone::Alone;
use super::between::Between;
use super::known::{Known, application_totals};
use super::narrative_parts::{Fault, found};
use super::pieces::Pieces;
use super::runs::{Run, is_elsewhere, is_lead, runs};
use super::share_columns::wrong_columns;
use super::share_faults::{wrong_by_table, wrong_share, wrong_sum};
use super::shares::{Share, is_count, shares};
use super::texts::{Text, texts};
use super::totals::{Paragraph, Total};
use super::{Check, Example, Need, Run as How, Subject};
use crate::check::clauses::PRACTICE;
use crate::check::prose::figure::Figure;
use crate::diagnostic::{Diagnostic, Rule, WARNING, text};

pub(super) static CHECK: Check = Check {
    rule: &Rule {
        code: "percentages",
        severities: WARNING,
        acceptable: true,
        rule: text(
            "正文里的占比不对：同一总数的各项占比相加不是 100%（每项可差末位的半个单位），或者占比不是它的件数除以总数（可差末位的一个单位）",
            "shares that claim to split one total do not add up to 100 (give or take half a unit of the last place each), or a \
             share is not its count over its total (give or take one unit of its last place)",
        ),
        source: PRACTICE,
        remedy: text(
            "重新计算；也可以让程序计算：{{ pct(applications.granted.total, applications.total.total, 2) }}",
            "reckon it anew, or let the program do so: {{ pct(applications.granted.total, applications.total.total, 2) }}",
        ),
        cases: &[],
        pair: None,
    },
    needs: &[Need::Prose],
    run: How::Findings(percentages),
    example: Example::new(include_str!("percentages/bad.toml"), include_str!("percentages/good.toml")),
};

/// How far a sum without counts may be above 100 and still be meant as a whole: beyond it, what is listed overlaps.
const SLIGHTLY: Decimal = Decimal::from_parts(5, 0, 0, false, 0);
/// So many shares of one thing are seldom a little more than all of it by chance.
const FEWEST_OF_EXCESS: usize = 3;
/// How many paragraphs before may state the total.
const PARAGRAPHS: usize = 3;
/// How many of their counts are remembered.
const REMEMBERED: usize = 48;

fn percentages(subject: &Subject) -> Vec<Diagnostic> {
    let known = subject.claims.known(subject);
    let applications = application_totals(subject);
    let texts = texts(subject);
    let mut lists = found(subject, &texts).into_iter().peekable();
    let alone = Alone::new(subject);
    let mut faults = Vec::new();
    let mut earlier: Vec<Vec<Figure>> = Vec::new();
    for (index, text) in texts.iter().enumerate() {
        let pieces = Pieces::new(&text.text);
        let shares = shares(&pieces);
        let own: Vec<Fault> = std::iter::from_fn(|| lists.next_if(|list| list.text == index)).collect();
        if !shares.is_empty() {
            let known = Known::of_text(known, text);
            let said: Vec<Figure> = earlier.iter().rev().take(PARAGRAPHS).flatten().cloned().collect();
            let meant = meant(&pieces, &own);
            let paragraph = Paragraph::new(&pieces, &shares, &known, &applications, &said, &meant);
            faults.extend(judged(&paragraph, text, &alone));
        }
        let counts = (0..pieces.all.len()).filter(|at| is_count(&pieces, *at)).filter_map(|at| pieces.figure(at));
        earlier.push(counts.take(REMEMBERED).cloned().collect());
    }
    faults.extend(wrong_columns(&subject.passages));
    faults
}

/// What the figures of lists that do not add up may have been meant to be: a share that is right over it is not told
/// of once more.
fn meant(pieces: &Pieces, lists: &[Fault]) -> BTreeMap<usize, Decimal> {
    let mut meant = BTreeMap::new();
    let value = |start: usize| {
        let at = pieces.all.binary_search_by_key(&start, |piece| piece.range.start).ok()?;
        pieces.figure(at).map(|figure| figure.value)
    };
    for list in lists {
        meant.insert(list.whole, list.sum);
        let parts = list.parts.iter().filter_map(|start| Some((*start, value(*start)?.checked_sub(list.excess)?)));
        meant.extend(parts);
    }
    meant
}

/// What a share turns out to be.
enum Verdict {
    /// Right, as far as its count and its total tell.
    Right,
    /// Its count or its total is not known.
    Unknown,
    Wrong(Box<Diagnostic>),
}

/// The findings about the shares of a passage: first each by itself, then the runs in which none is wrong.
fn judged(paragraph: &Paragraph, text: &Text, alone: &Alone) -> Vec<Diagnostic> {
    let pieces = paragraph.pieces;
    let runs = runs(pieces, paragraph.shares);
    let is_in_run = |at: usize| {
        let next = runs.partition_point(|run| run.members.end <= at);
        runs.get(next).is_some_and(|run| run.members.contains(&at))
    };
    let bare = |at: usize, share: &Share| share.is_bare && !is_in_run(at);
    let verdicts = paragraph.shares.iter().enumerate().map(|(at, share)| {
        let is_silent = share.is_vague || bare(at, share) || is_elsewhere(share.base) || is_lead(pieces, share.at);
        if is_silent || !is_own_base(pieces, share) {
            return Verdict::Unknown;
        }
        if share.counts.is_empty() {
            by_the_table(paragraph, text, share, alone)
        } else {
            verdict(paragraph, text, share)
        }
    });
    let mut verdicts: Vec<Verdict> = verdicts.collect();
    let mut sums = Vec::new();
    for run in &runs {
        let Some(members) = paragraph.shares.get(run.members.clone()) else { continue };
        let Some(own) = verdicts.get_mut(run.members.clone()) else { continue };
        if is_over_its_sum(paragraph, members) {
            own.iter_mut().for_each(|verdict| *verdict = Verdict::Right);
        }
        by_the_sum(paragraph, text, members, own);
        let is_wrong = own.iter().any(|verdict| matches!(verdict, Verdict::Wrong(_)));
        let is_right = own.iter().all(|verdict| matches!(verdict, Verdict::Right));
        if !is_wrong && !is_right {
            sums.extend(sum_of_run(paragraph, text, run, members));
        }
    }
    let wrong = verdicts.into_iter().filter_map(|verdict| match verdict {
        Verdict::Wrong(finding) => Some(*finding),
        _ => None,
    });
    wrong.chain(sums).collect()
}

/// Whether a share is of what the text before it speaks of: 占建议总数的 of 建议 that are counted there.
fn is_own_base(pieces: &Pieces, share: &Share) -> bool {
    /// How far back the words of a base are looked for, in bytes.
    const REACH: usize = 1200;
    /// Words that name no other thing.
    const PLAIN: &[&str] = &[
        "总数",
        "总量",
        "总件数",
        "总条数",
        "总",
        "全部",
        "全年",
        "所有",
        "本年度",
        "本年",
        "当年",
        "年度",
        "收到",
        "受理",
        "承办",
        "办理",
        "办结",
        "答复",
        "办复",
        "发布",
        "公开",
        "依申请",
        "收案",
        "受案",
        "结案",
        "立案",
        "审结",
        "申请",
        "政府信息",
        "信息",
        "有效",
        "各类",
        "上述",
        "其",
        "该",
        "案件",
        "新收",
        "新",
        "接收",
        "已",
        "数量",
        "件数",
        "条数",
        "数",
        "量",
        "件",
        "条",
        "份",
        "的",
        "年",
        "以上",
        "类",
    ];
    let mut rest = share.base.to_owned();
    for word in PLAIN {
        rest = rest.replace(word, "");
    }
    let Some(end) = place_of_base(pieces, share).filter(|_| !rest.is_empty()) else { return rest.is_empty() };
    let mut start = end.saturating_sub(REACH);
    while !pieces.text.is_char_boundary(start) {
        start += 1;
    }
    let before = pieces.text.get(start..end).unwrap_or_default();
    let rest: Vec<char> = rest.chars().collect();
    // 占建议提案总数: 建议 and 提案 need not stand side by side.
    rest.chunks(2).all(|pair| before.contains(pair.iter().collect::<String>().as_str()))
}

/// Where the 占 of a share stands.
fn place_of_base(pieces: &Pieces, share: &Share) -> Option<usize> {
    let words = pieces.before(share.group.unwrap_or(share.at))?.range.clone();
    Some(words.start + pieces.text.get(words)?.rfind('占')?)
}

/// A share with its count, held against every total that it may be of.
fn verdict(paragraph: &Paragraph, text: &Text, share: &Share) -> Verdict {
    let pieces = paragraph.pieces;
    let Some(figure) = pieces.figure(share.at) else { return Verdict::Unknown };
    let own = share.total.and_then(|total| pieces.figure(total)).map(|total| paragraph.readings(total));
    let fits = |count: &usize| {
        let totals = own.clone().unwrap_or_else(|| paragraph.possible(*count));
        let counts = pieces.figure(*count).map(|count| paragraph.readings(count)).unwrap_or_default();
        counts.iter().any(|count| totals.iter().any(|total| count.is_share(figure, *total)))
    };
    if share.counts.iter().any(fits) {
        return Verdict::Right;
    }
    let known = share.counts.iter().find_map(|count| {
        // What is about right, or contradicts the tables, tells nothing of the share.
        pieces.figure(*count).filter(|counted| !counted.is_about && !paragraph.known.contradicts(counted))?;
        let own = share.total.map(|total| vec![Total::Stated(total)]);
        Some((*count, own.unwrap_or_else(|| paragraph.of(*count)))).filter(|(_, totals)| !totals.is_empty())
    });
    match known {
        Some((count, totals)) => Verdict::Wrong(Box::new(wrong_share(paragraph, text, share, count, &totals))),
        None => Verdict::Unknown,
    }
}

/// A share without its count, held against table 三.
fn by_the_table(paragraph: &Paragraph, text: &Text, share: &Share, alone: &Alone) -> Verdict {
    match alone.known(paragraph, share) {
        Some(known) if known.is_empty() => Verdict::Unknown,
        Some(known) if known.iter().any(|known| known.is_right) => Verdict::Right,
        Some(known) => Verdict::Wrong(Box::new(wrong_by_table(paragraph, text, share, &known))),
        None => Verdict::Unknown,
    }
}

/// The shares of a run whose counts add up to a total that stands elsewhere: in a paragraph before, behind the run, in
/// table 三.
fn by_the_sum(paragraph: &Paragraph, text: &Text, members: &[Share], verdicts: &mut [Verdict]) {
    let Some(pairs) = pairs(paragraph, members) else { return };
    let sum = pairs.iter().try_fold(Decimal::ZERO, |sum, (count, _)| sum.checked_add(count.value));
    let Some((sum, (first, _))) = sum.zip(pairs.first()) else { return };
    let at = members.first().map_or(0, |share| share.at);
    let is_exact = pairs.iter().all(|(count, _)| !count.is_about && count.half_unit.is_zero());
    if !is_exact || !paragraph.states(sum, first, at) {
        return;
    }
    for ((share, (count, figure)), verdict) in members.iter().zip(pairs).zip(verdicts) {
        let fits = Between::of(count).is_share(figure, Between::exactly(sum));
        if let (Verdict::Unknown, false, Some(at)) = (&verdict, fits, share.counts.first()) {
            let finding = wrong_share(paragraph, text, share, *at, &[Total::Sum(sum)]);
            *verdict = Verdict::Wrong(Box::new(finding));
        }
    }
}

/// Each share of a run beside its count, if each has one.
fn pairs<'p>(paragraph: &'p Paragraph, members: &[Share]) -> Option<Vec<(&'p Figure, &'p Figure)>> {
    let pieces = paragraph.pieces;
    let pair = |share: &Share| match share.counts.as_slice() {
        [count] => Some((pieces.figure(*count)?, pieces.figure(share.at)?)),
        _ => None,
    };
    members.iter().map(pair).collect()
}

/// Whether all shares of a run are right over the sum of their counts, be another total stated before them.
fn is_over_its_sum(paragraph: &Paragraph, members: &[Share]) -> bool {
    let Some(pairs) = pairs(paragraph, members) else { return false };
    let nothing = Between::exactly(Decimal::ZERO);
    let sum = pairs.iter().try_fold(nothing, |sum, (count, _)| sum.plus(Between::of(count)));
    sum.is_some_and(|sum| pairs.iter().all(|(count, share)| Between::of(count).is_share(share, sum)))
}

/// What is said of a run that claims to be all of one total and is not.
fn sum_of_run(paragraph: &Paragraph, text: &Text, run: &Run, members: &[Share]) -> Option<Diagnostic> {
    /// Beyond this the members are not of one total.
    const FARTHEST: Decimal = Decimal::from_parts(30, 0, 0, false, 0);
    if run.is_open {
        return None;
    }
    let figures = members.iter().map(|share| paragraph.pieces.figure(share.at)).collect::<Option<Vec<&Figure>>>()?;
    let sum = figures.iter().try_fold(Decimal::ZERO, |sum, figure| sum.checked_add(figure.value))?;
    let slack = figures.iter().try_fold(Decimal::ZERO, |sum, figure| sum.checked_add(figure.half_unit))?;
    let gap = sum.checked_sub(Decimal::ONE_HUNDRED)?;
    let is_excess = run.is_alike && members.len() >= FEWEST_OF_EXCESS && gap > slack && gap <= SLIGHTLY;
    let is_claimed = run.is_all && gap.abs() > slack && gap.abs() <= FARTHEST;
    (is_claimed || is_excess).then(|| wrong_sum(text, &figures, sum))
}
