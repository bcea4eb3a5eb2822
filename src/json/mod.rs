//! The report, resolved, as JSON: for platforms that collect the reports of many organs.
//!
//! Takes a [`Report`], its [`Narratives`] and the [`Document`] composed of them, gives the text of a file: the three
//! official tables by the keys of the data file, every total filled in, and all that the reader sees, section by
//! section. Gives also the JSON Schema of such files and the reference of it. Knows pictures by their names only;
//! knows nothing of sizes, faces, lines, pages, PDF or other outputs.

mod blocks;
mod entries;
mod notes;
mod number;
mod reference;
mod schema;
mod table;
mod tables;
#[cfg(test)]
mod tests;
mod text;

pub use reference::reference;
pub use schema::schema;

use serde::Serialize;

use crate::compose::Document;
use crate::compose::document::{self, Footnote, Node, Paragraph};
use crate::form::{SECTION_KEYS, SECTION_NUMBERS};
use crate::narrative::Narratives;
use crate::report::{Date, Report};
use blocks::{Block, Blocks};
use entries::Entries;
use notes::Notes;
use tables::TableEntry;
use text::{Text, plain, text};

/// What a file calls itself.
const FORMAT: &str = "nianbao-report";

/// The version of the format: another one as soon as a key is added, taken away or means something else, since the
/// schema refuses keys that it does not know.
const VERSION: u16 = 1;

/// The file of a report, as JSON text.
pub fn report_json(report: &Report, narratives: &Narratives, document: &Document) -> String {
    // Nothing in these shapes can fail to be written: their keys are texts.
    let text = serde_json::to_string_pretty(&file(report, narratives, document)).unwrap_or_default();
    text + "\n"
}

/// The file.
#[derive(Serialize)]
struct ReportFile<'a> {
    format: &'static str,
    version: u16,
    form: &'static str,
    organ: &'a str,
    kind: &'static str,
    year: u16,
    title: Vec<&'a str>,
    published: Option<String>,
    draft: bool,
    tables: Entries<&'static str, TableEntry<'a>>,
    contents: Option<ContentsEntries>,
    preface: Vec<Block<'a>>,
    sections: Vec<SectionEntry<'a>>,
    signature: Option<SignatureEntry>,
    footnotes: Vec<FootnoteEntry>,
}

/// The table of contents.
#[derive(Serialize)]
struct ContentsEntries {
    heading: String,
    entries: Vec<ContentsEntry>,
}

/// A line of it.
#[derive(Serialize)]
struct ContentsEntry {
    level: u8,
    text: String,
}

/// A section.
#[derive(Serialize)]
struct SectionEntry<'a> {
    number: &'static str,
    key: &'static str,
    title: &'a str,
    content: Vec<Block<'a>>,
}

/// Organ and date at the end.
#[derive(Serialize)]
struct SignatureEntry {
    organ: String,
    date: String,
}

/// A footnote.
#[derive(Serialize)]
struct FootnoteEntry {
    number: usize,
    paragraphs: Vec<Text>,
}

fn file<'a>(report: &'a Report, narratives: &'a Narratives, document: &'a Document) -> ReportFile<'a> {
    let mut blocks = Blocks::new(narratives, document);
    let (preface, contents) = parts(document);
    let preface = blocks.of(preface, None);
    let heads = SECTION_NUMBERS.into_iter().zip(SECTION_KEYS).zip(&report.sections);
    let sections = heads.zip(contents).map(|(((number, key), section), nodes)| SectionEntry {
        number,
        key,
        title: &section.title.text,
        content: blocks.of(nodes, Some(key)),
    });
    let sections = sections.collect();
    ReportFile {
        format: FORMAT,
        version: VERSION,
        form: report.form.name,
        organ: &report.organ.value,
        kind: report.kind.name(),
        year: report.year,
        title: report.title.iter().map(|line| line.value.as_str()).collect(),
        published: report.published.map(iso_date),
        draft: document.draft,
        tables: tables::tables(report),
        contents: document.nodes.iter().find_map(contents_entries),
        preface,
        sections,
        signature: document.nodes.iter().find_map(signature),
        footnotes: footnotes(document, &blocks.notes),
    }
}

/// What stands before the first section, and what stands in each.
fn parts(document: &Document) -> (Vec<&Node>, Vec<Vec<&Node>>) {
    let mut preface = Vec::new();
    let mut sections: Vec<Vec<&Node>> = Vec::new();
    for node in &document.nodes {
        match node {
            // Those of the narrative begin one level below.
            Node::Heading(heading) if heading.level == 1 => sections.push(Vec::new()),
            node => sections.last_mut().unwrap_or(&mut preface).push(node),
        }
    }
    (preface, sections)
}

/// A day as ISO 8601 has it.
fn iso_date(Date { year, month, day }: Date) -> String {
    format!("{year:04}-{month:02}-{day:02}")
}

fn contents_entries(node: &Node) -> Option<ContentsEntries> {
    let Node::Contents(contents) = node else { return None };
    let entry = |entry: &document::ContentsEntry| ContentsEntry { level: entry.level, text: plain(&entry.text) };
    Some(ContentsEntries {
        heading: plain(&contents.heading.text),
        entries: contents.entries.iter().map(entry).collect(),
    })
}

fn signature(node: &Node) -> Option<SignatureEntry> {
    let Node::Signature { organ, date } = node else { return None };
    Some(SignatureEntry { organ: plain(&organ.text), date: plain(&date.text) })
}

/// The footnotes in the order in which they are mentioned.
fn footnotes(document: &Document, notes: &Notes) -> Vec<FootnoteEntry> {
    let mentioned = notes.order.iter().filter_map(|note| document.footnotes.get(*note));
    // A footnote mentions no others.
    let paragraph = |paragraph: &Paragraph| text(&paragraph.text, &mut Notes::default());
    let entry = |(number, note): (usize, &Footnote)| FootnoteEntry {
        number,
        paragraphs: note.paragraphs.iter().map(paragraph).collect(),
    };
    (1..).zip(mentioned).map(entry).collect()
}
