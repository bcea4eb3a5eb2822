//! Which things of a document its links lead to.

use rustc_hash::FxHashSet;

use crate::compose::Document;
use crate::compose::document::{Illustration, Inline, List, Node, NodeId, QuoteNode, Table};

/// The nodes that links within a document lead to.
pub(super) fn referred_to(document: &Document) -> FxHashSet<NodeId> {
    let mut texts: Vec<&[Inline]> = Vec::new();
    document.nodes.iter().for_each(|node| texts_of(node, &mut texts));
    let notes = document.footnotes.iter().flat_map(|note| &note.paragraphs);
    texts.extend(notes.map(|paragraph| paragraph.text.as_slice()));
    let names = texts.into_iter().flatten().filter_map(|inline| match inline {
        Inline::Text { link: Some(link), .. } => link.address.strip_prefix('#'),
        _ => None,
    });
    names.filter_map(|name| document.anchors.get(name)).map(|anchor| anchor.node).collect()
}

fn texts_of<'d>(node: &'d Node, texts: &mut Vec<&'d [Inline]>) {
    match node {
        // Neither has links of the narrative.
        Node::Title { .. } | Node::Contents(_) | Node::Signature { .. } => {}
        Node::Heading(heading) => {
            texts.push(&heading.text);
            texts.extend(heading.run_in.iter().map(|paragraph| paragraph.text.as_slice()));
        }
        Node::Paragraph(paragraph) => texts.push(&paragraph.text),
        Node::List(list) => of_list(list, texts),
        Node::Table(table) => of_table(table, texts),
        Node::Illustrations(all) => of_illustrations(all, texts),
        Node::Quote(nodes) => nodes.iter().for_each(|node| match node {
            QuoteNode::Paragraph(paragraph) | QuoteNode::Heading(paragraph) | QuoteNode::Source(paragraph) => {
                texts.push(&paragraph.text);
            }
            QuoteNode::List(list) => of_list(list, texts),
            QuoteNode::Table(table) => of_table(table, texts),
            QuoteNode::Illustrations(all) => of_illustrations(all, texts),
        }),
        Node::TableNotes(nodes) => nodes.iter().for_each(|node| texts_of(node, texts)),
    }
}

fn of_list<'d>(list: &'d List, texts: &mut Vec<&'d [Inline]>) {
    list.items.iter().flat_map(|item| &item.nodes).for_each(|node| texts_of(node, texts));
}

fn of_table<'d>(table: &'d Table, texts: &mut Vec<&'d [Inline]>) {
    texts.extend(table.caption.iter().map(|caption| caption.text.as_slice()));
    texts.extend(table.cells.iter().flat_map(|cell| &cell.lines).map(Vec::as_slice));
}

fn of_illustrations<'d>(all: &'d [Illustration], texts: &mut Vec<&'d [Inline]>) {
    texts.extend(all.iter().filter_map(|one| one.caption.as_ref()).map(|caption| caption.text.as_slice()));
}
