//! The name of a part of the document that holds text.

/// Names a node that holds text. What sets and draws the text only carries the name along, so that whoever writes the
/// structure knows what each glyph belongs to. Names rise in reading order, but for those of the table of contents,
/// which is made last.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct NodeId(pub u32);
