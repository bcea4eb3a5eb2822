//! Text as it is laid out: that of charts (titles, labels, values, ticks, in the order of the drawing), and that of
//! whole pages.

use std::collections::HashSet;

use super::expected::ChartTexts;
use super::tokens::is_blank;
use crate::compose::Document;
use crate::compose::document::{Illustration, Node, NodeId, QuoteNode, Shows};
use crate::layout::Layout;
use crate::layout::page::{Item, Owner, Page};
use crate::text::Faces;

/// A gap of this many em ends a figure.
const GAP: f64 = 0.12;

/// The text of each page of a document that has been laid out, blanks left out.
pub(super) fn page_texts(layout: &Layout) -> Vec<String> {
    let text = |item: &Item| match item {
        Item::Text(run) => run.glyphs.iter().map(|glyph| glyph.text.as_str()).collect(),
        _ => String::new(),
    };
    let page = |page: &Page| page.items.iter().map(text).collect::<String>();
    layout.pages.iter().map(|own| page(own).chars().filter(|ch| !is_blank(*ch)).collect()).collect()
}

/// The text of all charts of a document that has been laid out.
pub(super) fn chart_texts(document: &Document, layout: &Layout, faces: &Faces) -> ChartTexts {
    let charts = charts_of(document);
    let mut texts = ChartTexts::new();
    for item in layout.pages.iter().flat_map(|page| &page.items) {
        let Item::Text(run) = item else { continue };
        let Owner::Node(node) = run.owner else { continue };
        if !charts.contains(&node) {
            continue;
        }
        let signs = texts.entry(node).or_default();
        let mut end = None;
        for glyph in &run.glyphs {
            let joined = end.is_some_and(|end| (glyph.x - end).0.abs() < GAP * run.size.0);
            let advance = faces.get(run.face).advance(glyph.id).unwrap_or_default();
            end = Some(glyph.x + run.size * advance);
            signs.extend(glyph.text.chars().enumerate().map(|(at, ch)| (ch, joined || at > 0)));
        }
    }
    texts
}

/// The nodes of all charts.
fn charts_of(document: &Document) -> HashSet<NodeId> {
    let mut found = HashSet::new();
    document.nodes.iter().for_each(|node| of_node(node, &mut found));
    found
}

fn of_node(node: &Node, found: &mut HashSet<NodeId>) {
    match node {
        Node::Illustrations(all) => of_illustrations(all, found),
        Node::List(list) => list.items.iter().flat_map(|item| &item.nodes).for_each(|node| of_node(node, found)),
        Node::TableNotes(nodes) => nodes.iter().for_each(|node| of_node(node, found)),
        Node::Quote(nodes) => nodes.iter().for_each(|node| match node {
            QuoteNode::Illustrations(all) => of_illustrations(all, found),
            QuoteNode::List(list) => {
                list.items.iter().flat_map(|item| &item.nodes).for_each(|node| of_node(node, found));
            }
            _ => {}
        }),
        Node::Title { .. }
        | Node::Contents(_)
        | Node::Heading(_)
        | Node::Paragraph(_)
        | Node::Table(_)
        | Node::Signature { .. } => {}
    }
}

fn of_illustrations(all: &[Illustration], found: &mut HashSet<NodeId>) {
    found.extend(all.iter().filter(|one| matches!(one.shows, Shows::Chart(_))).map(|one| one.id));
}
