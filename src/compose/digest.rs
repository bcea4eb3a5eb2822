//! The digest of a document: SHA-256 (FIPS 180-4) of all that the reader sees and hears of it, pictures included, and
//! of nothing else. Where its data lies, how the file is laid out and commented, and on what pages it is set makes no
//! difference; one character, one figure, one point of a chart, one link or one byte of a picture does.
//!
//! What is hashed is written as tags and texts, each text behind its length, so that nothing can be taken for
//! something else. Any change of what is written here is another [`SCHEME`].

use sha2::{Digest, Sha256};

use super::document::{
    Cell, CellRole, Created, Document, Emphasis, Illustration, Inline, List, Node, Paragraph, PictureId, QuoteNode,
    Shows, Table,
};
use crate::narrative::Chart;

/// What is hashed, and how; stands before the digest.
pub const SCHEME: &str = "sha256-2";

/// The digest of a document, `picture` telling that of each picture.
pub fn digest(document: &Document, picture: impl Fn(PictureId) -> [u8; 32]) -> String {
    let mut hash = Hash { sha: Sha256::new(), picture: &picture };
    hash.text(SCHEME);
    hash.text(&document.properties.title);
    hash.text(&document.properties.author);
    match document.properties.created {
        Some(Created::On { year, month, day }) => hash.text(&format!("{year}-{month}-{day}")),
        // The moment of the making is no part of the report.
        Some(Created::At(_)) | None => hash.text(""),
    }
    hash.number(usize::from(document.draft));
    hash.nodes(&document.nodes);
    for note in &document.footnotes {
        hash.tag("note");
        note.paragraphs.iter().for_each(|paragraph| hash.paragraph(paragraph));
    }
    let bytes = hash.sha.finalize();
    let digits: String = bytes.iter().map(|byte| format!("{byte:02x}")).collect();
    format!("{SCHEME}:{digits}")
}

/// What has been written so far.
struct Hash<'a> {
    sha: Sha256,
    picture: &'a dyn Fn(PictureId) -> [u8; 32],
}

impl Hash<'_> {
    fn number(&mut self, number: usize) {
        self.sha.update((number as u64).to_be_bytes());
    }

    fn text(&mut self, text: &str) {
        self.number(text.len());
        self.sha.update(text);
    }

    fn tag(&mut self, tag: &str) {
        self.text(tag);
    }

    fn nodes(&mut self, nodes: &[Node]) {
        self.number(nodes.len());
        for node in nodes {
            match node {
                Node::Title { lines, .. } => {
                    self.tag("title");
                    self.lines(lines);
                }
                Node::Contents(contents) => {
                    self.tag("contents");
                    self.number(contents.entries.len());
                }
                Node::Heading(heading) => {
                    self.tag("heading");
                    self.number(usize::from(heading.level));
                    self.text(&heading.label);
                    self.inlines(&heading.text);
                    self.maybe(heading.run_in.as_ref());
                }
                Node::Paragraph(paragraph) => {
                    self.tag("paragraph");
                    self.paragraph(paragraph);
                }
                Node::List(list) => self.list(list),
                Node::Table(table) => self.table(table),
                Node::Illustrations(all) => self.illustrations(all),
                Node::Quote(nodes) => {
                    self.tag("quote");
                    self.quote(nodes);
                }
                Node::TableNotes(nodes) => {
                    self.tag("table notes");
                    self.nodes(nodes);
                }
                Node::Signature { organ, date } => {
                    self.tag("signature");
                    self.paragraph(organ);
                    self.paragraph(date);
                }
            }
        }
    }

    fn quote(&mut self, nodes: &[QuoteNode]) {
        self.number(nodes.len());
        for node in nodes {
            match node {
                QuoteNode::Paragraph(paragraph) => {
                    self.tag("paragraph");
                    self.paragraph(paragraph);
                }
                QuoteNode::Heading(paragraph) => {
                    self.tag("heading");
                    self.paragraph(paragraph);
                }
                QuoteNode::Source(paragraph) => {
                    self.tag("source");
                    self.paragraph(paragraph);
                }
                QuoteNode::List(list) => self.list(list),
                QuoteNode::Table(table) => self.table(table),
                QuoteNode::Illustrations(all) => self.illustrations(all),
            }
        }
    }

    fn list(&mut self, list: &List) {
        self.tag("list");
        self.number(usize::from(list.is_numbered));
        self.number(list.items.len());
        for item in &list.items {
            self.paragraph(&item.label);
            self.nodes(&item.nodes);
        }
    }

    fn table(&mut self, table: &Table) {
        self.tag("table");
        self.maybe(table.caption.as_ref());
        self.number(table.head_rows);
        self.number(table.cells.len());
        for Cell { row, column, row_span, column_span, role, lines, .. } in &table.cells {
            [*row, *column, *row_span, *column_span].into_iter().for_each(|number| self.number(number));
            self.tag(match role {
                CellRole::Head => "head",
                CellRole::Label => "label",
                CellRole::Data => "data",
            });
            self.lines(lines);
        }
    }

    fn illustrations(&mut self, all: &[Illustration]) {
        self.tag("illustrations");
        self.number(all.len());
        for one in all {
            match &one.shows {
                Shows::Picture(id) => {
                    self.tag("picture");
                    let picture = (self.picture)(*id);
                    self.sha.update(picture);
                }
                Shows::Chart(chart) => self.chart(chart),
            }
            self.text(&one.alternative);
            self.maybe(one.caption.as_ref());
        }
    }

    fn chart(&mut self, chart: &Chart) {
        self.tag("chart");
        self.tag(chart.kind.name());
        self.number(chart.decimals as usize);
        for text in [&chart.title, &chart.unit] {
            self.text(text.as_ref().map_or("", |text| &text.value));
        }
        self.number(chart.categories.len());
        chart.categories.iter().for_each(|category| self.text(&category.value));
        self.number(chart.series.len());
        for series in &chart.series {
            self.text(series.name.as_ref().map_or("", |name| &name.value));
            self.number(series.values.len());
            for value in &series.values {
                let Some(value) = value else {
                    self.tag("none");
                    continue;
                };
                self.tag("value");
                self.text(&value.number.normalize().to_string());
                self.text(&value.text);
            }
        }
    }

    fn maybe(&mut self, paragraph: Option<&Paragraph>) {
        self.number(usize::from(paragraph.is_some()));
        paragraph.into_iter().for_each(|paragraph| self.paragraph(paragraph));
    }

    fn paragraph(&mut self, paragraph: &Paragraph) {
        self.inlines(&paragraph.text);
    }

    fn lines(&mut self, lines: &[Vec<Inline>]) {
        self.number(lines.len());
        lines.iter().for_each(|line| self.inlines(line));
    }

    /// Text that looks alike and leads to the same is one text, however it was put together.
    fn inlines(&mut self, inlines: &[Inline]) {
        for alike in inlines.chunk_by(|a, b| look(a).is_some() && look(a) == look(b)) {
            match alike {
                [Inline::LineBreak, ..] => self.tag("break"),
                [Inline::Footnote { note, .. }, ..] => {
                    self.tag("mention");
                    self.number(*note);
                }
                texts => {
                    let (emphasis, address) = texts.first().and_then(look).unwrap_or_default();
                    self.tag(match emphasis {
                        Emphasis::None => "text",
                        Emphasis::Strong => "strong",
                    });
                    self.text(address);
                    let text = |inline: &Inline| match inline {
                        Inline::Text { text, .. } => text.clone(),
                        _ => String::new(),
                    };
                    self.text(&texts.iter().map(text).collect::<String>());
                }
            }
        }
        self.tag("end");
    }
}

/// How a text looks, and where it leads.
fn look(inline: &Inline) -> Option<(Emphasis, &str)> {
    match inline {
        Inline::Text { emphasis, link, .. } => Some((*emphasis, link.as_ref().map_or("", |link| &link.address))),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(text: &[&str]) -> String {
        let inlines = text.iter().map(|text| Inline::plain(*text, None)).collect();
        let nodes = vec![Node::Paragraph(Paragraph { text: inlines, ..Paragraph::default() })];
        digest(&Document { nodes, ..Document::default() }, |_| [0; 32])
    }

    #[test]
    fn what_differs_has_another_digest() {
        let one = of(&["收到申请66件。"]);
        assert_eq!(one.strip_prefix("sha256-2:").map(str::len), Some(64));
        assert_eq!(one, of(&["收到申请66件。"]));
        assert_ne!(one, of(&["收到申请67件。"]));
        // A figure that was put in is read like one that was written.
        assert_eq!(one, of(&["收到申请", "66", "件。"]));
    }

    #[test]
    fn a_picture_counts_by_its_content() {
        let shows = Shows::Picture(PictureId(0));
        let one =
            Illustration { id: crate::node::NodeId(0), shows, width: None, alternative: String::new(), caption: None };
        let document = Document { nodes: vec![Node::Illustrations(vec![one])], ..Document::default() };
        assert_ne!(digest(&document, |_| [0; 32]), digest(&document, |_| [1; 32]));
    }
}
