//! Tables that only lay out a document, told by what their cells hold.

use super::values::written;

/// Words by which a table of the form is known among others.
const TABLE_WORDS: [&str; 4] = ["第二十条", "本年新收", "行政复议", "行政诉讼"];
/// Cells that a table of the form has at least; one that lays out a page has few.
const FEWEST_CELLS: usize = 20;
/// Characters of the longest cell that may be a head of the form.
const LONGEST_HEAD: usize = 30;

/// A cell in short.
pub(super) struct Sketch {
    pub text: String,
    pub has_table: bool,
    pub has_picture: bool,
}

/// Whether a table only lays out what it holds: other tables, unless its own cells say that it is one of the form, or
/// pictures and no figures.
pub(super) fn lays_out(cells: &[Sketch]) -> bool {
    if cells.iter().any(|cell| cell.has_table) {
        let own = || cells.iter().filter(|cell| !cell.has_table);
        let is_head = |cell: &Sketch| has_words(&cell.text) && cell.text.chars().count() <= LONGEST_HEAD;
        return own().count() < FEWEST_CELLS || !own().any(is_head);
    }
    let is_data = |cell: &Sketch| has_words(&cell.text) || written(&cell.text).is_some();
    cells.iter().any(|cell| cell.has_picture) && !cells.iter().any(is_data)
}

/// Whether a text has words of a table of the form.
pub(super) fn has_words(text: &str) -> bool {
    TABLE_WORDS.iter().any(|word| text.contains(word))
}
