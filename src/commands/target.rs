//! Where a file goes.

use std::fs;
use std::io::{IsTerminal, stdout};
use std::path::{Path, PathBuf};

use super::Failure;
use super::data::Data;
use super::ending::{format_of, with_ending};
use crate::diagnostic::{Lang, message};
use crate::files::Files;
use crate::pipeline::OutputFormat;
use crate::report::FileKind;

/// Where a file goes.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Target {
    /// Standard output.
    Stdout,
    /// A file.
    File(PathBuf),
}

impl Target {
    /// The target of `-o`, and the format that its name tells; `-` is the standard output, which tells none.
    ///
    /// # Errors
    /// The command line is wrong if the name tells of a format that is not written here.
    pub fn named_freely(argument: &Path) -> Result<(Target, Option<OutputFormat>), Failure> {
        match argument.as_os_str() {
            name if name == "-" => Ok((Target::Stdout, None)),
            _ => format_of(argument).map(|(path, format)| (Target::File(path), Some(format))),
        }
    }

    /// The target of `-o` where only a PDF is written: a file, or the standard output.
    ///
    /// # Errors
    /// The command line is wrong if the target is no PDF, or a terminal.
    pub fn named(argument: &Path) -> Result<Target, Failure> {
        let target = match argument.as_os_str() {
            name if name == "-" => Target::Stdout,
            _ => Target::File(with_ending(argument, "pdf")?),
        };
        target.off_the_terminal(OutputFormat::Pdf)
    }

    /// The data file's own name in a folder, with the ending of a format; the standard output for standard input.
    pub fn beside(data: &Data, folder: Option<&Path>, format: OutputFormat) -> Target {
        match (data, folder) {
            (Data::Stdin, _) => Target::Stdout,
            (Data::File(path), None) => Target::File(path.with_extension(format.ending())),
            (Data::File(path), Some(folder)) => {
                let name = path.file_name().map(Path::new).unwrap_or(path);
                Target::File(folder.join(name).with_extension(format.ending()))
            }
        }
    }

    /// The same, unless it is a terminal, which cannot show the format.
    ///
    /// # Errors
    /// The command line is wrong if it is.
    pub fn off_the_terminal(self, format: OutputFormat) -> Result<Target, Failure> {
        match self {
            Target::Stdout if !format.is_text() && stdout().is_terminal() => {
                let (ending, name) = (format.ending().to_uppercase(), format.name());
                let en = name.in_lang(Lang::En);
                Err(Failure::Usage(message!(
                    zh: "{ending} 不能显示在终端上：请用 -o 指定文件",
                    en: "a {en} is nothing to show on a terminal: name a file with -o",
                )))
            }
            target => Ok(target),
        }
    }

    /// The same, unless it is the data file itself. `is_chosen` tells whether the command line names it.
    ///
    /// # Errors
    /// The command line is wrong if it is.
    pub fn off_the_data(self, data: &Data, is_chosen: bool) -> Result<Target, Failure> {
        match (&self, data) {
            (Target::File(path), Data::File(data)) if is_same_file(path, data) => {
                let path = path.display().to_string();
                let kind = FileKind::Pdf;
                Err(match !is_chosen && path.to_lowercase().ends_with(".pdf") {
                    // A finished report in the place of the data file.
                    true => Failure::Advised(
                        message!(zh: "“{path}”是 PDF，不是数据文件", en: "`{path}` is a PDF and no data file"),
                        kind.remedy(&path),
                    ),
                    false => Failure::Usage(message!(
                        zh: "“{path}”就是数据文件，不能覆盖它",
                        en: "`{path}` is the data file itself; it is not overwritten",
                    )),
                })
            }
            _ => Ok(self),
        }
    }

    /// Whether it is one of the files that a report is made of.
    pub fn is_read_by(&self, files: &[&Files]) -> bool {
        matches!(self, Target::File(path) if files.iter().any(|files| files.has_read(path)))
    }
}

fn is_same_file(a: &Path, b: &Path) -> bool {
    match (fs::canonicalize(a), fs::canonicalize(b)) {
        (Ok(a), Ok(b)) => a == b,
        _ => false,
    }
}
