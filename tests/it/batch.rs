//! Many reports in one run: each comes out as it does alone, one that fails hinders no other, and what has not changed
//! is left as it is.

use std::fs;
use std::path::Path;

use serde_json::Value;

use crate::support::pdf::Pdf;
use crate::support::{Desk, Run, TABLES, WHOLE_OVERVIEW, in_repository, report, report_of_tables};

const ACCEPTED: &str = "[[accept]]\ncode = 'blank-cell'\nreason = '没有发生'\n";

/// A report of an organ about which nothing is found.
fn sound(organ: &str) -> String {
    report("", WHOLE_OVERVIEW).replace("某某县人民政府", organ) + ACCEPTED
}

/// One whose figures do not add up: 3 + 1 is no 5.
fn wrong(organ: &str) -> String {
    sound(organ).replace("granted = [3, 1, 0, 0, 0, 0]", "granted = [3, 1, 0, 0, 0, 0, 5]")
}

/// Last year's, whose stocks are those that this year's began with.
fn last(organ: &str) -> String {
    sound(organ).replace("year = 2025", "year = 2024").replace("in_force = 8", "in_force = 7")
}

/// A desk with these files, and the folders that they lie in.
fn desk(files: &[(&str, String)]) -> Desk {
    let desk = Desk::new();
    for (name, content) in files {
        fs::create_dir_all(desk.path(name).parent().expect("a folder")).expect("a folder");
        desk.put(name, content);
    }
    desk
}

/// Files below a folder, sorted.
fn files_in(folder: &Path) -> Vec<String> {
    fn walk(folder: &Path, top: &Path, found: &mut Vec<String>) {
        for entry in fs::read_dir(folder).expect("a folder") {
            let path = entry.expect("an entry").path();
            if path.is_dir() {
                walk(&path, top, found);
            } else {
                found.push(path.strip_prefix(top).expect("inside").to_string_lossy().replace('\\', "/"));
            }
        }
    }
    let mut found = Vec::new();
    walk(folder, folder, &mut found);
    found.sort();
    found
}

/// The summary: what is printed on the standard output.
fn lines(run: &Run) -> Vec<String> {
    String::from_utf8(run.out.clone()).expect("UTF-8").lines().map(str::to_owned).collect()
}

/// The entries of `--format json`.
fn entries(run: &Run) -> Vec<Value> {
    serde_json::from_slice(&run.out).unwrap_or_else(|error| panic!("{error}: {}", run.said()))
}

/// File and outcome of each entry.
fn outcomes(run: &Run) -> Vec<(String, String)> {
    let text = |value: &Value| value.as_str().expect("a text").to_owned();
    entries(run).iter().map(|entry| (text(&entry["file"]), text(&entry["outcome"]))).collect()
}

fn pairs(outcomes: &[(&str, &str)]) -> Vec<(String, String)> {
    outcomes.iter().map(|(file, outcome)| ((*file).to_owned(), (*outcome).to_owned())).collect()
}

/// A folder becomes a folder, each report what it is alone; neither the number of threads nor the folder's place
/// changes a byte. The outputs of one run are no data of the next.
#[test]
fn a_folder_becomes_a_folder() {
    let desk = desk(&[
        ("in/乙局.toml", sound("乙局")),
        ("in/城关/甲所.toml", sound("甲所")),
        ("in/城关/丙所.TOML", sound("丙所")),
        ("in/.草稿.toml", "no TOML".to_owned()),
        ("in/说明.md", "no TOML".to_owned()),
        ("in/out/旧.toml", "no TOML".to_owned()),
    ]);
    let pdfs = ["乙局.pdf", "城关/丙所.pdf", "城关/甲所.pdf"];
    let one = desk.run(&["build", "in", "--out-dir", "in/out", "--jobs", "1"]);
    one.succeeds();
    assert!(one.messages.is_empty(), "{}", one.messages);
    let made: Vec<String> = files_in(&desk.path("in/out")).into_iter().filter(|name| name.ends_with(".pdf")).collect();
    assert_eq!(made, pdfs);
    fs::remove_file(desk.path("in/out/旧.toml")).expect("removed");
    let three = desk.run(&["build", "in/", "--out-dir", "other", "--jobs", "3"]);
    three.succeeds();
    assert_eq!(files_in(&desk.path("other")), pdfs);
    for pdf in pdfs {
        assert!(desk.read(&format!("in/out/{pdf}")) == desk.read(&format!("other/{pdf}")), "{pdf}");
    }
    desk.run(&["build", "in/乙局.toml", "-o", "alone.pdf"]).succeeds();
    assert!(desk.read("alone.pdf") == desk.read("other/乙局.pdf"));

    let lines = lines(&one);
    assert_eq!(lines.len(), 4, "{lines:?}");
    assert!(
        lines[0].starts_with("in/乙局.toml：已生成 in/out/乙局.pdf（") && lines[0].contains("0 个错误"),
        "{lines:?}"
    );
    assert!(
        lines[1].starts_with("in/城关/丙所.TOML：已生成") && lines[2].starts_with("in/城关/甲所.toml"),
        "{lines:?}"
    );
    assert_eq!(lines[3], "共 3 份报告：生成 3 份，失败 0 份");
}

/// Several files and patterns: each file once, in the order in which they are named.
#[test]
fn files_and_patterns() {
    let desk = desk(&[("x/b.toml", sound("乙局")), ("x/a.toml", sound("甲局")), ("y/c.toml", sound("丙局"))]);
    let run = desk.run_with("en_US.UTF-8", &["build", "y", "x/*.toml", "y/c.toml", "--out-dir", "out/new"], b"");
    run.succeeds();
    assert_eq!(files_in(&desk.path("out/new")), ["a.pdf", "b.pdf", "c.pdf"]);
    let lines = lines(&run);
    assert!(lines[0].starts_with("y/c.toml: wrote out/new/c.pdf (") && lines[1].starts_with("x/a.toml: "), "{lines:?}");
    assert_eq!(lines.last().expect("a line"), "3 reports: 3 made, 0 failed");
}

/// What is wrong with one report is told, and the others are made; the code is that of wrong data.
#[test]
fn one_that_fails_hinders_no_other() {
    let desk = desk(&[
        ("in/1.toml", sound("甲局")),
        ("in/2.toml", "[report\n".to_owned()),
        ("in/3.toml", wrong("丙局")),
        ("in/4.toml", sound("丁局") + "[[accept]]\ncode = 'none'\nreason = '…'\n"),
        ("in/5.toml", with_body_file("戊局", "none.md")),
        ("in/6.toml", sound("己局").replace("year = 2025", "year = 2025\ndraft = true")),
    ]);
    let arguments = ["build", "in", "none.toml", "--out-dir", "out", "--jobs", "2"];
    let run = desk.run(&arguments);
    assert_eq!(run.code, 1, "{}", run.said());
    assert_eq!(files_in(&desk.path("out")), ["1.pdf", "6.pdf"], "{}", run.said());
    let lines = lines(&run);
    for (line, start) in lines.iter().zip([
        "in/1.toml：已生成",
        "in/2.toml：没有生成；1 个错误",
        "in/3.toml：没有生成",
        "in/4.toml：没有生成",
        "in/5.toml：没有生成",
        "in/6.toml：已生成",
        "none.toml：没有生成；1 个错误",
        "共 7 份报告：生成 2 份，失败 5 份。失败的里面有 1 份",
    ]) {
        assert!(line.starts_with(start), "{line}");
    }
    assert!(lines[5].ends_with("；是草稿"), "{lines:?}");
    // Findings come in the order of the files.
    let places: Vec<usize> = ["in/2.toml:", "in/3.toml:", "in/4.toml:", "none.md", "“none.toml”"]
        .iter()
        .map(|text| run.messages.find(text).unwrap_or_else(|| panic!("{text} is not in {}", run.messages)))
        .collect();
    assert!(places.is_sorted(), "{}", run.messages);

    // What the tables say is printed if that is wanted; all else stays wrong.
    let run = desk.run(&[&arguments[..], &["--allow-errors", "--format", "json"]].concat());
    assert_eq!(run.code, 1);
    assert!(run.messages.is_empty(), "{}", run.messages);
    let expected = [
        ("in/1.toml", "made"),
        ("in/2.toml", "failed"),
        ("in/3.toml", "made"),
        ("in/4.toml", "failed"),
        ("in/5.toml", "failed"),
        ("in/6.toml", "made"),
        ("none.toml", "failed"),
    ];
    assert_eq!(outcomes(&run), pairs(&expected));
    let entries = entries(&run);
    assert_eq!(entries[0]["output"], "out/1.pdf");
    assert_eq!(entries[0]["pages"], Pdf::read(desk.read("out/1.pdf")).pages.len());
    assert!(entries[0]["findings"].as_array().is_some_and(Vec::is_empty) && entries[0]["previous"].is_null());
    assert!(entries[1]["output"].is_null() && entries[1]["pages"].is_null());
    let found = entries[2]["findings"].as_array().expect("findings");
    assert!(found.iter().any(|found| found["severity"] == "error" && found["line"].is_u64()), "{found:?}");
    let errors = found.iter().filter(|found| found["severity"] == "error").count();
    assert_eq!(entries[2]["errors"], errors);
    assert!(entries[5]["draft"] == true && entries[0]["draft"] == false);
}

/// Two reports that would be one file are named, and neither is made.
#[test]
fn no_report_takes_the_place_of_another() {
    let desk = desk(&[
        ("x/a.toml", sound("甲局")),
        ("y/A.toml", sound("乙局")),
        ("y/b.toml", sound("丙局")),
        ("z/one.toml", sound("丁局")),
        ("z/two.toml", sound("丁局")),
        ("z/three.toml", sound("丁局").replace("year = 2025", "year = 2024")),
    ]);
    let run = desk.run(&["build", "x", "y", "--out-dir", "out"]);
    assert_eq!(run.code, 1);
    assert!(run.messages.contains("x/a.toml 没有生成：y/A.toml 也要写到“out/a.pdf”"), "{}", run.messages);
    assert!(run.messages.contains("y/A.toml 没有生成：x/a.toml 也要写到"), "{}", run.messages);
    assert_eq!(run.messages.matches("也要写到").count(), 2, "each is told once: {}", run.messages);
    assert_eq!(files_in(&desk.path("out")), ["b.pdf"]);

    let run = desk.run(&["build", "z", "--out-dir", "posted", "--official-name", "--format", "json"]);
    let expected = [("z/one.toml", "failed"), ("z/three.toml", "made"), ("z/two.toml", "failed")];
    assert_eq!((run.code, outcomes(&run)), (1, pairs(&expected)));
    assert_eq!(files_in(&desk.path("posted")), ["丁局2024年政府信息公开工作年度报告.pdf"]);
}

/// What is no PDF is not replaced by one: another report may be made of it.
#[test]
fn what_is_no_pdf_stays() {
    let desk = desk(&[("in/a.toml", with_body_file("甲局", "b.pdf")), ("in/b.toml", sound("乙局"))]);
    // 一 of the first comes from a file that is called as the PDF of the second will be.
    desk.put("in/b.pdf", WHOLE_OVERVIEW);
    let run = desk.run(&["build", "in", "--out-dir", "in", "--format", "json"]);
    assert_eq!((run.code, outcomes(&run)), (1, pairs(&[("in/a.toml", "made"), ("in/b.toml", "failed")])));
    assert!(entries(&run)[1]["findings"][0]["message"].as_str().is_some_and(|text| text.contains("in/b.pdf”不是 PDF")));
    assert_eq!(desk.read("in/b.pdf"), WHOLE_OVERVIEW.as_bytes());
}

/// A sound report whose overview lies in a file.
fn with_body_file(organ: &str, file: &str) -> String {
    let whole = sound(organ);
    let (head, rest) = whole.split_once("body = '''").expect("an overview");
    let (_, tail) = rest.split_once("'''").expect("its end");
    format!("{head}body_file = '{file}'{tail}")
}

/// Where the system refuses one file, the others are written; nothing is left behind.
#[test]
fn targets_that_the_system_refuses() {
    let desk = desk(&[
        ("in/a.toml", sound("甲局")),
        ("in/b/b.toml", sound("乙局")),
        ("in/c.toml", sound("丙局")),
        ("in/d.toml", sound("丁局")),
        ("out/b", "a file where a folder should be".to_owned()),
        ("out/c.pdf", "%PDF-1.7 of last year".to_owned()),
    ]);
    let mut permissions = fs::metadata(desk.path("out/c.pdf")).expect("a file").permissions();
    permissions.set_readonly(true);
    fs::set_permissions(desk.path("out/c.pdf"), permissions).expect("a file that may not be written");
    let run = desk.run(&["build", "in", "--out-dir", "out", "--format", "json"]);
    let expected = [("in/a.toml", "made"), ("in/b/b.toml", "failed"), ("in/c.toml", "failed"), ("in/d.toml", "made")];
    assert_eq!((run.code, outcomes(&run)), (1, pairs(&expected)));
    for (at, expected) in [(1, "不能新建文件夹“out/b”：这里有同名的文件"), (2, "没有写入的权限")]
    {
        let told = &entries(&run)[at]["findings"][0]["message"];
        assert!(told.as_str().is_some_and(|text| text.contains(expected)), "{told}");
    }
    assert_eq!(files_in(&desk.path("out")), ["a.pdf", "b", "c.pdf", "d.pdf"]);
    assert_eq!(desk.read("out/c.pdf"), b"%PDF-1.7 of last year");
}

/// A disk that is full: `/dev/full` refuses every byte as such a disk does.
#[cfg(target_os = "linux")]
#[test]
fn a_full_disk() {
    let desk = desk(&[("in/a.toml", sound("甲局")), ("in/b.toml", sound("乙局")), ("out/.keep", String::new())]);
    std::os::unix::fs::symlink("/dev/full", desk.path("out/a.pdf")).expect("a link");
    let run = desk.run(&["build", "in", "--out-dir", "out"]);
    assert_eq!(run.code, 1);
    assert!(run.messages.contains("磁盘已满"), "{}", run.messages);
    assert_eq!(files_in(&desk.path("out")), [".keep", "a.pdf", "b.pdf"]);
    assert!(lines(&run)[1].starts_with("in/b.toml：已生成"), "{}", run.said());
}

/// Last year's file is found by organ and year, else by its name.
#[test]
fn last_years_files_are_found_in_their_folder() {
    let calls = |organ: &str| {
        let text = "上年收到{{ previous.applications.received.total }}件，";
        sound(organ).replace(WHOLE_OVERVIEW, &format!("{text}{WHOLE_OVERVIEW}"))
    };
    let desk = desk(&[
        ("now/a.toml", calls("甲局")),
        ("now/b.toml", calls("乙局")),
        ("now/new.toml", sound("新局")),
        ("now/two.toml", sound("丁局")),
        ("old/甲/2024.toml", last("甲局")),
        ("old/b.toml", last("旧名局")),
        ("old/x.toml", last("丁局")),
        ("old/y.toml", last("丁局")),
        ("old/older.toml", last("新局").replace("2024", "2023")),
        ("old/broken.toml", "[report\n".to_owned()),
    ]);
    let run = desk.run(&["build", "now", "--out-dir", "out", "--previous", "old", "--format", "json"]);
    let expected =
        [("now/a.toml", "made"), ("now/b.toml", "made"), ("now/new.toml", "made"), ("now/two.toml", "failed")];
    assert_eq!((run.code, outcomes(&run)), (1, pairs(&expected)), "{}", run.said());
    let entries = entries(&run);
    let previous: Vec<&Value> = entries.iter().map(|entry| &entry["previous"]).collect();
    assert_eq!(previous, [&Value::from("old/甲/2024.toml"), &Value::from("old/b.toml"), &Value::Null, &Value::Null]);
    assert!(Pdf::read(desk.read("out/a.pdf")).text().contains("上年收到4件"));
    let told = entries[3]["findings"][0]["message"].as_str().expect("a message");
    assert!(told.contains("old/x.toml、old/y.toml"), "{told}");
    // People are told of the one that has none.
    let run = desk.run(&["build", "now/new.toml", "--out-dir", "out", "--previous", "old"]);
    assert!(lines(&run)[0].ends_with("；没有找到上一年度的数据文件"), "{}", run.said());

    // One file for one report, and for no more.
    desk.run(&["build", "now/a.toml", "--out-dir", "out", "--previous", "old/甲/2024.toml"]).succeeds();
    let run = desk.run(&["build", "now", "--out-dir", "out", "--previous", "old/b.toml"]);
    assert!(run.code == 2 && run.messages.contains("--previous old\n"), "{}", run.messages);
}

/// Both years in one folder: a report is never its own last year's.
#[test]
fn both_years_in_one_folder() {
    let desk = desk(&[("in/24.toml", last("甲局")), ("in/25.toml", sound("甲局"))]);
    let run = desk.run(&["build", "in", "--out-dir", "out", "--previous", "in", "--format", "json"]);
    run.succeeds();
    let entries = entries(&run);
    assert!(entries[0]["previous"].is_null() && entries[1]["previous"] == "in/24.toml", "{}", run.said());
}

/// What would come out the same is left, whatever its time; what is other in any file, option or in the PDF is made.
#[test]
fn only_what_has_changed_is_made() {
    let picture = fs::read(in_repository("tests/cases/illustrations/palette.png")).expect("a picture");
    let with_picture = sound("丙局").replace(WHOLE_OVERVIEW, &format!("{WHOLE_OVERVIEW}\n\n![网站](a%20b.png)"));
    let desk = desk(&[
        ("in/a.toml", sound("甲局")),
        ("in/b.toml", with_body_file("乙局", "文/b.md")),
        ("in/c.toml", with_picture),
        ("in/文/b.md", WHOLE_OVERVIEW.to_owned()),
        ("faces/fallback.ttf", String::new()),
        ("old/a.toml", last("甲局")),
    ]);
    desk.put("in/a b.png", &picture);
    let face = |from: &str| {
        fs::copy(in_repository("fonts").join(from), desk.path("faces/fallback.ttf")).expect("a face");
    };
    face("DejaVuSans.ttf");
    let usual = ["build", "in", "--out-dir", "out", "--incremental", "--format", "json"];
    let others = |more: &[&str]| {
        let run = desk.run(&[&usual[..], more].concat());
        run.succeeds();
        assert!(run.messages.is_empty(), "{}", run.messages);
        let made = outcomes(&run).into_iter().filter(|(_, outcome)| outcome != "up-to-date");
        made.map(|(file, outcome)| format!("{file} {outcome}")).collect::<Vec<_>>()
    };
    let all = ["in/a.toml made", "in/b.toml made", "in/c.toml made"];
    assert_eq!(others(&[]), all);
    let pages = entries(&desk.run(&usual))[0]["pages"].clone();
    assert_eq!(pages, Pdf::read(desk.read("out/a.pdf")).pages.len(), "what stays is told as it was");
    assert!(others(&[]).is_empty());
    assert_eq!(files_in(&desk.path("out")), [".nianbao.json", "a.pdf", "b.pdf", "c.pdf"]);
    let remembered = String::from_utf8(desk.read("out/.nianbao.json")).expect("UTF-8");
    assert!(!remembered.contains(&desk.path("").display().to_string()), "no path of this machine: {remembered}");

    // Written anew with the same bytes; moved, with all that is remembered.
    desk.put("in/a.toml", sound("甲局"));
    fs::rename(desk.path("in"), desk.path("moved")).expect("moved");
    fs::rename(desk.path("moved"), desk.path("in")).expect("moved back");
    assert!(others(&[]).is_empty());

    // Each thing that a report is made of.
    desk.put("in/a.toml", sound("甲局") + "# 说明\n");
    assert_eq!(others(&[]), ["in/a.toml made"]);
    desk.put("in/文/b.md", format!("{WHOLE_OVERVIEW}又一句。"));
    assert_eq!(others(&[]), ["in/b.toml made"]);
    // The first spelling of the picture's name goes before the one that was found.
    desk.put("in/a%20b.png", &picture);
    assert_eq!(others(&[]), ["in/c.toml made"]);
    fs::remove_file(desk.path("in/a b.png")).expect("gone");
    assert!(others(&[]).is_empty(), "it is no longer asked for");

    // The PDF itself.
    fs::remove_file(desk.path("out/b.pdf")).expect("gone");
    let mut pdf = desk.read("out/a.pdf");
    pdf.extend(b"% edited");
    desk.put("out/a.pdf", pdf);
    assert_eq!(others(&[]), ["in/a.toml made", "in/b.toml made"]);
    assert!(!desk.read("out/a.pdf").ends_with(b"% edited"));

    // Options, faces, last year's.
    assert_eq!(others(&["--max-megapixels", "100"]), all);
    assert!(others(&["--max-megapixels", "100"]).is_empty());
    assert_eq!(others(&["--font-dir", "faces"]), all);
    assert!(others(&["--font-dir", "faces"]).is_empty());
    face("FandolSong-Regular.otf");
    assert_eq!(others(&["--font-dir", "faces"]), all);
    assert_eq!(others(&[]), all);
    assert_eq!(others(&["--previous", "old"]), ["in/a.toml made"]);
    desk.put("old/a.toml", last("甲局") + "# 说明\n");
    assert_eq!(others(&["--previous", "old"]), ["in/a.toml made"]);
    assert!(others(&["--previous", "old"]).is_empty());

    // What is remembered may be lost, or be anything.
    desk.put("out/.nianbao.json", "{");
    assert_eq!(others(&["--previous", "old"]), all);
}

/// A report that fails is not remembered, and one that was printed with its errors is refused once that is not allowed.
#[test]
fn what_fails_is_tried_again() {
    let desk = desk(&[("in/a.toml", wrong("甲局")), ("in/b.toml", sound("乙局"))]);
    let arguments = ["build", "in", "--out-dir", "out", "--incremental", "--format", "json"];
    let outcome = |more: &[&str]| {
        let run = desk.run(&[&arguments[..], more].concat());
        (run.code, outcomes(&run).into_iter().map(|(_, outcome)| outcome).collect::<Vec<_>>().join(" "))
    };
    assert_eq!(outcome(&[]), (1, "failed made".to_owned()));
    assert_eq!(outcome(&[]), (1, "failed up-to-date".to_owned()));
    assert_eq!(outcome(&["--allow-errors"]), (0, "made made".to_owned()));
    assert_eq!(outcome(&["--allow-errors"]), (0, "up-to-date up-to-date".to_owned()));
    assert_eq!(outcome(&[]), (1, "failed made".to_owned()));
    // The PDF of before is still there, and that is said.
    let run = desk.run(&["build", "in", "--out-dir", "out"]);
    assert!(lines(&run)[0].starts_with("in/a.toml：没有生成，原来的文件没有动；"), "{}", run.said());
    assert!(desk.path("out/a.pdf").is_file());
}

/// A face of the office that a data file names, in its own folder and in that of faces.
#[test]
fn faces_that_data_files_name_are_remembered() {
    let with_face = |name: &str| report(&format!("[fonts]\nlevel1 = '{name}'\n"), WHOLE_OVERVIEW) + ACCEPTED;
    let desk = desk(&[
        ("in/a.toml", with_face("own.otf")),
        ("in/b.toml", with_face("sub/b.otf")),
        ("faces/sub/keep", String::new()),
    ]);
    let face = |from: &str, to: &str| {
        fs::copy(in_repository("fonts").join(from), desk.path(to)).expect("a face");
    };
    face("DejaVuSans.ttf", "faces/fallback.ttf");
    face("FandolSong-Regular.otf", "in/own.otf");
    face("FandolSong-Regular.otf", "faces/sub/b.otf");
    let others = || {
        let run =
            desk.run(&["build", "in", "--out-dir", "out", "--font-dir", "faces", "--incremental", "--format", "json"]);
        run.succeeds();
        let made = outcomes(&run).into_iter().filter(|(_, outcome)| outcome != "up-to-date");
        made.map(|(file, _)| file).collect::<Vec<_>>()
    };
    assert_eq!(others(), ["in/a.toml", "in/b.toml"]);
    assert!(others().is_empty());
    face("FandolKai-Regular.otf", "in/own.otf");
    assert_eq!(others(), ["in/a.toml"]);
    face("FandolKai-Regular.otf", "faces/sub/b.otf");
    assert_eq!(others(), ["in/b.toml"]);
    // The folder of faces goes before that of the data file.
    face("FandolSong-Regular.otf", "faces/own.otf");
    assert_eq!(others(), ["in/a.toml", "in/b.toml"]);
    assert!(others().is_empty());
}

/// What the office's faces are is said once, what they lack of each report.
#[test]
fn faces_are_spoken_of_once() {
    let rare = |organ: &str| sound(organ).replace(WHOLE_OVERVIEW, &format!("{WHOLE_OVERVIEW}镕"));
    let desk = desk(&[("in/a.toml", rare("甲局")), ("in/b.toml", rare("乙局")), ("faces/keep", String::new())]);
    fs::copy(in_repository("fonts/FandolSong-Regular.otf"), desk.path("faces/body.otf")).expect("a face");
    let run = desk.run(&["build", "in", "--out-dir", "out", "--font-dir", "faces"]);
    run.succeeds();
    assert_eq!(run.messages.matches("正文用字体 FandolSong-Regular").count(), 1, "{}", run.messages);
    for name in ["in/a.toml: ", "in/b.toml: "] {
        let told = run.messages.lines().filter(|line| line.starts_with(name) && line.contains("镕"));
        assert_eq!(told.count(), 1, "{}", run.messages);
    }
}

/// Command lines that are no batch, and batches that are none.
#[test]
fn command_lines_that_are_refused() {
    let desk = desk(&[("in/a.toml", sound("甲局")), ("empty/x.md", String::new()), ("file", String::new())]);
    for (arguments, expected) in [
        ("in", "--out-dir 公布"),
        ("in/a.toml --jobs 2", "--jobs 要和 --out-dir 一起用"),
        ("in/a.toml --incremental", "--incremental 要和 --out-dir 一起用"),
        ("in/a.toml --format json", "--format 要和 --out-dir 一起用"),
        ("in -o x.pdf --out-dir out", "只能写一个"),
        ("in --out-dir file", "“file”是文件"),
        ("in --out-dir out --jobs 0", "--jobs 不能是“0”"),
        ("empty --out-dir out", "没有数据文件"),
        ("- --out-dir out", "标准输入"),
        ("in --out-dir out --previous -", "不能是标准输入"),
    ] {
        let arguments: Vec<&str> = ["build"].into_iter().chain(arguments.split(' ')).collect();
        let run = desk.run(&arguments);
        assert_eq!(run.code, 2, "{arguments:?}: {}", run.said());
        assert!(run.messages.contains(expected) && run.out.is_empty(), "{arguments:?}: {}", run.said());
    }
    assert_eq!(desk.names(), ["empty", "file", "in"], "nothing is made");
    // What the system lacks is another matter.
    let run = desk.run(&["build", "in", "--out-dir", "out", "--font-dir", "none"]);
    assert_eq!((run.code, desk.path("out").exists()), (3, false), "{}", run.said());
}

/// Ctrl-C: what is under way is brought to its end, nothing new is begun, and each report is named with what came of
/// it.
#[cfg(unix)]
#[test]
fn an_interrupted_batch_says_what_was_not_made() {
    use std::io::Read;
    use std::process::{Command, Stdio};

    // A warning of each report tells when it is done.
    let warned = report_of_tables("", WHOLE_OVERVIEW, TABLES);
    let names: Vec<String> = (10..90).map(|number| format!("in/{number}.toml")).collect();
    let desk = desk(&names.iter().map(|name| (name.as_str(), warned.clone())).collect::<Vec<_>>());
    for (signal, code) in [("-INT", 130), ("-TERM", 143)] {
        let mut child = Command::new(env!("CARGO_BIN_EXE_nianbao"))
            .args(["build", "in", "--out-dir", "out", "--jobs", "1"])
            .current_dir(desk.path(""))
            .env("LC_ALL", "zh_CN.UTF-8")
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .expect("nianbao runs");
        let mut messages = child.stderr.take().expect("a standard error");
        messages.read_exact(&mut [0]).expect("a finding");
        let told = std::thread::spawn(move || {
            let mut told = Vec::new();
            messages.read_to_end(&mut told).map(|_| String::from_utf8_lossy(&told).into_owned())
        });
        let killed = Command::new("kill").args([signal, &child.id().to_string()]).status().expect("kill runs");
        assert!(killed.success());
        let output = child.wait_with_output().expect("nianbao ends");
        let told = told.join().expect("a thread").expect("what it says");
        assert!(told.contains("正在停下"), "{told}");
        assert_eq!(output.status.code(), Some(code));
        let summary = String::from_utf8(output.stdout).expect("UTF-8");
        let lines: Vec<&str> = summary.lines().collect();
        assert_eq!(lines.len(), names.len() + 1, "{summary}");
        let made = lines.iter().filter(|line| line.contains("：已生成 ")).count();
        let rest = lines.iter().filter(|line| line.ends_with("：还没有生成")).count();
        assert!(made > 0 && rest > 0 && made + rest == names.len(), "{summary}");
        let last = lines.last().expect("a line");
        assert!(last.starts_with("共 80 份报告") && last.contains(&format!("还没有生成 {rest} 份")), "{last}");
        let pdfs = files_in(&desk.path("out"));
        assert_eq!(pdfs.len(), made, "{pdfs:?}");
        for pdf in &pdfs {
            assert!(desk.read(&format!("out/{pdf}")).trim_ascii_end().ends_with(b"%%EOF"), "{pdf} is whole");
        }
        fs::remove_dir_all(desk.path("out")).expect("removed");
    }
}
