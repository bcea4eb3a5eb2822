//! The document: a small, fully resolved tree. Whoever lays it out needs no options of the report and makes no choice
//! of wording.

use std::collections::BTreeMap;

pub use crate::narrative::{Chart, Emphasis, PictureId, Width};
use crate::narrative::{RUN_IN_ENDS, may_be_followed};
pub use crate::node::NodeId;
use crate::source::Span;

/// A finished document.
#[derive(Clone, Debug, Default)]
pub struct Document {
    /// What the PDF tells of itself.
    pub properties: Properties,
    /// Whether every page says that it is a draft.
    pub draft: bool,
    /// Everything that is printed, in reading order.
    pub nodes: Vec<Node>,
    /// Footnotes; [`Inline::Footnote`] counts into them.
    pub footnotes: Vec<Footnote>,
    /// What links within the document lead to, by the names that their addresses have behind a `#`.
    pub anchors: BTreeMap<String, Anchor>,
    /// What the data file calls the cells of the official tables, in the order of their names; [`Document::cell_key`]
    /// finds that of one.
    pub cell_keys: Vec<(NodeId, CellKey)>,
}

impl Document {
    /// What the data file calls a cell of an official table; `None` of any other node.
    pub fn cell_key(&self, node: NodeId) -> Option<&CellKey> {
        let at = self.cell_keys.binary_search_by_key(&node, |(own, _)| *own).ok()?;
        self.cell_keys.get(at).map(|(_, key)| key)
    }
}

/// What the data file calls a cell of an official table.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum CellKey {
    /// A figure, by its dotted key: `applications.received.natural`, `disclosure.extra.0.issued`.
    Figure(String),
    /// A head or a label, by its key in `[labels]`: `applications.received`, `applications.*.ngo`; that of an extra row
    /// is `disclosure.extra.0`.
    Label(String),
}

impl CellKey {
    /// The key.
    pub fn key(&self) -> &str {
        match self {
            CellKey::Figure(key) | CellKey::Label(key) => key,
        }
    }
}

/// What a link within the document leads to.
#[derive(Clone, Debug, PartialEq)]
pub struct Anchor {
    /// An illustration, or the caption of a table.
    pub node: NodeId,
    /// What it is called: its number and caption.
    pub title: String,
}

/// What the PDF tells of itself.
#[derive(Clone, Debug, Default)]
pub struct Properties {
    /// Title, on one line.
    pub title: String,
    /// Author: the organ.
    pub author: String,
    /// When it was made, if that is to be told.
    pub created: Option<Created>,
    /// The digest of all that it says and shows, as [`digest`](super::digest) gives it, if that is to be told.
    pub digest: Option<String>,
}

/// When a document was made.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Created {
    /// On the day of publication.
    On {
        /// Year.
        year: u16,
        /// Month, from 1.
        month: u8,
        /// Day, from 1.
        day: u8,
    },
    /// At a moment, in seconds since 1970-01-01 UTC.
    At(i64),
}

/// A run of text.
#[derive(Clone, Debug, PartialEq)]
pub enum Inline {
    /// Text in one emphasis.
    Text {
        /// The characters.
        text: String,
        /// How it is emphasised.
        emphasis: Emphasis,
        /// Where it leads.
        link: Option<Link>,
        /// Where it stands in the data file; `None` for what the form prints.
        span: Option<Span>,
    },
    /// A line broken on purpose.
    LineBreak,
    /// The mark of a footnote.
    Footnote {
        /// Name of the mark.
        id: NodeId,
        /// Index of the footnote in [`Document::footnotes`].
        note: usize,
    },
}

/// A link: all text that leads to one address without a footnote's mark or other text in between.
#[derive(Clone, Debug, PartialEq)]
pub struct Link {
    /// Its name; its text belongs to it.
    pub id: NodeId,
    /// Where it leads; one that opens with `#` is a name of [`Document::anchors`].
    pub address: String,
}

impl Link {
    /// Whether it leads out of the document, to where a reader may follow.
    pub fn leads_outside(&self) -> bool {
        may_be_followed(&self.address)
    }
}

impl Inline {
    /// Plain text.
    pub fn plain(text: impl Into<String>, span: Option<Span>) -> Inline {
        Inline::Text { text: text.into(), emphasis: Emphasis::None, link: None, span }
    }
}

/// A paragraph of text, or what is set like one.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Paragraph {
    /// Its name.
    pub id: NodeId,
    /// Its text.
    pub text: Vec<Inline>,
}

/// A part of the document.
#[derive(Clone, Debug)]
pub enum Node {
    /// The title, line by line.
    Title {
        /// Its name.
        id: NodeId,
        /// Its lines.
        lines: Vec<Vec<Inline>>,
    },
    /// The table of contents (目录); what follows it begins on a new page.
    Contents(Contents),
    /// A heading.
    Heading(Heading),
    /// A paragraph.
    Paragraph(Paragraph),
    /// A list.
    List(List),
    /// A table.
    Table(Table),
    /// Pictures and charts, from left to right.
    Illustrations(Vec<Illustration>),
    /// A quoted document.
    Quote(Vec<QuoteNode>),
    /// Notes under the table above: paragraphs and lists.
    TableNotes(Vec<Node>),
    /// Organ and date at the end (GB/T 9704-2012, 7.3.5.2).
    Signature {
        /// The organ.
        organ: Paragraph,
        /// The date, as 2026年3月20日.
        date: Paragraph,
    },
}

/// A table of contents.
#[derive(Clone, Debug)]
pub struct Contents {
    /// What stands above it.
    pub heading: Paragraph,
    /// Its entries, in reading order.
    pub entries: Vec<ContentsEntry>,
}

/// An entry of a table of contents.
#[derive(Clone, Debug)]
pub struct ContentsEntry {
    /// Its name.
    pub id: NodeId,
    /// The heading that it leads to.
    pub heading: NodeId,
    /// Level of the heading: 1 or 2.
    pub level: u8,
    /// Number and text of the heading, as [`Heading::entry`] gives them.
    pub text: Vec<Inline>,
}

/// A heading, numbered.
#[derive(Clone, Debug)]
pub struct Heading {
    /// Its name.
    pub id: NodeId,
    /// 1 for 一、, 2 for （一）, 3 for 1., 4 for （1）.
    pub level: u8,
    /// Its number with the mark that belongs to it, such as `（一）`.
    pub label: String,
    /// Its text.
    pub text: Vec<Inline>,
    /// The paragraph that runs on behind it on the same line, if its text ends like a sentence.
    pub run_in: Option<Paragraph>,
}

impl Heading {
    /// Number and text, as a list of headings shows them: without emphasis, links, footnotes and the mark with which a
    /// run-in heading ends, and without 。 and ： at any heading's end.
    pub fn entry(&self) -> Vec<Inline> {
        let label = Inline::plain(self.label.clone(), None);
        let text = self.text.iter().filter_map(|inline| match inline {
            Inline::Text { text, span, .. } => Some(Inline::plain(text.clone(), *span)),
            Inline::LineBreak | Inline::Footnote { .. } => None,
        });
        let mut entry: Vec<Inline> = std::iter::once(label).chain(text).collect();
        // A question is one in the list too, unless its heading runs on.
        let dropped: &[char] = if self.run_in.is_some() { &RUN_IN_ENDS } else { &['。', '：'] };
        while let Some(Inline::Text { text, span, .. }) = entry.last_mut() {
            let kept = text.trim_end().trim_end_matches(dropped).len();
            // Text that stands in the file as it is keeps its place there.
            if let Some(span) = span
                && span.end - span.start == text.len()
            {
                span.end = span.start + kept;
            }
            text.truncate(kept);
            if kept > 0 {
                break;
            }
            entry.pop();
        }
        entry
    }
}

/// A list: paragraphs, each with its number or mark.
#[derive(Clone, Debug)]
pub struct List {
    /// Whether it is numbered; else its items have marks.
    pub is_numbered: bool,
    /// Its items.
    pub items: Vec<ListItem>,
}

/// An item of a list.
#[derive(Clone, Debug)]
pub struct ListItem {
    /// Number or mark, such as `1.`, `（1）` or `•`.
    pub label: Paragraph,
    /// What it holds: the first paragraph stands behind the label.
    pub nodes: Vec<Node>,
}

/// A part of a quoted document.
#[derive(Clone, Debug)]
pub enum QuoteNode {
    /// A paragraph.
    Paragraph(Paragraph),
    /// A paragraph all of which is strong: a title or a heading of what is quoted.
    Heading(Paragraph),
    /// The source line.
    Source(Paragraph),
    /// A list.
    List(List),
    /// A table.
    Table(Table),
    /// Pictures and charts.
    Illustrations(Vec<Illustration>),
}

/// A picture or a chart (插图).
#[derive(Clone, Debug)]
pub struct Illustration {
    /// Its name; the text of a chart belongs to it.
    pub id: NodeId,
    /// What it shows.
    pub shows: Shows,
    /// How wide it is to be; as its content asks for unless told.
    pub width: Option<Width>,
    /// What is read aloud in its place.
    pub alternative: String,
    /// What is printed below it, its number first.
    pub caption: Option<Paragraph>,
}

/// What an illustration shows.
#[derive(Clone, Debug)]
pub enum Shows {
    /// A picture.
    Picture(PictureId),
    /// A chart.
    Chart(Chart),
}

/// A footnote.
#[derive(Clone, Debug)]
pub struct Footnote {
    /// Name of the mark before its text.
    pub mark: NodeId,
    /// Its paragraphs.
    pub paragraphs: Vec<Paragraph>,
}

/// A table.
#[derive(Clone, Debug)]
pub struct Table {
    /// Its caption.
    pub caption: Option<Paragraph>,
    /// Its columns, from left to right.
    pub columns: Vec<Column>,
    /// Number of rows, head included.
    pub rows: usize,
    /// Number of rows that are the head and are repeated on every page.
    pub head_rows: usize,
    /// Rows that must stay with the row below them: titles and heads of the blocks of table 二, 一、 and 二、 of table
    /// 三.
    pub keep_with_next: Vec<usize>,
    /// For each row, the rows to repeat above it when a page begins with it; empty where the head is enough.
    pub repeat: Vec<Vec<usize>>,
    /// Its cells in reading order.
    pub cells: Vec<Cell>,
}

/// A column of a table.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Column {
    /// As wide as its content asks for, together with the others.
    Content,
    /// A share of the width, by the proportions of the official form.
    Share(f64),
}

/// A cell of a table.
#[derive(Clone, Debug)]
pub struct Cell {
    /// Its name.
    pub id: NodeId,
    /// First row, from 0.
    pub row: usize,
    /// First column, from 0.
    pub column: usize,
    /// Rows it spans.
    pub row_span: usize,
    /// Columns it spans.
    pub column_span: usize,
    /// What it is.
    pub role: CellRole,
    /// How its lines stand in it.
    pub align: Align,
    /// Its lines, each a small paragraph.
    pub lines: Vec<Vec<Inline>>,
}

/// What a cell of a table is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CellRole {
    /// A head of columns, or the title of a block.
    Head,
    /// The label of a row or of several.
    Label,
    /// Figures or text.
    Data,
}

/// How the lines of a cell stand in it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Align {
    /// In the middle.
    Centre,
    /// At the left.
    Left,
    /// At the right.
    Right,
    /// A figure: on the decimal points of its column, all of them together in the middle.
    Decimal,
}
