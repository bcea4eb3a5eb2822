//! Bars and lines: which way they lie. Upright is what readers expect; but a name or a value that would have to be turned
//! is easier to read beside a level bar, if that is not much taller, and where nothing fits upright, all lies level.

use super::canvas::{Canvas, Rect, point, polyline};
use super::data::{Grid, words};
use super::frame::Frame;
use super::labels::{Scribe, Words};
use super::legend::Legend;
use super::palette::{draw_line, draw_marker, fill};
use super::plot::{Plot, Values};
use super::{Chart, ChartKind, Look, bars, level, lines, stack, upright};
use crate::units::Pt;

/// Level bars may be so much taller than upright ones with turned text before that is the lesser evil.
const LEVEL_HEIGHT: f64 = 1.35;

/// Draws a chart of bars or lines.
pub(super) fn draw(chart: &Chart, look: Look, scribe: &mut Scribe) -> Frame {
    let upright = upright::draw(chart, look, scribe);
    match upright {
        Some(upright) if upright.frame.height <= look.max_height => {
            if !upright.turned || chart.kind == ChartKind::Line {
                return upright.frame;
            }
            let level = level::draw(chart, look, scribe);
            let limit = (upright.frame.height * LEVEL_HEIGHT).min(look.max_height);
            if level.height <= limit { level } else { upright.frame }
        }
        _ => level::draw(chart, look, scribe),
    }
}

/// Whether every value of a chart has room in a plot.
pub(super) fn fits(kind: ChartKind, plot: &Plot, numbers: &Grid<f64>, values: &Values) -> bool {
    match kind {
        ChartKind::Line => lines::fits(plot, values),
        ChartKind::StackedBar => stack::fits(plot, numbers, values),
        ChartKind::Bar | ChartKind::Pie => bars::fits(plot, values),
    }
}

/// What values need beyond the end of the scale.
pub(super) fn reserve(kind: ChartKind, values: &Values) -> Pt {
    match kind {
        ChartKind::Line => lines::reserve(values),
        ChartKind::StackedBar => stack::reserve(values),
        ChartKind::Bar | ChartKind::Pie => bars::reserve(values),
    }
}

/// Draws bars or lines with their values.
pub(super) fn draw_values(
    canvas: &mut Canvas,
    chart: &Chart,
    plot: &Plot,
    numbers: &Grid<f64>,
    values: &Values,
    colour: bool,
) {
    match chart.kind {
        ChartKind::Line => lines::draw(canvas, plot, numbers, values, colour),
        ChartKind::StackedBar => stack::draw(canvas, plot, numbers, values, colour),
        ChartKind::Bar | ChartKind::Pie => bars::draw(canvas, plot, numbers, values, colour),
    }
}

/// The legend of the series that have a name.
pub(super) fn legend(chart: &Chart, width: Pt, scribe: &mut Scribe) -> Legend {
    let names: Vec<Option<Words>> = chart.series.iter().map(|series| series.name.as_ref().map(words)).collect();
    Legend::new(&names, width, scribe)
}

/// Draws the key of a series: a piece of its bar, or of its line with a marker.
pub(super) fn draw_key(canvas: &mut Canvas, kind: ChartKind, index: usize, room: Rect, colour: bool) {
    if kind == ChartKind::Line {
        let middle = room.centre();
        draw_line(canvas, index, polyline(&[point(room.left, middle.y), point(room.right, middle.y)]));
        draw_marker(canvas, fill(index, colour), middle);
    } else {
        fill(index, colour).paint_rect(canvas, room);
    }
}
