//! Saving: nothing that was answered is lost, no file is ever torn, and nothing that another program wrote is overwritten.

use std::fs;
use std::time::Duration;

use serde_json::json;

use super::client::Program;
use crate::support::{Desk, WHOLE_OVERVIEW, report};

fn desk() -> Desk {
    let desk = Desk::new();
    desk.put("a.toml", report("", WHOLE_OVERVIEW));
    desk
}

fn natural(parts: &serde_json::Value) -> String {
    let cells = parts["section:applications"]["table"]["cells"].as_array().unwrap();
    cells.iter().find(|cell| cell["key"] == "applications.received.natural").unwrap()["text"]
        .as_str()
        .unwrap()
        .to_owned()
}

/// Killed at thirty moments while somebody types: all that was answered is there when it is opened again, and the file
/// is one that can be read.
#[test]
fn a_killed_program_loses_nothing() {
    let desk = desk();
    let seed = 20_261_130_u64;
    println!("seed {seed}");
    let mut state = seed;
    let mut typed = 0_u32;
    for round in 0..30 {
        let program = Program::start(&desk, &["a.toml"]);
        let mut page = program.browser();
        let found = natural(&page.all());
        if round > 0 {
            assert_eq!(found, typed.to_string(), "round {round}");
        }
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
        for _ in 0..1 + (state >> 33) % 6 {
            typed += 1;
            page.cell("applications.received.natural", &typed.to_string());
            // Some wait for the file to be written, most do not.
            std::thread::sleep(Duration::from_millis((state >> 40) % 97));
        }
        program.kill();
        assert_ne!(desk.run(&["check", "a.toml", "--all"]).code, 3, "round {round}");
        let text = String::from_utf8(desk.read("a.toml")).unwrap();
        assert!(text.contains("[applications]") && text.ends_with('\n'), "round {round}: {text}");
    }
}

#[test]
fn nothing_is_left_behind() {
    let desk = desk();
    let before = desk.read("a.toml");
    let program = Program::start(&desk, &["a.toml"]);
    let mut page = program.browser();
    page.all();
    page.cell("applications.received.natural", "3");
    page.post("/api/undo", &json!({ "since": 0 }));
    page.post("/api/quit", &json!({}));
    assert!(program.wait().success());
    assert_eq!((desk.names(), desk.read("a.toml")), (vec![".state".to_owned(), "a.toml".to_owned()], before));
}

#[cfg(unix)]
#[test]
fn a_signal_saves_and_ends() {
    let desk = desk();
    let program = Program::start(&desk, &["a.toml"]);
    let mut page = program.browser();
    page.all();
    page.cell("applications.received.natural", "321");
    assert_eq!(program.terminate().code(), Some(143));
    assert!(String::from_utf8(desk.read("a.toml")).unwrap().contains("321"));
}

#[test]
fn what_another_program_wrote_is_never_overwritten() {
    let desk = desk();
    let program = Program::start(&desk, &["a.toml"]);
    let mut page = program.browser();
    page.all();
    let theirs = report("", WHOLE_OVERVIEW).replace("year = 2025", "year = 2025 # 他人");
    assert_ne!(theirs, report("", WHOLE_OVERVIEW));
    // As long as the file cannot be written, what is typed waits; then another program puts its own there.
    let both_change_it = |page: &mut super::client::Browser, text: &str| {
        set_readonly(&desk, true);
        page.cell("applications.received.natural", text);
        page.until_saving("failed");
        desk.put("other.toml", &theirs);
        set_readonly(&desk, false);
        fs::rename(desk.path("other.toml"), desk.path("a.toml")).unwrap();
        page.until_saving("conflict");
    };
    both_change_it(&mut page, "55");
    let conflict = page.all()["conflict"].clone();
    assert!(conflict["mine"].as_str().unwrap().contains("55") && conflict["theirs"] == json!(theirs));
    // What is typed meanwhile is not lost either.
    page.cell("applications.received.natural", "56");
    std::thread::sleep(Duration::from_millis(1500));
    assert_eq!(desk.read("a.toml"), theirs.as_bytes());
    let settled = page.post("/api/conflict", &json!({ "since": 0, "take": "mine" }));
    assert_eq!(settled.status, 200, "{}", settled.text());
    page.until_saving("saved");
    assert!(String::from_utf8(desk.read("a.toml")).unwrap().contains("56"));
    assert_eq!(desk.read("a（另一版本）.toml"), theirs.as_bytes(), "the other one is kept");

    // The other way round, and it can be taken back.
    both_change_it(&mut page, "57");
    assert_eq!(page.post("/api/conflict", &json!({ "since": 0, "take": "theirs" })).status, 200);
    page.until_saving("saved");
    assert_eq!(desk.read("a.toml"), theirs.as_bytes());
    page.post("/api/undo", &json!({ "since": 0 }));
    assert_eq!(natural(&page.all()), "57");
}

fn set_readonly(desk: &Desk, is_readonly: bool) {
    let mut permissions = fs::metadata(desk.path("a.toml")).unwrap().permissions();
    permissions.set_readonly(is_readonly);
    fs::set_permissions(desk.path("a.toml"), permissions).unwrap();
}

#[test]
fn what_another_program_wrote_in_a_pause_is_shown() {
    let desk = desk();
    let program = Program::start(&desk, &["a.toml"]);
    let mut page = program.browser();
    page.all();
    page.cell("applications.received.natural", "55");
    page.until_saving("saved");
    let theirs = String::from_utf8(desk.read("a.toml")).unwrap().replace("55", "66");
    desk.put("a.toml", &theirs);
    let start = std::time::Instant::now();
    while natural(&page.all()) != "66" {
        assert!(start.elapsed() < super::client::DEADLINE);
        std::thread::sleep(Duration::from_millis(50));
    }
    assert_eq!(desk.read("a.toml"), theirs.as_bytes());
}

#[test]
fn a_file_that_cannot_be_written_is_told_and_nothing_is_lost() {
    let desk = desk();
    let program = Program::start(&desk, &["a.toml"]);
    let mut page = program.browser();
    page.all();
    set_readonly(&desk, true);
    page.cell("applications.received.natural", "987");
    let saving = page.until_saving("failed");
    assert!(saving["message"].as_str().unwrap().contains("只读"), "{saving}");
    // A copy to take away, and the journal for the next start.
    assert!(page.get("/api/download/text").text().contains("987"));
    program.kill();
    let program = Program::start(&desk, &["a.toml"]);
    let mut page = program.browser();
    assert_eq!(natural(&page.all()), "987");
    set_readonly(&desk, false);
    page.post("/api/save", &json!({ "since": 0 }));
    page.until_saving("saved");
    assert!(String::from_utf8(desk.read("a.toml")).unwrap().contains("987"));
}

/// A narrative in a file of its own is saved there.
#[test]
fn a_text_in_a_file_of_its_own_stays_there() {
    let desk = Desk::new();
    desk.put("a.toml", "[report]\norgan = '甲局'\nyear = 2025\ndraft = true\n[overview]\nbody_file = '一.md'\n");
    desk.put("一.md", "\u{FEFF}第一段。\r\n第二段。\r\n");
    let program = Program::start(&desk, &["a.toml"]);
    let mut page = program.browser();
    let body = page.all()["section:overview"]["body"].clone();
    assert_eq!(body["file"], "一.md");
    let mut pieces = body["pieces"].as_array().unwrap().clone();
    pieces[0] = json!({ "kind": "paragraph", "text": [{ "t": "text", "text": "改过的。" }], "plain": false });
    page.edit(json!([{ "do": "prose", "key": "overview.body", "pieces": pieces }]));
    page.until_saving("saved");
    assert_eq!(String::from_utf8(desk.read("一.md")).unwrap(), "\u{FEFF}改过的。\r\n第二段。\r\n");
}
