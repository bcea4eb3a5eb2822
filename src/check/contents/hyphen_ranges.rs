//! Ranges of figures that are written with a hyphen: 2-3天, 4-9月, 2023-2025年.

use std::ops::Range;

use rust_decimal::Decimal;

use super::number_style::half_width;
use super::passages::Passage;
use super::punctuation::in_address;
use super::words::{before, behind, is_in_title};
use crate::report::plain_number;

/// A range that is written with a hyphen.
pub(super) struct HyphenRange {
    /// From its first figure to its last.
    pub whole: Range<usize>,
    pub hyphen: Range<usize>,
    dash: Dash,
    /// Whether its end is a year of two digits: 2024-25年.
    is_short: bool,
}

/// What stands in a range.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Dash {
    /// 一字线, of what begins and ends in time (GB/T 15834-2011, 4.13.3.2).
    Long,
    /// 浪纹线, between two values (the same, 4.13.3.3).
    Wave,
}

impl HyphenRange {
    /// How it is to be written.
    pub fn meant(&self, text: &str) -> String {
        let part = |part: Range<usize>| half_width(text.get(part).unwrap_or_default());
        let (first, last) = (part(self.whole.start..self.hyphen.start), part(self.hyphen.end..self.whole.end));
        let century = if self.is_short { first.get(..2).unwrap_or_default() } else { "" };
        let last = last.trim_start_matches([' ', '第']);
        format!("{}{}{century}{last}", first.trim_end(), self.dash.sign())
    }

    /// What stands in the place of its hyphen; `None` where that is not all that is wrong with it.
    pub fn sign(&self) -> Option<&'static str> {
        (!self.is_short).then(|| self.dash.sign())
    }
}

impl Dash {
    fn sign(self) -> &'static str {
        match self {
            Dash::Long => "—",
            Dash::Wave => "～",
        }
    }
}

/// What is counted or measured, with what stands in a range of it; the longer before those that they begin with.
const UNITS: &[(&str, Dash)] = &[
    ("个工作日", Dash::Wave),
    ("工作日", Dash::Wave),
    ("个月", Dash::Wave),
    ("小时", Dash::Wave),
    ("分钟", Dash::Wave),
    ("季度", Dash::Long),
    ("学年", Dash::Long),
    ("年度", Dash::Long),
    ("世纪", Dash::Long),
    ("年级", Dash::Wave),
    ("年", Dash::Long),
    ("月份", Dash::Long),
    ("月", Dash::Long),
    ("日", Dash::Long),
    ("时", Dash::Long),
    ("点", Dash::Long),
    ("周岁", Dash::Wave),
    ("周", Dash::Long),
    ("%", Dash::Wave),
    ("％", Dash::Wave),
    ("‰", Dash::Wave),
    ("℃", Dash::Wave),
    ("公里", Dash::Wave),
    ("厘米", Dash::Wave),
    ("毫米", Dash::Wave),
    ("平方", Dash::Wave),
    ("万", Dash::Wave),
    ("亿", Dash::Wave),
    ("千", Dash::Wave),
    ("百", Dash::Wave),
    ("余", Dash::Wave),
    ("多", Dash::Wave),
    ("天", Dash::Wave),
    ("秒", Dash::Wave),
    ("件", Dash::Wave),
    ("个", Dash::Wave),
    ("条", Dash::Wave),
    ("项", Dash::Wave),
    ("份", Dash::Wave),
    ("次", Dash::Wave),
    ("人", Dash::Wave),
    ("名", Dash::Wave),
    ("位", Dash::Wave),
    ("家", Dash::Wave),
    ("户", Dash::Wave),
    ("篇", Dash::Wave),
    ("期", Dash::Wave),
    ("类", Dash::Wave),
    ("级", Dash::Wave),
    ("岁", Dash::Wave),
    ("页", Dash::Wave),
    ("章", Dash::Wave),
    ("款", Dash::Wave),
    ("倍", Dash::Wave),
    ("元", Dash::Wave),
    ("米", Dash::Wave),
    ("部", Dash::Wave),
    ("种", Dash::Wave),
    ("场", Dash::Wave),
    ("轮", Dash::Wave),
    ("批", Dash::Wave),
    ("例", Dash::Wave),
    ("宗", Dash::Wave),
    ("起", Dash::Wave),
    ("处", Dash::Wave),
    ("所", Dash::Wave),
    ("座", Dash::Wave),
    ("台", Dash::Wave),
    ("套", Dash::Wave),
    ("张", Dash::Wave),
    ("册", Dash::Wave),
    ("字", Dash::Wave),
    ("分", Dash::Wave),
    ("度", Dash::Wave),
    ("折", Dash::Wave),
    ("本", Dash::Wave),
];

/// Digits of Chinese.
const HAN_DIGITS: &str = "〇零一二两三四五六七八九十百";

/// Ranges of figures with a hyphen between them, and a unit behind: no dates, telephones, numbers of documents, titles.
pub(super) fn hyphen_ranges(passage: &Passage) -> Vec<HyphenRange> {
    let text = passage.text.as_str();
    let mut found: Vec<HyphenRange> = Vec::new();
    for (at, ch) in text.char_indices().filter(|(_, ch)| is_hyphen(*ch)) {
        let mut end = at + ch.len_utf8();
        if text.get(end..).is_some_and(|rest| rest.starts_with('-')) {
            end += 1;
        }
        if text.get(..at).is_some_and(|before| before.ends_with(is_hyphen)) {
            continue;
        }
        let in_link = passage.stretch(at).is_some_and(|stretch| stretch.is_link);
        if let Some(range) =
            range_at(text, at..end).filter(|_| !in_link && !in_address(text, at) && !is_in_title(text, at))
        {
            found.push(range);
        }
    }
    found
}

fn is_hyphen(ch: char) -> bool {
    matches!(ch, '-' | '－' | '‐' | '‑')
}

/// Characters of a figure at most.
const LONGEST: usize = 9;

fn range_at(text: &str, hyphen: Range<usize>) -> Option<HyphenRange> {
    let (head, tail) = (before(text, hyphen.start, 2 * LONGEST), behind(text, hyphen.end, 2 * LONGEST));

    // The first figure, perhaps with a unit of its own: 4月-9月.
    let before_it = head.trim_end_matches(' ');
    let own_unit = UNITS.iter().map(|(unit, _)| *unit).find(|unit| before_it.ends_with(unit));
    let before_it = before_it.strip_suffix(own_unit.unwrap_or_default()).unwrap_or(before_it);
    let first = figure_at_end(before_it.trim_end_matches(' '))?;
    let opening = before_it.trim_end_matches(' ').strip_suffix(first)?;
    let start = hyphen.start - (head.len() - opening.len());

    // The last one, with the unit that both have: 2-3天, 第一-第三季度.
    let behind_it = tail.trim_start_matches([' ', '第']);
    let last = Some(figure_at_start(behind_it)).filter(|last| !last.is_empty())?;
    let rest = behind_it.strip_prefix(last)?.trim_start_matches(' ');
    // Years may stand without a unit: （2023-2025）, 2024-2025赛季.
    let in_brackets = opening.ends_with(['（', '(']) && rest.starts_with(['）', ')'])
        || rest.starts_with(|ch: char| matches!(ch, '\u{4E00}'..='\u{9FFF}') && ch != '号');
    let is_year = |figure: &str| matches!(figure.get(..2), Some("19" | "20")) && figure.len() == 4;
    let years = Some(&("", Dash::Long)).filter(|_| in_brackets && is_year(first) && is_year(last));
    let (unit, dash) = UNITS.iter().find(|(unit, _)| rest.starts_with(unit)).or(years)?;
    let end = hyphen.end + (tail.len() - rest.len()) + unit.len();

    if is_part_of_more(opening) || is_of_house(opening) || is_telephone(first, rest) {
        return None;
    }
    // 3-15期间 is a day, not issues of a paper.
    if rest.starts_with("期间") {
        return None;
    }
    let is_of_four = |figure: &str| figure.chars().count() == 4;
    let is_year = matches!(*unit, "年" | "学年" | "年度");
    let is_short = is_year && is_of_four(first) && last.chars().count() == 2;
    let (from, to) = (value(first)?, value(last)?);
    let rises = match (is_short, own_unit) {
        (true, _) => value(first.get(first.len().checked_sub(2)?..)?)? < to,
        // 1月1日-3月31日: a month behind a day.
        (false, Some(own)) if own != *unit => true,
        (false, _) => from < to,
    };
    let is_length = is_length_of_time(unit, opening, rest) && !is_of_four(first) && !is_of_four(last);
    let dash = if is_length { Dash::Wave } else { *dash };
    // 2025-11月 is a month of a year, 9001-2015年 a standard.
    let is_alike = is_short || is_of_four(first) == is_of_four(last) || !is_year && *unit != "月";
    (rises && is_alike).then_some(HyphenRange { whole: start..end, hyphen, dash, is_short })
}

/// The figure that a text ends with.
fn figure_at_end(text: &str) -> Option<&str> {
    let kept = text.trim_end_matches(is_figure);
    let arabic = text.get(kept.len()..)?;
    if !arabic.is_empty() {
        // A point before the digits belongs to what stands before them.
        return Some(arabic).filter(|figure| !figure.starts_with(['.', '．', ',']));
    }
    let kept = text.trim_end_matches(|ch| HAN_DIGITS.contains(ch));
    text.get(kept.len()..).filter(|figure| !figure.is_empty())
}

/// The figure that a text opens with; empty where it opens with none.
fn figure_at_start(text: &str) -> &str {
    let of =
        |is_one: &dyn Fn(char) -> bool| text.find(|ch| !is_one(ch)).map_or(text, |end| text.get(..end).unwrap_or(""));
    let arabic = of(&is_figure).trim_end_matches(['.', ',', '．']);
    if arabic.is_empty() { of(&|ch| HAN_DIGITS.contains(ch)) } else { arabic }
}

fn is_figure(ch: char) -> bool {
    ch.is_ascii_digit() || ('０'..='９').contains(&ch) || matches!(ch, '.' | '．' | ',')
}

/// What a figure of at most six digits comes to.
fn value(figure: &str) -> Option<Decimal> {
    if figure.chars().all(|ch| HAN_DIGITS.contains(ch)) {
        return han_value(figure);
    }
    let plain = half_width(figure).replace(',', "");
    plain_number(&plain).filter(|_| plain.len() <= 7)
}

/// What a figure of Chinese below a thousand comes to: 十二, 二十, 一百零五.
fn han_value(figure: &str) -> Option<Decimal> {
    let (mut sum, mut digit) = (0_u32, None);
    for ch in figure.chars().filter(|ch| !"〇零".contains(*ch)) {
        let unit = match ch {
            '十' => 10,
            '百' => 100,
            _ => {
                digit = Some("一二三四五六七八九".chars().position(|one| one == ch).map_or(2, |at| at as u32 + 1));
                continue;
            }
        };
        sum = sum.checked_add(digit.take().unwrap_or(1).checked_mul(unit)?)?;
    }
    sum.checked_add(digit.unwrap_or_default()).map(Into::into)
}

/// Whether a figure goes on with what stands before it: a date, a number of a document, a standard, a model.
fn is_part_of_more(opening: &str) -> bool {
    let stuck = opening.chars().next_back();
    let is_joint = |ch: char| ch.is_ascii_alphanumeric() || is_hyphen(ch) || "/.:_@+~#—–".contains(ch);
    // A blank stands between the letters of a standard and its number: GB/T 9704-2012.
    let apart = opening.trim_end_matches(' ');
    let is_standard = apart.len() < opening.len() && apart.ends_with(|ch: char| ch.is_ascii_alphanumeric());
    stuck.is_some_and(is_joint) || is_standard
}

/// Whether a figure opens a telephone number, or the number of an extension stands behind it: 0535-6691234分机.
fn is_telephone(first: &str, rest: &str) -> bool {
    let first = half_width(first);
    let is_dialled = first.strip_prefix('0').is_some_and(|rest| rest.starts_with(|ch: char| ch.is_ascii_digit()));
    is_dialled || rest.starts_with("分机") || rest.starts_with('转')
}

/// Whether a unit counts how long something takes, 2-3年内, and not when it is. 5月3-5日内 names days.
fn is_length_of_time(unit: &str, opening: &str, rest: &str) -> bool {
    let behind = rest.strip_prefix(unit).unwrap_or_default();
    let is_length = ["内", "以内", "之内", "左右", "以上", "时间"].iter().any(|word| behind.starts_with(word));
    matches!(unit, "年" | "周" | "日") && is_length && !opening.ends_with(['第', '月'])
}

/// Whether a number of a house or a road stands there.
fn is_of_house(opening: &str) -> bool {
    opening.ends_with(['路', '街', '巷', '弄', '村', '栋', '楼', '幢', '区', '室'])
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::contents::passages::PassageKind;

    fn written(text: &str) -> Vec<String> {
        let passage = |text: &str| Passage {
            key: "overview.body",
            section: Some(0),
            kind: PassageKind::Paragraph,
            heads: String::new(),
            is_item: false,
            is_quoted: false,
            text: text.to_owned(),
            stretches: Default::default(),
        };
        let passage = passage(text);
        hyphen_ranges(&passage).iter().map(|range| range.meant(text)).collect()
    }

    #[test]
    fn ranges_are_read_with_their_dash() {
        for (text, meant) in [
            ("用时2-3天", "2～3天"),
            ("用时 2 - 3 天", "2～3 天"),
            ("4月-9月", "4月—9月"),
            ("1月1日-12月31日", "1日—12月"),
            ("2023-2025年", "2023—2025年"),
            ("2024-25年", "2024—2025年"),
            ("５－８个", "5～8个"),
            ("约1,000-2,000人", "1,000～2,000人"),
            ("三-五天", "三～五天"),
            ("5%-8%", "5%～8%"),
            ("4--9月", "4—9月"),
            ("第一-第三季度", "一—三季度"),
            ("行动（2023-2025）", "2023—2025"),
            ("2-3年内建成", "2～3年"),
            ("2-3周内答复", "2～3周"),
            ("3-5日内办结", "3～5日"),
            ("5月3-5日内开放", "3—5日"),
            ("2023-2025年内", "2023—2025年"),
        ] {
            assert_eq!(written(text), [meant], "{text}");
        }
    }

    #[test]
    fn what_else_a_hyphen_joins_is_no_range() {
        for text in [
            "010-12345678",
            "2025-11-06",
            "2025-11月",
            "GB/T 9704-2012年",
            "A3-5个",
            "1-2-3个",
            "3-2天",
            "2-1号楼",
            "8:30-12:00",
            "建设路3-5个",
            "0535-6691234分机8012",
            "8801-8805分机",
            "0571-85058处",
            "8801-8805转2",
            "3-15期间",
            "-3-5个",
            "《纲要（2021-2025年）》",
            "见https://a.cn/2-3天",
            "3-5",
            "十-三个",
        ] {
            assert_eq!(written(text), Vec::<String>::new(), "{text}");
        }
    }
}
