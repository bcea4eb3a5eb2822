//! Quotation marks of all kinds.

const DOUBLE: &str = "\"“”„‟＂〝〞«»";
const SINGLE: &str = "'‘’‚‛＇`´′";

/// Whether a character is a quotation mark, ASCII or not.
pub(super) fn is_quote(ch: char) -> bool {
    DOUBLE.contains(ch) || SINGLE.contains(ch)
}

/// Whether two quotation marks are both double or both single.
pub(super) fn same_family(a: char, b: char) -> bool {
    DOUBLE.contains(a) && DOUBLE.contains(b) || SINGLE.contains(a) && SINGLE.contains(b)
}
