//! Lists of figures by a key with a star in it, as charts ask for them: `applications.received.*` is a row, column by
//! column without its total; `applications.outcomes.*.total` the outcomes （一） to （六）, each group summed;
//! `applications.refused.*.total` the rows of a group; `remedies.*.total` and `disclosure.*.decisions` a column.

use super::{Figure, Label, NoFigure, Report};
use crate::form::Entry;

/// Figures with their names.
#[derive(Clone, Debug, PartialEq)]
pub struct FigureList {
    /// Names, without the number that the form puts before them.
    pub names: Vec<Label>,
    /// For each name the key of its figure, and the figure.
    pub figures: Vec<(String, Result<Figure, NoFigure>)>,
}

/// Why a key names no list.
#[derive(Clone, Debug, PartialEq)]
pub struct NoList {
    /// Keys that name lists, to choose from.
    pub known: Vec<String>,
}

/// The column that sums the others; a list of columns goes without it.
const TOTAL: &str = "total";

impl Report {
    /// The figures that a key with a star names, in the order of the form.
    ///
    /// # Errors
    /// The keys that name lists in this report's form, if this one does not.
    pub fn figure_list(&self, key: &str) -> Result<FigureList, NoList> {
        let parts: Vec<&str> = key.split('.').collect();
        let named = match parts.as_slice() {
            [table, row @ .., "*"] => self.columns_of(table, &row.join(".")),
            ["applications", "outcomes", "*", column] => self.outcomes(column),
            ["applications", group, "*", column] => self.group_rows(group, column),
            [table @ ("remedies" | "disclosure"), "*", column] => self.column_of(table, column),
            _ => Vec::new(),
        };
        if named.is_empty() {
            return Err(NoList { known: self.list_keys() });
        }
        let (names, keys): (Vec<Label>, Vec<String>) = named.into_iter().unzip();
        let figures = keys.into_iter().map(|key| (key.clone(), self.figure(&key))).collect();
        Ok(FigureList { names: names.into_iter().map(short).collect(), figures })
    }

    /// The columns of a row, without its total.
    fn columns_of(&self, table: &str, row: &str) -> Vec<(Label, String)> {
        let found = self.rows().into_iter().find(|(of, entry, _)| *of == table && entry.key == row);
        let Some((_, _, columns)) = found else { return Vec::new() };
        let block = self.form.disclosure.iter().find(|block| std::ptr::eq(block.columns, columns));
        let name = |column: &Entry| {
            let everywhere = format!("{table}.*.{}", column.key);
            let here = match block {
                Some(block) => format!("{table}.{}.*.{}", block.key, column.key),
                None => format!("{table}.{row}.*.{}", column.key),
            };
            self.labels.get(&[&here, &everywhere], column.label)
        };
        let columns = columns.iter().filter(|column| column.key != TOTAL);
        columns.map(|column| (name(column), format!("{table}.{row}.{}", column.key))).collect()
    }

    /// （一） to （六） of table 三 in a column.
    fn outcomes(&self, column: &str) -> Vec<(Label, String)> {
        if !self.has_column(column) {
            return Vec::new();
        }
        let outcomes = self.form.applications.outcomes.iter().map(|outcome| &outcome.entry);
        let name = |entry: &Entry| self.labels.get(&[&format!("applications.{}", entry.key)], entry.label);
        outcomes.map(|entry| (name(entry), format!("applications.{}.{column}", entry.key))).collect()
    }

    /// The rows of a group of table 三 in a column.
    fn group_rows(&self, group: &str, column: &str) -> Vec<(Label, String)> {
        let of_group = |key: &str| key.strip_prefix(group).is_some_and(|rest| rest.starts_with('.'));
        let rows = self.applications.iter().filter(|row| self.has_column(column) && of_group(&row.key));
        rows.map(|row| (row.label.clone(), format!("applications.{}.{column}", row.key))).collect()
    }

    fn has_column(&self, column: &str) -> bool {
        self.form.applications.columns.iter().any(|entry| entry.key == column)
    }

    /// All rows of a table that have a column.
    fn column_of(&self, table: &str, column: &str) -> Vec<(Label, String)> {
        let has_it = |columns: &[Entry]| columns.iter().any(|entry| entry.key == column);
        let rows = self.rows().into_iter().filter(|(of, _, columns)| *of == table && has_it(columns));
        rows.map(|(_, row, _)| (row.label.clone(), format!("{table}.{}.{column}", row.key))).collect()
    }

    /// Every key that names a list.
    fn list_keys(&self) -> Vec<String> {
        let mut keys: Vec<String> = Vec::new();
        let mut add = |key: String| {
            if !keys.contains(&key) {
                keys.push(key);
            }
        };
        let groups = self.form.applications.outcomes.iter().filter(|outcome| !outcome.rows.is_empty());
        let groups: Vec<&str> = std::iter::once("outcomes").chain(groups.map(|outcome| outcome.entry.key)).collect();
        for column in &self.form.applications.columns {
            groups.iter().for_each(|group| add(format!("applications.{group}.*.{}", column.key)));
        }
        for (table, row, columns) in self.rows() {
            add(format!("{table}.{}.*", row.key));
            if table != "applications" {
                columns.iter().for_each(|column| add(format!("{table}.*.{}", column.key)));
            }
        }
        keys
    }
}

/// A remark in brackets at the end of a label that is longer than this is no part of the name: （区分处理的，只计这一情形，
/// 不计其他情形）.
const LONG_REMARK: usize = 12;

/// A label as a name in a chart: without the number that the form puts before it, `（一）` or `1.`, and without a long
/// remark behind it.
fn short(mut label: Label) -> Label {
    let is_numeral = |ch: char| ch.is_ascii_digit() || "一二三四五六七八九十".contains(ch);
    let text = label.text.trim_start_matches(['（', '(']);
    let rest = text.trim_start_matches(is_numeral);
    let behind = rest.strip_prefix(['）', ')', '.', '．', '、']).filter(|_| rest.len() < text.len());
    let name = behind.unwrap_or(&label.text).trim();
    let name = match name.rsplit_once('（') {
        Some((name, remark)) if remark.ends_with('）') && remark.chars().count() > LONG_REMARK => name,
        _ => name,
    };
    if !name.is_empty() {
        label.text = name.to_owned();
    }
    label
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used)]
    use super::*;
    use crate::report::{ReadOptions, read};
    use crate::source::Sources;

    fn report(text: &str) -> Report {
        let mut sources = Sources::default();
        let data = sources.add("a.toml", format!("[report]\norgan = '甲局'\nyear = 2025\n{text}"));
        read(&mut sources, data, &ReadOptions::default()).unwrap().0
    }

    /// Names and figures, as `name=figure`; `?` for a figure that is not there.
    fn shown(report: &Report, key: &str) -> Vec<String> {
        let list = report.figure_list(key).unwrap();
        let figure = |found: &Result<Figure, NoFigure>| match found {
            Ok(Figure::Number(number)) => number.to_string(),
            Ok(Figure::Text(text)) => text.clone(),
            Err(_) => "?".to_owned(),
        };
        list.names
            .iter()
            .zip(&list.figures)
            .map(|(name, (_, found))| format!("{}={}", name.text, figure(found)))
            .collect()
    }

    #[test]
    fn a_row_is_its_columns_without_the_total() {
        let report = report("[applications]\nreceived = [60, 6]\n[remedies]\nreconsideration = [1, 0, 2, 1]\n");
        let row = shown(&report, "applications.received.*");
        assert_eq!(row, ["自然人=60", "商业企业=6", "科研机构=?", "社会公益组织=?", "法律服务机构=?", "其他=?"]);
        assert_eq!(
            shown(&report, "remedies.reconsideration.*"),
            ["结果维持=1", "结果纠正=0", "其他结果=2", "尚未审结=1"]
        );
    }

    #[test]
    fn outcomes_are_named_without_their_numbers_and_summed() {
        let report = report("[applications]\ngranted = [4]\nrefused.internal = [1]\nrefused.query = [2]\n");
        let outcomes = shown(&report, "applications.outcomes.*.total");
        assert_eq!(outcomes, ["予以公开=4", "部分公开=?", "不予公开=3", "无法提供=?", "不予处理=?", "其他处理=?"]);
        let rows = shown(&report, "applications.unavailable.*.natural");
        assert_eq!(rows.len(), 3);
        assert!(rows[0].starts_with("本机关不掌握"), "{rows:?}");
    }

    #[test]
    fn a_column_runs_over_all_rows_that_have_it() {
        let report = report("[disclosure]\nlicences = [7]\npenalties = [8]\n");
        assert_eq!(shown(&report, "disclosure.*.decisions"), ["行政许可=7", "行政处罚=8", "行政强制=?"]);
        assert_eq!(shown(&report, "remedies.*.total").len(), 3);
    }

    #[test]
    fn labels_of_the_data_file_go_before_the_form_s() {
        let report = report("[labels]\n'applications.*.ngo' = '社会团体'\n'disclosure.item_1.*.issued' = '制发'\n");
        assert_eq!(shown(&report, "applications.received.*")[3], "社会团体=?");
        assert_eq!(shown(&report, "disclosure.normative.*")[0], "制发=?");
    }

    #[test]
    fn every_known_key_names_a_list_and_others_do_not() {
        let report = report("");
        let known = report.figure_list("applications.*.total").unwrap_err().known;
        assert!(known.len() > 50, "{}", known.len());
        for key in &known {
            assert!(report.figure_list(key).is_ok(), "{key}");
        }
        for key in ["", "*", "applications.*", "applications.recieved.*", "remedies.*.x", "disclosure.*.*"] {
            assert!(report.figure_list(key).is_err(), "{key}");
        }
    }
}
