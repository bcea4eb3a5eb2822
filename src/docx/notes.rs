//! Footnotes: real ones, numbered ①② anew on every page.

use std::ops::Range;

use super::writer::{Look, Writer};
use super::xml::put;
use crate::compose::document::Inline;

/// The marks of the lines between text and footnotes, before the footnotes themselves.
pub(super) const SEPARATORS: &str = "<w:footnote w:type=\"separator\" w:id=\"-1\"><w:p><w:pPr><w:pStyle w:val=\"NoteSeparator\"/></w:pPr>\
    <w:r><w:separator/></w:r></w:p></w:footnote>\
    <w:footnote w:type=\"continuationSeparator\" w:id=\"0\"><w:p><w:pPr><w:pStyle w:val=\"NoteSeparator\"/></w:pPr>\
    <w:r><w:continuationSeparator/></w:r></w:p></w:footnote>";

/// The first mention of a footnote in a paragraph or a table.
pub(super) struct Mention {
    note: usize,
    /// Where its mark stands in the part.
    at: Range<usize>,
    /// The bookmark around it, if there is one.
    bookmark: Option<String>,
}

impl Writer<'_> {
    /// Puts the mark of a footnote, and writes the footnote. Where the same paragraph or table mentions it again, its mark is
    /// a field that repeats it; elsewhere it is written again, for that mention may stand on another page.
    pub(super) fn note_mark(&mut self, note: usize) {
        // A footnote has no footnotes of its own.
        let Some(footnote) = self.document.footnotes.get(note).filter(|_| !self.is_in_note) else { return };
        if self.mentioned.iter().any(|mention| mention.note == note) {
            return self.note_again(note);
        }
        self.note_count += 1;
        let id = self.note_count;
        let start = self.part.text.len();
        put!(
            &mut self.part.text,
            "<w:r><w:rPr><w:rStyle w:val=\"FootnoteReference\"/></w:rPr><w:footnoteReference w:id=\"{id}\"/></w:r>"
        );

        self.mentioned.push(Mention { note, at: start..self.part.text.len(), bookmark: None });

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

    /// Repeats the mark of a footnote (NOTEREF, ECMA-376-1, 17.16.5.43): \f in the look of a mark, \h as a link. What it shows
    /// until it is updated is the number that the mark has if no footnote stands before these on its page.
    fn note_again(&mut self, note: usize) {
        let Some(at) = self.mentioned.iter().position(|mention| mention.note == note) else { return };
        let Some(bookmark) = self.bookmark_of_mention(at) else { return };
        let shown = u32::try_from(at).ok().and_then(|at| char::from_u32('①' as u32 + at)).filter(|ch| *ch <= '⑳');
        let shown = shown.map_or_else(|| (at + 1).to_string(), String::from);
        let run = |content: &str| format!("<w:r><w:rPr><w:rStyle w:val=\"FootnoteReference\"/></w:rPr>{content}</w:r>");
        let field = |kind: &str| run(&format!("<w:fldChar w:fldCharType=\"{kind}\"/>"));
        let instruction = format!("<w:instrText xml:space=\"preserve\"> NOTEREF {bookmark} \\f \\h </w:instrText>");
        let shown = format!("<w:t>{shown}</w:t>");
        for part in [field("begin"), run(&instruction), field("separate"), run(&shown), field("end")] {
            self.part.text.push_str(&part);
        }
    }

    /// The bookmark around a mention, which is put there when it is first asked for.
    fn bookmark_of_mention(&mut self, at: usize) -> Option<String> {
        let mention = self.mentioned.get_mut(at)?;
        if let Some(bookmark) = &mention.bookmark {
            return Some(bookmark.clone());
        }
        let id = self.bookmarks;
        self.bookmarks += 1;
        let name = format!("_Note{id:08}");
        mention.bookmark = Some(name.clone());
        let place = mention.at.clone();
        let (start, end) =
            (format!("<w:bookmarkStart w:id=\"{id}\" w:name=\"{name}\"/>"), format!("<w:bookmarkEnd w:id=\"{id}\"/>"));
        self.part.text.insert_str(place.end, &end);
        self.part.text.insert_str(place.start, &start);
        let more = start.len() + end.len();
        for mention in self.mentioned.iter_mut().filter(|mention| mention.at.start >= place.end) {
            mention.at = mention.at.start + more..mention.at.end + more;
        }
        Some(name)
    }
}
