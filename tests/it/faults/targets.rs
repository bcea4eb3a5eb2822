//! Targets that are no files, or none that may be written: protected ones, folders, links, pipes, devices. All that can
//! be written is, in its own way; whatever else is told, and nothing that is there is lost.

use std::fs;

use super::{OLD, desk, sound};
use crate::support::{Desk, report};

/// The program must refuse, with the system's code and these words, and leave no file behind.
#[track_caller]
fn refused(desk: &Desk, arguments: &[&str], words: &str) {
    let before = desk.names();
    let run = desk.run(arguments);
    assert_eq!(run.code, 3, "{arguments:?} {}", run.said());
    assert!(run.messages.contains("[target]") && run.messages.contains(words), "{arguments:?} {}", run.messages);
    assert_eq!(desk.names(), before, "{arguments:?}");
}

fn protect(desk: &Desk, name: &str) {
    let mut permissions = fs::metadata(desk.path(name)).expect("a file").permissions();
    permissions.set_readonly(true);
    fs::set_permissions(desk.path(name), permissions).expect("a protected file");
}

#[test]
fn a_protected_file_stays() {
    let desk = desk();
    for name in ["a.pdf", "a.html", "a.docx", "a.json"] {
        desk.put(name, OLD);
        protect(&desk, name);
        refused(&desk, &["build", "report.toml", "-o", name], "没有写入的权限");
        assert_eq!(desk.read(name), OLD);
    }
    // Of several, one that is protected keeps all.
    desk.put("b.pdf", OLD);
    refused(&desk, &["build", "report.toml", "-o", "b.pdf", "-o", "a.html"], "没有写入的权限");
    assert_eq!(desk.read("b.pdf"), OLD);
}

#[test]
fn a_protected_data_file_is_not_mended() {
    let desk = Desk::new();
    let wrong = report("", "加强\"三公\"经费公开,公开１２０条。");
    desk.put("report.toml", &wrong);
    protect(&desk, "report.toml");
    refused(&desk, &["check", "report.toml", "--fix"], "没有写入的权限");
    assert_eq!(desk.read("report.toml"), wrong.as_bytes());
}

#[test]
fn a_folder_is_no_file() {
    let desk = desk();
    for name in ["a.pdf", "a.html", "a.docx", "a.json"] {
        fs::create_dir(desk.path(name)).expect("a folder");
        let run = desk.run(&["build", "report.toml", "-o", name]);
        assert!(matches!(run.code, 2 | 3) && run.messages.contains("是文件夹"), "{name}: {}", run.said());
        assert!(fs::read_dir(desk.path(name)).is_ok_and(|mut inside| inside.next().is_none()), "{name}");
    }
    fs::create_dir_all(desk.path("posted/report.pdf")).expect("a folder");
    refused(&desk, &["build", "report.toml", "-o", "posted"], "它是文件夹");
}

#[cfg(unix)]
mod of_unix {
    use std::io::Read;
    use std::os::unix::fs::symlink;
    use std::process::Command;

    use super::super::{ended, nianbao, said};
    use super::*;

    fn pipe(desk: &Desk, name: &str) {
        let made = Command::new("mkfifo").arg(desk.path(name)).status();
        assert!(made.is_ok_and(|status| status.success()));
    }

    /// What a report becomes as a file.
    fn built(desk: &Desk, ending: &str) -> Vec<u8> {
        let name = format!("plain.{ending}");
        desk.run(&["build", "report.toml", "-o", &name]).succeeds();
        let bytes = desk.read(&name);
        fs::remove_file(desk.path(&name)).expect("removed");
        bytes
    }

    #[test]
    fn a_link_stays_a_link() {
        let desk = desk();
        let pdf = built(&desk, "pdf");
        fs::create_dir(desk.path("posted")).expect("a folder");
        desk.put("posted/a.pdf", OLD);
        for (link, to) in [("file.pdf", "posted/a.pdf"), ("nothing.pdf", "posted/b.pdf"), ("two.pdf", "file.pdf")] {
            symlink(to, desk.path(link)).expect("a link");
            desk.run(&["build", "report.toml", "-o", link]).succeeds();
            assert_eq!(fs::read_link(desk.path(link)).expect("a link").to_str(), Some(to));
            assert!(desk.read(link) == pdf, "{link}");
        }
        assert!(desk.read("posted/a.pdf") == pdf && desk.read("posted/b.pdf") == pdf);
    }

    #[test]
    fn links_that_lead_nowhere_are_told() {
        let desk = desk();
        symlink("loop.pdf", desk.path("loop.pdf")).expect("a link");
        refused(&desk, &["build", "report.toml", "-o", "loop.pdf"], "链接绕成了圈");
        symlink("none/a.pdf", desk.path("gone.pdf")).expect("a link");
        refused(&desk, &["build", "report.toml", "-o", "gone.pdf"], "没有这个文件夹");
        assert!(desk.path("loop.pdf").is_symlink() && desk.path("gone.pdf").is_symlink());
    }

    /// A data file that is a link: what it leads to is mended.
    #[test]
    fn a_link_to_a_data_file_stays_a_link() {
        let desk = Desk::new();
        desk.put("real.toml", report("", "加强\"三公\"经费公开,公开１２０条。"));
        symlink("real.toml", desk.path("report.toml")).expect("a link");
        desk.run(&["check", "report.toml", "--fix"]);
        assert!(desk.path("report.toml").is_symlink() && !desk.path("real.toml").is_symlink());
        assert!(String::from_utf8_lossy(&desk.read("real.toml")).contains("加强“三公”经费公开，公开120条。"));
    }

    /// A new file is never made through a link: what it leads to may be anything.
    #[test]
    fn a_new_file_is_no_link() {
        let desk = Desk::new();
        symlink("elsewhere.toml", desk.path("a.toml")).expect("a link");
        let run = desk.run(&["new", "a.toml", "--organ", "某局", "--year", "2025"]);
        assert!(run.code == 2 && run.messages.contains("已经存在"), "{}", run.messages);
        assert!(!desk.path("elsewhere.toml").exists() && desk.path("a.toml").is_symlink());
    }

    #[test]
    fn a_pipe_that_is_read_takes_the_file() {
        let desk = desk();
        for ending in ["pdf", "html", "docx", "json"] {
            let whole = built(&desk, ending);
            let name = format!("pipe.{ending}");
            pipe(&desk, &name);
            let child = nianbao(&desk, &["build", "report.toml", "-o", &name]).spawn().expect("nianbao runs");
            let mut read = Vec::new();
            fs::File::open(desk.path(&name)).expect("a pipe").read_to_end(&mut read).expect("the pipe's content");
            let output = ended(child);
            assert!(output.status.success() && read == whole, "{ending} {}", said(&output));
            assert!(!desk.path(&name).is_file(), "it is still a pipe");
        }
    }

    #[test]
    fn a_pipe_that_nobody_reads_is_told() {
        let desk = desk();
        pipe(&desk, "a.pdf");
        desk.put("b.html", OLD);
        let output = ended(nianbao(&desk, &["build", "report.toml", "-o", "b.html", "-o", "a.pdf"]).spawn().unwrap());
        assert_eq!(output.status.code(), Some(3), "{}", said(&output));
        assert!(said(&output).contains("没有程序在读这条管道"), "{}", said(&output));
        assert_eq!((desk.read("b.html").as_slice(), desk.names().len()), (OLD, 3));
    }

    #[test]
    fn a_pipe_whose_reader_goes_is_told() {
        let desk = desk();
        pipe(&desk, "a.pdf");
        let child = nianbao(&desk, &["build", "report.toml", "-o", "a.pdf"]).spawn().expect("nianbao runs");
        // It goes after a byte; the rest is far more than a pipe holds.
        fs::File::open(desk.path("a.pdf")).expect("a pipe").read_exact(&mut [0]).expect("a byte");
        let output = ended(child);
        assert_eq!(output.status.code(), Some(3), "{}", said(&output));
        assert!(said(&output).contains("提前结束"), "{}", said(&output));
    }

    /// A pipe is no data that is named in a data file: nobody waits for who might write into it.
    #[test]
    fn a_pipe_among_the_files_of_a_report_is_refused() {
        let desk = Desk::new();
        pipe(&desk, "a.md");
        pipe(&desk, "a.png");
        pipe(&desk, "a.ttf");
        let with_file = report("", "@").replace("body = '''\n@\n'''", "body_file = 'a.md'");
        for (data, code, words) in [
            (with_file, "body-file", "不是普通文件"),
            (report("", "![题](a.png)"), "picture-file", "不是普通文件"),
            (report("[fonts]\nbody = 'a.ttf'\n", "文"), "font-missing", "找不到字体"),
        ] {
            desk.put("report.toml", data);
            let output = ended(nianbao(&desk, &["build", "report.toml", "-o", "x.pdf"]).spawn().unwrap());
            assert!(said(&output).contains(code) && said(&output).contains(words), "{}", said(&output));
            assert!(!desk.path("x.pdf").exists() && output.status.code() != Some(0), "{code}");
        }
    }

    /// A folder that may not be written: nothing can be written beside what it holds.
    #[test]
    fn a_protected_folder_is_told() {
        use std::os::unix::fs::PermissionsExt;
        let desk = desk();
        fs::create_dir(desk.path("posted")).expect("a folder");
        desk.put("posted/a.pdf", OLD);
        let mode = |mode| fs::set_permissions(desk.path("posted"), fs::Permissions::from_mode(mode)).expect("a mode");
        mode(0o555);
        let is_root = fs::write(desk.path("posted/try"), "").is_ok();
        if is_root {
            println!("skipped: root writes in every folder");
        } else {
            refused(&desk, &["build", "report.toml", "-o", "posted/a.pdf"], "没有写入的权限");
            assert_eq!(desk.read("posted/a.pdf"), OLD);
        }
        mode(0o755);
    }
}

#[cfg(target_os = "linux")]
mod of_linux {
    use std::os::unix::fs::symlink;

    use super::super::{ended, nianbao, said};
    use super::*;

    /// `/dev/full` refuses every byte as a full disk does.
    #[test]
    fn a_device_that_is_full() {
        let desk = desk();
        refused(&desk, &["build", "report.toml", "-o", "/dev/full"], "磁盘已满");
        for ending in ["pdf", "html", "docx", "json"] {
            let name = format!("full.{ending}");
            symlink("/dev/full", desk.path(&name)).expect("a link");
            refused(&desk, &["build", "report.toml", "-o", &name], "磁盘已满");
        }
        // What can be written is not, once one cannot.
        desk.put("a.html", OLD);
        refused(&desk, &["build", "report.toml", "-o", "a.html", "-o", "full.pdf"], "磁盘已满");
        assert_eq!(desk.read("a.html"), OLD);
        assert!(std::path::Path::new("/dev/full").metadata().is_ok_and(|about| !about.is_file()));
    }

    /// What the system calls the standard output, and what a shell calls `>(…)`: links to what has no path.
    #[test]
    fn the_standard_output_by_its_name() {
        let desk = desk();
        desk.run(&["build", "report.toml", "-o", "a.pdf"]).succeeds();
        for name in ["/dev/stdout", "/proc/self/fd/1", "/dev/fd/1"] {
            let output = ended(nianbao(&desk, &["build", "report.toml", "-o", name]).spawn().expect("nianbao runs"));
            assert!(output.status.success(), "{name}: {}", said(&output));
            assert!(output.stdout == desk.read("a.pdf"), "{name}");
        }
    }

    /// A device is written, and never takes the place of a file.
    #[test]
    fn a_device_that_takes_everything() {
        let desk = desk();
        desk.run(&["build", "report.toml", "-o", "/dev/null"]).succeeds();
        assert!(std::path::Path::new("/dev/null").metadata().is_ok_and(|about| !about.is_file()));
        assert_eq!((desk.names(), desk.read("report.toml")), (vec!["report.toml".to_owned()], sound().into_bytes()));
    }
}
