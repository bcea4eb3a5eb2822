//! The keeper of files: whatever a report is made of is read here and nowhere else.
//!
//! Takes paths, gives bytes, and remembers every file that it has given, so that nothing is ever written over what a
//! report is made of: data files, narratives, pictures, faces. On demand it also records what was asked for and what
//! was there ([`Files::recording`]), so that a change is known. A [`FileSystem`] lies below it: the real one, or one in
//! memory for tests and previews. Knows nothing of what the files hold. `complete` and `beside` write: a file is replaced
//! only by a whole one; `device` opens what cannot be replaced, `own` what the program keeps for itself; `pipe` waits
//! for who is at the other end of one, but not for ever; `within` follows links no further than to where they leave a folder.

pub(crate) mod beside;
pub(crate) mod complete;
pub(crate) mod device;
mod disk;
mod folder;
mod memory;
pub(crate) mod names;
pub(crate) mod own;
#[cfg(unix)]
mod pipe;
mod record;
mod refusal;
mod within;

pub use disk::Disk;
pub use folder::{Folder, Found, NoFile};
pub use memory::Memory;
pub use record::{Asked, Held, digest};
pub use refusal::unreadable;

use std::collections::{BTreeMap, BTreeSet};
use std::io;
use std::path::{Path, PathBuf};
use std::sync::{Mutex, MutexGuard, PoisonError};

use record::Record;

/// Where files lie.
pub trait FileSystem: Send + Sync {
    /// The path under which a file or folder really lies, all links followed: two paths to one file come to one.
    ///
    /// # Errors
    /// There is none, or it cannot be looked at.
    fn real(&self, path: &Path) -> io::Result<PathBuf>;

    /// The real path of what a path in `folder` leads to; `None` if it leads out of it. What lies outside is not looked
    /// at, not even whether it is there.
    ///
    /// # Errors
    /// There is none, or it cannot be looked at.
    fn real_inside(&self, path: &Path, folder: &Path) -> io::Result<Option<PathBuf>> {
        let (real, folder) = (self.real(path)?, self.real(folder)?);
        Ok(real.starts_with(folder).then_some(real))
    }

    /// Bytes of a regular file; `None` of what is none, such as a folder, a pipe or a device.
    ///
    /// # Errors
    /// There is none, or it cannot be looked at.
    fn size(&self, path: &Path) -> io::Result<Option<u64>>;

    /// What a file holds, which may be a pipe or a device.
    ///
    /// # Errors
    /// What the system refuses; [`FileTooLarge`](io::ErrorKind::FileTooLarge) if there is more than `most` bytes;
    /// [`TimedOut`](io::ErrorKind::TimedOut) of a pipe that nobody writes.
    fn read(&self, path: &Path, most: u64) -> io::Result<Vec<u8>>;

    /// The paths of what lies in a folder, sorted: the outcome shall not depend on the order of a file system.
    ///
    /// # Errors
    /// What the system refuses.
    fn list(&self, folder: &Path) -> io::Result<Vec<PathBuf>>;
}

/// The keeper: a file system, and the files of it that have been read.
pub struct Files {
    system: Box<dyn FileSystem>,
    read: Mutex<BTreeSet<PathBuf>>,
    /// What is read in the place of files, by their real paths.
    stand_ins: Mutex<BTreeMap<PathBuf, Vec<u8>>>,
    /// What was asked for, if that is recorded.
    record: Option<Mutex<Record>>,
}

impl Files {
    /// Keeps the files of a file system.
    pub fn new(system: impl FileSystem + 'static) -> Files {
        Files { system: Box::new(system), read: Mutex::default(), stand_ins: Mutex::default(), record: None }
    }

    /// Keeps the files of this machine.
    pub fn on_disk() -> Files {
        Files::new(Disk)
    }

    /// Keeps the files of this machine, and records what is asked for.
    pub fn recording() -> Files {
        Files { record: Some(Mutex::default()), ..Files::on_disk() }
    }

    /// Everything that was asked for, sorted by its paths; nothing unless that is recorded.
    pub fn asked(&self) -> Vec<Asked> {
        let mut asked = Vec::new();
        self.note(|record| asked = record.asked());
        asked
    }

    /// A folder in which a data file, or faces, lie. `allow_outside` lets its files lie elsewhere.
    pub fn folder(&self, path: impl Into<PathBuf>, allow_outside: bool) -> Folder<'_> {
        Folder::new(self, path.into(), allow_outside)
    }

    /// Reads a file that the caller names himself, wherever it lies; it may be a pipe, or a device that never ends.
    ///
    /// # Errors
    /// What the system refuses; [`FileTooLarge`](io::ErrorKind::FileTooLarge) if there is more than `most` bytes.
    pub fn read(&self, path: &Path, most: u64) -> io::Result<Vec<u8>> {
        let real = self.system.real(path);
        self.note(|record| record.found(path, real.as_deref().ok()));
        self.read_real(path, real.unwrap_or_else(|_| path.to_owned()), most)
    }

    /// Reads a file that is to be a regular one: nothing else is waited for.
    ///
    /// # Errors
    /// As of [`Files::read`]; [`Unsupported`](io::ErrorKind::Unsupported) of what is no regular file.
    pub fn read_regular(&self, path: &Path, most: u64) -> io::Result<Vec<u8>> {
        self.system.size(path)?.ok_or(io::ErrorKind::Unsupported)?;
        self.read(path, most)
    }

    /// Reads a file whose real path is known.
    fn read_real(&self, path: &Path, real: PathBuf, most: u64) -> io::Result<Vec<u8>> {
        let stand_in = self.stand_ins().get(&real).cloned();
        let bytes = stand_in.map_or_else(|| self.system.read(path, most), Ok);
        self.note(|record| record.read(&real, bytes.as_deref().ok()));
        let bytes = bytes?;
        self.known().insert(real);
        Ok(bytes)
    }

    /// Lets other bytes be read in the place of a file from now on. The file itself stays as it is.
    pub fn stand_in(&self, path: &Path, bytes: Vec<u8>) {
        let real = self.real(path);
        self.stand_ins().insert(real, bytes);
    }

    /// Lets a file be read as it is again.
    pub fn stand_down(&self, path: &Path) {
        self.stand_ins().remove(&self.real(path));
    }

    /// The path under which a file really lies: two paths to one file come to one. A pipe has none but its own.
    pub fn real(&self, path: &Path) -> PathBuf {
        self.system.real(path).unwrap_or_else(|_| path.to_owned())
    }

    /// Whether a path leads to a file that has been read.
    pub fn has_read(&self, path: &Path) -> bool {
        self.system.real(path).is_ok_and(|real| self.known().contains(&real))
    }

    /// Lets a step be recorded, if steps are.
    fn note(&self, step: impl FnOnce(&mut Record)) {
        if let Some(record) = &self.record {
            step(&mut record.lock().unwrap_or_else(PoisonError::into_inner));
        }
    }

    fn stand_ins(&self) -> MutexGuard<'_, BTreeMap<PathBuf, Vec<u8>>> {
        self.stand_ins.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn known(&self) -> MutexGuard<'_, BTreeSet<PathBuf>> {
        self.read.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl std::fmt::Debug for Files {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Files").field("read", &self.known()).finish_non_exhaustive()
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used)]
    use super::*;

    #[test]
    fn what_has_been_read_is_remembered_under_every_name() {
        let files = Files::new(Memory::from([("a/b.toml", "x"), ("a/c.md", "y")]));
        assert!(!files.has_read(Path::new("a/b.toml")));
        assert_eq!(files.read(Path::new("a/b.toml"), 1).unwrap(), b"x");
        assert!(files.has_read(Path::new("./a/../a/b.toml")));
        assert!(!files.has_read(Path::new("a/c.md")));
        let folder = files.folder("a", false);
        folder.read(&folder.find("c.md").unwrap()).unwrap();
        assert!(files.has_read(Path::new("a/c.md")));
    }

    #[test]
    fn other_bytes_stand_in_for_a_file() {
        let files = Files::new(Memory::from([("a/b.toml", "x")]));
        files.stand_in(Path::new("a/b.toml"), b"y".to_vec());
        assert_eq!(files.read(Path::new("a/./b.toml"), 9).unwrap(), b"y");
        files.stand_down(Path::new("a/b.toml"));
        assert_eq!(files.read(Path::new("a/b.toml"), 9).unwrap(), b"x");
    }

    #[test]
    fn no_more_is_read_than_is_wanted() {
        let desk = tempfile::tempdir().unwrap();
        let path = desk.path().join("a.toml");
        std::fs::write(&path, "xyz").unwrap();
        for (files, path) in [
            (Files::new(Memory::from([("a.toml", "xyz")])), Path::new("a.toml")),
            (Files::on_disk(), path.as_path()),
            #[cfg(unix)]
            (Files::on_disk(), Path::new("/dev/zero")),
        ] {
            assert_eq!(files.read(path, 2).unwrap_err().kind(), io::ErrorKind::FileTooLarge);
            assert!(!files.has_read(path));
        }
        assert_eq!(Files::on_disk().read(&path, 3).unwrap(), b"xyz");
    }

    #[cfg(unix)]
    #[test]
    fn a_link_to_what_has_been_read_is_known_too() {
        let desk = tempfile::tempdir().unwrap();
        let (data, link) = (desk.path().join("a.toml"), desk.path().join("b.toml"));
        std::fs::write(&data, "x").unwrap();
        std::os::unix::fs::symlink("a.toml", &link).unwrap();
        let files = Files::on_disk();
        files.read(&link, 9).unwrap();
        assert!(files.has_read(&data) && files.has_read(&link));
    }
}
