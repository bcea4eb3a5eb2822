//! The figures of a report by their dotted keys, as its narrative asks for them: `applications.received.total`.
//!
//! A key names a cell of a table (`TABLE.ROW.COLUMN`), `report.year` or `report.organ`, or the column of a group of
//! rows, `applications.refused.total`: what its rows hold there, summed. A row goes before a column of its group: in
//! form 2021 `applications.other_outcome.other` is the row 3.其他, and the group has no sum of its column 其他.

use rust_decimal::Decimal;

use super::{Block, Cell, Group, OfficialTable, Report, Row};
use crate::diagnostic::nearest;

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
    /// The key belongs to another form.
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
        let (row, column) = rest.rsplit_once('.').unwrap_or((rest, ""));
        if let Some(table) = self.tables.of_section(table) {
            if let Some(cell) = table.cell(row, column) {
                return figure(cell);
            }
            if let Some(cells) = group_cells(table, row, column) {
                return sum(&cells);
            }
        }
        Err(self.no_figure(key))
    }

    /// All keys that stand for something, if only for a blank cell, in the order of the form.
    pub fn figure_keys(&self) -> Vec<String> {
        let mut keys = vec!["report.year".to_owned(), "report.organ".to_owned()];
        for table in self.tables.all() {
            for (block, row) in table.rows() {
                keys.extend(block.columns.iter().map(|column| format!("{}.{}.{}", table.key, row.key, column.key)));
            }
        }
        for table in self.tables.all() {
            for group in table.groups().into_iter().filter(|group| group.in_keys) {
                let columns = table.blocks.iter().flat_map(|block| &block.columns);
                let columns = columns.filter(|column| group_cells(table, &group.key, column.key).is_some());
                keys.extend(columns.map(|column| format!("{}.{}.{}", table.key, group.key, column.key)));
            }
        }
        keys
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
        if let Some(other) = self.forms.other_that_knows(key, self.form) {
            return NoFigure::OfOtherForm { form: other.name, here: self.form.name };
        }
        NoFigure::Unknown { nearest: nearest(key, known.iter().map(String::as_str)).map(str::to_owned) }
    }
}

/// The cells that a group has in a column, each with its key; `None` if there is no such group or column, or if a row
/// of the group has the name of the column.
fn group_cells<'r>(table: &'r OfficialTable, group: &str, column: &str) -> Option<Vec<(String, &'r Cell)>> {
    let is_here = |above: &Group| above.in_keys && above.key == group;
    let rows: Vec<(&Block, &Row)> = table.rows().filter(|(_, row)| row.groups.iter().any(is_here)).collect();
    let (block, _) = rows.first()?;
    let place = block.column(column)?;
    let name = format!("{group}.{column}");
    if rows.iter().any(|(_, row)| row.key == name || row.key.starts_with(&format!("{name}."))) {
        return None;
    }
    let cell = |row: &'r Row| Some((format!("{}.{}.{column}", table.key, row.key), row.cells.get(place)?));
    Some(rows.into_iter().filter_map(|(_, row)| cell(row)).collect())
}

fn figure(cell: &Cell) -> Result<Figure, NoFigure> {
    match cell.value {
        Some(value) => Ok(Figure::Number(value)),
        None if cell.text.trim().is_empty() => Err(NoFigure::Blank),
        None => Ok(Figure::Text(cell.text.clone())),
    }
}

/// The sum of the cells of a group. What holds no figure counts as nothing; of nothing but that there is no sum.
fn sum(cells: &[(String, &Cell)]) -> Result<Figure, NoFigure> {
    let mut sum = None;
    for (key, cell) in cells {
        match cell.value {
            Some(value) => sum = Some(sum.unwrap_or(Decimal::ZERO).saturating_add(value)),
            None if cell.is_no_figure() => {}
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
                        [[disclosure.extra]]\nafter = 'normative'\nlabel = '其他'\ncells = [7, 8, '']\n\
                        [applications]\nreceived = { natural = 60, enterprise = { value = 6, text = '6（注）' } }\n\
                        refused.state_secret = { natural = 1, enterprise = '/' }\nrefused.query = { natural = 2, enterprise = 5 }\n\
                        unavailable.not_held = { natural = '若干' }\n\
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
