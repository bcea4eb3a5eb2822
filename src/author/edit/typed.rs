//! What a clerk types into a cell, as the data file takes it: `1,020` and `１０２０` are the figure 1020, `22（其中修订16件）`
//! is 22 with a remark, `/` and all else are texts.

use rust_decimal::Decimal;

use crate::author::toml_text::quoted;
use crate::import::values::written;

/// What is typed into a cell.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Typed {
    /// What the cell prints.
    pub text: String,
    /// What it counts.
    pub value: Option<Decimal>,
    /// The cell as TOML.
    pub toml: String,
}

/// Reads what is typed into a cell. Digits stay as they are typed, but for blanks around them, signs that group them,
/// zeros before them and full-width ones. Line breaks and tabs are blanks.
pub(super) fn typed(text: &str) -> Typed {
    let text =
        text.split(['\n', '\r', '\t']).map(str::trim).filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" ");
    let of_text = || Typed { text: text.clone(), value: None, toml: quoted(&text) };
    match written(&text) {
        Some(figure) if figure.behind.is_empty() => {
            let digits = without_zeros(&figure.digits);
            Typed { toml: digits.clone(), text: digits, value: Some(figure.value) }
        }
        Some(figure) if figure.behind.starts_with('(') => {
            let toml = format!("{{ value = {}, text = {} }}", without_zeros(&figure.digits), quoted(&text));
            Typed { toml, text, value: Some(figure.value) }
        }
        // Too large: the reader says so.
        None if text.len() > 15 && text.bytes().all(|byte| byte.is_ascii_digit()) => {
            Typed { toml: without_zeros(&text), ..of_text() }
        }
        _ => of_text(),
    }
}

/// Digits without the zeros that no number opens with.
fn without_zeros(digits: &str) -> String {
    let (sign, rest) = match digits.strip_prefix(['+', '-']) {
        Some(rest) => (digits.get(..1).unwrap_or_default(), rest),
        None => ("", digits),
    };
    let (whole, fraction) = rest.find('.').map_or((rest, ""), |at| rest.split_at(at));
    let whole = match whole.trim_start_matches('0') {
        "" => "0",
        whole => whole,
    };
    format!("{sign}{whole}{fraction}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_cell_takes_what_is_typed() {
        for (text, toml) in [
            ("486", "486"),
            (" 486\u{3000}", "486"),
            ("12.50", "12.50"),
            ("+3", "+3"),
            ("-3", "-3"),
            ("－3", "-3"),
            ("007", "7"),
            ("00.50", "0.50"),
            ("0", "0"),
            ("1,020", "1020"),
            ("１，０２０", "1020"),
            ("", "\"\""),
            (" \n", "\"\""),
            ("/", "\"/\""),
            ("—", "\"—\""),
            ("12.", "\"12.\""),
            ("12件", "\"12件\""),
            ("约12", "\"约12\""),
            ("11 110", "\"11 110\""),
            ("11\n110", "\"11 110\""),
            ("1,02", "\"1,02\""),
            ("1e3", "\"1e3\""),
            ("0x1F", "\"0x1F\""),
            ("true", "\"true\""),
            ("甲\"乙\\", "\"甲\\\"乙\\\\\""),
            ("22（其中修订16件）", "{ value = 22, text = \"22（其中修订16件）\" }"),
            ("２２(1)", "{ value = 22, text = \"２２(1)\" }"),
            ("99999999999999999999", "99999999999999999999"),
        ] {
            assert_eq!(typed(text).toml, toml, "{text}");
        }
        assert_eq!((typed("1,020").text.as_str(), typed("1,020").value), ("1020", Some(Decimal::from(1020))));
        assert_eq!(typed("22（其中16件）").value, Some(Decimal::from(22)));
        assert_eq!(typed("/").value, None);
    }
}
