//! What was asked for, and what was found there: whether a report would come out as it did can be told without making
//! it again.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use sha2::{Digest, Sha256};

use super::{FileSystem, Files};

/// Paths as they were asked for, and what was found.
#[derive(Debug, Default)]
pub(super) struct Record {
    /// By the path as it was asked for: where it led, if to a regular file.
    asked: BTreeMap<PathBuf, Option<PathBuf>>,
    /// By the real path: what was read.
    read: BTreeMap<PathBuf, Held>,
}

/// A path that was asked for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Asked {
    /// As it was asked for.
    pub path: PathBuf,
    /// Where it led, all links followed; `None` where no file that may be read was found.
    pub real: Option<PathBuf>,
    /// What was found.
    pub held: Held,
}

/// What a path that was asked for held.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Held {
    /// No regular file was there.
    Absent,
    /// A file that was found and not read.
    Unread,
    /// A file that the system refused to read.
    Refused,
    /// SHA-256 of the bytes that were read.
    Bytes([u8; 32]),
}

impl Record {
    /// A path was looked for, and led to a file, or to none.
    pub fn found(&mut self, path: &Path, real: Option<&Path>) {
        self.asked.insert(path.to_owned(), real.map(Path::to_owned));
    }

    /// A file was read, or refused, by its real path.
    pub fn read(&mut self, real: &Path, bytes: Option<&[u8]>) {
        let held = bytes.map_or(Held::Refused, |bytes| Held::Bytes(digest(bytes)));
        self.read.insert(real.to_owned(), held);
    }

    /// Everything that was asked for, sorted by its paths.
    pub fn asked(&self) -> Vec<Asked> {
        let held = |real: &Option<PathBuf>| match real {
            None => Held::Absent,
            Some(real) => self.read.get(real).copied().unwrap_or(Held::Unread),
        };
        let asked = |(path, real): (&PathBuf, &Option<PathBuf>)| Asked {
            path: path.clone(),
            real: real.clone(),
            held: held(real),
        };
        self.asked.iter().map(asked).collect()
    }
}

impl Files {
    /// What a path holds now. [`Held::Unread`] is never given.
    pub fn held(&self, path: &Path) -> Held {
        match regular(&*self.system, path) {
            None => Held::Absent,
            Some(real) => self.system.read(&real, u64::MAX).map_or(Held::Refused, |bytes| Held::Bytes(digest(&bytes))),
        }
    }

    /// Whether what was asked for is still what was found.
    pub fn is_unchanged(&self, asked: &Asked) -> bool {
        let real = regular(&*self.system, &asked.path);
        real == asked.real
            && (matches!(asked.held, Held::Absent | Held::Unread) || self.held(&asked.path) == asked.held)
    }
}

/// The real path of a regular file.
fn regular(system: &dyn FileSystem, path: &Path) -> Option<PathBuf> {
    let real = system.real(path).ok()?;
    system.size(&real).ok()?.map(|_| real)
}

/// SHA-256.
pub fn digest(bytes: &[u8]) -> [u8; 32] {
    Sha256::digest(bytes).into()
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used)]
    use super::super::NoFile;
    use super::*;

    /// By the names of the files in a folder.
    fn held(files: &Files) -> Vec<(String, Held)> {
        let name = |asked: &Asked| asked.path.file_name().unwrap().to_string_lossy().into_owned();
        files.asked().iter().map(|asked| (name(asked), asked.held)).collect()
    }

    #[test]
    fn what_was_asked_for_is_recorded_and_held_against_what_is_there() {
        let desk = tempfile::tempdir().unwrap();
        let put = |name: &str, text: &str| std::fs::write(desk.path().join(name), text).unwrap();
        ["a.toml", "b.md", "c.png"].iter().for_each(|name| put(name, name));
        let files = Files::recording();
        files.read(&desk.path().join("a.toml"), u64::MAX).unwrap();
        let folder = files.folder(desk.path(), false);
        folder.read(&folder.find("b.md").unwrap()).unwrap();
        folder.find("c.png").unwrap();
        assert!(matches!(folder.find("d.png"), Err(NoFile::System(_))) && !folder.has("e.png"));
        assert!(files.read(&desk.path().join("f.toml"), u64::MAX).is_err());

        let [a, b] = [b"a.toml", &b"b.md"[..]].map(|bytes| Held::Bytes(digest(bytes)));
        let absent = |name: &str| (name.to_owned(), Held::Absent);
        assert_eq!(
            held(&files),
            [
                ("a.toml".to_owned(), a),
                ("b.md".to_owned(), b),
                ("c.png".to_owned(), Held::Unread),
                absent("d.png"),
                absent("e.png"),
                absent("f.toml")
            ]
        );
        let changed = || {
            let changed = files.asked().into_iter().filter(|asked| !files.is_unchanged(asked));
            changed.map(|asked| asked.path.file_name().unwrap().to_string_lossy().into_owned()).collect::<Vec<_>>()
        };
        put("other.md", "");
        put("a.toml", "a.toml");
        assert!(changed().is_empty(), "written anew with the same bytes");
        put("b.md", "b.mt");
        put("d.png", "");
        std::fs::remove_file(desk.path().join("c.png")).unwrap();
        assert_eq!(changed(), ["b.md", "c.png", "d.png"]);
    }

    #[cfg(unix)]
    #[test]
    fn a_link_that_leads_elsewhere_is_another_file() {
        let desk = tempfile::tempdir().unwrap();
        let at = |name: &str| desk.path().join(name);
        let link_to = |name: &str| {
            let _ = std::fs::remove_file(at("link.md"));
            std::os::unix::fs::symlink(name, at("link.md")).unwrap();
        };
        ["1.md", "2.md"].iter().for_each(|name| std::fs::write(at(name), "x").unwrap());
        link_to("1.md");
        let files = Files::recording();
        files.read(&at("link.md"), u64::MAX).unwrap();
        let asked = files.asked();
        assert_eq!(asked[0].real.as_deref(), Some(at("1.md").canonicalize().unwrap().as_path()));
        assert!(files.is_unchanged(&asked[0]));
        link_to("2.md");
        assert!(!files.is_unchanged(&asked[0]));
    }

    #[test]
    fn who_does_not_ask_for_a_record_has_none() {
        let files = Files::on_disk();
        assert!(files.read(Path::new("none.toml"), u64::MAX).is_err() && files.asked().is_empty());
    }
}
