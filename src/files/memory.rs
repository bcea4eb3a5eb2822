//! Files in memory, for tests and previews. There are no links; folders are what paths say.

use std::collections::BTreeMap;
use std::io::{self, ErrorKind};
use std::path::{Component, Path, PathBuf};

use super::FileSystem;

/// Files by their paths.
#[derive(Clone, Debug, Default)]
pub struct Memory {
    files: BTreeMap<PathBuf, Vec<u8>>,
}

impl Memory {
    /// Puts a file under a path, in the place of what was there.
    pub fn put(&mut self, path: impl AsRef<Path>, bytes: impl Into<Vec<u8>>) {
        self.files.insert(plain(path.as_ref()), bytes.into());
    }

    fn get(&self, path: &Path) -> io::Result<&Vec<u8>> {
        self.files.get(&plain(path)).ok_or_else(|| ErrorKind::NotFound.into())
    }

    /// What lies in a folder, at any depth.
    fn within(&self, folder: &Path) -> impl Iterator<Item = &PathBuf> {
        let folder = plain(folder);
        self.files.keys().filter(move |path| **path != folder && path.starts_with(&folder))
    }
}

impl<P: AsRef<Path>, B: Into<Vec<u8>>, const N: usize> From<[(P, B); N]> for Memory {
    fn from(files: [(P, B); N]) -> Memory {
        let mut memory = Memory::default();
        files.into_iter().for_each(|(path, bytes)| memory.put(path, bytes));
        memory
    }
}

impl FileSystem for Memory {
    fn real(&self, path: &Path) -> io::Result<PathBuf> {
        let real = plain(path);
        let is_there = real.as_os_str().is_empty() || self.get(path).is_ok() || self.within(path).next().is_some();
        if is_there { Ok(real) } else { Err(ErrorKind::NotFound.into()) }
    }

    fn size(&self, path: &Path) -> io::Result<Option<u64>> {
        match self.get(path) {
            Ok(bytes) => Ok(Some(bytes.len() as u64)),
            Err(_) => self.real(path).map(|_| None),
        }
    }

    fn read(&self, path: &Path, most: u64) -> io::Result<Vec<u8>> {
        let bytes = self.get(path)?;
        if bytes.len() as u64 > most { Err(ErrorKind::FileTooLarge.into()) } else { Ok(bytes.clone()) }
    }

    fn list(&self, folder: &Path) -> io::Result<Vec<PathBuf>> {
        self.real(folder)?;
        let depth = plain(folder).components().count() + 1;
        let mut paths: Vec<PathBuf> = self.within(folder).map(|path| path.components().take(depth).collect()).collect();
        paths.dedup();
        Ok(paths)
    }
}

/// A path without `.`, and with `..` gone up where there is something to go up from.
fn plain(path: &Path) -> PathBuf {
    let mut plain = PathBuf::new();
    for part in path.components() {
        match part {
            Component::CurDir => {}
            Component::ParentDir if matches!(plain.components().next_back(), Some(Component::Normal(_))) => {
                plain.pop();
            }
            part => plain.push(part),
        }
    }
    plain
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used)]
    use super::*;

    #[test]
    fn files_and_folders_are_told_apart() {
        let memory = Memory::from([("a/b/c.png", "1"), ("a/d.png", "22"), ("e.png", "")]);
        assert_eq!(memory.size(Path::new("a/d.png")).unwrap(), Some(2));
        assert_eq!(memory.size(Path::new("a/b")).unwrap(), None);
        assert_eq!(memory.size(Path::new("a/x")).unwrap_err().kind(), ErrorKind::NotFound);
        assert_eq!(memory.list(Path::new("a")).unwrap(), [Path::new("a/b"), Path::new("a/d.png")]);
        assert_eq!(memory.list(Path::new("")).unwrap(), [Path::new("a"), Path::new("e.png")]);
        assert_eq!(memory.real(Path::new("a/./b/../d.png")).unwrap(), Path::new("a/d.png"));
    }
}
