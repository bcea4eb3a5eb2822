//! From a path to a desk: the data file is read, what a killed program has left in its journal is taken up, and last
//! year's report is looked for beside it.

use std::collections::HashMap;
use std::fmt;
use std::io::{self, ErrorKind};
use std::path::{Path, PathBuf};
use std::time::Instant;

use super::history::History;
use super::journal::{Journal, Left, NoJournal, journal_path};
use super::parts::Parts;
use super::previous::{self, told};
use super::saving::Saving;
use super::show::{ProseRevisions, Shown};
use super::shown::section::KnownPieces;
use super::splice::Splice;
use super::texts::Texts;
use super::{Desk, Refused};
use crate::diagnostic::Diagnostic;
use crate::files::Files;
use crate::pipeline::{Input, Options};
use crate::report::rules::FILE;
use crate::text::FaceLibrary;

/// What a desk is opened with.
pub struct Opening {
    /// The data file.
    pub path: PathBuf,
    /// Last year's report; without it, it is looked for in the folder of the data file.
    pub previous: Option<PathBuf>,
    /// What the report is read with.
    pub options: Options,
    /// The faces that there are.
    pub library: &'static FaceLibrary<'static>,
    /// Names this run of the program.
    pub session: String,
}

/// Why there is no desk.
#[derive(Debug)]
pub enum OpenError {
    /// Another program edits this report.
    Open,
    /// The data file cannot be read.
    Unreadable(Box<Diagnostic>),
    /// Last year's report cannot be read.
    Previous(Vec<Diagnostic>),
}

impl OpenError {
    /// The sentence for the screen.
    pub fn sentence(&self) -> String {
        match self {
            OpenError::Open => "这份报告已经在另一个窗口里打开了。".to_owned(),
            OpenError::Unreadable(fault) => told(std::slice::from_ref(fault)),
            OpenError::Previous(faults) => told(faults),
        }
    }
}

impl Desk {
    /// Opens a report.
    ///
    /// # Errors
    /// The data file cannot be read as text, another program has it open, or last year's report is named and cannot be
    /// read. A data file that is text and says nothing that can be understood is opened: it is mended on the desk.
    pub fn open(opening: Opening) -> Result<Desk, OpenError> {
        let Opening { path, previous, options, library, session } = opening;
        let path = Files::on_disk().real(&path);
        let texts = Texts::open(&path).map_err(|error| OpenError::Unreadable(Box::new(unreadable(&path, error))))?;
        let mut has_other_journal = false;
        let (journal, left) = match Journal::open(&path, options.allow_outside) {
            Ok((journal, left)) => (journal, left),
            Err(NoJournal::NotRegular) => {
                has_other_journal = true;
                (Journal::default(), None)
            }
            Err(NoJournal::Open) => return Err(OpenError::Open),
            // Saving will tell of it, as soon as there is something to be saved.
            Err(NoJournal::Refused) => (Journal::default(), None),
        };
        let previous = match previous {
            Some(named) => Some(previous::read(&Input::File(named), &options).map_err(OpenError::Previous)?),
            None => previous::beside(&path, &options),
        };
        let saving = Saving::of_file(&path);
        let mut desk = Desk {
            path,
            options,
            library,
            session,
            texts,
            history: History::default(),
            journal,
            saving,
            previous,
            shown: Shown::default(),
            parts: Parts::default(),
            prose_revisions: ProseRevisions::default(),
            known_pieces: KnownPieces::default(),
            revision: 0,
            touched: HashMap::new(),
            all_touched: 0,
            told: Vec::new(),
        };
        if has_other_journal {
            let name = journal_path(&desk.path).file_name().unwrap_or_default().to_string_lossy().into_owned();
            desk.tell(format!(
                "“{name}”不是普通文件，没有动它：没存完的改动这次记不下来。把它移走，再打开一次，就能记了。"
            ));
        }
        desk.show();
        if let Some(left) = left {
            desk.take_up(left);
        }
        Ok(desk)
    }

    /// The data file.
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// The folder that it lies in.
    pub(super) fn folder(&self) -> &Path {
        self.path.parent().unwrap_or(Path::new(""))
    }

    /// The files as the report is to be read from: what is changed and not yet saved stands in for what they hold.
    pub(super) fn files(&self) -> Files {
        let files = Files::on_disk();
        self.texts.stand_in(&files);
        files
    }

    /// The data file, and last year's, as the pipeline takes them.
    pub(super) fn inputs(&self) -> (Input, Option<Input>) {
        (Input::File(self.path.clone()), self.previous.as_ref().map(|previous| previous.input.clone()))
    }

    /// Takes up what a killed program has left. Where a file does not say any more what it said then, nothing is done to
    /// it: both versions are shown.
    fn take_up(&mut self, left: Left) {
        let mut splices = Vec::new();
        let mut is_other = false;
        for file in left.files.iter().filter(|file| file.old != file.new) {
            let number = if file.may_be_named { self.texts.number(&file.path).ok() } else { None };
            let Some(number) = number else {
                is_other = true;
                continue;
            };
            let now = self.texts.text(number);
            is_other |= !file.is_own && now != file.new;
            splices.extend(Splice::between(now, &file.new).map(|splice| (number, splice)));
        }
        if splices.is_empty() && !is_other {
            // The file had been written when the program was killed.
            self.saved_elsewhere();
            return;
        }
        let told = match is_other {
            false => "上次没有存完的改动已经找回来了。",
            true => "上次没有存完的改动找回来了，但是文件后来又被改过：请选留哪一个。",
        };
        if self.change("找回的改动".to_owned(), splices, false, &[]).is_ok() {
            self.saving.is_conflict = is_other;
            self.tell(told);
            self.show();
        }
    }

    /// Changes the texts: the journal first, so that nothing is answered that could be lost. `keys` are the fields that
    /// are changed; none if that may be all.
    ///
    /// # Errors
    /// A stretch does not fit: the texts are not what they were taken for.
    pub(super) fn change(
        &mut self,
        about: String,
        splices: Vec<(usize, Splice)>,
        goes_on: bool,
        keys: &[String],
    ) -> Result<(), Refused> {
        if splices.is_empty() {
            return Ok(());
        }
        self.record(&splices);
        if !self.texts.apply(&splices) {
            return Err(Refused::new("没有改成：文件已经不是原来的样子。"));
        }
        self.history.note(about, splices, goes_on);
        self.changed(keys);
        Ok(())
    }

    /// Notes changes in the journal. Where that is refused the files are saved at once, which tells what is wrong.
    pub(super) fn record(&mut self, splices: &[(usize, Splice)]) {
        let _ = self.journal.note(&self.texts, splices);
    }

    /// Notes that the texts have changed, and shows what they say now.
    pub(super) fn changed(&mut self, keys: &[String]) {
        self.saving.changed(Instant::now());
        self.show();
        match keys {
            [] => self.all_touched = self.revision,
            keys => {
                for key in keys {
                    self.touched.insert(key.clone(), self.revision);
                }
            }
        }
    }

    /// Says a sentence once.
    pub(super) fn tell(&mut self, sentence: impl Into<String>) {
        // It is told with the revision that is shown next.
        self.told.push((self.revision.saturating_add(1), sentence.into()));
    }
}

fn unreadable(path: &Path, error: io::Error) -> Diagnostic {
    let name = path.display().to_string();
    if error.kind() == ErrorKind::InvalidData {
        let mut sources = crate::source::Sources::default();
        let bytes = Files::on_disk().read(path, crate::report::bounds::LARGEST_FILE).unwrap_or_default();
        if let Err(fault) = crate::report::decode(&name, bytes, &mut sources) {
            return fault.in_file(name);
        }
    }
    crate::files::unreadable(&FILE, &name, &error).in_file(name)
}

impl fmt::Debug for Desk {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Desk").field("path", &self.path).field("revision", &self.revision).finish_non_exhaustive()
    }
}
