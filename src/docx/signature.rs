//! The signature (落款): the organ's name and below it the date, at the right, one line below the text.

use super::writer::{Look, Writer};
use crate::compose::document::{Inline, Paragraph};
use crate::node::NodeId;
use crate::official_page::BODY_SIZE;
use crate::text::{Content, Line, Role, Run, Style};
use crate::units::Pt;

/// Cells between the date and the right edge where the organ's name has several lines.
const DATE_INSET: f64 = 4.0;
/// Cells that such a line may hold: eight stay free before it, so that the signature is seen to stand at the right.
const LONGEST_LINE: f64 = 20.0;

impl Writer<'_> {
    /// An organ's name that a line holds stands two cells in from the right, the date's first character two cells to
    /// the right of its first (GB/T 9704-2012, 7.3.5.2). A date that is longer than the name stands two cells in
    /// instead, and the name with it. A name of several lines has the shape of a title, its middle above that of the date
    /// (after 7.3.5.1).
    pub(super) fn signature(&mut self, organ: &Paragraph, date: &Paragraph) {
        let (width, inset, cell) = (self.page.width(), self.page.indent(), self.page.cell);
        let style = Style { role: Role::Body, size: BODY_SIZE, cell: cell / BODY_SIZE };
        let [organ_width, date_width] = [organ, date].map(|paragraph| self.width_of(&paragraph.text, style));
        let before = self.page.pitch;
        let at = |left: Pt, right: Pt| Look { indents: Some((left, right, Pt::ZERO)), ..Look::default() };
        if organ_width + inset <= width {
            let right = if date_width > organ_width { inset + date_width + inset } else { inset + organ_width };
            let left = (width - right).max(Pt::ZERO);
            let look = Look { before, keep_next: true, ..at(left, Pt::ZERO) };
            self.text_paragraph("Signature", look, &organ.text);
            self.text_paragraph("Signature", at(left + inset, Pt::ZERO), &date.text);
        } else {
            let room = (cell * LONGEST_LINE).min(width);
            let (lines, broken) = self.shaped(&organ.text, style, room);
            let widest = lines.iter().map(Line::width).fold(Pt::ZERO, Pt::max);
            let middle = width - (cell * DATE_INSET + date_width / 2.0).max(widest / 2.0);
            let look = Look {
                before,
                keep_next: true,
                align: Some("center"),
                ..at(middle - room / 2.0, width - middle - room / 2.0)
            };
            self.paragraph("Signature", look, |writer| writer.pieces(&broken));
            self.text_paragraph("Signature", at(middle - date_width / 2.0, Pt::ZERO), &date.text);
        }
    }

    /// The width of a text on one line.
    fn width_of(&mut self, text: &[Inline], style: Style) -> Pt {
        let runs = text.iter().filter_map(|inline| match inline {
            Inline::Text { text, .. } => {
                Some(Run { content: Content::Text(text), style, node: NodeId::default(), link: None, span: None })
            }
            _ => None,
        });
        let runs: Vec<Run> = runs.collect();
        self.typesetter.paragraph(&runs).full_width()
    }
}
