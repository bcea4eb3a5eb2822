//! Tables as they come from a clipboard, written out by hand, and random ones rendered in the ways of Excel, of a
//! browser and without labels.
#![allow(clippy::unwrap_used, clippy::expect_used)]

use proptest::prelude::*;
use proptest::test_runner::{Config, RngAlgorithm, TestRng, TestRunner};

use crate::form::Forms;
use crate::report::{Labels, OfficialTable, ReadOptions, Report, Tables, read};
use crate::source::Sources;

const APPLICATIONS_2021: &str = include_str!("samples/applications-2021.txt");
const APPLICATIONS_2019: &str = include_str!("samples/applications-2019.txt");
const DISCLOSURE_2021: &str = include_str!("samples/disclosure-2021.txt");
const DISCLOSURE_2019: &str = include_str!("samples/disclosure-2019.txt");
const REMEDIES: &str = include_str!("samples/remedies.txt");

/// A data file with a pasted table.
pub(super) fn data(year: u16, table: &str, pasted: &str, more: &str) -> String {
    format!("[report]\norgan = '甲局'\nyear = {year}\n[{table}]\n{more}pasted = '''\n{pasted}'''\n")
}

/// Code, line and key of what is wrong, and what is said in Chinese.
pub(super) type Wrong = (&'static str, usize, String, String);

pub(super) fn parse(text: &str) -> Result<Report, Vec<Wrong>> {
    use crate::diagnostic::Lang;
    let mut sources = Sources::default();
    let id = sources.add("a.toml", text);
    read(&mut sources, id, &ReadOptions::default()).map(|(report, _)| report).map_err(|faults| {
        let wrong = |fault: &crate::diagnostic::Diagnostic| {
            let line = fault.span.map_or(0, |span| sources.line_column(span).line);
            let key = fault.key.clone().unwrap_or_default();
            (fault.code(), line, key, fault.message.in_lang(Lang::Zh).to_owned())
        };
        faults.iter().map(wrong).collect()
    })
}

pub(super) fn sound(text: &str) -> Report {
    parse(text).unwrap_or_else(|wrong| panic!("{wrong:?}\n{text}"))
}

/// The only thing that is wrong: its line within what was pasted, and what is said.
pub(super) fn wrong(text: &str) -> (usize, String) {
    let found = parse(text).expect_err("something is wrong");
    let [(code, line, _, message)] = found.as_slice() else { panic!("{found:?}") };
    assert_eq!(*code, "pasted-table");
    let opens = text.lines().position(|line| line.starts_with("pasted")).expect("what was pasted") + 1;
    (line - opens, message.clone())
}

/// The texts of a row.
pub(super) fn texts(table: &OfficialTable, key: &str) -> Vec<String> {
    let (_, row) = table.row(key).expect("the row");
    row.cells.iter().map(|cell| cell.text.clone()).collect()
}

#[test]
fn a_table_of_excel_is_read_by_its_labels() {
    let report = sound(&data(2025, "applications", APPLICATIONS_2021, ""));
    let table = &report.tables.applications;
    assert_eq!(texts(table, "received"), ["66", "3", "0", "1", "0", "0", "70"]);
    assert_eq!(texts(table, "carried_in"), ["2", "", "0", "0", "0", "0", "2"]);
    assert_eq!(texts(table, "partial"), ["1", "0", "0", "0", "0", "0", "1"]);
    assert_eq!(texts(table, "refused.security_stability"), ["3", "0", "0", "0", "0", "0", "3"]);
    assert_eq!(texts(table, "other_outcome.other"), ["0", "0", "0", "0", "0", "2", "2"]);
    assert_eq!(texts(table, "total"), ["65", "3", "0", "1", "0", "2", "71"]);
    assert_eq!(texts(table, "carried_out"), ["3", "0", "0", "0", "0", "2", "1"]);
}

#[test]
fn each_cell_has_its_place_in_the_data_file() {
    let text = data(2025, "applications", APPLICATIONS_2021, "");
    let mut sources = Sources::default();
    let id = sources.add("a.toml", text.as_str());
    let (report, _) = read(&mut sources, id, &ReadOptions::default()).unwrap();
    for (_, row) in report.tables.applications.rows() {
        for cell in row.cells.iter().filter(|cell| !cell.text.is_empty()) {
            assert_eq!(sources.slice(cell.span.expect("a place")), cell.text);
        }
        let line = sources.slice(row.span.expect("a line"));
        assert!(!line.contains('\n') && line.contains('\t'), "{line}");
    }
}

#[test]
fn a_table_of_a_browser_has_no_blanks_for_merged_cells() {
    let by_browser = browser(APPLICATIONS_2021).replace('\n', "\r\n");
    let (excel, web) = (
        sound(&data(2025, "applications", APPLICATIONS_2021, "")),
        sound(&data(2025, "applications", &by_browser, "")),
    );
    assert_eq!(figures(&excel.tables.applications), figures(&web.tables.applications));
}

/// A table without the blanks that stand before figures for merged cells.
fn browser(table: &str) -> String {
    let line = |line: &str| {
        let cells: Vec<&str> = line.split('\t').collect();
        let is_row = cells.iter().any(|cell| cell.bytes().all(|byte| byte.is_ascii_digit()) && !cell.is_empty());
        let (labels, figures) = cells.split_at(if is_row { 3 } else { cells.len() });
        let labels = labels.iter().filter(|cell| !cell.is_empty());
        labels.chain(figures).copied().collect::<Vec<_>>().join("\t")
    };
    table.lines().map(|each| line(each) + "\n").collect()
}

/// Texts and values of all cells.
pub(super) fn figures(table: &OfficialTable) -> Vec<(String, Option<rust_decimal::Decimal>)> {
    table.rows().flat_map(|(_, row)| &row.cells).map(|cell| (cell.text.clone(), cell.value)).collect()
}

#[test]
fn without_labels_the_count_decides() {
    let bare: String = APPLICATIONS_2021
        .lines()
        .skip(3)
        .map(|line| line.split('\t').skip(3).collect::<Vec<_>>().join("\t") + "\n")
        .collect();
    let (with, without) =
        (sound(&data(2025, "applications", APPLICATIONS_2021, "")), sound(&data(2025, "applications", &bare, "")));
    assert_eq!(figures(&with.tables.applications), figures(&without.tables.applications));

    let (one_less, _) = bare.trim_end().rsplit_once('\n').unwrap();
    let (line, message) = wrong(&data(2025, "applications", &format!("{one_less}\n"), ""));
    assert!(line == 1 && message.contains("24 行") && message.contains("25 行"), "{message}");
    let (line, message) = wrong(&data(2025, "applications", &bare.replacen("66\t3", "66\t3\t9", 1), ""));
    assert!(line == 1 && message.contains("8 格，只有 7 列"), "{message}");
}

#[test]
fn columns_are_found_by_their_heads() {
    let move_total = |line: &str| {
        let mut cells: Vec<&str> = line.split('\t').collect();
        let total = cells.remove(9);
        cells.insert(3, total);
        cells.join("\t") + "\n"
    };
    // 申请人情况 spans all columns: its place is the first.
    let (first, rest) = APPLICATIONS_2021.split_once('\n').unwrap();
    let shuffled: String = [first.to_owned() + "\n"].into_iter().chain(rest.lines().map(move_total)).collect();
    let (plain, moved) =
        (sound(&data(2025, "applications", APPLICATIONS_2021, "")), sound(&data(2025, "applications", &shuffled, "")));
    assert!(shuffled.contains("\t总计\t自然人\t"), "{shuffled}");
    assert_eq!(figures(&plain.tables.applications), figures(&moved.tables.applications));
    let web = sound(&data(2025, "applications", &browser(&shuffled), ""));
    assert_eq!(figures(&plain.tables.applications), figures(&web.tables.applications));
}

#[test]
fn totals_may_be_without_their_column() {
    let without = |line: &str| line.rsplit_once('\t').map_or(line, |(before, _)| before).to_owned() + "\n";
    let text: String = APPLICATIONS_2021.lines().map(without).collect();
    let report = sound(&data(2025, "applications", &text, ""));
    assert_eq!(texts(&report.tables.applications, "received"), ["66", "3", "0", "1", "0", "0", "70"]);
}

#[test]
fn the_form_of_2019_has_its_own_rows() {
    let report = sound(&data(2020, "applications", APPLICATIONS_2019, ""));
    assert_eq!(texts(&report.tables.applications, "other_outcome"), ["4", "0", "0", "0", "0", "0", "4"]);
    assert_eq!(texts(&report.tables.applications, "carried_out"), ["0", "0", "0", "0", "0", "0", "0"]);
    // In the form of 2021 （六） is a group, whose figures belong to no row.
    let found = parse(&data(2025, "applications", APPLICATIONS_2019, "")).unwrap_err();
    assert!(found[0].3.contains("“（六）其他处理”是一组的名称"), "{found:?}");

    let report = sound(&data(2020, "disclosure", DISCLOSURE_2019, ""));
    let table = &report.tables.disclosure;
    assert_eq!(texts(table, "normative"), ["16", "16", "120"]);
    assert_eq!(texts(table, "coercion"), ["154", "0", "25"]);
    // Their last columns span two.
    assert_eq!(texts(table, "fees"), ["", "-1"]);
    assert_eq!(texts(table, "procurement"), ["88", "10260.75"]);
}

#[test]
fn blocks_have_heads_of_their_own() {
    let report = sound(&data(2025, "disclosure", DISCLOSURE_2021, ""));
    let table = &report.tables.disclosure;
    assert_eq!(texts(table, "regulations"), ["2", "1", "41"]);
    assert_eq!(texts(table, "normative"), ["42", "35", "395（含部门）"]);
    assert_eq!(texts(table, "licences"), ["512906"]);
    assert_eq!(texts(table, "coercion"), ["/"]);
    assert_eq!(texts(table, "fees"), ["17956.3042"]);

    let swapped = DISCLOSURE_2021
        .replace("本年制发件数\t本年废止件数", "本年废止件数\t本年制发件数")
        .replace("本年收费金额（单位：万元）", "本年收费金额");
    assert_eq!(
        texts(&sound(&data(2025, "disclosure", &swapped, "")).tables.disclosure, "normative")[..2],
        ["35", "42"]
    );
    // Another unit is another column.
    let yuan = DISCLOSURE_2021.replace("单位：万元", "单位：元");
    let (line, message) = wrong(&data(2025, "disclosure", &yuan, ""));
    assert!(line == 12 && message.contains("本年收费金额（单位：元）"), "{line} {message}");
    // Without titles and heads.
    let rows: String = DISCLOSURE_2021
        .lines()
        .filter(|line| line.chars().any(|ch| ch.is_ascii_digit() || ch == '/'))
        .fold(String::new(), |rows, line| rows + line.trim_end() + "\n");
    assert_eq!(figures(&sound(&data(2025, "disclosure", &rows, "")).tables.disclosure), figures(table));
}

#[test]
fn extra_rows_keep_to_their_key() {
    let extra = "[[disclosure.extra]]\nafter = 'normative'\nlabel = '其他主动公开文件'\ncells = [1, 2, 3]\n";
    let text = data(2025, "disclosure", DISCLOSURE_2021, "") + extra;
    assert_eq!(texts(&sound(&text).tables.disclosure, "extra.0"), ["1", "2", "3"]);
    let within = DISCLOSURE_2021.replace("第二十条第（五）项", "其他主动公开文件\t1\t2\t3\n第二十条第（五）项");
    let (line, message) = wrong(&data(2025, "disclosure", &within, ""));
    assert!(line == 5 && message.contains("其他主动公开文件"), "{line} {message}");
}

#[test]
fn fifteen_figures_are_read_with_heads_and_without() {
    let expected = |report: &Report| {
        let table = &report.tables.remedies;
        assert_eq!(texts(table, "reconsideration"), ["1", "2", "3", "4", "10"]);
        assert_eq!(texts(table, "litigation_direct"), ["5", "6", "7", "8", "26"]);
        assert_eq!(texts(table, "litigation_after"), ["9", "10", "11", "12", "42"]);
    };
    let of = |pasted: &str| sound(&data(2025, "remedies", pasted, ""));
    let five = "结果维持\t结果纠正\t其他结果\t尚未审结\t总计";
    let groups = ["1\t2\t3\t4\t10", "5\t6\t7\t8\t26", "9\t10\t11\t12\t42"];
    let [a, b, c] = groups;
    expected(&of(REMEDIES));
    expected(&of(&format!(
        "行政复议\t行政诉讼\n{five}\t未经复议直接起诉\t复议后起诉\n{five}\t{five}\n{a}\t{b}\t{c}\n"
    )));
    expected(&of(&format!("行政复议\t未经复议直接起诉\t复议后起诉\n{five}\t{five}\t{five}\n{a}\t{b}\t{c}")));
    expected(&of(&format!("行政诉讼\t行政复议\n复议后起诉\t未经复议直接起诉\n{five}\t{five}\t{five}\n{c}\t{b}\t{a}")));
    expected(&of(&format!("{a}\t{b}\t{c}")));
    expected(&of(&format!("{a}\n{b}\n{c}\n")));
    expected(&of(&format!("{five}\n行政复议\t\t{a}\n行政诉讼\t未经复议直接起诉\t{b}\n\t复议后起诉\t{c}\n")));
    let (_, message) = wrong(&data(2025, "remedies", &format!("{a}\t{b}\t{}", &c[3..]), ""));
    assert!(message.contains("只有 14 格"), "{message}");
}

#[test]
fn a_label_of_the_report_is_known_beside_the_form_s() {
    let labels = "[labels]\n'applications.*.ngo' = '社会团体'\n'applications.granted' = '（一）公开'\n\
                  'applications.partial' = ''\n";
    let text = data(2025, "applications", APPLICATIONS_2021, "") + labels;
    let given = text.replace("社会公益组织", "社会团体").replace("（一）予以公开", "(一)公开");
    assert_eq!(figures(&sound(&given).tables.applications), figures(&sound(&text).tables.applications));
}

#[test]
fn what_is_not_understood_is_shown_at_its_line() {
    let changed = |from: &str, to: &str| {
        assert!(APPLICATIONS_2021.contains(from), "{from}");
        wrong(&data(2025, "applications", &APPLICATIONS_2021.replacen(from, to, 1), ""))
    };
    let (line, message) = changed("1.属于国家秘密", "1.属于国家机密");
    assert!(line == 8 && message.contains("“1.属于国家机密”不是行名"), "{line} {message}");
    let (line, message) = changed("四、结转下年度继续办理\t\t\t3\t0\t0", "四、结转下年度继续办理 3 0 0");
    assert!(line == 28 && message.contains("不是行名"), "{line} {message}");
    let (line, message) = changed("\t\t2.重复申请", "\t\t");
    assert!(line == 20 && message.contains("没有行名"), "{line} {message}");
    let (line, message) = changed("2.重复申请", "1.信访举报投诉类申请");
    assert!(line == 20 && message.contains("“1.信访举报投诉类申请”有两行"), "{line} {message}");
    let (line, message) = changed("科研机构", "研究机构");
    assert!(line == 3 && message.contains("研究机构"), "{line} {message}");
    let (line, message) = changed("\t科研机构", "");
    assert!(line == 3 && message.contains("表头缺 科研机构"), "{line} {message}");
    let (line, message) = changed("66\t3\t0\t1\t0\t0\t70", "66\t3\t0\t1\t0\t0\t70\t8");
    assert!(line == 4 && message.contains("8 格，只有 7 列"), "{line} {message}");
    let (line, message) = changed("66\t3\t0\t1\t0\t0\t70", "66\t3\t0\t1\t0");
    assert!(line == 4 && message.contains("只有 5 格，缺 其他、总计"), "{line} {message}");
    let (line, message) = changed("四、结转下年度继续办理\t\t\t3\t0\t0\t0\t0\t2\t1\n", "");
    assert!(line == 0 && message.contains("缺 1 行：四、结转下年度继续办理"), "{line} {message}");
}

#[test]
fn a_row_stands_once() {
    let twice = parse(&data(2025, "applications", APPLICATIONS_2021, "received = [1, 0, 0, 0, 0, 0]\n")).unwrap_err();
    let [(code, line, key, message)] = twice.as_slice() else { panic!("{twice:?}") };
    assert_eq!((*code, *line, key.as_str()), ("pasted-table", 5, "applications.received"));
    assert!(message.contains("又另外写了一次"), "{message}");
    // A row that is yet to be filled in says nothing, and one that was taken out is written by its key.
    sound(&data(
        2025,
        "applications",
        APPLICATIONS_2021,
        "received = [\"\", \"\", \"\", \"\", \"\", \"\"]\ntotal = []\n",
    ));
    let out = APPLICATIONS_2021.replace("四、结转下年度继续办理\t\t\t3\t0\t0\t0\t0\t2\t1\n", "");
    let report = sound(&data(2025, "applications", &out, "carried_out = [3, 0, 0, 0, 0, 2]\n"));
    assert_eq!(texts(&report.tables.applications, "carried_out")[6], "5");
}

#[test]
fn two_readings_are_an_error() {
    // Without heads nobody can say which of the two columns the figure is in.
    let rows = "行政事业性收费\t\t-1\t\n";
    let others = "licences = {}\nother_services = {}\npenalties = {}\ncoercion = {}\nprocurement = {}\n\
                  regulations = {}\nnormative = {}\n";
    let (line, message) = wrong(&data(2020, "disclosure", rows, others));
    assert!(line == 1 && message.contains("前面或后面有空白"), "{line} {message}");
}

#[test]
fn quoted_cells_hold_line_breaks() {
    let quoted = APPLICATIONS_2021
        .replace("二、上年结转政府信息公开申请数量", "\"二、上年结转\n政府信息公开申请数量\"")
        .replace("3.危及“三安全一稳定”", "\"3.危及\"\"三安全一稳定\"\"\"");
    let (plain, quoted) =
        (sound(&data(2025, "applications", APPLICATIONS_2021, "")), sound(&data(2025, "applications", &quoted, "")));
    assert_eq!(figures(&plain.tables.applications), figures(&quoted.tables.applications));
}

/// How a random table is rendered.
#[derive(Clone, Copy, Debug)]
enum Style {
    /// Three columns of labels, heads above, blanks where cells are merged.
    Excel,
    /// No blanks for merged cells, and line ends of Windows.
    Browser,
    /// Blanks for cells that are merged from above, none for those merged from the left.
    Word,
    /// Figures alone.
    Bare,
}

/// The table 三 of a form with some figures, as text, under heads or without.
fn rendered(table: &OfficialTable, cells: &[Vec<String>], style: Style) -> String {
    let block = &table.blocks[0];
    let mut text = String::new();
    match style {
        Style::Excel => {
            text += &format!("{}\t\t\t申请人情况\t\t\t\t\t\t\n", block.corner.text);
            text += "\t\t\t自然人\t法人或其他组织\t\t\t\t\t总计\n";
            text += "\t\t\t\t商业企业\t科研机构\t社会公益组织\t法律服务机构\t其他\t\n";
        }
        Style::Browser => {
            text += &format!("{}\t申请人情况\n自然人\t法人或其他组织\t总计\n", block.corner.text);
            text += "商业企业\t科研机构\t社会公益组织\t法律服务机构\t其他\n";
        }
        Style::Word => {
            text += &format!("{}\t申请人情况\n\t自然人\t法人或其他组织\t总计\n", block.corner.text);
            text += "\t\t商业企业\t科研机构\t社会公益组织\t法律服务机构\t其他\t\n";
        }
        Style::Bare => {}
    }
    let mut above: Vec<&str> = Vec::new();
    for ((_, row), cells) in table.rows().zip(cells) {
        let groups: Vec<&str> = row.groups.iter().map(|group| group.label.text.as_str()).collect();
        // A group is named where it begins.
        let mut labels: Vec<&str> = groups
            .iter()
            .enumerate()
            .map(|(at, group)| if above.get(at) == Some(group) { "" } else { group })
            .collect();
        labels.push(&row.label.text);
        above = groups;
        match style {
            Style::Excel => labels.resize(3, ""),
            Style::Word => {}
            Style::Browser => labels.retain(|label| !label.is_empty()),
            Style::Bare => labels.clear(),
        }
        let line: Vec<&str> = labels.into_iter().chain(cells.iter().map(String::as_str)).collect();
        text += &(line.join("\t") + "\n");
    }
    match style {
        Style::Browser => text.replace('\n', "\r\n"),
        _ => text,
    }
}

#[test]
fn random_tables_read_as_they_were_rendered() {
    let rng = TestRng::from_seed(RngAlgorithm::ChaCha, b"nianbao: zheng ge biao ge zhan t");
    let mut runner =
        TestRunner::new_with_rng(Config { cases: 64, failure_persistence: None, ..Config::default() }, rng);
    let figure = (0_u32..5000).prop_map(|figure| figure.to_string());
    let cell = prop_oneof![8 => figure, 1 => Just(String::new()), 1 => Just("/".to_owned())];
    let strategy = (
        prop::sample::select(vec![2020_u16, 2025]),
        prop::collection::vec(prop::collection::vec(cell, 7), 25),
        prop::sample::select(vec![Style::Excel, Style::Word, Style::Browser, Style::Bare]),
        any::<(prop::sample::Index, prop::sample::Index)>(),
    );
    let outcome = runner.run(&strategy, |(year, mut cells, style, (row, column))| {
        let tables = Tables::blank(Forms::OFFICIAL.by_year(year), &Labels::default());
        cells.truncate(tables.applications.rows().count());
        let text = rendered(&tables.applications, &cells, style);
        let by_key: String = tables
            .applications
            .rows()
            .zip(&cells)
            .map(|((_, row), cells)| format!("{} = \"{}\"\n", row.key, cells.join("\\t")))
            .collect();
        let by_key = format!("[report]\norgan = '甲局'\nyear = {year}\n[applications]\n{by_key}");
        let (pasted, by_key) = (parse(&data(year, "applications", &text, "")), sound(&by_key));
        prop_assert!(pasted.is_ok(), "{:?}\n{}", pasted.err(), text);
        prop_assert_eq!(figures(&pasted.unwrap().tables.applications), figures(&by_key.tables.applications));

        // With any one cell gone it is not read as something else.
        let row = row.index(cells.len());
        cells[row].remove(column.index(7));
        if cells[row].iter().any(|cell| !cell.is_empty()) {
            let text = rendered(&tables.applications, &cells, style);
            prop_assert!(parse(&data(year, "applications", &text, "")).is_err(), "{}", text);
        }
        Ok(())
    });
    outcome.unwrap_or_else(|error| panic!("{error}"));
}
