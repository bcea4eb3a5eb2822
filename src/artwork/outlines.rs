//! The outlines of glyphs, as paths of a drawing.

use std::collections::HashMap;

use ttf_parser::{Face, GlyphId, OutlineBuilder};

use crate::chart::{Point, Segment, TextMark};
use crate::text::{FaceId, Faces, LineGlyph};
use crate::units::Pt;

/// Draws glyphs, each face read once.
pub(super) struct Outlines<'f> {
    faces: &'f Faces,
    read: HashMap<FaceId, Option<Face<'f>>>,
}

impl<'f> Outlines<'f> {
    pub(super) fn new(faces: &'f Faces) -> Outlines<'f> {
        Outlines { faces, read: HashMap::new() }
    }

    /// The outlines of a line of text where it stands.
    pub(super) fn line(&mut self, mark: &TextMark) -> Vec<Segment> {
        let mut path = Vec::new();
        for LineGlyph { face, size, id, x, rise, .. } in &mark.line.glyphs {
            let own = self.faces.get(*face);
            let read = self.read.entry(*face).or_insert_with(|| Face::parse(&own.data, own.index).ok());
            let Some(read) = read else { continue };
            let scale = size.0 / own.units_per_em();
            let pen = Point { x: *x, y: -*rise };
            read.outline_glyph(
                GlyphId(*id),
                &mut Outline { path: &mut path, scale, pen, mark, last: Point::default() },
            );
        }
        path
    }
}

/// An outline on its way to a path, in a face's units, upwards.
struct Outline<'a> {
    path: &'a mut Vec<Segment>,
    scale: f64,
    /// Where the glyph stands on its line.
    pen: Point,
    mark: &'a TextMark,
    /// Where the path has come to.
    last: Point,
}

impl Outline<'_> {
    /// A point of the face, where it is in the drawing.
    fn point(&self, x: f32, y: f32) -> Point {
        let right = self.pen.x + Pt(f64::from(x) * self.scale);
        let down = self.pen.y - Pt(f64::from(y) * self.scale);
        let origin = self.mark.origin;
        match self.mark.turned {
            true => Point { x: origin.x + down, y: origin.y - right },
            false => Point { x: origin.x + right, y: origin.y + down },
        }
    }

    fn curve(&mut self, first: Point, second: Point, end: Point) {
        self.path.push(Segment::Curve(first, second, end));
        self.last = end;
    }
}

impl OutlineBuilder for Outline<'_> {
    fn move_to(&mut self, x: f32, y: f32) {
        self.last = self.point(x, y);
        self.path.push(Segment::Move(self.last));
    }

    fn line_to(&mut self, x: f32, y: f32) {
        self.last = self.point(x, y);
        self.path.push(Segment::Line(self.last));
    }

    fn quad_to(&mut self, x1: f32, y1: f32, x: f32, y: f32) {
        // A cubic curve with its control points two thirds of the way to that of the quadratic one is the same curve.
        let (start, control, end) = (self.last, self.point(x1, y1), self.point(x, y));
        let toward = |from: Point| Point {
            x: from.x + (control.x - from.x) * (2.0 / 3.0),
            y: from.y + (control.y - from.y) * (2.0 / 3.0),
        };
        self.curve(toward(start), toward(end), end);
    }

    fn curve_to(&mut self, x1: f32, y1: f32, x2: f32, y2: f32, x: f32, y: f32) {
        self.curve(self.point(x1, y1), self.point(x2, y2), self.point(x, y));
    }

    fn close(&mut self) {
        self.path.push(Segment::Close);
    }
}
