//! The table of contents: a field with all its entries in it, so that programs that make none show it too.
//!
//! Where an entry stands in this file only the program knows that opens it, and none sets these numbers on opening without a
//! question that frightens (Word: fields that may refer to other files). So the fields of the numbers are empty: they are set
//! when the contents are updated, printed or saved as PDF, and nothing wrong is shown before.

use super::links::bookmark_of;
use super::page::twips;
use super::writer::{Look, Writer};
use super::xml::{Escaped, put};
use crate::compose::document::{Contents, ContentsEntry, Inline};
use crate::official_page::{BODY_SIZE, CONTENTS_HEADING_SIZE, CONTENTS_SIZE};

/// Indent of a level below the one above it, in characters.
const INDENT: f64 = 2.0;
/// What the text of an entry leaves free at the right, in characters.
const FREE: f64 = 4.0;

impl Writer<'_> {
    /// The table of contents, behind which a page ends.
    pub(super) fn contents(&mut self, contents: &Contents) {
        self.part.text.push_str(
            "<w:sdt><w:sdtPr><w:docPartObj><w:docPartGallery w:val=\"Table of Contents\"/><w:docPartUnique/></w:docPartObj>\
             </w:sdtPr><w:sdtContent>",
        );
        let look = Look { after: self.page.pitch, ..Look::default() };
        self.paragraph("TOCHeading", look, |writer| writer.spread(&contents.heading.text));
        for (at, entry) in contents.entries.iter().enumerate() {
            self.entry(entry, at == 0);
        }
        if !contents.entries.is_empty() {
            self.paragraph("Separator", Look::default(), |writer| writer.field("end"));
        }
        self.part.text.push_str("</w:sdtContent></w:sdt>");
        self.page_break = true;
    }

    /// 目　录: an em between two characters.
    fn spread(&mut self, heading: &[Inline]) {
        let text: String = heading
            .iter()
            .filter_map(|inline| if let Inline::Text { text, .. } = inline { Some(text.as_str()) } else { None })
            .collect();
        let mut chars = text.chars();
        if let (Some(first), Some(second), None) = (chars.next(), chars.next(), chars.next()) {
            let em = twips(CONTENTS_HEADING_SIZE);
            put!(
                &mut self.part.text,
                "<w:r><w:rPr><w:spacing w:val=\"{em}\"/></w:rPr><w:t>{}</w:t></w:r>",
                Escaped(&first.to_string())
            );
            self.plain(&second.to_string());
        } else {
            self.runs(heading);
        }
    }

    /// An entry: a second line begins below the text behind the number.
    fn entry(&mut self, entry: &ContentsEntry, is_first: bool) {
        let character = CONTENTS_SIZE * (self.page.cell / BODY_SIZE);
        let label = match entry.text.first() {
            Some(Inline::Text { text, .. }) => text.chars().count(),
            _ => 0,
        };
        let hang = character * label as f64;
        let left = character * INDENT * f64::from(entry.level.saturating_sub(1));
        let look = Look { indents: Some((left + hang, character * FREE, -hang)), ..Look::default() };
        let style = if entry.level == 1 { "TOC1" } else { "TOC2" };
        self.paragraph(style, look, |writer| {
            if is_first {
                writer.field("begin");
                // \n: without page numbers.
                let numbers = if writer.page.has_numbers { "" } else { "\\n " };
                writer.instruction(&format!(" TOC \\o \"1-2\" {numbers}\\h \\z "));
                writer.field("separate");
            }
            let bookmark = bookmark_of(entry.heading);
            put!(&mut writer.part.text, "<w:hyperlink w:anchor=\"{bookmark}\" w:history=\"1\">");
            writer.runs(&entry.text);
            if writer.page.has_numbers {
                writer.part.text.push_str("<w:r><w:tab/></w:r>");
                writer.field("begin");
                writer.instruction(&format!(" PAGEREF {bookmark} \\h "));
                writer.field("separate");
                writer.field("end");
            }
            writer.part.text.push_str("</w:hyperlink>");
        });
    }
}
