//! How wide the text of a cell is, told by its characters: a file of this kind does not know the faces that it is shown in.

use crate::compose::document::{Cell, Inline};
use crate::text::is_wide;

/// Width of letters and figures of Latin, em: they are half as wide as Han in the faces of offices, and a little more in
/// those that stand in for these.
const NARROW: f64 = 0.55;
/// The gap between Han and Latin, em.
const GAP: f64 = 0.25;
/// No part of a text asks for more, em: what is longer is divided.
const LONGEST_PART: f64 = 12.0;

/// Widths of a cell's text, em.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Extent {
    /// Its widest part that may not be divided.
    pub least: f64,
    /// Its widest line, not broken.
    pub most: f64,
    /// Each of its lines.
    pub lines: Vec<f64>,
}

impl Extent {
    pub fn of(cell: &Cell) -> Extent {
        let mut extent = Extent::default();
        for line in &cell.lines {
            extent.line(line);
        }
        extent.least = extent.least.min(LONGEST_PART);
        extent.most = extent.lines.iter().copied().fold(0.0, f64::max);
        extent
    }

    fn line(&mut self, inlines: &[Inline]) {
        let (mut line, mut part) = (0.0, 0.0);
        let mut last: Option<char> = None;
        for inline in inlines {
            match inline {
                Inline::LineBreak => {
                    self.lines.push(std::mem::take(&mut line));
                    (part, last) = (0.0, None);
                }
                Inline::Footnote { .. } => {
                    (line, part) = (line + 1.0, part + 1.0);
                    last = Some('①');
                }
                Inline::Text { text, .. } => {
                    for ch in text.chars() {
                        let width = if is_wide(ch) { 1.0 } else { NARROW };
                        let differs = last.is_some_and(|last| {
                            last.is_alphanumeric() && ch.is_alphanumeric() && is_wide(last) != is_wide(ch)
                        });
                        let width = width + if differs { GAP } else { 0.0 };
                        if last.is_none_or(|last| may_divide(last, ch)) {
                            part = 0.0;
                        }
                        (line, part) = (line + width, part + width);
                        self.least = self.least.max(part);
                        last = Some(ch);
                    }
                }
            }
            self.least = self.least.max(part);
        }
        self.lines.push(line);
    }
}

/// Whether a line may end between two characters.
fn may_divide(before: char, after: char) -> bool {
    let closes = "）〕】》〉」』”’、，。．：；！？％,.;:!?)]}%".contains(after);
    let opens = "（〔【《〈「『“‘([{".contains(before);
    !closes && !opens && (before.is_whitespace() || is_wide(before) || is_wide(after))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::compose::document::{Align, CellRole, NodeId};

    fn extent(text: &str) -> Extent {
        Extent::of(&Cell {
            id: NodeId::default(),
            row: 0,
            column: 0,
            row_span: 1,
            column_span: 1,
            role: CellRole::Data,
            align: Align::Centre,
            lines: vec![vec![Inline::plain(text, None)]],
        })
    }

    #[test]
    fn parts_are_characters_and_numbers() {
        let close = |a: f64, b: f64| assert!((a - b).abs() < 1e-9, "{a} is not {b}");
        close(extent("公开").least, 1.0);
        close(extent("公开，").least, 2.0);
        close(extent("12345").least, 5.0 * NARROW);
        close(extent("公开5件").most, 3.0 + NARROW + 2.0 * GAP);
        close(extent(&"a".repeat(100)).least, LONGEST_PART);
    }
}
