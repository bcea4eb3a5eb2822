//! What goes wrong around the program and not in its data: it is killed, the disk is full, targets are no files, others
//! write at the same time, nobody listens. Nothing is ever lost, torn or waited for without end.

mod bare;
mod changing;
mod closed;
#[cfg(target_os = "linux")]
mod full_disk;
mod killed;
mod line_ends;
#[cfg(target_os = "linux")]
mod no_text;
#[cfg(unix)]
mod pipes;
#[cfg(unix)]
mod signals;
mod targets;
mod together;
mod windows_paths;

use std::process::{Child, Command, Output, Stdio};
use std::sync::mpsc::channel;
use std::time::Duration;

use crate::support::{Desk, WHOLE_OVERVIEW, report};

/// How long something may take that must come to its end.
const DEADLINE: Duration = Duration::from_secs(300);

/// What was there before.
const OLD: &[u8] = b"an older file";

/// The program on a desk, for a Chinese user, ready to be started.
fn nianbao(desk: &Desk, arguments: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_nianbao"));
    command
        .args(arguments)
        .current_dir(desk.path(""))
        .env("LC_ALL", "zh_CN.UTF-8")
        .env_remove("SOURCE_DATE_EPOCH")
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped());
    command
}

/// Waits for the end of a program, which must come.
#[track_caller]
fn ended(child: Child) -> Output {
    let (sender, receiver) = channel();
    std::thread::spawn(move || sender.send(child.wait_with_output()));
    receiver.recv_timeout(DEADLINE).expect("the program hangs").expect("the program ends")
}

/// What a program said on its standard error.
fn said(output: &Output) -> String {
    String::from_utf8_lossy(&output.stderr).into_owned()
}

/// A report about which nothing is found.
fn sound() -> String {
    report("", WHOLE_OVERVIEW) + "[[accept]]\ncode = 'blank-cell'\nreason = '没有发生'\n"
}

/// A desk with such a report.
fn desk() -> Desk {
    let desk = Desk::new();
    desk.put("report.toml", sound());
    desk
}

/// The files on a desk that the program has begun and not ended.
fn temporary(desk: &Desk) -> Vec<String> {
    desk.names().into_iter().filter(|name| name.starts_with(".nianbao-") && name.ends_with(".tmp")).collect()
}
