//! Table 三, applications: row labels up to three levels wide, seven columns of figures under a three-level head.

use super::Composer;
use super::document::{Align, Column, Node, Table};
use super::grid::Place;
use crate::form::{Applications, Entry};
use crate::report::{Report, Row};

/// Columns that hold row labels.
const LABEL_COLUMNS: usize = 3;
/// Rows of the head.
const HEAD_ROWS: usize = 3;
/// Shares of the width: three of labels, then the figures, as the official form draws them. In text of 5号 a line holds
/// 三、本 in the first column, 不予公开 in the second, 商业 under a head.
const SHARES: [f64; 10] = [3.8, 4.85, 15.7, 2.82, 2.82, 2.82, 2.82, 2.82, 2.82, 2.82];

impl Composer<'_> {
    /// Puts table 三 into the document.
    pub(super) fn applications(&mut self, report: &Report) {
        let form = &report.form.applications;
        let mut table = Table {
            caption: None,
            columns: SHARES.map(Column::Share).to_vec(),
            rows: HEAD_ROWS,
            head_rows: HEAD_ROWS,
            keep_with_next: Vec::new(),
            repeat: Vec::new(),
            cells: Vec::new(),
        };
        self.applications_head(report, form, &mut table);

        let mut rows = report.applications.iter();
        for _ in &form.incoming {
            // A page that ends behind 二、 would show nothing of what the table is about.
            table.keep_with_next.push(table.rows);
            self.application_row(rows.next(), 0, Align::Left, &mut table);
        }
        let outcome_rows: usize = form.outcomes.iter().map(|outcome| outcome.rows.len().max(1)).sum();
        let label = report.labels.get(&["applications.outcomes"], form.outcomes_label);
        let cell = self.label(Place::at(table.rows, 0).rows(outcome_rows + 1), Align::Centre, &label);
        table.cells.push(cell);
        for outcome in form.outcomes {
            if outcome.rows.is_empty() {
                self.application_row(rows.next(), 1, Align::Left, &mut table);
                continue;
            }
            let key = format!("applications.{}", outcome.entry.key);
            let label = report.labels.get(&[&key], outcome.entry.label);
            let cell = self.label(Place::at(table.rows, 1).rows(outcome.rows.len()), Align::Centre, &label);
            table.cells.push(cell);
            for _ in outcome.rows {
                self.application_row(rows.next(), 2, Align::Left, &mut table);
            }
        }
        self.application_row(rows.next(), 1, Align::Left, &mut table);
        self.application_row(rows.next(), 0, Align::Left, &mut table);
        self.document.nodes.push(Node::Table(table));
    }

    /// 申请人情况 over all figures, 法人或其他组织 over the organisations, 自然人 and 总计 beside it.
    fn applications_head(&mut self, report: &Report, form: &Applications, table: &mut Table) {
        let labels = &report.labels;
        let column_label = |entry: &Entry| labels.get(&[&format!("applications.*.{}", entry.key)], entry.label);
        let last = form.columns.len() - 1;

        let corner = labels.get(&["applications.corner"], form.corner);
        let cell = self.head(Place::at(0, 0).rows(HEAD_ROWS).columns(LABEL_COLUMNS), &corner);
        table.cells.push(cell);
        let applicants = labels.get(&["applications.applicants"], form.applicants);
        let cell = self.head(Place::at(0, LABEL_COLUMNS).columns(form.columns.len()), &applicants);
        table.cells.push(cell);

        let cell = self.head(Place::at(1, LABEL_COLUMNS).rows(2), &column_label(&form.columns[0]));
        table.cells.push(cell);
        let organisations = labels.get(&["applications.organisations"], form.organisations);
        let cell = self.head(Place::at(1, LABEL_COLUMNS + 1).columns(last - 1), &organisations);
        table.cells.push(cell);
        let cell = self.head(Place::at(1, LABEL_COLUMNS + last).rows(2), &column_label(&form.columns[last]));
        table.cells.push(cell);

        for (index, column) in form.columns.iter().enumerate().take(last).skip(1) {
            let cell = self.head(Place::at(2, LABEL_COLUMNS + index), &column_label(column));
            table.cells.push(cell);
        }
    }

    /// A row of figures; its label reaches from `column` to the last column of labels.
    fn application_row(&mut self, row: Option<&Row>, column: usize, align: Align, table: &mut Table) {
        let Some(row) = row else { return };
        let place = Place::at(table.rows, column).columns(LABEL_COLUMNS - column);
        let cell = self.label(place, align, &row.label);
        table.cells.push(cell);
        for (index, cell) in row.cells.iter().enumerate() {
            let cell = self.figure(Place::at(table.rows, LABEL_COLUMNS + index), cell);
            table.cells.push(cell);
        }
        table.rows += 1;
    }
}
