//! Which columns of a narrative table are columns of figures: these stand on their decimal points.

use crate::narrative::{Cell, ColumnAlign, Inline, PipeTable};
use crate::report::is_no_figure;

/// Whether each column of a table, its alignment left to the program, holds nothing but figures below the head: whole
/// numbers, decimals, shares, all with one unit or none.
pub(super) fn columns_of_figures(table: &PipeTable) -> Vec<bool> {
    let is_open = |column: usize| matches!(table.align.get(column), Some(ColumnAlign::Unset) | None);
    (0..table.columns).map(|column| is_open(column) && holds_figures(table, column)).collect()
}

/// Whether a cell holds a figure, not a stand-in for one.
pub(super) fn is_figure(cell: &Cell) -> bool {
    text(cell).is_some_and(|text| unit(&text).is_some())
}

fn holds_figures(table: &PipeTable, column: usize) -> bool {
    let mut units: Vec<String> = Vec::new();
    for cell in table.cells.iter().filter(|cell| cell.row >= table.head_rows && cell.column == column) {
        // What goes over several columns belongs to none of them.
        if cell.column_span > 1 {
            continue;
        }
        let Some(text) = text(cell) else { return false };
        // What stands for a figure that is not there is centred.
        if is_no_figure(&text) {
            continue;
        }
        match unit(&text) {
            Some(unit) => units.push(unit.to_owned()),
            None => return false,
        }
    }
    units.windows(2).all(|pair| pair[0] == pair[1]) && !units.is_empty()
}

/// The text of a cell of one line without white space and marks of footnotes; `None` if it has more lines.
fn text(cell: &Cell) -> Option<String> {
    let mut text = String::new();
    if cell.lines.len() > 1 || cell.lines.iter().any(|line| line.item) {
        return None;
    }
    for inline in cell.lines.iter().flat_map(|line| &line.text) {
        match inline {
            Inline::Text { text: part, .. } => text.extend(part.chars().filter(|ch| !ch.is_whitespace())),
            Inline::Footnote(_) => {}
            Inline::LineBreak => return None,
        }
    }
    Some(text)
}

/// The unit behind a figure, empty if it has none; `None` for what is no figure.
fn unit(text: &str) -> Option<&str> {
    let number = text.strip_prefix(['+', '-', '−']).unwrap_or(text);
    let digits = |text: &str| text.len() - text.trim_start_matches(|ch: char| ch.is_ascii_digit()).len();
    let mut rest = number.get(digits(number)..).filter(|rest| rest.len() < number.len())?;
    // Groups of three, as in 1,362.
    while let Some(group) = rest.strip_prefix(',') {
        rest = group.get(3..).filter(|_| digits(group) == 3)?;
    }
    if let Some(decimals) = rest.strip_prefix('.') {
        rest = decimals.get(digits(decimals)..).filter(|rest| rest.len() < decimals.len())?;
    }
    let is_unit = |ch: char| ch.is_alphabetic() || "%％‰℃°㎡".contains(ch);
    (rest.chars().count() <= MOST_OF_A_UNIT && rest.chars().all(is_unit)).then_some(rest)
}

/// Characters of the longest unit, such as 平方公里: more than that is text.
const MOST_OF_A_UNIT: usize = 4;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn figures_and_their_units() {
        for (text, expected) in [
            ("0", Some("")),
            ("12.50", Some("")),
            ("-3", Some("")),
            ("+1,362", Some("")),
            ("35.2%", Some("%")),
            ("7件", Some("件")),
            ("12.5万元", Some("万元")),
            ("1.", None),
            (".5", None),
            ("1,36", None),
            ("2020-02", None),
            ("12（其中）", None),
            ("件", None),
            ("", None),
            ("3项以上的措施", None),
        ] {
            assert_eq!(unit(text), expected, "{text}");
        }
    }
}
