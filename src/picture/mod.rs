//! Pictures: what a file shows, and how large.
//!
//! Takes the bytes of a picture file, gives a [`Picture`] whose size is known, and, once its place is known, what it
//! shows there ([`Graphic`]): a JPEG without what it told of camera, place and author, upright pixels, or a drawing.
//! Any output can take these. Knows formats, colours and the faces that an SVG's text is set in; knows nothing of the
//! report, of pages and of PDF.
//!
//! `pictures` reads all of a report's from their files. `format` tells what a file is. A JPEG is walked by `jpeg` and
//! stays as it is; what `raster` decodes becomes `pixels`, which `scale` makes fewer; an SVG is looked over and
//! resolved by `svg`. `exif`, `icc` and `resolution` judge what a file says beside its picture. `prepare` makes it
//! ready for its place, and `file` a file of that for programs that take no others.

mod bytes;
mod exif;
mod faults;
mod file;
mod format;
mod graphic;
mod guard;
mod icc;
mod jpeg;
mod orientation;
mod pictures;
mod pixels;
mod prepare;
mod raster;
mod resolution;
pub(crate) mod rules;
mod scale;
mod sum;
mod svg;

#[cfg(test)]
pub(crate) mod samples;
#[cfg(test)]
mod tests;

pub(crate) use faults::{broken, too_complex, undrawable};
pub use file::{PictureFile, PictureFormat};
pub(crate) use format::ending_of;
pub use graphic::{Graphic, Prepared};
pub(crate) use guard::guarded;
pub use guard::quieten;
pub use jpeg::Jpeg;
pub use orientation::Orientation;
pub use pictures::{Pictures, Ready};
pub use pixels::Pixels;
pub use svg::ResolvedSvg;

use sha2::{Digest, Sha256};

use crate::diagnostic::{Diagnostic, message};
use crate::units::Pt;
use faults::{smaller, too_much_memory};
use format::Format;
use raster::Raster;
use resolution::{Resolution, USUAL};
use scale::BYTES_PER_COLUMN;
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
#[derive(Clone, Debug)]
pub struct Picture {
    file: File,
}

/// A file, and what is known of it before it is decoded.
#[derive(Clone, Debug)]
enum File {
    Jpeg(Jpeg),
    Raster(Vec<u8>, Raster),
    Svg(Vec<u8>, Svg),
}

impl Picture {
    /// Looks a file over: its format, its size, and that it does not ask for more than it may. A JPEG is read to its
    /// end, and an SVG is searched for what it may not hold; other pixels are not decoded yet.
    ///
    /// # Errors
    /// Why it cannot be shown.
    pub fn read(data: Vec<u8>, limits: &Limits) -> Result<Picture, Diagnostic> {
        let file = match format::tell(&data)? {
            Format::Jpeg => {
                let jpeg = Jpeg::read(data)?;
                limits.check(jpeg.width, jpeg.height, 0)?;
                File::Jpeg(jpeg)
            }
            Format::Raster(format) => {
                let raster = raster::read(&data, format, limits)?;
                File::Raster(data, raster)
            }
            Format::Svg => {
                let svg = svg::read(&data, limits)?;
                File::Svg(data, svg)
            }
        };
        Ok(Picture { file })
    }

    /// SHA-256 of what it shows: of its file, without what a JPEG told of camera, place and author.
    pub fn digest(&self) -> [u8; 32] {
        let mut hash = Sha256::new();
        match &self.file {
            File::Jpeg(Jpeg { data, orientation, profile, .. }) => {
                hash.update([orientation.0]);
                hash.update(profile.as_deref().unwrap_or_default());
                hash.update(data);
            }
            File::Raster(data, _) | File::Svg(data, _) => hash.update(data),
        }
        hash.finalize().into()
    }

    /// The words that it shows as text, all together, without white space: those of an SVG.
    pub fn text(&self) -> String {
        match &self.file {
            File::Svg(data, _) => svg::words(data),
            File::Jpeg(_) | File::Raster(..) => String::new(),
        }
    }

    /// How many shapes a drawing becomes; a picture of pixels is none.
    pub(super) fn shapes(&self) -> u64 {
        match &self.file {
            File::Svg(_, svg) => svg.shapes,
            File::Jpeg(_) | File::Raster(..) => 0,
        }
    }

    /// How many pixels it has; a drawing has none.
    pub(super) fn pixels(&self) -> u64 {
        match &self.file {
            File::Jpeg(jpeg) => u64::from(jpeg.width) * u64::from(jpeg.height),
            File::Raster(_, raster) => u64::from(raster.width) * u64::from(raster.height),
            File::Svg(..) => 0,
        }
    }

    /// Width and height, upright, at the resolution that the file states, or else at 96 dpi.
    pub fn size(&self) -> (Pt, Pt) {
        let (width, height, orientation, resolution) = match &self.file {
            File::Jpeg(jpeg) => (jpeg.width, jpeg.height, jpeg.orientation, jpeg.resolution),
            File::Raster(_, raster) => (raster.width, raster.height, raster.orientation, raster.resolution),
            File::Svg(_, svg) => return svg.size,
        };
        let Resolution { x, y } = resolution.unwrap_or(USUAL);
        let across = Pt(f64::from(width) / x * POINTS_PER_INCH);
        let down = Pt(f64::from(height) / y * POINTS_PER_INCH);
        if orientation.is_sideways() { (down, across) } else { (across, down) }
    }
}

impl Limits {
    /// Whether a picture claims no more pixels than it may, and no more memory at so many bytes a pixel.
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
        // A picture may be turned before it is scaled.
        let row = u64::from(width.max(height)).saturating_mul(BYTES_PER_COLUMN);
        if pixels.saturating_mul(bytes_per_pixel).saturating_add(row) > self.memory_bytes {
            return Err(too_much_memory());
        }
        Ok(())
    }
}
