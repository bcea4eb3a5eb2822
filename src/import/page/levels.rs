//! Text of a page that stands above or below its line, or has no size: the digits of the one become raised ones, so that
//! none joins a figure, and the other is taken away.

use std::hash::{Hash, Hasher};

use ego_tree::iter::Edge;
use ego_tree::{NodeId, NodeRef};
use rustc_hash::FxHasher;
use scraper::node::Element;
use scraper::{Html, Node};

use super::shown::{is_block, is_named, number, style, value_of, walk, written_style};
use super::text::text_of;
use crate::import::values::raised;

/// Nodes of a link that may be nothing but a mark.
const NODES_OF_A_MARK: usize = 16;

/// How the text in an element stands.
#[derive(Clone, Copy, Default)]
struct Stand {
    is_raised: bool,
    is_in_a_cell: bool,
    has_no_size: bool,
    /// By what it is moved from its line; 0 if it is not.
    shift: u64,
}

/// The text right in a block.
#[derive(Default)]
struct Lines {
    /// Whether some of it stands on the line.
    has_level: bool,
    /// What is moved from its line, and by what.
    shifted: Vec<(NodeId, u64)>,
}

/// Rewrites the text of a page that is raised, lowered or of no size.
pub(super) fn set_levels(page: &mut Html) {
    let rewritten = rewritten(page);
    for (id, new) in rewritten {
        if let Some(mut node) = page.tree.get_mut(id)
            && let Node::Text(text) = node.value()
        {
            text.text = new.as_str().into();
        }
    }
}

/// The texts that change, as they are to be read.
fn rewritten(page: &Html) -> Vec<(NodeId, String)> {
    // There a table does not take its size from what it stands in.
    let is_quirky = page.quirks_mode == Html::parse_document("").quirks_mode;
    let (mut gone, mut above) = (Vec::new(), Vec::new());
    let mut stands = vec![Stand::default()];
    let mut blocks = vec![Lines::default()];
    walk(page.tree.root(), |edge| {
        let stand = stands.last().copied().unwrap_or_default();
        match edge {
            Edge::Open(node) => match node.value() {
                Node::Text(text) if text.trim().is_empty() => {}
                Node::Text(_) if stand.has_no_size => gone.push(node.id()),
                Node::Text(_) if stand.is_raised => above.push(node.id()),
                Node::Text(_) => {
                    if let Some(block) = blocks.last_mut() {
                        match stand.shift {
                            0 => block.has_level = true,
                            shift => block.shifted.push((node.id(), shift)),
                        }
                    }
                }
                Node::Element(element) => {
                    if is_block(element) {
                        blocks.push(Lines::default());
                    }
                    stands.push(stand.within(node, element, is_quirky));
                }
                _ => {}
            },
            Edge::Close(node) => {
                if let Some(element) = node.value().as_element() {
                    stands.pop();
                    if is_block(element) {
                        above.extend(blocks.pop().unwrap_or_default().moved());
                    }
                }
            }
        }
        true
    });
    above.extend(blocks.into_iter().flat_map(Lines::moved));
    let text = |id: NodeId| Some(page.tree.get(id)?.value().as_text()?.to_string());
    let above = above.into_iter().filter_map(|id| Some((id, raised(&text(id)?))));
    gone.into_iter().map(|id| (id, String::new())).chain(above).collect()
}

impl Lines {
    /// What is moved beside other text. A line that is moved as a whole stands where it would.
    fn moved(self) -> Vec<NodeId> {
        let first = self.shifted.first().map(|(_, shift)| *shift);
        let is_one = !self.has_level && self.shifted.iter().all(|(_, shift)| Some(*shift) == first);
        self.shifted.into_iter().filter(|_| !is_one).map(|(id, _)| id).collect()
    }
}

impl Stand {
    /// How the text in an element stands, which stands so itself.
    fn within(self, node: NodeRef<Node>, element: &Element, is_quirky: bool) -> Stand {
        let is_table = is_named(&node, &["table"]);
        let has_size = is_table && is_quirky || element.name() == "font" && element.attr("size").is_some();
        let inherited = self.has_no_size && !has_size;
        let is_inline = !is_block(element);
        let is_link = is_inline && self.is_in_a_cell && is_mere_mark(node, element);
        let shift = if is_inline { shift(element) } else { None };
        let place = if is_link { Some(format!("{:?}", node.id())) } else { None };
        let alignment = style(element, "vertical-align").filter(|_| is_inline).unwrap_or_default();
        Stand {
            is_raised: self.is_raised
                || is_named(&node, &["sup", "sub"])
                || alignment.starts_with("super")
                || alignment.starts_with("sub"),
            is_in_a_cell: self.is_in_a_cell || is_named(&node, &["td", "th"]),
            has_no_size: has_no_size(element).unwrap_or(inherited),
            shift: shift.into_iter().chain(place).fold(self.shift, joined),
        }
    }
}

/// A shift within another.
fn joined(outer: u64, inner: String) -> u64 {
    let mut hasher = FxHasher::default();
    (outer, inner).hash(&mut hasher);
    hasher.finish().max(1)
}

/// Whether an element links to another place of the page and shows digits alone: a mark, if it stands beside a figure.
fn is_mere_mark(node: NodeRef<Node>, element: &Element) -> bool {
    let leads_within = || element.attr("href").is_some_and(|address| address.trim().starts_with('#'));
    let is_short = || node.descendants().take(NODES_OF_A_MARK + 1).count() <= NODES_OF_A_MARK;
    element.name() == "a" && leads_within() && is_short() && {
        let text = text_of(node);
        !text.is_empty() && text.chars().all(|ch| ch.is_ascii_digit())
    }
}

/// By what an element moves its text from the line.
fn shift(element: &Element) -> Option<String> {
    let style = written_style(element)?;
    let moves = |property: &str| value_of(&style, property).filter(|value| number(value).is_some_and(|by| by != 0.0));
    let is_relative = value_of(&style, "position").is_some_and(|value| value.starts_with("relative"));
    let relative = |property: &str| moves(property).filter(|_| is_relative);
    let shifts = [moves("vertical-align"), relative("top"), relative("bottom")];
    shifts.iter().any(Option::is_some).then(|| format!("{shifts:?}"))
}

/// Whether an element gives its text no size; `None` if it has that of what it stands in.
fn has_no_size(element: &Element) -> Option<bool> {
    let style = written_style(element)?;
    let size = |declaration: &str| {
        if let Some(size) = declaration.strip_prefix("font-size:") {
            let is_relative = ["em", "%"].iter().any(|unit| size.ends_with(unit)) && !size.ends_with("rem");
            let is_named = ["inherit", "smaller", "larger"].iter().any(|name| size.starts_with(name));
            let is_none = number(size).is_some_and(|size| size == 0.0);
            return (is_none || !is_relative && !is_named).then_some(is_none);
        }
        let font = declaration.strip_prefix("font:").filter(|font| !font.starts_with("inherit"))?;
        let is_none = ["0/", "0px", "0pt"].iter().any(|size| font.starts_with(size));
        Some(is_none)
    };
    style.split(';').filter_map(size).next_back()
}
