//! Footnotes: marks in the text that lead to notes at its end, and these lead back.

use super::Form;
use super::body::Body;
use super::look::Look;
use crate::compose::document::Paragraph;

/// Circled numbers, the marks of footnotes: ① to ⑳, ㉑ to ㉟, ㊱ to ㊿.
const CIRCLED: [(u32, u32); 3] = [(0x2460, 20), (0x3251, 15), (0x32B1, 15)];

/// The footnotes that have been mentioned so far: their numbers run through the document.
#[derive(Default)]
pub(super) struct Mentioned {
    /// Indices of the notes by the order of their first marks.
    order: Vec<usize>,
    /// For each note of the document, its number, from 1, and how many marks it has.
    marks: Vec<Option<(usize, usize)>>,
}

impl Mentioned {
    /// Takes in a mark of a note; gives the note's number and which of its marks this is.
    fn mark(&mut self, note: usize) -> (usize, usize) {
        if self.marks.len() <= note {
            self.marks.resize(note + 1, None);
        }
        let Some(place) = self.marks.get_mut(note) else { return (0, 0) };
        if place.is_none() {
            self.order.push(note);
        }
        let (number, count) = place.get_or_insert((self.order.len(), 0));
        *count += 1;
        (*number, *count)
    }
}

impl Body<'_> {
    /// Writes the mark of a footnote.
    pub(super) fn mark(&mut self, note: usize) {
        if note >= self.document.footnotes.len() {
            return;
        }
        let (number, count) = self.mentioned.mark(note);
        let sign = sign(number);
        let name = if count == 1 { format!("mark-{number}") } else { format!("mark-{number}-{count}") };
        let (address, label) = (format!("#note-{number}"), format!("脚注{sign}"));
        let of_page = [("role", "doc-noteref"), ("aria-label", label.as_str())];
        let of_page = of_page.into_iter().filter(|_| self.form == Form::Page);
        self.out.open("sup", []);
        let always = [("href", address.as_str()), ("id", name.as_str())];
        self.out.element("a", always.into_iter().chain(of_page), &sign);
        self.out.close("sup");
    }

    /// Writes the notes that have been mentioned.
    pub(super) fn notes(&mut self) {
        let order = std::mem::take(&mut self.mentioned.order);
        if order.is_empty() {
            return;
        }
        match self.form {
            Form::Page => {
                self.out.open("section", [("class", "footnotes"), ("role", "doc-endnotes"), ("aria-label", "脚注")]);
                self.out.line();
            }
            Form::Fragment => {
                self.out.open("hr", []);
                self.out.line();
            }
        }
        let document = self.document;
        for (number, note) in (1..).zip(order) {
            let paragraphs = document.footnotes.get(note).map(|note| note.paragraphs.as_slice()).unwrap_or_default();
            self.note(number, paragraphs);
        }
        if self.form == Form::Page {
            self.out.close_line("section");
        }
    }

    fn note(&mut self, number: usize, paragraphs: &[Paragraph]) {
        let (name, address, sign) = (format!("note-{number}"), format!("#mark-{number}"), sign(number));
        let label = format!("脚注{sign}，回到正文");
        self.out.open("div", [("id", name.as_str())]);
        let empty = Paragraph::default();
        let (first, others) = paragraphs.split_first().unwrap_or((&empty, &[]));
        self.out.open("p", Look::Note.attribute(self.form));
        let of_page = [("role", "doc-backlink"), ("aria-label", label.as_str())];
        let of_page = of_page.into_iter().filter(|_| self.form == Form::Page);
        self.out.element("a", std::iter::once(("href", address.as_str())).chain(of_page), &sign);
        self.out.text(" ");
        self.inlines(&first.text);
        self.out.close("p");
        others.iter().for_each(|paragraph| self.paragraph(paragraph, Look::Note));
        self.out.close_line("div");
    }
}

/// The sign of a number: circled as long as there are such, then in brackets.
fn sign(number: usize) -> String {
    let mut left = u32::try_from(number).unwrap_or_default().saturating_sub(1);
    for (first, count) in CIRCLED {
        if left < count {
            return char::from_u32(first + left).map(String::from).unwrap_or_default();
        }
        left -= count;
    }
    format!("（{number}）")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn signs_of_notes() {
        assert_eq!([1, 20, 21, 35, 36, 50, 51].map(sign), ["①", "⑳", "㉑", "㉟", "㊱", "㊿", "（51）"]);
    }

    #[test]
    fn a_note_has_one_number_and_may_have_several_marks() {
        let mut mentioned = Mentioned::default();
        assert_eq!([3, 1, 3, 3].map(|note| mentioned.mark(note)), [(1, 1), (2, 1), (1, 2), (1, 3)]);
        assert_eq!(mentioned.order, [3, 1]);
    }
}
