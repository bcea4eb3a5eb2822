//! Decoded pixels: eight bits a component, opacity apart from colour.

use std::borrow::Cow;

use image::DynamicImage;
use png::{BitDepth, ColorType, Compression, Encoder, Filter, Info};

use super::faults::broken;
use super::orientation::Orientation;
use crate::diagnostic::Diagnostic;

/// Decoded pixels: eight bits a component, opacity apart from colour.
#[derive(Debug)]
pub struct Pixels {
    /// Pixels a row.
    pub width: u32,
    /// Rows.
    pub height: u32,
    /// Whether a pixel has one component; else it has three.
    pub is_grey: bool,
    /// The colours, row by row.
    pub colour: Vec<u8>,
    /// How opaque each pixel is; `None` if all are opaque.
    pub alpha: Option<Vec<u8>>,
}

impl Pixels {
    /// Pixels; `None` if there are none, or too few or too many of them.
    pub(super) fn new(
        width: u32,
        height: u32,
        is_grey: bool,
        colour: Vec<u8>,
        alpha: Option<Vec<u8>>,
    ) -> Option<Pixels> {
        let count = usize::try_from(width).ok()?.checked_mul(usize::try_from(height).ok()?)?;
        let is_whole = count > 0
            && colour.len() == count.checked_mul(if is_grey { 1 } else { 3 })?
            && alpha.as_ref().is_none_or(|alpha| alpha.len() == count);
        let alpha = alpha.filter(|alpha| alpha.iter().any(|opacity| *opacity != u8::MAX));
        is_whole.then_some(Pixels { width, height, is_grey, colour, alpha })
    }

    /// The pixels of a decoded picture.
    pub(super) fn of(image: DynamicImage) -> Option<Pixels> {
        let (width, height) = (image.width(), image.height());
        let (is_grey, colour, alpha) = match image {
            DynamicImage::ImageLuma8(image) => (true, image.into_raw(), None),
            DynamicImage::ImageLumaA8(image) => part(image.into_raw(), 1),
            DynamicImage::ImageRgb8(image) => (false, image.into_raw(), None),
            DynamicImage::ImageRgba8(image) => part(image.into_raw(), 3),
            DynamicImage::ImageLuma16(image) => (true, eight_bits(&image.into_raw()), None),
            DynamicImage::ImageLumaA16(image) => part(eight_bits(&image.into_raw()), 1),
            DynamicImage::ImageRgb16(image) => (false, eight_bits(&image.into_raw()), None),
            DynamicImage::ImageRgba16(image) => part(eight_bits(&image.into_raw()), 3),
            other => part(other.into_rgba8().into_raw(), 3),
        };
        Pixels::new(width, height, is_grey, colour, alpha)
    }

    /// The pixels as a PNG file, with their ICC profile if they have one.
    ///
    /// # Errors
    /// Never with pixels of a picture.
    pub fn to_png(&self, profile: Option<&[u8]>) -> Result<Vec<u8>, Diagnostic> {
        let joined;
        let samples = match &self.alpha {
            None => &self.colour,
            Some(alpha) => {
                let pixels = self.colour.chunks_exact(self.components()).zip(alpha);
                joined = pixels.flat_map(|(colour, alpha)| colour.iter().chain([alpha])).copied().collect();
                &joined
            }
        };
        let mut about = Info::with_size(self.width, self.height);
        about.bit_depth = BitDepth::Eight;
        about.color_type = match (self.is_grey, &self.alpha) {
            (true, None) => ColorType::Grayscale,
            (true, Some(_)) => ColorType::GrayscaleAlpha,
            (false, None) => ColorType::Rgb,
            (false, Some(_)) => ColorType::Rgba,
        };
        about.icc_profile = profile.map(Cow::Borrowed);
        let mut file = Vec::new();
        let written = Encoder::with_info(&mut file, about).and_then(|mut encoder| {
            encoder.set_compression(Compression::Fast);
            encoder.set_filter(Filter::Adaptive);
            encoder.write_header()?.write_image_data(samples)
        });
        written.map_err(|_| broken())?;
        Ok(file)
    }

    /// Components of a pixel.
    pub(super) fn components(&self) -> usize {
        if self.is_grey { 1 } else { 3 }
    }

    /// Stored pixels, turned so that they stand upright.
    pub(super) fn upright(self, orientation: Orientation) -> Pixels {
        if orientation.is_upright() {
            return self;
        }
        let (width, height) = (self.width as usize, self.height as usize);
        let turned = |plane: &[u8], components: usize| turn(plane, width, height, components, orientation);
        let (width, height) =
            if orientation.is_sideways() { (self.height, self.width) } else { (self.width, self.height) };
        Pixels {
            width,
            height,
            is_grey: self.is_grey,
            colour: turned(&self.colour, self.components()),
            alpha: self.alpha.map(|alpha| turned(&alpha, 1)),
        }
    }
}

/// Parts colour and opacity in place, so that the pixels are in memory once.
fn part(mut samples: Vec<u8>, components: usize) -> (bool, Vec<u8>, Option<Vec<u8>>) {
    let step = components + 1;
    let count = samples.len() / step;
    let alpha = samples.chunks_exact(step).map(|pixel| pixel[components]).collect();
    for at in 0..count {
        samples.copy_within(at * step..at * step + components, at * components);
    }
    samples.truncate(count * components);
    (components == 1, samples, Some(alpha))
}

/// 65,535 becomes 255, what is between is rounded.
fn eight_bits(samples: &[u16]) -> Vec<u8> {
    samples.iter().map(|sample| ((u32::from(*sample) * 255 + 32_767) / 65_535) as u8).collect()
}

/// Turns a plane (Exif 2.3, Orientation: where the first row and the first column of what is stored belong).
fn turn(plane: &[u8], width: usize, height: usize, components: usize, orientation: Orientation) -> Vec<u8> {
    let (wide, high) = if orientation.is_sideways() { (height, width) } else { (width, height) };
    let mut turned = Vec::with_capacity(plane.len());
    for y in 0..high {
        for x in 0..wide {
            let (column, row) = match orientation.0 {
                2 => (width - 1 - x, y),
                3 => (width - 1 - x, height - 1 - y),
                4 => (x, height - 1 - y),
                5 => (y, x),
                6 => (y, height - 1 - x),
                7 => (width - 1 - y, height - 1 - x),
                8 => (width - 1 - y, x),
                _ => (x, y),
            };
            let at = (row * width + column) * components;
            turned.extend_from_slice(&plane[at..at + components]);
        }
    }
    turned
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used)]

    use super::*;

    /// `ABC/DEF` as stored; what stands upright, by the table of Exif 2.3.
    #[test]
    fn each_orientation_turns_as_exif_says() {
        let upright = |value: u8| {
            let stored = Pixels::new(3, 2, true, b"ABCDEF".to_vec(), Some(b"ABCDEF".to_vec()));
            let pixels = stored.expect("six pixels").upright(Orientation(value));
            assert_eq!(Some(&pixels.colour), pixels.alpha.as_ref());
            (pixels.width, pixels.height, String::from_utf8(pixels.colour).expect("letters"))
        };
        assert_eq!(upright(1), (3, 2, "ABCDEF".into()));
        assert_eq!(upright(2), (3, 2, "CBAFED".into()));
        assert_eq!(upright(3), (3, 2, "FEDCBA".into()));
        assert_eq!(upright(4), (3, 2, "DEFABC".into()));
        assert_eq!(upright(5), (2, 3, "ADBECF".into()));
        assert_eq!(upright(6), (2, 3, "DAEBFC".into()));
        assert_eq!(upright(7), (2, 3, "FCEBDA".into()));
        assert_eq!(upright(8), (2, 3, "CFBEAD".into()));
        assert_eq!(upright(0), (3, 2, "ABCDEF".into()));
    }

    #[test]
    fn sixteen_bits_are_rounded() {
        assert_eq!(
            eight_bits(&[0, 128, 129, 32_767, 32_896, 65_406, 65_407, 65_535]),
            [0, 0, 1, 127, 128, 254, 255, 255]
        );
    }
}
