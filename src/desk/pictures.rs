//! Pictures: those that come in are kept beside the data file, and those of the report are shown.

use std::io::{self, ErrorKind};
use std::path::{Path, PathBuf};

use super::show::SetPages;
use super::{Desk, Refused};
use crate::compose::document::PictureId;
use crate::diagnostic::Lang;
use crate::files::complete::put_new;
use crate::files::names::is_device;
use crate::picture::{Picture, ending_of};

/// A picture of more bytes is not taken.
pub const LARGEST_PICTURE: usize = 64 << 20;

/// How many names are tried before none is free.
const MOST_NAMES: usize = 1_000;

impl Desk {
    /// Keeps a picture beside the data file, under a name that is free there, and gives the name.
    ///
    /// # Errors
    /// It is none that can be shown, or the folder takes no files.
    pub fn add_picture(&mut self, name: &str, bytes: Vec<u8>) -> Result<String, Refused> {
        let ending = ending_of(&bytes)
            .ok_or_else(|| Refused::new("这不是能用的图片：请用 PNG、JPEG、SVG、GIF、BMP、TIFF、WebP。"))?;
        Picture::read(bytes.clone(), &self.options.limits)
            .map_err(|fault| Refused::new(format!("这张图片不能用：{}。", fault.message.in_lang(Lang::Zh))))?;
        let stem = Path::new(name).file_stem().unwrap_or_default().to_string_lossy();
        let path = self.folder().join(format!("{}.{ending}", plain_stem(&stem)));
        let kept = put_free(&path, "", &bytes).map_err(|error| Refused::new(format!("图片存不下来：{error}")))?;
        Ok(kept.file_name().unwrap_or_default().to_string_lossy().into_owned())
    }

    /// A picture that the report may show, by its name in the narrative.
    ///
    /// # Errors
    /// It lies outside the folder of the data file, is not there, or is no picture.
    pub fn picture(&self, name: &str) -> Result<(Vec<u8>, &'static str), Refused> {
        let none = || Refused::new("没有这张图片。");
        let files = self.files();
        let folder = files.folder(self.folder(), self.options.allow_outside);
        let found = folder.find(folder.spelled(name)).map_err(|_| none())?;
        if found.bytes > LARGEST_PICTURE as u64 {
            return Err(Refused::new("图片太大，这里不显示。"));
        }
        let bytes = folder.read(&found).map_err(|_| none())?;
        let media = ending_of(&bytes).and_then(media_type).ok_or_else(none)?;
        Ok((bytes, media))
    }
}

/// Where the page finds a picture of the report.
pub(super) fn address(set: &SetPages, picture: PictureId) -> String {
    let name = set.pictures.get(picture.0);
    format!("/picture/{}", name.map(|name| escaped(name)).unwrap_or_default())
}

/// A name as a part of an address (RFC 3986, 2.1).
fn escaped(name: &str) -> String {
    let mut out = String::new();
    for byte in name.bytes() {
        match byte {
            b'A'..=b'Z' | b'a'..=b'z' | b'0'..=b'9' | b'-' | b'.' | b'_' | b'~' | b'/' => out.push(char::from(byte)),
            byte => out.push_str(&format!("%{byte:02X}")),
        }
    }
    out
}

/// The media type of an ending.
fn media_type(ending: &str) -> Option<&'static str> {
    Some(match ending {
        "png" => "image/png",
        "jpg" | "jpeg" => "image/jpeg",
        "gif" => "image/gif",
        "bmp" => "image/bmp",
        "webp" => "image/webp",
        "tif" | "tiff" => "image/tiff",
        "svg" => "image/svg+xml",
        _ => return None,
    })
}

/// A stem that every file system takes and no narrative misreads.
fn plain_stem(stem: &str) -> String {
    let is_plain = |ch: &char| ch.is_alphanumeric() || "-_ （）·".contains(*ch);
    let plain: String = stem.chars().filter(is_plain).take(60).collect();
    let plain = plain.trim().replace(' ', "-");
    if plain.is_empty() || is_device(&plain) { "图片".to_owned() } else { plain }
}

/// Writes a file under a name that is free: its own, or one with a word or a number behind the stem.
///
/// # Errors
/// What the system refuses.
pub(super) fn put_free(path: &Path, word: &str, bytes: &[u8]) -> io::Result<PathBuf> {
    let stem = path.file_stem().unwrap_or_default().to_string_lossy().into_owned();
    let ending = path.extension().map(|ending| format!(".{}", ending.to_string_lossy())).unwrap_or_default();
    for number in 1..=MOST_NAMES {
        let name = match (word, number) {
            ("", 1) => format!("{stem}{ending}"),
            ("", number) => format!("{stem}-{number}{ending}"),
            (word, 1) => format!("{stem}（{word}）{ending}"),
            (word, number) => format!("{stem}（{word}{number}）{ending}"),
        };
        let path = path.with_file_name(name);
        if path.symlink_metadata().is_ok() {
            continue;
        }
        match put_new(&path, bytes) {
            Ok(()) => return Ok(path),
            Err(error) if error.kind() == ErrorKind::AlreadyExists => {}
            Err(error) => return Err(error),
        }
    }
    Err(ErrorKind::AlreadyExists.into())
}
