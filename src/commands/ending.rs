//! The ending of a file that is to be written: it says what the file holds, so that it must be one of those that are
//! written here.

use std::io::ErrorKind;
use std::path::{Path, PathBuf};

use super::Failure;
use super::refusal::refused;
use super::shown::shown;
use crate::diagnostic::{Lang, message};
use crate::pipeline::OutputFormat;

/// An ending that is more than a name with a dot in it, such as that of `2025.1`.
const LONGEST: usize = 5;

/// The path of a new file of one kind: with `ending`, which is added where there is none.
///
/// # Errors
/// The command line is wrong if the path has the ending of another kind of file, or is that of a folder; one that is
/// not there is for the system to refuse.
pub(super) fn with_ending(path: &Path, ending: &str) -> Result<PathBuf, Failure> {
    if path.is_dir() {
        return Err(a_folder(path, ending));
    }
    if path.as_os_str().as_encoded_bytes().last().is_some_and(|last| std::path::is_separator(char::from(*last))) {
        return Err(refused(&path.display().to_string(), &ErrorKind::NotFound.into()));
    }
    match ending_of(path) {
        Some(own) if own.eq_ignore_ascii_case(ending) => Ok(path.to_owned()),
        Some(own) => {
            let (kind, instead) = (ending.to_uppercase(), shown(&path.with_extension(ending)));
            let path = path.display();
            Err(Failure::Advised(
                message!(
                    zh: "这里写出的是 {kind} 文件，不能写成 .{own}：“{path}”",
                    en: "a {kind} file is written here, not .{own}: `{path}`",
                ),
                message!(zh: "改成 {instead}", en: "write {instead}"),
            ))
        }
        // A device, a pipe or a link is called as it is called.
        None if path.symlink_metadata().is_ok_and(|about| !about.is_file()) => Ok(path.to_owned()),
        None => {
            let mut name = path.as_os_str().to_owned();
            name.push(".");
            name.push(ending);
            Ok(name.into())
        }
    }
}

/// The path of a new file, and the format that its ending tells: a PDF where there is none.
///
/// # Errors
/// The command line is wrong if the path has the ending of a format that is not written here, or is that of a folder.
pub(super) fn format_of(path: &Path) -> Result<(PathBuf, OutputFormat), Failure> {
    match ending_of(path) {
        Some(own) if !path.is_dir() => match OutputFormat::by_ending(own) {
            Some(format) => with_ending(path, format.ending()).map(|path| (path, format)),
            None => Err(unwritten(path, own)),
        },
        _ => with_ending(path, OutputFormat::Pdf.ending()).map(|path| (path, OutputFormat::Pdf)),
    }
}

/// The error that a format is not written here, with the list of those that are.
fn unwritten(path: &Path, own: &str) -> Failure {
    let list = |lang, separator: &str| {
        let formats = OutputFormat::ALL.iter();
        let named = formats.map(|format| format!("{} .{}", format.name().in_lang(lang), format.ending()));
        named.collect::<Vec<_>>().join(separator)
    };
    let (zh, en) = (list(Lang::Zh, "、"), list(Lang::En, ", "));
    let instead = shown(&path.with_extension(nearest(own).ending()));
    let path = path.display();
    Failure::Advised(
        message!(
            zh: "写不出 .{own} 文件：“{path}”；能写的是：{zh}",
            en: "a .{own} file cannot be written: `{path}`; what can be is: {en}",
        ),
        message!(zh: "改成 {instead}", en: "write {instead}"),
    )
}

/// The format that is probably meant by an ending.
fn nearest(ending: &str) -> OutputFormat {
    match ending.to_lowercase().as_str() {
        "htm" | "xhtml" | "shtml" | "mht" | "mhtml" => OutputFormat::Page,
        "doc" | "docm" | "dotx" | "wps" | "odt" | "rtf" => OutputFormat::Word,
        "json5" | "jsonl" | "xml" | "yaml" => OutputFormat::Json,
        _ => OutputFormat::Pdf,
    }
}

fn a_folder(path: &Path, ending: &str) -> Failure {
    let inside = shown(&path.join("报告").with_extension(ending));
    let path = path.display();
    Failure::Advised(
        message!(zh: "“{path}”是文件夹，要写文件名", en: "`{path}` is a folder; a file's name is needed"),
        message!(zh: "如 {inside}", en: "such as {inside}"),
    )
}

/// What stands behind the last dot of a name, if it looks like an ending: a few Latin letters and digits.
fn ending_of(path: &Path) -> Option<&str> {
    let ending = path.extension()?.to_str()?;
    let is_short = (1..=LONGEST).contains(&ending.len()) && ending.chars().all(|c| c.is_ascii_alphanumeric());
    (is_short && ending.contains(|c: char| c.is_ascii_alphabetic())).then_some(ending)
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used)]
    use super::*;

    #[test]
    fn the_ending_says_what_is_written() {
        let to = |path: &str| with_ending(Path::new(path), "pdf").ok().map(|path| path.display().to_string());
        for (path, taken) in [
            ("a.pdf", "a.pdf"),
            ("a.PDF", "a.PDF"),
            ("out/公布", "out/公布.pdf"),
            ("v1.2", "v1.2.pdf"),
            ("年报.定稿", "年报.定稿.pdf"),
            ("a.longer name", "a.longer name.pdf"),
            (".hidden", ".hidden.pdf"),
        ] {
            assert_eq!(to(path).as_deref(), Some(taken));
        }
        for path in ["a.docx", "a.doc", "a.html", "a.ofd", "a.txt", "a.png", "a.toml", "a.pdf.zip", "a.mp3"] {
            assert_eq!(to(path), None, "{path}");
        }
        let format =
            |path: &str| format_of(Path::new(path)).ok().map(|(path, format)| (path.display().to_string(), format));
        assert_eq!(format("a.HTML"), Some(("a.HTML".into(), OutputFormat::Page)));
        assert_eq!(format("a.docx"), Some(("a.docx".into(), OutputFormat::Word)));
        assert_eq!(format("年报.json"), Some(("年报.json".into(), OutputFormat::Json)));
        assert_eq!(format("年报.定稿"), Some(("年报.定稿.pdf".into(), OutputFormat::Pdf)));
        for path in ["a.doc", "a.htm", "a.ofd", "a.txt", "a.png", "a.toml", "a.pdf.zip"] {
            assert_eq!(format(path), None, "{path}");
        }
    }
}
