//! The totals that a count may be a share of: those that its paragraph states before it, and what else it may mean.

use std::collections::BTreeMap;

use rust_decimal::Decimal;

use super::between::{Between, is_one_kind};
use super::known::Known;
use super::parts::is_state;
use super::pieces::{Kind, Mark, Pieces, has_any};
use super::shares::{Share, is_compared, is_count};
use crate::check::prose::figure::Figure;
use crate::form::{APPLICATIONS, WORDINGS};

/// A paragraph with its shares, and what is known about its figures.
pub(super) struct Paragraph<'a, 't> {
    pub pieces: &'a Pieces<'t>,
    pub shares: &'a [Share<'t>],
    pub known: &'a Known,
    /// The totals of the applications: what a share of applications may be of.
    pub applications: &'a [Decimal],
    /// The counts of the paragraphs before.
    pub earlier: &'a [Figure],
    /// What figures may have been meant to be, by the byte that they open at: those of a list that is told of already.
    pub meant: &'a BTreeMap<usize, Decimal>,
    /// Whether it speaks of applications.
    is_of_applications: bool,
    /// For each piece the share that it is the count of.
    share_of: Vec<Option<usize>>,
    /// For each piece the last one up to it that introduces parts: 其中, ：, …中.
    introduced: Vec<usize>,
}

/// A total.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Total {
    /// Stated in the paragraph: its piece.
    Stated(usize),
    /// Two that are stated side by side, together: the nearer one first.
    Both(usize, usize),
    /// Of the applications, in table 三.
    Table(Decimal),
    /// What the counts of a run come to, which is stated elsewhere.
    Sum(Decimal),
}

/// Words that introduce the parts of what stands before them.
const INTRODUCTIONS: &[&str] = &["其中", "包括", "包含", "含", "分别", "分为", "构成", "分布"];
/// Words before a count that is called a total.
const NAMED: &[&str] =
    &["共", "总", "合计", "累计", "全市", "全区", "全县", "全省", "全校", "全镇", "全局", "全系统", "全关", "全国"];
/// How a clause ends that introduces them: 128件申请中，从渠道看，
const INTRODUCING_ENDS: &[&str] = &["中", "里", "内", "看", "按"];
/// Words before a total.
const TOTAL_WORDS: &[&str] = &[
    "共", "总", "合计", "累计", "收到", "受理", "收办", "承办", "办理", "办结", "办复", "答复", "回复", "发布", "公开",
    "发放", "收回", "回收", "解答", "接收", "接到", "接待", "交办", "提交", "推送", "立案", "审结", "处理", "新收",
    "征集", "征求", "转办", "全年", "涉及", "交由", "现有", "开设", "保留", "运营", "参加", "参评",
];
/// Whether words name applicants or an outcome.
pub(super) fn means_applications(words: &str) -> bool {
    let own = WORDINGS.iter().filter(|one| one.table == APPLICATIONS);
    own.flat_map(|one| one.words.split(' ')).any(|word| word == words)
}

/// How many counts before and behind are looked at, and among how many pieces.
const REACH: usize = 64;
const NEAR: usize = 512;
/// How far before an introduction two totals side by side stand, in pieces.
const PAIR: usize = 8;

impl<'a, 't> Paragraph<'a, 't> {
    pub fn new(
        pieces: &'a Pieces<'t>,
        shares: &'a [Share<'t>],
        known: &'a Known,
        applications: &'a [Decimal],
        earlier: &'a [Figure],
        meant: &'a BTreeMap<usize, Decimal>,
    ) -> Paragraph<'a, 't> {
        let mut share_of = vec![None; pieces.all.len()];
        for (index, share) in shares.iter().enumerate() {
            for count in &share.counts {
                share_of.get_mut(*count).into_iter().for_each(|of| *of = Some(index));
            }
        }
        let mut last = 0;
        let introduced = (0..pieces.all.len()).map(|at| {
            let words = pieces.words_of(at);
            let ends = INTRODUCING_ENDS.iter().any(|end| words.ends_with(end));
            if pieces.mark(at) == Some(Mark::Colon) || ends || has_any(words, INTRODUCTIONS) {
                last = at;
            }
            last
        });
        let introduced = introduced.collect();
        let is_of_applications = pieces.text.contains("申请");
        Paragraph { pieces, shares, known, applications, earlier, meant, is_of_applications, share_of, introduced }
    }

    /// The totals that a count must be a share of, the nearest first: stated before it, of one kind with it, and said
    /// to be what is divided. Nothing where none is known.
    pub fn of(&self, count: usize) -> Vec<Total> {
        let Some(figure) = self.pieces.figure(count) else { return Vec::new() };
        let nearest = (count.saturating_sub(NEAR)..count).rev().filter(|at| is_count(self.pieces, *at)).take(REACH);
        let stated: Vec<usize> = nearest.filter(|at| self.is_total_of(*at, count)).collect();
        let stated: Vec<Total> = stated.into_iter().map(Total::Stated).collect();
        if stated.is_empty() && (self.known.is_of_applications(figure) || self.is_named_application(count)) {
            return self.applications.iter().map(|total| Total::Table(*total)).collect();
        }
        if !stated.is_empty() {
            return stated;
        }
        let sure = self.of_things(count).map(Total::Stated).or_else(|| self.both(count));
        sure.into_iter().collect()
    }

    /// 案件4件，结果维持3件: the count right before one of what became of some.
    fn of_things(&self, count: usize) -> Option<usize> {
        let part = self.pieces.figure(count)?;
        let is_of_result = is_state(self.pieces.words_of(count.checked_sub(1)?));
        let at = (count.saturating_sub(PAIR)..count).rev().find(|at| is_count(self.pieces, *at))?;
        let total = self.pieces.figure(at)?;
        let is_near = !self.is_divided(at, count) && !is_compared(self.pieces, at);
        let is_free = !self.is_shared(at) && !total.is_about;
        let fits = is_one_kind(total, part) && total.value >= part.value;
        (is_of_result && is_near && is_free && fits).then_some(at)
    }

    /// 建议40件、提案60件，其中已解决85件: the two right before what introduces a count that is more than either.
    fn both(&self, count: usize) -> Option<Total> {
        let introduced = self.introduced.get(count).copied().filter(|at| *at > 0)?;
        let part = self.pieces.figure(count)?;
        let is_near = |at: &usize| {
            let figure = self.pieces.figure(*at).filter(|figure| figure.is_count() && !figure.is_about);
            figure.is_some_and(|figure| is_one_kind(figure, part)) && !is_compared(self.pieces, *at)
        };
        let mut near = (introduced.saturating_sub(PAIR)..introduced).rev().filter(is_near);
        let (one, other) = (near.next()?, near.next()?);
        let is_joined = !(other..introduced).any(|at| self.pieces.mark(at).is_some_and(|mark| !mark.is_light()));
        let sum = self.pieces.figure(one)?.value.checked_add(self.pieces.figure(other)?.value)?;
        (is_joined && sum >= part.value).then_some(Total::Both(one, other))
    }

    /// Whether a count is that of applicants or of an outcome by its words, and its share of applications:
    /// 自然人申请120件，占新收申请 总数的93.8%.
    fn is_named_application(&self, count: usize) -> bool {
        let words = count.checked_sub(1).map_or("", |at| self.pieces.words_of(at));
        let words = words.trim_start_matches("其中").trim_end_matches(['的', '有']).trim_end_matches("申请");
        let share = self.shares.get(self.share_of.get(count).copied().flatten().unwrap_or(usize::MAX));
        share.is_some_and(|share| share.base.contains("申请")) && means_applications(words)
    }

    /// Whether a piece is the count of a share.
    fn is_shared(&self, at: usize) -> bool {
        self.share_of.get(at).is_some_and(Option::is_some)
    }

    fn is_total_of(&self, at: usize, count: usize) -> bool {
        let (Some(total), Some(part)) = (self.pieces.figure(at), self.pieces.figure(count)) else { return false };
        let (depth, own_depth) = (self.pieces.depth(at), self.pieces.depth(count));
        let is_introduced = self.introduced.get(count).is_some_and(|last| *last > at);
        let is_around = own_depth > depth || is_introduced;
        let words = at.checked_sub(1).map_or("", |at| self.pieces.words_of(at));
        total.value >= part.value
            && depth <= own_depth
            && is_one_kind(total, part)
            && !total.is_about
            && !is_compared(self.pieces, at)
            && (!self.is_shared(at) || is_around)
            && (is_introduced || has_any(words, TOTAL_WORDS) || has_any(words, NAMED))
    }

    /// Whether a total is called one: 共, or 其中 behind it.
    fn is_named(&self, at: usize, count: usize) -> bool {
        let words = at.checked_sub(1).map_or("", |at| self.pieces.words_of(at));
        self.introduced.get(count).is_some_and(|last| *last > at) || has_any(words, NAMED)
    }

    /// All that a count may be a share of without being wrong.
    pub fn possible(&self, count: usize) -> Vec<Between> {
        let Some(part) = self.pieces.figure(count) else { return Vec::new() };
        let is_other = |at: &usize| {
            let figure = self.pieces.figure(*at);
            *at != count && figure.is_some_and(|figure| figure.is_count() && is_one_kind(figure, part))
        };
        let before: Vec<usize> = (count.saturating_sub(NEAR)..count).rev().filter(is_other).take(REACH).collect();
        let behind = (count + 1..self.pieces.all.len()).take(NEAR).filter(is_other).take(REACH);
        let introduced = self.introduced.get(count).copied().unwrap_or_default();
        let is_free =
            |at: &usize| !self.is_shared(*at) || *at < introduced || self.pieces.depth(*at) < self.pieces.depth(count);
        let free: Vec<usize> = before.iter().copied().filter(is_free).collect();
        let all = free.iter().copied().chain(behind.filter(|at| !self.is_shared(*at)));
        let mut found: Vec<Between> =
            all.filter_map(|at| self.pieces.figure(at)).flat_map(|one| self.readings(one)).collect();
        // 建议40件、提案60件，其中已解决85件: of both.
        let unshared: Vec<usize> = free.iter().copied().filter(|at| !self.is_shared(*at)).collect();
        let sums = unshared.windows(2).filter_map(|pair| match pair {
            [one, other] => self.stated(*one)?.plus(self.stated(*other)?),
            _ => None,
        });
        found.extend(sums);
        // 图解45件、视频12件，占…: of what was listed up to it, where no total is named.
        let is_named =
            self.of(count).iter().any(|total| matches!(total, Total::Stated(at) if self.is_named(*at, count)));
        let listed = before.iter().take_while(|at| !is_named && !self.is_divided(**at, count));
        let mut sum = self.stated(count);
        for at in listed {
            sum = sum.zip(self.stated(*at)).and_then(|(sum, next)| sum.plus(next));
            found.extend(sum);
        }
        found.extend(self.earlier.iter().filter(|figure| is_one_kind(figure, part)).map(Between::of));
        if self.known.is_of_applications(part) || self.is_of_applications {
            found.extend(self.applications.iter().copied().map(Between::exactly));
        }
        found
    }

    /// Whether a total is stated for what a figure counts: in this paragraph, in those before, or in table 三.
    pub fn states(&self, total: Decimal, like: &Figure, at: usize) -> bool {
        let is_it = |figure: &Figure| !figure.is_about && figure.value == total && is_one_kind(figure, like);
        let near = at.saturating_sub(NEAR)..self.pieces.all.len().min(at + NEAR);
        let mut own = near.filter_map(|at| self.pieces.figure(at)).filter(|one| one.is_count());
        own.any(is_it)
            || self.earlier.iter().any(is_it)
            || self.is_of_applications && self.applications.contains(&total)
    }

    /// Whether a sentence ends between two pieces that are near one another.
    fn is_divided(&self, from: usize, to: usize) -> bool {
        to - from > REACH
            || (from..to).any(|at| matches!(self.pieces.get(at).map(|piece| &piece.kind), Some(Kind::Mark(Mark::Stop))))
    }

    fn stated(&self, at: usize) -> Option<Between> {
        self.pieces.figure(at).map(Between::of)
    }

    /// What a figure stands for; of one that contradicts its cells, what these hold too: `narrative-figure` tells it.
    pub fn readings(&self, figure: &Figure) -> Vec<Between> {
        let twin = figure.twin.map(Between::exactly);
        let cells = if self.known.contradicts(figure) { self.known.of(figure) } else { &[] };
        let meant = self.meant.get(&figure.range.start).copied().map(Between::exactly);
        let own = [Between::of(figure)].into_iter().chain(twin).chain(meant);
        own.chain(cells.iter().copied().map(Between::exactly)).collect()
    }
}
