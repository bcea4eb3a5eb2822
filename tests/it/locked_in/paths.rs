//! What a data file names lies in its folder: no name leads out of it, however it is written, unless --allow-outside says
//! so. What the command line names may lie anywhere.

use super::{SECRET, desk};
use crate::support::{Desk, WHOLE_OVERVIEW, report};

/// What a data file names by a path, without its ending: narrative, a picture, a face; with the code that refuses it.
pub(super) fn naming(path: &str) -> [(&'static str, String); 3] {
    [
        ("body-file", report("", "@").replace("body = '''\n@\n'''", &format!("body_file = '{path}.md'"))),
        ("picture-file", report("", &format!("![题](<{path}.png>)"))),
        ("font", report(&format!("[fonts]\nbody = '{path}.otf'\n"), "文")),
    ]
}

/// All three are refused in every verb that reads them, and nothing is made.
#[track_caller]
fn stays_in(desk: &Desk, path: &str) {
    for (code, data) in naming(path) {
        desk.put("in/report.toml", data);
        for arguments in [&["build", "in/report.toml", "--allow-errors"][..], &["check", "in/report.toml"]] {
            let run = desk.run(arguments);
            let said = run.said();
            assert!(run.code == 1 || run.code == 3, "{arguments:?} {code} {path}: {said}");
            assert!(said.contains(&format!("错误[{code}")), "{arguments:?} {code} {path}: {said}");
            assert!(!said.contains(SECRET), "{arguments:?} {code} {path}: {said}");
        }
        assert!(!desk.path("in/report.pdf").exists(), "{code} {path}");
    }
}

#[test]
fn no_name_leads_out() {
    let desk = desk();
    let outside = desk.path("x").display().to_string();
    for path in [
        "../x",
        "sub/../../x",
        "./../x",
        "sub/./../../x",
        "../in-2/x",
        "../in/../x",
        // Back into the folder, by way of what lies above it: what that is called is no business of the file.
        "../in/x",
        &outside,
        &format!("/{outside}"),
        // Names of other cases, which some file systems take for the same.
        "../X",
        "SUB/../../x",
        "Sub/../../X",
        // What shells, browsers and editors would make something of.
        "~/x",
        "$HOME/x",
        "%2E%2E/x",
        "..%2Fx",
        "%2e%2e%2fx",
        "sub/%2E%2E/%2E%2E/x",
    ] {
        stays_in(&desk, path);
    }
}

#[test]
fn addresses_are_no_files() {
    let desk = desk();
    let outside = desk.path("x").display().to_string();
    for scheme in ["file://", "FILE://", "file:", "http://127.0.0.1:9/", "HTTPS://127.0.0.1:9/", "ftp://127.0.0.1/"] {
        stays_in(&desk, &format!("{scheme}{outside}"));
    }
    stays_in(&desk, "//127.0.0.1/x");
}

#[cfg(unix)]
mod links {
    use std::os::unix::fs::symlink;

    use super::*;

    #[test]
    fn no_link_leads_out() {
        let desk = desk();
        for ending in ["md", "png", "otf"] {
            symlink(format!("../x.{ending}"), desk.path(&format!("in/link.{ending}"))).expect("a link");
            symlink(format!("link.{ending}"), desk.path(&format!("in/two.{ending}"))).expect("a link");
            symlink(desk.path(&format!("x.{ending}")), desk.path(&format!("in/far.{ending}"))).expect("a link");
        }
        symlink("..", desk.path("in/up")).expect("a link");
        symlink("../in-2", desk.path("in/other")).expect("a link");
        for path in ["link", "two", "far", "up/x", "up/in-2/x", "other/x", "sub/../link"] {
            stays_in(&desk, path);
        }
        // What lies in the folder is found, by whatever way.
        std::fs::write(desk.path("in/own.md"), "自己的。\n").expect("a text");
        symlink("own.md", desk.path("in/near.md")).expect("a link");
        let data = report("", "@").replace("body = '''\n@\n'''", "body_file = 'near.md'");
        desk.put("in/report.toml", data);
        desk.run(&["build", "in/report.toml", "--allow-errors"]).succeeds();
    }

    /// What has been read once may be a link the next time.
    #[test]
    fn a_link_that_is_made_later() {
        let desk = desk();
        for ending in ["md", "png", "otf"] {
            std::fs::copy(desk.path(&format!("x.{ending}")), desk.path(&format!("in/a.{ending}"))).expect("copied");
        }
        desk.put("in/a.md", "自己的。\n");
        for (_, data) in naming("a") {
            desk.put("in/report.toml", data);
            let arguments = ["build", "in", "--out-dir", "out", "--incremental", "--allow-errors"];
            desk.run(&arguments).succeeds();
        }
        for ending in ["md", "png", "otf"] {
            std::fs::remove_file(desk.path(&format!("in/a.{ending}"))).expect("removed");
            symlink(format!("../x.{ending}"), desk.path(&format!("in/a.{ending}"))).expect("a link");
        }
        stays_in(&desk, "a");
        for (code, data) in naming("a") {
            desk.put("in/report.toml", data);
            let run = desk.run(&["build", "in", "--out-dir", "out", "--incremental", "--allow-errors"]);
            assert!(run.code != 0 && run.said().contains(code), "{code}: {}", run.said());
        }
    }
}

#[test]
fn all_of_it_is_allowed_when_that_is_said() {
    let desk = desk();
    for (code, data) in naming("../x") {
        desk.put("in/report.toml", data);
        let run = desk.run(&["build", "in/report.toml", "--allow-errors", "--allow-outside"]);
        assert_eq!(run.code, 0, "{code}: {}", run.messages);
    }
}

/// Whoever types a path means it: the data file itself, last year's, what is imported, the folder of faces, the targets.
#[test]
fn the_command_line_may_name_what_lies_elsewhere() {
    let desk = desk();
    let last = report("", WHOLE_OVERVIEW).replace("year = 2025", "year = 2024").replace("in_force = 8", "in_force = 7");
    std::fs::create_dir(desk.path("faces")).expect("a folder");
    std::fs::copy(desk.path("x.otf"), desk.path("faces/body.otf")).expect("a face");
    desk.put("in-2/last.toml", last);
    desk.put("in/report.toml", report("", WHOLE_OVERVIEW));
    let data = "in/report.toml";
    let build = ["build", data, "--previous", "in-2/last.toml", "--font-dir", "faces", "-o", "in-2/out.pdf"];
    desk.run(&build).succeeds();
    desk.run(&["import", "in-2/out.pdf", "-o", "in/again.toml"]).succeeds();
    desk.run(&["compare", "in-2/last.toml", data]).succeeds();
}

/// Of last year's data file the narrative is read from beside it, and its names stay in its own folder.
#[test]
fn last_years_file_stays_in_its_folder_too() {
    let desk = desk();
    let (_, last) = &naming("../x")[0];
    desk.put("in-2/last.toml", last.replace("year = 2025", "year = 2024"));
    desk.put("in/report.toml", report("", WHOLE_OVERVIEW));
    let run = desk.run(&["check", "in/report.toml", "--previous", "in-2/last.toml"]);
    assert!(run.code != 0 && run.said().contains("错误[body-file]"), "{}", run.said());
    assert!(!run.said().contains(SECRET), "{}", run.said());
    for verb in [&["compare", "in-2/last.toml", "in/report.toml"][..], &["merge", "in-2/last.toml", "-o", "-"]] {
        assert!(!desk.run(verb).said().contains(SECRET), "{verb:?}");
    }
}
