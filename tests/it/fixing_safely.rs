//! `check --fix`: what must stay as it is, what must not stand in the way of anything else, and what is told.

use crate::support::{Desk, Run, TABLES, report};

fn text(desk: &Desk, name: &str) -> String {
    String::from_utf8(desk.read(name)).expect("UTF-8")
}

fn out(run: &Run) -> String {
    String::from_utf8(run.out.clone()).expect("UTF-8")
}

/// A report with another row in the place of one.
fn with_row(row: &str, other: &str, prose: &str) -> String {
    assert_eq!(TABLES.matches(row).count(), 1, "{row}");
    report("", prose).replace(TABLES, &TABLES.replace(row, other))
}

const RECEIVED: &str = "received = [3, 1, 0, 0, 0, 0]";
const RECONSIDERATION: &str = "reconsideration = [1, 0, 0, 0]";

/// What a report becomes, and what is said.
fn mended(report: &str, options: &[&str]) -> (String, String) {
    let desk = Desk::new();
    desk.put("a.toml", report);
    let run = desk.run(&[&["check", "a.toml", "--fix"], options].concat());
    (text(&desk, "a.toml"), out(&run))
}

fn stays(report: &str, options: &[&str]) -> String {
    let (after, said) = mended(report, options);
    assert_eq!(after, report, "{said}");
    said
}

#[test]
fn text_and_value_of_a_figure_never_part() {
    let row = "received = { natural = 3, enterprise = 1, research = 0, ngo = 0, legal = 0, other = 0, total = { value \
               = 5, text = '5' } }";
    let said = stays(&with_row(RECEIVED, row, "正文。"), &["--fix-totals"]);
    assert!(said.contains("（applications.received.total）的 applicant-sum 没有改"), "{said}");
}

#[test]
fn a_total_of_what_is_no_figure_stays() {
    for part in ["", "other = '', ", "other = '/', ", "other = '若干', "] {
        let row = format!("reconsideration = {{ upheld = 1, corrected = 0, {part}pending = 0, total = 2 }}");
        stays(&with_row(RECONSIDERATION, &row, "正文。"), &["--fix-totals"]);
    }
    let row = "reconsideration = { upheld = 1, corrected = 0, other = 0, pending = 0, total = 2 }";
    let wrong = with_row(RECONSIDERATION, row, "正文。");
    assert_eq!(mended(&wrong, &["--fix-totals"]).0, wrong.replace("total = 2", "total = 1"));
}

/// An expression that is wrong hides nothing of what stands beside it.
#[test]
fn an_error_of_reading_beside_it_lets_nothing_through() {
    for typo in ["", "公开{{ applications.recieved.total }}件。\n\n"] {
        let body = |dash: &str| {
            format!(
                "{typo}## 主要做法:\n\n见[公开](https://www.gov.cn/⼀)。\n\n![图](办⼤厅.png)\n\n2020{dash}2025年，公开\\(甲\\)。"
            )
        };
        let (after, said) = mended(&report("", &body("--")), &[]);
        assert_eq!(after, report("", &body("—")), "{said}");
        // The colon, the address, the picture, the escaped brackets.
        for words in ["punctuation 没有改", "characters 没有改"] {
            assert_eq!(said.matches(words).count(), 2, "{said}");
        }
    }
}

/// What is left out of a narrative, since it cannot be read, is not there to be compared.
#[test]
fn what_cannot_be_read_is_not_edited() {
    let body = "公开{{ applications.recieved.total }}件。\n\n<div title=\"⼀\">甲</div>\n\n公开,透明。";
    let (after, said) = mended(&report("", body), &[]);
    assert_eq!(after, report("", &body.replace("公开,", "公开，")), "{said}");
}

#[test]
fn addresses_and_telephones_stay() {
    for body in [
        "见http://www.a.cn/公开,指南?id=1。",
        "网址gov.cn/查询?q=公开,指南。",
        "联系电话：0535-6691234分机8012。",
        "值班电话：8801-8805分机。",
        "电话0571-85058处。",
        "3-15期间开展宣传。",
        "The Premier said: \"Hello!\" 推进公开。",
        "> 推进公开,透明,用时2-3天,公开⼀般信息。",
    ] {
        stays(&report("", body), &[]);
    }
}

#[test]
fn a_cell_of_an_extra_row_becomes_a_figure() {
    for cells in ["cells = { issued = CELL, repealed = 0, in_force = 0 }", "cells.issued = CELL"] {
        let wrong =
            report("", "正文。") + &format!("[[disclosure.extra]]\nafter = 'normative'\nlabel = '其中：甲'\n{cells}\n");
        let (after, said) = mended(&wrong.replace("CELL", "\"1,264\""), &[]);
        assert_eq!(after, wrong.replace("CELL", "1264"), "{said}");
        assert!(said.contains("disclosure.extra.0.issued：\"1,264\" 改成 1264"), "{said}");
    }
    let (after, _) = mended(&with_row(RECEIVED, "received = [\"-0\", 1, 0, 0, 0, 0]", "正文。"), &[]);
    assert!(after.contains("\"-0\""), "{after}");
}

#[test]
fn prose_follows_the_figure_that_it_calls_for() {
    let prose = "全年收到{{ applications.received.total }}件，甲{{ applications.received.natural }}件。";
    let wrong = with_row(RECEIVED, "received = [3, 1, 0, 0, 0, 0, 5]", prose);
    assert_eq!(mended(&wrong, &["--fix-totals"]).0, wrong.replace("0, 0, 5]", "0, 0, 4]"));
    let prose = "全年收到{{ applications.received.total }}件。";
    let wrong = with_row(RECEIVED, "received = [\"3件\", 1, 0, 0, 0, 0]", prose);
    assert_eq!(mended(&wrong, &[]).0, wrong.replace("\"3件\"", "3"));
}

/// Each of these headings would run on with its paragraph.
#[test]
fn many_refusals_let_all_else_be_mended() {
    let body = |mark: &str| -> String {
        "甲乙丙丁戊己庚辛壬癸子丑寅卯"
            .chars()
            .map(|name| format!("## 做法{name}:\n\n公开{mark}落实{name}项。\n\n"))
            .collect()
    };
    let (after, said) = mended(&report("", &body(",")), &[]);
    assert_eq!(after, report("", &body("，")), "{said}");
    assert_eq!(said.matches("没有改").count(), 14, "{said}");
    assert!(stays(&after, &[]).contains("没有能直接改的"));
}

/// The unit is the mark, or a pair of them.
#[test]
fn a_mark_that_stays_holds_up_no_other() {
    let (after, said) = mended(&report("", "## 公开,落实;推进:\n\n正文，公开\\(甲\\),乙。"), &[]);
    assert_eq!(after, report("", "## 公开，落实；推进:\n\n正文，公开\\(甲\\)，乙。"), "{said}");
    assert!(said.contains("第 7 行第 12 列（overview.body）的 punctuation 没有改：改了以后"), "{said}");
    // Brackets change together or not at all.
    for body in ["办理(公开\\*甲)情况。", "办理(公开)情况\\*甲,乙。"] {
        let (after, said) = mended(&report("", body), &[]);
        assert_eq!(after.matches('（').count(), after.matches('）').count(), "{said}");
    }
}

#[test]
fn a_file_under_two_names_is_one() {
    let data = report("", "").replace("body = '''\n\n'''", "body_file = '一.md'");
    let data = data.replace("body = '存在的问题是公开不够及时，今后将改进工作方法。'", "body_file = './一.md'");
    assert_eq!(data.matches("body_file").count(), 2);
    let desk = Desk::new();
    desk.put("a.toml", &data);
    desk.put("一.md", "存在的问题：公开,不够及时。\n");
    let run = desk.run(&["check", "a.toml", "--fix", "--dry-run"]);
    assert_eq!(out(&run).matches("--- ").count(), 1, "{}", out(&run));
    assert!(run.messages.contains("能改 1 处"), "{}", run.messages);
    desk.run(&["check", "a.toml", "--fix"]);
    assert_eq!(text(&desk, "一.md"), "存在的问题：公开，不够及时。\n");
    // What one of the two accepts stays for both.
    desk.put("a.toml", data + "[[accept]]\ncode = 'punctuation'\nkey = 'problems'\nreason = '照录'\n");
    let wrong = "存在的问题：公开,不够及时,１条。\n";
    desk.put("一.md", wrong);
    desk.run(&["check", "a.toml", "--fix"]);
    assert_eq!(text(&desk, "一.md"), wrong.replace('１', "1"));
}

#[test]
fn what_is_edited_is_named() {
    let (_, said) = mended(&with_row(RECEIVED, "received = [3, 1, 0, 0, 0, 0, 5]", "正文。"), &["--fix-totals"]);
    assert!(said.contains("列 applications.received.total：5 改成 4"), "{said}");
}

#[cfg(unix)]
#[test]
fn a_file_that_cannot_be_written_keeps_no_other_from_it() {
    use std::fs::{Permissions, set_permissions};
    use std::os::unix::fs::PermissionsExt;
    let desk = Desk::new();
    let wrong = report("", "公开,透明。");
    desk.put("a.toml", &wrong);
    desk.put("b.toml", wrong.replace("透明", "公平"));
    set_permissions(desk.path("a.toml"), Permissions::from_mode(0o440)).expect("permissions");
    let run = desk.run(&["check", "a.toml", "b.toml", "--fix"]);
    assert!(run.code == 3 && run.messages.contains("没有写入的权限"), "{}", run.messages);
    assert_eq!(text(&desk, "a.toml"), wrong);
    assert_eq!(text(&desk, "b.toml"), wrong.replace("公开,透明", "公开，公平"));
    // Of the first the finding is still told.
    let said = out(&run);
    assert!(said.contains("警告[punctuation]") && said.contains("检查了 2 个文件"), "{said}");
}
