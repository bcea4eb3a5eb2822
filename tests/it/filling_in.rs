//! `import --into`: a data file that has been begun takes what it lacks, and keeps everything else to the byte.

use std::fs;

use toml::Table;

use crate::support::{Desk, in_repository};

/// A desk with last year's page and this year's workbook.
fn desk() -> Desk {
    let desk = Desk::new();
    let read = |name: &str| fs::read(in_repository(&format!("tests/cases/import/{name}"))).expect("a case");
    let page = String::from_utf8(read("page.html")).expect("UTF-8");
    desk.put("上年.html", page.replace("2025年", "2024年"));
    desk.put("上报表.xlsx", read("whole.xlsx"));
    desk
}

fn text(desk: &Desk, name: &str) -> String {
    String::from_utf8(desk.read(name)).expect("UTF-8")
}

/// The three commands of the README.
#[test]
fn from_last_years_page_to_the_finished_pdf() {
    let desk = desk();
    let run = desk.run(&["new", "报告.toml", "--from", "上年.html"]);
    assert_eq!(run.code, 0, "{}", run.messages);
    let before = text(&desk, "报告.toml");
    let run = desk.run(&["import", "上报表.xlsx", "--into", "报告.toml", "--replace"]);
    assert_eq!(run.code, 0, "{}", run.messages);
    let after = text(&desk, "报告.toml");

    let data: Table = after.parse().expect("TOML");
    let row = |table: &str, key: &str| -> Vec<i64> {
        let row = key.split('.').fold(&data[table], |above, key| &above[key]);
        row.as_array().expect("a row").iter().map(|cell| cell.as_integer().expect("a figure")).collect()
    };
    // By hand from data/yunshan-2025.toml.
    assert_eq!(row("applications", "received"), [486, 52, 2, 4, 11, 3, 558]);
    assert_eq!(row("applications", "refused.state_secret"), [1, 0, 0, 0, 0, 0, 1]);
    assert_eq!(row("remedies", "litigation_after"), [6, 1, 2, 2, 11]);
    // Lines without figures are what they were, comments and all.
    let is_row = |line: &&str| line.contains("= [");
    let others = |text: &str| -> Vec<String> { text.lines().filter(|line| !is_row(line)).map(str::to_owned).collect() };
    assert_eq!(others(&before), others(&after));
    for (old, new) in before.lines().filter(is_row).zip(after.lines().filter(is_row)) {
        let comment = |line: &str| line.split_once("] ").map(|(_, rest)| rest.to_owned());
        assert_eq!((old.split_once('['), comment(old)).1, comment(new), "{new}");
    }
    let run = desk.run(&["build", "报告.toml", "--allow-errors"]);
    assert_eq!(run.code, 0, "{}", run.messages);
    assert!(desk.path("报告.pdf").exists());
}

#[test]
fn a_figure_that_differs_is_never_overwritten_unasked() {
    let desk = desk();
    assert_eq!(desk.run(&["import", "上报表.xlsx", "-o", "报告.toml"]).code, 0);
    let whole = text(&desk, "报告.toml");
    let line = whole.lines().find(|line| line.starts_with("received ")).expect("the row").to_owned();
    let other = line.replacen("486", "468", 1).replacen("52,", "\"\",", 1);
    desk.put("报告.toml", whole.replace(&line, &other));

    let run = desk.run(&["import", "上报表.xlsx", "--into", "报告.toml"]);
    assert_eq!(run.code, 0, "{}", run.messages);
    let said = run.said();
    assert!(said.contains("import-differs") && said.contains("这里是“468”，导入的是“486”，没有改"), "{said}");
    assert!(said.contains("填了 1 个数、0 处文字，不同的 1 处"), "{said}");
    let filled =
        text(&desk, "报告.toml").lines().find(|line| line.starts_with("received ")).expect("the row").to_owned();
    assert_eq!(filled.replace(' ', ""), line.replacen("486", "468", 1).replace(' ', ""));

    let run = desk.run(&["import", "上报表.xlsx", "--into", "报告.toml", "--replace"]);
    assert!(run.code == 0 && run.said().contains("原来是“468”，换成了“486”"), "{}", run.said());
    let replaced = text(&desk, "报告.toml");
    assert_eq!(replaced.replace(' ', ""), whole.replace(' ', ""));

    // Nothing is left to be done: the file is not even touched.
    let run = desk.run(&["import", "上报表.xlsx", "--into", "报告.toml"]);
    assert!(run.said().contains("填了 0 个数、0 处文字，不同的 0 处"), "{}", run.said());
    assert_eq!(text(&desk, "报告.toml"), replaced);
}

/// A wrong file, a wrong command: nothing is written.
#[test]
fn what_is_not_to_be_filled_in() {
    let desk = desk();
    let data = "[report]\r\norgan = '云山市人民政府'\r\nyear = 2024\r\n";
    desk.put("别年.toml", data);
    desk.put("坏.toml", "[report\n");
    for (arguments, code, expected) in [
        (
            &["import", "上报表.xlsx", "--into", "别年.toml"][..],
            1,
            "是云山市人民政府 2025 年的，别年.toml 是云山市人民政府 2024 年的",
        ),
        (&["import", "上报表.xlsx", "--into", "坏.toml"], 1, "坏.toml"),
        (&["import", "上报表.xlsx", "--into", "没有.toml"], 3, "没有.toml"),
        (&["import", "上报表.xlsx", "--into", "别年.toml", "-o", "新.toml"], 2, "--into"),
        (&["import", "上报表.xlsx", "-o", "新.toml", "--replace"], 2, "--into"),
        (&["import", "上报表.xlsx", "--into", "别年.toml", "--form", "2019"], 2, "--form"),
    ] {
        let run = desk.run(arguments);
        assert_eq!(run.code, code, "{arguments:?}: {}", run.messages);
        assert!(run.messages.contains(expected), "{arguments:?}: {}", run.messages);
        assert_eq!(text(&desk, "别年.toml"), data);
        assert!(!desk.path("新.toml").exists());
    }
    // Its title is known to be wrong.
    let run = desk.run(&["import", "上报表.xlsx", "--into", "别年.toml", "--year", "2024"]);
    assert_eq!(run.code, 0, "{}", run.messages);
    let after = text(&desk, "别年.toml");
    assert!(after.starts_with(data) && !after.replace("\r\n", "").contains('\n'), "{after:?}");
}
