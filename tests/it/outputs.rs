//! What `build` writes beside the PDF, and how: several files at once, all of them or none, alone and in a batch.

use std::fs;

use serde_json::Value;

use crate::support::{Desk, WHOLE_OVERVIEW, in_repository, report};

const ACCEPTED: &str = "[[accept]]\ncode = 'blank-cell'\nreason = '没有发生'\n";

/// A report about which nothing is found.
fn sound(organ: &str) -> String {
    report("", WHOLE_OVERVIEW).replace("某某县人民政府", organ) + ACCEPTED
}

fn desk() -> Desk {
    let desk = Desk::new();
    desk.put("报告.toml", sound("某某县人民政府"));
    desk
}

/// The same desk with a picture in the overview.
fn desk_with_a_picture() -> Desk {
    let desk = desk();
    desk.put(
        "大厅.svg",
        "<svg xmlns='http://www.w3.org/2000/svg' width='90' height='60'><rect width='60' height='60'/></svg>",
    );
    let data = sound("某某县人民政府").replace(WHOLE_OVERVIEW, &format!("{WHOLE_OVERVIEW}\n![大厅](大厅.svg)\n"));
    desk.put("报告.toml", data);
    desk
}

/// Whether some bytes are a file of the format that its name tells.
fn is_what_it_is_called(desk: &Desk, name: &str) -> bool {
    let bytes = desk.read(name);
    match name.rsplit('.').next() {
        Some("pdf") => bytes.starts_with(b"%PDF-1.7"),
        Some("html") => bytes.starts_with(b"<"),
        Some("docx") => bytes.starts_with(b"PK\x03\x04"),
        Some("json") => serde_json::from_slice::<Value>(&bytes).is_ok_and(|value| value.is_object()),
        _ => false,
    }
}

/// One reading, and each file is what it is when it is made alone.
#[test]
fn several_files_are_written_at_once() {
    let desk = desk_with_a_picture();
    let names = ["合.pdf", "合.html", "合.docx", "合.json"];
    let all = desk.run(&["build", "报告.toml", "-o", names[0], "-o", names[1], "-o", names[2], "-o", names[3]]);
    all.succeeds();
    assert!(
        all.messages.contains("已生成 合.pdf（") && all.messages.contains(" 页）、合.html、合.docx、合.json"),
        "{}",
        all.messages
    );
    for name in names {
        assert!(is_what_it_is_called(&desk, name), "{name}");
        let alone = name.replace('合', "单");
        desk.run(&["build", "报告.toml", "-o", &alone]).succeeds();
        assert!(desk.read(name) == desk.read(&alone), "{name}");
    }
    // Beside the data, in a folder, and on the standard output.
    desk.run(&["build", "报告.toml", "--formats", "docx,html"]).succeeds();
    assert_eq!((desk.read("报告.docx"), desk.read("报告.html")), (desk.read("合.docx"), desk.read("合.html")));
    assert!(!desk.path("报告.pdf").exists());
    fs::create_dir(desk.path("公布")).expect("a folder");
    desk.run(&["build", "报告.toml", "-o", "公布", "--formats", "pdf,json", "--official-name"]).succeeds();
    for ending in ["pdf", "json"] {
        assert!(is_what_it_is_called(&desk, &format!("公布/某某县人民政府2025年政府信息公开工作年度报告.{ending}")));
    }
    let out = desk.run(&["build", "报告.toml", "-o", "-", "--formats", "json"]);
    assert_eq!(out.out, desk.read("合.json"));
    assert!(out.messages.contains("已写到标准输出"), "{}", out.messages);
}

/// If one cannot be written, or the figures do not add up, whatever was there is as it was.
#[test]
fn all_are_replaced_or_none() {
    let desk = desk();
    let build = ["build", "报告.toml", "-o", "a.pdf", "-o", "b/b.html", "-o", "c.json"];
    for name in ["a.pdf", "c.json"] {
        desk.put(name, "old");
    }
    let run = desk.run(&build);
    assert_eq!(run.code, 3);
    assert!(run.messages.contains("不能写“b/b.html”：没有这个文件夹"), "{}", run.messages);
    assert_eq!((desk.read("a.pdf"), desk.read("c.json")), (b"old".to_vec(), b"old".to_vec()));

    fs::create_dir(desk.path("b")).expect("a folder");
    desk.put(
        "报告.toml",
        sound("某某县人民政府").replace("granted = [3, 1, 0, 0, 0, 0]", "granted = [3, 1, 0, 0, 0, 0, 5]"),
    );
    assert_eq!(desk.run(&build).code, 1);
    assert_eq!((desk.read("a.pdf"), desk.read("c.json")), (b"old".to_vec(), b"old".to_vec()));
    assert!(!desk.path("b/b.html").exists());
    assert_eq!(desk.names(), ["a.pdf", "b", "c.json", "报告.toml"], "nothing is left behind");

    desk.run(&[&build[..], &["--allow-errors"]].concat()).succeeds();
    assert!(["a.pdf", "b/b.html", "c.json"].iter().all(|name| is_what_it_is_called(&desk, name)));
}

#[test]
fn pictures_lie_beside_the_page_if_asked_for() {
    let desk = desk_with_a_picture();
    fs::create_dir(desk.path("网页")).expect("a folder");
    let run = desk.run(&["build", "报告.toml", "-o", "网页/报告.html", "--assets", "图 片"]);
    run.succeeds();
    assert!(run.messages.contains("网页/报告.html（图片 1 个）"), "{}", run.messages);
    let page = String::from_utf8(desk.read("网页/报告.html")).expect("UTF-8");
    let names: Vec<String> = fs::read_dir(desk.path("图 片"))
        .expect("a folder")
        .map(|entry| entry.expect("an entry").file_name().into_string().expect("a name"))
        .collect();
    assert_eq!(names.len(), 1);
    assert!(
        page.contains(&format!("src=\"../%E5%9B%BE%20%E7%89%87/{}\"", names[0].replace("报告", "%E6%8A%A5%E5%91%8A"))),
        "{page}"
    );
    assert!(!page.contains("data:"));
    // Without pictures no folder is made; without --assets they are in the page.
    desk.put("无图.toml", sound("某某县人民政府"));
    desk.run(&["build", "无图.toml", "--formats", "html", "--assets", "空"]).succeeds();
    assert!(!desk.path("空").exists());
    desk.run(&["build", "报告.toml", "--formats", "html"]).succeeds();
    assert!(String::from_utf8(desk.read("报告.html")).expect("UTF-8").contains("src=\"data:image/"));
}

#[test]
fn what_does_not_go_together_is_refused() {
    let desk = desk();
    for (arguments, told) in [
        (&["-o", "a.pdf", "-o", "b.pdf"][..], "同一种格式（PDF）"),
        (&["-o", "a.html", "--formats", "html"], "已经说明了格式"),
        (&["-o", "-", "--formats", "html,json"], "标准输出只能写一种格式"),
        (&["--fragment"], "--fragment 是网页的选项"),
        (&["--formats", "pdf,docx", "--assets", "图"], "--assets 是网页的选项"),
        (&["--formats", "doc"], "docx"),
        (&["-o", "a.txt"], "能写的是：PDF .pdf、网页 .html、Word 文件 .docx、JSON .json"),
        (&["-o", "a.html", "--out-dir", "出"], "-o 和 --out-dir 只能写一个"),
        (&["--out-dir", "出", "--fragment"], "--fragment 是网页的选项"),
    ] {
        let run = desk.run(&[&["build", "报告.toml"], arguments].concat());
        assert_eq!(run.code, 2, "{arguments:?}: {}", run.said());
        assert!(run.messages.contains(told), "{arguments:?}: {}", run.said());
    }
    assert_eq!(desk.names(), ["报告.toml"]);
    // The data is never overwritten, whatever it is called.
    fs::rename(desk.path("报告.toml"), desk.path("报告.html")).expect("renamed");
    let before = desk.read("报告.html");
    assert_eq!(desk.run(&["build", "报告.html", "--formats", "html", "--official-name"]).code, 0);
    assert_eq!(desk.run(&["build", "报告.html", "-o", "报告.html"]).code, 2);
    assert_eq!(desk.read("报告.html"), before);
}

/// The entries of `--format json`: file, outcome, files.
fn made(desk: &Desk, more: &[&str]) -> Vec<(String, Vec<String>)> {
    let batch = ["build", "各单位", "--out-dir", "公布", "--formats", "html,pdf,docx", "--format", "json"];
    let run = desk.run(&[&batch[..], more].concat());
    let entries: Vec<Value> = serde_json::from_slice(&run.out).unwrap_or_else(|_| panic!("{}", run.said()));
    let text = |value: &Value| value.as_str().expect("a text").to_owned();
    let files = |entry: &Value| entry["outputs"].as_array().expect("a list").iter().map(text).collect();
    entries.iter().map(|entry| (text(&entry["outcome"]), files(entry))).collect()
}

/// Each report in every format; what has not changed is left, and a file that has gone is made again.
#[test]
fn a_batch_writes_every_format() {
    let desk = desk_with_a_picture();
    fs::create_dir_all(desk.path("各单位/城关")).expect("folders");
    fs::rename(desk.path("报告.toml"), desk.path("各单位/甲.toml")).expect("renamed");
    fs::rename(desk.path("大厅.svg"), desk.path("各单位/大厅.svg")).expect("renamed");
    desk.put("各单位/城关/乙.toml", sound("乙局"));
    let options = ["--incremental", "--assets", "公布/图"];
    let first = made(&desk, &options);
    let files = |stem: &str| ["html", "pdf", "docx"].map(|ending| format!("公布/{stem}.{ending}")).to_vec();
    assert_eq!(first, [("made".to_owned(), files("城关/乙")), ("made".to_owned(), files("甲"))]);
    let page = String::from_utf8(desk.read("公布/甲.html")).expect("UTF-8");
    assert!(page.contains("src=\"%E5%9B%BE/%E7%94%B2-1.svg\""), "{page}");
    assert!(desk.path("公布/图/甲-1.svg").is_file() && !desk.path("公布/图/城关").exists());

    let outcomes = |more: &[&str]| made(&desk, more).into_iter().map(|(outcome, _)| outcome).collect::<Vec<_>>();
    assert_eq!(outcomes(&options), ["up-to-date", "up-to-date"]);
    fs::remove_file(desk.path("公布/甲.docx")).expect("removed");
    assert_eq!(outcomes(&options), ["up-to-date", "made"]);
    fs::remove_file(desk.path("公布/图/甲-1.svg")).expect("removed");
    assert_eq!(outcomes(&options), ["up-to-date", "made"]);
    assert_eq!(outcomes(&[&options[..], &["--fragment"]].concat()), ["made", "made"]);
    // What is of another kind is not overwritten.
    desk.put("公布/甲.html", "甲");
    assert_eq!(outcomes(&["--fragment"]), ["made", "failed"]);
    assert_eq!(desk.read("公布/甲.html"), "甲".as_bytes());
}

/// The whole example in every format; each is the same every time.
#[test]
fn the_example_in_every_format() {
    let desk = Desk::new();
    let data = in_repository("data/jiyang-2020.toml");
    let data = data.to_str().expect("a path");
    for name in ["a.html", "a.docx", "a.json"] {
        desk.run(&["build", data, "-o", name]).succeeds();
        let again = name.replace('a', "b");
        desk.run(&["build", data, "-o", &again]).succeeds();
        assert!(is_what_it_is_called(&desk, name) && desk.read(name) == desk.read(&again), "{name}");
    }
}

/// A link that would run something is refused whatever is to be written: none of the outputs may hold it.
#[test]
fn addresses_that_would_run_are_refused() {
    for address in ["javascript:alert(1)", "JavaScript:x", "data:text/html,x", "vbscript:x", "file:///etc/passwd"] {
        let desk = Desk::new();
        let data = sound("某某县人民政府").replace(WHOLE_OVERVIEW, &format!("{WHOLE_OVERVIEW}见[网站]({address})。\n"));
        desk.put("报告.toml", data);
        let run = desk.run(&["build", "报告.toml", "--formats", "pdf,html,docx,json", "--allow-errors"]);
        assert_eq!(run.code, 1, "{address}");
        assert!(
            run.messages.contains("错误[link-address]") && run.messages.contains("不能用：不能以 "),
            "{}",
            run.messages
        );
        assert_eq!(desk.names(), ["报告.toml"]);
    }
}
