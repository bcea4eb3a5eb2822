//! Labels around a circle, left and right of it, none over another, with leaders that never cross the circle.

use super::canvas::{Canvas, HAIRLINE, Part, Rect, Turn, on_circle, point, polyline};
use super::frame::Point;
use super::labels::{self, Block};
use super::spread::spread;
use crate::units::Pt;

/// From the circle to where a leader bends, and how much farther each next leader of a crowd bends.
const BEND: Pt = Pt(5.0);
const NESTED: Pt = Pt(2.0);
const MOST_NESTED: Pt = Pt(10.0);
/// From the circle to the labels.
const DISTANCE: Pt = Pt(24.0);
/// From a leader's end to its label.
const GAP: Pt = Pt(2.5);
/// Between labels.
const BETWEEN: Pt = Pt(3.0);
/// Leaders keep this far from the circle.
const CLEAR: Pt = Pt(3.0);
/// A leader goes round the circle in steps of this part of it.
const STEP: f64 = 1.0 / 60.0;

/// The circle.
#[derive(Clone, Copy, Debug)]
pub(super) struct Ring {
    pub(super) centre: Point,
    pub(super) radius: Pt,
}

impl Ring {
    /// The room for labels at a side.
    pub(super) fn side_width(&self) -> Pt {
        self.centre.x - self.radius - DISTANCE - GAP
    }
}

/// A label and the part of the circle that it belongs to, from 12 o'clock.
#[derive(Debug)]
pub(super) struct Callout {
    /// Its place among the categories.
    pub(super) index: usize,
    pub(super) part: f64,
    /// Whether a leader leads there: to no part of the circle none does.
    pub(super) leads: bool,
    pub(super) label: Block,
}

/// A side of the circle.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Side {
    Left,
    Right,
}

impl Side {
    fn of(part: f64) -> Side {
        if part < 0.5 { Side::Right } else { Side::Left }
    }

    /// Height of the labels at this side.
    pub(super) fn height(self, callouts: &[Callout]) -> Pt {
        let own = callouts.iter().filter(|callout| Side::of(callout.part) == self);
        own.map(|callout| callout.label.height() + BETWEEN).sum()
    }
}

/// Draws labels and leaders.
pub(super) fn draw_callouts(canvas: &mut Canvas, callouts: Vec<Callout>, ring: Ring, height: Pt) {
    let (right, left): (Vec<_>, Vec<_>) =
        callouts.into_iter().partition(|callout| Side::of(callout.part) == Side::Right);
    draw_side(canvas, right, Side::Right, ring, height);
    draw_side(canvas, left, Side::Left, ring, height);
}

fn draw_side(canvas: &mut Canvas, mut callouts: Vec<Callout>, side: Side, ring: Ring, height: Pt) {
    // From top to bottom.
    if side == Side::Left {
        callouts.reverse();
    }
    let bend = |callout: &Callout| on_circle(ring.centre, ring.radius + BEND, callout.part);
    let wanted: Vec<(Pt, Pt)> =
        callouts.iter().map(|callout| (bend(callout).y, callout.label.height() + BETWEEN)).collect();
    let starts = spread(&wanted, Pt::ZERO, height);
    let middles: Vec<Pt> = wanted.iter().zip(&starts).map(|((_, length), start)| *start + *length / 2.0).collect();

    // A label that is pushed away has a leader that may go round the circle: then it passes outside of those that lie
    // between.
    let pushed: Vec<i32> = wanted
        .iter()
        .zip(&middles)
        .map(
            |((wanted, _), middle)| {
                if *middle > *wanted + Pt(1.0) { 1 } else { -i32::from(*middle < *wanted - Pt(1.0)) }
            },
        )
        .collect();
    for (at, (callout, middle)) in callouts.into_iter().zip(&middles).enumerate() {
        let way = pushed.get(at).copied().unwrap_or_default();
        let inner = match way {
            0 => 0,
            1 => pushed.iter().skip(at + 1).take_while(|other| **other == way).count(),
            _ => pushed.iter().take(at).rev().take_while(|other| **other == way).count(),
        };
        let bend = BEND + (NESTED * inner as f64).min(MOST_NESTED);

        let (half, offset) = (callout.label.height() / 2.0, ring.radius + DISTANCE);
        let (end, room, align) = match side {
            Side::Right => {
                let x = ring.centre.x + offset;
                let room =
                    Rect { left: x + GAP, top: *middle - half, right: ring.centre.x * 2.0, bottom: *middle + half };
                (point(x, *middle), room, labels::Side::Left)
            }
            Side::Left => {
                let x = ring.centre.x - offset;
                let room = Rect { left: Pt::ZERO, top: *middle - half, right: x - GAP, bottom: *middle + half };
                (point(x, *middle), room, labels::Side::Right)
            }
        };
        if callout.leads {
            canvas.stroke(polyline(&leader(ring, bend, callout.part, end)), HAIRLINE, &[]);
        }
        callout.label.write(canvas, Turn::Category(callout.index, Part::Name), room, align);
    }
}

/// A leader from the circle to a label: out, round the circle as far as it hides the label, then straight.
fn leader(ring: Ring, bend: Pt, part: f64, end: Point) -> Vec<Point> {
    let mut points = vec![on_circle(ring.centre, ring.radius, part), on_circle(ring.centre, ring.radius + bend, part)];
    // 3 o'clock or 9 o'clock, from where every label of the side is seen.
    let towards = if part < 0.5 { 0.25 } else { 0.75 };
    let mut at = part;
    while let Some(last) = points.last()
        && distance(ring.centre, *last, end) < ring.radius + CLEAR
        && (towards - at).abs() > STEP
    {
        at += STEP.copysign(towards - at);
        points.push(on_circle(ring.centre, ring.radius + bend, at));
    }
    points.push(end);
    points
}

/// Distance of a point from a straight line between two others.
fn distance(from: Point, a: Point, b: Point) -> Pt {
    let (dx, dy) = ((b.x - a.x).0, (b.y - a.y).0);
    let (px, py) = ((from.x - a.x).0, (from.y - a.y).0);
    let length = dx * dx + dy * dy;
    let along = if length > 0.0 { ((px * dx + py * dy) / length).clamp(0.0, 1.0) } else { 0.0 };
    Pt(libm::hypot(px - along * dx, py - along * dy))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn leaders_go_round_the_circle() {
        let ring = Ring { centre: point(Pt(100.0), Pt(100.0)), radius: Pt(60.0) };
        for (part, y) in [(0.0, 100.0), (0.01, 10.0), (0.49, 60.0), (0.5, 60.0), (0.75, 100.0), (0.999, 150.0)] {
            let x = if part < 0.5 { 184.0 } else { 16.0 };
            let points = leader(ring, BEND, part, point(Pt(x), Pt(y)));
            for pair in points.windows(2).skip(1) {
                let [a, b] = pair else { panic!("{pair:?}") };
                assert!(distance(ring.centre, *a, *b) >= ring.radius + Pt(2.0), "{part}: {points:?}");
            }
        }
    }

    #[test]
    fn distances() {
        let origin = Point::default();
        assert_eq!(distance(origin, point(Pt(-1.0), Pt(2.0)), point(Pt(1.0), Pt(2.0))), Pt(2.0));
        assert_eq!(distance(origin, point(Pt(3.0), Pt(4.0)), point(Pt(6.0), Pt(8.0))), Pt(5.0));
    }
}
