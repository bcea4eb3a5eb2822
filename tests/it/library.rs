//! The library as other programs use it: what it makes from memory is what the command makes from a folder.

use std::path::Path;

use nianbao::files::{Files, Memory};
use nianbao::text::FaceLibrary;
use nianbao::{Input, Options, Reading, read, typeset, write_pdf};

use crate::support::{Desk, TABLES, in_repository};

fn reading(files: &Files, name: &str) -> Reading {
    read(&Input::File(name.into()), None, files, &Options::default())
}

/// The PDF of a report that nothing is wrong with.
fn pdf(files: &Files, name: &str, library: &FaceLibrary) -> Vec<u8> {
    let manuscript = reading(files, name).manuscript.expect("a report that can be read");
    let pages = typeset(&manuscript, library, files, None).expect("pages");
    let mut bytes = Vec::new();
    write_pdf(manuscript, &pages).expect("a PDF").file.write_to(&mut bytes).expect("bytes");
    bytes
}

const DATA: &str = "[report]\norgan = '某某县人民政府'\nyear = 2025\n\
    [overview]\nbody_file = '文字/总体情况.md'\n[problems]\nbody = '存在的问题是公开不够及时，今后将改进工作方法。'\n\
    [other]\nbody = '本年度未收取信息处理费。'\n";
const OVERVIEW: &str = "全年公开信息1件。\n\n![照片](图/photo.jpg)\n";

#[test]
fn memory_and_folder_give_the_same_bytes() {
    let (data, photo) =
        (format!("{DATA}{TABLES}"), std::fs::read(in_repository("tests/cases/illustrations/photo.jpg")));
    let photo = photo.expect("a photograph");
    let desk = Desk::new();
    for folder in ["文字", "图"] {
        std::fs::create_dir(desk.path(folder)).expect("a folder");
    }
    let mut memory = Memory::default();
    for (name, bytes) in
        [("a.toml", data.as_bytes()), ("文字/总体情况.md", OVERVIEW.as_bytes()), ("图/photo.jpg", &photo)]
    {
        desk.put(name, bytes);
        memory.put(Path::new("报告").join(name), bytes);
    }
    desk.run(&["build", "a.toml"]).succeeds();

    let (files, library) = (Files::new(memory), FaceLibrary::embedded());
    let first = pdf(&files, "报告/a.toml", &library);
    assert!(first == desk.read("a.pdf"), "the same bytes from memory and from a folder");
    // One library serves many reports.
    assert!(first == pdf(&files, "报告/a.toml", &library), "the same bytes a second time");
    for name in ["报告/a.toml", "报告/文字/总体情况.md", "报告/图/photo.jpg"] {
        assert!(files.has_read(Path::new(name)), "{name}");
    }
    assert!(!files.has_read(Path::new("报告/a.pdf")));
}

#[test]
fn what_is_not_there_is_found_not_panicked_about() {
    let files = Files::new(Memory::from([("a.toml", DATA), ("b.toml", "[report\n"), ("c.toml", "\u{0}")]));
    let codes = |name: &str| {
        let Reading { manuscript, found, .. } = reading(&files, name);
        assert!(manuscript.is_none(), "{name}");
        found.iter().map(|finding| finding.code()).collect::<Vec<_>>()
    };
    assert_eq!(codes("none.toml"), ["file"]);
    assert_eq!(codes("a.toml"), ["body-file"]);
    assert_eq!(codes("b.toml"), ["toml-syntax"]);
    assert_eq!(codes("c.toml"), ["encoding"]);
    let sound = Input::Bytes { name: "<text>".to_owned(), bytes: "[report]\norgan = '甲局'\nyear = 2025\n".into() };
    let beside = read(&sound, Some(&Input::File("none.toml".into())), &files, &Options::default());
    assert_eq!(beside.about_previous.iter().map(|finding| finding.code()).collect::<Vec<_>>(), ["file"]);
    assert!(beside.manuscript.is_none());
}
