//! Straight quotes and half-width marks among Chinese characters.

use std::collections::BTreeSet;
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

/// What puts the marks of Chinese in the place of some marks: quotes open and close in turn, if they are pairs. Both
/// marks of a pair change or neither does.
fn edits(passage: &Passage, marks: &[Range<usize>]) -> Vec<Edit> {
    let text = passage.text.as_str();
    let is_told = |at: usize| marks.binary_search_by_key(&at, |mark| mark.start).is_ok();
    let mut pairs: Vec<([usize; 2], [&str; 2])> = Vec::new();
    for (quote, signs) in [('"', ["“", "”"]), ('\'', ["‘", "’"])] {
        let places = quotes(text, quote);
        if places.len().is_multiple_of(2) {
            pairs.extend(places.as_chunks().0.iter().map(|pair| (*pair, signs)));
        }
    }
    let brackets = bracket_pairs(text).into_iter().filter_map(|pair| match pair {
        (Some((open, '(')), Some((close, ')'))) => Some(([open, close], ["（", "）"])),
        _ => None,
    });
    pairs.extend(brackets);
    pairs.retain(|(places, _)| places.iter().all(|at| is_told(*at)));
    let in_pairs: BTreeSet<usize> = pairs.iter().flat_map(|(places, _)| places).copied().collect();

    // Half-width marks are a byte each.
    let pairs = pairs.into_iter().filter_map(|([open, close], [new_open, new_close])| {
        passage.edit_pair([(open..open + 1, new_open), (close..close + 1, new_close)])
    });
    let alone = marks.iter().filter(|mark| !in_pairs.contains(&mark.start)).filter_map(|mark| {
        let new = match text.get(mark.clone())? {
            "," => "，",
            ";" => "；",
            ":" => "：",
            "?" => "？",
            "!" => "！",
            "(" => "（",
            ")" => "）",
            _ => return None,
        };
        passage.edit(mark.clone(), new)
    });
    pairs.flatten().chain(alone).collect()
}

/// A bracket: where it stands, and how it is written.
type Bracket = (usize, char);

/// The brackets of a text, ( ) and （ ）, in pairs; of one without another, that alone.
fn bracket_pairs(text: &str) -> Vec<(Option<Bracket>, Option<Bracket>)> {
    let mut pairs = Vec::new();
    let mut open = Vec::new();
    for (at, sign) in text.char_indices() {
        match sign {
            '(' | '（' => open.push((at, sign)),
            ')' | '）' => pairs.push((open.pop(), Some((at, sign)))),
            _ => {}
        }
    }
    pairs.extend(open.into_iter().map(|bracket| (Some(bracket), None)));
    pairs
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
    let is_other = |ch: char| is_mark(ch) && !matches!(ch, '(' | ')' | '"' | '\'');
    let alone = text.char_indices().filter(|(at, ch)| is_other(*ch) && stands_among_han(passage, *at));
    let mut marks: Vec<usize> = alone.map(|(at, _)| at).collect();
    for (open, close) in bracket_pairs(text) {
        let half = [open.filter(|(_, sign)| *sign == '('), close.filter(|(_, sign)| *sign == ')')];
        let half: Vec<usize> = half.into_iter().flatten().map(|(at, _)| at).collect();
        // One of full width asks for another.
        let is_mixed = open.is_some() && close.is_some() && half.len() == 1;
        let is_of_another = match half.as_slice() {
            // Behind foreign words, brackets that hold others belong to them: Word(.docx)格式.
            [open, close] => is_among_others(text, *open, *close) || is_year_of_number(text, *open, *close),
            [close] if open.is_none() => is_of_list_number(text, *close),
            _ => false,
        };
        let is_among_han = half.iter().any(|at| stands_among_han(passage, *at));
        if !is_of_another && (is_among_han || is_mixed && half.iter().all(|at| !is_in_other_text(passage, *at))) {
            marks.extend(half);
        }
    }
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

/// Whether a bracket closes the number of an item, `1)加强`: how items are numbered is another matter.
fn is_of_list_number(text: &str, close: usize) -> bool {
    let number = text.get(..close).and_then(|before| before.rsplit('\n').next()).unwrap_or_default().trim();
    let is_letter = number.len() == 1 && number.starts_with(|ch: char| ch.is_ascii_alphabetic());
    let of = |is_one: fn(char) -> bool| !number.is_empty() && number.chars().all(is_one);
    is_letter
        || of(|ch| ch.is_ascii_digit() || ('０'..='９').contains(&ch))
        || of(|ch| "一二三四五六七八九十".contains(ch))
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

/// Whether a mark stands by a Han character, or between marks of Chinese, and not among words of another script.
fn stands_among_han(passage: &Passage, at: usize) -> bool {
    /// Characters within which a mark has a neighbour, other marks left out.
    const NEAR: usize = 6;
    let text = passage.text.as_str();
    let (before, behind) = (text.get(..at).unwrap_or_default(), text.get(at + 1..).unwrap_or_default());
    let is_other = |ch: &char| !is_mark(*ch) && *ch != ' ';
    let neighbours = [before.chars().rev().take(NEAR).find(is_other), behind.chars().take(NEAR).find(is_other)];
    let beside_han = neighbours.into_iter().flatten().any(is_han);
    let between_marks = neighbours.iter().all(|ch| ch.is_some_and(is_chinese_mark));
    let between_others = neighbours.iter().all(|ch| ch.is_some_and(|ch| ch.is_ascii_alphanumeric()));
    (beside_han || between_marks)
        && !between_others
        && !is_of_latin_words(before, behind)
        && !is_in_other_text(passage, at)
}

/// Whether a mark belongs to words in Latin letters, Hello, world! 你好: it stands right by them, and Chinese no nearer
/// than behind a blank or a quote. A word that stands in Chinese itself, as in 使用APP, 推进, is none of these.
fn is_of_latin_words(before: &str, behind: &str) -> bool {
    let is_near = |ch: &char| !is_mark(*ch) || matches!(ch, '"' | '\'');
    let nearest = [before.chars().rev().find(is_near), behind.chars().find(is_near)];
    let is_latin = |ch: char| ch.is_ascii_alphabetic();
    let words = before.trim_end_matches(is_mark);
    let stands_in_han = words.trim_end_matches(is_latin).ends_with(|ch| is_han(ch) || is_chinese_mark(ch));
    let is_after_latin = nearest[0].is_some_and(is_latin) && !stands_in_han;
    let is_before_latin = nearest[1].is_some_and(is_latin);
    (is_after_latin || is_before_latin) && !nearest.into_iter().flatten().any(|ch| is_han(ch) || is_chinese_mark(ch))
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

/// Whether a byte stands within an address of the web: a word that names a scheme or a host. A bracket or a mark at its
/// end is none of it. Han characters belong to it behind a sign of its own, 查询?q=公开, and whatever follows them.
pub(super) fn in_address(text: &str, at: usize) -> bool {
    /// Characters of an address on either side beyond which none is looked for.
    const LONGEST: usize = 300;
    let is_one = |ch: &char| ch.is_ascii_graphic() || is_han(*ch);
    let length = |run: &mut dyn Iterator<Item = char>| run.take(LONGEST).take_while(is_one).map(char::len_utf8).sum();
    let before: usize = length(&mut text.get(..at).unwrap_or_default().chars().rev());
    let behind: usize = length(&mut text.get(at..).unwrap_or_default().chars());
    let word = text.get(at - before..at + behind).unwrap_or_default();
    let (address, rest) = (|start| word.get(start..before), word.get(before..).unwrap_or_default());
    address_starts(word).into_iter().filter_map(address).any(|address| goes_on(address, rest))
}

/// Whether what opens an address still belongs to it, and what stands behind that does.
fn goes_on(address: &str, rest: &str) -> bool {
    let opens_path = |ch: char| ch.is_ascii_punctuation() && (!is_mark(ch) || ch == '?');
    let Some(first) = address.find(is_han) else {
        let rest = rest.split(is_han).next().unwrap_or_default();
        return !address.is_empty() && rest.contains(|ch: char| ch.is_ascii_alphanumeric());
    };
    // 见www.a.cn中的公开,指南: the address is over before.
    address.get(..first).is_some_and(|before| before.ends_with(opens_path))
        && rest.contains(|ch: char| ch.is_ascii_alphanumeric() || is_han(ch))
}

/// Where addresses begin in a word: a scheme, www., or a host with a path, gov.cn/.
fn address_starts(word: &str) -> Vec<usize> {
    let schemes = ["http://", "https://", "www."].iter().flat_map(|scheme| word.match_indices(scheme));
    let is_of_host = |ch: char| ch.is_ascii_alphanumeric() || matches!(ch, '.' | '-');
    let host = |(end, _)| {
        let host = word.get(..end).unwrap_or_default();
        let start = host.trim_end_matches(is_of_host).len();
        let (name, top) = host.get(start..)?.rsplit_once('.')?;
        let is_top = top.len() >= 2 && top.bytes().all(|byte| byte.is_ascii_alphabetic());
        (is_top && name.starts_with(|ch: char| ch.is_ascii_alphanumeric())).then_some(start)
    };
    schemes.map(|(start, _)| start).chain(word.match_indices('/').filter_map(host)).collect()
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
        assert_eq!(marks("使用APP, 推进公开"), Some((",".to_owned(), 0)));
        assert_eq!(marks("见www.a.cn/zfxxgk,请查阅"), Some((",".to_owned(), 0)));
        assert_eq!(marks("见www.a.cn中的公开,指南"), Some((",".to_owned(), 0)));
        assert_eq!(marks("说\"Smart City\"建设"), Some(("\"".to_owned(), 1)));
        assert_eq!(marks("| 甲(乙) |\n|---|\n| 丙 |"), Some(("(".to_owned(), 1)));
    }

    #[test]
    fn figures_addresses_and_other_scripts_keep_theirs() {
        for text in [
            "比例为3:1，共1,264件，时间12:30。",
            "见https://www.gov.cn/a?b=(c);d:e。",
            "见www.gov.cn:8080/中文",
            "见http://www.a.cn/公开,指南?id=1。",
            "网址gov.cn/查询?q=公开,指南。",
            "The Premier said: \"Hello!\" 推进公开。",
            "Hello, world! 你好。",
            "1)加强公开",
            "a)加强公开",
            "使用“Smart City (2025), phase 1”方案",
            "写成[链接,地址](https://www.gov.cn/)。",
            "“三公”经费，（含新媒体）；成效：明显？！",
        ] {
            assert_eq!(marks(text), None, "{text}");
        }
    }
}
