//! A machine that tells the program nothing: no home, no folder for temporary files, no locale, no variable at all.

use std::process::Command;

use super::{desk, ended, nianbao, said, sound};
use crate::support::{Desk, in_repository};

/// What may be missing or wrong.
fn bare(desk: &Desk, arguments: &[&str]) -> Vec<(&'static str, Command)> {
    let with = |change: &dyn Fn(&mut Command)| {
        let mut command = nianbao(desk, arguments);
        change(&mut command);
        command
    };
    let none: fn(&mut Command) = |command| {
        command.env_clear();
        // Without it no program of Windows finds its libraries.
        #[cfg(windows)]
        command.env("SYSTEMROOT", std::env::var_os("SYSTEMROOT").unwrap_or_default());
    };
    vec![
        ("nothing", with(&|command| none(command))),
        (
            "LANG=C",
            with(&|command| {
                command.env_remove("LC_ALL").env("LANG", "C");
            }),
        ),
        (
            "LC_ALL=POSIX",
            with(&|command| {
                command.env("LC_ALL", "POSIX");
            }),
        ),
        (
            "no locale that there is",
            with(&|command| {
                command.env("LC_ALL", "xx_XX.KOI8-R");
            }),
        ),
        (
            "no folders",
            with(&|command| {
                command.env_remove("HOME").env("TMPDIR", desk.path("none")).env("TMP", desk.path("none"));
                command.env("XDG_STATE_HOME", "").env("XDG_CONFIG_HOME", "relative");
            }),
        ),
        (
            "a home that is no folder",
            with(&|command| {
                command.env("HOME", desk.path("report.toml"));
            }),
        ),
    ]
}

#[test]
fn every_verb_works_without_an_environment() {
    let desk = desk();
    desk.put("figures.xlsx", std::fs::read(in_repository("tests/cases/import/whole.xlsx")).expect("a workbook"));
    desk.put("last.toml", sound().replace("year = 2025", "year = 2024").replace("in_force = 8", "in_force = 7"));
    desk.run(&["build", "report.toml", "-o", "whole.pdf"]).succeeds();
    for (made, line) in [
        ("out.pdf", "build report.toml -o out.pdf"),
        ("out.html", "build report.toml -o out.html"),
        ("", "check report.toml"),
        ("", "verify whole.pdf report.toml"),
        ("", "compare last.toml report.toml"),
        ("new.toml", "new new.toml --organ 某局 --year 2025"),
        ("new.xlsx", "new new.xlsx --organ 某局 --year 2025"),
        ("in.toml", "import figures.xlsx -o in.toml"),
        ("sum.toml", "merge report.toml -o sum.toml"),
        ("", "fonts report.toml"),
        ("", "schema"),
        ("", "explain applicant-sum"),
        ("", "help build"),
    ] {
        let arguments: Vec<&str> = line.split(' ').collect();
        let mut first: Option<(Vec<u8>, Vec<u8>)> = None;
        for (what, mut command) in bare(&desk, &arguments) {
            let output = ended(command.spawn().expect("nianbao runs"));
            assert!(output.status.success(), "{line}, {what}: {}", said(&output));
            let file = if made.is_empty() { Vec::new() } else { desk.read(made) };
            // Neither what is printed nor what is written depends on it.
            let (out, known) = first.get_or_insert_with(|| (output.stdout.clone(), file.clone()));
            assert!(*out == output.stdout && *known == file, "{line}, {what}");
            if !made.is_empty() {
                std::fs::remove_file(desk.path(made)).expect("removed");
            }
        }
    }
    let mut command = nianbao(&desk, &["build", "report.toml", "-o", "bare.pdf"]);
    ended(command.env_clear().spawn().expect("nianbao runs"));
    assert!(desk.read("bare.pdf") == desk.read("whole.pdf"));
}

/// Messages are Chinese where no locale says otherwise.
#[test]
fn messages_without_a_locale() {
    let desk = desk();
    for (what, mut command) in bare(&desk, &["check", "none.toml"]) {
        let output = ended(command.spawn().expect("nianbao runs"));
        assert_eq!(output.status.code(), Some(3), "{what}");
        let told = String::from_utf8_lossy(&output.stdout).into_owned() + &said(&output);
        assert!(told.contains("没有“none.toml”这个文件"), "{what}: {told}");
    }
}

/// `open` has nowhere to remember anything, and opens all the same.
#[cfg(unix)]
#[test]
fn the_page_opens_without_a_home() {
    use std::io::{BufRead, BufReader};
    let desk = desk();
    for (what, mut command) in bare(&desk, &["open", "report.toml", "--no-browser"]) {
        let mut child = command.spawn().expect("nianbao runs");
        let mut address = String::new();
        let mut out = BufReader::new(child.stdout.take().expect("a standard output"));
        out.read_line(&mut address).expect("a line");
        let _ = Command::new("kill").arg(child.id().to_string()).status();
        let output = ended(child);
        assert!(address.starts_with("http://127.0.0.1:"), "{what}: {}", said(&output));
        assert!(!said(&output).contains("panicked"), "{what}: {}", said(&output));
    }
}
