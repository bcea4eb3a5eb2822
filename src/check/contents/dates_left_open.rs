//! Dates that lack their 年, 月 or 日: 9月18印发, 20259月, 2025年18日, 2025年 月 日.

use std::ops::Range;

use super::number_style::half_width;
use super::words::{before, behind, ends_with_any, opens_with};

/// What follows a count, or joins two days or counts, by its first character: 9月18件, 9月18至20日. Anything else
/// says of a day what happened on it.
const BEHIND_COUNT: &str = "日号件条个项份次人名位家户篇期类级岁页章款倍元米部种场轮批例宗起处所座台套张册字分度折本万亿千百余多\
                            天周月年时点秒大小重项至到和与及或等、中下上间度幅位幢栋间里亩吨头只支枚届班门句段则声遍趟回封卷\
                            村镇乡县市区省街社局站室厅科股对双组队团校院馆辆艘架株棵颗粒块片层道厂店点节步成倍比余来几";

/// What stands before a day that ends its clause.
const BEFORE_DATE: [&str; 10] = ["截至", "截止", "截止到", "于", "自", "从", "至", "到", "在", "年"];

/// What a count of days is followed by: 2025年30日内.
const BEHIND_SPAN: [&str; 6] = ["内", "以内", "之内", "期", "限", "左右"];

/// The dates in a text that lack a part.
pub(super) fn dates_left_open(text: &str) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    for (at, ch) in text.char_indices() {
        let date = match ch {
            '月' => without_year(text, at).or_else(|| without_day(text, at)).or_else(|| blank_day(text, at)),
            '日' => without_month(text, at),
            '年' => blank_month(text, at),
            _ => None,
        };
        found.extend(date);
    }
    found
}

/// Characters of a date at most.
const LONGEST: usize = 12;

/// The digits that a text ends with, and where they begin, blanks behind them left out.
fn digits_before(text: &str, at: usize) -> Option<(String, usize)> {
    let near = before(text, at, LONGEST);
    let spaced = near.trim_end_matches(is_blank);
    let head = spaced.trim_end_matches(is_digit);
    let digits = spaced.get(head.len()..).filter(|digits| !digits.is_empty())?;
    Some((half_width(digits), at - (near.len() - head.len())))
}

/// The digits that stand from a byte on, and what follows them, blanks left out.
fn digits_behind(text: &str, at: usize) -> Option<(String, &str, usize)> {
    let near = behind(text, at, LONGEST);
    let spaced = near.trim_start_matches(is_blank);
    let rest = spaced.trim_start_matches(is_digit);
    let digits = spaced.get(..spaced.len() - rest.len()).filter(|digits| !digits.is_empty())?;
    Some((half_width(digits), rest.trim_start_matches(is_blank), at + (near.len() - rest.len())))
}

/// 20259月, 2025 9月: year and month with nothing between.
fn without_year(text: &str, month: usize) -> Option<Range<usize>> {
    let (digits, start) = digits_before(text, month)?;
    let (year, digits, start) = match digits.len() {
        5 | 6 => (digits.get(..4)?.to_owned(), digits.get(4..)?.to_owned(), start),
        1 | 2 => {
            let stands_apart = text.get(..start).is_some_and(|before| before.ends_with(is_blank));
            let (year, start) = digits_before(text, start).filter(|_| stands_apart)?;
            (year, digits, start)
        }
        _ => return None,
    };
    let is_word = text.get(..start).is_some_and(|before| before.ends_with(is_joint));
    (is_year(&year) && is_month(&digits) && !is_word).then(|| start..month + '月'.len_utf8())
}

/// 9月18印发: a day without its 日.
fn without_day(text: &str, month: usize) -> Option<Range<usize>> {
    let (digits, start) = digits_before(text, month).filter(|(digits, _)| is_month(digits))?;
    let behind_month = month + '月'.len_utf8();
    let (day, rest, end) = digits_behind(text, behind_month).filter(|(day, ..)| is_day(day))?;
    let head = before(text, start, 4);
    let ends_clause = rest.is_empty() || rest.starts_with(['，', '。', '；', '）', '\n']);
    let next = rest.chars().next();
    let says_what_happened = next.is_some_and(|ch| is_han(ch) && !BEHIND_COUNT.contains(ch));
    // 前, 后 and the like follow a day, though 上 and 下 may follow a count.
    let is_time = opens_with(rest, &["上午", "下午", "起草", "中午", "当天", "起施行", "起实施", "起执行"]).is_some();
    // 12月27，市委副书记…, but 1月12，2月8
    let opens_clause = head.is_empty() || head.ends_with(['，', '。', '；', '：', '（', '\n', '”']);
    let goes_on = rest.strip_prefix('，').is_some_and(|rest| rest.starts_with(is_han));
    // 自2025年7月1起，but 9月18起，10月20起 are counts.
    let behind_since = rest.strip_prefix('起');
    let is_since = ends_with_any(head, &["年", "自", "从"])
        && behind_since.is_some_and(|rest| rest.is_empty() || rest.starts_with(['，', '。', '；', '）', '\n']));
    let is_date = says_what_happened
        || opens_clause && goes_on
        || is_time
        || ends_clause && ends_with_any(head, &BEFORE_DATE)
        || opens_with_other_month(rest)
        || is_since;
    (is_date && !digits.is_empty() && !day.is_empty() && !head.ends_with(is_joint)).then_some(start..end)
}

/// Whether a span goes on to a day of another month, so that its first day has no 日 to share: 1月1至3月31日.
fn opens_with_other_month(rest: &str) -> bool {
    let last = rest.trim_start_matches(['至', '到', '—', '-', '－', '～', '~']);
    let behind_digits = last.trim_start_matches(is_digit);
    last.len() < rest.len() && behind_digits.len() < last.len() && behind_digits.starts_with('月')
}

/// 2025年18日, 2025年1231日: a day behind a year, or month and day with nothing between.
fn without_month(text: &str, day: usize) -> Option<Range<usize>> {
    let (digits, start) = digits_before(text, day)?;
    let year_end = text.get(..start)?.trim_end_matches(is_blank).strip_suffix('年')?.len();
    let (year, start) = digits_before(text, year_end).filter(|(year, _)| is_year(year))?;
    let rest = behind(text, day + '日'.len_utf8(), 4);
    let is_span = opens_with(rest, &BEHIND_SPAN).is_some();
    let is_date = match digits.len() {
        1 | 2 => is_day(&digits),
        3 => is_month(digits.get(..1)?) && is_day(digits.get(1..)?),
        4 => is_month(digits.get(..2)?) && is_day(digits.get(2..)?),
        _ => false,
    };
    (is_date && !is_span && !year.is_empty()).then(|| start..day + '日'.len_utf8())
}

/// 2025年 月 日, 年 月 日: a date to be filled in.
fn blank_month(text: &str, year: usize) -> Option<Range<usize>> {
    let near = behind(text, year + '年'.len_utf8(), LONGEST);
    let rest = near.trim_start_matches(is_blank);
    let behind_month = rest.strip_prefix('月').filter(|_| rest.len() < near.len())?;
    let behind_day = behind_month.trim_start_matches(is_blank);
    let has_day = behind_day.len() < behind_month.len() && behind_day.starts_with('日');
    let own = digits_before(text, year).filter(|(digits, _)| is_year(digits));
    let start = own.as_ref().map_or(year, |(_, start)| *start);
    let end = if has_day { behind_day.get('日'.len_utf8()..)? } else { behind_month };
    (has_day || own.is_some()).then(|| start..year + '年'.len_utf8() + (near.len() - end.len()))
}

/// 9月 日印发: a day to be filled in.
fn blank_day(text: &str, month: usize) -> Option<Range<usize>> {
    let (_, start) = digits_before(text, month).filter(|(digits, _)| is_month(digits))?;
    let near = behind(text, month + '月'.len_utf8(), LONGEST);
    let rest = near.trim_start_matches(is_blank);
    let rest = rest.strip_prefix('日').filter(|_| rest.len() < near.len())?;
    let is_word = opens_with(rest, &["报", "常", "期", "记", "程", "均", "前"]).is_some();
    (!is_word).then(|| start..month + '月'.len_utf8() + (near.len() - rest.len()))
}

fn is_han(ch: char) -> bool {
    matches!(ch, '\u{4E00}'..='\u{9FFF}')
}

fn is_blank(ch: char) -> bool {
    matches!(ch, ' ' | '\u{A0}' | '\u{3000}')
}

fn is_digit(ch: char) -> bool {
    ch.is_ascii_digit() || ('０'..='９').contains(&ch)
}

fn is_joint(ch: char) -> bool {
    ch.is_ascii_alphanumeric() || matches!(ch, '-' | '/' | '.' | '_' | '、')
}

fn is_within(digits: &str, range: std::ops::RangeInclusive<u16>) -> bool {
    digits.parse().is_ok_and(|value| range.contains(&value))
}

fn is_year(digits: &str) -> bool {
    digits.len() == 4 && is_within(digits, 1900..=2099)
}

fn is_month(digits: &str) -> bool {
    digits.len() <= 2 && is_within(digits, 1..=12)
}

fn is_day(digits: &str) -> bool {
    digits.len() <= 2 && is_within(digits, 1..=31)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(text: &str) -> Vec<&str> {
        dates_left_open(text).into_iter().filter_map(|range| text.get(range)).collect()
    }

    #[test]
    fn a_date_without_one_of_its_parts() {
        for (text, date) in [
            ("9月18印发", "9月18"),
            ("于 9 月 18 印发", "9 月 18"),
            ("截至2025年3月31。", "3月31"),
            ("应于3月31前报送", "3月31"),
            ("自3月31起施行，", "3月31"),
            ("9月8下午召开", "9月8"),
            ("据9月8通报", "9月8"),
            ("9月8，召开会议", "9月8"),
            ("2025年31日前", "2025年31日"),
            ("20259月起", "20259月"),
            ("202511月起", "202511月"),
            ("2025 9月起", "2025 9月"),
            ("3月1至4月30日开展", "3月1"),
            ("自2025年18日起", "2025年18日"),
            ("自2025年1231日起", "2025年1231日"),
            ("2025年 月 日", "2025年 月 日"),
            ("2025年  月印发", "2025年  月"),
            ("　年　月　日", "年　月　日"),
            ("9月 日印发", "9月 日"),
        ] {
            assert_eq!(found(text), [date], "{text}");
        }
    }

    #[test]
    fn dates_and_counts_that_are_whole() {
        for text in [
            "9月18日印发",
            "9月18至20日",
            "9月18、19日",
            "9月18—20日",
            "9月18件，10月20件",
            "1月12，2月8，3月10",
            "2025年9月",
            "9月18日",
            "2025年30日内",
            "2025年365日",
            "每月12日",
            "年月日",
            "2025年9月日报",
            "2025年月均",
            "文号2025-9月",
            "2025.9月",
            "12月20余场",
            "1月1轮、3月5大举措、4月6上线率",
            "2025年3月3件",
        ] {
            assert_eq!(found(text), Vec::<&str>::new(), "{text}");
        }
    }
}
