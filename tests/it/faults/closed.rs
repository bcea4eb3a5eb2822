//! Whoever reads the standard output goes early, as `| head` does: the program ends without a word, and what it writes
//! to files is written.

use super::{desk, ended, nianbao, said, sound};
use crate::support::Desk;

/// What each verb prints, and nothing else that it does.
const PRINTING: &[&str] = &[
    "help",
    "help build",
    "--help",
    "check --help",
    "--version",
    "explain",
    "explain applicant-sum",
    "explain --lang en",
    "schema",
    "schema --of report",
    "fonts",
    "fonts report.toml",
    "check report.toml",
    "check report.toml --all",
    "check report.toml --format json",
    "check report.toml --fix --dry-run",
    "build report.toml -o -",
    "build report.toml -o - --formats html",
    "compare last.toml report.toml",
    "compare last.toml report.toml --format json",
    "compare last.toml report.toml -o -",
    "verify report.pdf report.toml",
    "verify report.pdf report.toml --format json",
    "merge report.toml -o -",
    "new - --organ 某局 --year 2025",
    "import report.pdf -o -",
];

fn built() -> Desk {
    let desk = desk();
    desk.put("last.toml", sound().replace("year = 2025", "year = 2024").replace("in_force = 8", "in_force = 7"));
    desk.run(&["build", "report.toml"]).succeeds();
    desk
}

#[test]
fn nobody_reads() {
    let desk = built();
    let before = desk.names();
    for line in PRINTING {
        let arguments: Vec<&str> = line.split(' ').collect();
        let whole = desk.run(&arguments);
        let mut child = nianbao(&desk, &arguments).spawn().expect("nianbao runs");
        drop(child.stdout.take());
        let output = ended(child);
        let told = said(&output);
        assert!(!told.contains("panicked") && !told.contains("Broken pipe"), "{line}: {told}");
        assert!(!told.contains("错误[target]") && !told.contains("错误[internal]"), "{line}: {told}");
        // A command line that is refused prints nothing that could be lost.
        let is_help = line.contains("--help") || line.contains("--version");
        let is_known = matches!(output.status.code(), Some(3)) || is_help || whole.out.is_empty();
        assert!(is_known, "{line}: {:?} {told}", output.status);
    }
    assert_eq!(desk.names(), before);
}

/// The summary of a batch is not read: the reports are made.
#[test]
fn files_are_written_though_nobody_reads() {
    let desk = built();
    let mut child = nianbao(&desk, &["build", "report.toml", "--out-dir", "out"]).spawn().expect("nianbao runs");
    drop(child.stdout.take());
    let output = ended(child);
    assert!(!said(&output).contains("panicked"), "{}", said(&output));
    assert!(desk.read("out/report.pdf") == desk.read("report.pdf"));
}

/// Nobody reads the messages either.
#[test]
fn nobody_reads_the_messages() {
    let desk = built();
    let pdf = desk.read("report.pdf");
    for line in ["build report.toml", "check report.toml", "check none.toml", "explain", "build report.toml --colour"] {
        let arguments: Vec<&str> = line.split(' ').collect();
        let code = desk.run(&arguments).code;
        let mut child = nianbao(&desk, &arguments).spawn().expect("nianbao runs");
        drop(child.stderr.take());
        let output = ended(child);
        assert_eq!(output.status.code(), Some(code), "{line}");
    }
    assert!(desk.read("report.pdf") == pdf);
}
