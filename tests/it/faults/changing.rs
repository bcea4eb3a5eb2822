//! What a report is made of changes while it is read: the outcome is that of one content or of another, or is refused,
//! and never a mixture.

use std::fs;
use std::path::Path;
use std::sync::atomic::{AtomicBool, Ordering};

use super::{OLD, ended, nianbao, said};
use crate::support::{Desk, WHOLE_OVERVIEW, report};

const ROUNDS: usize = 12;

/// Two reports that differ at their beginning and at their end.
fn contents() -> [String; 2] {
    ["甲", "乙"].map(|name| {
        let data = report("", &format!("{name}开头。\n\n{WHOLE_OVERVIEW}\n\n{name}结尾。"));
        data.replace("本年度没有收取", &format!("{name}本年度没有收取"))
    })
}

/// What each becomes.
fn outcomes(contents: &[String; 2]) -> [Vec<u8>; 2] {
    contents.each_ref().map(|content| {
        let desk = Desk::new();
        desk.put("report.toml", content);
        desk.run(&["build", "report.toml", "--allow-errors"]).succeeds();
        desk.read("report.pdf")
    })
}

/// Runs something while a file is written again and again.
fn while_writing(write: impl Fn(usize) + Sync, run: impl FnOnce()) {
    let is_over = AtomicBool::new(false);
    std::thread::scope(|scope| {
        scope.spawn(|| {
            for time in 0.. {
                write(time);
                if is_over.load(Ordering::Relaxed) {
                    break;
                }
            }
        });
        run();
        is_over.store(true, Ordering::Relaxed);
    });
}

/// Builds again and again; each time the PDF is one of the two, or the old one stays and that is told. Gives how often
/// there was a new one.
#[track_caller]
fn builds(desk: &Desk, pdfs: &[Vec<u8>; 2]) -> usize {
    let mut made = 0;
    for _ in 0..ROUNDS {
        desk.put("report.pdf", OLD);
        let output = ended(nianbao(desk, &["build", "report.toml", "--allow-errors"]).spawn().expect("nianbao runs"));
        let now = desk.read("report.pdf");
        match output.status.code() {
            Some(0) => {
                assert!(pdfs.contains(&now), "a mixture");
                made += 1;
            }
            Some(1 | 3) => {
                assert!(now == OLD && said(&output).contains("错误["), "{}", said(&output));
            }
            code => panic!("{code:?} {}", said(&output)),
        }
    }
    made
}

/// As an editor does that writes the file in its place: half of it breaks off within a string, which is no TOML.
#[test]
fn a_data_file_that_is_written_in_its_place() {
    let contents = contents();
    let pdfs = outcomes(&contents);
    let desk = Desk::new();
    desk.put("report.toml", &contents[0]);
    let path = desk.path("report.toml");
    let write = |time: usize| {
        use std::io::Write;
        let content = contents[time % 2].as_bytes();
        let mut file = fs::File::create(&path).expect("a file");
        let half = contents[0].find("结尾").expect("the end of the overview");
        file.write_all(&content[..half]).and_then(|()| file.write_all(&content[half..])).expect("written");
    };
    while_writing(write, || {
        builds(&desk, &pdfs);
    });
}

/// As an editor does that puts a new file in the place of the old: every build has one of the two.
#[test]
fn a_data_file_that_is_replaced() {
    let contents = contents();
    let pdfs = outcomes(&contents);
    let desk = Desk::new();
    desk.put("report.toml", &contents[0]);
    let write = |time: usize| replace(&desk.path("report.toml"), contents[time % 2].as_bytes());
    while_writing(write, || assert_eq!(builds(&desk, &pdfs), ROUNDS));
}

/// The text that a data file names is read once, whatever becomes of it.
#[test]
fn a_narrative_that_is_replaced() {
    let texts = ["甲说明。", "乙说明。"].map(|text| format!("{text}\n\n{WHOLE_OVERVIEW}\n\n{text}\n"));
    let data = report("", "@").replace("body = '''\n@\n'''", "body_file = 'a.md'");
    let desk = Desk::new();
    desk.put("report.toml", data);
    let pdfs = texts.each_ref().map(|text| {
        desk.put("a.md", text);
        desk.run(&["build", "report.toml", "--allow-errors"]).succeeds();
        desk.read("report.pdf")
    });
    let write = |time: usize| replace(&desk.path("a.md"), texts[time % 2].as_bytes());
    while_writing(write, || assert_eq!(builds(&desk, &pdfs), ROUNDS));
}

/// Windows lets nobody replace a file while it is read; then it is tried again with the next.
fn replace(path: &Path, content: &[u8]) {
    let beside = path.with_extension("new");
    if fs::write(&beside, content).is_ok() {
        let _ = fs::rename(&beside, path);
    }
}
