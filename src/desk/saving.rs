//! Saving: what has been changed goes into the files by itself, a moment after the last key press, and never over what
//! another program has written meanwhile.
//!
//! The files are written while the desk is free, so that nobody who types waits for a disk: [`Saving::due`] hands out a
//! [`SaveJob`], whoever has a thread runs it, and [`Saving::done`] takes the outcome.

use std::fs;
use std::io::{self, ErrorKind};
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant, SystemTime, UNIX_EPOCH};

use serde::Serialize;

use super::texts::Texts;
use crate::files::Files;
use crate::files::complete::put_bytes;

/// So long after the last change it is saved.
const QUIET: Duration = Duration::from_millis(300);
/// So long after the first change that is not saved it is saved, whoever goes on typing.
const LONGEST: Duration = Duration::from_millis(900);
/// So long after a failure it is tried again.
const RETRY: Duration = Duration::from_secs(2);
/// So often the files are looked at, whether another program has changed them.
const LOOK: Duration = Duration::from_secs(1);

/// Whether everything is in the files.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub(super) struct State {
    state: &'static str,
    /// When it was last saved, in milliseconds since 1970.
    at: Option<u64>,
    message: Option<String>,
}

/// How far saving has come.
#[derive(Debug, Default)]
pub(super) struct Saving {
    first_change: Option<Instant>,
    last_change: Option<Instant>,
    last_try: Option<Instant>,
    last_look: Option<Instant>,
    saved: Option<u64>,
    failure: Option<String>,
    is_running: bool,
    /// Whether another program has changed a file meanwhile, and nobody has said yet which is to stay.
    pub is_conflict: bool,
}

/// Files to be written.
#[derive(Debug)]
pub struct SaveJob {
    files: Vec<JobFile>,
}

#[derive(Debug)]
struct JobFile {
    number: usize,
    path: PathBuf,
    old: Vec<u8>,
    new: Vec<u8>,
}

/// What came of a [`SaveJob`].
#[derive(Debug)]
pub struct SaveOutcome {
    written: Vec<(usize, Vec<u8>)>,
    failure: Option<SaveFailure>,
}

/// Why a file was not written.
#[derive(Debug)]
enum SaveFailure {
    /// It does not hold what it held.
    Changed,
    /// The system refuses it.
    Refused(PathBuf, io::Error),
}

impl SaveJob {
    /// Writes the files, each whole or not at all.
    pub fn run(self) -> SaveOutcome {
        let mut written = Vec::new();
        for file in self.files {
            match write(&file) {
                Ok(()) => written.push((file.number, file.new)),
                Err(failure) => return SaveOutcome { written, failure: Some(failure) },
            }
        }
        SaveOutcome { written, failure: None }
    }
}

fn write(file: &JobFile) -> Result<(), SaveFailure> {
    match Files::on_disk().read_regular(&file.path, u64::MAX) {
        Ok(bytes) if bytes == file.old || bytes == file.new => {}
        Ok(_) => return Err(SaveFailure::Changed),
        // It was moved away, or deleted: nothing is lost by writing it again.
        Err(error) if error.kind() == ErrorKind::NotFound => {}
        Err(error) => return Err(SaveFailure::Refused(file.path.clone(), error)),
    }
    put_bytes(&file.path, &file.new).map_err(|error| SaveFailure::Refused(file.path.clone(), error))
}

impl Saving {
    /// Of a file that was saved when it was last changed.
    pub fn of_file(path: &Path) -> Saving {
        let saved = fs::metadata(path).and_then(|about| about.modified()).ok().map(in_milliseconds);
        Saving { saved, ..Saving::default() }
    }

    /// Notes that something was changed.
    pub fn changed(&mut self, now: Instant) {
        self.first_change.get_or_insert(now);
        self.last_change = Some(now);
    }

    /// What is to be written now, if anything is. `at_once` does not wait for a pause in typing.
    pub fn due(&mut self, texts: &Texts, now: Instant, at_once: bool) -> Option<SaveJob> {
        let (first, last) = (self.first_change?, self.last_change?);
        let is_time = now.duration_since(last) >= QUIET || now.duration_since(first) >= LONGEST || at_once;
        let is_tried = self.failure.is_some() && self.last_try.is_some_and(|tried| now.duration_since(tried) < RETRY);
        if !is_time || self.is_running || self.is_conflict || is_tried && !at_once {
            return None;
        }
        let changed = texts.all().iter().enumerate().filter(|(_, file)| file.is_changed());
        let job = |(number, file): (usize, &super::texts::TextFile)| JobFile {
            number,
            path: file.path.clone(),
            old: file.on_disk().to_vec(),
            new: file.bytes(),
        };
        let files = changed.map(job).collect();
        (self.is_running, self.last_try) = (true, Some(now));
        Some(SaveJob { files })
    }

    /// Takes the outcome of a job; gives whether everything is in the files now.
    pub fn done(&mut self, texts: &mut Texts, outcome: SaveOutcome) -> bool {
        self.is_running = false;
        for (number, bytes) in outcome.written {
            if let Some(file) = texts.all_mut().get_mut(number) {
                file.saved(bytes);
            }
        }
        match outcome.failure {
            None => {
                self.failure = None;
                self.saved = Some(in_milliseconds(SystemTime::now()));
                // What was typed while it was written is saved next.
                let is_whole = !texts.is_changed();
                if is_whole {
                    (self.first_change, self.last_change) = (None, None);
                } else {
                    self.first_change = self.last_change;
                }
                is_whole
            }
            Some(SaveFailure::Changed) => {
                self.is_conflict = true;
                false
            }
            Some(SaveFailure::Refused(path, error)) => {
                self.failure = Some(refused(&path, &error));
                false
            }
        }
    }

    /// Notes that the files are as they are wanted, without having been written by this program.
    pub fn settled(&mut self) {
        (self.first_change, self.last_change, self.failure, self.is_conflict) = (None, None, None, false);
    }

    /// Whether it is time to look whether another program has changed the files.
    pub fn is_time_to_look(&mut self, now: Instant) -> bool {
        let is_time = !self.is_running && self.last_look.is_none_or(|looked| now.duration_since(looked) >= LOOK);
        if is_time {
            self.last_look = Some(now);
        }
        is_time
    }

    /// Whether something is not in the files yet.
    pub fn is_behind(&self) -> bool {
        self.first_change.is_some()
    }

    /// What is told of it.
    pub fn state(&self) -> State {
        let (state, message) = if self.is_conflict {
            ("conflict", Some("这份报告被别的程序改过了：没有覆盖它，请选留哪一个。".to_owned()))
        } else if let Some(failure) = &self.failure {
            ("failed", Some(failure.clone()))
        } else if self.is_behind() {
            ("saving", None)
        } else {
            ("saved", None)
        };
        State { state, at: self.saved, message }
    }
}

/// Why it cannot be saved, in an office's words.
fn refused(path: &Path, error: &io::Error) -> String {
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    let why = match error.kind() {
        ErrorKind::PermissionDenied | ErrorKind::ReadOnlyFilesystem => "文件或文件夹是只读的，不让写".to_owned(),
        ErrorKind::StorageFull | ErrorKind::QuotaExceeded => "磁盘满了".to_owned(),
        ErrorKind::NotFound => "文件夹不见了".to_owned(),
        ErrorKind::IsADirectory => "那里是一个文件夹".to_owned(),
        ErrorKind::Unsupported => "那里现在不是普通文件".to_owned(),
        _ => error.to_string(),
    };
    format!("没有存上“{name}”：{why}。改动都还在这里，请先另存一份。")
}

/// Milliseconds since 1970.
fn in_milliseconds(time: SystemTime) -> u64 {
    let since = time.duration_since(UNIX_EPOCH).unwrap_or_default();
    u64::try_from(since.as_millis()).unwrap_or(u64::MAX)
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use crate::desk::splice::Splice;

    fn change(texts: &mut Texts, new: &str) {
        let splice = Splice::between(texts.text(0), new).unwrap();
        assert!(texts.apply(&[(0, splice)]));
    }

    #[test]
    fn it_is_saved_after_a_pause_and_in_the_middle_of_typing() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a.toml");
        fs::write(&path, "\u{FEFF}a = 1\r\n").unwrap();
        let mut texts = Texts::open(&path).unwrap();
        let (mut saving, start) = (Saving::default(), Instant::now());
        assert!(saving.due(&texts, start, true).is_none(), "nothing was changed");
        change(&mut texts, "a = 12\r\n");
        saving.changed(start);
        assert!(saving.due(&texts, start + QUIET / 2, false).is_none());
        let job = saving.due(&texts, start + QUIET, false).unwrap();
        // Typed while it is written.
        change(&mut texts, "a = 123\r\n");
        saving.changed(start + QUIET);
        assert!(saving.due(&texts, start + LONGEST * 2, false).is_none(), "one at a time");
        assert!(!saving.done(&mut texts, job.run()));
        assert_eq!(fs::read(&path).unwrap(), "\u{FEFF}a = 12\r\n".as_bytes());
        assert_eq!(saving.state().state, "saving");
        let job = saving.due(&texts, start + QUIET, true).unwrap();
        assert!(saving.done(&mut texts, job.run()));
        assert_eq!(fs::read(&path).unwrap(), "\u{FEFF}a = 123\r\n".as_bytes());
        assert_eq!(saving.state().state, "saved");
    }

    #[test]
    fn what_another_program_wrote_stays() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a.toml");
        fs::write(&path, "a = 1\n").unwrap();
        let mut texts = Texts::open(&path).unwrap();
        let (mut saving, start) = (Saving::default(), Instant::now());
        change(&mut texts, "a = 2\n");
        saving.changed(start);
        fs::write(&path, "a = 3\n").unwrap();
        let job = saving.due(&texts, start, true).unwrap();
        assert!(!saving.done(&mut texts, job.run()));
        assert_eq!((fs::read_to_string(&path).unwrap().as_str(), saving.state().state), ("a = 3\n", "conflict"));
        assert!(saving.due(&texts, start + RETRY * 2, true).is_none(), "until somebody has said which stays");
    }

    #[test]
    fn what_cannot_be_written_is_told_and_tried_again() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a.toml");
        fs::write(&path, "a = 1\n").unwrap();
        let mut texts = Texts::open(&path).unwrap();
        let mut permissions = fs::metadata(&path).unwrap().permissions();
        permissions.set_readonly(true);
        fs::set_permissions(&path, permissions).unwrap();
        let (mut saving, start) = (Saving::default(), Instant::now());
        change(&mut texts, "a = 2\n");
        saving.changed(start);
        let job = saving.due(&texts, start, true).unwrap();
        assert!(!saving.done(&mut texts, job.run()));
        let State { state, message, .. } = saving.state();
        assert!(state == "failed" && message.unwrap().contains("a.toml"));
        assert!(saving.due(&texts, start + RETRY / 2, false).is_none());
        assert!(saving.due(&texts, start + RETRY, false).is_some());
    }
}
