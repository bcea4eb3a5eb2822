//! Narrative as an editor shows it.
//!
//! Takes the Markdown of a narrative as it stands in a data file and gives [`Piece`]s: headings, paragraphs, items,
//! tables, pictures, each with the lines that it stands in; takes pieces and gives Markdown. `read` goes the one way,
//! `write` the other; a piece that nobody has changed is written as it was, to the byte. `pasted` makes pieces of what
//! comes from the clipboard. Which lines open what, and what they print, `narrative` knows; knows nothing of the report
//! but what its expressions print, and nothing of the page in the browser but the shapes that it takes.

mod escape;
mod figure_choices;
mod inline;
mod pasted;
#[cfg(test)]
mod pasted_tests;
mod piece;
mod read;
mod refresh;
mod table;
#[cfg(test)]
mod tests;
mod write;

pub use figure_choices::{FigureChoice, figure_choices};
pub use pasted::{Pasted, pasted};
pub use piece::{Cell, Illustration, Inline, Line, Piece, Prose, Shape, Table};
pub use read::{pieces, shown};
pub use refresh::refresh;
pub use write::{markdown, markdown_like};
