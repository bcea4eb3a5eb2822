//! Numbers that Word counts itself: （一） before a heading is often no text but a number of its list (ECMA-376-1, 17.9).

use std::collections::HashMap;

use roxmltree::{Document, Node};

use super::xml::{attribute, child, is, value};
use crate::import::values::chinese;

/// The lists of a document, and how far they have been counted.
pub(super) struct Numbering<'d> {
    /// The levels of each list, by its id.
    lists: HashMap<&'d str, Vec<Level<'d>>>,
    /// The list and the level of paragraphs of a style.
    styles: HashMap<&'d str, (&'d str, usize)>,
    /// How many items each list has had at each level.
    counts: HashMap<&'d str, Vec<u32>>,
}

/// A level of a list.
#[derive(Clone, Debug, Default)]
struct Level<'d> {
    start: u32,
    format: &'d str,
    /// Its number as it is written: %1 is the number of the first level.
    text: &'d str,
}

/// Levels of a list (17.9.6).
const LEVELS: usize = 9;

impl<'d> Numbering<'d> {
    pub fn new(numbering: Option<&'d Document>, styles: Option<&'d Document>) -> Numbering<'d> {
        let mut abstracts: HashMap<&str, Vec<Level>> = HashMap::new();
        let mut lists = HashMap::new();
        for node in numbering.into_iter().flat_map(|document| document.root_element().children()) {
            if let Some(id) = attribute(node, "abstractNumId").filter(|_| is(node, "abstractNum")) {
                abstracts.insert(id, levels(node));
            } else if let Some(id) = attribute(node, "numId").filter(|_| is(node, "num")) {
                let own = value(Some(node), "abstractNumId").and_then(|of| abstracts.get(of)).cloned();
                lists.insert(id, own.unwrap_or_default());
            }
        }
        let mut of_styles = HashMap::new();
        for style in styles.into_iter().flat_map(|document| document.descendants()).filter(|node| is(*node, "style")) {
            if let Some((id, place)) = attribute(style, "styleId").zip(place(child(style, "pPr"))) {
                of_styles.insert(id, place);
            }
        }
        Numbering { lists, styles: of_styles, counts: HashMap::new() }
    }

    /// The number of the next paragraph with some properties, if it has one.
    pub fn next<'p>(&mut self, properties: Option<Node<'p, '_>>) -> Option<String> {
        let style = value(properties, "pStyle").and_then(|style| self.styles.get(style)).copied();
        let own = place(properties);
        let list = own.map(|(list, _)| list).or(style.map(|(list, _)| list))?;
        let level = own.map(|(_, level)| level).or(style.map(|(_, level)| level))?.min(LEVELS - 1);
        // The list as it is kept here, which outlives the paragraph.
        let (list, levels) = self.lists.get_key_value(list)?;
        let counts = self.counts.entry(list).or_insert_with(|| vec![0; LEVELS]);
        counts[level] += 1;
        counts.iter_mut().skip(level + 1).for_each(|count| *count = 0);
        let own = levels.get(level)?;
        let mut text = own.text.to_owned();
        for (at, of) in levels.iter().enumerate().take(level + 1) {
            let number = of.start.saturating_add(counts.get(at)?.saturating_sub(1));
            text = text.replace(&format!("%{}", at + 1), &written(number, of.format)?);
        }
        Some(text)
    }
}

fn levels<'a>(list: Node<'a, '_>) -> Vec<Level<'a>> {
    let level = |node: Node<'a, '_>| Level {
        start: value(Some(node), "start").and_then(|start| start.parse().ok()).unwrap_or(1),
        format: value(Some(node), "numFmt").unwrap_or("decimal"),
        text: value(Some(node), "lvlText").unwrap_or_default(),
    };
    list.children().filter(|node| is(*node, "lvl")).map(level).take(LEVELS).collect()
}

/// The list and the level that properties of a paragraph name.
fn place<'a>(properties: Option<Node<'a, '_>>) -> Option<(&'a str, usize)> {
    let number = child(properties?, "numPr")?;
    let list = value(Some(number), "numId")?;
    Some((list, value(Some(number), "ilvl").and_then(|level| level.parse().ok()).unwrap_or(0)))
}

/// A number in a format (17.18.59); `None` of bullets and of formats that Chinese documents do not have.
fn written(number: u32, format: &str) -> Option<String> {
    match format {
        "chineseCounting"
        | "chineseCountingThousand"
        | "ideographTraditional"
        | "japaneseCounting"
        | "taiwaneseCounting"
        | "taiwaneseCountingThousand"
        | "chineseLegalSimplified" => chinese(number),
        "decimalEnclosedCircle" | "decimalEnclosedCircleChinese" => {
            (1..=20).contains(&number).then(|| char::from_u32(0x245F + number)).flatten().map(String::from)
        }
        "decimal" | "decimalFullWidth" | "decimalZero" | "decimalFullWidth2" | "decimalHalfWidth" => {
            Some(number.to_string())
        }
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    #[test]
    fn numbers_are_counted_as_word_counts_them() {
        let numbering = "<w:numbering xmlns:w='w'><w:abstractNum w:abstractNumId='7'>\
            <w:lvl w:ilvl='0'><w:start w:val='1'/><w:numFmt w:val='chineseCounting'/><w:lvlText w:val='（%1）'/></w:lvl>\
            <w:lvl w:ilvl='1'><w:start w:val='1'/><w:numFmt w:val='decimal'/><w:lvlText w:val='%2.'/></w:lvl>\
            </w:abstractNum><w:num w:numId='3'><w:abstractNumId w:val='7'/></w:num></w:numbering>";
        let styles = "<w:styles xmlns:w='w'><w:style w:styleId='H'><w:pPr><w:numPr><w:numId w:val='3'/></w:numPr></w:pPr></w:style></w:styles>";
        let (numbering, styles) = (Document::parse(numbering).unwrap(), Document::parse(styles).unwrap());
        let mut counted = Numbering::new(Some(&numbering), Some(&styles));
        let mut next = |properties: &str| {
            let text = format!("<w:pPr xmlns:w='w'>{properties}</w:pPr>");
            let document = Document::parse(&text).unwrap();
            counted.next(Some(document.root_element())).unwrap_or_default()
        };
        let (style, second) = ("<w:pStyle w:val='H'/>", "<w:numPr><w:ilvl w:val='1'/><w:numId w:val='3'/></w:numPr>");
        let found = [style, second, second, "", style, second].map(&mut next);
        assert_eq!(found, ["（一）", "1.", "2.", "", "（二）", "1."]);
    }
}
