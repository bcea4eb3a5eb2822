//! The sum of departments' tables as the data file of their government.

use super::new::headings;
use super::sheet::{Piece, Sheet};
use super::sum::{Sum, UNNAMED};
use crate::report::{Cell, CellState, OrganKind, Row, title_line};

/// The text of a data file with the sums; of the narrative, the headings of the first department's.
pub fn merged_file(sum: &Sum) -> String {
    let first = sum.departments.first().map(|department| &department.report);
    let labels = first.map(|first| first.labels.clone()).unwrap_or_default();
    let mut sheet = Sheet::blank(sum.form, labels, UNNAMED, sum.year);
    sheet.kind = (OrganKind::of_organ(UNNAMED) != OrganKind::Government).then_some(OrganKind::Government);
    sheet.opening.push(format!("{UNNAMED}{}", title_line(sum.year)));
    let count = sum.departments.len();
    sheet.opening.push(format!("第二、三、四部分是下列 {count} 个数据文件的合计；请把 {UNNAMED} 改成本级政府的名称："));
    for department in sum.departments {
        sheet.opening.push(format!("  {}（{}）", department.report.organ.value, department.name));
    }
    if let Some(first) = first {
        for ((piece, note), section) in sheet.sections.iter_mut().zip(&mut sheet.notes).zip(&first.sections) {
            *piece = Piece { remembered: String::new(), body: headings(section.body.as_ref()) };
            *note = Piece { remembered: String::new(), body: headings(section.note.as_ref()) };
        }
    }
    sheet.tables = sum.tables.clone();
    for block in sheet.tables.all_mut().into_iter().flat_map(|table| &mut table.blocks) {
        let total = block.total();
        block.rows.iter_mut().for_each(|row| state_all_but_the_total(row, total));
    }
    sheet.to_toml()
}

/// A cell that no file has is stated as blank, but for a total at the end, which stays one to be computed.
fn state_all_but_the_total(row: &mut Row, total: Option<usize>) {
    let last = row.cells.len().checked_sub(1);
    for (place, cell) in row.cells.iter_mut().enumerate() {
        if cell.state == CellState::LeftOut && !(Some(place) == last && total == last) {
            *cell = Cell::blank();
        }
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used)]
    use super::super::testing::{departments, read};
    use super::*;
    use crate::author::{compare, sum};
    use crate::diagnostic::Severity;

    const A: &str = "[report]\norgan = '甲局'\nyear = 2025\n[labels]\n'applications.*.ngo' = '社会团体'\n\
        [overview]\nbody = '''\n文字\n\n## 一级[^1]\n\n### 二级。\n\n文字\n\n[^1]: 注\n'''\n\
        [disclosure]\nregulations = [1, '', '/']\nfees = [1.50]\n\
        [[disclosure.extra]]\nafter = 'normative'\nlabel = '其他文件'\ncells = [1, 2, 3]\n\
        [applications]\nreceived = { natural = 3, enterprise = '/', research = '' }\ngranted = { natural = 3 }\n";
    const B: &str = "[report]\norgan = '乙局'\nyear = 2025\n\
        [disclosure]\nregulations = [2, '', '/']\nfees = [2.255]\n\
        [[disclosure.extra]]\nafter = 'normative'\nlabel = '其他文件'\ncells = [10, 20, 30]\n\
        [[disclosure.extra]]\nafter = 'normative'\nlabel = '公告'\ncells = [7, '', '']\n\
        [applications]\nreceived = { natural = 4, enterprise = 1, research = '/' }\n\
        granted = { natural = 4, enterprise = 1 }\n[remedies]\nreconsideration = [1, 0, 0, 2]\n";

    fn texts(text: &str, table: usize, key: &str) -> Vec<String> {
        let (_, report) = read(text);
        let (_, row) = report.tables.all()[table].row(key).expect("the row");
        row.cells.iter().map(|cell| cell.text.clone()).collect()
    }

    #[test]
    fn figures_are_summed_and_blanks_stay() {
        let (_, departments) = departments(&[A, B]);
        let (sum, notes) = sum(&departments).expect("a sum");
        assert_eq!(
            notes.iter().map(|note| (note.code(), note.severity)).collect::<Vec<_>>(),
            [("merge-label", Severity::Note)]
        );
        let text = merged_file(&sum);
        assert_eq!(texts(&text, 0, "regulations"), ["3", "", "/"]);
        assert_eq!(texts(&text, 0, "fees"), ["3.755"]);
        assert_eq!(texts(&text, 0, "extra.0"), ["11", "22", "33"]);
        assert_eq!(texts(&text, 0, "extra.1"), ["7", "", ""]);
        assert_eq!(texts(&text, 1, "received"), ["7", "1", "", "", "", "", "8"]);
        assert_eq!(texts(&text, 1, "total"), ["7", "1", "", "", "", "", "8"]);
        assert_eq!(texts(&text, 1, "carried_out"), [""; 7]);
        assert_eq!(texts(&text, 2, "reconsideration"), ["1", "0", "0", "2", "3"]);
        let (_, report) = read(&text);
        let labels: Vec<&str> = report.tables.disclosure.rows().map(|(_, row)| row.label.text.as_str()).collect();
        assert_eq!(labels.get(2..4), Some(["其他文件", "公告"].as_slice()));
        assert_eq!(report.sections[0].body.as_ref().map(|body| body.text.as_str()), Some("## 一级\n\n### 二级。\n"));
        assert!(text.contains("甲局") && text.contains("b1.toml"));
        assert!(compare(&sum, &report).is_empty(), "a sum agrees with itself");
    }

    #[test]
    fn what_cannot_be_summed_is_named_with_its_place() {
        let text = "[report]\norgan = '丙局'\nyear = 2024\n[disclosure]\nfees = ['251000元']\n[applications]\n\
                    received = { natural = 2, enterprise = { value = 1, text = '1（转来）' }, total = '' }\n";
        let old = "[report]\norgan = '丁局'\nyear = 2020\n";
        let (sources, departments) = departments(&[A, text, old]);
        let found = sum(&departments).expect_err("no sum");
        let places: Vec<(&str, String, usize)> = found
            .iter()
            .map(|fault| {
                let span = fault.span.unwrap();
                (fault.code(), sources.get(span.source).name.clone(), sources.line_column(span).line)
            })
            .collect();
        let place = |code, file: &str, line| (code, file.to_owned(), line);
        assert_eq!(
            places,
            [
                place("merge-year", "b1.toml", 3),
                place("merge-text", "b1.toml", 5),
                place("merge-note", "b1.toml", 7),
                place("merge-form", "b2.toml", 2),
                place("merge-year", "b2.toml", 3),
            ]
        );
    }

    #[test]
    fn the_same_organ_twice_is_told() {
        let told = |a: &str, b: &str| {
            let (_, departments) = departments(&[a, b]);
            let (_, notes) = sum(&departments).expect("a sum");
            notes.iter().map(|note| (note.code(), note.severity)).collect::<Vec<_>>()
        };
        assert_eq!(told(B, B), [("merge-organ", Severity::Error)], "a copy");
        let other = B.replace("[7, '', '']", "[8, '', '']");
        assert_eq!(told(B, &other), [("merge-organ", Severity::Warning)]);
        let merged = B.replace("乙局", UNNAMED);
        assert_eq!(told(B, &merged), [("merge-organ", Severity::Warning)], "an earlier sum");
    }

    #[test]
    fn each_difference_is_one_finding_at_its_place() {
        let (_, departments) = departments(&[A, B]);
        let (sum, _) = sum(&departments).expect("a sum");
        let own = "[report]\norgan = '某市人民政府'\nyear = 2025\n[disclosure]\nregulations = [4, 0, '/']\nfees = [3.755]\n\
                   [[disclosure.extra]]\nafter = 'normative'\nlabel = '其他文件'\ncells = [11, 22, 33]\n\
                   [[disclosure.extra]]\nafter = 'fees'\nlabel = '罚没'\ncells = [9]\n\
                   [applications]\nreceived = { natural = 7, enterprise = 1 }\n\
                   granted = { natural = 7, enterprise = 1 }\n[remedies]\nreconsideration = [1, 0, 0, '2件', 3]\n";
        let (sources, report) = read(own);
        let found = compare(&sum, &report);
        let places: Vec<(usize, String)> = found
            .iter()
            .map(|fault| (sources.line_column(fault.span.unwrap()).line, fault.key.clone().unwrap_or_default()))
            .collect();
        let place = |line, key: &str| (line, key.to_owned());
        assert_eq!(
            places,
            [
                // A row that only the departments have has no place but that of the report.
                place(2, "disclosure.extra.issued"),
                place(5, "disclosure.regulations.issued"),
                place(14, "disclosure.extra.1.amount"),
                place(19, "remedies.reconsideration.pending"),
            ]
        );
    }
}
