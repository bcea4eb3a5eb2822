//! The outline: headings as a tree of bookmarks (ISO 32000-1, 12.3.3). printpdf's own are flat, and sorted by title.

use lopdf::{Dictionary, Document, Object, ObjectId, dictionary, text_string};

use super::conformance::cut;
use super::{Error, round};
use crate::layout::page::{Destination, Layout, OutlineEntry};

/// Adds the outline, if there are headings, and has viewers show it.
pub(super) fn add(document: &mut Document, page_ids: &[ObjectId], layout: &Layout) -> Result<(), Error> {
    if layout.outline.is_empty() {
        return Ok(());
    }
    let nodes = tree(&layout.outline);
    let ids: Vec<ObjectId> = nodes.iter().map(|_| document.new_object_id()).collect();
    for (index, node) in nodes.iter().enumerate() {
        let mut dictionary = match index.checked_sub(1) {
            None => dictionary! { "Type" => "Outlines" },
            Some(entry) => item(&layout.outline[entry], layout, page_ids),
        };
        if index > 0 {
            let siblings = &nodes[node.parent].children;
            let place = siblings.partition_point(|&sibling| sibling < index);
            dictionary.set("Parent", ids[node.parent]);
            if let Some(previous) = place.checked_sub(1) {
                dictionary.set("Prev", ids[siblings[previous]]);
            }
            if let Some(&next) = siblings.get(place + 1) {
                dictionary.set("Next", ids[next]);
            }
        }
        if let (Some(&first), Some(&last)) = (node.children.first(), node.children.last()) {
            dictionary.set("First", ids[first]);
            dictionary.set("Last", ids[last]);
            dictionary.set("Count", if node.is_open() { node.shown } else { -node.shown });
        }
        document.set_object(ids[index], dictionary);
    }
    let catalog = document.catalog_mut()?;
    catalog.set("Outlines", ids[0]);
    // printpdf would write it as a string.
    catalog.set("PageMode", "UseOutlines");
    Ok(())
}

/// A bookmark without its place in the tree.
fn item(entry: &OutlineEntry, layout: &Layout, page_ids: &[ObjectId]) -> Dictionary {
    dictionary! {
        "Title" => text_string(cut(&entry.title)),
        "Dest" => explicit_destination(entry.destination, layout, page_ids),
    }
}

/// A place to go to, an explicit destination (12.3.2.2): the zoom stays as it is (table 151).
pub(super) fn explicit_destination(to: Destination, layout: &Layout, page_ids: &[ObjectId]) -> Vec<Object> {
    let top = Object::Real(round((layout.pages[to.page].height - to.top).0, 2));
    vec![page_ids[to.page].into(), "XYZ".into(), 0.into(), top, Object::Null]
}

/// The root, which is the first node, or a bookmark: entry n of the layout is node n + 1.
#[derive(Default)]
struct Node {
    depth: usize,
    parent: usize,
    children: Vec<usize>,
    /// How many bookmarks show below it when it is open.
    shown: i64,
}

impl Node {
    /// Bookmarks of the first two depths are there to see when the file opens.
    fn is_open(&self) -> bool {
        self.depth < 2
    }
}

/// The tree: an entry belongs to the nearest one before it of a lower level.
fn tree(entries: &[OutlineEntry]) -> Vec<Node> {
    let mut nodes = vec![Node::default()];
    let mut path: Vec<(u8, usize)> = Vec::new();
    for entry in entries {
        while path.pop_if(|(level, _)| *level >= entry.level).is_some() {}
        let parent = path.last().map_or(0, |&(_, node)| node);
        let node = nodes.len();
        nodes[parent].children.push(node);
        nodes.push(Node { depth: nodes[parent].depth + 1, parent, ..Node::default() });
        path.push((entry.level, node));
    }
    for node in (1..nodes.len()).rev() {
        let below = if nodes[node].is_open() { nodes[node].shown } else { 0 };
        let parent = nodes[node].parent;
        nodes[parent].shown += 1 + below;
    }
    nodes
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::units::Pt;

    fn parents_and_counts(levels: &[u8]) -> Vec<(usize, i64)> {
        let entry = |&level: &u8| OutlineEntry {
            level,
            title: String::new(),
            destination: Destination { page: 0, top: Pt::ZERO },
        };
        let nodes = tree(&levels.iter().map(entry).collect::<Vec<_>>());
        nodes.iter().map(|node| (node.parent, if node.is_open() { node.shown } else { -node.shown })).collect()
    }

    #[test]
    fn levels_nest_and_the_third_is_closed() {
        let tree = [(0, 4), (0, 2), (1, 0), (1, -2), (3, 0), (3, 0), (0, 0)];
        assert_eq!(parents_and_counts(&[1, 2, 2, 3, 3, 1]), tree);
    }

    #[test]
    fn a_missing_parent_is_replaced_by_the_nearest_ancestor() {
        assert_eq!(parents_and_counts(&[3, 1, 4, 2]), [(0, 4), (0, 0), (0, 2), (2, 0), (2, 0)]);
    }
}
