//! The blocks that a narrative is made of.

use crate::source::Span;
use crate::units::Pt;

/// A piece of narrative, read.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Narrative {
    /// Its blocks in order.
    pub blocks: Vec<Block>,
    /// Its footnotes, in the order of their first mention; [`Inline::Footnote`] counts into them.
    pub footnotes: Vec<Footnote>,
}

/// The text of a footnote.
#[derive(Clone, Debug, PartialEq)]
pub struct Footnote {
    /// Its paragraphs.
    pub paragraphs: Vec<Vec<Inline>>,
}

/// A block of narrative.
#[derive(Clone, Debug, PartialEq)]
pub enum Block {
    /// `##` (level 2), `###` (3) or `####` (4).
    Heading {
        /// 2 to 4.
        level: u8,
        /// Its number among its like, from 1.
        number: u32,
        /// Its text, without a number.
        text: Vec<Inline>,
        /// Whether it runs on with the paragraph below it, in one line.
        runs_on: bool,
        /// Where it stands.
        span: Span,
    },
    /// A paragraph.
    Paragraph(Vec<Inline>),
    /// A list.
    List {
        /// Number of the first item; `None` if the list has marks instead.
        first: Option<u64>,
        /// Whether the numbers stand in brackets, （1）, also outside of another list.
        in_brackets: bool,
        /// The blocks of each item: paragraphs, lists, tables.
        items: Vec<Vec<Block>>,
    },
    /// A pipe table.
    Table(PipeTable),
    /// A quoted document.
    Quote(Vec<Block>),
    /// Pictures and charts, from left to right.
    Illustrations(Vec<Illustration>),
    /// The source line of a quoted document, 来源： included. Stands only in a quote.
    Source(Vec<Inline>),
}

/// A picture or a chart (插图).
#[derive(Clone, Debug, PartialEq)]
pub struct Illustration {
    /// Its number in the report, from 1; `None` of one without a caption, or in a quote, where nothing is numbered.
    pub number: Option<u32>,
    /// What is printed below it; of a chart, its title if the narrative says nothing.
    pub caption: Vec<Inline>,
    /// What is read aloud in its place, if it is not the caption.
    pub alternative: Option<String>,
    /// What it shows.
    pub shows: Shows,
    /// How wide it is to be, if the file says so.
    pub width: Option<Width>,
    /// By what text refers to it.
    pub name: Option<String>,
    /// Where it stands.
    pub span: Span,
}

/// The width that an illustration is to have.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Width {
    /// A part of the type area's.
    Part(f64),
    /// A length.
    Length(Pt),
}

/// What an illustration shows.
#[derive(Clone, Debug, PartialEq)]
pub enum Shows {
    /// A picture: its path as it is written.
    File(String),
    /// A chart: its index in [`Report::charts`](crate::report::Report::charts).
    Chart(usize),
}

/// A run of text within a block.
#[derive(Clone, Debug, PartialEq)]
pub enum Inline {
    /// Text in one emphasis.
    Text {
        /// The characters, white space as it is written.
        text: String,
        /// How it is emphasised.
        emphasis: Emphasis,
        /// Address it links to; one that opens with `#` is the name of something in the report.
        link: Option<String>,
        /// Where it stands.
        span: Span,
    },
    /// A line broken on purpose: a backslash at a line's end, `<br>` in a cell.
    LineBreak,
    /// The mark of a footnote: its index in [`Narrative::footnotes`].
    Footnote(usize),
}

/// How text is emphasised. There are no slanted or thickened faces.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Emphasis {
    /// Not at all.
    #[default]
    None,
    /// `**`: 黑体.
    Strong,
}

/// A pipe table with its spans resolved.
#[derive(Clone, Debug, PartialEq)]
pub struct PipeTable {
    /// Number of columns.
    pub columns: usize,
    /// How the delimiter row aligns each column.
    pub align: Vec<ColumnAlign>,
    /// Number of head rows: 1, or 0 if the head row is empty.
    pub head_rows: usize,
    /// Number of all rows, head included.
    pub rows: usize,
    /// Its cells in reading order, each once.
    pub cells: Vec<Cell>,
    /// Its number in the report, from 1; `None` of one without a caption, in a quote, or where none are printed.
    pub number: Option<u32>,
    /// Its caption.
    pub caption: Option<Vec<Inline>>,
    /// By what text refers to it.
    pub name: Option<String>,
    /// Where it stands.
    pub span: Span,
}

/// How a column of a pipe table is aligned.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum ColumnAlign {
    /// `---`: as the reader sees fit.
    #[default]
    Unset,
    /// `:--`.
    Left,
    /// `:-:`.
    Centre,
    /// `--:`.
    Right,
}

/// A cell of a pipe table.
#[derive(Clone, Debug, PartialEq)]
pub struct Cell {
    /// First row, from 0.
    pub row: usize,
    /// First column, from 0.
    pub column: usize,
    /// Rows it spans.
    pub row_span: usize,
    /// Columns it spans.
    pub column_span: usize,
    /// Its lines; none if it is empty.
    pub lines: Vec<CellLine>,
}

/// A line of a cell, as `<br>` divides it.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct CellLine {
    /// Whether it opens with `- `.
    pub item: bool,
    /// Its text.
    pub text: Vec<Inline>,
}
