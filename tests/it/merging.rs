//! `merge`: what is summed has been checked, and nothing is written of what is wrong.

use crate::support::{Desk, Run, TABLES, report_of_tables};

const ACCEPTED: &str = "[[accept]]\ncode = 'blank-cell'\nreason = '没有发生'\n";

/// A department's file, its tables changed.
fn of(organ: &str, from: &str, to: &str) -> String {
    let report = report_of_tables("", "正文。", &TABLES.replace(from, to)) + ACCEPTED;
    report.replace("某某县人民政府", organ)
}

fn sound(organ: &str) -> String {
    of(organ, "", "")
}

/// Of 甲局, 3 + 1 granted are stated as 5.
fn unbalanced() -> String {
    of("甲局", "granted = [3, 1, 0, 0, 0, 0]", "granted = [3, 1, 0, 0, 0, 0, 5]")
}

/// Merging is refused, and nothing is written. Gives its messages.
#[track_caller]
fn refused(desk: &Desk, arguments: &[&str]) -> String {
    let before = desk.names();
    let Run { code, out, messages } = desk.run(arguments);
    assert_eq!(code, 1, "{messages}");
    assert!(out.is_empty() && desk.names() == before, "{messages}");
    messages
}

#[test]
fn what_does_not_balance_is_not_summed() {
    let desk = Desk::new();
    desk.put("甲.toml", unbalanced());
    desk.put("乙.toml", sound("乙局"));
    let said = refused(&desk, &["merge", "甲.toml", "乙.toml", "-o", "合计.toml"]);
    assert!(said.contains("错误[applicant-sum]") && said.contains("甲.toml:") && !said.contains("乙.toml:"), "{said}");
    assert!(said.trim_end().lines().last().unwrap().contains("--allow-errors"), "{said}");
    refused(&desk, &["merge", "甲.toml", "乙.toml", "-o", "-"]);
}

/// With `--allow-errors` it is, and the last line says so: 3 + 3, 1 + 1 and, of the totals, 5 + 4.
#[test]
fn sums_that_are_wrong_are_summed_when_asked_for() {
    let desk = Desk::new();
    desk.put("甲.toml", unbalanced());
    desk.put("乙.toml", sound("乙局"));
    let run = desk.run(&["merge", "甲.toml", "乙.toml", "-o", "合计.toml", "--allow-errors"]);
    assert_eq!(run.code, 0, "{}", run.messages);
    let last = run.messages.lines().last().unwrap();
    assert!(run.messages.contains("错误[applicant-sum]") && last.contains("个错误没有改"), "{}", run.messages);
    let sum: toml::Table = toml::from_str(&String::from_utf8(desk.read("合计.toml")).unwrap()).unwrap();
    let granted = sum["applications"]["granted"].as_array().unwrap();
    let granted: Vec<i64> = granted.iter().map(|cell| cell.as_integer().unwrap()).collect();
    assert_eq!(granted, [6, 2, 0, 0, 0, 0, 9]);
}

/// Faults of the TOML, of values and of sums, of all files in one run. `--allow-errors` is for sums alone.
#[test]
fn all_faults_of_all_files_are_told_at_once() {
    let desk = Desk::new();
    desk.put("甲.toml", unbalanced());
    desk.put("乙.toml", sound("乙局").replace("[remedies]", "[remedies"));
    desk.put("丙.toml", sound("丙局").replace("year = 2025", "yaer = 2025"));
    desk.put("丁.toml", of("丁局", "fees = { amount = 12.5 }", "fees = { amount = '另计' }"));
    let files = ["merge", "甲.toml", "乙.toml", "丙.toml", "丁.toml", "没有.toml", "-o", "合计.toml", "--allow-errors"];
    let said = refused(&desk, &files);
    for expected in ["applicant-sum", "toml-syntax", "unknown-key", "merge-text", "没有“没有.toml”这个文件"]
    {
        assert!(said.contains(expected), "“{expected}” is not in:\n{said}");
    }
    for file in ["甲.toml:", "乙.toml:", "丙.toml:", "丁.toml:"] {
        assert!(said.contains(file), "“{file}” is not in:\n{said}");
    }
}

/// Whatever stops it, the last line says that nothing was made; the year that differs is pointed at, a text is told
/// once.
#[test]
fn the_last_line_says_that_nothing_was_made() {
    let desk = Desk::new();
    desk.put("甲.toml", sound("甲局"));
    desk.put("乙.toml", sound("乙局").replace("[remedies]", "[remedies"));
    desk.put("丙.toml", sound("丙局").replace("year = 2025", "yaer = 2025"));
    desk.put("丁.toml", sound("丁局").replace("year = 2025", "year = 2024"));
    desk.put("戊.toml", of("戊局", "received = [3,", "received = ['3件',"));
    for file in ["乙.toml", "丙.toml", "丁.toml", "戊.toml"] {
        let said = refused(&desk, &["merge", "甲.toml", file, "-o", "合计.toml"]);
        assert!(said.trim_end().lines().last().is_some_and(|last| last.starts_with("没有合并：")), "{said}");
        match file {
            "丁.toml" => assert!(said.contains("merge-year") && said.contains("year = 2024"), "{said}"),
            "戊.toml" => {
                assert!(said.contains("merge-text") && said.contains("改成 3，不加引号"), "{said}");
                assert!(!said.contains("figure-as-text"), "{said}");
            }
            _ => {}
        }
    }
}

/// A copy under another name would count an organ twice.
#[test]
fn a_copy_is_refused() {
    let desk = Desk::new();
    desk.put("甲.toml", sound("甲局"));
    desk.put("甲（副本）.toml", sound("甲局"));
    let files = ["merge", "甲.toml", "甲（副本）.toml", "-o", "合计.toml"];
    let said = refused(&desk, &files);
    assert!(said.contains("错误[merge-organ]") && said.contains("--allow-errors"), "{said}");
    desk.run(&[&files[..], &["--allow-errors"]].concat()).succeeds();
    // An earlier sum among the files is seen.
    desk.put("乙.toml", sound("乙局"));
    let run = desk.run(&["merge", "乙.toml", "合计.toml", "-o", "又.toml"]);
    assert!(run.code == 0 && run.messages.contains("看来是以前合并出来的"), "{}", run.messages);
}

/// Warnings about the departments' tables are told, and do not stop; what is accepted, and the prose, are theirs alone.
#[test]
fn warnings_do_not_stop() {
    let desk = Desk::new();
    // The total is blank, while 3 + 1 is 4.
    desk.put("甲.toml", of("甲局", "received = [3, 1, 0, 0, 0, 0]", "received = [3, 1, 0, 0, 0, 0, '']"));
    let prose = sound("乙局").replace("正文。", "{{ previous.applications.received.total }}");
    desk.put("乙.toml", prose + "[charts.a]\nkind = 'bar'\nvalues = { 甲 = 1 }\n");
    let run = desk.run(&["merge", "甲.toml", "乙.toml", "-o", "合计.toml"]);
    assert_eq!(run.code, 0, "{}", run.messages);
    assert_eq!(run.messages.matches("警告[").count(), 1, "{}", run.messages);
    assert!(run.messages.contains("警告[blank-total]") && !run.messages.contains("blank-cell"), "{}", run.messages);
}

/// Against the government's own file: what the departments state is checked in the same way.
#[test]
fn comparing_checks_the_departments_too() {
    let desk = Desk::new();
    desk.put("甲.toml", unbalanced());
    desk.put("乙.toml", sound("乙局"));
    desk.put("府.toml", sound("某县人民政府"));
    let said = refused(&desk, &["merge", "甲.toml", "--check", "府.toml"]);
    assert!(
        said.contains("applicant-sum") && said.contains("--allow-errors") && !said.contains("merge-diff"),
        "{said}"
    );
    desk.run(&["merge", "乙.toml", "--check", "府.toml"]).succeeds();
    // What is compared with the sum is no part of it, also where a pattern takes it in.
    let run = desk.run(&["merge", "*.toml", "--check", "府.toml"]);
    assert!(run.code == 2 && run.messages.contains("“府.toml”是 --check 要比对的文件"), "{}", run.messages);
    // 5 is not 4.
    let said = refused(&desk, &["merge", "甲.toml", "--check", "府.toml", "--allow-errors"]);
    assert!(said.contains("merge-difference") && said.contains("府.toml:"), "{said}");
}
