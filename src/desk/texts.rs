//! The files that a report is written in: its data file, and those that it names with `body_file`.

use std::io::{self, ErrorKind};
use std::path::{Path, PathBuf};

use super::splice::Splice;
use crate::files::Files;
use crate::report::bounds::LARGEST_FILE;

/// The marks that open a file in UTF-8 without being part of its text.
const BYTE_ORDER_MARK: &str = "\u{FEFF}";

/// The texts that are edited, the data file first.
#[derive(Clone, Debug)]
pub(super) struct Texts {
    all: Vec<TextFile>,
}

/// One of them.
#[derive(Clone, Debug)]
pub(super) struct TextFile {
    /// Where it lies.
    pub path: PathBuf,
    /// What it says by now, without its byte-order mark.
    pub text: String,
    /// Whether its file opens with such a mark.
    has_mark: bool,
    /// What the file holds, as far as is known.
    on_disk: Vec<u8>,
}

impl TextFile {
    /// # Errors
    /// What the system refuses; [`InvalidData`](ErrorKind::InvalidData) if it is no text.
    fn read(path: &Path) -> io::Result<TextFile> {
        let on_disk = Files::on_disk().read_regular(path, LARGEST_FILE)?;
        let text = std::str::from_utf8(&on_disk).map_err(|_| ErrorKind::InvalidData)?;
        let bare = text.strip_prefix(BYTE_ORDER_MARK);
        let (has_mark, text) = (bare.is_some(), bare.unwrap_or(text).to_owned());
        Ok(TextFile { path: path.to_owned(), text, has_mark, on_disk })
    }

    /// What the file is to hold.
    pub fn bytes(&self) -> Vec<u8> {
        let mark = if self.has_mark { BYTE_ORDER_MARK } else { "" };
        [mark.as_bytes(), self.text.as_bytes()].concat()
    }

    /// What the file holds, as far as is known.
    pub fn on_disk(&self) -> &[u8] {
        &self.on_disk
    }

    /// Whether it says more than its file.
    pub fn is_changed(&self) -> bool {
        let mark = if self.has_mark { BYTE_ORDER_MARK.as_bytes() } else { &[] };
        self.on_disk.strip_prefix(mark) != Some(self.text.as_bytes())
    }

    /// Notes what the file holds now.
    pub fn saved(&mut self, bytes: Vec<u8>) {
        self.on_disk = bytes;
    }
}

impl Texts {
    /// The data file.
    ///
    /// # Errors
    /// What the system refuses; [`InvalidData`](ErrorKind::InvalidData) if it is no text.
    pub fn open(path: &Path) -> io::Result<Texts> {
        Ok(Texts { all: vec![TextFile::read(path)?] })
    }

    /// A data file that lies nowhere.
    #[cfg(test)]
    pub fn of_text(text: &str) -> Texts {
        let file =
            TextFile { path: PathBuf::from("a.toml"), text: text.to_owned(), has_mark: false, on_disk: Vec::new() };
        Texts { all: vec![file] }
    }

    /// All of them.
    pub fn all(&self) -> &[TextFile] {
        &self.all
    }

    /// The same, to be written to.
    pub fn all_mut(&mut self) -> &mut [TextFile] {
        &mut self.all
    }

    /// What one says; nothing if there is none of this number.
    pub fn text(&self, number: usize) -> &str {
        self.all.get(number).map_or("", |file| file.text.as_str())
    }

    /// The number of the text of a file, which is read if it is not yet known.
    ///
    /// # Errors
    /// As of [`Texts::open`].
    pub fn number(&mut self, path: &Path) -> io::Result<usize> {
        if let Some(known) = self.all.iter().position(|file| file.path == path) {
            return Ok(known);
        }
        self.all.push(TextFile::read(path)?);
        Ok(self.all.len() - 1)
    }

    /// Exchanges stretches, one after the other; all of them, or none if one does not fit.
    pub fn apply(&mut self, splices: &[(usize, Splice)]) -> bool {
        let mut new: Vec<(usize, String)> = Vec::new();
        for (number, splice) in splices {
            let made = new.iter().rev().find(|(known, _)| known == number).map(|(_, text)| text.as_str());
            let Some(text) = splice.applied(made.unwrap_or(self.text(*number))) else { return false };
            new.push((*number, text));
        }
        for (number, text) in new {
            if let Some(file) = self.all.get_mut(number) {
                file.text = text;
            }
        }
        true
    }

    /// Whether any of them says more than its file.
    pub fn is_changed(&self) -> bool {
        self.all.iter().any(TextFile::is_changed)
    }

    /// Lets `files` read what they say instead of what the files hold: also of those that are not changed, since a file
    /// may be being written this moment.
    pub fn stand_in(&self, files: &Files) {
        for file in &self.all {
            files.stand_in(&file.path, file.bytes());
        }
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    /// What is read is what the text says, whatever is being written to its file meanwhile.
    #[test]
    fn texts_stand_in_for_their_files() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a.toml");
        std::fs::write(&path, "\u{FEFF}a = 1\n").unwrap();
        let texts = Texts::open(&path).unwrap();
        std::fs::write(&path, "a = 2\n").unwrap();
        let files = Files::on_disk();
        texts.stand_in(&files);
        assert_eq!(files.read(&path, 99).unwrap(), "\u{FEFF}a = 1\n".as_bytes());
        assert!(!texts.is_changed());
    }
}
