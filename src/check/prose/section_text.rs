//! A section sign by sign, so that two years' can be compared: which of its words are its own, and which are the same
//! by nature.
//!
//! White space is nothing, and one digit as good as another. Punctuation counts: it is copied with the words. What is
//! left out stands in no run at all: headings, quoted documents, tables, captions. What is the same by nature is one
//! sign that counts for nothing, so that a run may lead over it: titles in 《》 with the number behind them, names of
//! the parts of a report, sentences that every report has.

use std::collections::HashMap;
use std::ops::Range;

use super::passages::{Passage, passage};
use crate::narrative::{Block, Inline, Narratives};
use crate::report::Report;

/// A section as it is compared.
pub(super) struct SectionText<'a> {
    /// Its paragraphs.
    pub passages: Vec<Passage<'a>>,
    /// What stands in them. Between two paragraphs stands a sign that is like no other.
    pub signs: Vec<Sign>,
}

/// A character, or several that are the same by nature.
pub(super) struct Sign {
    /// Equal to that of another sign if both say the same.
    pub symbol: u32,
    /// The paragraph that it stands in.
    pub passage: usize,
    /// Its bytes there.
    pub range: Range<usize>,
    /// How many characters it has.
    pub characters: usize,
    /// Whether it is a character of the section's own.
    pub is_own: bool,
}

/// A heading of more characters is a sentence.
const LONGEST_HEADING: usize = 24;

/// Aspects of 一 and of 五 by the names that reports give them; those of the sections come from the forms.
const ASPECTS: [&str; 12] = [
    "政府信息主动公开情况",
    "主动公开情况",
    "依申请公开情况",
    "政府信息资源规范化管理",
    "政府信息管理情况",
    "政府信息公开平台建设",
    "公开平台建设情况",
    "平台建设情况",
    "监督保障情况",
    "存在的主要问题",
    "存在的问题",
    "改进情况",
];

/// What stands in sentences that every report has: on its ground, its parts, its period, where it is found, on fees,
/// and that nothing else is to be said.
const FORMAL: [&str; 15] = [
    "信息处理费",
    "其他需要报告的事项",
    "其他需要说明的事项",
    "其他报告事项",
    "编制本报告",
    "编制本年度报告",
    "本报告由",
    "六个部分组成",
    "统计期限",
    "统计时限",
    "报告电子版",
    "报告的电子版",
    "电子版可",
    "如有疑问",
    "如对本报告有",
];
/// A sentence of more characters says more than every report does.
const LONGEST_FORMAL: usize = 200;

/// Ends of sentences, and of the parts of long ones.
const ENDS: [char; 5] = ['。', '！', '？', '；', '\n'];

/// No title of a law or notice has more characters.
const LONGEST_TITLE: usize = 80;
/// No number behind a title has more characters, brackets included.
const LONGEST_NUMBER: usize = 40;

impl<'a> SectionText<'a> {
    /// A section of a report, counted from 0.
    pub fn new(section: usize, report: &'a Report, narratives: &Narratives, symbols: &mut Symbols) -> SectionText<'a> {
        let titles = report.forms.iter().flat_map(|form| form.section_titles);
        let mut names: Vec<&str> = titles.chain(ASPECTS).collect();
        names.sort_by_key(|name| std::cmp::Reverse(name.len()));
        let passages = running_text(section, report, narratives);
        let mut signs = Vec::new();
        for (index, passage) in passages.iter().enumerate() {
            signs.push(Sign { symbol: symbols.fresh(), passage: index, range: 0..0, characters: 0, is_own: false });
            signs_of(passage, index, &names, symbols, &mut signs);
        }
        SectionText { passages, signs }
    }

    /// How many characters it has.
    pub fn characters(&self) -> usize {
        self.signs.iter().map(|sign| sign.characters).sum()
    }

    /// How many of them are its own.
    pub fn own_characters(&self) -> usize {
        self.signs.iter().filter(|sign| sign.is_own).count()
    }
}

/// The paragraphs of a section and of its footnotes, items of lists included.
fn running_text<'a>(section: usize, report: &'a Report, narratives: &Narratives) -> Vec<Passage<'a>> {
    let Some(own) = report.sections.get(section) else { return Vec::new() };
    let (body, note) = (narratives.bodies.get(section), narratives.notes.get(section));
    let pieces = [(&own.body, body), (&own.note, note)];
    let mut found = Vec::new();
    for (prose, narrative) in pieces {
        let (Some(prose), Some(Some(narrative))) = (prose, narrative) else { continue };
        let mut texts = Vec::new();
        paragraphs(&narrative.blocks, &mut texts);
        texts.extend(narrative.footnotes.iter().flat_map(|note| &note.paragraphs).map(Vec::as_slice));
        found.extend(texts.into_iter().map(|text| passage(text, &prose.key, Some(section))));
    }
    found.retain(|passage| !is_bold_heading(passage));
    found
}

fn paragraphs<'n>(blocks: &'n [Block], texts: &mut Vec<&'n [Inline]>) {
    for block in blocks {
        match block {
            Block::Heading { text, .. } if length(text) > LONGEST_HEADING => texts.push(text),
            Block::Paragraph(text) => texts.push(text),
            Block::List { items, .. } => items.iter().for_each(|item| paragraphs(item, texts)),
            Block::Heading { .. } | Block::Quote(_) | Block::Source(_) | Block::Table(_) | Block::Illustrations(_) => {}
        }
    }
}

fn length(text: &[Inline]) -> usize {
    let characters = |inline: &Inline| match inline {
        Inline::Text { text, .. } => text.chars().count(),
        Inline::LineBreak | Inline::Footnote(_) => 0,
    };
    text.iter().map(characters).sum()
}

/// Whether a paragraph is a heading by its looks.
fn is_bold_heading(passage: &Passage) -> bool {
    passage.stretches.iter().all(|stretch| stretch.is_strong) && passage.text.chars().count() <= LONGEST_HEADING
}

fn signs_of(passage: &Passage, index: usize, names: &[&str], symbols: &mut Symbols, signs: &mut Vec<Sign>) {
    let text = passage.text.as_str();
    let mut done = 0;
    let whole = text.len()..text.len();
    for shared in same_by_nature(text, names).into_iter().chain([whole]) {
        for (at, ch) in text.get(done..shared.start).unwrap_or_default().char_indices() {
            let range = done + at..done + at + ch.len_utf8();
            if !ch.is_whitespace() {
                let symbol = u32::from(as_digit(ch));
                signs.push(Sign { symbol, passage: index, range, characters: 1, is_own: true });
            }
        }
        let words: String = text.get(shared.clone()).unwrap_or_default().split_whitespace().collect();
        if !words.is_empty() {
            let (symbol, characters) = (symbols.of(&words), words.chars().count());
            signs.push(Sign { symbol, passage: index, range: shared.clone(), characters, is_own: false });
        }
        done = shared.end;
    }
}

/// The places of what is the same by nature, in order.
fn same_by_nature(text: &str, names: &[&str]) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let mut start = 0;
    for sentence in text.split_inclusive(ENDS) {
        if is_formal(sentence) {
            found.push(start..start + sentence.len());
        } else {
            names_in(sentence, start, names, &mut found);
        }
        start += sentence.len();
    }
    found
}

fn is_formal(sentence: &str) -> bool {
    FORMAL.iter().any(|words| sentence.contains(words)) && sentence.chars().count() <= LONGEST_FORMAL
}

/// Titles, and names of parts, in a sentence that opens at a byte of its text.
fn names_in(sentence: &str, start: usize, names: &[&str], found: &mut Vec<Range<usize>>) {
    let mut at = 0;
    while let Some(rest) = sentence.get(at..)
        && let Some(ch) = rest.chars().next()
    {
        let name = || names.iter().find(|name| rest.starts_with(**name)).map(|name| name.len());
        match title(rest).or_else(name) {
            Some(length) => {
                found.push(start + at..start + at + length);
                at += length;
            }
            None => at += ch.len_utf8(),
        }
    }
}

/// The length of the title that a text opens with, and of the number behind it.
fn title(text: &str) -> Option<usize> {
    if !text.starts_with('《') {
        return None;
    }
    let mut depth = 0_usize;
    for (at, ch) in text.char_indices().take(LONGEST_TITLE) {
        match ch {
            '《' => depth += 1,
            '》' => depth = depth.saturating_sub(1),
            _ => {}
        }
        if depth == 0 {
            let end = at + ch.len_utf8();
            let number = text.get(end..).and_then(number).unwrap_or_default();
            return Some(end + number);
        }
    }
    None
}

/// The length of the number in brackets that a text opens with, as in （国务院令第711号）.
fn number(text: &str) -> Option<usize> {
    let rest = text.strip_prefix(['（', '('])?;
    let (end, bracket) = rest.char_indices().take(LONGEST_NUMBER).find(|(_, ch)| matches!(ch, '）' | ')'))?;
    let is_number = rest.get(..end).is_some_and(|inside| inside.contains('号'));
    is_number.then_some(text.len() - rest.len() + end + bracket.len_utf8())
}

/// One digit for all.
fn as_digit(ch: char) -> char {
    if matches!(ch, '0'..='9' | '０'..='９') { '0' } else { ch }
}

/// Numbers for what is more than a character: the same for the same words, but for their digits.
pub(super) struct Symbols {
    known: HashMap<String, u32>,
    next: u32,
}

impl Symbols {
    /// Numbers beyond those of characters.
    pub fn new() -> Symbols {
        Symbols { known: HashMap::new(), next: u32::from(char::MAX) + 1 }
    }

    fn of(&mut self, words: &str) -> u32 {
        let words = words.chars().map(as_digit).collect();
        let next = self.next;
        let number = *self.known.entry(words).or_insert(next);
        self.next = self.next.max(number.saturating_add(1));
        number
    }

    fn fresh(&mut self) -> u32 {
        let number = self.next;
        self.next = number.saturating_add(1);
        number
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shared(text: &str) -> Vec<&str> {
        let ranges = same_by_nature(text, &["主动公开政府信息情况", "主动公开情况"]);
        ranges.into_iter().map(|range| &text[range]).collect()
    }

    #[test]
    fn titles_and_names_are_the_same_by_nature() {
        assert_eq!(
            shared(
                "落实《中华人民共和国政府信息公开条例》（国务院令第711号，以下简称《条例》）和《A》（试行），见主动公开情况。"
            ),
            ["《中华人民共和国政府信息公开条例》（国务院令第711号，以下简称《条例》）", "《A》", "主动公开情况"]
        );
        assert_eq!(
            shared("《关于印发〈办法〉的通知》（国办函〔2020〕109号）"),
            ["《关于印发〈办法〉的通知》（国办函〔2020〕109号）"]
        );
        assert_eq!(shared("《《甲》乙》丙》"), ["《《甲》乙》"]);
        let unclosed = "《".repeat(2 * LONGEST_TITLE);
        assert_eq!(shared(&unclosed), [""; 0]);
    }

    #[test]
    fn sentences_that_every_report_has_are_the_same_by_nature() {
        assert_eq!(
            shared("按照规定，未收取信息处理费。开展检查；无其他需要报告的事项。"),
            ["按照规定，未收取信息处理费。", "无其他需要报告的事项。"]
        );
        let long = format!("{}信息处理费", "甲".repeat(LONGEST_FORMAL));
        assert_eq!(shared(&long), [""; 0]);
    }
}
