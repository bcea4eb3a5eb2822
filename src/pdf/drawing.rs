//! Shapes and pictures as operators (ISO 32000-1, 8.5 and 8.10).

use super::operators::Operators;
use crate::chart::{Colour, Point, Segment, Shape, Stroke};
use crate::units::Pt;

/// Draws shapes that follow one another, on a page of this height; colours and lines are as before behind them.
pub(super) fn shapes<'a>(out: &mut Operators, shapes: impl Iterator<Item = &'a Shape>, page_height: Pt) {
    out.operator("q");
    let mut painter = Painter { page_height, out, fill: None, stroke: None };
    shapes.for_each(|shape| painter.shape(shape));
    out.operator("Q");
}

/// Shows the picture of a name, its unit square under a matrix.
pub(super) fn picture(out: &mut Operators, name: &str, matrix: [f64; 6]) {
    out.operator("q").numbers(matrix, 4).operator("cm").name(name).operator("Do").operator("Q");
}

struct Painter<'a> {
    page_height: Pt,
    out: &'a mut Operators,
    fill: Option<Colour>,
    stroke: Option<Stroke>,
}

impl Painter<'_> {
    fn shape(&mut self, shape: &Shape) {
        if let Some(colour) = shape.fill.filter(|colour| self.fill != Some(*colour)) {
            self.fill = Some(colour);
            self.colour("g", "rg", colour);
        }
        if let Some(stroke) = &shape.stroke {
            self.set_stroke(stroke);
        }
        for segment in &shape.path {
            match segment {
                Segment::Move(to) => self.points([to]).operator("m"),
                Segment::Line(to) => self.points([to]).operator("l"),
                Segment::Curve(first, second, to) => self.points([first, second, to]).operator("c"),
                Segment::Close => self.out.operator("h"),
            };
        }
        self.out.operator(match (shape.fill.is_some(), shape.stroke.is_some()) {
            (true, true) => "B*",
            (true, false) => "f*",
            (false, true) => "S",
            (false, false) => "n",
        });
    }

    fn set_stroke(&mut self, stroke: &Stroke) {
        let old = self.stroke.replace(stroke.clone());
        let differs = |same: fn(&Stroke, &Stroke) -> bool| old.as_ref().is_none_or(|old| !same(old, stroke));
        if differs(|a, b| a.colour == b.colour) {
            self.colour("G", "RG", stroke.colour);
        }
        if differs(|a, b| a.thickness == b.thickness) {
            self.out.numbers([stroke.thickness.0], 3).operator("w");
        }
        if differs(|a, b| a.dashes == b.dashes) {
            self.out.delimiters(b"[");
            for dash in &stroke.dashes {
                self.out.number(dash.0, 2);
            }
            self.out.delimiters(b"]").numbers([0.0], 0).operator("d");
        }
    }

    /// Sets a colour: by its grey where it has no hue.
    fn colour(&mut self, grey: &str, rgb: &str, Colour { r, g, b }: Colour) {
        let [red, green, blue] = [r, g, b].map(|byte| f64::from(byte) / 255.0);
        match r == g && g == b {
            true => self.out.numbers([red], 3).operator(grey),
            false => self.out.numbers([red, green, blue], 3).operator(rgb),
        };
    }

    fn points<const N: usize>(&mut self, points: [&Point; N]) -> &mut Operators {
        for point in points {
            self.out.numbers([point.x.0, (self.page_height - point.y).0], 2);
        }
        self.out
    }
}
