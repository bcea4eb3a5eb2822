//! Lists of figures by a key with a star in it, as charts ask for them: `applications.received.*` is a row, column by
//! column without its total; `applications.outcomes.*.total` the outcomes （一） to （六）, each group summed;
//! `applications.refused.*.total` the rows of a group; `remedies.*.total` and `disclosure.*.decisions` a column.

use super::{Figure, Label, NoFigure, OfficialTable, Report};
use crate::form::{ColumnRole, RowRole};

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

impl Report {
    /// The figures that a key with a star names, in the order of the form.
    ///
    /// # Errors
    /// The keys that name lists in this report's form, if this one does not.
    pub fn figure_list(&self, key: &str) -> Result<FigureList, NoList> {
        let parts: Vec<&str> = key.split('.').collect();
        let table = |key: &str| self.tables.of_section(key);
        let named = match parts.as_slice() {
            [of, row @ .., "*"] => table(of).and_then(|table| columns_of(table, &row.join("."))),
            [of, "*", column] => table(of).map(|table| column_of(table, column)),
            [of, group @ .., "*", column] => table(of).map(|table| group_of(table, &group.join("."), column)),
            _ => None,
        };
        let named = named.unwrap_or_default();
        if named.is_empty() {
            return Err(NoList { known: self.list_keys() });
        }
        let (names, keys): (Vec<Label>, Vec<String>) = named.into_iter().unzip();
        let figures = keys.into_iter().map(|key| (key.clone(), self.figure(&key))).collect();
        Ok(FigureList { names: names.into_iter().map(short).collect(), figures })
    }

    /// Every key that names a list.
    fn list_keys(&self) -> Vec<String> {
        let mut keys: Vec<String> = Vec::new();
        for table in self.tables.all() {
            let columns = || table.blocks.iter().flat_map(|block| &block.columns);
            for column in columns() {
                keys.extend(table.groups().iter().map(|group| format!("{}.{}.*.{}", table.key, group.key, column.key)));
            }
            keys.extend(table.rows().map(|(_, row)| format!("{}.{}.*", table.key, row.key)));
            if !has_totals(table) {
                keys.extend(columns().map(|column| format!("{}.*.{}", table.key, column.key)));
            }
        }
        let mut known = std::collections::HashSet::new();
        keys.retain(|key| known.insert(key.clone()));
        keys
    }
}

/// The columns of a row, without its total.
fn columns_of(table: &OfficialTable, row: &str) -> Option<Vec<(Label, String)>> {
    let (block, row) = table.row(row)?;
    let columns = block.columns.iter().filter(|column| column.role != ColumnRole::Total);
    let key = |column: &str| format!("{}.{}.{column}", table.key, row.key);
    Some(columns.map(|column| (column.label.clone(), key(column.key))).collect())
}

/// What a group consists of, in a column: rows, and groups within it, but not a row that sums them.
fn group_of(table: &OfficialTable, group: &str, column: &str) -> Vec<(Label, String)> {
    let mut found: Vec<(Label, String)> = Vec::new();
    for (_, row) in table.rows().filter(|(block, _)| block.column(column).is_some()) {
        let Some(level) = row.groups.iter().position(|above| above.key == group) else { continue };
        let (label, key) = match row.groups.get(level + 1) {
            Some(within) => (&within.label, &within.key),
            None if row.role == RowRole::Total => continue,
            None => (&row.label, &row.key),
        };
        let key = format!("{}.{key}.{column}", table.key);
        if found.last().is_none_or(|(_, last)| *last != key) {
            found.push((label.clone(), key));
        }
    }
    found
}

/// All rows of a table that have a column; none of a table that has totals among its rows.
fn column_of(table: &OfficialTable, column: &str) -> Vec<(Label, String)> {
    let rows = table.rows().filter(|(block, _)| block.column(column).is_some() && !has_totals(table));
    rows.map(|(_, row)| (row.label.clone(), format!("{}.{}.{column}", table.key, row.key))).collect()
}

fn has_totals(table: &OfficialTable) -> bool {
    table.row_of(RowRole::Total).is_some()
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
        let report = report(
            "[applications]\nreceived = { natural = 60, enterprise = 6 }\n[remedies]\nreconsideration = [1, 0, 2, 1]\n",
        );
        let row = shown(&report, "applications.received.*");
        assert_eq!(row, ["自然人=60", "商业企业=6", "科研机构=?", "社会公益组织=?", "法律服务机构=?", "其他=?"]);
        assert_eq!(
            shown(&report, "remedies.reconsideration.*"),
            ["结果维持=1", "结果纠正=0", "其他结果=2", "尚未审结=1"]
        );
    }

    #[test]
    fn outcomes_are_named_without_their_numbers_and_summed() {
        let report = report(
            "[applications]\ngranted = { natural = 4 }\nrefused.internal = { natural = 1 }\n\
             refused.query = { natural = 2 }\n",
        );
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
