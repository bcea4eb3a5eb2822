//! Files that the program keeps for itself: the journal beside a data file, what is remembered of a folder of outputs.
//! Whoever hands a folder on may have left anything under their names: a link is not followed, a pipe is not waited for.

use std::fs::{self, File, OpenOptions};
use std::io::{self, ErrorKind};
use std::path::Path;

use super::Files;

/// Opens such a file to be read and written, or makes it.
///
/// # Errors
/// What the system refuses; [`Unsupported`](ErrorKind::Unsupported) if something else goes by its name.
pub(crate) fn open(path: &Path) -> io::Result<File> {
    is_free(path)?;
    let mut options = OpenOptions::new();
    options.read(true).write(true).create(true).truncate(false);
    // It may have become a link or a pipe since.
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::custom_flags(&mut options, libc::O_NOFOLLOW | libc::O_NONBLOCK);
    let file = options.open(path)?;
    if file.metadata()?.is_file() { Ok(file) } else { Err(ErrorKind::Unsupported.into()) }
}

/// What such a file holds.
///
/// # Errors
/// As of [`open`]; [`FileTooLarge`](ErrorKind::FileTooLarge) if it holds more than `most` bytes.
pub(crate) fn read(path: &Path, most: u64) -> io::Result<Vec<u8>> {
    is_free(path)?;
    Files::on_disk().read_regular(path, most)
}

/// Refuses a name by which anything goes but a regular file, or none.
///
/// # Errors
/// As of [`open`].
pub(crate) fn is_free(path: &Path) -> io::Result<()> {
    match fs::symlink_metadata(path) {
        Ok(about) if !about.is_file() => Err(ErrorKind::Unsupported.into()),
        _ => Ok(()),
    }
}
