//! Numbers of headings, items and captions that were typed by hand, although the program makes them: （一）, 1.,
//! （1）, 五、, 图1 (GB/T 9704-2012, 7.3.3).

/// A number that a text opens with.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TypedNumber {
    /// What it says.
    pub value: u32,
    /// How it is written.
    pub style: NumberStyle,
    /// Its bytes, with the blanks behind it.
    pub length: usize,
}

/// How a number is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NumberStyle {
    /// （一）
    BracketedChinese,
    /// （1）
    Bracketed,
    /// 一、
    Chinese,
    /// `1.`
    Dot,
    /// 1、 or 1）, or a number with nothing but a blank behind it
    Other,
    /// 6.1, which is none of the program's: its value is 0.
    Compound,
}

/// The number that a text opens with, if it opens with one: not 12345热线, 2025年, 1.5万 or （含…）.
pub fn typed_number(text: &str) -> Option<TypedNumber> {
    let bracketed = text.strip_prefix(['（', '(']);
    let body = bracketed.unwrap_or(text);
    let (value, rest, is_chinese) = match digits(body) {
        Some((value, rest)) => (value, rest, false),
        None => chinese(body).map(|(value, rest)| (value, rest, true))?,
    };
    let (style, rest) = if bracketed.is_some() {
        let rest = rest.strip_prefix(['）', ')'])?;
        let style = if is_chinese { NumberStyle::BracketedChinese } else { NumberStyle::Bracketed };
        (style, rest.strip_prefix(['、', '.', '．']).unwrap_or(rest))
    } else if is_chinese {
        let behind = rest.strip_prefix(['、', '.', '．']).or_else(|| behind_blank(rest))?;
        // 一、二级响应 names levels.
        if rest.starts_with('、') && chinese(behind).is_some() {
            return None;
        }
        (NumberStyle::Chinese, behind)
    } else if let Some(behind) = rest.strip_prefix(['.', '．']) {
        match digits(behind) {
            // 1.2025年 is the first item about a year, 6.1 概况 a section of a section, 1.5万 a figure.
            _ if opens_with_year(behind) => (NumberStyle::Dot, behind),
            Some((_, behind)) => {
                let behind = behind_blank(behind)?;
                return Some(TypedNumber { value: 0, style: NumberStyle::Compound, length: text.len() - behind.len() });
            }
            None if behind.starts_with(is_digit) => return None,
            None => (NumberStyle::Dot, behind),
        }
    } else {
        let behind = rest.strip_prefix(['、', '）', ')']).or_else(|| behind_blank(rest))?;
        // 5、6月 are two months.
        if behind.starts_with(is_digit) && !opens_with_year(behind) {
            return None;
        }
        (NumberStyle::Other, behind)
    };
    let rest = rest.trim_start();
    Some(TypedNumber { value, style, length: text.len() - rest.len() })
}

/// The number that a caption opens with behind `word`, 图 or 表: 图1, （图一） or 附图1, and the bytes that it takes; 0
/// for one that is none of the program's, such as 图1-2. 图3种 counts kinds.
pub fn typed_caption_number(text: &str, word: char) -> Option<(u32, usize)> {
    const COUNTED: [char; 9] = ['年', '月', '日', '个', '张', '种', '类', '项', '级'];
    const SEPARATORS: [char; 6] = ['：', ':', '、', '.', '．', '。'];
    let bracketed = text.strip_prefix(['（', '(']);
    let body = bracketed.unwrap_or(text);
    let own = body.strip_prefix('附');
    let body = own.unwrap_or(body).strip_prefix(word)?.trim_start();
    let (value, rest) = digits(body).or_else(|| chinese(body))?;
    // 图1-2, 图1.5: what follows the first number belongs to it.
    let compound = rest.strip_prefix(['-', '－', '—', '–', '.']).and_then(digits).map(|(_, rest)| rest);
    let rest = compound.unwrap_or(rest);
    let rest = match bracketed {
        Some(_) => rest.strip_prefix(['）', ')'])?,
        None => rest,
    };
    let open = rest.trim_start();
    let open = open.strip_prefix(SEPARATORS).unwrap_or(open).trim_start();
    let counts = open.len() == rest.len() && bracketed.is_none() && rest.starts_with(COUNTED);
    let value = if compound.is_some() || own.is_some() { 0 } else { value };
    (!counts && !rest.starts_with(is_digit)).then(|| (value, text.len() - open.len()))
}

/// What stands behind a blank, if it is no word that counts: 3 平台建设, but not 3 个平台.
fn behind_blank(text: &str) -> Option<&str> {
    const COUNTED: [char; 16] =
        ['年', '月', '日', '天', '个', '张', '种', '类', '项', '级', '件', '条', '次', '家', '大', '万'];
    let behind = text.trim_start();
    let is_words = behind.starts_with(|ch: char| !ch.is_ascii_alphanumeric() && !COUNTED.contains(&ch));
    (behind.len() < text.len() && is_words).then_some(behind)
}

/// At most three digits, half or full width, and what stands behind them.
fn digits(text: &str) -> Option<(u32, &str)> {
    let rest = text.trim_start_matches(is_digit);
    let written: Vec<u32> = text.get(..text.len() - rest.len())?.chars().filter_map(digit).collect();
    if written.is_empty() || written.len() > 3 {
        return None;
    }
    Some((written.iter().fold(0, |value, digit| value * 10 + digit), rest))
}

fn is_digit(ch: char) -> bool {
    digit(ch).is_some()
}

fn digit(ch: char) -> Option<u32> {
    let full_width = u32::from(ch).checked_sub(u32::from('０')).filter(|value| *value < 10);
    ch.to_digit(10).or(full_width)
}

fn opens_with_year(text: &str) -> bool {
    let rest = text.trim_start_matches(is_digit);
    text.len() - rest.len() == 4 && text.starts_with(['1', '2']) && rest.starts_with('年')
}

/// A Chinese numeral below a hundred, and what stands behind it.
fn chinese(text: &str) -> Option<(u32, &str)> {
    let rest = text.trim_start_matches(|ch| ch == '十' || unit(ch).is_some());
    let written: Vec<char> = text.get(..text.len() - rest.len())?.chars().collect();
    let value = match *written.as_slice() {
        ['十'] => 10,
        ['十', low] => 10 + unit(low)?,
        [high, '十'] => unit(high)? * 10,
        [high, '十', low] => unit(high)? * 10 + unit(low)?,
        [one] => unit(one)?,
        _ => return None,
    };
    Some((value, rest))
}

fn unit(ch: char) -> Option<u32> {
    const UNITS: [char; 9] = ['一', '二', '三', '四', '五', '六', '七', '八', '九'];
    UNITS.iter().position(|unit| *unit == ch).and_then(|at| u32::try_from(at + 1).ok())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_read_in_every_style() {
        use NumberStyle::{Bracketed, BracketedChinese, Chinese, Dot, Other};
        for (text, value, style, rest) in [
            ("（一）主动公开", 1, BracketedChinese, "主动公开"),
            ("(十二) 主动", 12, BracketedChinese, "主动"),
            ("（二十）、主动", 20, BracketedChinese, "主动"),
            ("五、存在的问题", 5, Chinese, "存在的问题"),
            ("三十一、末", 31, Chinese, "末"),
            ("1.信息发布", 1, Dot, "信息发布"),
            ("１．信息", 1, Dot, "信息"),
            ("10.\t信息", 10, Dot, "信息"),
            ("1.2025年工作", 1, Dot, "2025年工作"),
            ("2、办理", 2, Other, "办理"),
            ("3）办理", 3, Other, "办理"),
            ("（3）图解", 3, Bracketed, "图解"),
            ("(3)图解", 3, Bracketed, "图解"),
            ("一. 主动公开", 1, Chinese, "主动公开"),
            ("四 行政复议", 4, Chinese, "行政复议"),
            ("3 平台建设", 3, Other, "平台建设"),
            ("6.1 概况", 0, NumberStyle::Compound, "概况"),
        ] {
            let found = typed_number(text).map(|found| (found.value, found.style, text.get(found.length..)));
            assert_eq!(found, Some((value, style, Some(rest))), "{text}");
        }
    }

    #[test]
    fn figures_years_and_names_are_no_numbers() {
        for text in [
            "12345热线",
            "2025年的",
            "1.5万件",
            "（含新媒体）",
            "一、二级响应",
            "5、6月份",
            "1234.甲",
            "一是加强",
            "（一",
            "十一国庆",
            "3 个平台",
            "2025 年",
            "1 A",
            "一",
            "（一二三）",
            "3.15活动",
            "192.168.1.1",
            "",
            "第一、",
            "1:30",
        ] {
            assert_eq!(typed_number(text), None, "{text}");
        }
    }

    #[test]
    fn captions_are_numbered_by_figures() {
        for (text, value, rest) in [
            ("图1 宣传栏", 1, "宣传栏"),
            ("图 2：办理", 2, "办理"),
            ("图3宣传栏", 3, "宣传栏"),
            ("图一、甲", 1, "甲"),
            ("图1", 1, ""),
            ("（图3）辛", 3, "辛"),
            ("附图4 辛", 0, "辛"),
            ("图1-2 甲", 0, "甲"),
            ("图1.5 甲", 0, "甲"),
        ] {
            let found = typed_caption_number(text, '图').map(|(value, length)| (value, text.get(length..)));
            assert_eq!(found, Some((value, Some(rest))), "{text}");
        }
        for text in ["图3种方式", "图2025年", "图书馆", "宣传栏", "图2025年"] {
            assert_eq!(typed_caption_number(text, '图'), None, "{text}");
        }
    }
}
