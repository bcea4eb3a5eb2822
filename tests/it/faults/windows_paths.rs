//! Paths as Windows writes them, in what a data file names: with backslashes they lead into folders, and out of the data
//! file's folder as little as others do.

use std::fs;

use crate::support::{Desk, in_repository, report};

/// What may be named by a path: narrative, a picture, a face.
fn naming(path: &str) -> [(&'static str, String); 3] {
    [
        ("body-file", report("", "@").replace("body = '''\n@\n'''", &format!("body_file = '{path}.md'"))),
        ("picture-file", report("", &format!("![题](<{path}.png>)"))),
        ("font", report(&format!("[fonts]\nbody = '{path}.otf'\n"), "文")),
    ]
}

/// A desk with the three in a folder and outside it.
fn desk() -> Desk {
    let desk = Desk::new();
    fs::create_dir_all(desk.path("in/附件")).expect("a folder");
    for folder in ["in/附件", "."] {
        desk.put(&format!("{folder}/x.md"), "另有说明。\n");
        fs::copy(in_repository("tests/cases/illustrations/seal.png"), desk.path(folder).join("x.png")).expect("copied");
        fs::copy(in_repository("fonts/FandolSong-Regular.otf"), desk.path(folder).join("x.otf")).expect("copied");
    }
    desk
}

#[test]
fn backslashes_lead_into_folders() {
    let desk = desk();
    // Of pictures Markdown takes the backslash before a dot away.
    for path in ["附件\\x", ".\\附件\\x"] {
        for (code, data) in naming(path) {
            desk.put("in/report.toml", data);
            let run = desk.run(&["build", "in/report.toml", "--allow-errors"]);
            assert_eq!(run.code, 0, "{code} {path}: {}", run.messages);
        }
    }
}

#[test]
fn backslashes_lead_out_of_no_folder() {
    let desk = desk();
    let drive = desk.path("x").display().to_string().replace('/', "\\");
    for path in ["..\\x", "附件\\..\\..\\x", "..\\in\\附件\\x", "\\\\server\\share\\x", "C:\\x", "C:x", &drive] {
        for (code, data) in naming(path) {
            desk.put("in/report.toml", data);
            let run = desk.run(&["build", "in/report.toml", "--allow-errors"]);
            // Elsewhere than on Windows these are names of files that are not there.
            assert!(run.code == 1 || run.code == 3, "{code} {path}: {}", run.said());
            assert!(run.messages.contains(code), "{code} {path}: {}", run.messages);
            assert!(!desk.path("in/report.pdf").exists(), "{code} {path}");
        }
    }
}
