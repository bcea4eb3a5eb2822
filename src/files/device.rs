//! A device or a pipe that is written to: it is never renamed away.

use std::fs::{File, OpenOptions};
use std::io;
use std::path::Path;

/// Opens one.
///
/// # Errors
/// What the system refuses; [`TimedOut`](io::ErrorKind::TimedOut) of a pipe that nobody reads, which an open would wait
/// for without end.
pub(crate) fn open(path: &Path) -> io::Result<File> {
    #[cfg(unix)]
    let _reader_is_there = super::pipe::wait_for_reader(path)?;
    OpenOptions::new().write(true).open(path)
}
