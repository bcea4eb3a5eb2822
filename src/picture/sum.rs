//! What all pictures of a report ask of the machine together: their files are held at once, and each is decoded.

use super::Picture;
use super::faults::smaller;
use crate::diagnostic::{Diagnostic, message};
use crate::picture::rules::LIMIT_PICTURE;
use crate::report::bounds::{Bound, Bounds};

/// What the pictures so far ask for.
#[derive(Debug)]
pub(super) struct Sum {
    bytes: u64,
    pixels: u64,
    shapes: u64,
    most_bytes: u64,
    most_pixels: u64,
    most_shapes: u64,
}

impl Sum {
    /// Nothing yet, of a report that may have so much.
    pub(super) fn within(bounds: &Bounds) -> Sum {
        let most_pixels = (bounds.of(Bound::Pixels) as u64).saturating_mul(1_000_000);
        let (most_bytes, most_shapes) = (bounds.bytes_of(Bound::Pictures), bounds.of(Bound::Shapes) as u64);
        Sum { bytes: 0, pixels: 0, shapes: 0, most_bytes, most_pixels, most_shapes }
    }

    /// Adds a file that is still to be read.
    ///
    /// # Errors
    /// With it there are too many bytes.
    pub(super) fn add_file(&mut self, bytes: u64) -> Result<(), Diagnostic> {
        self.bytes = self.bytes.saturating_add(bytes);
        if self.bytes <= self.most_bytes {
            return Ok(());
        }
        let (sum, most) = (self.bytes >> 20, self.most_bytes >> 20);
        let message = message!(
            zh: "到这张为止，图片文件一共有 {sum} MiB，最多 {most} MiB",
            en: "with this one the picture files have {sum} MiB; {most} MiB are allowed",
        );
        Err(Diagnostic::error(&LIMIT_PICTURE, message).help(Bound::Pictures.help(&smaller())))
    }

    /// Adds a picture that is still to be decoded, or drawn.
    ///
    /// # Errors
    /// With it there are too many pixels, or shapes.
    pub(super) fn add(&mut self, picture: &Picture) -> Result<(), Diagnostic> {
        self.pixels = self.pixels.saturating_add(picture.pixels());
        self.shapes = self.shapes.saturating_add(picture.shapes());
        if self.pixels > self.most_pixels {
            let (sum, most) = (self.pixels / 1_000_000, self.most_pixels / 1_000_000);
            let message = message!(
                zh: "到这张为止，图片一共有 {sum} 百万像素，最多 {most} 百万",
                en: "with this one the pictures have {sum} million pixels; {most} million are allowed",
            );
            return Err(Diagnostic::error(&LIMIT_PICTURE, message).help(Bound::Pixels.help(&smaller())));
        }
        if self.shapes > self.most_shapes {
            let (sum, most) = (self.shapes, self.most_shapes);
            let message = message!(
                zh: "到这张为止，SVG 一共要画 {sum} 个图形，最多 {most} 个",
                en: "with this one the SVGs draw {sum} shapes; {most} are allowed",
            );
            let help = message!(
                zh: "在绘图软件里简化图形，或另存为 PNG",
                en: "simplify the drawings, or save them as PNG",
            );
            return Err(Diagnostic::error(&LIMIT_PICTURE, message).help(Bound::Shapes.help(&help)));
        }
        Ok(())
    }
}
