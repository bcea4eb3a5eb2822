//! `import`: the figures of a workbook become a data file, or are told by sheet and cell. The workbooks of
//! tests/cases/import are made by other programs (make.py) of the figures of data/yunshan-2025.toml.

use std::fs;

use toml::{Table, Value};

use crate::support::{Desk, in_repository};

fn desk() -> Desk {
    let desk = Desk::new();
    for name in ["whole.xlsx", "whole.xls", "whole.ods", "formulas.xlsx"] {
        desk.put(name, fs::read(in_repository(&format!("tests/cases/import/{name}"))).expect("a workbook"));
    }
    desk
}

/// A value as it is written.
pub fn written(value: &Value) -> String {
    match value {
        Value::Integer(number) => number.to_string(),
        Value::Float(number) => number.to_string(),
        Value::String(text) => text.clone(),
        _ => format!("{value:?}"),
    }
}

/// The figures of a data file by their dotted keys, each row in the order of its columns.
fn figures(toml: &str) -> Vec<(String, Vec<String>)> {
    fn walk(key: &str, value: &Value, found: &mut Vec<(String, Vec<String>)>) {
        let texts = |values: &mut dyn Iterator<Item = &Value>| values.map(written).collect();
        match value {
            Value::Table(table) if table.values().any(Value::is_table) || table.values().any(Value::is_array) => {
                table.iter().for_each(|(name, value)| walk(&format!("{key}.{name}"), value, found));
            }
            Value::Table(row) => found.push((key.to_owned(), texts(&mut row.values()))),
            Value::Array(row) => found.push((key.to_owned(), texts(&mut row.iter()))),
            _ => {}
        }
    }
    let data: Table = toml.parse().expect("TOML");
    let mut found = Vec::new();
    for table in ["disclosure", "applications", "remedies"] {
        walk(table, &data[table], &mut found);
    }
    // A row that the form does not have is not in the workbooks.
    found.retain(|(key, _)| key != "disclosure.extra");
    found.sort();
    found
}

/// The columns of the sample in the order of the form: TOML tables are sorted by their keys.
fn sample() -> Vec<(String, Vec<String>)> {
    const COLUMNS: [&str; 15] = [
        "issued",
        "repealed",
        "in_force",
        "decisions",
        "amount",
        "natural",
        "enterprise",
        "research",
        "ngo",
        "legal",
        "upheld",
        "corrected",
        "other",
        "pending",
        "total",
    ];
    let sample = fs::read_to_string(in_repository("data/yunshan-2025.toml")).expect("the sample");
    let lists = sample.lines().map(|line| {
        let Some((key, row)) = line.split_once('=').filter(|(_, row)| row.trim_start().starts_with('{')) else {
            return line.to_owned();
        };
        let row: Table = format!("row ={row}").parse().expect("a row");
        let row = row["row"].as_table().expect("a table");
        let values: Vec<String> = COLUMNS.iter().filter_map(|column| Some(written(row.get(*column)?))).collect();
        assert_eq!(values.len(), row.len(), "{key}");
        format!("{key}= [{}]", values.join(", "))
    });
    figures(&lists.collect::<Vec<_>>().join("\n"))
}

#[test]
fn figures_of_workbooks_come_over_whole() {
    let (desk, sample) = (desk(), sample());
    assert_eq!(sample.iter().map(|(_, row)| row.len()).sum::<usize>(), 11 + 25 * 7 + 15 - 1);
    for name in ["whole.xlsx", "whole.xls", "whole.ods"] {
        let run = desk.run(&["import", name, "-o", "报告.toml"]);
        assert_eq!(run.code, 0, "{}", run.messages);
        assert!(run.messages.contains("已导入表二、三、四（2021年版格式）"), "{}", run.messages);
        let text = String::from_utf8(desk.read("报告.toml")).expect("UTF-8");
        assert_eq!(figures(&text), sample, "{name}");
        assert!(text.contains("organ = \"云山市人民政府\"") && text.contains("year = 2025") && !text.contains("存疑"));
        // The same figures add up as they do in the sample.
        let checked = desk.run(&["check", "报告.toml", "--format", "json"]);
        assert!(!checked.said().contains("-sum\""), "{}", checked.said());
        fs::remove_file(desk.path("报告.toml")).expect("removed");
    }
}

/// What a formula gives that no program has computed is no figure: totals are computed here.
#[test]
fn formulas_are_computed_anew() {
    let desk = desk();
    assert_eq!(desk.run(&["import", "formulas.xlsx", "-o", "a.toml"]).code, 0);
    let found = figures(&String::from_utf8(desk.read("a.toml")).expect("UTF-8"));
    for ((key, row), (_, whole)) in found.iter().zip(sample()) {
        let parts = if key.starts_with("applications") { 6 } else { whole.len() };
        assert_eq!(row[..], whole[..parts], "{key}");
    }
}

#[test]
fn organ_and_year_are_told_or_asked_for() {
    let desk = desk();
    let run = desk.run(&["import", "whole.xlsx", "-o", "a.toml", "--organ", "甲局", "--year", "2024"]);
    assert_eq!(run.code, 0, "{}", run.messages);
    let text = String::from_utf8(desk.read("a.toml")).expect("UTF-8");
    assert!(text.contains("organ = \"甲局\"") && text.contains("year = 2024"));
    let run = desk.run(&["import", "whole.xlsx", "-o", "a.toml"]);
    assert!(run.code == 2 && run.messages.contains("已经存在"), "{}", run.messages);
    let run = desk.run(&["import", "whole.xlsx", "-o", "-"]);
    assert!(run.code == 0 && run.said().contains("[applications]"), "{}", run.messages);
}

/// A page as a portal has it, and a Word file, become a report that says the same, section by section.
#[test]
fn documents_become_reports() {
    for name in ["page.html", "report.docx"] {
        becomes_a_report(name);
    }
}

fn becomes_a_report(name: &str) {
    let desk = Desk::new();
    desk.put(name, fs::read(in_repository(&format!("tests/cases/import/{name}"))).expect("a document"));
    let run = desk.run(&["import", name, "-o", "上年.toml"]);
    assert_eq!(run.code, 0, "{}", run.messages);
    let text = String::from_utf8(desk.read("上年.toml")).expect("UTF-8");
    assert_eq!(figures(&text), sample());
    let data: Table = text.parse().expect("TOML");
    let body = |section: &str, key: &str| data[section][key].as_str().expect("a text").trim().to_owned();
    assert_eq!(body("preface", "body"), "根据条例编制本报告。数据的统计期限自2025年1月1日起至2025年12月31日止。");
    assert_eq!(
        body("overview", "body"),
        "（一）主动公开情况。公开了3\\*2类信息。\n\n| 领域 | 件数 |\n| --- | --- |\n| 教育 | 5 |\n\n1.聚焦重点。解读12篇。"
    );
    assert_eq!(body("disclosure", "note"), "注：含市政府办公室文件。");
    assert_eq!(body("problems", "body"), "一是认识不够。");
    assert_eq!(body("other", "body"), "没有其他需要报告的事项。");
    assert!(!text.contains("导航") && !text.contains("版权"));
    // What is read is a data file that can be made.
    let built = desk.run(&["build", "上年.toml", "--allow-errors"]);
    assert_eq!(built.code, 0, "{}", built.messages);
}

/// What cannot be read is named, and nothing is written.
#[test]
fn files_that_are_no_workbooks() {
    let desk = desk();
    let whole = desk.read("whole.xlsx");
    desk.put("short.xlsx", &whole[..whole.len() / 2]);
    desk.put("old.doc", [b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1".as_slice(), &[0; 600]].concat());
    desk.put("page.html", "<!doctype html><p>x");
    desk.put("page.mht", "MIME-Version: 1.0\r\n");
    desk.put("report.pdf", "%PDF-1.7");
    desk.put("data.toml", "[report]\n");
    for (name, code, expected) in [
        ("short.xlsx", 1, "文件不完整"),
        ("old.doc", 1, "有密码，或者是 .doc、.wps"),
        ("page.html", 1, "里面没有表二、表三或表四"),
        ("page.mht", 1, "是单个文件的网页（.mht），里面没有网页"),
        ("report.pdf", 3, "PDF 不完整"),
        ("data.toml", 1, "是文本文件"),
        ("没有.xlsx", 3, "没有.xlsx"),
    ] {
        let run = desk.run(&["import", name, "-o", "报告.toml"]);
        assert_eq!(run.code, code, "{name}: {}", run.messages);
        assert!(run.messages.contains(expected), "{name}: {}", run.messages);
        assert!(!desk.path("报告.toml").exists());
    }
}

/// Last year's page, a department's workbook and a Word file are taken as they are.
#[test]
fn other_verbs_take_these_files() {
    let desk = desk();
    let page = fs::read_to_string(in_repository("tests/cases/import/page.html")).expect("a page");
    desk.put("上年.html", page.replace("2025年", "2024年"));
    desk.put("乙.html", page.replace("云山市", "雨山市"));
    desk.put("今年.docx", fs::read(in_repository("tests/cases/import/report.docx")).expect("a Word file"));
    desk.put("无名.html", page.replace("2025年政府信息公开工作年度报告", ""));

    let run = desk.run(&["new", "今年.toml", "--from", "上年.html"]);
    assert_eq!(run.code, 0, "{}", run.messages);
    let text = String::from_utf8(desk.read("今年.toml")).expect("UTF-8");
    let data: Table = text.parse().expect("TOML");
    let carried: Vec<String> =
        data["applications"]["carried_in"].as_array().expect("a row").iter().map(written).collect();
    assert_eq!(carried, ["24", "4", "0", "1", "2", "0"], "what last year carried out");

    let run = desk.run(&["merge", "whole.xlsx", "乙.html", "-o", "合.toml"]);
    assert_eq!(run.code, 0, "{}", run.messages);
    let merged: Table = String::from_utf8(desk.read("合.toml")).expect("UTF-8").parse().expect("TOML");
    let received: Vec<String> =
        merged["applications"]["received"].as_array().expect("a row").iter().map(written).collect();
    assert_eq!(received, ["972", "104", "4", "8", "22", "6", "1116"], "twice those of the sample");

    let run = desk.run(&["compare", "上年.html", "今年.docx"]);
    assert!(run.code == 0 && run.said().contains("云山市人民政府 2024、2025年度数据对照"), "{}", run.said());

    fs::copy(in_repository("data/yunshan-2025.toml"), desk.path("云山.toml")).expect("the sample");
    let run = desk.run(&["check", "云山.toml", "--previous", "上年.html"]);
    assert!(run.said().contains("上年.html:"), "{}", run.said());
    let run = desk.run(&["check", "云山.toml", "--previous", "无名.html"]);
    assert!(run.said().contains("nianbao import 无名.html -o 上年.toml"), "{}", run.said());
}

/// What random input has found: a cell that spans no row, a row that ends before its last cell, signs in a title and
/// lengths of a label that no data file can hold.
#[test]
fn what_no_program_writes() {
    let desk = Desk::new();
    desk.put("表.ods", fs::read(in_repository("tests/cases/fuzz/ods/spans-no-row.ods")).expect("a workbook"));
    desk.put("短.xls", fs::read(in_repository("tests/cases/fuzz/xls/row-cut-short.xls")).expect("a workbook"));
    let page = fs::read_to_string(in_repository("tests/cases/import/page.html")).expect("a page");
    let title = "四、因政府信息公开工作被申请行政复议、提起行政诉讼情况";
    assert!(page.contains(title));
    desk.put("页.html", page.replace(title, "四、因政\u{1b}府信息公开\u{7}工作情况"));
    // A label longer than any line may be, and tables within one another without end.
    assert!(page.contains("行政强制"));
    desk.put("长.html", page.replace("行政强制", &format!("行政强制{}", "措施".repeat(1000))));
    desk.put("深.html", page.replace("<body>", &format!("<body>{}", "<table><tr><td>".repeat(600))));
    let files = [
        ("表.ods", "表.toml"),
        ("短.xls", "短.toml"),
        ("页.html", "页.toml"),
        ("长.html", "长.toml"),
        ("深.html", "深.toml"),
    ];
    for (file, data) in files {
        let run = desk.run(&["import", file, "-o", data, "--organ", "某市数据局", "--year", "2025"]);
        assert_eq!(run.code, 0, "{}", run.messages);
        let run = desk.run(&["build", data, "--allow-errors"]);
        assert_eq!(run.code, 0, "{}", run.messages);
    }
    let data: Table = String::from_utf8(desk.read("页.toml")).expect("UTF-8").parse().expect("TOML");
    assert_eq!(data["labels"]["remedies.title"].as_str(), Some("因政府信息公开工作情况"));
    let data = String::from_utf8(desk.read("长.toml")).expect("UTF-8");
    assert!(data.contains("超过 1000 字，只带入前 1000 字"), "{data}");
    let data: Table = data.parse().expect("TOML");
    let label = data["labels"]["disclosure.coercion"].as_str().expect("a label");
    assert!(label.starts_with("行政强制措施") && label.chars().count() == 1000, "{label}");
}

/// A workbook to fill in: filled in by another program, it comes back with what was filled in.
#[test]
fn a_workbook_to_fill_in() {
    let desk = Desk::new();
    for name in ["填报表.xlsx", "再来.xlsx"] {
        let run = desk.run(&["new", name, "--organ", "某市数据局", "--year", "2025"]);
        assert!(run.code == 0 && run.messages.contains("nianbao import"), "{}", run.messages);
    }
    assert!(desk.read("填报表.xlsx") == desk.read("再来.xlsx"), "the same bytes each time");
    let run = desk.run(&["new", "填报表.xlsx", "--organ", "甲局", "--year", "2025"]);
    assert!(run.code == 2 && run.messages.contains("已经存在"), "{}", run.messages);

    // Nothing is filled in: nothing is read, and nothing is in doubt.
    let run = desk.run(&["import", "填报表.xlsx", "-o", "空.toml"]);
    assert!(run.code == 0 && !run.messages.contains("存疑"), "{}", run.messages);
    let text = String::from_utf8(desk.read("空.toml")).expect("UTF-8");
    assert!(text.contains("organ = \"某市数据局\"") && text.contains("year = 2025"));
    assert!(figures(&text).iter().flat_map(|(_, row)| row).all(String::is_empty), "{:?}", figures(&text));

    // tests/cases/import/filled.xlsx is such a workbook, filled in and saved by openpyxl (make.py).
    desk.put("filled.xlsx", fs::read(in_repository("tests/cases/import/filled.xlsx")).expect("a workbook"));
    let run = desk.run(&["import", "filled.xlsx", "-o", "满.toml"]);
    assert!(run.code == 0 && !run.messages.contains("存疑"), "{}", run.messages);
    let text = String::from_utf8(desk.read("满.toml")).expect("UTF-8");
    // Totals are formulas, which openpyxl does not compute: the program does.
    for ((key, row), (_, whole)) in figures(&text).iter().zip(sample()) {
        let parts = if key.starts_with("disclosure") { whole.len() } else { whole.len() - 1 };
        let expected = if key == "applications.total" { &[][..] } else { &whole[..parts] };
        assert_eq!(row[..], *expected, "{key}");
    }
    let data: Table = text.parse().expect("TOML");
    assert_eq!(data["overview"]["body"].as_str().map(str::trim), Some("（一）主动公开情况。\n\n公开了5条。"));
    assert_eq!(data["other"]["body"].as_str().map(str::trim), Some("没有其他事项。"));
}

/// What unpacks to more than a report can need is not unpacked.
#[test]
fn zip_bombs() {
    use std::io::Write;
    for (name, part) in [("a.xlsx", "xl/workbook.xml"), ("a.docx", "word/document.xml")] {
        let mut bomb = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
        bomb.start_file(part, zip::write::SimpleFileOptions::default()).expect("a part");
        let zeros = vec![b' '; 1 << 20];
        (0..300).for_each(|_| bomb.write_all(&zeros).expect("written"));
        let desk = Desk::new();
        desk.put(name, bomb.finish().expect("an archive").into_inner());
        let run = desk.run(&["import", name, "-o", "报告.toml"]);
        assert!(run.code == 1 && run.messages.contains("展开后超过"), "{name}: {}", run.messages);
        assert!(!desk.path("报告.toml").exists());
    }
}

/// `build` and its like say which command takes a workbook.
#[test]
fn a_workbook_is_led_to_its_command() {
    let desk = desk();
    for verb in ["build", "check"] {
        let run = desk.run(&[verb, "whole.xlsx"]);
        assert!(run.code != 0 && run.said().contains("nianbao import whole.xlsx -o whole.toml"), "{}", run.said());
    }
}
