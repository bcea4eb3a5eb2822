//! What a text in a cell of figures was meant as: `12件`, `1,264` and `１２` are one figure each, `2、1、7` are three,
//! `22（其中修订16件）` is one with a remark.

use rust_decimal::Decimal;

use super::number::{looks_like_number, number};
use crate::form::{Kind, WAN_YUAN};

/// What a text with figures in it may be read as.
#[derive(Clone, Debug, PartialEq)]
pub enum Reading {
    /// One figure, as a data file writes it.
    Sole(String),
    /// Several figures, as if several cells stood in one.
    Several(Vec<String>),
    /// A figure with a remark in brackets behind it.
    Remarked(String),
    /// Money in 元 where the column is in 万元: what it is in 万元.
    Yuan(String),
    /// A figure in a unit that the column does not have.
    OfUnit(&'static str),
    /// Nothing that could be told.
    Unclear,
}

/// What counts are counted in.
const COUNT_UNITS: [&str; 8] = ["件", "个", "条", "项", "份", "宗", "起", "次"];

/// Units that make another figure of one, the longer before those that end alike.
const OTHER_UNITS: [&str; 6] = ["%", "‰", "亿元", WAN_YUAN, "元", "万"];

/// Digits as Chinese writes them.
const HAN_DIGITS: &str = "零〇一二两三四五六七八九十百千万亿";

/// What figure a text in a column says; `None` of a text that has no figures. A number in plain digits is one too: in
/// quotes it counts nothing.
pub fn reading(text: &str, kind: Kind) -> Option<Reading> {
    let text = half_width(text);
    let text = text.trim();
    if !text.chars().any(char::is_numeric) {
        return is_in_han_digits(text).then_some(Reading::Unclear);
    }
    Some(
        sole(text, kind)
            .map(Reading::Sole)
            .or_else(|| remarked(text, kind).map(Reading::Remarked))
            .or_else(|| several(text).map(Reading::Several))
            .or_else(|| in_yuan(text, kind).map(Reading::Yuan))
            .or_else(|| of_unit(text).map(Reading::OfUnit))
            .unwrap_or(Reading::Unclear),
    )
}

/// The figure that a text in a column says, where it can be read in one way only, as a data file writes it: `1264` of
/// `1,264件`.
pub fn sole_reading(text: &str, kind: Kind) -> Option<String> {
    match reading(text, kind)? {
        Reading::Sole(figure) => Some(figure),
        _ => None,
    }
}

/// Full-width letters, digits and signs as ASCII; every blank as a space, every minus as a hyphen.
fn half_width(text: &str) -> String {
    let narrow = |ch: char| match ch {
        '\u{FF01}'..='\u{FF5E}' => u32::from(ch).checked_sub(0xFEE0).and_then(char::from_u32).unwrap_or(ch),
        '\u{2212}' => '-',
        ch if ch.is_whitespace() => ' ',
        ch => ch,
    };
    text.chars().map(narrow).collect()
}

/// Whether a text is a number in Chinese digits, with or without a unit.
fn is_in_han_digits(text: &str) -> bool {
    let digits = without_unit(text, &COUNT_UNITS).unwrap_or(text);
    !digits.is_empty() && digits.chars().all(|ch| HAN_DIGITS.contains(ch))
}

fn without_unit<'t>(text: &'t str, units: &[&str]) -> Option<&'t str> {
    units.iter().find_map(|unit| text.strip_suffix(unit)).map(str::trim_end)
}

fn sole(text: &str, kind: Kind) -> Option<String> {
    let digits = match kind {
        Kind::Count | Kind::Change => without_unit(text, &COUNT_UNITS),
        Kind::Amount { unit } => unit.and_then(|unit| without_unit(text, &[unit])),
    };
    let figure = ungrouped(digits.unwrap_or(text))?;
    // A sign before a gain says something of a change only.
    let figure = match kind {
        Kind::Change => figure,
        _ => figure.strip_prefix('+').map(str::to_owned).unwrap_or(figure),
    };
    // What -0 is to say nobody can tell.
    let is_negative_zero = figure.starts_with('-') && !figure.contains(|ch| matches!(ch, '1'..='9'));
    (!is_negative_zero && number(&figure, kind).is_ok()).then_some(figure)
}

/// A number without the signs that group its digits by three (GB/T 15835-2011, 5.1.1: a comma or a blank), and without
/// the zeros before it.
fn ungrouped(text: &str) -> Option<String> {
    let sign = text.chars().next().filter(|sign| matches!(sign, '+' | '-'));
    let digits = text.strip_prefix(['+', '-']).unwrap_or(text).trim_start();
    let (whole, fraction) = digits.split_once('.').map_or((digits, None), |(whole, rest)| (whole, Some(rest)));
    let is_digits = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    let separator = whole.chars().find(|ch| matches!(ch, ',' | ' '));
    let groups: Vec<&str> = separator.map_or_else(|| vec![whole], |separator| whole.split(separator).collect());
    let are_groups = match groups.as_slice() {
        [one] => is_digits(one),
        [first, rest @ ..] => {
            is_digits(first)
                && first.len() <= 3
                && !first.starts_with('0')
                && rest.iter().all(|group| is_digits(group) && group.len() == 3)
        }
        [] => false,
    };
    if !are_groups || !fraction.is_none_or(is_digits) {
        return None;
    }
    let whole = groups.concat();
    let whole = match whole.trim_start_matches('0') {
        "" => "0",
        digits => digits,
    };
    let fraction = fraction.map(|fraction| format!(".{fraction}")).unwrap_or_default();
    Some(format!("{}{whole}{fraction}", sign.map(String::from).unwrap_or_default()))
}

fn remarked(text: &str, kind: Kind) -> Option<String> {
    let (figure, remark) = text.split_once('(')?;
    remark.ends_with(')').then(|| sole(figure.trim(), kind)).flatten()
}

/// Figures between commas, full-width or not, or the like.
fn several(text: &str) -> Option<Vec<String>> {
    let parts: Vec<&str> = text.split(['、', ',', ';', ' ', '|']).filter(|part| !part.is_empty()).collect();
    let are_figures = parts.len() > 1 && parts.iter().all(|part| looks_like_number(part));
    are_figures.then(|| parts.into_iter().map(str::to_owned).collect())
}

fn in_yuan(text: &str, kind: Kind) -> Option<String> {
    let is_in_wan_yuan = kind == (Kind::Amount { unit: Some(WAN_YUAN) });
    let digits = text.strip_suffix('元').filter(|digits| is_in_wan_yuan && !digits.ends_with(['万', '亿']))?;
    let yuan = Decimal::from_str_exact(&ungrouped(digits.trim_end())?).ok()?;
    let figure = yuan.checked_div(Decimal::from(10_000))?.normalize().to_string();
    number(&figure, kind).is_ok().then_some(figure)
}

fn of_unit(text: &str) -> Option<&'static str> {
    let unit = OTHER_UNITS.into_iter().find(|unit| text.ends_with(unit))?;
    ungrouped(text.strip_suffix(unit)?.trim_end()).map(|_| unit)
}

#[cfg(test)]
mod tests {
    use super::*;

    const AMOUNT: Kind = Kind::Amount { unit: Some(WAN_YUAN) };

    #[test]
    fn one_figure_is_read_however_it_is_dressed() {
        for (text, kind, figure) in [
            ("5", Kind::Count, "5"),
            ("012", Kind::Count, "12"),
            ("12件", Kind::Count, "12"),
            (" 12 件 ", Kind::Count, "12"),
            ("1,264", Kind::Count, "1264"),
            ("1，264条", Kind::Count, "1264"),
            ("1 264", Kind::Count, "1264"),
            ("1\u{a0}234\u{a0}567", Kind::Count, "1234567"),
            ("１２６４", Kind::Count, "1264"),
            ("+3项", Kind::Change, "+3"),
            ("－3", Kind::Change, "-3"),
            ("+3", Kind::Count, "3"),
            ("12.5万元", AMOUNT, "12.5"),
            ("1,264.50", AMOUNT, "1264.50"),
        ] {
            assert_eq!(sole_reading(text, kind).as_deref(), Some(figure), "{text}");
        }
    }

    #[test]
    fn what_may_be_something_else_is_not_one_figure() {
        let several = |parts: &[&str]| Reading::Several(parts.iter().map(|part| (*part).to_owned()).collect());
        for (text, kind, expected) in [
            ("2、1、7", Kind::Count, several(&["2", "1", "7"])),
            ("2，1，7", Kind::Count, several(&["2", "1", "7"])),
            ("1,264,7", Kind::Count, several(&["1", "264", "7"])),
            ("0,123", Kind::Count, several(&["0", "123"])),
            ("22（其中修订 16 件）", Kind::Count, Reading::Remarked("22".to_owned())),
            ("22件(其中修订16件)", Kind::Count, Reading::Remarked("22".to_owned())),
            ("251000元", AMOUNT, Reading::Yuan("25.1".to_owned())),
            ("251,000元", AMOUNT, Reading::Yuan("25.1".to_owned())),
            ("-0", Kind::Change, Reading::Unclear),
            ("－0.0", AMOUNT, Reading::Unclear),
            ("12.5万元", Kind::Count, Reading::OfUnit("万元")),
            ("12.5万元", Kind::Amount { unit: None }, Reading::OfUnit("万元")),
            ("30％", Kind::Count, Reading::OfUnit("%")),
            ("1.2万", Kind::Count, Reading::OfUnit("万")),
            ("-3件", Kind::Count, Reading::Unclear),
            ("1.5", Kind::Count, Reading::Unclear),
            ("约12件", Kind::Count, Reading::Unclear),
            ("12-15", Kind::Count, Reading::Unclear),
            ("十二件", Kind::Count, Reading::Unclear),
        ] {
            assert_eq!(reading(text, kind), Some(expected), "{text}");
        }
    }

    #[test]
    fn a_text_without_figures_says_none() {
        for text in ["", "/", "—", "无", "若干", "不掌握", "件"] {
            assert_eq!(reading(text, Kind::Count), None, "{text}");
        }
    }
}
