//! What a cell of .ods shows: its paragraphs, without remarks on it and what is drawn in it.

use super::super::limits::LONGEST_TEXT;
use super::super::package::Part;
use super::super::xml::{Damaged, Node};
use super::styles::Styles;
use crate::import::values::raised;

/// A text, what is struck out left out.
#[derive(Debug, Default)]
pub(super) struct Shape {
    pub text: String,
    /// What of it is struck out.
    pub struck: String,
}

/// The text of the cell that was opened last, to its end.
pub(super) fn text(part: &mut Part, styles: &Styles) -> Result<Shape, Damaged> {
    let mut shape = Shape::default();
    let mut paragraphs = 0;
    // Whether each of the elements that are open is struck out, and raised.
    let mut looks: Vec<(bool, bool)> = vec![(false, false)];
    while let Some((is_struck, is_raised)) = looks.last().copied() {
        let mut own = String::new();
        match part.next()?.ok_or(Damaged)? {
            Node::Open(element) => {
                let mut look = (is_struck, is_raised);
                match element.name() {
                    "p" | "h" => {
                        own.extend((paragraphs > 0).then_some('\n'));
                        paragraphs += 1;
                    }
                    "span" => {
                        let span = styles.look("text", &element.attribute("style-name").unwrap_or_default());
                        look = (is_struck || span.is_struck, is_raised || span.is_raised);
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
                looks.push(look);
            }
            Node::Close(_) => {
                looks.pop();
            }
            // Blanks between paragraphs are none of the text.
            Node::Text(text) if looks.len() > 1 => own.push_str(&text),
            _ => {}
        }
        // A longer one is refused for what there is of it.
        if shape.text.len() + shape.struck.len() <= 4 * LONGEST_TEXT {
            match (is_struck, is_raised) {
                (true, _) => shape.struck.push_str(&own),
                (_, true) => shape.text.push_str(&raised(&own)),
                _ => shape.text.push_str(&own),
            }
        }
    }
    Ok(shape)
}
