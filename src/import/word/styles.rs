//! What the styles of a Word file say of runs: a style may hide its text.

use std::collections::HashMap;

use roxmltree::{Document, Node};

use super::xml::{attribute, child, is, value};

/// Styles that build on one another.
const DEEPEST: usize = 20;

/// The styles of a document, by their ids.
#[derive(Default)]
pub(super) struct Styles<'d>(HashMap<&'d str, Node<'d, 'd>>);

impl<'d> Styles<'d> {
    pub fn new(styles: Option<&'d Document<'d>>) -> Styles<'d> {
        let nodes = styles.into_iter().flat_map(|document| document.root_element().children());
        let by_id = |node: Node<'d, 'd>| Some((attribute(node, "styleId").filter(|_| is(node, "style"))?, node));
        Styles(nodes.filter_map(by_id).collect())
    }

    /// What a style, or the nearest that it builds on, says of runs.
    pub fn says<T>(&self, style: &str, what: impl Fn(Option<Node<'d, 'd>>) -> Option<T>) -> Option<T> {
        let first = self.0.get(style).copied();
        let based_on = |node: &Node<'d, 'd>| self.0.get(value(Some(*node), "basedOn")?).copied();
        std::iter::successors(first, based_on).take(DEEPEST).find_map(|node| what(child(node, "rPr")))
    }

    /// The name of a style.
    pub fn name(&self, style: &str) -> Option<&'d str> {
        value(self.0.get(style).copied(), "name")
    }

    /// Whether a style is one of the table of contents.
    pub fn is_of_contents(&self, style: &str) -> bool {
        self.name(style).is_some_and(|name| name.to_ascii_lowercase().starts_with("toc "))
    }
}
