//! Pages as grey pictures, drawn by hayro.

use std::io::Cursor;
use std::path::Path;

use hayro::hayro_interpret::InterpreterSettings;
use hayro::hayro_interpret::util::TransformExt;
use hayro::hayro_syntax::Pdf;
use hayro::hayro_syntax::page::Page;
use hayro::kurbo::{Affine, Rect};
use hayro::vello_cpu::color::palette::css::WHITE;
use hayro::vello_cpu::{Pixmap, RasterizerSettings, RenderContext, Resources, TargetInit};
use hayro::{RenderCache, RenderSettings, render_into};

/// Pixels in a point: 60 to the inch.
pub const SCALE: f64 = 60.0 / 72.0;
/// Greys of a kept picture: four bits.
const GREYS: u8 = 16;
/// The step between two of them.
const STEP: u8 = u8::MAX / (GREYS - 1);

/// A grey picture: 0 is black.
#[derive(Clone)]
pub struct Picture {
    pub width: usize,
    pub height: usize,
    pub pixels: Vec<u8>,
}

/// Every page of a PDF, its content moved to the right by so many points.
pub fn draw(pdf: Vec<u8>, moved: f64) -> Vec<Picture> {
    draw_at(pdf, SCALE, moved)
}

/// The same, a point as large as so many pixels.
pub fn draw_at(pdf: Vec<u8>, scale: f64, moved: f64) -> Vec<Picture> {
    let pdf = Pdf::new(pdf).expect("a PDF");
    let cache = RenderCache::new();
    pdf.pages().iter().map(|page| draw_page(page, &cache, scale, moved)).collect()
}

fn draw_page<'a>(page: &'a Page<'a>, cache: &RenderCache<'a>, scale: f64, moved: f64) -> Picture {
    let (width, height) = page.render_dimensions();
    let pixels = |length: f32| (f64::from(length) * scale).round() as u16;
    let mut context = RenderContext::new(pixels(width), pixels(height));
    let place =
        Affine::translate((moved * scale, 0.0)) * Affine::scale(scale) * page.initial_transform(true).to_kurbo();
    // Hinting would move outlines to whole pixels: a small move of a glyph would then not show.
    let settings = RenderSettings { hinting: false, glyph_caching: false, ..RenderSettings::default() };
    render_into(page, cache, &InterpreterSettings::default(), &settings, &mut context, place);
    context.flush();
    let mut pixmap = Pixmap::new(context.width(), context.height());
    let on_white = RasterizerSettings { target_init: TargetInit::Clear(WHITE), ..RasterizerSettings::default() };
    context.render_with(&mut pixmap, &mut Resources::default(), on_white);
    let grey =
        |rgba: &[u8]| ((u32::from(rgba[0]) * 299 + u32::from(rgba[1]) * 587 + u32::from(rgba[2]) * 114) / 1000) as u8;
    Picture {
        width: usize::from(pixmap.width()),
        height: usize::from(pixmap.height()),
        pixels: pixmap.data_as_u8_slice().chunks_exact(4).map(grey).collect(),
    }
}

impl Picture {
    /// The same with as many greys as a kept picture has.
    pub fn kept(&self) -> Picture {
        let nearest = |grey: &u8| ((*grey).min(u8::MAX - STEP / 2) + STEP / 2) / STEP * STEP;
        let pixels = self.pixels.iter().map(nearest).collect();
        Picture { pixels, ..*self }
    }

    /// How many pixels differ by more than a tolerance; all of them, if the sizes do.
    pub fn differs(&self, other: &Picture, tolerance: u8) -> usize {
        if (self.width, self.height) != (other.width, other.height) {
            return self.pixels.len().max(other.pixels.len());
        }
        self.pixels.iter().zip(&other.pixels).filter(|(a, b)| a.abs_diff(**b) > tolerance).count()
    }

    /// What stands in a rectangle (in points).
    pub fn cut(&self, area: Rect) -> Picture {
        let pixel = |length: f64, most: usize| (length * SCALE).clamp(0.0, most as f64) as usize;
        let (top, bottom) = (pixel(area.y0, self.height), pixel(area.y1 + 1.0 / SCALE, self.height));
        let (left, right) = (pixel(area.x0, self.width), pixel(area.x1 + 1.0 / SCALE, self.width));
        let rows = (top..bottom).flat_map(|row| &self.pixels[row * self.width + left..row * self.width + right]);
        Picture { width: right - left, height: bottom - top, pixels: rows.copied().collect() }
    }

    /// A white sheet of the same size.
    pub fn blank(&self) -> Picture {
        Picture { pixels: vec![u8::MAX; self.pixels.len()], ..*self }
    }

    /// This picture, another, and where they differ in black, side by side.
    pub fn beside(&self, other: &Picture, tolerance: u8) -> Picture {
        let (width, height) = (self.width.max(other.width), self.height.max(other.height));
        let at = |picture: &Picture, x: usize, y: usize| {
            let inside = x < picture.width && y < picture.height;
            if inside { picture.pixels[y * picture.width + x] } else { u8::MAX }
        };
        let mut pixels = Vec::with_capacity(width * 3 * height);
        for y in 0..height {
            pixels.extend((0..width).map(|x| at(self, x, y)));
            pixels.extend((0..width).map(|x| at(other, x, y)));
            pixels.extend((0..width).map(|x| {
                let (a, b) = (at(self, x, y), at(other, x, y));
                // The page stays to be seen, faintly.
                if a.abs_diff(b) > tolerance { 0 } else { 208 + a / 6 }
            }));
        }
        Picture { width: width * 3, height, pixels }
    }

    /// Writes it as PNG, four bits a pixel.
    pub fn write(&self, path: &Path) {
        let mut rows = Vec::new();
        for row in self.kept().pixels.chunks(self.width) {
            rows.extend(row.chunks(2).map(|pair| ((pair[0] / STEP) << 4) | pair.get(1).map_or(0, |grey| grey / STEP)));
        }
        let mut bytes = Vec::new();
        let mut encoder = png::Encoder::new(&mut bytes, self.width as u32, self.height as u32);
        encoder.set_color(png::ColorType::Grayscale);
        encoder.set_depth(png::BitDepth::Four);
        encoder.set_compression(png::Compression::High);
        encoder.set_filter(png::Filter::NoFilter);
        let mut writer = encoder.write_header().expect("a header");
        writer.write_image_data(&rows).expect("pixels");
        writer.finish().expect("an end");
        std::fs::create_dir_all(path.parent().expect("a folder")).expect("a folder");
        std::fs::write(path, bytes).expect("a file written");
    }

    pub fn read(path: &Path) -> Option<Picture> {
        let mut decoder = png::Decoder::new(Cursor::new(std::fs::read(path).ok()?));
        decoder.set_transformations(png::Transformations::EXPAND);
        let mut reader = decoder.read_info().ok()?;
        let mut pixels = vec![0; reader.output_buffer_size()?];
        let info = reader.next_frame(&mut pixels).ok()?;
        Some(Picture { width: info.width as usize, height: info.height as usize, pixels })
    }
}
