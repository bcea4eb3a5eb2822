//! The pieces of a narrative, as they go to the page and come back from it (JSON).
//!
//! What comes back may be anything: a piece with the lines that it stands in is those lines, whatever else it says.

use serde::de::Error;
use serde::{Deserialize, Deserializer, Serialize};
use serde_json::Value;

/// A narrative.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Prose {
    /// Its dotted key, such as `overview.body`.
    pub key: String,
    /// What it is made of.
    pub pieces: Vec<Piece>,
    /// The file that it stands in, if it is not the data file.
    #[serde(default)]
    pub file: Option<String>,
    /// The revision in which it was changed last.
    #[serde(default)]
    pub revision: u64,
}

/// A part of a narrative.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Piece {
    /// What it shows.
    #[serde(flatten)]
    pub shape: Shape,
    /// The lines that it stands in, with the empty ones before them and without the end of the last (but with one that
    /// is no line feed); those at the end of a narrative belong to the last piece. `None` of a piece that is new or has
    /// been changed.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub source: Option<String>,
}

/// What a piece shows.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "lowercase")]
pub enum Shape {
    /// A heading.
    Heading {
        /// 2 is （一）, 3 is 1., 4 is （1）.
        level: u8,
        /// Whether it is one by its number, （一）, with which `text` opens; else `text` has none.
        #[serde(default)]
        typed: bool,
        /// What it says.
        text: Vec<Inline>,
        /// Of one that is typed: what stands in its line behind the first 。
        #[serde(default)]
        run_in: Option<Vec<Inline>>,
    },
    /// A paragraph.
    Paragraph {
        /// What it says.
        text: Vec<Inline>,
        /// Whether it opens like a number and is none.
        #[serde(default)]
        plain: bool,
    },
    /// An item of a list.
    Item {
        /// Whether it has a number.
        #[serde(default)]
        ordered: bool,
        /// Whether the number stands in brackets.
        #[serde(default)]
        brackets: bool,
        /// The number, as it is written.
        #[serde(default)]
        number: Option<u64>,
        /// In how many other items it stands.
        #[serde(default)]
        depth: usize,
        /// What it says.
        text: Vec<Inline>,
    },
    /// A table.
    Table(Table),
    /// Pictures and charts side by side.
    Pictures {
        /// From left to right.
        items: Vec<Illustration>,
    },
    /// A quoted document.
    Quote {
        /// What it is made of; their lines open with `>`.
        pieces: Vec<Piece>,
    },
    /// The text of a footnote.
    Note {
        /// What its marks call it.
        label: String,
        /// What it says.
        text: Vec<Inline>,
    },
    /// Anything else: its lines are shown as they are.
    #[default]
    Source,
}

/// A run of text, or what stands in it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(tag = "t", rename_all = "lowercase")]
pub enum Inline {
    /// Text in one style.
    Text {
        /// The characters that are printed; of a reference such as `[](#fig-hall)` none.
        text: String,
        /// Whether they are set in 黑体.
        #[serde(default, skip_serializing_if = "is_false")]
        strong: bool,
        /// The address that it links to; `#` and a name is something in the report.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        link: Option<String>,
    },
    /// A figure of the report.
    Figure {
        /// How it is called for.
        expression: String,
        /// What it prints; `None` if it comes to nothing.
        #[serde(default)]
        shown: Option<String>,
        /// Whether it is set in 黑体.
        #[serde(default, skip_serializing_if = "is_false")]
        strong: bool,
        /// The address that it links to.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        link: Option<String>,
    },
    /// The mark of a footnote.
    Note {
        /// What its text is called.
        label: String,
    },
    /// A line broken on purpose.
    Break,
}

/// A table of the narrative.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Table {
    /// Number of columns.
    pub columns: usize,
    /// Number of rows, head included.
    pub rows: usize,
    /// 1, or 0 if it has no head.
    #[serde(default)]
    pub head_rows: usize,
    /// How each column is aligned: `""`, `left`, `center` or `right`.
    #[serde(default)]
    pub align: Vec<String>,
    /// Its cells in reading order.
    #[serde(default)]
    pub cells: Vec<Cell>,
    /// What is printed above it.
    #[serde(default)]
    pub caption: Option<Vec<Inline>>,
    /// What text refers to it by.
    #[serde(default)]
    pub name: Option<String>,
}

/// A cell.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Cell {
    /// First row, from 0.
    pub row: usize,
    /// First column, from 0.
    pub column: usize,
    /// Rows that it takes.
    #[serde(default = "one")]
    pub row_span: usize,
    /// Columns that it takes.
    #[serde(default = "one")]
    pub column_span: usize,
    /// Its lines; none if it is blank.
    #[serde(default)]
    pub lines: Vec<Line>,
}

/// A line of a cell.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Line {
    /// Whether it is an item, with a mark before it.
    #[serde(default)]
    pub item: bool,
    /// What it says.
    pub text: Vec<Inline>,
}

/// A picture or a chart.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Illustration {
    /// The picture's file, as the narrative names it.
    #[serde(default)]
    pub file: Option<String>,
    /// The chart's name.
    #[serde(default)]
    pub chart: Option<String>,
    /// What is printed below it.
    #[serde(default)]
    pub caption: Vec<Inline>,
    /// How wide it is to be: `60%`, `80mm`.
    #[serde(default)]
    pub width: Option<String>,
    /// What text refers to it by.
    #[serde(default)]
    pub name: Option<String>,
    /// What is read aloud in its place, if it is not the caption.
    #[serde(default)]
    pub alternative: Option<String>,
}

impl Piece {
    /// A piece that stands nowhere yet.
    pub fn new(shape: Shape) -> Piece {
        Piece { shape, source: None }
    }

    /// A piece that is shown as it is written.
    pub(super) fn of_source(source: String) -> Piece {
        Piece { shape: Shape::Source, source: Some(source) }
    }
}

impl Inline {
    /// Text without a style.
    pub fn plain(text: impl Into<String>) -> Inline {
        Inline::Text { text: text.into(), strong: false, link: None }
    }
}

impl<'de> Deserialize<'de> for Piece {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Piece, D::Error> {
        let value = Value::deserialize(from)?;
        let source = value.get("source").and_then(Value::as_str).map(str::to_owned);
        let shape = match source {
            Some(_) => Shape::deserialize(value).unwrap_or_default(),
            None => Shape::deserialize(value).map_err(D::Error::custom)?,
        };
        Ok(Piece { shape, source })
    }
}

fn is_false(value: &bool) -> bool {
    !value
}

fn one() -> usize {
    1
}
