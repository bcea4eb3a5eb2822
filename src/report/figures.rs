//! The figures of a report by their dotted keys, as its narrative asks for them: `applications.received.total`.
//!
//! A key names a cell of a table (`TABLE.ROW.COLUMN`), `report.year` or `report.organ`, or the column of a group of
//! rows, `applications.refused.total`: what its rows hold there, summed. A row goes before a column of its group: in
//! form 2021 `applications.other_outcome.other` is the row 3.其他, and the group has no sum of its column 其他.

use rust_decimal::Decimal;

use super::table::{nearest, of_other_form};
use super::{Cell, Report, Row};
use crate::form::{Entry, FORMS};

/// What a key stands for.
#[derive(Clone, Debug, PartialEq)]
pub enum Figure {
    /// A number, with its decimals as the file has them.
    Number(Decimal),
    /// Text, which cannot be reckoned with.
    Text(String),
}

/// Why a key stands for nothing.
#[derive(Clone, Debug, PartialEq)]
pub enum NoFigure {
    /// There is no such key.
    Unknown {
        /// The known key that is nearest to it.
        nearest: Option<String>,
    },
    /// The key belongs to the other form.
    OfOtherForm {
        /// The form that has it.
        form: &'static str,
        /// The form that the report is written in.
        here: &'static str,
    },
    /// The key is the beginning of others.
    Incomplete {
        /// How it may go on.
        next: Vec<String>,
    },
    /// The cell is blank, or all cells of a group are.
    Blank,
    /// A cell of the group holds text that counts for nothing in a sum.
    TextInGroup {
        /// Key of the cell.
        cell: String,
        /// What it holds.
        text: String,
    },
}

/// Signs that stand for a figure that is not kept; they count as nothing in a sum.
const NOTHING: [&str; 4] = ["", "/", "-", "—"];

/// A row with the name of its table and the table's columns.
pub(super) type Placed<'r> = (&'static str, &'r Row, &'static [Entry]);

impl Report {
    /// What a dotted key stands for. A cell of value and text stands for its value.
    ///
    /// # Errors
    /// Why it stands for nothing.
    pub fn figure(&self, key: &str) -> Result<Figure, NoFigure> {
        match key {
            "report.year" => return Ok(Figure::Number(self.year.into())),
            "report.organ" => return Ok(Figure::Text(self.organ.value.clone())),
            _ => {}
        }
        let (table, rest) = key.split_once('.').unwrap_or((key, ""));
        let (row_key, column_key) = rest.rsplit_once('.').unwrap_or((rest, ""));
        let rows = self.rows();
        for (_, row, columns) in rows.iter().filter(|(of, row, _)| *of == table && row.key == row_key) {
            if let Some(cell) = cell_at(row, columns, column_key) {
                return figure(cell);
            }
        }
        if let Some(cells) = self.group(table, row_key, column_key) {
            return sum(&cells);
        }
        Err(self.no_figure(key))
    }

    /// All keys that stand for something, if only for a blank cell, in the order of the form.
    pub fn figure_keys(&self) -> Vec<String> {
        let mut keys = vec!["report.year".to_owned(), "report.organ".to_owned()];
        for (table, row, columns) in self.rows() {
            keys.extend(columns.iter().map(|column| format!("{table}.{}.{}", row.key, column.key)));
        }
        let table = &self.form.applications;
        for outcome in table.outcomes.iter().filter(|outcome| !outcome.rows.is_empty()) {
            let is_row = |column: &&Entry| outcome.rows.iter().any(|row| row.key == column.key);
            let columns = table.columns.iter().filter(|column| !is_row(column));
            keys.extend(columns.map(|column| format!("applications.{}.{}", outcome.entry.key, column.key)));
        }
        keys
    }

    /// All rows of the tables 二, 三 and 四.
    pub(super) fn rows(&self) -> Vec<Placed<'_>> {
        let mut rows: Vec<Placed> = Vec::new();
        let mut columns: &'static [Entry] = &[];
        for row in &self.disclosure {
            // An extra row stands behind a row of its block and has its columns.
            let block = self.form.disclosure.iter().find(|block| block.rows.iter().any(|entry| entry.key == row.key));
            columns = block.map_or(columns, |block| block.columns);
            rows.push(("disclosure", row, columns));
        }
        rows.extend(self.applications.iter().map(|row| ("applications", row, &self.form.applications.columns[..])));
        rows.extend(self.remedies.iter().map(|row| ("remedies", row, &self.form.remedies.columns[..])));
        rows
    }

    /// The cells that a group of table 三 has in a column, each with its key; `None` if there is no such group or
    /// column, or if a row of the group has the name of the column.
    fn group(&self, table: &str, group: &str, column: &str) -> Option<Vec<(String, &Cell)>> {
        let form = &self.form.applications;
        let outcome = form.outcomes.iter().find(|outcome| outcome.entry.key == group)?;
        let is_row = outcome.rows.iter().any(|row| row.key == column);
        if table != "applications" || outcome.rows.is_empty() || is_row {
            return None;
        }
        let place = form.columns.iter().position(|entry| entry.key == column)?;
        let in_group = |row: &&Row| row.key.strip_prefix(group).is_some_and(|rest| rest.starts_with('.'));
        let cell = |row: &'_ Row| format!("{table}.{}.{column}", row.key);
        let rows = self.applications.iter().filter(in_group);
        Some(rows.filter_map(|row| Some((cell(row), row.cells.get(place)?))).collect())
    }

    fn no_figure(&self, key: &str) -> NoFigure {
        let known = self.figure_keys();
        let mut next: Vec<String> = Vec::new();
        let rests = known.iter().filter_map(|known| known.strip_prefix(key)?.strip_prefix('.'));
        for part in rests.map(|rest| rest.split('.').next().unwrap_or_default()) {
            if !next.iter().any(|known| known == part) {
                next.push(part.to_owned());
            }
        }
        if !next.is_empty() {
            return NoFigure::Incomplete { next };
        }
        if of_other_form(key, Some(self.form)).is_some()
            && let Some(other) = FORMS.into_iter().find(|other| other.name != self.form.name)
        {
            return NoFigure::OfOtherForm { form: other.name, here: self.form.name };
        }
        NoFigure::Unknown { nearest: nearest(key, known.iter().map(String::as_str)).map(str::to_owned) }
    }
}

fn cell_at<'r>(row: &'r Row, columns: &[Entry], key: &str) -> Option<&'r Cell> {
    row.cells.get(columns.iter().position(|column| column.key == key)?)
}

fn figure(cell: &Cell) -> Result<Figure, NoFigure> {
    match cell.value {
        Some(value) => Ok(Figure::Number(value)),
        None if cell.text.trim().is_empty() => Err(NoFigure::Blank),
        None => Ok(Figure::Text(cell.text.clone())),
    }
}

/// The sum of the cells of a group. Blank, `/`, `-` and `—` count as nothing; of nothing but them there is no sum.
fn sum(cells: &[(String, &Cell)]) -> Result<Figure, NoFigure> {
    let mut sum = None;
    for (key, cell) in cells {
        match cell.value {
            Some(value) => sum = Some(sum.unwrap_or(Decimal::ZERO).saturating_add(value)),
            None if NOTHING.contains(&cell.text.trim()) => {}
            None => return Err(NoFigure::TextInGroup { cell: key.clone(), text: cell.text.clone() }),
        }
    }
    sum.map(Figure::Number).ok_or(NoFigure::Blank)
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used)]
    use super::*;
    use crate::report::{ReadOptions, read};
    use crate::source::Sources;

    fn report(text: &str) -> Report {
        let mut sources = Sources::default();
        let data = sources.add("a.toml", format!("[report]\norgan = '甲局'\n{text}"));
        read(&mut sources, data, &ReadOptions::default()).unwrap().0
    }

    /// A figure as it is written; `…` behind a text.
    fn shown(report: &Report, key: &str) -> String {
        match report.figure(key).unwrap() {
            Figure::Number(value) => value.to_string(),
            Figure::Text(text) => format!("{text}…"),
        }
    }

    const DATA: &str = "year = 2025\n[disclosure]\nnormative = [3, '/', 1_020]\nfees = { amount = 12.50 }\n\
                        [[disclosure.extra]]\nafter = 'normative'\nlabel = '其他'\ncells = [7, 8]\n\
                        [applications]\nreceived = [60, { value = 6, text = '6（注）' }]\n\
                        refused.state_secret = [1, '/']\nrefused.query = [2, 5]\nunavailable.not_held = ['若干']\n\
                        other_outcome.other = [4, 0, 0, 0, 0, 9]\n\
                        [remedies]\nreconsideration = [1, 0, 2, 1]\n";

    #[test]
    fn cells_are_figures_as_they_are_written() {
        let report = report(DATA);
        for (key, text) in [
            ("report.year", "2025"),
            ("report.organ", "甲局…"),
            ("disclosure.normative.issued", "3"),
            ("disclosure.normative.repealed", "/…"),
            ("disclosure.normative.in_force", "1020"),
            ("disclosure.extra.0.repealed", "8"),
            ("disclosure.fees.amount", "12.50"),
            ("applications.received.enterprise", "6"),
            ("applications.received.total", "66"),
            ("applications.refused.state_secret.natural", "1"),
            ("applications.total.total", "21"),
            ("remedies.reconsideration.total", "4"),
        ] {
            assert_eq!(shown(&report, key), text, "{key}");
        }
        assert_eq!(report.figure("disclosure.licences.decisions"), Err(NoFigure::Blank));
    }

    #[test]
    fn a_group_is_the_sum_of_its_rows() {
        let report = report(DATA);
        assert_eq!(shown(&report, "applications.refused.natural"), "3");
        assert_eq!(shown(&report, "applications.refused.enterprise"), "5");
        assert_eq!(shown(&report, "applications.refused.total"), "8");
        assert_eq!(report.figure("applications.refused.ngo"), Err(NoFigure::Blank));
        let text =
            NoFigure::TextInGroup { cell: "applications.unavailable.not_held.natural".into(), text: "若干".into() };
        assert_eq!(report.figure("applications.unavailable.natural"), Err(text));
        // `other` is a row of this group as well as a column of the table: the row it is.
        assert_eq!(shown(&report, "applications.other_outcome.total"), "13");
        assert_eq!(shown(&report, "applications.other_outcome.other.other"), "9");
        let columns = ["natural", "enterprise", "research", "ngo", "legal", "other", "total"].map(str::to_owned).into();
        assert_eq!(report.figure("applications.other_outcome.other"), Err(NoFigure::Incomplete { next: columns }));
    }

    #[test]
    fn every_known_key_stands_for_a_cell() {
        for year in ["year = 2019", "year = 2025"] {
            let report = report(&format!("{year}\n[[disclosure.extra]]\nafter = 'fees'\nlabel = '其'\ncells = []\n"));
            let keys = report.figure_keys();
            for key in &keys {
                assert!(matches!(report.figure(key), Ok(_) | Err(NoFigure::Blank)), "{key}");
                assert_eq!(keys.iter().filter(|known| known == &key).count(), 1, "{key}");
            }
        }
    }

    #[test]
    fn what_is_no_key_is_named() {
        let report = report("year = 2025");
        let unknown = |nearest: &str| NoFigure::Unknown { nearest: Some(nearest.to_owned()) };
        assert_eq!(report.figure("applications.recieved.total"), Err(unknown("applications.received.total")));
        assert_eq!(report.figure("report.yaer"), Err(unknown("report.year")));
        assert_eq!(report.figure("甲"), Err(NoFigure::Unknown { nearest: None }));
        assert_eq!(
            report.figure("disclosure.fees.previous"),
            Err(NoFigure::OfOtherForm { form: "2019", here: "2021" })
        );
        assert_eq!(report.figure("disclosure.fees"), Err(NoFigure::Incomplete { next: vec!["amount".to_owned()] }));
    }
}
