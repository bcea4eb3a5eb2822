//! Faces of the office in the place of those that the program brings: `[fonts]` and `--font-dir`.

use crate::support::pdf::Pdf;
use crate::support::{Desk, in_repository, report};

/// A desk with a face in a folder.
fn desk_with_face(file: &str, from: &str) -> Desk {
    let desk = Desk::new();
    std::fs::create_dir(desk.path("faces")).unwrap();
    std::fs::copy(in_repository("fonts").join(from), desk.path("faces").join(file)).unwrap();
    desk
}

/// Face of the only glyph that says this.
fn face(pdf: &Pdf, text: &str) -> String {
    pdf.glyph(text).font.to_string()
}

#[test]
fn the_name_of_a_file_in_the_folder_is_a_role() {
    let desk = desk_with_face("body.otf", "FandolSong-Regular.otf");
    desk.put("report.toml", report("", "鑫**焱**"));
    desk.run(&["build", "report.toml", "--font-dir", "faces"]).succeeds();
    let pdf = Pdf::read(desk.read("report.pdf"));
    assert_eq!([face(&pdf, "鑫"), face(&pdf, "焱")], ["FandolSong-Regular", "FandolHei-Regular"]);
}

#[test]
fn the_data_file_names_a_face_of_the_folder() {
    let desk = desk_with_face("office.otf", "FandolSong-Regular.otf");
    desk.put("report.toml", report("[fonts]\nlevel1 = 'office.otf'\n", "鑫**焱**"));
    desk.run(&["build", "report.toml", "--font-dir", "faces"]).succeeds();
    let pdf = Pdf::read(desk.read("report.pdf"));
    assert_eq!([face(&pdf, "鑫"), face(&pdf, "焱")], ["FandolFang-Regular", "FandolSong-Regular"]);
}

/// Beside the data file, wherever the program is called.
#[test]
fn the_data_file_names_a_face_beside_it() {
    let desk = desk_with_face("office.otf", "FandolSong-Regular.otf");
    desk.put("faces/report.toml", report("[fonts]\nbody = 'office.otf'\n", "鑫"));
    desk.run(&["build", "faces/report.toml"]).succeeds();
    assert_eq!(face(&Pdf::read(desk.read("faces/report.pdf")), "鑫"), "FandolSong-Regular");
}

/// `fonts` names the face of every role and those that step in for it; a face of an office comes first.
#[test]
fn fonts_tells_what_serves_where() {
    let desk = Desk::new();
    let run = desk.run(&["fonts"]);
    run.succeeds();
    let out = String::from_utf8(run.out).unwrap();
    assert_eq!(out.lines().count(), 6);
    assert!(out.contains("正文\tFandolFang-Regular → NotoSerifSC-Regular → DejaVuSans\n"), "{out}");
    assert!(out.contains("标题\tNotoSerifSC-Bold → "), "{out}");

    std::fs::create_dir(desk.path("faces")).unwrap();
    std::fs::copy(in_repository("fonts/FandolSong-Regular.otf"), desk.path("faces/body.otf")).unwrap();
    let run = desk.run_with("en_US.UTF-8", &["fonts", "--font-dir", "faces"], b"");
    run.succeeds();
    assert!(String::from_utf8(run.out).unwrap().contains("body\tFandolSong-Regular → FandolFang-Regular → "));
    assert_eq!(desk.run(&["fonts", "--font-dir", "none"]).code, 3);
}
