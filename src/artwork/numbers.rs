//! Numbers of an SVG. A page has tens of thousands of them, so that no float is printed.

/// Puts a length in points: hundredths are finer than any screen.
pub(crate) fn put_number(out: &mut String, points: f64) {
    put_decimal(out, points, 2);
}

/// Puts a number with so many decimals at most (no more than 9).
pub(crate) fn put_decimal(out: &mut String, number: f64, decimals: u32) {
    let unit = 10_u64.pow(decimals.min(9));
    let units = (number * unit as f64).round() as i64;
    if units < 0 {
        out.push('-');
    }
    let (whole, mut rest) = (units.unsigned_abs() / unit, units.unsigned_abs() % unit);
    put_digits(out, whole);
    if rest > 0 {
        out.push('.');
        let mut place = unit / 10;
        while rest > 0 {
            out.push(digit(rest / place));
            rest %= place;
            place = (place / 10).max(1);
        }
    }
}

/// Puts a whole number.
pub(crate) fn put_integer(out: &mut String, number: i64) {
    if number < 0 {
        out.push('-');
    }
    put_digits(out, number.unsigned_abs());
}

fn put_digits(out: &mut String, number: u64) {
    if number >= 10 {
        put_digits(out, number / 10);
    }
    out.push(digit(number % 10));
}

fn digit(digit: u64) -> char {
    char::from(b'0' + (digit % 10) as u8)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_have_no_more_digits_than_they_need() {
        let cases = [
            (0.0, 2, "0"),
            (-0.004, 2, "0"),
            (12.5, 2, "12.5"),
            (-0.05, 2, "-0.05"),
            (1_234.005_1, 2, "1234.01"),
            (100.0, 0, "100"),
            (9.999_96, 4, "10"),
            (0.0105, 7, "0.0105"),
            (-3.070_809, 6, "-3.070809"),
            (f64::NAN, 2, "0"),
        ];
        for (number, decimals, shown) in cases {
            let mut out = String::new();
            put_decimal(&mut out, number, decimals);
            assert_eq!(out, shown);
        }
        let mut out = String::new();
        [0, 7, -10, 1_203, i64::MIN].into_iter().for_each(|number| {
            put_integer(&mut out, number);
            out.push(' ');
        });
        assert_eq!(out, "0 7 -10 1203 -9223372036854775808 ");
    }
}
