//! The examples of rules that are no checks, as `explain` and docs/checks.md show them: what is wrong in them brings
//! their code, and what is right brings no error. (Those of checks are walked where the checks are.)

use std::collections::BTreeSet;

use nianbao::diagnostic::{Medium, Pair, Rule};
use nianbao::rules;

use crate::support::{Desk, END, TABLES, in_repository};

/// What opens a line of an example that names the file below.
const FILE_NAME: &str = "# ";

/// A desk with everything that examples name.
fn desk() -> Desk {
    let desk = Desk::new();
    std::fs::copy(in_repository("tests/cases/illustrations/photo.jpg"), desk.path("大厅.jpg")).expect("a picture");
    std::fs::create_dir(desk.path("字体")).expect("a folder");
    for name in ["小标宋.ttf", "字体/小标宋.ttf"] {
        std::fs::copy(in_repository("fonts/NotoSerifSC-Bold.ttf"), desk.path(name)).expect("a face");
    }
    for name in ["大厅.heic", "小标宋.zip", "报告.docx"] {
        desk.put(name, b"PK\x03\x04\0\0\0\0");
    }
    desk.put("总体情况.md", "全年公开政府信息1264条。\n");
    desk.put("上年.toml", completed("上年", "[report]\nyear = 2024\n"));
    desk
}

/// A sound report of an organ; in the other form one that has no tables yet.
fn sound(organ: &str, example: &str) -> String {
    let head = format!("[report]\norgan = '{organ}'\nyear = 2025\n");
    match example.contains("form = \"2019\"") {
        true => head + "draft = true\n",
        false => format!("{head}[overview]\nbody = '本机关依法公开政府信息。'\n{TABLES}{END}"),
    }
}

/// Lines of a text table by table, each below its header; what stands above all headers comes first.
fn by_table(text: &str) -> Vec<(&str, Vec<&str>)> {
    let mut tables = vec![("", Vec::new())];
    for line in text.lines() {
        match line.starts_with('[') && line.ends_with(']') {
            true => tables.push((line, Vec::new())),
            false => tables.last_mut().expect("a table").1.push(line),
        }
    }
    tables
}

fn key(line: &str) -> &str {
    line.split('=').next().unwrap_or_default().trim()
}

/// A whole report with the lines of an example in it: they stand for those of the same key, a text or a pasted table
/// for all of its table.
fn laid_over(report: &str, example: &str, both: &str) -> String {
    let (example, both) = (by_table(example), by_table(both));
    let mut whole = String::new();
    for (header, lines) in by_table(report) {
        let told: Vec<&str> =
            both.iter().filter(|(other, _)| *other == header).flat_map(|(_, lines)| lines.clone()).collect();
        let stands_for_all = told.iter().any(|line| line.starts_with("body") || line.starts_with("pasted"));
        let own = lines.into_iter().filter(|line| !stands_for_all && told.iter().all(|told| key(told) != key(line)));
        let new = example.iter().filter(|(other, _)| *other == header).flat_map(|(_, lines)| lines.clone());
        whole += &[header].into_iter().chain(new).chain(own).map(|line| format!("{line}\n")).collect::<String>();
    }
    let known: Vec<&str> = by_table(report).into_iter().map(|(header, _)| header).collect();
    for (header, lines) in example.into_iter().filter(|(header, _)| !known.contains(header)) {
        whole += &[header].into_iter().chain(lines).map(|line| format!("{line}\n")).collect::<String>();
    }
    whole
}

fn completed(organ: &str, example: &str) -> String {
    laid_over(&sound(organ, example), example, example)
}

/// The files of an example with their names; of a single one, the example itself.
fn files(example: &str) -> Vec<(&str, &str)> {
    match example.strip_prefix(FILE_NAME) {
        None => vec![("报告.toml", example)],
        Some(first) => first.split("\n# ").map(|file| file.split_once('\n').expect("a name above lines")).collect(),
    }
}

/// What the program says of an example, and its exit code.
fn said(rule: &Rule, medium: Medium, example: &str, other: &str) -> (String, i32) {
    let desk = desk();
    let in_section = |text: &str| format!("[overview]\nbody = '''\n{text}\n'''\n");
    let arguments: Vec<String> = match medium {
        Medium::Command => {
            let text = if rule.code == "previous-missing" {
                "{{ previous.applications.received.total }}"
            } else {
                "正文。"
            };
            desk.put("报告.toml", completed("某局", &in_section(text)));
            example.split(' ').skip(1).map(str::to_owned).collect()
        }
        Medium::Narrative => {
            desk.put("报告.toml", completed("某局", &in_section(example)));
            vec!["check".to_owned(), "报告.toml".to_owned()]
        }
        Medium::Data => {
            let (files, others) = (files(example), files(other));
            assert_eq!(files.len(), others.len(), "{example}");
            for ((name, text), (_, other)) in files.iter().zip(&others) {
                desk.put(
                    name,
                    laid_over(&sound(name.trim_end_matches(".toml"), text), text, &format!("{text}\n{other}")),
                );
            }
            let mut names: Vec<String> = files.iter().map(|(name, _)| (*name).to_owned()).collect();
            match rule.code {
                "merge-difference" => names.insert(names.len() - 1, "--check".to_owned()),
                code if code.starts_with("merge-") => names.extend(["-o", "-"].map(str::to_owned)),
                _ => {}
            }
            let verb = if rule.code.starts_with("merge-") { "merge" } else { "check" };
            [vec![verb.to_owned()], names].concat()
        }
    };
    let run = desk.run(&arguments.iter().map(String::as_str).collect::<Vec<_>>());
    assert!(!run.messages.contains("panicked"), "{}", run.messages);
    (String::from_utf8_lossy(&run.out).into_owned() + &run.messages, run.code)
}

/// Rules with an example in few lines that is no picture of more pixels than a test should hold.
fn pairs() -> impl Iterator<Item = (&'static Rule, Pair)> {
    rules::all().filter(|rule| rule.code != "limit-picture").filter_map(|rule| Some((rule, rule.pair?)))
}

#[test]
fn what_is_wrong_in_an_example_brings_its_code_and_what_is_right_no_error() {
    let mut amiss = String::new();
    for (rule, Pair { medium, wrong, right }) in pairs() {
        let code = format!("[{}]", rule.code);
        let (told, _) = said(rule, medium, wrong, right);
        let errors: BTreeSet<&str> = told.split("错误[").skip(1).filter_map(|rest| rest.split(']').next()).collect();
        // Of two rules that one line breaks, the other says why.
        let is_alone = rule.code == "accept-refused" || errors.iter().all(|error| *error == rule.code);
        if !told.contains(&code) || !is_alone {
            amiss += &format!("{code} is not what is told of what is wrong:\n{wrong}\n{told}\n");
        }
        let (told, exit_code) = said(rule, medium, right, wrong);
        if told.contains(&code) || exit_code != 0 {
            amiss += &format!("{code}: something is told of what is right:\n{right}\n{told}\n");
        }
    }
    assert!(amiss.is_empty(), "{amiss}");
}

/// Where there is none, a few lines can show nothing: it is a matter of the system, of the bytes of a picture or a
/// PDF, of a whole page.
#[test]
fn rules_without_an_example_are_few() {
    let page = |rule: &Rule| String::from_utf8(Desk::new().run(&["explain", rule.code]).out).expect("UTF-8");
    let without: Vec<&str> =
        rules::all().filter(|rule| !page(rule).contains("写错的：\n    ")).map(|rule| rule.code).collect();
    assert_eq!(
        without,
        [
            "limit-text",
            "file",
            "picture-broken",
            "picture-svg",
            "picture-scaled",
            "limit-notes",
            "word-divided",
            "table-crowded",
            "row-divided",
            "limit-columns",
            "picture-smaller",
            "import-file",
            "import-doubt",
            "import-differs",
            "pdf-unreadable",
            "pdf-encrypted",
            "pdf-no-text",
            "limit-pdf",
            "verify-missing",
            "verify-changed",
            "verify-surplus",
            "verify-order",
            "verify-redrawn",
            "verify-fonts",
            "verify-document",
            "verify-digest",
            "target",
            "internal",
            "pdf"
        ]
    );
}
