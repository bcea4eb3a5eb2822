//! The data files in a folder and in the folders in it.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use crate::commands::Failure;
use crate::diagnostic::{Diagnostic, message};
use crate::files::unreadable;
use crate::report::rules::FILE;
use crate::source::Sources;

/// Paths of all `.toml` files below `folder`, relative to it, by the order of their names. Names that open with a dot
/// are hidden; folders that are links are not entered, so that there is no circle; `not_in` is left out with all that
/// lies in it, but if it is `folder` itself.
///
/// # Errors
/// A folder that cannot be looked into.
pub(super) fn data_files_in(folder: &Path, not_in: Option<&Path>) -> Result<Vec<PathBuf>, Failure> {
    let not_in = not_in.and_then(|path| path.canonicalize().ok());
    let mut found = Vec::new();
    // Folders whose turn is still to come, the next one last.
    let mut entries = entries_of(folder, Path::new(""))?;
    while let Some(relative) = entries.pop() {
        let path = folder.join(&relative);
        let is_link = path.symlink_metadata().is_ok_and(|about| about.is_symlink());
        match path.metadata() {
            Ok(about) if about.is_dir() && !is_link && (not_in.is_none() || path.canonicalize().ok() != not_in) => {
                entries.extend(entries_of(&path, &relative)?);
            }
            // What leads nowhere is no data file, nor what is no regular file, such as a folder that is not entered.
            // What cannot be looked at will be told of when it is read.
            Ok(about) if !about.is_file() => {}
            Err(error) if error.kind() == io::ErrorKind::NotFound => {}
            _ if is_data(&relative) => found.push(relative),
            _ => {}
        }
    }
    Ok(found)
}

/// What lies in a folder and is not hidden, the last by name first.
fn entries_of(folder: &Path, relative: &Path) -> Result<Vec<PathBuf>, Failure> {
    let cannot = |error: io::Error| {
        let name = folder.display().to_string();
        Failure::Found(vec![unreadable_folder(&name, &error)], Sources::default())
    };
    let names = fs::read_dir(folder)
        .and_then(|entries| entries.map(|entry| entry.map(|entry| entry.file_name())).collect::<io::Result<Vec<_>>>());
    let mut names = names.map_err(cannot)?;
    names.retain(|name| !name.as_encoded_bytes().starts_with(b"."));
    names.sort_by(|a, b| b.cmp(a));
    Ok(names.into_iter().map(|name| relative.join(name)).collect())
}

fn unreadable_folder(name: &str, error: &io::Error) -> Diagnostic {
    unreadable(&FILE, name, error).help(message!(
        zh: "核对文件夹的权限；不用生成的，移到别处",
        en: "look at the permissions of the folder, or move it away if it is none of these",
    ))
}

fn is_data(path: &Path) -> bool {
    path.extension().is_some_and(|ending| ending.eq_ignore_ascii_case("toml"))
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used)]
    use super::*;

    fn names(folder: &Path, not_in: Option<&Path>) -> Vec<String> {
        let paths = data_files_in(folder, not_in).unwrap_or_else(|_| panic!("a folder that can be read"));
        paths.iter().map(|path| path.to_string_lossy().replace('\\', "/")).collect()
    }

    #[test]
    fn every_data_file_is_found_once_in_order() {
        let desk = tempfile::tempdir().unwrap();
        let at = |name: &str| desk.path().join(name);
        for folder in ["b", "b/c", ".git", "out", "d.toml"] {
            fs::create_dir(at(folder)).unwrap();
        }
        for name in ["a.toml", "b/2.TOML", "b/c/1.toml", "c.toml", ".x.toml", ".git/y.toml", "b/n.md", "out/o.toml"] {
            fs::write(at(name), "").unwrap();
        }
        let all = ["a.toml", "b/2.TOML", "b/c/1.toml", "c.toml", "out/o.toml"];
        assert_eq!(names(desk.path(), None), all);
        assert_eq!(names(desk.path(), Some(&at("out"))), all[..4]);
        assert_eq!(names(desk.path(), Some(&at("none"))), all);
        assert_eq!(names(desk.path(), Some(desk.path())), all, "a folder is not left out of itself");
        assert!(data_files_in(&at("none"), None).is_err());
    }

    #[cfg(unix)]
    #[test]
    fn links_make_no_circle() {
        use std::os::unix::fs::symlink;
        let desk = tempfile::tempdir().unwrap();
        let at = |name: &str| desk.path().join(name);
        fs::create_dir(at("a")).unwrap();
        fs::write(at("a/1.toml"), "").unwrap();
        for (target, link) in
            [("..", "a/up"), ("a/1.toml", "2.toml"), ("none", "3.toml"), ("4.toml", "4.toml"), ("a", "b")]
        {
            symlink(target, at(link)).unwrap();
        }
        // 4.toml leads to itself: it cannot be looked at, and is told of as a data file that cannot be read.
        assert_eq!(names(desk.path(), None), ["2.toml", "4.toml", "a/1.toml"]);
    }
}
