//! A chart as SVG, and as PNG.

use std::fmt::Write;

use super::numbers::put_number;
use super::outlines::Outlines;
use super::rasterise::pixels;
use crate::chart::{Colour, Frame, Mark, Point, Segment, Shape, TextMark};
use crate::diagnostic::Diagnostic;
use crate::text::Faces;
use crate::units::Pt;

/// The faces of the text of a drawing, where it is shown in those of its reader: 仿宋, by the names that it has on
/// Windows, macOS and in WPS.
const FAMILIES: &str = "FangSong,FangSong_GB2312,STFangsong,仿宋,仿宋_GB2312,serif";

/// How the text of a drawing is written down.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Lettering {
    /// As text, which can be searched and read aloud, in a face of whoever looks at it.
    Text,
    /// As the outlines of its glyphs, which look the same everywhere.
    Outlines,
}

/// A chart, drawn.
#[derive(Clone, Debug)]
pub struct ChartDrawing {
    frame: Frame,
    /// For each text of the frame the outlines of its glyphs.
    letters: Vec<Vec<Segment>>,
}

impl ChartDrawing {
    pub(super) fn new(frame: Frame, faces: &Faces) -> ChartDrawing {
        let mut outlines = Outlines::new(faces);
        let letters = frame.marks.iter().filter_map(|mark| match mark {
            Mark::Text(text) => Some(outlines.line(text)),
            Mark::Shape(_) => None,
        });
        ChartDrawing { letters: letters.collect(), frame }
    }

    /// The drawing as an `svg` element without a declaration, as large as it is printed; it has no id and refers to
    /// nothing.
    pub fn svg(&self, lettering: Lettering) -> String {
        let (width, height) = (number(self.frame.width.0), number(self.frame.height.0));
        let mut out = format!(
            r#"<svg xmlns="http://www.w3.org/2000/svg" width="{width}pt" height="{height}pt" viewBox="0 0 {width} {height}">"#,
        );
        for part in self.parts() {
            match (part, lettering) {
                (Part::Shape(one), _) => put_shape(&mut out, one),
                (Part::Text(words, _), Lettering::Text) => text(&mut out, words),
                (Part::Text(_, letters), Lettering::Outlines) if !letters.is_empty() => {
                    path(&mut out, letters);
                    out.push_str("/>");
                }
                (Part::Text(..), Lettering::Outlines) => {}
            }
        }
        out.push_str("</svg>");
        out
    }

    /// The drawing as PNG on white, so many pixels an inch.
    ///
    /// # Errors
    /// Never, unless it is larger than any picture may be.
    pub fn png(&self, dpi: u32) -> Result<Vec<u8>, Diagnostic> {
        pixels(self, dpi)?.to_png(None)
    }

    /// Its width and height.
    pub(super) fn size(&self) -> (Pt, Pt) {
        (self.frame.width, self.frame.height)
    }

    /// What it is made of, in the order in which it is drawn.
    pub(super) fn parts(&self) -> impl Iterator<Item = Part<'_>> {
        let mut letters = self.letters.iter();
        self.frame.marks.iter().map(move |mark| match mark {
            Mark::Shape(shape) => Part::Shape(shape),
            Mark::Text(text) => Part::Text(text, letters.next().map(Vec::as_slice).unwrap_or_default()),
        })
    }
}

/// A part of a drawing.
pub(super) enum Part<'a> {
    /// A path.
    Shape(&'a Shape),
    /// A line of text, and the outlines of its glyphs, which are filled black (nonzero).
    Text(&'a TextMark, &'a [Segment]),
}

/// Begins an element that is drawn along a path.
fn path(out: &mut String, path: &[Segment]) {
    out.push_str(r#"<path d=""#);
    for segment in path {
        let mut step = |letter: char, points: &[Point]| {
            out.push(letter);
            for (at, point) in points.iter().enumerate() {
                if at > 0 {
                    out.push(' ');
                }
                put_number(out, point.x.0);
                out.push(' ');
                put_number(out, point.y.0);
            }
        };
        match segment {
            Segment::Move(end) => step('M', &[*end]),
            Segment::Line(end) => step('L', &[*end]),
            Segment::Curve(first, second, end) => step('C', &[*first, *second, *end]),
            Segment::Close => step('Z', &[]),
        }
    }
    out.push('"');
}

/// Puts a path of a drawing, filled by the even-odd rule.
pub(crate) fn put_shape(out: &mut String, shape: &Shape) {
    path(out, &shape.path);
    match shape.fill {
        Some(fill) => {
            let _ = write!(out, r#" fill="{}" fill-rule="evenodd""#, colour(fill));
        }
        None => out.push_str(r#" fill="none""#),
    }
    if let Some(stroke) = &shape.stroke {
        let _ = write!(out, r#" stroke="{}" stroke-width="{}""#, colour(stroke.colour), number(stroke.thickness.0));
        if !stroke.dashes.is_empty() {
            let dashes: Vec<String> = stroke.dashes.iter().map(|dash| number(dash.0)).collect();
            let _ = write!(out, r#" stroke-dasharray="{}""#, dashes.join(" "));
        }
    }
    out.push_str("/>");
}

/// A line as text. Its width is told, so that it keeps its place in any face.
fn text(out: &mut String, mark: &TextMark) {
    let glyphs = &mark.line.glyphs;
    let Some(first) = glyphs.first() else { return };
    let words: String = glyphs.iter().map(|glyph| glyph.text.as_str()).collect();
    let (left, size) = (first.x, glyphs.iter().map(|glyph| glyph.size).fold(Pt::ZERO, Pt::max));
    let width = number((mark.line.right - left).max(Pt::ZERO).0);
    let _ = write!(
        out,
        r#"<text x="{}" y="0" transform="{}" font-family="{FAMILIES}" font-size="{}" textLength="{width}" lengthAdjust="spacingAndGlyphs">{}</text>"#,
        number(left.0),
        place(mark),
        number(size.0),
        escaped(words.trim_end()),
    );
}

/// Where a line begins, and whether it is read upwards.
fn place(mark: &TextMark) -> String {
    let (x, y) = (number(mark.origin.x.0), number(mark.origin.y.0));
    let turn = if mark.turned { " rotate(-90)" } else { "" };
    format!("translate({x} {y}){turn}")
}

fn colour(Colour { r, g, b }: Colour) -> String {
    format!("#{r:02x}{g:02x}{b:02x}")
}

/// A length in points.
pub(super) fn number(points: f64) -> String {
    let mut text = String::new();
    put_number(&mut text, points);
    text
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;")
}
