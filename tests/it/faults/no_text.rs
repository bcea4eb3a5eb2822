//! Paths that are no UTF-8, as machines with an old Chinese locale have them: 甲, 报 and the like in GBK. Every verb
//! takes them, and writes where it is told.

use std::ffi::{OsStr, OsString};
use std::fs;
use std::os::unix::ffi::{OsStrExt, OsStringExt};
use std::path::{Path, PathBuf};
use std::process::Output;

use super::{ended, nianbao, said, sound};
use crate::support::{Desk, in_repository, report};

/// 甲 in GBK.
const FOLDER: &[u8] = b"\xBC\xD7";
/// 报 in GBK.
const NAME: &[u8] = b"\xB1\xA8";

/// A path in that folder, called so, with an ending.
fn path(ending: &str) -> OsString {
    OsString::from_vec([FOLDER, b"/", NAME, ending.as_bytes()].concat())
}

/// A desk with a report in such a place.
fn desk(data: &str) -> Desk {
    let desk = Desk::new();
    fs::create_dir(desk.path("").join(OsStr::from_bytes(FOLDER))).expect("a folder");
    fs::write(at(&desk, ".toml"), data).expect("a file");
    desk
}

fn at(desk: &Desk, ending: &str) -> PathBuf {
    desk.path("").join(path(ending))
}

fn run(desk: &Desk, arguments: &[&OsStr]) -> Output {
    let mut command = nianbao(desk, &[]);
    let output = ended(command.args(arguments).spawn().expect("nianbao runs"));
    assert!(!said(&output).contains("panicked"), "{}", said(&output));
    output
}

#[track_caller]
fn succeeds(desk: &Desk, arguments: &[&OsStr]) -> Output {
    let output = run(desk, arguments);
    let out = String::from_utf8_lossy(&output.stdout);
    assert!(output.status.success(), "{arguments:?} {out} {}", said(&output));
    output
}

#[test]
fn every_verb_takes_such_a_path() {
    let desk = desk(&sound());
    let (data, pdf) = (path(".toml"), path(".pdf"));
    let word = OsStr::new;
    succeeds(&desk, &[word("build"), &data]);
    assert!(fs::read(at(&desk, ".pdf")).expect("a PDF").starts_with(b"%PDF"));
    succeeds(&desk, &[&data]);
    for ending in [".html", ".docx", ".json"] {
        succeeds(&desk, &[word("build"), &data, word("-o"), &path(ending)]);
        assert!(at(&desk, ending).is_file(), "{ending}");
    }
    succeeds(&desk, &[word("check"), &data]);
    let last = sound().replace("year = 2025", "year = 2024").replace("in_force = 8", "in_force = 7");
    fs::write(at(&desk, "-last.toml"), last).expect("a file");
    succeeds(&desk, &[word("compare"), &path("-last.toml"), &data, word("-o"), &path("-2.pdf")]);
    succeeds(&desk, &[word("verify"), &pdf, &data]);
    succeeds(&desk, &[word("fonts"), &data]);
    succeeds(&desk, &[word("merge"), &data, word("-o"), &path("-sum.toml")]);
    succeeds(&desk, &[word("new"), &path("-new.toml"), word("--from"), &data, word("--year"), word("2026")]);
    succeeds(&desk, &[word("import"), &pdf, word("-o"), &path("-again.toml")]);
    succeeds(&desk, &[word("import"), &pdf, word("--into"), &data]);
    for made in ["-2.pdf", "-sum.toml", "-new.toml", "-again.toml"] {
        assert!(at(&desk, made).is_file(), "{made}");
    }
    let run = succeeds(&desk, &[word("check"), word("*/*.toml")]);
    assert!(String::from_utf8_lossy(&run.stdout).contains("检查了 5 个文件"), "the pattern finds them");
}

#[test]
fn a_batch_of_such_names() {
    let desk = desk(&sound());
    let out = OsString::from_vec([b"out-", NAME].concat());
    let arguments = [OsStr::new("build"), OsStr::new("."), OsStr::new("--out-dir"), &out, OsStr::new("--incremental")];
    for _ in 0..2 {
        succeeds(&desk, &arguments);
        assert!(desk.path("").join(&out).join(path(".pdf")).is_file());
    }
}

/// What is mended is the file, not what its name looks like.
#[test]
fn such_a_file_is_mended() {
    let data = report("", "@").replace("body = '''\n@\n'''", "body_file = 'a.md'");
    let desk = desk(&data.replace("本年度没有收取", "本年度,没有收取"));
    let narrative = Path::new(OsStr::from_bytes(FOLDER)).join("a.md");
    fs::write(desk.path("").join(&narrative), "加强\"三公\"经费公开,公开１２０条。\n").expect("a file");
    run(&desk, &[OsStr::new("check"), &path(".toml"), OsStr::new("--fix")]);
    let text = fs::read_to_string(desk.path("").join(&narrative)).expect("a text");
    assert_eq!(text, "加强“三公”经费公开，公开120条。\n");
    assert!(fs::read_to_string(at(&desk, ".toml")).expect("a text").contains("本年度，没有收取"));
}

/// What lies beside it is found: narrative, pictures, faces.
#[test]
fn what_lies_beside_it_is_found() {
    let data = report("[fonts]\nbody = 'own.otf'\n", "@\n\n![印章](a.png)").replace("@", "正文");
    let desk = desk(&data);
    let folder = desk.path("").join(OsStr::from_bytes(FOLDER));
    fs::copy(in_repository("tests/cases/illustrations/seal.png"), folder.join("a.png")).expect("a picture");
    fs::copy(in_repository("fonts/FandolSong-Regular.otf"), folder.join("own.otf")).expect("a face");
    succeeds(&desk, &[OsStr::new("build"), &path(".toml"), OsStr::new("--allow-errors")]);
}

/// What is not there is named as well as it can be.
#[test]
fn what_is_not_there_is_told() {
    let desk = desk(&sound());
    let output = run(&desk, &[OsStr::new("build"), &path("-none.toml")]);
    assert_eq!(output.status.code(), Some(3));
    assert!(said(&output).contains("没有“") && said(&output).contains("-none.toml”这个文件"), "{}", said(&output));
}
