//! Whether a path of the data file stays in the data file's folder.

use std::io;
use std::path::{Component, Path};

/// Whether `name`, taken from `folder`, stays in it: by its own parts, and when all links are followed.
///
/// # Errors
/// What the system says where the file, or the folder, is not there or cannot be looked at.
pub fn stays_inside(folder: &Path, name: &Path) -> io::Result<bool> {
    if name.is_absolute() || climbs(name) {
        return Ok(false);
    }
    let folder = if folder.as_os_str().is_empty() { Path::new(".") } else { folder };
    Ok(folder.join(name).canonicalize()?.starts_with(folder.canonicalize()?))
}

/// Whether a relative path climbs above where it starts.
fn climbs(path: &Path) -> bool {
    let mut depth = 0_i32;
    path.components().any(|part| {
        depth += match part {
            Component::ParentDir => -1,
            Component::Normal(_) => 1,
            _ => 0,
        };
        depth < 0
    })
}
