//! Table 四, reconsideration and litigation: fifteen columns, one row of figures.

use super::Composer;
use super::document::{Column, Node, Table};
use super::grid::Place;
use crate::report::Report;

/// Rows of the head.
const HEAD_ROWS: usize = 3;

impl Composer<'_> {
    /// Puts table 四 into the document.
    pub(super) fn remedies(&mut self, report: &Report) {
        let form = &report.form.remedies;
        let labels = &report.labels;
        let width = form.columns.len();
        let [reconsideration, litigation @ ..] = &form.groups;
        let group_label = |key: &str, own: &'static str| labels.get(&[&format!("remedies.{key}")], own);
        let column_label = |group: &str, key: &str, own: &'static str| {
            labels.get(&[&format!("remedies.{group}.*.{key}"), &format!("remedies.*.{key}")], own)
        };

        let mut cells = Vec::new();
        let label = group_label(reconsideration.key, reconsideration.label);
        cells.push(self.head(Place::at(0, 0).columns(width), &label));
        let label = labels.get(&["remedies.litigation"], form.litigation);
        cells.push(self.head(Place::at(0, width).columns(width * litigation.len()), &label));

        for (index, column) in form.columns.iter().enumerate() {
            let label = column_label(reconsideration.key, column.key, column.label);
            cells.push(self.head(Place::at(1, index).rows(2), &label));
        }
        for (index, group) in litigation.iter().enumerate() {
            let label = group_label(group.key, group.label);
            cells.push(self.head(Place::at(1, width * (index + 1)).columns(width), &label));
        }
        for (index, group) in litigation.iter().enumerate() {
            for (offset, column) in form.columns.iter().enumerate() {
                let label = column_label(group.key, column.key, column.label);
                cells.push(self.head(Place::at(2, width * (index + 1) + offset), &label));
            }
        }
        for (column, cell) in report.remedies.iter().flat_map(|row| &row.cells).enumerate() {
            cells.push(self.figure(Place::at(HEAD_ROWS, column), cell));
        }
        self.document.nodes.push(Node::Table(Table {
            caption: None,
            columns: vec![Column::Share(1.0); width * form.groups.len()],
            rows: HEAD_ROWS + 1,
            head_rows: HEAD_ROWS,
            keep_with_next: Vec::new(),
            repeat: Vec::new(),
            cells,
        }));
    }
}
