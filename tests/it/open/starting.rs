//! Without a report: what there is to open, and new ones.

use serde_json::json;

use super::client::{Browser, Program, command};
use crate::support::{Desk, in_repository};

#[test]
fn a_new_report_is_made_and_opened() {
    let desk = Desk::new();
    desk.put("b.toml", "[report]\norgan = '乙局'\nyear = 2024\n");
    desk.put("c.toml", "[other]\nx = 1\n");
    let program = Program::start(&desk, &[]);
    let mut page = program.browser();
    let none = page.get("/api/report?since=0");
    assert_eq!((none.status, none.json()["start"].clone()), (404, json!(true)));
    assert_eq!(page.post("/api/edit", &json!({ "base": 0, "edits": [] })).status, 404);
    let start = page.get("/api/start").json();
    assert_eq!(start["here"].as_array().unwrap().len(), 1, "{start}");
    assert_eq!((start["here"][0]["organ"].clone(), start["samples"].as_array().unwrap().len()), (json!("乙局"), 2));
    for (query, why) in [
        ("organ=&year=2025", "全称"),
        ("organ=%E7%94%B2&year=", "年度"),
        ("organ=%E7%94%B2&year=1999", "2008"),
        ("organ=%E7%94%B2&year=2025&file=..%2Fx.toml", "文件名"),
        ("organ=%E7%94%B2&year=2025&file=b.toml", "已经有了"),
    ] {
        let answer = page.send(&format!("/api/start/new?{query}"), b"");
        assert_eq!(answer.status, 422, "{query}");
        assert!(answer.json()["message"].as_str().unwrap().contains(why), "{query}: {}", answer.text());
    }
    let made =
        page.send("/api/start/new?organ=%E7%94%B2%E5%B8%82%E6%95%B0%E6%8D%AE%E5%B1%80&year=2025&file=&name=", b"");
    assert_eq!(made.status, 200, "{}", made.text());
    assert_eq!(page.all()["head"]["organ"], "甲市数据局");
    assert!(desk.names().contains(&"甲市数据局2025年政府信息公开工作年度报告.toml".to_owned()));
    assert_eq!(page.get("/api/start").status, 404, "a report is open");
}

#[test]
fn a_new_report_goes_on_from_last_years_in_any_form() {
    let last = std::fs::read(in_repository("data/yunshan-2024.toml")).unwrap();
    let desk = Desk::new();
    desk.put("last.toml", &last);
    assert_eq!(desk.run(&["build", "last.toml", "-o", "last.html"]).code, 0);
    for (name, bytes) in [("last.toml", last), ("last.html", desk.read("last.html"))] {
        let desk = Desk::new();
        let program = Program::start(&desk, &[]);
        let mut page = program.browser();
        let made = page.send(&format!("/api/start/new?organ=&year=&file=new&name={name}"), &bytes);
        assert_eq!(made.status, 200, "{name}: {}", made.text());
        let parts = page.all();
        assert_eq!(
            (parts["head"]["organ"].clone(), parts["head"]["year"].clone()),
            (json!("云山市人民政府"), json!(2025)),
            "{name}"
        );
        let cells = parts["section:applications"]["table"]["cells"].as_array().unwrap();
        let carried = cells.iter().find(|cell| cell["key"] == "applications.carried_in.natural").unwrap();
        assert_eq!(carried["text"], "21", "{name}: what was carried over");
        assert_eq!(page.send(&format!("/api/previous?name={name}&since=0"), &bytes).status, 200);
        assert_eq!(page.all()["previous"]["year"], 2024);
    }
}

#[test]
fn samples_and_recent_reports_are_opened() {
    let desk = Desk::new();
    for round in 0..2 {
        let program = Program::start(&desk, &[]);
        let mut page = program.browser();
        let start = page.get("/api/start").json();
        let id = match round {
            0 => "yunshan-2025".to_owned(),
            _ => start["recent"][0]["id"].as_str().unwrap().to_owned(),
        };
        assert_eq!(page.post("/api/start/open", &json!({ "id": id })).status, 200);
        assert_eq!(page.all()["head"]["organ"], "云山市人民政府");
        assert!(page.all()["findings"].as_array().unwrap().iter().all(|one| one["severity"] != "error"));
        assert_eq!(page.post("/api/start/open", &json!({ "id": "here:99" })).status, 422);
    }
}

#[test]
fn the_command_line_tells_what_is_wrong() {
    let desk = Desk::new();
    desk.put("a.toml", "");
    desk.put("b.toml", b"\xFF\xFEa\x00");
    std::fs::create_dir(desk.path("d")).unwrap();
    for (arguments, code) in [
        (["none.toml", "--port", "0"], 3),
        (["d", "--port", "0"], 2),
        (["-", "--port", "0"], 2),
        (["b.toml", "--port", "0"], 1),
        (["a.toml", "--port", "99999"], 2),
        (["a.toml", "--previous", "none.toml"], 3),
    ] {
        let output = command(&desk, &arguments).output().expect("nianbao runs");
        assert_eq!(output.status.code(), Some(code), "{arguments:?}: {}", String::from_utf8_lossy(&output.stderr));
        assert!(output.stdout.is_empty() && !output.stderr.is_empty());
    }
    // A port that somebody else has.
    let taken = std::net::TcpListener::bind(("127.0.0.1", 0)).unwrap();
    let port = taken.local_addr().unwrap().port().to_string();
    assert_eq!(command(&desk, &["a.toml", "--port", &port]).output().unwrap().status.code(), Some(3));
    drop(taken);
    let program = Program::start(&desk, &["a.toml", "--port", &port]);
    assert_eq!(program.port.to_string(), port);
    let mut page = Browser::enter(program.port, &program.address);
    assert!(!page.all()["broken"].is_null(), "an empty file is one to be mended");
}
