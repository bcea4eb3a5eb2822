//! Paragraphs, headings, lists, tables and quotes as lines of Markdown (docs/data-file.md, 正文).

use super::lines::Room;
use super::signs::elements;
use super::table::Table;
use super::text::{Manner, Reading};
use crate::extract::Element;
use crate::import::markdown::item as markdown_item;
use crate::report::typed_caption_number;

/// Signs that number the headings of a report below those of its sections.
const CHINESE: &str = "零一二三四五六七八九十百千";

/// What is written down from elements.
pub(super) struct Writer<'r> {
    pub reading: &'r Reading,
    /// Where the lines of a text end.
    pub edge: f32,
    /// What was left out: of what kind, and what it says.
    pub left_out: Vec<LeftOut>,
}

/// Something that was left out.
pub(super) enum LeftOut {
    /// A table that is too large.
    Table,
    /// A picture in a quote, by what is read aloud for it.
    Quoted(String),
    /// That the captions of tables are not numbered.
    Numbers,
}

impl Writer<'_> {
    /// A paragraph.
    pub fn paragraph(&self, element: &Element) -> String {
        self.reading.text(element, Room::Edge(self.edge), Manner::Prose)
    }

    /// A heading below those of sections; `None` if it has no number of such.
    pub fn heading(&self, element: &Element) -> Option<String> {
        let text = self.reading.text(element, Room::Unknown, Manner::Quote);
        let (level, length) = number(&text)?;
        let words = text.get(length..)?;
        // Signs at its end would close it.
        let mark = if words.ends_with('#') { "\\" } else { "" };
        let (words, last) = words.split_at(words.len() - mark.len());
        Some(format!("{} {words}{mark}{last}", "#".repeat(level)))
    }

    /// A list within so many others.
    pub fn list(&mut self, element: &Element, depth: usize) -> Vec<String> {
        let is_item = |own: &&Element| own.tag == "LI";
        let items: Vec<&Element> = elements(element).filter(is_item).collect();
        items.into_iter().flat_map(|item| self.item(item, depth)).collect()
    }

    fn item(&mut self, item: &Element, depth: usize) -> Vec<String> {
        let label = elements(item).find(|own| own.tag == "Lbl");
        let label = label.map(|label| self.reading.text(label, Room::Unknown, Manner::Plain)).unwrap_or_default();
        let digits: String = label.chars().filter(char::is_ascii_digit).collect();
        let sign = match (digits.as_str(), depth) {
            ("", _) => "- ".to_owned(),
            (digits, 0) if label.starts_with('（') => format!("{digits}) "),
            (digits, _) => format!("{digits}. "),
        };
        let mut lines: Vec<String> = Vec::new();
        let body: Vec<&Element> = elements(item).filter(|own| own.tag == "LBody").flat_map(elements).collect();
        for part in body {
            let own = self.block(part, Manner::Prose, depth + 1);
            // A list goes on right below its text.
            if !lines.is_empty() && part.tag != "L" {
                lines.push(String::new());
            }
            lines.extend(own);
        }
        markdown_item(&sign, lines)
    }

    /// A quote.
    pub fn quote(&mut self, element: &Element) -> Vec<String> {
        let mut lines = Vec::new();
        for part in elements(element) {
            if !lines.is_empty() {
                lines.push(String::new());
            }
            lines.extend(self.block(part, Manner::Quote, 0));
        }
        lines.iter().map(|line| format!("> {line}").trim_end().to_owned()).collect()
    }

    /// A table of the narrative; in a quote they are not numbered.
    pub fn table(&mut self, element: &Element, in_quote: bool) -> Vec<String> {
        let Some(table) = Table::new(element) else {
            self.left_out.push(LeftOut::Table);
            return Vec::new();
        };
        let caption = table.caption.map(|caption| self.caption(caption, '表'));
        let caption = caption.map(|(caption, is_numbered)| {
            if !is_numbered && !in_quote {
                self.left_out.push(LeftOut::Numbers);
            }
            caption
        });
        table.lines(caption.as_deref(), self.reading)
    }

    /// A caption without its number, and whether it had one.
    pub fn caption(&self, caption: &Element, word: char) -> (String, bool) {
        let text = self.reading.text(caption, Room::Unknown, Manner::Quote);
        let length = typed_caption_number(&text, word).map_or(0, |(_, length)| length);
        (text.get(length..).unwrap_or_default().to_owned(), length > 0)
    }

    /// A part of a list or a quote.
    fn block(&mut self, element: &Element, manner: Manner, depth: usize) -> Vec<String> {
        match element.tag.as_str() {
            "L" => self.list(element, depth),
            "Table" => self.table(element, manner == Manner::Quote),
            "Figure" => {
                self.left_out.push(LeftOut::Quoted(element.alternative.clone()));
                Vec::new()
            }
            _ => {
                let room = if manner == Manner::Quote { Room::Unknown } else { Room::Edge(self.edge) };
                let text = self.reading.text(element, room, manner);
                text.split('\n').map(str::to_owned).collect()
            }
        }
    }
}

/// The level of a heading by its number (GB/T 9704-2012, 7.3.3), and the bytes of that.
pub(in crate::import) fn number(text: &str) -> Option<(usize, usize)> {
    if let Some(rest) = text.strip_prefix('（') {
        let (inside, _) = rest.split_once('）')?;
        let is_digits = inside.chars().all(|ch| ch.is_ascii_digit());
        let is_chinese = inside.chars().all(|ch| CHINESE.contains(ch));
        let level = if is_digits { 4 } else { 2 };
        return (!inside.is_empty() && (is_digits || is_chinese)).then_some((level, inside.len() + "（）".len()));
    }
    let rest = text.trim_start_matches(|ch: char| ch.is_ascii_digit());
    (rest.len() < text.len() && rest.starts_with('.')).then_some((3, text.len() - rest.len() + 1))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn headings_are_known_by_their_numbers() {
        assert_eq!(number("（十二）主动公开"), Some((2, "（十二）".len())));
        assert_eq!(number("3.12345热线"), Some((3, 2)));
        assert_eq!(number("（3）图解"), Some((4, "（3）".len())));
        assert_eq!(number("（含三项）"), None);
        assert_eq!(number("目录"), None);
    }
}
