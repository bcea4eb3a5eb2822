//! A column of shares in a table of the prose that claims to be all of one total and does not add up.

use rust_decimal::Decimal;

use super::pieces::has_any;
use super::runs::is_others;
use super::share_faults::wrong_column;
use crate::check::prose::figure::{Figure, Unit, figures};
use crate::check::prose::passages::{Passage, PassageKind};
use crate::diagnostic::Diagnostic;

/// Heads of columns that divide one total.
const HEADS: &[&str] = &["占比", "比重", "比例", "构成", "占总"];
/// Heads that hold such words and are something else.
const NOT_HEADS: &[&str] = &["率", "同比", "环比", "增", "降", "较"];
/// Sides of the row that sums the others.
const TOTALS: &[&str] = &["合计", "总计", "共计", "小计", "总数", "总量"];
/// Beyond this the cells are not of one total.
const FARTHEST: Decimal = Decimal::from_parts(30, 0, 0, false, 0);
/// The most columns of a table that are looked at.
const MOST_COLUMNS: usize = 32;

/// The cells of a column so far.
struct Column<'s, 'a> {
    head: &'s str,
    cells: Vec<(&'s Passage<'a>, Figure)>,
    /// Whether it has a row of what is left, or one that sums the others.
    is_all: bool,
    /// Whether a cell in it is no share.
    is_mixed: bool,
}

/// All columns of a report that do not add up.
pub(super) fn wrong_columns(passages: &[Passage]) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    let mut columns: Vec<Column> = Vec::new();
    for passage in passages {
        // A cell without a head at its side or above it opens a table.
        let opens = passage.kind != PassageKind::Cell || passage.heads.is_empty();
        if opens {
            found.extend(columns.drain(..).filter_map(|column| column.wrong()));
            continue;
        }
        let Some((side, head)) = passage.heads.rsplit_once(' ').filter(|_| !passage.is_quoted) else { continue };
        if !has_any(head, HEADS) || has_any(head, NOT_HEADS) {
            continue;
        }
        if !columns.iter().any(|column| column.head == head) && columns.len() < MOST_COLUMNS {
            columns.push(Column { head, cells: Vec::new(), is_all: false, is_mixed: false });
        }
        if let Some(column) = columns.iter_mut().find(|column| column.head == head) {
            column.add(side, passage);
        }
    }
    found.extend(columns.into_iter().filter_map(|column| column.wrong()));
    found
}

impl<'s, 'a> Column<'s, 'a> {
    fn add(&mut self, side: &str, passage: &'s Passage<'a>) {
        let mut all = figures(&passage.text);
        let only = all.pop().filter(|figure| figure.unit == Unit::Percent && !figure.is_about && all.is_empty());
        let Some(figure) = only else {
            self.is_mixed = true;
            return;
        };
        if has_any(side, TOTALS) {
            self.is_all |= figure.value == Decimal::ONE_HUNDRED;
            return;
        }
        self.is_all |= is_others(side.trim());
        self.cells.push((passage, figure));
    }

    fn wrong(self) -> Option<Diagnostic> {
        let figures: Vec<&Figure> = self.cells.iter().map(|(_, figure)| figure).collect();
        let sum = figures.iter().try_fold(Decimal::ZERO, |sum, figure| sum.checked_add(figure.value))?;
        let slack = figures.iter().try_fold(Decimal::ZERO, |sum, figure| sum.checked_add(figure.half_unit))?;
        let gap = sum.checked_sub(Decimal::ONE_HUNDRED)?.abs();
        let is_wrong = self.is_all && !self.is_mixed && figures.len() > 1 && gap > slack && gap <= FARTHEST;
        let (first, last) = (self.cells.first()?.0, self.cells.last()?.0);
        is_wrong.then(|| wrong_column(first, last, &figures, sum))
    }
}
