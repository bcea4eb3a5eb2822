//! A drawing in the making: shapes in the order in which they are drawn, texts sorted into the order in which they are
//! read.

use std::f64::consts::PI;

use super::frame::{Colour, Frame, Mark, Point, Segment, Shape, Stroke, TextMark};
use crate::text::Line;
use crate::units::Pt;

/// Thickness of axes and of the outline of areas.
pub(super) const RULE: Pt = Pt(0.5);
/// Thickness of grid lines and leaders.
pub(super) const HAIRLINE: Pt = Pt(0.25);

/// What part of the reading a text belongs to. Categories are read one after another, each with its values.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Turn {
    Unit,
    Axis,
    Category(usize, Part),
    Legend,
}

/// What is read of a category: its name, then its values, by series.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Part {
    Name,
    Value(usize),
}

/// A drawing in the making.
#[derive(Debug, Default)]
pub(super) struct Canvas {
    shapes: Vec<Shape>,
    texts: Vec<(Turn, TextMark)>,
    /// Categories are counted from here.
    first: usize,
}

impl Canvas {
    /// A path; without fill or stroke it leaves no trace.
    pub(super) fn shape(&mut self, path: Vec<Segment>, fill: Option<Colour>, stroke: Option<Stroke>) {
        if !path.is_empty() && (fill.is_some() || stroke.is_some()) {
            self.shapes.push(Shape { path, fill, stroke });
        }
    }

    /// A path stroked in black.
    pub(super) fn stroke(&mut self, path: Vec<Segment>, thickness: Pt, dashes: &[Pt]) {
        let stroke = Stroke { thickness, colour: Colour::BLACK, dashes: dashes.to_vec() };
        self.shape(path, None, Some(stroke));
    }

    /// A straight black line.
    pub(super) fn rule(&mut self, from: Point, to: Point, thickness: Pt, dashes: &[Pt]) {
        self.stroke(vec![Segment::Move(from), Segment::Line(to)], thickness, dashes);
    }

    /// Counts the categories of the texts that follow from another one.
    pub(super) fn count_from(&mut self, first: usize) {
        self.first = first;
    }

    /// A line of text.
    pub(super) fn text(&mut self, turn: Turn, line: Line, origin: Point, turned: bool) {
        let turn = match turn {
            Turn::Category(category, part) => Turn::Category(self.first.saturating_add(category), part),
            turn => turn,
        };
        self.texts.push((turn, TextMark { line, origin, turned }));
    }

    /// The finished drawing.
    pub(super) fn finish(mut self, width: Pt, height: Pt) -> Frame {
        self.texts.sort_by_key(|(turn, _)| *turn);
        let texts = self.texts.into_iter().map(|(_, text)| Mark::Text(text));
        Frame { width, height, marks: self.shapes.into_iter().map(Mark::Shape).chain(texts).collect() }
    }
}

/// A point.
pub(super) fn point(x: Pt, y: Pt) -> Point {
    Point { x, y }
}

/// An upright rectangle.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(super) struct Rect {
    pub(super) left: Pt,
    pub(super) top: Pt,
    pub(super) right: Pt,
    pub(super) bottom: Pt,
}

impl Rect {
    /// The rectangle between two opposite corners.
    pub(super) fn between(a: Point, b: Point) -> Rect {
        Rect { left: a.x.min(b.x), top: a.y.min(b.y), right: a.x.max(b.x), bottom: a.y.max(b.y) }
    }

    pub(super) fn width(&self) -> Pt {
        self.right - self.left
    }

    pub(super) fn height(&self) -> Pt {
        self.bottom - self.top
    }

    pub(super) fn centre(&self) -> Point {
        point((self.left + self.right) / 2.0, (self.top + self.bottom) / 2.0)
    }

    pub(super) fn corners(&self) -> [Point; 4] {
        [
            point(self.left, self.top),
            point(self.right, self.top),
            point(self.right, self.bottom),
            point(self.left, self.bottom),
        ]
    }

    pub(super) fn path(&self) -> Vec<Segment> {
        polygon(&self.corners())
    }

    /// How far two rectangles lie over one another, as an area in pt².
    pub(super) fn overlap(&self, other: &Rect) -> f64 {
        let width = self.right.min(other.right) - self.left.max(other.left);
        let height = self.bottom.min(other.bottom) - self.top.max(other.top);
        width.max(Pt::ZERO).0 * height.max(Pt::ZERO).0
    }
}

/// A closed path along some points.
pub(super) fn polygon(points: &[Point]) -> Vec<Segment> {
    let mut path = polyline(points);
    if !path.is_empty() {
        path.push(Segment::Close);
    }
    path
}

/// An open path along some points.
pub(super) fn polyline(points: &[Point]) -> Vec<Segment> {
    let Some((first, rest)) = points.split_first() else { return Vec::new() };
    std::iter::once(Segment::Move(*first)).chain(rest.iter().map(|point| Segment::Line(*point))).collect()
}

/// The point of a circle at a part of it, from 12 o'clock clockwise.
pub(super) fn on_circle(centre: Point, radius: Pt, part: f64) -> Point {
    let angle = part * 2.0 * PI;
    point(centre.x + radius * libm::sin(angle), centre.y - radius * libm::cos(angle))
}

/// Distance of the control points of a quarter of a circle, in radii.
const QUARTER: f64 = 0.552_284_749_830_793;

/// A full circle, from its top clockwise.
pub(super) fn circle(centre: Point, radius: Pt) -> Vec<Segment> {
    let at = |x: f64, y: f64| point(centre.x + radius * x, centre.y + radius * y);
    let q = QUARTER;
    vec![
        Segment::Move(at(0.0, -1.0)),
        Segment::Curve(at(q, -1.0), at(1.0, -q), at(1.0, 0.0)),
        Segment::Curve(at(1.0, q), at(q, 1.0), at(0.0, 1.0)),
        Segment::Curve(at(-q, 1.0), at(-1.0, q), at(-1.0, 0.0)),
        Segment::Curve(at(-1.0, -q), at(-q, -1.0), at(0.0, -1.0)),
        Segment::Close,
    ]
}
