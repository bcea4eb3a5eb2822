//! Pictures: what a file shows, made ready for the PDF.
//!
//! Takes the bytes of a picture file, gives a [`Picture`] whose size is known, and, once its place on the page is known,
//! what goes into the PDF ([`Embedded`]). Knows formats, colours and the faces that an SVG's text is set in; knows nothing of
//! the report, of pages or of PDF objects.

mod embedded;
mod pictures;

pub use embedded::{Colours, Embedded, Ink, Orientation};
pub use pictures::{EmbeddedPictures, Pictures, Places};

use crate::diagnostic::Message;
use crate::text::Faces;
use crate::units::Pt;

/// What a picture may ask of the machine.
#[derive(Clone, Copy, Debug)]
pub struct Limits {
    /// Most pixels of one picture.
    pub pixels: u64,
    /// Most bytes that one picture may take in memory while it is decoded.
    pub memory_bytes: u64,
}

impl Default for Limits {
    fn default() -> Limits {
        Limits { pixels: 200_000_000, memory_bytes: 1 << 30 }
    }
}

/// A picture whose file has been looked over.
#[derive(Debug)]
pub struct Picture {
    bytes: Vec<u8>,
}

/// Why a file cannot be shown.
#[derive(Clone, Debug, PartialEq)]
pub struct Refusal {
    /// Code of the diagnostic.
    pub code: &'static str,
    /// What is wrong with it.
    pub message: Message,
    /// What to do about it.
    pub help: Option<Message>,
}

impl Picture {
    /// Looks a file over: its format, its size, and that it does not ask for more than it may. A JPEG is read to its
    /// end, other pixels are not decoded yet.
    ///
    /// # Errors
    /// Why it cannot be shown.
    pub fn read(bytes: Vec<u8>, limits: &Limits) -> Result<Picture, Refusal> {
        let _ = limits;
        Ok(Picture { bytes })
    }

    /// Width and height, upright, at the resolution that the file states, or else at 96 dpi.
    pub fn size(&self) -> (Pt, Pt) {
        (Pt::ZERO, Pt::ZERO)
    }

    /// Reads it to its end, without keeping it.
    ///
    /// # Errors
    /// Why it cannot be shown.
    pub fn verify(&self, limits: &Limits, faces: &Faces) -> Result<(), Refusal> {
        let _ = (limits, faces);
        Ok(())
    }

    /// Makes it ready for a place of this width and height. What is finer than `max_dpi` (300 unless told) is scaled
    /// down, a JPEG only if told.
    ///
    /// # Errors
    /// Why it cannot be shown, if that comes out only now.
    pub fn embed(
        self,
        width: Pt,
        height: Pt,
        max_dpi: Option<u16>,
        limits: &Limits,
        faces: &Faces,
    ) -> Result<Embedded, Refusal> {
        let _ = (width, height, max_dpi, limits, faces, self.bytes);
        Ok(Embedded { ink: Ink::Vector { pdf: Vec::new() }, scaled_from_dpi: None })
    }
}
