//! The table of contents: the headings of the first two levels, each with a link.

use super::Form;
use super::body::Body;
use super::inlines::plain;
use super::look::Look;
use super::markup::Markup;
use super::names::Names;
use crate::compose::Document;
use crate::compose::document::{Contents, Heading, Node};

/// The deepest level that it lists: 一、 and （一）.
const DEEPEST: u8 = 2;

/// What stands above the contents of a page whose document has none.
const HEADING: &str = "目录";

/// The table of contents that a document has, if it has one.
pub(super) fn contents_of(document: &Document) -> Option<&Contents> {
    document.nodes.iter().find_map(|node| match node {
        Node::Contents(contents) => Some(contents),
        _ => None,
    })
}

/// Writes the list of headings. What stands below an entry of the first level is a list within its item.
pub(super) fn entries(out: &mut Markup, document: &Document, names: &Names, form: Form) {
    let look = |look: Look| look.attribute(form);
    out.open("ul", look(Look::Contents));
    out.line();
    // Whether an item of the first level is open, and the list within it.
    let (mut is_open, mut is_inside) = (false, false);
    for heading in listed(document) {
        let is_below = heading.level > 1 && is_open;
        if is_inside && !is_below {
            out.close("ul");
        }
        if is_open && !is_below {
            out.close_line("li");
        }
        if is_below && !is_inside {
            out.open("ul", look(Look::ContentsBelow));
            out.line();
        }
        out.open("li", look(Look::ContentsItem));
        let address = names.of(heading.id).map(|name| format!("#{name}")).unwrap_or_default();
        out.element("a", [("href", address.as_str())], &plain(&heading.entry()));
        if is_below || heading.level > 1 {
            out.close_line("li");
        }
        (is_open, is_inside) = (is_below || heading.level == 1, is_below);
    }
    if is_inside {
        out.close("ul");
    }
    if is_open {
        out.close_line("li");
    }
    out.close_line("ul");
}

/// The headings that are listed.
fn listed(document: &Document) -> impl Iterator<Item = &Heading> {
    document.nodes.iter().filter_map(|node| match node {
        Node::Heading(heading) if heading.level <= DEEPEST => Some(heading),
        _ => None,
    })
}

impl Body<'_> {
    /// Whether something leads to a heading: everything may in a page; in a fragment its contents, if it has any.
    pub(super) fn is_named(&self, heading: &Heading) -> bool {
        self.form == Form::Page || (heading.level <= DEEPEST && contents_of(self.document).is_some())
    }

    /// Writes the table of contents of a fragment; that of a page stands before its text.
    pub(super) fn contents(&mut self, contents: &Contents) {
        if self.form == Form::Page {
            return;
        }
        self.out.open("p", Look::Centred.attribute(self.form));
        self.out.element("strong", [], &plain(&contents.heading.text));
        self.out.close_line("p");
        entries(&mut self.out, self.document, &self.names, self.form);
    }
}

/// What stands above the contents.
pub(super) fn heading(document: &Document) -> String {
    contents_of(document).map_or_else(|| HEADING.to_owned(), |contents| plain(&contents.heading.text))
}
