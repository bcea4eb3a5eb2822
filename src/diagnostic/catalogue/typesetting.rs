//! Codes of typesetting: what had to be done so that a text finds its place.

use super::{Entry, NOTE, Text, text};

const TYPESETTING: Text = text("排版", "typesetting");

const fn note(code: &'static str, rule: Text, remedy: Text) -> Entry {
    Entry { code, severities: NOTE, acceptable: false, rule, source: TYPESETTING, remedy }
}

pub(super) const ENTRIES: &[Entry] = &[note(
    "word-divided",
    text(
        "一个不能分开的词、网址或一串标点比一行还长，只好从中间断开",
        "a word, an address or a row of marks that may not be divided is longer than its line and was divided",
    ),
    text("不必改；想断得好看，可以在词中加空格", "nothing need be done; a space within it says where to divide it"),
)];
