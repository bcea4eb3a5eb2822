//! What a browser shows of a page, and how.

use ego_tree::NodeRef;
use ego_tree::iter::Edge;
use scraper::Node;
use scraper::node::Element;

/// Goes through what is shown of a node. `step` sees each element and each text as it opens and as it closes, and says
/// when it opens whether to go into it; what is not gone into is not seen to close, and takes no time however much it
/// is.
pub(super) fn walk<'a>(root: NodeRef<'a, Node>, step: impl FnMut(Edge<'a, Node>) -> bool) {
    walk_past(root, step, |_| {});
}

/// The same; `pass` sees what is not shown.
pub(super) fn walk_past<'a>(
    root: NodeRef<'a, Node>,
    mut step: impl FnMut(Edge<'a, Node>) -> bool,
    mut pass: impl FnMut(NodeRef<'a, Node>),
) {
    let mut edge = Edge::Open(root);
    loop {
        let left = match edge {
            Edge::Open(node) => {
                let is_shown = !node.value().as_element().is_some_and(is_hidden);
                if !is_shown {
                    pass(node);
                }
                let goes_on = is_shown && step(edge);
                if goes_on || !node.value().is_element() {
                    edge = node.first_child().map_or(Edge::Close(node), Edge::Open);
                    continue;
                }
                node
            }
            Edge::Close(node) => {
                step(edge);
                node
            }
        };
        let up = || left.parent().map(Edge::Close);
        match left.next_sibling().map(Edge::Open).or_else(up).filter(|_| left.id() != root.id()) {
            Some(next) => edge = next,
            None => return,
        }
    }
}

/// Whether a node is an element of one of some names.
pub(super) fn is_named(node: &NodeRef<Node>, names: &[&str]) -> bool {
    node.value().as_element().is_some_and(|element| names.contains(&element.name()))
}

/// A property of the style that an element has on itself, in lower case and without blanks.
pub(in crate::import) fn style(element: &Element, property: &str) -> Option<String> {
    value_of(&written_style(element)?, property)
}

/// The style that an element has on itself, in lower case and without blanks.
pub(in crate::import) fn written_style(element: &Element) -> Option<String> {
    let style: String = element.attr("style")?.chars().filter(|ch| !ch.is_whitespace()).collect();
    Some(style.to_ascii_lowercase())
}

/// A property of a style: the last declaration counts.
pub(super) fn value_of(style: &str, property: &str) -> Option<String> {
    let value = |declaration: &str| Some(declaration.strip_prefix(property)?.strip_prefix(':')?.to_owned());
    style.split(';').filter_map(value).next_back()
}

/// The number that a value begins with, whatever its unit.
pub(super) fn number(value: &str) -> Option<f64> {
    let end = value.find(|ch: char| !(ch.is_ascii_digit() || matches!(ch, '+' | '-' | '.'))).unwrap_or(value.len());
    value.get(..end)?.parse().ok()
}

/// Whether what stands in an element is no text of the page at all.
pub(super) fn is_no_text(element: &Element) -> bool {
    matches!(element.name(), "script" | "style" | "noscript" | "template" | "head" | "iframe")
}

/// Whether an element and all in it is not shown, or struck out.
fn is_hidden(element: &Element) -> bool {
    is_no_text(element)
        || element.name() == "button"
        || element.attr("hidden").is_some()
        || matches!(element.name(), "del" | "s" | "strike" | "rt" | "rp")
        || is_hidden_by_style(element)
}

fn is_hidden_by_style(element: &Element) -> bool {
    // A page that a script shows once it is there is no empty one.
    let Some(style) = written_style(element).filter(|_| !matches!(element.name(), "html" | "body")) else {
        return false;
    };
    let is = |property: &str, value: &str| value_of(&style, property).is_some_and(|own| own.starts_with(value));
    let is_struck = |property: &str| value_of(&style, property).is_some_and(|own| own.contains("line-through"));
    is("display", "none")
        || is("visibility", "hidden")
        || is("mso-hide", "all")
        || value_of(&style, "opacity").and_then(|value| number(&value)).is_some_and(|opacity| opacity == 0.0)
        || is_struck("text-decoration")
        || is_struck("text-decoration-line")
}

/// Whether an element stands on lines of its own: by its name (HTML, 15.3), or by its style.
pub(super) fn is_block(element: &Element) -> bool {
    const APART: [&str; 6] = ["block", "flex", "grid", "table", "list-item", "flow-root"];
    let by_style = || style(element, "display").is_some_and(|own| APART.iter().any(|apart| own.starts_with(apart)));
    is_block_by_name(element) || by_style()
}

fn is_block_by_name(element: &Element) -> bool {
    matches!(
        element.name(),
        "p" | "div"
            | "h1"
            | "h2"
            | "h3"
            | "h4"
            | "h5"
            | "h6"
            | "li"
            | "ul"
            | "ol"
            | "dl"
            | "dt"
            | "dd"
            | "section"
            | "article"
            | "header"
            | "footer"
            | "main"
            | "nav"
            | "aside"
            | "blockquote"
            | "pre"
            | "table"
            | "tr"
            | "td"
            | "th"
            | "caption"
            | "form"
            | "figure"
            | "figcaption"
            | "hr"
            | "center"
            | "body"
            | "address"
            | "details"
            | "dialog"
            | "dir"
            | "fieldset"
            | "hgroup"
            | "legend"
            | "listing"
            | "menu"
            | "plaintext"
            | "search"
            | "summary"
            | "xmp"
    )
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use scraper::Html;

    #[test]
    fn the_last_declaration_counts() {
        let page = Html::parse_fragment("<p style='Width: 3px; max-width:9px;width :5PX'>");
        let element = page.tree.root().descendants().filter_map(|node| node.value().as_element()).last().unwrap();
        assert_eq!(style(element, "width").as_deref(), Some("5px"));
        assert_eq!(style(element, "height"), None);
    }
}
