//! The bare text of an SVG, before anything parses it: parsers go down a level for each element within an element, and
//! compare each attribute of an element with each.

use super::super::faults::too_complex;
use crate::diagnostic::{Diagnostic, message};
use crate::picture::rules;

/// Deepest nesting of elements.
const DEPTH: usize = 128;

/// Most attributes of an element.
const ATTRIBUTES: usize = 500;

/// Checks how deep elements nest, how many attributes they have, and that no entities are declared.
pub(super) fn check(text: &str) -> Result<(), Diagnostic> {
    let mut depth: usize = 0;
    let mut rest = text;
    while let Some(at) = rest.find('<') {
        rest = &rest[at..];
        if let Some(end) = [("<!--", "-->"), ("<![CDATA[", "]]>"), ("<?", "?>")]
            .iter()
            .find_map(|(start, end)| rest.starts_with(start).then_some(*end))
        {
            // What is not closed is not well-formed, which the parser tells better.
            let Some(at) = rest.find(end) else { return Ok(()) };
            rest = &rest[at + end.len()..];
            continue;
        }
        if rest.starts_with("<!") {
            check_doctype(rest)?;
        }
        let Tag { length, attributes } = first_tag(rest);
        if attributes > ATTRIBUTES {
            return Err(too_complex(message!(
                zh: "SVG 里有的元素属性太多（最多 {ATTRIBUTES} 个）",
                en: "an element of the SVG has too many attributes (at most {ATTRIBUTES})",
            )));
        }
        let tag = &rest[..length];
        if tag.starts_with("</") {
            depth = depth.saturating_sub(1);
        } else if !tag.ends_with("/>") && !tag.starts_with("<!") {
            depth += 1;
        }
        if depth > DEPTH {
            return Err(too_complex(message!(
                zh: "SVG 里的元素套得太深（最多 {DEPTH} 层）",
                en: "elements of the SVG are nested too deeply (at most {DEPTH} levels)",
            )));
        }
        rest = &rest[length..];
    }
    Ok(())
}

struct Tag {
    length: usize,
    attributes: usize,
}

/// A tag to its end; what is in quotes may hold any sign.
fn first_tag(text: &str) -> Tag {
    let (mut quote, mut attributes) = (None, 0);
    for (at, byte) in text.bytes().enumerate() {
        match (quote, byte) {
            (None, b'>') => return Tag { length: at + 1, attributes },
            (None, b'"' | b'\'') => quote = Some(byte),
            (None, b'=') => attributes += 1,
            (Some(open), _) if open == byte => quote = None,
            _ => {}
        }
    }
    Tag { length: text.len(), attributes }
}

/// Declarations in a document type stand in brackets behind its name.
fn check_doctype(text: &str) -> Result<(), Diagnostic> {
    let end = text.find("]>").unwrap_or_else(|| text.find('>').unwrap_or(text.len()));
    if !text[..end].contains("<!ENTITY") && !text.starts_with("<!ENTITY") {
        return Ok(());
    }
    Err(Diagnostic::error(
        &rules::PICTURE_SVG,
        message!(
            zh: "SVG 开头的 DOCTYPE 里有实体声明（<!ENTITY>），不能用",
            en: "the document type of the SVG declares entities (<!ENTITY>), which is not allowed",
        ),
    )
    .help(message!(
        zh: "在 Inkscape 里另存为“普通 SVG”；用 Illustrator 导出时选“SVG 1.1”、不保留编辑功能",
        en: "save it as plain SVG in Inkscape; from Illustrator export SVG 1.1 without editing capabilities",
    )))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn depth_and_attributes_are_bounded() {
        assert!(check(&"<g>".repeat(DEPTH)).is_ok());
        assert!(check(&"<g>".repeat(DEPTH + 1)).is_err());
        assert!(check(&"<g></g>".repeat(1000)).is_ok());
        assert!(check(&"<g a='>'/><!-- <g> --><?x <g> ?>".repeat(1000)).is_ok());
        assert!(check(&format!("<g {}/>", "a='=' ".repeat(ATTRIBUTES))).is_ok());
        assert!(check(&format!("<g {}/>", "a='' ".repeat(ATTRIBUTES + 1))).is_err());
    }

    #[test]
    fn entities_are_refused_and_a_plain_document_type_is_not() {
        assert!(check("<!DOCTYPE svg PUBLIC '-//W3C//DTD SVG 1.1//EN' 'svg11.dtd'><svg/>").is_ok());
        assert!(check("<!DOCTYPE svg [<!ATTLIST svg a CDATA ''>]><svg/>").is_ok());
        assert!(check("<!DOCTYPE svg [<!ENTITY a 'b'>]><svg/>").is_err());
        assert!(check("<!DOCTYPE svg [<!ATTLIST svg a CDATA ']>'><!ENTITY a 'b'>]><svg/>").is_err());
    }
}
