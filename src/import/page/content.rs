//! The part of a page that holds the report, among the parts of the portal.

use ego_tree::NodeRef;
use ego_tree::iter::Edge;
use scraper::Node;

use super::order::Order;
use super::pictures::is_icon;
use super::shown::{is_named, walk};
use super::text::text_of;
use crate::import::sketch::{Sketch, has_words, lays_out};

/// Where portals put the text of a page: ids and classes of their editors.
const CONTENTS: [&str; 6] =
    ["zoom", "TRS_Editor", "TRS_UEDITOR", "article-content", "Custom_UnionStyle", "ivs_content"];

/// The part of a page that holds the report: what a portal's editor has made, else the smallest element that all tables
/// of the form stand in.
pub(super) fn content<'a>(root: NodeRef<'a, Node>, order: &Order) -> NodeRef<'a, Node> {
    let mut tables: Vec<NodeRef<Node>> = Vec::new();
    walk(root, |edge| {
        if let Edge::Open(node) = edge
            && is_table(node)
            && !is_layout(node)
            && has_words(&text_of(node))
        {
            tables.push(node);
        }
        true
    });
    let (Some(first), Some(last)) = (tables.first().copied(), tables.last().copied()) else { return root };
    let holds = |node: &NodeRef<Node>| order.holds(*node, last);
    let is_content = |node: &NodeRef<Node>| {
        node.value().as_element().is_some_and(|element| {
            let mut names = element.classes().chain(element.id());
            names.any(|name| CONTENTS.contains(&name))
        })
    };
    // Of one table alone, the element right around it holds no text.
    let around = |node: &NodeRef<Node>| tables.len() > 1 || is_named(node, &["body"]);
    let named = first.ancestors().find(|node| is_content(node) && holds(node));
    named.or_else(|| first.ancestors().find(|node| holds(node) && around(node))).unwrap_or(root)
}

pub(super) fn is_table(node: NodeRef<Node>) -> bool {
    is_named(&node, &["table"])
}

/// Whether a table only lays out the page.
pub(super) fn is_layout(table: NodeRef<Node>) -> bool {
    let is_picture = |node: NodeRef<Node>| {
        node.value().as_element().is_some_and(|element| element.name() == "img" && !is_icon(element))
    };
    if !table.descendants().skip(1).any(|node| is_table(node) || is_picture(node)) {
        return false;
    }
    let mut cells = Vec::new();
    walk(table, |edge| {
        let Edge::Open(node) = edge else { return true };
        if is_named(&node, &["td", "th"]) {
            let has_table = node.descendants().any(is_table);
            // Of one that holds tables nobody asks; however deep these go, no cell is gone through twice.
            let has_picture = !has_table && node.descendants().any(is_picture);
            cells.push(Sketch { text: text_of(node), has_table, has_picture });
            // Cells stand in one another only in drawings.
            return false;
        }
        node.id() == table.id() || !is_table(node)
    });
    lays_out(&cells)
}
