//! What is written in a cell, as a figure: 1,264 and ３ and 251000元 and 22（其中修订16件）.

use rust_decimal::Decimal;

use crate::report::plain_number;

/// A text that opens with a figure.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Written {
    /// The figure in plain digits.
    pub digits: String,
    pub value: Decimal,
    /// What stands behind it: a unit, or what is told of it.
    pub behind: String,
}

/// The figure that a text opens with. Full-width digits count as digits, and a comma that divides thousands counts for
/// nothing. A blank may divide two figures, and joins none.
pub(crate) fn written(text: &str) -> Option<Written> {
    let text: String = text.trim().chars().map(narrow).collect();
    let sign = text.len() - text.strip_prefix(['+', '-']).unwrap_or(&text).len();
    let mut digits = text.get(..sign)?.to_owned();
    let mut rest = text.get(sign..)?;
    loop {
        let run = rest.len() - rest.trim_start_matches(|ch: char| ch.is_ascii_digit()).len();
        digits.push_str(rest.get(..run)?);
        rest = rest.get(run..)?;
        let groups = rest.strip_prefix(',').filter(|behind| opens_with_thousand(behind));
        match (groups, rest.strip_prefix('.')) {
            (Some(behind), _) if run > 0 => rest = behind,
            (None, Some(behind))
                if run > 0 && !digits.contains('.') && behind.starts_with(|ch: char| ch.is_ascii_digit()) =>
            {
                digits.push('.');
                rest = behind;
            }
            _ => break,
        }
    }
    let value = plain_number(&digits)?;
    Some(Written { digits, value, behind: rest.trim().to_owned() })
}

/// Whether a text opens with three digits and no fourth.
fn opens_with_thousand(text: &str) -> bool {
    let digits = text.bytes().take_while(u8::is_ascii_digit).count();
    digits == 3
}

/// Raised or lowered text: its digits as the raised ones that they are shown as, so that none joins a figure.
pub(super) fn raised(text: &str) -> String {
    const RAISED: [char; 10] = ['⁰', '¹', '²', '³', '⁴', '⁵', '⁶', '⁷', '⁸', '⁹'];
    let one = |ch: char| narrow(ch).to_digit(10).and_then(|digit| RAISED.get(digit as usize).copied()).unwrap_or(ch);
    text.chars().map(one).collect()
}

/// 1 to 99 in Chinese.
pub(super) fn chinese(number: u32) -> Option<String> {
    const DIGITS: [&str; 10] = ["", "一", "二", "三", "四", "五", "六", "七", "八", "九"];
    let (tens, ones) = (number / 10, number % 10);
    let digit = |at: u32| DIGITS.get(at as usize).copied();
    match tens {
        0 if ones > 0 => digit(ones).map(str::to_owned),
        1 => Some(format!("十{}", digit(ones)?)),
        2..=9 => Some(format!("{}十{}", digit(tens)?, digit(ones)?)),
        _ => None,
    }
}

/// Full-width digits and marks as those of ASCII.
fn narrow(ch: char) -> char {
    match ch {
        '\u{FF01}'..='\u{FF5E}' => u32::from(ch).checked_sub(0xFEE0).and_then(char::from_u32).unwrap_or(ch),
        '−' => '-',
        ch => ch,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(text: &str) -> Option<(String, String)> {
        written(text).map(|written| (written.digits, written.behind))
    }

    #[test]
    fn raised_digits_are_none_of_a_figure() {
        assert_eq!(raised("a1２["), "a¹²[");
    }

    #[test]
    fn figures_are_read_as_they_are_written() {
        let some = |digits: &str, behind: &str| Some((digits.to_owned(), behind.to_owned()));
        assert_eq!(of("12"), some("12", ""));
        assert_eq!(of(" １，２６４ "), some("1264", ""));
        assert_eq!(of("1,264,500.25"), some("1264500.25", ""));
        assert_eq!(of("-3"), some("-3", ""));
        assert_eq!(of("251000元"), some("251000", "元"));
        assert_eq!(of("22（其中修订16件）"), some("22", "(其中修订16件)"));
        // No thousands: two figures, which nobody may join.
        assert_eq!(of("11 110"), some("11", "110"));
        assert_eq!(of("11\n110"), some("11", "110"));
        assert_eq!(of("12,5"), some("12", ",5"));
        assert_eq!(of("1.2.3"), some("1.2", ".3"));
        for text in ["", "/", "—", "无", "约12"] {
            assert_eq!(of(text), None, "{text}");
        }
    }

    #[test]
    fn numbers_in_chinese() {
        let found: Vec<String> = [1, 10, 11, 20, 99].into_iter().filter_map(chinese).collect();
        assert_eq!(found, ["一", "十", "十一", "二十", "九十九"]);
        assert_eq!((chinese(0), chinese(100)), (None, None));
    }
}
