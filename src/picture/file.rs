//! A picture as a file that any other program shows: upright, its colours told, and nothing else told of it.

use std::sync::Arc;

use super::Limits;
use super::graphic::Graphic;
use crate::diagnostic::Diagnostic;
use crate::units::Pt;

/// A picture as a file.
#[derive(Clone, Debug)]
pub struct PictureFile {
    /// Its format.
    pub format: PictureFormat,
    /// The file.
    pub bytes: Arc<[u8]>,
    /// The same as PNG, for programs that draw no SVG; `None` if it is no SVG.
    pub drawn: Option<Arc<[u8]>>,
}

/// The formats of pictures that are handed on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PictureFormat {
    /// PNG.
    Png,
    /// JPEG.
    Jpeg,
    /// SVG.
    Svg,
}

impl PictureFormat {
    /// Its media type (RFC 2046).
    pub fn media_type(self) -> &'static str {
        match self {
            PictureFormat::Png => "image/png",
            PictureFormat::Jpeg => "image/jpeg",
            PictureFormat::Svg => "image/svg+xml",
        }
    }

    /// What names of such files end with, without the dot.
    pub fn ending(self) -> &'static str {
        match self {
            PictureFormat::Png => "png",
            PictureFormat::Jpeg => "jpg",
            PictureFormat::Svg => "svg",
        }
    }
}

impl PictureFile {
    /// What a picture shows, as a file; a drawing that is shown `width` wide also as pixels, `dpi` an inch.
    ///
    /// # Errors
    /// A picture that turns out to be damaged.
    pub fn new(graphic: Graphic, width: Pt, dpi: u32, limits: &Limits) -> Result<PictureFile, Diagnostic> {
        match graphic {
            Graphic::Jpeg(jpeg) => {
                let bytes = jpeg.upright(limits)?.to_file();
                Ok(PictureFile { format: PictureFormat::Jpeg, bytes: bytes.into(), drawn: None })
            }
            Graphic::Pixels { pixels, profile } => {
                let bytes = pixels.to_png(profile.as_deref())?;
                Ok(PictureFile { format: PictureFormat::Png, bytes: bytes.into(), drawn: None })
            }
            Graphic::Svg(drawing) => {
                let drawn = drawing.to_pixels(width, dpi)?.to_png(None)?;
                let bytes = drawing.to_svg().into_bytes();
                Ok(PictureFile { format: PictureFormat::Svg, bytes: bytes.into(), drawn: Some(drawn.into()) })
            }
        }
    }

    /// The picture as PNG or JPEG, and which of them it is.
    pub fn pixels(&self) -> (PictureFormat, &Arc<[u8]>) {
        match &self.drawn {
            Some(drawn) => (PictureFormat::Png, drawn),
            None => (self.format, &self.bytes),
        }
    }
}
