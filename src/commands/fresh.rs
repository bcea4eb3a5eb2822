//! Where a new data file goes. A file that exists is never touched.

use std::io::{ErrorKind, Write, stdout};
use std::path::{Path, PathBuf};

use super::Failure;
use super::target::refused;
use crate::message;

/// Where a new file goes.
pub(super) enum Fresh {
    /// Standard output.
    Stdout,
    /// A file that does not exist yet.
    File(PathBuf),
}

impl Fresh {
    /// `-` is the standard output.
    ///
    /// # Errors
    /// The command line is wrong if it names what exists, be it a link that leads nowhere.
    pub fn choose(path: &Path) -> Result<Fresh, Failure> {
        if path.as_os_str() == "-" {
            return Ok(Fresh::Stdout);
        }
        if path.symlink_metadata().is_ok() {
            return Err(exists(path));
        }
        Ok(Fresh::File(path.to_owned()))
    }

    /// Writes the whole file or none of it.
    ///
    /// # Errors
    /// What the system refuses; or that the file has come to exist meanwhile.
    pub fn write(&self, text: &str) -> Result<(), Failure> {
        match self {
            Fresh::Stdout => print(text),
            Fresh::File(path) => create(path, text).map_err(|error| match error.kind() {
                ErrorKind::AlreadyExists => exists(path),
                _ => refused(&path.display().to_string(), &error),
            }),
        }
    }
}

/// Writes to the standard output.
///
/// # Errors
/// What the system refuses; whoever reads may have gone.
pub(super) fn print(text: &str) -> Result<(), Failure> {
    let mut stdout = stdout().lock();
    match stdout.write_all(text.as_bytes()).and_then(|()| stdout.flush()) {
        Ok(()) => Ok(()),
        Err(error) if error.kind() == ErrorKind::BrokenPipe => Err(Failure::ReaderGone),
        Err(error) => Err(refused("<stdout>", &error)),
    }
}

fn create(path: &Path, text: &str) -> std::io::Result<()> {
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let mut builder = tempfile::Builder::new();
    builder.prefix(".nianbao-").suffix(".tmp");
    #[cfg(unix)]
    builder.permissions(std::os::unix::fs::PermissionsExt::from_mode(0o644));
    let mut file = builder.tempfile_in(folder)?;
    file.write_all(text.as_bytes())?;
    file.as_file().sync_all()?;
    file.persist_noclobber(path).map_err(|error| error.error)?;
    Ok(())
}

fn exists(path: &Path) -> Failure {
    let path = path.display();
    Failure::Usage(message!(
        zh: "“{path}”已经存在，不覆盖：换一个文件名，或者先把它移走",
        en: "`{path}` exists and is not overwritten: give another name, or move it away first",
    ))
}
