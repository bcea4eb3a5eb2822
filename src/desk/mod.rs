//! The desk (案头): one report being edited.
//!
//! Takes the path of a data file, and edits as the page in the browser asks for them; gives [`Update`]s: what changed
//! of all that is shown, part by part, as JSON. Keeps the text of the data file, its history, its journal and whether it
//! is saved; asks the library for everything else: `author` for edits, `pipeline` for what is found and how the pages look,
//! `rich_text`, `svg` and `import` for what goes in and out. `start` is what there is to open before there is a report.
//! Knows nothing of HTTP, sockets and browsers.
//!
//! An edit goes through `request` (what is asked) and `edit` (the change of the text) to `show`, where everything that is
//! shown is made anew (`shown`, one file a part) and compared with what was told before (`parts`).

mod conflict;
mod edit;
mod fixing;
mod foreign;
mod history;
mod journal;
mod opening;
mod outputs;
mod parts;
mod paste;
mod pictures;
mod places;
mod previous;
mod remembered;
mod request;
mod saving;
mod show;
mod shown;
mod splice;
pub mod start;
mod texts;

use std::borrow::Cow;
use std::collections::HashMap;
use std::path::PathBuf;

use serde::{Serialize, Serializer};
use serde_json::value::RawValue;

use crate::pipeline::Options;
use crate::text::FaceLibrary;
use history::History;
use journal::Journal;
use parts::Parts;
use previous::Previous;
use saving::Saving;
use show::{ProseRevisions, Shown};
use shown::section::KnownPieces;
use texts::Texts;

pub use fixing::FixRequest;
pub use foreign::Proposal;
pub use opening::{OpenError, Opening};
pub use outputs::{Download, Explained, Made, OutputRequest, explained};
pub use paste::{ProsePaste, ProsePasteRequest, TablePaste, TablePasteRequest};
pub use pictures::LARGEST_PICTURE;
pub use places::{Box, Spot};
pub use remembered::{Remembered, Running};
pub use request::{ConflictRequest, Edit, EditRequest};
pub use saving::{SaveJob, SaveOutcome};

/// A report being edited.
pub struct Desk {
    path: PathBuf,
    options: Options,
    library: &'static FaceLibrary<'static>,
    /// Another one for each run of the program: revisions of two runs cannot be compared.
    session: String,
    texts: Texts,
    history: History,
    journal: Journal,
    saving: Saving,
    previous: Option<Previous>,
    shown: Shown,
    parts: Parts,
    prose_revisions: ProseRevisions,
    known_pieces: KnownPieces,
    revision: u64,
    /// In which revision each field was last changed by an edit.
    touched: HashMap<String, u64>,
    /// In which revision everything may have changed: another text was loaded, or a step undone.
    all_touched: u64,
    /// Sentences to be told once, with their revisions.
    told: Vec<(u64, String)>,
}

/// What changed after a revision, as the page takes it.
#[derive(Debug, Serialize)]
pub struct Update<'a> {
    revision: u64,
    session: &'a str,
    #[serde(serialize_with = "as_map")]
    parts: Vec<(&'a str, Cow<'a, RawValue>)>,
    told: Vec<&'a str>,
    /// Why what was asked was not done.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub message: Option<String>,
}

/// Parts as the members of an object.
fn as_map<S: Serializer>(parts: &[(&str, Cow<RawValue>)], to: S) -> Result<S::Ok, S::Error> {
    to.collect_map(parts.iter().map(|(name, value)| (name, value.as_ref())))
}

/// What was not done, and why, in an office's words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Refused {
    /// Whether that is because somebody else has changed the field meanwhile.
    pub is_stale: bool,
    /// The sentence for the screen.
    pub message: String,
}

impl Refused {
    /// A refusal with its reason.
    fn new(message: impl Into<String>) -> Refused {
        Refused { is_stale: false, message: message.into() }
    }
}
