//! Characters that came in with text copied from PDF files and the like: they look like others, or like nothing.

use std::ops::Range;

use super::meant_character::meant;
use super::printed_texts::{PrintedText, printed_texts};
use super::spots::at_places;
use super::{Check, Example, Run, Subject};
use crate::diagnostic::{Diagnostic, ERROR, Edit, Message, Rule, message, text};

pub(super) static CHECK: Check = Check {
    rule: &Rule {
        code: "characters",
        severities: ERROR,
        acceptable: true,
        rule: text(
            "文字里有不该有的字符：部首或兼容汉字冒充的字、看不见的字符、私用区的字符",
            "characters that no text should hold: radicals and compatibility ideographs in the place of ideographs, \
             invisible ones, those of private use",
        ),
        source: text(
            "Unicode 标准：部首、兼容汉字、格式字符和私用区",
            "the Unicode Standard: radicals, compatibility ideographs, format characters, private use",
        ),
        remedy: text(
            "重新输入这些字，删去看不见的字符；check --fix 能改有唯一写法的",
            "type the characters anew and delete the invisible ones; `check --fix` mends what has one right answer",
        ),
        cases: &[],
        pair: None,
    },
    needs: &[],
    run: Run::Findings(characters),
    example: Example::new(include_str!("characters/bad.toml"), include_str!("characters/good.toml")),
};

/// Whether a finding tells of characters that should not be there.
pub(crate) fn tells_of_characters(finding: &Diagnostic) -> bool {
    finding.rule == CHECK.rule
}

/// One finding a line for each kind of them.
fn characters(subject: &Subject) -> Vec<Diagnostic> {
    printed_texts(subject.this.report).iter().flat_map(of_text).collect()
}

/// A character that should not be there.
struct Stray {
    range: Range<usize>,
    ch: char,
    kind: Kind,
}

/// What is wrong with a character.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Kind {
    /// It looks like this ideograph.
    Meant(char),
    /// It shows nothing and does nothing.
    Needless,
    /// What was meant is lost.
    Lost,
}

fn of_text(text: &PrintedText) -> Vec<Diagnostic> {
    if text.text.is_ascii() {
        return Vec::new();
    }
    let mut found = Vec::new();
    let (mut strays, mut behind) = (Vec::new(), Behind::default());
    for (at, ch) in text.text.char_indices() {
        if ch == '\n' {
            found.extend(findings(text, &strays));
            strays.clear();
        }
        if let Some(kind) = kind(ch, &behind, || has_right_to_left(text.text, at)) {
            strays.push(Stray { range: at..at + ch.len_utf8(), ch, kind });
        }
        behind = behind.and(ch);
    }
    strays.extend(written_out(text).into_iter().filter(|_| text.is_prose()));
    found.extend(findings(text, &strays));
    found
}

/// What stands before a character.
#[derive(Default)]
struct Behind {
    last: Option<char>,
    /// Whether an ideographic description (⿰亻尔), which may hold radicals, has opened that near.
    since_description: Option<u8>,
}

impl Behind {
    fn and(self, ch: char) -> Behind {
        /// Characters of a description in which radicals are looked for.
        const LONGEST: u8 = 8;
        let since_description = match ch {
            '\u{2FF0}'..='\u{2FFF}' => Some(0),
            _ => self.since_description.and_then(|count| (count < LONGEST).then_some(count + 1)),
        };
        Behind { last: Some(ch), since_description }
    }
}

/// What is wrong with a character behind another.
fn kind(ch: char, behind: &Behind, has_right_to_left: impl Fn() -> bool) -> Option<Kind> {
    if ch.is_ascii() {
        // A line end of whatever kind, or a tab; the rest no TOML holds, but a `body_file` may.
        return (ch.is_control() && !matches!(ch, '\t' | '\n' | '\r' | '\u{B}' | '\u{C}')).then_some(Kind::Lost);
    }
    if let Some(meant) = meant(ch) {
        return behind.since_description.is_none().then_some(Kind::Meant(meant));
    }
    let is_needless = match ch {
        // Zero-width space, soft hyphen, word joiner and invisible operators, byte-order mark, interlinear annotation.
        '\u{200B}' | '\u{AD}' | '\u{2060}'..='\u{2064}' | '\u{206A}'..='\u{206F}' | '\u{FEFF}' => true,
        '\u{FFF9}'..='\u{FFFB}' => true,
        // Embeddings, overrides and isolates, which turn what is read.
        '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}' => true,
        // Marks of direction, in a text that has none but one direction.
        '\u{200E}' | '\u{200F}' | '\u{61C}' => !has_right_to_left(),
        // Joiners, and selectors of a variant, which belong to the character before them.
        '\u{200C}' | '\u{200D}' => behind.last.is_none_or(joins_nothing),
        '\u{FE00}'..='\u{FE0F}' | '\u{E0100}'..='\u{E01EF}' => behind.last.is_none_or(char::is_whitespace),
        _ => false,
    };
    let is_lost = ch.is_control()
        || matches!(ch, '\u{FFFD}' | '\u{E000}'..='\u{F8FF}' | '\u{F0000}'..='\u{FFFFF}' | '\u{100000}'..='\u{10FFFF}')
        || matches!(ch, '\u{FDD0}'..='\u{FDEF}' | '\u{FFFE}' | '\u{FFFF}');
    match (is_needless, is_lost) {
        (true, _) => Some(Kind::Needless),
        (_, true) => Some(Kind::Lost),
        _ => None,
    }
}

/// Whether a joiner behind this character joins nothing: letters of Chinese and of Latin are not joined.
fn joins_nothing(ch: char) -> bool {
    ch.is_ascii()
        || ch.is_whitespace()
        || matches!(ch, '\u{2000}'..='\u{206F}' | '\u{2E80}'..='\u{9FFF}' | '\u{F900}'..='\u{FAFF}')
        || matches!(ch, '\u{FF00}'..='\u{FFEF}' | '\u{20000}'..='\u{3FFFF}')
}

/// Whether letters that run from right to left stand near a byte.
fn has_right_to_left(text: &str, at: usize) -> bool {
    /// Characters to either side.
    const NEAR: usize = 20;
    let is_one = |ch: char| matches!(ch, '\u{590}'..='\u{8FF}' | '\u{FB1D}'..='\u{FDFF}' | '\u{FE70}'..='\u{FEFC}');
    let is_letter = |ch: char| is_one(ch) && ch != '\u{61C}';
    let before = text.get(..at).unwrap_or_default().chars().rev().take(NEAR).any(is_letter);
    before || text.get(at..).unwrap_or_default().chars().take(NEAR).any(is_letter)
}

/// Characters that Markdown names, `&#x200B;`, and that should not be there.
fn written_out(text: &PrintedText) -> Vec<Stray> {
    const NAMED: [(&str, char); 3] = [("ZeroWidthSpace", '\u{200B}'), ("shy", '\u{AD}'), ("NoBreak", '\u{2060}')];
    let mut found = Vec::new();
    for (at, _) in text.text.match_indices('&') {
        let rest = text.text.get(at + 1..).unwrap_or_default();
        let Some(end) = rest.bytes().take(16).position(|byte| byte == b';') else { continue };
        let name = rest.get(..end).unwrap_or_default();
        let number = match (name.strip_prefix("#x").or_else(|| name.strip_prefix("#X")), name.strip_prefix('#')) {
            (Some(digits), _) => u32::from_str_radix(digits, 16).ok(),
            (None, Some(digits)) => digits.parse().ok(),
            _ => None,
        };
        let named = NAMED.iter().find(|(known, _)| *known == name).map(|(_, ch)| *ch);
        let Some(ch) = number.and_then(char::from_u32).or(named) else { continue };
        let before = text.text.get(..at).unwrap_or_default().chars().next_back();
        if let Some(kind) = kind(ch, &Behind::default().and(before.unwrap_or(' ')), || true) {
            found.push(Stray { range: at..at + end + 2, ch, kind });
        }
    }
    found
}

/// What is told of some strays of a kind, and what to do about them.
type Tell = fn(&[&Stray]) -> (Message, Message);

/// What is told of the strays of a line: one finding for each kind.
fn findings(text: &PrintedText, strays: &[Stray]) -> Vec<Diagnostic> {
    let of = |is_one: fn(&Stray) -> bool| strays.iter().filter(|stray| is_one(stray)).collect::<Vec<_>>();
    let alike = of(|stray| matches!(stray.kind, Kind::Meant(_)));
    let needless = of(|stray| stray.kind == Kind::Needless);
    let lost = of(|stray| stray.kind == Kind::Lost);
    let told: [(&[&Stray], Tell); 3] = [(&alike, told_alike), (&needless, told_needless), (&lost, told_lost)];
    let told = told.into_iter().filter(|(strays, _)| !strays.is_empty());
    told.map(|(strays, tell)| {
        let (message, help) = tell(strays);
        let places = strays.iter().map(|stray| Some(text.span(stray.range.clone())));
        let edits = strays.iter().filter_map(|stray| edit(text, stray));
        at_places(&text.key, places, Diagnostic::error(CHECK.rule, message)).help(help).fix(edits)
    })
    .collect()
}

/// What is meant is written; what does nothing goes.
fn edit(text: &PrintedText, stray: &Stray) -> Option<Edit> {
    match stray.kind {
        Kind::Meant(meant) => text.edit(stray.range.clone(), &meant.to_string()),
        Kind::Needless => text.edit(stray.range.clone(), ""),
        Kind::Lost => None,
    }
}

fn told_alike(strays: &[&Stray]) -> (Message, Message) {
    let zh = listed(strays, "，", |stray| match stray.kind {
        Kind::Meant(meant) => format!("{}（U+{:04X}）应是“{meant}”", stray.ch, u32::from(stray.ch)),
        _ => String::new(),
    });
    let en = listed(strays, ", ", |stray| match stray.kind {
        Kind::Meant(meant) => format!("{} (U+{:04X}) should be {meant}", stray.ch, u32::from(stray.ch)),
        _ => String::new(),
    });
    let message = message!(zh: "只是样子像的字符：{zh}", en: "characters that only look like others: {en}");
    let help = message!(
        zh: "重新输入这些字；check --fix 能改",
        en: "type them anew; `check --fix` does it",
    );
    (message, help)
}

fn told_needless(strays: &[&Stray]) -> (Message, Message) {
    let count = strays.len();
    let zh = listed(strays, "、", |stray| format!("{}（U+{:04X}）", name(stray.ch).0, u32::from(stray.ch)));
    let en = listed(strays, ", ", |stray| format!("{} (U+{:04X})", name(stray.ch).1, u32::from(stray.ch)));
    let message = message!(
        zh: "这里有看不见的字符：{zh}（{count} 个）",
        en: "invisible characters: {en} ({count})",
    );
    let help = message!(
        zh: "删去：把光标放在这个位置，删去前后各一个字，再把那两个字打上；check --fix 能删",
        en: "delete the characters on both sides of this place and type them again; `check --fix` does it",
    );
    (message, help)
}

fn told_lost(strays: &[&Stray]) -> (Message, Message) {
    let zh = listed(strays, "、", |stray| match of_code_page(stray.ch) {
        Some(meant) => format!("控制字符（U+{:04X}，多半是“{meant}”）", u32::from(stray.ch)),
        None => format!("{}（U+{:04X}）", name(stray.ch).0, u32::from(stray.ch)),
    });
    let en = listed(strays, ", ", |stray| match of_code_page(stray.ch) {
        Some(meant) => format!("a control character (U+{:04X}, probably {meant})", u32::from(stray.ch)),
        None => format!("{} (U+{:04X})", name(stray.ch).1, u32::from(stray.ch)),
    });
    let message = message!(zh: "这里有不表示任何字的字符：{zh}", en: "characters that stand for nothing: {en}");
    let help = message!(
        zh: "对照原稿，把原来的字重新打上",
        en: "look at what the text was copied from, and type the character anew",
    );
    (message, help)
}

/// What is said of each character of some strays, the first of them.
fn listed(strays: &[&Stray], joint: &str, said: impl Fn(&Stray) -> String) -> String {
    /// Of more characters a message names no more than these.
    const MOST_NAMED: usize = 8;
    let mut all: Vec<String> = Vec::new();
    for stray in strays {
        let one = said(stray);
        if !all.contains(&one) {
            all.push(one);
        }
        if all.len() == MOST_NAMED {
            break;
        }
    }
    all.join(joint)
}

/// What a character that shows nothing is called.
fn name(ch: char) -> (&'static str, &'static str) {
    match ch {
        '\u{200B}' => ("零宽空格", "zero-width space"),
        '\u{AD}' => ("软连字符", "soft hyphen"),
        '\u{FEFF}' => ("字节顺序标记", "byte-order mark"),
        '\u{200C}' | '\u{200D}' | '\u{2060}' => ("连接符", "joiner"),
        '\u{200E}' | '\u{200F}' | '\u{61C}' => ("书写方向标记", "mark of direction"),
        '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}' => ("改变书写方向的字符", "override of direction"),
        '\u{FE00}'..='\u{FE0F}' | '\u{E0100}'..='\u{E01EF}' => ("异体字选择符", "variation selector"),
        '\u{FFFD}' => ("替换字符，原来的字已丢失", "replacement character: what stood there is lost"),
        '\u{E000}'..='\u{F8FF}' | '\u{F0000}'..='\u{10FFFF}' => ("私用区的字符", "character of private use"),
        _ => ("控制字符", "control character"),
    }
}

/// What Windows-1252 has in the place of a C1 control, which a text has that went through the wrong code page.
fn of_code_page(ch: char) -> Option<char> {
    const MARKS: [(char, char); 9] = [
        ('\u{80}', '€'),
        ('\u{85}', '…'),
        ('\u{91}', '‘'),
        ('\u{92}', '’'),
        ('\u{93}', '“'),
        ('\u{94}', '”'),
        ('\u{95}', '•'),
        ('\u{96}', '–'),
        ('\u{97}', '—'),
    ];
    MARKS.iter().find(|(control, _)| *control == ch).map(|(_, mark)| *mark)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::fixture::{THIS, found_with};

    fn kinds(text: &str) -> Vec<Kind> {
        let mut behind = Behind::default();
        let mut found = Vec::new();
        for ch in text.chars() {
            found.extend(kind(ch, &behind, || false));
            behind = behind.and(ch);
        }
        found
    }

    #[test]
    fn each_character_is_of_a_kind() {
        assert_eq!(kinds("⼀⺠\u{F98E}"), [Kind::Meant('一'), Kind::Meant('民'), Kind::Meant('年')]);
        for text in ["\u{200B}", "中\u{AD}", "\u{FEFF}", "\u{202E}", "\u{2066}", "中\u{200D}", "\u{FE0F}", "中\u{200E}"]
        {
            assert_eq!(kinds(text), [Kind::Needless], "{text:?}");
        }
        for text in ["\u{7}", "\u{7F}", "\u{80}", "\u{9F}", "\u{FFFD}", "\u{E000}", "\u{10FFFD}", "\u{FFFF}"] {
            assert_eq!(kinds(text), [Kind::Lost], "{text:?}");
        }
        for text in
            ["\t\r\u{B}\u{C}\u{2028}", "👨\u{200D}👩", "葛\u{E0100}", "\u{FA0E}", "⿰⺀尔", "ᠨ\u{180E}", "１Ａ㎡"]
        {
            assert_eq!(kinds(text), [], "{text:?}");
        }
    }

    #[test]
    fn an_entity_is_the_character_that_it_names() {
        let report = |text: &str| format!("{THIS}[overview]\nbody = '''\n{text}\n'''\n");
        let found = |text: &str| {
            let (found, sources) = found_with(&report(text), None);
            let places =
                found.iter().filter(|finding| finding.code() == "characters").filter_map(|finding| finding.span);
            places.map(|span| sources.slice(span).to_owned()).collect::<Vec<_>>()
        };
        assert_eq!(found("公开&#x200B;指南&shy;"), ["&#x200B;"]);
        assert_eq!(found("公开&#8203;指南"), ["&#8203;"]);
        assert_eq!(found("公开&amp;指南&#x4E00;&nbsp;"), Vec::<String>::new());
    }
}
