//! What `--incremental` remembers: from what the files of each report were made, by content. A report whose data, whose
//! files and whose options are the same, and whose outputs are as they were written, would come out as it is.
//!
//! It is one hidden file in the folder of the outputs. It holds digests, and names as the data files have them: no path of
//! this machine, since the folder may be posted, and may be moved.

use std::collections::BTreeMap;
use std::fs;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};

use serde::{Deserialize, Serialize};

use super::Batch;
use super::job::{Job, with_format};
use super::outcome::{Done, Outcome};
use crate::commands::Screen;
use crate::commands::tally::Tally;
use crate::diagnostic::message;
use crate::files::{Asked, Files, Held, NoFile, digest};
use crate::files::{beside, own};
use crate::pipeline::OutputFormat;

/// Its name in the folder of the outputs.
const NAME: &str = ".nianbao.json";

/// No batch is so large that more is remembered of it.
const LARGEST: u64 = 1 << 30;

/// What names of pictures in another folder begin with; no name of a file in this one does, as it has an empty part.
const ASSETS: &str = "assets//";

/// What is remembered of a folder of outputs.
pub(super) struct Ledger {
    folder: PathBuf,
    /// Where pictures of web pages lie.
    assets: Option<PathBuf>,
    formats: Vec<OutputFormat>,
    font_dir: Option<PathBuf>,
    /// What all reports of this run have in common: the program, options, the faces of the office.
    common: String,
    /// Whether files that a data file names may lie outside its folder.
    allow_outside: bool,
    /// What was remembered when the run began.
    before: BTreeMap<String, Entry>,
    /// What has been made since.
    since: Mutex<BTreeMap<String, Entry>>,
}

/// What the outputs of a report were made from.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
struct Entry {
    /// Digest of everything but the inputs: what the run has in common, the data file, last year's.
    with: String,
    /// The digest of each output, by its path in the folder.
    outputs: BTreeMap<String, String>,
    pages: Option<usize>,
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
    pub fn open(batch: &Batch, face_files: &Files) -> Ledger {
        let text = own::read(&batch.out_dir.join(NAME), LARGEST).unwrap_or_default();
        let before = serde_json::from_slice(&text).unwrap_or_default();
        Ledger {
            folder: batch.out_dir.to_owned(),
            assets: batch.writing.assets().map(Path::to_owned),
            formats: batch.formats.clone(),
            font_dir: batch.making.font_dir().map(Path::to_owned),
            common: common(batch, face_files),
            allow_outside: batch.making.options().allow_outside,
            before,
            since: Mutex::default(),
        }
    }

    /// What came of a report before, if it would come out the same.
    pub fn up_to_date(&self, job: &Job) -> Option<Done> {
        let stem = job.stem.as_ref()?;
        let entry = self.before.get(&self.key(stem)?)?;
        let files = Files::on_disk();
        let held = |path: &Path| match files.held(path) {
            Held::Bytes(digest) => Some(hex(&digest)),
            _ => None,
        };
        let with = self.with(&held(&job.data)?, job.previous.as_deref().map(|path| held(path).unwrap_or_default()));
        let is_same = |input: &InputFile| {
            self.base(input.from, job).is_some_and(|base| {
                let path = base.join(&input.name);
                // What the command line names may lie anywhere; all else may have become a link that leads out.
                let is_named = path == job.data || Some(&path) == job.previous.as_ref();
                let folder = files.folder(base, self.allow_outside);
                let is_outside = !is_named && matches!(folder.find(&input.name), Err(NoFile::Outside));
                !is_outside && held(&path) == input.held
            })
        };
        let is_there = |(name, digest): (&String, &String)| held(&self.path(name)).as_ref() == Some(digest);
        if entry.with != with || !entry.outputs.iter().all(is_there) || !entry.inputs.iter().all(is_same) {
            return None;
        }
        self.remember(stem, entry.clone());
        let outputs = self.formats.iter().map(|format| with_format(stem, *format)).collect();
        let (pages, tally, is_draft) = (entry.pages, entry.tally, entry.draft);
        Some(Done { outputs, pages, tally, is_draft, ..Done::new(Outcome::UpToDate) })
    }

    /// Remembers from what the outputs of a report were made: what was asked for, and what of that was asked of the
    /// folder of faces.
    pub fn note(&self, job: &Job, done: &Done, digests: &[(PathBuf, [u8; 32])], asked: &[Asked], faces: &[Asked]) {
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
        // What lies elsewhere, or has a name that is no text, cannot be looked at again.
        let outputs = digests.iter().map(|(path, digest)| Some((self.key(path)?, hex(digest))));
        let Some(outputs) = outputs.collect::<Option<BTreeMap<_, _>>>() else { return };
        let Some(stem) = done.outputs.first().map(|path| path.with_extension("")) else { return };
        let with = self.with(&data, previous);
        let (pages, tally, draft) = (done.pages, done.tally, done.is_draft);
        self.remember(&stem, Entry { with, outputs, pages, draft, tally, inputs });
    }

    /// Writes down what is remembered, of outputs that are still there.
    pub fn close(self, screen: &Screen) {
        let since = std::mem::take(&mut *self.since.lock().unwrap_or_else(PoisonError::into_inner));
        let mut all = self.before.clone();
        all.extend(since);
        all.retain(|_, entry| entry.outputs.keys().all(|name| self.path(name).is_file()));
        if all == self.before {
            return;
        }
        let path = self.folder.join(NAME);
        // Texts and numbers can always be written.
        let text = serde_json::to_vec(&all).unwrap_or_default();
        let written = own::is_free(&path)
            .and_then(|()| beside::write(&path, None, |out| out.write_all(&text)))
            .and_then(|file| file.persist(&path).map_err(|error| error.error));
        if let Err(error) = written {
            let path = path.display();
            if error.kind() == ErrorKind::Unsupported {
                screen.say_message(&message!(
                    zh: "“{path}”不是普通文件，没有动它，下次 --incremental 会全部重新生成：把它移走",
                    en: "`{path}` is not a regular file and is left alone, so that --incremental will make all anew next \
                         time: move it away",
                ));
                return;
            }
            screen.say_message(&message!(
                zh: "“{path}”写不进去，下次 --incremental 会全部重新生成：{error}",
                en: "cannot write `{path}`, so that --incremental will make all anew next time: {error}",
            ));
        }
    }

    fn remember(&self, stem: &Path, entry: Entry) {
        if let Some(key) = self.key(stem) {
            self.since.lock().unwrap_or_else(PoisonError::into_inner).insert(key, entry);
        }
    }

    /// The name of a path in the folder, or in that of pictures of web pages.
    fn key(&self, path: &Path) -> Option<String> {
        let name = |below: &Path| Some(below.to_str()?.replace('\\', "/"));
        match (path.strip_prefix(&self.folder), &self.assets) {
            (Ok(below), _) => name(below),
            (Err(_), Some(assets)) => Some(format!("{ASSETS}{}", name(path.strip_prefix(assets).ok()?)?)),
            (Err(_), None) => None,
        }
    }

    /// The path of a name.
    fn path(&self, name: &str) -> PathBuf {
        match (name.strip_prefix(ASSETS), &self.assets) {
            (Some(below), Some(assets)) => assets.join(below),
            _ => self.folder.join(name),
        }
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
fn common(batch: &Batch, face_files: &Files) -> String {
    let (making, allow_errors) = (batch.making, batch.allow_errors);
    let program = std::env::current_exe().and_then(fs::read).map(|bytes| hex(&digest(&bytes)));
    let program = program.unwrap_or_else(|_| env!("CARGO_PKG_VERSION").to_owned());
    let date = std::env::var_os("SOURCE_DATE_EPOCH");
    let options = making.options();
    let faces: Vec<(Option<String>, Held)> = face_files
        .asked()
        .iter()
        .map(|asked| (asked.path.file_name().map(|name| name.to_string_lossy().into_owned()), asked.held))
        .collect();
    let (outside, limits) = (options.allow_outside, (options.limits, options.bounds));
    let written = (&batch.formats, batch.writing.is_fragment(), batch.writing.assets());
    let all = format!("{program}\n{date:?}\n{allow_errors} {outside} {limits:?}\n{faces:?}\n{written:?}");
    hex(&digest(all.as_bytes()))
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}
