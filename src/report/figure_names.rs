//! What people call a figure: 三 本年新收 总计. The number of its table, the labels of its group, its row and its column,
//! each without the number before it and what stands in brackets behind it.

use super::names::without_number;
use super::{Group, Label, OfficialTable, Report};

/// What the rows of 三 say of themselves, one like the other.
const SAID_BY_ALL: &str = "政府信息公开申请数量";

impl Report {
    /// What the cell, the group or the year of a key ([`Report::figure`]) is called; a key that stands for nothing is
    /// its own name.
    pub fn figure_name(&self, key: &str) -> String {
        self.known_name(key).unwrap_or_else(|| key.to_owned())
    }

    fn known_name(&self, key: &str) -> Option<String> {
        match key {
            "report.year" => return Some("年度".to_owned()),
            "report.organ" => return Some("机关".to_owned()),
            _ => {}
        }
        let (table, rest) = key.split_once('.')?;
        let (row, column) = rest.rsplit_once('.')?;
        let table = self.tables.of_section(table)?;
        let (row, column) = of_row(table, row, column).or_else(|| of_group(table, row, column))?;
        Some(format!("{} {row} {column}", table.number))
    }
}

/// The names of a row, below its group, and of a column.
fn of_row(table: &OfficialTable, row: &str, column: &str) -> Option<(String, String)> {
    let (block, row) = table.rows().find(|(_, own)| own.key == row)?;
    let column = block.columns.get(block.column(column)?)?;
    let mut own = name(&row.label);
    if own.is_empty() {
        let home = table.rows().find(|(_, other)| other.key == row.home() && other.key != row.key);
        own = format!("“{}”下面增加的行", home.map(|(_, home)| name(&home.label)).unwrap_or_default());
    }
    let named = match row.group() {
        Some(group) => format!("{} {own}", name(&group.label)),
        None => own,
    };
    Some((named, name(&column.label)))
}

fn of_group(table: &OfficialTable, key: &str, column: &str) -> Option<(String, String)> {
    let is_it = |group: &&Group| group.in_keys && group.key == key;
    let (block, row) = table.rows().find(|(_, row)| row.groups.iter().any(|group| is_it(&group)))?;
    let group = row.groups.iter().find(is_it)?;
    let column = block.columns.get(block.column(column)?)?;
    Some((name(&group.label), name(&column.label)))
}

fn name(label: &Label) -> String {
    let short = without_number(label.short_name());
    let own = short.strip_suffix(SAID_BY_ALL).filter(|own| !own.is_empty()).unwrap_or(short);
    own.split_whitespace().collect()
}

#[cfg(test)]
mod tests {
    #![allow(clippy::expect_used)]
    use crate::report::{ReadOptions, Report, read};
    use crate::source::Sources;

    fn report(text: &str) -> Report {
        let mut sources = Sources::default();
        let data = sources.add("a.toml", format!("[report]\norgan = '甲局'\nyear = 2025\n{text}"));
        read(&mut sources, data, &ReadOptions::default()).expect("a report").0
    }

    #[test]
    fn figures_are_called_by_their_labels() {
        let report = report(
            "[labels]\n'applications.*.ngo' = '社会团体（含商会）'\n[[disclosure.extra]]\nafter = 'normative'\n\
             label = ''\ncells = [1, 2, 3]\n",
        );
        for (key, name) in [
            ("report.year", "年度"),
            ("applications.received.total", "三 本年新收 总计"),
            ("applications.received.ngo", "三 本年新收 社会团体"),
            ("applications.refused.state_secret.natural", "三 不予公开 属于国家秘密 自然人"),
            ("applications.refused.total", "三 不予公开 总计"),
            ("applications.total.total", "三 总计 总计"),
            ("disclosure.normative.issued", "二 行政规范性文件 本年制发件数"),
            ("disclosure.extra.0.issued", "二 “行政规范性文件”下面增加的行 本年制发件数"),
            ("remedies.reconsideration.upheld", "四 行政复议 结果维持"),
            ("applications.nothing.total", "applications.nothing.total"),
            ("甲", "甲"),
        ] {
            assert_eq!(report.figure_name(key), name, "{key}");
        }
    }

    #[test]
    fn no_two_figures_of_a_table_are_called_alike() {
        let report = report("");
        let mut names: Vec<String> = report.figure_keys().iter().map(|key| report.figure_name(key)).collect();
        let count = names.len();
        names.sort();
        names.dedup();
        assert_eq!(names.len(), count);
    }
}
