//! What is remembered from one run of the program to the next, in the user's own folder for such things: reports that
//! were opened, and where a running program is found. All of it may be missing; nothing depends on it.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use crate::files::beside::owner_only;
use crate::files::own;

/// Reports that are remembered.
const MOST_RECENT: usize = 12;
/// What is remembered is never larger.
const LARGEST: u64 = 1 << 20;

/// The user's folder of what is remembered.
#[derive(Clone, Debug)]
pub struct Remembered {
    folder: Option<PathBuf>,
}

/// Where a running program is found.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Running {
    /// The port on this machine.
    pub port: u16,
    /// What it knows its own user by.
    pub secret: String,
}

#[derive(Default, Serialize, Deserialize)]
struct Recent {
    files: Vec<PathBuf>,
}

impl Remembered {
    /// The folder of this user, as the system has it: `XDG_STATE_HOME`, `~/.local/state`, `~/Library/Application
    /// Support`, `%LOCALAPPDATA%`.
    pub fn of_this_user() -> Remembered {
        let from = |name: &str| std::env::var_os(name).filter(|value| !value.is_empty()).map(PathBuf::from);
        let home = || from("HOME");
        let base = if cfg!(windows) {
            from("LOCALAPPDATA")
        } else if cfg!(target_os = "macos") {
            home().map(|home| home.join("Library/Application Support"))
        } else {
            from("XDG_STATE_HOME")
                .filter(|path| path.is_absolute())
                .or_else(|| home().map(|home| home.join(".local/state")))
        };
        Remembered { folder: base.map(|base| base.join("nianbao")) }
    }

    /// No folder: nothing is remembered.
    pub fn nowhere() -> Remembered {
        Remembered { folder: None }
    }

    /// The reports that were opened, the last first, as far as they are still there.
    pub fn recent(&self) -> Vec<PathBuf> {
        let Recent { files } = self.read("recent.json").unwrap_or_default();
        files.into_iter().filter(|path| path.is_file()).collect()
    }

    /// Remembers that a report was opened. That it cannot be remembered is no failure.
    pub fn opened(&self, path: &Path) {
        let Recent { mut files } = self.read("recent.json").unwrap_or_default();
        files.retain(|known| known != path);
        files.insert(0, path.to_owned());
        files.truncate(MOST_RECENT);
        let _ = self.write("recent.json", &Recent { files });
    }

    /// The program in which a report is open, as far as that is remembered.
    pub fn running(&self, path: &Path) -> Option<Running> {
        self.read(&running_name(path))
    }

    /// Remembers where the program is found in which a report is open. That it cannot be is no failure.
    pub fn runs(&self, path: &Path, running: &Running) {
        let _ = self.write(&running_name(path), running);
    }

    /// Forgets it: the program ends.
    pub fn ended(&self, path: &Path) {
        if let Some(folder) = &self.folder {
            let _ = fs::remove_file(folder.join(running_name(path)));
        }
    }

    fn read<T: for<'d> Deserialize<'d>>(&self, name: &str) -> Option<T> {
        let path = self.folder.as_ref()?.join(name);
        serde_json::from_slice(&own::read(&path, LARGEST).ok()?).ok()
    }

    fn write(&self, name: &str, value: &impl Serialize) -> io::Result<()> {
        let Some(folder) = &self.folder else { return Ok(()) };
        fs::create_dir_all(folder)?;
        owner_only(&folder.join(name), &serde_json::to_vec(value)?)
    }
}

/// The name under which a running program is remembered: paths may be longer than names of files.
fn running_name(path: &Path) -> String {
    let digest = Sha256::digest(path.as_os_str().as_encoded_bytes());
    let short: String = digest.iter().take(12).map(|byte| format!("{byte:02x}")).collect();
    format!("open-{short}.json")
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    #[test]
    fn reports_are_remembered_the_last_first() {
        let home = tempfile::tempdir().unwrap();
        let remembered = Remembered { folder: Some(home.path().join("state")) };
        assert!(remembered.recent().is_empty());
        let paths: Vec<PathBuf> = (0..20).map(|number| home.path().join(format!("{number}.toml"))).collect();
        for path in &paths {
            fs::write(path, "").unwrap();
            remembered.opened(path);
        }
        remembered.opened(&paths[15]);
        fs::remove_file(&paths[19]).unwrap();
        let recent = remembered.recent();
        assert_eq!((recent.len(), &recent[0], &recent[1]), (MOST_RECENT - 1, &paths[15], &paths[18]));

        let running = Running { port: 4321, secret: "x".to_owned() };
        remembered.runs(&paths[0], &running);
        assert_eq!((remembered.running(&paths[0]), remembered.running(&paths[1])), (Some(running), None));
        #[cfg(unix)]
        {
            use std::os::unix::fs::PermissionsExt;
            let path = home.path().join("state").join(running_name(&paths[0]));
            assert_eq!(fs::metadata(path).unwrap().permissions().mode() & 0o077, 0, "nobody else reads it");
        }
        remembered.ended(&paths[0]);
        assert_eq!(remembered.running(&paths[0]), None);
        assert!(Remembered::nowhere().recent().is_empty());
    }
}
