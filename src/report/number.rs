//! Numbers as a data file may write them, and what a column takes of them.

use rust_decimal::Decimal;

use super::limits::LARGEST_FIGURE;
use crate::diagnostic::{Diagnostic, message};
use crate::form::Kind;
use crate::report::rules;

/// Decimals of an amount in 万元.
const AMOUNT_DECIMALS: u32 = 6;

/// The value of a number, if such a number may stand in such a column.
pub(super) fn number(digits: &str, kind: Kind) -> Result<Decimal, Box<Diagnostic>> {
    let refuse = |code, message| Err(Box::new(Diagnostic::error(code, message)));
    if !looks_like_number(digits) {
        return refuse(
            &rules::WRONG_TYPE,
            message!(
                zh: "数字“{digits}”要用普通的十进制写法",
                en: "the number `{digits}` must be written in plain decimal digits",
            ),
        );
    }
    let fraction = digits.split_once('.').map_or("", |(_, fraction)| fraction);
    match kind {
        Kind::Count | Kind::Change if digits.contains('.') => {
            return refuse(
                &rules::NOT_A_COUNT,
                message!(zh: "“{digits}”不是整数：这一格是件数", en: "`{digits}` is not a whole number, but this is a count"),
            );
        }
        Kind::Amount { .. } if fraction.len() > AMOUNT_DECIMALS as usize => {
            return refuse(
                &rules::WRONG_TYPE,
                message!(
                    zh: "金额“{digits}”的小数超过 {AMOUNT_DECIMALS} 位",
                    en: "the amount `{digits}` has more than {AMOUNT_DECIMALS} decimals",
                ),
            );
        }
        _ => {}
    }
    let Some(value) = plain_number(digits) else {
        return refuse(&rules::NOT_A_COUNT, message!(zh: "“{digits}”太大", en: "`{digits}` is too large"));
    };
    if value < Decimal::ZERO && !matches!(kind, Kind::Change) {
        return refuse(
            &rules::NEGATIVE,
            message!(zh: "“{digits}”是负数：这一格不能小于 0", en: "`{digits}` is negative, which this cell may not be"),
        );
    }
    Ok(value)
}

/// The value of a number in plain decimal digits, with at most a sign before them; `None` if it is written otherwise or
/// too large.
pub fn plain_number(digits: &str) -> Option<Decimal> {
    let value = looks_like_number(digits).then(|| Decimal::from_str_exact(digits).ok()).flatten();
    value.filter(|value| value.abs() <= Decimal::from(LARGEST_FIGURE))
}

/// Whether a text is digits with at most a sign before and a fraction behind them.
pub(super) fn looks_like_number(text: &str) -> bool {
    let digits = text.strip_prefix(['+', '-']).unwrap_or(text);
    let (whole, fraction) = digits.split_once('.').unwrap_or((digits, "0"));
    [whole, fraction].iter().all(|part| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit()))
}
