//! Patterns: names with `*` and `?` that the shell has left as they are.

use std::ffi::OsStr;
use std::path::{Component, Path, PathBuf};

use wildmatch::WildMatch;

use super::Failure;
use crate::diagnostic::{Diagnostic, message};
use crate::files::Files;
use crate::report::rules::FILE;
use crate::source::Sources;

/// What arguments name: each itself, or in the place of a pattern the files that fit it, sorted.
///
/// # Errors
/// A pattern that no file fits.
pub(super) fn expanded(arguments: &[PathBuf]) -> Result<Vec<PathBuf>, Failure> {
    let mut paths = Vec::new();
    for argument in arguments {
        // What really is called so is meant.
        if !is_pattern(argument.as_os_str()) || argument.exists() {
            paths.push(argument.clone());
            continue;
        }
        let fitting = fitting(argument);
        if fitting.is_empty() {
            return Err(nothing_fits(argument));
        }
        paths.extend(fitting);
    }
    Ok(paths)
}

/// Whether a name holds a sign that stands for others.
pub(super) fn is_pattern(name: &OsStr) -> bool {
    name.as_encoded_bytes().iter().any(|byte| matches!(byte, b'*' | b'?'))
}

/// The files that fit a pattern, in whatever part of the path its signs stand.
fn fitting(pattern: &Path) -> Vec<PathBuf> {
    let files = Files::on_disk();
    let mut paths = vec![PathBuf::new()];
    for part in pattern.components() {
        paths = match part {
            Component::Normal(name) if is_pattern(name) => {
                let pattern = name.to_string_lossy();
                paths.iter().flat_map(|folder| fitting_in(&files, folder, &pattern)).collect()
            }
            part => paths.iter().map(|folder| folder.join(part)).collect(),
        };
    }
    paths.retain(|path| path.exists() && !path.is_dir());
    paths.sort();
    paths
}

/// What fits a pattern in a folder. Names that open with a dot are hidden, as in a shell.
fn fitting_in(files: &Files, folder: &Path, pattern: &str) -> Vec<PathBuf> {
    let here = if folder.as_os_str().is_empty() { Path::new(".") } else { folder };
    // Names that differ in that alone are one name for Windows.
    let wanted = if cfg!(windows) { WildMatch::new_case_insensitive(pattern) } else { WildMatch::new(pattern) };
    let fits = |name: &PathBuf| {
        let name = name.to_string_lossy();
        name.starts_with('.') == pattern.starts_with('.') && wanted.matches(&name)
    };
    let names = files.folder(here, true).list().unwrap_or_default();
    names.into_iter().filter(fits).map(|name| folder.join(name)).collect()
}

fn nothing_fits(pattern: &Path) -> Failure {
    let name = pattern.display();
    let message = message!(zh: "没有与“{name}”相符的文件", en: "no file fits `{name}`");
    let help = message!(
        zh: "核对文件夹和文件名；* 代表任意几个字，? 代表一个字",
        en: "look at folder and name; `*` stands for any characters, `?` for one",
    );
    Failure::Found(vec![Diagnostic::system(&FILE, message).help(help)], Sources::default())
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used)]
    use super::*;

    #[test]
    fn what_fits_is_named_in_order() {
        let desk = tempfile::tempdir().unwrap();
        let at = |name: &str| desk.path().join(name);
        for folder in ["教育局", "财政局", "空"] {
            std::fs::create_dir(at(folder)).unwrap();
        }
        for name in ["b.toml", "a.toml", "ab.toml", ".c.toml", "[a].toml", "教育局/2025.toml", "财政局/2025.toml"]
        {
            std::fs::write(at(name), "").unwrap();
        }
        let names = |pattern: &str| {
            let paths = expanded(&[at(pattern)]).unwrap_or_else(|_| panic!("nothing fits {pattern}"));
            let name = |path: &PathBuf| path.strip_prefix(desk.path()).unwrap().to_string_lossy().replace('\\', "/");
            paths.iter().map(name).collect::<Vec<_>>()
        };
        assert_eq!(names("?.toml"), ["a.toml", "b.toml"]);
        assert_eq!(names("*.toml"), ["[a].toml", "a.toml", "ab.toml", "b.toml"], "signs of other patterns are letters");
        assert_eq!(names("*局/2025.toml"), ["教育局/2025.toml", "财政局/2025.toml"]);
        assert_eq!(names(".*.toml"), [".c.toml"]);
        assert_eq!(names("none.toml"), ["none.toml"], "what is no pattern need not be there yet");
        for nothing in ["*.md", "空/*", "???局/*", "*/none.toml"] {
            assert!(matches!(expanded(&[at(nothing)]), Err(Failure::Found(..))), "{nothing}");
        }
    }

    #[cfg(unix)]
    #[test]
    fn a_file_that_is_called_so_goes_first() {
        let desk = tempfile::tempdir().unwrap();
        let star = desk.path().join("*.toml");
        for name in ["*.toml", "a.toml"] {
            std::fs::write(desk.path().join(name), "").unwrap();
        }
        assert_eq!(expanded(std::slice::from_ref(&star)).ok(), Some(vec![star]));
    }
}
