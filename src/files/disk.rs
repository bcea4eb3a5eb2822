//! The files of this machine.

use std::fs::{self, File, Metadata};
use std::io::{self, ErrorKind, Read};
use std::path::{Path, PathBuf};
use std::thread::sleep;
use std::time::Duration;

use super::FileSystem;

/// How often a file that another program is writing is read again.
const TRIES: usize = 10;
const PAUSE: Duration = Duration::from_millis(20);

/// The file system of the machine.
#[derive(Clone, Copy, Debug)]
pub struct Disk;

impl FileSystem for Disk {
    fn real(&self, path: &Path) -> io::Result<PathBuf> {
        // No name is the current folder's.
        fs::canonicalize(if path.as_os_str().is_empty() { Path::new(".") } else { path })
    }

    fn size(&self, path: &Path) -> io::Result<Option<u64>> {
        let about = fs::metadata(path)?;
        Ok(about.is_file().then_some(about.len()))
    }

    fn read(&self, path: &Path, most: u64) -> io::Result<Vec<u8>> {
        for _ in 0..TRIES {
            let mut file = File::open(path)?;
            let before = file.metadata()?;
            let mut bytes = Vec::new();
            (&mut file).take(most.saturating_add(1)).read_to_end(&mut bytes)?;
            if bytes.len() as u64 > most {
                return Err(ErrorKind::FileTooLarge.into());
            }
            if is_whole(bytes.len() as u64, &before, &file.metadata()?) {
                return Ok(bytes);
            }
            sleep(PAUSE);
        }
        Err(ErrorKind::ResourceBusy.into())
    }

    fn list(&self, folder: &Path) -> io::Result<Vec<PathBuf>> {
        let mut paths: Vec<PathBuf> = fs::read_dir(folder)?.filter_map(|entry| Some(entry.ok()?.path())).collect();
        paths.sort();
        Ok(paths)
    }
}

/// Whether so many bytes are all that a file held, and nobody wrote into it meanwhile.
fn is_whole(count: u64, before: &Metadata, after: &Metadata) -> bool {
    // Pipes and devices have no length, nor have the files of /proc.
    let has_length = before.is_file() && before.len() > 0;
    let is_same = before.len() == after.len() && before.modified().ok() == after.modified().ok();
    !before.is_file() || is_same && (!has_length || count == before.len())
}
