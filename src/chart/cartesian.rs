//! Bars, stacked bars and lines: what each of them does otherwise than the others. Whoever draws a chart with axes asks
//! here, and nobody else looks at its kind.

use super::canvas::{Canvas, Rect, point, polyline};
use super::data::Grid;
use super::palette::{draw_line, draw_marker, fill};
use super::plot::{Plot, Values};
use super::scale::Extent;
use super::{Chart, ChartKind, bars, lines, stack};
use crate::units::Pt;

/// A kind of chart that has axes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Cartesian {
    Bars,
    StackedBars,
    Lines,
}

impl Cartesian {
    /// The kind of a chart with axes; a pie has none.
    pub(super) fn of(kind: ChartKind) -> Option<Cartesian> {
        match kind {
            ChartKind::Pie => None,
            ChartKind::Bar => Some(Cartesian::Bars),
            ChartKind::StackedBar => Some(Cartesian::StackedBars),
            ChartKind::Line => Some(Cartesian::Lines),
        }
    }

    /// Whether it lies level only if it has no room upright: a line is read from left to right, as time goes.
    pub(super) fn keeps_upright(self) -> bool {
        self == Cartesian::Lines
    }

    /// Whether markers stand on the line of zero, and need room beyond it.
    pub(super) fn has_markers(self) -> bool {
        self == Cartesian::Lines
    }

    /// What the scale of a chart must reach.
    pub(super) fn extent(self, chart: &Chart, numbers: &Grid<f64>) -> Extent {
        let values = chart.series.iter().flat_map(|series| series.values.iter().flatten());
        let extent = values.fold(Extent::ZERO, Extent::of_kind);
        if self == Cartesian::StackedBars {
            let ends = (0..chart.categories.len()).flat_map(|category| numbers.stack(category));
            return ends.fold(extent, |extent, (_, _, end)| extent.to(end));
        }
        numbers.all().fold(extent, |extent, number| extent.to(*number))
    }

    /// Whether every value has room in a plot.
    pub(super) fn fits(self, plot: &Plot, numbers: &Grid<f64>, values: &Values) -> bool {
        match self {
            Cartesian::Bars => bars::fits(plot, values),
            Cartesian::StackedBars => stack::fits(plot, numbers, values),
            Cartesian::Lines => lines::fits(plot, values),
        }
    }

    /// What values need beyond the end of the scale.
    pub(super) fn reserve(self, values: &Values) -> Pt {
        match self {
            Cartesian::Bars => bars::reserve(values),
            Cartesian::StackedBars => stack::reserve(values),
            Cartesian::Lines => lines::reserve(values),
        }
    }

    /// The slot that gives every value of a size its line, where categories follow one another downwards.
    pub(super) fn level_slot(self, plot: &Plot, numbers: &Grid<f64>, values: &Values, size: Pt) -> Pt {
        match self {
            Cartesian::Bars => bars::level_slot(numbers.series(), size),
            Cartesian::StackedBars => stack::level_slot(plot, numbers, values, size),
            Cartesian::Lines => lines::level_slot(size),
        }
    }

    /// Draws bars or lines with their values.
    pub(super) fn draw(self, canvas: &mut Canvas, plot: &Plot, numbers: &Grid<f64>, values: &Values, colour: bool) {
        match self {
            Cartesian::Bars => bars::draw(canvas, plot, numbers, values, colour),
            Cartesian::StackedBars => stack::draw(canvas, plot, numbers, values, colour),
            Cartesian::Lines => lines::draw(canvas, plot, numbers, values, colour),
        }
    }

    /// Draws the key of a series: a piece of its bar, or of its line with a marker.
    pub(super) fn draw_key(self, canvas: &mut Canvas, index: usize, room: Rect, colour: bool) {
        match self {
            Cartesian::Bars | Cartesian::StackedBars => fill(index, colour).paint_rect(canvas, room),
            Cartesian::Lines => {
                let middle = room.centre();
                draw_line(canvas, index, polyline(&[point(room.left, middle.y), point(room.right, middle.y)]));
                draw_marker(canvas, fill(index, colour), middle);
            }
        }
    }
}
