//! Pipes that have a name: an open of one waits for whoever is to open its other end (fifo(7)), and he may never come.

use std::fs::{self, File, OpenOptions};
use std::io::{self, ErrorKind, Read};
use std::os::unix::fs::{FileTypeExt, OpenOptionsExt};
use std::path::Path;
use std::thread::sleep;
use std::time::{Duration, Instant};

/// For so long the other end, which may be opened by a program that is started together with this one, is waited for.
const PATIENCE: Duration = Duration::from_secs(5);
const PAUSE: Duration = Duration::from_millis(20);

/// For so long a writer is left alone that has nothing to give yet: a pipe holds 64 KiB.
const BREATH: Duration = Duration::from_millis(2);

/// Waits until somebody reads a pipe; gives its open end, by which it stays open.
///
/// # Errors
/// What the system refuses; [`TimedOut`](ErrorKind::TimedOut) if nobody comes.
pub(super) fn wait_for_reader(path: &Path) -> io::Result<Option<File>> {
    if !fs::metadata(path)?.file_type().is_fifo() {
        return Ok(None);
    }
    let start = Instant::now();
    loop {
        // Without O_NONBLOCK it is the open that waits.
        match OpenOptions::new().write(true).custom_flags(libc::O_NONBLOCK).open(path) {
            Ok(end) => return Ok(Some(end)),
            Err(error) if error.raw_os_error() != Some(libc::ENXIO) => return Err(error),
            Err(_) if start.elapsed() > PATIENCE => return Err(ErrorKind::TimedOut.into()),
            Err(_) => sleep(PAUSE),
        }
    }
}

/// Opens a file to be read; of a pipe with a name of its own, the end that waits for no writer to open.
///
/// # Errors
/// What the system refuses.
pub(super) fn open(path: &Path) -> io::Result<Source> {
    // What a shell hands over as /dev/fd/63 has its writer, or has had it.
    let is_pipe = fs::metadata(path)?.file_type().is_fifo() && fs::canonicalize(path).is_ok();
    let flags = if is_pipe { libc::O_NONBLOCK } else { 0 };
    let file = OpenOptions::new().read(true).custom_flags(flags).open(path)?;
    let waits = if is_pipe { Waits::ForWriter(Instant::now()) } else { Waits::Not };
    Ok(Source { file, waits })
}

/// A file that is read.
pub(super) struct Source {
    pub file: File,
    waits: Waits,
}

/// What a read of a file may have to wait for.
enum Waits {
    /// The system waits, or need not.
    Not,
    /// That somebody opens the other end of a pipe, since then.
    ForWriter(Instant),
    /// What he who has opened it writes, however long that takes.
    ForMore,
}

impl Read for Source {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        loop {
            let read = self.file.read(buffer);
            match (&self.waits, read) {
                // Nothing comes before somebody writes, nor after the last one has gone.
                (Waits::ForWriter(since), Ok(0)) if !buffer.is_empty() => {
                    if since.elapsed() > PATIENCE {
                        return Err(ErrorKind::TimedOut.into());
                    }
                    sleep(PAUSE);
                }
                (Waits::ForWriter(_) | Waits::ForMore, Err(error)) if error.kind() == ErrorKind::WouldBlock => {
                    self.waits = Waits::ForMore;
                    sleep(BREATH);
                }
                (Waits::ForWriter(_), Ok(count)) => {
                    self.waits = Waits::ForMore;
                    return Ok(count);
                }
                (_, read) => return read,
            }
        }
    }
}
