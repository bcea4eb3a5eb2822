//! A folder, and the rule that its files stay inside.

use std::io;
use std::path::{Component, Path, PathBuf};

use super::names::leads_to_device;
use super::{Files, unreadable};
use crate::diagnostic::{Diagnostic, Rule, message};

/// A folder of a [`Files`]: the one in which a data file lies, or a folder of faces. Names are relative to it, and may
/// not lead out of it unless the caller allows it.
#[derive(Clone, Debug)]
pub struct Folder<'a> {
    files: &'a Files,
    path: PathBuf,
    allow_outside: bool,
}

/// A regular file that has been found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Found {
    /// Where it really lies: one file has one path, in however many ways it is named.
    pub path: PathBuf,
    /// Its size.
    pub bytes: u64,
}

/// Why a name leads to no file that may be read.
#[derive(Debug)]
pub enum NoFile {
    /// It lies outside the folder.
    Outside,
    /// It is a folder, a pipe or a device: reading it might never end.
    NotRegular,
    /// The system refuses it.
    System(io::Error),
}

impl<'a> Folder<'a> {
    pub(super) fn new(files: &'a Files, path: PathBuf, allow_outside: bool) -> Folder<'a> {
        Folder { files, path, allow_outside }
    }

    /// Its path, as it was named.
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// Whether a name leads to something, or out of the folder: what lies there is not looked at unless that is allowed.
    pub fn has(&self, name: impl AsRef<Path>) -> bool {
        let path = self.path.join(&name);
        let is_there = !self.allow_outside && leads_out(name.as_ref()) || self.real(&path).is_ok();
        if !is_there {
            self.files.note(|record| record.found(&path, None));
        }
        is_there
    }

    /// Where a path in it really leads; `None` if that lies outside and may not.
    fn real(&self, path: &Path) -> io::Result<Option<PathBuf>> {
        match self.allow_outside {
            true => self.files.system.real(path).map(Some),
            false => self.files.system.real_inside(path, &self.path),
        }
    }

    /// Whether a path, which is no name in it but begins like its own, leads to something in it.
    pub fn holds_path(&self, path: &Path) -> bool {
        self.real(path).is_ok_and(|real| real.is_some())
    }

    /// Whether what is put under a name comes to lie in it, as far as its folder is there yet.
    pub fn holds(&self, name: impl AsRef<Path>) -> bool {
        if self.allow_outside {
            return true;
        }
        let parent = name.as_ref().parent().unwrap_or(Path::new(""));
        !leads_out(name.as_ref()) && !matches!(self.real(&self.path.join(parent)), Ok(None))
    }

    /// A name as it leads to something: as it is, or with the backslashes of Windows as slashes where only that does.
    pub fn spelled(&self, name: &str) -> String {
        let slashed = name.replace('\\', "/");
        if slashed != name && !self.has(name) && self.has(&slashed) { slashed } else { name.to_owned() }
    }

    /// Finds a file by its name.
    ///
    /// # Errors
    /// Why it may not be read.
    pub fn find(&self, name: impl AsRef<Path>) -> Result<Found, NoFile> {
        if !self.allow_outside && leads_out(name.as_ref()) {
            return Err(NoFile::Outside);
        }
        if cfg!(windows) && leads_to_device(name.as_ref()) {
            return Err(NoFile::NotRegular);
        }
        let named = self.path.join(name);
        let found = self.at(&named);
        // What lies outside may not be looked at, nor whether it changes.
        if !matches!(found, Err(NoFile::Outside)) {
            self.files.note(|record| record.found(&named, found.as_ref().ok().map(|found| found.path.as_path())));
        }
        found
    }

    fn at(&self, named: &Path) -> Result<Found, NoFile> {
        let path = self.real(named).map_err(NoFile::System)?.ok_or(NoFile::Outside)?;
        let bytes = self.files.system.size(&path).map_err(NoFile::System)?.ok_or(NoFile::NotRegular)?;
        Ok(Found { path, bytes })
    }

    /// What a file that has been found holds.
    ///
    /// # Errors
    /// What the system refuses.
    pub fn read(&self, file: &Found) -> io::Result<Vec<u8>> {
        // One that has grown is not the file whose size the caller knows, and what has become a link may lead anywhere.
        let bytes = self.files.read_real(&file.path, file.path.clone(), file.bytes)?;
        match self.at(&file.path) {
            Ok(still) if still.path == file.path => Ok(bytes),
            _ => Err(io::ErrorKind::ResourceBusy.into()),
        }
    }

    /// The names of what lies in it, sorted.
    ///
    /// # Errors
    /// What the system refuses.
    pub fn list(&self) -> io::Result<Vec<PathBuf>> {
        let paths = self.files.system.list(&self.path)?;
        Ok(paths.iter().filter_map(|path| path.file_name().map(PathBuf::from)).collect())
    }
}

impl NoFile {
    /// The error by a rule, for a file that goes by `name`; without a place, and without the remedy, which is the
    /// rule's.
    pub fn told(&self, rule: &'static Rule, name: &str) -> Diagnostic {
        match self {
            NoFile::Outside => Diagnostic::error(
                rule,
                message!(
                    zh: "“{name}”不在数据文件所在的文件夹里",
                    en: "`{name}` is outside the data file's folder",
                ),
            ),
            NoFile::NotRegular => {
                Diagnostic::system(rule, message!(zh: "“{name}”不是普通文件", en: "`{name}` is not a regular file"))
            }
            NoFile::System(error) => unreadable(rule, name, error),
        }
    }
}

/// Whether a path is no relative one, or climbs above where it starts.
fn leads_out(path: &Path) -> bool {
    let mut depth = 0_i32;
    path.components().any(|part| {
        depth += match part {
            Component::ParentDir => -1,
            Component::Normal(_) => 1,
            Component::CurDir => 0,
            Component::RootDir | Component::Prefix(_) => return true,
        };
        depth < 0
    })
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used)]
    use super::super::Memory;
    use super::*;

    #[test]
    fn names_stay_inside_unless_that_is_allowed() {
        let files = Files::new(Memory::from([("in/a.md", "a"), ("in/deep/b.md", "bb"), ("out.md", "")]));
        let bytes = |name: &str, allow_outside| match files.folder("in", allow_outside).find(name) {
            Ok(found) => found.bytes.to_string(),
            Err(NoFile::Outside) => "outside".to_owned(),
            Err(NoFile::NotRegular) => "not regular".to_owned(),
            Err(NoFile::System(error)) => error.kind().to_string(),
        };
        assert_eq!(bytes("a.md", false), "1");
        assert_eq!(bytes("deep/../deep/b.md", false), "2");
        assert_eq!(bytes("../out.md", false), "outside");
        assert_eq!(bytes("../in/a.md", false), "outside", "by its own parts");
        assert_eq!(bytes("../out.md", true), "0");
        assert_eq!(bytes("/in/a.md", false), "outside");
        assert_eq!(bytes("deep", false), "not regular");
        assert_eq!(bytes("none.md", false), "entity not found");
    }

    #[test]
    fn a_backslash_is_a_slash_where_that_leads_to_a_file() {
        let files = Files::new(Memory::from([("in/deep/a.md", ""), ("in/b\\c.md", "")]));
        let spelled = |name: &str| files.folder("in", false).spelled(name);
        assert_eq!(spelled("deep\\a.md"), "deep/a.md");
        assert_eq!(spelled("b\\c.md"), "b\\c.md");
        assert_eq!(spelled("deep\\none.md"), "deep\\none.md");
    }

    /// What has been found may be something else by the time that it is read.
    #[cfg(unix)]
    #[test]
    fn what_becomes_a_link_is_not_read() {
        let desk = tempfile::tempdir().unwrap();
        let inside = desk.path().join("in");
        std::fs::create_dir(&inside).unwrap();
        std::fs::write(desk.path().join("out.md"), "x").unwrap();
        std::fs::write(inside.join("a.md"), "y").unwrap();
        let files = Files::on_disk();
        let folder = files.folder(&inside, false);
        let found = folder.find("a.md").unwrap();
        assert_eq!(folder.read(&found).unwrap(), b"y");
        std::fs::remove_file(inside.join("a.md")).unwrap();
        std::os::unix::fs::symlink("../out.md", inside.join("a.md")).unwrap();
        assert_eq!(folder.read(&found).unwrap_err().kind(), io::ErrorKind::ResourceBusy);
        std::fs::remove_file(inside.join("a.md")).unwrap();
        std::fs::write(inside.join("a.md"), "longer").unwrap();
        assert_eq!(folder.read(&found).unwrap_err().kind(), io::ErrorKind::FileTooLarge);
    }

    #[cfg(unix)]
    #[test]
    fn a_link_that_leads_out_is_followed() {
        let desk = tempfile::tempdir().unwrap();
        let inside = desk.path().join("in");
        std::fs::create_dir(&inside).unwrap();
        std::fs::write(desk.path().join("out.md"), "x").unwrap();
        std::os::unix::fs::symlink("../out.md", inside.join("a.md")).unwrap();
        let files = Files::on_disk();
        assert!(matches!(files.folder(&inside, false).find("a.md"), Err(NoFile::Outside)));
        assert_eq!(files.folder(&inside, true).find("a.md").unwrap().bytes, 1);
    }
}
