//! What a stretch of words says about the figure beside it.

use std::ops::Range;

use super::lexicon::{Scope, Way, Word};
use super::means::is_plain_verb;
use super::token::{Kind, Token};
use crate::form::{APPLICATIONS, Means, REMEDIES, Wording};

/// Topic of what no table holds.
pub(super) const NOWHERE: &str = "";

/// What a stretch of tokens says.
#[derive(Debug, Default)]
pub(super) struct Stretch {
    /// Words for rows and for columns, each once.
    pub rows: Vec<&'static Wording>,
    pub columns: Vec<&'static Wording>,
    /// From the first to the last word for cells.
    pub words: Option<Range<usize>>,
    /// The table that it turns to: key of its section, or [`NOWHERE`].
    pub topic: Option<&'static str>,
    /// Whether it speaks of applications as such.
    pub has_noun: bool,
    /// Whether it has a word that is not known, or one that makes it speak of a part.
    pub is_foreign: bool,
    pub is_narrow: bool,
    /// A way in which applications come, and whether it stands for all ways.
    pub has_channel: bool,
    pub any_way: bool,
    pub is_denied: bool,
    /// Not yet done.
    pub is_underway: bool,
    pub carries: bool,
    pub last_year: bool,
    pub next_year: bool,
    pub sums: bool,
    pub each: bool,
    /// 其余, 另有
    pub rests: bool,
    /// 由, 在: a part of the organ that follows is not what its sentence speaks of.
    pub by: bool,
    /// 同比, 较上年; 较, of a year that is named.
    pub compares: bool,
    pub than: bool,
    /// 增长, 下降
    pub way: Option<Way>,
    /// How much of the organ and of the year is spoken of; of either the last word counts.
    pub organ: Option<Scope>,
    pub year: Option<Scope>,
}

/// The table that a stretch turns to: the words before that word speak of it too, 新收政府信息公开申请.
fn turned_to(tokens: &[&Token], topic: Option<&'static str>) -> Option<&'static str> {
    let is_open = topic.is_none_or(|topic| topic == NOWHERE);
    let mut foreign_before = false;
    for token in tokens {
        match token.kind {
            Kind::Word(Word::Topic(key)) => return Some(key),
            Kind::Word(Word::Elsewhere) => return None,
            Kind::Word(Word::Application) if is_open && !foreign_before => return Some(APPLICATIONS),
            Kind::Word(Word::Cells(Wording { table, means: Means::Rows(_), .. })) if *table != APPLICATIONS => {
                return Some(table);
            }
            _ => foreign_before = matches!(token.kind, Kind::Foreign),
        }
    }
    None
}

impl Stretch {
    /// What some tokens say where `topic` is spoken of.
    pub fn of(tokens: &[&Token], topic: Option<&'static str>) -> Stretch {
        let mut said = Stretch::default();
        let mut topic = turned_to(tokens, topic).or(topic);
        let mut foreign_before = false;
        for token in tokens {
            match &token.kind {
                Kind::Foreign => said.is_foreign = true,
                Kind::Word(word) => said.word(*word, token, &mut topic, foreign_before),
                Kind::Figure(_) | Kind::Mark(_) => {}
            }
            foreign_before = matches!(token.kind, Kind::Foreign);
        }
        // What is carried over the end of a year is applications, unless something else was spoken of.
        if topic.is_none() && said.carries && (said.last_year || said.next_year) && !said.is_unclear() {
            said.topic = Some(APPLICATIONS);
        }
        said
    }

    /// Whether it has a word for cells.
    pub fn has_words(&self) -> bool {
        !self.rows.is_empty() || !self.columns.is_empty() || self.carries
    }

    /// Whether it compares with last year.
    pub fn compares_years(&self) -> bool {
        self.compares || self.than && self.last_year
    }

    /// Whether it speaks of a part, or of something that is not understood.
    pub fn is_unclear(&self) -> bool {
        self.is_foreign || self.is_narrow || self.has_channel
    }

    /// Whether a figure beside it may be that of a cell.
    pub fn is_clean(&self) -> bool {
        !(self.is_unclear() || self.is_denied || self.compares || self.than || self.way.is_some())
    }

    fn word(&mut self, word: Word, token: &Token, topic: &mut Option<&'static str>, foreign_before: bool) {
        match word {
            Word::Cells(wording) => self.cells(wording, token, topic),
            Word::Topic(key) => {
                // What stood before it says what the applications were about, or who asks: it stays.
                *topic = Some(key);
                self.topic = *topic;
                self.has_noun |= key == APPLICATIONS;
            }
            Word::Application => self.application(topic, foreign_before),
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
                // The name of another organ, 市教育局, opens with what is not known.
                match scope {
                    Scope::PartOfOrgan if self.by => self.is_narrow = true,
                    Scope::Organ | Scope::PartOfOrgan => self.organ = Some(scope),
                    Scope::Year | Scope::PartOfYear => self.year = Some(scope),
                }
                self.forget_foreign();
            }
            Word::By => self.by = true,
            Word::LastYear => self.last_year = true,
            Word::NextYear => self.next_year = true,
            Word::Carry => {
                self.carries = true;
                self.spans(token);
            }
            Word::Sum => {
                self.sums = true;
                self.forget_foreign();
            }
            Word::Compare => self.compares = true,
            Word::Than => self.than = true,
            Word::Change(way) => self.way = Some(way),
            Word::Each => self.each = true,
            Word::Rest => self.rests = true,
            Word::Not => self.is_denied = true,
            Word::Neutral => {}
        }
    }

    /// 共, 全年 count all: what stood before them says how it came about.
    fn forget_foreign(&mut self) {
        if !self.has_words() && !self.has_noun {
            self.is_foreign = false;
        }
    }

    /// 申请: of what the word before it says.
    fn application(&mut self, topic: &mut Option<&'static str>, foreign_before: bool) {
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
            (true, false) if topic.is_none() && !is_plain_verb(wording) => {
                *topic = Some(APPLICATIONS);
                self.topic = *topic;
            }
            // 决定, 维持, 有效 are also words of everyday.
            (false, true) => return,
            _ => {}
        }
        self.spans(token);
        let words = if is_row { &mut self.rows } else { &mut self.columns };
        if !words.iter().any(|known| std::ptr::eq(*known, wording)) {
            words.push(wording);
        }
    }

    fn spans(&mut self, token: &Token) {
        let words = self.words.get_or_insert_with(|| token.range.clone());
        words.end = token.range.end;
    }
}
