//! The outlines of glyphs, as paths of a drawing.

use std::collections::HashMap;

use ttf_parser::{Face, GlyphId, OutlineBuilder};

use crate::chart::{Point, Segment, TextMark};
use crate::text::{FaceId, Faces, LineGlyph};
use crate::units::Pt;

/// Draws glyphs, each face read once.
pub(crate) struct Outlines<'f> {
    faces: &'f Faces,
    read: HashMap<FaceId, Option<Face<'f>>>,
}

impl<'f> Outlines<'f> {
    pub(crate) fn new(faces: &'f Faces) -> Outlines<'f> {
        Outlines { faces, read: HashMap::new() }
    }

    /// The outlines of a line of text where it stands.
    pub(super) fn line(&mut self, mark: &TextMark) -> Vec<Segment> {
        let mut path = Vec::new();
        let origin = mark.origin;
        for LineGlyph { face, size, id, x, rise, .. } in &mark.line.glyphs {
            let place = |right: Pt, down: Pt| match mark.turned {
                true => Point { x: origin.x + down - *rise, y: origin.y - right - *x },
                false => Point { x: origin.x + right + *x, y: origin.y + down - *rise },
            };
            self.glyph(*face, *id, *size, &place, &mut path);
        }
        path
    }

    /// Adds the outline of a glyph to a path; it is filled nonzero. `place` puts a point of it, which is so far to the
    /// right of the pen and so far below the baseline, in its place.
    pub(crate) fn glyph(
        &mut self,
        face: FaceId,
        id: u16,
        em: Pt,
        place: &dyn Fn(Pt, Pt) -> Point,
        path: &mut Vec<Segment>,
    ) {
        let own = self.faces.get(face);
        let read = self.read.entry(face).or_insert_with(|| Face::parse(&own.data, own.index).ok());
        let Some(read) = read else { return };
        let scale = em.0 / own.units_per_em();
        read.outline_glyph(GlyphId(id), &mut Outline { path, scale, place, last: Point::default() });
    }
}

/// An outline on its way to a path, in a face's units, upwards.
struct Outline<'a> {
    path: &'a mut Vec<Segment>,
    scale: f64,
    place: &'a dyn Fn(Pt, Pt) -> Point,
    /// Where the path has come to.
    last: Point,
}

impl Outline<'_> {
    /// A point of the face, where it is in the drawing.
    fn point(&self, x: f32, y: f32) -> Point {
        (self.place)(Pt(f64::from(x) * self.scale), Pt(-f64::from(y) * self.scale))
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
