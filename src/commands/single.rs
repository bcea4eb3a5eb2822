//! The one data file of a verb that takes one at a time, or of `build` where it makes one.

use std::ffi::OsString;
use std::path::{Path, PathBuf};

use super::Failure;
use super::pattern::expanded;
use super::shown::shown;
use crate::diagnostic::{Message, message};

/// The data file that a verb is given.
///
/// # Errors
/// A pattern that no file fits; the command line is wrong if there are several files, with what to write instead.
pub(super) fn single(verb: &str, arguments: &[PathBuf]) -> Result<PathBuf, Failure> {
    let paths = expanded(arguments)?;
    match paths.as_slice() {
        [path] => Ok(path.clone()),
        paths => {
            let count = paths.len();
            let message = message!(
                zh: "{verb} 一次一份报告，这里写了 {count} 个文件",
                en: "{verb} takes one report at a time, and {count} files are given",
            );
            Err(Failure::Advised(message, instead(verb, arguments, paths)))
        }
    }
}

/// What was probably meant: a name with blanks in it, a target, or a batch.
fn instead(verb: &str, arguments: &[PathBuf], paths: &[PathBuf]) -> Message {
    let words: Vec<OsString> = arguments.iter().map(|path| path.as_os_str().to_owned()).collect();
    let joined = PathBuf::from(words.join(" ".as_ref()));
    if joined.is_file() {
        let joined = shown(&joined);
        return message!(
            zh: "文件名里有空格，要加引号：nianbao {verb} {joined}",
            en: "a name with blanks is written in quotes: nianbao {verb} {joined}",
        );
    }
    if let [data, target] = paths
        && is_pdf(target)
        && !is_pdf(data)
    {
        let (data, target) = (shown(data), shown(target));
        return message!(
            zh: "输出写在 -o 后面：nianbao {verb} {data} -o {target}",
            en: "the target stands behind -o: nianbao {verb} {data} -o {target}",
        );
    }
    let all = arguments.iter().map(|path| shown(path)).collect::<Vec<_>>().join(" ");
    message!(
        zh: "要一次全部生成，写明 PDF 放进哪个文件夹：nianbao build {all} --out-dir 公布",
        en: "to make them all at once, say where the PDFs go: nianbao build {all} --out-dir posted",
    )
}

fn is_pdf(path: &Path) -> bool {
    path.extension().is_some_and(|ending| ending.eq_ignore_ascii_case("pdf"))
}
