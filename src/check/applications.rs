//! Table 三 as its checks see it: which cells are totals, and of what.

use super::subject::Year;
use super::sums::sum;
use super::tables::{Figure, Table, TableRow};

/// Table 三 with what its sums need to know of its form.
pub(super) struct Sums<'s, 'a> {
    pub table: &'s Table<'a>,
    /// Keys of the rows that （七）总计 sums.
    outcomes: Vec<String>,
    pub total_key: &'static str,
    /// Keys of 一, 二 and 四.
    pub around: [&'static str; 3],
    /// The column 总计.
    pub last: usize,
}

impl<'s, 'a> Sums<'s, 'a> {
    pub fn new(year: &'s Year<'a>) -> Sums<'s, 'a> {
        let form = &year.report.form.applications;
        Sums {
            table: &year.applications,
            outcomes: form.outcome_rows(),
            total_key: form.total.key,
            around: [form.incoming[0].key, form.incoming[1].key, form.carried_out.key],
            last: form.columns.len() - 1,
        }
    }

    /// A cell that may be a total: one that the file leaves blank counts what its parts sum to, so that only
    /// `blank-total` speaks of it and not every sum in which it is a part.
    pub fn figure(&self, row: &TableRow<'a>, column: usize) -> Option<Figure<'a>> {
        let mut figure = self.table.figure(row, column)?;
        if figure.value.is_none() {
            figure.value = self.parts_of(row, column).and_then(|parts| sum(&parts));
        }
        Some(figure)
    }

    /// The parts that a total sums; `None` of a cell that is no total.
    pub fn parts_of(&self, row: &TableRow<'a>, column: usize) -> Option<Vec<Figure<'a>>> {
        if column == self.last {
            let applicants = self.applicants(row);
            // The corner sums its column where its row holds nothing.
            let is_corner = row.row.key == self.total_key;
            Some(if is_corner && sum(&applicants).is_none() { self.outcomes(column) } else { applicants })
        } else if row.row.key == self.total_key {
            Some(self.outcomes(column))
        } else {
            None
        }
    }

    /// The cells of a row before 总计.
    pub fn applicants(&self, row: &TableRow<'a>) -> Vec<Figure<'a>> {
        (0..self.last).filter_map(|column| self.figure(row, column)).collect()
    }

    /// The cells of a column above （七）总计.
    pub fn outcomes(&self, column: usize) -> Vec<Figure<'a>> {
        let rows = self.table.rows.iter().filter(|row| self.outcomes.contains(&row.row.key));
        rows.filter_map(|row| self.figure(row, column)).collect()
    }
}
