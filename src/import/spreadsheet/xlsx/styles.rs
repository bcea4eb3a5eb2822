//! How cells of .xlsx look: formats of numbers and fonts, by the index of a style.

use std::collections::HashMap;
use std::rc::Rc;

use super::super::format::builtin;
use super::super::limits::Fault;
use super::super::look::Look;
use super::super::package::Package;
use super::super::rich::Line;
use super::super::xml::Node;

/// Styles of a workbook; Excel has 65,490.
const MOST_STYLES: usize = 200_000;

/// The looks of a workbook, by the index of the style.
pub(super) fn looks(package: &mut Package, part: Option<&str>) -> Result<Vec<Look>, Fault> {
    let Some(mut part) = part.and_then(|name| package.part(name)) else { return Ok(Vec::new()) };
    let mut formats: HashMap<usize, Rc<str>> = HashMap::new();
    let mut fonts: Vec<Line> = Vec::new();
    let mut looks = Vec::new();
    let mut place = String::new();
    while let Some(node) = part.next()? {
        match node {
            Node::Open(element) => {
                let is_on =
                    element.attribute("val").is_none_or(|value| !matches!(value.as_ref(), "0" | "false" | "off"));
                match (place.as_str(), element.name()) {
                    (_, name @ ("numFmts" | "fonts" | "cellXfs" | "cellStyleXfs" | "dxfs")) => place = name.to_owned(),
                    ("numFmts", "numFmt") => {
                        let code = element.attribute("formatCode");
                        if let Some((id, code)) =
                            element.number("numFmtId").zip(code).filter(|_| formats.len() < MOST_STYLES)
                        {
                            formats.insert(id, Rc::from(code.as_ref()));
                        }
                    }
                    ("fonts", "font") if fonts.len() < MOST_STYLES => fonts.push(Line::default()),
                    ("fonts", "strike") => {
                        if let Some(font) = fonts.last_mut() {
                            font.is_struck = is_on;
                        }
                    }
                    ("fonts", "vertAlign") => {
                        let align = element.attribute("val");
                        if let Some(font) = fonts.last_mut() {
                            font.is_raised =
                                align.is_some_and(|align| matches!(align.as_ref(), "superscript" | "subscript"));
                        }
                    }
                    ("cellXfs", "xf") if looks.len() < MOST_STYLES => {
                        let id = element.number("numFmtId").unwrap_or_default();
                        let format = formats.entry(id).or_insert_with(|| Rc::from(builtin(id))).clone();
                        let font = element.number("fontId").and_then(|font| fonts.get(font));
                        looks.push(Look { format, line: font.copied().unwrap_or_default() });
                    }
                    _ => {}
                }
            }
            Node::Close(end) if end.name() == place => place.clear(),
            _ => {}
        }
    }
    Ok(looks)
}
