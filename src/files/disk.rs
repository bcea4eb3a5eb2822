//! The files of this machine.

use std::fs::{self, Metadata};
use std::io::{self, ErrorKind, Read};
use std::path::{Path, PathBuf};
use std::thread::sleep;
use std::time::Duration;

use super::FileSystem;
use super::names::{is_device, loses_its_end};
#[cfg(unix)]
use super::pipe::open;
use super::within::stays_within;

/// How often a file that another program is writing is read again.
const TRIES: usize = 10;
const PAUSE: Duration = Duration::from_millis(20);

/// The file system of the machine.
#[derive(Clone, Copy, Debug)]
pub struct Disk;

impl FileSystem for Disk {
    fn real(&self, path: &Path) -> io::Result<PathBuf> {
        // No name is the current folder's.
        let real = fs::canonicalize(if path.as_os_str().is_empty() { Path::new(".") } else { path })?;
        Ok(if cfg!(windows) { as_usual(real) } else { real })
    }

    fn real_inside(&self, path: &Path, folder: &Path) -> io::Result<Option<PathBuf>> {
        let root = self.real(folder)?;
        if !stays_within(path, folder, &root)? {
            return Ok(None);
        }
        let real = self.real(path)?;
        Ok(real.starts_with(root).then_some(real))
    }

    fn size(&self, path: &Path) -> io::Result<Option<u64>> {
        let about = fs::metadata(path)?;
        Ok(about.is_file().then_some(about.len()))
    }

    fn read(&self, path: &Path, most: u64) -> io::Result<Vec<u8>> {
        for _ in 0..TRIES {
            let mut source = open(path)?;
            let before = source.file.metadata()?;
            let mut bytes = Vec::new();
            (&mut source).take(most.saturating_add(1)).read_to_end(&mut bytes)?;
            if bytes.len() as u64 > most {
                return Err(ErrorKind::FileTooLarge.into());
            }
            if is_whole(bytes.len() as u64, &before, &source.file.metadata()?) {
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

/// A file that is read. On Windows no open waits: its pipes lie in no folder.
#[cfg(not(unix))]
struct Source {
    file: fs::File,
}

#[cfg(not(unix))]
fn open(path: &Path) -> io::Result<Source> {
    Ok(Source { file: fs::File::open(path)? })
}

#[cfg(not(unix))]
impl Read for Source {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        self.file.read(buffer)
    }
}

/// A real path of Windows as its users know it: without the `\\?\` in front, but where a part
/// is one that Windows would take for something else.
pub(super) fn as_usual(real: PathBuf) -> PathBuf {
    let Some(text) = real.to_str() else { return real };
    let usual = match (text.strip_prefix(r"\\?\UNC\"), text.strip_prefix(r"\\?\")) {
        (Some(share), _) => format!(r"\\{share}"),
        (None, Some(rest)) if rest.get(1..3) == Some(r":\") => rest.to_owned(),
        _ => return real,
    };
    if usual.split('\\').any(|part| is_device(part) || loses_its_end(part)) { real } else { PathBuf::from(usual) }
}

/// Whether so many bytes are all that a file held, and nobody wrote into it meanwhile.
fn is_whole(count: u64, before: &Metadata, after: &Metadata) -> bool {
    // Pipes and devices have no length, nor have the files of /proc.
    let has_length = before.is_file() && before.len() > 0;
    let is_same = before.len() == after.len() && before.modified().ok() == after.modified().ok();
    !before.is_file() || is_same && (!has_length || count == before.len())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_of_windows_are_shown_as_their_users_know_them() {
        for (real, usual) in [
            (r"\\?\C:\公开\报告.toml", r"C:\公开\报告.toml"),
            (r"\\?\C:\", r"C:\"),
            (r"\\?\UNC\server\share\a.toml", r"\\server\share\a.toml"),
            (r"\\?\C:\console\comb\com10.toml", r"C:\console\comb\com10.toml"),
        ] {
            assert_eq!(as_usual(PathBuf::from(real)), PathBuf::from(usual));
        }
        // Windows would take these for something else, or they are no paths of it at all.
        for real in [
            r"\\?\C:\a\nul.toml",
            r"\\?\C:\COM1\a.toml",
            r"\\?\C:\a.\b.toml",
            r"\\?\C:\a \b.toml",
            r"\\?\Volume{0}\a.toml",
            "/公开/报告.toml",
        ] {
            assert_eq!(as_usual(PathBuf::from(real)), PathBuf::from(real));
        }
    }
}
