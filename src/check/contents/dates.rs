//! Dates as a text writes them: in digits or Chinese numerals, with blanks inside, a part of it left out or lost.

use std::ops::Range;

/// A date of a text. What it leaves out is `None`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct WrittenDate {
    /// Its bytes.
    pub range: Range<usize>,
    pub year: Option<u16>,
    pub month: Option<u16>,
    pub day: Option<u16>,
    /// The 年, 月 or 日 that it lost: 20251月1日, 2025年11日, 12月31止.
    pub lost: Option<char>,
}

/// The first date of a text from a byte on, within so many characters.
pub(super) fn first_date(text: &str, from: usize, within: usize) -> Option<WrittenDate> {
    let mut reader = Reader { text, at: from };
    for _ in 0..within {
        let ch = reader.peek()?;
        if is_numeral(ch) {
            if let Some(date) = reader.date() {
                return Some(date);
            }
            reader.number();
        } else {
            reader.at += ch.len_utf8();
        }
    }
    None
}

/// The date that follows another as the end of a range: 至, 到, a dash or its like stands between.
pub(super) fn range_end(text: &str, first: &WrittenDate) -> Option<WrittenDate> {
    /// Characters between the two: 日0时0分起，至.
    const FARTHEST: usize = 12;
    let mut reader = Reader { text, at: first.range.end };
    let mut is_range = false;
    for _ in 0..FARTHEST {
        reader.blanks();
        let ch = reader.peek()?;
        if is_range_sign(ch) {
            is_range = true;
        } else if is_numeral(ch) {
            let date = reader.date();
            if date.is_some() || !reader.hour() {
                return date.filter(|_| is_range);
            }
            continue;
        } else if !matches!(ch, '起' | '始' | '开' | '止' | '，' | '（' | '）' | '含') {
            return None;
        }
        reader.at += ch.len_utf8();
    }
    None
}

fn is_range_sign(ch: char) -> bool {
    matches!(ch, '至' | '到' | '—' | '–' | '―' | '─' | '-' | '－' | '~' | '～' | '∼')
}

fn is_numeral(ch: char) -> bool {
    digit(ch).is_some() || ch == '十' || ch == '元'
}

/// A digit in any of its forms.
fn digit(ch: char) -> Option<u32> {
    const HAN: [char; 9] = ['一', '二', '三', '四', '五', '六', '七', '八', '九'];
    match ch {
        '0'..='9' => ch.to_digit(10),
        '０'..='９' => u32::from(ch).checked_sub(u32::from('０')),
        '〇' | '零' | '○' | 'Ｏ' => Some(0),
        _ => HAN.iter().position(|han| *han == ch).and_then(|at| u32::try_from(at + 1).ok()),
    }
}

/// A number as it is written.
#[derive(Clone, Copy)]
struct Number {
    value: u32,
    digits: usize,
}

impl Number {
    /// The same as a year: four digits, or the last two.
    fn year(self) -> Option<u16> {
        let year = u16::try_from(self.value).ok()?;
        match self.digits {
            4 => Some(year).filter(|year| (1900..2200).contains(year)),
            2 => year.checked_add(2000),
            _ => None,
        }
    }

    /// The same as a month or a day.
    fn part(self, most: u32) -> Option<u16> {
        let is_part = (1..=most).contains(&self.value) && self.digits <= 2;
        u16::try_from(self.value).ok().filter(|_| is_part)
    }
}

/// Year, month, day, and the unit that was lost.
type Parts = (Option<u16>, Option<u16>, Option<u16>, Option<char>);

struct Reader<'t> {
    text: &'t str,
    at: usize,
}

impl Reader<'_> {
    fn peek(&self) -> Option<char> {
        self.text.get(self.at..)?.chars().next()
    }

    fn blanks(&mut self) {
        while let Some(ch) = self.peek().filter(|ch| ch.is_whitespace() && *ch != '\n') {
            self.at += ch.len_utf8();
        }
    }

    /// Steps over one of some characters, blanks before it aside.
    fn eat(&mut self, wanted: &[char]) -> Option<char> {
        let start = self.at;
        self.blanks();
        match self.peek().filter(|ch| wanted.contains(ch)) {
            Some(ch) => {
                self.at += ch.len_utf8();
                Some(ch)
            }
            None => {
                self.at = start;
                None
            }
        }
    }

    /// A number in digits or Chinese numerals; 元 is that of 元月.
    fn number(&mut self) -> Option<Number> {
        let start = self.at;
        self.blanks();
        if self.peek() == Some('元') {
            self.at += '元'.len_utf8();
            return Some(Number { value: 1, digits: 1 });
        }
        let (mut value, mut digits, mut tens) = (0_u32, 0_usize, None);
        while let Some(ch) = self.peek() {
            match digit(ch) {
                Some(one) => value = value.saturating_mul(10).saturating_add(one),
                None if ch == '十' && tens.is_none() => {
                    tens = Some(if digits == 0 { 1 } else { value });
                    value = 0;
                }
                None => break,
            }
            digits += 1;
            self.at += ch.len_utf8();
        }
        if digits == 0 {
            self.at = start;
            return None;
        }
        match tens {
            Some(tens) => Some(Number { value: tens.saturating_mul(10).saturating_add(value), digits: 2 }),
            None => Some(Number { value, digits }),
        }
    }

    /// Steps over an hour or a minute, 24时.
    fn hour(&mut self) -> bool {
        self.number().is_some() && self.eat(&['时', '点', '分']).is_some()
    }

    /// A date that stands here. Where there is none, nothing is stepped over.
    fn date(&mut self) -> Option<WrittenDate> {
        let start = self.at;
        let read = self.parts();
        let end = self.at;
        if read.is_none() {
            self.at = start;
        }
        let (year, month, day, lost) = read?;
        Some(WrittenDate { range: start..end, year, month, day, lost })
    }

    fn parts(&mut self) -> Option<Parts> {
        let first = self.number()?;
        if self.eat(&['年']).is_some() {
            let year = Some(first.year()?);
            let (month, day, lost) = self.behind_year();
            return Some((year, month, day, lost));
        }
        if self.eat(&['月']).is_some() {
            if (5..=6).contains(&first.digits) {
                // 20251月: the year and the month run together.
                let scale = if first.digits == 5 { 10 } else { 100 };
                let year = Number { value: first.value / scale, digits: 4 }.year()?;
                let month = Number { value: first.value % scale, digits: 2 }.part(12)?;
                return Some((Some(year), Some(month), self.day().0, Some('年')));
            }
            let (month, (day, lost)) = (first.part(12)?, self.day());
            return Some((None, Some(month), day, lost));
        }
        if first.digits == 8 {
            // 20251231, or what is left of it: 20251231日.
            let year = Number { value: first.value / 10_000, digits: 4 }.year()?;
            let month = Number { value: first.value / 100 % 100, digits: 2 }.part(12)?;
            let day = Number { value: first.value % 100, digits: 2 }.part(31)?;
            let lost = self.eat(&['日']).map(|_| '年');
            return Some((Some(year), Some(month), Some(day), lost));
        }
        if self.eat(&['日', '号']).is_some() {
            return Some((None, None, Some(first.part(31)?), None));
        }
        let year = first.year().filter(|_| first.digits == 4)?;
        let sign = self.eat(&['.', '-', '/', '．'])?;
        let month = self.number()?.part(12)?;
        let day = self.eat(&[sign]).and_then(|_| self.number()).and_then(|day| day.part(31));
        self.eat(&['日']);
        Some((Some(year), Some(month), day, None))
    }

    /// Month and day behind 年, and the 月 that was lost.
    fn behind_year(&mut self) -> (Option<u16>, Option<u16>, Option<char>) {
        let start = self.at;
        let Some(number) = self.number() else { return (None, None, None) };
        if self.eat(&['月']).is_some() {
            let (day, lost) = self.day();
            return (number.part(12), day, lost);
        }
        if self.eat(&['日', '号']).is_some() {
            return (None, None, Some('月'));
        }
        // 2025年1至12月: the 月 of the second is that of both.
        let end = self.at;
        let is_range = self.peek().is_some_and(is_range_sign) && {
            self.at += self.peek().map_or(0, char::len_utf8);
            self.number().is_some() && self.eat(&['月']).is_some()
        };
        self.at = if is_range { end } else { start };
        (number.part(12).filter(|_| is_range), None, None)
    }

    /// The day behind 月, and its 日 if that is lost before what ends a date.
    fn day(&mut self) -> (Option<u16>, Option<char>) {
        let start = self.at;
        let day = self.number().and_then(|number| number.part(31));
        let ends = |ch: char| is_range_sign(ch) || matches!(ch, '起' | '止' | '，' | '。' | '；' | '）' | '\n');
        if day.is_some() && self.eat(&['日', '号']).is_some() {
            return (day, None);
        }
        if day.is_some() && self.peek().is_none_or(ends) {
            return (day, Some('日'));
        }
        self.at = start;
        (None, None)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parts(date: &WrittenDate) -> Parts {
        (date.year, date.month, date.day, date.lost)
    }

    #[test]
    fn dates_in_all_their_forms() {
        for (text, expected) in [
            ("自2025年1月1日起", (Some(2025), Some(1), Some(1), None)),
            ("为 2025 年 12 月 31 日", (Some(2025), Some(12), Some(31), None)),
            ("二〇二五年十二月三十一日", (Some(2025), Some(12), Some(31), None)),
            ("二零二五年元月一日", (Some(2025), Some(1), Some(1), None)),
            ("２０２５年１月", (Some(2025), Some(1), None, None)),
            ("2025年度", (Some(2025), None, None, None)),
            ("2025年3期", (Some(2025), None, None, None)),
            ("12月31日", (None, Some(12), Some(31), None)),
            ("2025.12.31", (Some(2025), Some(12), Some(31), None)),
            ("2025-01-01", (Some(2025), Some(1), Some(1), None)),
            ("20251月1日", (Some(2025), Some(1), Some(1), Some('年'))),
            ("202512月31日", (Some(2025), Some(12), Some(31), Some('年'))),
            ("2025年11日", (Some(2025), None, None, Some('月'))),
            ("12月31止", (None, Some(12), Some(31), Some('日'))),
            ("12月31件", (None, Some(12), None, None)),
            ("20251231日", (Some(2025), Some(12), Some(31), Some('年'))),
            ("第3项，1月1日", (None, Some(1), Some(1), None)),
        ] {
            assert_eq!(first_date(text, 0, 20).as_ref().map(parts), Some(expected), "{text}");
        }
        for text in ["共66件", "010-12345678", "统一、之一", "一年来", "第十五届", "1.5万条", ""] {
            assert_eq!(first_date(text, 0, 20), None, "{text}");
        }
    }

    #[test]
    fn ranges_in_all_their_forms() {
        for (text, end) in [
            ("2025年1月1日起至2025年12月31日止", Some((Some(2025), Some(12), Some(31), None))),
            ("2025年1月1日—12月31日", Some((None, Some(12), Some(31), None))),
            ("2025年1月1日0时至2025年12月31日24时", Some((Some(2025), Some(12), Some(31), None))),
            ("2025年1至12月", Some((None, Some(12), None, None))),
            ("2025年1月 - 12月", Some((None, Some(12), None, None))),
            ("2025年1月1日始，至12月31日", Some((None, Some(12), Some(31), None))),
            ("2025年1月1日，12月31日", None),
            ("2025年1月1日起施行", None),
        ] {
            let first = first_date(text, 0, 20);
            let found = first.and_then(|first| range_end(text, &first));
            assert_eq!(found.as_ref().map(parts), end, "{text}");
        }
    }
}
