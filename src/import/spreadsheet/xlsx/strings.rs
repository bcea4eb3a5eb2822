//! Texts of .xlsx, which are stretches that may each look otherwise.

use std::io::BufRead;

use super::super::limits::{LONGEST_TEXT, MOST_CELLS, Room};
use super::super::package::{Package, cut_short};
use super::super::xml::{Damaged, Node, Walker};
use crate::diagnostic::{Message, message};
use crate::import::values::raised;

/// A text, what is struck out left out.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Text {
    pub text: String,
    /// What of it is struck out.
    pub struck: String,
}

/// The texts of a workbook, by their index.
///
/// # Errors
/// They are damaged, or more than any report has.
pub(super) fn strings(package: &mut Package, part: Option<&str>, room: &mut Room) -> Result<Vec<Text>, Message> {
    let damaged = |Damaged| cut_short();
    let Some(mut part) = part.and_then(|name| package.part(name)) else { return Ok(Vec::new()) };
    let mut strings = Vec::new();
    while let Some(node) = part.next().map_err(damaged)? {
        if matches!(&node, Node::Open(element) if element.name() == "si") {
            let text = text(&mut part).map_err(damaged)?;
            room.take_text(&text.text)?;
            room.take_text(&text.struck)?;
            strings.push(text);
            if strings.len() > MOST_CELLS {
                return Err(message!(
                    zh: "超过 {MOST_CELLS} 个文字：删去用不着的行和列",
                    en: "it has more than {MOST_CELLS} texts: delete rows and columns that are not used",
                ));
            }
        }
    }
    Ok(strings)
}

/// The text whose element was opened last, to its end.
pub(super) fn text<R: BufRead>(part: &mut Walker<R>) -> Result<Text, Damaged> {
    let mut whole = Text::default();
    let (mut depth, mut is_text, mut is_struck, mut is_raised) = (1, false, false, false);
    let mut own = String::new();
    while depth > 0 {
        match part.next()?.ok_or(Damaged)? {
            Node::Open(element) => {
                depth += 1;
                let is_on =
                    element.attribute("val").is_none_or(|value| !matches!(value.as_ref(), "0" | "false" | "off"));
                match element.name() {
                    "r" => (is_struck, is_raised) = (false, false),
                    "strike" => is_struck = is_on,
                    "vertAlign" => {
                        is_raised = element
                            .attribute("val")
                            .is_some_and(|value| matches!(value.as_ref(), "superscript" | "subscript"));
                    }
                    "t" => is_text = true,
                    // How it is pronounced.
                    "rPh" => {
                        part.skip()?;
                        depth -= 1;
                    }
                    _ => {}
                }
            }
            Node::Close(end) => {
                depth -= 1;
                if end.name() == "t" {
                    is_text = false;
                    let text = unescaped(&std::mem::take(&mut own));
                    match (is_struck, is_raised) {
                        (true, _) => whole.struck.push_str(&text),
                        (_, true) => whole.text.push_str(&raised(&text)),
                        _ => whole.text.push_str(&text),
                    }
                }
            }
            // Longer ones are refused.
            Node::Text(text) if is_text && own.len() <= 8 * LONGEST_TEXT => own.push_str(&text),
            _ => {}
        }
    }
    Ok(whole)
}

/// A text in which `_x000D_` and its like are characters.
pub(super) fn unescaped(text: &str) -> String {
    let mut out = String::new();
    let mut rest = text;
    while let Some(at) = rest.find("_x") {
        let (before, from) = rest.split_at(at);
        out.push_str(before);
        let digits = from.get(2..6).filter(|digits| digits.bytes().all(|byte| byte.is_ascii_hexdigit()));
        let code =
            digits.filter(|_| from.get(6..7) == Some("_")).and_then(|digits| u32::from_str_radix(digits, 16).ok());
        match code.and_then(char::from_u32) {
            Some(ch) => {
                out.push(ch);
                rest = from.get(7..).unwrap_or_default();
            }
            None => {
                out.push_str("_x");
                rest = from.get(2..).unwrap_or_default();
            }
        }
    }
    out + rest
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    fn of(xml: &str) -> (String, String) {
        let mut part = Walker::new(xml.as_bytes());
        part.next().unwrap();
        let text = text(&mut part).unwrap();
        (text.text, text.struck)
    }

    #[test]
    fn stretches_of_a_text_look_each_otherwise() {
        let some = |text: &str, struck: &str| (text.to_owned(), struck.to_owned());
        assert_eq!(of("<si><t>规&#x7AE0;&amp;</t></si>"), some("规章&", ""));
        assert_eq!(
            of("<si><r><t>4</t></r><r><rPr><vertAlign val=\"superscript\"/></rPr><t>1</t></r></si>"),
            some("4¹", "")
        );
        assert_eq!(
            of("<x:si><x:r><x:rPr><x:strike/></x:rPr><x:t>9</x:t></x:r><x:r><x:t>41</x:t></x:r></x:si>"),
            some("41", "9")
        );
        assert_eq!(of("<si><r><rPr><strike val=\"0\"/></rPr><t>9</t></r></si>"), some("9", ""));
        assert_eq!(of("<si><t>字</t><rPh sb=\"0\" eb=\"1\"><t>zi</t></rPh><t>母</t></si>"), some("字母", ""));
        assert_eq!(of("<si><t>a_x000D_b_x00_x_</t></si>"), some("a\rb_x00_x_", ""));
    }
}
