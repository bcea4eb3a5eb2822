//! What tells of a person: numbers of citizens, numbers of mobile telephones, names with addresses.

use std::ops::Range;

use super::full_names::named_with_address;
use super::number_style::half_width;
use super::passages::Passage;
use super::punctuation::in_address;
use super::spots::{at_spots, words_at};
use super::words::{before, behind, has_any, opens_with};
use super::{Check, Example, Run, Subject};
use crate::diagnostic::{Diagnostic, Message, Rule, WARNING, message, text};

pub(super) static CHECK: Check = Check {
    rule: &Rule {
        code: "personal-data",
        severities: WARNING,
        acceptable: true,
        rule: text(
            "正文里像是有公民身份号码、手机号码，或者姓名连同住址",
            "the narrative seems to hold a citizen's number, a mobile number, or a full name with an address",
        ),
        source: text(
            "《政府信息公开条例》第十五条（个人隐私）；《个人信息保护法》；号码按 GB 11643-1999",
            "《政府信息公开条例》 art. 15 (privacy); 《个人信息保护法》; numbers by GB 11643-1999",
        ),
        remedy: text("删去，或者隐去一部分，如 138****0000、张某", "delete it, or mask a part: 138****0000, 张某"),
        cases: &[],
        pair: None,
    },
    needs: &[],
    run: Run::Findings(personal_data),
    example: Example::new(include_str!("personal_data/bad.toml"), include_str!("personal_data/good.toml")),
};

/// One finding a paragraph for each kind.
fn personal_data(subject: &Subject) -> Vec<Diagnostic> {
    subject.passages.iter().flat_map(of_passage).collect()
}

fn of_passage(passage: &Passage) -> Vec<Diagnostic> {
    // What the preface tells is where the office can be reached.
    let is_preface = passage.section.is_none();
    let text = passage.text.as_str();
    let (mut citizens, mut mobiles) = (Vec::new(), Vec::new());
    for number in numbers(text) {
        let digits = plain(text.get(number.clone()).unwrap_or_default());
        if is_citizens(&digits) {
            citizens.push(number);
        } else if let Some(number) = mobile(text, &number, &digits) {
            let in_link = passage.stretch(number.start).is_some_and(|stretch| stretch.is_link);
            if !is_preface && !in_link && !in_address(text, number.start) && !is_of_office(text, &number) {
                mobiles.push(number);
            }
        }
    }
    let names = if is_preface { Vec::new() } else { named_with_address(text) };
    let told = [(citizens, told_citizens as fn(&str) -> Message), (mobiles, told_mobiles), (names, told_names)];
    let told = told.into_iter().filter(|(spots, _)| !spots.is_empty());
    told.map(|(spots, tell)| {
        let finding = Diagnostic::warning(CHECK.rule, tell(&words_at(text, &spots)));
        at_spots(passage, &spots, finding).help(message!(
            zh: "删去，或者隐去一部分，如 138****0000、张某",
            en: "delete it, or mask a part: 138****0000, 张某",
        ))
    })
    .collect()
}

fn told_citizens(words: &str) -> Message {
    message!(zh: "这里像是公民身份号码：{words}", en: "this looks like a citizen's number: {words}")
}

fn told_mobiles(words: &str) -> Message {
    message!(zh: "这里像是手机号码：{words}", en: "this looks like a mobile number: {words}")
}

fn told_names(words: &str) -> Message {
    message!(zh: "这里像是姓名连同住址：{words}", en: "this looks like a full name with an address: {words}")
}

/// Runs of digits, an X at their end, with single blanks or hyphens between groups; `+` before them.
fn numbers(text: &str) -> Vec<Range<usize>> {
    let mut runs: Vec<Range<usize>> = Vec::new();
    for (at, ch) in text.char_indices() {
        let end = at + ch.len_utf8();
        let gap = runs.last().and_then(|run| text.get(run.end..at));
        let goes_on = gap.is_some_and(|gap| matches!(gap, "" | " " | "-" | "－" | "—"));
        match runs.last_mut() {
            Some(run) if is_digit(ch) && goes_on => run.end = end,
            _ if is_digit(ch) => runs.push(at..end),
            Some(run) if matches!(ch, 'X' | 'x' | 'Ｘ') && run.end == at => run.end = end,
            _ => {}
        }
    }
    let is_word = |ch: char| ch.is_ascii_alphanumeric() || matches!(ch, '*' | '×' | '_');
    runs.retain(|run| {
        let is_stuck = text.get(..run.start).is_some_and(|before| before.ends_with(is_word))
            || text.get(run.end..).is_some_and(|behind| behind.starts_with(is_word));
        !is_stuck && run.len() >= 11
    });
    runs
}

fn is_digit(ch: char) -> bool {
    ch.is_ascii_digit() || ('０'..='９').contains(&ch)
}

/// The digits of a number alone, a capital X among them.
fn plain(number: &str) -> String {
    let plain = half_width(number).replace(['x', 'Ｘ'], "X");
    plain.chars().filter(|ch| ch.is_ascii_digit() || *ch == 'X').collect()
}

/// Whether eighteen characters are a citizen's number: a place, a day of birth, and the character that GB 11643-1999,
/// 4.2 reckons from them (ISO 7064, MOD 11-2).
fn is_citizens(digits: &str) -> bool {
    const WEIGHTS: [u32; 17] = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
    const CHECKS: [char; 11] = ['1', '0', 'X', '9', '8', '7', '6', '5', '4', '3', '2'];
    let part = |range: Range<usize>| digits.get(range).and_then(|part| part.parse::<u32>().ok()).unwrap_or_default();
    if digits.len() != 18 || digits.get(..17).is_none_or(|body| body.contains('X')) {
        return false;
    }
    let is_place = (11..=82).contains(&part(0..2));
    let is_day =
        (1800..=2100).contains(&part(6..10)) && (1..=12).contains(&part(10..12)) && (1..=31).contains(&part(12..14));
    let sum: u32 = digits.chars().zip(WEIGHTS).filter_map(|(digit, weight)| Some(digit.to_digit(10)? * weight)).sum();
    let check = CHECKS.get((sum % 11) as usize).copied();
    is_place && is_day && digits.chars().next_back() == check
}

/// What of a number is that of a mobile telephone: eleven digits from 13 to 19, behind +86 perhaps.
fn mobile(text: &str, number: &Range<usize>, digits: &str) -> Option<Range<usize>> {
    /// What is counted in so large a number.
    const COUNTED: [&str; 10] = ["次", "元", "件", "人", "条", "万", "页", "个", "字", "份"];
    let own = digits.strip_prefix("86").filter(|rest| rest.len() == 11).unwrap_or(digits);
    let is_mobile = own.len() == 11
        && own.starts_with('1')
        && own.get(1..2).is_some_and(|second| ('3'..='9').contains(&second.chars().next().unwrap_or('0')))
        && !own.contains('X');
    if !is_mobile || opens_with(behind(text, number.end, 2).trim_start(), &COUNTED).is_some() {
        return None;
    }
    // Groups as people write them: 138 1234 5678; not 1-3812-345678.
    let written = text.get(number.clone())?;
    let groups: Vec<usize> = written.split([' ', '-', '－', '—']).map(|group| group.chars().count()).collect();
    let is_grouped = matches!(groups.as_slice(), [11] | [3, 4, 4] | [2, 11] | [2, 3, 4, 4] | [13] | [3, 8]);
    if !is_grouped {
        return None;
    }
    let start = match own.len() < digits.len() {
        true => written.char_indices().filter(|(_, ch)| is_digit(*ch)).nth(2).map_or(0, |(at, _)| at),
        false => 0,
    };
    Some(number.start + start..number.end)
}

/// Words by which an office tells how to reach it.
const CONTACT: [&str; 12] = [
    "联系人",
    "联系电话",
    "联系方式",
    "请与",
    "请联系",
    "咨询电话",
    "监督电话",
    "举报电话",
    "投诉电话",
    "服务电话",
    "热线",
    "传真",
];
/// Words for those who are not the office.
const PERSONS: [&str; 14] = [
    "申请人",
    "当事人",
    "信访人",
    "举报人",
    "投诉人",
    "来电人",
    "反映人",
    "村民",
    "居民",
    "业主",
    "住户",
    "群众来电",
    "身份证",
    "家住",
];

/// Whether the number is one by which the office itself can be reached.
fn is_of_office(text: &str, number: &Range<usize>) -> bool {
    /// Characters before and behind the number that tell whose it is.
    const NEAR: usize = 30;
    let head = before(text, number.start, NEAR);
    let head = head.rsplit(['。', '；', '\n']).next().unwrap_or_default();
    let tail = behind(text, number.end, NEAR);
    let tail = tail.split(['。', '；', '\n']).next().unwrap_or_default();
    (has_any(head, &CONTACT) || has_any(tail, &CONTACT)) && !has_any(head, &PERSONS) && !has_any(tail, &PERSONS)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_last_character_of_a_citizens_number_is_reckoned() {
        // The example of GB 11643-1999, annex A, and one of a woman: both are invented.
        for number in ["11010519491231002X", "440524188001010014", "11010119900307803X"] {
            assert!(is_citizens(number), "{number}");
        }
        for number in ["110105194912310021", "11010519491331002X", "00010519491231002X", "1101051949123100"] {
            assert!(!is_citizens(number), "{number}");
        }
    }

    #[test]
    fn mobile_numbers_in_their_groups() {
        let found = |text: &str| {
            let number = numbers(text).into_iter().next()?;
            let digits = plain(text.get(number.clone())?);
            mobile(text, &number, &digits).and_then(|range| text.get(range).map(str::to_owned))
        };
        for (text, number) in [
            ("13812345678", "13812345678"),
            ("电话 138 1234 5678。", "138 1234 5678"),
            ("+86-138-1234-5678", "138-1234-5678"),
            ("8613812345678", "13812345678"),
        ] {
            assert_eq!(found(text).as_deref(), Some(number), "{text}");
        }
        for text in ["12345678901", "13812345678次", "1138123456780", "0531-84232793", "138****0000", "2025-13812345"]
        {
            assert_eq!(found(text), None, "{text}");
        }
    }
}
