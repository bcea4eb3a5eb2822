//! Where a new data file goes. A file that exists is never touched.

use std::io::ErrorKind;
use std::path::{Path, PathBuf};

use super::Failure;
use super::ending::with_ending;
use super::refusal::refused;
use super::standard_output::write_to_stdout;
use crate::diagnostic::message;
use crate::files::complete::put_new;

/// Where a new file goes.
pub(super) enum Fresh {
    /// Standard output.
    Stdout,
    /// A file that does not exist yet.
    File(PathBuf),
}

impl Fresh {
    /// `-` is the standard output; a data file ends in `.toml`.
    ///
    /// # Errors
    /// The command line is wrong if it names another kind of file, or what exists, be it a link that leads nowhere.
    pub fn choose(path: &Path) -> Result<Fresh, Failure> {
        Fresh::with_ending(path, "toml")
    }

    /// The same, for files of another kind.
    ///
    /// # Errors
    /// As of [`Fresh::choose`].
    pub fn with_ending(path: &Path, ending: &str) -> Result<Fresh, Failure> {
        if path.as_os_str() == "-" {
            return Ok(Fresh::Stdout);
        }
        let path = with_ending(path, ending)?;
        if path.symlink_metadata().is_ok() {
            return Err(exists(&path));
        }
        Ok(Fresh::File(path))
    }

    /// The file, if it is one.
    pub fn path(&self) -> Option<&Path> {
        match self {
            Fresh::Stdout => None,
            Fresh::File(path) => Some(path),
        }
    }

    /// Writes the whole file or none of it.
    ///
    /// # Errors
    /// What the system refuses; or that the file has come to exist meanwhile.
    pub fn write(&self, bytes: &[u8]) -> Result<(), Failure> {
        match self {
            Fresh::Stdout => write_to_stdout(bytes),
            Fresh::File(path) => put_new(path, bytes).map_err(|error| match error.kind() {
                ErrorKind::AlreadyExists => exists(path),
                _ => refused(&path.display().to_string(), &error),
            }),
        }
    }
}

fn exists(path: &Path) -> Failure {
    let path = path.display();
    Failure::Usage(message!(
        zh: "“{path}”已经存在，不覆盖：换一个文件名，或者先把它移走",
        en: "`{path}` exists and is not overwritten: give another name, or move it away first",
    ))
}
