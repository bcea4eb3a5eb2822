//! What cannot be built: each time a clear message with its place, the exit code of docs/data-file.md (1 the data, 2
//! the command line, 3 the system), and the old PDF untouched.

use crate::support::{Desk, Run, WHOLE_OVERVIEW, in_repository, report};

const OLD: &[u8] = b"an older PDF";

/// A desk with a data file, and an older PDF under the name that the program will write to.
fn desk(data: impl AsRef<[u8]>) -> Desk {
    let desk = Desk::new();
    desk.put("report.toml", data);
    desk.put("report.pdf", OLD);
    desk
}

/// Runs the program, which must refuse, with everything on the desk left as it is. Gives its messages.
#[track_caller]
fn refused_in(locale: &str, desk: &Desk, arguments: &[&str], code: i32) -> String {
    let before = desk.names();
    let Run { code: found, out, messages } = desk.run_with(locale, arguments, b"");
    assert_eq!(found, code, "{messages}");
    assert!(out.is_empty(), "messages do not go to the standard output");
    assert!(!messages.contains("panicked"), "{messages}");
    assert_eq!(desk.names(), before, "something is left behind");
    if before.iter().any(|name| name == "report.pdf") {
        assert!(desk.read("report.pdf") == OLD, "the old PDF is gone");
    }
    messages
}

#[track_caller]
fn refused(desk: &Desk, arguments: &[&str], code: i32) -> String {
    refused_in("zh_CN.UTF-8", desk, arguments, code)
}

/// `build report.toml` is refused with a message that holds all of these.
#[track_caller]
fn refuses(data: impl AsRef<[u8]>, code: i32, expected: &[&str]) {
    let messages = refused(&desk(data), &["build", "report.toml"], code);
    for expected in expected {
        assert!(messages.contains(expected), "“{expected}” is not in:\n{messages}");
    }
}

/// Line and column of a text in a data file, both from 1, as messages give them.
#[track_caller]
fn place(data: &str, text: &str) -> String {
    let at = data.find(text).expect("the text");
    let line_start = data[..at].rfind('\n').map_or(0, |newline| newline + 1);
    format!("report.toml:{}:{}", data[..at].matches('\n').count() + 1, data[line_start..at].chars().count() + 1)
}

/// The same for a fault whose place is given by the text that is wrong.
#[track_caller]
fn refuses_at(data: &str, text: &str, expected: &[&str]) {
    let place = place(data, text);
    refuses(data, 1, &[&[&*format!("{place}\n")], expected].concat());
}

#[test]
fn a_missing_file() {
    let desk = desk(report("", ""));
    let messages = refused(&desk, &["build", "other.toml", "-o", "report.pdf"], 3);
    assert!(messages.contains("other.toml") && messages.contains("没有"), "{messages}");
}

#[test]
fn a_folder() {
    let desk = desk(report("", ""));
    std::fs::create_dir(desk.path("folder")).unwrap();
    let messages = refused(&desk, &["build", "folder", "-o", "report.pdf"], 2);
    assert!(messages.contains("folder") && messages.contains("文件夹"), "{messages}");
}

/// UTF-16 with its mark and without, in both orders of bytes; GBK. The remedy is named.
#[test]
fn other_encodings_are_named() {
    let text = report("", "年报");
    let utf_16 = |mark: &[u8], bytes: fn(u16) -> [u8; 2]| -> Vec<u8> {
        mark.iter().copied().chain(text.encode_utf16().flat_map(bytes)).collect()
    };
    for bytes in [
        utf_16(&[0xFF, 0xFE], u16::to_le_bytes),
        utf_16(&[0xFE, 0xFF], u16::to_be_bytes),
        utf_16(&[], u16::to_le_bytes),
        utf_16(&[], u16::to_be_bytes),
    ] {
        refuses(bytes, 1, &["report.toml", "UTF-16", "另存为", "UTF-8"]);
    }
    // 年报 in GBK.
    let gbk = [b"[report]\norgan = \"".as_slice(), &[0xC4, 0xEA, 0xB1, 0xA8], b"\"\nyear = 2025\n"].concat();
    refuses(gbk, 1, &["report.toml", "GBK", "另存为", "UTF-8"]);
}

#[test]
fn a_stray_byte_has_its_place() {
    let bytes = ["[report]\norgan = \"年".as_bytes(), &[0xFF], "报\"\n".as_bytes()].concat();
    // The eleventh character of the second line.
    refuses(bytes, 1, &["report.toml:2:11\n", "UTF-8"]);
}

#[test]
fn a_toml_error() {
    refuses_at("[report]\norgan = “甲局”\nyear = 2025\n", "“甲", &["toml-syntax", "organ = “甲局”"]);
    // The bracket that is missing has its place behind the name.
    refuses_at("[report\norgan = '甲局'\n", "\norgan", &["toml-syntax", "]"]);
}

/// All faults at once, in the order of the file, each with the nearest known key.
#[test]
fn unknown_keys() {
    let data = report("publishd = 2026-03-20\n[page]\nline_pich = 29.2\n", "");
    refuses_at(&data, "publishd", &["没有“report.publishd”这个键", "是不是“published”"]);
    refuses_at(&data, "line_pich", &["没有“page.line_pich”这个键", "是不是“line_pitch”"]);
    let data = report("", "").replace("granted =", "grantd =");
    refuses_at(&data, "grantd", &["“applications.grantd”", "是不是“granted”"]);
}

/// Each is shown where the value begins.
#[test]
fn values_of_the_wrong_type() {
    for (key, from, value, expected) in [
        ("year = ", "2025", "'2025'", "“report.year”应是 2008 到 2099 之间的整数"),
        ("organ = ", "\"某某县人民政府\"", "7", "“report.organ”应是文字"),
        ("received = [", "3", "true", "“applications.received.0”应是数字"),
        ("normative = { issued = ", "2", "2.5", "“2.5”不是整数"),
        ("normative = { issued = ", "2", "-2", "“-2”是负数"),
        ("amount = ", "12.5", "1e3", "“1e3”要用普通的十进制写法"),
    ] {
        let written = format!("{key}{value}");
        let data = report("", "").replace(&format!("{key}{from}"), &written);
        let line = 1 + data[..data.find(&written).unwrap()].matches('\n').count();
        let column = 1 + data.lines().nth(line - 1).unwrap().split(value).next().unwrap().chars().count();
        refuses(&data, 1, &[&format!("report.toml:{line}:{column}\n"), expected]);
    }
}

#[test]
fn a_missing_organ_or_year() {
    let data = report("", "");
    refuses(data.replace("organ = \"某某县人民政府\"\n", ""), 1, &["report.toml:1:1\n", "缺少“report.organ”"]);
    refuses(data.replace("year = 2025\n", ""), 1, &["report.toml:1:1\n", "缺少“report.year”"]);
    refuses("form = '2021'\n", 1, &["缺少“report”"]);
    refuses("", 1, &["缺少“report”"]);
    refuses_at(&report("signature = true\n", ""), "signature", &["缺少“report.published”"]);
}

/// A figure of the other form is named so.
#[test]
fn a_cell_of_the_other_form() {
    let data = report("", "").replace("coercion =", "procurement =");
    refuses_at(&data, "procurement", &["disclosure.procurement", "2019", "2021"]);
}

#[test]
fn a_face_that_cannot_be_read() {
    let data = report("[fonts]\nbody = '某仿宋.ttf'\n", "");
    let place = place(&data, "某仿宋");
    refuses(&data, 3, &["某仿宋.ttf", &place, "--font-dir"]);

    let desk = desk(report("", ""));
    std::fs::create_dir(desk.path("faces")).unwrap();
    desk.put("faces/body.ttf", "no face at all");
    let messages = refused(&desk, &["build", "report.toml", "--font-dir", "faces"], 3);
    assert!(messages.contains("body.ttf") && messages.contains("字体"), "{messages}");
    let messages = refused(&desk, &["build", "report.toml", "--font-dir", "nowhere"], 3);
    assert!(messages.contains("nowhere"), "{messages}");

    desk.put("report.toml", report("[fonts]\ntitle = 'faces/body.ttf'\n", ""));
    let messages = refused(&desk, &["build", "report.toml"], 3);
    assert!(messages.contains("body.ttf"), "{messages}");
}

/// U+12000, a cuneiform sign, is in no face: named with its code point and its place, wherever it stands.
#[test]
fn a_character_in_no_face() {
    let rare = '\u{12000}'.to_string();
    for data in [
        report("", &format!("第一行\n第二行有{rare}字")),
        report("", &format!("| 甲 | 乙 |\n| --- | --- |\n| 丙 | 丁{rare} |")),
        report("", &format!("文[^1]。\n\n[^1]: 注{rare}。")),
        report("", "").replace("某某县人民政府", &format!("某{rare}县人民政府")),
        report(&format!("title = ['甲', '乙{rare}']\n"), ""),
        report(&format!("[labels]\n\"disclosure.normative\" = \"文件{rare}\"\n"), ""),
        report("", "").replace("amount = 12.5", &format!("amount = '十{rare}'")),
    ] {
        refuses_at(&data, &rare, &["U+12000", &rare]);
    }
}

#[test]
fn a_target_that_cannot_be_written() {
    let desk = desk(report("", ""));
    let messages = refused(&desk, &["build", "report.toml", "-o", "nowhere/out.pdf"], 3);
    assert!(messages.contains("nowhere/out.pdf"), "{messages}");
    std::fs::create_dir(desk.path("folder")).unwrap();
    // The default target, and a folder that stands where the PDF should in another.
    std::fs::create_dir(desk.path("folder/report.pdf")).unwrap();
    let messages = refused(&desk, &["build", "report.toml", "-o", "folder"], 3);
    assert!(messages.contains("report.pdf") && messages.contains("文件夹"), "{messages}");
    std::fs::remove_file(desk.path("report.pdf")).unwrap();
    std::fs::create_dir(desk.path("report.pdf")).unwrap();
    let run = desk.run(&["build", "report.toml"]);
    assert_eq!(run.code, 3, "{}", run.messages);
    assert!(desk.path("report.pdf").is_dir() && run.messages.contains("report.pdf"), "{}", run.messages);
}

/// The data file is never overwritten, however it is spelled.
#[test]
fn the_data_file_as_target() {
    let desk = desk(report("", ""));
    for target in ["report.toml", "./report.toml"] {
        refused(&desk, &["build", "report.toml", "-o", target], 2);
    }
    assert_eq!(desk.read("report.toml"), report("", "").into_bytes());
}

/// Nor is anything else that the report is made of: narrative, picture, face, last year's data.
#[test]
fn what_the_report_is_made_of_as_target() {
    let fonts = "[fonts]\ntitle = 'own.ttf'\n";
    let data = report(fonts, "@").replace("body = '''\n@\n'''", "body_file = 'overview.md'");
    let desk = desk(&data);
    std::fs::create_dir(desk.path("faces")).unwrap();
    let face = std::fs::read(in_repository("fonts/DejaVuSans.ttf")).unwrap();
    let picture = std::fs::read(in_repository("tests/cases/illustrations/seal.png")).unwrap();
    let last = report("", "").replace("year = 2025", "year = 2024");
    let made_of: [(&str, &[u8]); 5] = [
        ("overview.md", "正文。\n\n![印章](a.png)\n".as_bytes()),
        ("a.png", &picture),
        ("own.ttf", &face),
        ("faces/body.ttf", &face),
        ("last.toml", last.as_bytes()),
    ];
    made_of.iter().for_each(|(name, bytes)| desk.put(name, bytes));
    let build = ["build", "report.toml", "--font-dir", "faces", "--previous", "last.toml", "--allow-errors", "-o"];
    desk.run(&[&build[..], &["sound.pdf"]].concat()).succeeds();
    for (target, _) in made_of {
        let messages = refused(&desk, &[&build[..], &[target]].concat(), 2);
        assert!(messages.contains(target), "{messages}");
        // Nor by way of a link that is called as a PDF is.
        #[cfg(unix)]
        {
            std::os::unix::fs::symlink(desk.path(target), desk.path("link.pdf")).unwrap();
            let messages = refused(&desk, &[&build[..], &["link.pdf"]].concat(), 2);
            assert!(messages.contains("link.pdf") && messages.contains("报告用到"), "{messages}");
            std::fs::remove_file(desk.path("link.pdf")).unwrap();
        }
    }
    made_of.iter().for_each(|(name, bytes)| assert!(desk.read(name) == *bytes, "{name} is as it was"));
}

/// A link that leads nowhere yet leads to the PDF afterwards, and stays a link.
#[cfg(unix)]
#[test]
fn a_dangling_link_as_target() {
    let desk = desk(report("", ""));
    std::fs::create_dir(desk.path("posted")).unwrap();
    std::os::unix::fs::symlink("posted/a.pdf", desk.path("out.pdf")).unwrap();
    desk.run(&["build", "report.toml", "-o", "out.pdf"]).succeeds();
    assert!(desk.path("out.pdf").symlink_metadata().unwrap().is_symlink());
    assert!(desk.read("posted/a.pdf").starts_with(b"%PDF"));
    std::fs::remove_dir_all(desk.path("posted")).unwrap();
    let run = desk.run(&["build", "report.toml", "-o", "out.pdf"]);
    assert_eq!(run.code, 3, "{}", run.messages);
    assert!(desk.path("out.pdf").symlink_metadata().unwrap().is_symlink());
}

/// Markdown that the report cannot print is refused at its line.
#[test]
fn narrative_that_cannot_be_printed() {
    for (text, at, expected) in [
        ("前文\n\n<b>甲</b>", "<b>", "HTML"),
        ("前文\n\n## 甲\n\n#### 乙", "#### 乙", "跳级"),
        ("前文[^甲]", "[^甲]", "脚注"),
        ("前文\n\n```\n甲\n```", "```", "代码"),
        ("见[甲](yi.html)", "[甲]", "https://"),
    ] {
        refuses_at(&report("", text), at, &[expected]);
    }
}

/// An expression that cannot be reckoned is refused at the key that is wrong.
#[test]
fn expressions() {
    let near = "applications.received.total";
    refuses_at(&report("", "第一行\n全年{{ applications.recieved.total }}件"), "applications.recieved", &[near]);
    refuses_at(&report("", "去年{{ previous.applications.received.total }}件"), "previous", &["上一年"]);
}

/// A fault in a body file is shown in that file.
#[test]
fn body_files() {
    let data = report("", "@").replace("body = '''\n@\n'''", "body_file = 'overview.md'");
    let desk = desk(&data);
    let messages = refused(&desk, &["build", "report.toml"], 3);
    assert!(messages.contains("overview.md") && messages.contains(&place(&data, "'overview.md'")), "{messages}");

    desk.put("overview.md", "第一段\n\n第二<i>段</i>");
    let messages = refused(&desk, &["build", "report.toml"], 1);
    assert!(messages.contains("overview.md:3:3\n") && messages.contains("HTML"), "{messages}");

    desk.put("overview.md", "第一段\n\n\u{12000}");
    let messages = refused(&desk, &["build", "report.toml"], 1);
    assert!(messages.contains("overview.md:3:1\n") && messages.contains("U+12000"), "{messages}");

    desk.put("overview.md", [0xC4, 0xEA]);
    let messages = refused(&desk, &["build", "report.toml"], 1);
    assert!(messages.contains("overview.md") && messages.contains("GBK"), "{messages}");

    let outside = data.replace("overview.md", "../overview.md");
    desk.put("report.toml", &outside);
    let messages = refused(&desk, &["build", "report.toml"], 1);
    assert!(messages.contains("../overview.md") && messages.contains("--allow-outside"), "{messages}");
}

#[test]
fn a_wrong_command_line() {
    let desk = desk(report("", ""));
    for (arguments, expected) in [
        (vec!["build", "report.toml", "--colour"], "--colour"),
        (vec!["build"], "DATA"),
        (vec!["build", "report.toml", "-o"], "--output"),
        (vec!["bild", "report.toml"], "bild"),
        (vec![], "build"),
    ] {
        let messages = refused(&desk, &arguments, 2);
        assert!(messages.contains(expected), "“{expected}” is not in:\n{messages}");
    }
}

/// Messages are Chinese unless the locale says English; then nothing in them is.
#[test]
fn messages_in_english() {
    let english = |desk: &Desk, arguments: &[&str], code: i32, expected: &[&str]| {
        let messages = refused_in("en_US.UTF-8", desk, arguments, code);
        for expected in expected {
            assert!(messages.contains(expected), "“{expected}” is not in:\n{messages}");
        }
        assert!(!messages.chars().any(|c| ('\u{4E00}'..='\u{9FFF}').contains(&c)), "{messages}");
    };
    let build = ["build", "report.toml"];
    let data = report("publishd = 2026-03-20\n", "");
    let place = place(&data, "publishd");
    english(&desk(data), &build, 1, &["error", "unknown key `report.publishd`", "did you mean `published`?", &place]);
    // What the tables leave blank would be named by the labels of the form, which are Chinese in any language.
    let sound = desk(report("", WHOLE_OVERVIEW) + "[[accept]]\ncode = 'blank-cell'\nreason = '没有发生'\n");
    english(&sound, &["build", "other.toml"], 3, &["there is no file `other.toml`"]);
    english(&sound, &["build", "report.toml", "--colour"], 2, &["unknown argument `--colour`"]);
    english(&sound, &["build", "report.toml", "-o", "nowhere/out.pdf"], 3, &["nowhere/out.pdf", "no such folder"]);
    english(&desk([0xFF, 0xFE, 0x41, 0x00]), &build, 1, &["report.toml", "UTF-16"]);
    // The C locale is no choice of language.
    assert!(refused_in("C.UTF-8", &sound, &["build", "other.toml"], 3).contains("没有"));
}
