//! Last year's data file of each report of a batch.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use super::folder::data_files_in;
use crate::commands::Failure;
use crate::commands::data::last_year;
use crate::commands::shown::shown;
use crate::diagnostic::{Diagnostic, message};
use crate::files::Files;
use crate::pipeline::{Identity, Input};
use crate::rules::USAGE;

/// What `--previous` names.
pub(super) enum LastYears {
    /// Nothing.
    None,
    /// The file of the only report.
    One(PathBuf),
    /// A folder, with whose report of which year each data file in it is.
    Folder(PathBuf, BTreeMap<Identity, Vec<PathBuf>>),
}

impl LastYears {
    /// # Errors
    /// The command line is wrong if a file is named for several reports.
    pub fn choose(argument: Option<&Path>, reports: usize, files: &Files) -> Result<LastYears, Failure> {
        let Some(path) = argument else { return Ok(LastYears::None) };
        if path.is_dir() {
            let mut by_identity: BTreeMap<Identity, Vec<PathBuf>> = BTreeMap::new();
            for relative in data_files_in(path, None)? {
                let data = path.join(relative);
                if let Some(identity) = Identity::of(&Input::File(data.clone()), files) {
                    by_identity.entry(identity).or_default().push(data);
                }
            }
            return Ok(LastYears::Folder(path.to_owned(), by_identity));
        }
        match last_year(argument)? {
            Some(Input::File(path)) if reports > 1 => Err(for_several(&path, reports)),
            Some(Input::File(path)) => Ok(LastYears::One(path)),
            _ => Ok(LastYears::None),
        }
    }

    /// Whether it must be known whose report a data file is.
    pub fn is_folder(&self) -> bool {
        matches!(self, LastYears::Folder(..))
    }

    /// The file of a report: in a folder, that of the same organ for the year before; if there is none, that of the
    /// same name at the same place (an organ may have another name than last year).
    ///
    /// # Errors
    /// Several files are the organ's report for the year before.
    pub fn of(
        &self,
        data: &Path,
        relative: &Path,
        identity: Option<&Identity>,
    ) -> Result<Option<PathBuf>, Box<Diagnostic>> {
        let (folder, by_identity) = match self {
            LastYears::None => return Ok(None),
            LastYears::One(path) => return Ok(Some(path.clone())),
            LastYears::Folder(folder, by_identity) => (folder, by_identity),
        };
        let same_name = folder.join(relative);
        let last = identity.and_then(Identity::last_year);
        match last.and_then(|last| by_identity.get(&last)).map(Vec::as_slice) {
            Some([path]) => Ok(Some(path.clone())),
            Some(paths) if paths.contains(&same_name) => Ok(Some(same_name)),
            Some(paths) => Err(Box::new(several(data, paths))),
            None => {
                let is_itself = || same_name.canonicalize().ok() == data.canonicalize().ok();
                Ok(Some(same_name.clone()).filter(|path| path.is_file() && !is_itself()))
            }
        }
    }
}

fn for_several(path: &Path, reports: usize) -> Failure {
    let folder = shown(path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new(".")));
    let path = path.display();
    Failure::Advised(
        message!(
            zh: "{reports} 份报告不能都和“{path}”一个文件核对",
            en: "{reports} reports cannot all be compared with the one file `{path}`",
        ),
        message!(
            zh: "写上一年度数据文件所在的文件夹，每份按机关名称和年度找：--previous {folder}",
            en: "name the folder of last year's data files; each is found by organ and year: --previous {folder}",
        ),
    )
}

fn several(data: &Path, paths: &[PathBuf]) -> Diagnostic {
    let named: Vec<String> = paths.iter().map(|path| path.display().to_string()).collect();
    let (zh, en) = (named.join("、"), named.join(", "));
    let message = message!(
        zh: "上一年度的数据文件有几个：{zh}",
        en: "there are several data files for the year before: {en}",
    );
    Diagnostic::error(&USAGE, message).in_file(data.display().to_string()).help(message!(
        zh: "--previous 的文件夹里只留定稿的一个",
        en: "keep the final one of them in the folder of --previous",
    ))
}
