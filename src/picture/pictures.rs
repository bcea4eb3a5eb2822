//! All pictures of a report: each file once, however often it is shown.

use std::collections::HashMap;
use std::path::PathBuf;

use super::prepare::drawn;
use super::scale::USUAL_DPI;
use super::sum::Sum;
use super::{Graphic, Limits, Picture, Prepared, ResolvedSvg};
use crate::diagnostic::{Diagnostic, message};
use crate::files::{Folder, Found, NoFile, unreadable};
use crate::narrative::PictureId;
use crate::picture::rules;
use crate::report::bounds::Bounds;
use crate::source::Span;
use crate::text::Faces;
use crate::units::Pt;

/// The pictures of a report.
#[derive(Clone, Debug, Default)]
pub struct Pictures {
    pictures: Vec<Shown>,
    /// For each [`PictureId`] its index among them: one file may be written in several ways.
    by_id: Vec<usize>,
}

/// A picture, and where it is shown first.
#[derive(Clone, Debug)]
struct Shown {
    picture: Picture,
    span: Span,
}

/// The pictures of a report, made ready for an output.
#[derive(Debug)]
pub struct Ready<T> {
    /// What the output has made of each picture, each once.
    pub pictures: Vec<T>,
    /// For each [`PictureId`] its index among them.
    pub by_id: Vec<usize>,
    /// What has been scaled down.
    pub notes: Vec<Diagnostic>,
}

impl<T> Default for Ready<T> {
    fn default() -> Ready<T> {
        Ready { pictures: Vec::new(), by_id: Vec::new(), notes: Vec::new() }
    }
}

impl<T> Ready<T> {
    /// What has become of a picture.
    pub fn get(&self, id: PictureId) -> Option<&T> {
        self.by_id.get(id.0).and_then(|index| self.pictures.get(*index))
    }
}

impl Pictures {
    /// Reads the pictures of a report from the folder of its data file, by their paths and the places where they are
    /// shown, in the order of their ids.
    ///
    /// # Errors
    /// Every picture that is missing, may not be read or cannot be shown.
    pub fn read(
        files: &[(&str, Span)],
        folder: &Folder,
        limits: &Limits,
        bounds: &Bounds,
    ) -> Result<Pictures, Vec<Diagnostic>> {
        let mut pictures = Pictures::default();
        let mut known: HashMap<PathBuf, usize> = HashMap::new();
        let mut faults = Vec::new();
        let mut sum = Sum::within(bounds);
        for (name, span) in files {
            let index = find(name, folder).and_then(|file| match known.get(&file.path) {
                Some(index) => Ok(*index),
                None => {
                    sum.add_file(file.bytes)?;
                    let picture = read(name, &file, folder, limits)?;
                    sum.add(&picture)?;
                    pictures.pictures.push(Shown { picture, span: *span });
                    known.insert(file.path, pictures.pictures.len() - 1);
                    Ok(pictures.pictures.len() - 1)
                }
            });
            match index {
                Ok(index) => pictures.by_id.push(index),
                Err(fault) => faults.push(fault.at(*span)),
            }
        }
        if faults.is_empty() { Ok(pictures) } else { Err(faults) }
    }

    /// Width and height of a picture, upright.
    pub fn size(&self, id: PictureId) -> (Pt, Pt) {
        let shown = self.by_id.get(id.0).and_then(|index| self.pictures.get(*index));
        shown.map_or((Pt::ZERO, Pt::ZERO), |shown| shown.picture.size())
    }

    /// SHA-256 of what a picture's file shows.
    pub fn digest(&self, id: PictureId) -> [u8; 32] {
        let shown = self.by_id.get(id.0).and_then(|index| self.pictures.get(*index));
        shown.map(|shown| shown.picture.digest()).unwrap_or_default()
    }

    /// The words that a picture shows as text, all together, without white space: those of an SVG.
    pub fn text(&self, id: PictureId) -> String {
        let shown = self.by_id.get(id.0).and_then(|index| self.pictures.get(*index));
        shown.map(|shown| shown.picture.text()).unwrap_or_default()
    }

    /// Reads every picture to its end, without keeping it. `draw` tells whether an output can draw an SVG.
    ///
    /// # Errors
    /// Every picture that turns out to be damaged.
    pub fn verify(
        &self,
        limits: &Limits,
        faces: &Faces,
        draw: impl Fn(&ResolvedSvg) -> Result<(), Diagnostic>,
    ) -> Result<(), Vec<Diagnostic>> {
        let verify = |shown: &Shown| Some(shown.picture.verify(limits, faces, &draw).err()?.at(shown.span));
        let faults: Vec<Diagnostic> = self.pictures.iter().filter_map(verify).collect();
        if faults.is_empty() { Ok(()) } else { Err(faults) }
    }

    /// What [`Pictures::prepare`] would find or note; nothing is kept of the pictures. `draw` tells whether an output
    /// can draw an SVG.
    pub fn rehearse(
        &self,
        places: &[(PictureId, Pt, Pt)],
        max_dpi: Option<u16>,
        limits: &Limits,
        faces: &Faces,
        draw: impl Fn(&ResolvedSvg) -> Result<(), Diagnostic>,
    ) -> Vec<Diagnostic> {
        let (mut notes, mut faults) = (Vec::new(), Vec::new());
        for (shown, (width, height)) in self.pictures.iter().zip(self.sizes(places)) {
            match shown.picture.rehearse(width, height, max_dpi, limits, faces, &draw) {
                Ok(scaled_from_dpi) => notes.extend(scaled_from_dpi.map(|dpi| scaled(dpi, max_dpi).at(shown.span))),
                Err(fault) => faults.push(fault.at(shown.span)),
            }
        }
        if faults.is_empty() { notes } else { faults }
    }

    /// Width and height of the largest of the places of each picture.
    fn sizes(&self, places: &[(PictureId, Pt, Pt)]) -> Vec<(Pt, Pt)> {
        let mut sizes = vec![(Pt::ZERO, Pt::ZERO); self.pictures.len()];
        for (id, width, height) in places {
            if let Some(size) = self.by_id.get(id.0).and_then(|index| sizes.get_mut(*index)) {
                *size = (size.0.max(*width), size.1.max(*height));
            }
        }
        sizes
    }

    /// Makes all pictures ready, each for the largest of the places in which it is shown. They come one after the other
    /// to `take`, with the width of its place, which makes of each what an output keeps of it, so that no two are in memory
    /// as pixels.
    ///
    /// # Errors
    /// Every picture that turns out to be damaged.
    pub fn prepare<T>(
        self,
        places: &[(PictureId, Pt, Pt)],
        max_dpi: Option<u16>,
        limits: &Limits,
        faces: &Faces,
        take: impl Fn(Graphic, Pt) -> Result<T, Diagnostic>,
    ) -> Result<Ready<T>, Vec<Diagnostic>> {
        let sizes = self.sizes(places);
        let mut ready = Ready { pictures: Vec::new(), by_id: self.by_id, notes: Vec::new() };
        let mut faults = Vec::new();
        for (shown, (width, height)) in self.pictures.into_iter().zip(sizes) {
            let prepared = shown.picture.prepare(width, height, max_dpi, limits, faces);
            let taken = prepared.and_then(|Prepared { graphic, scaled_from_dpi }| {
                let is_drawing = matches!(graphic, Graphic::Svg(_));
                let taken = take(graphic, width);
                Ok((if is_drawing { drawn(taken) } else { taken }?, scaled_from_dpi))
            });
            match taken {
                Ok((picture, scaled_from_dpi)) => {
                    ready.notes.extend(scaled_from_dpi.map(|dpi| scaled(dpi, max_dpi).at(shown.span)));
                    ready.pictures.push(picture);
                }
                Err(fault) => faults.push(fault.at(shown.span)),
            }
        }
        if faults.is_empty() { Ok(ready) } else { Err(faults) }
    }
}

fn scaled(dpi: u32, max_dpi: Option<u16>) -> Diagnostic {
    let most = max_dpi.unwrap_or(USUAL_DPI);
    Diagnostic::note(
        &rules::PICTURE_SCALED,
        message!(
            zh: "图片按印出的大小有 {dpi} dpi，已缩到 {most} dpi",
            en: "the picture has {dpi} dpi at its printed size and was scaled down to {most} dpi",
        ),
    )
}

/// Finds the file of a picture.
fn find(name: &str, folder: &Folder) -> Result<Found, Diagnostic> {
    if has_scheme(name) {
        let message = message!(
            zh: "“{name}”是网址：图片要和数据文件放在一起",
            en: "`{name}` is a web address; a picture must be a file beside the data file",
        );
        let help = message!(zh: "先把图片存成文件", en: "save it as a file first");
        return Err(Diagnostic::error(&rules::PICTURE_FILE, message).help(help));
    }
    // Editors write a space as %20.
    let decoded = decoded(name);
    let written = if folder.has(folder.spelled(name)) || !folder.has(&decoded) { name } else { &decoded };
    folder.find(folder.spelled(written)).map_err(|error| {
        let fault = error.told(&rules::PICTURE_FILE, name);
        match error {
            NoFile::Outside => fault.help(message!(
                zh: "把图片放进来；确要用别处的，加 --allow-outside",
                en: "move it there, or allow it with --allow-outside",
            )),
            _ => fault,
        }
    })
}

fn read(name: &str, file: &Found, folder: &Folder, limits: &Limits) -> Result<Picture, Diagnostic> {
    let (most, size) = (limits.memory_bytes, file.bytes);
    if size > most {
        let (most, size) = (most >> 20, size >> 20);
        let message = message!(
            zh: "图片文件有 {size} MiB，超过上限 {most} MiB",
            en: "the picture file has {size} MiB, more than the limit of {most} MiB",
        );
        return Err(Diagnostic::error(&rules::LIMIT_PICTURE, message));
    }
    let bytes = folder.read(file).map_err(|error| unreadable(&rules::PICTURE_FILE, name, &error))?;
    Picture::read(bytes, limits)
}

/// Whether a path is a web address.
fn has_scheme(name: &str) -> bool {
    name.split_once("://").is_some_and(|(scheme, _)| scheme.bytes().all(|byte| byte.is_ascii_alphanumeric()))
        || name.starts_with("data:")
}

/// A path with its percent-encoding undone; as it is where that makes no text.
fn decoded(name: &str) -> String {
    let mut bytes = Vec::new();
    let mut rest = name.as_bytes();
    while let [first, after @ ..] = rest {
        let digit = |byte: &u8| char::from(*byte).to_digit(16).and_then(|digit| u8::try_from(digit).ok());
        match (first, after) {
            (b'%', [high, low, behind @ ..]) if digit(high).is_some() && digit(low).is_some() => {
                let (high, low) = (digit(high).unwrap_or_default(), digit(low).unwrap_or_default());
                bytes.push((high << 4) | low);
                rest = behind;
            }
            _ => {
                bytes.push(*first);
                rest = after;
            }
        }
    }
    String::from_utf8(bytes).unwrap_or_else(|_| name.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn percent_encoding_is_undone() {
        assert_eq!(decoded("a%20b.png"), "a b.png");
        assert_eq!(decoded("%E5%9B%BE.png"), "图.png");
        assert_eq!(decoded("100%.png"), "100%.png");
        assert_eq!(decoded("%FF.png"), "%FF.png");
    }

    #[test]
    fn web_addresses_are_told_from_paths() {
        assert!(has_scheme("https://a.cn/b.png") && has_scheme("data:image/png;base64,AA"));
        assert!(!has_scheme("图/b.png") && !has_scheme("C:/b.png"));
    }
}
