//! What the reader sees.
//!
//! Takes a [`Report`] and its [`Narratives`], or a [`Comparison`](crate::compare::Comparison), gives a [`Document`]:
//! the tree of title, headings, paragraphs, lists, tables, illustrations and quotes, everything numbered and
//! labelled. Semantic only: knows nothing of sizes, faces, lines, pages or PDF.

mod applications;
mod comparison;
mod contents;
mod digest;
mod disclosure;
pub mod document;
mod figures;
mod grid;
mod heads;
mod illustrations;
mod prose;
mod remedies;

pub use comparison::compose_comparison;
pub use digest::{SCHEME, digest};
pub use document::Document;
pub use heads::{HeadedCell, HeadedRow, headed_rows};

use std::collections::HashMap;

use crate::form::{APPLICATIONS, DISCLOSURE, REMEDIES, SECTION_KEYS};
use crate::narrative::{Chart, Narrative, Narratives, PictureId, numerals};
use crate::report::{Date, Label, Report};
use document::{Created, Heading, Inline, Node, NodeId, Paragraph, Properties};

/// Composes the whole document: title, contents, preface, the sections 一 to 六, signature.
pub fn compose(report: &Report, narratives: &Narratives) -> Document {
    let mut composer = Composer {
        charts: &narratives.charts,
        pictures: narratives.picture_files().into_iter().map(|(path, _)| path).zip((0..).map(PictureId)).collect(),
        document: Document::default(),
        next_id: 0,
    };
    composer.title(report);
    composer.narrative(narratives.preface.as_ref());
    let tables = &report.tables;
    for (index, (key, section)) in SECTION_KEYS.into_iter().zip(&report.sections).enumerate() {
        composer.section_heading(index, &section.title);
        composer.narrative(narratives.bodies.get(index).and_then(Option::as_ref));
        match key {
            DISCLOSURE => composer.disclosure(&tables.disclosure),
            APPLICATIONS => composer.applications(&tables.applications),
            REMEDIES => composer.remedies(&tables.remedies),
            _ => {}
        }
        composer.note(narratives.notes.get(index).and_then(Option::as_ref));
    }
    composer.signature(report);
    if report.contents {
        composer.contents();
    }
    Document { properties: properties(report), draft: report.draft, ..composer.document }
}

/// The document so far, and where the numbering of nodes and headings stands.
#[derive(Default)]
struct Composer<'a> {
    /// The charts that illustrations count into.
    charts: &'a [Chart],
    /// The pictures by their paths.
    pictures: HashMap<&'a str, PictureId>,
    document: Document,
    next_id: u32,
}

impl Composer<'_> {
    fn id(&mut self) -> NodeId {
        let id = NodeId(self.next_id);
        self.next_id = self.next_id.saturating_add(1);
        id
    }

    fn paragraph(&mut self, text: Vec<Inline>) -> Paragraph {
        Paragraph { id: self.id(), text }
    }

    fn title(&mut self, report: &Report) {
        let id = self.id();
        let lines = report.title.iter().map(|line| vec![Inline::plain(&line.value, Some(line.span))]).collect();
        self.document.nodes.push(Node::Title { id, lines });
    }

    /// The heading of a section: 一、 to 六、.
    fn section_heading(&mut self, index: usize, title: &Label) {
        let number = u32::try_from(index).unwrap_or_default().saturating_add(1);
        let heading = Heading {
            id: self.id(),
            level: 1,
            label: numerals::heading_label(1, number),
            text: vec![Inline::plain(&title.text, title.span)],
            run_in: None,
        };
        self.document.nodes.push(Node::Heading(heading));
    }

    /// Narrative, if there is any.
    fn narrative(&mut self, narrative: Option<&Narrative>) {
        let Some(narrative) = narrative else { return };
        let nodes = self.blocks(narrative);
        self.document.nodes.extend(nodes);
    }

    /// Narrative behind a table. If it is nothing but paragraphs and lists, they are notes under the table.
    fn note(&mut self, narrative: Option<&Narrative>) {
        let Some(narrative) = narrative else { return };
        let nodes = self.blocks(narrative);
        let below_table = matches!(self.document.nodes.last(), Some(Node::Table(_)));
        if below_table && nodes.iter().all(|node| matches!(node, Node::Paragraph(_) | Node::List(_))) {
            self.document.nodes.push(Node::TableNotes(nodes));
        } else {
            self.document.nodes.extend(nodes);
        }
    }

    /// Organ and date at the end, if the report asks for them.
    fn signature(&mut self, report: &Report) {
        if let (true, Some(date)) = (report.signature, report.published) {
            let organ = self.paragraph(vec![Inline::plain(&report.organ.value, Some(report.organ.span))]);
            let date = self.paragraph(vec![Inline::plain(printed_date(date), None)]);
            self.document.nodes.push(Node::Signature { organ, date });
        }
    }
}

/// A date as a signature prints it: 2026年3月20日, without leading zeros (GB/T 9704-2012, 7.3.5.4).
fn printed_date(date: Date) -> String {
    format!("{}年{}月{}日", date.year, date.month, date.day)
}

fn properties(report: &Report) -> Properties {
    Properties {
        title: report.title.iter().map(|line| line.value.as_str()).collect(),
        author: report.organ.value.clone(),
        created: report.published.map(|Date { year, month, day }| Created::On { year, month, day }),
        digest: None,
    }
}
