//! A drawing as pixels, through tiny-skia.

use resvg::tiny_skia::{
    Color, FillRule, LineCap, LineJoin, Paint, Path, PathBuilder, Pixmap, Shader, Stroke, StrokeDash, Transform,
};

use super::drawing::{ChartDrawing, Part};
use crate::chart::{Colour, Segment, Shape};
use crate::diagnostic::Diagnostic;
use crate::picture::{Pixels, undrawable};
use crate::units::Pt;

const POINTS_PER_INCH: f64 = 72.0;

/// What a drawing shows on white, so many pixels an inch.
///
/// # Errors
/// It has no extent, or more than can be drawn.
pub(super) fn pixels(drawing: &ChartDrawing, dpi: u32) -> Result<Pixels, Diagnostic> {
    let scale = f64::from(dpi) / POINTS_PER_INCH;
    let (width, height) = drawing.size();
    let side = |length: Pt| (length.0 * scale).round().clamp(1.0, f64::from(u16::MAX)) as u32;
    let (width, height) = (side(width), side(height));
    let mut pixmap = Pixmap::new(width, height).ok_or_else(undrawable)?;
    pixmap.fill(Color::WHITE);
    let to_pixels = Transform::from_scale(scale as f32, scale as f32);
    for part in drawing.parts() {
        match part {
            Part::Shape(one) => shape(&mut pixmap, one, to_pixels),
            Part::Text(_, letters) => {
                if let Some(path) = path(letters) {
                    pixmap.fill_path(&path, &paint(Colour::BLACK), FillRule::Winding, to_pixels, None);
                }
            }
        }
    }
    // On white everything is opaque.
    let mut colour = Vec::with_capacity(pixmap.data().len() / 4 * 3);
    for pixel in pixmap.data().chunks_exact(4) {
        colour.extend(pixel.iter().take(3));
    }
    Ok(Pixels { width, height, is_grey: false, colour, alpha: None })
}

fn shape(pixmap: &mut Pixmap, shape: &Shape, to_pixels: Transform) {
    let Some(path) = path(&shape.path) else { return };
    if let Some(fill) = shape.fill {
        pixmap.fill_path(&path, &paint(fill), FillRule::EvenOdd, to_pixels, None);
    }
    if let Some(line) = &shape.stroke {
        let dashes = line.dashes.iter().map(|dash| dash.0 as f32).collect::<Vec<_>>();
        let stroke = Stroke {
            width: line.thickness.0 as f32,
            // None where there are none, which is a line without gaps.
            dash: StrokeDash::new(dashes, 0.0),
            line_cap: LineCap::Butt,
            line_join: LineJoin::Miter,
            ..Stroke::default()
        };
        pixmap.stroke_path(&path, &paint(line.colour), &stroke, to_pixels, None);
    }
}

fn paint(Colour { r, g, b }: Colour) -> Paint<'static> {
    Paint { shader: Shader::SolidColor(Color::from_rgba8(r, g, b, u8::MAX)), anti_alias: true, ..Paint::default() }
}

/// A path; `None` if there is nothing in it.
fn path(segments: &[Segment]) -> Option<Path> {
    let mut path = PathBuilder::new();
    let number = |length: Pt| length.0 as f32;
    for segment in segments {
        match segment {
            Segment::Move(end) => path.move_to(number(end.x), number(end.y)),
            Segment::Line(end) => path.line_to(number(end.x), number(end.y)),
            Segment::Curve(first, second, end) => path.cubic_to(
                number(first.x),
                number(first.y),
                number(second.x),
                number(second.y),
                number(end.x),
                number(end.y),
            ),
            Segment::Close => path.close(),
        }
    }
    path.finish()
}
