//! What the reader sees, block by block.

use std::collections::HashMap;

use serde::Serialize;

use super::notes::Notes;
use super::number::Number;
use super::table::{GridCell, rows};
use super::text::{Text, plain, text};
use crate::compose::Document;
use crate::compose::document::{
    Chart, Column, Heading, Illustration, List, ListItem, Node, NodeId, Paragraph, QuoteNode, Shows, Table,
};
use crate::narrative::{Narratives, Series, Value};

/// A part of a section.
#[derive(Serialize)]
#[serde(tag = "type", rename_all = "kebab-case")]
pub(super) enum Block<'a> {
    Heading {
        level: u8,
        number: &'a str,
        #[serde(flatten)]
        text: Text,
        /// Whether the paragraph behind it stands on the same line.
        run_in: bool,
    },
    Paragraph(Text),
    List {
        numbered: bool,
        items: Vec<Item<'a>>,
    },
    Table {
        /// Key of the official table that it prints.
        official: Option<&'static str>,
        #[serde(skip_serializing_if = "Vec::is_empty")]
        anchors: Vec<&'a str>,
        caption: Option<Text>,
        columns: usize,
        head_rows: usize,
        rows: Vec<Vec<GridCell>>,
    },
    Illustrations {
        items: Vec<IllustrationEntry<'a>>,
    },
    Quote {
        content: Vec<Block<'a>>,
    },
    QuotedHeading(Text),
    Source(Text),
    TableNotes {
        content: Vec<Block<'a>>,
    },
}

/// An item of a list.
#[derive(Serialize)]
pub(super) struct Item<'a> {
    label: String,
    content: Vec<Block<'a>>,
}

/// A picture or a chart.
#[derive(Serialize)]
pub(super) struct IllustrationEntry<'a> {
    #[serde(flatten)]
    shows: ShowsEntry<'a>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    anchors: Vec<&'a str>,
    caption: Option<Text>,
    alternative: &'a str,
}

#[derive(Serialize)]
#[serde(tag = "type", rename_all = "kebab-case")]
enum ShowsEntry<'a> {
    Picture {
        /// As the narrative names it.
        file: &'a str,
    },
    Chart {
        name: &'a str,
        kind: &'static str,
        title: Option<&'a str>,
        unit: Option<&'a str>,
        categories: Vec<&'a str>,
        series: Vec<SeriesEntry<'a>>,
    },
}

/// The values of one colour.
#[derive(Serialize)]
struct SeriesEntry<'a> {
    name: Option<&'a str>,
    /// One for each category.
    values: Vec<ValueEntry<'a>>,
}

/// A value of a chart: blank where there is no figure.
#[derive(Serialize)]
struct ValueEntry<'a> {
    text: &'a str,
    value: Option<Number>,
}

/// What blocks are made with.
pub(super) struct Blocks<'a> {
    /// The pictures, as the narrative names them.
    pictures: Vec<&'a str>,
    /// What links call a node.
    anchors: HashMap<NodeId, Vec<&'a str>>,
    /// The footnotes that the blocks so far mention.
    pub(super) notes: Notes,
}

impl<'a> Blocks<'a> {
    /// For the parts of a document that was composed of some narratives.
    pub(super) fn new(narratives: &'a Narratives, document: &'a Document) -> Blocks<'a> {
        let mut anchors: HashMap<NodeId, Vec<&str>> = HashMap::new();
        for (name, anchor) in &document.anchors {
            anchors.entry(anchor.node).or_default().push(name);
        }
        let pictures = narratives.picture_files().into_iter().map(|(path, _)| path).collect();
        Blocks { pictures, anchors, notes: Notes::default() }
    }

    /// The blocks of some nodes of a section, or of what stands in none.
    pub(super) fn of(
        &mut self,
        nodes: impl IntoIterator<Item = &'a Node>,
        section: Option<&'static str>,
    ) -> Vec<Block<'a>> {
        let mut blocks = Vec::new();
        for node in nodes {
            match node {
                // They stand at the head of the file.
                Node::Title { .. } | Node::Contents(_) | Node::Signature { .. } => {}
                Node::Heading(of) => {
                    blocks.push(self.heading(of));
                    blocks.extend(of.run_in.iter().map(|of| self.paragraph(of)));
                }
                Node::Paragraph(of) => blocks.push(self.paragraph(of)),
                Node::List(of) => blocks.push(self.list(of)),
                Node::Table(of) => blocks.push(self.table(of, section)),
                Node::Illustrations(all) => blocks.push(self.illustrations(all)),
                Node::Quote(nodes) => {
                    blocks.push(Block::Quote { content: nodes.iter().map(|node| self.quoted(node)).collect() });
                }
                Node::TableNotes(nodes) => blocks.push(Block::TableNotes { content: self.of(nodes, None) }),
            }
        }
        blocks
    }

    fn quoted(&mut self, node: &'a QuoteNode) -> Block<'a> {
        match node {
            QuoteNode::Paragraph(of) => self.paragraph(of),
            QuoteNode::Heading(of) => Block::QuotedHeading(self.text(of)),
            QuoteNode::Source(of) => Block::Source(self.text(of)),
            QuoteNode::List(of) => self.list(of),
            QuoteNode::Table(of) => self.table(of, None),
            QuoteNode::Illustrations(all) => self.illustrations(all),
        }
    }

    fn heading(&mut self, of: &'a Heading) -> Block<'a> {
        let text = text(&of.text, &mut self.notes);
        Block::Heading { level: of.level, number: &of.label, text, run_in: of.run_in.is_some() }
    }

    fn paragraph(&mut self, of: &Paragraph) -> Block<'a> {
        Block::Paragraph(self.text(of))
    }

    fn text(&mut self, of: &Paragraph) -> Text {
        text(&of.text, &mut self.notes)
    }

    fn list(&mut self, list: &'a List) -> Block<'a> {
        let mut item =
            |item: &'a ListItem| Item { label: plain(&item.label.text), content: self.of(&item.nodes, None) };
        Block::List { numbered: list.is_numbered, items: list.items.iter().map(&mut item).collect() }
    }

    fn table(&mut self, table: &'a Table, section: Option<&'static str>) -> Block<'a> {
        // The widths of official tables are the form's, those of all others are theirs.
        let is_official = table.columns.iter().any(|column| matches!(column, Column::Share(_)));
        Block::Table {
            official: section.filter(|_| is_official),
            anchors: table.caption.as_ref().map(|caption| self.anchors_of(caption.id)).unwrap_or_default(),
            caption: table.caption.as_ref().map(|caption| self.text(caption)),
            columns: table.columns.len(),
            head_rows: table.head_rows,
            rows: rows(table, &mut self.notes),
        }
    }

    fn illustrations(&mut self, all: &'a [Illustration]) -> Block<'a> {
        Block::Illustrations { items: all.iter().map(|one| self.illustration(one)).collect() }
    }

    fn illustration(&mut self, one: &'a Illustration) -> IllustrationEntry<'a> {
        IllustrationEntry {
            shows: match &one.shows {
                Shows::Picture(id) => {
                    ShowsEntry::Picture { file: self.pictures.get(id.0).copied().unwrap_or_default() }
                }
                Shows::Chart(of) => chart(of),
            },
            anchors: self.anchors_of(one.id),
            caption: one.caption.as_ref().map(|caption| self.text(caption)),
            alternative: &one.alternative,
        }
    }

    /// What links call a node.
    fn anchors_of(&self, id: NodeId) -> Vec<&'a str> {
        self.anchors.get(&id).cloned().unwrap_or_default()
    }
}

fn chart(chart: &Chart) -> ShowsEntry<'_> {
    ShowsEntry::Chart {
        name: &chart.name.value,
        kind: chart.kind.name(),
        title: chart.title.as_ref().map(|title| title.value.as_str()),
        unit: chart.unit.as_ref().map(|unit| unit.value.as_str()),
        categories: chart.categories.iter().map(|category| category.value.as_str()).collect(),
        series: chart.series.iter().map(series).collect(),
    }
}

fn series(series: &Series) -> SeriesEntry<'_> {
    let name = series.name.as_ref().map(|name| name.value.as_str());
    SeriesEntry { name, values: series.values.iter().map(|value| chart_value(value.as_ref())).collect() }
}

fn chart_value(value: Option<&Value>) -> ValueEntry<'_> {
    ValueEntry { text: value.map_or("", |value| &value.text), value: value.map(|value| Number(value.number)) }
}
