//! Straight quotes and half-width marks among Chinese characters.

use std::ops::Range;

use super::passages::Passage;
use super::spots::at_spots;
use super::{Check, Example, Run, Subject};
use crate::diagnostic::{Diagnostic, Edit, Rule, WARNING, message, text};

pub(super) static CHECK: Check = Check {
    rule: &Rule {
        code: "punctuation",
        severities: WARNING,
        acceptable: true,
        rule: text(
            "汉字之间用了直引号或半角的 , ; : ( ) ? !",
            "straight quotes or half-width , ; : ( ) ? ! among Chinese characters",
        ),
        source: text("GB/T 15834-2011《标点符号用法》", "GB/T 15834-2011"),
        remedy: text("改成全角：“ ” ，；：（ ）？！", "write the full-width marks: “ ” ，；：（ ）？！"),
        cases: &[],
        pair: None,
    },
    needs: &[],
    run: Run::Findings(punctuation),
    example: Example::new(include_str!("punctuation/bad.toml"), include_str!("punctuation/good.toml")),
};

/// One finding a paragraph, at the first of its marks.
fn punctuation(subject: &Subject) -> Vec<Diagnostic> {
    subject.passages.iter().filter_map(finding).collect()
}

fn finding(passage: &Passage) -> Option<Diagnostic> {
    let marks = half_width_marks(passage);
    if marks.is_empty() {
        return None;
    }
    let mut signs: Vec<&str> = Vec::new();
    for mark in &marks {
        let sign = passage.text.get(mark.clone()).unwrap_or_default();
        if !signs.contains(&sign) {
            signs.push(sign);
        }
    }
    let (signs, count) = (signs.join(" "), marks.len());
    let message = message!(
        zh: "汉字之间的 {signs} 是半角的（{count} 处）",
        en: "{signs} among Chinese characters: half width ({count})",
    );
    let is_told = |sign: &str| marks.iter().any(|mark| passage.text.get(mark.clone()) == Some(sign));
    let unpaired = [('"', "\""), ('\'', "'")]
        .iter()
        .any(|(quote, sign)| is_told(sign) && quotes(&passage.text, *quote).len() % 2 == 1);
    let help = match unpaired {
        false => message!(
            zh: "改成全角：“ ” ，；：（ ）？！",
            en: "write the full-width marks: “ ” ，；：（ ）？！",
        ),
        true => message!(
            zh: "改成全角：“ ” ，；：（ ）？！；引号不成对，看看少了哪一个",
            en: "write the full-width marks: “ ” ，；：（ ）？！; the quotation marks are no pairs: see which is missing",
        ),
    };
    let edits = edits(passage, &marks);
    Some(at_spots(passage, &marks, Diagnostic::warning(CHECK.rule, message)).help(help).fix(edits))
}

/// What puts the marks of Chinese in the place of some marks: quotes open and close in turn, if they are pairs.
fn edits(passage: &Passage, marks: &[Range<usize>]) -> Vec<Edit> {
    let text = passage.text.as_str();
    let mut turned = [('"', "“", "”"), ('\'', "‘", "’")].map(|(quote, open, close)| {
        let places = quotes(text, quote);
        let is_paired = places.len().is_multiple_of(2);
        (quote, places, [open, close], is_paired)
    });
    let mut edits = Vec::new();
    for mark in marks {
        let sign = text.get(mark.clone()).and_then(|sign| sign.chars().next()).unwrap_or_default();
        let new = match sign {
            ',' => "，",
            ';' => "；",
            ':' => "：",
            '?' => "？",
            '!' => "！",
            '(' => "（",
            ')' => "）",
            _ => {
                let Some((_, places, signs, is_paired)) = turned.iter_mut().find(|(quote, ..)| *quote == sign) else {
                    continue;
                };
                let Some(at) = places.binary_search(&mark.start).ok().filter(|_| *is_paired) else { continue };
                signs[at % 2]
            }
        };
        edits.extend(passage.edit(mark.clone(), new));
    }
    edits
}

/// The places of the straight quotes of a text, but for those that are signs of inches and feet or apostrophes.
fn quotes(text: &str, quote: char) -> Vec<usize> {
    let is_sign = |at: usize| {
        let before = text.get(..at).and_then(|before| before.chars().next_back());
        let behind = text.get(at + 1..).and_then(|behind| behind.chars().next());
        let is_word = |ch: Option<char>| ch.is_some_and(|ch| ch.is_ascii_alphanumeric());
        // O'Brien, '25年
        let is_year = || {
            let rest = text.get(at + 1..).unwrap_or_default();
            let digits = rest.len() - rest.trim_start_matches(|ch: char| ch.is_ascii_digit()).len();
            digits == 2 && rest.get(digits..).is_some_and(|rest| rest.starts_with('年'))
        };
        quote == '\'' && (is_word(before) && is_word(behind) || is_year())
    };
    text.match_indices(quote).map(|(at, _)| at).filter(|at| !is_sign(*at)).collect()
}

/// The half-width marks that stand among Han characters, and not in an address or between words of another script. Of
/// brackets and quotes both of a pair.
pub(super) fn half_width_marks(passage: &Passage) -> Vec<Range<usize>> {
    let text = passage.text.as_str();
    let mut marks: Vec<usize> = Vec::new();
    let mut open: Vec<(usize, char)> = Vec::new();
    for (at, mark) in text.char_indices().filter(|(_, ch)| is_mark(*ch) || matches!(ch, '（' | '）')) {
        match mark {
            '(' | '（' => open.push((at, mark)),
            ')' | '）' => {
                let own = open.pop();
                let pair = [own.filter(|(_, sign)| *sign == '(').map(|(at, _)| at), (mark == ')').then_some(at)];
                // One of full width asks for another.
                let is_mixed = own.is_some() && pair.iter().flatten().count() == 1;
                let pair: Vec<usize> = pair.into_iter().flatten().collect();
                // Behind foreign words, brackets that hold others belong to them: Word(.docx)格式.
                let is_foreign = matches!(pair.as_slice(), [open, close] if is_among_others(text, *open, *close));
                let is_among_han = !is_foreign && pair.iter().any(|at| stands_among_han(passage, *at));
                let is_of_number = matches!(pair.as_slice(), [open, close] if is_year_of_number(text, *open, *close));
                if is_of_number {
                    continue;
                }
                if is_among_han || is_mixed && pair.iter().all(|at| !is_in_other_text(passage, *at)) {
                    marks.extend(pair);
                }
            }
            '"' | '\'' => {}
            _ if stands_among_han(passage, at) => marks.push(at),
            _ => {}
        }
    }
    marks.extend(open.iter().filter(|(at, sign)| *sign == '(' && stands_among_han(passage, *at)).map(|(at, _)| *at));
    for quote in ['"', '\''] {
        let places = quotes(text, quote);
        match places.len().is_multiple_of(2) {
            true => {
                let is_pair = |pair: &&[usize]| pair.iter().any(|at| stands_among_han(passage, *at));
                marks.extend(places.chunks(2).filter(is_pair).flatten());
            }
            // A sign of inches stands alone behind its figure.
            false => marks.extend(places.iter().filter(|at| {
                let is_sign = text.get(..**at).is_some_and(|before| before.ends_with(|ch: char| ch.is_ascii_digit()));
                !(is_sign && places.len() == 1) && stands_among_han(passage, **at)
            })),
        }
    }
    marks.sort_unstable();
    // Half-width marks are a byte each.
    marks.into_iter().map(|at| at..at + 1).collect()
}

/// Whether brackets stand behind a character of another script and hold such characters at both their ends.
fn is_among_others(text: &str, open: usize, close: usize) -> bool {
    let before = text.get(..open).and_then(|before| before.chars().next_back());
    let inside = text.get(open + 1..close).unwrap_or_default();
    let ends = [before, inside.chars().next(), inside.chars().next_back()];
    ends.iter().all(|ch| ch.is_some_and(|ch| ch.is_ascii() && ch != ' '))
}

/// Whether brackets hold the year in the number of a document, 某政发(2025)8号: 〔 〕 belong there, and not （ ）.
fn is_year_of_number(text: &str, open: usize, close: usize) -> bool {
    /// Four digits, and blanks around them.
    const LONGEST: usize = 8;
    if close - open > LONGEST {
        return false;
    }
    let inside = text.get(open + 1..close).unwrap_or_default().trim();
    let behind = text.get(close + 1..).unwrap_or_default().trim_start_matches([' ', '第']);
    let rest = behind.trim_start_matches(|ch: char| ch.is_ascii_digit());
    let is_year = inside.len() == 4 && inside.bytes().all(|byte| byte.is_ascii_digit());
    is_year && rest.len() < behind.len() && rest.trim_start_matches(' ').starts_with('号')
}

/// Whether a mark stands by a Han character, or between marks of Chinese, and not between words of another script.
fn stands_among_han(passage: &Passage, at: usize) -> bool {
    /// Characters within which a mark has a neighbour, other marks left out.
    const NEAR: usize = 6;
    let text = passage.text.as_str();
    let is_other = |ch: &char| !is_mark(*ch) && *ch != ' ';
    let before = text.get(..at).unwrap_or_default().chars().rev().take(NEAR).find(is_other);
    let behind = text.get(at + 1..).unwrap_or_default().chars().take(NEAR).find(is_other);
    let beside_han = [before, behind].into_iter().flatten().any(is_han);
    let between_marks = [before, behind].iter().all(|ch| ch.is_some_and(is_chinese_mark));
    let between_others = [before, behind].iter().all(|ch| ch.is_some_and(|ch| ch.is_ascii_alphanumeric()));
    (beside_han || between_marks) && !between_others && !is_in_other_text(passage, at)
}

/// Whether a byte stands in a link or an address.
fn is_in_other_text(passage: &Passage, at: usize) -> bool {
    passage.stretch(at).is_some_and(|stretch| stretch.is_link) || in_address(&passage.text, at)
}

fn is_mark(ch: char) -> bool {
    matches!(ch, '"' | '\'' | ',' | ';' | ':' | '(' | ')' | '?' | '!')
}

/// Marks that only a Chinese text has.
fn is_chinese_mark(ch: char) -> bool {
    matches!(ch, '“' | '”' | '《' | '》' | '〈' | '〉' | '（' | '）' | '，' | '。' | '；' | '：' | '、' | '？' | '！')
}

fn is_han(ch: char) -> bool {
    matches!(ch, '\u{3400}'..='\u{9FFF}' | '\u{20000}'..='\u{3FFFF}' | '〇')
}

/// Whether a byte stands within an address of the web: a word of ASCII that names a scheme or a host. A bracket or a
/// mark at its end is none of it.
pub(super) fn in_address(text: &str, at: usize) -> bool {
    /// Characters of an address on either side beyond which none is looked for.
    const LONGEST: usize = 300;
    let graphic = |ch: &char| ch.is_ascii_graphic();
    // ASCII throughout: a character is a byte.
    let start = at - text.get(..at).unwrap_or_default().chars().rev().take(LONGEST).take_while(graphic).count();
    let word: String = text.get(start..).unwrap_or_default().chars().take(2 * LONGEST).take_while(graphic).collect();
    let Some(address) = ["http://", "https://", "www."].iter().find_map(|scheme| word.find(scheme)) else {
        return false;
    };
    let at = at - start;
    at > address && word.get(at..).is_some_and(|rest| rest.contains(|ch: char| ch.is_ascii_alphanumeric()))
}

#[cfg(test)]
mod tests {
    use crate::check::fixture::{THIS, found_with};
    use crate::source::Sources;

    /// The signs of the first finding, and how many more it names.
    fn marks(text: &str) -> Option<(String, usize)> {
        let report = format!("{THIS}[overview]\nbody = '''\n{text}\n'''\n");
        let (found, sources): (Vec<_>, Sources) = found_with(&report, None);
        let finding = found.into_iter().find(|finding| finding.code() == "punctuation")?;
        Some((sources.slice(finding.span?).to_owned(), finding.related.len()))
    }

    #[test]
    fn marks_beside_han_are_told_once_a_paragraph() {
        let pasted = "加强\"三公\"经费公开,落实\"一张网\";推进(含新媒体)平台建设:成效明显.";
        assert_eq!(marks(pasted), Some(("\"".to_owned(), 8)));
        assert_eq!(marks("（一）公开120条,其中政策5条。"), Some((",".to_owned(), 0)));
        assert_eq!(marks("办理(2025年)情况"), Some(("(".to_owned(), 1)));
        assert_eq!(marks("| 甲(乙) |\n|---|\n| 丙 |"), Some(("(".to_owned(), 1)));
    }

    #[test]
    fn figures_addresses_and_other_scripts_keep_theirs() {
        for text in [
            "比例为3:1，共1,264件，时间12:30。",
            "见https://www.gov.cn/a?b=(c);d:e。",
            "见www.gov.cn:8080/中文",
            "使用“Smart City (2025), phase 1”方案",
            "写成[链接,地址](https://www.gov.cn/)。",
            "“三公”经费，（含新媒体）；成效：明显？！",
        ] {
            assert_eq!(marks(text), None, "{text}");
        }
    }
}
