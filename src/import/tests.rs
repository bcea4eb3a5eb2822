//! Sheets as offices have them, written out by hand: right figures, or a doubt that names the cell.
#![allow(clippy::unwrap_used)]

use super::grid::Grid;
use super::tables::{ReadTables, read_tables};
use crate::diagnostic::Lang;
use crate::form::Forms;

/// A sheet: lines of cells, divided by |.
fn sheet(name: &str, text: &str) -> Grid {
    let rows = text.trim_matches('\n').lines().map(|line| line.split('|').map(|cell| cell.trim().to_owned()).collect());
    Grid::of_texts(format!("工作表“{name}”"), rows)
}

fn read(sheets: &[&str]) -> ReadTables {
    let grids: Vec<Grid> = sheets.iter().zip(1..).map(|(text, at)| sheet(&format!("Sheet{at}"), text)).collect();
    read_tables(&grids, Forms::OFFICIAL, None)
}

fn row(read: &ReadTables, table: &str, key: &str) -> Vec<String> {
    let (_, row) = read.tables.of_section(table).unwrap().row(key).unwrap();
    row.cells.iter().map(|cell| cell.text.clone()).collect()
}

fn doubts(read: &ReadTables) -> Vec<String> {
    read.doubts.iter().map(|doubt| format!("{}：{}", doubt.place, doubt.message.in_lang(Lang::Zh))).collect()
}

const REMEDIES: &str = "
行政复议||||| 行政诉讼
结果维持|结果纠正|其他结果|尚未审结|总计|未经复议直接起诉|||||复议后起诉
|||||结果维持|结果纠正|其他结果|尚未审结|总计|结果维持|结果纠正|其他结果|尚未审结|总计
1|2|3|4|10|5|6|7|8|26|9|10|11|12|42
";

const DISCLOSURE: &str = "
主动公开政府信息情况
第二十条第（一）项
信息内容|本年制发件数|本年废止件数|现行有效件数
规章|1|0|3
行政规范性文件|5|2|40
第二十条第（五）项
信息内容|本年处理决定数量
行政许可|1,234
第二十条第（六）项
信息内容|本年处理决定数量
行政处罚|５６
行政强制|7
第二十条第（八）项
信息内容|本年收费金额（单位：万元）
行政事业性收费|12.5
";

#[test]
fn two_tables_on_two_sheets() {
    let read = read(&[DISCLOSURE, REMEDIES]);
    assert_eq!(doubts(&read), [""; 0]);
    assert_eq!((read.form.name, read.found.as_slice()), ("2021", &["disclosure", "remedies"][..]));
    assert_eq!(row(&read, "disclosure", "normative"), ["5", "2", "40"]);
    assert_eq!(row(&read, "disclosure", "licences"), ["1234"]);
    assert_eq!(row(&read, "disclosure", "penalties"), ["56"]);
    assert_eq!(row(&read, "remedies", "reconsideration"), ["1", "2", "3", "4", "10"]);
    assert_eq!(row(&read, "remedies", "litigation_after"), ["9", "10", "11", "12", "42"]);
}

#[test]
fn two_tables_on_one_sheet() {
    let both = format!("{DISCLOSURE}\n{REMEDIES}");
    let both: String = both.lines().filter(|line| !line.is_empty()).map(|line| format!("{line}\n")).collect();
    let read = read(&[&both]);
    assert_eq!(doubts(&read), [""; 0]);
    assert_eq!(row(&read, "disclosure", "fees"), ["12.5"]);
    assert_eq!(row(&read, "remedies", "litigation_direct"), ["5", "6", "7", "8", "26"]);
}

/// Money of another unit, a remark behind a figure, a word where a figure should be.
#[test]
fn what_is_no_plain_figure_is_told() {
    let text = DISCLOSURE.replace("12.5", "251000元").replace("|40", "|40（其中修订16件）").replace("|1,234", "|较多");
    let read = read(&[&text]);
    assert_eq!(row(&read, "disclosure", "fees"), [""]);
    assert_eq!(row(&read, "disclosure", "licences"), [""]);
    assert_eq!(row(&read, "disclosure", "normative"), ["5", "2", "40（其中修订16件）"]);
    assert_eq!(
        doubts(&read),
        [
            "工作表“Sheet1” D5：“40（其中修订16件）”照样印，按 40 计算",
            "工作表“Sheet1” B8：“较多”不是一个数，没有带入",
            "工作表“Sheet1” B15：“251000元”不是一个数，没有带入",
        ]
    );
}

/// A row that the form does not have is told with its figures; one that is not there is told as well.
#[test]
fn rows_too_many_and_too_few() {
    let text = DISCLOSURE.replace("规章|1|0|3", "内部文件|1|0|3\n规章|1|0|3").replace("行政强制|7\n", "");
    let read = read(&[&text]);
    assert_eq!(row(&read, "disclosure", "regulations"), ["1", "0", "3"]);
    assert_eq!(row(&read, "disclosure", "coercion"), [""]);
    let told = doubts(&read);
    assert_eq!(told.len(), 2, "{told:?}");
    assert!(told[0].starts_with("工作表“Sheet1” A4：没有带入（内部文件 | 1 | 0 | 3）："), "{}", told[0]);
    assert!(told[1].contains("没有“行政强制”这一行"), "{}", told[1]);
}

/// Heads that nobody knows tell no columns: nothing is read, whatever the rows are called.
#[test]
fn strange_heads_bring_no_figures() {
    let text = DISCLOSURE.replace("本年废止件数|现行有效件数", "现行有效数|本年废止数");
    let read = read(&[&text]);
    assert_eq!(row(&read, "disclosure", "regulations"), ["", "", ""]);
    assert!(!doubts(&read).is_empty());
}

/// 四 turned on its side: its heads stand below one another, its figures beside them.
#[test]
fn a_table_on_its_side() {
    let lines: Vec<Vec<&str>> = REMEDIES.trim().lines().map(|line| line.split('|').collect()).collect();
    let turned: Vec<String> = (0..15)
        .map(|column| {
            lines.iter().map(|line| line.get(column).copied().unwrap_or_default()).collect::<Vec<_>>().join("|")
        })
        .collect();
    let read = read(&[&turned.join("\n")]);
    assert_eq!(doubts(&read), [""; 0]);
    assert_eq!(row(&read, "remedies", "litigation_direct"), ["5", "6", "7", "8", "26"]);
}

/// The same figures twice are two reports in one file.
#[test]
fn two_reports_in_one_file() {
    let read = read(&[REMEDIES, REMEDIES]);
    assert_eq!(row(&read, "remedies", "reconsideration"), [""; 5]);
    assert!(!doubts(&read).is_empty(), "{:?}", doubts(&read));
}
