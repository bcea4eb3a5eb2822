//! Pictures within an SVG. They are made ready here, as the files beside the report are: what draws an SVG would pass a
//! photograph's place and author on, and takes four components for three.

use std::sync::{Arc, Mutex, PoisonError};

use svg2pdf::usvg::{ImageHrefResolver, ImageKind};

use super::super::faults::smaller;
use super::super::format::{Format, tell};
use super::super::jpeg::Jpeg;
use super::super::orientation::Orientation;
use super::super::{Limits, raster};
use crate::diagnostic::{Diagnostic, message};
use crate::picture::rules;

/// What becomes of the pictures within an SVG.
pub(super) struct Pictures {
    limits: Limits,
    /// Whether they are made ready; else they are only looked over.
    are_drawn: bool,
    state: Mutex<State>,
}

#[derive(Default)]
struct State {
    /// Pixels so far: a drawing of many pictures may claim no more than one large picture.
    pixels: u64,
    fault: Option<Diagnostic>,
}

impl Pictures {
    pub(super) fn new(limits: &Limits, are_drawn: bool) -> Pictures {
        Pictures { limits: *limits, are_drawn, state: Mutex::default() }
    }

    /// What usvg asks. It cannot be told what is wrong with a picture, so that is kept.
    pub(super) fn resolver(&self) -> ImageHrefResolver<'_> {
        ImageHrefResolver {
            resolve_data: Box::new(|_, data, _| {
                let mut state = self.state.lock().unwrap_or_else(PoisonError::into_inner);
                match self.ready(&data, &mut state.pixels) {
                    Ok(picture) => picture,
                    Err(fault) => {
                        state.fault.get_or_insert(fault);
                        None
                    }
                }
            }),
            // Nothing is ever read from beside the drawing.
            resolve_string: Box::new(|_, _| None),
        }
    }

    /// What is wrong with the first picture that cannot be shown.
    pub(super) fn fault(self) -> Option<Diagnostic> {
        self.state.into_inner().unwrap_or_else(PoisonError::into_inner).fault
    }

    fn ready(&self, data: &[u8], claimed: &mut u64) -> Result<Option<ImageKind>, Diagnostic> {
        let mut claim = |width: u32, height: u32| {
            *claimed = claimed.saturating_add(u64::from(width) * u64::from(height));
            if *claimed > self.limits.pixels { Err(too_many(self.limits.pixels)) } else { Ok(()) }
        };
        match tell(data)? {
            Format::Jpeg => {
                let jpeg = Jpeg::read(data.to_vec())?;
                claim(jpeg.width, jpeg.height)?;
                jpeg.check(&self.limits)?;
                if !self.are_drawn {
                    return Ok(None);
                }
                if jpeg.components != 4 && jpeg.orientation == Orientation(1) {
                    return Ok(Some(ImageKind::JPEG(Arc::new(jpeg.data))));
                }
                jpeg.into_pixels(&self.limits)?.to_png(None).map(png)
            }
            Format::Raster(format) => {
                let raster = raster::read(data, format, &self.limits)?;
                claim(raster.width, raster.height)?;
                if !self.are_drawn {
                    return Ok(None);
                }
                raster::decode(data, &raster, &self.limits)?.0.to_png(None).map(png)
            }
            Format::Svg => Err(Diagnostic::error(
                &rules::PICTURE_SVG,
                message!(zh: "SVG 里嵌入了另一个 SVG", en: "another SVG is embedded in the SVG"),
            )
            .help(message!(
                zh: "把它的图形直接放进来，或另存为 PNG 再嵌入",
                en: "put its shapes into the drawing itself, or embed it as PNG",
            ))),
        }
    }
}

fn png(file: Vec<u8>) -> Option<ImageKind> {
    Some(ImageKind::PNG(Arc::new(file)))
}

fn too_many(most: u64) -> Diagnostic {
    Diagnostic::error(
        &rules::LIMIT_PICTURE,
        message!(
            zh: "SVG 里嵌入的图片太大，合计最多 {most} 像素",
            en: "the pictures embedded in the SVG are too large, at most {most} pixels together",
        ),
    )
    .help(smaller())
}
