//! What is kept whole where a short text is broken by its sense: words, names, the clause 关于…的 (GB/T 9704-2012,
//! 7.3.1: 词意完整).
//!
//! The words are those of icu_segmenter's Chinese dictionary, tailored to the terms of these reports. Names are the
//! organ's, its second name in brackets apart from its first, and what a list in brackets is made of; whatever stands
//! in brackets or in 《》 is a unit.

use std::ops::Range;

use icu_segmenter::WordSegmenter;
use icu_segmenter::options::WordBreakInvariantOptions;

use super::atom::Break;
use super::class::is_ideograph;
use super::paragraph::Paragraph;
use super::tariff::INSIDE_WORD;

/// How much it matters that something stays on one line, from least to most.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Kept {
    /// 关于…的.
    Clause,
    /// A number with what it counts, which also leans on what follows.
    Number,
    /// An organ's name, an item of a list in brackets.
    Name,
    /// A word.
    Word,
    /// What stands in brackets.
    Bracket,
}

/// Atoms of a paragraph that stay on one line, if a line holds them.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Group {
    /// The atoms.
    pub atoms: Range<usize>,
    /// How much it matters.
    pub kept: Kept,
}

/// Words of these reports that the dictionary divides or lacks.
const TERMS: &[&str] = &[
    "中华人民共和国",
    "人民政府",
    "人民代表大会",
    "常务委员会",
    "人民法院",
    "人民检察院",
    "委员会",
    "街道办事处",
    "办事处",
    "办公厅",
    "办公室",
    "管理局",
    "监督局",
    "自治区",
    "自治州",
    "自治县",
    "自治旗",
    "开发区",
    "政府信息公开",
    "政府信息",
    "政务公开",
    "信息公开",
    "主动公开",
    "依申请公开",
    "年度报告",
    "行政复议",
    "行政诉讼",
    "行政许可",
    "行政处罚",
    "规范性文件",
    "实施方案",
    "实施意见",
    "工作要点",
    "印发",
    "转发",
];

/// Divisions of the country: an organ's name that is longer than a line is broken behind them.
const DIVISIONS: &[char] = &['省', '市', '区', '县', '州', '盟', '旗', '镇', '乡'];

/// They lean on the word before them.
const LEAN_BACK: &[&str] = &["的", "等", "之", "们"];
/// They lean on the word behind them.
const LEAN_ON: &[&str] = &["和", "与", "及", "以及", "或", "暨", "第", "在", "对", "关于", "各", "本"];

/// What a number counts, in titles and captions.
const COUNTED: &[&str] = &["年度", "年", "月", "日", "号", "届", "次", "期", "版", "件", "项", "个", "季度"];
/// Digits as Chinese writes them.
const NUMERALS: &str = "〇零一二三四五六七八九十百千";
/// What stands between the items of a list.
const LISTING: &[char] = &['、', '，', '；', ',', ';'];
/// What opens a unit and what closes it.
const BRACKETS: &[(char, char)] = &[('《', '》'), ('〈', '〉'), ('〔', '〕'), ('（', '）'), ('“', '”'), ('「', '」')];

/// A text of more characters is no title and no caption, but prose that was put in the place of one: it is broken
/// anywhere, and no time is spent on its words.
const LONGEST: usize = 1_000;

impl Paragraph {
    /// What is kept whole in it, the longest first. `names` are names that it may hold, such as the organ's. Nothing in
    /// a text that is too long for a title or a caption.
    pub(crate) fn groups(&self, names: &[&str]) -> Vec<Group> {
        if self.atoms.len() > LONGEST {
            return Vec::new();
        }
        let mut text = String::new();
        let mut starts = Vec::with_capacity(self.atoms.len() + 1);
        for atom in &self.atoms {
            starts.push(text.len());
            text.push_str(&atom.text);
            if atom.break_after == Break::Forced {
                text.push('\n');
            } else if atom.glue.space {
                text.push(' ');
            }
        }
        starts.push(text.len());
        // The first atom that begins at this byte or behind it.
        let atom_at = |byte: usize| starts.partition_point(|start| *start < byte).min(self.atoms.len());
        let groups = kept(&text, names).into_iter();
        groups.map(|(bytes, kept)| Group { atoms: atom_at(bytes.start)..atom_at(bytes.end), kept }).collect()
    }

    /// The same paragraph, to be centred: its lines end between words, where that costs no line more.
    pub(crate) fn by_words(mut self) -> Paragraph {
        for group in self.groups(&[]).into_iter().filter(|group| group.kept != Kept::Clause) {
            let inner = group.atoms.start..group.atoms.end.saturating_sub(1);
            for atom in self.atoms.get_mut(inner).unwrap_or_default() {
                if let Break::Allowed(price) = &mut atom.break_after {
                    *price = price.max(INSIDE_WORD);
                }
            }
        }
        self
    }

    /// Behind how many atoms a line may end, and whether it must; the end of the paragraph last.
    pub(crate) fn ends(&self) -> Vec<(usize, bool)> {
        let may_end = |(at, break_after): (usize, Break)| match break_after {
            _ if at + 1 == self.atoms.len() => Some((at + 1, true)),
            Break::Forced => Some((at + 1, true)),
            Break::Allowed(_) => Some((at + 1, false)),
            Break::Never | Break::WhereShort => None,
        };
        self.atoms.iter().map(|atom| atom.break_after).enumerate().filter_map(may_end).collect()
    }
}

/// What is kept whole in a text, as ranges of its bytes.
fn kept(text: &str, names: &[&str]) -> Vec<(Range<usize>, Kept)> {
    let words = words_in(text);
    let brackets = bracketed(text);
    let mut kept = Vec::new();
    let clause = clause_of(text);
    kept.extend(clause.map(|range| (range, Kept::Clause)));
    for name in names.iter().filter(|name| !name.is_empty()) {
        for (at, _) in text.match_indices(name) {
            let whole = at..at + name.len();
            // A second name in brackets is broken off before the first is divided.
            for single in outside(&brackets, &whole) {
                kept.extend(divisions(text, &single, &words).into_iter().map(|part| (part, Kept::Name)));
                kept.push((single, Kept::Name));
            }
            kept.push((whole, Kept::Name));
        }
    }
    for bracket in &brackets {
        for item in items(text, bracket) {
            kept.extend(divisions(text, &item, &words).into_iter().map(|part| (part, Kept::Name)));
            kept.push((item, Kept::Name));
        }
    }
    kept.extend(brackets.into_iter().map(|range| (range, Kept::Bracket)));
    kept.extend(counted(text).into_iter().map(|range| (range, Kept::Number)));
    kept.extend(words.into_iter().map(|word| (word, Kept::Word)));
    kept.sort_by_key(|(range, _)| std::cmp::Reverse(range.len()));
    kept
}

/// The words of a text, in order; particles belong to the word that they lean on.
fn words_in(text: &str) -> Vec<Range<usize>> {
    let mut ends: Vec<usize> =
        WordSegmenter::new_dictionary(WordBreakInvariantOptions::default()).segment_str(text).collect();
    let mut covered = 0;
    for (start, _) in text.char_indices() {
        let rest = text.get(start..).unwrap_or_default();
        let term = TERMS.iter().filter(|term| rest.starts_with(**term)).map(|term| term.len()).max();
        if let Some(length) = term.filter(|_| start >= covered) {
            covered = start + length;
            ends.retain(|end| *end <= start || *end >= covered);
            ends.extend([start, covered]);
        }
    }
    ends.sort_unstable();
    ends.dedup();
    let mut words: Vec<Range<usize>> = Vec::new();
    let (mut leans, mut in_unknown) = (false, false);
    for pair in ends.windows(2) {
        let word = pair[0]..pair[1];
        let is = |list: &[&str]| text.get(word.clone()).is_some_and(|word| list.contains(&word));
        let single = single_ideograph(text.get(word.clone()).unwrap_or_default());
        // What the dictionary does not know it takes character by character, names of places above all.
        let unknown = single.is_some() && !is(LEAN_BACK) && !is(LEAN_ON);
        let counts_back = |ch: char| DIVISIONS.contains(&ch) || COUNTED.iter().any(|unit| unit.starts_with(ch));
        match words.last_mut() {
            Some(last) if leans || is(LEAN_BACK) || single.is_some_and(counts_back) || (unknown && in_unknown) => {
                last.end = word.end
            }
            _ => words.push(word.clone()),
        }
        leans = is(LEAN_ON);
        in_unknown = unknown && !single.is_some_and(counts_back);
    }
    words
}

/// The ideograph that a word of one character is.
fn single_ideograph(word: &str) -> Option<char> {
    let mut chars = word.chars();
    chars.next().filter(|ch| is_ideograph(*ch) && chars.next().is_none())
}

/// 关于…的, up to the last 的 of its line.
fn clause_of(text: &str) -> Option<Range<usize>> {
    let start = text.find("关于")?;
    let line = text.get(start..)?.split('\n').next()?;
    let end = line.rfind('的')? + '的'.len_utf8();
    Some(start..start + end)
}

/// The parts of an organ's name: behind each division of the country (省 市 县 …) that is the end of a word.
fn divisions(text: &str, name: &Range<usize>, words: &[Range<usize>]) -> Vec<Range<usize>> {
    let mut parts = Vec::new();
    let mut start = name.start;
    for (at, ch) in text.get(name.clone()).unwrap_or_default().char_indices() {
        let end = name.start + at + ch.len_utf8();
        // 市市场监督管理局: the second 市 begins a word, and a division has a name of one character at least.
        let ends_word = words.iter().any(|word| word.end == end);
        if DIVISIONS.contains(&ch) && ends_word && end - start > ch.len_utf8() {
            parts.push(start..end);
            start = end;
        }
    }
    // The government of a place stays with it.
    match parts.last_mut() {
        Some(last) if text.get(start..name.end) == Some("人民政府") => last.end = name.end,
        _ => parts.push(start..name.end),
    }
    parts
}

/// The parts of a range that no bracket holds.
fn outside(brackets: &[Range<usize>], whole: &Range<usize>) -> Vec<Range<usize>> {
    let mut parts = Vec::new();
    let mut start = whole.start;
    let inside = |bracket: &&Range<usize>| whole.start <= bracket.start && bracket.end <= whole.end;
    let mut inner: Vec<&Range<usize>> = brackets.iter().filter(inside).collect();
    inner.sort_by_key(|bracket| bracket.start);
    for bracket in inner {
        parts.push(start..bracket.start.max(start));
        start = start.max(bracket.end);
    }
    parts.push(start..whole.end);
    parts.retain(|part| !part.is_empty());
    parts
}

/// The items of a list in brackets, each with the mark behind it, the first and the last with their bracket.
fn items(text: &str, bracket: &Range<usize>) -> Vec<Range<usize>> {
    let mut start = bracket.start;
    let within = text.get(bracket.clone()).unwrap_or_default();
    let ends = within.match_indices(LISTING).map(|(at, mark)| bracket.start + at + mark.len()).chain([bracket.end]);
    ends.map(|end| std::mem::replace(&mut start, end)..end).collect()
}

/// What stands in brackets, with them; innermost pairs too.
fn bracketed(text: &str) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let mut open: Vec<(char, usize)> = Vec::new();
    for (at, ch) in text.char_indices() {
        if let Some((_, close)) = BRACKETS.iter().find(|(opening, _)| *opening == ch) {
            open.push((*close, at));
        } else if let Some(depth) = open.iter().rposition(|(close, _)| *close == ch) {
            found.extend(open.get(depth).map(|(_, start)| *start..at + ch.len_utf8()));
            open.truncate(depth);
        }
    }
    found
}

/// Numbers with what they count: 2025年度, 二〇二五年, 第3号.
fn counted(text: &str) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let mut start = None;
    for (at, ch) in text.char_indices() {
        let is_number = ch.is_ascii_digit() || NUMERALS.contains(ch);
        match start {
            None if is_number => start = Some(at),
            Some(from) if !is_number && !".,".contains(ch) => {
                let rest = text.get(at..).unwrap_or_default();
                let unit = COUNTED.iter().find(|unit| rest.starts_with(**unit)).map_or(0, |unit| unit.len());
                if unit > 0 {
                    let ordinal = if text.get(..from).is_some_and(|before| before.ends_with('第')) {
                        '第'.len_utf8()
                    } else {
                        0
                    };
                    found.push(from - ordinal..at + unit);
                }
                start = None;
            }
            _ => {}
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words_of(text: &str) -> String {
        words_in(text).into_iter().map(|word| &text[word]).collect::<Vec<_>>().join("|")
    }

    #[test]
    fn words_of_real_titles() {
        for expected in [
            "济南市|济阳区|人民政府|2020年|政府信息公开|工作|年度报告",
            "国务院|办公厅|关于印发|中华人民共和国|政府信息公开|工作|年度报告|格式的|通知",
            "云岭市|市场|监督局|政务公开|工作要点",
        ] {
            assert_eq!(words_of(&expected.replace('|', "")), expected);
        }
    }

    #[test]
    fn names_clauses_and_numbers_are_found() {
        let text =
            "济阳区农业农村和水利局（济阳区畜牧局、水务局）关于《办法（试行）》的2025年度、二〇二五年第3号〔2019〕通知";
        let found: Vec<&str> = kept(text, &["济阳区农业农村和水利局（济阳区畜牧局、水务局）"])
            .into_iter()
            .filter(|(_, kept)| *kept != Kept::Word)
            .map(|(range, _)| &text[range])
            .collect();
        for expected in [
            "济阳区农业农村和水利局（济阳区畜牧局、水务局）",
            "济阳区农业农村和水利局",
            "济阳区",
            "农业农村和水利局",
            "（济阳区畜牧局、水务局）",
            "（济阳区畜牧局、",
            "水务局）",
            "关于《办法（试行）》的",
            "《办法（试行）》",
            "（试行）",
            "2025年度",
            "二〇二五年",
            "第3号",
            "〔2019〕",
        ] {
            assert!(found.contains(&expected), "{expected} in {found:?}");
        }
    }

    #[test]
    fn a_name_is_divided_behind_places_not_inside_words() {
        let text = "云岭市市场监督管理局";
        let parts = divisions(text, &(0..text.len()), &words_in(text));
        assert_eq!(parts.into_iter().map(|part| &text[part]).collect::<Vec<_>>(), ["云岭市", "市场监督管理局"]);
    }
}
