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

/// Where the cells of one line may begin, and how many they are, told from nothing but the line: a last total may be
/// left out at its end. A line of cells alone has them from its beginning if it has as many as there are columns.
pub(super) fn readings(line: &[Field], labels: usize, columns: usize, may_lack_total: bool) -> Vec<Reading> {
    if labels == 0 && line.len() == columns {
        return vec![Reading { start: 0, count: columns }];
    }
    let whole = starts(line, labels, columns).into_iter().map(|start| Reading { start, count: columns });
    let shorter = columns.checked_sub(1).filter(|count| may_lack_total && *count > 0);
    let shorter = shorter.into_iter().flat_map(|count| {
        let ends = move |start: &usize| start.saturating_add(count) == line.len();
        starts(line, labels, count).into_iter().filter(ends).map(move |start| Reading { start, count })
    });
    whole.chain(shorter).collect()
}

/// One way of reading a line: `count` cells from `start` on.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Reading {
    pub start: usize,
    pub count: usize,
}

impl Reading {
    /// Whether its first cell says something, so that no blank before the figures is taken for a figure.
    pub fn opens(self, line: &[Field]) -> bool {
        line.get(self.start).is_some_and(|field| !field.is_blank())
    }
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
