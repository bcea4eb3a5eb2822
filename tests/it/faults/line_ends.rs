//! Lines that end as on Windows (CRLF), and files that open with a byte-order mark, as the editor of Windows writes them:
//! all texts that come in are read as what they are.

use std::fs;

use serde_json::json;

use crate::open::client::Program;
use crate::support::{Desk, WHOLE_OVERVIEW, in_repository, report};

const MARK: &str = "\u{FEFF}";

/// A text as the editors of Windows write it.
fn written(text: &str) -> [(&'static str, String); 3] {
    let crlf = text.replace('\n', "\r\n");
    [("CRLF", crlf.clone()), ("a mark", format!("{MARK}{text}")), ("a mark and CRLF", format!("{MARK}{crlf}"))]
}

/// What `build` makes of a data file, as PDF and as JSON without what it is called.
fn built(desk: &Desk) -> [Vec<u8>; 2] {
    desk.run(&["build", "report.toml", "-o", "a.pdf", "-o", "a.json", "--allow-errors"]).succeeds();
    [desk.read("a.pdf"), desk.read("a.json")]
}

/// Paragraphs, a list, a table, a footnote, a quote, an expression.
fn narrative() -> String {
    format!(
        "{WHOLE_OVERVIEW}\n\n第一段\n同一行？[^1]\n\n1. 甲\n2. 乙\n\n   丙\n\n| 项 | 数 |\n| --- | --- |\n| 丁 | 1 |\n\n\
         > 引文\n> 两行\n\n收到{{{{ applications.received.total }}}}件。\n\n[^1]: 注。\n"
    )
}

#[test]
fn a_data_file() {
    let desk = Desk::new();
    let data = report("title = ['某某县', '年度报告']\n", &narrative());
    desk.put("report.toml", &data);
    let [pdf, json] = built(&desk);
    for (what, data) in written(&data) {
        desk.put("report.toml", data);
        let now = built(&desk);
        assert!(now[0] == pdf, "{what}: the PDF differs");
        assert_eq!(now[1].len(), json.len(), "{what}: the JSON differs");
    }
}

#[test]
fn a_narrative_in_a_file() {
    let desk = Desk::new();
    desk.put("report.toml", report("", "@").replace("body = '''\n@\n'''", "body_file = 'a.md'"));
    desk.put("a.md", narrative());
    let [pdf, _] = built(&desk);
    for (what, text) in written(&narrative()) {
        desk.put("a.md", text);
        assert!(built(&desk)[0] == pdf, "{what}");
    }
}

/// The table as a spreadsheet gives it, pasted into the data file.
#[test]
fn a_pasted_table() {
    let desk = Desk::new();
    let pasted = "[remedies]\npasted = '''\n1\t0\t0\t0\t1\t0\t0\t0\t0\t0\t0\t0\t0\t0\t0\n'''\n";
    let (head, rest) =
        report("", WHOLE_OVERVIEW).split_once("[remedies]").map(|(a, b)| (a.to_owned(), b.to_owned())).unwrap();
    let (_, end) = rest.split_once("[problems]").expect("the end");
    let data = format!("{head}{pasted}[problems]{end}");
    desk.put("report.toml", &data);
    let [pdf, _] = built(&desk);
    for (what, data) in written(&data) {
        desk.put("report.toml", data);
        assert!(built(&desk)[0] == pdf, "{what}");
    }
}

/// Last year's data file, and what is mended: every line end and the mark stay.
#[test]
fn a_file_that_is_mended_keeps_its_line_ends() {
    let desk = Desk::new();
    let wrong = report("", "加强\"三公\"经费公开,公开１２０条。\n\n第二段,有逗号。");
    desk.put("report.toml", &wrong);
    desk.run(&["check", "report.toml", "--fix"]);
    let right = String::from_utf8(desk.read("report.toml")).expect("UTF-8");
    assert!(right.contains("公开，公开120条") && right.contains("第二段，有"));
    for ((what, wrong), (_, right)) in written(&wrong).into_iter().zip(written(&right)) {
        desk.put("report.toml", wrong);
        desk.run(&["check", "report.toml", "--fix"]);
        assert_eq!(String::from_utf8(desk.read("report.toml")).expect("UTF-8"), right, "{what}");
        desk.put("last.toml", report("", WHOLE_OVERVIEW).replace("2025", "2024").replace('\n', "\r\n"));
        let run = desk.run(&["check", "report.toml", "--previous", "last.toml", "--format", "json"]);
        assert!(!run.said().contains("toml-syntax"), "{what}: {}", run.said());
    }
}

/// A web page of this program, and one of another, saved by Windows.
#[test]
fn a_web_page() {
    let desk = Desk::new();
    desk.put("report.toml", report("", &narrative()));
    desk.run(&["build", "report.toml", "-o", "own.html", "--allow-errors"]).succeeds();
    let own = String::from_utf8(desk.read("own.html")).expect("UTF-8");
    let other = fs::read_to_string(in_repository("tests/cases/import/page.html")).expect("a page");
    for page in [own, other] {
        let imported = |page: &str| {
            let desk = Desk::new();
            desk.put("a.html", page);
            let run = desk.run(&["import", "a.html", "-o", "a.toml", "--organ", "某局", "--year", "2025"]);
            assert_eq!(run.code, 0, "{}", run.said());
            String::from_utf8(desk.read("a.toml")).expect("UTF-8")
        };
        let plain = imported(&page);
        for (what, page) in written(&page) {
            assert_eq!(imported(&page), plain, "{what}");
        }
    }
}

/// What is pasted into the page: lines of a spreadsheet, text of an editor, a table as a web page has it.
#[test]
fn what_is_pasted_into_the_page() {
    let desk = Desk::new();
    desk.put("report.toml", report("", WHOLE_OVERVIEW));
    let program = Program::start(&desk, &["report.toml"]);
    let page = program.browser();
    for (address, request) in [
        ("/api/paste/table", json!({ "key": "applications.received.natural", "text": "5\t1\n2\t3\n", "html": null })),
        ("/api/paste/prose", json!({ "key": "overview.body", "text": "甲\n\n乙\n丙\n", "html": null })),
        (
            "/api/paste/prose",
            json!({ "key": "overview.body", "text": "x", "html": "<p>甲</p>\n<table><tr><td>1</td>\n<td>2</td></tr></table>" }),
        ),
    ] {
        let plain = page.post(address, &request);
        assert_eq!(plain.status, 200, "{address}: {}", plain.text());
        let crlf = |text: &serde_json::Value| match text.as_str() {
            Some(text) => json!(text.replace('\n', "\r\n")),
            None => json!(null),
        };
        let mut windows = request.clone();
        windows["text"] = crlf(&request["text"]);
        windows["html"] = crlf(&request["html"]);
        assert_eq!(page.post(address, &windows).json(), plain.json(), "{address}");
    }
}
