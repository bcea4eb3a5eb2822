//! Footnotes: real ones, numbered ①② anew on every page.

use super::writer::{Look, Writer};
use super::xml::put;
use crate::compose::document::Inline;

/// The marks of the lines between text and footnotes, before the footnotes themselves.
pub(super) const SEPARATORS: &str = "<w:footnote w:type=\"separator\" w:id=\"-1\"><w:p><w:pPr><w:pStyle w:val=\"NoteSeparator\"/></w:pPr>\
    <w:r><w:separator/></w:r></w:p></w:footnote>\
    <w:footnote w:type=\"continuationSeparator\" w:id=\"0\"><w:p><w:pPr><w:pStyle w:val=\"NoteSeparator\"/></w:pPr>\
    <w:r><w:continuationSeparator/></w:r></w:p></w:footnote>";

impl Writer<'_> {
    /// Puts the mark of a footnote, and writes the footnote. One that is mentioned again is written again: the second
    /// mention may stand on another page.
    pub(super) fn note_mark(&mut self, note: usize) {
        // A footnote has no footnotes of its own.
        let Some(footnote) = self.document.footnotes.get(note).filter(|_| !self.is_in_note) else { return };
        self.note_count += 1;
        let id = self.note_count;
        put!(
            &mut self.part.text,
            "<w:r><w:rPr><w:rStyle w:val=\"FootnoteReference\"/></w:rPr><w:footnoteReference w:id=\"{id}\"/></w:r>"
        );

        let outside = (self.page_break, self.keep_next, self.below_table);
        (self.page_break, self.keep_next, self.is_in_note) = (false, false, true);
        std::mem::swap(&mut self.part, &mut self.notes);
        put!(&mut self.part.text, "<w:footnote w:id=\"{id}\">");
        let empty = [Vec::new()];
        let texts = footnote.paragraphs.iter().map(|paragraph| &paragraph.text);
        let texts: Vec<&Vec<Inline>> =
            if footnote.paragraphs.is_empty() { empty.iter().collect() } else { texts.collect() };
        for (at, text) in texts.into_iter().enumerate() {
            self.paragraph("FootnoteText", Look::default(), |writer| {
                if at == 0 {
                    writer
                        .part
                        .text
                        .push_str("<w:r><w:rPr><w:rStyle w:val=\"FootnoteReference\"/></w:rPr><w:footnoteRef/></w:r>");
                }
                writer.runs(text);
            });
        }
        self.part.text.push_str("</w:footnote>");
        std::mem::swap(&mut self.part, &mut self.notes);
        (self.page_break, self.keep_next, self.below_table) = outside;
        self.is_in_note = false;
    }
}
