//! PNG, WebP, BMP, TIFF and GIF, decoded through `image`.

use std::io::{Cursor, ErrorKind};

use image::{DynamicImage, ImageDecoder, ImageError, ImageFormat, ImageReader};

use super::bytes::{be32, le32};
use super::exif::{self, Exif};
use super::faults::{broken, cut_short, too_much_memory};
use super::guard::guarded;
use super::orientation::Orientation;
use super::pixels::Pixels;
use super::resolution::Resolution;
use super::{Limits, icc};
use crate::diagnostic::{Diagnostic, message};
use crate::picture::rules;

/// Bytes of a PNG's profile and of the other things that are said of its pixels.
const MOST_BESIDE_PIXELS: u64 = 64 << 20;

/// Of four components of sixteen bits.
const MOST_BYTES_A_PIXEL: u64 = 8;

/// What the head of a file says.
#[derive(Clone, Debug)]
pub(super) struct Raster {
    format: ImageFormat,
    /// Pixels a row, as stored.
    pub(super) width: u32,
    /// Rows, as stored.
    pub(super) height: u32,
    /// How it must be turned.
    pub(super) orientation: Orientation,
    /// How fine it is, if it says so.
    pub(super) resolution: Option<Resolution>,
}

/// Reads the head of a file and checks what the rest would ask for.
pub(super) fn read(bytes: &[u8], format: ImageFormat, limits: &Limits) -> Result<Raster, Diagnostic> {
    guarded(broken, || {
        let mut decoder = open(bytes, format, limits)?;
        let (width, height) = decoder.dimensions();
        check(&decoder, limits)?;
        // Exif data that cannot be read are as good as none.
        let exif = match format {
            ImageFormat::Tiff => exif::read(bytes),
            _ => decoder.exif_metadata().ok().flatten().map_or(Exif::NONE, |data| exif::read(&data)),
        };
        let resolution = match format {
            ImageFormat::Png => png_resolution(bytes).or(exif.resolution),
            ImageFormat::Bmp => bmp_resolution(bytes),
            _ => exif.resolution,
        };
        Ok(Raster { format, width, height, orientation: exif.orientation, resolution })
    })
}

/// Decodes a file, upright, with its profile if that is sound. Of a moving picture the first frame.
pub(super) fn decode(bytes: &[u8], raster: &Raster, limits: &Limits) -> Result<(Pixels, Option<Vec<u8>>), Diagnostic> {
    guarded(broken, || {
        let mut decoder = open(bytes, raster.format, limits)?;
        check(&decoder, limits)?;
        let profile = decoder.icc_profile().ok().flatten();
        let image = DynamicImage::from_decoder(decoder).map_err(|error| fault_of(&error))?;
        let pixels = Pixels::of(image).ok_or_else(broken)?;
        let profile = icc::sound(profile, pixels.is_grey);
        Ok((pixels.upright(raster.orientation), profile))
    })
}

fn open<'a>(bytes: &'a [u8], format: ImageFormat, limits: &Limits) -> Result<impl ImageDecoder + 'a, Diagnostic> {
    let mut bounds = image::Limits::no_limits();
    bounds.max_alloc = Some(match format {
        ImageFormat::Png => limits.memory_bytes.min(beside_pixels(bytes)),
        _ => limits.memory_bytes,
    });
    let mut reader = ImageReader::with_format(Cursor::new(bytes), format);
    reader.limits(bounds);
    reader.into_decoder().map_err(|error| fault_of(&error))
}

/// Bytes that a PNG may take beside its pixels: a row, and what is said of them. A profile that unpacks to more is left
/// alone, as none that is sound has as much.
fn beside_pixels(bytes: &[u8]) -> u64 {
    // IHDR opens with the width (PNG 3rd edition, 11.2.2).
    u64::from(be32(bytes, 16).unwrap_or_default()).saturating_mul(MOST_BYTES_A_PIXEL).saturating_add(MOST_BESIDE_PIXELS)
}

/// Whether a decoder may go on: what it claims, with what is made of it.
fn check(decoder: &impl ImageDecoder, limits: &Limits) -> Result<(), Diagnostic> {
    let (width, height) = decoder.dimensions();
    let colours = decoder.color_type();
    let parted = if colours.has_color() { 3 } else { 1 } + u64::from(colours.has_alpha());
    limits.check(width, height, u64::from(colours.bytes_per_pixel()) + parted)
}

/// What a decoder found wrong with a file.
fn fault_of(error: &ImageError) -> Diagnostic {
    match error {
        ImageError::Limits(_) => too_much_memory(),
        ImageError::Unsupported(_) => Diagnostic::error(
            &rules::PICTURE_FORMAT,
            message!(
                zh: "这张图片的格式是对的，但里面的颜色或压缩方式少见，不能用",
                en: "the format of this picture is known, but its colours or its compression are of a rare kind",
            ),
        )
        .help(message!(
            zh: "用看图软件打开它，另存为 PNG",
            en: "open it in a viewer and save it as PNG",
        )),
        ImageError::IoError(error) if error.kind() == ErrorKind::UnexpectedEof => cut_short(),
        _ => broken(),
    }
}

/// The pHYs chunk (PNG 3rd edition, 11.3.4.3): pixels a metre, if the unit is 1.
fn png_resolution(bytes: &[u8]) -> Option<Resolution> {
    let mut at: usize = 8;
    loop {
        let length = usize::try_from(be32(bytes, at)?).ok()?;
        let kind = bytes.get(at.checked_add(4)?..at.checked_add(8)?)?;
        let data = at.checked_add(8)?;
        match kind {
            b"pHYs" if *bytes.get(data.checked_add(8)?)? == 1 => {
                return Resolution::per_metre(be32(bytes, data)?, be32(bytes, data.checked_add(4)?)?);
            }
            b"IDAT" | b"pHYs" => return None,
            _ => at = data.checked_add(length)?.checked_add(4)?,
        }
    }
}

/// Pixels a metre in a BITMAPINFOHEADER and those that came after it.
fn bmp_resolution(bytes: &[u8]) -> Option<Resolution> {
    (le32(bytes, 14)? >= 40).then_some(())?;
    Resolution::per_metre(le32(bytes, 38)?, le32(bytes, 42)?)
}
