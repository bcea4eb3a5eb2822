//! Codes of typesetting: what had to be done so that a text finds its place.

use super::Entry;

pub(super) const ENTRIES: &[Entry] = &[];
