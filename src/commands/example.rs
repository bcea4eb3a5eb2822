//! Examples of command lines, as help shows them.

use crate::diagnostic::Text;

/// A command line that can be run as it stands, and what it does.
pub(super) struct Example {
    pub line: Text,
    pub does: Text,
}

/// An example, Chinese and English.
pub(super) const fn example(line: Text, does: Text) -> Example {
    Example { line, does }
}
