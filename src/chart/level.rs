//! Bars and lines that lie level: values grow to the right, categories follow one another downwards, their names at the
//! left. Where there are more of them than fit the height, they go on in panels side by side, all to one scale.

use super::canvas::{Canvas, Part, RULE, Rect, Turn, point};
use super::cartesian::Cartesian;
use super::data::{Grid, unit_text, value_words, words};
use super::frame::{Frame, Point};
use super::labels::{Block, LEAST, Scribe, Side, USUAL, Words};
use super::legend::Legend;
use super::plot::{Direction, Plot, Values};
use super::scale::{Extent, Scale};
use super::{Chart, Look};
use crate::units::Pt;

/// Most panels, and the narrowest.
const PANELS: usize = 12;
const NARROWEST: Pt = Pt(104.0);
/// Between panels.
const BETWEEN: Pt = Pt(16.0);
/// What part of a panel names take at most.
const NAMES_PART: f64 = 0.42;
/// The least that is left of a panel for bars.
const LEAST_SCALE: Pt = Pt(16.0);
/// Between names and bars, unit and bars, axis and its numbers.
const GAP: Pt = Pt(4.0);
/// Between one name and the next.
const BETWEEN_NAMES: Pt = Pt(3.0);
/// Length of a tick.
const TICK: Pt = Pt(2.5);
/// Sums of lengths stray by less than this.
const ROUNDING: Pt = Pt(1e-6);
/// Steps of the scale at most.
const STEPS: usize = 5;

/// Draws bars or lines level: in one panel if they fit the height, else in as few as they fit in. Where they do not fit
/// in any number of panels, the frame is higher than it may be.
pub(super) fn draw(chart: &Chart, kind: Cartesian, look: Look, scribe: &mut Scribe) -> Frame {
    let possible =
        |panels: usize| panels == 1 || (look.width - BETWEEN * (panels as f64 - 1.0)) / panels as f64 >= NARROWEST;
    let smaller =
        (1..=PANELS.min(chart.categories.len())).filter(|panels| possible(*panels)).map(|panels| (panels, LEAST));
    let mut best: Option<Frame> = None;
    for (panels, size) in std::iter::once((1, USUAL)).chain(smaller) {
        let frame = draw_panels(chart, kind, look, panels, size, scribe);
        if frame.height <= look.max_height && frame.width <= look.width + ROUNDING {
            return frame;
        }
        if best.as_ref().is_none_or(|best| frame.height < best.height) {
            best = Some(frame);
        }
    }
    best.unwrap_or_default()
}

fn draw_panels(chart: &Chart, kind: Cartesian, look: Look, panels: usize, size: Pt, scribe: &mut Scribe) -> Frame {
    let width = (look.width - BETWEEN * (panels as f64 - 1.0)) / panels as f64;
    let rows = chart.categories.len().div_ceil(panels).max(1);
    let numbers = Grid::numbers(chart);
    let values = Values {
        blocks: Grid::new(chart, |value| scribe.line(value_words(value), size)),
        turned: false,
        direction: Direction::Level,
    };
    let names: Vec<Block> =
        chart.categories.iter().map(|name| scribe.forced(words(name), size, width * NAMES_PART)).collect();
    let names_width = names.iter().map(Block::width).fold(Pt::ZERO, Pt::max);
    let unit = unit_text(chart).map(|text| {
        let words = Words { text: &text, span: chart.unit.as_ref().map(|unit| unit.span) };
        scribe.forced(words, USUAL, look.width)
    });
    let top = unit.as_ref().map_or(Pt::ZERO, |unit| unit.height() + GAP);

    let corner = point(names_width + GAP, top);
    let mut plot = finest_plot(chart, kind, &numbers, &values, corner, width - names_width - GAP, scribe);
    let slot = kind.level_slot(&plot, &numbers, &values, size);
    let highest_name = names.iter().map(Block::height).fold(Pt::ZERO, Pt::max);
    plot.slot = slot.max(highest_name + BETWEEN_NAMES);
    // However narrow the chart is, it does not cut its values off: then it is wider than it may be.
    if !kind.fits(&plot, &numbers, &values) {
        plot.length = plot.length.max(values.longest_row(plot.count));
    }
    plot.count = rows;
    let width = width.max(names_width + GAP + plot.length);
    let whole_width = (width + BETWEEN) * panels as f64 - BETWEEN;

    let mut canvas = Canvas::default();
    if let Some(unit) = unit {
        let room = Rect { left: Pt::ZERO, top: Pt::ZERO, right: whole_width, bottom: unit.height() };
        unit.write(&mut canvas, Turn::Unit, room, Side::Right);
    }
    let mut names = names.into_iter().enumerate();
    let mut axis_height = Pt::ZERO;
    for panel in 0..panels {
        let first = panel * rows;
        let range = first..(first + rows).min(chart.categories.len());
        if range.is_empty() {
            break;
        }
        let left = (width + BETWEEN) * panel as f64;
        let corner = point(left + plot.corner.x, top);
        let plot = Plot { corner, count: range.len(), scale: plot.scale.clone(), ..plot };
        for (row, (category, name)) in names.by_ref().take(range.len()).enumerate() {
            let top = top + plot.start(row);
            let room = Rect { left, top, right: left + names_width, bottom: top + plot.slot };
            name.write(&mut canvas, Turn::Category(category, Part::Name), room, Side::Right);
        }
        axis_height =
            axis_height.max(draw_axis(&mut canvas, &plot, names_width + GAP, width - names_width - GAP, scribe));
        let values = Values { blocks: values.blocks.part(range.clone()), ..values };
        canvas.count_from(first);
        kind.draw(&mut canvas, &plot, &numbers.part(range), &values, look.colour);
        canvas.count_from(0);
    }
    let foot = top + plot.breadth() + axis_height;
    let legend = Legend::of_series(chart, whole_width, scribe);
    let height = foot + legend.height();
    legend.draw(&mut canvas, foot, whole_width, |canvas, index, room| {
        kind.draw_key(canvas, index, room, look.colour);
    });
    canvas.finish(whole_width, height)
}

/// A plot with the finest scale whose numbers have room.
fn finest_plot(
    chart: &Chart,
    kind: Cartesian,
    numbers: &Grid<f64>,
    values: &Values,
    corner: Point,
    width: Pt,
    scribe: &mut Scribe,
) -> Plot {
    let extent = kind.extent(chart, numbers);
    let (before, after) = ends(kind, extent, values);
    // However wide values are, something is left for bars.
    let length = width.max(before + after + LEAST_SCALE);
    let room = length - before - after;
    let with_steps = |steps: usize| {
        let scale = Scale::new(extent, steps);
        let widest = axis_numbers(&scale, scribe).iter().map(Block::width).fold(Pt::ZERO, Pt::max);
        let steps = scale.ticks.len().saturating_sub(1).max(1);
        ((widest + GAP) * steps as f64 <= room).then_some(scale)
    };
    let scale = (1..=STEPS).rev().find_map(with_steps).unwrap_or_else(|| Scale::new(extent, 1));
    let (slot, count) = (Pt::ZERO, chart.categories.len());
    Plot { direction: Direction::Level, corner, slot, count, length, before, after, scale }
}

/// What is kept free before and after the scale.
fn ends(kind: Cartesian, extent: Extent, values: &Values) -> (Pt, Pt) {
    let room = kind.reserve(values);
    let foot = if kind.has_markers() { GAP } else { Pt::ZERO };
    (if extent.below() { room } else { foot }, if extent.above() { room } else { foot })
}

fn axis_numbers(scale: &Scale, scribe: &mut Scribe) -> Vec<Block> {
    scale.ticks.iter().map(|tick| scribe.line(Words { text: &tick.text, span: None }, LEAST)).collect()
}

/// Draws the line of zero, and below the plot an axis with its numbers where they have room: between the names at the
/// left and the end of the panel. Says how high it is.
fn draw_axis(canvas: &mut Canvas, plot: &Plot, names: Pt, width: Pt, scribe: &mut Scribe) -> Pt {
    let foot = plot.breadth();
    let (from, to) = (plot.before, plot.length - plot.after);
    let zero = plot.reach(0.0);
    canvas.rule(plot.at(Pt::ZERO, zero), plot.at(foot, zero), RULE, &[]);
    canvas.rule(plot.at(foot, from), plot.at(foot, to), RULE, &[]);
    let mut height = TICK;
    let mut free_from = -names;
    for (tick, block) in plot.scale.ticks.iter().zip(axis_numbers(&plot.scale, scribe)) {
        let reach = plot.reach(tick.value);
        canvas.rule(plot.at(foot, reach), plot.at(foot + TICK, reach), RULE, &[]);
        // The first and the last move inwards rather than out of the panel.
        let start = (reach - block.width() / 2.0).min(width - block.width());
        if start < free_from {
            continue;
        }
        free_from = start + block.width() + GAP / 2.0;
        let top = plot.corner.y + foot + TICK + Pt(1.0);
        let left = plot.corner.x + start;
        let room = Rect { left, top, right: left + block.width(), bottom: top + block.height() };
        height = height.max(TICK + Pt(1.0) + block.height());
        block.write(canvas, Turn::Axis, room, Side::Centre);
    }
    height
}
