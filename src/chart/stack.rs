//! Bars on top of one another. A value stands on its part; where parts are too thin, it stands in a lane beside the bar
//! and a leader shows where it belongs.

use super::canvas::{Canvas, HAIRLINE, Part, Turn};
use super::data::Grid;
use super::labels::{Block, Side};
use super::palette::fill;
use super::plot::{Plot, Values};
use super::spread::spread;
use crate::units::Pt;

/// What part of its slot a bar takes where all values stand on it.
const BAR: f64 = 0.66;
/// The widest bar, and the thinnest.
const WIDEST: Pt = Pt(44.0);
const THINNEST: Pt = Pt(10.0);
/// Room around a value on its part.
const MARGIN: Pt = Pt(1.5);
/// What part of its part a value covers at most, so that its tone is still seen.
const MOST_COVERED: f64 = 0.6;
/// Length of a leader.
const LEADER: Pt = Pt(5.0);
/// Between a lane and the next bar.
const AFTER_LANE: Pt = Pt(4.0);

/// How a slot is shared.
struct Share {
    bar: Pt,
    /// No lane where it is zero.
    lane: Pt,
}

fn share_out(plot: &Plot, numbers: &Grid<f64>, values: &Values) -> Share {
    let bar = (plot.slot * BAR).min(WIDEST);
    let mut stacks = (0..plot.count).flat_map(|category| parts_of(plot, numbers, values, category));
    if stacks.all(|part| part.is_on(bar)) {
        return Share { bar, lane: Pt::ZERO };
    }
    let lane = LEADER + values.longest().0;
    Share { bar: (plot.slot - lane - AFTER_LANE).min(WIDEST), lane }
}

/// A part of a bar.
struct Stacked<'a> {
    series: usize,
    reach: (Pt, Pt),
    block: &'a Block,
    /// How far its value reaches along the categories and along the scale.
    extent: (Pt, Pt),
}

impl Stacked<'_> {
    /// Whether its value has room on it.
    fn is_on(&self, bar: Pt) -> bool {
        let long = (self.reach.1 - self.reach.0).max(self.reach.0 - self.reach.1);
        let (wide, high) = self.extent;
        let leaves_tone = wide.0 * high.0 <= bar.0 * long.0 * MOST_COVERED;
        wide + MARGIN * 2.0 <= bar && high + MARGIN * 2.0 <= long && leaves_tone
    }

    fn middle(&self) -> Pt {
        (self.reach.0 + self.reach.1) / 2.0
    }
}

fn parts_of<'a>(plot: &Plot, numbers: &Grid<f64>, values: &'a Values, category: usize) -> Vec<Stacked<'a>> {
    let part = |(series, from, to): (usize, f64, f64)| {
        let block = values.blocks.get(series, category)?;
        Some(Stacked { series, reach: (plot.reach(from), plot.reach(to)), block, extent: values.extent(block) })
    };
    numbers.stack(category).into_iter().filter_map(part).collect()
}

/// Whether every value has room on its part or beside it.
pub(super) fn fits(plot: &Plot, numbers: &Grid<f64>, values: &Values) -> bool {
    let share = share_out(plot, numbers, values);
    share.bar >= THINNEST
        && (0..plot.count).all(|category| {
            let parts = parts_of(plot, numbers, values, category);
            let beside = parts.iter().filter(|part| !part.is_on(share.bar));
            beside.map(|part| part.extent.1 + values.between()).sum::<Pt>() <= plot.length
        })
}

/// The slot that gives a bar and its values room where bars lie level: with a lane, or without where the values of this
/// plot do not need one.
pub(super) fn level_slot(plot: &Plot, numbers: &Grid<f64>, values: &Values, size: Pt) -> Pt {
    let bar = size + MARGIN * 2.0;
    let bare = bar / BAR + Pt(0.1);
    let share = share_out(&Plot { slot: bare, scale: plot.scale.clone(), ..*plot }, numbers, values);
    if share.lane > Pt::ZERO { bar + Pt(0.1) + LEADER + size + AFTER_LANE } else { bare }
}

/// What is kept free beyond a bar: half a value in a lane.
pub(super) fn reserve(values: &Values) -> Pt {
    values.longest().1 / 2.0
}

/// Draws bars with their values.
pub(super) fn draw(canvas: &mut Canvas, plot: &Plot, numbers: &Grid<f64>, values: &Values, colour: bool) {
    let share = share_out(plot, numbers, values);
    for category in 0..plot.count {
        // In the middle of the slot, as far as that leaves room for the lane.
        let last = plot.start(category + 1) - AFTER_LANE - share.lane - share.bar;
        let centred = plot.middle(category) - share.bar / 2.0;
        let left = if share.lane > Pt::ZERO { centred.min(last) } else { centred };
        let right = left + share.bar;
        let turn = |part: &Stacked| Turn::Category(category, Part::Value(part.series));
        let mut beside = Vec::new();
        for part in parts_of(plot, numbers, values, category) {
            fill(part.series, colour).paint_rect(canvas, plot.area((left, right), part.reach));
            if part.is_on(share.bar) {
                let (wide, long) = part.extent;
                let (x, y) = ((left + right) / 2.0, part.middle());
                let room = plot.area((x - wide / 2.0, x + wide / 2.0), (y - long / 2.0, y + long / 2.0));
                Block::clear(canvas, room);
                values.write(part.block, canvas, turn(&part), room, Side::Centre);
            } else {
                beside.push(part);
            }
        }

        beside.sort_by(|a, b| a.middle().0.total_cmp(&b.middle().0));
        let wanted: Vec<(Pt, Pt)> =
            beside.iter().map(|part| (part.middle(), part.extent.1 + values.between())).collect();
        for (part, start) in beside.iter().zip(spread(&wanted, Pt::ZERO, plot.length)) {
            let near = right + LEADER;
            let start = start + values.between() / 2.0;
            let reach = (start, start + part.extent.1);
            let room = plot.area((near, near + part.extent.0), reach);
            let middle = (reach.0 + reach.1) / 2.0;
            Block::clear(canvas, room);
            canvas.rule(plot.at(right, part.middle()), plot.at(near - MARGIN, middle), HAIRLINE, &[]);
            values.write(part.block, canvas, turn(part), room, Side::Centre);
        }
    }
}
