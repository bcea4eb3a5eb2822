//! Whether a path stays in a folder, with nothing outside looked at: links are followed one by one, and no further than
//! to where they leave it.

use std::collections::VecDeque;
use std::ffi::OsString;
use std::fs;
use std::io;
use std::path::{Component, Path, PathBuf};

use super::complete::MOST_LINKS;
use super::disk::as_usual;

/// Whether `path`, which is meant to lie in `folder`, leads to a place in it; `root` is the real path of the folder.
///
/// # Errors
/// Something on the way is not there, or cannot be looked at.
pub(super) fn stays_within(path: &Path, folder: &Path, root: &Path) -> io::Result<bool> {
    // No name is the current folder's.
    let named = if folder.as_os_str().is_empty() { Path::new(".") } else { folder };
    let mut walk = Walk { root, folder: std::path::absolute(named)?, at: root.to_owned(), rest: VecDeque::new() };
    walk.turn(path.strip_prefix(folder).unwrap_or(path));
    let mut links = 0;
    while let Some(part) = walk.rest.pop_front() {
        let next = match part {
            Part::Start(start) => walk.at.join(start),
            // Above a real path there are no links.
            Part::Up => walk.at.parent().unwrap_or(&walk.at).to_owned(),
            Part::Down(name) => walk.at.join(name),
        };
        // The way down to the folder itself may be gone by a link that climbs above it; nothing there is looked at.
        if root.starts_with(&next) {
            walk.at = next;
            continue;
        }
        if !next.starts_with(root) {
            return Ok(false);
        }
        if fs::symlink_metadata(&next)?.is_symlink() {
            links += 1;
            if links > MOST_LINKS {
                // In a circle, and so inside: the system has its own words for that.
                return Ok(true);
            }
            walk.turn(&fs::read_link(&next)?);
        } else {
            walk.at = next;
        }
    }
    Ok(walk.at.starts_with(root))
}

/// A part of a path that is yet to be gone.
enum Part {
    /// Where a path begins that is no relative one.
    Start(OsString),
    Up,
    Down(OsString),
}

/// How far a path has been followed.
struct Walk<'r> {
    root: &'r Path,
    /// The folder as it is called, which may be by links.
    folder: PathBuf,
    at: PathBuf,
    rest: VecDeque<Part>,
}

impl Walk<'_> {
    /// Goes on by `path`, and by what is left behind it.
    fn turn(&mut self, path: &Path) {
        let mut path = as_usual(path.to_owned());
        if path.is_absolute()
            && let Ok(below) = path.strip_prefix(&self.folder)
        {
            path = self.root.join(below);
        }
        let parts = path.components().filter_map(|part| match part {
            Component::Prefix(_) | Component::RootDir => Some(Part::Start(part.as_os_str().to_owned())),
            Component::CurDir => None,
            Component::ParentDir => Some(Part::Up),
            Component::Normal(name) => Some(Part::Down(name.to_owned())),
        });
        let behind = std::mem::take(&mut self.rest);
        self.rest = parts.chain(behind).collect();
    }
}
