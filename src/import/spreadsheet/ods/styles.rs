//! How cells, texts and sheets of .ods look, by the names of their styles.

use std::collections::HashSet;

use super::super::look::Look;
use super::super::xml::{Element, Node};
use super::Looks;

/// Styles of a workbook at most.
const MOST_STYLES: usize = 200_000;

/// The styles that were seen.
#[derive(Debug, Default)]
pub(super) struct Styles {
    /// Of cells and of texts, by family and name.
    looks: Looks,
    /// Names of the styles that hide a sheet.
    hidden: HashSet<String>,
    /// The style that is being read.
    open: Option<String>,
}

impl Styles {
    /// Takes in a node of a part, in their order.
    pub fn see(&mut self, node: &Node) {
        match node {
            Node::Open(element) => match element.name() {
                "style" | "default-style" => self.begin(element),
                "text-properties" => self.text(element),
                "table-properties" => {
                    let is_hidden = element.attribute("display").is_some_and(|display| display == "false");
                    if let Some(name) = self.open.clone().filter(|_| is_hidden && self.hidden.len() < MOST_STYLES) {
                        self.hidden.insert(name);
                    }
                }
                _ => {}
            },
            Node::Close(end) if end.name() == "style" => self.open = None,
            _ => {}
        }
    }

    fn begin(&mut self, element: &Element) {
        let of = |name: &str| element.attribute(name).unwrap_or_default().into_owned();
        let family = of("family");
        let name = key(&family, &of("name"));
        let parent = self.looks.get(&key(&family, &of("parent-style-name"))).cloned();
        if self.looks.len() < MOST_STYLES {
            self.looks.insert(name.clone(), parent.unwrap_or_default());
            self.open = Some(name);
        }
    }

    fn text(&mut self, element: &Element) {
        let Some(look) = self.open.as_ref().and_then(|name| self.looks.get_mut(name)) else { return };
        let lines = ["text-line-through-style", "text-line-through-type"].map(|name| element.attribute(name));
        if lines.iter().any(Option::is_some) {
            look.line.is_struck = lines.iter().flatten().any(|line| line != "none");
        }
        if let Some(position) = element.attribute("text-position") {
            look.line.is_raised = position.starts_with("super")
                || position.starts_with("sub")
                || position.trim_start_matches('-').starts_with(|ch: char| ch.is_ascii_digit())
                    && !position.starts_with("0%");
        }
    }

    /// How a cell or a text looks.
    pub fn look(&self, family: &str, name: &str) -> Look {
        self.looks.get(&key(family, name)).cloned().unwrap_or_default()
    }

    /// Whether a style of sheets hides them.
    pub fn hides_table(&self, name: &str) -> bool {
        self.hidden.contains(&key("table", name))
    }
}

fn key(family: &str, name: &str) -> String {
    format!("{family} {name}")
}
