//! What the page asks for, as it comes: every shape is checked here, and what it means is up to `edit`.

use serde::Deserialize;

use crate::rich_text::Piece;

/// Edits that are one step.
#[derive(Clone, Debug, Deserialize)]
pub struct EditRequest {
    /// The revision that the fields were seen at.
    pub base: u64,
    /// Whether it goes on with the last step, as the next key press in a field does.
    #[serde(default)]
    pub merge: bool,
    /// The edits.
    pub edits: Vec<Edit>,
}

/// One edit.
#[derive(Clone, Debug, Deserialize)]
#[serde(tag = "do", rename_all = "snake_case")]
pub enum Edit {
    /// A cell of an official table; without a text its value is taken away.
    Cell {
        /// Its dotted key.
        key: String,
        /// What is typed into it.
        text: Option<String>,
    },
    /// A narrative.
    Prose {
        /// Its dotted key, such as `overview.body`.
        key: String,
        /// All of its pieces.
        pieces: Vec<Piece>,
    },
    /// A setting; without a value it is no longer stated.
    Set {
        /// Its dotted key, such as `report.organ`.
        key: String,
        /// Its value.
        value: serde_json::Value,
    },
    /// A printed label; without a text it is the form's again.
    Label {
        /// Its key.
        key: String,
        /// The label.
        text: Option<String>,
    },
    /// A row that the form does not have.
    AddRow {
        /// Key of the table.
        table: String,
        /// Key of the row that it stands behind.
        after: String,
        /// Its label.
        label: String,
        /// Its cells, as they are typed.
        cells: Vec<String>,
    },
    /// Takes such a row away.
    RemoveRow {
        /// Its key, such as `disclosure.extra.0`.
        key: String,
    },
    /// Accepts a finding; without a reason it is no longer accepted.
    Accept {
        /// Code of the finding.
        code: String,
        /// Its key.
        key: Option<String>,
        /// Why.
        reason: Option<String>,
    },
    /// A chart; without one it is taken away.
    Chart {
        /// Its name.
        name: String,
        /// What it shows.
        chart: Option<crate::author::edit::ChartChange>,
    },
    /// The whole data file, as text.
    File {
        /// The text.
        text: String,
    },
}

/// Which of two versions of a file stays.
#[derive(Clone, Debug, Deserialize)]
pub struct ConflictRequest {
    take: Take,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
enum Take {
    Mine,
    Theirs,
}

impl ConflictRequest {
    /// Whether what the other program wrote stays.
    pub(super) fn takes_theirs(&self) -> bool {
        self.take == Take::Theirs
    }
}
