//! Figures as prose states them: 66 件, 六十六（66）件, 1.2 万件, 71%, 百分之七十一, 125.6 万元, 2025 年.

use std::ops::Range;

use rust_decimal::Decimal;

use super::numeral::{is_numeral, numeral};
pub(in crate::check) use super::unit::Unit;
use super::unit::unit_at;

/// A number in a text, with what stands behind it.
#[derive(Clone, Debug, PartialEq)]
pub(in crate::check) struct Figure {
    /// Bytes of the number and its unit.
    pub range: Range<usize>,
    /// Its value: of money in 万元, of a share in per cent.
    pub value: Decimal,
    /// Half a unit of its last place: how far what it rounds may lie from it. 0 of a whole number without 万.
    pub half_unit: Decimal,
    /// Whether it says itself that it is about right: 余, 近, 约, 七成, a range.
    pub is_about: bool,
    /// What it counts.
    pub unit: Unit,
    /// The value that its other writing has, of 六十六（67）件: 67 and 66.
    pub twin: Option<Decimal>,
}

impl Figure {
    /// Whether an exact value is what it says, be it rounded.
    pub fn agrees(&self, exact: Decimal) -> bool {
        self.is_about
            || exact == self.value
            || self.value.checked_sub(exact).is_some_and(|gap| gap.abs() <= self.half_unit)
    }

    /// Whether it counts things.
    pub fn is_count(&self) -> bool {
        matches!(self.unit, Unit::Counted(_) | Unit::Bare)
    }
}

/// All figures of a text in order.
pub(in crate::check) fn figures(text: &str) -> Vec<Figure> {
    let mut found = Vec::new();
    let mut at = 0;
    while let Some(ch) = text.get(at..).and_then(|rest| rest.chars().next()) {
        let read = if digit(ch).is_some() {
            Some(arabic(text, at))
        } else if is_numeral(ch) {
            Some(chinese(text, at))
        } else {
            None
        };
        match read {
            Some((figure, end)) => {
                found.extend(figure);
                at = end.max(at + ch.len_utf8());
            }
            None => at += ch.len_utf8(),
        }
    }
    found
}

/// Words before a number that make it an approximation.
const ABOUT_BEFORE: [&str; 16] = [
    "约",
    "近",
    "超",
    "逾",
    "超过",
    "不足",
    "不到",
    "至少",
    "大概",
    "左右",
    "数",
    "几",
    "上",
    "多于",
    "少于",
    "不超过",
];
/// Words behind the number, before its unit.
const ABOUT_WITHIN: [&str; 3] = ["余", "多", "来"];
/// Words behind the unit.
const ABOUT_BEHIND: [&str; 7] = ["左右", "以上", "以下", "以内", "上下", "余", "之多"];
/// Marks between the ends of a range, or the parts of a date or a telephone number.
const JOINTS: [char; 14] = ['-', '－', '—', '–', '~', '～', '/', ':', '：', '至', '到', '×', '·', '+'];

/// A number in digits that opens at a byte, and where to go on.
fn arabic(text: &str, start: usize) -> (Option<Figure>, usize) {
    let (digits, end) = written(text, start);
    let Some((value, mut half_unit)) = decimal(&digits) else { return (None, end) };
    let before = text.get(..start).unwrap_or_default();
    // Joined to another number: a range, a date, a telephone number, an index.
    let joint = rest(text, end).trim_start().chars().next().filter(|ch| JOINTS.contains(ch));
    let behind_joint = joint.map(|ch| skip_blanks(text, end) + ch.len_utf8());
    if let Some(next) = behind_joint
        && opens_with_number(rest(text, next))
    {
        let end = past_joined(text, next);
        let figure = Figure { range: start..end, value, half_unit, is_about: true, unit: Unit::Other, twin: None };
        return (Some(figure), end);
    }
    // 128（一百二十八）件
    let (twin, end) = match bracketed(text, end) {
        Some((inner, after)) if inner.chars().all(is_numeral) => (numeral(inner).map(Decimal::from), after),
        _ => (None, end),
    };
    let (multiplier, behind) = multiplier(text, end);
    let (value, twin) = (value.checked_mul(multiplier), twin);
    if multiplier > Decimal::ONE {
        let half = if half_unit.is_zero() { Decimal::new(5, 1) } else { half_unit };
        half_unit = half.checked_mul(multiplier).unwrap_or(half);
    }
    let Some(value) = value else { return (None, behind) };
    let is_ordinal = before.ends_with(['第', '〔', '[', '［', '【', '#', '№', '.', '_'])
        || before.ends_with(|ch: char| ch.is_ascii_alphabetic())
        || rest(text, end).starts_with(|ch: char| ch.is_ascii_alphabetic() || ch == '〕' || ch == '_');
    let year = digits.len() == 4 && multiplier == Decimal::ONE && (1900..=2100).contains(&digits.parse().unwrap_or(0));
    let figure = Figure { range: start..behind, value, half_unit, is_about: false, unit: Unit::Bare, twin };
    finished(text, figure, is_ordinal, year)
}

/// A number in Chinese numerals that opens at a byte, and where to go on. Without a unit behind it, it is a word.
fn chinese(text: &str, start: usize) -> (Option<Figure>, usize) {
    let run: String = rest(text, start).chars().take_while(|ch| is_numeral(*ch)).collect();
    let end = start + run.len();
    if let Some(after) = rest(text, end).strip_prefix("分之").filter(|_| run.ends_with('百')) {
        return per_cent(text, start, text.len() - after.len());
    }
    if rest(text, end).starts_with("分之") {
        return (None, end);
    }
    let Some(value) = numeral(&run).map(Decimal::from) else { return (None, end) };
    // 六十六（66）件
    let (value, twin, after) = match bracketed(text, end) {
        Some((inner, after)) if inner.chars().all(|ch| digit(ch).is_some()) => {
            let inner: String = inner.chars().filter_map(digit).collect();
            (inner.parse().unwrap_or(value), Some(value), after)
        }
        _ => (value, None, end),
    };
    let before = text.get(..start).unwrap_or_default();
    if before.ends_with(['第', '统', '唯', '同', '逐', '单', '专', '之', '某', '每']) {
        return (None, end);
    }
    let is_year = run.chars().count() == 4 && !run.contains(['十', '百', '千', '万', '两']);
    if rest(text, after).starts_with('成') && run.chars().count() == 1 {
        let value = value.checked_mul(Decimal::TEN).unwrap_or(value);
        let unit = Unit::Percent;
        let range = start..after + '成'.len_utf8();
        return (Some(Figure { range, value, half_unit: Decimal::ZERO, is_about: true, unit, twin: None }), after);
    }
    let figure =
        Figure { range: start..after, value, half_unit: Decimal::ZERO, is_about: false, unit: Unit::Bare, twin };
    let (figure, next) = finished(text, figure, false, is_year);
    (figure.filter(|figure| figure.unit != Unit::Bare), next)
}

/// 百分之七十一, 百分之71.2
fn per_cent(text: &str, start: usize, after: usize) -> (Option<Figure>, usize) {
    let (digits, end) = written(text, after);
    let read = decimal(&digits).map(|(value, half)| (value, half, end)).or_else(|| {
        let run: String = rest(text, after).chars().take_while(|ch| is_numeral(*ch)).collect();
        let (end, whole) = (after + run.len(), numeral(&run)?);
        let Some(places) = rest(text, end).strip_prefix('点') else {
            return Some((whole.into(), Decimal::new(5, 1), end));
        };
        let places: String = places.chars().take_while(|ch| is_numeral(*ch)).collect();
        let scale = u32::try_from(places.chars().count()).ok().filter(|scale| (1..10).contains(scale))?;
        let fraction = Decimal::new(i64::try_from(numeral(&places)?).ok()?, scale);
        let value = Decimal::from(whole).checked_add(fraction)?;
        Some((value, Decimal::new(5, scale + 1), end + '点'.len_utf8() + places.len()))
    });
    let Some((value, half_unit, end)) = read else { return (None, after) };
    let is_about = is_about(text, start, end);
    (Some(Figure { range: start..end, value, half_unit, is_about, unit: Unit::Percent, twin: None }), end)
}

/// The figure with its unit, and what makes it an approximation.
fn finished(text: &str, figure: Figure, is_ordinal: bool, may_be_year: bool) -> (Option<Figure>, usize) {
    let start = figure.range.start;
    let mut end = figure.range.end;
    let mut is_about = false;
    let behind = skip_blanks(text, end);
    if let Some(word) = ABOUT_WITHIN.iter().find(|word| rest(text, behind).starts_with(**word))
        && !rest(text, behind + word.len()).starts_with("数")
    {
        let unit = unit_at(text, skip_blanks(text, behind + word.len()));
        if unit.is_some() {
            is_about = true;
            end = behind + word.len();
        }
    }
    let place = skip_blanks(text, end);
    // 1.2 余万件
    let (late, place) = if is_about { multiplier(text, place) } else { (Decimal::ONE, place) };
    let value = figure.value.checked_mul(late).unwrap_or(figure.value);
    let (unit, length) = unit_at(text, place).unwrap_or((Unit::Bare, 0));
    let end = if length > 0 { place + length } else { end };
    is_about = is_about || self::is_about(text, start, end);
    let is_year = may_be_year && unit == Unit::Other && rest(text, place).starts_with('年');
    let unit = match unit {
        _ if is_year => Unit::Year,
        _ if is_ordinal => Unit::Other,
        // 1. 主动公开, 2、依申请公开
        Unit::Bare if is_item(text, start, end) => Unit::Other,
        // 一件件, 一个个
        Unit::Counted(word) if rest(text, end).starts_with(word) => return (None, end),
        unit => unit,
    };
    let (value, half_unit) = match unit {
        Unit::Money => (in_wan(value), in_wan(figure.half_unit)),
        Unit::Percent | Unit::Points if figure.half_unit.is_zero() => (value, Decimal::new(5, 1)),
        _ => (value, figure.half_unit),
    };
    let is_range = JOINTS
        .iter()
        .any(|joint| rest(text, end).strip_prefix(*joint).is_some_and(opens_with_number) && unit != Unit::Year);
    let range = start..end;
    (Some(Figure { range, value, half_unit, is_about: is_about || is_range, unit, twin: figure.twin }), end)
}

/// Whether a number opens an item.
fn is_item(text: &str, start: usize, end: usize) -> bool {
    let before = text.get(..start).unwrap_or_default();
    let opens = before.is_empty() || before.ends_with(['。', '；', '：', '\n', '（', '(', ';', ':', '！', '？']);
    opens && rest(text, end).starts_with(['.', '．', '、', '）', ')'])
}

fn in_wan(yuan: Decimal) -> Decimal {
    yuan.checked_div(Decimal::from(10_000)).unwrap_or(yuan)
}

fn is_about(text: &str, start: usize, end: usize) -> bool {
    let before = text.get(..start).unwrap_or_default().trim_end();
    let behind = rest(text, end);
    ABOUT_BEFORE.iter().any(|word| before.ends_with(word) && !is_within_word(before, word))
        || ABOUT_BEHIND.iter().any(|word| behind.starts_with(word))
}

/// Words that end like an approximation and are none: 件数 128, 网上 90, 以上, 附近.
fn is_within_word(before: &str, word: &str) -> bool {
    const ENDS: [&str; 14] = [
        "件数", "总数", "次数", "份数", "人数", "条数", "个数", "网上", "线上", "以上", "附近", "际上", "部数", "项数",
    ];
    matches!(word, "数" | "上" | "近") && (ENDS.iter().any(|end| before.ends_with(end)) || word == "上")
}

/// The digits that open at a byte, without the marks between thousands, and where they end.
fn written(text: &str, start: usize) -> (String, usize) {
    let mut digits = String::new();
    let mut end = start;
    let mut has_point = false;
    loop {
        let ahead = rest(text, end);
        let Some(ch) = ahead.chars().next() else { break };
        let behind = ahead.get(ch.len_utf8()..).unwrap_or_default();
        if let Some(digit) = digit(ch) {
            digits.push(digit);
        } else if matches!(ch, '.' | '．') && !has_point && !digits.is_empty() && opens_with_digit(behind) {
            has_point = true;
            digits.push('.');
        } else if is_thousands_mark(ch) && !has_point && (1..4).contains(&digits_before(&digits)) && is_group(behind) {
            // Between thousands (GB/T 15835-2011, 5.2.1): a comma, or a thin space.
        } else {
            break;
        }
        end += ch.len_utf8();
    }
    (digits, end)
}

/// Digits that may stand before a mark between thousands: what is read is a whole number of groups behind the first.
fn digits_before(digits: &str) -> usize {
    let count = digits.len();
    if count > 3 && count.is_multiple_of(3) { 3 } else { count % 3 + usize::from(count == 3) * 3 }
}

fn is_thousands_mark(ch: char) -> bool {
    matches!(ch, ',' | ' ' | '\u{2009}' | '\u{202F}' | '\u{2005}' | '\u{2006}')
}

/// Whether a text opens with three digits and no fourth.
fn is_group(text: &str) -> bool {
    let count = text.chars().take(4).take_while(|ch| digit(*ch).is_some()).count();
    count == 3
}

/// A written number and half a unit of its last place; half a unit is 0 of a whole number.
fn decimal(digits: &str) -> Option<(Decimal, Decimal)> {
    // Beyond this no count and no amount goes; telephone numbers do.
    const LONGEST: usize = 16;
    let value: Decimal = (digits.len() <= LONGEST).then(|| digits.parse().ok()).flatten()?;
    let places = digits.split_once('.').map_or(0, |(_, places)| places.len());
    let half = match u32::try_from(places) {
        Ok(0) | Err(_) => Decimal::ZERO,
        Ok(places) => Decimal::new(5, places + 1),
    };
    Some((value, half))
}

/// 万, 亿 or 千 behind a number, and where to go on.
fn multiplier(text: &str, end: usize) -> (Decimal, usize) {
    let place = skip_blanks(text, end);
    let ahead = rest(text, place);
    let factor = match ahead.chars().next() {
        Some('万') => 10_000,
        Some('亿') => 100_000_000,
        Some('千') if !ahead.starts_with("千瓦") && !ahead.starts_with("千克") && !ahead.starts_with("千米") => {
            1000
        }
        _ => return (Decimal::ONE, end),
    };
    (Decimal::from(factor), place + '万'.len_utf8())
}

/// What stands in the brackets that open at a byte, and where they end. At most ten characters.
fn bracketed(text: &str, at: usize) -> Option<(&str, usize)> {
    let inside = rest(text, at).strip_prefix(['（', '('])?;
    let length = inside.char_indices().take(11).find(|(_, ch)| matches!(ch, '）' | ')')).map(|(at, _)| at)?;
    let inner = inside.get(..length).filter(|inner| !inner.is_empty())?;
    let start = text.len() - inside.len();
    let close = rest(text, start + length).chars().next().map_or(0, char::len_utf8);
    Some((inner, start + length + close))
}

/// The end of numbers that are joined: 2020-02-24, 0531-84232793, 3-5.
fn past_joined(text: &str, from: usize) -> usize {
    let is_part = |ch: &char| digit(*ch).is_some() || JOINTS.contains(ch) && !matches!(ch, '至' | '到') || *ch == '.';
    let mut end = from;
    for ch in rest(text, from).chars().take_while(is_part) {
        end += ch.len_utf8();
    }
    // The unit belongs to it: 3-5件.
    let place = skip_blanks(text, end);
    unit_at(text, place).map_or(end, |(_, length)| place + length)
}

fn opens_with_number(text: &str) -> bool {
    text.trim_start().starts_with(|ch: char| digit(ch).is_some())
}

fn opens_with_digit(text: &str) -> bool {
    text.starts_with(|ch: char| digit(ch).is_some())
}

/// At most two blanks or line ends are passed over.
fn skip_blanks(text: &str, at: usize) -> usize {
    at + rest(text, at).chars().take(2).take_while(|ch| ch.is_whitespace()).map(char::len_utf8).sum::<usize>()
}

fn rest(text: &str, at: usize) -> &str {
    text.get(at..).unwrap_or_default()
}

/// A digit, half or full width, as half width.
fn digit(ch: char) -> Option<char> {
    let full = u32::from(ch).checked_sub(u32::from('０')).filter(|value| *value < 10);
    if ch.is_ascii_digit() { Some(ch) } else { full.and_then(|value| char::from_digit(value, 10)) }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The figures of a text but for dates and numbers of documents: what they say, in short.
    fn read(text: &str) -> Vec<String> {
        let shown = |figure: &Figure| {
            let about = if figure.is_about { "~" } else { "" };
            let half =
                if figure.half_unit.is_zero() { String::new() } else { format!("±{}", figure.half_unit.normalize()) };
            let unit = match figure.unit {
                Unit::Counted(word) => word,
                Unit::Bare => "",
                Unit::Percent => "%",
                Unit::Points => "pp",
                Unit::Money => "万元",
                Unit::Year => "Y",
                Unit::Other => return None,
            };
            let twin = figure.twin.map(|twin| format!("={twin}")).unwrap_or_default();
            Some(format!("{about}{}{half}{unit}{twin}", figure.value.normalize()))
        };
        figures(text).iter().filter_map(shown).collect()
    }

    #[test]
    fn figures_are_read_in_all_their_writings() {
        for (text, expected) in [
            ("收到申请66件", "66件"),
            ("收到申请 66 件", "66件"),
            ("收到１２８件", "128件"),
            ("收到1,264件", "1264件"),
            ("收到1 264 件", "1264件"),
            ("收到1\u{2009}264件", "1264件"),
            ("收到六十六件", "66件"),
            ("收到两件", "2件"),
            ("六十六（66）件", "66件=66"),
            ("六十六（67）件", "67件=66"),
            ("128（一百二十八）件", "128件=128"),
            ("1.3万件", "13000±500件"),
            ("2万件", "20000±5000件"),
            ("1.3万余条", "~13000±500条"),
            ("120余件", "~120件"),
            ("近130件", "~130件"),
            ("约 130 件", "~130件"),
            ("130件左右", "~130件"),
            ("100件以上", "~100件"),
            ("数十件", "~10件"),
            ("占71%", "71±0.5%"),
            ("占71.21％", "71.21±0.005%"),
            ("百分之七十一", "71±0.5%"),
            ("百分之七十一点二", "71.2±0.05%"),
            ("七成", "~70%"),
            ("三分之一", ""),
            ("增长2.5个百分点", "2.5±0.05pp"),
            ("收费125.6万元", "125.6±0.05万元"),
            ("共880元", "0.088万元"),
            ("2025年", "2025Y"),
            ("二〇二五年", "2025Y"),
            ("2025 年 1 月 1 日", "2025Y"),
            ("件数128", "128"),
            ("网上90件", "90件"),
            ("来信64封、材料30页", "64封 30页"),
        ] {
            assert_eq!(read(text).join(" "), expected, "{text}");
        }
    }

    #[test]
    fn numbers_that_count_nothing_are_left_out() {
        for text in [
            "国办公开办函〔2021〕30号",
            "第15届",
            "第20条",
            "2020-02-24",
            "0531-84232793",
            "7×24小时",
            "统一件数",
            "一件件落实",
            "9:30—17:00",
            "A4",
            "A12件",
            "进一步",
            "一是加强",
            "3-5件",
            "近30年",
            "20个工作日",
            "1.主动公开。2、依申请公开",
        ] {
            assert_eq!(read(text).join(" ").replace("15届", ""), "", "{text}");
        }
    }
}
