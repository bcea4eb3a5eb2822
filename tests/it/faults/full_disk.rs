//! A disk that is full: told as that, with the code of the system, the old file as it was and nothing left beside it.
//! The disk is a tmpfs of its own, which only root can mount.

use std::fs;
use std::io::{ErrorKind, Write};
use std::process::{Command, Stdio};

use super::{OLD, sound};
use crate::support::{Desk, Run, in_repository, report};

/// A full disk in a folder of a desk.
struct FullDisk<'a> {
    desk: &'a Desk,
}

impl FullDisk<'_> {
    /// Mounts one with these files on it; `None`, with a message, where that is not allowed.
    fn new<'a>(desk: &'a Desk, files: &[(&str, &[u8])]) -> Option<FullDisk<'a>> {
        fs::create_dir(desk.path("full")).expect("a folder");
        let mut mount = Command::new("mount");
        mount.args(["-t", "tmpfs", "-o", "size=256k", "tmpfs"]).arg(desk.path("full")).stderr(Stdio::null());
        if !mount.status().is_ok_and(|status| status.success()) {
            println!("skipped: a small disk cannot be mounted here");
            return None;
        }
        let disk = FullDisk { desk };
        files.iter().for_each(|(name, content)| desk.put(&format!("full/{name}"), content));
        let mut filler = fs::File::create(desk.path("full/filler")).expect("a file");
        let error = loop {
            if let Err(error) = filler.write_all(&[0; 4096]) {
                break error;
            }
        };
        assert_eq!(error.kind(), ErrorKind::StorageFull);
        Some(disk)
    }

    /// Runs the program, which must be refused by the disk and leave it as it was.
    #[track_caller]
    fn refuses(&self, arguments: &[&str]) -> Run {
        let before = self.content();
        let run = self.desk.run(arguments);
        assert_eq!(run.code, 3, "{arguments:?} {}", run.said());
        assert!(run.said().contains("磁盘已满") && !run.said().contains("panicked"), "{arguments:?} {}", run.said());
        assert!(self.content() == before, "{arguments:?} changed the disk: {:?}", names(&self.content()));
        run
    }

    /// Everything that lies there; a folder has no bytes.
    fn content(&self) -> Vec<(String, Vec<u8>)> {
        let entries = fs::read_dir(self.desk.path("full")).expect("the disk");
        let names = entries.map(|entry| entry.expect("an entry").file_name().to_string_lossy().into_owned());
        let mut all: Vec<_> = names
            .map(|name| {
                let bytes = fs::read(self.desk.path("full").join(&name)).unwrap_or_default();
                (name, bytes)
            })
            .collect();
        all.sort();
        all
    }
}

fn names(content: &[(String, Vec<u8>)]) -> Vec<&str> {
    content.iter().map(|(name, _)| name.as_str()).collect()
}

impl Drop for FullDisk<'_> {
    fn drop(&mut self) {
        let _ = Command::new("umount").arg(self.desk.path("full")).status();
    }
}

#[test]
fn outputs_of_a_report() {
    let desk = Desk::new();
    desk.put("report.toml", sound());
    let files: Vec<(&str, &[u8])> = ["old.pdf", "old.html", "old.docx", "old.json"].map(|name| (name, OLD)).to_vec();
    let Some(disk) = FullDisk::new(&desk, &files) else { return };
    for ending in ["pdf", "html", "docx", "json"] {
        for stem in ["old", "new"] {
            disk.refuses(&["build", "report.toml", "-o", &format!("full/{stem}.{ending}")]);
        }
    }
    // Of several files none is written, not even one that has room elsewhere.
    disk.refuses(&["build", "report.toml", "-o", "elsewhere.pdf", "-o", "full/old.html"]);
    assert!(!desk.path("elsewhere.pdf").exists());
    desk.put("last.toml", sound().replace("year = 2025", "year = 2024").replace("in_force = 8", "in_force = 7"));
    disk.refuses(&["compare", "last.toml", "report.toml", "-o", "full/old.pdf"]);
}

#[test]
fn a_batch_tells_of_each_report() {
    let desk = Desk::new();
    fs::create_dir(desk.path("in")).expect("a folder");
    ["in/a.toml", "in/b.toml"].iter().for_each(|name| desk.put(name, sound()));
    let Some(disk) = FullDisk::new(&desk, &[("a.pdf", b"%PDF-1.7 of last year")]) else { return };
    let before = disk.content();
    let run = desk.run(&["build", "in", "--out-dir", "full", "--incremental"]);
    assert_eq!(run.code, 1, "{}", run.said());
    assert!(run.messages.matches("磁盘已满").count() == 2, "{}", run.said());
    assert!(disk.content() == before, "{:?}", names(&disk.content()));
}

#[test]
fn new_files() {
    let desk = Desk::new();
    desk.put("report.toml", sound());
    desk.put("last.docx", fs::read(in_repository("tests/cases/import/illustrated.docx")).expect("a document"));
    let Some(disk) = FullDisk::new(&desk, &[]) else { return };
    disk.refuses(&["new", "full/a.toml", "--organ", "某局", "--year", "2025"]);
    disk.refuses(&["new", "full/a.xlsx", "--organ", "某局", "--year", "2025"]);
    disk.refuses(&["merge", "report.toml", "-o", "full/a.toml"]);
    disk.refuses(&["import", "last.docx", "-o", "full/a.toml"]);
}

/// What is filled in or mended is the user's own file.
#[test]
fn data_files_stay_as_they_are() {
    let desk = Desk::new();
    let wrong = report("", "加强\"三公\"经费公开,公开１２０条。");
    let begun = "[report]\norgan = '云山市人民政府'\nyear = 2025\n";
    desk.put("figures.xlsx", fs::read(in_repository("tests/cases/import/whole.xlsx")).expect("a workbook"));
    let files: [(&str, &[u8]); 2] = [("report.toml", wrong.as_bytes()), ("begun.toml", begun.as_bytes())];
    let Some(disk) = FullDisk::new(&desk, &files) else { return };
    disk.refuses(&["check", "full/report.toml", "--fix"]);
    disk.refuses(&["import", "figures.xlsx", "--into", "full/begun.toml"]);
}
