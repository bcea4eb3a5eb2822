//! A text as the figures, words and marks that it is made of.

use std::ops::Range;

use super::lexicon::{Lexicon, Scope, Word};
use crate::check::prose::figure::{Figure, Unit, figures};
use crate::check::prose::mark::{Mark, titles};

/// A piece of a text.
#[derive(Clone, Debug)]
pub(super) struct Token {
    /// Its bytes.
    pub range: Range<usize>,
    pub kind: Kind,
}

/// What a piece is.
#[derive(Clone, Debug)]
pub(super) enum Kind {
    /// A figure that may count something.
    Figure(Figure),
    /// A word that is known.
    Word(Word),
    /// Anything else.
    Foreign,
    /// A mark that divides.
    Mark(Mark),
}

/// The pieces of a text of a report on a year.
pub(super) fn tokens(text: &str, lexicon: &Lexicon, year: u16) -> Vec<Token> {
    let mut tokens = Vec::new();
    let mut end = 0;
    for (range, kind) in pieces(text, lexicon, year) {
        if range.start < end {
            continue;
        }
        between(text, end..range.start, &mut tokens);
        end = range.end;
        tokens.push(Token { range, kind });
    }
    between(text, end..text.len(), &mut tokens);
    tokens
}

/// Titles, figures and words in order. Of two that overlap the one that comes first in the result counts.
fn pieces(text: &str, lexicon: &Lexicon, year: u16) -> Vec<(Range<usize>, Kind)> {
    let titles = titles(text);
    let organs = organs(text, lexicon);
    let words: Vec<(Range<usize>, Word)> = lexicon.words(text).collect();
    let mut pieces: Vec<(Range<usize>, Kind)> = Vec::new();
    let mut next_word = words.iter().peekable();
    for figure in figures(text) {
        // A word that holds the figure takes it for itself: 两类, 一年来, 三类内部事务信息.
        while next_word.next_if(|(range, _)| range.end <= figure.range.start).is_some() {}
        let held = next_word
            .peek()
            .is_some_and(|(range, _)| range.start <= figure.range.start && range.end >= figure.range.end);
        if !held {
            let kind = kind_of(text, figure.clone(), year);
            pieces.push((figure.range, kind));
        }
    }
    let figures: Vec<Range<usize>> = pieces.iter().map(|(range, _)| range.clone()).collect();
    let is_free = |range: &Range<usize>, taken: &[Range<usize>]| {
        let at = taken.partition_point(|other| other.end <= range.start);
        taken.get(at).is_none_or(|other| other.start >= range.end)
    };
    pieces.retain(|(range, _)| is_free(range, &titles));
    let words = words.into_iter().filter(|(range, _)| is_free(range, &figures) && is_free(range, &titles));
    pieces.extend(words.map(|(range, word)| (range, Kind::Word(word))));
    pieces.extend(titles.iter().map(|range| (range.clone(), Kind::Word(Word::Neutral))));
    pieces.retain(|(range, _)| is_free(range, &organs));
    let part = Kind::Word(Word::Scope(Scope::PartOfOrgan));
    pieces.extend(organs.into_iter().map(|range| (range, part.clone())));
    pieces.sort_by_key(|(range, _)| range.start);
    pieces
}

/// Years and dates are words of their own.
fn kind_of(text: &str, figure: Figure, year: u16) -> Kind {
    let (value, year) = (figure.value, rust_decimal::Decimal::from(year));
    let one = rust_decimal::Decimal::ONE;
    let written = text.get(figure.range.clone()).unwrap_or_default();
    let word = match figure.unit {
        Unit::Year if value == year => Word::Scope(Scope::Year),
        Unit::Year if value.checked_add(one) == Some(year) => Word::LastYear,
        Unit::Year if value.checked_sub(one) == Some(year) => Word::NextYear,
        Unit::Year => Word::Scope(Scope::PartOfYear),
        // January and December bound the whole year.
        Unit::Other if written.ends_with('月') && (figure.is_about || !is_bound(&figure)) => {
            Word::Scope(Scope::PartOfYear)
        }
        Unit::Other if written.ends_with("季度") => Word::Scope(Scope::PartOfYear),
        // 5个工作日内答复的: some of them.
        Unit::Other if SPANS.iter().any(|span| written.ends_with(span)) => Word::Narrow,
        Unit::Other => Word::Neutral,
        _ => return Kind::Figure(figure),
    };
    Kind::Word(word)
}

/// Spans of time within which something was done.
const SPANS: [&str; 7] = ["工作日", "自然日", "小时", "分钟", "天", "个月", "周"];

fn is_bound(figure: &Figure) -> bool {
    [1, 12].iter().any(|month| figure.value == rust_decimal::Decimal::from(*month))
}

/// Names of other organs that open a clause and do something: 市自然资源和规划局新收…
fn organs(text: &str, lexicon: &Lexicon) -> Vec<Range<usize>> {
    /// The longest name of an organ, in characters.
    const LONGEST: usize = 20;
    const ENDS: [&str; 22] = [
        "局",
        "厅",
        "委",
        "委员会",
        "管委会",
        "管理委员会",
        "办公室",
        "中心",
        "镇",
        "乡",
        "街道",
        "街道办事处",
        "区",
        "县",
        "镇政府",
        "区政府",
        "县政府",
        "乡政府",
        "支队",
        "大队",
        "分局",
        "所",
    ];
    const VERBS: [&str; 14] =
        ["收到", "新收", "受理", "办理", "办结", "共", "全年", "接到", "收办", "答复", "上年", "今年", "接收", "年内"];
    let mut found = Vec::new();
    let mut at_start = true;
    let mut start = 0;
    for (at, ch) in text.char_indices() {
        if Mark::of(ch).is_some() {
            at_start = true;
            start = at + ch.len_utf8();
            continue;
        }
        if !std::mem::take(&mut at_start) {
            continue;
        }
        let clause = text.get(start..).unwrap_or_default();
        let skipped = if clause.starts_with("其中") { "其中".len() } else { 0 };
        let from = start + skipped;
        let head = text.get(from..).unwrap_or_default();
        let name = head.char_indices().take(LONGEST).map(|(at, _)| at).skip(2).find(|end| {
            let (name, behind) = head.split_at(*end);
            ENDS.iter().any(|suffix| name.len() > suffix.len() && name.ends_with(suffix))
                && VERBS.iter().any(|verb| behind.starts_with(verb))
        });
        let Some(name) = name.and_then(|end| head.get(..end)) else { continue };
        let is_all = name.contains(['全', '我', '本', '各', '年']) || name.contains(['。', '，', '、', '；']);
        if !lexicon.is_own(name) && !is_all {
            found.push(from..from + name.len());
        }
    }
    found
}

/// What stands between two known pieces: marks, and text that is not known.
fn between(text: &str, range: Range<usize>, tokens: &mut Vec<Token>) {
    let Some(part) = text.get(range.clone()) else { return };
    let mut foreign: Option<Range<usize>> = None;
    for (at, ch) in part.char_indices() {
        let start = range.start + at;
        let place = start..start + ch.len_utf8();
        let mark = Mark::of(ch);
        if mark.is_none() && !is_silent(ch) {
            let from = foreign.map_or(place.start, |foreign| foreign.start);
            foreign = Some(from..place.end);
            continue;
        }
        if let Some(range) = foreign.take() {
            tokens.push(Token { range, kind: Kind::Foreign });
        }
        if let Some(mark) = mark {
            tokens.push(Token { range: place, kind: Kind::Mark(mark) });
        }
    }
    tokens.extend(foreign.map(|range| Token { range, kind: Kind::Foreign }));
}

/// Blanks, quotation marks and what decorates a text.
fn is_silent(ch: char) -> bool {
    ch.is_whitespace()
        || matches!(ch, '“' | '”' | '‘' | '’' | '"' | '\'' | '*' | '〔' | '〕' | '·' | '—' | '-' | '…' | '|' | '.')
}
