//! Bars side by side, each with its value beyond its end.

use super::canvas::{Canvas, Part, Turn};
use super::data::Grid;
use super::labels::{Block, Side};
use super::palette::fill;
use super::plot::{Direction, Plot, Values};
use crate::units::Pt;

/// What part of its slot a group of bars takes, and a bar alone.
const GROUP: f64 = 0.8;
const ALONE: f64 = 0.62;
/// The widest bar.
const WIDEST: Pt = Pt(28.0);
/// Between a bar and its value.
const GAP: Pt = Pt(1.5);
/// Between the values of neighbouring bars.
const BESIDE: Pt = Pt(2.0);

/// Whether every value has room over its bar.
pub(super) fn fits(plot: &Plot, values: &Values) -> bool {
    let series = values.blocks.series();
    let room = if series > 1 { plot.slot * GROUP / series as f64 } else { plot.slot };
    let beside = if values.turned || plot.direction == Direction::Level { Pt::ZERO } else { BESIDE };
    values.longest().0 + beside <= room
}

/// The slot that gives every value of a size its line, where bars lie level.
pub(super) fn level_slot(series: usize, size: Pt) -> Pt {
    if series > 1 { size * 1.08 * series as f64 / GROUP } else { size * 1.6 }
}

/// What is kept free beyond a bar for its value.
pub(super) fn reserve(values: &Values) -> Pt {
    values.longest().1 + GAP * 2.0
}

/// Draws bars with their values.
pub(super) fn draw(canvas: &mut Canvas, plot: &Plot, numbers: &Grid<f64>, values: &Values, colour: bool) {
    let series = numbers.series();
    let pitch = if series > 1 {
        let widest = WIDEST.max(values.longest().0 + BESIDE);
        (plot.slot * GROUP / series as f64).min(widest)
    } else {
        plot.slot
    };
    let bar = if series > 1 { pitch.min(WIDEST) } else { (pitch * ALONE).min(WIDEST) };
    let zero = plot.reach(0.0);

    let mut bars = Vec::new();
    for category in 0..plot.count {
        let first = plot.middle(category) - pitch * (series as f64 / 2.0);
        for index in 0..series {
            let Some(number) = numbers.get(index, category) else { continue };
            let middle = first + pitch * (index as f64 + 0.5);
            let end = plot.reach(*number);
            let along = (middle - bar / 2.0, middle + bar / 2.0);
            bars.push((index, plot.area(along, (zero, end))));

            let Some(block) = values.blocks.get(index, category) else { continue };
            let (wide, long) = values.extent(block);
            let reach = if *number < 0.0 { (end - GAP - long, end - GAP) } else { (end + GAP, end + GAP + long) };
            let room = plot.area((middle - wide / 2.0, middle + wide / 2.0), reach);
            // No grid line runs through a value, and no value takes a piece off a bar.
            Block::clear(canvas, room);
            values.write(block, canvas, Turn::Category(category, Part::Value(index)), room, Side::Centre);
        }
    }
    bars.into_iter().for_each(|(index, area)| fill(index, colour).paint_rect(canvas, area));
}
