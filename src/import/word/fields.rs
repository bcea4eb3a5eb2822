//! Fields of a paragraph whose result is no text, such as a list to choose from: what they show is not to be overlooked.

use crate::import::blocks::Line;

/// Fields within one another, and bytes of an instruction that are looked at.
const DEEPEST: usize = 50;
const LOOKED_AT: usize = 40;

/// The fields that are open, the innermost last.
#[derive(Default)]
pub(super) struct Fields(Vec<Field>);

struct Field {
    instruction: String,
    /// How much of the paragraph stands before it: bytes and marks.
    before: (usize, usize),
}

impl Fields {
    /// Opens a field behind what a paragraph says so far.
    pub fn open(&mut self, line: &Line) {
        if self.0.len() < DEEPEST {
            self.0.push(Field { instruction: String::new(), before: (line.text.len(), line.marks.len()) });
        }
    }

    /// Adds to the instruction of the innermost field.
    pub fn instruct(&mut self, text: &str) {
        if let Some(field) = self.0.last_mut().filter(|field| field.instruction.len() < LOOKED_AT) {
            field.instruction.push_str(text);
        }
    }

    /// Closes the innermost field; where nothing stands that it shows, a sign stands for it. What repeats the mark of a
    /// footnote is such a mark; `marked` gives the footnote of a bookmark.
    pub fn close(&mut self, line: &mut Line, marked: impl Fn(&str) -> Option<usize>) {
        let Some(field) = self.0.pop() else { return };
        if let Some(note) = field.goal("NOTEREF").and_then(marked) {
            let (bytes, marks) = field.before;
            line.text.truncate(bytes);
            line.marks.truncate(marks);
            line.push_mark(note);
        } else if field.is_unread(line) {
            line.push_str("▢");
        }
    }

    /// Closes all fields, which have no end.
    pub fn close_all(&mut self, line: &mut Line) {
        while !self.0.is_empty() {
            self.close(line, |_| None);
        }
    }
}

impl Field {
    /// The bookmark that a field of a kind leads to.
    fn goal(&self, kind: &str) -> Option<&str> {
        let mut words = self.instruction.split_whitespace();
        words.next().filter(|word| word.eq_ignore_ascii_case(kind))?;
        words.next()
    }

    /// Whether it shows what the paragraph does not say.
    fn is_unread(&self, line: &Line) -> bool {
        let (bytes, marks) = self.before;
        let says = || line.text.get(bytes..).is_some_and(|text| !text.trim().is_empty()) || line.marks.len() > marks;
        match self.instruction.split_whitespace().next().unwrap_or_default().to_ascii_uppercase().as_str() {
            // Formulas: programs draw them, whatever stands in the file.
            "EQ" => true,
            "FORMDROPDOWN" | "FORMTEXT" | "FORMCHECKBOX" => !says(),
            _ => false,
        }
    }
}
