//! A complete file beside the one whose place it is to take.

use std::fs::{self, File, Permissions};
use std::io::{self, ErrorKind, Write};
use std::path::{Path, PathBuf};

use tempfile::NamedTempFile;

use super::Files;
use super::beside::{self, folder_of};

/// What writes a file down.
pub(crate) type Content<'a> = &'a dyn Fn(&mut dyn Write) -> io::Result<()>;

/// Puts bytes in the place of a file, or where none is yet: the old file stays until the new one is complete.
///
/// # Errors
/// What the system refuses; a folder, a device or a protected file stands there.
pub(crate) fn put_bytes(path: &Path, bytes: &[u8]) -> io::Result<()> {
    let path = behind_links(path)?;
    let old = match fs::metadata(&path) {
        Ok(old) if !old.is_file() => return Err(ErrorKind::IsADirectory.into()),
        Ok(old) if old.permissions().readonly() => return Err(ErrorKind::PermissionDenied.into()),
        Ok(old) => Some(old.permissions()),
        Err(error) if error.kind() == ErrorKind::NotFound => None,
        Err(error) => return Err(error),
    };
    Complete::beside(path, old, &|out| out.write_all(bytes))?.put()
}

/// Puts bytes where nothing is yet.
///
/// # Errors
/// What the system refuses; [`AlreadyExists`](ErrorKind::AlreadyExists) if something is there.
pub(crate) fn put_new(path: &Path, bytes: &[u8]) -> io::Result<()> {
    beside::write(path, None, |out| out.write_all(bytes))?.persist_noclobber(path).map_err(|error| error.error)?;
    Ok(())
}

/// A complete file beside the one whose place it is to take.
pub(crate) struct Complete {
    file: NamedTempFile,
    path: PathBuf,
}

impl Complete {
    /// Writes it, with the permissions of the file that is there.
    ///
    /// # Errors
    /// What the system refuses.
    pub fn beside(path: PathBuf, old: Option<Permissions>, content: Content) -> io::Result<Complete> {
        let file = beside::write(&path, old, content)?;
        Ok(Complete { file, path })
    }

    /// Whether the place still holds what it held.
    pub fn is_unchanged(&self, old: &[u8]) -> bool {
        Files::on_disk().read_regular(&self.path, old.len() as u64).is_ok_and(|bytes| bytes == old)
    }

    /// The place.
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// Puts it there.
    ///
    /// # Errors
    /// What the system refuses.
    pub fn put(self) -> io::Result<()> {
        self.file.persist(&self.path).map_err(|error| error.error)?;
        // The new name is durable once the folder is; that some file systems cannot do this is no failure.
        let _ = File::open(folder_of(&self.path)).and_then(|folder| folder.sync_all());
        Ok(())
    }
}

/// Links that lead to links beyond this lead nowhere: what Linux follows at most (path_resolution(7)).
pub(super) const MOST_LINKS: usize = 40;

/// Where a path leads when it is a link, be it to what is not there.
///
/// # Errors
/// The link leads nowhere, or in a circle.
pub(crate) fn behind_links(path: &Path) -> io::Result<PathBuf> {
    let mut path = path.to_owned();
    for _ in 0..MOST_LINKS {
        match fs::symlink_metadata(&path) {
            Ok(about) if about.is_symlink() => path = folder_of(&path).join(fs::read_link(&path)?),
            _ => return Ok(path),
        }
    }
    Err(ErrorKind::InvalidInput.into())
}
