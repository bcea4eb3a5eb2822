//! Faces of the office in the place of those that the program brings: `[fonts]` and `--font-dir`.

use crate::support::pdf::Pdf;
use crate::support::{Desk, build, in_repository, report};

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

/// Which face each role has: title, 一、, （一）, 1., body, a cell, a character that no Fandol face has.
fn faces(pdf: &Pdf) -> [String; 7] {
    let first = |size: f64, opens: &str| {
        let lines = pdf.pages.iter().flat_map(|page| page.lines_of(size));
        let line = lines.into_iter().find(|line| line.text().starts_with(opens)).expect(opens);
        line.first().font.to_string()
    };
    let cell = pdf.glyphs().find(|glyph| glyph.size < 14.0 && glyph.text == "件").expect("a cell").font.to_string();
    [
        first(22.0, "某某县"),
        first(16.0, "一、"),
        first(16.0, "（一）"),
        first(16.0, "1."),
        face(pdf, "鑫"),
        cell,
        face(pdf, "镕"),
    ]
}

/// What stands in these roles unless someone says otherwise.
const OWN: [&str; 7] = [
    "NotoSerifSC-Bold",
    "FandolHei-Regular",
    "FandolKai-Regular",
    // Of the number 1. the figure is Latin.
    "NotoSerif-ExtraLight",
    "FandolFang-Regular",
    "FandolFang-Regular",
    "NotoSerifSC-Regular",
];

/// Each key of `[fonts]` changes its own role and no other; so does a file of that name in the folder.
#[test]
fn each_key_serves_its_own_role() {
    let text = "## 二级\n\n### 三级\n\n鑫镕\n\n| 甲 | 乙 |\n| --- | --- |\n| 件 | 1 |";
    assert_eq!(faces(&build(&report("", text))), OWN);
    for (key, roles) in [
        ("title", &[0][..]),
        ("level1", &[1]),
        ("level2", &[2]),
        ("body", &[3, 4]),
        ("table", &[5]),
        ("latin", &[3]),
        // Noto's Bold has 镕; the heads of tables and the title are its own already.
        ("fallback", &[6]),
    ] {
        let (name, file) = match key {
            "fallback" => ("NotoSerifSC-Bold", "NotoSerifSC-Bold.ttf"),
            _ => ("FandolSong-Regular", "FandolSong-Regular.otf"),
        };
        let mut expected = OWN;
        roles.iter().for_each(|role| expected[*role] = name);
        let pdf = build(&report(&format!("[fonts]\n{key} = '{name}'\n"), text));
        assert_eq!(faces(&pdf), expected, "[fonts] {key}");

        let ending = file.rsplit('.').next().unwrap();
        let desk = desk_with_face(&format!("{key}.{ending}"), file);
        desk.put("report.toml", report("", text));
        desk.run(&["build", "report.toml", "--font-dir", "faces"]).succeeds();
        assert_eq!(faces(&Pdf::read(desk.read("report.pdf"))), expected, "{key}.{ending}");
    }
}

/// The build says what serves where an office has chosen, and which face stepped in for which characters; else nothing.
#[test]
fn the_build_tells_which_faces_stepped_in() {
    let desk = Desk::new();
    desk.put("report.toml", report("", "鑫焱，是吗？"));
    let run = desk.run(&["build", "report.toml"]);
    assert!(!run.messages.contains("Fandol") && !run.messages.contains("Noto"), "{}", run.messages);

    // 镕, 喆 and ㎡ are not in Fandol, which has GB 2312 alone; 镕 stands there twice.
    let text = "鑫镕喆㎡镕\n\n| 甲 | 乙 |\n| --- | --- |\n| 镕 | 堃 |";
    desk.put("report.toml", report("[fonts]\nlevel2 = 'FandolSong-Regular'\n", text));
    let run = desk.run(&["build", "report.toml"]);
    run.succeeds();
    assert!(run.messages.contains("二级标题用字体 FandolSong-Regular\n"), "{}", run.messages);
    let said = "正文、表格用的 FandolFang-Regular 缺 4 个字，由 NotoSerifSC-Regular 代替：㎡、喆、堃、镕\n";
    assert!(run.messages.contains(said), "{}", run.messages);
    let run = desk.run_with("en_US.UTF-8", &["build", "report.toml"], b"");
    let said =
        "NotoSerifSC-Regular stands in for 4 characters that FandolFang-Regular (body, tables) lacks: ㎡, 喆, 堃, 镕\n";
    assert!(run.messages.contains(said), "{}", run.messages);

    // 30 characters of CJK Extension A from U+3400 on that Noto has: the first twenty are named.
    let rare: String = (0x3400..0x341E).filter_map(char::from_u32).collect();
    desk.put("report.toml", report("", &rare));
    let run = desk.run(&["build", "report.toml"]);
    run.succeeds();
    let named: Vec<String> = rare.chars().take(20).map(String::from).collect();
    let said = format!("缺 30 个字，由 NotoSerifSC-Regular 代替：{}……\n", named.join("、"));
    assert!(run.messages.contains(&said), "{}", run.messages);
}

/// Rows of the lists that `fonts` prints, cell by cell.
fn rows(out: &[u8]) -> Vec<Vec<String>> {
    let text = String::from_utf8(out.to_vec()).unwrap();
    let cells =
        |line: &str| line.split("  ").map(str::trim).filter(|cell| !cell.is_empty()).map(String::from).collect();
    text.lines().map(cells).collect()
}

fn holds(rows: &[Vec<String>], expected: &[&str]) -> bool {
    rows.iter().any(|row| row == expected)
}

/// `fonts` names the face of every role, those that step in for it, and where they come from; a face of an office comes
/// first.
#[test]
fn fonts_tells_what_serves_where() {
    let desk = Desk::new();
    let run = desk.run(&["fonts"]);
    run.succeeds();
    let out = rows(&run.out);
    assert!(holds(&out, &["正文", "仿宋", "FandolFang-Regular", "NotoSerifSC-Regular、DejaVuSans"]), "{out:?}");
    assert!(holds(&out, &["标题", "小标宋", "NotoSerifSC-Bold", "NotoSerifSC-Regular、DejaVuSans"]), "{out:?}");
    assert!(holds(&out, &["DejaVuSans", "程序内置"]), "{out:?}");
    assert!(String::from_utf8(run.out).unwrap().contains("标点 ？ 总是用 NotoSerifSC-Regular 的：FandolFang-Regular"));

    std::fs::create_dir(desk.path("faces")).unwrap();
    for file in ["body.otf", "无名.otf"] {
        std::fs::copy(in_repository("fonts/FandolSong-Regular.otf"), desk.path("faces").join(file)).unwrap();
    }
    let run = desk.run_with("en_US.UTF-8", &["fonts", "--font-dir", "faces"], b"");
    run.succeeds();
    let out = rows(&run.out);
    let chain = "FandolFang-Regular, NotoSerifSC-Regular, DejaVuSans";
    assert!(holds(&out, &["body", "FangSong", "FandolSong-Regular", chain]), "{out:?}");
    let path = |file| std::path::Path::new("faces").join(file).display().to_string();
    assert!(holds(&out, &["FandolSong-Regular", &path("body.otf")]), "{out:?}");
    assert!(holds(&out, &["FandolSong-Regular", &format!("{} (not used)", path("无名.otf"))]), "{out:?}");
    assert_eq!(desk.run(&["fonts", "--font-dir", "none"]).code, 3);
}

/// The columns stand below each other on a screen, where a Han character is two columns wide.
#[test]
fn columns_of_fonts_are_aligned() {
    let out = String::from_utf8(Desk::new().run(&["fonts"]).out).unwrap();
    let columns = |line: &str, what: &str| {
        let before = &line[..line.find(what).unwrap_or_else(|| panic!("{what} is not in {line}"))];
        before.chars().map(|c| if c.is_ascii() { 1 } else { 2 }).sum::<usize>()
    };
    let lines: Vec<&str> = out.lines().take(7).collect();
    let (face, chain) = (columns(lines[0], "字体"), columns(lines[0], "缺字"));
    for line in &lines[1..] {
        let own = if line.starts_with("标题") { "NotoSerifSC-Bold" } else { "Fandol" };
        assert_eq!(columns(line, own), face, "{line}");
        let next = if line.starts_with("一级") { "NotoSerifSC-Bold" } else { "NotoSerifSC-Regular" };
        assert_eq!(columns(line, next), chain, "{line}");
    }
}

/// With a data file its `[fonts]` count too, and its faults are told as `build` tells them.
#[test]
fn fonts_reads_the_data_file() {
    let desk = desk_with_face("office.otf", "FandolSong-Regular.otf");
    desk.put("faces/report.toml", report("[fonts]\ntable = 'office.otf'\nfallback = 'FandolKai-Regular'\n", "文"));
    let run = desk.run(&["fonts", "faces/report.toml"]);
    run.succeeds();
    let out = rows(&run.out);
    let rest = "FandolKai-Regular、FandolFang-Regular、NotoSerifSC-Regular、DejaVuSans";
    assert!(holds(&out, &["表格", "仿宋", "FandolSong-Regular", rest]), "{out:?}");
    desk.put("faces/two.toml", report("[fonts]\ntable = 'office.otf'\nbody = 'office.otf'\n", "文"));
    let both = desk.run(&["fonts", "faces/two.toml"]);
    let from_file = String::from_utf8(both.out).unwrap().matches("office.otf").count();
    assert_eq!(from_file, 1, "one file is one face");
    let body = "FandolKai-Regular、NotoSerifSC-Regular、DejaVuSans";
    assert!(holds(&out, &["正文", "仿宋", "FandolFang-Regular", body]), "{out:?}");

    desk.put("report.toml", report("[fonts]\ntitel = 'a.otf'\n", "文"));
    let run = desk.run(&["fonts", "report.toml"]);
    assert_eq!(run.code, 1);
    assert!(run.messages.contains("fonts.titel") && run.messages.contains("“title”"), "{}", run.messages);
    desk.put("report.toml", report("[fonts]\ntitle = 'a.otf'\n", "文"));
    let run = desk.run(&["fonts", "report.toml"]);
    assert_eq!((run.code, run.messages.contains("report.toml:5:10")), (3, true), "{}", run.messages);
    assert_eq!(desk.run(&["fonts", "none.toml"]).code, 3);
    assert_eq!(desk.run(&["fonts", "faces"]).code, 2);
}
