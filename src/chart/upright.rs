//! Bars and lines that stand upright: values rise, categories follow one another from left to right.

use super::canvas::{Canvas, HAIRLINE, Part, RULE, Rect, Turn, point};
use super::cartesian::Cartesian;
use super::data::{Grid, unit_text, value_words, words};
use super::frame::Frame;
use super::labels::{Block, LEAST, Scribe, Side, USUAL, Words};
use super::legend::Legend;
use super::plot::{Direction, Plot, Values};
use super::scale::{Extent, Scale};
use super::{Chart, Look};
use crate::units::Pt;

/// Steps of the scale at most.
const STEPS: usize = 5;
/// Height of the scale, in widths of the chart, and its limits.
const SCALE_HEIGHT: f64 = 0.31;
const SCALE_LIMITS: (Pt, Pt) = (Pt(80.0), Pt(140.0));
/// Steps are at least so high.
const LEAST_STEP: Pt = Pt(16.0);
/// Numbers at the axis take this part of the width at most; values stand at bars and points anyway.
const AXIS_PART: f64 = 0.28;
/// Between numbers and axis, names and axis, unit and scale.
const GAP: Pt = Pt(4.0);
/// Between one name and the next.
const BETWEEN_NAMES: Pt = Pt(4.0);
/// Lines of a name at most, and its characters in a line at least.
const NAME_LINES: usize = 4;
const NAME_CHARACTERS: f64 = 3.0;
/// Length of a name that is turned.
const TURNED_NAME: Pt = Pt(92.0);
/// Below a point on the axis, for its marker.
const MARKER_ROOM: Pt = Pt(3.0);
/// Dots of grid lines.
const DOTS: &[Pt] = &[Pt(0.75), Pt(2.25)];

/// A chart that stands upright.
pub(super) struct Upright {
    pub(super) frame: Frame,
    /// Whether names or values are turned.
    pub(super) turned: bool,
}

/// Draws bars or lines upright; `None` if names or values have no room however they are set, or the whole is too high.
pub(super) fn draw(chart: &Chart, kind: Cartesian, look: Look, scribe: &mut Scribe) -> Option<Upright> {
    let numbers = Grid::numbers(chart);
    let extent = kind.extent(chart, &numbers);
    let height = (look.width * SCALE_HEIGHT).max(SCALE_LIMITS.0).min(SCALE_LIMITS.1);
    let scale = Scale::new(extent, STEPS.min((height / LEAST_STEP) as usize));
    let axis = axis_numbers(&scale, look.width, scribe);
    let axis_width = axis.iter().map(|block| block.width() + GAP).fold(Pt::ZERO, Pt::max);
    let count = chart.categories.len().max(1);
    let slot = (look.width - axis_width) / count as f64;

    let names = Names::set(chart, slot, scribe)?;
    let unit = unit_text(chart).map(|text| {
        let words = Words { text: &text, span: chart.unit.as_ref().map(|unit| unit.span) };
        scribe.forced(words, USUAL, look.width)
    });
    let top = unit.as_ref().map_or(Pt::ZERO, |unit| unit.height() + GAP);
    let plot_for = |values: &Values| {
        let (before, after) = ends(kind, extent, values);
        let corner = point(axis_width, top);
        let direction = Direction::Upright;
        Plot { direction, corner, slot, count, length: height + before + after, before, after, scale: scale.clone() }
    };
    let ways = [(USUAL, false), (LEAST, false), (USUAL, true), (LEAST, true)];
    let (values, plot) = ways.into_iter().find_map(|(size, turned)| {
        let blocks = Grid::new(chart, |value| scribe.line(value_words(value), size));
        let values = Values { blocks, turned, direction: Direction::Upright };
        let plot = plot_for(&values);
        kind.fits(&plot, &numbers, &values).then_some((values, plot))
    })?;

    let foot = plot.corner.y + plot.length + GAP;
    let names_foot = foot + names.height();
    let legend = Legend::of_series(chart, look.width, scribe);
    let height = names_foot + legend.height();
    // Nothing is drawn that is then thrown away.
    if height > look.max_height {
        return None;
    }

    let mut canvas = Canvas::default();
    if let Some(unit) = unit {
        let room = Rect { left: Pt::ZERO, top: Pt::ZERO, right: look.width, bottom: unit.height() };
        unit.write(&mut canvas, Turn::Unit, room, Side::Left);
    }
    draw_axis(&mut canvas, &plot, axis);
    kind.draw(&mut canvas, &plot, &numbers, &values, look.colour);
    let turned = values.turned || names.turned;
    names.draw(&mut canvas, &plot, foot);
    legend.draw(&mut canvas, names_foot, look.width, |canvas, index, room| {
        kind.draw_key(canvas, index, room, look.colour);
    });
    Some(Upright { frame: canvas.finish(look.width, height), turned })
}

/// What is kept free below and above the scale.
fn ends(kind: Cartesian, extent: Extent, values: &Values) -> (Pt, Pt) {
    let room = kind.reserve(values);
    let foot = if kind.has_markers() { MARKER_ROOM } else { Pt::ZERO };
    // No number at the axis stands higher than half its size above the scale.
    let head = USUAL / 2.0;
    (if extent.below() { room } else { foot }, if extent.above() { room.max(head) } else { head })
}

/// The numbers at the axis, as small as need be; none where they would take too much of the width.
fn axis_numbers(scale: &Scale, width: Pt, scribe: &mut Scribe) -> Vec<Block> {
    let sizes = [USUAL, LEAST].into_iter();
    let mut set = sizes.map(|size| {
        let mut line = |text| scribe.line(Words { text, span: None }, size);
        scale.ticks.iter().map(|tick| line(&tick.text)).collect::<Vec<Block>>()
    });
    set.find(|blocks| blocks.iter().all(|block| block.width() + GAP <= width * AXIS_PART)).unwrap_or_default()
}

/// Draws grid lines with their numbers, and the line of zero.
fn draw_axis(canvas: &mut Canvas, plot: &Plot, numbers: Vec<Block>) {
    let mut numbers = numbers.into_iter();
    for tick in &plot.scale.ticks {
        let reach = plot.reach(tick.value);
        let (left, right) = (plot.at(Pt::ZERO, reach), plot.at(plot.breadth(), reach));
        if tick.value == 0.0 {
            canvas.rule(left, right, RULE, &[]);
        } else {
            canvas.rule(left, right, HAIRLINE, DOTS);
        }
        if let Some(block) = numbers.next() {
            let (top, bottom) = (left.y - block.height() / 2.0, left.y + block.height() / 2.0);
            let room = Rect { left: Pt::ZERO, top, right: left.x - GAP, bottom };
            block.write(canvas, Turn::Axis, room, Side::Right);
        }
    }
}

/// The names of categories, below the plot.
struct Names {
    blocks: Vec<Block>,
    turned: bool,
}

impl Names {
    /// Names on one line, else broken over a few, else turned; `None` if neither has room.
    fn set(chart: &Chart, slot: Pt, scribe: &mut Scribe) -> Option<Names> {
        let one_line = [(USUAL, false, 1), (LEAST, false, 1)];
        let ways = [(USUAL, false, NAME_LINES), (LEAST, false, NAME_LINES), (USUAL, true, 0), (LEAST, true, 0)];
        one_line.into_iter().chain(ways).find_map(|(size, turned, lines)| {
            let set = chart.categories.iter().map(|name| {
                let block = if turned {
                    scribe.broken(words(name), size, TURNED_NAME)?
                } else {
                    scribe.broken(words(name), size, slot - BETWEEN_NAMES)?
                };
                let fits = if turned {
                    block.height() <= slot
                } else {
                    let has_characters = slot - BETWEEN_NAMES >= size * NAME_CHARACTERS;
                    block.line_count() <= lines && (block.line_count() <= 1 || has_characters)
                };
                fits.then_some(block)
            });
            Some(Names { blocks: set.collect::<Option<Vec<Block>>>()?, turned })
        })
    }

    /// How high they are.
    fn height(&self) -> Pt {
        let extent = |block: &Block| if self.turned { block.width() } else { block.height() };
        self.blocks.iter().map(extent).fold(Pt::ZERO, Pt::max)
    }

    /// Draws the names.
    fn draw(self, canvas: &mut Canvas, plot: &Plot, top: Pt) {
        let height = self.height();
        for (category, block) in self.blocks.into_iter().enumerate() {
            let left = plot.corner.x + plot.start(category);
            let turn = Turn::Category(category, Part::Name);
            // In the middle of the slot, at its top.
            let bottom = top + if self.turned { height } else { block.height() };
            let room = Rect { left, top, right: left + plot.slot, bottom };
            if self.turned {
                block.write_turned(canvas, turn, room, Side::Right);
            } else {
                block.write(canvas, turn, room, Side::Centre);
            }
        }
    }
}
