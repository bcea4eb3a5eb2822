//! The title: its lines end where those of the PDF do, in the shape that GB/T 9704-2012 (7.3.1) asks for.

use super::runs::{Piece, pieces};
use super::writer::{Look, Writer};
use crate::compose::document::Inline;
use crate::node::NodeId;
use crate::official_page::TITLE_SIZE;
use crate::text::{Content, Line, Role, Run, Style, title_lines};
use crate::units::Pt;

impl Writer<'_> {
    /// The title, one empty line below it.
    pub(super) fn title(&mut self, lines: &[Vec<Inline>]) {
        let text = lines.join(&Inline::LineBreak);
        let style = Style { role: Role::Title, size: TITLE_SIZE, cell: 1.0 };
        let (lines, text) = self.shaped(&text, style, self.page.width());
        let height = self.page.title_pitch() * lines.len().max(1) as f64;
        let after = self.page.left_of_slots(height) + self.page.pitch;
        self.paragraph("Title", Look { after, ..Look::default() }, |writer| writer.pieces(&text));
    }

    /// The lines of a text that has the shape of a title, and its pieces with breaks between these.
    pub(super) fn shaped<'i>(&mut self, text: &'i [Inline], style: Style, room: Pt) -> (Vec<Line>, Vec<Piece<'i>>) {
        let run = |inline: &'i Inline| match inline {
            Inline::Text { text, .. } => Some(Content::Text(text)),
            Inline::LineBreak => Some(Content::LineBreak),
            Inline::Footnote { .. } => None,
        };
        let runs = text.iter().filter_map(run);
        let runs: Vec<Run> =
            runs.map(|content| Run { content, style, node: NodeId::default(), link: None, span: None }).collect();
        let paragraph = self.typesetter.paragraph(&runs);
        let lines = title_lines(&paragraph, &[&self.document.properties.author], style.size, room);
        let lengths: Vec<usize> = lines.iter().map(characters).collect();
        (lines, divided(pieces(text), &lengths))
    }
}

/// How many characters a line shows, white space left out.
fn characters(line: &Line) -> usize {
    line.glyphs.iter().flat_map(|glyph| glyph.text.chars()).filter(|ch| !ch.is_whitespace()).count()
}

/// Pieces with a break behind each so many characters.
fn divided<'a>(pieces: Vec<Piece<'a>>, lengths: &[usize]) -> Vec<Piece<'a>> {
    let mut ends: Vec<usize> =
        lengths.iter().scan(0, |sum, length| Some(std::mem::replace(sum, *sum + length))).collect();
    ends.retain(|end| *end > 0);
    let mut ends = ends.into_iter().peekable();
    let mut shown = 0;
    let mut all = Vec::new();
    for piece in pieces {
        match piece {
            // Each has its place among the ends.
            Piece::LineBreak => {}
            Piece::Note(_) => all.push(piece),
            Piece::Text { text, is_strong, link } => {
                let mut part = String::new();
                for ch in text.chars() {
                    if ends.peek() == Some(&shown) && !ch.is_whitespace() {
                        ends.next();
                        let text = std::mem::take(&mut part);
                        all.extend((!text.is_empty()).then_some(Piece::Text { text, is_strong, link }));
                        all.push(Piece::LineBreak);
                    }
                    if !(part.is_empty() && ch.is_whitespace()) {
                        part.push(ch);
                    }
                    shown += usize::from(!ch.is_whitespace());
                }
                all.extend((!part.is_empty()).then_some(Piece::Text { text: part, is_strong, link }));
            }
        }
    }
    all
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_title_is_divided_behind_so_many_characters() {
        let inlines = [Inline::plain("甲市 A", None), Inline::LineBreak, Inline::plain("B2025年报告", None)];
        let shown = divided(pieces(&inlines), &[3, 6, 2]).into_iter().map(|piece| match piece {
            Piece::Text { text, .. } => text,
            _ => "/".to_owned(),
        });
        assert_eq!(shown.collect::<String>(), "甲市A/B2025年/报告");
    }
}
