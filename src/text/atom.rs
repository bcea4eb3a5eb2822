//! What lines are made of: atoms that are never divided, the glue between them, and whether a line may end there.

use smallvec::SmallVec;
use smol_str::SmolStr;

use super::bidi::Embedding;
use super::class::Class;
use super::faces::FaceId;
use crate::node::NodeId;
use crate::units::Pt;

/// What a line is made of and is never divided: a cluster, or several that a ligature joins.
#[derive(Clone, Debug)]
pub(super) struct Atom {
    pub(super) class: Class,
    pub(super) text: SmolStr,
    pub(super) face: FaceId,
    /// The em of the text that it stands in, which all distances around it are measured by.
    pub(super) size: Pt,
    /// The em that its glyphs are drawn in, which differs where its face steps in for another (`fit`).
    pub(super) glyph_size: Pt,
    pub(super) advance: Pt,
    /// What it gives back at a line's end: the blank half of a stop or closing mark; what a letter was moved by for the
    /// next one (kerning), mostly negative.
    pub(super) blank: Pt,
    /// Its glyphs in the order of the text, each with its place from the atom's pen.
    pub(super) glyphs: SmallVec<[AtomGlyph; 1]>,
    pub(super) node: NodeId,
    /// Index among the links of its paragraph.
    pub(super) link: Option<u32>,
    /// Index of the footnote whose mark it is.
    pub(super) note: Option<u32>,
    /// Even where it runs from left to right, odd where it runs from right to left.
    pub(super) level: Embedding,
    /// Whether it is part of an ideographic description that goes on in the next one.
    pub(super) joined: bool,
    /// White space before it in the text.
    pub(super) space_before: Space,
    /// What stands between it and the next one on the same line.
    pub(super) glue: Glue,
    /// Whether a line may end behind it.
    pub(super) break_after: Break,
}

/// A glyph of an atom.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct AtomGlyph {
    pub(super) id: u16,
    pub(super) x: Pt,
    pub(super) rise: Pt,
}

/// The distance between two atoms and how it may change.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(super) struct Glue {
    /// Natural width; negative where two marks close up.
    pub(super) width: Pt,
    /// How much the blank half of a mark can give back: the first to shrink.
    pub(super) squeeze: Pt,
    /// How much a gap can shrink.
    pub(super) shrink: Pt,
    /// How much a gap can grow.
    pub(super) stretch: Pt,
    /// The most that it takes where what is left is spread evenly between characters; nothing where it has no part.
    pub(super) even: Pt,
    /// Whether the text has a space here that is kept.
    pub(super) space: bool,
    /// The glyph of that space, if the face has one.
    pub(super) space_glyph: Option<u16>,
}

/// White space before an atom, as the text has it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Space {
    None,
    /// The end of a line in the data file, which is no space in Chinese.
    LineEnd,
    /// A space that was typed.
    Written,
}

/// Whether a line may end behind an atom.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Break {
    Never,
    /// It may, at this price (0 for an ordinary place).
    Allowed(f64),
    /// Only a justified line that could not be filled if it ended sooner.
    WhereShort,
    Forced,
}
