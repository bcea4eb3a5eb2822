//! Words that stand twice in a row, as they do where a text was typed or joined in haste.

use std::ops::Range;

use super::doubling::is_slip;
use super::passages::Passage;
use super::repeated_clauses::repeated_clauses;
use super::spots::{at_spots, words_at};
use super::words::{before, behind};
use super::{Check, Example, Run, Subject};
use crate::check::clauses::PRACTICE;
use crate::diagnostic::{Diagnostic, NOTE, Rule, message, text};

pub(super) static CHECK: Check = Check {
    rule: &Rule {
        code: "doubled-word",
        severities: NOTE,
        acceptable: true,
        rule: text(
            "同样的字词接连写了两遍，如“进一步进一步”“的的”“。。”",
            "the same word twice in a row, such as 进一步进一步, 的的, 。。",
        ),
        source: PRACTICE,
        remedy: text("删去多余的一遍", "delete one of the two"),
        cases: &[],
        pair: None,
    },
    needs: &[],
    run: Run::Findings(doubled_word),
    example: Example::new(include_str!("doubled_word/bad.toml"), include_str!("doubled_word/good.toml")),
};

/// One finding a paragraph. A quoted document stays as it is.
fn doubled_word(subject: &Subject) -> Vec<Diagnostic> {
    let passages = subject.passages.iter().filter(|passage| !passage.is_quoted);
    passages.filter_map(finding).collect()
}

fn finding(passage: &Passage) -> Option<Diagnostic> {
    let spots = doubled(&passage.text);
    if spots.is_empty() {
        return None;
    }
    let words = words_at(&passage.text, &spots);
    let message = message!(zh: "接连写了两遍：{words}", en: "twice in a row: {words}");
    let help = message!(
        zh: "删去一遍；确要重复的，用 [[accept]] 认可",
        en: "delete one of the two; if both are meant, `[[accept]]` it",
    );
    Some(at_spots(passage, &spots, Diagnostic::note(CHECK.rule, message)).help(help))
}

/// What stands twice in a row in a text, in order.
fn doubled(text: &str) -> Vec<Range<usize>> {
    let mut spots = doubled_words(text);
    spots.extend(doubled_figures(text));
    spots.extend(doubled_signs(text));
    spots.extend(repeated_clauses(text));
    spots.sort_by_key(|spot| (spot.start, spot.end));
    let mut end = 0;
    spots.retain(|spot| {
        let is_new = spot.start >= end;
        end = end.max(spot.end);
        is_new
    });
    spots
}

/// Characters of a word that is looked for twice.
const LONGEST: usize = 16;

/// Words of two or more Han characters.
fn doubled_words(text: &str) -> Vec<Range<usize>> {
    let chars: Vec<(usize, char)> = text.char_indices().collect();
    let same = |from: usize, to: usize, length: usize| {
        (0..length).all(|at| match (chars.get(from + at), chars.get(to + at)) {
            (Some((_, one)), Some((_, other))) => one == other,
            _ => false,
        })
    };
    let place = |index: usize| chars.get(index).map_or(text.len(), |(at, _)| *at);
    let mut found = Vec::new();
    let mut at = 0;
    // Han characters from here on.
    let mut han_until = 0;
    while at < chars.len() {
        // One character over and over is no word.
        let next = |ahead: usize| chars.get(at + ahead).map(|(_, ch)| ch);
        if next(0) == next(1) && next(1) == next(2) {
            at += 1;
            continue;
        }
        if han_until <= at {
            han_until = at + chars.iter().skip(at).take_while(|(_, ch)| is_han(*ch)).count();
        }
        let room = (han_until - at) / 2;
        let length = (2..=room.min(LONGEST)).find(|length| {
            same(at, at + length, *length) && {
                let range = place(at)..place(at + 2 * length);
                let word = text.get(place(at)..place(at + length)).unwrap_or_default();
                is_slip(text, word, &range)
            }
        });
        match length {
            Some(length) => {
                let mut end = at + 2 * length;
                while same(at, end, length) {
                    end += length;
                }
                found.push(place(at)..place(end));
                at = end;
            }
            None => at += 1,
        }
    }
    found
}

fn is_han(ch: char) -> bool {
    matches!(ch, '\u{3400}'..='\u{9FFF}' | '\u{20000}'..='\u{3FFFF}')
}

/// Words of one character that never stand twice, with what may stand before and behind them where they end one word or
/// begin another: 目的的, 了了解, 和和谐.
const SINGLE: [(char, &str, &str); 20] = [
    ('的', "目标之鹄打有", "士确哥"),
    ('了', "甚罢得不为", "解却结然断事无"),
    ('是', "于但凡可若就正还只都总或要便既不倒", "非否"),
    ('和', "总调缓温共饱柔融附随祥亲平谐", "谐平睦解气美田县顺硕静布政龙林缓声好"),
    ('与', "参赋给授", "会时众此日其"),
    ('及', "以普涉触顾提波危惠论埃累遍推", "时格早第至其"),
    ('被', "", "告子褥动"),
    ('将', "即必行上中少大", "来军士领近要"),
    ('在', "存实现所正旨潜内", "建线岗职校册编办于场读途位家京外内逃野即案押租营学座售世"),
    ('对', "应针核校面相绝反比查一成派", "外口象策方照应接比内于立手话错标账待等准称垒决"),
    ('并', "合兼吞归一", "网列行存联购轨案入非不且发"),
    ('于', "", "是今此洪都田谦某"),
    ('从', "服听遵盲跟随", "严业事中速快此而来容化前政优轻重宽头军教"),
    ('把', "火拖一", "关握手控脉守"),
    ('或', "", "者许"),
    ('也', "", "许门"),
    ('由', "自理缘因事", "于此来衷"),
    ('向', "方面导意趋走去动一定内外双单转", "上下前后往来"),
    ('以', "可加足予所难得给是何", "及上下内外前后来往为便免人民期求至此致利"),
    ('为', "作行认成较因以更视称定分改列变名评选", "民企主期官了止此何例农基首先政"),
];

/// Marks that never stand twice. Brackets and quotation marks may, nested; — and … are written twice.
const MARKS: &str = "。，；：、";

/// Words of one character, and marks.
fn doubled_signs(text: &str) -> Vec<Range<usize>> {
    let mut found: Vec<Range<usize>> = Vec::new();
    let mut last: Option<(usize, char)> = None;
    for (at, ch) in text.char_indices() {
        let end = at + ch.len_utf8();
        if let Some((start, _)) = last.filter(|(_, before)| *before == ch) {
            let is_one =
                MARKS.contains(ch) || SINGLE.iter().any(|single| single.0 == ch && is_odd(text, single, start, end));
            match found.last_mut() {
                Some(spot) if is_one && spot.end == at => spot.end = end,
                _ if is_one => found.push(start..end),
                _ => {}
            }
        }
        last = Some((at, ch));
    }
    found
}

/// Figures of two digits or more with what they count: 128件128件. Of one digit that may be meant: 5个5个.
fn doubled_figures(text: &str) -> Vec<Range<usize>> {
    /// Characters of what is counted.
    const LONGEST_UNIT: usize = 3;
    let mut found: Vec<Range<usize>> = Vec::new();
    let mut start = 0;
    while let Some(at) = text.get(start..).and_then(|rest| rest.find(|ch: char| ch.is_ascii_digit())) {
        let at = start + at;
        let rest = text.get(at..).unwrap_or_default();
        let digits = rest.len() - rest.trim_start_matches(|ch: char| ch.is_ascii_digit()).len();
        start = at + digits;
        let unit = behind(text, start, LONGEST_UNIT);
        let ends = unit.char_indices().map(|(at, ch)| (at + ch.len_utf8(), ch));
        let length = ends.take_while(|(_, ch)| is_han(*ch)).map(|(end, _)| digits + end).find(|length| {
            rest.get(..*length).is_some_and(|word| rest.get(*length..).is_some_and(|behind| behind.starts_with(word)))
        });
        let stands_apart = !text.get(..at).is_some_and(|before| before.ends_with(['.', ',', '-', '/', '〔', '第']));
        if let Some(length) = length.filter(|_| digits > 1 && stands_apart) {
            found.push(at..at + 2 * length);
            start = at + 2 * length;
        }
    }
    found
}

/// Whether a single character that stands twice neither ends a word nor begins one.
fn is_odd(text: &str, single: &(char, &str, &str), start: usize, end: usize) -> bool {
    let (_, heads, tails) = single;
    let head = before(text, start, 1).chars().next();
    let tail = behind(text, end, 1).chars().next();
    // 暖暖和和
    let mut two = before(text, start, 2).chars();
    if two.next().is_some_and(|first| two.next() == Some(first) && is_han(first)) {
        return false;
    }
    !head.is_some_and(|ch| heads.contains(ch)) && !tail.is_some_and(|ch| tails.contains(ch))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(text: &str) -> Vec<&str> {
        doubled(text).into_iter().filter_map(|range| text.get(range)).collect()
    }

    #[test]
    fn slips_are_found() {
        for (text, words) in [
            ("进一步进一步加强", vec!["进一步进一步"]),
            ("公开公开工作有序", vec!["公开公开"]),
            ("关心的的信息，，及时", vec!["的的", "，，"]),
            ("信息公开信息公开更加规范", vec!["信息公开信息公开"]),
            ("县政府政府高度重视", vec!["政府政府"]),
            ("完成。。。", vec!["。。。"]),
            ("共128件128件", vec!["128件128件"]),
            ("由于于对在在的", vec!["于于", "在在"]),
            ("积极积极推进推进", vec!["积极积极", "推进推进"]),
        ] {
            assert_eq!(found(text), words, "{text}");
        }
    }

    #[test]
    fn what_chinese_doubles_is_not() {
        for text in [
            "人民政府政府信息公开",
            "公开公开栏",
            "一步一步",
            "研究研究",
            "二〇二〇年",
            "市市场监管局",
            "目的的实现",
            "完成了了解",
            "就是是否",
            "各部门部门预算",
            "……——",
            "“‘甲’”））",
            "清清楚楚",
            "某某某某",
            "各种各样",
            "以及及时",
            "5555",
            "2025年年度报告",
            "依法行政行政执法",
            "常常常常",
            "带来越来越多的便利，近年来越来越好",
            "根据根据地的经验，暖暖和和过冬",
            "交警支队支队长，党中央中央军委",
            "每次5个5个地，11月11日",
            "其他在在建项目，加以以下",
        ] {
            assert_eq!(found(text), Vec::<&str>::new(), "{text}");
        }
    }

    #[test]
    fn a_text_of_one_word_without_end_does_no_harm() {
        assert_eq!(found(&"某".repeat(100_000)).len(), 0);
        assert_eq!(found(&"公开".repeat(50_000)).len(), 1);
    }
}
