//! Edits: what changes is told, what does not stays to the byte, and every step can be taken back.

use serde_json::{Value, json};

use super::client::Program;
use crate::support::{Desk, in_repository};

/// A report with comments, cells written in every way, and a narrative with figures.
const DATA: &str = "# 开头\r\n[report]\r\norgan = \"甲市数据局\"  # 机关\r\nyear = 2025\r\ndraft = true\r\n\r\n\
    [overview]\r\nbody = '''\r\n## 主动公开\r\n收到{{ applications.received.total }}件。\r\n第二段。\r\n''' # 正文\r\n\r\n\
    [applications] # 表三\r\nreceived = [1, 2, 0, 0, 0, 0]   # 新收\r\ncarried_in = { natural = 1, enterprise = 0, research = 0, ngo = 0, legal = 0, other = 0, total = 1 }\r\n";

fn cell(parts: &Value, key: &str) -> Value {
    let section = format!("section:{}", key.split('.').next().unwrap());
    let cells = parts[&section]["table"]["cells"].as_array().unwrap_or_else(|| panic!("no {section}: {parts}"));
    cells.iter().find(|cell| cell["key"] == key).unwrap_or_else(|| panic!("no {key}")).clone()
}

fn text_of(desk: &Desk) -> String {
    String::from_utf8(desk.read("a.toml")).unwrap()
}

fn open() -> (Desk, Program) {
    let desk = Desk::new();
    desk.put("a.toml", DATA);
    let program = Program::start(&desk, &["a.toml"]);
    (desk, program)
}

#[test]
fn a_cell_is_changed_and_nothing_else() {
    let (desk, program) = open();
    let mut page = program.browser();
    let before = page.all();
    assert_eq!(cell(&before, "applications.received.total")["state"], "computed");
    assert_eq!(cell(&before, "applications.received.natural")["name"], "三 本年新收 自然人");
    let parts = page.cell("applications.received.natural", "10");
    assert_eq!(cell(&parts, "applications.received.total")["text"], "12");
    // The narrative calls for the total, and is set anew; other sections are not told again.
    let overview = parts["section:overview"].to_string();
    assert!(overview.contains("\"shown\":\"12\""), "{overview}");
    assert!(parts.get("section:disclosure").is_none() && parts.get("head").is_none(), "{parts}");
    assert!(parts.as_object().unwrap().keys().any(|name| name.starts_with("page:")));
    let code = |finding: &Value| finding["code"].as_str().unwrap().to_owned();
    let wrong = page.cell("applications.carried_in.natural", "2");
    let found: Vec<String> = wrong["findings"].as_array().unwrap().iter().map(code).collect();
    assert_eq!(found.first().map(String::as_str), Some("applicant-sum"), "{found:?}");
    page.cell("applications.carried_in.natural", "1");
    page.until_saving("saved");
    assert_eq!(text_of(&desk), DATA.replace("[1, 2, 0, 0, 0, 0]", "[10, 2, 0, 0, 0, 0]"));
}

#[test]
fn a_cell_takes_what_the_data_file_takes() {
    let (desk, program) = open();
    let mut page = program.browser();
    page.all();
    let parts = page.edit(json!([
        { "do": "cell", "key": "applications.received.natural", "text": "22（其中网上 16 件）" },
        { "do": "cell", "key": "applications.received.enterprise", "text": "/" },
        { "do": "cell", "key": "applications.received.other", "text": "" },
    ]));
    let text = |key: &str| cell(&parts, key)["text"].clone();
    assert_eq!(
        (text("applications.received.natural"), text("applications.received.total")),
        (json!("22（其中网上 16 件）"), json!("22"))
    );
    page.until_saving("saved");
    assert!(
        text_of(&desk).contains("[{ value = 22, text = \"22（其中网上 16 件）\" }, \"/\", 0, 0, 0, \"\"]   # 新收\r\n"),
        "{}",
        text_of(&desk)
    );
    // One step of the history, with everything in it.
    let undone = page.post("/api/undo", &json!({ "since": page.seen })).json();
    assert_eq!(cell(&undone["parts"], "applications.received.enterprise")["text"], "2");
    page.until_saving("saved");
    assert_eq!(text_of(&desk), DATA);
    let redone = page.post("/api/redo", &json!({ "since": undone["revision"] })).json();
    assert_eq!(cell(&redone["parts"], "applications.received.enterprise")["text"], "/");
}

#[test]
fn pieces_that_nobody_changed_stay_to_the_byte() {
    let (desk, program) = open();
    let mut page = program.browser();
    let parts = page.all();
    let prose = &parts["section:overview"]["body"];
    let mut pieces = prose["pieces"].as_array().unwrap().clone();
    assert_eq!(pieces.len(), 3);
    assert_eq!((pieces[0]["kind"].clone(), pieces[0]["level"].clone()), (json!("heading"), json!(2)));
    assert_eq!(
        pieces[1]["text"][1],
        json!({ "t": "figure", "expression": "applications.received.total", "shown": "3" })
    );
    pieces[2] =
        json!({ "kind": "paragraph", "text": [{ "t": "text", "text": "改过的 *星号* 一段。" }], "plain": false });
    page.edit(json!([{ "do": "prose", "key": "overview.body", "pieces": pieces }]));
    page.until_saving("saved");
    assert_eq!(text_of(&desk).replace("\\*", "*"), DATA.replace("第二段。", "改过的 *星号* 一段。"));
}

#[test]
fn settings_labels_rows_and_reasons_are_edited() {
    let (desk, program) = open();
    let mut page = program.browser();
    page.all();
    let parts = page.edit(json!([{ "do": "set", "key": "report.published", "value": "2026-01-20" }]));
    assert_eq!(parts["settings"]["report.published"]["value"], "2026-01-20");
    let parts = page.edit(json!([{ "do": "label", "key": "disclosure.normative", "text": "规范性文件" }]));
    assert!(parts["section:disclosure"].to_string().contains("规范性文件"));
    let parts = page.edit(json!([{ "do": "add_row", "table": "disclosure", "after": "normative", "label": "其他文件", "cells": ["1", "0", "3"] }]));
    assert_eq!(cell(&parts, "disclosure.extra.0.in_force")["text"], "3");
    let parts = page.edit(json!([{ "do": "accept", "code": "blank-cell", "key": null, "reason": "没有发生" }]));
    assert!(parts["findings"].to_string().contains("没有发生"), "{}", parts["findings"]);
    page.until_saving("saved");
    let text = text_of(&desk);
    for line in ["published = 2026-01-20", "规范性文件", "[[disclosure.extra]]", "[[accept]]"] {
        assert!(text.contains(line), "{line}: {text}");
    }
    assert!(text.starts_with("# 开头\r\n[report]\r\norgan = \"甲市数据局\"  # 机关\r\n"), "{text}");
    // What the program writes it reads: nothing but warnings.
    assert_eq!(desk.run(&["check", "a.toml"]).code, 0);
    page.edit(json!([{ "do": "remove_row", "key": "disclosure.extra.0" }]));
    page.until_saving("saved");
    assert!(!text_of(&desk).contains("disclosure.extra"));
}

#[test]
fn a_finding_is_mended_by_its_remedy() {
    let desk = Desk::new();
    desk.put("a.toml", DATA.replace("total = 1 }", "total = 9 }"));
    let program = Program::start(&desk, &["a.toml"]);
    let mut page = program.browser();
    let parts = page.all();
    let findings = parts["findings"].as_array().unwrap();
    let wrong = findings.iter().find(|one| one["code"] == "applicant-sum").expect("a wrong total");
    assert_eq!(
        (wrong["severity"].clone(), wrong["section"].clone(), wrong["fixable"].clone()),
        (json!("error"), json!("applications"), json!(true))
    );
    let fixed = page.post("/api/fix", &json!({ "since": page.seen, "id": wrong["id"] }));
    assert_eq!(fixed.status, 200, "{}", fixed.text());
    assert_eq!(cell(&fixed.json()["parts"], "applications.carried_in.total")["text"], "1");
    page.until_saving("saved");
    assert_eq!(text_of(&desk), DATA);
    let again = page.post("/api/fix", &json!({ "since": page.seen, "id": wrong["id"] }));
    assert_eq!(again.status, 422);
    let explained = page.get("/api/explain/applicant-sum").json();
    assert!(explained["text"].as_str().unwrap().contains("怎么改"));
}

/// A data file that cannot be read is text, with what is wrong and where; mended there, it is a report again.
#[test]
fn a_broken_file_is_mended_as_text() {
    let desk = Desk::new();
    desk.put("a.toml", DATA.replace("organ = \"甲市数据局\"", "organ = \"甲市数据局"));
    let program = Program::start(&desk, &["a.toml"]);
    let mut page = program.browser();
    let broken = page.all()["broken"].clone();
    assert_eq!(broken["faults"][0]["line"], 3, "{broken}");
    let text = broken["text"].as_str().unwrap().replace("数据局  #", "数据局\"  #");
    let parts = page.edit(json!([{ "do": "file", "text": text }]));
    assert_eq!((parts["broken"].clone(), parts["head"]["organ"].clone()), (Value::Null, json!("甲市数据局")));
    page.until_saving("saved");
    assert_eq!(text_of(&desk), DATA);
}

#[test]
fn what_cannot_be_done_changes_nothing() {
    let (desk, program) = open();
    let mut page = program.browser();
    page.all();
    for edits in [
        json!([{ "do": "cell", "key": "applications.none.natural", "text": "1" }]),
        json!([{ "do": "cell", "key": "applications.received.natural", "text": "1" }, { "do": "cell", "key": "", "text": "1" }]),
        json!([{ "do": "set", "key": "report.year", "value": "甲" }]),
        json!([{ "do": "set", "key": "report.year", "value": null }]),
        json!([{ "do": "set", "key": "report.published", "value": "2026-02-31" }]),
        json!([{ "do": "remove_row", "key": "disclosure.extra.9" }]),
        json!([{ "do": "file", "text": "x" }, { "do": "cell", "key": "applications.received.natural", "text": "1" }]),
    ] {
        let answer = page.post("/api/edit", &json!({ "since": page.seen, "base": page.seen, "edits": edits }));
        assert_eq!(answer.status, 422, "{edits}: {}", answer.text());
        assert!(!answer.json()["message"].as_str().unwrap().is_empty());
    }
    for body in [
        "",
        "{",
        "[]",
        "{\"base\":1}",
        "{\"base\":1,\"edits\":[{\"do\":\"none\"}]}",
        "\"\\u0000\"",
        "{\"base\":-1,\"edits\":[]}",
    ] {
        assert_eq!(page.send("/api/edit", body.as_bytes()).status, 400, "{body}");
    }
    let revision = page.all();
    assert_eq!(cell(&revision, "applications.received.natural")["text"], "1");
    assert_eq!(text_of(&desk), DATA);
}

/// What is pasted is told before it counts.
#[test]
fn a_pasted_block_is_proposed() {
    let (_desk, program) = open();
    let page = program.browser();
    let pasted = page
        .post(
            "/api/paste/table",
            &json!({ "key": "applications.received.natural", "html": null, "text": "5\t6\n7\t8\n" }),
        )
        .json();
    let cells: Vec<(String, String)> = pasted["cells"]
        .as_array()
        .unwrap()
        .iter()
        .map(|cell| (cell["key"].as_str().unwrap().to_owned(), cell["text"].as_str().unwrap().to_owned()))
        .collect();
    let wanted = [
        ("applications.received.natural", "5"),
        ("applications.received.enterprise", "6"),
        ("applications.carried_in.natural", "7"),
        ("applications.carried_in.enterprise", "8"),
    ];
    assert_eq!(cells, wanted.map(|(key, text)| (key.to_owned(), text.to_owned())));
    assert_eq!(pasted["exact"], true);
    let html = "<p class=MsoNormal>（一）<b>加强</b>公开</p><table><tr><td>甲</td><td>乙</td></tr><tr><td>1</td><td>2</td></tr></table>";
    let prose = page.post("/api/paste/prose", &json!({ "key": "overview.body", "html": html, "text": "x" })).json();
    let kinds: Vec<&str> =
        prose["pieces"].as_array().unwrap().iter().map(|piece| piece["kind"].as_str().unwrap()).collect();
    assert_eq!(kinds, ["heading", "table"], "{prose}");
}

#[test]
fn a_workbook_is_proposed_cell_by_cell() {
    let (desk, program) = open();
    assert_eq!(desk.run(&["new", "填报.xlsx", "--organ", "甲市数据局", "--year", "2025"]).code, 0);
    let page = program.browser();
    let nothing = page.send("/api/import?name=%E5%A1%AB%E6%8A%A5.xlsx", &desk.read("填报.xlsx"));
    assert_eq!((nothing.status, nothing.json()["cells"].clone()), (200, json!([])), "an empty one fills nothing in");
    let html = "<p>甲市数据局2025年政府信息公开工作年度报告</p><p>一、总体情况</p><p>新的一段。</p><table>\
        <tr><td><td>自然人<td>商业企业<td>科研机构<td>社会公益组织<td>法律服务机构<td>其他<td>总计\
        <tr><td>一、本年新收政府信息公开申请数量<td>9<td>2<td>0<td>0<td>0<td>0<td>11</table>";
    let proposal = page.send("/api/import?name=a.html", html.as_bytes()).json();
    assert_eq!(
        proposal["cells"][0],
        json!({ "key": "applications.received.natural", "name": "三 本年新收 自然人", "text": "9", "old": "1" })
    );
    assert_eq!(proposal["prose"][0]["key"], "overview.body");
    assert_eq!(page.send("/api/import?name=a.doc", b"\xD0\xCF\x11\xE0").status, 422);
}

/// A click on the page finds the field, and the field its place.
#[test]
fn pages_and_fields_find_one_another() {
    let desk = Desk::new();
    desk.put("a.toml", std::fs::read(in_repository("data/yunshan-2025.toml")).unwrap());
    desk.put("b.toml", std::fs::read(in_repository("data/yunshan-2024.toml")).unwrap());
    let program = Program::start(&desk, &["a.toml"]);
    let mut page = program.browser();
    let parts = page.all();
    assert_eq!(parts["previous"]["year"], 2024, "found beside it");
    assert_eq!(cell(&parts, "applications.received.natural")["previous"], "452");
    for key in ["applications.received.natural", "remedies.reconsideration.total", "disclosure.fees.amount"] {
        let boxes = page.get(&format!("/api/boxes?key={key}")).json();
        let one = &boxes[0];
        let middle = |at: &str, size: &str| one[at].as_f64().unwrap() + one[size].as_f64().unwrap() / 2.0;
        let point = format!("/api/place?page={}&x={}&y={}", one["page"], middle("x", "width"), middle("y", "height"));
        assert_eq!(page.get(&point).json()["key"], key);
    }
    let boxes = page.get("/api/boxes?key=overview.body&piece=1").json();
    let one = &boxes[0];
    let point = format!(
        "/api/place?page={}&x={}&y={}",
        one["page"],
        one["x"].as_f64().unwrap() + 1.0,
        one["y"].as_f64().unwrap() + 5.0
    );
    let spot = page.get(&point).json();
    assert_eq!((spot["key"].clone(), spot["piece"].clone()), (json!("overview.body"), json!(1)), "{spot}");
    assert_eq!(page.get("/api/place?page=0&x=1&y=1").json(), Value::Null);
    assert_eq!(page.get("/api/place?page=99&x=NaN&y=1e300").status, 200);
    // Pages are drawings whose glyphs are all in the dictionary.
    let glyphs = parts["glyphs"]["outlines"].as_array().unwrap().len();
    let drawn = parts["page:0"].as_str().unwrap();
    let used = drawn
        .match_indices("href=\"#g")
        .map(|(at, sign)| drawn[at + sign.len()..].split('"').next().unwrap().parse::<usize>().unwrap());
    let highest = used.max().unwrap();
    assert!(highest < glyphs && parts["glyphs"]["from"] == 0, "{highest} of {glyphs}");
}

/// What happens is told as it happens.
#[test]
fn events_tell_of_changes() {
    use std::io::{BufRead, BufReader, Write};
    let (_desk, program) = open();
    let mut page = program.browser();
    page.all();
    let mut stream = std::net::TcpStream::connect(("127.0.0.1", program.port)).unwrap();
    stream.set_read_timeout(Some(super::client::DEADLINE)).unwrap();
    let request =
        format!("GET /api/events HTTP/1.1\r\nHost: 127.0.0.1:{}\r\nCookie: {}\r\n\r\n", program.port, page.cookie);
    stream.write_all(request.as_bytes()).unwrap();
    let mut lines = BufReader::new(stream)
        .lines()
        .map_while(Result::ok)
        .filter(|line| line.starts_with("event:") || line.starts_with("data:"));
    assert_eq!(
        (lines.next().as_deref(), lines.next()),
        (Some("event: revision"), Some(format!("data: {}", page.seen)))
    );
    page.cell("applications.received.natural", "4");
    assert_eq!(lines.next().as_deref(), Some("event: revision"));
    let told: u64 = lines.next().unwrap().trim_start_matches("data: ").parse().unwrap();
    assert!(told >= page.seen);
    assert_eq!(page.post("/api/quit", &json!({})).status, 200);
    assert!(lines.any(|line| line == "event: bye"));
    assert!(program.wait().success());
}
