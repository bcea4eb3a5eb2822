//! Sheets as offices have them, written out by hand: right figures, or a doubt that names the cell.
#![allow(clippy::unwrap_used)]

use super::grid::Grid;
use super::tables::{ReadTables, doubled_tables, read_tables};
use super::{ForeignFile, ImportOptions, Imported, import};
use crate::diagnostic::Lang;
use crate::form::{FORM_2021, Forms};
use crate::report::{Row, Tables};

const OPTIONS: ImportOptions = ImportOptions { forms: Forms::OFFICIAL, form: None, joins: None, pictures: None };

/// A sheet: lines of cells, divided by |.
fn sheet(name: &str, text: &str) -> Grid {
    let rows = text.trim_matches('\n').lines().map(|line| line.split('|').map(|cell| cell.trim().to_owned()).collect());
    Grid::of_texts(format!("工作表“{name}”"), rows)
}

fn read(sheets: &[&str]) -> ReadTables {
    let grids: Vec<Grid> = sheets.iter().zip(1..).map(|(text, at)| sheet(&format!("Sheet{at}"), text)).collect();
    read_tables(&grids, Forms::OFFICIAL, None, None)
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

/// Two reports in one file, of which nobody can tell which is meant: nothing is read, and both are named.
#[test]
fn two_reports_in_one_file() {
    let both = |text: &str| {
        let grids = [sheet("2024", text), sheet("2025", text)];
        doubled_tables(&grids, &FORM_2021, Forms::OFFICIAL)
    };
    let named = |number, at: &str| vec![(number, format!("工作表“2024” {at}"), format!("工作表“2025” {at}"))];
    assert_eq!(both(REMEDIES), named("四", "A4"));
    assert_eq!(both(DISCLOSURE), named("二", "A4"));
    let file = ForeignFile { name: "a.html".to_owned(), bytes: applications().repeat(2).into_bytes(), beside: None };
    let fault = import(&[file], &OPTIONS).unwrap_err();
    let said = fault[0].message.in_lang(Lang::Zh);
    assert_eq!(said, "表三有两份：第 1 张表第 4 行第 1 列，第 2 张表第 4 行第 1 列");
    // A table that is cut has its heads twice, and its rows once.
    assert_eq!(doubled_tables(&[sheet("a", DISCLOSURE), sheet("b", REMEDIES)], &FORM_2021, Forms::OFFICIAL), []);
}

/// Table 三 as a portal has it: labels over several rows and columns, three lines of heads. The figure of the row r and
/// the column c is 10 r + c.
fn applications() -> String {
    let tables = Tables::official(&FORM_2021);
    let rows: Vec<_> = tables.applications.rows().map(|(_, row)| row).collect();
    let mut html = "<table border=1><tr><td colspan=3 rowspan=3>（本列数据的勾稽关系为：第一项加第二项之和，等于第三项加第四项之和）\
        <td colspan=7>申请人情况<tr><td rowspan=2>自然人<td colspan=5>法人或其他组织<td rowspan=2>总计<tr><td>商业企业<td>科研机构\
        <td>社会公益组织<td>法律服务机构<td>其他"
        .to_owned();
    for (at, row) in rows.iter().enumerate() {
        html += "<tr>";
        for (level, group) in row.groups.iter().enumerate() {
            let is_same = |other: &&&Row| other.groups.get(level) == Some(group);
            if at == 0 || rows[at - 1].groups.get(level) != Some(group) {
                let count = rows[at..].iter().take_while(is_same).count();
                html += &format!("<td rowspan={count}>{}", group.label.text);
            }
        }
        html += &format!("<td colspan={}>{}", 3 - row.groups.len(), row.label.text);
        (0..7).for_each(|column| html += &format!("<td>{}", 10 * (at + 1) + column));
        html += "</tr>\n";
    }
    html + "</table>"
}

fn imported(html: &str) -> Imported {
    let file = ForeignFile { name: "a.html".to_owned(), bytes: html.as_bytes().to_vec(), beside: None };
    import(&[file], &OPTIONS).unwrap()
}

/// The figures of the rows of 三 that were read.
fn of_applications(imported: &Imported) -> Vec<(String, Vec<String>)> {
    let texts = |row: &Row| row.cells.iter().map(|cell| cell.text.clone()).collect();
    imported.tables.applications.rows().map(|(_, row)| (row.key.clone(), texts(row))).collect()
}

/// That all figures are right but for those of some rows, and how many doubts there are.
#[track_caller]
fn right_but_for(html: &str, others: &[(&str, &str)], doubts: usize) -> Imported {
    let imported = imported(html);
    let told: Vec<String> =
        imported.doubts.iter().map(|doubt| format!("{}：{}", doubt.place, doubt.message.in_lang(Lang::Zh))).collect();
    for (at, (key, texts)) in of_applications(&imported).into_iter().enumerate() {
        let right: Vec<String> = (0..7).map(|column| (10 * (at + 1) + column).to_string()).collect();
        match others.iter().find(|(other, _)| *other == key) {
            Some((_, other)) => assert_eq!(texts.join("|"), *other, "{key}: {told:?}"),
            None => assert_eq!(texts, right, "{key}: {told:?}"),
        }
    }
    assert_eq!(told.len(), doubts, "{told:#?}");
    imported
}

#[test]
fn a_page_as_it_should_be() {
    right_but_for(&applications(), &[], 0);
}

/// What Word leaves: paragraphs and spans in cells, hard blanks, labels over two lines, numbers of full width.
#[test]
fn what_word_leaves() {
    let word = applications()
        .replace(
            "<td>11<td>12",
            "<td><p class=MsoNormal align=center><span lang=EN-US>&nbsp;11&nbsp;<o:p></o:p></span></p></td><td>12",
        )
        .replace("1.属于国家秘密", "<p class=MsoNormal>1.属于<br>\n国家秘密</p>")
        .replace("<td>13", "<td>１３")
        .replace("（三）不予公开", "（三）<span>不予</span>\n<span>公开</span>");
    let others = [("received", "10|11|12|13|14|15|16")];
    right_but_for(&word, &others, 0);
}

/// Tables that lay out the page around it, and scripts in it.
#[test]
fn a_table_within_tables() {
    let page = format!(
        "<table><tr><td>导航</td><td><table><tr><td>{}</td></tr></table></td></tr></table><script>'<td>1'</script>",
        applications()
    );
    right_but_for(&page, &[], 0);
}

/// The head is one column narrower than the rows: the figures are still those behind the labels.
#[test]
fn heads_and_rows_of_different_spans() {
    let slipped = applications().replace("colspan=3 rowspan=3", "colspan=2 rowspan=3");
    right_but_for(&slipped, &[], 0);
    let wider = applications().replace("colspan=3 rowspan=3", "colspan=4 rowspan=3");
    right_but_for(&wider, &[], 0);
}

#[test]
fn a_table_cut_in_two() {
    let table = applications();
    let at = table.find("<tr><td rowspan=3>（四）").unwrap();
    let (above, below) = table.split_at(at);
    // The cell over all outcomes is in the first part: in the second, 四、 has one column more before its figures than
    // the rows above it, which might as well be a slip.
    let halves = format!("{above}</table><p>续表</p><table>{below}");
    right_but_for(&halves, &[("carried_out", "||||||")], 1);
    right_but_for(&halves.replace("<table><tr>", "<table><tr><td rowspan=12>"), &[], 0);
}

#[test]
fn totals_that_are_missing() {
    let mut html = applications();
    for at in 1..=25 {
        html = html.replace(&format!("<td>{}</tr>", 10 * at + 6), "<td></tr>");
    }
    let imported = imported(&html);
    let without: Vec<String> = imported.doubts.iter().map(|doubt| doubt.message.in_lang(Lang::Zh).to_owned()).collect();
    assert_eq!(without, [""; 0]);
    let rows = of_applications(&imported);
    assert_eq!(rows[0].1.join("|"), "10|11|12|13|14|15|");
}

/// Two figures in one cell are never joined to one.
#[test]
fn two_figures_in_a_cell() {
    let html = applications().replace("<td>43", "<td><p>4</p><p>300</p>").replace("<td>44", "<td>4<br>400");
    right_but_for(&html, &[("partial", "40|41|42|||45|46")], 2);
}

/// What is raised, struck out or drawn is no digit of the figure beside it, and is told.
#[test]
fn what_stands_around_figures() {
    let html = applications()
        .replace("<td>40", "<td>40<sup>1</sup>")
        .replace("<td>41", "<td><del>9</del>41")
        .replace("<td>42", "<td><span style='text-decoration: line-through'>9</span>42")
        .replace("<td>43", "<td><img src=x.png>")
        .replace("<td>44", "<td><input value=44>");
    right_but_for(&html, &[("partial", "|41|42|||45|46")], 5);
}

/// A figure over two cells stands for two, or for one of them: nobody can tell.
#[test]
fn a_figure_over_two_cells() {
    let html = applications().replace("<td>43<td>44", "<td colspan=2>43");
    right_but_for(&html, &[("partial", "40|41|42|||45|46")], 1);
}

/// A row whose figures have slipped one column is left out, whatever it would add up to.
#[test]
fn a_row_that_has_slipped() {
    let html = applications().replace("<td>40<td>41", "<td><td>40<td>41");
    let imported = right_but_for(&html, &[("partial", "||||||")], 1);
    assert!(imported.doubts[0].place.contains("第 7 行"), "{:?}", imported.doubts);
}

#[test]
fn counts_are_whole_and_not_negative() {
    let html =
        applications().replace("<td>43", "<td>－43").replace("<td>44", "<td>４．４").replace("<td>45", "<td>−45");
    right_but_for(&html, &[("partial", "40|41|42||||46")], 3);
}

/// Amounts in another unit are not taken for 万元.
#[test]
fn amounts_in_another_unit() {
    for (unit, fees, doubts) in
        [("（单位：元）", "", 2), ("（单位：亿元）", "", 2), ("", "12.5", 1), ("（万元）", "12.5", 1)]
    {
        let read = read(&[&DISCLOSURE.replace("（单位：万元）", unit)]);
        assert_eq!((row(&read, "disclosure", "fees"), read.doubts.len()), (vec![fees.to_owned()], doubts), "{unit}");
    }
}

/// Strokes stay strokes, and a blank stays blank: neither is 0.
#[test]
fn blanks_are_no_zeros() {
    let html = applications().replace("<td>43", "<td>/").replace("<td>44", "<td>&nbsp;").replace("<td>45", "<td>—");
    right_but_for(&html, &[("partial", "40|41|42|/||—|46")], 0);
}

#[test]
fn a_row_that_the_form_does_not_have() {
    let html = applications().replace(
        "<tr><td colspan=3>四、",
        "<tr><td colspan=3>本年撤回<td>1<td>2<td>3<td>4<td>5<td>6<td>21</tr><tr><td colspan=3>四、",
    );
    let imported = right_but_for(&html, &[], 1);
    let told = &imported.doubts[0];
    assert!(
        told.place.starts_with("第 1 张表第 ") && told.message.in_lang(Lang::Zh).contains("本年撤回 | 1 | 2"),
        "{told:?}"
    );
}

#[test]
fn figures_with_units_and_remarks() {
    let html = applications()
        .replace("<td>43", "<td>43件")
        .replace("<td>52", "<td>52（其中网上3件）")
        .replace("<td>1264", "<td>1,264");
    right_but_for(
        &html,
        &[("partial", "40|41|42||44|45|46"), ("refused.state_secret", "50|51|52（其中网上3件）|53|54|55|56")],
        2,
    );
}

/// The titles of 2019 over the rows of 2021: the rows decide.
#[test]
fn titles_of_one_form_over_rows_of_another() {
    let html =
        format!("<p>三、收到和处理政府信息公开申请情况</p><p>甲局2021年政府信息公开工作年度报告</p>{}", applications());
    let imported = right_but_for(&html, &[], 0);
    assert_eq!((imported.form.name, imported.year, imported.organ.as_deref()), ("2021", Some(2021), Some("甲局")));
}

/// Heads that nobody knows where one of the form is missing: which column is which cannot be told.
#[test]
fn a_strange_head() {
    let imported = imported(&applications().replace("<td>科研机构", "<td>科研院所<td>高等学校"));
    assert!(of_applications(&imported).iter().all(|(_, row)| row.iter().all(String::is_empty)));
    assert!(
        imported.doubts.iter().any(|doubt| doubt.message.in_lang(Lang::Zh).contains("科研院所")),
        "{:?}",
        imported.doubts
    );
}

/// Columns that stand in another order are known by their heads.
#[test]
fn columns_in_another_order() {
    let html = applications().replace("<td>商业企业<td>科研机构", "<td>科研机构<td>商业企业");
    let imported = imported(&html);
    assert_eq!(of_applications(&imported)[0].1.join("|"), "10|12|11|13|14|15|16", "{:?}", imported.doubts);
}

#[test]
fn a_page_of_scripts_alone() {
    let file = ForeignFile {
        name: "a.html".to_owned(),
        bytes: b"<html><script>document.write('<table>')</script>".to_vec(),
        beside: None,
    };
    let fault = import(&[file], &OPTIONS).unwrap_err();
    assert!(fault[0].message.in_lang(Lang::Zh).contains("没有表二、表三或表四"));
}

/// Labels in other words are taken over with their figures, and told.
#[test]
fn labels_that_depart_from_the_form() {
    let html = applications().replace("社会公益组织", "社会团体").replace("（三）不予公开", "（三）不公开");
    let imported = right_but_for(&html, &[], 2);
    let labels: Vec<(&str, &str)> = imported.labels.iter().map(|(key, label)| (key, label.text.as_str())).collect();
    assert_eq!(labels, [("applications.*.ngo", "社会团体"), ("applications.refused", "（三）不公开")]);
    assert!(imported.doubts[0].place.contains("第 3 行第 7 列"), "{:?}", imported.doubts[0]);

    let text = DISCLOSURE.replace("第二十条第（五）项", "其他文件|8|9|7\n第二十条第五项");
    let read = read(&[&text]);
    assert_eq!(row(&read, "disclosure", "extra.0"), ["8", "9", "7"]);
    assert_eq!(row(&read, "disclosure", "licences"), ["1234"]);
    let (_, extra) = read.tables.disclosure.row("extra.0").unwrap();
    assert_eq!((extra.home(), extra.label.text.as_str()), ("normative", "其他文件"));
    assert_eq!(
        doubts(&read),
        ["工作表“Sheet1” A6：格式没有“其他文件”这一行，作为增加的一行带入"],
        "第五项 is 第（五）项"
    );
}

/// Heads that are known in part, or say another thing, and lines that are neither rows nor heads: told, or nothing is
/// read below them.
#[test]
fn heads_that_say_another_thing() {
    for (from, to) in [
        ("第二十条第（五）项\n信息内容|本年处理决定数量", "第二十条第（五）项\n信息内容|上年处理决定数量"),
        (
            "第二十条第（五）项\n信息内容|本年处理决定数量\n行政许可|1,234",
            "第二十条第（五）项\n|2024年|2025年\n行政许可|1,234|",
        ),
        ("本年收费金额（单位：万元）", "本年收费（单位：元）"),
        ("本年收费金额（单位：万元）", "收费总额（元）"),
    ] {
        assert!(DISCLOSURE.contains(from), "{from}");
        let read = read(&[&DISCLOSURE.replace(from, to)]);
        let key = if to.contains("收费") { "fees" } else { "licences" };
        assert_eq!(row(&read, "disclosure", key), [""], "{to}: {:?}", doubts(&read));
        assert!(!doubts(&read).is_empty(), "{to}");
    }
    // Groups alone tell no columns.
    let text = "行政诉讼||||||||||行政复议\n1|2|3|4|10|5|6|7|8|26|9|10|11|12|42\n";
    let remedies = read(&[text]);
    let all = remedies.tables.remedies.rows().flat_map(|(_, row)| &row.cells);
    assert!(
        all.into_iter().all(|cell| cell.text.is_empty()) && !doubts(&remedies).is_empty(),
        "{:?}",
        doubts(&remedies)
    );
    // A row of words is no head.
    let words = read(&[&DISCLOSURE.replace("行政许可|1,234", "行政许可|1,234\n其他许可|约5件")]);
    assert!(doubts(&words).iter().any(|told| told.contains("约5件")), "{:?}", doubts(&words));
    assert_eq!(row(&words, "disclosure", "licences"), ["1234"]);
}

/// A title within a table does not end what its heads say.
#[test]
fn a_title_within_a_table() {
    let html = applications();
    let at = html.match_indices("<tr>").nth(5).unwrap().0;
    let (above, below) = html.split_at(at);
    let title = "<tr><td colspan=10>收到和处理政府信息公开申请情况</tr>";
    right_but_for(&format!("{above}{title}{below}"), &[], 0);
    // 总计 stands first in it.
    let moved = html
        .replace("<td rowspan=2>总计", "")
        .replace("<td rowspan=2>自然人", "<td rowspan=2>总计<td rowspan=2>自然人");
    let (above, below) = moved.split_at(moved.match_indices("<tr>").nth(5).unwrap().0);
    let whole = of_applications(&imported(&moved));
    assert_eq!(whole[0].1.join("|"), "11|12|13|14|15|16|10");
    assert_eq!(of_applications(&imported(&format!("{above}{title}{below}"))), whole);
}

/// A row with a cell too many before its figures.
#[test]
fn a_row_of_few_columns_that_has_slipped() {
    let read_of = |from: &str, to: &str| read(&[&DISCLOSURE.replace(from, to)]);
    let slipped = read_of("行政规范性文件|5|2|40", "行政规范性文件||5|2|40");
    assert_eq!(row(&slipped, "disclosure", "normative"), ["", "", ""], "{:?}", doubts(&slipped));
    assert!(doubts(&slipped)[0].contains("没有带入"), "{:?}", doubts(&slipped));
    let alone = read_of("行政许可|1,234", "行政许可|||1,234");
    assert_eq!((row(&alone, "disclosure", "licences"), doubts(&alone).len()), (vec![String::new()], 1));
}

/// Titles of two years in one file.
#[test]
fn titles_that_tell_two_things() {
    let title = |year| format!("<p>甲局{year}年政府信息公开工作年度报告</p>");
    let both = imported(&format!("{}{}{}", title(2024), title(2025), applications()));
    assert_eq!((both.year, both.is_mixed, both.organ.as_deref()), (None, true, Some("甲局")));
    assert!(both.doubts[0].message.in_lang(Lang::Zh).contains("2024、2025"), "{:?}", both.doubts);
    let spoken_of =
        format!("{}<p>与甲局2024年政府信息公开工作年度报告相比，新收减少。</p>{}", title(2025), applications());
    assert_eq!((imported(&spoken_of).year, imported(&spoken_of).is_mixed), (Some(2025), false));
}
