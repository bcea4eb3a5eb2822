//! What a picture shows, ready for its place, whatever the output that it goes to.

use super::jpeg::Jpeg;
use super::pixels::Pixels;
use super::svg::ResolvedSvg;

/// A picture, ready for its place.
#[derive(Debug)]
pub struct Prepared {
    /// What it shows.
    pub graphic: Graphic,
    /// Its resolution before it was scaled down, if it was.
    pub scaled_from_dpi: Option<u32>,
}

/// What a picture shows.
#[derive(Debug)]
pub enum Graphic {
    /// A JPEG as it came, but for what it told of camera, place and author.
    Jpeg(Jpeg),
    /// Decoded pixels, upright.
    Pixels {
        /// The pixels.
        pixels: Pixels,
        /// Their ICC profile, if they have a sound one.
        profile: Option<Vec<u8>>,
    },
    /// A drawing.
    Svg(ResolvedSvg),
}
