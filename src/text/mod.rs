//! Characters to lines of glyphs.
//!
//! Takes runs of text with a style, gives lines: faces and fallback, shaping, line breaking, justification. Knows the
//! names of nodes, to carry them along; knows nothing of pages, tables or PDF.
//!
//! The files are the steps in order: `faces` finds the faces (`embedded`, `load`), `class` says what part a character
//! plays, `paragraph` turns runs into clusters (`cluster`) with a face each (`missing` tells which have none,
//! `stand_in` which faces stepped in) and a direction (`bidi`), and these into atoms (`shape`, `fit`), between which
//! stands `glue` and a line may end (`breaks`), `words` says what centred text keeps whole, `wrap` chooses the breaks
//! over the whole paragraph by the prices of `tariff` (`title` those that give a title its shape), `line` puts each glyph
//! in its place; `upright` sets a short text vertically. `estimate` tells what it can of a text that is not set.

mod atom;
mod bidi;
mod breaks;
mod class;
mod cluster;
mod embedded;
mod estimate;
mod face;
mod faces;
mod fit;
mod glue;
mod line;
mod load;
mod missing;
mod paragraph;
pub(crate) mod rules;
mod shape;
mod stand_in;
mod tariff;
mod title;
mod upright;
mod words;
mod wrap;

#[cfg(test)]
mod tests;

pub(crate) use class::{is_ideograph, is_wide};
pub(crate) use embedded::EDITIONS;
pub(crate) use estimate::Estimate;
pub(crate) use face::FaceMetrics;
pub use face::{Face, FontData};
pub use faces::{FaceId, Faces, Role};
pub use line::{Line, LineGlyph, LinkSpan};
pub use load::{FaceLibrary, is_font_file};
pub use paragraph::{Content, Paragraph, Run, Style, Typesetter};
pub use stand_in::{MarkStandIn, StandIn};
pub(crate) use title::lines as title_lines;
pub(crate) use words::{Group, Kept};

/// Some face that can be read, where only widths and names matter.
pub(crate) fn any_face() -> &'static [u8] {
    embedded::DEJAVU
}
pub use wrap::{Alignment, Breaking, Measure};
