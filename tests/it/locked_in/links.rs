//! Links that somebody has left in a folder: nothing is written through them that nobody has named, and what lies
//! outside is not even looked at.

use std::os::unix::fs::symlink;

use super::{SECRET, desk};
use crate::support::{Desk, WHOLE_OVERVIEW, in_repository, report};

/// Whether nothing has come into the folder outside.
fn is_untouched(desk: &Desk) -> bool {
    std::fs::read_dir(desk.path("outside")).is_ok_and(|mut inside| inside.next().is_none())
}

fn with_outside() -> Desk {
    let desk = desk();
    std::fs::create_dir(desk.path("outside")).expect("a folder");
    desk.put("in/report.toml", report("", WHOLE_OVERVIEW));
    desk
}

#[test]
fn the_journal_is_no_link() {
    let desk = with_outside();
    for to in ["../outside/new", "../x.md"] {
        symlink(to, desk.path("in/.report.toml.nianbao")).expect("a link");
        let program = crate::open::client::Program::start(&desk, &["in/report.toml"]);
        let page = program.browser();
        let state = page.get("/api/report?since=0").text();
        assert!(state.contains("“.report.toml.nianbao”不是普通文件"), "{state}");
        program.terminate();
        assert!(is_untouched(&desk) && desk.path("in/.report.toml.nianbao").is_symlink(), "{to}");
        std::fs::remove_file(desk.path("in/.report.toml.nianbao")).expect("removed");
    }
    assert_eq!(desk.read("x.md"), format!("{SECRET}。\n").as_bytes());
}

/// A journal that came with the folder names what lies outside of it: that is neither read nor written.
#[test]
fn the_journal_names_nothing_outside() {
    let desk = with_outside();
    symlink("../x.md", desk.path("in/link.md")).expect("a link");
    let (secret, data) = (format!("{SECRET}。\n"), String::from_utf8(desk.read("in/report.toml")).expect("a text"));
    let folder = std::fs::canonicalize(desk.path("in")).expect("a folder");
    for name in [folder.join("../x.md"), folder.join("link.md"), desk.path("x.md")] {
        let file = |path: &std::path::Path, text: &str| serde_json::json!({ "name": path, "text": text });
        let head = serde_json::json!({
            "version": 1, "files": [file(&folder.join("report.toml"), &data), file(&name, &secret)],
        });
        let line = serde_json::json!({ "file": 1, "at": 0, "old": "", "new": "改过了" });
        desk.put("in/.report.toml.nianbao", format!("{head}\n{line}\n"));
        let program = crate::open::client::Program::start(&desk, &["in/report.toml"]);
        std::thread::sleep(std::time::Duration::from_millis(1500));
        let state = program.browser().get("/api/report?since=0").text();
        assert!(!state.contains(SECRET), "{name:?}");
        program.terminate();
        assert_eq!(desk.read("x.md"), secret.as_bytes(), "{name:?}");
    }
}

#[test]
fn pictures_that_are_imported_stay_in() {
    let desk = with_outside();
    let document = in_repository("tests/cases/import/illustrated.docx").display().to_string();
    let import = || desk.run(&["import", &document, "-o", "in/o.toml"]);
    for to in ["../outside", "../outside/none"] {
        symlink(to, desk.path("in/o图片")).expect("a link");
        let run = import();
        assert!(run.code == 3 && run.messages.contains("指到数据文件所在的文件夹外面"), "{}", run.messages);
        assert!(is_untouched(&desk) && !desk.path("in/o.toml").exists(), "{to}");
        std::fs::remove_file(desk.path("in/o图片")).expect("removed");
    }
    // A link that stays in the folder is a folder as any other.
    symlink("sub", desk.path("in/o图片")).expect("a link");
    import().succeeds();
    assert!(std::fs::read_dir(desk.path("in/sub")).is_ok_and(|mut inside| inside.next().is_some()));
}

#[test]
fn pictures_beside_a_page_are_no_links() {
    let desk = with_outside();
    std::fs::copy(desk.path("x.png"), desk.path("in/x.png")).expect("a picture");
    desk.put("in/report.toml", report("", "![题](<x.png>)"));
    let build = || desk.run(&["build", "in/report.toml", "-o", "in/a.html", "--assets", "in/p", "--allow-errors"]);
    build().succeeds();
    let kept = std::fs::read_dir(desk.path("in/p")).expect("a folder").next().expect("a picture").expect("a picture");
    std::fs::remove_file(kept.path()).expect("removed");
    symlink("../../outside/new.png", kept.path()).expect("a link");
    let run = build();
    assert!(run.code == 3 && run.messages.contains("它是链接"), "{}", run.messages);
    assert!(is_untouched(&desk));
}

/// Whether something is there outside is not told: what is said, and with which code, is the same.
#[test]
fn what_is_outside_may_be_there_or_not() {
    let desk = with_outside();
    symlink("..", desk.path("in/up")).expect("a link");
    symlink("../in-2", desk.path("in/sub/out")).expect("a link, which leads back to in/");
    let far = std::fs::canonicalize(desk.path("in-2")).expect("a folder");
    symlink(far, desk.path("in/far")).expect("a link");
    symlink("../none", desk.path("in/gone")).expect("a link");
    for ending in ["md", "png", "otf"] {
        symlink(format!("../x.{ending}"), desk.path(&format!("in/x.{ending}"))).expect("a link");
        symlink(format!("../nosuch.{ending}"), desk.path(&format!("in/nosuch.{ending}"))).expect("a link");
    }
    for (there, absent) in [
        ("x", "nosuch"),
        ("up/x", "up/nosuch"),
        ("up/in-2/x", "up/absent/x"),
        ("far/x", "far/nosuch"),
        ("far/x", "gone/x"),
        ("../x", "../nosuch"),
        ("up\\\\x", "up\\\\nosuch"),
        ("up%2Fx", "up%2Fnosuch"),
        ("far/./x", "far/deep/nosuch"),
    ] {
        for (code, verb) in
            [("body-file", "check"), ("picture-file", "check"), ("font", "check"), ("body-file", "build")]
        {
            let told = |path: &str| told(&desk, code, verb, path);
            assert_eq!(told(there), told(absent), "{verb} {code} {there} {absent}");
        }
    }
    // What lies in the folder is told from what does not.
    assert!(told(&desk, "body-file", "check", "sub/none").1.contains("没有"));
}

/// What is said of a name of this kind, the name itself left out.
fn told(desk: &Desk, code: &str, verb: &str, path: &str) -> (i32, String) {
    let data = super::paths::naming(path).into_iter().find(|(own, _)| *own == code).expect("a kind").1;
    desk.put("in/report.toml", data);
    let run = desk.run(&[verb, "in/report.toml"]);
    let mut said = run.said();
    for spelled in [path, &path.replace("\\\\", "\\"), &path.replace("\\\\", "/"), &path.replace("%2F", "/")] {
        said = said.replace(spelled, "@");
    }
    // A line under the place is as long as the name.
    (run.code, said.replace(['^', '─', '━'], "").split_whitespace().collect())
}

#[test]
fn a_narrative_is_not_the_data_file() {
    let desk = with_outside();
    let name = |name: &str| report("", "@").replace("body = '''\n@\n'''", &format!("body_file = '{name}'"));
    symlink("report.toml", desk.path("in/link.md")).expect("a link");
    symlink("..", desk.path("in/sub/back")).expect("a link");
    for spelling in ["report.toml", "./report.toml", "sub/../report.toml", "link.md", "sub/back/report.toml", "hard.md"]
    {
        desk.put("in/report.toml", name(spelling));
        let _ = std::fs::remove_file(desk.path("in/hard.md"));
        std::fs::hard_link(desk.path("in/report.toml"), desk.path("in/hard.md")).expect("a hard link");
        for verb in ["check", "build"] {
            let run = desk.run(&[verb, "in/report.toml"]);
            let is_told = run.said().contains("错误[body-file]") && run.said().contains("就是这个数据文件");
            assert!(run.code == 1 && is_told && run.said().contains("正文.md"), "{spelling}: {}", run.said());
        }
    }
    assert!(!desk.path("in/report.pdf").exists());
}
