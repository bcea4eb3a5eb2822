//! Marks typed with a full-width input method: ＃＃ for `##`, ｜ for `|`, ［］（） for `[]()`. They mark nothing, and would be
//! printed.

use std::ops::Range;

use super::line::{is_blank, lines};
use crate::diagnostic::Diagnostic;
use crate::diagnostic::message;
use crate::narrative::rules;
use crate::narrative::single_braces::is_expression;
use crate::report::Prose;

/// The error of each mark that stands in full width where only half width has a meaning, with the form to type.
pub(super) fn full_width_marks(prose: &Prose) -> Vec<Diagnostic> {
    if !prose.text.contains(|ch| half_width(ch).is_some()) {
        return Vec::new();
    }
    let mut found = Vec::new();
    let (mut was_row, mut was_wrong_row) = (false, false);
    for line in lines(&prose.text) {
        let text = prose.text.get(line.text.clone()).unwrap_or_default();
        let opening = opening_marks(text, was_row).filter(|marks| !(was_wrong_row && is_row(text, marks)));
        was_wrong_row = text.starts_with('｜') && text.matches('｜').count() > 1;
        was_row = text.starts_with('|');
        let all = opening.into_iter().chain(links(text)).chain(braces(text)).chain(footnotes(text));
        for marks in all {
            let place = prose.span(line.text.start + marks.start..line.text.start + marks.end);
            found.push(full_width_mark(text.get(marks).unwrap_or_default()).at(place).key(&prose.key));
        }
    }
    found
}

/// The error of a mark, written as it stands.
pub(super) fn full_width_mark(written: &str) -> Diagnostic {
    /// Of a longer stretch, such as an address, only the beginning is shown.
    const SHOWN: usize = 40;
    let half = typed_half_width(written);
    let shorten = |text: &str| match text.char_indices().nth(SHOWN) {
        Some((end, _)) => format!("{}…", text.get(..end).unwrap_or_default()),
        None => text.to_owned(),
    };
    let (written, half) = (shorten(written), shorten(&half));
    Diagnostic::error(
        &rules::FULL_WIDTH_MARK,
        message!(
            zh: "“{written}”里的标记是全角的，不起作用，会照印出来",
            en: "a mark in `{written}` is full width: it has no effect and would be printed",
        ),
    )
    .help(message!(zh: "改成半角：{half}", en: "type it half width: {half}"))
}

/// A stretch with marks as it is to be typed: a heading with the blank that belongs behind its signs, an address with
/// its scheme.
fn typed_half_width(written: &str) -> String {
    let words = written.trim_start_matches(['#', '＃']);
    let signs = written.chars().count() - words.chars().count();
    if signs > 0 {
        return format!("{} {}", "#".repeat(signs.max(2)), words.trim_start_matches(is_blank));
    }
    let half: String = written.chars().map(|ch| half_width(ch).unwrap_or(ch)).collect();
    match half.strip_prefix("{{").or(half.strip_prefix('{')) {
        Some(inside) => format!("{{{{{}}}}}", inside.trim_end_matches('}')),
        None => half.replace("](www.", "](https://www."),
    }
}

/// The half-width form of a mark.
fn half_width(ch: char) -> Option<char> {
    const MARKS: [(char, char); 12] = [
        ('＃', '#'),
        ('｜', '|'),
        ('［', '['),
        ('］', ']'),
        ('（', '('),
        ('）', ')'),
        ('｛', '{'),
        ('｝', '}'),
        ('！', '!'),
        ('＞', '>'),
        ('：', ':'),
        ('＾', '^'),
    ];
    MARKS.iter().find(|(full, _)| *full == ch).map(|(_, half)| *half)
}

/// Marks that open a line: of a heading, a table's row, a quote, a table's caption below a row.
fn opening_marks(text: &str, was_row: bool) -> Option<Range<usize>> {
    let behind_hashes = text.trim_start_matches(['#', '＃']);
    let hashes = text.get(..text.len() - behind_hashes.len()).unwrap_or_default();
    let count = hashes.chars().count();
    if hashes.contains('＃') && ((2..=4).contains(&count) || (count == 1 && behind_hashes.starts_with(is_blank))) {
        return Some(0..text.len());
    }
    if text.starts_with('｜') && text.matches('｜').count() > 1 {
        return Some(0..text.len());
    }
    if text.starts_with('＞') || (text.starts_with('：') && was_row) {
        return Some(0..'：'.len_utf8());
    }
    None
}

fn is_row(text: &str, marks: &Range<usize>) -> bool {
    text.starts_with('｜') && marks.end == text.len()
}

/// Links and pictures with a full-width mark among theirs: ［网站］（https://…）, ！[图题](图.png).
fn links(text: &str) -> Vec<Range<usize>> {
    /// Characters of a text or an address beyond which none is looked for.
    const LONGEST: usize = 500;
    let mut found = Vec::new();
    for (at, closing) in text.match_indices([']', '］']) {
        let behind = text.get(at + closing.len()..).unwrap_or_default();
        let Some(open) = behind.chars().next().filter(|ch| matches!(ch, '(' | '（')) else { continue };
        let address = behind.strip_prefix(open).unwrap_or_default();
        let before = text.get(..at).unwrap_or_default();
        let near = before.char_indices().rev().take(LONGEST).find(|(_, ch)| matches!(ch, '[' | '［'));
        let Some((start, _)) = near else { continue };
        let is_picture = before.get(..start).unwrap_or_default().ends_with(['!', '！']);
        let start = match before.get(..start).and_then(|before| before.chars().next_back()) {
            Some(mark) if is_picture => start - mark.len_utf8(),
            _ => start,
        };
        let closes = if open == '(' { [')', '）'] } else { ['）', ')'] };
        let find = |close: char| address.char_indices().take(LONGEST).find(|(_, ch)| *ch == close);
        let Some((end, _)) = closes.into_iter().find_map(find) else { continue };
        let (inside, close) = address.split_at(end);
        let close = close.chars().next().map_or(0, char::len_utf8);
        let leads_somewhere = ["http:", "https:", "www.", "mailto:"].iter().any(|scheme| inside.starts_with(scheme));
        let end = at + closing.len() + open.len_utf8() + inside.len() + close;
        let written = text.get(start..end).unwrap_or_default();
        let marks = written.chars().filter(|ch| matches!(ch, '［' | '］' | '！')).count()
            + usize::from(open == '（')
            + usize::from(written.ends_with('）'));
        if (leads_somewhere || is_picture) && marks > 0 {
            found.push(start..end);
        }
    }
    found
}

/// ｛｛ … ｝｝, and every mixture of these braces with half-width ones; ｛ … ｝ around what is surely an expression. Behind a
/// half-width `{{` the template tells it.
fn braces(text: &str) -> Option<Range<usize>> {
    let start = text.find('｛').or_else(|| text.find('｝').filter(|_| !text.contains("{{")))?;
    let before = text.get(..start)?;
    let start = start - (before.len() - before.trim_end_matches('{').len());
    let rest = text.get(start..)?;
    let inside = rest.trim_start_matches(['{', '｛']);
    let opening = rest.len() - inside.len();
    let is_double = rest.get(..opening)?.chars().count() > 1;
    let length = inside.find(['}', '｝']);
    let closing = length.and_then(|length| inside.get(length..)).unwrap_or_default();
    let closing = closing.len() - closing.trim_start_matches(['}', '｝']).len();
    let is_meant = match length.and_then(|length| inside.get(..length)) {
        Some(inside) => is_double || is_expression(inside),
        None => is_double,
    };
    is_meant.then(|| start..start + opening + length.map_or(0, |length| length + closing))
}

/// ［^1］, and ： behind the mark that opens a footnote's text.
fn footnotes(text: &str) -> Vec<Range<usize>> {
    const LONGEST_LABEL: usize = 20;
    let mut found = Vec::new();
    for (start, open) in text.match_indices(['[', '［']) {
        let behind = text.get(start + open.len()..).unwrap_or_default();
        let Some(label) = behind.strip_prefix(['^', '＾']) else { continue };
        let close = label.char_indices().take(LONGEST_LABEL).find(|(_, ch)| matches!(ch, ']' | '］'));
        let Some((end, _)) = close.filter(|(end, _)| *end > 0) else { continue };
        let (_, close) = label.split_at(end);
        let close_width = close.chars().next().map_or(0, char::len_utf8);
        let caret = behind.len() - label.len();
        let mut end = start + open.len() + caret + end + close_width;
        let rest = text.get(end..).unwrap_or_default();
        let opens_text = start == 0 && rest.starts_with('：');
        if opens_text {
            end += '：'.len_utf8();
        }
        if open == "［" || caret > 1 || close_width > 1 || opens_text {
            found.push(start..end);
        }
    }
    found
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use crate::diagnostic::Lang;
    use crate::source::Sources;

    /// What is wrong, as it stands and as it is to be typed.
    fn told(text: &str) -> Vec<(String, String)> {
        let mut sources = Sources::default();
        let source = sources.add("a.md", text);
        let prose = Prose { text: text.to_owned(), source, offsets: Vec::new(), key: "other.body".to_owned() };
        let tell = |fault: &Diagnostic| {
            let help = fault.help.as_ref().unwrap().in_lang(Lang::Zh).trim_start_matches("改成半角：").to_owned();
            (sources.slice(fault.span.unwrap()).to_owned(), help)
        };
        full_width_marks(&prose).iter().map(tell).collect()
    }

    #[test]
    fn each_mark_is_told_with_its_half_width_form() {
        for (text, written, half) in [
            ("＃＃ 平台建设", "＃＃ 平台建设", "## 平台建设"),
            ("　　＃#＃平台", "＃#＃平台", "### 平台"),
            ("＃　戊", "＃　戊", "## 戊"),
            ("见[网站]（https://a.cn/）。", "[网站]（https://a.cn/）", "[网站](https://a.cn/)"),
            ("［网站］(www.a.cn)", "［网站］(www.a.cn)", "[网站](https://www.a.cn)"),
            ("！[题](a.png)", "！[题](a.png)", "![题](a.png)"),
            ("![题]（a.png）", "![题]（a.png）", "![题](a.png)"),
            ("共｛｛ 1 ｝｝件", "｛｛ 1 ｝｝", "{{ 1 }}"),
            ("共｛｛ 1 }}件", "｛｛ 1 }}", "{{ 1 }}"),
            ("共{｛ 1 }}件", "{｛ 1 }}", "{{ 1 }}"),
            (
                "共｛applications.received.total｝件",
                "｛applications.received.total｝",
                "{{applications.received.total}}",
            ),
            ("甲［^1］乙", "［^1］", "[^1]"),
            ("[^1]：注", "[^1]：", "[^1]:"),
            ("＞ 引", "＞", ">"),
            ("| 甲 |\n|---|\n| 乙 |\n：题", "：", ":"),
        ] {
            assert_eq!(told(text), [(written.to_owned(), half.to_owned())], "{text}");
        }
        assert_eq!(told("｜ 甲 ｜ 乙 ｜\n｜ --- ｜ --- ｜\n｜ 丙 ｜ 丁 ｜").len(), 1, "once for a table");
    }

    #[test]
    fn the_same_marks_in_text_are_text() {
        for text in [
            "（一）主动公开！",
            "国办发［2021］30号（摘要）",
            "见[1]（第2页）",
            "＃1楼",
            "甲｜乙",
            "：冒号",
            "[网站](https://a.cn/（一）)",
            "|甲（乙）|",
            "共{{ 1 }}件｛注｝",
        ] {
            assert_eq!(told(text), [], "{text}");
        }
    }
}
