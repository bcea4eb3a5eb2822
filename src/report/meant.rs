//! What a value was meant to be that stands in the file as people write it: `2026年3月20日`, `１２６４件`, `是`.
//!
//! Gives what to write instead. Nothing is read for anybody: messages show it, and the office decides.

use rust_decimal::Decimal;

/// Characters that nobody sees: zero-width ones, marks of direction, the byte-order mark.
pub(super) fn is_invisible(ch: char) -> bool {
    matches!(ch, '\u{00AD}' | '\u{180E}' | '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2060}'..='\u{2064}')
        || matches!(ch, '\u{2066}'..='\u{2069}' | '\u{FEFF}')
}

/// Blanks that are none to TOML: full-width, no-break, those of typesetters.
pub(super) fn is_odd_blank(ch: char) -> bool {
    matches!(ch, '\u{0085}' | '\u{00A0}' | '\u{1680}' | '\u{2000}'..='\u{200A}' | '\u{2028}' | '\u{2029}')
        || matches!(ch, '\u{202F}' | '\u{205F}' | '\u{3000}' | '\u{3164}')
}

/// A text with half-width letters, digits, marks and blanks in the place of full-width ones, and nothing invisible.
pub(super) fn half_width(text: &str) -> String {
    text.chars()
        .filter(|ch| !is_invisible(*ch))
        .map(|ch| match ch {
            '\u{FF01}'..='\u{FF5E}' => char::from_u32(u32::from(ch) - 0xFEE0).unwrap_or(ch),
            '\u{2010}'..='\u{2015}' | '\u{2212}' => '-',
            '￥' => '¥',
            _ if is_odd_blank(ch) => ' ',
            _ => ch,
        })
        .collect()
}

/// A date as TOML writes it, from one as people do: `2026年3月20日`, `2026/3/5`, `二〇二六年三月五日`, `20260305`.
pub(super) fn date(text: &str) -> Option<String> {
    let (year, month, day) = date_parts(text)?;
    is_day(year, month, day).then(|| format!("{year:04}-{month:02}-{day:02}"))
}

/// Whether a text names year, month and day, but a day that there is not: `2026-02-30`.
pub(super) fn is_no_day(text: &str) -> bool {
    date_parts(text).is_some_and(|(year, month, day)| year >= 1000 && !is_day(year, month, day))
}

fn is_day(year: u32, month: u32, day: u32) -> bool {
    (1000..=9999).contains(&year) && (1..=days_in(year, month)).contains(&day)
}

/// Year, month and day of a date, whether there is such a day or not.
fn date_parts(text: &str) -> Option<(u32, u32, u32)> {
    let text = half_width(text).replace(['T', 't'], " ");
    let text: String = text.split_whitespace().filter(|part| !part.contains(':')).collect();
    let text = text.trim_end_matches(['日', '号', '.', '。', ',', ';']);
    let mut parts: Vec<&str> = text.split(['年', '月', '-', '/', '.', '\\']).collect();
    if let ([whole], true) = (parts.as_slice(), text.len() == 8 && text.bytes().all(|byte| byte.is_ascii_digit())) {
        parts = vec![whole.get(..4)?, whole.get(4..6)?, whole.get(6..)?];
    }
    let [first, second, third] = parts.as_slice() else { return None };
    match (numeral(first)?, numeral(second)?, numeral(third)?) {
        // 3/20/2026, 20/3/2026; of 3/4/2026 nobody can say which is the month.
        (first, second, year) if first < 1000 && year >= 1000 => match (first > 12, second > 12) {
            (false, true) => Some((year, first, second)),
            (true, false) => Some((year, second, first)),
            _ => None,
        },
        parts => Some(parts),
    }
}

/// Days of a month of the Gregorian calendar; none of a month that there is not.
fn days_in(year: u32, month: u32) -> u32 {
    let is_leap = year.is_multiple_of(4) && (!year.is_multiple_of(100) || year.is_multiple_of(400));
    match month {
        2 if is_leap => 29,
        2 => 28,
        4 | 6 | 9 | 11 => 30,
        1..=12 => 31,
        _ => 0,
    }
}

/// A year of four digits, from `2025年`, `2025年度`, `二〇二五`.
pub(super) fn year(text: &str) -> Option<String> {
    let text: String = half_width(text).split_whitespace().collect();
    let text = if text.contains(',') && text.len() == 5 { text.replace(',', "") } else { text };
    let text = text.trim_end_matches(['。', ',', ';', '.']);
    // 2021年版 of a form
    let text = text.strip_suffix('版').unwrap_or(text);
    let text = text.strip_suffix("年度").or_else(|| text.strip_suffix('年')).unwrap_or(text);
    let year = numeral(text.strip_suffix(".0").unwrap_or(text))?;
    (1000..=9999).contains(&year).then(|| year.to_string())
}

/// A number below 10,000 in Arabic or Chinese digits; of the latter, up to 九十九 or digit by digit.
fn numeral(text: &str) -> Option<u32> {
    if !text.is_empty() && text.len() <= 4 && text.bytes().all(|byte| byte.is_ascii_digit()) {
        return text.parse().ok();
    }
    let digit = |ch: char| "〇一二三四五六七八九".chars().position(|known| known == ch);
    let by_digits = |text: &str| -> Option<u32> {
        let text = text.replace(['零', '○', 'Ｏ'], "〇");
        let digits = text.chars().map(|ch| digit(ch).and_then(|digit| char::from_digit(digit as u32, 10)));
        digits.collect::<Option<String>>().filter(|digits| digits.len() <= 4)?.parse().ok()
    };
    match text.split_once('十') {
        None => by_digits(text),
        Some((tens, units)) if tens.chars().count() <= 1 && units.chars().count() <= 1 => {
            let tens = if tens.is_empty() { 1 } else { by_digits(tens)? };
            let units = if units.is_empty() { 0 } else { by_digits(units)? };
            Some(tens * 10 + units)
        }
        Some(_) => None,
    }
}

/// Yes or no, in the words of people.
pub(super) fn boolean(text: &str) -> Option<bool> {
    let text = half_width(text).trim().trim_end_matches(['。', ',', ';', '.']).to_lowercase();
    match text.as_str() {
        "true" | "t" | "yes" | "y" | "on" | "1" | "是" | "真" | "对" | "有" | "要" | "需要" | "开" | "√" | "✓" => {
            Some(true)
        }
        "false" | "f" | "no" | "n" | "off" | "0" | "否" | "假" | "不" | "不是" | "无" | "没有" | "不要" | "不需要"
        | "关" | "×" => Some(false),
        _ => None,
    }
}

/// The name of a kind of organ, in the words of people.
pub(super) fn organ_kind(text: &str) -> Option<&'static str> {
    let text = half_width(text).trim().trim_end_matches(['。', ',', ';']).to_lowercase();
    match text.as_str() {
        "government" | "政府" | "人民政府" | "县级以上人民政府" | "市政府" | "县政府" | "区政府" => {
            Some("government")
        }
        "department" | "部门" | "政府部门" | "工作部门" | "局" | "委" | "办" => Some("department"),
        "township" | "乡镇" | "镇" | "乡" | "街道" | "街道办" | "街道办事处" | "乡镇人民政府" | "镇政府" | "乡政府" => {
            Some("township")
        }
        _ => None,
    }
}

/// A figure as people write it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Figure {
    /// What to write.
    pub digits: String,
    /// The unit that stands behind it.
    pub unit: Option<String>,
    /// Whether its thousands are divided by commas.
    pub has_thousands: bool,
    /// Whether a remark stands behind it: `22（其中修订16件）`.
    pub has_remark: bool,
}

/// The figure that a text is, if it is one: with a unit, thousands divided, full-width digits. A sum of money is turned
/// into 万元 if the cell is in that.
pub(super) fn figure(text: &str, in_wan_yuan: bool) -> Option<Figure> {
    let text = with_point(&half_width(text));
    let text = text.trim().trim_start_matches(['约', '共', '计', '¥']).trim_end_matches(['。', ';', ',']).trim();
    let sign = if text.starts_with('-') { "-" } else { "" };
    let text = text.trim_start_matches(['+', '-']).trim_start();
    let end = text.find(|ch: char| !ch.is_ascii_digit() && !matches!(ch, ',' | '.' | '\'')).unwrap_or(text.len());
    let (number, unit) = text.split_at(end);
    let (digits, has_thousands) = match plain_digits(number) {
        Some(found) => found,
        // 十二, 零
        None if number.is_empty() => (numeral(text)?.to_string(), false),
        None => return None,
    };
    let unit = if number.is_empty() { "" } else { unit.trim() };
    let has_remark = unit.starts_with('(');
    let is_unit = unit.chars().count() <= 5
        && unit.chars().all(|ch| ch.is_alphabetic() && !ch.is_ascii() || "%‰℃㎡".contains(ch));
    if !has_remark && !is_unit {
        return None;
    }
    let digits = match factor(unit, in_wan_yuan) {
        Some(factor) => (Decimal::from_str_exact(&digits).ok()?.checked_mul(factor)?).normalize().to_string(),
        None => digits,
    };
    let unit = (!unit.is_empty() && !has_remark).then(|| unit.to_owned());
    Some(Figure { digits: format!("{sign}{digits}"), unit, has_thousands, has_remark })
}

/// Whether a text is a formula of a spreadsheet: `3+3`, `=SUM(A1:A6)`.
pub(super) fn is_formula(text: &str) -> bool {
    let plain = half_width(text);
    let plain = plain.trim();
    let is_part = |ch: char| ch.is_ascii_digit() || "+-*/×÷=().".contains(ch) || ch.is_whitespace();
    let digits = |text: &str| text.contains(|ch: char| ch.is_ascii_digit());
    let has_sign = plain.get(1..).is_some_and(|rest| rest.contains(['+', '*', '/', '×', '÷', '=']));
    plain.starts_with('=') && plain.len() > 1 || has_sign && digits(plain) && plain.chars().all(is_part)
}

/// Whether a text begins like a figure or is one in Chinese digits: where it is none that can be read, it was meant to
/// be one all the same.
pub(super) fn begins_like_figure(text: &str) -> bool {
    let plain = half_width(text);
    let plain = plain.trim().trim_start_matches(['约', '共', '+', '-', '.']);
    let is_chinese = |ch: char| "〇零一二两三四五六七八九十百千万亿点".contains(ch);
    let digits = plain.trim_end_matches(['件', '条', '项', '次', '元', '个', '人']);
    plain.starts_with(|ch: char| ch.is_ascii_digit()) || !digits.is_empty() && digits.chars().all(is_chinese)
}

/// A text with a point for a full stop between two digits: `12。5`.
fn with_point(text: &str) -> String {
    let is_digit = |ch: Option<char>| ch.is_some_and(|ch| ch.is_ascii_digit());
    let place = |(at, ch): (usize, char)| {
        let behind = text.get(at + ch.len_utf8()..).and_then(|rest| rest.chars().next());
        let before = text.get(..at).and_then(|rest| rest.chars().next_back());
        if ch == '。' && is_digit(before) && is_digit(behind) { '.' } else { ch }
    };
    text.char_indices().map(place).collect()
}

/// Digits without the commas between their thousands and without zeros that TOML forbids.
fn plain_digits(number: &str) -> Option<(String, bool)> {
    let (whole, fraction) = match number.split_once('.') {
        // .5 and 12. are figures to people.
        Some(("", fraction)) => ("0", Some(fraction)),
        Some((whole, "")) => (whole, None),
        Some((whole, fraction)) => (whole, Some(fraction)),
        None => (number, None),
    };
    let groups: Vec<&str> = whole.split([',', '\'']).collect();
    let (first, others) = groups.split_first()?;
    let are_thousands = others.iter().all(|group| group.len() == 3) && (others.is_empty() || first.len() <= 3);
    let is_fraction = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    if first.is_empty() || !are_thousands || !fraction.is_none_or(is_fraction) {
        return None;
    }
    let joined = groups.concat();
    let digits = joined.trim_start_matches('0');
    let digits = if digits.is_empty() { "0" } else { digits };
    let fraction = fraction.map(|fraction| format!(".{fraction}")).unwrap_or_default();
    Some((format!("{digits}{fraction}"), !others.is_empty()))
}

/// What a figure is multiplied by to lose its unit; none where it stays as it is.
fn factor(unit: &str, in_wan_yuan: bool) -> Option<Decimal> {
    if in_wan_yuan {
        return match unit {
            "元" | "块" => Some(Decimal::new(1, 4)),
            "千元" => Some(Decimal::new(1, 1)),
            "百万元" | "百万" => Some(Decimal::from(100)),
            "千万元" | "千万" => Some(Decimal::from(1000)),
            "亿元" | "亿" => Some(Decimal::from(10_000)),
            _ => None,
        };
    }
    match unit.chars().next().filter(|_| !unit.ends_with('元'))? {
        '千' => Some(Decimal::from(1000)),
        '万' => Some(Decimal::from(10_000)),
        '亿' => Some(Decimal::from(100_000_000)),
        _ => None,
    }
}

/// A text as a TOML string of one line.
pub(super) fn quoted(text: &str) -> String {
    if !text.contains(['"', '\\']) && !text.contains(char::is_control) {
        format!("\"{text}\"")
    } else if !text.contains('\'') && !text.contains(char::is_control) {
        format!("'{text}'")
    } else {
        let escaped: String = text
            .chars()
            .map(|ch| match ch {
                '"' | '\\' => format!("\\{ch}"),
                '\t' => "\\t".to_owned(),
                '\n' => "\\n".to_owned(),
                _ if ch.is_control() => format!("\\u{:04X}", u32::from(ch)),
                _ => ch.to_string(),
            })
            .collect();
        format!("\"{escaped}\"")
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used)]
    use super::*;

    #[test]
    fn dates_as_people_write_them() {
        for text in [
            "2026年3月20日",
            "2026 年 3 月 20 日",
            "2026/3/20",
            "2026-3-20",
            "2026.3.20",
            "２０２６年３月２０日",
            "2026-03-20",
            "2026年3月20号",
            "二〇二六年三月二十日",
            "二零二六年三月二十日",
            "20260320",
            "2026—03—20",
            "2026-03-20 10:00:00",
            "2026-03-20T10:00:00",
            "2026年3月20日。",
            "2026\u{3000}年3月20日",
            "3/20/2026",
            "20.3.2026",
        ] {
            assert_eq!(date(text).as_deref(), Some("2026-03-20"), "{text}");
        }
        assert_eq!(date("2024/2/29").as_deref(), Some("2024-02-29"));
        for text in
            ["2026年3月", "3月20日", "2026-2-29", "2026-13-1", "2026-4-31", "26-3-20", "三月", "", "2026-03-20-1"]
        {
            assert_eq!(date(text), None, "{text}");
        }
        // Either may be the month.
        assert_eq!(date("3/4/2026"), None);
        for (text, is) in [("2026-2-29", true), ("2026-13-01", true), ("2026年4月31日", true), ("2026-3-20", false)]
        {
            assert_eq!(is_no_day(text), is, "{text}");
        }
        assert!(!is_no_day("2026年3月") && !is_no_day("26-3-20"));
    }

    #[test]
    fn years_as_people_write_them() {
        for text in ["2025", "2025年", "2025年度", "２０２５", "二〇二五年", " 2025 ", "2025.0", "2025。"]
        {
            assert_eq!(year(text).as_deref(), Some("2025"), "{text}");
        }
        for text in ["25", "二十五", "去年", "", "20255", "2025年3月"] {
            assert_eq!(year(text), None, "{text}");
        }
    }

    #[test]
    fn figures_as_people_write_them() {
        let digits = |text: &str| figure(text, false).map(|figure| figure.digits);
        for (text, written) in [
            ("１２６４", "1264"),
            ("1264件", "1264"),
            ("12.5万元", "12.5"),
            ("30%", "30"),
            ("30％", "30"),
            ("1,264", "1264"),
            ("1，234，567.5", "1234567.5"),
            ("023", "23"),
            ("0", "0"),
            ("0.50", "0.50"),
            ("-3", "-3"),
            ("－3件", "-3"),
            ("1.2万件", "12000"),
            ("十二", "12"),
            ("零", "0"),
            ("共15件", "15"),
            ("5 件", "5"),
            (".5", "0.5"),
            ("12.", "12"),
            ("12。5", "12.5"),
        ] {
            assert_eq!(digits(text).as_deref(), Some(written), "{text}");
        }
        for text in
            ["", "件", "1,2", "1.2.3", "5至6件", "2026年3月20日", "abc", "—", "1,2345", "无", "3O", "十二万", "."]
        {
            assert_eq!(digits(text), None, "{text}");
        }
        // Fees are in 万元: 125,000 yuan are 12.5 of them.
        for (text, written) in [("12.5万元", "12.5"), ("125000元", "12.5"), ("0.3亿元", "3000"), ("12.5", "12.5")]
        {
            assert_eq!(figure(text, true).unwrap().digits, written, "{text}");
        }
        assert!(figure("1,264件", false).unwrap().has_thousands);
        let noted = figure("22（其中修订16件）", false).unwrap();
        assert!(noted.has_remark && noted.unit.is_none() && noted.digits == "22");
    }

    #[test]
    fn what_was_meant_to_be_a_figure() {
        for text in ["3+3", "=3+3", "=SUM(A1:A6)", "6*2", "(1+2)"] {
            assert!(is_formula(text), "{text}");
        }
        for text in ["/", "—", "3", "-3", "无", "=", "5至6件", "12-15"] {
            assert!(!is_formula(text), "{text}");
        }
        for text in ["12.5.1", "十二万", "3O", "约5至6件", "三千件"] {
            assert!(begins_like_figure(text), "{text}");
        }
        for text in ["无", "/", "一般", "若干", "不掌握", ""] {
            assert!(!begins_like_figure(text), "{text}");
        }
    }

    #[test]
    fn yes_and_no() {
        for (text, is) in
            [("True", true), ("是", true), ("ＴＲＵＥ", true), ("否", false), ("FALSE", false), ("无", false)]
        {
            assert_eq!(boolean(text), Some(is), "{text}");
        }
        assert_eq!(boolean("也许"), None);
    }

    #[test]
    fn any_text_can_be_quoted() {
        for text in ["某县", "他说\"好\"", "C:\\公开", "'\"", "a\tb\u{b}", ""] {
            let line = format!("a = {}", quoted(text));
            let table = toml::de::DeTable::parse(&line).unwrap();
            assert_eq!(table.get_ref().get("a").unwrap().get_ref().as_str(), Some(text), "{line}");
        }
    }
}
