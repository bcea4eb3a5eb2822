//! A data file's text, changed as whoever edits a report asks: one cell, one text, one setting.
//!
//! Takes the text and what is to be changed, gives the new text, in which every byte that says nothing of the change
//! stands as it did: comments, order, blanks, line ends. After every change the text is read again, and unless it says
//! what was meant and nothing else, the change is refused. `statements` tells what stands where, `data` puts bytes in
//! and takes them out; `typed` is what a clerk types in a cell. Each kind of change has its file, and `meant` holds what
//! the file says now against what it said. Knows nothing of screens and of what else is made of a report.

mod accepts;
mod cells;
mod charts;
mod data;
mod extra;
mod labels;
mod meant;
mod pasted;
#[cfg(test)]
mod properties;
mod recast;
mod rows;
mod settings;
mod statements;
#[cfg(test)]
mod tests;
mod texts;
mod typed;

use crate::diagnostic::{Diagnostic, Message, message};
use crate::report::{ReadOptions, Report, read};
use crate::source::Sources;
pub use charts::{ChartChange, SeriesChange, charts};
use data::Data;
use meant::Says;
pub use pasted::{PastedCell, PastedCells, pasted_cells};
pub use settings::{Setting, SettingValue, settings};
use statements::Statements;

/// What is to be changed.
#[derive(Clone, Debug, PartialEq)]
pub enum Change {
    /// A cell of an official table.
    Cell {
        /// Dotted key, such as `applications.refused.query.natural` or `disclosure.extra.0.issued`.
        key: String,
        /// What is typed into it; `None` takes the cell out, so that a total is computed again.
        text: Option<String>,
    },
    /// A narrative.
    Text {
        /// Dotted key, such as `overview.body` or `disclosure.note`.
        key: String,
        /// Its Markdown; `None` or a blank one takes it out.
        text: Option<String>,
    },
    /// A setting of `[report]` or `[page]`, or the form.
    Setting {
        /// Dotted key, such as `report.organ`, or `form`.
        key: String,
        /// `None` takes the key out.
        value: Option<SettingValue>,
    },
    /// A printed label.
    Label {
        /// A key of [`label_keys`](crate::report::label_keys), or that of an extra row: `disclosure.extra.0`.
        key: String,
        /// `None`, or what the form prints, goes back to the form.
        text: Option<String>,
    },
    /// A new row that the form does not have, behind the others of its kind.
    AddRow {
        /// Key of the table.
        table: String,
        /// Key of the row that it stands behind.
        after: String,
        /// What it is called.
        label: String,
        /// What is typed into its cells; those that are not there are blank.
        cells: Vec<String>,
    },
    /// Takes out a row that the form does not have.
    RemoveRow {
        /// Its key: `disclosure.extra.0`.
        key: String,
    },
    /// A finding that the office accepts.
    Accept {
        /// Its code.
        code: String,
        /// Its dotted key, if it is not the code as a whole.
        key: Option<String>,
        /// Why; `None` accepts it no longer.
        reason: Option<String>,
    },
    /// A chart.
    Chart {
        /// Its name.
        name: String,
        /// `None` takes it out.
        chart: Option<ChartChange>,
    },
}

/// A data file that was changed.
#[derive(Clone, Debug)]
pub struct Edited {
    /// Its text.
    pub text: String,
    /// New texts of files that it names with `body_file`, with LF at the ends of their lines: to be written by whoever
    /// called. `report` still has the old ones.
    pub files: Vec<(String, String)>,
    /// What the text says, so that nobody has to read it again.
    pub report: Report,
    /// The texts that `report` was read from; the data file is the first, under the name `data`.
    pub sources: Sources,
    /// The warnings of reading it.
    pub warnings: Vec<Diagnostic>,
}

/// Why a change cannot be made. Nothing was changed then.
#[derive(Clone, Debug, PartialEq)]
pub struct Refusal {
    /// What cannot be done, and why.
    pub message: Message,
    /// Dotted key of what it is about, if it is about one thing.
    pub key: Option<String>,
}

/// Changes a data file. `report` is what `text` says, and `options` are those that it was read with; changes are made
/// one after the other, all or none.
///
/// # Errors
/// What cannot be changed: there is no such thing, the file would no longer be readable, or something else would say
/// other than before.
pub fn edited(text: &str, report: &Report, changes: &[Change], options: &ReadOptions) -> Result<Edited, Refusal> {
    let mut files = Vec::new();
    let mut done: Option<Edited> = None;
    // What changes which rows there are, or what they are called, is made by itself.
    for changes in changes.chunk_by(|one, other| !is_structural(one) && !is_structural(other)) {
        let (text, report) = done.as_ref().map_or((text, report), |done| (done.text.as_str(), &done.report));
        let next = step(text, report, changes, options, &mut files)?;
        done = Some(next);
    }
    let done = match done {
        Some(done) => done,
        None => reread(text.to_owned(), options)?,
    };
    Ok(Edited { files, ..done })
}

/// Whether a change has to be read before another can be made.
fn is_structural(change: &Change) -> bool {
    match change {
        Change::AddRow { .. } | Change::RemoveRow { .. } | Change::Chart { .. } => true,
        Change::Setting { key, .. } => settings::decides_form(key),
        Change::Cell { .. } | Change::Text { .. } | Change::Label { .. } | Change::Accept { .. } => false,
    }
}

/// Makes some changes, reads the text again and holds it against what was meant.
fn step(
    text: &str,
    report: &Report,
    changes: &[Change],
    options: &ReadOptions,
    files: &mut Vec<(String, String)>,
) -> Result<Edited, Refusal> {
    let mut data = Data::new(text);
    // What is stated and what only holds differ only for who changes settings; telling them apart takes another parse.
    let are_settings = changes.iter().any(|change| matches!(change, Change::Setting { .. }));
    let before = are_settings.then(|| data.statements());
    let mut says = says_of(report, text, before.as_deref());
    for change in changes {
        match change {
            Change::Cell { key, text } => cells::change(&mut data, report, &mut says, key, text.as_deref())?,
            Change::Text { key, text } => texts::change(&mut data, &mut says, key, text.as_deref(), files)?,
            Change::Setting { key, value } => settings::change(&mut data, report, &mut says, key, value.as_ref())?,
            Change::Label { key, text } => labels::change(&mut data, report, &mut says, key, text.as_deref())?,
            Change::AddRow { table, after, label, cells } => {
                extra::add(&mut data, report, &mut says, extra::New { table, after, label, cells })?;
            }
            Change::RemoveRow { key } => extra::remove(&mut data, report, &mut says, key)?,
            Change::Accept { code, key, reason } => {
                accepts::change(&mut data, &mut says, code, key.as_deref(), reason.as_deref())?;
            }
            Change::Chart { name, chart } => charts::change(&mut data, report, &mut says, name, chart.as_ref())?,
        }
    }
    let edited = reread(data.into_text(), options)?;
    let after = are_settings.then(|| Statements::new(&edited.text));
    match says.differs_from(&says_of(&edited.report, &edited.text, after.as_ref())) {
        None => Ok(edited),
        Some(key) => Err(Refusal {
            message: message!(
                zh: "改不了：改了以后，“{key}”会和要的不一样",
                en: "this cannot be changed: `{key}` would read other than what is meant",
            ),
            key: Some(key),
        }),
    }
}

/// What a report says, its settings as its text states them, or as they hold.
fn says_of(report: &Report, text: &str, statements: Option<&Statements>) -> Says {
    let settings = match statements {
        Some(statements) => settings::all_stated(statements, text),
        None => settings::all_effective(report),
    };
    Says::of(report, settings)
}

/// Reads a text.
fn reread(text: String, options: &ReadOptions) -> Result<Edited, Refusal> {
    let mut sources = Sources::default();
    let data = sources.add("data", text.clone());
    match read(&mut sources, data, options) {
        Ok((report, warnings)) => Ok(Edited { text, files: Vec::new(), report, sources, warnings }),
        Err(faults) => {
            let first = faults.iter().find(|fault| fault.is_error()).or(faults.first());
            let message = first.map(|fault| fault.message.clone());
            let unreadable =
                || message!(zh: "改了以后，数据文件就读不出了", en: "the data file could no longer be read");
            Err(Refusal { message: message.unwrap_or_else(unreadable), key: first.and_then(|fault| fault.key.clone()) })
        }
    }
}

impl Refusal {
    /// There is nothing of this key.
    fn unknown(key: &str) -> Refusal {
        Refusal { message: message!(zh: "没有“{key}”", en: "there is no `{key}`"), key: Some(key.to_owned()) }
    }

    /// The file writes it in a way that cannot be edited.
    fn unwritten(key: &str) -> Refusal {
        let message = message!(
            zh: "数据文件里“{key}”的写法，这里改不了",
            en: "the data file writes `{key}` in a way that cannot be edited here",
        );
        Refusal { message, key: Some(key.to_owned()) }
    }
}
