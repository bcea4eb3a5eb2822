//! The titles of the six sections where a page marks them up as headings: all six of one level, 一、 to 六、 in their
//! order, are these in whatever words.

use ego_tree::{NodeId, NodeRef};
use scraper::Node;

use super::shown::is_named;
use super::text::text_of;
use crate::form::SECTION_NUMBERS;

/// The headings of the sections, and the words of each without its number; none where they are not all there.
pub(super) fn sections(content: NodeRef<Node>) -> Vec<(NodeId, String)> {
    let of_level = |level: &str| {
        let headings = content.descendants().filter(|node| is_named(node, &[level]));
        headings.filter_map(|node| Some((node.id(), numbered(&text_of(node))?))).collect::<Vec<_>>()
    };
    let are_all = |found: &Vec<(NodeId, (usize, String))>| found.iter().map(|(_, (at, _))| *at).eq(0..6);
    let found = ["h1", "h2", "h3"].into_iter().map(of_level).find(are_all).unwrap_or_default();
    found.into_iter().map(|(node, (_, title))| (node, title)).collect()
}

/// The place of a section among the six by its number, and its title.
fn numbered(text: &str) -> Option<(usize, String)> {
    SECTION_NUMBERS.iter().enumerate().find_map(|(at, number)| {
        let title = text.trim().strip_prefix(number)?.trim_start().strip_prefix('、')?.trim();
        (!title.is_empty()).then(|| (at, title.to_owned()))
    })
}
