//! Pictures, embedded.
//!
//! Takes what `picture` makes ready, one after the other, so that no two are in memory as pixels; gives what stands in
//! the file. A JPEG goes in as it is, `pack` packs pixels, `svg` draws an SVG as vectors; `xobject` puts all of them
//! into the document.

mod pack;
mod svg;
#[cfg(test)]
mod tests;
mod xobject;

use crate::diagnostic::Diagnostic;
use crate::narrative::PictureId;
use crate::picture::{Graphic, Jpeg, Limits, Pictures};
use crate::text::Faces;
use crate::units::Pt;
use pack::{Packed, pack};
pub(super) use xobject::{Names, add};

/// The pictures of a report, ready for the file.
#[derive(Default)]
pub struct EmbeddedPictures {
    /// Each picture once.
    pictures: Vec<Embedded>,
    /// For each [`PictureId`] its index among them.
    by_id: Vec<usize>,
}

/// A picture, ready for the file.
enum Embedded {
    /// A JPEG (DCTDecode).
    Jpeg(Jpeg),
    /// Pixels (FlateDecode).
    Pixels(Packed),
    /// A drawing: a PDF file of one page that is as large as the drawing.
    Drawing(Vec<u8>),
}

/// Makes all pictures of a report ready, each for the largest of the places in which it is shown, and notes what has
/// been scaled down.
///
/// # Errors
/// Every picture that turns out to be damaged.
pub fn embed_pictures(
    pictures: Pictures,
    places: &[(PictureId, Pt, Pt)],
    max_dpi: Option<u16>,
    limits: &Limits,
    faces: &Faces,
) -> Result<(EmbeddedPictures, Vec<Diagnostic>), Vec<Diagnostic>> {
    let ready = pictures.prepare(places, max_dpi, limits, faces, |graphic, _| embedded(graphic))?;
    Ok((EmbeddedPictures { pictures: ready.pictures, by_id: ready.by_id }, ready.notes))
}

/// What [`embed_pictures`] would find or note, of pictures that are shown in these places; nothing is kept of them.
pub fn rehearse_pictures(
    pictures: &Pictures,
    places: &[(PictureId, Pt, Pt)],
    max_dpi: Option<u16>,
    limits: &Limits,
    faces: &Faces,
) -> Vec<Diagnostic> {
    pictures.rehearse(places, max_dpi, limits, faces, |drawing| svg::draw(drawing).map(drop))
}

/// Reads every picture to its end, without keeping it: whether [`embed_pictures`] would fail.
///
/// # Errors
/// Every picture that turns out to be damaged.
pub fn verify_pictures(pictures: &Pictures, limits: &Limits, faces: &Faces) -> Result<(), Vec<Diagnostic>> {
    pictures.verify(limits, faces, |drawing| svg::draw(drawing).map(drop))
}

fn embedded(graphic: Graphic) -> Result<Embedded, Diagnostic> {
    match graphic {
        Graphic::Jpeg(jpeg) => Ok(Embedded::Jpeg(jpeg)),
        Graphic::Pixels { pixels, profile } => pack(pixels, profile).map(Embedded::Pixels),
        Graphic::Svg(drawing) => svg::draw(&drawing).map(Embedded::Drawing),
    }
}
