//! A browser as far as the server knows one: requests over a socket, with the headers that a browser sends.

use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::path::PathBuf;
use std::process::{Child, ChildStdout, Command, ExitStatus, Stdio};
use std::time::{Duration, Instant};

use serde_json::{Value, json};

use crate::support::Desk;

/// How long something may take that must come.
pub const DEADLINE: Duration = Duration::from_secs(120);

/// The program, serving a report.
pub struct Program {
    child: Child,
    /// What it still says on its standard output.
    _out: BufReader<ChildStdout>,
    /// The address that it has told.
    pub address: String,
    pub port: u16,
}

/// An answer.
pub struct Answer {
    pub status: u16,
    pub head: String,
    pub body: Vec<u8>,
}

impl Answer {
    pub fn text(&self) -> String {
        String::from_utf8_lossy(&self.body).into_owned()
    }

    pub fn json(&self) -> Value {
        serde_json::from_slice(&self.body).unwrap_or_else(|error| panic!("{error}: {}", self.text()))
    }

    /// The value of a header, by its name in lower case.
    pub fn header(&self, name: &str) -> Option<&str> {
        let own = |line: &&str| line.split(':').next().is_some_and(|own| own.eq_ignore_ascii_case(name));
        self.head.lines().find(own).and_then(|line| line.split_once(':')).map(|(_, value)| value.trim())
    }
}

/// The verb `open` in a folder, with a folder of its own for what is remembered.
pub fn command(desk: &Desk, arguments: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_nianbao"));
    command
        .arg("open")
        .args(arguments)
        .arg("--no-browser")
        .current_dir(desk.path(""))
        .env("LC_ALL", "zh_CN.UTF-8")
        .env("XDG_STATE_HOME", state(desk))
        .env("HOME", state(desk))
        .env("LOCALAPPDATA", state(desk))
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped());
    command
}

/// Where the program remembers things, beside the folder of the report.
fn state(desk: &Desk) -> PathBuf {
    desk.path("").join(".state")
}

impl Program {
    pub fn start(desk: &Desk, arguments: &[&str]) -> Program {
        let mut child = command(desk, arguments).spawn().expect("nianbao runs");
        let mut out = BufReader::new(child.stdout.take().expect("a standard output"));
        let mut address = String::new();
        out.read_line(&mut address).expect("a line");
        if address.is_empty() {
            let mut said = String::new();
            let _ = child.stderr.take().expect("a standard error").read_to_string(&mut said);
            panic!("no address: {said}");
        }
        let address = address.trim_end().to_owned();
        let port = address.split(['/', ':']).nth(4).and_then(|port| port.parse().ok()).expect("a port");
        Program { child, _out: out, address, port }
    }

    /// A browser that the address lets in.
    pub fn browser(&self) -> Browser {
        Browser::enter(self.port, &self.address)
    }

    /// Ends it at once, as a machine does that is switched off.
    pub fn kill(mut self) {
        self.child.kill().expect("it is killed");
        self.child.wait().expect("it ends");
    }

    /// Asks it to end.
    #[cfg(unix)]
    pub fn terminate(mut self) -> ExitStatus {
        let status = Command::new("kill").arg(self.child.id().to_string()).status().expect("kill runs");
        assert!(status.success());
        self.child.wait().expect("it ends")
    }

    /// Waits until it ends by itself.
    pub fn wait(mut self) -> ExitStatus {
        self.child.wait().expect("it ends")
    }
}

impl Drop for Program {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// A browser.
#[derive(Clone)]
pub struct Browser {
    pub port: u16,
    pub cookie: String,
    /// The revision that it has seen.
    pub seen: u64,
}

/// A request as it goes over the wire.
pub fn raw(port: u16, request: &[u8]) -> Answer {
    let mut stream = TcpStream::connect(("127.0.0.1", port)).expect("a connection");
    stream.set_read_timeout(Some(DEADLINE)).expect("a time limit");
    // What is refused early is not read to its end.
    let _ = stream.write_all(request);
    let mut all = Vec::new();
    let _ = stream.read_to_end(&mut all);
    let at = all.windows(4).position(|four| four == b"\r\n\r\n").unwrap_or(all.len());
    let head = String::from_utf8_lossy(&all[..at]).into_owned();
    let status = head.split(' ').nth(1).and_then(|status| status.parse().ok()).unwrap_or_default();
    let body = all.get(at + 4..).unwrap_or_default().to_vec();
    let body = if head.to_lowercase().contains("transfer-encoding: chunked") { joined(&body) } else { body };
    Answer { status, head, body }
}

/// A body that comes in chunks.
fn joined(mut body: &[u8]) -> Vec<u8> {
    let mut all = Vec::new();
    while let Some(end) = body.windows(2).position(|two| two == b"\r\n") {
        let size = usize::from_str_radix(&String::from_utf8_lossy(&body[..end]), 16).unwrap_or_default();
        if size == 0 {
            break;
        }
        all.extend_from_slice(body.get(end + 2..end + 2 + size).unwrap_or_default());
        body = body.get(end + 4 + size..).unwrap_or_default();
    }
    all
}

impl Browser {
    /// Comes in by an address.
    pub fn enter(port: u16, address: &str) -> Browser {
        let path = address.splitn(4, '/').nth(3).expect("a path");
        let answer = raw(
            port,
            format!("GET /{path} HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\nConnection: close\r\n\r\n").as_bytes(),
        );
        assert_eq!(answer.status, 303, "{}", answer.text());
        let cookie = answer.header("set-cookie").expect("a cookie").split(';').next().expect("a pair").to_owned();
        Browser { port, cookie, seen: 0 }
    }

    fn head(&self, method: &str, path: &str, more: &str) -> String {
        let (port, cookie) = (self.port, &self.cookie);
        format!("{method} {path} HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\nCookie: {cookie}\r\nConnection: close\r\n{more}")
    }

    pub fn get(&self, path: &str) -> Answer {
        raw(self.port, (self.head("GET", path, "") + "\r\n").as_bytes())
    }

    /// Sends bytes, as the page itself does.
    pub fn send(&self, path: &str, body: &[u8]) -> Answer {
        let origin = format!("Origin: http://127.0.0.1:{}\r\nContent-Length: {}\r\n\r\n", self.port, body.len());
        raw(self.port, &[self.head("POST", path, &origin).as_bytes(), body].concat())
    }

    pub fn post(&self, path: &str, body: &Value) -> Answer {
        self.send(path, body.to_string().as_bytes())
    }

    /// Everything that is shown, part by part.
    pub fn all(&mut self) -> Value {
        let update = self.get("/api/report?since=0").json();
        self.seen = update["revision"].as_u64().expect("a revision");
        update["parts"].clone()
    }

    /// Makes edits as of what was seen, and gives the parts that changed.
    #[track_caller]
    pub fn edit(&mut self, edits: Value) -> Value {
        let request = json!({ "since": self.seen, "base": self.seen, "edits": edits });
        let answer = self.post("/api/edit", &request);
        assert_eq!(answer.status, 200, "{}", answer.text());
        let update = answer.json();
        self.seen = update["revision"].as_u64().expect("a revision");
        update["parts"].clone()
    }

    /// Types into a cell.
    #[track_caller]
    pub fn cell(&mut self, key: &str, text: &str) -> Value {
        self.edit(json!([{ "do": "cell", "key": key, "text": text }]))
    }

    /// Waits until saving stands as wanted.
    #[track_caller]
    pub fn until_saving(&mut self, wanted: &str) -> Value {
        let start = Instant::now();
        loop {
            let saving = self.all()["saving"].clone();
            if saving["state"] == wanted {
                return saving;
            }
            assert!(start.elapsed() < DEADLINE, "saving is {saving}, not {wanted}");
            std::thread::sleep(Duration::from_millis(20));
        }
    }
}
