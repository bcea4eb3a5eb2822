//! What is said of an option whose value is not of its kind.

use super::Failure;
use super::limits::listed;
use crate::diagnostic::{Lang, message};
use crate::report::limits::YEARS;

/// The year of examples, where what is typed tells none.
const SOME_YEAR: u16 = 2025;

/// The error that a value is no number, or none that its option takes; how it is to be written stands beside it.
pub(super) fn wrong_value(option: &str, value: &str) -> Failure {
    let message = message!(zh: "{option} 不能是“{value}”", en: "{option} cannot be `{value}`");
    let help = match option {
        "--year" => {
            let (first, last, year) = (YEARS.start(), YEARS.end(), year_in(value).unwrap_or(SOME_YEAR));
            message!(
                zh: "写 {first} 到 {last} 的四位年度，如 --year {year}",
                en: "write a year of four digits from {first} to {last}, such as --year {year}",
            )
        }
        "--jobs" => message!(
            zh: "写同时生成几份，1 到 1000，如 --jobs 4",
            en: "write how many reports are made at a time, from 1 to 1000, such as --jobs 4",
        ),
        "--limit" => {
            let (zh, en) = (listed(Lang::Zh).join("、"), listed(Lang::En).join(", "));
            message!(zh: "写成“名称=数”，默认是：{zh}", en: "write NAME=N; usual are: {en}")
        }
        option => message!(
            zh: "写一个正整数，不要太大，如 {option} 1000",
            en: "write a whole number that is not too large, such as {option} 1000",
        ),
    };
    Failure::Advised(message, help)
}

/// The year that a text means, such as 2025年, ２０２５ or 25.
fn year_in(text: &str) -> Option<u16> {
    let digit =
        |c: char| c.to_digit(10).or_else(|| u32::from(c).checked_sub(u32::from('０')).filter(|digit| *digit < 10));
    let digits: Vec<u32> = text.chars().filter_map(digit).collect();
    let number = digits.iter().try_fold(0_u32, |number, digit| number.checked_mul(10)?.checked_add(*digit))?;
    let number = if digits.len() == 2 { number.checked_add(2000)? } else { number };
    u16::try_from(number).ok().filter(|year| YEARS.contains(year))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_year_is_known_by_its_digits() {
        for (text, expected) in [
            ("2025年", Some(2025)),
            ("２０２５", Some(2025)),
            ("2025年度", Some(2025)),
            ("25", Some(2025)),
            ("1999", None),
            ("2025-2026", None),
            ("今年", None),
            ("99999999999999999999", None),
        ] {
            assert_eq!(year_in(text), expected, "{text}");
        }
    }
}
