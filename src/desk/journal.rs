//! The journal: beside the data file stands what has been changed and is not in it yet, so that a program that is
//! killed loses nothing.
//!
//! A line holds the texts as their files have them, each line below it a change; whoever goes on with a journal begins with
//! such a line again. It is written before a change is answered, and emptied once everything is in the files. As long as it is open it is locked, by
//! which a second program knows that the report is being edited.

use std::fs::{self, File, TryLockError};
use std::io::{self, BufRead, BufReader, ErrorKind, Seek, SeekFrom, Write};
use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};

use super::splice::Splice;
use super::texts::{TextFile, Texts};
use crate::files::{Files, Folder, own};
use crate::report::bounds::LARGEST_FILE;

/// How often a journal is opened that somebody else deletes meanwhile.
const TRIES: usize = 8;

/// The version of journals that this program writes and reads.
const VERSION: u16 = 1;

/// A journal, or nothing where the folder takes none.
#[derive(Debug, Default)]
pub(super) struct Journal {
    file: Option<File>,
    path: PathBuf,
    /// Whether something stands in it.
    is_begun: bool,
    /// Whether the texts are yet to be written to it, before the next change.
    needs_head: bool,
    /// Whether what stands in it has not been handed to the disk.
    is_behind: bool,
}

/// What the journal of a killed program holds.
#[derive(Debug)]
pub(super) struct Left {
    /// The texts of the files, from which the changes went out, and what came of them.
    pub files: Vec<LeftFile>,
}

/// A file of which the journal tells.
#[derive(Debug)]
pub(super) struct LeftFile {
    /// Where it lies.
    pub path: PathBuf,
    /// What it said.
    pub old: String,
    /// What it was to say.
    pub new: String,
    /// Whether the file says one of the things that it said on the way: then nobody else has changed it.
    pub is_own: bool,
    /// Whether it lies where files of this report may lie: whoever hands a folder on may have written the journal.
    pub may_be_named: bool,
}

/// Why there is no journal.
#[derive(Debug)]
pub(super) enum NoJournal {
    /// Another program edits this report.
    Open,
    /// Something else goes by its name, such as a link or a pipe: it is left alone.
    NotRegular,
    /// The system takes none.
    Refused,
}

#[derive(Serialize, Deserialize)]
struct Head {
    version: u16,
    files: Vec<HeadFile>,
}

#[derive(Serialize, Deserialize)]
struct HeadFile {
    name: String,
    text: String,
}

#[derive(Serialize, Deserialize)]
struct Line {
    file: usize,
    #[serde(flatten)]
    splice: Splice,
}

/// Where the journal of a data file stands.
pub(super) fn journal_path(data: &Path) -> PathBuf {
    let name = data.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
    data.with_file_name(format!(".{name}.nianbao"))
}

impl Journal {
    /// Opens the journal of a data file, and gives what a killed program has left in it. `allow_outside` lets files of
    /// the report lie outside the folder of the data file.
    ///
    /// # Errors
    /// Another program has it open, or the system refuses it.
    pub fn open(data: &Path, allow_outside: bool) -> Result<(Journal, Option<Left>), NoJournal> {
        let path = journal_path(data);
        for _ in 0..TRIES {
            let file = own::open(&path).map_err(|error| match error.kind() {
                ErrorKind::Unsupported => NoJournal::NotRegular,
                _ => NoJournal::Refused,
            })?;
            match file.try_lock() {
                Ok(()) => {}
                Err(TryLockError::WouldBlock) => return Err(NoJournal::Open),
                // Where locks are not known, two programs cannot know of one another.
                Err(TryLockError::Error(_)) => {}
            }
            // Another program may just have ended, and deleted it.
            if path.exists() {
                let left = left(&file, data, allow_outside);
                let is_begun = left.is_some();
                return Ok((Journal { file: Some(file), path, is_begun, needs_head: true, is_behind: false }, left));
            }
        }
        Err(NoJournal::Refused)
    }

    /// Notes changes before they are in the texts.
    ///
    /// # Errors
    /// What the system refuses.
    pub fn note(&mut self, texts: &Texts, splices: &[(usize, Splice)]) -> io::Result<()> {
        let Some(file) = &mut self.file else { return Err(ErrorKind::PermissionDenied.into()) };
        let mut lines = Vec::new();
        if self.needs_head {
            // The last line of a killed program may have no end.
            lines.push(b'\n');
            let head_file = |file: &TextFile| HeadFile { name: name_of(&file.path), text: file.text.clone() };
            let head = Head { version: VERSION, files: texts.all().iter().map(head_file).collect() };
            serde_json::to_writer(&mut lines, &head)?;
            lines.push(b'\n');
        }
        for (number, splice) in splices {
            serde_json::to_writer(&mut lines, &Line { file: *number, splice: splice.clone() })?;
            lines.push(b'\n');
        }
        file.seek(SeekFrom::End(0))?;
        file.write_all(&lines)?;
        (self.is_begun, self.needs_head, self.is_behind) = (true, false, true);
        Ok(())
    }

    /// Whether the texts, as they were, are yet to be written to it.
    pub fn needs_head(&self) -> bool {
        self.needs_head
    }

    /// Hands it to the disk.
    ///
    /// # Errors
    /// What the system refuses.
    pub fn sync(&mut self) -> io::Result<()> {
        if let (Some(file), true) = (&self.file, self.is_behind) {
            file.sync_data()?;
            self.is_behind = false;
        }
        Ok(())
    }

    /// Empties it: everything is in the files.
    ///
    /// # Errors
    /// What the system refuses.
    pub fn clear(&mut self) -> io::Result<()> {
        if let Some(file) = &mut self.file {
            file.set_len(0)?;
            file.seek(SeekFrom::Start(0))?;
        }
        (self.is_begun, self.needs_head, self.is_behind) = (false, true, false);
        Ok(())
    }
}

impl Drop for Journal {
    /// One that is empty goes.
    fn drop(&mut self) {
        if self.file.is_some() && !self.is_begun {
            let _ = fs::remove_file(&self.path);
        }
    }
}

/// Files of a report lie in one folder, or below it: their names are told from there.
fn name_of(path: &Path) -> String {
    path.display().to_string()
}

/// What stands in a journal. Behind a line that is not whole nothing was answered, up to the next program's first.
fn left(file: &File, data: &Path, allow_outside: bool) -> Option<Left> {
    let disk = Files::on_disk();
    let folder = disk.folder(data.parent().unwrap_or(Path::new("")), allow_outside);
    let mut files: Vec<LeftFile> = Vec::new();
    let mut is_lost = true;
    let mut has_changes = false;
    let mut lines = BufReader::new(file).split(b'\n');
    while let Some(Ok(line)) = lines.next() {
        if let Ok(head) = serde_json::from_slice::<Head>(&line) {
            is_lost = head.version != VERSION;
            files = begun(head, data, &folder);
        } else if let Ok(Line { file, splice }) = serde_json::from_slice::<Line>(&line) {
            let file = files.get_mut(file).filter(|_| !is_lost);
            let Some((file, new)) = file.and_then(|file| splice.applied(&file.new).map(|new| (file, new))) else {
                is_lost = true;
                continue;
            };
            file.new = new;
            file.is_own |= file.may_be_named && on_disk(&file.path).as_deref() == Some(&file.new);
            has_changes = true;
        }
    }
    has_changes.then_some(Left { files })
}

/// The texts that a journal goes out from.
fn begun(head: Head, data: &Path, folder: &Folder) -> Vec<LeftFile> {
    // The folder may have been moved since: the data file is where it is now.
    let old_data = head.files.first().map(|file| PathBuf::from(&file.name)).unwrap_or_default();
    let old_folder = old_data.parent().map(Path::to_owned).unwrap_or_default();
    let begin = |(number, HeadFile { name, text }): (usize, HeadFile)| {
        let path = match PathBuf::from(&name).strip_prefix(&old_folder) {
            _ if number == 0 => data.to_owned(),
            Ok(below) => folder.path().join(below),
            Err(_) => PathBuf::from(&name),
        };
        let may_be_named = number == 0 || folder.holds_path(&path);
        let is_own = may_be_named && on_disk(&path).as_deref() == Some(&text);
        LeftFile { path, old: text.clone(), new: text, is_own, may_be_named }
    };
    head.files.into_iter().enumerate().map(begin).collect()
}

/// What a file says, without its byte-order mark.
fn on_disk(path: &Path) -> Option<String> {
    let text = String::from_utf8(Files::on_disk().read_regular(path, LARGEST_FILE).ok()?).ok()?;
    Some(text.strip_prefix('\u{FEFF}').map(str::to_owned).unwrap_or(text))
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    fn change(texts: &mut Texts, journal: &mut Journal, new: &str) {
        let splice = Splice::between(texts.text(0), new).unwrap();
        journal.note(texts, &[(0, splice.clone())]).unwrap();
        assert!(texts.apply(&[(0, splice)]));
    }

    #[test]
    fn a_killed_program_leaves_what_it_was_told() {
        let folder = tempfile::tempdir().unwrap();
        let data = folder.path().join("报告.toml");
        fs::write(&data, "a = 1\n").unwrap();
        let mut texts = Texts::open(&data).unwrap();
        let (mut journal, left) = Journal::open(&data, false).unwrap();
        assert!(left.is_none());
        assert!(matches!(Journal::open(&data, false), Err(NoJournal::Open)), "it is locked");
        change(&mut texts, &mut journal, "a = 12\n");
        change(&mut texts, &mut journal, "a = 12\nb = '甲'\n");
        // As if killed: what is open is closed, and nothing is deleted. A last line may be torn.
        let mut file = journal.file.take().unwrap();
        file.write_all(b"{\"file\":0,\"at\":1,\"old\":\"\",\"ne").unwrap();
        drop((journal, file));

        let (mut journal, left) = Journal::open(&data, false).unwrap();
        let left = left.unwrap();
        let [one] = left.files.as_slice() else { panic!("one file") };
        assert_eq!(
            (one.path.as_path(), one.old.as_str(), one.new.as_str()),
            (data.as_path(), "a = 1\n", "a = 12\nb = '甲'\n")
        );
        assert!(one.is_own, "nobody else has changed the file");
        // What is noted behind a torn line is not lost with it, and the file may have been saved on the way.
        fs::write(&data, "a = 12\n").unwrap();
        let mut texts = Texts::open(&data).unwrap();
        change(&mut texts, &mut journal, "a = 12\nc = '乙'\n");
        drop(journal.file.take());
        let (mut journal, left) = Journal::open(&data, false).unwrap();
        let left = left.unwrap();
        assert_eq!((left.files[0].new.as_str(), left.files[0].is_own), ("a = 12\nc = '乙'\n", true));
        // Saved by a program that was killed before it emptied the journal, or changed by another.
        drop(journal.file.take());
        fs::write(&data, "a = 12\nc = '乙'\n").unwrap();
        assert!(Journal::open(&data, false).unwrap().1.unwrap().files[0].is_own);
        fs::write(&data, "a = 9\n").unwrap();
        let (mut journal, left) = Journal::open(&data, false).unwrap();
        assert!(!left.unwrap().files[0].is_own);
        journal.clear().unwrap();
        drop(journal);
        assert!(!journal_path(&data).exists());
    }

    #[test]
    fn what_is_saved_is_left_by_nobody() {
        let folder = tempfile::tempdir().unwrap();
        let data = folder.path().join("a.toml");
        fs::write(&data, "a = 1\n").unwrap();
        let mut texts = Texts::open(&data).unwrap();
        let (mut journal, _) = Journal::open(&data, false).unwrap();
        change(&mut texts, &mut journal, "a = 2\n");
        journal.clear().unwrap();
        change(&mut texts, &mut journal, "a = 3\n");
        drop(journal.file.take());
        let (_, left) = Journal::open(&data, false).unwrap();
        let left = left.unwrap();
        assert_eq!((left.files[0].old.as_str(), left.files[0].new.as_str()), ("a = 2\n", "a = 3\n"));
    }
}
