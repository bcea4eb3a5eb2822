//! The text of an element, as the Markdown of a data file or plain: lines joined again, strong text, links and the
//! marks of footnotes where they stand.

use super::lines::{Joint, Room, joint, rows};
use super::notes::Notes;
use super::signs::Sign;
use crate::extract::{Element, Kid, Shown};
use crate::import::blocks::Line;
use crate::import::markdown::escaped;
use crate::report::{NumberStyle, typed_number};

/// Stands around the index of a footnote in a text that is being written.
const NOTE: char = '\0';
/// A hyphen that a line's end has put in, and what a glyph says that says nothing.
const UNSAID: [char; 3] = ['\u{AD}', '\u{200B}', '\u{FEFF}'];
/// The mark of an item in a cell.
const ITEM: char = '•';

/// What texts are read with.
pub(super) struct Reading {
    /// Index of the face in which strong text is set, if it is told from other text.
    pub strong: Option<u16>,
    pub notes: Notes,
}

/// Where a text stands, which decides how it is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Manner {
    /// As Markdown, in a paragraph.
    Prose,
    /// As Markdown, in a quote, where typed numbers are no numbers of this report.
    Quote,
    /// As Markdown, in a cell of a table; that of a head is strong as a whole.
    Cell { is_head: bool },
    /// As it is.
    Plain,
}

impl Reading {
    /// The text of an element in a manner, without line ends but those that somebody wrote.
    pub fn text(&self, element: &Element, room: Room, manner: Manner) -> String {
        let signs = self.signs(element);
        let rows = rows(&signs);
        let mut writer = Writer { out: String::new(), manner, is_strong: false, has_blank: false };
        let mut last: Option<&Shown> = None;
        let mut row = 0;
        for (at, sign) in signs.iter().enumerate() {
            match sign {
                Sign::Shown(_, shown) => {
                    let is_next = rows.get(row + 1).is_some_and(|next| next.start == at);
                    if let (true, Some(before), Some([above, below])) = (is_next, last, rows.get(row..row + 2)) {
                        let in_cell = matches!(manner, Manner::Cell { .. });
                        writer.join(joint([before, shown], [above, below], room, in_cell), shown);
                    }
                    row += usize::from(is_next);
                    last = Some(shown);
                    writer.put(shown, self.strong, rows.get(row).is_some_and(|row| row.start == at));
                }
                Sign::Note(note) => {
                    writer.blank();
                    writer.mark(*note);
                }
                Sign::Opens => writer.opens(),
                Sign::Closes(address) => writer.closes(address),
            }
        }
        writer.finished()
    }

    /// A paragraph as a line of Markdown.
    pub fn line(&self, element: &Element, room: Room, manner: Manner) -> Line {
        line(&self.text(element, room, manner))
    }

    /// The parts of a text.
    pub fn signs<'e>(&self, element: &'e Element) -> Vec<Sign<'e>> {
        let mut signs = Vec::new();
        self.add(element, &mut signs);
        signs
    }

    fn add<'e>(&self, element: &'e Element, signs: &mut Vec<Sign<'e>>) {
        for kid in &element.kids {
            match kid {
                Kid::Stretch(stretch) => {
                    signs.extend(stretch.shown.iter().map(|shown| Sign::Shown(stretch.page, shown)));
                }
                Kid::Element(own) if own.tag == "Reference" => signs.extend(self.notes.of_mark(own).map(Sign::Note)),
                Kid::Element(own) if own.tag == "Link" => {
                    let address = own.kids.iter().find_map(|kid| match kid {
                        Kid::Target(address) => address.as_deref(),
                        _ => None,
                    });
                    signs.extend(address.map(|_| Sign::Opens));
                    self.add(own, signs);
                    signs.extend(address.map(Sign::Closes));
                }
                // What stands below a text by itself is another text.
                Kid::Element(own) if own.tag == "Span" => self.add(own, signs),
                Kid::Element(_) | Kid::Target(_) => {}
            }
        }
    }
}

/// A text as a line of Markdown, the marks of its footnotes apart.
pub(super) fn line(text: &str) -> Line {
    let mut line = Line { is_markdown: true, ..Line::default() };
    for (at, part) in text.split(NOTE).enumerate() {
        match part.parse() {
            Ok(note) if at % 2 == 1 => line.push_mark(note),
            _ => line.push_str(part),
        }
    }
    line
}

struct Writer {
    out: String,
    manner: Manner,
    is_strong: bool,
    /// Whether a blank is to come before what comes next.
    has_blank: bool,
}

impl Writer {
    /// What stands between two lines of a page.
    fn join(&mut self, joint: Joint, next: &Shown) {
        let in_cell = matches!(self.manner, Manner::Cell { .. });
        let is_broken = joint == Joint::Break || (in_cell && next.ch == ITEM);
        match self.manner {
            _ if !is_broken => self.has_blank |= joint == Joint::Blank,
            Manner::Plain => self.has_blank |= joint != Joint::None,
            Manner::Prose | Manner::Quote | Manner::Cell { .. } => {
                self.weigh(false);
                self.has_blank = false;
                self.out.push_str(if in_cell { "<br>" } else { "\\\n" });
            }
        }
    }

    fn put(&mut self, shown: &Shown, strong: Option<u16>, begins_row: bool) {
        let ch = shown.ch;
        if UNSAID.contains(&ch) || ch.is_control() {
            return;
        }
        if ch == ' ' {
            self.has_blank = true;
            return;
        }
        if self.manner == Manner::Plain {
            self.blank();
            return self.out.push(ch);
        }
        let is_head = self.manner == Manner::Cell { is_head: true };
        let is_strong = !is_head && strong == Some(shown.face);
        if self.is_strong && !is_strong {
            self.weigh(false);
        }
        self.blank();
        if ch == ITEM && begins_row && matches!(self.manner, Manner::Cell { .. }) {
            return self.out.push_str("- ");
        }
        self.weigh(is_strong);
        let begins = self.out.is_empty() || self.out.ends_with('\n') || self.out.ends_with("<br>");
        self.out.push_str(&escaped(ch.encode_utf8(&mut [0; 4]), begins));
    }

    fn blank(&mut self) {
        if std::mem::take(&mut self.has_blank) && !self.out.is_empty() {
            self.out.push(' ');
        }
    }

    fn weigh(&mut self, is_strong: bool) {
        if self.is_strong != is_strong {
            self.out.push_str("**");
            self.is_strong = is_strong;
        }
    }

    fn mark(&mut self, note: usize) {
        self.out.push_str(&format!("{NOTE}{note}{NOTE}"));
    }

    fn opens(&mut self) {
        if self.manner == Manner::Plain {
            return;
        }
        self.weigh(false);
        self.blank();
        // Behind an exclamation mark it would be a picture.
        if self.out.ends_with('!') {
            self.out.insert(self.out.len() - 1, '\\');
        }
        self.out.push('[');
    }

    fn closes(&mut self, address: &str) {
        if self.manner == Manner::Plain {
            return;
        }
        self.weigh(false);
        let address: String = address.chars().filter(|ch| !ch.is_control()).collect();
        let is_plain = !address.contains([' ', '(', ')', '<', '>', '\\']);
        let address = if is_plain { address } else { format!("<{}>", address.replace(['<', '>'], "")) };
        self.out.push_str(&format!("]({address})"));
    }

    fn finished(mut self) -> String {
        self.weigh(false);
        match self.manner {
            Manner::Prose => numbered_as_typed(self.out),
            Manner::Quote => numbered_as_markdown(self.out),
            Manner::Cell { .. } | Manner::Plain => self.out,
        }
    }
}

/// A paragraph that opens like a heading or an item and is none.
pub(in crate::import) fn numbered_as_typed(text: String) -> String {
    let opens = |style| matches!(style, NumberStyle::BracketedChinese | NumberStyle::Bracketed | NumberStyle::Dot);
    match typed_number(&text) {
        Some(number) if opens(number.style) && text.starts_with(['（', '(']) => format!("\\{text}"),
        Some(number) if number.style == NumberStyle::Dot => behind_digits(text),
        _ => numbered_as_markdown(text),
    }
}

/// A paragraph that Markdown would take for an item.
pub(in crate::import) fn numbered_as_markdown(text: String) -> String {
    let rest = text.trim_start_matches(|ch: char| ch.is_ascii_digit());
    let is_item = rest.len() < text.len() && rest.strip_prefix(['.', ')']).is_some_and(|rest| rest.starts_with(' '));
    if is_item { behind_digits(text) } else { text }
}

/// A backslash behind the digits that open a text.
fn behind_digits(text: String) -> String {
    let rest = text.trim_start_matches(|ch: char| ch.is_ascii_digit() || ('０'..='９').contains(&ch));
    format!("{}\\{rest}", text.get(..text.len() - rest.len()).unwrap_or_default())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::import::blocks::Mark;

    #[test]
    fn what_opens_like_a_number_and_is_none() {
        let typed = |text: &str| numbered_as_typed(text.to_owned());
        assert_eq!(typed("（一）甲"), "\\（一）甲");
        assert_eq!(typed("（1）甲"), "\\（1）甲");
        assert_eq!(typed("1.甲"), "1\\.甲");
        assert_eq!(typed("1.5万件"), "1.5万件");
        assert_eq!(typed("2025年"), "2025年");
        assert_eq!(numbered_as_markdown("1. 甲".to_owned()), "1\\. 甲");
        assert_eq!(numbered_as_markdown("1.甲".to_owned()), "1.甲");
    }

    #[test]
    fn marks_of_footnotes_stand_apart() {
        let line = line("甲\u{0}3\u{0}乙");
        assert_eq!((line.text.as_str(), line.marks.as_slice()), ("甲乙", &[Mark { at: "甲".len(), note: 3 }][..]));
    }
}
