//! The documents that every report cites, and how their titles and numbers are found in a text.

use std::ops::Range;

use super::number_style::half_width;
use super::words::{before, behind};

/// A document that reports cite.
pub(super) struct KnownDocument {
    /// Its title in full, without the marks around it.
    pub title: &'static str,
    /// What it is called beside that: by a part of its title, or without the organ before it.
    pub short_titles: &'static [&'static str],
    /// What it is called wrong in more than a few characters.
    pub wrong_titles: &'static [&'static str],
    /// How its title ends where it stands without 《 》 before a number.
    pub ends: &'static [&'static str],
    /// The word before its number: 国办公开办函, 国务院令.
    pub word: &'static str,
    /// The year in its number, if it has one.
    pub year: Option<u16>,
    /// Its number.
    pub number: u32,
    /// The number as it is written.
    pub written: &'static str,
}

/// 中华人民共和国政府信息公开条例, as revised in 2019; that of 2007 was 第492号.
pub(super) static REGULATIONS: KnownDocument = KnownDocument {
    title: "中华人民共和国政府信息公开条例",
    short_titles: &["政府信息公开条例"],
    wrong_titles: &["政府信息公开工作条例", "政务公开条例", "中华人民共和国政务公开条例"],
    ends: &["政府信息公开条例"],
    word: DECREE,
    year: None,
    number: 711,
    written: "国务院令第711号",
};

/// The notice with the form of 2021.
pub(super) static FORM_NOTICE: KnownDocument = KnownDocument {
    title: "国务院办公厅政府信息与政务公开办公室关于印发中华人民共和国政府信息公开工作年度报告格式的通知",
    short_titles: &[
        "关于印发中华人民共和国政府信息公开工作年度报告格式的通知",
        "中华人民共和国政府信息公开工作年度报告格式",
        "政府信息公开工作年度报告格式",
    ],
    wrong_titles: &[],
    ends: &["年度报告格式的通知", "年度报告格式》的通知", "年度报告格式"],
    word: "国办公开办函",
    year: Some(2021),
    number: 30,
    written: "国办公开办函〔2021〕30号",
};

/// The notice with the form of 2019.
pub(super) static OLD_NOTICE: KnownDocument = KnownDocument {
    title: "国务院办公厅政府信息与政务公开办公室关于政府信息公开工作年度报告有关事项的通知",
    short_titles: &["关于政府信息公开工作年度报告有关事项的通知"],
    wrong_titles: &[],
    ends: &["年度报告有关事项的通知"],
    word: "国办公开办函",
    year: Some(2019),
    number: 60,
    written: "国办公开办函〔2019〕60号",
};

/// The rules for fees for handling applications.
pub(super) static FEES: KnownDocument = KnownDocument {
    title: "国务院办公厅关于印发政府信息公开信息处理费管理办法的通知",
    short_titles: &["关于印发政府信息公开信息处理费管理办法的通知", "政府信息公开信息处理费管理办法"],
    wrong_titles: &["政府信息公开收费管理办法", "政府信息处理费管理办法", "信息处理费管理方法"],
    ends: &["信息处理费管理办法", "信息处理费管理办法的通知"],
    word: "国办函",
    year: Some(2020),
    number: 109,
    written: "国办函〔2020〕109号",
};

/// All of them.
pub(super) static KNOWN: [&KnownDocument; 4] = [&REGULATIONS, &FORM_NOTICE, &OLD_NOTICE, &FEES];

/// The word before the number of a decree of the State Council.
const DECREE: &str = "国务院令";

impl KnownDocument {
    /// Its titles, the whole one first.
    pub fn titles(&self) -> impl Iterator<Item = &'static str> {
        [self.title].into_iter().chain(self.short_titles.iter().copied())
    }
}

/// The number of a document in a text: 国务院令第711号, 国办公开办函〔2021〕30号.
#[derive(Debug)]
pub(super) struct CitedNumber {
    pub range: Range<usize>,
    /// The word before it.
    pub word: String,
    pub year: Option<u16>,
    pub number: u32,
    /// Whether its year stands in 〔 〕, as it should.
    pub in_brackets: bool,
}

impl CitedNumber {
    /// Whether it is that of a document, brackets aside.
    pub fn is_of(&self, document: &KnownDocument) -> bool {
        self.word == document.word && self.year == document.year && self.number == document.number
    }
}

/// All numbers of documents of the State Council and its office in a text, in order.
pub(super) fn cited_numbers(text: &str) -> Vec<CitedNumber> {
    let mut found = Vec::new();
    for (at, _) in text.match_indices('国') {
        found.extend(decree(text, at).or_else(|| of_office(text, at)));
    }
    found
}

/// 国务院令第711号, 国务院第711号令; blanks may stand between.
fn decree(text: &str, at: usize) -> Option<CitedNumber> {
    let near = behind(text, at, 24);
    let rest = near.strip_prefix("国务院")?;
    let (rest, is_behind) = match skip(rest).strip_prefix('令') {
        Some(rest) => (rest, false),
        None => (rest, true),
    };
    // 国务院令（第711号）
    let rest = skip(skip(rest).trim_start_matches(['（', '(']));
    let rest = rest.strip_prefix('第').or((!is_behind).then_some(rest))?;
    let (number, rest) = number(skip(rest))?;
    let rest = skip(rest).strip_prefix('号')?;
    let rest = if is_behind { skip(rest).strip_prefix('令')? } else { rest };
    let range = at..at + (near.len() - rest.len());
    Some(CitedNumber { range, word: DECREE.to_owned(), year: None, number, in_brackets: true })
}

/// 国办公开办函〔2021〕30号, whatever its word and its brackets.
fn of_office(text: &str, at: usize) -> Option<CitedNumber> {
    /// Brackets that are seen around the year, and none.
    const OPEN: &str = "〔（([［【{〈<﹝「";
    const CLOSE: &str = "〕）)]］】}〉>﹞」";
    let near = behind(text, at, 36);
    if !near.starts_with("国办") {
        return None;
    }
    let word_end = near.find(|ch: char| !is_of_word(ch))?;
    let word = near.get(..word_end).filter(|word| word.chars().count() <= 8)?;
    let rest = skip(near.get(word_end..)?);
    let opened = rest.chars().next().filter(|ch| OPEN.contains(*ch));
    let rest = opened.map_or(rest, |open| rest.get(open.len_utf8()..).unwrap_or_default());
    let (year, rest) = number(skip(rest))?;
    // 〔2021年〕
    let has_word = rest.starts_with('年');
    let rest = skip(rest.strip_prefix('年').unwrap_or(rest));
    let closed = rest.chars().next().filter(|ch| CLOSE.contains(*ch));
    let rest = closed.map_or(rest, |close| rest.get(close.len_utf8()..).unwrap_or_default());
    let rest = skip(rest);
    let rest = skip(rest.strip_prefix('第').unwrap_or(rest));
    let (number, rest) = number(rest)?;
    let rest = skip(rest).strip_prefix('号')?;
    Some(CitedNumber {
        range: at..at + (near.len() - rest.len()),
        word: word.to_owned(),
        year: Some(u16::try_from(year).ok()?),
        number,
        in_brackets: opened == Some('〔') && closed == Some('〕') && !has_word,
    })
}

/// Characters of the word before a number: 国办公开办函, 国办发, 国办函.
fn is_of_word(ch: char) -> bool {
    matches!(ch, '\u{4E00}'..='\u{9FFF}')
}

fn skip(text: &str) -> &str {
    text.trim_start_matches([' ', '\u{A0}', '\u{3000}'])
}

fn number(text: &str) -> Option<(u32, &str)> {
    let is_digit = |ch: char| ch.is_ascii_digit() || ('０'..='９').contains(&ch);
    let rest = text.trim_start_matches(is_digit);
    let digits = text.get(..text.len() - rest.len())?;
    Some((half_width(digits).parse().ok()?, rest))
}

/// A title in a text: what stands in 《 》.
#[derive(Debug)]
pub(super) struct CitedTitle {
    /// With its marks.
    pub range: Range<usize>,
    /// Without them, and without the marks and blanks within.
    pub words: String,
}

/// All titles in a text, in order: those within another are part of it.
pub(super) fn cited_titles(text: &str) -> Vec<CitedTitle> {
    /// Bytes of a title at most.
    const LONGEST: usize = 400;
    let mut found = Vec::new();
    let mut open: Option<(usize, usize)> = None;
    for (at, ch) in text.char_indices() {
        match (ch, open) {
            ('《', None) => open = Some((at, 1)),
            (_, Some((start, _))) if at - start > LONGEST || ch == '\n' => open = None,
            ('《', Some((start, depth))) => open = Some((start, depth + 1)),
            ('》', Some((start, 1))) => {
                let range = start..at + ch.len_utf8();
                let words = text.get(range.clone()).unwrap_or_default();
                found.push(CitedTitle { words: plain(words), range });
                open = None;
            }
            ('》', Some((start, depth))) => open = Some((start, depth - 1)),
            _ => {}
        }
    }
    found
}

/// A title without the marks of titles, brackets and quotes, and blanks.
fn plain(title: &str) -> String {
    title.chars().filter(|ch| !ch.is_whitespace() && !"《》〈〉<>＜＞“”\"「」".contains(*ch)).collect()
}

/// Whether nothing but a bracket and what introduces it stands between a title and the number behind it, or a number
/// and the title behind it.
pub(super) fn is_beside(text: &str, first: &Range<usize>, second: &Range<usize>) -> bool {
    /// Characters between the two.
    const NEAR: usize = 14;
    let Some(between) = text.get(first.end..second.start) else { return false };
    let is_near = before(text, second.start, NEAR).len() >= between.len();
    let joint: String = between.chars().filter(|ch| !ch.is_whitespace()).collect();
    let joint = joint.trim_start_matches("的通知").trim_start_matches("通知").trim_start_matches("文件");
    let joint = joint.trim_end_matches("中华人民共和国").trim_end_matches("以");
    is_near && matches!(joint, "" | "（" | "(" | "，" | "[" | "〔")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn numbers(text: &str) -> Vec<(String, Option<u16>, u32, bool)> {
        cited_numbers(text).into_iter().map(|one| (one.word, one.year, one.number, one.in_brackets)).collect()
    }

    #[test]
    fn numbers_are_read_in_every_bracket() {
        let decree = |number| ("国务院令".to_owned(), None, number, true);
        let notice = |year, number, in_brackets| ("国办公开办函".to_owned(), Some(year), number, in_brackets);
        for (text, expected) in [
            ("中华人民共和国国务院令第711号", decree(711)),
            ("国务院令 第 711 号", decree(711)),
            ("国务院令711号", decree(711)),
            ("国务院第492号令", decree(492)),
            ("国办公开办函〔2021〕30号", notice(2021, 30, true)),
            ("国办公开办函 〔2021〕 30 号", notice(2021, 30, true)),
            ("国办公开办函(2021)30号", notice(2021, 30, false)),
            ("国办公开办函〔２０２１〕３０号", notice(2021, 30, true)),
            ("国办公开办函2021年第30号", notice(2021, 30, false)),
            ("国办公开办函【2021】30号", notice(2021, 30, false)),
            ("国办公开办函〔2021年〕30号", notice(2021, 30, false)),
            ("国务院令（第711号）", decree(711)),
        ] {
            assert_eq!(numbers(text), [expected], "{text}");
        }
        assert_eq!(numbers("国务院各部门、国办、国办要求2021年30件"), []);
    }

    #[test]
    fn titles_are_read_without_their_marks() {
        let text = "按照《甲关于印发〈乙〉的通知》和《丙 《丁》》，《戊";
        let titles: Vec<String> = cited_titles(text).into_iter().map(|title| title.words).collect();
        assert_eq!(titles, ["甲关于印发乙的通知", "丙丁"]);
    }
}
