//! Figures as JSON numbers, digit for digit.

use rust_decimal::Decimal;
use serde::ser::Error;
use serde::{Serialize, Serializer};
use serde_json::value::RawValue;

/// A decimal, written with all decimals that it has. A binary float would lose them: 12.50 stays 12.50.
pub(super) struct Number(pub(super) Decimal);

impl Serialize for Number {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        // Digits, at most a sign before and a fraction behind them: what JSON calls a number (RFC 8259, 6).
        RawValue::from_string(self.0.to_string()).map_err(S::Error::custom)?.serialize(serializer)
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    #[test]
    fn no_digit_is_lost() {
        for digits in ["0", "-3", "12.50", "0.10", "9007199254740992", "79228162514264337593543950335", "-0.000001"] {
            let decimal: Decimal = digits.parse().unwrap();
            assert_eq!(serde_json::to_string(&Number(decimal)).unwrap(), digits);
        }
    }
}
