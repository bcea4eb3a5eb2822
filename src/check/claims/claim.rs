//! What the prose says of cells: each figure, and each denial, with the sums that its words can mean.
//!
//! A figure is taken to speak of cells only where every word about it is known and none makes it a part of something:
//! what is not understood is left alone.

use std::ops::Range;

use super::cells::Sum;
use super::clause::{Clause, clauses};
use super::lexicon::{Lexicon, Scope, Word};
use super::token::{Break, Kind, Token, tokens};
use crate::check::prose::figure::{Figure, Unit};
use crate::form::{APPLICATIONS, DISCLOSURE, Means, REMEDIES, TOTAL_COLUMN, Wording};

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
}

/// What is said of a sum.
#[derive(Clone, Debug)]
pub(super) enum Said {
    /// That it is a figure.
    Figure(Figure),
    /// That there is none.
    Nothing,
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
    /// Whether a part of the year or of the organ is spoken of.
    is_part: bool,
    /// Words of clauses that wait for their figure: 公开、部分公开共80件.
    waiting: Vec<&'static Wording>,
    /// Sums of rows that the last figure was read as.
    rows: Vec<String>,
    /// Table of those rows.
    rows_table: &'static str,
    /// Sums of rows of applications that the text has spoken of.
    spoken: Vec<String>,
    /// Whether a denial runs on over 、.
    denies: bool,
    /// What `is_part` was before the bracket that is open.
    is_part_outside: Option<bool>,
}

/// Topic of what no table holds.
const NOWHERE: &str = "";

/// What a stretch of tokens says.
#[derive(Debug, Default)]
struct Stretch {
    rows: Vec<&'static Wording>,
    columns: Vec<&'static Wording>,
    /// Where the first and the last word for cells stand.
    words: Option<Range<usize>>,
    topic: Option<&'static str>,
    has_noun: bool,
    is_foreign: bool,
    is_narrow: bool,
    is_denied: bool,
    /// A way in which applications come, and whether it stands for all ways.
    has_channel: bool,
    any_way: bool,
    /// Not yet done.
    is_underway: bool,
    carries: bool,
    last_year: bool,
    next_year: bool,
    sums: bool,
    each: bool,
    /// Whether it says that all of the year or the organ is spoken of, or a part; the last word counts.
    scope: Option<Scope>,
}

impl Reader<'_> {
    /// What a text says, in order. `topic` is the table that it speaks of from the beginning, `heads` what stands at the
    /// side of a cell and above it.
    pub fn claims(&self, text: &str, heads: &str, topic: Option<&'static str>) -> Vec<Claim> {
        let mut context = Context { topic, ..Context::default() };
        let mut claims = Vec::new();
        let mut all = clauses(tokens(text, self.lexicon, self.year));
        if let Some(first) = all.first_mut() {
            first.lead = tokens(heads, self.lexicon, self.year);
            // They stand elsewhere.
            first.lead.iter_mut().for_each(|token| token.range = 0..0);
        }
        for clause in all {
            self.clause(text, &clause, &mut context, &mut claims);
        }
        claims
    }

    fn clause(&self, text: &str, clause: &Clause, context: &mut Context, claims: &mut Vec<Claim>) {
        // What a bracket narrows, it narrows within.
        if clause.is_aside {
            context.is_part_outside.get_or_insert(context.is_part);
        } else if let Some(is_part) = context.is_part_outside.take() {
            context.is_part = is_part;
        }
        match clause.opening {
            Some(Break::Stop | Break::Semicolon) if clause.read == 0 => {
                context.is_part = false;
                context.waiting.clear();
                context.denies = false;
            }
            Some(Break::Comma | Break::Colon) if clause.read == 0 => {
                context.waiting.clear();
                context.denies = false;
            }
            _ => {}
        }
        let first_figure = clause.tokens.iter().position(|token| matches!(token.kind, Kind::Figure(_)));
        // 新收申请：128 件: what stands before the mark names the figure behind it.
        let is_led = clause.opening != Some(Break::Colon)
            || matches!(clause.tokens.first(), Some(Token { kind: Kind::Figure(_), .. }));
        let mut left: Vec<&Token> = clause.lead.iter().filter(|_| is_led).collect();
        let mut has_figure = false;
        let mut from = 0;
        for (at, token) in clause.tokens.iter().enumerate() {
            let Kind::Figure(figure) = &token.kind else { continue };
            left.extend(clause.tokens.get(from..at).unwrap_or_default());
            let rest = clause.tokens.get(at + 1..).unwrap_or_default();
            let end = rest.iter().position(|token| matches!(token.kind, Kind::Figure(_))).unwrap_or(rest.len());
            let right: Vec<&Token> = rest.iter().take(end).collect();
            if at >= clause.read {
                let is_first = Some(at) == first_figure;
                self.figure(figure, &left, &right, is_first, context, claims);
            }
            left.clear();
            has_figure = true;
            from = at + 1;
        }
        let tail: Vec<&Token> = clause.tokens.get(from.max(clause.read)..).unwrap_or_default().iter().collect();
        let whole = self.stretch(&tail, context.topic);
        if !has_figure {
            self.denial(text, clause, &whole, context, claims);
            if whole.is_part() {
                context.waiting.clear();
            } else if !clause.is_aside {
                context.waiting.extend(whole.rows.iter().chain(&whole.columns));
            }
        }
        context.turn(&whole);
        if whole.last_year && !whole.carries && !whole.is_compared() {
            context.is_part = true;
        }
    }

    /// A figure between the words before and behind it.
    fn figure(
        &self,
        figure: &Figure,
        left: &[&Token],
        right: &[&Token],
        is_first: bool,
        context: &mut Context,
        claims: &mut Vec<Claim>,
    ) {
        let before = self.stretch(left, context.topic);
        context.turn(&before);
        let behind = self.stretch(right, context.topic);
        if before.last_year && !before.carries && !behind.carries && !before.is_compared() {
            context.is_part = true;
        }
        let waiting = if is_first { std::mem::take(&mut context.waiting) } else { Vec::new() };
        context.waiting.clear();
        let is_clean = |stretch: &Stretch| !stretch.is_part() && !stretch.is_denied;
        if !is_clean(&before) || !counts(figure) {
            return;
        }
        let words_before = before.has_words() || !waiting.is_empty();
        let (said, topic) = if words_before {
            (&before, context.topic.or(behind.topic))
        } else if (behind.has_words() || behind.has_noun) && is_clean(&behind) {
            (&behind, behind.topic.or(context.topic))
        } else if before.has_noun {
            (&before, context.topic)
        } else {
            return;
        };
        // 6 件尚待答复, 6 件将办理
        let is_verb = |wording: &&'static Wording| is_plain_verb(wording) && !sums_of(wording).contains(&"carried_out");
        if said.is_underway && said.rows.iter().any(is_verb) {
            return;
        }
        let Some(means) = means(said, &waiting, figure, topic, context) else { return };
        let only_carried = means.iter().all(|sum| sum.rows == "carried_in" || sum.rows == "carried_out");
        if context.is_part && !only_carried {
            return;
        }
        if said.last_year && !said.carries && !only_carried || said.next_year && !said.carries {
            return;
        }
        let start = said.words.clone().map_or(figure.range.start, |words| words.start.min(figure.range.start));
        let end = said.words.clone().map_or(figure.range.end, |words| words.end.max(figure.range.end));
        context.remember(&means);
        let of_each = said.each && !waiting.is_empty();
        claims.push(Claim { words: start..end, said: Said::Figure(figure.clone()), means, of_each });
    }

    /// 未收到…, 没有发生…: a clause without a figure that denies.
    fn denial(&self, text: &str, clause: &Clause, whole: &Stretch, context: &mut Context, claims: &mut Vec<Claim>) {
        let runs_on = context.denies && clause.opening == Some(Break::List);
        if !(whole.is_denied || runs_on) {
            return;
        }
        let denies_at = clause.tokens.iter().position(|token| matches!(token.kind, Kind::Word(Word::Not)));
        let tokens: Vec<&Token> = clause.tokens.iter().collect();
        let (before, denied) = tokens.split_at(denies_at.unwrap_or(0));
        let last = denied.len().saturating_sub(1);
        // 申请数为零: what is denied stands before.
        let is_behind = denies_at.is_some() && last == 0 && !before.is_empty();
        let denied = if is_behind { before } else { denied };
        let said = self.stretch(denied, context.topic);
        let ahead = self.stretch(if is_behind { &[] } else { before }, context.topic);
        // 未收到书面、信函等形式的申请: the ways wait for the word that takes them for all.
        let is_way = said.has_channel && !said.is_foreign && !said.is_narrow;
        let is_part = said.is_part() && !(is_way && said.any_way) || ahead.is_part();
        context.denies = !is_part || is_way && !ahead.is_part();
        if is_part || said.sums && !is_behind {
            return;
        }
        let mut next = context.clone();
        next.turn(&ahead);
        next.turn(&said);
        let is_part = next.is_part || said.last_year && !said.carries || ahead.last_year && !said.carries;
        if is_part || said.next_year && !said.carries {
            return;
        }
        let waiting = if is_behind { context.waiting.clone() } else { Vec::new() };
        let none = Figure {
            range: clause.range(),
            value: rust_decimal::Decimal::ZERO,
            half_unit: rust_decimal::Decimal::ZERO,
            is_about: false,
            unit: Unit::Bare,
            twin: None,
        };
        let Some(means) = means(&said, &waiting, &none, next.topic, context) else { return };
        let mut words = clause.range();
        if let Some(not) = denied.first().filter(|_| !is_behind) {
            words.start = not.range.start;
        }
        if text.get(words.clone()).is_some() {
            claims.push(Claim { words, said: Said::Nothing, means, of_each: false });
        }
    }

    /// What some tokens say, when `topic` is spoken of.
    fn stretch(&self, tokens: &[&Token], topic: Option<&'static str>) -> Stretch {
        let mut said = Stretch::default();
        let mut topic = topic;
        let mut foreign_before = false;
        for token in tokens {
            match &token.kind {
                Kind::Foreign => {
                    said.is_foreign = true;
                    foreign_before = true;
                    continue;
                }
                Kind::Word(word) => said.word(*word, token, &mut topic, foreign_before),
                Kind::Figure(_) | Kind::Break(_) => {}
            }
            foreign_before = false;
        }
        said
    }
}

impl Clause {
    fn range(&self) -> Range<usize> {
        let start = self.tokens.first().map_or(0, |token| token.range.start);
        start..self.tokens.last().map_or(start, |token| token.range.end)
    }
}

impl Stretch {
    fn word(&mut self, word: Word, token: &Token, topic: &mut Option<&'static str>, foreign_before: bool) {
        match word {
            Word::Cells(wording) => self.cells(wording, token, topic),
            Word::Topic(key) => {
                // What stood before it says what the applications were about, or who asks: it stays.
                *topic = Some(key);
                self.topic = Some(key);
                self.has_noun |= key == APPLICATIONS;
            }
            Word::Application => {
                if foreign_before {
                    *topic = Some(NOWHERE);
                    self.topic = *topic;
                } else if *topic == Some(REMEDIES) || self.topic == Some(NOWHERE) {
                    self.is_narrow = true;
                } else {
                    *topic = Some(APPLICATIONS);
                    self.topic = *topic;
                    self.has_noun = true;
                }
            }
            Word::Elsewhere => {
                *topic = Some(NOWHERE);
                self.topic = *topic;
                self.is_narrow = true;
            }
            Word::Narrow => self.is_narrow = true,
            Word::Channel => self.has_channel = true,
            Word::AnyWay => self.any_way = true,
            Word::Progress => self.is_underway = true,
            Word::Scope(scope) => {
                self.scope = Some(scope);
                if scope == Scope::Whole && !self.has_words() && !self.has_noun {
                    self.is_foreign = false;
                }
            }
            Word::LastYear => self.last_year = true,
            Word::NextYear => self.next_year = true,
            Word::Carry => {
                self.carries = true;
                self.spans(token);
            }
            Word::Sum => {
                self.sums = true;
                if !self.has_words() && !self.has_noun {
                    self.is_foreign = false;
                }
            }
            Word::Each => self.each = true,
            Word::Not => self.is_denied = true,
            Word::Rest | Word::Neutral => {}
        }
    }

    fn cells(&mut self, wording: &'static Wording, token: &Token, topic: &mut Option<&'static str>) {
        let is_row = matches!(wording.means, Means::Rows(_));
        let is_other = topic.is_some_and(|topic| topic != wording.table);
        match (is_row, is_other) {
            // 复议 after 申请, 规范性文件 after 复议: the text turns to them.
            (true, _) if wording.table != APPLICATIONS => {
                *topic = Some(wording.table);
                self.topic = *topic;
            }
            // 受理 of cases, of calls.
            (true, true) => {
                self.is_narrow = true;
                return;
            }
            (true, false) => {
                if topic.is_none() && !is_plain_verb(wording) {
                    *topic = Some(APPLICATIONS);
                    self.topic = *topic;
                }
            }
            // 决定, 维持, 有效 are also words of everyday.
            (false, true) => return,
            (false, false) => {}
        }
        self.spans(token);
        if is_row { &mut self.rows } else { &mut self.columns }.push(wording);
    }

    fn spans(&mut self, token: &Token) {
        let words = self.words.get_or_insert_with(|| token.range.clone());
        words.end = token.range.end;
    }

    /// Whether it has a word for cells.
    fn has_words(&self) -> bool {
        !self.rows.is_empty() || !self.columns.is_empty() || self.carries
    }

    fn is_compared(&self) -> bool {
        self.is_narrow
    }

    /// Whether it speaks of a part, or of something that is not understood.
    fn is_part(&self) -> bool {
        self.is_foreign || self.is_narrow || self.has_channel
    }
}

impl Context {
    /// What a stretch turns to holds from there on.
    fn turn(&mut self, said: &Stretch) {
        if said.topic.is_some() {
            self.topic = said.topic;
        }
        let own = said.rows.iter().filter(|wording| wording.table != APPLICATIONS && Some(wording.table) == self.topic);
        let own: Vec<&Wording> = own.copied().collect();
        if let Some(first) = own.first() {
            self.rows_table = first.table;
            self.rows = own.iter().filter_map(|wording| sole(wording)).map(str::to_owned).collect();
        }
        match said.scope {
            Some(Scope::Whole) => self.is_part = false,
            Some(Scope::Part) => self.is_part = true,
            None => {}
        }
    }

    fn remember(&mut self, means: &[Sum]) {
        let Some(first) = means.first() else { return };
        self.rows_table = first.table;
        self.rows = means.iter().map(|sum| sum.rows.clone()).collect();
        if first.table == APPLICATIONS {
            for rows in &self.rows {
                if !self.spoken.contains(rows) && self.spoken.len() < 64 {
                    self.spoken.push(rows.clone());
                }
            }
        }
    }
}

/// Whether a figure can be that of a cell.
fn counts(figure: &Figure) -> bool {
    const UNITS: [&str; 12] = ["件", "份", "条", "宗", "起", "个", "例", "项", "人次", "件次", "部", "次"];
    match figure.unit {
        Unit::Counted(unit) => UNITS.contains(&unit),
        Unit::Bare | Unit::Money => true,
        _ => false,
    }
}

/// 收到, 受理, 办理, 答复: verbs that need to be told of what.
fn is_plain_verb(wording: &Wording) -> bool {
    let Means::Rows(sums) = wording.means else { return false };
    wording.table == APPLICATIONS
        && sums.iter().any(|sum| ["received", "total", "carried_out"].contains(sum) || sum.starts_with("received+"))
}

/// What words can mean; `None` where they name no cell.
fn means(
    said: &Stretch,
    waiting: &[&'static Wording],
    figure: &Figure,
    topic: Option<&'static str>,
    context: &Context,
) -> Option<Vec<Sum>> {
    let table = topic.filter(|topic| *topic != NOWHERE)?;
    // 办理行政复议案件: cases that were handled are no cases of ours.
    if said.rows.iter().any(|wording| wording.table != table) {
        return None;
    }
    let of_table = |wording: &&&'static Wording| wording.table == table;
    let all = || waiting.iter().chain(&said.rows).chain(&said.columns).filter(of_table);
    let rows: Vec<&'static Wording> = all().filter(|one| matches!(one.means, Means::Rows(_))).copied().collect();
    let columns: Vec<&'static Wording> = all().filter(|one| matches!(one.means, Means::Columns(_))).copied().collect();
    let is_money = figure.unit == Unit::Money;
    let row_sums = match table {
        APPLICATIONS => application_rows(said, &rows, &columns, context),
        REMEDIES => remedy_rows(&rows, said, context),
        _ => document_rows(&rows, said, context),
    };
    let column_sums: Vec<&'static str> = match (columns.is_empty(), table) {
        (false, _) => columns.iter().flat_map(|wording| sums_of(wording)).copied().collect(),
        (true, DISCLOSURE) if is_money => vec!["amount"],
        (true, DISCLOSURE) if matches!(figure.unit, Unit::Bare) && figure.value.is_zero() && is_fees(&rows) => {
            vec!["amount"]
        }
        (true, DISCLOSURE) => return None,
        (true, _) => vec![TOTAL_COLUMN],
    };
    // Only fees are money.
    if is_money && !column_sums.contains(&"amount") || row_sums.is_empty() {
        return None;
    }
    let pairs = row_sums
        .iter()
        .flat_map(|rows| column_sums.iter().map(move |columns| Sum { table, rows: rows.clone(), columns }));
    Some(pairs.collect())
}

fn is_fees(rows: &[&'static Wording]) -> bool {
    rows.iter().any(|wording| sums_of(wording).contains(&"fees"))
}

/// The sums of rows of table 三 that are spoken of.
fn application_rows(
    said: &Stretch,
    rows: &[&'static Wording],
    columns: &[&'static Wording],
    context: &Context,
) -> Vec<String> {
    let mut sums: Vec<String> = Vec::new();
    if said.carries {
        let (is_in, is_out) = (said.last_year, said.next_year);
        if is_in || !is_out {
            sums.push("carried_in".to_owned());
        }
        if is_out || !is_in {
            sums.push("carried_out".to_owned());
        }
    }
    // Of several outcomes the figure may be the sum; where it says so, it is.
    let outcomes: Vec<&str> =
        rows.iter().filter(|wording| !is_plain_verb(wording)).filter_map(|wording| sole(wording)).collect();
    let is_list = outcomes.len() > 1;
    if is_list {
        sums.push(outcomes.join("+"));
    }
    if !(is_list && said.sums) {
        sums.extend(rows.iter().flat_map(|wording| sums_of(wording)).map(|sum| (*sum).to_owned()));
    }
    if !sums.is_empty() {
        return sums;
    }
    if !columns.is_empty() && context.rows_table == APPLICATIONS {
        sums.extend(context.rows.iter().chain(&context.spoken).cloned());
        let has = |sum: &str| context.spoken.iter().any(|known| known == sum);
        if has("received") && has("carried_in") {
            sums.push("received+carried_in".to_owned());
        }
        if !sums.is_empty() {
            return sums;
        }
    }
    if said.has_noun || !columns.is_empty() {
        ["received", "received+carried_in", "total"].into_iter().map(str::to_owned).collect()
    } else {
        Vec::new()
    }
}

/// The sums of groups of table 四 that are spoken of.
fn remedy_rows(rows: &[&'static Wording], said: &Stretch, context: &Context) -> Vec<String> {
    let all: Vec<&str> = rows.iter().filter_map(|wording| sole(wording)).collect();
    match all.len() {
        0 if said.columns.is_empty() => Vec::new(),
        0 if context.rows_table == REMEDIES => context.rows.clone(),
        0 => [
            "reconsideration",
            "litigation_direct+litigation_after",
            "reconsideration+litigation_direct+litigation_after",
        ]
        .into_iter()
        .map(str::to_owned)
        .collect(),
        1 => all.into_iter().map(str::to_owned).collect(),
        _ if said.sums && !said.each => vec![all.join("+")],
        _ if said.each => all.into_iter().map(str::to_owned).collect(),
        _ => {
            let sum = all.join("+");
            all.into_iter().map(str::to_owned).chain([sum]).collect()
        }
    }
}

/// The rows of table 二 that are spoken of.
fn document_rows(rows: &[&'static Wording], said: &Stretch, context: &Context) -> Vec<String> {
    let all: Vec<&str> = rows.iter().filter_map(|wording| sole(wording)).collect();
    match all.len() {
        0 if said.columns.is_empty() || context.rows_table != DISCLOSURE => Vec::new(),
        0 => context.rows.clone(),
        1 => all.into_iter().map(str::to_owned).collect(),
        _ => {
            let sum = all.join("+");
            all.into_iter().map(str::to_owned).chain([sum]).collect()
        }
    }
}

fn sums_of(wording: &Wording) -> &'static [&'static str] {
    match wording.means {
        Means::Rows(sums) | Means::Columns(sums) => sums,
    }
}

/// The sum of a wording that can mean one thing only.
fn sole(wording: &Wording) -> Option<&'static str> {
    match sums_of(wording) {
        [one] => Some(one),
        _ => None,
    }
}
