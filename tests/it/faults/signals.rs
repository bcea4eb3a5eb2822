//! Signals that ask the program to end. A batch that is asked once is in `batch`; here it is asked twice, and a single
//! build, and `watch`.

use std::io::{BufRead, BufReader, Read as _};
use std::process::{Child, Command};
use std::thread::sleep;
use std::time::{Duration, Instant};

use super::{OLD, desk, ended, nianbao, temporary};
use crate::support::{Desk, Dice, WHOLE_OVERVIEW, report};

const SEED: u64 = 7;

fn send(child: &Child, signal: &str) {
    // One that has ended already cannot be sent anything.
    let _ = Command::new("kill").args([signal, &child.id().to_string()]).output();
}

/// Whatever a build does when the signal comes, the file is the old one or the new one.
#[test]
fn a_build_that_is_asked_to_end() {
    let desk = desk();
    let start = Instant::now();
    desk.run(&["build", "report.toml"]).succeeds();
    let (whole, new) = (start.elapsed(), desk.read("report.pdf"));
    let mut dice = Dice(SEED);
    for time in 0..16 {
        let signal = ["-INT", "-TERM"][time % 2];
        desk.put("report.pdf", OLD);
        let child = nianbao(&desk, &["build", "report.toml"]).spawn().expect("nianbao runs");
        sleep(whole.mul_f64(dice.roll(1_000) as f64 / 1_000.0));
        send(&child, signal);
        let output = ended(child);
        let now = desk.read("report.pdf");
        assert!(now == OLD || now == new, "seed {SEED}, {signal} {time}: torn");
        assert!(!output.status.success() || now == new, "success is told of what is not there");
    }
    desk.run(&["build", "report.toml"]).succeeds();
    assert_eq!((temporary(&desk).len(), desk.names().len()), (0, 2));
}

/// Who asks twice does not wait for what is under way: what is there is whole all the same.
#[test]
fn a_batch_that_is_asked_twice() {
    let desk = Desk::new();
    std::fs::create_dir(desk.path("in")).expect("a folder");
    for number in 10..50 {
        desk.put(&format!("in/{number}.toml"), report("", WHOLE_OVERVIEW));
    }
    for (signal, code) in [("-INT", 130), ("-TERM", 143)] {
        let mut child =
            nianbao(&desk, &["build", "in", "--out-dir", "out", "--jobs", "1"]).spawn().expect("nianbao runs");
        let mut messages = BufReader::new(child.stderr.take().expect("a standard error"));
        messages.read_line(&mut String::new()).expect("a finding");
        send(&child, signal);
        // It has been heard once that is told.
        let mut line = String::new();
        while !line.contains("正在停下") {
            line.clear();
            assert!(messages.read_line(&mut line).expect("a line") > 0, "it does not tell that it stops");
        }
        send(&child, signal);
        let rest = std::thread::spawn(move || messages.read_to_end(&mut Vec::new()));
        let output = ended(child);
        rest.join().expect("a thread").expect("the rest");
        assert_eq!(output.status.code(), Some(code));
        for entry in std::fs::read_dir(desk.path("out")).expect("the folder").flatten() {
            let bytes = std::fs::read(entry.path()).expect("a file");
            let name = entry.file_name().to_string_lossy().into_owned();
            assert!(name.ends_with(".tmp") || bytes.trim_ascii_end().ends_with(b"%%EOF"), "{name} is torn");
        }
        std::fs::remove_dir_all(desk.path("out")).expect("removed");
    }
}

/// `watch` ends as it is asked, with nothing torn.
#[test]
fn a_watch_that_is_asked_to_end() {
    for signal in ["-INT", "-TERM"] {
        let desk = desk();
        let mut child = nianbao(&desk, &["watch", "report.toml"]).spawn().expect("nianbao runs");
        let mut messages = BufReader::new(child.stderr.take().expect("a standard error"));
        let mut line = String::new();
        while !line.contains("守着") {
            line.clear();
            assert!(messages.read_line(&mut line).expect("a line") > 0, "it does not watch");
        }
        sleep(Duration::from_millis(50));
        send(&child, signal);
        ended(child);
        assert!(desk.read("report.pdf").trim_ascii_end().ends_with(b"%%EOF"));
        assert_eq!(desk.names(), ["report.pdf", "report.toml"]);
    }
}
