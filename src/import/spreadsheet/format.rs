//! Formats of numbers (ECMA-376, 18.8.31): whether a cell shows the figure that it holds.
//!
//! 12 shown as `12件` or `12.00` is 12; as `1200%`, `0.0万`, `12万` or nothing it is something else.

use super::number::{number, rounded};
use super::sheet::Shown;

/// Characters of the longest format that is looked at, and of what a program writes.
const LONGEST: usize = 255;
/// Places behind the point that are looked at.
const MOST_DECIMALS: usize = 15;

/// What a number shows in a format.
pub(super) fn shown(format: &str, value: f64) -> Shown {
    let format: String = format.chars().take(LONGEST).collect();
    if matches!(format.trim(), "" | "General" | "@") {
        return Shown::Same;
    }
    let value = rounded(value);
    let sections = sections(&format);
    if sections.iter().any(|section| section.tokens.contains(&Token::Date)) {
        return Shown::Date;
    }
    let Some((section, is_absolute)) = chosen(&sections, value) else { return Shown::Other(String::new()) };
    let shown = section.shown(if is_absolute { value.abs() } else { value });
    // A section for negative numbers has its own sign, or it shows none.
    if value < 0.0 && is_absolute && !shown.text.contains(['-', '－', '(', '（', '−']) {
        return Shown::Other(shown.text.trim().to_owned());
    }
    let is_value = shown.value == Some(if is_absolute { value.abs() } else { value });
    if is_value { Shown::Same } else { Shown::Other(shown.text.trim().to_owned()) }
}

/// What a text shows in a format: the fourth section is of texts, or the last one that names them.
pub(super) fn shown_text(format: &str, text: &str) -> Shown {
    let format: String = format.chars().take(LONGEST).collect();
    let sections = sections(&format);
    let of_texts = sections.get(3).or(sections.last().filter(|section| section.tokens.contains(&Token::Text)));
    let Some(section) = of_texts else { return Shown::Same };
    let literal = |token: &Token| match token {
        Token::Literal(literal) => Some(literal.clone()),
        _ => None,
    };
    let is_shown = section.tokens.contains(&Token::Text);
    if is_shown && section.tokens.iter().filter_map(literal).all(|literal| is_harmless(&literal)) {
        return Shown::Same;
    }
    let part = |token: &Token| if *token == Token::Text { Some(text.to_owned()) } else { literal(token) };
    Shown::Other(section.tokens.iter().filter_map(part).collect::<String>().trim().to_owned())
}

/// Whether a text that stands around a figure leaves it what it is: `件` does, `万` and `元` do not.
pub(super) fn is_harmless(around: &str) -> bool {
    const NUMERALS: &str = "〇零一二三四五六七八九十百千万亿兆两";
    const UNITS: &str = "元%‰％角分￥¥$＄€£kKmM";
    !around.chars().any(|ch| ch.is_numeric() || NUMERALS.contains(ch) || UNITS.contains(ch))
}

/// A section of a format: for positive numbers, for negative ones, for 0, for texts, or for those that meet a condition.
#[derive(Debug, Default)]
struct Section {
    condition: Option<(String, f64)>,
    tokens: Vec<Token>,
}

#[derive(Clone, Debug, PartialEq)]
enum Token {
    /// 0 # ?
    Digit(char),
    Point,
    Comma,
    Percent,
    /// E+, E-
    Exponent,
    Slash,
    General,
    /// @
    Text,
    Date,
    /// What is printed as it is.
    Literal(String),
}

fn sections(format: &str) -> Vec<Section> {
    let mut sections = vec![Section::default()];
    let mut chars = format.chars().peekable();
    while let Some(ch) = chars.next() {
        let Some(section) = sections.last_mut() else { break };
        let token = match ch {
            ';' => {
                sections.push(Section::default());
                continue;
            }
            '"' => Token::Literal(chars.by_ref().take_while(|ch| *ch != '"').collect()),
            '\\' | '!' => Token::Literal(chars.next().map(String::from).unwrap_or_default()),
            // A blank as wide as a sign.
            '_' => {
                chars.next();
                continue;
            }
            // What fills the cell: digits do not stand beside a figure in vain.
            '*' => match chars.next() {
                Some(ch) if ch.is_alphanumeric() => Token::Literal(ch.to_string()),
                _ => continue,
            },
            '@' => Token::Text,
            '[' => {
                let inside: String = chars.by_ref().take_while(|ch| *ch != ']').collect();
                let is_elapsed = !inside.is_empty() && inside.chars().all(|ch| "hmsHMS".contains(ch));
                let number_at = inside.find(|ch: char| ch.is_ascii_digit() || ch == '-' || ch == '.');
                if inside.starts_with(['<', '>', '=']) {
                    let (sign, number) = inside.split_at(number_at.unwrap_or(inside.len()));
                    section.condition = number.trim().parse().ok().map(|number| (sign.trim().to_owned(), number));
                    continue;
                }
                match inside.strip_prefix('$') {
                    _ if is_elapsed => Token::Date,
                    // A currency, or a language alone.
                    Some(currency) => Token::Literal(currency.split('-').next().unwrap_or_default().to_owned()),
                    None => continue,
                }
            }
            '0' | '#' | '?' => Token::Digit(ch),
            '.' => Token::Point,
            ',' => Token::Comma,
            '%' => Token::Percent,
            'E' | 'e' if chars.next_if(|ch| matches!(ch, '+' | '-')).is_some() => Token::Exponent,
            '/' => Token::Slash,
            'G' | 'g' => {
                // `General`, or as Chinese programs write it, `G/通用格式`.
                while chars.next_if(|ch| ch.is_alphabetic() || *ch == '/').is_some() {}
                Token::General
            }
            'y' | 'm' | 'd' | 'h' | 's' | 'e' | 'b' | 'a' | 'Y' | 'M' | 'D' | 'H' | 'S' | 'E' | 'B' | 'A' => {
                Token::Date
            }
            ch => Token::Literal(ch.to_string()),
        };
        section.tokens.push(token);
    }
    sections
}

/// The section in which a number is shown, and whether it is shown without its sign.
fn chosen(sections: &[Section], value: f64) -> Option<(&Section, bool)> {
    let numeric = sections.get(..sections.len().min(3)).unwrap_or_default();
    if numeric.iter().any(|section| section.condition.is_some()) {
        let meets = |section: &&Section| match &section.condition {
            None => true,
            Some((sign, number)) => match sign.as_str() {
                "<" => value < *number,
                "<=" => value <= *number,
                ">" => value > *number,
                ">=" => value >= *number,
                "=" => value == *number,
                "<>" => value != *number,
                _ => false,
            },
        };
        return numeric.iter().find(meets).map(|section| (section, false));
    }
    match (numeric, value) {
        ([_, negative, ..], value) if value < 0.0 => Some((negative, true)),
        ([_, _, zero], 0.0) => Some((zero, true)),
        ([first, ..], _) => Some((first, false)),
        ([], _) => None,
    }
}

/// What a section shows: as text, and which number a reader takes it for, if for one.
struct Reading {
    text: String,
    value: Option<f64>,
}

impl Section {
    fn shown(&self, value: f64) -> Reading {
        let tokens = &self.tokens;
        let is_digit = |token: &Token| matches!(token, Token::Digit(_));
        let literals = || {
            tokens.iter().filter_map(|token| match token {
                Token::Literal(text) => Some(text.as_str()),
                _ => None,
            })
        };
        if tokens.contains(&Token::General) {
            let text = tokens.iter().map(|token| match token {
                Token::Literal(text) => text.clone(),
                Token::General => number(value),
                _ => String::new(),
            });
            let value = literals().all(is_harmless).then_some(value);
            return Reading { text: text.collect(), value };
        }
        let Some(first) = tokens.iter().position(is_digit) else {
            // `"-"` for 0, or nothing at all.
            return Reading { text: literals().collect(), value: None };
        };
        let last = tokens.iter().rposition(is_digit).unwrap_or(first);
        if tokens.contains(&Token::Slash) || tokens.contains(&Token::Exponent) {
            let is_whole = tokens.contains(&Token::Slash) && value.fract() == 0.0;
            return Reading { text: number(value), value: is_whole.then_some(value) };
        }
        let percents = tokens.iter().filter(|token| **token == Token::Percent).count();
        let point = tokens.iter().position(|token| *token == Token::Point).unwrap_or(last + 1);
        // Commas behind the last digit before the point divide by a thousand each.
        let before_point = tokens.get(..point).unwrap_or_default();
        let end = before_point.iter().rposition(is_digit).map_or(0, |at| at + 1);
        let behind = tokens.get(last + 1..).unwrap_or_default();
        let commas = |tokens: &[Token]| tokens.iter().take_while(|token| **token == Token::Comma).count();
        let thousands = commas(before_point.get(end..).unwrap_or_default()) + commas(behind);
        let decimals = tokens.get(point..).unwrap_or_default().iter().filter(|token| is_digit(token)).count();
        let scaled = value * 100_f64.powi(percents as i32) / 1000_f64.powi(thousands as i32);
        let digits = format!("{:.*}", decimals.min(MOST_DECIMALS), rounded(scaled).abs());
        let shown: Option<f64> = digits.parse().ok();
        let is_blank = shown == Some(0.0) && !tokens.contains(&Token::Digit('0'));
        let text = self.placed(&digits, value < 0.0, is_blank);
        // A literal among the digits moves the point: `0!.0,` shows 12345 as 1.2.
        let among = tokens.get(first..=last).unwrap_or_default();
        let is_divided = among.iter().any(|token| matches!(token, Token::Literal(text) if !text.trim().is_empty()));
        let is_same = percents == 0
            && thousands == 0
            && !is_divided
            && !is_blank
            && literals().all(is_harmless)
            && shown == Some(value.abs());
        Reading { text, value: is_same.then_some(value) }
    }

    /// Digits in their places.
    fn placed(&self, digits: &str, is_negative: bool, is_blank: bool) -> String {
        let (whole, decimals) = digits.split_once('.').unwrap_or((digits, ""));
        let whole = if whole == "0" && is_blank { "" } else { whole };
        let point = self.tokens.iter().position(|token| *token == Token::Point).unwrap_or(self.tokens.len());
        let places = self.tokens.iter().take(point).filter(|token| matches!(token, Token::Digit(_))).count();
        let surplus = whole.chars().count().saturating_sub(places);
        let mut left = whole.chars();
        let mut decimals = decimals.chars();
        let mut missing = places.saturating_sub(whole.chars().count());
        let mut text = String::new();
        let mut is_first = true;
        for (at, token) in self.tokens.iter().enumerate() {
            match token {
                Token::Digit(_) if at < point => {
                    if is_first {
                        is_first = false;
                        text.extend(is_negative.then_some('-'));
                        text.extend(left.by_ref().take(surplus));
                    }
                    if missing > 0 {
                        missing -= 1;
                        text.extend((*token == Token::Digit('0')).then_some('0'));
                    } else {
                        text.extend(left.next());
                    }
                }
                Token::Digit(_) if !is_blank => text.extend(decimals.next()),
                Token::Point if !is_blank => text.push('.'),
                Token::Percent => text.push('%'),
                Token::Literal(literal) => text.push_str(literal),
                _ => {}
            }
        }
        text
    }
}

/// The format of a number that every program knows by its identifier (ECMA-376, 18.8.30).
pub(super) fn builtin(id: usize) -> &'static str {
    match id {
        1 => "0",
        2 => "0.00",
        3 => "#,##0",
        4 => "#,##0.00",
        5..=8 => "\"¥\"#,##0.00",
        9 => "0%",
        10 => "0.00%",
        11 => "0.00E+00",
        12 => "# ?/?",
        13 => "# ??/??",
        14..=22 | 27..=36 | 45..=47 | 50..=58 => "yyyy-mm-dd",
        37 | 38 => "#,##0 ;(#,##0)",
        39 | 40 => "#,##0.00;(#,##0.00)",
        41 => "_(* #,##0_);_(* (#,##0);_(* \"-\"_);_(@_)",
        42 => "_($* #,##0_);_($* (#,##0);_($* \"-\"_);_(@_)",
        43 => "_(* #,##0.00_);_(* (#,##0.00);_(* \"-\"??_);_(@_)",
        44 => "_($* #,##0.00_);_($* (#,##0.00);_($* \"-\"??_);_(@_)",
        48 => "##0.0E+0",
        49 => "@",
        _ => "",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What LibreOffice 7.4 and Excel show.
    #[test]
    fn formats_that_show_what_is_held() {
        for (format, value) in [
            ("General", 12.0),
            ("0", 12.0),
            ("0_ ", 12.0),
            ("#,##0", 1264.0),
            ("0.00", 12.5),
            ("0\"件\"", 12.0),
            ("0件", 12.0),
            ("G/通用格式", 12.0),
            ("General\"件\"", 12.0),
            ("000", 7.0),
            ("0;[Red]-0", -3.0),
            ("#,##0 ;(#,##0)", -3.0),
            ("_ * #,##0_ ;_ * \\-#,##0_ ;_ * \"-\"_ ;_ @_ ", 12.0),
            ("_ * #,##0_ ;_ * \\-#,##0_ ;_ * \"-\"_ ;_ @_ ", -12.0),
            ("[$-804]0", 12.0),
            ("[DBNum1][$-804]General", 12.0),
            ("[>=1000]#,##0;0", 12.0),
            ("# ?/?", 12.0),
            ("0.0", 0.1 + 0.2),
            ("#", 12.0),
        ] {
            assert_eq!(shown(format, value), Shown::Same, "{format} {value}");
        }
    }

    #[test]
    fn formats_that_show_another_figure() {
        for (format, value, text) in [
            ("0%", 0.12, "12%"),
            ("0.0,", 12345.0, "12.3"),
            ("0\\.0,", 12345.0, "1.2"),
            ("0!.0,\"万\"", 12345.0, "1.2万"),
            ("#,##0,,", 5e6, "5"),
            ("0", 12.345, "12"),
            ("0.00", 12.345_678, "12.35"),
            ("#", 0.0, ""),
            ("0;-0;;@", 0.0, ""),
            (";;;", 12.0, ""),
            ("0;0", -3.0, "3"),
            ("0\"万\"", 12.0, "12万"),
            ("0\"0\"", 12.0, "120"),
            ("\"¥\"#,##0.00", 12.5, "¥12.50"),
            ("[$¥-804]0.00", 12.5, "¥12.50"),
            ("_ * #,##0_ ;_ * \\-#,##0_ ;_ * \"-\"_ ;_ @_ ", 0.0, "-"),
            ("[=1]\"是\";[=0]\"否\";0", 1.0, "是"),
        ] {
            assert_eq!(shown(format, value), Shown::Other(text.to_owned()), "{format} {value}");
        }
        for format in ["yyyy-mm-dd", "m\"月\"d\"日\"", "[h]:mm", "yyyy\\年", "[$-804]aaaa"] {
            assert_eq!(shown(format, 43.0), Shown::Date, "{format}");
        }
    }

    /// A fill repeats its sign before a figure; the fourth section, or one with @, is of texts (18.8.31).
    #[test]
    fn fills_and_formats_of_texts() {
        assert_eq!(shown("* 0", 12.0), Shown::Same);
        assert_eq!(shown("*-0", 12.0), Shown::Same);
        assert!(matches!(shown("*90", 486.0), Shown::Other(_)));
        for format in ["", "@", "General", "0", "0;-0;0", "0;-0;0;@", "_ @_ ", "@\"件\"", "0;@"] {
            assert_eq!(shown_text(format, "486"), Shown::Same, "{format}");
        }
        assert_eq!(shown_text(";;;", "486"), Shown::Other(String::new()));
        assert_eq!(shown_text("\"1\"@", "486"), Shown::Other("1486".to_owned()));
        assert_eq!(shown_text("0;0;0;@\"万\"", "486"), Shown::Other("486万".to_owned()));
    }
}
