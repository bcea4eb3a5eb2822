//! Files that take the place of others, all of them or none. A file is replaced only by a complete one: written beside
//! it, flushed, renamed.

use std::fs;
use std::io::{self, ErrorKind, stdout};
use std::path::PathBuf;

use super::Failure;
use super::refusal::refused;
use super::standard_output::stdout_failure;
use super::target::Target;
use crate::diagnostic::{Diagnostic, message};
use crate::files::Files;
use crate::files::beside::{self, Kept, buffered};
use crate::files::complete::{Complete, Content, behind_links};
use crate::files::device;
use crate::pipeline::FixedFile;
use crate::rules::TARGET;
use crate::source::Sources;

/// Writes files to their targets, all or none; `files` are all that was read for them.
///
/// # Errors
/// What the system refuses, or that a target is one of the files that the report is made of; what was there before is
/// then as it was.
pub(super) fn write_targets(outputs: &[(&Target, Content)], files: &[&Files]) -> Result<(), Failure> {
    if let Some((Target::File(path), _)) = outputs.iter().find(|(target, _)| target.is_read_by(files)) {
        let path = path.display();
        return Err(Failure::Usage(message!(
            zh: "报告用到“{path}”，不能覆盖它",
            en: "the report is made of `{path}`; it is not overwritten",
        )));
    }
    write_all(outputs)
}

/// Writes files to their targets: all that take the place of others are complete, beside them, before the first does.
///
/// # Errors
/// What the system refuses; what was there before is then as it was.
fn write_all(files: &[(&Target, Content)]) -> Result<(), Failure> {
    let mut ready = Vec::new();
    for (target, content) in files {
        ready.push((Ready::new(target, *content).map_err(|error| failure(target, &error))?, *target, *content));
    }
    // What has gone to a pipe cannot be taken back: that goes first, while nothing is replaced yet.
    ready.sort_by_key(|(ready, ..)| matches!(ready, Ready::Complete(..)));
    let mut changed: Vec<Changed> = Vec::new();
    for (ready, target, content) in ready {
        // Of a single file nothing is to be undone.
        match ready.put(content, files.len() > 1) {
            Ok(one) => changed.extend(one),
            Err(error) => {
                changed.into_iter().for_each(Changed::undo);
                return Err(failure(target, &error));
            }
        }
    }
    Ok(())
}

fn failure(target: &Target, error: &io::Error) -> Failure {
    match target {
        Target::Stdout => stdout_failure(error),
        Target::File(path) => refused(&path.display().to_string(), error),
    }
}

/// What is ready to be put in its place.
enum Ready {
    /// What goes to the standard output.
    Stdout,
    /// What goes to a device or a pipe, which must not be renamed away.
    Device(PathBuf),
    /// A complete file beside its place, and whether there is one in it.
    Complete(Complete, bool),
}

/// A file that has taken its place.
struct Changed {
    path: PathBuf,
    /// The one that was there, by another name; `None` if there was none.
    old: Option<Kept>,
}

impl Ready {
    fn new(target: &Target, content: Content) -> io::Result<Ready> {
        let Target::File(path) = target else { return Ok(Ready::Stdout) };
        // First, as what a link of the system leads to, such as /dev/stdout or /dev/fd/63, need not have a path.
        if fs::metadata(path).is_ok_and(|about| !about.is_file() && !about.is_dir()) {
            return Ok(Ready::Device(path.clone()));
        }
        // A link stays a link: what it leads to is replaced, or made where it is not there yet.
        let path = behind_links(path)?;
        let old = match fs::metadata(&path) {
            Ok(old) if old.is_dir() => return Err(ErrorKind::IsADirectory.into()),
            // Renaming would get round the protection.
            Ok(old) if old.permissions().readonly() => return Err(ErrorKind::PermissionDenied.into()),
            Ok(old) => Some(old.permissions()),
            Err(error) if error.kind() == ErrorKind::NotFound => None,
            Err(error) => return Err(error),
        };
        let has_old = old.is_some();
        Ok(Ready::Complete(Complete::beside(path, old, content)?, has_old))
    }

    /// Puts it in its place, the old file kept if that may have to be undone.
    fn put(self, content: Content, may_be_undone: bool) -> io::Result<Option<Changed>> {
        match self {
            Ready::Stdout => buffered(&mut stdout().lock(), content).map(|()| None),
            Ready::Device(path) => buffered(&mut device::open(&path)?, content).map(|()| None),
            Ready::Complete(complete, has_old) => {
                let path = complete.path().to_owned();
                let old = if has_old && may_be_undone { Some(beside::keep(&path)?) } else { None };
                complete.put()?;
                Ok(Some(Changed { path, old }))
            }
        }
    }
}

impl Changed {
    /// Puts the old file back. Where the system refuses even that, nothing is left to be done.
    fn undo(self) {
        let _ = match self.old {
            Some(old) => old.put_back(&self.path),
            None => fs::remove_file(&self.path),
        };
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
        let complete = Complete::beside(path, Some(about.permissions()), &|out| out.write_all(&file.new));
        complete.map_err(|error| refused(&file.name, &error))
    });
    let written: Vec<Complete> = written.collect::<Result<_, Failure>>()?;
    // At the last moment: to write them down takes as long as a disk does.
    if let Some((_, file)) = written.iter().zip(files).find(|(complete, file)| !complete.is_unchanged(&file.old)) {
        return Err(changed_meanwhile(&file.name));
    }
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

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used)]
    use std::path::Path;

    use super::*;

    fn put(path: &Path, bytes: &[u8]) -> Result<(), ()> {
        write_all(&[(&Target::File(path.to_owned()), &|out| out.write_all(bytes))]).map_err(drop)
    }

    #[test]
    fn only_a_complete_file_takes_the_place_of_the_old_one() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a.pdf");
        put(&path, b"new").unwrap();
        put(&path, b"newer").unwrap();
        assert_eq!(fs::read(&path).unwrap(), b"newer");

        let mut permissions = fs::metadata(&path).unwrap().permissions();
        permissions.set_readonly(true);
        fs::set_permissions(&path, permissions).unwrap();
        assert!(put(&path, b"no").is_err() && put(folder.path(), b"").is_err());
        assert!(put(&folder.path().join("b/c.pdf"), b"").is_err());
        assert_eq!(fs::read(&path).unwrap(), b"newer");
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1, "nothing is left behind");
    }

    #[test]
    fn all_files_take_their_places_or_none_does() {
        let folder = tempfile::tempdir().unwrap();
        let target = |name: &str| Target::File(folder.path().join(name));
        let (old, new, gone) = (target("a.pdf"), target("b.html"), target("c.docx"));
        put(&folder.path().join("a.pdf"), b"old").unwrap();
        let content: Content = &|out| out.write_all(b"new");
        let names = || {
            let mut names: Vec<String> = fs::read_dir(folder.path())
                .unwrap()
                .map(|entry| entry.unwrap().file_name().into_string().unwrap())
                .collect();
            names.sort();
            names
        };
        // One that cannot be written: nothing is touched.
        fs::create_dir(folder.path().join("c.docx")).unwrap();
        assert!(write_all(&[(&old, content), (&new, content), (&gone, content)]).is_err());
        assert_eq!(
            (names(), fs::read(folder.path().join("a.pdf")).unwrap()),
            (vec!["a.pdf".into(), "c.docx".into()], b"old".to_vec())
        );

        // One that could be written, and then cannot take its place: those that have are put back.
        let changed = ["a.pdf", "b.html"]
            .map(|name| Ready::new(&target(name), content).unwrap().put(content, true).unwrap().unwrap());
        assert_eq!(fs::read(folder.path().join("a.pdf")).unwrap(), b"new");
        changed.into_iter().for_each(Changed::undo);
        assert_eq!(
            (names(), fs::read(folder.path().join("a.pdf")).unwrap()),
            (vec!["a.pdf".into(), "c.docx".into()], b"old".to_vec())
        );

        fs::remove_dir(folder.path().join("c.docx")).unwrap();
        write_all(&[(&old, content), (&new, content), (&gone, content)]).map_err(drop).unwrap();
        assert_eq!(names(), ["a.pdf", "b.html", "c.docx"]);
        assert!(names().iter().all(|name| fs::read(folder.path().join(name)).unwrap() == b"new"));
    }

    #[cfg(unix)]
    #[test]
    fn permissions_and_links_stay() {
        use std::os::unix::fs::{PermissionsExt, symlink};
        let folder = tempfile::tempdir().unwrap();
        let (path, link) = (folder.path().join("a.pdf"), folder.path().join("b.pdf"));
        let mode = |path: &Path| fs::metadata(path).unwrap().permissions().mode() & 0o777;
        put(&path, b"new").unwrap();
        assert_eq!(mode(&path) & 0o600, 0o600);
        assert_eq!(mode(&path) & 0o133, 0);
        fs::set_permissions(&path, fs::Permissions::from_mode(0o664)).unwrap();
        symlink("a.pdf", &link).unwrap();
        put(&link, b"newer").unwrap();
        assert!(fs::symlink_metadata(&link).unwrap().is_symlink());
        assert_eq!((fs::read(&path).unwrap().as_slice(), mode(&path)), (b"newer".as_slice(), 0o664));

        // One that leads nowhere leads to the new file from now on.
        fs::remove_file(&path).unwrap();
        put(&link, b"new").unwrap();
        assert!(fs::symlink_metadata(&link).unwrap().is_symlink());
        assert_eq!(fs::read(&path).unwrap(), b"new");
        symlink("loop", folder.path().join("loop")).unwrap();
        assert!(put(&folder.path().join("loop"), b"new").is_err());
    }
}
