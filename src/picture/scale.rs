//! Pixels, made fewer.
//!
//! Bicubic (Catmull-Rom), widened so that each pixel of the source counts: the same arithmetic on every machine, unlike
//! filters that need a sine. It goes row by row and holds one row between, where `imageops::resize` would hold a
//! picture of floats.

use super::pixels::Pixels;
use crate::units::Pt;

/// Finest resolution of pixels, unless told: what a printer's screen can show.
pub(super) const USUAL_DPI: u16 = 300;

/// A picture that is hardly too fine is left alone.
const TOLERANCE: f64 = 1.01;

const POINTS_PER_INCH: f64 = 72.0;

/// Reach of the kernel, in pixels of the coarser picture.
const REACH: f64 = 2.0;

/// Bytes that scaling down holds for each pixel of a row: its sums, and what it counts for in the narrower row, which
/// are some four weights.
pub(super) const BYTES_PER_COLUMN: u64 = 4 * 4 + 4 * 4;

/// What scaling down comes to.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Scaling {
    /// Pixels a row, after it.
    pub(super) width: u32,
    /// Rows, after it.
    pub(super) height: u32,
    /// Pixels an inch, before it.
    pub(super) from_dpi: u32,
}

/// What must be done so that a picture of this many pixels, upright, is not finer than it may be at its place.
pub(super) fn scaling(pixels: (u32, u32), place: (Pt, Pt), max_dpi: u16) -> Option<Scaling> {
    let per_inch = |count: u32, length: Pt| f64::from(count) * POINTS_PER_INCH / length.0;
    let dpi = per_inch(pixels.0, place.0).max(per_inch(pixels.1, place.1));
    let most = f64::from(max_dpi.max(1));
    // A place of no size says nothing of how fine a picture is in it.
    if place.0.0 <= 0.0 || place.1.0 <= 0.0 || !dpi.is_finite() || dpi <= most * TOLERANCE {
        return None;
    }
    let fewer = |count: u32| ((f64::from(count) * most / dpi).ceil() as u32).clamp(1, count);
    Some(Scaling { width: fewer(pixels.0), height: fewer(pixels.1), from_dpi: dpi.round() as u32 })
}

/// Scales pixels down. Colours count by how opaque they are, so that none seeps in from where nothing is seen.
pub(super) fn scaled(pixels: &Pixels, width: u32, height: u32) -> Pixels {
    let components = pixels.components();
    let channels = components + usize::from(pixels.alpha.is_some());
    let across: Vec<Taps> = taps(pixels.width, width).collect();
    let (wide, narrow) = (pixels.width as usize, width as usize);
    let mut row = vec![0.0f32; wide * channels];
    let mut colour = Vec::with_capacity(narrow * height as usize * components);
    let mut alpha = pixels.alpha.as_ref().map(|_| Vec::with_capacity(narrow * height as usize));
    for down in taps(pixels.height, height) {
        row.fill(0.0);
        for (weight, y) in down.weights.iter().zip(down.first..) {
            add_row(&mut row, pixels, y, *weight, channels);
        }
        for tap in &across {
            let mut sum = [0.0f32; 4];
            for (weight, pixel) in tap.weights.iter().zip(row.chunks_exact(channels).skip(tap.first)) {
                for (sum, sample) in sum.iter_mut().zip(pixel) {
                    *sum += weight * sample;
                }
            }
            let opacity = if alpha.is_some() { sum[components] } else { 255.0 };
            for sample in &sum[..components] {
                let sample = if opacity > 0.0 { sample * 255.0 / opacity } else { 0.0 };
                colour.push(sample.round().clamp(0.0, 255.0) as u8);
            }
            if let Some(alpha) = &mut alpha {
                alpha.push(opacity.round().clamp(0.0, 255.0) as u8);
            }
        }
    }
    Pixels { width, height, is_grey: pixels.is_grey, colour, alpha }
}

/// Adds a row of the source, times a weight; colours times their opacity.
fn add_row(sum: &mut [f32], pixels: &Pixels, y: usize, weight: f32, channels: usize) {
    let (width, components) = (pixels.width as usize, pixels.components());
    let colour = &pixels.colour[y * width * components..(y + 1) * width * components];
    match &pixels.alpha {
        None => {
            for (sum, sample) in sum.iter_mut().zip(colour) {
                *sum += weight * f32::from(*sample);
            }
        }
        Some(alpha) => {
            let alpha = &alpha[y * width..(y + 1) * width];
            for ((sum, colour), alpha) in sum.chunks_exact_mut(channels).zip(colour.chunks_exact(components)).zip(alpha)
            {
                let opacity = weight * f32::from(*alpha);
                for (sum, sample) in sum.iter_mut().zip(colour) {
                    *sum += opacity * f32::from(*sample) / 255.0;
                }
                sum[components] += opacity;
            }
        }
    }
}

/// The pixels of the source that make one of the target.
struct Taps {
    first: usize,
    weights: Vec<f32>,
}

/// One after another: of a picture of a hundred million rows all of them would take gigabytes.
fn taps(from: u32, to: u32) -> impl Iterator<Item = Taps> {
    let ratio = f64::from(from) / f64::from(to);
    let last = f64::from(from) - 1.0;
    let tap = move |at: u32| {
        let centre = (f64::from(at) + 0.5) * ratio - 0.5;
        let first = (centre - REACH * ratio).ceil().clamp(0.0, last);
        let end = (centre + REACH * ratio).floor().clamp(first, last);
        let raw: Vec<f64> =
            (0..=(end - first) as u32).map(|step| kernel((first + f64::from(step) - centre) / ratio)).collect();
        let sum: f64 = raw.iter().sum();
        Taps { first: first as usize, weights: raw.iter().map(|weight| (weight / sum) as f32).collect() }
    };
    (0..to).map(tap)
}

/// Catmull-Rom: the cubic of Mitchell and Netravali (1988) with B = 0, C = 1/2.
fn kernel(distance: f64) -> f64 {
    let x = distance.abs();
    if x < 1.0 {
        (1.5 * x - 2.5) * x * x + 1.0
    } else if x < 2.0 {
        ((-0.5 * x + 2.5) * x - 4.0) * x + 2.0
    } else {
        0.0
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used)]

    use super::*;

    const INCH: Pt = Pt(72.0);

    #[test]
    fn only_what_is_too_fine_is_scaled() {
        assert_eq!(scaling((300, 300), (INCH, INCH), 300), None);
        assert_eq!(scaling((303, 100), (INCH, INCH), 300), None);
        let half = Scaling { width: 300, height: 150, from_dpi: 600 };
        assert_eq!(scaling((600, 300), (INCH, INCH), 300), Some(half));
        assert_eq!(
            scaling((100, 5000), (INCH, INCH * 10.0), 100),
            Some(Scaling { width: 20, height: 1000, from_dpi: 500 })
        );
        assert_eq!(scaling((600, 300), (Pt::ZERO, INCH), 300), None);
        assert_eq!(scaling((600, 300), (Pt(f64::NAN), INCH), 300), None);
        assert_eq!(
            scaling((1, 100_000), (INCH, INCH), 300),
            Some(Scaling { width: 1, height: 300, from_dpi: 100_000 })
        );
    }

    #[test]
    fn one_colour_stays_that_colour() {
        let colour = [10, 200, 90].repeat(100 * 40);
        let pixels = Pixels::new(100, 40, false, colour, None).expect("pixels");
        let small = scaled(&pixels, 33, 7);
        assert_eq!(small.colour, [10, 200, 90].repeat(33 * 7));
        assert_eq!((small.width, small.height, small.alpha), (33, 7, None));
    }

    #[test]
    fn what_is_not_seen_gives_no_colour() {
        // White that is seen, beside red that is not.
        let colour = [[255, 255, 255].repeat(8), [255, 0, 0].repeat(8)].concat().repeat(16);
        let alpha = [[255].repeat(8), [0].repeat(8)].concat().repeat(16);
        let pixels = Pixels::new(16, 16, false, colour, Some(alpha)).expect("pixels");
        let small = scaled(&pixels, 3, 3);
        let alpha = small.alpha.expect("alpha");
        for (pixel, opacity) in small.colour.chunks_exact(3).zip(&alpha) {
            assert!(*opacity == 0 || pixel == [255, 255, 255], "{pixel:?} {opacity}");
        }
        assert!(alpha[0] > 240 && (100..156).contains(&alpha[1]) && alpha[2] < 15, "{alpha:?}");
    }

    #[test]
    fn to_one_pixel_is_the_mean_of_all() {
        let pixels = Pixels::new(2, 1, true, vec![0, 100], None).expect("pixels");
        assert_eq!(scaled(&pixels, 1, 1).colour, [50]);
    }
}
