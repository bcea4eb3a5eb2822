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
/// What part of a text is set in its lines at least, of as many as its width asks for: blanks may be narrower.
const FULLEST: f64 = 0.8;
/// Sums of lengths stray by less than this.
const ROUNDING: Pt = Pt(1e-6);
/// Steps of the scale at most.
const STEPS: usize = 5;

/// Draws bars or lines level: in one panel if they fit the height, else in as few as they fit in. Where they do not fit
/// in any number of panels, the frame is higher than it may be; `anyhow`, it then holds the drawing, else nothing.
pub(super) fn draw(chart: &Chart, kind: Cartesian, look: Look, anyhow: bool, scribe: &mut Scribe) -> Frame {
    let possible = |panels: usize| panels == 1 || panel_width(look, panels) >= NARROWEST;
    let fits = |plan: &Panels| plan.height <= look.max_height && plan.whole_width <= look.width + ROUNDING;
    // All is measured before anything is drawn: of a dozen ways to set hundreds of bars, one is drawn.
    let usual = set_values(chart, USUAL, scribe);
    let mut best = Panels::plan(chart, kind, look, 1, USUAL, &usual, scribe);
    if fits(&best) {
        return best.draw(chart, kind, look, scribe);
    }
    let least = set_values(chart, LEAST, scribe);
    let widest = chart.categories.iter().map(|name| scribe.natural_width(words(name), LEAST)).fold(Pt::ZERO, Pt::max);
    for panels in (1..=PANELS.min(chart.categories.len())).filter(|panels| possible(*panels)) {
        // Where the longest name alone makes the rows too high, nothing is measured, unless it is drawn all the same.
        if !anyhow && least_height(chart, look, panels, widest) > look.max_height {
            continue;
        }
        let plan = Panels::plan(chart, kind, look, panels, LEAST, &least, scribe);
        if fits(&plan) {
            return plan.draw(chart, kind, look, scribe);
        }
        if plan.height < best.height {
            best = plan;
        }
    }
    if anyhow { best.draw(chart, kind, look, scribe) } else { Canvas::default().finish(best.whole_width, best.height) }
}

/// Width of a panel, if there are so many.
fn panel_width(look: Look, panels: usize) -> Pt {
    (look.width - BETWEEN * (panels as f64 - 1.0)) / panels as f64
}

/// A height that rows of names in the smallest size surely have, where one has this width on one line.
fn least_height(chart: &Chart, look: Look, panels: usize, widest: Pt) -> Pt {
    let lines = (widest / (panel_width(look, panels) * NAMES_PART) * FULLEST).floor().max(1.0);
    LEAST * lines * chart.categories.len().div_ceil(panels) as f64
}

fn set_values(chart: &Chart, size: Pt, scribe: &mut Scribe) -> Values {
    let blocks = Grid::new(chart, |value| scribe.line(value_words(value), size));
    Values { blocks, turned: false, direction: Direction::Level }
}

/// Bars or lines in panels, measured.
struct Panels<'v> {
    panels: usize,
    /// Categories of a panel.
    rows: usize,
    numbers: Grid<f64>,
    values: &'v Values,
    names: Vec<Block>,
    names_width: Pt,
    unit: Option<Block>,
    /// Where the panels begin, below the unit.
    top: Pt,
    /// That of the first panel, with all rows.
    plot: Plot,
    /// Of a panel.
    width: Pt,
    whole_width: Pt,
    /// Where the legend begins.
    foot: Pt,
    legend: Legend,
    height: Pt,
}

impl<'v> Panels<'v> {
    fn plan(
        chart: &Chart,
        kind: Cartesian,
        look: Look,
        panels: usize,
        size: Pt,
        values: &'v Values,
        scribe: &mut Scribe,
    ) -> Panels<'v> {
        let room = panel_width(look, panels);
        let rows = chart.categories.len().div_ceil(panels).max(1);
        let numbers = Grid::numbers(chart);
        let names: Vec<Block> =
            chart.categories.iter().map(|name| scribe.forced(words(name), size, room * NAMES_PART)).collect();
        let names_width = names.iter().map(Block::width).fold(Pt::ZERO, Pt::max);
        let unit = unit_text(chart).map(|text| {
            let words = Words { text: &text, span: chart.unit.as_ref().map(|unit| unit.span) };
            scribe.forced(words, USUAL, look.width)
        });
        let top = unit.as_ref().map_or(Pt::ZERO, |unit| unit.height() + GAP);

        let corner = point(names_width + GAP, top);
        let mut plot = finest_plot(chart, kind, &numbers, values, corner, room - names_width - GAP, scribe);
        let slot = kind.level_slot(&plot, &numbers, values, size);
        let highest_name = names.iter().map(Block::height).fold(Pt::ZERO, Pt::max);
        plot.slot = slot.max(highest_name + BETWEEN_NAMES);
        // However narrow the chart is, it does not cut its values off: then it is wider than it may be.
        if !kind.fits(&plot, &numbers, values) {
            plot.length = plot.length.max(values.longest_row(plot.count));
        }
        plot.count = rows;
        let width = room.max(names_width + GAP + plot.length);
        let whole_width = (width + BETWEEN) * panels as f64 - BETWEEN;
        let axis_height =
            draw_axis(&mut Canvas::default(), &plot, names_width + GAP, width - names_width - GAP, scribe);
        let foot = top + plot.breadth() + axis_height;
        let legend = Legend::of_series(chart, whole_width, scribe);
        let height = foot + legend.height();
        Panels {
            panels,
            rows,
            numbers,
            values,
            names,
            names_width,
            unit,
            top,
            plot,
            width,
            whole_width,
            foot,
            legend,
            height,
        }
    }

    fn draw(self, chart: &Chart, kind: Cartesian, look: Look, scribe: &mut Scribe) -> Frame {
        let Panels { rows, names_width, top, width, whole_width, plot, .. } = self;
        let mut canvas = Canvas::default();
        if let Some(unit) = self.unit {
            let room = Rect { left: Pt::ZERO, top: Pt::ZERO, right: whole_width, bottom: unit.height() };
            unit.write(&mut canvas, Turn::Unit, room, Side::Right);
        }
        let mut names = self.names.into_iter().enumerate();
        for panel in 0..self.panels {
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
            draw_axis(&mut canvas, &plot, names_width + GAP, width - names_width - GAP, scribe);
            let values = Values { blocks: self.values.blocks.part(range.clone()), ..*self.values };
            canvas.count_from(first);
            kind.draw(&mut canvas, &plot, &self.numbers.part(range), &values, look.colour);
            canvas.count_from(0);
        }
        self.legend.draw(&mut canvas, self.foot, whole_width, |canvas, index, room| {
            kind.draw_key(canvas, index, room, look.colour);
        });
        canvas.finish(whole_width, self.height)
    }
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
