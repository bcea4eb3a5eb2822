//! What `--incremental` remembers: from what each PDF in the folder was made, by content. A report whose data, whose
//! files and whose options are the same, and whose PDF is as it was written, would come out as it is.
//!
//! It is one hidden file in the folder of the PDFs. It holds digests, and names as the data files have them: no path of
//! this machine, since the folder may be posted, and may be moved.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};

use serde::{Deserialize, Serialize};

use super::job::Job;
use super::outcome::{Done, Outcome};
use crate::commands::Screen;
use crate::commands::beside;
use crate::commands::making::MakingArgs;
use crate::commands::tally::Tally;
use crate::diagnostic::message;
use crate::files::{Asked, Files, Held, digest};

/// Its name in the folder of the PDFs.
const NAME: &str = ".nianbao.json";

/// What is remembered of a folder of PDFs.
pub(super) struct Ledger {
    folder: PathBuf,
    font_dir: Option<PathBuf>,
    /// What all reports of this run have in common: the program, options, the faces of the office.
    common: String,
    /// What was remembered when the run began.
    before: BTreeMap<String, Entry>,
    /// What has been made since.
    since: Mutex<BTreeMap<String, Entry>>,
}

/// What a PDF was made from.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
struct Entry {
    /// Digest of everything but the inputs: what the run has in common, the data file, last year's.
    with: String,
    /// Digest of the PDF.
    pdf: String,
    pages: usize,
    draft: bool,
    #[serde(flatten)]
    tally: Tally,
    /// Everything that was asked for.
    inputs: Vec<InputFile>,
}

/// A file that was asked for.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
struct InputFile {
    from: Base,
    name: String,
    /// Digest of what it held; `None` if it was not there.
    held: Option<String>,
}

/// The folder that a name starts from.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
enum Base {
    /// That of the data file.
    Data,
    /// That of last year's data file.
    Previous,
    /// `--font-dir`.
    Faces,
}

impl Ledger {
    /// What is remembered of a folder; nothing where that cannot be read. `face_files` has read the faces of the office
    /// by now.
    pub fn open(folder: &Path, making: &MakingArgs, allow_errors: bool, face_files: &Files) -> Ledger {
        let text = fs::read(folder.join(NAME)).unwrap_or_default();
        let before = serde_json::from_slice(&text).unwrap_or_default();
        Ledger {
            folder: folder.to_owned(),
            font_dir: making.font_dir().map(Path::to_owned),
            common: common(making, allow_errors, face_files),
            before,
            since: Mutex::default(),
        }
    }

    /// What came of a report before, if it would come out the same.
    pub fn up_to_date(&self, job: &Job) -> Option<Done> {
        let target = job.target.as_ref()?;
        let entry = self.before.get(&self.key(target)?)?;
        let files = Files::on_disk();
        let held = |path: &Path| match files.held(path) {
            Held::Bytes(digest) => Some(hex(&digest)),
            _ => None,
        };
        let with = self.with(&held(&job.data)?, job.previous.as_deref().map(|path| held(path).unwrap_or_default()));
        let is_same = |input: &InputFile| {
            self.base(input.from, job).is_some_and(|base| held(&base.join(&input.name)) == input.held)
        };
        if entry.with != with || held(target).as_ref() != Some(&entry.pdf) || !entry.inputs.iter().all(is_same) {
            return None;
        }
        self.remember(target, entry.clone());
        let (output, pages) = (Some(target.clone()), Some(entry.pages));
        Some(Done { output, pages, tally: entry.tally, is_draft: entry.draft, ..Done::new(Outcome::UpToDate) })
    }

    /// Remembers from what a PDF was made: what was asked for, and what of that was asked of the folder of faces.
    pub fn note(&self, job: &Job, target: &Path, done: &Done, pdf: [u8; 32], asked: &[Asked], faces: &[Asked]) {
        let held = |path: &Path| {
            let asked = asked.iter().find(|asked| asked.path == path)?;
            held_of(asked).flatten()
        };
        let Some(data) = held(&job.data) else { return };
        let previous = job.previous.as_deref().map(|path| held(path).unwrap_or_default());
        let asked = asked.iter().map(|asked| self.input(asked, &[Base::Data, Base::Previous], job));
        let faces = faces.iter().map(|asked| self.input(asked, &[Base::Faces], job));
        // What cannot be told again is made again.
        let Some(inputs) = asked.chain(faces).collect::<Option<Vec<_>>>() else { return };
        let (pdf, pages) = (hex(&pdf), done.pages.unwrap_or_default());
        let with = self.with(&data, previous);
        self.remember(target, Entry { with, pdf, pages, draft: done.is_draft, tally: done.tally, inputs });
    }

    /// Writes down what is remembered, of PDFs that are still there.
    pub fn close(self, screen: &Screen) {
        let since = self.since.into_inner().unwrap_or_else(PoisonError::into_inner);
        let mut all = self.before.clone();
        all.extend(since);
        all.retain(|name, _| self.folder.join(name).is_file());
        if all == self.before {
            return;
        }
        let path = self.folder.join(NAME);
        // Texts and numbers can always be written.
        let text = serde_json::to_vec(&all).unwrap_or_default();
        let written = beside::write(&path, None, |out| out.write_all(&text))
            .and_then(|file| file.persist(&path).map_err(|error| error.error));
        if let Err(error) = written {
            let path = path.display();
            screen.say_message(&message!(
                zh: "“{path}”写不进去，下次 --incremental 会全部重新生成：{error}",
                en: "cannot write `{path}`, so that --incremental will make all anew next time: {error}",
            ));
        }
    }

    fn remember(&self, target: &Path, entry: Entry) {
        if let Some(key) = self.key(target) {
            self.since.lock().unwrap_or_else(PoisonError::into_inner).insert(key, entry);
        }
    }

    /// The name of a PDF in its folder.
    fn key(&self, target: &Path) -> Option<String> {
        Some(target.strip_prefix(&self.folder).ok()?.to_str()?.replace('\\', "/"))
    }

    /// Digest of everything but the inputs.
    fn with(&self, data: &str, previous: Option<String>) -> String {
        hex(&digest(format!("{}\n{data}\n{previous:?}", self.common).as_bytes()))
    }

    fn base<'p>(&'p self, base: Base, job: &'p Job) -> Option<&'p Path> {
        match base {
            Base::Data => job.data.parent(),
            Base::Previous => job.previous.as_deref()?.parent(),
            Base::Faces => self.font_dir.as_deref(),
        }
    }

    /// A file that was asked for, by its name in the innermost of some folders; `None` of what has none, or was not
    /// read to its end.
    fn input(&self, asked: &Asked, bases: &[Base], job: &Job) -> Option<InputFile> {
        let named =
            bases.iter().filter_map(|from| Some((*from, asked.path.strip_prefix(self.base(*from, job)?).ok()?)));
        let shortest = named.min_by_key(|(_, name)| name.components().count());
        // An absolute path stands so in the data file.
        let (from, name) = shortest.unwrap_or((Base::Data, &asked.path));
        Some(InputFile { from, name: name.to_str()?.to_owned(), held: held_of(asked)? })
    }
}

/// Digest of what a file held, none of a file that was not there; `None` if it was not read.
fn held_of(asked: &Asked) -> Option<Option<String>> {
    match asked.held {
        Held::Bytes(digest) => Some(Some(hex(&digest))),
        Held::Absent => Some(None),
        Held::Unread | Held::Refused => None,
    }
}

/// Digest of what all reports have in common. The program is the file that it runs from: another build may set pages
/// otherwise, whatever version it calls itself.
fn common(making: &MakingArgs, allow_errors: bool, face_files: &Files) -> String {
    let program = std::env::current_exe().and_then(fs::read).map(|bytes| hex(&digest(&bytes)));
    let program = program.unwrap_or_else(|_| env!("CARGO_PKG_VERSION").to_owned());
    let date = std::env::var_os("SOURCE_DATE_EPOCH");
    let options = making.options();
    let faces: Vec<(Option<String>, Held)> = face_files
        .asked()
        .iter()
        .map(|asked| (asked.path.file_name().map(|name| name.to_string_lossy().into_owned()), asked.held))
        .collect();
    let (outside, limits) = (options.allow_outside, options.limits);
    hex(&digest(format!("{program}\n{date:?}\n{allow_errors} {outside} {limits:?}\n{faces:?}").as_bytes()))
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}
