//! What a cell of .ods shows: its paragraphs, without remarks on it and what is drawn in it.

use super::super::limits::{Fault, LONGEST_TEXT, too_long};
use super::super::package::Part;
use super::super::rich::Line;
use super::super::xml::Node;
use super::styles::Styles;
use crate::import::values::raised;

/// A text, what is struck out left out.
#[derive(Debug, Default)]
pub(super) struct Shape {
    pub text: String,
    /// What of it is struck out.
    pub struck: String,
    /// Whether the file says what is shown, be it nothing.
    pub is_written: bool,
}

/// The text of the cell that was opened last, to its end.
pub(super) fn text(part: &mut Part, styles: &Styles, cell: Line) -> Result<Shape, Fault> {
    let mut shape = Shape::default();
    // How each of the elements looks that are open.
    let mut lines: Vec<Line> = vec![cell];
    while let Some(line) = lines.last().copied() {
        let mut own = String::new();
        match part.next()?.ok_or(Fault::Damaged)? {
            Node::Open(element) => {
                let mut inner = line;
                match element.name() {
                    "p" | "h" => {
                        own.extend(shape.is_written.then_some('\n'));
                        shape.is_written = true;
                    }
                    "span" => {
                        let span = styles.look("text", &element.attribute("style-name").unwrap_or_default());
                        inner.is_struck |= span.line.is_struck;
                        inner.is_raised |= span.line.is_raised;
                    }
                    "s" => own.extend(std::iter::repeat_n(' ', element.number("c").unwrap_or(1).min(LONGEST_TEXT))),
                    "tab" => own.push(' '),
                    "line-break" => own.push('\n'),
                    "annotation" | "frame" | "custom-shape" | "g" | "object" => {
                        part.skip()?;
                        continue;
                    }
                    _ => {}
                }
                lines.push(inner);
            }
            Node::Close(_) => {
                lines.pop();
            }
            // Blanks between paragraphs are none of the text.
            Node::Text(text) if lines.len() > 1 => own.push_str(&text),
            _ => {}
        }
        match line {
            Line { is_struck: true, .. } => shape.struck.push_str(&own),
            Line { is_raised: true, .. } => shape.text.push_str(&raised(&own)),
            _ => shape.text.push_str(&own),
        }
        // What is cut off here, or is no more than blanks at its ends, would be lost without a word.
        if shape.text.len() + shape.struck.len() > 4 * LONGEST_TEXT {
            return Err(too_long());
        }
    }
    Ok(shape)
}
