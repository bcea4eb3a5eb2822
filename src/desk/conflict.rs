//! Files that another program has changed: what it wrote is taken over where nothing is lost by that, else both versions
//! are shown, and nothing is written until somebody has said which stays.

use std::time::Instant;

use super::request::ConflictRequest;
use super::saving::{SaveJob, SaveOutcome};
use super::splice::Splice;
use super::{Desk, Refused};
use crate::files::Files;
use crate::report::bounds::LARGEST_FILE;

impl Desk {
    /// What is to be done by itself: whether something changed, and what is to be written. Asked several times a second.
    pub fn tick(&mut self, now: Instant) -> Option<SaveJob> {
        let _ = self.journal.sync();
        if self.saving.is_time_to_look(now) {
            self.look();
        }
        self.saving.due(&self.texts, now, false)
    }

    /// What is to be written at once, since the program ends or somebody wants the files.
    pub fn save_now(&mut self) -> Option<SaveJob> {
        self.saving.due(&self.texts, Instant::now(), true)
    }

    /// Takes what came of writing.
    pub fn saved(&mut self, outcome: SaveOutcome) {
        if self.saving.done(&mut self.texts, outcome) {
            let _ = self.journal.clear();
        }
        self.show_saving();
    }

    /// Whether something is not in the files yet.
    pub fn is_behind(&self) -> bool {
        self.saving.is_behind()
    }

    /// Settles which version stays. The other is kept beside it.
    ///
    /// # Errors
    /// The other version cannot be read, or kept.
    pub fn settle(&mut self, request: &ConflictRequest) -> Result<(), Refused> {
        if !self.saving.is_conflict {
            return Ok(());
        }
        let theirs = self.read_again()?;
        if request.takes_theirs() {
            let mut splices = Vec::new();
            for (number, bytes) in theirs {
                splices.extend(self.splice_to(number, &bytes)?.map(|splice| (number, splice)));
                if let Some(file) = self.texts.all_mut().get_mut(number) {
                    file.saved(bytes);
                }
            }
            self.saving.settled();
            self.change("改用别的程序写的".to_owned(), splices, false, &[])?;
        } else {
            for (number, bytes) in theirs {
                self.keep_beside(number, &bytes)?;
                if let Some(file) = self.texts.all_mut().get_mut(number) {
                    file.saved(bytes);
                }
            }
            self.saving.settled();
            self.saving.changed(Instant::now());
        }
        self.show();
        Ok(())
    }

    /// Looks whether another program has changed the files.
    fn look(&mut self) {
        if self.saving.is_conflict {
            return;
        }
        let Ok(theirs) = self.read_again() else { return };
        let is_other = |(number, bytes): &(usize, Vec<u8>)| {
            self.texts
                .all()
                .get(*number)
                .is_some_and(|file| file.on_disk() != bytes.as_slice() && file.bytes() != *bytes)
        };
        if !theirs.iter().any(is_other) {
            return;
        }
        if self.texts.is_changed() {
            self.saving.is_conflict = true;
            self.show();
            return;
        }
        let mut splices = Vec::new();
        for (number, bytes) in theirs {
            let Ok(splice) = self.splice_to(number, &bytes) else { return };
            splices.extend(splice.map(|splice| (number, splice)));
            if let Some(file) = self.texts.all_mut().get_mut(number) {
                file.saved(bytes);
            }
        }
        if self.texts.apply(&splices) {
            self.history.note("别的程序的改动".to_owned(), splices, false);
            self.tell("文件被别的程序改过，现在显示的是改过以后的。");
            self.show();
            self.all_touched = self.revision;
        }
    }

    /// What the files hold now. One that is not there any more is none that was changed.
    fn read_again(&self) -> Result<Vec<(usize, Vec<u8>)>, Refused> {
        let mut read = Vec::new();
        for (number, file) in self.texts.all().iter().enumerate() {
            match Files::on_disk().read_regular(&file.path, LARGEST_FILE) {
                Ok(bytes) => read.push((number, bytes)),
                Err(error) if error.kind() == std::io::ErrorKind::NotFound => {}
                Err(error) => return Err(Refused::new(format!("读不出“{}”：{error}", file.path.display()))),
            }
        }
        Ok(read)
    }

    /// What makes a text say what some bytes say.
    fn splice_to(&self, number: usize, bytes: &[u8]) -> Result<Option<Splice>, Refused> {
        let text = std::str::from_utf8(bytes).map_err(|_| Refused::new("另一个版本不是 UTF-8 文本，不能改用。"))?;
        Ok(Splice::between(self.texts.text(number), text.trim_start_matches('\u{FEFF}')))
    }

    /// Keeps what another program wrote beside the file.
    fn keep_beside(&mut self, number: usize, bytes: &[u8]) -> Result<(), Refused> {
        let Some(file) = self.texts.all().get(number) else { return Ok(()) };
        if file.bytes() == bytes {
            return Ok(());
        }
        let kept = super::pictures::put_free(&file.path, "另一版本", bytes)
            .map_err(|error| Refused::new(format!("另一个版本存不下来：{error}")))?;
        let name = kept.file_name().unwrap_or_default().to_string_lossy().into_owned();
        self.tell(format!("别的程序写的那一版另存为“{name}”。"));
        Ok(())
    }

    /// The files say what the texts say, without having been written by this program.
    pub(super) fn saved_elsewhere(&mut self) {
        self.saving.settled();
        let _ = self.journal.clear();
    }
}
