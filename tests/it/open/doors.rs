//! Who is let in: the user's own browser, once for each address, and no page but this one.

use std::net::TcpStream;

use serde_json::json;

use super::client::{Browser, Program, command, raw};
use crate::support::{Desk, WHOLE_OVERVIEW, report};

fn desk() -> Desk {
    let desk = Desk::new();
    desk.put("报告.toml", report("", WHOLE_OVERVIEW));
    desk
}

#[test]
fn an_address_lets_in_one_browser_once() {
    let desk = desk();
    let program = Program::start(&desk, &["报告.toml"]);
    assert!(program.address.starts_with(&format!("http://127.0.0.1:{}/enter?token=", program.port)));
    let browser = program.browser();
    assert_eq!(browser.cookie.len(), format!("nianbao_{}=", program.port).len() + 64);
    let path = program.address.splitn(4, '/').nth(3).unwrap();
    let host = format!("Host: 127.0.0.1:{}\r\nConnection: close\r\n", program.port);
    let again = raw(program.port, format!("GET /{path} HTTP/1.1\r\n{host}\r\n").as_bytes());
    assert_eq!((again.status, again.header("set-cookie")), (403, None), "the address is used up");
    // The browser that is in may follow it again.
    assert_eq!(browser.get(&format!("/{path}")).status, 303);
    let guessed = raw(program.port, format!("GET /enter?token={} HTTP/1.1\r\n{host}\r\n", "0".repeat(64)).as_bytes());
    assert_eq!(guessed.status, 403);
    let page = browser.get("/");
    assert_eq!((page.status, page.header("content-type")), (200, Some("text/html; charset=utf-8")));
    assert!(page.text().contains("main.js"));
}

#[test]
fn the_cookie_is_for_this_page_alone() {
    let desk = desk();
    let program = Program::start(&desk, &["报告.toml"]);
    let path = program.address.splitn(4, '/').nth(3).unwrap();
    let request = format!("GET /{path} HTTP/1.1\r\nHost: localhost:{}\r\nConnection: close\r\n\r\n", program.port);
    let answer = raw(program.port, request.as_bytes());
    let cookie = answer.header("set-cookie").unwrap();
    assert!(cookie.ends_with("; Path=/; HttpOnly; SameSite=Strict"), "{cookie}");
    assert_eq!(answer.header("location"), Some("/"));
}

/// Every route but the door, asked by a stranger, for another host, and from another page.
#[test]
fn nobody_else_is_let_in() {
    let desk = desk();
    let program = Program::start(&desk, &["报告.toml"]);
    let browser = program.browser();
    let (port, cookie) = (program.port, browser.cookie.as_str());
    let ask = |method: &str, path: &str, headers: &[&str]| {
        let headers: String = headers.iter().map(|header| format!("{header}\r\n")).collect();
        let text = format!("{method} {path} HTTP/1.1\r\n{headers}Content-Length: 2\r\nConnection: close\r\n\r\n{{}}");
        raw(port, text.as_bytes()).status
    };
    let host = format!("Host: 127.0.0.1:{port}");
    let own = format!("Origin: http://127.0.0.1:{port}");
    let cookie = format!("Cookie: other=1; {cookie}");
    let reads = [
        "/",
        "/page/main.js",
        "/api/report?since=0",
        "/api/events",
        "/api/download/pdf",
        "/api/fragment",
        "/picture/a.png",
        "/api/place?page=0&x=1&y=1",
        "/api/boxes?key=a",
        "/api/explain/year-jump",
        "/api/start",
    ];
    let writes = [
        "/api/edit",
        "/api/undo",
        "/api/redo",
        "/api/fix",
        "/api/save",
        "/api/paste/table",
        "/api/paste/prose",
        "/api/import?name=a.xlsx",
        "/api/picture?name=a.png",
        "/api/output",
        "/api/previous?name=",
        "/api/conflict",
        "/api/folder",
        "/api/quit",
        "/api/leave",
        "/api/start/new",
        "/api/start/open",
    ];
    let foreign = [
        "Host: evil.example".to_owned(),
        format!("Host: evil.example:{port}"),
        "Host: 127.0.0.1".to_owned(),
        "Host: 127.0.0.1:1".to_owned(),
        format!("Host: 127.0.0.1.evil.example:{port}"),
        format!("Host: [::1]:{port}"),
    ];
    for path in reads {
        assert_eq!(ask("GET", path, &[&host]), 403, "{path} without a cookie");
        let wrong = format!("Cookie: nianbao_{port}={}", "0".repeat(64));
        assert_eq!(ask("GET", path, &[&host, &wrong]), 403, "{path} with a wrong cookie");
        for foreign in &foreign {
            assert_eq!(ask("GET", path, &[foreign, &cookie]), 421, "{path} for {foreign}");
        }
        assert_eq!(ask("GET", path, &[&cookie]), 421, "{path} for no host");
        assert_eq!(ask("GET", path, &[&host, &cookie, "Sec-Fetch-Site: cross-site"]), 403, "{path} from another page");
    }
    for path in writes {
        assert_eq!(ask("POST", path, &[&host, &own]), 403, "{path} without a cookie");
        assert_eq!(ask("POST", path, &[&host, &cookie]), 403, "{path} without an origin");
        for origin in
            ["Origin: null", "Origin: http://evil.example", "Origin: https://127.0.0.1", "Origin: http://127.0.0.1:1"]
        {
            assert_eq!(ask("POST", path, &[&host, &cookie, origin]), 403, "{path} from {origin}");
        }
        assert_eq!(ask("POST", path, &[foreign[1].as_str(), &own, &cookie]), 421, "{path}");
    }
    assert_eq!(ask("POST", "/api/token", &[&host, "X-Nianbao-Secret: 00"]), 403);
    for method in ["PUT", "DELETE", "OPTIONS", "TRACE"] {
        assert!([403, 405].contains(&ask(method, "/api/edit", &[&host, &cookie, &own])), "{method}");
    }
    assert_eq!(desk.read("报告.toml"), report("", WHOLE_OVERVIEW).into_bytes(), "nothing was done");
}

#[test]
fn every_answer_forbids_what_the_page_does_not_need() {
    let desk = desk();
    let program = Program::start(&desk, &["报告.toml"]);
    let browser = program.browser();
    for path in ["/", "/page/main.js", "/api/report?since=0", "/none"] {
        let answer = browser.get(path);
        let policy = answer.header("content-security-policy").unwrap_or_default();
        for part in ["default-src 'none'", "script-src 'self'", "connect-src 'self'", "frame-ancestors 'none'"] {
            assert!(policy.contains(part), "{path}: {policy}");
        }
        assert_eq!(answer.header("x-content-type-options"), Some("nosniff"), "{path}");
        assert_eq!(answer.header("cache-control"), Some("no-store"), "{path}");
        assert!(!answer.head.to_lowercase().contains("access-control"), "{path}: {}", answer.head);
    }
}

#[test]
fn what_is_too_large_is_refused_before_it_is_read() {
    let desk = desk();
    let program = Program::start(&desk, &["报告.toml"]);
    let browser = program.browser();
    let head = format!(
        "POST /api/edit HTTP/1.1\r\nHost: 127.0.0.1:{0}\r\nCookie: {1}\r\nOrigin: http://127.0.0.1:{0}\r\nContent-Length: {2}\r\n\r\n{{",
        program.port,
        browser.cookie,
        1_u64 << 30
    );
    assert_eq!(raw(program.port, head.as_bytes()).status, 413);
    // Who does not tell how much comes is stopped on the way; who is not known yet, much sooner.
    let pieces = |path: &str, bytes: usize| {
        let head = format!(
            "POST {path} HTTP/1.1\r\nHost: 127.0.0.1:{0}\r\nCookie: {1}\r\nOrigin: http://127.0.0.1:{0}\r\n\
             Transfer-Encoding: chunked\r\n\r\n{bytes:x}\r\n",
            program.port, browser.cookie
        );
        let body = vec![b' '; bytes];
        raw(program.port, &[head.as_bytes(), &body, b"\r\n0\r\n\r\n"].concat())
    };
    let stranger = pieces("/api/token", 5 << 10);
    assert_eq!((stranger.status, stranger.text().contains("太大")), (413, true), "{}", stranger.head);
    // Whoever goes on sending may not get to read the answer.
    let stopped = pieces("/api/edit", 160 << 20);
    assert!([0, 413].contains(&stopped.status), "{}", stopped.head);
    assert_eq!(pieces("/api/edit", 1 << 20).status, 400, "what is not too large is read");
    // So is a head without an end.
    let endless = [b"GET / HTTP/1.1\r\nX: ".as_slice(), &[b'a'; 200_000]].concat();
    assert_eq!(raw(program.port, &endless).status, 431);
    assert_eq!(browser.get("/api/report?since=0").status, 200);
}

/// Strangers who say nothing take no room from the page.
#[test]
fn a_crowd_takes_no_room() {
    let desk = desk();
    let program = Program::start(&desk, &["报告.toml"]);
    let mut browser = program.browser();
    let crowd: Vec<TcpStream> = (0..400).map_while(|_| TcpStream::connect(("127.0.0.1", program.port)).ok()).collect();
    assert_eq!(crowd.len(), 400);
    browser.all();
    browser.cell("applications.received.natural", "7");
    browser.until_saving("saved");
}

#[test]
fn names_lead_nowhere_else() {
    let desk = desk();
    desk.put("secret.txt", "secret");
    std::fs::create_dir(desk.path("in")).unwrap();
    std::fs::write(desk.path("in/报告.toml"), report("", WHOLE_OVERVIEW)).unwrap();
    let program = Program::start(&desk, &["in/报告.toml"]);
    let browser = program.browser();
    for path in [
        "/page/../mod.rs",
        "/page/..%2fmod.rs",
        "/page//etc/passwd",
        "/page/mod.rs",
        "/picture/../secret.txt",
        "/picture/..%2Fsecret.txt",
        "/picture/%2e%2e%2fsecret.txt",
        "/picture//etc/passwd",
        "/picture/%2Fetc%2Fpasswd",
        "/picture/报告.toml",
        "/picture/%E6%8A%A5%E5%91%8A.toml",
        "/api/download/toml",
        "/api/download/..%2f..",
        "/..%2f..%2fetc/passwd",
    ] {
        let answer = browser.get(path);
        assert!((400..500).contains(&answer.status), "{path}: {} {}", answer.status, answer.text());
        assert!(!answer.text().contains("secret") && !answer.text().contains("root:"), "{path}");
    }
}

/// Only one program edits a report: another start brings a browser to the first.
#[test]
fn a_second_start_shows_the_first() {
    let desk = desk();
    let program = Program::start(&desk, &["报告.toml"]);
    let mut first = program.browser();
    first.all();
    first.cell("applications.received.natural", "77");
    let second = command(&desk, &["./报告.toml"]).output().expect("nianbao runs");
    assert!(second.status.success(), "{}", String::from_utf8_lossy(&second.stderr));
    let address = String::from_utf8(second.stdout).unwrap();
    let mut other = Browser::enter(program.port, address.trim_end());
    let table = other.all()["section:applications"]["table"].clone();
    let cells = table["cells"].as_array().unwrap();
    let cell = cells.iter().find(|cell| cell["key"] == "applications.received.natural").unwrap();
    assert_eq!(cell["text"], "77");
    // What is remembered of the first may be gone: then it is told.
    std::fs::remove_dir_all(desk.path(".state")).unwrap();
    let lost = command(&desk, &["报告.toml"]).output().expect("nianbao runs");
    assert_eq!(lost.status.code(), Some(3));
    assert!(String::from_utf8_lossy(&lost.stderr).contains("已经在另一个窗口里打开"));
}

/// Two pages on one report: what one changes the other is told of, and no edit goes over one that was not seen.
#[test]
fn two_browsers_do_not_overwrite_one_another() {
    let desk = desk();
    let program = Program::start(&desk, &["报告.toml"]);
    let mut one = program.browser();
    let mut other = one.clone();
    one.all();
    other.all();
    one.cell("applications.received.natural", "5");
    let stale = json!({ "since": other.seen, "base": other.seen,
        "edits": [{ "do": "cell", "key": "applications.received.natural", "text": "6" }] });
    let answer = other.post("/api/edit", &stale);
    assert_eq!(answer.status, 409);
    assert!(answer.json()["message"].as_str().unwrap().contains("另一个窗口"));
    let held = answer.json()["parts"]["section:applications"].to_string();
    assert!(held.contains("\"text\":\"5\""), "what holds is shown: {held}");
    // Another field is nobody's but its own.
    other.cell("applications.received.enterprise", "6");
    let events = other.get("/api/report?since=0").json()["parts"]["section:applications"]["table"]["cells"].clone();
    let text = |key: &str| events.as_array().unwrap().iter().find(|cell| cell["key"] == key).unwrap()["text"].clone();
    assert_eq!(
        (text("applications.received.natural"), text("applications.received.enterprise")),
        (json!("5"), json!("6"))
    );
}
