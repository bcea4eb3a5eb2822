//! What goes in and out: pictures, and the report in all its forms.

use serde_json::json;

use super::client::Program;
use crate::support::{Desk, WHOLE_OVERVIEW, report};

/// One red pixel.
const GIF: &[u8] = b"GIF89a\x01\x00\x01\x00\x80\x00\x00\xff\x00\x00\x00\x00\x00,\x00\x00\x00\x00\x01\x00\x01\x00\x00\x02\x02D\x01\x00;";

fn open() -> (Desk, Program) {
    let desk = Desk::new();
    desk.put("a.toml", report("", WHOLE_OVERVIEW));
    let program = Program::start(&desk, &["a.toml"]);
    (desk, program)
}

#[test]
fn pictures_are_kept_beside_the_data_file() {
    let (desk, program) = open();
    let page = program.browser();
    let kept = |name: &str| {
        let answer = page.send(&format!("/api/picture?name={name}"), GIF);
        assert_eq!(answer.status, 200, "{}", answer.text());
        answer.json()["file"].as_str().unwrap().to_owned()
    };
    assert_eq!(
        (kept("a.png"), kept("a.gif"), kept("..%2F..%2Fb%22c.gif"), kept("")),
        ("a.gif".into(), "a-2.gif".into(), "bc.gif".into(), "图片.gif".into())
    );
    assert_eq!(desk.read("a-2.gif"), GIF);
    let shown = page.get("/picture/a.gif");
    assert_eq!((shown.status, shown.header("content-type"), shown.body.as_slice()), (200, Some("image/gif"), GIF));
    assert!(shown.header("content-security-policy").unwrap().contains("sandbox"));
    for bytes in
        [b"no picture".as_slice(), b"", b"<svg xmlns='http://www.w3.org/2000/svg'><script>1</script></svg>", &GIF[..20]]
    {
        let answer = page.send("/api/picture?name=x.png", bytes);
        assert_eq!(answer.status, 422, "{}", answer.text());
    }
    assert!(!desk.names().iter().any(|name| name.starts_with('x')));
}

/// The button makes what the command makes, byte for byte.
#[test]
fn outputs_are_those_of_the_command_line() {
    let (desk, program) = open();
    let page = program.browser();
    for format in ["pdf", "html", "docx", "json"] {
        let made = page.post("/api/output", &json!({ "format": format })).json();
        assert_eq!(
            (made["written"].clone(), made["file"].clone()),
            (json!(true), json!(format!("a.{format}"))),
            "{made}"
        );
        let by_button = desk.read(&format!("a.{format}"));
        assert_eq!(desk.run(&["build", "a.toml", "-o", &format!("b.{format}")]).code, 0);
        assert!(by_button == desk.read(&format!("b.{format}")), "{format}");
        let download = page.get(&format!("/api/download/{format}"));
        assert!(download.body == by_button, "{format}");
        assert!(download.header("content-disposition").unwrap().starts_with("attachment"));
    }
    assert_eq!(page.post("/api/output", &json!({ "format": "xlsx" })).json()["written"], true);
    assert!(desk.read("a.xlsx").starts_with(b"PK"));
    let fragment = page.get("/api/fragment").text();
    assert!(fragment.contains("<table") && !fragment.contains("<html"));
    assert_eq!(page.post("/api/output", &json!({ "format": "exe" })).status, 422);
}

#[test]
fn a_report_with_errors_is_not_made_unless_that_is_asked_for() {
    let (desk, program) = open();
    let mut page = program.browser();
    page.all();
    page.cell("applications.received.total", "12345");
    let refused = page.post("/api/output", &json!({ "format": "pdf" })).json();
    assert_eq!(refused["written"], false, "{refused}");
    assert!(!refused["findings"].as_array().unwrap().is_empty());
    assert!(!desk.names().contains(&"a.pdf".to_owned()));
    assert_eq!(page.post("/api/output", &json!({ "format": "pdf", "allow_errors": true })).json()["written"], true);
    assert!(desk.read("a.pdf").starts_with(b"%PDF"));
}
