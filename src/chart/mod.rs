//! Charts as drawings.
//!
//! Takes a [`Chart`] and the width that it may have, gives a drawing: a frame of paths and lines of text. Knows faces
//! through `text`; knows nothing of pages or PDF. A chart's title is its caption, which the layout prints.
//!
//! What tells one area or line from another (`palette`, `hatch`) shows without colour: it is told by hatching, dashes
//! and markers too. No figure is ever left out: a text that has no room where it belongs is set smaller, or turned, or
//! moved aside with a leader (`spread`, `callouts`); bars change over from `upright` to `level`, and level bars go on
//! in panels side by side; in the end the whole drawing is made smaller.
//!
//! `plotters` (0.3) was considered, with a back end of ours into page items, and found wanting: its back ends are given
//! whole pixels (`BackendCoord` is a pair of `i32`) and polygons instead of curves; its sines are the platform's; it
//! knows neither hatching nor dashes that reach the back end; it sets every label on one line, which Chinese names do
//! not fit, and lets the labels of a pie, of neighbouring bars and of points lie over one another. Its scales are the
//! forty lines of `scale`, which keep to decimals.

mod bars;
mod callouts;
mod canvas;
mod cartesian;
mod crowded;
mod data;
mod direction;
mod frame;
mod hatch;
mod labels;
mod legend;
mod level;
mod lines;
mod palette;
mod pie;
mod plot;
mod scale;
mod spread;
mod stack;
mod upright;

#[cfg(test)]
mod tests;

pub(crate) use crowded::{RULES, crowded, is_legible, is_roomy};
pub use frame::{Colour, Point, Segment, Shape, Stroke};
pub(crate) use frame::{Frame, Mark, TextMark};

use crate::narrative::{Chart, ChartKind, Value};
use crate::node::NodeId;
use crate::text::Typesetter;
use crate::units::Pt;
use cartesian::Cartesian;
use labels::Scribe;

/// How charts are drawn.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Look {
    /// Width of the frame.
    pub width: Pt,
    /// Height that the frame may have at most.
    pub max_height: Pt,
    /// Whether areas are coloured; without, they are hatched in black on white.
    pub colour: bool,
    /// The node that the text belongs to.
    pub node: NodeId,
}

/// The narrowest drawing; a narrower one is made smaller as a whole.
const NARROWEST: Pt = Pt(100.0);
/// A drawing that is too high or too wide is drawn on a larger sheet, and then made smaller; each sheet is by this
/// factor wider.
const LARGER: f64 = 1.2;
const LARGEST: f64 = 20.0;

/// Draws a chart. A character that no face has is reported to the typesetter.
pub(crate) fn draw(chart: &Chart, look: Look, typesetter: &mut Typesetter) -> Frame {
    let mut scribe = Scribe::new(typesetter, look.node);
    let mut factor = (NARROWEST / look.width.max(Pt(1.0))).max(1.0);
    loop {
        let sheet = Look { width: look.width * factor, max_height: look.max_height * factor, ..look };
        let frame = match Cartesian::of(chart.kind) {
            Some(kind) => direction::draw(chart, kind, sheet, factor > LARGEST, &mut scribe),
            None => pie::draw(chart, sheet, &mut scribe),
        };
        let fits = frame.height <= sheet.max_height && frame.width <= sheet.width + Pt(1e-6);
        if fits || factor > LARGEST {
            return frame.fitted(look.width, look.max_height);
        }
        factor *= LARGER;
    }
}
