//! Pipes where files are read: one that nobody writes is not waited for without end, whatever it is called; one that
//! somebody writes is read to its end.

use std::fs;
use std::io::{BufRead, BufReader, Write};
use std::os::unix::fs::FileTypeExt;
use std::process::{Command, Stdio};
use std::sync::mpsc::channel;
use std::thread;
use std::time::Duration;

use super::{DEADLINE, desk, ended, nianbao, said};
use crate::support::Desk;

fn pipe(desk: &Desk, name: &str) {
    let made = Command::new("mkfifo").arg(desk.path(name)).status();
    assert!(made.is_ok_and(|status| status.success()));
}

fn is_pipe(desk: &Desk, name: &str) -> bool {
    fs::symlink_metadata(desk.path(name)).is_ok_and(|about| about.file_type().is_fifo())
}

/// The exit code of a command, which must come to its end, and what it said.
#[track_caller]
fn run(desk: &Desk, arguments: &[&str]) -> (i32, String) {
    let output = ended(nianbao(desk, arguments).spawn().expect("nianbao runs"));
    (output.status.code().unwrap_or(-1), said(&output) + &String::from_utf8_lossy(&output.stdout))
}

#[test]
fn a_pipe_that_nobody_writes_is_told() {
    let desk = desk();
    pipe(&desk, "pipe.toml");
    for arguments in [
        &["check", "pipe.toml"][..],
        &["build", "pipe.toml", "-o", "a.pdf"],
        &["build", "report.toml", "-o", "a.pdf", "--previous", "pipe.toml"],
        &["import", "pipe.toml", "-o", "b.toml"],
    ] {
        let (code, said) = run(&desk, arguments);
        assert!(code == 3 && said.contains("pipe.toml") && said.contains("没有程序往里写"), "{arguments:?} {said}");
    }
    // What is edited in the browser is written again: that is a file.
    let (code, said) = run(&desk, &["open", "pipe.toml", "--no-browser"]);
    assert!(code == 3 && said.contains("不是普通文件"), "{said}");
    assert!(is_pipe(&desk, "pipe.toml") && !desk.path("a.pdf").exists() && !desk.path("b.toml").exists());
}

#[test]
fn a_pipe_that_is_written_is_read_to_its_end() {
    let desk = desk();
    pipe(&desk, "pipe.toml");
    let (path, text) = (desk.path("pipe.toml"), desk.read("report.toml"));
    let check = nianbao(&desk, &["check", "pipe.toml"]).spawn().expect("nianbao runs");
    let writer = thread::spawn(move || {
        // It comes late, and stops on the way.
        thread::sleep(Duration::from_millis(500));
        let mut pipe = fs::OpenOptions::new().write(true).open(path).expect("somebody reads");
        let (start, end) = text.split_at(text.len() / 2);
        pipe.write_all(start).expect("written");
        thread::sleep(Duration::from_millis(500));
        pipe.write_all(end).expect("written");
    });
    let output = ended(check);
    writer.join().expect("the writer ends");
    assert!(output.status.success(), "{}", said(&output));
}

/// As a shell hands over what another command prints.
#[test]
fn a_pipe_without_a_name_is_read() {
    let desk = desk();
    let program = env!("CARGO_BIN_EXE_nianbao");
    let by_shell = |script: &str| {
        let mut command = Command::new("bash");
        command.args(["-c", script, program]).current_dir(desk.path(""));
        ended(command.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().expect("bash runs"))
    };
    for script in ["\"$0\" check <(cat report.toml)", "cat report.toml | \"$0\" check /dev/stdin"] {
        let output = by_shell(script);
        assert!(output.status.success(), "{script}: {}", said(&output));
    }
}

/// The address that `open` tells, and then an end to it.
#[track_caller]
fn opens(desk: &Desk) {
    let state = desk.path(".state");
    let mut command = nianbao(desk, &["open", "report.toml", "--no-browser"]);
    command.env("XDG_STATE_HOME", &state).env("HOME", &state);
    let mut child = command.spawn().expect("nianbao runs");
    let out = child.stdout.take().expect("a standard output");
    let (sender, receiver) = channel();
    thread::spawn(move || {
        let mut line = String::new();
        let read = BufReader::new(out).read_line(&mut line);
        sender.send(read.map(|_| line))
    });
    let line = receiver.recv_timeout(DEADLINE);
    child.kill().expect("it is killed");
    child.wait().expect("it ends");
    assert!(line.is_ok_and(|line| line.is_ok_and(|line| line.contains("http://"))));
}

#[test]
fn what_the_program_keeps_may_be_no_pipe() {
    let desk = desk();
    pipe(&desk, ".report.toml.nianbao");
    opens(&desk);
    assert!(is_pipe(&desk, ".report.toml.nianbao"));
    fs::remove_dir_all(desk.path(".state/nianbao")).expect("removed");
    fs::create_dir_all(desk.path(".state/nianbao")).expect("a folder");
    pipe(&desk, ".state/nianbao/recent.json");
    opens(&desk);

    fs::create_dir_all(desk.path("in")).expect("a folder");
    fs::create_dir_all(desk.path("out")).expect("a folder");
    fs::copy(desk.path("report.toml"), desk.path("in/report.toml")).expect("copied");
    pipe(&desk, "out/.nianbao.json");
    let (code, said) = run(&desk, &["build", "in", "--out-dir", "out", "--incremental"]);
    assert!(code == 0 && said.contains(".nianbao.json”不是普通文件"), "{said}");
    assert!(is_pipe(&desk, "out/.nianbao.json"));
}

/// A batch looks at what stands where it is to write.
#[test]
fn a_pipe_in_the_place_of_an_output_of_a_batch_is_told() {
    let desk = desk();
    for folder in ["in", "out"] {
        fs::create_dir_all(desk.path(folder)).expect("a folder");
    }
    fs::copy(desk.path("report.toml"), desk.path("in/report.toml")).expect("copied");
    pipe(&desk, "out/report.pdf");
    let (code, said) = run(&desk, &["build", "in", "--out-dir", "out"]);
    assert!(code == 1 && said.contains("没有程序在读这条管道"), "{code} {said}");
    assert!(is_pipe(&desk, "out/report.pdf"));
}
