//! Years that are written with two digits: 25年底. Not spans of years: 近30年, 20年来.

use std::ops::Range;

use super::number_style::half_width;
use super::words::{before, behind, ends_with_any, is_in_title, opens_with};

/// What follows the 年 of a year, and never that of a span; with what it must not be the beginning of.
const BEHIND_YEAR: [(&str, &[&str]); 23] = [
    ("底", &["蕴", "线", "气", "子", "层", "座"]),
    ("末", &["路", "尾"]),
    ("初", &["心", "衷", "步", "级", "次", "创"]),
    ("度", &["过", "假"]),
    ("全年", &[]),
    ("上半年", &[]),
    ("下半年", &[]),
    ("第一季度", &[]),
    ("第二季度", &[]),
    ("第三季度", &[]),
    ("第四季度", &[]),
    ("一季度", &[]),
    ("二季度", &[]),
    ("三季度", &[]),
    ("四季度", &[]),
    ("春季", &[]),
    ("夏季", &[]),
    ("秋季", &[]),
    ("冬季", &[]),
    ("元旦", &[]),
    ("春节", &[]),
    ("同期", &[]),
    ("基础上", &[]),
];

/// What stands before a span of years.
const BEFORE_SPAN: [&str; 23] = [
    "近", "连续", "第", "满", "约", "达", "超", "超过", "长达", "历时", "逾", "每", "为期", "已有", "走过", "时隔",
    "经过", "历经", "历", "工龄", "任期", "期限", "再过",
];

/// What stands before a year, with what must then stand behind it.
const AROUND_YEAR: [(&[&str], &[&str]); 4] = [
    (&["自", "从"], &["起", "以来", "开始", "至", "到", "后"]),
    (&["从", "由", "到"], &["的1", "的2", "的3", "的4", "的5", "的6", "的7", "的8", "的9"]),
    (&["截至", "截止", "截至到"], &["，", "。", "、", "；", "）", "已", "共", "全"]),
    (
        &["较", "比", "与", "同", "相比", "对比"],
        &[
            "相比", "增", "减", "上升", "下降", "上涨", "提高", "提升", "降", "多", "少", "翻", "持平", "有所", "大幅",
            "明显", "略", "基本", "更", "高", "低",
        ],
    ),
];

/// What stands before this year or last where its work is spoken of: 在24年政务公开评估中.
const BEFORE_WORK: [&str; 5] = ["在", "于", "对", "将", "把"];
/// What then stands behind it.
const WORK: [&str; 8] = ["政务", "政府", "工作", "全市", "全县", "全区", "评估", "考核"];

/// What follows a span of years that opens a sentence, by its first character: 来, 间, 前, 后, 内, 如一日, 多, 余.
const BEHIND_SPAN: &str = "来间前后内里的期以之如多余左不磨风弹了过一制老级至到中";

/// Words that follow a span of years: 25年党龄.
const OF_SPAN: [&str; 29] = [
    "执教",
    "经验",
    "党龄",
    "工龄",
    "教龄",
    "军龄",
    "历史",
    "坚守",
    "积累",
    "发展",
    "奋斗",
    "时间",
    "合同",
    "使用",
    "租",
    "质保",
    "持续",
    "不间断",
    "执着",
    "职业",
    "办学",
    "建设",
    "从警",
    "从教",
    "从业",
    "免费",
    "贷款",
    "有期",
    "徒刑",
];

/// Years beyond the reporting year that a report speaks of: plans.
const AHEAD: u16 = 10;
/// Years before it of which a comparison speaks.
const COMPARED: u16 = 6;

/// The years of two digits in a text, 年 included, each with what it is in full. In a cell of a table one may stand
/// alone.
pub(super) fn short_years(text: &str, year: u16, in_cell: bool) -> Vec<(Range<usize>, u16)> {
    let all = candidates(text);
    let is_listed = |index: usize| {
        // 23年、24年和25年
        let here = all.get(index);
        let follows = |one: Option<&Candidate>, next: Option<&Candidate>| {
            let (Some(one), Some(next)) = (one, next) else { return false };
            let between = text.get(one.range.end..next.range.start).unwrap_or_default();
            matches!(between, "、" | "和" | "与" | "及" | "到" | "至") && one.digits.checked_add(1) == Some(next.digits)
        };
        follows(here, all.get(index + 1)) || index.checked_sub(1).is_some_and(|before| follows(all.get(before), here))
    };
    let is_alone =
        |one: &Candidate| in_cell && text.trim().len() == one.range.len() && is_near(full(one.digits, year), year);
    let is_year =
        |index: usize, one: &Candidate| is_listed(index) || is_alone(one) || is_calendar_year(text, one, year);
    let years =
        all.iter().enumerate().filter(|(index, one)| is_year(*index, one) && !is_in_title(text, one.range.start));
    years.map(|(_, one)| (one.range.clone(), full(one.digits, year))).collect()
}

/// Two digits and 年.
struct Candidate {
    range: Range<usize>,
    digits: u16,
}

fn candidates(text: &str) -> Vec<Candidate> {
    let mut found = Vec::new();
    for (at, _) in text.match_indices('年') {
        let near = before(text, at, 4);
        let spaced = near.trim_end_matches(' ');
        let digits: String = spaced.chars().rev().take_while(|ch| is_digit(*ch)).collect();
        let head = spaced.trim_end_matches(is_digit);
        let is_part_of_more = head.ends_with(|ch: char| ch.is_ascii_alphabetic() || ".．,-－–—～~/:%".contains(ch));
        if digits.chars().count() != 2 || is_part_of_more {
            continue;
        }
        let start = at - (near.len() - head.len());
        let digits = half_width(&digits.chars().rev().collect::<String>());
        let Ok(digits) = digits.parse() else { continue };
        found.push(Candidate { range: start..at + '年'.len_utf8(), digits });
    }
    found
}

fn is_digit(ch: char) -> bool {
    ch.is_ascii_digit() || ('０'..='９').contains(&ch)
}

/// What two digits stand for.
fn full(digits: u16, year: u16) -> u16 {
    let this_century = year - year % 100 + digits;
    if this_century <= year + AHEAD { this_century } else { this_century - 100 }
}

/// Whether a year is one of which a report speaks.
fn is_near(full: u16, year: u16) -> bool {
    full + COMPARED >= year && full <= year + AHEAD
}

fn is_calendar_year(text: &str, one: &Candidate, year: u16) -> bool {
    let (head, tail) = (before(text, one.range.start, 8), behind(text, one.range.end, 12));
    let is_apostrophe = head.ends_with(['’', '\'', '‘']);
    if is_apostrophe {
        return true;
    }
    if ends_with_any(head, &BEFORE_SPAN) {
        return false;
    }
    let full = full(one.digits, year);
    let opens = |word: &str, but: &[&str]| tail.strip_prefix(word).is_some_and(|rest| opens_with(rest, but).is_none());
    if full + 25 >= year && (BEHIND_YEAR.iter().any(|(word, but)| opens(word, but)) || opens_with_month(tail)) {
        return true;
    }
    let is_around =
        |(heads, tails): &(&[&str], &[&str])| ends_with_any(head, heads) && opens_with(tail, tails).is_some();
    if is_near(full, year) && AROUND_YEAR.iter().any(is_around) {
        return true;
    }
    let is_this_or_last = full == year || full + 1 == year;
    if is_this_or_last && ends_with_any(head, &BEFORE_WORK) && opens_with(tail, &WORK).is_some() {
        return true;
    }
    let is_said = tail.starts_with(|ch: char| matches!(ch, '\u{4E00}'..='\u{9FFF}') && !BEHIND_SPAN.contains(ch));
    if is_this_or_last && is_said && opens_with(tail, &OF_SPAN).is_none() {
        return true;
    }
    // 25年，全市…
    let opens_clause = head.is_empty() || head.ends_with(['，', '。', '；', '：', '（', '“', '\n', ' ', '\u{3000}']);
    let goes_on =
        tail.chars().next().is_some_and(|ch| !BEHIND_SPAN.contains(ch)) && opens_with(tail, &OF_SPAN).is_none();
    opens_clause && is_this_or_last && goes_on
}

/// Whether a month or a quarter follows: 9月, 1-9月, 1季度, but no 9个月.
fn opens_with_month(tail: &str) -> bool {
    let is_part = |ch: char| is_digit(ch) || "-－—～~至到 ".contains(ch);
    let rest = tail.trim_start_matches(is_part);
    let written = tail.get(..tail.len() - rest.len()).unwrap_or_default();
    let digits = written.chars().filter(|ch| is_digit(*ch)).count();
    (1..=4).contains(&digits) && (rest.starts_with('月') || rest.starts_with("季度"))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(text: &str) -> Vec<(&str, u16)> {
        short_years(text, 2025, false).into_iter().filter_map(|(range, full)| Some((text.get(range)?, full))).collect()
    }

    #[test]
    fn years_are_told_from_spans() {
        for (text, expected) in [
            ("截至25年底", vec![("25年", 2025)]),
            ("25 年度", vec![("25 年", 2025)]),
            ("2５年9月", vec![("2５年", 2025)]),
            ("较24年增加5件", vec![("24年", 2024)]),
            ("22年、23年和24年分别为", vec![("22年", 2022), ("23年", 2023), ("24年", 2024)]),
            ("25年，我局", vec![("25年", 2025)]),
            ("自19年起", vec![("19年", 2019)]),
            ("’26年将", vec![("26年", 2026)]),
            ("规划到30年底", vec![("30年", 2030)]),
            ("25年1-9月，25年1季度", vec![("25年", 2025), ("25年", 2025)]),
            ("从23年的97件增加到25年的115件", vec![("23年", 2023), ("25年", 2025)]),
            ("在24年政务公开评估中", vec![("24年", 2024)]),
            ("其中24年收到申请5件", vec![("24年", 2024)]),
        ] {
            assert_eq!(found(text), expected, "{text}");
        }
        for text in [
            "近25年底蕴",
            "25年来",
            "连续25年度过",
            "2025年底",
            "任职12年3个月",
            "10年前",
            "较10年前增加",
            "自20年前起",
            "80年代",
            "30年底蕴",
            "《25年底工作要点》",
            "工龄25年，",
            "从事公开工作20年，",
            "拥有25年党龄，签订25年的合同，25年历史",
            "125年底",
            "第25年初",
        ] {
            assert_eq!(found(text), [], "{text}");
        }
        assert_eq!(short_years("25年", 2025, true).len(), 1);
        assert_eq!(short_years("50年", 2025, true).len(), 0);
    }
}
