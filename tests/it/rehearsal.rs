//! `check` finds exactly what `build` refuses or remarks, though it makes no pages: over the samples, over reports of
//! everything, and over all that brings a finding of typesetting.

use nianbao::diagnostic::Diagnostic;
use nianbao::files::{Files, Memory};
use nianbao::pipeline::rehearse;
use nianbao::text::FaceLibrary;
use nianbao::{Input, Manuscript, Options, read, typeset, write_pdf};

use crate::support::random::{PICTURES, random};
use crate::support::{Desk, han, in_repository, report};

fn manuscript(data: &Input, files: &Files) -> Option<Manuscript> {
    read(data, None, files, &Options::default()).manuscript
}

/// What is found by making the report.
fn made(manuscript: Manuscript, library: &FaceLibrary, files: &Files) -> Vec<Diagnostic> {
    let made = typeset(&manuscript, library, files, None).and_then(|pages| Ok(write_pdf(manuscript, &pages)?.notes));
    made.unwrap_or_else(|faults| faults)
}

/// Codes of what both find of a report, which must be the same in every word.
#[track_caller]
fn found(data: &Input, files: &Files, what: &str) -> Vec<&'static str> {
    let library = FaceLibrary::embedded();
    let Some(first) = manuscript(data, files) else { panic!("{what} cannot be read") };
    let rehearsed = rehearse(first, &library, files);
    let made = made(manuscript(data, files).unwrap(), &library, files);
    // Pictures are looked at too where a text is refused.
    let is_refused = made.iter().any(Diagnostic::is_error);
    if !is_refused {
        assert_eq!(rehearsed, made, "{what}");
    }
    assert!(made.iter().all(|one| rehearsed.contains(one)), "{what}: {rehearsed:#?} {made:#?}");
    made.iter().map(Diagnostic::code).collect()
}

#[test]
fn reports_of_the_repository() {
    let files = Files::on_disk();
    let folders = ["data", "tests/cases", "tests/cases/archive", "tests/cases/illustrations", "tests/cases/pasted"];
    let paths = folders.iter().flat_map(|folder| std::fs::read_dir(in_repository(folder)).unwrap());
    let mut count = 0;
    for path in paths.map(|entry| entry.unwrap().path()) {
        let data = Input::File(path.clone());
        if path.extension().is_some_and(|end| end == "toml") && manuscript(&data, &files).is_some() {
            found(&data, &files, &path.display().to_string());
            count += 1;
        }
    }
    assert!(count >= 15, "{count}");
}

fn in_memory(data: String) -> Files {
    let picture = |name: &str| std::fs::read(in_repository("tests/cases/illustrations").join(name)).unwrap();
    let mut memory = Memory::default();
    for name in PICTURES.iter().chain(&["photo.jpg"]) {
        memory.put(name, picture(name));
    }
    let mut broken = picture("palette.png");
    broken.truncate(broken.len() * 2 / 3);
    memory.put("broken.png", broken);
    memory.put("report.toml", data);
    Files::new(memory)
}

#[test]
fn reports_of_everything() {
    for seed in 20_251_128..20_251_152 {
        let files = in_memory(random(seed).data);
        found(&Input::File("report.toml".into()), &files, &format!("report {seed}"));
    }
}

/// Everything that brings a finding, and what is only just not one.
#[test]
fn reports_that_bring_findings() {
    let row = |columns: usize, cell: &str| format!("|{}\n", format!(" {cell} |").repeat(columns));
    let table = |columns: usize, head: &str, cell: &str| {
        format!("{}{}{}", row(columns, head), row(columns, "---"), row(columns, cell))
    };
    let word = |length: usize| "ABCDEFGHIJ".repeat(length / 10 + 1)[..length].to_owned();
    let notes = |count: usize| {
        let mentions: String = (1..=count).map(|number| format!("注[^{number}]")).collect();
        let texts: String = (1..=count).map(|number| format!("\n\n[^{number}]: 说明")).collect();
        format!("{mentions}。{texts}")
    };
    let mut cases: Vec<(String, String, Vec<&str>)> = Vec::new();
    let mut case = |settings: &str, text: String, codes: &[&'static str]| {
        cases.push((settings.to_owned(), text, codes.to_vec()));
    };
    case("", "办理结果：🏆。".to_owned(), &["missing-character"]);
    case("", "| 甲 |\n| --- |\n| 🏆 |".to_owned(), &["missing-character"]);
    case("", "文[^1]。\n\n[^1]: 🏆".to_owned(), &["missing-character"]);
    case("title = '🏆'\n", "文。".to_owned(), &["missing-character"]);
    case("contents = true\n", "## 🏆\n\n文。".to_owned(), &["missing-character"]);
    case("", "> 🏆".to_owned(), &["missing-character"]);
    case("", "- 🏆".to_owned(), &["missing-character"]);
    for length in [40, 45, 48, 50, 52, 55, 60, 70, 100] {
        case("", word(length), if length >= 60 { &["word-divided"] } else { &[] });
        case("", format!("- {}", word(length)), &[]);
        case("", format!("> {}", word(length)), &[]);
        case("", format!("文[^1]。\n\n[^1]: {}", word(length + 30)), &[]);
        case(&format!("title = '{}'\n", word(length)), "文。".to_owned(), &[]);
        case("", format!("## {}", word(length)), &[]);
        case("", "！".repeat(length), &[]);
        case("", format!("见{}。", "www.example.gov.cn/".repeat(length / 10)), &[]);
    }
    for columns in [10, 20, 27, 28, 29, 30, 35, 40, 45, 60] {
        for (head, cell) in [("头", "格"), ("第十项（件）", "319"), ("数", "123456"), ("单位名称", "1.5")]
        {
            case("", table(columns, head, cell), if columns == 60 { &["limit-columns"] } else { &[] });
        }
    }
    for length in [30, 39, 40, 41, 60, 500, 900, 1500] {
        case("", table(2, "头", &han(length)), &[]);
        case("", table(12, "头", &han(length)), &[]);
    }
    for count in [10, 50, 51, 60, 120] {
        case("", notes(count), &[]);
        // A row of a table is not divided.
        let (mentions, texts) = notes(count).split_once('。').map(|(a, b)| (a.to_owned(), b.to_owned())).unwrap();
        case("", table(1, "头", &mentions) + &texts, if count > 50 { &["limit-notes"] } else { &[] });
    }
    case("", "![图](photo.jpg)\n\n![图](palette.png)".to_owned(), &[]);
    case("[page]\nmax_dpi = 72\n", "![图](photo.jpg) ![图](grey.jpg)".to_owned(), &["picture-scaled"]);
    case("", "![图](broken.png)".to_owned(), &["picture-broken"]);
    case("", "🏆\n\n![图](broken.png)".to_owned(), &["missing-character"]);
    for cells in [26, 28, 30] {
        case(&format!("[page]\nchars_per_line = {cells}\n"), format!("数据是{}。", word(30)), &[]);
        case(&format!("[page]\nchars_per_line = {cells}\n"), "收到申请1,264.50件（其中66件）。".to_owned(), &[]);
    }
    assert!(cases.len() > 100, "{}", cases.len());
    for (settings, text, codes) in cases {
        let data = report(&settings, &text);
        let files = in_memory(data);
        let input = Input::File("report.toml".into());
        if manuscript(&input, &files).is_none() {
            panic!("{settings}{text} cannot be read");
        }
        let found = found(&input, &files, &format!("{settings}{text}"));
        assert!(codes.iter().all(|code| found.contains(code)), "{settings}{text}: {found:?}");
    }
}

/// The same by the command line, where both say it.
#[test]
fn both_commands_say_the_same() {
    let desk = Desk::new();
    let word = "ABCDEFGHIJ".repeat(20);
    let text = format!("{word}\n\n| 甲 | 乙 |\n| --- | --- |\n| 左 | {} |", han(3000));
    desk.put("report.toml", report("", &text));
    let checked = desk.run(&["check", "report.toml"]);
    let built = desk.run(&["build", "report.toml"]);
    let said = String::from_utf8(checked.out).unwrap();
    for code in ["word-divided", "row-divided"] {
        let lines = |text: &str| -> Vec<String> {
            text.lines().filter(|line| line.contains(code)).map(str::to_owned).collect()
        };
        assert!(!lines(&said).is_empty() && lines(&said) == lines(&built.messages), "{said}\n{}", built.messages);
    }
}
