#![allow(clippy::unwrap_used)]

use super::*;
use crate::author::testing::read;
use crate::form::Forms;
use crate::import::{ForeignFile, ImportOptions, import};

const PAGE: &str = "<p>甲局2025年政府信息公开工作年度报告</p><p>一、总体情况</p><p>公开了5条。</p>\
    <p>二、主动公开政府信息情况</p><table>\
    <tr><td>第二十条第（一）项<tr><td>信息内容<td>本年制发件数<td>本年废止件数<td>现行有效件数\
    <tr><td>规章<td>1<td>0<td>3<tr><td>行政规范性文件<td>5<td>2<td>40（其中修订3件）<tr><td>其他文件<td>7<td>8<td>9\
    <tr><td>第二十条第（五）项<tr><td>信息内容<td>本年处理决定数量<tr><td>行政许可<td>/\
    <tr><td>第二十条第（六）项<tr><td>信息内容<td>本年处理决定数量<tr><td>行政处罚<td>56<tr><td>行政强制<td></table>\
    <p>六、其他需要报告的事项</p><p>没有。</p>";

fn imported() -> Imported {
    let file = ForeignFile { name: "a.html".to_owned(), bytes: PAGE.as_bytes().to_vec(), beside: None };
    import(&[file], &ImportOptions { forms: Forms::OFFICIAL, form: None, joins: None, pictures: None }).unwrap()
}

const HEAD: &str = "[report]  # 头\norgan = '甲局'\nyear = 2025\n\n";

/// A file that was filled in, and what was found to differ, as `key: old → new`.
fn filled(rest: &str, replaces: bool) -> (String, Filled, Vec<String>) {
    let text = format!("{HEAD}{rest}");
    let (_, report) = read(&text);
    let imported = imported();
    let filled = fill(&text, &report, &imported, replaces).unwrap();
    let (_, after) = read(&filled.text);
    assert!(is_filled_as_meant(&report, &after, &imported), "{}", filled.text);
    let told = filled.differing.iter().map(|one| format!("{}: {} → {}", one.key, one.old, one.new)).collect();
    (filled.text.strip_prefix(HEAD).unwrap().to_owned(), filled, told)
}

/// Rows as lists, by the keys of columns, below headers, in groups, with comments around: each takes its figures where
/// it stands.
#[test]
fn rows_take_figures_in_whatever_way_they_are_written() {
    let text = "[disclosure]  # 表二\nregulations = [ 1, \"\", 3 ]   # 规章\nnormative = { issued = \"\" } # 文\n\n\
        [disclosure.penalties] # 处罚\ndecisions = \"\"\n\n# 尾";
    let (after, filled, told) = filled(text, false);
    assert_eq!(told, [""; 0]);
    assert!(
        after.contains(
            "[disclosure]  # 表二\nregulations = [ 1, 0, 3 ]   # 规章\n\
             normative = { issued = 5, repealed = 2, in_force = { value = 40, text = \"40（其中修订3件）\" } } # 文；存疑：第 1 张表第 4 行第 4 列，“40（其中修订3件）”照样印，按 40 计算\n\
             licences = [\"/\"]\n"
        ),
        "{after}"
    );
    assert!(after.contains("\n[disclosure.penalties] # 处罚\ndecisions = 56\n"), "{after}");
    assert!(
        after.contains("[[disclosure.extra]]\nafter = \"normative\"\nlabel = \"其他文件\"\ncells = [7, 8, 9]\n"),
        "{after}"
    );
    assert!(after.contains("[overview]\nbody = '''\n公开了5条。\n'''\n"), "{after}");
    assert!(after.contains("\n# 尾\n# 存疑："), "{after}");
    assert_eq!((filled.figures, filled.texts), (1 + 3 + 1 + 1 + 3, 2));
}

#[test]
fn what_differs_is_told_and_stays_or_is_replaced() {
    let text = "[disclosure]\nregulations = [2, 0, 3] # 规章\n[overview]\nbody = '另一段。' # 正文\n";
    let (after, _, told) = filled(text, false);
    assert_eq!(told, ["disclosure.regulations.issued: 2 → 1", "overview.body: 另一段。 → 公开了5条。"]);
    assert!(
        after.contains("regulations = [2, 0, 3] # 规章\n") && after.contains("body = '另一段。' # 正文\n"),
        "{after}"
    );
    let (after, _, told) = filled(text, true);
    assert_eq!(told.len(), 2);
    assert!(
        after.contains("regulations = [1, 0, 3] # 规章\n") && after.contains("body = '''\n公开了5条。\n''' # 正文\n"),
        "{after}"
    );
}

/// The same again changes nothing.
#[test]
fn filling_in_twice_is_filling_in_once() {
    let once = filled("[disclosure]\nnormative = []\n", false).0;
    let (twice, filled, told) = filled(&once, false);
    assert_eq!((twice, filled.figures, filled.texts), (once, 0, 0));
    assert_eq!(told, [""; 0]);
}

/// A row that was pasted has its figures in one text: what it has is compared, what it lacks is told.
#[test]
fn a_pasted_row_is_left_alone() {
    let text = "[disclosure]\nregulations = \"1\\t0\\t4\"\n";
    let (after, filled, told) = filled(text, true);
    assert_eq!(told, ["disclosure.regulations.in_force: 4 → 3"]);
    assert!(after.contains(text), "{after}");
    assert!(filled.unwritten.contains(&"disclosure.regulations".to_owned()), "{:?}", filled.unwritten);
}

#[test]
fn carriage_returns_stay() {
    let text =
        format!("{HEAD}[disclosure]\nregulations = []\n\n[other]\nbody = '''\n没有。\n'''\n").replace('\n', "\r\n");
    let (_, report) = read(&text);
    let after = fill(&text, &report, &imported(), false).unwrap().text;
    assert!(after.replace("\r\n", "").find(['\r', '\n']).is_none(), "{after:?}");
    assert!(after.contains("regulations = [1, 0, 3]\r\n") && after.contains("没有。\r\n'''\r\n"), "{after}");
}

const APPLICATIONS: &str = "<p>甲局2025年政府信息公开工作年度报告</p><table>\
    <tr><td><td>自然人<td>商业企业<td>科研机构<td>社会公益组织<td>法律服务机构<td>其他<td>总计\
    <tr><td>一、本年新收政府信息公开申请数量<td>1<td>2<td>3<td>4<td>5<td>6<td>22\
    <tr><td>二、上年结转政府信息公开申请数量<td>1<td>1<td>1<td>1<td>1<td>1<td>6</table>";

/// A total that the file leaves out follows from its parts: it is no blank, and what was imported may be wrong.
#[test]
fn totals_that_are_left_out_are_not_overwritten() {
    let filled_with = |rows: &str| {
        let text = format!("{HEAD}[applications]\n{rows}");
        let (_, report) = read(&text);
        let file = ForeignFile { name: "a.html".to_owned(), bytes: APPLICATIONS.into(), beside: None };
        let options = ImportOptions { forms: Forms::OFFICIAL, form: None, joins: None, pictures: None };
        let imported = import(&[file], &options).unwrap();
        let filled = fill(&text, &report, &imported, false).unwrap();
        assert!(is_filled_as_meant(&report, &read(&filled.text).1, &imported), "{}", filled.text);
        let told: Vec<String> =
            filled.differing.iter().map(|one| format!("{}: {} → {}", one.key, one.old, one.new)).collect();
        (filled.text, told.join("，"))
    };
    // The parts are there: 21, whatever was imported.
    let (text, told) = filled_with("received = [1, 2, 3, 4, 5, 6]\n");
    assert!(text.contains("received = [1, 2, 3, 4, 5, 6]\n"), "{text}");
    assert_eq!(told, "applications.received.total: 21 → 22");
    // A part that differs stays, and so does the total.
    let (text, told) = filled_with("received = [9, 2, 3, 4, 5, \"\"]\ncarried_in = [1, 1, 1, 1, 1, 1]\n");
    assert!(
        text.contains("received = [9, 2, 3, 4, 5, 6]") && text.contains("carried_in = [1, 1, 1, 1, 1, 1]\n"),
        "{text}"
    );
    assert_eq!(told, "applications.received.natural: 9 → 1，applications.received.total: 23 → 22");
    // All of it comes from there.
    let (text, told) = filled_with("received = []\n");
    assert!(text.contains("received = [1, 2, 3, 4, 5, 6, 22]") && told.is_empty(), "{text}");
}

/// What cannot be written is not said to be replaced.
#[test]
fn what_was_pasted_is_not_replaced() {
    let (_, filled, _) = filled("[disclosure]\nregulations = \"1\\t0\\t4\"\n[overview]\nbody = '旧'\n", true);
    let replaced: Vec<bool> = filled.differing.iter().map(|one| one.is_replaced).collect();
    assert_eq!(replaced, [false, true]);
}

#[test]
fn headings_that_say_something_stay() {
    let (after, _, told) = filled("[overview]\nbody = '''\n# 公开12条\n'''\n", false);
    assert!(after.contains("# 公开12条") && told.len() == 1, "{after}");
    let (after, _, told) = filled("[overview]\nbody = '''\n## 公开了5条\n'''\n", false);
    assert!(after.contains("公开了5条。") && told.is_empty(), "{after}");
}
