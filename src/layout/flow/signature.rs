//! The signature (落款): the organ's name and below it the date, at the right, one line below the text.

use super::{Builder, Kind};
use crate::compose::document::Paragraph;
use crate::layout::geometry::BODY_SIZE;
use crate::layout::runs::runs;
use crate::text::{Alignment, Line, Measure, Role, title_lines};
use crate::units::Pt;

/// Cells between the date and the right edge where the organ's name has several lines.
const DATE_INSET: f64 = 4.0;
/// Cells that such a line may hold: eight stay free before it, so that the signature is seen to stand at the right.
const LONGEST_LINE: f64 = 20.0;

impl Builder<'_, '_> {
    /// An organ's name that a line holds stands two cells in from the right, the date's first character two cells to
    /// the right of its first (GB/T 9704-2012, 7.3.5.2). A date that is longer than the name stands two cells in
    /// instead, and the name with it.
    ///
    /// For a name of several lines no clause speaks; the nearest is 7.3.5.1: the date four cells in from the right, the
    /// name in the middle above it. The name is broken by its sense as a title is, and kept within the type area: where
    /// a unit of it is wider than what the date leaves at either side, all of it stands farther to the left.
    pub(super) fn signature(&mut self, organ: &Paragraph, date: &Paragraph) {
        let style = self.geometry.style(Role::Body, BODY_SIZE);
        let text = [organ, date].map(|paragraph| runs(&paragraph.text, style, paragraph.id));
        let [organ, date] = text.each_ref().map(|text| self.typesetter.paragraph(text));
        let (width, inset) = (self.geometry.width(), self.geometry.indent());
        let (organ_width, date_width) = (organ.full_width(), date.full_width());
        let set = |left: Pt| Measure { width: width - left, first_indent: Pt::ZERO };

        let mut lines: Vec<(Line, Pt)> = Vec::new();
        if organ_width + inset <= width {
            let right = if date_width > organ_width { inset + date_width + inset } else { inset + organ_width };
            let organ_left = (width - right).max(Pt::ZERO);
            for (paragraph, left) in [(organ, organ_left), (date, organ_left + inset)] {
                lines.extend(paragraph.lines(set(left), Alignment::Left).into_iter().map(|line| (line, left)));
            }
        } else {
            let cell = inset / 2.0;
            let room = (cell * LONGEST_LINE).min(width);
            let broken = title_lines(&organ, &[self.organ], BODY_SIZE, room);
            self.tell_divided(&broken, &text[0]);
            let widest = broken.iter().map(Line::width).fold(Pt::ZERO, Pt::max);
            let middle = width - (cell * DATE_INSET + date_width / 2.0).max(widest / 2.0);
            lines.extend(broken.into_iter().map(|line| (line, middle - room / 2.0)));
            let left = middle - date_width / 2.0;
            lines.extend(date.lines(set(left), Alignment::Left).into_iter().map(|line| (line, left)));
        }

        // It never stands alone on a page.
        if let Some(last) = self.flow.pieces.last_mut() {
            last.break_after = false;
        }
        self.push(Kind::Blank(1), false);
        for (line, left) in lines {
            self.push(Kind::Body { line, left }, false);
        }
        if let Some(last) = self.flow.pieces.last_mut() {
            last.break_after = true;
        }
    }
}
