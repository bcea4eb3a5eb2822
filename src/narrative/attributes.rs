//! `{#fig-hall width=60%}` behind a picture or a chart, `{#tbl-areas}` at the end of a table's caption: a name for text
//! to refer to and a width, as Pandoc and Quarto write them.

use std::ops::Range;

use super::Width;
use super::reader::Reader;
use crate::diagnostic::{Diagnostic, Message, message};
use crate::narrative::rules;
use crate::report::limits::TYPE_AREA_MM;
use crate::units::Pt;

/// What stands in the braces.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Attributes {
    pub(super) name: Option<String>,
    pub(super) width: Option<Width>,
}

/// Where braces with attributes stand in a text that they may open: from the brace to its partner, blanks before it
/// left out.
pub(super) fn behind(text: &str) -> Option<Range<usize>> {
    let line = text.split('\n').next().unwrap_or_default();
    let start = line.len() - line.trim_start().len();
    let inside = line.get(start..)?.strip_prefix('{')?;
    Some(start..start + 1 + inside.find('}')? + 1)
}

/// Where braces with a name stand that end a text.
pub(super) fn at_the_end(text: &str) -> Option<Range<usize>> {
    let kept = text.trim_end().len();
    let start = text.get(..kept)?.strip_suffix('}')?.rfind('{')?;
    text.get(start..)?.starts_with("{#").then_some(start..kept)
}

impl Reader<'_> {
    /// The attributes in the braces that a range is; `has_width` says whether a width may be among them.
    pub(super) fn attributes(&mut self, range: Range<usize>, has_width: bool) -> Attributes {
        let inside = range.start + 1..range.end.saturating_sub(1);
        let mut found = Attributes::default();
        let mut at = inside.start;
        for word in self.source(&inside).split(' ') {
            let place = at..at + word.len();
            at = place.end + 1;
            if word.is_empty() {
                continue;
            }
            let taken = match (word.strip_prefix('#'), word.split_once('=')) {
                (Some(name), _) if is_name(name) && found.name.is_none() => {
                    found.name = Some(name.to_owned());
                    Ok(())
                }
                (Some(_), _) => Err(name_help()),
                (None, Some(("width", width))) if has_width => {
                    width_of(width).map(|width| found.width = Some(width)).ok_or_else(width_help)
                }
                _ if has_width => Err(message!(
                    zh: "花括号里只能写名称和宽度，中间空一格：{{#fig-名称 width=60%}}；要照印的，写成 \\{{",
                    en: "braces hold a name and a width with a blank between: {{#fig-name width=60%}}; to print them, \
                         write \\{{",
                )),
                _ => Err(name_help()),
            };
            if let Err(help) = taken {
                let message = message!(zh: "不明白“{word}”", en: "`{word}` is not understood");
                self.fault(Diagnostic::error(&rules::ATTRIBUTE, message).help(help), place);
            }
        }
        found
    }
}

/// Whether a text can be a name: whatever is one word and no sign of Markdown.
fn is_name(text: &str) -> bool {
    !text.is_empty() && !text.contains(|ch: char| ch.is_whitespace() || "#{}()[]<>=\"'\\".contains(ch))
}

fn name_help() -> Message {
    message!(
        zh: "名称只写一个，中间没有空格和括号：图写 {{#fig-名称}}，表写 {{#tbl-名称}}",
        en: "write one name without blanks and brackets: {{#fig-name}} for a figure, {{#tbl-name}} for a table",
    )
}

fn width_help() -> Message {
    message!(
        zh: "宽度写成版心的百分之几，1% 到 100%，如 width=60%；或者长度，最多 {TYPE_AREA_MM}mm，如 width=8cm、width=80mm",
        en: "write a width as a part of the type area's, from 1% to 100%, such as width=60%, or as a length of at most \
             {TYPE_AREA_MM}mm, such as width=8cm or width=80mm",
    )
}

/// A width of some extent that the type area has room for.
fn width_of(text: &str) -> Option<Width> {
    let text = text.strip_prefix('"').and_then(|text| text.strip_suffix('"')).unwrap_or(text);
    let unit = text.trim_start_matches(|ch: char| ch.is_ascii_digit() || ch == '.');
    let number: f64 = text.get(..text.len() - unit.len())?.parse().ok()?;
    let of_area = |mm: f64| (1.0..=f64::from(TYPE_AREA_MM)).contains(&mm).then(|| Width::Length(Pt::from_mm(mm)));
    match unit {
        "%" => (1.0..=100.0).contains(&number).then_some(Width::Part(number / 100.0)),
        "mm" => of_area(number),
        "cm" => of_area(number * 10.0),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn widths() {
        assert_eq!(width_of("60%"), Some(Width::Part(0.6)));
        assert_eq!(width_of("\"100%\""), Some(Width::Part(1.0)));
        assert_eq!(width_of("80mm"), Some(Width::Length(Pt::from_mm(80.0))));
        assert_eq!(width_of("7.5cm"), Some(Width::Length(Pt::from_mm(75.0))));
        for wrong in ["900%", "0%", "0", "-5%", "60", "半页", "", "%", "16cm", "1e2%", "60％", "nan%", "."] {
            assert_eq!(width_of(wrong), None, "{wrong}");
        }
    }

    #[test]
    fn braces() {
        assert_eq!(behind("{width=60%} ![b](c)"), Some(0..11));
        assert_eq!(behind(" {#a}\n"), Some(1..5));
        assert_eq!(behind("文字"), None);
        assert_eq!(behind("\n{#a}"), None);
        assert_eq!(at_the_end("政策解读 {#tbl-a} "), Some(13..21));
        assert_eq!(at_the_end("政策{解读}"), None);
    }
}
