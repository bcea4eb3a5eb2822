//! The data file as text.

use std::fs;
use std::io::{Read, stdin};
use std::path::{Path, PathBuf};

use super::Failure;
use crate::message;
use crate::report::rules as report_rules;
use crate::report::{decode, unreadable};
use crate::source::{SourceId, Sources};

/// Where the data comes from.
#[derive(Debug)]
pub(super) enum Data {
    /// Standard input.
    Stdin,
    /// A file.
    File(PathBuf),
}

impl Data {
    /// `-` is the standard input.
    ///
    /// # Errors
    /// The command line is wrong if it names a folder.
    pub fn from_argument(path: &Path) -> Result<Data, Failure> {
        if path.as_os_str() == "-" {
            return Ok(Data::Stdin);
        }
        if path.is_dir() {
            let path = path.display();
            return Err(Failure::Usage(message!(
                zh: "“{path}”是文件夹，要的是一个数据文件",
                en: "`{path}` is a folder; a data file is needed",
            )));
        }
        Ok(Data::File(path.to_owned()))
    }

    /// The folder to which paths in the data are relative; the current one for the standard input.
    pub fn folder(&self) -> PathBuf {
        match self {
            Data::Stdin => PathBuf::new(),
            Data::File(path) => path.parent().map(Path::to_owned).unwrap_or_default(),
        }
    }

    /// Reads the text into `sources`.
    ///
    /// # Errors
    /// What the system refuses, or that the text is no UTF-8.
    pub fn read(&self, sources: &mut Sources) -> Result<SourceId, Failure> {
        let (name, bytes) = match self {
            Data::Stdin => ("<stdin>".to_owned(), read_stdin()),
            Data::File(path) => (path.display().to_string(), fs::read(path)),
        };
        let found = match bytes {
            Ok(bytes) => decode(&name, bytes, sources),
            Err(error) => Err(Box::new(unreadable(&report_rules::FILE, &name, &error))),
        };
        match found {
            Ok(text) => Ok(sources.add(name, text)),
            Err(fault) => Err(Failure::Found(vec![*fault], std::mem::take(sources))),
        }
    }
}

fn read_stdin() -> std::io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    stdin().lock().read_to_end(&mut bytes)?;
    Ok(bytes)
}
