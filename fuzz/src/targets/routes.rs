//! The routes of the page: a data file, then requests, divided by lines of `%%`.

use std::fs;
use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::AtomicBool;

use nianbao::Options;
use nianbao::desk::start::Start;
use nianbao::desk::{Desk, Opening, Remembered};
use nianbao::server::{Detached, Serving};

use super::{LIBRARY, build};

/// What may be asked for once an input.
const MOST_REQUESTS: usize = 4;

/// Requests one after the other: a line of method and target, and the body below it.
pub fn routes(input: &[u8]) {
    let mut parts = super::parts(input);
    let folder = folder();
    let path = folder.path().join("report.toml");
    fs::write(&path, parts.next().unwrap_or_default()).expect("a file");
    let (name, picture) = build::PICTURES[2];
    fs::write(folder.path().join(name), picture).expect("a file");
    let opening = |path: PathBuf| Opening {
        path,
        previous: None,
        options: Options::default(),
        library: &LIBRARY,
        session: "fuzz".to_owned(),
    };
    // A data file that is no text is not opened: one starts without.
    let desk = Desk::open(opening(path)).ok();
    let serving = Serving {
        desk,
        start: Start::new(folder.path().to_owned(), Remembered::nowhere(), Options::default()),
        open: Box::new(opening),
        port: 1,
        is_told_to_end: Arc::new(AtomicBool::new(false)),
    };
    let mut server = Detached::new(serving).expect("a server");
    for request in parts.take(MOST_REQUESTS) {
        let (line, body) = match request.iter().position(|byte| *byte == b'\n') {
            Some(end) => (&request[..end], &request[end + 1..]),
            None => (request, &[][..]),
        };
        let line = String::from_utf8_lossy(line);
        let (method, target) = line.split_once(' ').unwrap_or(("GET", &line));
        // This one starts the file manager.
        if target.starts_with("/api/folder") {
            continue;
        }
        if let Some((status, _)) = server.ask(method, target, body.to_vec()) {
            assert_ne!(status, 500, "{line}");
        }
    }
}

/// A folder for a data file: in memory, where the system has such a place.
fn folder() -> tempfile::TempDir {
    let memory = PathBuf::from("/dev/shm");
    let folder = if memory.is_dir() { tempfile::tempdir_in(memory) } else { tempfile::tempdir() };
    folder.expect("a folder")
}
