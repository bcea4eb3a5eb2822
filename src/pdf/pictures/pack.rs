//! Pixels, packed as a PDF holds them: the fewest components that show them, then zlib over rows with a PNG filter in
//! front of each (ISO 32000-1, 7.4.4.4, Predictor 15).

use std::collections::BTreeMap;

use png::{BitDepth, ColorType, Compression, Encoder, Filter};

use crate::diagnostic::Diagnostic;
use crate::picture::{Pixels, broken};

/// Most colours of a palette of eight bits.
const PALETTE: usize = 256;

/// Pixels as a PDF holds them, eight bits a component.
pub(super) struct Packed {
    /// Pixels a row.
    pub(super) width: u32,
    /// Rows.
    pub(super) height: u32,
    /// What a pixel is.
    pub(super) colours: Colours,
    /// The pixels.
    pub(super) data: Vec<u8>,
    /// How opaque each pixel is, packed alike, one component; `None` if all are opaque.
    pub(super) alpha: Option<Vec<u8>>,
    /// Their ICC profile, if they have a sound one.
    pub(super) profile: Option<Vec<u8>>,
}

/// What a pixel is.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Colours {
    /// One component.
    Grey,
    /// Three components.
    Rgb,
    /// One component: the index of a colour in a list of at most 256, three bytes each.
    Palette(Vec<u8>),
}

/// Packs pixels.
pub(super) fn pack(pixels: Pixels, profile: Option<Vec<u8>>) -> Result<Packed, Diagnostic> {
    let Pixels { width, height, is_grey, colour, alpha } = pixels;
    let (colours, data) = if is_grey {
        (Colours::Grey, zlib(width, height, ColorType::Grayscale, Filter::Adaptive, &colour)?)
    } else if profile.is_none() && colour.chunks_exact(3).all(|pixel| pixel[0] == pixel[1] && pixel[1] == pixel[2]) {
        // With an RGB profile the grey would need another profile.
        let grey: Vec<u8> = colour.chunks_exact(3).map(|pixel| pixel[0]).collect();
        (Colours::Grey, zlib(width, height, ColorType::Grayscale, Filter::Adaptive, &grey)?)
    } else if let Some((palette, indices)) = indexed(&colour) {
        // Neighbouring indices are no neighbouring colours: a filter would do harm.
        (Colours::Palette(palette), zlib(width, height, ColorType::Grayscale, Filter::NoFilter, &indices)?)
    } else {
        (Colours::Rgb, zlib(width, height, ColorType::Rgb, Filter::Adaptive, &colour)?)
    };
    let alpha = match alpha {
        Some(alpha) => Some(zlib(width, height, ColorType::Grayscale, Filter::Adaptive, &alpha)?),
        None => None,
    };
    Ok(Packed { width, height, colours, data, alpha, profile })
}

/// The colours in use, in ascending order, and the index of each pixel's; `None` if they are too many.
fn indexed(colour: &[u8]) -> Option<(Vec<u8>, Vec<u8>)> {
    let mut colours: BTreeMap<[u8; 3], u8> = BTreeMap::new();
    let mut last = None;
    for pixel in colour.chunks_exact(3) {
        let pixel = [pixel[0], pixel[1], pixel[2]];
        // Neighbours are mostly alike.
        if last.replace(pixel) != Some(pixel) {
            colours.insert(pixel, 0);
            if colours.len() > PALETTE {
                return None;
            }
        }
    }
    for (index, place) in (0..=u8::MAX).zip(colours.values_mut()) {
        *place = index;
    }
    let mut last = ([0; 3], None);
    let mut index = |pixel: [u8; 3]| {
        if last.1.is_none() || last.0 != pixel {
            last = (pixel, colours.get(&pixel).copied());
        }
        last.1.unwrap_or_default()
    };
    let indices = colour.chunks_exact(3).map(|pixel| index([pixel[0], pixel[1], pixel[2]])).collect();
    Some((colours.into_keys().flatten().collect(), indices))
}

/// The pixel data of a PNG that shows these samples.
fn zlib(width: u32, height: u32, colours: ColorType, filter: Filter, samples: &[u8]) -> Result<Vec<u8>, Diagnostic> {
    let mut file = Vec::new();
    let mut encoder = Encoder::new(&mut file, width, height);
    encoder.set_color(colours);
    encoder.set_depth(BitDepth::Eight);
    encoder.set_compression(Compression::High);
    encoder.set_filter(filter);
    let written = encoder.write_header().and_then(|mut writer| {
        writer.write_image_data(samples)?;
        writer.finish()
    });
    written.map_err(|_| broken())?;
    Ok(pixel_data(&file))
}

/// What the IDAT chunks of a PNG hold, together one zlib stream (PNG 3rd edition, 10.1).
fn pixel_data(file: &[u8]) -> Vec<u8> {
    let mut data = Vec::with_capacity(file.len());
    let mut at = 8;
    while let Some(length) = file.get(at..at + 4).and_then(|length| length.try_into().ok()) {
        let length = u32::from_be_bytes(length) as usize;
        let chunk = file.get(at + 4..).unwrap_or_default();
        if chunk.starts_with(b"IDAT") {
            data.extend_from_slice(chunk.get(4..4 + length).unwrap_or_default());
        }
        // Length, type and checksum stand around it.
        at += 12 + length;
    }
    data
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used)]

    use super::*;
    use crate::picture::samples::unpacked;

    fn packed(width: u32, colour: &[u8], alpha: Option<&[u8]>, profile: Option<Vec<u8>>) -> Packed {
        let height = (colour.len() / 3) as u32 / width;
        let (colour, alpha) = (colour.to_vec(), alpha.map(<[u8]>::to_vec));
        pack(Pixels { width, height, is_grey: false, colour, alpha }, profile).expect("packed")
    }

    #[test]
    fn grey_of_three_components_becomes_one() {
        let colour = [1, 1, 1, 2, 2, 2, 3, 3, 3, 4, 4, 4];
        let Packed { colours, data, .. } = packed(2, &colour, None, None);
        assert_eq!(colours, Colours::Grey);
        assert_eq!(unpacked(&data, 2, 1), [1, 2, 3, 4]);
        let Packed { colours, .. } = packed(2, &colour, None, Some(vec![0]));
        assert_eq!(colours, Colours::Palette(colour.to_vec()));
    }

    #[test]
    fn few_colours_become_a_palette() {
        let Packed { colours, data, alpha, .. } = packed(2, &[9, 8, 7, 1, 2, 3, 1, 2, 3, 9, 8, 7], None, None);
        assert_eq!(colours, Colours::Palette(vec![1, 2, 3, 9, 8, 7]));
        assert_eq!(unpacked(&data, 2, 1), [1, 0, 0, 1]);
        assert_eq!(alpha, None);
    }

    #[test]
    fn many_colours_stay() {
        let colour: Vec<u8> = (0..257u32).flat_map(|at| [(at / 2) as u8, 7, (at % 2) as u8]).collect();
        let Packed { colours, data, .. } = packed(257, &colour, None, None);
        assert_eq!(colours, Colours::Rgb);
        assert_eq!(unpacked(&data, 257, 3), colour);
    }
}
