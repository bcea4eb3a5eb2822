//! Pages as drawings for a screen.
//!
//! Takes a [`Page`] and the [`Faces`] that it is set in, gives it as SVG: what stands on it where it stands, its glyphs
//! as references to a dictionary of outlines that only grows ([`Glyphs`]), so that a page that is drawn once more at
//! every key press costs little. Knows nothing of the report, of PDF and of browsers.
//!
//! `glyphs` is the dictionary, `outline` writes what it holds, `draw` writes a page.

mod draw;
mod glyphs;
mod outline;

#[cfg(test)]
mod tests;

pub use draw::page;
pub use glyphs::Glyphs;

#[cfg(doc)]
use crate::layout::Page;
#[cfg(doc)]
use crate::text::Faces;

/// Units of the em in which outlines are given.
pub const UNITS: f64 = 1000.0;
