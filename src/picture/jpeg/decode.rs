//! A JPEG to pixels, and back.

use image::ExtendedColorType;
use image::codecs::jpeg::JpegEncoder;
use zune_jpeg::JpegDecoder;
use zune_jpeg::zune_core::bytestream::ZCursor;
use zune_jpeg::zune_core::colorspace::ColorSpace;
use zune_jpeg::zune_core::options::DecoderOptions;

use super::super::Limits;
use super::super::guard::guarded;
use super::super::orientation::Orientation;
use super::super::pixels::Pixels;
use super::Jpeg;
use super::faults::broken;
use crate::diagnostic::Diagnostic;

/// Quality of a photograph that is scaled down: hardly told from the original, at a third of the size of quality 97.
const QUALITY: u8 = 90;

impl Jpeg {
    /// Its pixels, upright: grey stays grey, all else becomes RGB. The file is given up for them.
    ///
    /// # Errors
    /// That they would take more memory than they may, or that the file is damaged.
    pub fn into_pixels(self, limits: &Limits) -> Result<Pixels, Diagnostic> {
        let pixels = self.decode(limits)?;
        let orientation = self.orientation;
        drop(self);
        Ok(pixels.upright(orientation))
    }

    /// The same, standing upright as it is stored. One that lies on its side is encoded anew.
    ///
    /// # Errors
    /// What [`Jpeg::into_pixels`] says.
    pub(in super::super) fn upright(mut self, limits: &Limits) -> Result<Jpeg, Diagnostic> {
        if self.orientation.is_upright() {
            return Ok(self);
        }
        let profile = self.profile.take();
        Jpeg::encode(&self.into_pixels(limits)?, profile)
    }

    /// Whether it may be decoded: what the decoder holds of a pixel, what it gives, and what is made of it.
    pub(in super::super) fn check(&self, limits: &Limits) -> Result<(), Diagnostic> {
        let components = u64::from(self.components);
        // A progressive file is held as coefficients of two bytes until its last scan.
        let coefficients = if self.is_progressive { 2 * components } else { 0 };
        limits.check(self.width, self.height, coefficients + components + 3)
    }

    /// Decodes it, not turned.
    pub(in super::super) fn decode(&self, limits: &Limits) -> Result<Pixels, Diagnostic> {
        self.check(limits)?;
        decoded(self)
    }

    /// Encodes pixels without alpha.
    pub(in super::super) fn encode(pixels: &Pixels, profile: Option<Vec<u8>>) -> Result<Jpeg, Diagnostic> {
        let mut data = Vec::new();
        let colours = if pixels.is_grey { ExtendedColorType::L8 } else { ExtendedColorType::Rgb8 };
        JpegEncoder::new_with_quality(&mut data, QUALITY)
            .encode(&pixels.colour, pixels.width, pixels.height, colours)
            .map_err(|_| broken())?;
        Ok(Jpeg {
            data,
            width: pixels.width,
            height: pixels.height,
            components: if pixels.is_grey { 1 } else { 3 },
            is_progressive: false,
            is_adobe: false,
            orientation: Orientation(1),
            resolution: None,
            profile,
        })
    }
}

fn decoded(jpeg: &Jpeg) -> Result<Pixels, Diagnostic> {
    guarded(broken, || {
        let open = |colours| {
            let options = DecoderOptions::default()
                // The way without SIMD: it gives the same samples on every machine.
                .set_use_unsafe(false)
                .set_max_width(usize::MAX)
                .set_max_height(usize::MAX)
                .set_strict_mode(false)
                .jpeg_set_out_colorspace(colours);
            JpegDecoder::new_with_options(ZCursor::new(&jpeg.data), options)
        };
        // The decoder's own way from CMYK takes every file for one of Adobe's, so four components are asked for as they
        // are stored.
        let mut decoder = open(ColorSpace::RGB);
        decoder.decode_headers().map_err(|_| broken())?;
        let stored = decoder.input_colorspace().ok_or_else(broken)?;
        let wanted = match jpeg.components {
            1 => ColorSpace::Luma,
            3 => ColorSpace::RGB,
            _ => stored,
        };
        let mut samples = open(wanted).decode().map_err(|_| broken())?;
        if jpeg.components == 4 {
            rgb_from_four(&mut samples, stored == ColorSpace::YCCK, jpeg.is_adobe);
        }
        Pixels::new(jpeg.width, jpeg.height, jpeg.components == 1, samples, None).ok_or_else(broken)
    })
}

/// CMYK or YCCK samples to RGB, in place. Ink is taken off the paper's white, as viewers do where a file has no
/// profile.
fn rgb_from_four(samples: &mut Vec<u8>, is_ycck: bool, is_inverted: bool) {
    let count = samples.len() / 4;
    for at in 0..count {
        let [a, b, c, k] = [0, 1, 2, 3].map(|part| samples.get(4 * at + part).copied().unwrap_or_default());
        let inks = if is_ycck { inks_from_ycc(a, b, c) } else { [a, b, c] };
        // Adobe stores how much of each ink is absent.
        let white = |ink: u8| u32::from(if is_inverted { ink } else { 255 - ink });
        for (part, ink) in inks.into_iter().enumerate() {
            let light = (white(ink) * white(k) + 127) / 255;
            if let Some(sample) = samples.get_mut(3 * at + part) {
                *sample = u8::try_from(light).unwrap_or(u8::MAX);
            }
        }
    }
    samples.truncate(3 * count);
}

/// YCC to CMY: the complement of what JFIF 1.02 makes of it (Adobe Technical Note 5116).
fn inks_from_ycc(y: u8, cb: u8, cr: u8) -> [u8; 3] {
    let (y, cb, cr) = (f32::from(y), f32::from(cb) - 128.0, f32::from(cr) - 128.0);
    let rgb = [y + 1.402 * cr, y - 0.344_136 * cb - 0.714_136 * cr, y + 1.772 * cb];
    rgb.map(|light| 255 - light.round().clamp(0.0, 255.0) as u8)
}
