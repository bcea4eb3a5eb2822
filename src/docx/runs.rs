//! Text of the document as runs of a paragraph: white space as Chinese means it, emphasis, links, the marks of footnotes.

use super::writer::Writer;
use super::xml::{Escaped, put};
use crate::compose::document::{Emphasis, Inline, Link};
use crate::text::{is_ideograph, is_wide};

/// A piece of a paragraph.
#[derive(Debug, PartialEq)]
pub(super) enum Piece<'a> {
    Text {
        text: String,
        is_strong: bool,
        link: Option<&'a Link>,
    },
    LineBreak,
    /// The mark of a footnote.
    Note(usize),
}

/// The pieces of a paragraph. White space is what a line of Chinese makes of it: none beside marks and at line ends,
/// none between Han and Latin, where Word keeps a gap itself, else one blank.
pub(super) fn pieces<'a>(inlines: impl IntoIterator<Item = &'a Inline>) -> Vec<Piece<'a>> {
    let mut pieces = Vec::new();
    let mut last: Option<char> = None;
    let mut space: Option<bool> = None;
    for inline in inlines {
        match inline {
            Inline::LineBreak => {
                (last, space) = (None, None);
                pieces.push(Piece::LineBreak);
            }
            Inline::Footnote { note, .. } => {
                // It stays with what stands before it.
                (last, space) = (Some('①'), None);
                pieces.push(Piece::Note(*note));
            }
            Inline::Text { text, emphasis, link, .. } => {
                let mut shown = String::with_capacity(text.len());
                for ch in text.chars() {
                    if ch.is_whitespace() {
                        space = Some(space.unwrap_or_default() || ch == '\n');
                        continue;
                    }
                    if let (Some(last), Some(is_line_end)) = (last, space)
                        && keeps_space(last, ch, is_line_end)
                    {
                        shown.push(' ');
                    }
                    shown.push(ch);
                    (last, space) = (Some(ch), None);
                }
                if !shown.is_empty() {
                    let is_strong = *emphasis == Emphasis::Strong;
                    pieces.push(Piece::Text { text: shown, is_strong, link: link.as_ref() });
                }
            }
        }
    }
    pieces
}

/// Whether white space between two characters is seen.
fn keeps_space(before: char, after: char, is_line_end: bool) -> bool {
    match (is_wide(before), is_wide(after)) {
        (false, false) => true,
        (true, true) => !is_line_end && is_ideograph(before) && is_ideograph(after),
        (true, false) => is_ideograph(before) && !after.is_alphanumeric() && !is_line_end,
        (false, true) => is_ideograph(after) && !before.is_alphanumeric() && !is_line_end,
    }
}

impl Writer<'_> {
    /// Puts the runs of a text.
    pub(super) fn runs<'i>(&mut self, inlines: impl IntoIterator<Item = &'i Inline>) {
        self.pieces(&pieces(inlines));
    }

    /// Puts pieces; all that lead to one place stand in one link.
    pub(super) fn pieces(&mut self, pieces: &[Piece]) {
        let mut open: Option<&Link> = None;
        for piece in pieces {
            let link = if let Piece::Text { link, .. } = piece { *link } else { None };
            if open != link {
                if open.is_some_and(|open| self.leads_somewhere(open)) {
                    self.part.text.push_str("</w:hyperlink>");
                }
                if let Some(link) = link {
                    self.open_link(link);
                }
                open = link;
            }
            match piece {
                Piece::Text { text, is_strong, .. } => self.run(text, *is_strong),
                Piece::LineBreak => self.part.text.push_str("<w:r><w:br/></w:r>"),
                Piece::Note(note) => self.note_mark(*note),
            }
        }
        if open.is_some_and(|open| self.leads_somewhere(open)) {
            self.part.text.push_str("</w:hyperlink>");
        }
    }

    /// Puts a text, in runs of their own what is Latin where Han stands far apart.
    fn run(&mut self, text: &str, is_strong: bool) {
        if !self.page.is_wide() {
            return self.one_run(text, is_strong, false);
        }
        let mut rest = text;
        while let Some(first) = rest.chars().next() {
            let is_latin = is_of_word(first);
            let end = rest.find(|ch| is_of_word(ch) != is_latin).unwrap_or(rest.len());
            let (run, behind) = rest.split_at(end);
            self.one_run(run, is_strong, is_latin);
            rest = behind;
        }
    }

    fn one_run(&mut self, text: &str, is_strong: bool, is_latin: bool) {
        let out = &mut self.part.text;
        out.push_str("<w:r>");
        let hint = is_ambiguous(text);
        let heading = self.run_style;
        if is_strong || hint || is_latin || heading.is_some() {
            out.push_str("<w:rPr>");
            match heading {
                // Its style tells how far the heading goes.
                Some(level) => put!(out, "<w:rStyle w:val=\"Heading{level}Char\"/>"),
                None if is_strong => out.push_str("<w:rStyle w:val=\"Strong\"/>"),
                None => {}
            }
            if heading.is_some() && is_strong {
                let hint = if hint { " w:hint=\"eastAsia\"/>" } else { "/>" };
                out.push_str(&self.strong_face.replace("/>", hint));
            } else if hint {
                out.push_str("<w:rFonts w:hint=\"eastAsia\"/>");
            }
            if is_latin {
                out.push_str("<w:spacing w:val=\"0\"/>");
            }
            out.push_str("</w:rPr>");
        }
        put!(out, "<w:t xml:space=\"preserve\">{}</w:t></w:r>", Escaped(text));
    }
}

/// Whether a character belongs to a word or a number of Latin.
fn is_of_word(ch: char) -> bool {
    ch.is_ascii_graphic() || ch.is_alphanumeric() && !is_wide(ch)
}

/// Whether a text has characters that are Latin or Chinese, as whoever shows them thinks: quotes, dashes, ellipses, ①, ×.
fn is_ambiguous(text: &str) -> bool {
    text.chars().any(|ch| matches!(ch, '\u{A0}'..'\u{2E80}'))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(text: &str) -> String {
        let inlines = [Inline::plain(text, None)];
        let texts = pieces(&inlines).into_iter().map(|piece| match piece {
            Piece::Text { text, .. } => text,
            _ => "/".to_owned(),
        });
        texts.collect()
    }

    #[test]
    fn white_space_is_what_chinese_makes_of_it() {
        assert_eq!(shown(" 甲 2025 年，\n公开 “一” 件\n共 3\n件 "), "甲2025年，公开“一”件共3件");
        assert_eq!(shown("A  B\nC"), "A B C");
        assert_eq!(shown("甲 乙\n丙"), "甲 乙丙");
        assert_eq!(shown("– 甲"), "– 甲");
    }

    #[test]
    fn a_blank_between_two_stretches_is_kept() {
        let inlines =
            [Inline::plain("A ", None), Inline::LineBreak, Inline::plain(" B", None), Inline::plain(" C", None)];
        let pieces = pieces(&inlines);
        let text = |text: &str| Piece::Text { text: text.to_owned(), is_strong: false, link: None };
        assert_eq!(pieces, [text("A"), Piece::LineBreak, text("B"), text(" C")]);
    }
}
