//! Data files as the command line names them.

use std::fs;
use std::io::{Read, stdin};
use std::path::{Path, PathBuf};

use super::Failure;
use crate::diagnostic::message;
use crate::files::unreadable;
use crate::pipeline::Input;
use crate::report::rules::FILE;
use crate::source::Sources;

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

    /// The data itself, in so far as it comes by the standard input.
    ///
    /// # Errors
    /// The standard input cannot be read.
    pub fn input(&self) -> Result<Input, Failure> {
        let name = "<stdin>".to_owned();
        match self {
            Data::File(path) => Ok(Input::File(path.clone())),
            Data::Stdin => match read_stdin() {
                Ok(bytes) => Ok(Input::Bytes { name, bytes }),
                Err(error) => Err(Failure::Found(vec![unreadable(&FILE, &name, &error)], Sources::default())),
            },
        }
    }

    /// The folder in which the data lies; the current one for the standard input.
    pub fn folder(&self) -> PathBuf {
        match self {
            Data::Stdin => PathBuf::new(),
            Data::File(path) => path.parent().map(Path::to_owned).unwrap_or_default(),
        }
    }
}

fn read_stdin() -> std::io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    stdin().lock().read_to_end(&mut bytes)?;
    Ok(bytes)
}

/// Last year's data file, as `--previous` names it.
///
/// # Errors
/// The command line is wrong if it names a folder or the standard input; else what hinders the opening of the file,
/// without which nothing that was asked for can be done.
pub(super) fn last_year(argument: Option<&Path>) -> Result<Option<Input>, Failure> {
    let Some(path) = argument else { return Ok(None) };
    match Data::from_argument(path)? {
        Data::File(path) => match fs::File::open(&path) {
            Ok(_) => Ok(Some(Input::File(path))),
            Err(error) => {
                let fault = unreadable(&FILE, &path.display().to_string(), &error);
                Err(Failure::Found(vec![fault], Sources::default()))
            }
        },
        Data::Stdin => Err(Failure::Usage(message!(
            zh: "--previous 要的是文件，不能是标准输入",
            en: "--previous needs a file, not standard input",
        ))),
    }
}
