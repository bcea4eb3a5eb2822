//! The outlines of glyphs, as the data of an SVG path.

use std::collections::HashMap;

use ttf_parser::{Face, GlyphId, OutlineBuilder};

use super::drawing::put_number;
use crate::chart::Point;
use crate::text::{FaceId, Faces};
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

    /// Adds a glyph of a size to a path, its pen at `pen`.
    pub(super) fn glyph(&mut self, id: FaceId, glyph: u16, size: Pt, pen: Point, path: &mut String) {
        let face = self.faces.get(id);
        let read = self.read.entry(id).or_insert_with(|| Face::parse(&face.data, face.index).ok());
        let Some(read) = read else { return };
        let scale = size.0 / face.units_per_em();
        read.outline_glyph(GlyphId(glyph), &mut Path { path, scale, pen });
    }
}

/// An outline on its way to a path, in a face's units, upwards.
struct Path<'a> {
    path: &'a mut String,
    scale: f64,
    pen: Point,
}

impl Path<'_> {
    fn step(&mut self, letter: char, points: &[(f32, f32)]) {
        self.path.push(letter);
        for (at, (x, y)) in points.iter().enumerate() {
            if at > 0 {
                self.path.push(' ');
            }
            put_number(self.path, self.pen.x.0 + f64::from(*x) * self.scale);
            self.path.push(' ');
            put_number(self.path, self.pen.y.0 - f64::from(*y) * self.scale);
        }
    }
}

impl OutlineBuilder for Path<'_> {
    fn move_to(&mut self, x: f32, y: f32) {
        self.step('M', &[(x, y)]);
    }

    fn line_to(&mut self, x: f32, y: f32) {
        self.step('L', &[(x, y)]);
    }

    fn quad_to(&mut self, x1: f32, y1: f32, x: f32, y: f32) {
        self.step('Q', &[(x1, y1), (x, y)]);
    }

    fn curve_to(&mut self, x1: f32, y1: f32, x2: f32, y2: f32, x: f32, y: f32) {
        self.step('C', &[(x1, y1), (x2, y2), (x, y)]);
    }

    fn close(&mut self) {
        self.path.push('Z');
    }
}
