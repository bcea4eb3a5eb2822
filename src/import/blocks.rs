//! What a document shows, block by block from the top, whichever program holds it.

use super::grid::Grid;
use super::values::raised;
use crate::diagnostic::Message;

/// A document.
#[derive(Clone, Debug, Default)]
pub(super) struct Document {
    /// What it is called in its own head, if it is.
    pub title: String,
    /// Whether that is what it shows as its title.
    pub is_title_shown: bool,
    /// What it shows.
    pub blocks: Vec<Block>,
    /// Whether it is a whole report, and nothing else.
    pub is_whole: bool,
    /// Its footnotes, a line a paragraph. Marks name them by their index.
    pub notes: Vec<Vec<Line>>,
    /// What is known of the report besides.
    pub head: Head,
}

/// What a file of this program tells of its report outside of the text.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Head {
    /// Whose report it is.
    pub organ: Option<String>,
    /// Lines of the title, if it is not the usual one.
    pub title: Vec<String>,
    /// The date of publication, as a data file has it.
    pub published: Option<String>,
    /// Whether organ and date stand at the end.
    pub has_signature: bool,
    /// Whether a table of contents is printed.
    pub has_contents: bool,
}

/// A part of a document.
#[derive(Clone, Debug)]
pub(super) enum Block {
    /// A paragraph, a heading, an item of a list.
    Text(Line),
    /// The title of a section, known for certain: its index, and its words without the number.
    Section(usize, String),
    Table(Grid),
    Picture(Picture),
}

/// A line of text without line breaks.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Line {
    /// What it says, the marks of footnotes left out.
    pub text: String,
    /// Marks of footnotes, from the left.
    pub marks: Vec<Mark>,
    /// Whether it is written as the narrative of a data file already: a paragraph, a heading, a list or a table of it.
    pub is_markdown: bool,
    /// Whether it is quoted from another document.
    pub is_quoted: bool,
}

/// The mark of a footnote.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Mark {
    /// At which byte of the line it stands.
    pub at: usize,
    /// Index of the note.
    pub note: usize,
}

/// A picture.
#[derive(Clone, Debug, Default)]
pub(super) struct Picture {
    /// What it shows, in words: its alternative text.
    pub description: String,
    /// What is printed below it; empty where a line below it may be that.
    pub caption: Line,
    /// Whether it is a chart, whose values stand below it in a table.
    pub is_chart: bool,
    /// Whether it stands at the right of the picture before it.
    pub is_beside: bool,
    /// Its file, in whatever format; `None` if it could not be had.
    pub file: Option<Vec<u8>>,
    /// Why it could not be had.
    pub hindrance: Option<Message>,
}

impl Line {
    /// A line without footnotes.
    pub fn plain(text: impl Into<String>) -> Line {
        Line { text: text.into(), ..Line::default() }
    }

    /// Puts a text behind it.
    pub fn push_str(&mut self, text: &str) {
        self.text.push_str(text);
    }

    /// Puts the mark of a footnote behind it.
    pub fn push_mark(&mut self, note: usize) {
        self.marks.push(Mark { at: self.text.len(), note });
    }

    /// What stands behind a byte of it.
    pub fn behind(&self, at: usize) -> Line {
        let marks = self.marks.iter().filter(|mark| mark.at >= at);
        let marks = marks.map(|mark| Mark { at: mark.at - at, ..*mark }).collect();
        Line { text: self.text.get(at..).unwrap_or_default().to_owned(), marks, ..*self }
    }

    /// The same behind a text, such as its number.
    pub fn led_by(&self, text: &str) -> Line {
        let marks = self.marks.iter().map(|mark| Mark { at: mark.at + text.len(), ..*mark }).collect();
        Line { text: format!("{text}{}", self.text), marks, ..*self }
    }

    /// Puts a line behind it.
    pub fn push_line(&mut self, line: &Line) {
        self.marks.extend(line.marks.iter().map(|mark| Mark { at: mark.at + self.text.len(), ..*mark }));
        self.text.push_str(&line.text);
    }

    /// Whether it says nothing.
    pub fn is_empty(&self) -> bool {
        self.text.is_empty() && self.marks.is_empty()
    }

    /// The same with the white space that nobody sees taken away ([`squeezed`]).
    pub fn squeezed(&self) -> Line {
        // What stands before a mark is squeezed the same with all that follows, but for a blank at its end.
        let before = |mark: &Mark| squeezed(self.text.get(..mark.at).unwrap_or_default()).len();
        let marks = self.marks.iter().map(|mark| Mark { at: before(mark), ..*mark }).collect();
        Line { text: squeezed(&self.text), marks, ..*self }
    }

    /// The same if it has marks of footnotes, else nothing.
    pub fn if_marked(self) -> Line {
        if self.marks.is_empty() { Line::default() } else { self }
    }

    /// What it says in a cell of figures, where a mark is no digit of the figure before it.
    pub fn in_a_cell(&self) -> String {
        let mut text = String::new();
        let mut start = 0;
        for mark in &self.marks {
            text.push_str(self.text.get(start..mark.at).unwrap_or_default());
            text.push_str(&raised(&(mark.note + 1).to_string()));
            start = mark.at;
        }
        text + self.text.get(start..).unwrap_or_default()
    }
}

/// A text without the white space that a page does not show: none around it, none at line ends between Han, and none that
/// only keeps Han apart from Latin or figures, which the layout does itself; one blank elsewhere.
pub(super) fn squeezed(text: &str) -> String {
    let is_blank = |ch: char| ch.is_whitespace() || ch == '\u{200B}' || ch == '\u{FEFF}';
    let mut out = String::new();
    let mut rest = text.trim_matches(is_blank);
    while !rest.is_empty() {
        let word = rest.find(is_blank).map_or(rest, |end| rest.get(..end).unwrap_or(rest));
        out.push_str(word);
        let behind = rest.get(word.len()..).unwrap_or_default();
        rest = behind.trim_start_matches(is_blank);
        let blank = behind.get(..behind.len() - rest.len()).unwrap_or_default();
        let (before, next) = (out.chars().next_back(), rest.chars().next());
        let both = |is: fn(char) -> bool| before.is_some_and(is) && next.is_some_and(is);
        // A blank between two words of Han was typed, unless it is where a line of the source ends.
        if both(|ch| ch.is_ascii_alphanumeric()) || blank == " " && both(is_han) {
            out.push(' ');
        }
    }
    out
}

/// Whether a character is a Han one.
fn is_han(ch: char) -> bool {
    matches!(ch, '\u{3400}'..='\u{9FFF}' | '\u{20000}'..='\u{3FFFF}' | '〇')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_blank_between_words_of_han_stays() {
        for (text, shown) in [
            ("管护中心 发布日期：2020-12-22 16:27 浏览次数：22", "管护中心 发布日期：2020-12-22 16:27浏览次数：22"),
            ("甲\n乙 \n丙", "甲乙丙"),
            (" 自 然\u{A0}人 ", "自 然人"),
            ("公开 5 条，ab  cd", "公开5条，ab cd"),
        ] {
            assert_eq!(squeezed(text), shown);
        }
    }

    #[test]
    fn marks_keep_their_places_when_blanks_go() {
        let mut line = Line::default();
        line.push_str(" 公开 5 ");
        line.push_mark(0);
        line.push_str(" 条 ab ");
        line.push_mark(1);
        line.push_str("cd\n。");
        assert_eq!(
            line.squeezed(),
            Line {
                text: "公开5条ab cd。".to_owned(),
                marks: vec![Mark { at: "公开5".len(), note: 0 }, Mark { at: "公开5条ab".len(), note: 1 }],
                ..Line::default()
            }
        );
        assert_eq!(line.squeezed().in_a_cell(), "公开5¹条ab² cd。");
    }
}
