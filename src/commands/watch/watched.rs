//! What is watched: everything that a report was made of, or would have been, had it been there.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::time::SystemTime;

use crate::files::{Asked, Files};
use crate::text::is_font_file;

/// What has happened.
#[derive(Debug, PartialEq)]
pub(super) enum Change {
    /// The report would be another.
    Report,
    /// The folder of faces is another.
    Faces,
    /// The program is asked to end, with this code.
    Interrupted(ExitCode),
}

/// Files, and what they were when the report was made.
#[derive(Debug)]
pub(super) struct Watched {
    /// What the report was made of.
    report: Vec<Asked>,
    /// What was asked of the folder of faces.
    faces: Vec<Asked>,
    font_dir: Option<PathBuf>,
    /// The font files in it.
    font_names: Vec<PathBuf>,
    /// Size and time of each file, where they could be told.
    stamps: BTreeMap<PathBuf, Stamp>,
}

/// Size of a file, and when it was last changed.
type Stamp = (u64, Option<SystemTime>);

/// A larger file is not read again while it is not stamped anew.
const LARGE_BYTES: u64 = 1 << 20;

/// How closely to look.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Look {
    /// Every file is read.
    Thorough,
    /// Large files only if they are stamped anew.
    Quick,
}

impl Watched {
    /// Nothing yet but the folder of faces, as it is before they are read.
    pub fn new(font_dir: Option<&Path>) -> Watched {
        let font_names = font_names(font_dir);
        let font_dir = font_dir.map(Path::to_owned);
        Watched { report: Vec::new(), faces: Vec::new(), font_dir, font_names, stamps: BTreeMap::new() }
    }

    /// What the report is made of by now.
    pub fn made_of(&mut self, report: Vec<Asked>) {
        self.report = report;
    }

    /// What has been asked of the folder of faces by now.
    pub fn faces_of(&mut self, face_files: &Files) {
        self.faces = face_files.asked();
        self.stamps = self.asked().filter_map(|asked| Some((asked.path.clone(), stamp(&asked.path)?))).collect();
    }

    /// What is other than it was.
    pub fn change(&self, look: Look) -> Option<Change> {
        let files = Files::on_disk();
        let is_stamped_the_same = |asked: &Asked| {
            let now = stamp(&asked.path);
            let is_large = now.is_some_and(|(bytes, _)| bytes > LARGE_BYTES);
            look == Look::Quick && is_large && now.as_ref() == self.stamps.get(&asked.path)
        };
        let is_other = |asked: &Asked| !is_stamped_the_same(asked) && !files.is_unchanged(asked);
        if self.faces.iter().any(is_other) || self.font_names != font_names(self.font_dir.as_deref()) {
            return Some(Change::Faces);
        }
        self.report.iter().any(is_other).then_some(Change::Report)
    }

    /// The folders whose changes say something: those in which the files lie and to which links lead; where one is
    /// missing, the innermost that is there. Files themselves are not watched, since editors put new ones in their
    /// place.
    pub fn folders(&self) -> BTreeSet<PathBuf> {
        let mut folders = BTreeSet::new();
        for path in self.paths() {
            folders.extend(path.ancestors().skip(1).find(|folder| folder.is_dir()).map(Path::to_owned));
        }
        if let Some(folder) = self.font_dir.as_deref().and_then(|folder| std::path::absolute(folder).ok()) {
            folders.extend(folder.ancestors().find(|folder| folder.is_dir()).map(Path::to_owned));
        }
        folders
    }

    /// Whether what happened to a path may matter: the path of a file, or of a folder around it. That names alone are
    /// compared does no harm: it is looked at closely after that.
    pub fn concerns(&self, path: &Path) -> bool {
        let in_fonts = || {
            self.font_dir.is_some()
                && (is_font_file(path) || self.font_dir.as_deref().is_some_and(|dir| dir.ends_with(name_of(path))))
        };
        self.paths().any(|own| own.file_name() == path.file_name() || own.starts_with(path)) || in_fonts()
    }

    fn asked(&self) -> impl Iterator<Item = &Asked> {
        self.report.iter().chain(&self.faces)
    }

    /// All paths: as they were asked for, and where they lead.
    fn paths(&self) -> impl Iterator<Item = PathBuf> {
        let named = self.asked().filter_map(|asked| std::path::absolute(&asked.path).ok());
        named.chain(self.asked().filter_map(|asked| asked.real.clone()))
    }
}

fn name_of(path: &Path) -> &Path {
    path.file_name().map_or(path, Path::new)
}

/// The font files of a folder.
fn font_names(folder: Option<&Path>) -> Vec<PathBuf> {
    let names = folder.and_then(|folder| Files::on_disk().folder(folder, true).list().ok()).unwrap_or_default();
    names.into_iter().filter(|name| is_font_file(name)).collect()
}

fn stamp(path: &Path) -> Option<Stamp> {
    let about = std::fs::metadata(path).ok()?;
    Some((about.len(), about.modified().ok()))
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used)]
    use std::fs;

    use super::*;

    /// A report that names a picture which is there, and one in a folder which is not.
    fn watched(desk: &Path) -> Watched {
        fs::write(desk.join("a.toml"), "x").unwrap();
        fs::write(desk.join("b.png"), "y").unwrap();
        let files = Files::recording();
        files.read(&desk.join("a.toml"), u64::MAX).unwrap();
        let folder = files.folder(desk, false);
        folder.read(&folder.find("b.png").unwrap()).unwrap();
        assert!(folder.find("图/c.png").is_err());
        let mut watched = Watched::new(None);
        watched.made_of(files.asked());
        watched.faces_of(&Files::recording());
        watched
    }

    #[test]
    fn only_what_the_report_is_made_of_is_a_change() {
        let desk = tempfile::tempdir().unwrap();
        let desk = desk.path().canonicalize().unwrap();
        let watched = watched(&desk);
        fs::write(desk.join("a.pdf"), "new").unwrap();
        fs::write(desk.join("a.toml"), "x").unwrap();
        assert_eq!(watched.change(Look::Thorough), None, "the output is none, nor the same bytes again");
        assert_eq!(watched.folders().into_iter().collect::<Vec<_>>(), std::slice::from_ref(&desk));
        fs::create_dir(desk.join("图")).unwrap();
        assert_eq!(watched.folders().into_iter().collect::<Vec<_>>(), [desk.clone(), desk.join("图")]);
        fs::write(desk.join("图/c.png"), "").unwrap();
        assert_eq!(watched.change(Look::Quick), Some(Change::Report));
        fs::remove_file(desk.join("图/c.png")).unwrap();
        assert_eq!(watched.change(Look::Quick), None);
        fs::remove_file(desk.join("a.toml")).unwrap();
        assert_eq!(watched.change(Look::Quick), Some(Change::Report));
    }

    #[test]
    fn names_and_folders_around_are_of_concern() {
        let desk = tempfile::tempdir().unwrap();
        let desk = desk.path().canonicalize().unwrap();
        let watched = watched(&desk);
        for (path, concerns) in
            [("a.toml", true), ("图", true), ("图/c.png", true), ("", true), ("a.pdf", false), (".x.tmp", false)]
        {
            assert_eq!(watched.concerns(desk.join(path).components().as_path()), concerns, "{path}");
        }
    }
}
