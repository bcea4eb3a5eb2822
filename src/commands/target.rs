//! Where the PDF goes. A file is replaced only by a complete one: written beside it, flushed, renamed.

use std::fs::{self, File, Permissions};
use std::io::{self, BufWriter, ErrorKind, IsTerminal, Write, stdout};
use std::path::{Path, PathBuf};

use tempfile::NamedTempFile;

use super::data::Data;
use super::ending::with_ending;
use super::refusal::refused;
use super::{Failure, beside};
use crate::diagnostic::{Diagnostic, message};
use crate::files::Files;
use crate::pdf::PdfFile;
use crate::pipeline::FixedFile;
use crate::report::{FileKind, Report};
use crate::rules::TARGET;
use crate::source::Sources;

/// Where the PDF goes.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Target {
    /// Standard output.
    Stdout,
    /// A file.
    File(PathBuf),
}

/// Where the PDF goes, as far as the command line tells.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Destination {
    /// To a target.
    Known(Target),
    /// Into a folder, under the official name of the report.
    Official(PathBuf),
}

impl Destination {
    /// The place of `-o` and `--official-name`.
    ///
    /// # Errors
    /// The command line is wrong if [`Target::choose`] says so, or if the official name is to stand where no folder is.
    pub fn choose(argument: Option<&Path>, official_name: bool, data: &Data) -> Result<Destination, Failure> {
        match argument {
            _ if !official_name => Target::choose(argument, data).map(Destination::Known),
            None => Ok(Destination::Official(data.folder())),
            Some(path) if path.is_dir() => Ok(Destination::Official(path.to_owned())),
            Some(path) => {
                let path = path.display();
                Err(Failure::Usage(message!(
                    zh: "用 --official-name 时，-o 要写已有的文件夹，“{path}”不是",
                    en: "with --official-name, -o names a folder that is there, which `{path}` is not",
                )))
            }
        }
    }

    /// The target, once the report is known.
    pub fn target(self, report: &Report) -> Target {
        match self {
            Destination::Known(target) => target,
            Destination::Official(folder) => Target::File(folder.join(format!("{}.pdf", report.official_name()))),
        }
    }
}

impl Target {
    /// The target of `-o`: a file, or the data file's name in a folder. Without it, that name beside the data file, or
    /// the standard output for standard input.
    ///
    /// # Errors
    /// The command line is wrong if the target is no PDF, is the data file itself, or a terminal.
    pub fn choose(argument: Option<&Path>, data: &Data) -> Result<Target, Failure> {
        let target = match (argument, data) {
            (Some(path), _) if path.as_os_str() == "-" => Target::Stdout,
            (Some(folder), Data::File(path)) if folder.is_dir() => {
                let name = path.file_name().map(Path::new).unwrap_or(path);
                Target::File(folder.join(name).with_extension("pdf"))
            }
            (Some(path), _) => Target::File(with_ending(path, "pdf")?),
            (None, Data::Stdin) => Target::Stdout,
            (None, Data::File(path)) => Target::File(path.with_extension("pdf")),
        };
        let target = target.off_the_terminal()?;
        match (&target, data) {
            // A finished report in the place of the data file.
            (Target::File(path), Data::File(data)) if argument.is_none() && is_same_file(path, data) => {
                let path = path.display().to_string();
                Err(Failure::Advised(
                    message!(zh: "“{path}”是 PDF，不是数据文件", en: "`{path}` is a PDF and no data file"),
                    FileKind::Pdf.remedy(&path),
                ))
            }
            (Target::File(path), Data::File(data)) if is_same_file(path, data) => {
                let path = path.display();
                Err(Failure::Usage(message!(
                    zh: "“{path}”就是数据文件，不能用 PDF 覆盖它",
                    en: "`{path}` is the data file itself; it is not overwritten",
                )))
            }
            _ => Ok(target),
        }
    }

    /// The target of `-o` where no data file lends it a name: a file, or the standard output.
    ///
    /// # Errors
    /// The command line is wrong if the target is no PDF, or a terminal.
    pub fn named(argument: &Path) -> Result<Target, Failure> {
        let target = match argument.as_os_str() {
            name if name == "-" => Target::Stdout,
            _ => Target::File(with_ending(argument, "pdf")?),
        };
        target.off_the_terminal()
    }

    /// The same, unless it is a terminal.
    fn off_the_terminal(self) -> Result<Target, Failure> {
        match self {
            Target::Stdout if stdout().is_terminal() => Err(Failure::Usage(message!(
                zh: "PDF 不能显示在终端上：请用 -o 指定文件",
                en: "a PDF is nothing to show on a terminal: name a file with -o",
            ))),
            target => Ok(target),
        }
    }

    /// Writes the PDF; `files` are all that was read for it.
    ///
    /// # Errors
    /// What the system refuses, or that the target is one of the files that the report is made of; what was there
    /// before is then untouched.
    pub fn write(&self, pdf: &PdfFile, files: &[&Files]) -> Result<(), Failure> {
        match self {
            Target::File(path) if files.iter().any(|files| files.has_read(path)) => {
                let path = path.display();
                Err(Failure::Usage(message!(
                    zh: "报告用到“{path}”，不能用 PDF 覆盖它",
                    en: "the report is made of `{path}`; it is not overwritten",
                )))
            }
            Target::Stdout => to_stdout(|out| pdf.write_to(out)),
            Target::File(path) => {
                replace(path, |out| pdf.write_to(out)).map_err(|error| refused(&path.display().to_string(), &error))
            }
        }
    }
}

/// Puts a complete file in the place of another.
fn replace(path: &Path, content: impl Fn(&mut dyn Write) -> io::Result<()>) -> io::Result<()> {
    // A link stays a link: what it leads to is replaced, or made where it is not there yet.
    let path = behind_links(path)?;
    let old = match fs::metadata(&path) {
        Ok(old) if old.is_dir() => return Err(ErrorKind::IsADirectory.into()),
        // A device or a pipe must not be renamed away.
        Ok(old) if !old.is_file() => return buffered(&mut fs::OpenOptions::new().write(true).open(path)?, content),
        // Renaming would get round the protection.
        Ok(old) if old.permissions().readonly() => return Err(ErrorKind::PermissionDenied.into()),
        Ok(old) => Some(old.permissions()),
        Err(error) if error.kind() == ErrorKind::NotFound => None,
        Err(error) => return Err(error),
    };
    Complete::beside(path, old, content)?.put()
}

/// A complete file beside the one whose place it is to take.
struct Complete {
    file: NamedTempFile,
    path: PathBuf,
}

impl Complete {
    /// Writes it, with the permissions of the file that is there.
    fn beside(
        path: PathBuf,
        old: Option<Permissions>,
        content: impl Fn(&mut dyn Write) -> io::Result<()>,
    ) -> io::Result<Complete> {
        let file = beside::write(&path, old, content)?;
        Ok(Complete { file, path })
    }

    /// Puts it there.
    fn put(self) -> io::Result<()> {
        self.file.persist(&self.path).map_err(|error| error.error)?;
        // The new name is durable once the folder is; that some file systems cannot do this is no failure.
        let _ = File::open(folder_of(&self.path)).and_then(|folder| folder.sync_all());
        Ok(())
    }
}

/// Puts other bytes in the place of what some files hold: all of them are written beside, before the first takes its
/// place.
///
/// # Errors
/// What the system refuses, or that a file has been changed since it was read; no file is touched then, unless the
/// system refuses the last step.
pub(super) fn replace_all(files: &[FixedFile]) -> Result<(), Failure> {
    let written = files.iter().map(|file| {
        let path = behind_links(&file.path).map_err(|error| refused(&file.name, &error))?;
        let about = fs::metadata(&path).map_err(|error| refused(&file.name, &error))?;
        if about.permissions().readonly() {
            return Err(refused(&file.name, &ErrorKind::PermissionDenied.into()));
        }
        if fs::read(&path).ok().as_ref() != Some(&file.old) {
            return Err(changed_meanwhile(&file.name));
        }
        let complete = Complete::beside(path, Some(about.permissions()), |out| out.write_all(&file.new));
        complete.map_err(|error| refused(&file.name, &error))
    });
    let written: Vec<Complete> = written.collect::<Result<_, Failure>>()?;
    for (complete, file) in written.into_iter().zip(files) {
        complete.put().map_err(|error| refused(&file.name, &error))?;
    }
    Ok(())
}

fn changed_meanwhile(name: &str) -> Failure {
    let message = message!(
        zh: "没有写“{name}”：检查的时候它被改过了",
        en: "`{name}` is not written: it was changed while it was checked",
    );
    let help = message!(zh: "再运行一次", en: "run the command again");
    Failure::Found(vec![Diagnostic::system(&TARGET, message).help(help)], Sources::default())
}

/// Links that lead to links beyond this lead nowhere: what Linux follows at most (path_resolution(7)).
const MOST_LINKS: usize = 40;

/// Where a path leads when it is a link, be it to what is not there.
fn behind_links(path: &Path) -> io::Result<PathBuf> {
    let mut path = path.to_owned();
    for _ in 0..MOST_LINKS {
        match fs::symlink_metadata(&path) {
            Ok(about) if about.is_symlink() => path = folder_of(&path).join(fs::read_link(&path)?),
            _ => return Ok(path),
        }
    }
    Err(ErrorKind::InvalidInput.into())
}

/// Writes in large pieces what comes in small ones.
pub(super) fn buffered(out: &mut dyn Write, content: impl Fn(&mut dyn Write) -> io::Result<()>) -> io::Result<()> {
    let mut out = BufWriter::new(out);
    content(&mut out)?;
    out.flush()
}

pub(super) fn folder_of(path: &Path) -> &Path {
    path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."))
}

/// Writes to the standard output.
///
/// # Errors
/// What the system refuses; whoever reads may have gone.
pub(super) fn write_to_stdout(bytes: &[u8]) -> Result<(), Failure> {
    to_stdout(|out| out.write_all(bytes))
}

fn to_stdout(content: impl Fn(&mut dyn Write) -> io::Result<()>) -> Result<(), Failure> {
    match buffered(&mut stdout().lock(), content) {
        Ok(()) => Ok(()),
        Err(error) if error.kind() == ErrorKind::BrokenPipe => Err(Failure::ReaderGone),
        Err(error) => Err(refused_by_stdout(&error)),
    }
}

/// The failure that the standard output takes no more.
pub(super) fn refused_by_stdout(error: &io::Error) -> Failure {
    refused("<stdout>", error)
}

fn is_same_file(a: &Path, b: &Path) -> bool {
    match (fs::canonicalize(a), fs::canonicalize(b)) {
        (Ok(a), Ok(b)) => a == b,
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used)]
    use super::*;

    fn bytes(bytes: &[u8]) -> impl Fn(&mut dyn Write) -> io::Result<()> {
        move |out| out.write_all(bytes)
    }

    #[test]
    fn the_default_target_stands_beside_the_data() {
        let choose = |output: Option<&str>, data: &str| {
            let data = if data == "-" { Data::Stdin } else { Data::File(data.into()) };
            Target::choose(output.map(Path::new), &data).ok()
        };
        assert_eq!(choose(None, "data/a.b.toml"), Some(Target::File("data/a.b.pdf".into())));
        assert_eq!(choose(Some("x.pdf"), "-"), Some(Target::File("x.pdf".into())));
    }

    #[test]
    fn the_official_name_stands_in_a_folder() {
        let folder = tempfile::tempdir().unwrap();
        let data = Data::File("data/a.toml".into());
        let choose = |output: Option<&Path>| Destination::choose(output, true, &data).ok();
        assert_eq!(choose(None), Some(Destination::Official("data".into())));
        assert_eq!(choose(Some(folder.path())), Some(Destination::Official(folder.path().to_owned())));
        assert_eq!(choose(Some(&folder.path().join("a.pdf"))), None);
        assert_eq!(choose(Some(Path::new("-"))), None);
    }

    #[test]
    fn data_is_not_overwritten() {
        let folder = tempfile::tempdir().unwrap();
        let data = folder.path().join("a.pdf");
        fs::write(&data, "[report]").unwrap();
        let detour = folder.path().join(".").join("a.pdf");
        for output in [None, Some(data.as_path()), Some(detour.as_path())] {
            let refused = Target::choose(output, &Data::File(data.clone()));
            assert!(matches!(refused, Err(Failure::Usage(_) | Failure::Advised(..))));
        }
    }

    #[test]
    fn only_a_complete_file_takes_the_place_of_the_old_one() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a.pdf");
        replace(&path, bytes(b"new")).unwrap();
        replace(&path, bytes(b"newer")).unwrap();
        assert_eq!(fs::read(&path).unwrap(), b"newer");

        let mut permissions = fs::metadata(&path).unwrap().permissions();
        permissions.set_readonly(true);
        fs::set_permissions(&path, permissions).unwrap();
        assert_eq!(replace(&path, bytes(b"no")).unwrap_err().kind(), ErrorKind::PermissionDenied);
        assert_eq!(fs::read(&path).unwrap(), b"newer");
        assert_eq!(replace(folder.path(), bytes(b"")).unwrap_err().kind(), ErrorKind::IsADirectory);
        assert_eq!(replace(&folder.path().join("b/c.pdf"), bytes(b"")).unwrap_err().kind(), ErrorKind::NotFound);
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1, "nothing is left behind");
    }

    #[cfg(unix)]
    #[test]
    fn permissions_and_links_stay() {
        use std::os::unix::fs::{PermissionsExt, symlink};
        let folder = tempfile::tempdir().unwrap();
        let (path, link) = (folder.path().join("a.pdf"), folder.path().join("b.pdf"));
        let mode = |path: &Path| fs::metadata(path).unwrap().permissions().mode() & 0o777;
        replace(&path, bytes(b"new")).unwrap();
        assert_eq!(mode(&path) & 0o600, 0o600);
        assert_eq!(mode(&path) & 0o133, 0);
        fs::set_permissions(&path, fs::Permissions::from_mode(0o664)).unwrap();
        symlink("a.pdf", &link).unwrap();
        replace(&link, bytes(b"newer")).unwrap();
        assert!(fs::symlink_metadata(&link).unwrap().is_symlink());
        assert_eq!((fs::read(&path).unwrap().as_slice(), mode(&path)), (b"newer".as_slice(), 0o664));

        // One that leads nowhere leads to the new file from now on.
        fs::remove_file(&path).unwrap();
        replace(&link, bytes(b"new")).unwrap();
        assert!(fs::symlink_metadata(&link).unwrap().is_symlink());
        assert_eq!(fs::read(&path).unwrap(), b"new");
        symlink("loop", folder.path().join("loop")).unwrap();
        assert!(replace(&folder.path().join("loop"), bytes(b"new")).is_err());
    }
}
