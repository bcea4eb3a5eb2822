//! Shares that are not their count over its total, and runs of shares that claim to split one total and do not add up.

use rust_decimal::{Decimal, RoundingStrategy};

use super::alone::Alone;
use super::between::{Between, percent};
use super::known::{Known, application_totals, known};
use super::pieces::Pieces;
use super::runs::{Run, is_elsewhere, is_lead, runs};
use super::shares::{Share, is_count, shares};
use super::totals::{Paragraph, Total};
use super::{Check, Example, Need, Run as How, Subject};
use crate::check::clauses::PRACTICE;
use crate::check::prose::figure::Figure;
use crate::check::prose::passages::Passage;
use crate::diagnostic::{Diagnostic, Related, Rule, WARNING, message, text};

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
    let known = known(subject);
    let nothing = Known::default();
    let applications = application_totals(subject);
    let alone = Alone::new(subject);
    let mut found = Vec::new();
    let mut earlier: Vec<Vec<Figure>> = Vec::new();
    for (index, passage) in subject.passages.iter().enumerate().filter(|(_, passage)| !passage.is_quoted) {
        let pieces = Pieces::new(&passage.text);
        let shares = shares(&pieces);
        if !shares.is_empty() {
            let known = known.get(&index).unwrap_or(&nothing);
            let said: Vec<Figure> = earlier.iter().rev().take(PARAGRAPHS).flatten().cloned().collect();
            let paragraph = Paragraph::new(&pieces, &shares, known, &applications, &said);
            found.extend(judged(&paragraph, passage, &alone));
        }
        let counts = (0..pieces.all.len()).filter(|at| is_count(&pieces, *at)).filter_map(|at| pieces.figure(at));
        earlier.push(counts.take(REMEMBERED).cloned().collect());
    }
    found
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
fn judged(paragraph: &Paragraph, passage: &Passage, alone: &Alone) -> Vec<Diagnostic> {
    let pieces = paragraph.pieces;
    let runs = runs(pieces, paragraph.shares);
    let run_of = |at: usize| runs.iter().find(|run| run.members.contains(&at));
    let bare = |at: usize, share: &Share| share.is_bare && run_of(at).is_none();
    let verdicts = paragraph.shares.iter().enumerate().map(|(at, share)| {
        let is_silent = share.is_vague || bare(at, share) || is_elsewhere(share.base) || is_lead(pieces, share.at);
        if is_silent || !is_own_base(pieces, share) {
            return Verdict::Unknown;
        }
        if share.counts.is_empty() {
            by_the_table(paragraph, passage, share, alone)
        } else {
            verdict(paragraph, passage, share)
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
        let is_wrong = own.iter().any(|verdict| matches!(verdict, Verdict::Wrong(_)));
        let is_right = own.iter().all(|verdict| matches!(verdict, Verdict::Right));
        if !is_wrong && !is_right {
            sums.extend(sum_of_run(paragraph, passage, run, members));
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
    rest.chars().all(|ch| before.contains(ch))
}

/// Where the 占 of a share stands.
fn place_of_base(pieces: &Pieces, share: &Share) -> Option<usize> {
    let words = pieces.before(share.group.unwrap_or(share.at))?.range.clone();
    Some(words.start + pieces.text.get(words)?.rfind('占')?)
}

/// A share with its count, held against every total that it may be of.
fn verdict(paragraph: &Paragraph, passage: &Passage, share: &Share) -> Verdict {
    let pieces = paragraph.pieces;
    let Some(figure) = pieces.figure(share.at) else { return Verdict::Unknown };
    let fits = |count: &usize| {
        let totals = paragraph.possible(*count);
        let counts = pieces.figure(*count).map(|count| paragraph.readings(count)).unwrap_or_default();
        counts.iter().any(|count| totals.iter().any(|total| count.is_share(figure, *total)))
    };
    if share.counts.iter().any(fits) {
        return Verdict::Right;
    }
    let known = share.counts.iter().find_map(|count| {
        let counted = pieces.figure(*count).filter(|counted| !counted.is_about)?;
        Some((*count, counted, paragraph.of(*count))).filter(|(_, _, totals)| !totals.is_empty())
    });
    let Some((count, counted, totals)) = known else { return Verdict::Unknown };
    let quote = |at: usize| pieces.get(at).and_then(|piece| pieces.text.get(piece.range.clone())).unwrap_or_default();
    let mut right: Vec<(String, String, Option<usize>)> = Vec::new();
    for total in totals {
        let (value, name, at) = match total {
            Total::Stated(at) => (pieces.figure(at).map(|figure| figure.value), quote(at).to_owned(), Some(at)),
            Total::Table(value) => (Some(value), format!("表三的 {value}"), None),
        };
        let share = value.and_then(|value| rounded(percent(counted.value, value)?, figure));
        let Some(share) = share.filter(|share| !right.iter().any(|(known, ..)| known == share)) else { continue };
        right.push((share, name, at));
    }
    right.truncate(MOST_TOLD);
    let (count_words, stated) = (quote(count), quote(share.at));
    let told: Vec<String> = right.iter().map(|(share, total, _)| format!("占{total}的 {share}%")).collect();
    let told_en: Vec<String> = right.iter().map(|(share, total, _)| format!("{share}% of {total}")).collect();
    let (zh, en) = (told.join("，"), told_en.join(", "));
    let message = message!(
        zh: "占比写的是 {stated}，而 {count_words}{zh}",
        en: "the share says {stated}, but {count_words} is {en}",
    );
    let help = right.first().map(|(share, ..)| {
        message!(
            zh: "改成 {share}%，或者核对件数和总数",
            en: "write {share}%, or look up the count and the total",
        )
    });
    let place = |at: usize| pieces.get(at).and_then(|piece| passage.span(piece.range.clone()));
    let related = |at: usize, message| Related { span: place(at), key: Some(passage.key.to_owned()), message };
    let totals = right.iter().filter_map(|(_, _, at)| *at);
    let totals = totals.map(|at| {
        let words = quote(at);
        related(at, message!(zh: "总数：{words}", en: "total: {words}"))
    });
    let related =
        [related(count, message!(zh: "件数：{count_words}", en: "count: {count_words}"))].into_iter().chain(totals);
    let finding = Diagnostic::warning(CHECK.rule, message).at(place(share.at)).key(passage.key);
    Verdict::Wrong(Box::new(finding.help(help).related(related)))
}

/// A share without its count, held against table 三.
fn by_the_table(paragraph: &Paragraph, passage: &Passage, share: &Share, alone: &Alone) -> Verdict {
    let pieces = paragraph.pieces;
    let (Some(figure), Some(piece)) = (pieces.figure(share.at), pieces.get(share.at)) else { return Verdict::Unknown };
    let Some(known) = alone.known(paragraph, share).filter(|known| !known.is_empty()) else { return Verdict::Unknown };
    if known.iter().any(|known| known.is_right) {
        return Verdict::Right;
    }
    let mut right: Vec<String> = Vec::new();
    for one in &known {
        let Some(share) = percent(one.count, one.total).and_then(|share| rounded(share, figure)) else { continue };
        let told = format!("{}÷{}={share}%", one.count, one.total);
        if !right.contains(&told) {
            right.push(told);
        }
    }
    right.truncate(MOST_TOLD);
    let stated = pieces.text.get(piece.range.clone()).unwrap_or_default();
    let (words, told) = (share.subject, right.join("，"));
    let told_en = right.join(", ");
    let message = message!(
        zh: "“{words}”的占比写的是 {stated}，按表三是 {told}",
        en: "the share of `{words}` says {stated}; by table 三 it is {told_en}",
    );
    let help = message!(
        zh: "按表三的件数重新计算，或者核对表三",
        en: "reckon it anew from table 三, or look up the table",
    );
    let span = passage.span(piece.range.clone());
    Verdict::Wrong(Box::new(Diagnostic::warning(CHECK.rule, message).at(span).key(passage.key).help(help)))
}

/// How many totals a message names.
const MOST_TOLD: usize = 3;

/// A share with as many places as another is stated with.
fn rounded(exact: Decimal, like: &Figure) -> Option<String> {
    // Half a unit of the last place has one place more.
    let places = like.half_unit.scale().checked_sub(1)?;
    let rounded = exact.round_dp_with_strategy(places, RoundingStrategy::MidpointAwayFromZero);
    Some(format!("{rounded:.0$}", usize::try_from(places).ok()?))
}

/// Whether all shares of a run are right over the sum of their counts, be another total stated before them.
fn is_over_its_sum(paragraph: &Paragraph, members: &[Share]) -> bool {
    let pieces = paragraph.pieces;
    let pairs = members.iter().map(|share| match share.counts.as_slice() {
        [count] => Some((pieces.figure(*count)?, pieces.figure(share.at)?)),
        _ => None,
    });
    let Some(pairs) = pairs.collect::<Option<Vec<_>>>() else { return false };
    let nothing = Between::exactly(Decimal::ZERO);
    let sum = pairs.iter().try_fold(nothing, |sum, (count, _)| sum.plus(Between::of(count)));
    sum.is_some_and(|sum| pairs.iter().all(|(count, share)| Between::of(count).is_share(share, sum)))
}

/// What is said of a run that claims to be all of one total and is not.
fn sum_of_run(paragraph: &Paragraph, passage: &Passage, run: &Run, members: &[Share]) -> Option<Diagnostic> {
    /// Beyond this the members are not of one total.
    const FARTHEST: Decimal = Decimal::from_parts(30, 0, 0, false, 0);
    let pieces = paragraph.pieces;
    if run.is_open {
        return None;
    }
    let figures = members.iter().map(|share| pieces.figure(share.at)).collect::<Option<Vec<&Figure>>>()?;
    let sum = figures.iter().try_fold(Decimal::ZERO, |sum, figure| sum.checked_add(figure.value))?;
    let slack = figures.iter().try_fold(Decimal::ZERO, |sum, figure| sum.checked_add(figure.half_unit))?;
    let gap = sum.checked_sub(Decimal::ONE_HUNDRED)?;
    let is_excess = members.len() >= FEWEST_OF_EXCESS && gap > slack && gap <= SLIGHTLY;
    let is_claimed = run.is_all && gap.abs() > slack && gap.abs() <= FARTHEST;
    if !(is_claimed || is_excess) {
        return None;
    }
    let terms: Vec<String> = figures.iter().map(|figure| figure.value.to_string()).collect();
    let terms = terms.join("+");
    let message = message!(
        zh: "这几项占比相加是 {sum}%，不是 100%：{terms}",
        en: "these shares add up to {sum}%, not to 100: {terms}",
    );
    let help = message!(
        zh: "按件数重新计算各项占比；没有列全的，写上“其余”或者“等”",
        en: "reckon the shares anew from their counts; if the list is not whole, say so (其余, 等)",
    );
    let (first, last) = (pieces.get(members.first()?.at)?, pieces.get(members.last()?.at)?);
    let span = passage.span(first.range.start..last.range.end);
    Some(Diagnostic::warning(CHECK.rule, message).at(span).key(passage.key).help(help))
}
