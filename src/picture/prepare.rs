//! A picture made ready for its place: decoded where it must be, and scaled down where it is finer than need be.

use super::faults::undrawable;
use super::graphic::{Graphic, Prepared};
use super::jpeg::Jpeg;
use super::pixels::Pixels;
use super::rules::PICTURE_BROKEN;
use super::scale::{USUAL_DPI, scaled, scaling};
use super::svg::{self, ResolvedSvg};
use super::{File, Limits, Picture, raster};
use crate::diagnostic::Diagnostic;
use crate::text::Faces;
use crate::units::Pt;

impl Picture {
    /// Decodes what [`Picture::read`] has not, without keeping it: whether [`Picture::prepare`] would fail, or `draw`,
    /// by which an output draws an SVG. A JPEG of one or three components is not decoded, as an output takes it as it
    /// is.
    ///
    /// # Errors
    /// Why it cannot be shown.
    pub fn verify(
        &self,
        limits: &Limits,
        faces: &Faces,
        draw: impl FnOnce(&ResolvedSvg) -> Result<(), Diagnostic>,
    ) -> Result<(), Diagnostic> {
        match &self.file {
            File::Jpeg(jpeg) if jpeg.components == 4 => jpeg.decode(limits).map(|_| ()),
            File::Jpeg(_) => Ok(()),
            File::Raster(data, raster) => raster::decode(data, raster, limits).map(|_| ()),
            File::Svg(data, _) => drawn(draw(&svg::resolve(data, limits, faces)?)),
        }
    }

    /// What [`Picture::prepare`] would say of it: how fine it is, if it would be scaled down. Nothing is scaled or
    /// kept.
    ///
    /// # Errors
    /// Why it cannot be shown.
    pub fn rehearse(
        &self,
        width: Pt,
        height: Pt,
        max_dpi: Option<u16>,
        limits: &Limits,
        faces: &Faces,
        draw: impl FnOnce(&ResolvedSvg) -> Result<(), Diagnostic>,
    ) -> Result<Option<u32>, Diagnostic> {
        let place = (width, height);
        let scaled = match &self.file {
            File::Jpeg(jpeg) if jpeg.components == 4 => scaling(upright(jpeg), place, max_dpi.unwrap_or(USUAL_DPI)),
            File::Jpeg(jpeg) => {
                let scaled = max_dpi.and_then(|max_dpi| scaling(upright(jpeg), place, max_dpi));
                // As it is it goes in unread.
                if scaled.is_some() {
                    jpeg.decode(limits)?;
                }
                scaled
            }
            File::Raster(_, raster) => {
                let turned = raster.orientation.is_sideways();
                let (across, down) = (raster.width, raster.height);
                let pixels = if turned { (down, across) } else { (across, down) };
                scaling(pixels, place, max_dpi.unwrap_or(USUAL_DPI))
            }
            File::Svg(..) => None,
        };
        self.verify(limits, faces, draw)?;
        Ok(scaled.map(|smaller| smaller.from_dpi))
    }

    /// Makes it ready for a place of this width and height, upright. What is finer than `max_dpi` (300 unless told) is
    /// scaled down, a JPEG only if told. A JPEG of four components becomes pixels.
    ///
    /// # Errors
    /// Why it cannot be shown, if that comes out only now.
    pub fn prepare(
        self,
        width: Pt,
        height: Pt,
        max_dpi: Option<u16>,
        limits: &Limits,
        faces: &Faces,
    ) -> Result<Prepared, Diagnostic> {
        let place = (width, height);
        match self.file {
            File::Jpeg(jpeg) if jpeg.components == 4 => Ok(pixels_for(place, jpeg.into_pixels(limits)?, None, max_dpi)),
            File::Jpeg(jpeg) => jpeg_for(place, jpeg, max_dpi, limits),
            File::Raster(data, raster) => {
                let (pixels, profile) = raster::decode(&data, &raster, limits)?;
                drop(data);
                Ok(pixels_for(place, pixels, profile, max_dpi))
            }
            File::Svg(data, _) => {
                let graphic = Graphic::Svg(svg::resolve(&data, limits, faces)?);
                Ok(Prepared { graphic, scaled_from_dpi: None })
            }
        }
    }
}

/// What came of the drawing of an SVG. It has been resolved: where an output fails on it, it is not damaged.
pub(super) fn drawn<T>(result: Result<T, Diagnostic>) -> Result<T, Diagnostic> {
    result.map_err(|fault| if fault.rule == &PICTURE_BROKEN { undrawable() } else { fault })
}

/// A JPEG: as it is, unless it is finer than somebody has said that it may be.
fn jpeg_for(place: (Pt, Pt), mut jpeg: Jpeg, max_dpi: Option<u16>, limits: &Limits) -> Result<Prepared, Diagnostic> {
    let Some(smaller) = max_dpi.and_then(|max_dpi| scaling(upright(&jpeg), place, max_dpi)) else {
        return Ok(Prepared { graphic: Graphic::Jpeg(jpeg), scaled_from_dpi: None });
    };
    let profile = jpeg.profile.take();
    let pixels = scaled(&jpeg.into_pixels(limits)?, smaller.width, smaller.height);
    let graphic = Graphic::Jpeg(Jpeg::encode(&pixels, profile)?);
    Ok(Prepared { graphic, scaled_from_dpi: Some(smaller.from_dpi) })
}

/// Pixels across and down, upright.
fn upright(jpeg: &Jpeg) -> (u32, u32) {
    if jpeg.orientation.is_sideways() { (jpeg.height, jpeg.width) } else { (jpeg.width, jpeg.height) }
}

fn pixels_for(place: (Pt, Pt), pixels: Pixels, profile: Option<Vec<u8>>, max_dpi: Option<u16>) -> Prepared {
    match scaling((pixels.width, pixels.height), place, max_dpi.unwrap_or(USUAL_DPI)) {
        None => Prepared { graphic: Graphic::Pixels { pixels, profile }, scaled_from_dpi: None },
        Some(smaller) => {
            let pixels = scaled(&pixels, smaller.width, smaller.height);
            Prepared { graphic: Graphic::Pixels { pixels, profile }, scaled_from_dpi: Some(smaller.from_dpi) }
        }
    }
}
