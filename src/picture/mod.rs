//! Pictures: what a file shows, made ready for the PDF.
//!
//! Takes the bytes of a picture file, gives a [`Picture`] whose size is known, and, once its place on the page is
//! known, what goes into the PDF ([`Embedded`]). Knows formats, colours and the faces that an SVG's text is set in;
//! knows nothing of the report and of pages, and of PDF objects only what packing pixels and ordering svg2pdf's file
//! needs.
//!
//! `pictures` reads all of a report's from their files. `format` tells what a file is. A JPEG is walked by `jpeg` and
//! stays as it is; what `raster` decodes becomes `pixels`, which `scale` makes fewer and `pack` packs; an SVG is looked
//! over and drawn by `svg`. `exif`, `icc` and `resolution` judge what a file says beside its picture.

mod bytes;
mod embedded;
mod exif;
mod faults;
mod format;
mod guard;
mod icc;
mod jpeg;
mod pack;
mod pictures;
mod pixels;
mod raster;
mod resolution;
pub(crate) mod rules;
mod scale;
mod svg;

#[cfg(test)]
mod samples;
#[cfg(test)]
mod tests;

pub use embedded::{Colours, Embedded, Ink, Orientation};
pub use pictures::{EmbeddedPictures, Pictures};

use crate::diagnostic::Diagnostic;
use crate::message;
use crate::text::Faces;
use crate::units::Pt;
use faults::{smaller, too_much_memory};
use format::Format;
use jpeg::Jpeg;
use pixels::Pixels;
use raster::Raster;
use resolution::{Resolution, USUAL};
use scale::{USUAL_DPI, scaled, scaling};
use svg::Svg;

const POINTS_PER_INCH: f64 = 72.0;

/// What a picture may ask of the machine.
#[derive(Clone, Copy, Debug)]
pub struct Limits {
    /// Most pixels of one picture.
    pub pixels: u64,
    /// Most bytes that one picture may take in memory while it is decoded.
    pub memory_bytes: u64,
}

impl Default for Limits {
    fn default() -> Limits {
        Limits { pixels: 200_000_000, memory_bytes: 1 << 30 }
    }
}

/// A picture whose file has been looked over.
#[derive(Debug)]
pub struct Picture {
    bytes: Vec<u8>,
    head: Head,
}

/// What is known of a picture before it is decoded.
#[derive(Debug)]
enum Head {
    Jpeg(Jpeg),
    Raster(Raster),
    Svg(Svg),
}

impl Picture {
    /// Looks a file over: its format, its size, and that it does not ask for more than it may. A JPEG is read to its
    /// end, and an SVG is searched for what it may not hold; other pixels are not decoded yet.
    ///
    /// # Errors
    /// Why it cannot be shown.
    pub fn read(mut bytes: Vec<u8>, limits: &Limits) -> Result<Picture, Diagnostic> {
        let head = match format::tell(&bytes)? {
            Format::Jpeg => {
                let jpeg = jpeg::read(&mut bytes)?;
                limits.check(jpeg.width, jpeg.height, 0)?;
                Head::Jpeg(jpeg)
            }
            Format::Raster(format) => Head::Raster(raster::read(&bytes, format, limits)?),
            Format::Svg => Head::Svg(svg::read(&bytes, limits)?),
        };
        Ok(Picture { bytes, head })
    }

    /// Width and height, upright, at the resolution that the file states, or else at 96 dpi.
    pub fn size(&self) -> (Pt, Pt) {
        let (width, height, orientation, resolution) = match &self.head {
            Head::Jpeg(jpeg) => (jpeg.width, jpeg.height, jpeg.orientation, jpeg.resolution),
            Head::Raster(raster) => (raster.width, raster.height, raster.orientation, raster.resolution),
            Head::Svg(svg) => return svg.size,
        };
        let Resolution { x, y } = resolution.unwrap_or(USUAL);
        let across = Pt(f64::from(width) / x * POINTS_PER_INCH);
        let down = Pt(f64::from(height) / y * POINTS_PER_INCH);
        if orientation.is_sideways() { (down, across) } else { (across, down) }
    }

    /// Decodes what [`Picture::read`] has not, without keeping it: whether [`Picture::embed`] would fail. A JPEG of
    /// one or three components is not decoded, as it goes into the PDF as it is.
    ///
    /// # Errors
    /// Why it cannot be shown.
    pub fn verify(&self, limits: &Limits, faces: &Faces) -> Result<(), Diagnostic> {
        match &self.head {
            Head::Jpeg(jpeg) if jpeg.components == 4 => decoded(&self.bytes, jpeg, limits).map(|_| ()),
            Head::Jpeg(_) => Ok(()),
            Head::Raster(raster) => raster::decode(&self.bytes, raster, limits).map(|_| ()),
            Head::Svg(_) => svg::draw(&self.bytes, limits, faces).map(|_| ()),
        }
    }

    /// Makes it ready for a place of this width and height, upright. What is finer than `max_dpi` (300 unless told) is
    /// scaled down, a JPEG only if told.
    ///
    /// # Errors
    /// Why it cannot be shown, if that comes out only now.
    pub fn embed(
        self,
        width: Pt,
        height: Pt,
        max_dpi: Option<u16>,
        limits: &Limits,
        faces: &Faces,
    ) -> Result<Embedded, Diagnostic> {
        let place = (width, height);
        match self.head {
            Head::Jpeg(jpeg) if jpeg.components == 4 => {
                let pixels = decoded(&self.bytes, &jpeg, limits)?;
                drop(self.bytes);
                embed_pixels(pixels.upright(jpeg.orientation), None, place, max_dpi)
            }
            Head::Jpeg(jpeg) => embed_jpeg(self.bytes, jpeg, place, max_dpi, limits),
            Head::Raster(raster) => {
                let (pixels, profile) = raster::decode(&self.bytes, &raster, limits)?;
                drop(self.bytes);
                embed_pixels(pixels, profile, place, max_dpi)
            }
            Head::Svg(_) => {
                let pdf = svg::draw(&self.bytes, limits, faces)?;
                Ok(Embedded { ink: Ink::Vector { pdf }, scaled_from_dpi: None })
            }
        }
    }
}

impl Limits {
    /// Refuses a picture that claims more pixels than it may, or more memory at so many bytes a pixel.
    fn check(&self, width: u32, height: u32, bytes_per_pixel: u64) -> Result<(), Diagnostic> {
        let pixels = u64::from(width) * u64::from(height);
        if pixels > self.pixels {
            let most = self.pixels;
            return Err(Diagnostic::error(
                &rules::LIMIT_PICTURE,
                message!(
                    zh: "图片太大：{width} × {height} 像素，最多 {most} 像素",
                    en: "the picture is too large: {width} × {height} pixels, at most {most} are allowed",
                ),
            )
            .help(smaller()));
        }
        if pixels.saturating_mul(bytes_per_pixel) > self.memory_bytes {
            return Err(too_much_memory());
        }
        Ok(())
    }
}

/// A JPEG: as it is, unless it is finer than somebody has said that it may be.
fn embed_jpeg(
    bytes: Vec<u8>,
    jpeg: Jpeg,
    place: (Pt, Pt),
    max_dpi: Option<u16>,
    limits: &Limits,
) -> Result<Embedded, Diagnostic> {
    let is_grey = jpeg.components == 1;
    let upright = if jpeg.orientation.is_sideways() { (jpeg.height, jpeg.width) } else { (jpeg.width, jpeg.height) };
    let Some(smaller) = max_dpi.and_then(|max_dpi| scaling(upright, place, max_dpi)) else {
        let Jpeg { width, height, profile, orientation, .. } = jpeg;
        let ink = Ink::Jpeg { data: bytes, width, height, is_grey, profile, orientation };
        return Ok(Embedded { ink, scaled_from_dpi: None });
    };
    let pixels = decoded(&bytes, &jpeg, limits)?;
    drop(bytes);
    let pixels = scaled(&pixels.upright(jpeg.orientation), smaller.width, smaller.height);
    let ink = Ink::Jpeg {
        data: jpeg::encode(&pixels)?,
        width: pixels.width,
        height: pixels.height,
        is_grey,
        profile: jpeg.profile,
        orientation: Orientation(1),
    };
    Ok(Embedded { ink, scaled_from_dpi: Some(smaller.from_dpi) })
}

fn embed_pixels(
    pixels: Pixels,
    profile: Option<Vec<u8>>,
    place: (Pt, Pt),
    max_dpi: Option<u16>,
) -> Result<Embedded, Diagnostic> {
    match scaling((pixels.width, pixels.height), place, max_dpi.unwrap_or(USUAL_DPI)) {
        None => Ok(Embedded { ink: pack::pack(pixels, profile)?, scaled_from_dpi: None }),
        Some(smaller) => {
            let pixels = scaled(&pixels, smaller.width, smaller.height);
            Ok(Embedded { ink: pack::pack(pixels, profile)?, scaled_from_dpi: Some(smaller.from_dpi) })
        }
    }
}

fn decoded(bytes: &[u8], jpeg: &Jpeg, limits: &Limits) -> Result<Pixels, Diagnostic> {
    limits.check(jpeg.width, jpeg.height, jpeg::decoding_bytes(jpeg))?;
    jpeg::decode(bytes, jpeg)
}
