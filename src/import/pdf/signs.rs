//! What elements of the tree hold: elements below them, characters, and the signs that make up a text.

use crate::extract::{Element, Kid, Shown, Stretch};

/// A part of a text.
pub(super) enum Sign<'e> {
    /// A character, and the index of its page.
    Shown(usize, &'e Shown),
    /// The mark of a footnote.
    Note(usize),
    /// A link begins.
    Opens,
    /// The link ends, with its address.
    Closes(&'e str),
}

/// The elements right below another.
pub(super) fn elements(of: &Element) -> impl Iterator<Item = &Element> {
    of.kids.iter().filter_map(|kid| match kid {
        Kid::Element(own) => Some(own),
        _ => None,
    })
}

/// The stretches of content right below an element.
pub(super) fn stretches(of: &Element) -> impl Iterator<Item = &Stretch> {
    of.kids.iter().filter_map(|kid| match kid {
        Kid::Stretch(stretch) => Some(stretch),
        _ => None,
    })
}

/// The characters of an element's own content.
pub(super) fn shown(of: &Element) -> impl Iterator<Item = &Shown> {
    stretches(of).flat_map(|stretch| &stretch.shown)
}

/// All characters of an element and of those below it that are seen, one behind the other.
pub(super) fn characters(of: &Element) -> String {
    let of_kid = |kid: &Kid| match kid {
        Kid::Element(own) => characters(own),
        Kid::Stretch(stretch) => {
            stretch.shown.iter().map(|shown| shown.ch).filter(|ch| !ch.is_whitespace() && *ch != '\u{AD}').collect()
        }
        Kid::Target(_) => String::new(),
    };
    of.kids.iter().map(of_kid).collect()
}
