//! Shapes and pictures as operations. printpdf's own polygons close every path, and its pictures bring their own names:
//! here the operators are written as they are (ISO 32000-1, 8.5 and 8.10).

use printpdf::{DictItem, Op};

use super::round;
use crate::chart::{Colour, Point, Segment, Shape, Stroke};
use crate::units::Pt;

/// The operations of shapes that follow one another, on a page of this height; colours and lines are as before behind
/// them.
pub(super) fn shapes<'a>(shapes: impl Iterator<Item = &'a Shape>, page_height: Pt) -> Vec<Op> {
    let mut painter = Painter { page_height, ops: vec![Op::SaveGraphicsState], fill: None, stroke: None };
    shapes.for_each(|shape| painter.shape(shape));
    painter.ops.push(Op::RestoreGraphicsState);
    painter.ops
}

/// Shows the picture of a name, its unit square under a matrix.
pub(super) fn picture(name: &str, matrix: [f64; 6]) -> Vec<Op> {
    vec![
        Op::SaveGraphicsState,
        operator("cm", matrix.map(|number| round(number, 4))),
        Op::Unknown { key: "Do".to_owned(), value: vec![DictItem::Name(name.into())] },
        Op::RestoreGraphicsState,
    ]
}

struct Painter {
    page_height: Pt,
    ops: Vec<Op>,
    fill: Option<Colour>,
    stroke: Option<Stroke>,
}

impl Painter {
    fn shape(&mut self, shape: &Shape) {
        if let Some(colour) = shape.fill.filter(|colour| self.fill != Some(*colour)) {
            self.fill = Some(colour);
            self.ops.push(paint("g", "rg", colour));
        }
        if let Some(stroke) = &shape.stroke {
            self.set_stroke(stroke);
        }
        for segment in &shape.path {
            let op = match segment {
                Segment::Move(to) => operator("m", self.place(to)),
                Segment::Line(to) => operator("l", self.place(to)),
                Segment::Curve(first, second, to) => {
                    let ([a, b], [c, d], [e, f]) = (self.place(first), self.place(second), self.place(to));
                    operator("c", [a, b, c, d, e, f])
                }
                Segment::Close => operator("h", []),
            };
            self.ops.push(op);
        }
        self.ops.push(operator(
            match (shape.fill.is_some(), shape.stroke.is_some()) {
                (true, true) => "B*",
                (true, false) => "f*",
                (false, true) => "S",
                (false, false) => "n",
            },
            [],
        ));
    }

    fn set_stroke(&mut self, stroke: &Stroke) {
        let old = self.stroke.replace(stroke.clone());
        let differs = |same: fn(&Stroke, &Stroke) -> bool| old.as_ref().is_none_or(|old| !same(old, stroke));
        if differs(|a, b| a.colour == b.colour) {
            self.ops.push(paint("G", "RG", stroke.colour));
        }
        if differs(|a, b| a.thickness == b.thickness) {
            self.ops.push(operator("w", [round(stroke.thickness.0, 3)]));
        }
        if differs(|a, b| a.dashes == b.dashes) {
            let dashes = stroke.dashes.iter().map(|dash| DictItem::Real(round(dash.0, 2)));
            let value = vec![DictItem::Array(dashes.collect()), DictItem::Int(0)];
            self.ops.push(Op::Unknown { key: "d".to_owned(), value });
        }
    }

    fn place(&self, point: &Point) -> [f32; 2] {
        [round(point.x.0, 2), round((self.page_height - point.y).0, 2)]
    }
}

/// Sets a colour: by its grey where it has no hue.
fn paint(grey: &str, rgb: &str, Colour { r, g, b }: Colour) -> Op {
    let part = |byte: u8| round(f64::from(byte) / 255.0, 3);
    if r == g && g == b { operator(grey, [part(r)]) } else { operator(rgb, [part(r), part(g), part(b)]) }
}

fn operator<const N: usize>(key: &str, numbers: [f32; N]) -> Op {
    Op::Unknown { key: key.to_owned(), value: numbers.into_iter().map(DictItem::Real).collect() }
}
