//! A number of a cell as a spreadsheet program shows it: with 15 digits, which is what such programs keep.

/// Digits that are shown. Results of formulas have others behind them: 0.1+0.2 is 0.30000000000000004.
const DIGITS: usize = 15;
/// From here on the digits that are shown are not all.
const LARGEST: f64 = 1e15;

/// The number in plain digits; a larger one than any report has, with its power of ten.
pub(super) fn number(value: f64) -> String {
    let value = rounded(value);
    if value == 0.0 {
        // It may be a negative one.
        "0".to_owned()
    } else if value.abs() < LARGEST {
        value.to_string()
    } else {
        let text = format!("{value:E}");
        text.replace('E', "E+")
    }
}

/// The nearest number of 15 digits.
pub(super) fn rounded(value: f64) -> f64 {
    format!("{value:.*e}", DIGITS - 1).parse().unwrap_or(value)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// As Excel shows them in the bar above the sheet.
    #[test]
    fn numbers_have_fifteen_digits() {
        for (value, shown) in [
            (0.1 + 0.2, "0.3"),
            (12.000000000000002, "12"),
            (12.5, "12.5"),
            (-0.0, "0"),
            (-3.0, "-3"),
            (1.1 * 3.0, "3.3"),
            (999_999_999_999_999.0, "999999999999999"),
            (1e15, "1E+15"),
            (1.5e300, "1.5E+300"),
            (0.000_001, "0.000001"),
        ] {
            assert_eq!(number(value), shown);
        }
    }
}
