//! Straight quotes and half-width marks among Chinese characters.

use std::ops::Range;

use super::passages::Passage;
use super::{Check, Example, Run, Subject};
use crate::diagnostic::{Diagnostic, Related, Rule, WARNING, message, text};

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
    let (first, others) = marks.split_first()?;
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
    let place = |mark: &Range<usize>| passage.span(mark.clone());
    let related = others.iter().map(|mark| {
        let message = message!(zh: "还有这里", en: "and here");
        Related { span: place(mark), key: Some(passage.key.to_owned()), message }
    });
    let help = message!(
        zh: "改成全角：“ ” ，；：（ ）？！",
        en: "write the full-width marks: “ ” ，；：（ ）？！",
    );
    let finding = Diagnostic::warning(CHECK.rule, message).at(place(first)).key(passage.key).help(help);
    Some(finding.related(related))
}

/// The half-width marks that stand by a Han character, and not in an address or between words of another script.
pub(super) fn half_width_marks(passage: &Passage) -> Vec<Range<usize>> {
    /// Characters within which a mark has a neighbour, other marks left out.
    const NEAR: usize = 6;
    let text = passage.text.as_str();
    let mut marks = Vec::new();
    for (at, mark) in text.char_indices().filter(|(_, ch)| is_mark(*ch)) {
        let place = at..at + mark.len_utf8();
        let is_other = |ch: &char| !is_mark(*ch) && *ch != ' ';
        let before = text.get(..at).unwrap_or_default().chars().rev().take(NEAR).find(is_other);
        let behind = text.get(place.end..).unwrap_or_default().chars().take(NEAR).find(is_other);
        let beside_han = [before, behind].into_iter().flatten().any(is_han);
        let between_others = [before, behind].iter().all(|ch| ch.is_some_and(|ch| ch.is_ascii_alphanumeric()));
        let in_link = passage.stretch(at).is_some_and(|stretch| stretch.is_link);
        if beside_han && !between_others && !in_link && !in_address(text, at) {
            marks.push(place);
        }
    }
    marks
}

fn is_mark(ch: char) -> bool {
    matches!(ch, '"' | '\'' | ',' | ';' | ':' | '(' | ')' | '?' | '!')
}

fn is_han(ch: char) -> bool {
    matches!(ch, '\u{3400}'..='\u{9FFF}' | '\u{20000}'..='\u{3FFFF}' | '〇')
}

/// Whether a byte stands within an address of the web: a word of ASCII that names a scheme or a host. A bracket or a
/// mark at its end is none of it.
fn in_address(text: &str, at: usize) -> bool {
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
