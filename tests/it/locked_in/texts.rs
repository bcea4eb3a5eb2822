//! Texts refer to nothing that would be fetched: pictures of narratives are files beside it, and those of web pages and
//! Word files that are imported are in them or are left out with a word.

use super::{SECRET, desk};
use crate::support::{Desk, WHOLE_OVERVIEW, report};

/// Addresses of pictures in Markdown, and the code that refuses each.
#[test]
fn pictures_of_a_narrative() {
    let desk = desk();
    let outside = desk.path("x.png").display().to_string();
    for address in [
        "http://127.0.0.1:9/a.png",
        "https://127.0.0.1:9/a.png",
        "HTTP://127.0.0.1:9/a.png",
        "//127.0.0.1:9/a.png",
        "ftp://127.0.0.1/a.png",
        "data:image/png;base64,iVBORw0KGgo=",
        "DATA:image/png;base64,iVBORw0KGgo=",
        "javascript:alert(1)",
        "blob:http://127.0.0.1:9/a",
        &format!("file://{outside}"),
        &format!("File://{outside}"),
        &format!("file:{outside}"),
        &outside,
        "..&#x2F;x.png",
        "&#46;&#46;/x.png",
        "..%2Fx.png",
    ] {
        for text in [format!("![题](<{address}>)"), format!("![题][a]\n\n[a]: <{address}>")] {
            desk.put("in/report.toml", report("", &text));
            let run = desk.run(&["build", "in/report.toml", "--allow-errors"]);
            assert!(run.code == 1 || run.code == 3, "{text}: {}", run.said());
            assert!(!desk.path("in/report.pdf").exists(), "{text}");
        }
    }
}

/// A link in a text is an address that the reader may follow, and nothing else.
#[test]
fn links_of_a_narrative() {
    let desk = desk();
    for address in
        ["javascript:alert(1)", "JavaScript:alert(1)", "file:///etc/passwd", "data:text/html,x", "vbscript:x"]
    {
        desk.put("in/report.toml", report("", &format!("见[这里](<{address}>)。")));
        let run = desk.run(&["build", "in/report.toml", "-o", "in/a.pdf", "-o", "in/a.html", "--allow-errors"]);
        assert_eq!(run.code, 1, "{address}: {}", run.said());
        assert!(!desk.path("in/a.html").exists(), "{address}");
    }
}

/// A page that was saved without its pictures, or that names files of this machine.
fn page(pictures: &str) -> String {
    let data = report("", WHOLE_OVERVIEW);
    let desk = Desk::new();
    desk.put("a.toml", data);
    desk.run(&["build", "a.toml", "-o", "a.html"]).succeeds();
    let page = String::from_utf8(desk.read("a.html")).expect("UTF-8");
    // As a portal has it: no page of this program, with pictures in its text.
    let first = page.find("</p>").expect("a paragraph");
    format!("{}{pictures}{}", &page[..first], &page[first..]).replace("nianbao", "portal")
}

#[test]
fn pictures_of_an_imported_page() {
    let desk = desk();
    let outside = desk.path("x.png").display().to_string();
    let list = [
        "http://127.0.0.1:9/a.png".to_owned(),
        "//127.0.0.1:9/a.png".to_owned(),
        "../x.png".to_owned(),
        "..\\x.png".to_owned(),
        "%2e%2e/x.png".to_owned(),
        format!("file://{outside}"),
        outside,
        "javascript:alert(1)".to_owned(),
    ];
    for address in list {
        desk.put("in/a.html", page(&format!("<img src=\"{address}\" alt=\"图\">")));
        let run = desk.run(&["import", "in/a.html", "-o", "in/a.toml"]);
        assert_eq!(run.code, 0, "{address}: {}", run.said());
        let left = std::fs::read_dir(desk.path("in")).expect("the folder");
        let mut names: Vec<String> =
            left.map(|entry| entry.expect("an entry").file_name().to_string_lossy().into_owned()).collect();
        names.sort();
        assert_eq!(names, ["a.html", "a.toml", "sub"], "{address}: a picture has come in");
        std::fs::remove_file(desk.path("in/a.toml")).expect("removed");
    }
    // Frames, style sheets, scripts and objects are not looked at.
    let others = "<iframe src='../x.md'></iframe><link rel=stylesheet href='http://127.0.0.1:9/a.css'>\
                  <script src='http://127.0.0.1:9/a.js'></script><object data='../x.md'></object><embed src='../x.md'>";
    desk.put("in/a.html", page(others));
    desk.run(&["import", "in/a.html", "-o", "in/a.toml"]).succeeds();
    assert!(!String::from_utf8_lossy(&desk.read("in/a.toml")).contains(SECRET));
}

/// What is imported names its pictures itself: they are saved under names of this program's own.
#[test]
fn names_of_imported_pictures_lead_nowhere() {
    use base64::Engine;
    let desk = desk();
    let png = base64::engine::general_purpose::STANDARD.encode(desk.read("x.png"));
    let page = page("<img src=\"cid:../../evil.png\" alt=\"图\">");
    let mht = format!(
        "MIME-Version: 1.0\r\nContent-Type: multipart/related; boundary=\"b\"\r\n\r\n--b\r\nContent-Type: text/html; \
         charset=utf-8\r\nContent-Location: file:///a.html\r\n\r\n{page}\r\n--b\r\nContent-Type: \
         image/png\r\nContent-ID: <../../evil.png>\r\nContent-Location: ../../evil.png\r\nContent-Transfer-Encoding: \
         base64\r\n\r\n{png}\r\n--b--\r\n"
    );
    desk.put("in/sub/a.mht", mht);
    let before = desk.names();
    let run = desk.run(&["import", "in/sub/a.mht", "-o", "in/sub/a.toml"]);
    assert_eq!(run.code, 0, "{}", run.said());
    assert_eq!(desk.names(), before);
    for folder in ["in", "."] {
        assert!(!desk.path(folder).join("evil.png").exists(), "{folder}");
    }
}
