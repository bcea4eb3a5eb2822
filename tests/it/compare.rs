//! `compare`: two years side by side, on the screen, as JSON and as a PDF. Expected figures are reckoned by hand from
//! the data files.

use serde_json::Value;

use crate::support::structure::Tagged;
use crate::support::tables::{joined, section};
use crate::support::{Desk, in_repository, report, report_of_tables, squeezed};

/// A desk with the reports of two years as `last.toml` and `this.toml`.
fn desk(last: &str, this: &str) -> Desk {
    let desk = Desk::new();
    desk.put("last.toml", last);
    desk.put("this.toml", this);
    desk
}

/// The same with files of the repository.
fn desk_of(last: &str, this: &str) -> Desk {
    let text = |path| std::fs::read_to_string(in_repository(path)).expect("a data file");
    desk(&text(last), &text(this))
}

fn suqian() -> Desk {
    desk_of("tests/cases/suqian-2023.toml", "tests/cases/suqian-2024.toml")
}

fn yunshan() -> Desk {
    desk_of("data/yunshan-2024.toml", "data/yunshan-2025.toml")
}

/// What is printed, whatever stands beside it on the standard error.
#[track_caller]
fn prints(desk: &Desk, arguments: &[&str]) -> String {
    let run = desk.run(&[&["compare", "last.toml", "this.toml"], arguments].concat());
    run.succeeds();
    String::from_utf8(run.out).expect("UTF-8")
}

#[track_caller]
fn json(desk: &Desk) -> Value {
    serde_json::from_str(&prints(desk, &["--format", "json"])).expect("JSON")
}

/// A cell of the JSON: last year's, this year's, change and per cent.
fn cell(of: &Value, key: &str) -> [Option<String>; 4] {
    let tables = of["tables"].as_array().expect("tables").iter();
    let rows = tables.flat_map(|table| table["rows"].as_array().expect("rows"));
    let mut cells = rows.flat_map(|row| row["cells"].as_array().expect("cells")).filter(|cell| cell["key"] == key);
    let found = cells.next().unwrap_or_else(|| panic!("no {key}"));
    assert!(cells.next().is_none(), "{key} twice");
    ["last", "this", "change", "percent"].map(|name| found[name].as_str().map(str::to_owned))
}

/// The same, as it is expected; `-` for nothing.
#[track_caller]
fn assert_cells(of: &Value, expected: &[(&str, [&str; 4])]) {
    for (key, texts) in expected {
        let found = cell(of, key).map(|text| text.unwrap_or_else(|| "-".to_owned()));
        assert_eq!(found, texts.map(str::to_owned), "{key}");
    }
}

/// The lines of a listing, blanks between words left out.
fn lines(text: &str) -> Vec<String> {
    text.lines().map(|line| line.split_whitespace().collect::<Vec<_>>().join(" ")).collect()
}

#[test]
fn figures_and_their_change() {
    assert_cells(
        &json(&suqian()),
        &[
            ("disclosure.regulations.issued", ["2", "2", "0", "0.0"]),
            ("disclosure.regulations.repealed", ["0", "1", "1", "-"]),
            // 1 / 11 = 9.09 %
            ("disclosure.regulations.in_force", ["11", "12", "1", "9.1"]),
            // 59 / 109 = 54.13 %, 177 / 597 = 29.65 %
            ("disclosure.normative.issued", ["109", "50", "-59", "-54.1"]),
            ("disclosure.normative.in_force", ["597", "420", "-177", "-29.6"]),
            // 235416 / 1808595 = 13.02 %
            ("disclosure.licences.decisions", ["1808595", "1573179", "-235416", "-13.0"]),
            // 13464.0129 / 59237.2449 = 22.73 %
            ("disclosure.fees.amount", ["59237.2449", "72701.2578", "13464.0129", "22.7"]),
            ("applications.received.total", ["3511", "3525", "14", "0.4"]),
            ("applications.received.ngo", ["4", "1", "-3", "-75.0"]),
            ("applications.unavailable.not_held.natural", ["968", "859", "-109", "-11.3"]),
            ("applications.refused.state_secret.total", ["0", "2", "2", "-"]),
            ("applications.carried_out.total", ["121", "125", "4", "3.3"]),
            ("remedies.reconsideration.total", ["440", "170", "-270", "-61.4"]),
            ("remedies.litigation_after.upheld", ["13", "33", "20", "153.8"]),
            ("remedies.litigation_after.corrected", ["0", "0", "0", "-"]),
        ],
    );
}

/// What `check --previous` finds about one year beside the other stands there, in the same form.
#[test]
fn what_does_not_go_on_is_found() {
    let found = json(&suqian());
    let keys: Vec<&str> =
        found["findings"].as_array().unwrap().iter().map(|one| one["key"].as_str().unwrap()).collect();
    assert_eq!(
        keys,
        [
            "applications.refused.forbidden_by_law.natural",
            "applications.refused.forbidden_by_law.total",
            "applications.not_processed.excessive.natural",
            "applications.not_processed.excessive.total",
            "remedies.litigation_after.other",
        ]
    );
    assert_eq!(found["findings"][0]["code"], "year-jump");

    let text = |path| std::fs::read_to_string(in_repository(path)).expect("a data file");
    let last = text("data/yunshan-2024.toml").replace("total =  25 }", "total =  24 }");
    let desk = desk(&last, &text("data/yunshan-2025.toml"));
    let said = prints(&desk, &["--lang", "en"]);
    let carried = "error[carried-over]: 三 二、上年结转政府信息公开申请数量 总计: 25 stated, 24 carried over in last year's report";
    assert!(said.contains(carried), "{said}");
    let checked = desk.run(&["check", "this.toml", "--previous", "last.toml", "--format", "json"]);
    let checked: Value = serde_json::from_slice(&checked.out).expect("JSON");
    assert_eq!(json(&desk)["findings"], checked);
}

#[test]
fn people_read_it_in_columns() {
    let said = prints(&yunshan(), &[]);
    let lines = lines(&said);
    assert_eq!(lines[0], "云山市人民政府 2024、2025年度数据对照");
    for line in [
        "2024年 2025年 增减 增减率",
        "行政规范性文件",
        "现行有效件数 388 395 +7 +1.8%",
        "其他主动公开文件",
        "现行有效件数 9312 10488 +1176 +12.6%",
        "行政事业性收费 本年收费金额（万元） 18342.6571 17956.3042 -386.3529 -2.1%",
        "一、本年新收政府信息公开申请数量 513 558 +45 +8.8%",
        "社会团体 3 4 +1 +33.3%",
        "3.要求提供公开出版物 1 1 0 0.0%",
        "1.属于国家秘密 0 1 +1 -",
        "未经复议直接起诉",
        "六、其他需要报告的事项 文字太少，不比较",
        "上年结转、现行有效等与上一年度衔接，没有发现问题",
        "全部检查：nianbao check this.toml --previous last.toml",
    ] {
        assert!(lines.iter().any(|own| own == line), "{line}\n{said}");
    }
    // Of a row with a total the parts stand below it that differ.
    let at = lines.iter().position(|line| line == "3.要求提供公开出版物 1 1 0 0.0%").expect("the row");
    assert_eq!(lines[at + 1], "4.无正当理由大量反复申请 3 2 -1 -33.3%");
    // Figures end at one column, however wide the characters before them.
    let width = |text: &str| text.chars().map(|c| if u32::from(c) < 0x1100 { 1 } else { 2 }).sum::<usize>();
    let table_3 = said.split("三、收到和处理").nth(1).expect("table 三").split("\n四、政府").next().expect("its end");
    let quotes = |line: &&str| !line.contains('“');
    let mut own: Vec<usize> = table_3.lines().filter(|line| line.ends_with('%')).filter(quotes).map(width).collect();
    own.dedup();
    assert_eq!(own.len(), 1, "{own:?}\n{said}");
}

#[test]
fn english_has_the_labels_of_the_form() {
    let said = prints(&yunshan(), &["--lang", "en"]);
    let lines = lines(&said);
    assert_eq!(lines[0], "云山市人民政府, 2024 and 2025 side by side");
    for line in [
        "2024 2025 change %",
        "一、本年新收政府信息公开申请数量 513 558 +45 +8.8%",
        "六、其他需要报告的事项 too short to be compared",
        "what is carried over and what is in force go on: nothing found",
    ] {
        assert!(lines.iter().any(|own| own == line), "{line}\n{said}");
    }
}

/// Prose for 一 that is last year's but for its year, and prose that is not.
const COPIED: &str = "年，坚持以公开促落实、促规范、促服务，围绕中心工作和群众关切公布信息，召开新闻发布会，发布图解和视频，\
                      办理网民留言，健全登记、审核、办理、答复、归档各环节的工作规范，公文起草时同步确定公开属性，定期清理失效文件。";

#[test]
fn copied_prose_is_shown() {
    let (last, this) = (format!("2024{COPIED}"), format!("围绕重点。\n2025{COPIED}"));
    let desk = desk(&report("", &last).replace("year = 2025", "year = 2024"), &report("", &this));
    let sections = json(&desk)["sections"].clone();
    let overview = &sections[0];
    // 110 characters that are the same, and five that are not.
    assert_eq!(COPIED.chars().count(), 106);
    assert_eq!((&overview["key"], &overview["compared"]), (&"overview".into(), &true.into()));
    assert_eq!((overview["characters"].as_u64(), overview["repeated"].as_u64()), (Some(115), Some(110)));
    assert_eq!(overview["percent"], "95.7");
    let longest = &overview["longest"];
    assert_eq!(longest["words"], format!("2025{COPIED}"));
    assert_eq!((longest["file"].as_str(), longest["key"].as_str()), (Some("this.toml"), Some("overview.body")));
    let place = |of: &Value| [of["line"].as_u64(), of["column"].as_u64()];
    assert_eq!((place(longest), place(&longest["last"])), ([Some(8), Some(1)], [Some(7), Some(1)]));
    assert_eq!(sections[1]["compared"], false);
    assert!(sections[1]["percent"].is_null());

    let said = prints(&desk, &[]);
    assert!(
        said.contains("95.7%（115 字中的 110 字）；最长的一处 110 字：“2025年，坚持以公开促落实、促规范……"),
        "{said}"
    );
}

/// Last year's form has other rows and columns: what both have is compared, and a row with the group in its place.
#[test]
fn the_forms_may_differ() {
    let old = report_of_tables(
        "",
        "",
        "[disclosure]\nnormative = [2, 2, 12]\nlicences = [243, -3, 13650]\nfees = [22, -3]\nprocurement = [7, 31.25]\n\
         [applications]\nreceived = [6, 0, 0, 0, 0, 0]\ncarried_in = [0, 0, 0, 0, 0, 0]\ngranted = [4, 0, 0, 0, 0, 0]\n\
         other_outcome = [2, 0, 0, 0, 0, 0]\ncarried_out = [0, 0, 0, 0, 0, 0]\n\
         [remedies]\nreconsideration = [1, 0, 0, 0]\n",
    )
    .replace("year = 2025", "year = 2020");
    let new = report_of_tables(
        "",
        "",
        "[disclosure]\nnormative = { issued = 1, repealed = 0, in_force = 13 }\nlicences = { decisions = 14000 }\n\
         fees = { amount = 3.5 }\n\
         [applications]\nreceived = [9, 0, 0, 0, 0, 0]\ncarried_in = [0, 0, 0, 0, 0, 0]\ngranted = [4, 0, 0, 0, 0, 0]\n\
         other_outcome = { uncorrected = [2, 0, 0, 0, 0, 0], other = [3, 0, 0, 0, 0, 0] }\ncarried_out = [0, 0, 0, 0, 0, 0]\n\
         [remedies]\nreconsideration = [0, 0, 0, 0]\n",
    )
    .replace("year = 2025", "year = 2021");
    let desk = desk(&old, &new);
    let found = json(&desk);
    assert_eq!((&found["last"]["form"], &found["this"]["form"]), (&"2019".into(), &"2021".into()));
    assert_cells(
        &found,
        &[
            // 350 / 13650 = 2.56 %
            ("disclosure.licences.decisions", ["13650", "14000", "350", "2.6"]),
            ("disclosure.licences.previous", ["243", "-", "-", "-"]),
            ("disclosure.normative.in_force", ["-", "13", "-", "-"]),
            ("disclosure.fees.amount", ["-", "3.5", "-", "-"]),
            ("disclosure.procurement.amount", ["31.25", "-", "-", "-"]),
            ("applications.received.natural", ["6", "9", "3", "50.0"]),
            ("applications.other_outcome.total", ["2", "5", "3", "150.0"]),
            ("applications.other_outcome.uncorrected.total", ["-", "2", "-", "-"]),
            ("remedies.reconsideration.upheld", ["1", "0", "-1", "-100.0"]),
        ],
    );
    let said = prints(&desk, &[]);
    assert!(
        said.starts_with("某某县人民政府 2020、2021年度数据对照（2020年用2019年版格式，2021年用2021年版格式）\n"),
        "{said}"
    );
    let lines = lines(&said);
    // （六）其他处理 of last year stands above the rows of the group that it has become.
    let at = |line: &str| lines.iter().position(|own| own == line).unwrap_or_else(|| panic!("no {line}\n{said}"));
    assert!(at("（六）其他处理 2 5 +3 +150.0%") < at("3.其他 无此项 3 - -"));
    assert!(at("政府集中采购") > at("行政许可"));
    prints(&desk, &["-o", "out.pdf"]);
    assert!(Tagged::read(&desk.read("out.pdf")).root.text().contains("采购项目数量"));
}

/// A blank is no 0; a stroke is no more than a blank; texts are printed and their values compared; rows of one's own
/// are known by their labels, all others by their keys, whatever they are called.
#[test]
fn blanks_texts_and_rows_of_ones_own() {
    let tables = |normative: &str, penalties: &str, extra: &str| {
        format!(
            "[disclosure]\nregulations = ['', '/', 0]\nnormative = {normative}\nlicences = [10]\npenalties = [{penalties}]\n{extra}\
             [applications]\nreceived = [3, 1, 0, 0, 0, 0]\ncarried_in = [0, 0, 0, 0, 0, 0]\n\
             granted = [3, 1, 0, 0, 0, 0]\ncarried_out = [0, 0, 0, 0, 0, 0]\n[remedies]\nreconsideration = [1, 0, 0, 0]\n"
        )
    };
    let row = |label: &str, cells: &str| {
        format!("[[disclosure.extra]]\nafter = 'normative'\nlabel = '{label}'\ncells = {cells}\n")
    };
    let last =
        report_of_tables("", "", &tables("[20, 1, 40]", "'若干'", &(row("甲", "[5, 0, 9]") + &row("旧", "[1, 1, 1]"))))
            .replace("year = 2025", "year = 2024");
    let text = "{ issued = { value = 22, text = '22（其中修订16件）' }, repealed = '', in_force = 62 }";
    let labels = "[labels]\n'disclosure.normative' = '行政规范性文件（含办公室文件）'\n";
    let this = report_of_tables("", "", &tables(text, "7", &(row("新", "[2, 2, 2]") + &row("甲", "[6, '-', 15]"))))
        .replace("[overview]", &format!("{labels}[overview]"))
        .replace("regulations = ['', '/', 0]", "regulations = [0, '-', '']");
    let desk = desk(&last, &this);
    let found = json(&desk);
    assert_cells(
        &found,
        &[
            ("disclosure.regulations.issued", ["", "0", "-", "-"]),
            ("disclosure.regulations.repealed", ["/", "-", "-", "-"]),
            ("disclosure.regulations.in_force", ["0", "", "-", "-"]),
            ("disclosure.normative.issued", ["20", "22（其中修订16件）", "2", "10.0"]),
            ("disclosure.normative.repealed", ["1", "", "-", "-"]),
            ("disclosure.penalties.decisions", ["若干", "7", "-", "-"]),
            ("disclosure.extra.0.issued", ["-", "2", "-", "-"]),
            ("disclosure.extra.1.issued", ["5", "6", "1", "20.0"]),
            ("disclosure.extra.1.in_force", ["9", "15", "6", "66.7"]),
            ("previous.disclosure.extra.1.issued", ["1", "-", "-", "-"]),
        ],
    );
    let rows = found["tables"][0]["rows"].as_array().unwrap();
    let labels: Vec<&str> = rows.iter().map(|row| row["label"].as_str().unwrap()).collect();
    assert_eq!(labels[..5], ["规章", "行政规范性文件（含办公室文件）", "新", "甲", "旧"]);
    let differs = |row: usize| {
        rows[row]["cells"].as_array().unwrap().iter().map(|cell| cell["differs"] == true).collect::<Vec<_>>()
    };
    assert_eq!((differs(0), differs(1)), (vec![true, false, true], vec![true, true, true]));
    let said = lines(&prints(&desk, &[]));
    assert!(said.contains(&"本年制发件数 空白 0 - -".to_owned()), "{said:?}");
    assert!(said.contains(&"本年制发件数 20 22（其中修订16件） +2 +10.0%".to_owned()), "{said:?}");
}

#[test]
fn years_in_the_wrong_order_are_told() {
    let (last, this) = (report("", "").replace("year = 2025", "year = 2024"), report("", ""));
    let desk = desk(&last, &this);
    for (first, second, expected) in [
        ("this.toml", "last.toml", "上一年度的报告写成了 2025 年度的，本年度的写成了 2024 年度的：没有比较"),
        ("this.toml", "this.toml", "两份都是 2025 年度的：没有比较"),
    ] {
        let run = desk.run(&["compare", first, second, "-o", "out.pdf"]);
        assert_eq!((run.code, run.out.len()), (1, 0));
        for part in ["错误[previous-organ]", expected, "nianbao compare 上年.toml 本年.toml"] {
            assert!(run.messages.contains(part), "{}", run.messages);
        }
    }
    assert_eq!(desk.names(), ["last.toml", "this.toml"]);
}

/// Years apart and other organs are compared, and that is said.
#[test]
fn years_apart_and_other_organs_are_compared() {
    let last = report("", "").replace("year = 2025", "year = 2022").replace("issued = 2", "issued = 4");
    let said = prints(&desk(&last, &report("", "")), &[]);
    assert!(lines(&said).contains(&"本年制发件数 4 2 -2 -50.0%".to_owned()), "{said}");
    assert!(said.contains("警告[previous-organ]: 2022 年度不是 2025 年度的上一年度"), "{said}");

    for year in ["2024", "2022"] {
        let last = report("", "").replace("year = 2025", &format!("year = {year}")).replace("某某县", "某某区");
        let said = prints(&desk(&last, &report("", "")), &[]);
        let told = said.matches("警告[previous-organ]: 上一年度的报告是“某某区人民政府”的").count();
        assert_eq!(told, 1, "{said}");
    }
}

/// What is wrong with figures or prose of either year hinders no comparison; what cannot be read does.
#[test]
fn only_what_cannot_be_read_hinders() {
    let last = report("", "一段<b>文字</b>").replace("year = 2025", "year = 2024");
    let this = report("", "{{ previous.applications.received.total }}件").replace("granted = [3,", "granted = [9,");
    assert_cells(&json(&desk(&last, &this)), &[("applications.granted.natural", ["3", "9", "6", "200.0"])]);

    let broken = desk(&last.replace("organ =", "ogran ="), &this.replace("[remedies]", "[remdies]"));
    let run = broken.run(&["compare", "last.toml", "this.toml"]);
    assert_eq!((run.code, run.out.len()), (1, 0));
    assert!(run.messages.contains("“organ”") && run.messages.contains("“remedies”"), "{}", run.messages);
    let run = broken.run(&["compare", "none.toml", "this.toml"]);
    assert_eq!(run.code, 1, "data that is wrong goes before what the system refuses: {}", run.messages);
    assert_eq!(suqian().run(&["compare", "none.toml", "this.toml"]).code, 3);
}

#[test]
fn a_page_of_pdf() {
    let desk = yunshan();
    let run = desk.run(&["compare", "last.toml", "this.toml", "-o", "out.pdf"]);
    run.succeeds();
    assert!(run.out.is_empty(), "the PDF stands for the listing");
    assert!(run.messages.starts_with("已生成 out.pdf（"), "{}", run.messages);
    let bytes = desk.read("out.pdf");
    let tagged = Tagged::read(&bytes);
    let pdf = &tagged.shown;
    assert_eq!((pdf.title.as_str(), pdf.author.as_str()), ("云山市人民政府2024、2025年度数据对照表", "云山市人民政府"));
    assert_eq!(pdf.lang, "zh-CN");

    let headings: Vec<String> = pdf.outline.iter().map(|bookmark| squeezed(&bookmark.title)).collect();
    assert_eq!(
        headings,
        [
            "表二：主动公开政府信息情况",
            "表三：收到和处理政府信息公开申请情况（总计）",
            "表四：政府信息公开行政复议、行政诉讼情况",
            "与上一年度相同的文字",
            "与上一年度的衔接",
            "表三：收到和处理政府信息公开申请情况（总计以外有变化的）",
        ]
    );
    let rows = joined(&section(pdf, 1));
    assert_eq!(rows[0], ["项目", "2024年", "2025年", "增减", "增减率"]);
    assert_eq!(rows[1], ["规章", "本年制发件数", "3", "2", "−1", "−33.3%"]);
    assert_eq!(rows[2], ["本年废止件数", "1", "2", "+1", "+100.0%"]);
    assert_eq!(rows[13], ["行政事业性收费", "本年收费金额（万元）", "18342.6571", "17956.3042", "−386.3529", "−2.1%"]);
    let rows = joined(&section(pdf, 2));
    assert_eq!(rows.len(), 1 + 25);
    assert_eq!(rows[1], ["一、本年新收政府信息公开申请数量", "513", "558", "+45", "+8.8%"]);
    assert_eq!(rows[5], ["（三）不予公开", "1.属于国家秘密", "0", "1", "+1", "—"]);
    assert_eq!(joined(&section(pdf, 3)).len(), 1 + 15);
    assert!(tagged.root.text().contains("上年结转、现行有效等与上一年度衔接，没有发现问题。"));

    // Each table has its heads (ISO 14289-1, 7.5), each figure a cell of its own.
    let tables = tagged.tagged("Table");
    assert_eq!(tables.len(), 5);
    for table in tables {
        assert!(table.all().iter().filter(|element| element.tag == "TH").count() >= 5);
    }
    assert_eq!(tagged.tagged("H1").len(), 1);
    let metadata = String::from_utf8_lossy(&bytes);
    for part in
        ["<pdfaid:part>2</pdfaid:part>", "<pdfaid:conformance>A</pdfaid:conformance>", "<pdfuaid:part>1</pdfuaid:part>"]
    {
        assert!(metadata.contains(part), "{part}");
    }
}

/// Long lists go over pages, findings are numbered.
#[test]
fn findings_stand_in_the_pdf() {
    let desk = suqian();
    desk.run(&["compare", "last.toml", "this.toml", "-o", "out"]).succeeds();
    let tagged = Tagged::read(&desk.read("out.pdf"));
    assert_eq!(tagged.tagged("LI").len(), 5);
    let text = tagged.root.text();
    assert!(text.contains("提示：四复议后起诉其他结果：6，上一年度是67。"), "{text}");
    assert!(text.contains("文字太少，不比较"), "{text}");
}

#[test]
fn where_the_pdf_goes() {
    let desk = suqian();
    let compare = |arguments: &[&str]| desk.run(&[&["compare", "last.toml", "this.toml"], arguments].concat());
    compare(&["-o", "out.pdf"]).succeeds();
    let to_stdout = compare(&["-o", "-"]);
    to_stdout.succeeds();
    assert!(to_stdout.out == desk.read("out.pdf"), "the PDF and nothing else, the same every time");
    let both = compare(&["-o", "out.pdf", "--format", "json"]);
    both.succeeds();
    assert!(serde_json::from_slice::<Value>(&both.out).is_ok() && both.messages.starts_with("已生成 out.pdf"));

    let names = desk.names();
    std::fs::create_dir(desk.path("folder")).expect("a folder");
    for (arguments, expected) in [
        (vec!["-o", "x.txt"], "不能写成 .txt"),
        (vec!["-o", "this.toml"], "不能写成 .toml"),
        (vec!["-o", "folder"], "“folder”是文件夹"),
        (vec!["-o", "-", "--format", "json"], "只写一个"),
    ] {
        let run = compare(&arguments);
        assert_eq!((run.code, run.out.len()), (2, 0), "{arguments:?}");
        assert!(run.messages.contains(expected), "{}", run.messages);
    }
    assert_eq!(desk.names().len(), names.len() + 1);
    assert_eq!(compare(&["-o", "none/out.pdf"]).code, 3);
}

#[test]
fn one_of_them_comes_by_the_standard_input() {
    let desk = suqian();
    let last = desk.read("last.toml");
    let run = desk.run_with("zh_CN.UTF-8", &["compare", "-", "this.toml", "--format", "json"], &last);
    run.succeeds();
    let found: Value = serde_json::from_slice(&run.out).expect("JSON");
    assert_eq!((&found["last"]["file"], &found["this"]["file"]), (&"<stdin>".into(), &"this.toml".into()));
    assert_eq!(desk.run(&["compare", "-", "-"]).code, 2);
    assert_eq!(desk.run(&["compare", "this.toml"]).code, 2);
    assert_eq!(desk.run(&["compare", "last.toml", "this.toml", "this.toml"]).code, 2);
}

/// A year that was not filled in is told once for each table.
#[test]
fn a_blank_year_is_told_once() {
    let blank = "[disclosure]\n[applications]\n[remedies]\n";
    let last = report_of_tables("", "", blank).replace("year = 2025", "year = 2024");
    let desk = desk(&last, &report("", ""));
    let said = prints(&desk, &[]);
    assert_eq!(said.matches("2024年的这张表没有填写，不作对照").count(), 3, "{said}");
    prints(&desk, &["-o", "out.pdf"]);
    let text = Tagged::read(&desk.read("out.pdf")).root.text();
    assert_eq!(text.matches("2024年的这张表没有填写").count(), 3, "{text}");
}
