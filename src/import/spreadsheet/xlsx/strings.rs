//! Texts of .xlsx, which are stretches that may each look otherwise.

use std::io::BufRead;

use super::super::limits::{Fault, LONGEST_TEXT, Room};
use super::super::package::Package;
use super::super::rich::{Line, Rich};
use super::super::xml::{Node, Walker};

/// The texts of a workbook, by their index.
///
/// # Errors
/// They are damaged, or more than any report has.
pub(super) fn strings(package: &mut Package, part: Option<&str>, room: &mut Room) -> Result<Vec<Rich>, Fault> {
    let Some(mut part) = part.and_then(|name| package.part(name)) else { return Ok(Vec::new()) };
    let mut strings = Vec::new();
    while let Some(node) = part.next()? {
        if matches!(&node, Node::Open(element) if element.name() == "si") {
            let text = text(&mut part)?;
            room.take_text(text.len())?;
            room.take_string()?;
            strings.push(text);
        }
    }
    Ok(strings)
}

/// The text whose element was opened last, to its end.
pub(super) fn text<R: BufRead>(part: &mut Walker<R>) -> Result<Rich, Fault> {
    let mut whole = Rich::default();
    let (mut depth, mut is_text, mut line) = (1, false, None);
    let mut own = String::new();
    while depth > 0 {
        match part.next()?.ok_or(Fault::Damaged)? {
            Node::Open(element) => {
                depth += 1;
                let is_on =
                    element.attribute("val").is_none_or(|value| !matches!(value.as_ref(), "0" | "false" | "off"));
                match element.name() {
                    "r" => line = None,
                    // What a stretch says of itself is all that it is.
                    "rPr" => line = Some(Line::default()),
                    "strike" => {
                        if let Some(line) = &mut line {
                            line.is_struck = is_on;
                        }
                    }
                    "vertAlign" => {
                        let align = element.attribute("val");
                        if let Some(line) = &mut line {
                            line.is_raised =
                                align.is_some_and(|align| matches!(align.as_ref(), "superscript" | "subscript"));
                        }
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
                    whole.stretches.push((unescaped(&std::mem::take(&mut own)), line));
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
        text(&mut part).unwrap().seen(Line::default())
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

    /// In a cell that is struck out, only what says something of itself is not.
    #[test]
    fn stretches_look_as_their_cell_does() {
        let xml = "<si><r><t>9</t></r><r><rPr><sz val=\"9\"/></rPr><t>4</t></r></si>";
        let mut part = Walker::new(xml.as_bytes());
        part.next().unwrap();
        let struck = Line { is_struck: true, is_raised: false };
        assert_eq!(text(&mut part).unwrap().seen(struck), ("4".to_owned(), "9".to_owned()));
    }
}
