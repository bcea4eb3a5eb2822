//! A page as an `svg` element.

use super::glyphs::GlyphsOf;
use super::{Glyphs, UNITS};
use crate::artwork::{put_decimal, put_integer, put_number, put_shape};
use crate::compose::document::PictureId;
use crate::layout::Page;
use crate::layout::page::{Item, PlacedPicture, Rule, TextRun};
use crate::text::Faces;

/// What an item takes, in bytes: a reference to a glyph, with what stands around it in its share.
const GLYPH_BYTES: usize = 34;
const ITEM_BYTES: usize = 90;
/// Decimals of the scale of a run: on a line of 30 em at 22 pt the error is less than two thousandths of a point.
const SCALE_DECIMALS: u32 = 7;

/// Draws a page, as an `svg` element without a declaration, in points. Its glyphs are those of the dictionary, which
/// grows by what it has not: `#g12` is the one of number 12, a `path` in the `defs` of whoever shows the page.
/// `picture` tells the address of a picture.
///
/// Paper is not drawn; what is drawn is black unless told.
pub fn page(page: &Page, faces: &Faces, glyphs: &mut Glyphs, picture: &dyn Fn(PictureId) -> String) -> String {
    let count = |item: &Item| if let Item::Text(run) = item { run.glyphs.len() } else { 0 };
    let bytes = page.items.iter().map(|item| ITEM_BYTES + count(item) * GLYPH_BYTES).sum();
    let mut drawing = Drawing { out: String::with_capacity(bytes), glyphs: glyphs.of(faces) };
    drawing.out.push_str(r#"<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 "#);
    drawing.numbers([page.width.0, page.height.0]);
    // A PDF cuts off mitres that are ten times as long as the line is thick, SVG those of four times.
    drawing.out.push_str(r#"" stroke-miterlimit="10">"#);
    for items in
        page.items.chunk_by(|a, b| matches!((a, b), (Item::Rule(a), Item::Rule(b)) if a.thickness == b.thickness))
    {
        match items {
            [Item::Text(run)] => drawing.text(run),
            [Item::Rule(first), ..] => drawing.rules(first, items),
            [Item::Shape(_, shape)] => put_shape(&mut drawing.out, shape),
            [Item::Picture(placed)] => drawing.picture(placed, &picture(placed.picture)),
            // Links are not drawn.
            _ => {}
        }
    }
    drawing.out.push_str("</svg>");
    drawing.out
}

/// A page, as far as it is drawn.
struct Drawing<'g, 'f> {
    out: String,
    glyphs: GlyphsOf<'g, 'f>,
}

impl Drawing<'_, '_> {
    /// A run: a group in the units of its glyphs, in which their pens stand on the baseline. One that is turned is read
    /// upwards.
    fn text(&mut self, run: &TextRun) {
        let scale = run.size.0 / UNITS;
        if !(scale.is_finite() && scale > 0.0) {
            return;
        }
        let baseline = run.baseline.0;
        // Pens are counted from the first glyph, so that they are short numbers.
        let start = run.glyphs.first().map_or(0.0, |first| first.x.0);
        self.out.push_str(r#"<g transform="matrix("#);
        match run.turned_at {
            None => {
                self.decimals([scale, 0.0, 0.0, scale]);
                self.out.push(' ');
                self.numbers([start, baseline]);
            }
            Some(x) => {
                self.decimals([0.0, -scale, scale, 0.0]);
                self.out.push(' ');
                self.numbers([x.0, baseline - start]);
            }
        }
        self.out.push_str(r#")">"#);
        let face = self.glyphs.face(run.face);
        for glyph in &run.glyphs {
            let Some(number) = self.glyphs.number(run.face, face, glyph.id) else { continue };
            self.out.push_str(r##"<use href="#g"##);
            put_integer(&mut self.out, i64::try_from(number).unwrap_or(i64::MAX));
            let (right, up) = ((glyph.x.0 - start) / scale, glyph.rise.0 / scale);
            for (name, units) in [(r#"" x=""#, right.round() as i64), (r#"" y=""#, (-up).round() as i64)] {
                if units != 0 {
                    self.out.push_str(name);
                    put_integer(&mut self.out, units);
                }
            }
            self.out.push_str(r#""/>"#);
        }
        self.out.push_str("</g>");
    }

    /// Rules of one thickness.
    fn rules(&mut self, first: &Rule, items: &[Item]) {
        self.out.push_str(r#"<path d=""#);
        let rules = items.iter().filter_map(|item| if let Item::Rule(rule) = item { Some(rule) } else { None });
        for rule in rules {
            self.out.push('M');
            self.numbers([rule.x0.0, rule.y0.0]);
            match (rule.x0 == rule.x1, rule.y0 == rule.y1) {
                (true, _) => {
                    self.out.push('V');
                    self.numbers([rule.y1.0]);
                }
                (_, true) => {
                    self.out.push('H');
                    self.numbers([rule.x1.0]);
                }
                _ => {
                    self.out.push('L');
                    self.numbers([rule.x1.0, rule.y1.0]);
                }
            }
        }
        self.out.push_str(r##"" stroke="#000" stroke-width=""##);
        self.numbers([first.thickness.0]);
        self.out.push_str(r#""/>"#);
    }

    /// A picture, which fills its place.
    fn picture(&mut self, placed: &PlacedPicture, address: &str) {
        self.out.push_str(r#"<image preserveAspectRatio="none""#);
        let places = [(" x", placed.x), (" y", placed.y), (" width", placed.width), (" height", placed.height)];
        for (name, length) in places {
            self.out.push_str(name);
            self.out.push_str(r#"=""#);
            put_number(&mut self.out, length.0);
            self.out.push('"');
        }
        self.out.push_str(r#" href=""#);
        for ch in address.chars() {
            match ch {
                '&' => self.out.push_str("&amp;"),
                '<' => self.out.push_str("&lt;"),
                '"' => self.out.push_str("&quot;"),
                ch => self.out.push(ch),
            }
        }
        self.out.push_str(r#""/>"#);
    }

    /// Lengths in points.
    fn numbers<const N: usize>(&mut self, numbers: [f64; N]) {
        for (at, number) in numbers.into_iter().enumerate() {
            if at > 0 {
                self.out.push(' ');
            }
            put_number(&mut self.out, number);
        }
    }

    /// Numbers of a matrix.
    fn decimals<const N: usize>(&mut self, numbers: [f64; N]) {
        for (at, number) in numbers.into_iter().enumerate() {
            if at > 0 {
                self.out.push(' ');
            }
            put_decimal(&mut self.out, number, SCALE_DECIMALS);
        }
    }
}
