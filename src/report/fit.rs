//! Which cells of a pasted line belong to which columns: labels stand before them, and merged cells leave blanks around
//! them.

use super::Column;
use super::official::total_of;
use super::tsv::Field;

/// Where in a line, behind its labels, a number of cells side by side may begin: all around them is blank.
pub(super) fn starts(line: &[Field], labels: usize, count: usize) -> Vec<usize> {
    let Some(last) = line.len().checked_sub(count) else { return Vec::new() };
    let is_blank = |range: std::ops::Range<usize>| line.get(range).unwrap_or_default().iter().all(Field::is_blank);
    (labels..=last).filter(|start| is_blank(labels..*start) && is_blank(start + count..line.len())).collect()
}

/// Whether a line says nothing behind its labels.
pub(super) fn is_blank_behind(line: &[Field], labels: usize) -> bool {
    line.iter().skip(labels).all(Field::is_blank)
}

/// How many cells a line has behind its labels, blanks before and behind them not counted.
pub(super) fn cells_behind(line: &[Field], labels: usize) -> usize {
    let says = |field: &Field| !field.is_blank();
    let behind = line.get(labels..).unwrap_or_default();
    let ends = behind.iter().position(says).zip(behind.iter().rposition(says));
    ends.map_or(0, |(first, last)| last - first + 1)
}

/// Whether a row of so many cells leaves out more than a total that is computed.
pub(super) fn leaves_figures_out(columns: &[Column], count: usize) -> bool {
    let last = columns.len().checked_sub(1);
    count < columns.len() && !(Some(count) == last && total_of(columns) == last)
}
