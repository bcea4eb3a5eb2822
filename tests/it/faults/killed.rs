//! Killed while it writes, as by SIGKILL or a power cut: each file is the old one or the new one, whole, nothing else is
//! left but temporary files, and the next run takes these away.

use std::process::{Child, Stdio};
use std::thread::sleep;
use std::time::{Duration, Instant};

use super::{OLD, desk, nianbao, temporary};
use crate::support::{Desk, Dice, report};

const SEED: u64 = 20;
const TIMES: usize = 50;
/// Of these, so many are struck as soon as there is a temporary file; the others at any time of a run.
const WHILE_WRITING: usize = 20;

/// A run that is killed again and again.
struct Victim<'a> {
    desk: &'a Desk,
    arguments: &'a [&'a str],
    /// The files that it writes, with what they hold before, and after.
    files: Vec<(&'a str, Vec<u8>, Vec<u8>)>,
}

impl Victim<'_> {
    /// Kills it so often; gives how often it was still running, and how often it had begun a file.
    fn is_killed(&self, times: usize, while_writing: usize, whole: Duration) -> (usize, usize) {
        let mut dice = Dice(SEED);
        let (mut struck, mut begun) = (0, 0);
        for time in 0..times {
            self.files.iter().for_each(|(name, old, _)| self.desk.put(name, old));
            let before = temporary(self.desk);
            let mut child = nianbao(self.desk, self.arguments)
                .stdout(Stdio::null())
                .stderr(Stdio::null())
                .spawn()
                .expect("nianbao runs");
            if time < while_writing {
                wait_for_a_file(self.desk, &before, &mut child);
                sleep(Duration::from_micros(dice.roll(4_000) as u64));
            } else {
                sleep(whole.mul_f64(dice.roll(1_000) as f64 / 1_000.0));
            }
            struck += usize::from(child.try_wait().expect("a process").is_none());
            // One that has ended cannot be killed.
            let _ = child.kill();
            child.wait().expect("it ends");
            self.is_sound(time);
            begun += usize::from(temporary(self.desk).iter().any(|name| !before.contains(name)));
        }
        (struck, begun)
    }

    /// Each file is what it was or what it shall be, and nothing else has come.
    fn is_sound(&self, time: usize) {
        for (name, old, new) in &self.files {
            let now = self.desk.read(name);
            assert!(now == *old || now == *new, "kill {time}: {name} of {} bytes is torn", now.len());
        }
        let known: Vec<&str> = self.files.iter().map(|(name, ..)| *name).chain(["report.toml"]).collect();
        let others: Vec<String> =
            self.desk.names().into_iter().filter(|name| !known.contains(&name.as_str())).collect();
        assert_eq!(others, temporary(self.desk), "kill {time}");
    }
}

/// Waits until there is a temporary file that was not there before, or until the program has ended.
fn wait_for_a_file(desk: &Desk, before: &[String], child: &mut Child) {
    while child.try_wait().expect("a process").is_none() {
        if temporary(desk).iter().any(|name| !before.contains(name)) {
            return;
        }
        sleep(Duration::from_micros(200));
    }
}

#[test]
fn fifty_kills_tear_nothing() {
    let desk = desk();
    let arguments = ["build", "report.toml", "-o", "a.pdf", "-o", "b.html", "-o", "c.docx"];
    let start = Instant::now();
    desk.run(&arguments).succeeds();
    let whole = start.elapsed();
    let files = ["a.pdf", "b.html", "c.docx"].map(|name| (name, OLD.to_vec(), desk.read(name))).to_vec();
    let (struck, begun) = Victim { desk: &desk, arguments: &arguments, files }.is_killed(TIMES, WHILE_WRITING, whole);
    desk.run(&arguments).succeeds();
    assert_eq!(desk.names(), ["a.pdf", "b.html", "c.docx", "report.toml"], "the next run sweeps");
    println!("{TIMES} of {TIMES} kills tore nothing (seed {SEED}): {struck} while it ran, {begun} with a file begun");
    assert!(struck > 0, "no kill came in time");
}

/// The data file itself, which `check --fix` writes.
#[test]
fn a_data_file_that_is_mended_is_never_torn() {
    let desk = Desk::new();
    let wrong = report("", "加强\"三公\"经费公开,公开１２０条。");
    desk.put("report.toml", &wrong);
    let arguments = ["check", "report.toml", "--fix"];
    let start = Instant::now();
    desk.run(&arguments);
    let whole = start.elapsed();
    let right = desk.read("report.toml");
    assert_ne!(right, wrong.as_bytes());
    let files = vec![("report.toml", wrong.into_bytes(), right.clone())];
    let (struck, begun) = Victim { desk: &desk, arguments: &arguments, files }.is_killed(20, 10, whole);
    desk.run(&arguments);
    assert!(desk.read("report.toml") == right);
    println!("20 of 20 kills tore nothing (seed {SEED}): {struck} while it ran, {begun} with a file begun");
    // What is mended already is not written, so that nothing is swept: a build in the folder does it.
    desk.run(&["build", "report.toml", "--allow-errors"]).succeeds();
    assert_eq!(desk.names(), ["report.pdf", "report.toml"]);
}
