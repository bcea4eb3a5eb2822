//! Names: what links within the page lead to.

use rustc_hash::{FxHashMap, FxHashSet};

use super::Form;
use super::references::referred_to;
use crate::compose::Document;
use crate::compose::document::{Link, Node, NodeId};

/// What things are called in the page.
pub(super) struct Names<'d> {
    document: &'d Document,
    by_node: FxHashMap<NodeId, String>,
}

impl<'d> Names<'d> {
    /// The names of the headings, and of what links may lead to: in a page from wherever, in a fragment from within.
    pub fn new(document: &'d Document, form: Form) -> Names<'d> {
        let headings = document.nodes.iter().filter_map(|node| match node {
            Node::Heading(heading) => Some(heading),
            _ => None,
        });
        let mut by_node = FxHashMap::default();
        let mut taken = FxHashSet::default();
        let mut counts: Vec<u32> = Vec::new();
        for heading in headings {
            let depth = usize::from(heading.level.max(1));
            counts.resize(depth, 0);
            counts.iter_mut().skip(depth - 1).for_each(|count| *count += 1);
            let numbers: Vec<String> = counts.iter().map(u32::to_string).collect();
            let name = format!("s{}", numbers.join("-"));
            taken.insert(name.clone());
            by_node.insert(heading.id, name);
        }
        // Where a chart has a name of its own, that comes first.
        let mut anchors: Vec<_> = document.anchors.iter().collect();
        anchors.sort_by_key(|(name, _)| name.contains(':'));
        let referred = (form == Form::Fragment).then(|| referred_to(document));
        for (name, anchor) in anchors {
            let is_led_to = referred.as_ref().is_none_or(|referred| referred.contains(&anchor.node));
            if is_led_to && !by_node.contains_key(&anchor.node) {
                let name = unused(&plain(name), &mut taken);
                by_node.insert(anchor.node, name);
            }
        }
        Names { document, by_node }
    }

    /// What a node is called, if something may lead to it.
    pub fn of(&self, node: NodeId) -> Option<&str> {
        self.by_node.get(&node).map(String::as_str)
    }

    /// The address that a link may lead to; `None` if it is to be text.
    pub fn address(&self, link: &Link) -> Option<String> {
        let address = &link.address;
        if let Some(name) = address.strip_prefix('#') {
            let anchor = self.document.anchors.get(name).or_else(|| self.document.anchors.get(address.as_str()))?;
            return self.of(anchor.node).map(|name| format!("#{name}"));
        }
        link.leads_outside()
            .then(|| address.chars().filter(|ch| !ch.is_control()).collect::<String>().replace(' ', "%20"))
    }
}

/// A name of letters, digits, hyphens and underscores, which begins with a letter: such can stand in every address.
fn plain(name: &str) -> String {
    let plain: String =
        name.chars().map(|ch| if ch.is_alphanumeric() || matches!(ch, '-' | '_') { ch } else { '-' }).collect();
    if plain.starts_with(char::is_alphabetic) { plain } else { format!("a-{plain}") }
}

/// The name, or the first behind it that is free.
fn unused(name: &str, taken: &mut FxHashSet<String>) -> String {
    // Names that the program gives to tables, notes and the like begin so.
    let is_kept = ["table-", "note-", "mark-", "contents", "main"].iter().any(|own| name.starts_with(own));
    let name = if is_kept { format!("a-{name}") } else { name.to_owned() };
    let further = (2..).map(|count: u32| format!("{name}-{count}"));
    let free = std::iter::once(name.clone()).chain(further).find(|name| taken.insert(name.clone()));
    free.unwrap_or(name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_that_do_something_else_are_no_links() {
        let document = Document::default();
        let names = Names::new(&document, Form::Page);
        let of = |address: &str| names.address(&Link { id: NodeId(0), address: address.to_owned() });
        assert_eq!(of("https://a.cn/?a=1&b=\"2\"").as_deref(), Some("https://a.cn/?a=1&b=\"2\""));
        for address in ["javascript:alert(1)", "data:text/html,x", "#nothing"] {
            assert_eq!(of(address), None, "{address}");
        }
        assert_eq!(of("https://a.cn/b c\u{1}\n").as_deref(), Some("https://a.cn/b%20c"));
    }

    #[test]
    fn names_are_for_addresses_and_each_is_one_things() {
        let mut taken = FxHashSet::from_iter(["s1".to_owned()]);
        let mut of = |name: &str| unused(&plain(name), &mut taken);
        assert_eq!(of("s1"), "s1-2");
        assert_eq!(of("chart:办理"), "chart-办理");
        assert_eq!(of("chart-办理"), "chart-办理-2");
        assert_eq!(of("1&2"), "a-1-2");
        assert_eq!(of("note-1"), "a-note-1");
    }
}
