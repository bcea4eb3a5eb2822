//! `check`, `explain`, and `build` of a report in which something does not add up, as their users meet them.

use crate::support::pdf::Pdf;
use crate::support::{Desk, Run, WHOLE_OVERVIEW, in_repository, report};

const ACCEPTED: &str = "[[accept]]\ncode = 'blank-cell'\nreason = '没有发生'\n";

/// A sound report of an organ.
fn sound_of(organ: &str) -> String {
    report("", WHOLE_OVERVIEW).replace("某某县人民政府", organ) + ACCEPTED
}

/// A desk with a sound report, one with a wrong total, and the report of the year before.
fn desk() -> Desk {
    let desk = Desk::new();
    let sound = report("", WHOLE_OVERVIEW) + ACCEPTED;
    desk.put("wrong.toml", sound.replace("granted = [3, 1, 0, 0, 0, 0]", "granted = [3, 1, 0, 0, 0, 0, 5]"));
    desk.put("last.toml", sound.replace("year = 2025", "year = 2024").replace("in_force = 8", "in_force = 7"));
    desk.put("report.toml", sound);
    desk
}

/// Runs the program; its code, and what it says on either stream.
fn says(desk: &Desk, arguments: &[&str]) -> (i32, String) {
    let Run { code, out, messages } = desk.run(arguments);
    assert!(!messages.contains("panicked"), "{messages}");
    (code, String::from_utf8(out).expect("UTF-8") + &messages)
}

#[test]
fn check_lists_and_counts() {
    let desk = desk();
    let (code, said) = says(&desk, &["check", "report.toml"]);
    assert_eq!((code, said.as_str()), (0, "检查了 1 个文件：0 个错误，0 个警告，0 个提示；另有 1 个已认可\n"));
    let (_, said) = says(&desk, &["check", "report.toml", "--all", "--lang", "en"]);
    assert!(said.contains("= accepted: 没有发生") && said.ends_with("0 notes; 1 accepted\n"), "{said}");

    let (code, said) = says(&desk, &["check", "report.toml", "wrong.toml"]);
    assert_eq!(code, 1);
    let figure = "错误[applicant-sum]: 三（一）予以公开 总计：填的是 5，若是 4，这 2 处就都对得上：\
                  “总计”列各行相加（outcome-sum）3+1=4；“（一）予以公开”行各列相加（applicant-sum）3+1=4\n";
    assert!(said.contains(figure) && said.contains("= 帮助: 对照台账，先看这一格"), "{said}");
    // The two are reports of one organ and year, whose figures differ.
    let counts = "report.toml：0 个错误，0 个警告，0 个提示；另有 1 个已认可\n\
                  wrong.toml：1 个错误，0 个警告，0 个提示；另有 1 个已认可\n\
                  检查了 2 个文件：1 个错误，1 个警告，0 个提示；另有 2 个已认可\n";
    assert!(said.ends_with(counts) && said.matches("警告[report-twice]").count() == 1, "{said}");
    assert_eq!(desk.names(), ["last.toml", "report.toml", "wrong.toml"], "a check writes nothing");
}

#[test]
fn check_writes_json() {
    let desk = desk();
    desk.put("report.toml", sound_of("另一局"));
    let run = desk.run(&["check", "report.toml", "wrong.toml", "--format", "json", "--lang=en"]);
    assert_eq!((run.code, run.messages.as_str()), (1, ""));
    let found: serde_json::Value = serde_json::from_slice(&run.out).expect("JSON");
    let found = found.as_array().expect("an array");
    assert_eq!(found.len(), 1);
    let sum = &found[0];
    assert_eq!(sum["code"], "applicant-sum");
    assert_eq!(sum["severity"], "error");
    assert_eq!(sum["file"], "wrong.toml");
    assert_eq!(sum["key"], "applications.granted.total");
    assert_eq!(
        sum["message"],
        "三（一）予以公开 总计: 5 stated; if it were 4, these 2 sums would agree: \
         rows of 总计 (outcome-sum) 3+1=4; columns of （一）予以公开 (applicant-sum) 3+1=4"
    );
    // Of the figures beside it those that count something: 3 and 1, and not four zeros.
    assert_eq!(sum["related"][0]["column"], 12);
    assert_eq!(sum["related"][0]["key"], "applications.granted.natural");
    assert_eq!(sum["related"].as_array().expect("an array").len(), 2);
    assert_eq!(desk.run(&["check", "report.toml", "--format", "json"]).out, b"[]\n");
}

/// The array of findings, as programs read it.
fn findings(desk: &Desk, arguments: &[&str]) -> Vec<serde_json::Value> {
    let run = desk.run(&[&["check", "--format", "json"], arguments].concat());
    let found: serde_json::Value = serde_json::from_slice(&run.out).expect("JSON");
    found.as_array().expect("an array").clone()
}

/// Each entry names its file, be it one that cannot be read, and says what to do.
#[test]
fn every_entry_has_its_file_and_its_help() {
    let desk = desk();
    desk.put("gbk.toml", [0xC4, 0xEA]);
    desk.put("key.toml", report("publishd = 2026-03-20\n", ""));
    let found = findings(&desk, &["gbk.toml", "none.toml", "key.toml"]);
    let of = |code: &str| found.iter().find(|found| found["code"] == code).expect(code);
    assert_eq!((&of("encoding")["file"], &of("encoding")["line"]), (&"gbk.toml".into(), &serde_json::Value::Null));
    assert!(of("encoding")["help"].as_str().is_some_and(|help| help.contains("UTF-8")));
    assert_eq!(of("file")["file"], "none.toml");
    assert_eq!((&of("unknown-key")["file"], &of("unknown-key")["line"]), (&"key.toml".into(), &4.into()));
    assert!(of("unknown-key")["help"].as_str().is_some_and(|help| help.contains("published")));
    // Last year's file has its own name, and is told once; what is found about this year's is told beside it.
    let found = findings(&desk, &["key.toml", "wrong.toml", "--previous", "gbk.toml"]);
    let encoding: Vec<_> = found.iter().filter(|found| found["code"] == "encoding").collect();
    assert!(encoding.len() == 1 && encoding[0]["file"] == "gbk.toml", "{found:#?}");
    assert!(["unknown-key", "applicant-sum"].iter().all(|code| found.iter().any(|found| found["code"] == *code)));
}

/// On the screen too, where findings are of several files.
#[test]
fn a_finding_without_a_place_names_its_file() {
    let desk = desk();
    for name in ["a.toml", "b.toml"] {
        desk.put(name, "[report]\norgan = '某局'\nyear = 2025\ndraft = true\n");
    }
    let (_, said) = says(&desk, &["check", "a.toml", "b.toml"]);
    let blocks: Vec<&str> = said.split("\n\n").filter(|block| block.starts_with(['错', '警', '提'])).collect();
    assert!(blocks.len() >= 2, "{said}");
    for block in blocks {
        assert!(block.contains("--> a.toml") || block.contains("--> b.toml"), "{block}");
    }
}

/// With `--all`, a file about which nothing is found has an entry of a severity of its own.
#[test]
fn clean_files_are_listed_on_demand() {
    let desk = desk();
    desk.put("clean.toml", std::fs::read(in_repository("data/yunshan-2025.toml")).expect("the sample"));
    let told = |arguments: &[&str]| -> Vec<[String; 3]> {
        let text = |entry: &serde_json::Value, key: &str| entry[key].as_str().unwrap_or_default().to_owned();
        let entries = findings(&desk, arguments);
        entries.iter().map(|entry| ["file", "severity", "code"].map(|key| text(entry, key))).collect()
    };
    assert_eq!(told(&["clean.toml", "report.toml"]), [[""; 3]; 0]);
    // What is accepted is listed as what it is: that file is not without findings.
    assert_eq!(
        told(&["clean.toml", "report.toml", "--all"]),
        [["clean.toml", "ok", "clean"], ["report.toml", "warning", "blank-cell"]]
    );
}

/// Files that are checked together are looked at side by side, each finding told once.
#[test]
fn several_files_are_seen_side_by_side() {
    let desk = Desk::new();
    for (name, organ) in [("a", "甲局"), ("b", "乙局"), ("c", "丙局")] {
        desk.put(&format!("{name}.toml"), sound_of(organ));
    }
    let (code, said) = says(&desk, &["check", "a.toml", "b.toml", "c.toml"]);
    assert!(code == 0 && said.contains("3 个文件：0 个错误，0 个警告"), "{said}");
    // Last year's beside this year's of one organ is as it should be; last year's among those of this year is not.
    desk.put("d.toml", sound_of("丙局").replace("year = 2025", "year = 2024"));
    let (_, said) = says(&desk, &["check", "a.toml", "c.toml", "d.toml"]);
    assert!(said.contains("3 个文件：0 个错误，0 个警告"), "{said}");
    let (code, said) = says(&desk, &["check", "a.toml", "b.toml", "d.toml"]);
    assert!(code == 0 && said.matches("警告[years-differ]").count() == 1 && said.contains("d.toml:3:8"), "{said}");
    // The same report in two files, its figures the same or not; a file that is named twice is one.
    desk.put("e.toml", sound_of("甲局"));
    let (_, said) = says(&desk, &["check", "a.toml", "b.toml", "e.toml", "a.toml", "./a.toml"]);
    assert!(said.matches("警告[report-twice]").count() == 1 && said.contains("a.toml、e.toml 都是"), "{said}");
    assert!(said.contains("数字也一样") && said.contains("检查了 3 个文件"), "{said}");
    desk.put("e.toml", sound_of("甲局").replace("in_force = 8", "in_force = 9"));
    assert!(says(&desk, &["check", "a.toml", "e.toml"]).1.contains("数字却不同"));
}

#[test]
fn last_years_report_is_compared() {
    let desk = desk();
    let (code, said) = says(&desk, &["check", "report.toml", "--previous", "last.toml"]);
    assert!(code == 0 && said.contains("警告[same-as-last-year]: 表三和上一年度一模一样"), "{said}");
    // A report of the same year is no predecessor, one that is not there or is none cannot be compared.
    let (code, said) = says(&desk, &["check", "report.toml", "--previous", "report.toml"]);
    assert!(code == 1 && said.contains("错误[previous-organ]"), "{said}");
    assert_eq!(says(&desk, &["check", "report.toml", "--previous", "none.toml"]).0, 3);
    assert_eq!(says(&desk, &["build", "report.toml", "--previous", "none.toml"]).0, 3);
    desk.put("none.toml", "[report]\n");
    let (code, said) = says(&desk, &["build", "report.toml", "--previous", "none.toml"]);
    assert!(code == 1 && said.contains("none.toml:1:1") && said.contains("missing-key"), "{said}");
}

/// A fault of the prose hides nothing else that is wrong, and nothing is said of what it may hide.
#[test]
fn a_fault_of_the_prose_neither_hides_nor_invents() {
    let desk = Desk::new();
    let chart = "[charts.a]\nkind = 'bar'\nvalues = 'applications.received.*'\n\
                 [[accept]]\ncode = 'chart-unused'\nkey = 'charts.b'\nreason = '另用'\n";
    let of = |overview: &str| report("", overview) + ACCEPTED + chart;
    let wrong = of("# 错\n\n![图](chart:a)\n\n![一](1.png)\n\n- ![图](chart:a)");
    let problems = "[problems]\nbody = '''\n![二](2.png)\n'''\n[other]\n";
    let (before, _) = wrong.split_once("[problems]").expect("五");
    let (_, behind) = wrong.split_once("[other]\n").expect("六");
    desk.put("report.toml", format!("{before}{problems}{behind}"));
    let (code, said) = says(&desk, &["check", "report.toml", "--lang", "en"]);
    assert_eq!(code, 1, "{said}");
    // Pictures are missed in the piece that is at fault and in one that is sound.
    assert_eq!(said.matches("error[markdown-unsupported]").count(), 2, "{said}");
    assert_eq!(said.matches("error[picture-file]").count(), 2, "{said}");

    let wrong_alone = of("# 错\n\n- ![图](chart:a)");
    desk.put("report.toml", &wrong_alone);
    let (_, said) = says(&desk, &["check", "report.toml", "--lang", "en"]);
    assert!(said.contains("2 errors") && !said.contains("chart-unused") && !said.contains("accept-unused"), "{said}");
    // Of prose that is whole it can be told what it does not show, and what is accepted in vain.
    desk.put("report.toml", of("正文。"));
    let (_, said) = says(&desk, &["check", "report.toml"]);
    assert!(said.contains("警告[chart-unused]") && said.contains("警告[accept-unused]"), "{said}");
}

/// Last year's figures are not missing where last year's file is given, be it one that cannot be read.
#[test]
fn last_years_file_that_cannot_be_read_is_not_missing() {
    let desk = desk();
    let chart = "[charts.a]\nkind = 'bar'\nvalues = 'previous.applications.received.*'\n";
    let calling = "去年{{ previous.applications.received.total }}件。\n\n![图](chart:a)";
    for name in ["a.toml", "b.toml"] {
        desk.put(name, report("", calling) + ACCEPTED + chart);
    }
    let (code, said) = says(&desk, &["check", "a.toml", "--lang", "en"]);
    assert!(code == 1 && said.matches("error[previous-missing]").count() == 2, "{said}");
    desk.put("none.toml", "[report]\n");
    let (code, said) = says(&desk, &["check", "a.toml", "b.toml", "--previous", "none.toml", "--lang", "en"]);
    assert!(code == 1 && !said.contains("previous-missing"), "{said}");
    // What is wrong with it is said once.
    assert_eq!(said.matches("`report.organ` is missing").count(), 1, "{said}");
    assert_eq!(says(&desk, &["build", "a.toml", "--previous", "none.toml"]).0, 1);
    assert_eq!(says(&desk, &["check", "a.toml", "b.toml", "--previous", "last.toml"]).0, 0);
}

#[test]
fn errors_are_printed_only_when_asked_for() {
    let desk = desk();
    let (code, said) = says(&desk, &["build", "wrong.toml"]);
    assert!(code == 1 && said.contains("--allow-errors"), "{said}");
    assert_eq!(desk.names(), ["last.toml", "report.toml", "wrong.toml"]);
    let (code, said) = says(&desk, &["build", "wrong.toml", "--allow-errors"]);
    assert!(code == 0 && said.contains("错误[applicant-sum]"), "{said}");
    assert!(desk.names().contains(&"wrong.pdf".to_owned()));
}

#[test]
fn the_official_name() {
    let desk = desk();
    desk.run(&["build", "report.toml", "--official-name"]).succeeds();
    std::fs::create_dir(desk.path("out")).expect("a folder");
    desk.run(&["build", "report.toml", "--official-name", "-o", "out"]).succeeds();
    let name = "某某县人民政府2025年政府信息公开工作年度报告.pdf";
    assert!(desk.path(name).is_file() && desk.path("out").join(name).is_file());
    assert_eq!(says(&desk, &["build", "report.toml", "--official-name", "-o", "a.pdf"]).0, 2);
}

#[test]
fn explain_knows_the_codes() {
    let desk = desk();
    let (code, said) = says(&desk, &["explain", "outcome-sum"]);
    assert!(code == 0 && said.contains("规则：") && said.contains("60号"), "{said}");
    let (code, said) = says(&desk, &["explain", "outcome-sun", "--lang", "en"]);
    assert!(code == 2 && said.contains("did you mean `outcome-sum`?"), "{said}");
    assert!(says(&desk, &["explain"]).1.lines().count() > 40);
    // A code that stands for many faults says what to write instead of each.
    let (_, said) = says(&desk, &["explain", "wrong-type"]);
    assert!(
        said.contains("改法：") && said.contains("\n- 数字、日期、真假值加了引号：year = \"2025\" 改成 year = 2025"),
        "{said}"
    );
    assert_eq!(says(&desk, &["check", "--lang", "fr", "report.toml"]).0, 2);
}

/// A new data file builds without an edit, written from nothing or rolled over from last year's, and is never
/// overwritten.
#[test]
fn a_new_file_builds_at_once() {
    let desk = Desk::new();
    desk.run(&["new", "a.toml", "--organ", "某区人民政府", "--year", "2025"]).succeeds();
    let last = in_repository("data/yunshan-2025.toml");
    desk.run(&["new", "b.toml", "--from", last.to_str().unwrap()]).succeeds();
    for name in ["a", "b"] {
        desk.run(&["build", &format!("{name}.toml")]).succeeds();
        assert!(Pdf::read(desk.read(&format!("{name}.pdf"))).pages.len() > 2);
    }
    let before = desk.read("a.toml");
    assert_eq!(desk.run(&["new", "a.toml", "--organ", "乙", "--year", "2025"]).code, 2);
    assert_eq!(desk.read("a.toml"), before);
}

/// What cannot be read as it was meant is not printed, whatever is allowed: a chart would be missing, or a finding
/// taken as accepted.
#[test]
fn allowed_errors_are_those_of_the_figures() {
    let desk = Desk::new();
    let body = "![好图](chart:good)\n\n![坏图](chart:bad)";
    let charts =
        "[charts.good]\nkind = 'bar'\nvalues = { 甲 = 1 }\n[charts.bad]\nkind = 'bar'\nvalues = 'applications.no.*'\n";
    for (text, code) in [
        (report("", body) + charts, "chart-value"),
        (report("", "文") + "[[accept]]\ncode = 'outcome-sum'\nreason = '理由'\n", "accept-refused"),
        (report("", "文") + "[[accept]]\ncode = 'year-jmp'\nreason = '理由'\n", "unknown-key"),
    ] {
        desk.put("report.toml", text);
        let run = desk.run(&["build", "report.toml", "--allow-errors"]);
        assert_eq!(run.code, 1, "{}", run.messages);
        assert_eq!(run.messages.matches("错误[").count(), 1, "{}", run.messages);
        assert!(run.messages.contains(&format!("错误[{code}]")), "{}", run.messages);
        assert!(!run.messages.contains("accept-unused") && !desk.path("report.pdf").exists(), "{}", run.messages);
    }
}
