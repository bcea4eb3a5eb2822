//! A zip archive of which one file is changed. What is packed in it lies there plain, so that its bytes are seen.

use std::io::{Cursor, Read, Write};

use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipArchive, ZipWriter};

/// A file within an archive that has more bytes is left out: an archive that unpacks to gigabytes is for the program to
/// refuse, not for this one to unpack.
const MOST_BYTES: u64 = 1 << 20;

/// A name, and what the file holds.
pub type File = (String, Vec<u8>);

/// An archive with one file changed; `None` if it is no archive.
pub fn mutated(old: &[u8], seed: u32, max_size: usize) -> Option<Vec<u8>> {
    let mut files = unpacked(old)?;
    let at = usize::try_from(seed).ok()?.checked_rem(files.len())?;
    let (_, content) = files.get_mut(at)?;
    *content = super::changed(content, max_size.saturating_sub(old.len()));
    packed(&files)
}

/// The files of an archive.
pub fn unpacked(bytes: &[u8]) -> Option<Vec<File>> {
    let mut archive = ZipArchive::new(Cursor::new(bytes)).ok()?;
    let mut files = Vec::new();
    for at in 0..archive.len() {
        let file = archive.by_index(at).ok()?;
        let (name, mut content) = (file.name().ok()?.into_owned(), Vec::new());
        file.take(MOST_BYTES).read_to_end(&mut content).ok()?;
        files.push((name, content));
    }
    Some(files)
}

/// An archive of files, not deflated.
pub fn packed(files: &[File]) -> Option<Vec<u8>> {
    let mut archive = ZipWriter::new(Cursor::new(Vec::new()));
    let plain = SimpleFileOptions::default().compression_method(CompressionMethod::Stored);
    for (name, content) in files {
        archive.start_file(name.as_str(), plain).ok()?;
        archive.write_all(content).ok()?;
    }
    Some(archive.finish().ok()?.into_inner())
}
