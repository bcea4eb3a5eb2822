//! Numbers of a drawing that no drawing needs. An arc of an enormous radius is cut into millions of curves by what
//! draws it.

/// Largest number: in millimetres, a thousand kilometres.
const LARGEST: f64 = 1e9;

/// Attributes and properties that hold lengths, coordinates and transforms.
const NUMERIC: [&str; 38] = [
    "cx",
    "cy",
    "d",
    "dx",
    "dy",
    "font-size",
    "fx",
    "fy",
    "gradientTransform",
    "height",
    "letter-spacing",
    "markerHeight",
    "markerWidth",
    "offset",
    "patternTransform",
    "points",
    "r",
    "refX",
    "refY",
    "rotate",
    "rx",
    "ry",
    "startOffset",
    "stroke-dasharray",
    "stroke-dashoffset",
    "stroke-miterlimit",
    "stroke-width",
    "textLength",
    "transform",
    "viewBox",
    "width",
    "word-spacing",
    "x",
    "x1",
    "x2",
    "y",
    "y1",
    "y2",
];

/// The first number in an attribute or property that is too large.
pub(super) fn enormous<'a>(name: &str, value: &'a str) -> Option<&'a str> {
    if !NUMERIC.contains(&name) {
        return None;
    }
    let mut rest = value;
    while let Some(at) = rest.find(|sign: char| sign.is_ascii_digit() || sign == '.') {
        rest = &rest[at..];
        let length = length_of_number(rest.as_bytes());
        let (number, after) = rest.split_at(length);
        // A lone full stop is no number.
        if number.parse().is_ok_and(|number: f64| number > LARGEST) {
            return Some(number);
        }
        rest = after;
    }
    None
}

/// Length of the number that a text begins with, at least one sign.
fn length_of_number(text: &[u8]) -> usize {
    let digits = |from: usize| text.iter().skip(from).take_while(|byte| byte.is_ascii_digit()).count();
    let mut end = digits(0);
    if text.get(end) == Some(&b'.') {
        end += 1;
        end += digits(end);
    }
    if matches!(text.get(end), Some(b'e' | b'E')) {
        let sign = usize::from(matches!(text.get(end + 1), Some(b'+' | b'-')));
        let exponent = digits(end + 1 + sign);
        if exponent > 0 {
            end += 1 + sign + exponent;
        }
    }
    end.max(1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_enormous_numbers_are_found() {
        assert_eq!(enormous("d", "M1e8,2A1.5.5-3e10 0 01.9z"), Some("3e10"));
        assert_eq!(enormous("d", "M1e8,2A1.5.5-3e-10 0 01.9e1em. e99 999999999"), None);
        assert_eq!(enormous("width", "1e400"), Some("1e400"));
        assert_eq!(enormous("width", "12345678901px"), Some("12345678901"));
        assert_eq!(enormous("id", "1e400"), None);
    }
}
