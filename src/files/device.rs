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
    let _reader_is_there = pipe::wait_for_reader(path)?;
    OpenOptions::new().write(true).open(path)
}

#[cfg(unix)]
mod pipe {
    use std::fs::{self, File, OpenOptions};
    use std::io;
    use std::os::unix::fs::{FileTypeExt, OpenOptionsExt};
    use std::path::Path;
    use std::thread::sleep;
    use std::time::{Duration, Instant};

    /// For so long a reader that is started together with the program is waited for.
    const PATIENCE: Duration = Duration::from_secs(5);
    const PAUSE: Duration = Duration::from_millis(20);

    /// Waits until somebody reads a pipe; gives its open end, by which it stays open.
    pub fn wait_for_reader(path: &Path) -> io::Result<Option<File>> {
        if !fs::metadata(path)?.file_type().is_fifo() {
            return Ok(None);
        }
        let start = Instant::now();
        loop {
            // Without O_NONBLOCK it is the open that waits (fifo(7)).
            match OpenOptions::new().write(true).custom_flags(libc::O_NONBLOCK).open(path) {
                Ok(end) => return Ok(Some(end)),
                Err(error) if error.raw_os_error() != Some(libc::ENXIO) => return Err(error),
                Err(_) if start.elapsed() > PATIENCE => return Err(io::ErrorKind::TimedOut.into()),
                Err(_) => sleep(PAUSE),
            }
        }
    }
}
