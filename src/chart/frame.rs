//! A drawing: paths and lines of text. All lengths are points from its top left corner, y downwards.

use crate::text::Line;
use crate::units::Pt;

/// A drawing.
#[derive(Clone, Debug, Default)]
pub(crate) struct Frame {
    /// Its width.
    pub width: Pt,
    /// Its height.
    pub height: Pt,
    /// What it shows, in the order in which it is drawn; texts in the order in which they are read.
    pub marks: Vec<Mark>,
}

impl Frame {
    /// The drawing made as much smaller as it must be, in the middle of a width.
    pub(super) fn fitted(self, width: Pt, max_height: Pt) -> Frame {
        let smaller = |room: Pt, own: Pt| if own > room { room.max(Pt::ZERO) / own } else { 1.0 };
        let factor = smaller(width, self.width).min(smaller(max_height, self.height));
        let left = (width - self.width * factor) / 2.0;
        let marks = self.marks.into_iter().map(|mark| match mark {
            Mark::Shape(shape) => Mark::Shape(shape.scaled(factor, left)),
            Mark::Text(text) => Mark::Text(text.scaled(factor, left)),
        });
        Frame { width, height: self.height * factor, marks: marks.collect() }
    }
}

/// A part of a drawing.
#[derive(Clone, Debug)]
pub(crate) enum Mark {
    /// A path, filled or stroked or both.
    Shape(Shape),
    /// A line of text.
    Text(TextMark),
}

/// A path.
#[derive(Clone, Debug, PartialEq)]
pub struct Shape {
    /// Where it runs.
    pub path: Vec<Segment>,
    /// What fills it (even-odd).
    pub fill: Option<Colour>,
    /// The line along it, always black, or white where one area is set off from another.
    pub stroke: Option<Stroke>,
}

impl Shape {
    /// The same shape, moved.
    pub(crate) fn moved(self, right: Pt, down: Pt) -> Shape {
        self.with_points(|point| Point { x: point.x + right, y: point.y + down })
    }

    fn scaled(mut self, factor: f64, left: Pt) -> Shape {
        self.stroke = self.stroke.map(|stroke| Stroke {
            thickness: stroke.thickness * factor,
            dashes: stroke.dashes.iter().map(|dash| *dash * factor).collect(),
            ..stroke
        });
        self.with_points(|point| point.scaled(factor, left))
    }

    fn with_points(mut self, to: impl Fn(Point) -> Point) -> Shape {
        for segment in &mut self.path {
            *segment = match *segment {
                Segment::Move(end) => Segment::Move(to(end)),
                Segment::Line(end) => Segment::Line(to(end)),
                Segment::Curve(first, second, end) => Segment::Curve(to(first), to(second), to(end)),
                Segment::Close => Segment::Close,
            };
        }
        self
    }
}

/// A part of a path.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Segment {
    /// Begins anew at a point.
    Move(Point),
    /// A straight line.
    Line(Point),
    /// A cubic Bézier curve: two control points and its end.
    Curve(Point, Point, Point),
    /// A straight line back to where it began.
    Close,
}

/// A point.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Point {
    /// From the left edge.
    pub x: Pt,
    /// From the top edge.
    pub y: Pt,
}

impl Point {
    fn scaled(self, factor: f64, left: Pt) -> Point {
        Point { x: left + self.x * factor, y: self.y * factor }
    }
}

/// A colour, sRGB.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Colour {
    /// Red.
    pub r: u8,
    /// Green.
    pub g: u8,
    /// Blue.
    pub b: u8,
}

impl Colour {
    /// Black.
    pub(crate) const BLACK: Colour = Colour { r: 0, g: 0, b: 0 };
    /// White.
    pub(crate) const WHITE: Colour = Colour { r: 255, g: 255, b: 255 };
}

/// The line along a path.
#[derive(Clone, Debug, PartialEq)]
pub struct Stroke {
    /// Its thickness.
    pub thickness: Pt,
    /// Its colour.
    pub colour: Colour,
    /// Lengths of its dashes and gaps in turn; a line without gaps if empty.
    pub dashes: Vec<Pt>,
}

/// A line of text.
#[derive(Clone, Debug)]
pub(crate) struct TextMark {
    /// Its glyphs.
    pub line: Line,
    /// Where its left edge meets its baseline.
    pub origin: Point,
    /// Whether it is turned a quarter to the left about its origin, so that it is read upwards.
    pub turned: bool,
}

impl TextMark {
    fn scaled(mut self, factor: f64, left: Pt) -> TextMark {
        self.origin = self.origin.scaled(factor, left);
        self.line.right = self.line.right * factor;
        for glyph in &mut self.line.glyphs {
            glyph.size = glyph.size * factor;
            glyph.x = glyph.x * factor;
            glyph.rise = glyph.rise * factor;
        }
        self
    }
}
