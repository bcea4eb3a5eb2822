//! `-` as data file is the standard input, `-` as target the standard output, which then holds the PDF and nothing
//! else.

use crate::support::pdf::Pdf;
use crate::support::{Desk, report};

const LOCALE: &str = "zh_CN.UTF-8";

/// What a report becomes by way of files.
fn by_files(report: &str) -> Vec<u8> {
    let desk = Desk::new();
    desk.put("report.toml", report);
    desk.run(&["build", "report.toml"]).succeeds();
    desk.read("report.pdf")
}

#[test]
fn from_the_standard_input_to_a_file() {
    let report = report("", "正文");
    let desk = Desk::new();
    let run = desk.run_with(LOCALE, &["build", "-", "-o", "out.pdf"], report.as_bytes());
    run.succeeds();
    assert!(run.out.is_empty());
    assert_eq!(desk.names(), ["out.pdf"]);
    assert!(desk.read("out.pdf") == by_files(&report), "the way in changes nothing");
}

#[test]
fn from_a_file_to_the_standard_output() {
    let report = report("", "正文");
    let desk = Desk::new();
    desk.put("report.toml", &report);
    let run = desk.run(&["build", "report.toml", "-o", "-"]);
    run.succeeds();
    assert!(run.out == by_files(&report), "the PDF and nothing else");
    assert_eq!(desk.names(), ["report.toml"], "no file is written");
}

/// Without a target, what comes from the standard input goes to the standard output.
#[test]
fn from_the_standard_input_to_the_standard_output() {
    let report = report("", "正文");
    for arguments in [vec!["build", "-", "-o", "-"], vec!["build", "-"]] {
        let desk = Desk::new();
        let run = desk.run_with(LOCALE, &arguments, report.as_bytes());
        run.succeeds();
        assert!(run.out == by_files(&report), "{arguments:?}");
        assert!(desk.names().is_empty(), "{arguments:?}");
    }
}

/// What is wrong with the standard input has its line and column; nothing reaches the standard output.
#[test]
fn a_fault_in_the_standard_input() {
    let data = report("", "").replace("year = 2025", "yaer = 2025");
    let run = Desk::new().run_with(LOCALE, &["build", "-"], data.as_bytes());
    assert_eq!(run.code, 1);
    assert!(run.out.is_empty());
    assert!(run.messages.contains("<stdin>:3:1\n") && run.messages.contains("是不是“year”"), "{}", run.messages);
}

/// Paths in the data are then relative to the current folder.
#[test]
fn a_body_file_beside_the_standard_input() {
    let desk = Desk::new();
    desk.put("overview.md", "文件里的正文");
    let data = report("", "@").replace("body = '''\n@\n'''", "body_file = 'overview.md'");
    let run = desk.run_with(LOCALE, &["build", "-"], data.as_bytes());
    run.succeeds();
    assert!(Pdf::read(run.out).text().contains("文件里的正文"));
}

/// What is asked for and cannot be printed is no success; whoever reads may go, though.
#[cfg(target_os = "linux")]
#[test]
fn a_full_disk_is_told_of_help_too() {
    for arguments in [&["--help"][..], &["--version"], &["help", "build"], &["check", "--help"]] {
        let full = std::fs::File::options().write(true).open("/dev/full").unwrap();
        let mut command = std::process::Command::new(env!("CARGO_BIN_EXE_nianbao"));
        let run = command.args(arguments).env("LC_ALL", LOCALE).stdout(full).output().unwrap();
        let said = String::from_utf8(run.stderr).unwrap();
        assert_eq!(run.status.code(), Some(3), "{arguments:?} {said}");
        assert!(said.starts_with("错误[target]"), "{said}");
    }
}

#[cfg(unix)]
#[test]
fn an_argument_that_is_no_text_is_told_in_the_callers_language() {
    use std::os::unix::ffi::OsStrExt;
    let organ = std::ffi::OsStr::from_bytes(b"\xBC\xD7\xBE\xD6");
    let mut command = std::process::Command::new(env!("CARGO_BIN_EXE_nianbao"));
    let run = command.args(["new", "-", "--organ"]).arg(organ).env("LC_ALL", LOCALE).output().unwrap();
    let said = String::from_utf8(run.stderr).unwrap();
    assert_eq!(run.status.code(), Some(2), "{said}");
    assert!(said.starts_with("错误[usage]") && said.contains("不是 UTF-8 编码的文字"), "{said}");
}
