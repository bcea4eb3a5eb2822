//! Data files as the command line names them.

use std::io::{Read, stdin};
use std::path::{Path, PathBuf};

use super::Failure;
use super::shown::shown;
use crate::diagnostic::{Lang, Message, message};
use crate::files::{Files, unreadable};
use crate::pipeline::Input;
use crate::report::bounds::LARGEST_FILE;
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
            return Err(a_folder(path));
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

/// Of more data files in a folder than this, the first are named.
const NAMED: usize = 5;

/// The error that a folder is given, with the data files in it.
fn a_folder(path: &Path) -> Failure {
    let message = is_folder(path);
    Failure::Advised(message, what_is_in(path))
}

/// The error that `build` is given a folder of data, and none for the PDFs.
pub(super) fn a_folder_to_build(path: &Path) -> Failure {
    let folder = shown(path);
    let all = message!(
        zh: "要全部生成，写明 PDF 放进哪个文件夹：nianbao build {folder} --out-dir 公布",
        en: "to make all that lies in it, say where the PDFs go: nianbao build {folder} --out-dir posted",
    );
    let help = match data_in(path).is_empty() {
        // They may lie in folders in it.
        true => all,
        false => {
            let one = what_is_in(path);
            let [(all_zh, one_zh), (all_en, one_en)] =
                [Lang::Zh, Lang::En].map(|lang| (all.in_lang(lang), one.in_lang(lang)));
            message!(zh: "{all_zh}；只要一份，{one_zh}", en: "{all_en}; or else {one_en}")
        }
    };
    Failure::Advised(is_folder(path), help)
}

fn is_folder(path: &Path) -> Message {
    let path = path.display();
    message!(zh: "“{path}”是文件夹，要的是数据文件", en: "`{path}` is a folder; a data file is needed")
}

/// The data files right in a folder, as they are written on a command line.
fn data_in(path: &Path) -> Vec<String> {
    let names = Files::on_disk().folder(path, true).list().unwrap_or_default();
    let is_data = |name: &&PathBuf| name.extension().is_some_and(|ending| ending.eq_ignore_ascii_case("toml"));
    names.iter().filter(is_data).map(|name| shown(&path.join(name))).collect()
}

/// The remedy that names the data files in a folder.
fn what_is_in(path: &Path) -> Message {
    let named = data_in(path);
    let (zh, en) = (named.iter().take(NAMED), named.iter().take(NAMED));
    let (zh, en) = (zh.cloned().collect::<Vec<_>>().join("、"), en.cloned().collect::<Vec<_>>().join(", "));
    if named.is_empty() {
        let new = shown(&path.join("报告.toml"));
        message!(
            zh: "里面没有数据文件（.toml）；新建一个：nianbao new {new} --organ 机关全称 --year 2025",
            en: "there is no data file (.toml) in it; make one: nianbao new {new} --organ NAME --year 2025",
        )
    } else {
        let (more_zh, more_en) = if named.len() > NAMED { ("……", ", …") } else { ("", "") };
        message!(zh: "写其中的数据文件：{zh}{more_zh}", en: "name a data file in it: {en}{more_en}")
    }
}

fn read_stdin() -> std::io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    // One byte more than is allowed tells that there is more.
    stdin().lock().take(LARGEST_FILE + 1).read_to_end(&mut bytes)?;
    Ok(bytes)
}

/// Last year's data file, as `--previous` names it.
///
/// # Errors
/// The command line is wrong if it names a folder or the standard input.
pub(super) fn last_year(argument: Option<&Path>) -> Result<Option<Input>, Failure> {
    let Some(path) = argument else { return Ok(None) };
    match Data::from_argument(path)? {
        Data::File(path) => Ok(Some(Input::File(path))),
        Data::Stdin => Err(Failure::Usage(message!(
            zh: "--previous 要的是文件，不能是标准输入",
            en: "--previous needs a file, not standard input",
        ))),
    }
}
