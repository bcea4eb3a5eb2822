//! Drawings refer to nothing outside themselves: such an SVG is refused, whatever way it is written in, and what lies there
//! is in no output.

use super::desk;
use crate::support::{Desk, report};

fn svg(head: &str, inside: &str) -> String {
    format!(
        "{head}<svg xmlns='http://www.w3.org/2000/svg' xmlns:xlink='http://www.w3.org/1999/xlink' width='40' \
         height='40'><rect width='9' height='9'/>{inside}</svg>"
    )
}

/// Builds a report with such a drawing in all formats; gives the messages, and whether anything was made.
fn built(desk: &Desk, svg: &str) -> (i32, String) {
    desk.put("in/a.svg", svg);
    desk.put("in/report.toml", report("", "前文\n\n![题](a.svg)"));
    let all = ["build", "in/report.toml", "-o", "in/o.pdf", "-o", "in/o.html", "-o", "in/o.docx", "--allow-errors"];
    let run = desk.run(&all);
    (run.code, run.messages)
}

#[test]
fn what_refers_elsewhere_is_refused() {
    let desk = desk();
    for inside in [
        "<image href='../x.png' width='9' height='9'/>",
        "<image href='x.png' width='9' height='9'/>",
        "<image xlink:href='file:///etc/passwd' width='9' height='9'/>",
        "<image href='http://127.0.0.1:9/a.png' width='9' height='9'/>",
        "<image href='//127.0.0.1:9/a.png' width='9' height='9'/>",
        "<image href='&#104;ttp://127.0.0.1:9/a.png' width='9' height='9'/>",
        "<image href=' \n../x.png' width='9' height='9'/>",
        "<image xml:base='http://127.0.0.1:9/' href='a.png' width='9' height='9'/>",
        "<image href='data:image/svg+xml;base64,PHN2Zy8+' width='9' height='9'/>",
        "<use href='other.svg#a'/>",
        "<use xlink:href='http://127.0.0.1:9/a.svg#a'/>",
        "<rect width='9' height='9' fill='url(http://127.0.0.1:9/a.svg#b)'/>",
        "<rect width='9' height='9' style='fill:url(\"../x.svg#b\")'/>",
        "<rect width='9' height='9' clip-path='url(../x.svg#b)'/>",
        "<rect width='9' height='9' mask='URL( &quot;../x.svg#b&quot; )'/>",
        "<style>@import 'http://127.0.0.1:9/a.css';</style>",
        "<style>@IMPORT url(a.css);</style>",
        "<style>rect{fill:url(http://127.0.0.1:9/a.svg#b)}</style>",
        "<style>@font-face{font-family:a;src:url(http://127.0.0.1:9/a.ttf)}</style>",
        "<script href='http://127.0.0.1:9/a.js'/>",
        "<foreignObject width='9' height='9'><iframe src='http://127.0.0.1:9/'/></foreignObject>",
        "<a href='http://127.0.0.1:9/'><rect width='9' height='9'/></a>",
        "<rect width='9' height='9' onload='a()'/>",
        "<animate href='http://127.0.0.1:9/#a'/>",
    ] {
        let (code, said) = built(&desk, &svg("", inside));
        assert_eq!(code, 1, "{inside}: {said}");
        assert!(said.contains("错误[picture-svg]"), "{inside}: {said}");
        assert!(!desk.path("in/o.pdf").exists(), "{inside}");
    }
    let (code, said) = built(&desk, &svg("<?xml-stylesheet href='http://127.0.0.1:9/a.css'?>", ""));
    assert!(code == 1 && said.contains("picture-svg"), "{said}");
}

/// Entities: of a file (XXE), of an address, of parameters, and those that multiply.
#[test]
fn entities_are_refused() {
    let desk = desk();
    let outside = desk.path("x.md").display().to_string();
    let multiplied: String =
        (1..12).map(|at| format!("<!ENTITY l{at} '{}'>", format!("&l{};", at - 1).repeat(10))).collect();
    for entities in [
        format!("<!ENTITY x SYSTEM 'file://{outside}'>"),
        "<!ENTITY x SYSTEM 'http://127.0.0.1:9/a'>".to_owned(),
        "<!ENTITY x PUBLIC '-//a//b' 'http://127.0.0.1:9/a'>".to_owned(),
        "<!ENTITY % p SYSTEM 'http://127.0.0.1:9/a.dtd'> %p;".to_owned(),
        format!("<!ENTITY l0 'ha'>{multiplied}<!ENTITY x '&l11;'>"),
    ] {
        let (code, said) = built(&desk, &svg(&format!("<!DOCTYPE svg [{entities}]>"), "<text y='9'>&x;</text>"));
        assert!(code == 1 && said.contains("错误[picture-"), "{entities}: {said}");
        assert!(!desk.path("in/o.pdf").exists(), "{entities}");
    }
    // A document type alone is what many programs write; the file that it names is not asked for.
    let plain = "<!DOCTYPE svg PUBLIC '-//W3C//DTD SVG 1.1//EN' 'http://127.0.0.1:9/svg11.dtd'>";
    assert_eq!(built(&desk, &svg(plain, "")).0, 0);
}

/// What only looks like a reference, and whatever no program would follow, does no harm; it is in no output.
#[test]
fn what_is_no_reference_is_not_followed() {
    let desk = desk();
    for inside in [
        "<metadata><a href='http://127.0.0.1:9/a'/></metadata>",
        "<style>rect{fill:u\\72l(http://127.0.0.1:9/a.svg)}</style>",
        "<rect width='9' height='9' style='fill:u\\72l(http://127.0.0.1:9/a.svg)'/>",
        "<desc>http://127.0.0.1:9/a</desc>",
    ] {
        let (code, said) = built(&desk, &svg("", inside));
        if code != 0 {
            assert!(code == 1 && said.contains("picture-svg"), "{inside}: {said}");
            continue;
        }
        for name in ["in/o.pdf", "in/o.html", "in/o.docx"] {
            let bytes = desk.read(name);
            assert!(!bytes.windows(11).any(|part| part == b"127.0.0.1:9"), "{inside} in {name}");
        }
    }
}
