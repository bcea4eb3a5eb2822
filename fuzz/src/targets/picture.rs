//! Pictures.

use std::path::Path;

use nianbao::files::{Files, Memory};
use nianbao::narrative::PictureId;
use nianbao::pdf::embed_pictures;
use nianbao::picture::{Limits, PictureFile, Pictures};
use nianbao::report::bounds::Bounds;
use nianbao::source::{Sources, Span};
use nianbao::text::Faces;
use nianbao::units::Pt;

/// A picture takes time and memory as it has pixels, whatever its file has bytes: fewer than may be, so that a second
/// is enough for all.
const LIMITS: Limits = Limits { pixels: 1_000_000, memory_bytes: 32 << 20 };

/// Where it is shown: small, so that most are scaled, and drawings have few pixels.
const PLACE: (Pt, Pt) = (Pt(100.0), Pt(100.0));
const DPI: u16 = 72;

/// A picture as each output takes it.
pub fn picture(input: &[u8]) {
    let files = Files::new(Memory::from([("picture", input)]));
    let span = Span::new(Sources::default().add("data", "picture"), 0..7);
    let folder = files.folder(Path::new(""), false);
    let Ok(pictures) = Pictures::read(&[("picture", span)], &folder, &LIMITS, &Bounds::default()) else { return };
    let id = PictureId(0);
    let (size, _, text) = (pictures.size(id), pictures.digest(id), pictures.text(id));
    assert!(size.0.0.is_finite() && size.1.0.is_finite(), "a size that is none: {size:?}");
    assert!(!text.contains(char::is_whitespace), "words are told without white space");
    let faces: &Faces = faces();
    let places = [(id, PLACE.0, PLACE.1)];
    let _ = embed_pictures(pictures.clone(), &places, Some(DPI), &LIMITS, faces);
    let as_file = |graphic, width| PictureFile::new(graphic, width, DPI.into(), &LIMITS);
    let _ = pictures.prepare(&places, None, &LIMITS, faces, as_file);
}

fn faces() -> &'static Faces {
    static FACES: std::sync::LazyLock<Faces> = std::sync::LazyLock::new(Faces::embedded);
    &FACES
}
