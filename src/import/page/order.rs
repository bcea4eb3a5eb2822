//! Where the nodes of a page stand: what holds what is known at once, however deep a page goes.

use std::ops::Range;

use ego_tree::iter::Edge;
use ego_tree::{NodeId, NodeRef};
use rustc_hash::FxHashMap;
use scraper::Node;

/// The places of the nodes of a page, counted as they open.
pub(super) struct Order(FxHashMap<NodeId, Range<usize>>);

impl Order {
    pub fn new(root: NodeRef<Node>) -> Order {
        let mut places = FxHashMap::default();
        let mut count = 0;
        for edge in root.traverse() {
            match edge {
                Edge::Open(node) => {
                    places.insert(node.id(), count..count);
                    count += 1;
                }
                Edge::Close(node) => _ = places.entry(node.id()).and_modify(|place| place.end = count),
            }
        }
        Order(places)
    }

    /// The places of a node and of all in it.
    pub fn of(&self, node: NodeRef<Node>) -> Range<usize> {
        self.0.get(&node.id()).cloned().unwrap_or_default()
    }

    /// Whether a node is another or holds it.
    pub fn holds(&self, node: NodeRef<Node>, other: NodeRef<Node>) -> bool {
        self.of(node).contains(&self.of(other).start)
    }
}
