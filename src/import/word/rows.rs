//! Which rows and cells a table of a Word file has, and whether it is a table at all.

use roxmltree::Node;

use super::xml::{attribute, child, is, is_set};
use crate::import::sketch::{Sketch, lays_out};

/// Controls and marks of changes within one another that rows and cells stand in.
const DEEPEST: usize = 20;
/// Elements that hold others where these might stand themselves.
pub(super) const WRAPPERS: [&str; 6] = ["sdt", "sdtContent", "ins", "moveTo", "customXml", "smartTag"];

/// Whether a table only lays out the page.
pub(super) fn is_layout(table: Node) -> bool {
    let is_special = |node: Node| is(node, "tbl") || is_picture(node);
    if !table.descendants().skip(1).any(is_special) {
        return false;
    }
    let sketch = |cell: Node| Sketch {
        text: cell.descendants().filter(|node| is(*node, "t")).filter_map(|node| node.text()).collect(),
        has_table: cell.descendants().any(|node| is(node, "tbl")),
        has_picture: cell.descendants().any(is_picture),
    };
    let cells: Vec<Sketch> = rows(table).into_iter().flat_map(|row| own(row, "tc")).map(sketch).collect();
    lays_out(&cells)
}

fn is_picture(node: Node) -> bool {
    is(node, "blip") || is(node, "imagedata") || is(node, "chart") && attribute(node, "id").is_some()
}

/// The rows of a table that are neither deleted nor hidden.
pub(super) fn rows<'a, 'i>(table: Node<'a, 'i>) -> Vec<Node<'a, 'i>> {
    let is_gone = |row: &Node| {
        let properties = child(*row, "trPr");
        ["del", "hidden"].into_iter().any(|name| is_set(properties, name) == Some(true))
    };
    own(table, "tr").into_iter().filter(|row| !is_gone(row)).collect()
}

/// The elements of a name that an element holds itself, or in what is nothing but a wrapper.
pub(super) fn own<'a, 'i>(holder: Node<'a, 'i>, name: &str) -> Vec<Node<'a, 'i>> {
    fn add<'a, 'i>(holder: Node<'a, 'i>, name: &str, depth: usize, found: &mut Vec<Node<'a, 'i>>) {
        for node in holder.children().filter(Node::is_element) {
            if is(node, name) {
                found.push(node);
            } else if depth < DEEPEST && WRAPPERS.contains(&node.tag_name().name()) {
                add(node, name, depth + 1, found);
            }
        }
    }
    let mut found = Vec::new();
    add(holder, name, 0, &mut found);
    found
}
