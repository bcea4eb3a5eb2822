//! The one data file of a verb that takes one at a time.

use std::ffi::OsString;
use std::path::{Path, PathBuf};

use super::Failure;
use super::pattern::expanded;
use super::shown::shown;
use crate::diagnostic::{Message, message};

/// Of more files than this, the first are named.
const NAMED: usize = 10;

/// The data file that `build` is given.
///
/// # Errors
/// A pattern that no file fits; the command line is wrong if there are several files, with what to write instead.
pub(super) fn single(arguments: &[PathBuf]) -> Result<PathBuf, Failure> {
    let paths = expanded(arguments)?;
    match paths.as_slice() {
        [path] => Ok(path.clone()),
        paths => {
            let count = paths.len();
            let message = message!(
                zh: "build 一次生成一份报告，这里写了 {count} 个文件",
                en: "build makes one report at a time, and {count} files are given",
            );
            Err(Failure::Advised(message, instead(arguments, paths)))
        }
    }
}

/// What was probably meant: a name with blanks in it, a target, or a command for each file.
fn instead(arguments: &[PathBuf], paths: &[PathBuf]) -> Message {
    let words: Vec<OsString> = arguments.iter().map(|path| path.as_os_str().to_owned()).collect();
    let joined = PathBuf::from(words.join(" ".as_ref()));
    if joined.is_file() {
        let joined = shown(&joined);
        return message!(
            zh: "文件名里有空格，要加引号：nianbao build {joined}",
            en: "a name with blanks is written in quotes: nianbao build {joined}",
        );
    }
    if let [data, target] = paths
        && is_pdf(target)
        && !is_pdf(data)
    {
        let (data, target) = (shown(data), shown(target));
        return message!(
            zh: "输出写在 -o 后面：nianbao build {data} -o {target}",
            en: "the target stands behind -o: nianbao build {data} -o {target}",
        );
    }
    let commands: String = paths.iter().take(NAMED).map(|path| format!("\nnianbao build {}", shown(path))).collect();
    let more = paths.len().saturating_sub(NAMED);
    let (more_zh, more_en) = match more {
        0 => (String::new(), String::new()),
        _ => (format!("\n……（还有 {more} 个）"), format!("\n… (and {more} more)")),
    };
    message!(
        zh: "一份报告一条命令，选项每条都写：{commands}{more_zh}",
        en: "one command for each, with its options:{commands}{more_en}",
    )
}

fn is_pdf(path: &Path) -> bool {
    path.extension().is_some_and(|ending| ending.eq_ignore_ascii_case("pdf"))
}
