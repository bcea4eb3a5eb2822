//! A file beside the one whose place it is to take, and what killed runs have left of such.

use std::collections::BTreeSet;
use std::ffi::OsStr;
use std::fs::{self, File, Permissions};
use std::io::{self, BufWriter, ErrorKind, Write};
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};

use tempfile::{Builder, NamedTempFile, TempPath};

/// What the names of these files begin and end with.
const BEGINS: &str = ".nianbao-";
const ENDS: &str = ".tmp";

/// How often a new file is begun when another run has swept it away before it was locked.
const TRIES: usize = 8;

/// A complete file in the folder of `path`, on the disk, to be given that name; with the permissions of the file that
/// is there, from its first byte on.
///
/// # Errors
/// What the system refuses.
pub(crate) fn write(
    path: &Path,
    old: Option<Permissions>,
    content: impl Fn(&mut dyn Write) -> io::Result<()>,
) -> io::Result<NamedTempFile> {
    let folder = folder_of(path);
    sweep(folder);
    let mut file = begin(folder, old.is_some())?;
    buffered(&mut file, content)?;
    if let Some(permissions) = old {
        file.as_file().set_permissions(permissions)?;
    }
    file.as_file().sync_all()?;
    Ok(file)
}

/// Puts bytes in the place of a file that nobody but its owner may read.
///
/// # Errors
/// What the system refuses.
pub(crate) fn owner_only(path: &Path, bytes: &[u8]) -> io::Result<()> {
    let mut file = begin(folder_of(path), true)?;
    file.write_all(bytes)?;
    file.persist(path).map_err(|error| error.error)?;
    Ok(())
}

/// An old file by another name beside its own, so that it can be put back.
pub(crate) struct Kept {
    path: TempPath,
    /// Locked, so that no other run takes it for what a killed one has left.
    _lock: Option<File>,
}

impl Kept {
    /// Puts it back in its place.
    ///
    /// # Errors
    /// What the system refuses.
    pub fn put_back(self, place: &Path) -> io::Result<()> {
        self.path.persist(place).map_err(|error| error.error)
    }
}

/// Keeps the file that is there: the file itself where the file system has links, else a copy.
///
/// # Errors
/// What the system refuses.
pub(crate) fn keep(path: &Path) -> io::Result<Kept> {
    let mut builder = Builder::new();
    builder.prefix(BEGINS).suffix(ENDS);
    let folder = folder_of(path);
    for _ in 0..TRIES {
        let Ok(linked) = builder.make_in(folder, |name| fs::hard_link(path, name)) else { break };
        let lock = File::open(linked.path()).ok();
        // Two runs that keep one file hold it for each other.
        let _ = lock.as_ref().map(File::try_lock);
        if linked.path().exists() {
            return Ok(Kept { path: linked.into_temp_path(), _lock: lock });
        }
    }
    let mut copy = begin(folder, true)?;
    io::copy(&mut File::open(path)?, &mut copy)?;
    let about = fs::metadata(path)?;
    copy.as_file().set_permissions(about.permissions())?;
    let (lock, path) = copy.into_parts();
    Ok(Kept { path, _lock: Some(lock) })
}

/// A new file, locked for as long as it is written: by that, other runs tell it from what a killed one has left. One
/// that takes the place of another is its owner's alone until it has the permissions of that.
fn begin(folder: &Path, has_old: bool) -> io::Result<NamedTempFile> {
    for _ in 0..TRIES {
        let mut builder = Builder::new();
        builder.prefix(BEGINS).suffix(ENDS);
        // A temporary file is its owner's alone unless told otherwise; the process's mask still applies.
        #[cfg(unix)]
        if !has_old {
            builder.permissions(std::os::unix::fs::PermissionsExt::from_mode(0o644));
        }
        // Windows gives every file the permissions of its folder.
        #[cfg(not(unix))]
        let _ = has_old;
        let file = builder.tempfile_in(folder)?;
        // Where locks are not known nothing is swept either.
        let is_own = match file.as_file().try_lock() {
            Ok(()) => file.path().exists(),
            Err(fs::TryLockError::WouldBlock) => false,
            Err(fs::TryLockError::Error(_)) => true,
        };
        if is_own {
            return Ok(file);
        }
    }
    Err(ErrorKind::AlreadyExists.into())
}

/// Deletes what killed runs have left in a folder, once: files of such names that nobody holds. That it fails is no
/// failure of this run.
fn sweep(folder: &Path) {
    static SWEPT: Mutex<BTreeSet<PathBuf>> = Mutex::new(BTreeSet::new());
    if !SWEPT.lock().unwrap_or_else(PoisonError::into_inner).insert(folder.to_owned()) {
        return;
    }
    sweep_now(folder);
}

fn sweep_now(folder: &Path) {
    let is_left = |name: &OsStr| name.to_str().is_some_and(|name| name.starts_with(BEGINS) && name.ends_with(ENDS));
    for entry in fs::read_dir(folder).into_iter().flatten().flatten().filter(|entry| is_left(&entry.file_name())) {
        if !entry.file_type().is_ok_and(|kind| kind.is_file()) {
            continue;
        }
        let file = File::options().write(true).open(entry.path());
        if file.is_ok_and(|file| file.try_lock().is_ok()) {
            let _ = fs::remove_file(entry.path());
        }
    }
}

/// Writes in large pieces what comes in small ones.
pub(crate) fn buffered(out: &mut dyn Write, content: impl Fn(&mut dyn Write) -> io::Result<()>) -> io::Result<()> {
    let mut out = BufWriter::new(out);
    content(&mut out)?;
    out.flush()
}

/// The folder of a file.
pub(crate) fn folder_of(path: &Path) -> &Path {
    path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."))
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used)]
    use super::*;

    #[test]
    fn what_a_killed_run_has_left_goes_and_what_another_is_writing_stays() {
        let folder = tempfile::tempdir().unwrap();
        let left = folder.path().join(".nianbao-abcdef.tmp");
        let (other, mine) = (folder.path().join(".nianbao.tmp"), folder.path().join("a.tmp"));
        for path in [&left, &other, &mine] {
            fs::write(path, "x").unwrap();
        }
        let writing = begin(folder.path(), false).unwrap();
        let file = write(&folder.path().join("a.pdf"), None, |out| out.write_all(b"pdf")).unwrap();
        assert!(!left.exists() && other.exists() && mine.exists() && writing.path().exists());
        assert_eq!(fs::read(file.path()).unwrap(), b"pdf");
    }

    /// Another run sweeps what nobody holds, and the old file must still be put back after that.
    #[test]
    fn what_is_kept_is_not_swept() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a.pdf");
        fs::write(&path, "old").unwrap();
        let kept = keep(&path).unwrap();
        fs::remove_file(&path).unwrap();
        fs::write(&path, "new").unwrap();
        sweep_now(folder.path());
        kept.put_back(&path).unwrap();
        assert_eq!(fs::read(&path).unwrap(), b"old");
        sweep_now(folder.path());
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1);
    }

    #[cfg(unix)]
    #[test]
    fn nobody_else_reads_what_takes_the_place_of_a_secret() {
        use std::os::unix::fs::PermissionsExt;
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a.pdf");
        fs::write(&path, "old").unwrap();
        fs::set_permissions(&path, Permissions::from_mode(0o600)).unwrap();
        let mode = |path: &Path| fs::metadata(path).unwrap().permissions().mode() & 0o777;
        assert_eq!(mode(begin(folder.path(), true).unwrap().path()), 0o600);
        let old = fs::metadata(&path).unwrap().permissions();
        assert_eq!(mode(write(&path, Some(old), |out| out.write_all(b"new")).unwrap().path()), 0o600);
    }
}
