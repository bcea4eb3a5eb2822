//! What the prose says of cells: each figure, each denial and each change from last year, with the sums that its words
//! can mean.
//!
//! A figure is taken to speak of cells only where every word about it is known and none makes it a part of something:
//! what is not understood is left alone.

use std::ops::Range;

use rust_decimal::Decimal;

use super::cells::Sum;
use super::clause::{Clause, clauses};
use super::lexicon::{Lexicon, Scope, Way, Word};
use super::means::{Rows, counts, is_plain_verb, means, sums_of};
use super::set_aside::set_aside;
use super::stretch::Stretch;
use super::token::{Kind, Token, tokens};
use crate::check::prose::figure::{Figure, Unit};
use crate::check::prose::mark::Mark;
use crate::form::{APPLICATIONS, REMEDIES, TOTAL_COLUMN, Wording};

/// All that a text says of cells, in order.
#[derive(Clone, Debug, Default)]
pub(super) struct Statements {
    pub claims: Vec<Claim>,
    pub changes: Vec<Change>,
}

/// Something that a text says of cells.
#[derive(Clone, Debug)]
pub(super) struct Claim {
    /// The words and the figure, as bytes.
    pub words: Range<usize>,
    /// What is said.
    pub said: Said,
    /// What the words can mean, each of it.
    pub means: Vec<Sum>,
    /// Of 各, 均: every one of the sums must be what is said.
    pub of_each: bool,
    /// Whether it speaks of a part of the year or of the organ, or of another year: no cell holds it then.
    pub is_part: bool,
}

/// What is said of a sum.
#[derive(Clone, Debug)]
pub(super) enum Said {
    /// That it is a figure.
    Figure(Figure),
    /// That there is none.
    Nothing,
}

/// A change from last year: 同比增长 11.3%, 较上年增加 13 件, 与上年持平.
#[derive(Clone, Debug)]
pub(super) struct Change {
    /// The figure, or the words where there is none.
    pub place: Range<usize>,
    pub way: Way,
    /// By how much.
    pub figure: Option<Figure>,
    /// What has changed.
    pub means: Vec<Sum>,
    /// What it is said to be this year.
    pub now: Option<Figure>,
}

/// What a text is read with.
pub(super) struct Reader<'a> {
    pub lexicon: &'a Lexicon,
    /// Reporting year.
    pub year: u16,
}

/// What the reading of a text remembers from clause to clause.
#[derive(Clone, Debug, Default)]
struct Context {
    /// The table that is spoken of; an empty key for what no table holds.
    topic: Option<&'static str>,
    /// What part of the whole is spoken of.
    part: Part,
    /// What it was before the bracket that is open, and which rows were spoken of.
    outside: Option<(Part, (Vec<String>, &'static str))>,
    /// Words of clauses that wait for their figure: 公开、部分公开共 80 件.
    waiting: Vec<&'static Wording>,
    rows: Rows,
    /// What a change that follows is about, and what that is this year.
    changing: Option<(Vec<Sum>, Option<Figure>)>,
    /// Whether the sentence compares with last year.
    compares: bool,
    /// Whether a denial runs on over 、.
    denies: bool,
    /// Whether what narrows a figure runs on over 、: 新立案的复议 3 件、诉讼 1 件.
    is_narrowed: bool,
    /// Whether the words behind a figure run on over 、 as a list of their own.
    runs_on: bool,
    /// Whether the clause goes on with a list, and the columns of the figure before it, which can be its own too:
    /// 对自然人予以公开 56 件、部分公开 19 件.
    is_listed: bool,
    columns: Vec<&'static str>,
}

/// What part of the whole a sentence speaks of.
#[derive(Clone, Copy, Debug, Default)]
struct Part {
    of_organ: bool,
    of_year: bool,
    /// Last year, as what was carried over its end is not.
    is_last_year: bool,
}

impl Reader<'_> {
    /// What a text says, in order. `topic` is the table that it speaks of from the beginning, `heads` what stands at
    /// the side of a cell and above it.
    pub fn statements(&self, text: &str, heads: &str, topic: Option<&'static str>) -> Statements {
        let mut context = Context { topic, ..Context::default() };
        let mut found = Statements::default();
        let mut all = clauses(tokens(text, self.lexicon, self.year));
        if let Some(first) = all.first_mut() {
            first.lead = tokens(heads, self.lexicon, self.year);
            // They stand elsewhere.
            first.lead.iter_mut().for_each(|token| token.range = 0..0);
        }
        let mut all = all.into_iter().peekable();
        while let Some(clause) = all.next() {
            context.open(&clause);
            let is_figure = |token: &Token| matches!(token.kind, Kind::Figure(_));
            let runs_on = |next: &Clause| next.opening == Some(Mark::Pause) && !next.tokens.iter().any(is_figure);
            context.runs_on = all.peek().is_some_and(runs_on);
            context.clause(&clause, &mut found);
        }
        let aside = set_aside(text);
        if !aside.is_empty() {
            let is_aside = |at: usize| aside.iter().any(|sentence| sentence.contains(&at));
            found.claims.retain(|claim| !is_aside(claim.words.start));
            found.changes.retain(|change| !is_aside(change.place.start));
        }
        found
    }
}

impl Context {
    /// What the mark before a clause ends.
    fn open(&mut self, clause: &Clause) {
        // What a bracket narrows, it narrows within.
        if clause.is_aside {
            if self.outside.is_none() {
                self.outside = Some((self.part, self.rows.last()));
            }
        } else if let Some((part, rows)) = self.outside.take() {
            self.part = part;
            self.rows.come_back(rows);
        }
        self.is_listed = clause.opening == Some(Mark::Pause);
        if clause.read > 0 {
            return;
        }
        if matches!(clause.opening, Some(Mark::Stop | Mark::Semicolon)) {
            (self.part, self.compares) = (Part::default(), false);
            self.rows.end_sentence();
        }
        if matches!(clause.opening, Some(Mark::Stop | Mark::Semicolon | Mark::Comma | Mark::Colon)) {
            self.waiting.clear();
            (self.denies, self.is_narrowed) = (false, false);
        }
    }

    fn clause(&mut self, clause: &Clause, found: &mut Statements) {
        let is_figure = |token: &Token| matches!(token.kind, Kind::Figure(_));
        let first = clause.tokens.iter().position(is_figure);
        // 新收申请：128 件: what stands before the mark names the figure behind it.
        let is_led = clause.opening != Some(Mark::Colon) || first == Some(0);
        let mut left: Vec<&Token> = clause.lead.iter().filter(|_| is_led).collect();
        let (mut from, mut is_tainted, mut is_behind) = (0, false, false);
        for (at, token) in clause.tokens.iter().enumerate() {
            let Kind::Figure(figure) = &token.kind else { continue };
            left.extend(clause.tokens.get(from..at).unwrap_or_default());
            let rest = clause.tokens.get(at + 1..).unwrap_or_default();
            let right: Vec<&Token> = rest.iter().take_while(|token| !is_figure(token)).collect();
            // 418 件行政处罚决定和 33 件行政强制决定: the words behind a figure are not those before the next.
            if is_behind {
                left.clear();
            }
            is_behind = false;
            if at >= clause.read && !is_tainted {
                is_behind = self.figure(figure, &left, &right, Some(at) == first, found);
            }
            // 个别申请人一人提出申请 30 件: what narrows one figure narrows those behind it.
            is_tainted |= Stretch::of(&left, self.topic).is_unclear();
            left.clear();
            from = at + 1;
        }
        let tail: Vec<&Token> = clause.tokens.get(from.max(clause.read)..).unwrap_or_default().iter().collect();
        let said = Stretch::of(&tail, self.topic);
        if first.is_none() {
            self.denial(clause, &said, found);
            if said.is_unclear() || said.last_year && !said.carries {
                self.waiting.clear();
            } else if !clause.is_aside {
                let words = said.rows.iter().chain(&said.columns);
                let new = words.filter(|word| !self.waiting.iter().any(|known| std::ptr::eq(*known, **word)));
                let new: Vec<&'static Wording> = new.copied().collect();
                self.waiting.extend(new);
            }
        }
        self.turn(&said);
        self.standstill(&tail, &said, found);
        self.compares |= said.compares_years();
        self.part.is_last_year |= said.last_year && !said.carries && !said.compares_years();
    }

    /// A figure between the words before and behind it. Whether those behind it name it.
    fn figure(
        &mut self,
        figure: &Figure,
        left: &[&Token],
        right: &[&Token],
        is_first: bool,
        found: &mut Statements,
    ) -> bool {
        let before = Stretch::of(left, self.topic);
        self.turn(&before);
        let behind = Stretch::of(right, self.topic);
        self.part.is_last_year |= before.last_year && !before.carries && !behind.carries && !before.compares_years();
        let waiting = if is_first { std::mem::take(&mut self.waiting) } else { Vec::new() };
        self.waiting.clear();
        if before.compares_years() || before.way.is_some() {
            self.change(figure, &before, found);
            return false;
        }
        if figure.unit == Unit::Percent {
            return false;
        }
        self.is_narrowed |= before.is_narrow;
        if self.is_narrowed && self.topic == Some(REMEDIES) {
            return false;
        }
        // 年内被纠正的 1 件复议: what stands before is read again as the words behind say.
        let again = Stretch::of(left, behind.topic.or(self.topic));
        let before = if again.has_words() && !before.has_words() { again } else { before };
        let behind = Stretch { columns: before.columns.iter().chain(&behind.columns).copied().collect(), ..behind };
        let mut claim = self.claim(figure, &before, &behind, &waiting);
        self.share_columns(claim.as_mut());
        self.changing = claim.as_ref().filter(|claim| !claim.is_part).map(|claim| {
            let now = Some(figure.clone());
            (claim.means.clone(), now)
        });
        if let Some(claim) = &claim {
            self.rows.remember(&claim.means);
        }
        let is_behind = claim.is_some() && !before.has_words() && !before.has_noun && waiting.is_empty();
        found.claims.extend(claim);
        is_behind
    }

    /// What a figure behind 、 says of all columns it may say of those that the figure before it named.
    fn share_columns(&mut self, claim: Option<&mut Claim>) {
        let named = if self.is_listed { std::mem::take(&mut self.columns) } else { Vec::new() };
        let Some(claim) = claim else { return };
        if claim.means.iter().any(|sum| sum.table != APPLICATIONS || sum.columns != TOTAL_COLUMN) {
            self.columns = claim.means.iter().map(|sum| sum.columns).collect();
            return;
        }
        let of = |sum: &Sum| named.iter().map(|columns| Sum { columns, ..sum.clone() }).collect::<Vec<_>>();
        let more: Vec<Sum> = claim.means.iter().flat_map(of).collect();
        claim.means.extend(more);
        self.columns = named;
    }

    fn claim(
        &self,
        figure: &Figure,
        before: &Stretch,
        behind: &Stretch,
        waiting: &[&'static Wording],
    ) -> Option<Claim> {
        if !before.is_clean() || !counts(figure) {
            return None;
        }
        let names_row = !behind.rows.is_empty() && behind.is_clean() && !self.runs_on;
        let (said, topic) = if before.rows.is_empty() && !before.carries && waiting.is_empty() && names_row {
            (behind, behind.topic.or(self.topic))
        } else if before.has_words() || !waiting.is_empty() {
            (before, self.topic.or(behind.topic))
        } else if (behind.has_words() || behind.has_noun) && behind.is_clean() && !self.runs_on {
            (behind, behind.topic.or(self.topic))
        } else if before.has_noun {
            (before, self.topic)
        } else {
            return None;
        };
        // 6 件尚待答复, 6 件将办理
        let is_verb = |wording: &&'static Wording| is_plain_verb(wording) && !sums_of(wording).contains(&"carried_out");
        if said.is_underway && said.rows.iter().any(is_verb) {
            return None;
        }
        let means = means(said, waiting, figure, topic, &self.rows)?;
        let is_carried = means.iter().all(|sum| sum.rows == "carried_in" || sum.rows == "carried_out");
        if said.next_year && !said.carries {
            return None;
        }
        let is_last_year = self.part.is_last_year || said.last_year && !said.carries;
        let is_part = self.part.of_organ || self.part.of_year || is_last_year && !is_carried;
        let words = said.words.clone().unwrap_or(figure.range.clone());
        let words = words.start.min(figure.range.start)..words.end.max(figure.range.end);
        let of_each = said.each && !waiting.is_empty();
        Some(Claim { words, said: Said::Figure(figure.clone()), means, of_each, is_part })
    }

    /// 同比增长 11.3%: of what its own words say, else of the last figure.
    fn change(&mut self, figure: &Figure, before: &Stretch, found: &mut Statements) {
        self.compares |= before.compares_years();
        // 增长 11.3% by itself is said of last year, 增加 13 件 may be said of anything.
        let is_compared = self.compares || figure.unit == Unit::Percent;
        // 分别增长 a、b: which is whose stands elsewhere.
        let Some(way) = before.way.filter(|_| is_compared && !before.each) else { return };
        let is_measured = figure.unit == Unit::Percent || counts(figure);
        if figure.is_about || !is_measured || before.is_unclear() || before.is_denied || self.is_part() {
            return;
        }
        let named = before.has_words() || before.has_noun;
        let about = if named {
            means(before, &[], &counted(), self.topic, &self.rows).map(|means| (means, None))
        } else {
            self.changing.clone()
        };
        let Some((means, now)) = about else { return };
        if named {
            self.changing = Some((means.clone(), None));
        }
        found.changes.push(Change { place: figure.range.clone(), way, figure: Some(figure.clone()), means, now });
    }

    /// 与上年持平, 翻了一番: a change without a figure.
    fn standstill(&mut self, tail: &[&Token], said: &Stretch, found: &mut Statements) {
        let Some(way @ (Way::Same | Way::Double)) = said.way else { return };
        if !said.compares_years() && !self.compares || said.is_unclear() || said.is_denied || self.is_part() {
            return;
        }
        let about = if said.has_words() || said.has_noun {
            means(said, &[], &counted(), self.topic, &self.rows).map(|means| (means, None))
        } else {
            self.changing.clone()
        };
        let (Some((means, now)), Some(first), Some(last)) = (about, tail.first(), tail.last()) else { return };
        found.changes.push(Change { place: first.range.start..last.range.end, way, figure: None, means, now });
    }

    /// 未收到…, 没有发生…: a clause without a figure that denies.
    fn denial(&mut self, clause: &Clause, whole: &Stretch, found: &mut Statements) {
        let runs_on = self.denies && clause.opening == Some(Mark::Pause);
        if !(whole.is_denied || runs_on) {
            return;
        }
        let denies_at = clause.tokens.iter().position(|token| matches!(token.kind, Kind::Word(Word::Not)));
        let tokens: Vec<&Token> = clause.tokens.iter().collect();
        let (before, denied) = tokens.split_at(denies_at.unwrap_or(0));
        // 申请数为零: what is denied stands before.
        let is_behind = denies_at.is_some() && denied.len() < 2 && !before.is_empty();
        let (before, denied) = if is_behind { (denied, before) } else { (before, denied) };
        let said = Stretch::of(denied, self.topic);
        let ahead = if is_behind { Stretch::default() } else { Stretch::of(before, self.topic) };
        // 未收到书面、信函等形式的申请: the ways wait for the word that takes them for all.
        let is_way = said.has_channel && !said.is_foreign && !said.is_narrow;
        let is_unclear = said.is_unclear() && !(is_way && said.any_way) || ahead.is_unclear() || ahead.rests;
        self.denies = !is_unclear || is_way && !ahead.is_unclear();
        if is_unclear || said.sums && !is_behind {
            return;
        }
        let mut next = self.clone();
        next.turn(&ahead);
        next.turn(&said);
        let is_last_year = next.part.is_last_year || (said.last_year || ahead.last_year) && !said.carries;
        if next.is_part() || is_last_year || said.next_year && !said.carries {
            return;
        }
        let waiting = if is_behind { self.waiting.as_slice() } else { &[] };
        let Some(means) = means(&said, waiting, &counted(), next.topic, &self.rows) else { return };
        let mut words = clause.range();
        if let Some(not) = denied.first().filter(|_| !is_behind) {
            words.start = not.range.start;
        }
        found.claims.push(Claim { words, said: Said::Nothing, means, of_each: false, is_part: false });
    }

    fn is_part(&self) -> bool {
        self.part.of_organ || self.part.of_year
    }

    /// What a stretch turns to holds from there on.
    fn turn(&mut self, said: &Stretch) {
        if said.topic.is_some() && said.topic != self.topic {
            self.topic = said.topic;
            self.changing = None;
        }
        self.rows.turn(said, self.topic);
        if let Some(scope) = said.organ {
            self.part.of_organ = scope == Scope::PartOfOrgan;
        }
        match said.year {
            Some(Scope::PartOfYear) => self.part.of_year = true,
            Some(_) => (self.part.of_year, self.part.is_last_year) = (false, false),
            None => {}
        }
    }
}

/// A figure of which nothing is known but that it counts.
fn counted() -> Figure {
    Figure {
        range: 0..0,
        value: Decimal::ZERO,
        half_unit: Decimal::ZERO,
        is_about: false,
        unit: Unit::Bare,
        twin: None,
    }
}
