//! Points joined by lines, each with its value where it hides least.

use super::canvas::{Canvas, Part, Rect, Turn, polyline};
use super::data::Grid;
use super::frame::Point;
use super::labels::{Block, Side};
use super::palette::{MARKER, draw_line, draw_marker, fill};
use super::plot::{Direction, Plot, Values};
use super::spread::spread;
use crate::units::Pt;

/// Between a point and its value.
const GAP: Pt = Pt(3.2);
/// Between the values of neighbouring points.
const BESIDE: Pt = Pt(2.0);
/// A value that cannot stand at its point moves away in steps of this length.
const STEP: Pt = Pt(3.0);
const MOST_STEPS: f64 = 300.0;

// The prices of a place: a pt of line that it hides, a pt² of marker, a pt of distance from its point, the side where
// the line turns to.
const HIDDEN_LINE: f64 = 2.0;
const HIDDEN_MARKER: f64 = 3.0;
const DISTANCE: f64 = 1.0;
const WRONG_SIDE: f64 = 3.0;

/// Whether every value has room at its point or off it.
pub(super) fn fits(plot: &Plot, values: &Values) -> bool {
    let beside = if values.turned || plot.direction == Direction::Level { Pt::ZERO } else { BESIDE };
    values.longest().0 + beside <= plot.slot && values.longest_row(plot.count) <= plot.length
}

/// The slot that gives every value of a size its line, where categories follow one another downwards.
pub(super) fn level_slot(size: Pt) -> Pt {
    size * 1.25
}

/// What is kept free beyond a point for its value.
pub(super) fn reserve(values: &Values) -> Pt {
    values.longest().1 + GAP + BESIDE
}

/// Draws lines with their values.
pub(super) fn draw(canvas: &mut Canvas, plot: &Plot, numbers: &Grid<f64>, values: &Values, colour: bool) {
    let at = |series: usize, category: usize| {
        let number = numbers.get(series, category)?;
        Some(plot.at(plot.middle(category), plot.reach(*number)))
    };
    for series in 0..numbers.series() {
        let points: Vec<Option<Point>> = (0..plot.count).map(|category| at(series, category)).collect();
        // A gap where there is no figure.
        for run in points.split(Option::is_none).filter(|run| run.len() > 1) {
            let run: Vec<Point> = run.iter().flatten().copied().collect();
            draw_line(canvas, series, polyline(&run));
        }
    }
    let mut grounds = Vec::new();
    let mut texts = Vec::new();
    for category in 0..plot.count {
        for label in place_column(plot, numbers, values, category) {
            if label.hides {
                grounds.push(label.room);
            }
            texts.push((category, label));
        }
    }
    grounds.into_iter().for_each(|room| Block::clear(canvas, room));
    for series in 0..numbers.series() {
        for point in (0..plot.count).filter_map(|category| at(series, category)) {
            draw_marker(canvas, fill(series, colour), point);
        }
    }
    for (category, label) in texts {
        values.write(
            label.block,
            canvas,
            Turn::Category(category, Part::Value(label.series)),
            label.room,
            Side::Centre,
        );
    }
}

/// A value in its place.
struct Label<'a> {
    series: usize,
    block: &'a Block,
    room: Rect,
    /// Whether it stands on a line, be it one of the grid.
    hides: bool,
}

/// Places the values of a category: in the order of their points, none over another, and of all such ways the one that
/// hides least. In the end in the order of the series.
fn place_column<'a>(plot: &Plot, numbers: &Grid<f64>, values: &'a Values, category: usize) -> Vec<Label<'a>> {
    let surroundings = Surroundings::new(plot, numbers, category);
    let mut points: Vec<(usize, Pt, &Block)> = (0..numbers.series())
        .filter_map(|series| {
            let reach = plot.reach(*numbers.get(series, category)?);
            Some((series, reach, values.blocks.get(series, category)?))
        })
        .collect();
    points.sort_by(|a, b| a.1.0.total_cmp(&b.1.0));
    let middle = plot.middle(category);
    let room_of = |block: &Block, start: Pt| {
        let (wide, long) = values.extent(block);
        plot.area((middle - wide / 2.0, middle + wide / 2.0), (start, start + long))
    };

    let mut rows: Vec<Vec<Candidate>> = Vec::new();
    for (series, reach, block) in &points {
        let long = values.extent(block).1;
        let after_first = !surroundings.bends_up(*series);
        let steps = (plot.length / STEP).ceil().clamp(0.0, MOST_STEPS) as usize;
        let sides = (0..=steps).flat_map(|step| {
            let off = GAP + STEP * step as f64;
            [(*reach + off, true, off), (*reach - off - long, false, off)]
        });
        let within = sides.filter(|(start, ..)| *start >= Pt::ZERO && *start + long <= plot.length);
        let before = rows.last().map(|row| CheapestBefore::new(row));
        let row = within.filter_map(|(start, after, off)| {
            let side = if after == after_first { 0.0 } else { WRONG_SIDE };
            let price = side + (off - GAP).0 * DISTANCE + surroundings.hidden(&room_of(block, start));
            let (price_before, from) = match &before {
                None => (0.0, 0),
                Some(before) => before.cheapest(|end| end + values.between() <= start)?,
            };
            Some(Candidate { start, end: start + long, price: price + price_before, from })
        });
        let row = row.collect();
        rows.push(row);
    }

    let starts = cheapest(&rows).unwrap_or_else(|| {
        let wanted = points.iter().map(|(_, reach, block)| (*reach, values.extent(block).1 + values.between()));
        spread(&wanted.collect::<Vec<_>>(), Pt::ZERO, plot.length)
    });
    let label = |((series, _, block), start): (&(usize, Pt, &'a Block), Pt)| {
        let room = room_of(block, start);
        Label { series: *series, block, room, hides: surroundings.is_on_line(&room) }
    };
    let mut placed: Vec<Label> = points.iter().zip(starts).map(label).collect();
    placed.sort_by_key(|label| label.series);
    placed
}

/// A place that a value could have, and the best one for the value before it.
struct Candidate {
    start: Pt,
    end: Pt,
    /// Of this place and all before it.
    price: f64,
    from: usize,
}

/// The candidates of a row by their ends, each with the cheapest of those that end no later: the next row asks once for
/// each of its own candidates.
struct CheapestBefore(Vec<(Pt, f64, usize)>);

impl CheapestBefore {
    fn new(row: &[Candidate]) -> CheapestBefore {
        let mut by_end: Vec<(Pt, f64, usize)> =
            row.iter().enumerate().map(|(at, candidate)| (candidate.end, candidate.price, at)).collect();
        by_end.sort_by(|a, b| a.0.0.total_cmp(&b.0.0));
        let mut best: Option<(f64, usize)> = None;
        for (_, price, at) in &mut by_end {
            let is_better = |known: &(f64, usize)| price.total_cmp(&known.0).then((*at).cmp(&known.1)).is_lt();
            let cheapest = best.filter(|known| !is_better(known)).unwrap_or((*price, *at));
            best = Some(cheapest);
            (*price, *at) = cheapest;
        }
        CheapestBefore(by_end)
    }

    /// Price and place of the cheapest, the first of several, whose end leaves room; what leaves it to a later end
    /// leaves it to an earlier one.
    fn cheapest(&self, leaves_room: impl Fn(Pt) -> bool) -> Option<(f64, usize)> {
        let behind = self.0.partition_point(|(end, ..)| leaves_room(*end));
        self.0.get(behind.checked_sub(1)?).map(|(_, price, at)| (*price, *at))
    }
}

/// Where each value begins on the cheapest way through the rows; `None` if one of them has no place.
fn cheapest(rows: &[Vec<Candidate>]) -> Option<Vec<Pt>> {
    let Some(last) = rows.last() else { return Some(Vec::new()) };
    let mut next = last.iter().min_by(|a, b| a.price.total_cmp(&b.price))?;
    let mut starts = vec![next.start];
    for row in rows.iter().rev().skip(1) {
        next = row.get(next.from)?;
        starts.push(next.start);
    }
    starts.reverse();
    Some(starts)
}

/// What a value in a column could hide, and where lines go from there.
struct Surroundings {
    markers: Vec<Rect>,
    segments: Vec<(Point, Point)>,
    grid: Vec<(Point, Point)>,
    /// Of each series, whether the line bends upwards at its point, so that its value is better off below.
    bends_up: Vec<bool>,
}

impl Surroundings {
    fn new(plot: &Plot, numbers: &Grid<f64>, category: usize) -> Surroundings {
        // The line of zero is in the way too.
        let (zero, start) = (plot.reach(0.0), plot.start(category));
        let axis = (plot.at(start, zero), plot.at(start + plot.slot, zero));
        let reach = |series, category| numbers.get(series, category).map(|number| plot.reach(*number));
        // Grid lines stand where bars and lines do; the ground below a value interrupts them.
        let ticks = plot.scale.ticks.iter().map(|tick| plot.reach(tick.value));
        let grid = ticks.map(|reach| (plot.at(start, reach), plot.at(start + plot.slot, reach))).collect();
        let mut found = Surroundings { markers: Vec::new(), segments: vec![axis], grid, bends_up: Vec::new() };
        for series in 0..numbers.series() {
            let here = reach(series, category);
            let before = category.checked_sub(1).and_then(|before| reach(series, before).map(|reach| (before, reach)));
            let after = reach(series, category + 1).map(|reach| (category + 1, reach));
            if let Some(here) = here {
                let middle = plot.middle(category);
                found.markers.push(plot.area((middle - MARKER, middle + MARKER), (here - MARKER, here + MARKER)));
                let from = plot.at(middle, here);
                let lines = [before, after].into_iter().flatten();
                found.segments.extend(lines.map(|(other, reach)| (from, plot.at(plot.middle(other), reach))));
            }
            let rise = |other: Option<(usize, Pt)>| match (other, here) {
                (Some((_, other)), Some(here)) => other - here,
                _ => Pt::ZERO,
            };
            found.bends_up.push(rise(before) + rise(after) > Pt(0.5));
        }
        found
    }

    fn bends_up(&self, series: usize) -> bool {
        self.bends_up.get(series).copied().unwrap_or_default()
    }

    fn hidden(&self, room: &Rect) -> f64 {
        let markers: f64 = self.markers.iter().map(|marker| marker.overlap(room)).sum();
        let lines: f64 = self.segments.iter().map(|line| inside(*line, room)).sum();
        markers * HIDDEN_MARKER + lines * HIDDEN_LINE
    }

    fn is_on_line(&self, room: &Rect) -> bool {
        self.segments.iter().chain(&self.grid).any(|line| inside(*line, room) > 0.0)
    }
}

/// Length of the part of a line that lies within a rectangle (Liang and Barsky).
fn inside((from, to): (Point, Point), room: &Rect) -> f64 {
    let (dx, dy) = ((to.x - from.x).0, (to.y - from.y).0);
    let (mut first, mut last) = (0.0_f64, 1.0_f64);
    for (step, room) in [
        (-dx, (from.x - room.left).0),
        (dx, (room.right - from.x).0),
        (-dy, (from.y - room.top).0),
        (dy, (room.bottom - from.y).0),
    ] {
        if step == 0.0 {
            if room < 0.0 {
                return 0.0;
            }
        } else if step < 0.0 {
            first = first.max(room / step);
        } else {
            last = last.min(room / step);
        }
    }
    // Most lines pass it by.
    if last <= first { 0.0 } else { (last - first) * libm::hypot(dx, dy) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::chart::canvas::point;

    #[test]
    fn the_cheapest_before_is_the_first_of_all_that_leave_room() {
        let candidate = |end: f64, price: f64| Candidate { start: Pt(0.0), end: Pt(end), price, from: 0 };
        let row =
            [candidate(5.0, 2.0), candidate(3.0, 4.0), candidate(1.0, 4.0), candidate(9.0, 1.0), candidate(4.0, 2.0)];
        let before = CheapestBefore::new(&row);
        for most in [0.0, 1.0, 3.0, 4.5, 5.0, 8.0, 9.0] {
            let free = row.iter().enumerate().filter(|(_, candidate)| candidate.end.0 <= most);
            let best = free.min_by(|(_, a), (_, b)| a.price.total_cmp(&b.price));
            let expected = best.map(|(at, candidate)| (candidate.price, at));
            assert_eq!(before.cheapest(|end| end.0 <= most), expected, "{most}");
        }
    }

    #[test]
    fn lines_within_a_rectangle() {
        let room = Rect { left: Pt(0.0), top: Pt(0.0), right: Pt(4.0), bottom: Pt(3.0) };
        let line = |ax, ay, bx, by| inside((point(Pt(ax), Pt(ay)), point(Pt(bx), Pt(by))), &room);
        assert_eq!(line(-4.0, -3.0, 8.0, 6.0), 5.0);
        assert_eq!(line(1.0, 1.0, 1.0, 10.0), 2.0);
        assert_eq!(line(5.0, 0.0, 5.0, 3.0), 0.0);
    }
}
