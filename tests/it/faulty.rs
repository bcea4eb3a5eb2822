//! Data files with the slips of someone who never saw TOML. Each is told once, at its place, in Chinese, with what to
//! write; and what is to be written, written there, is no new error.

use crate::support::{Desk, report};

/// A sound report, with a date, a table of contents and a signature.
pub fn sound() -> String {
    report(
        "published = 2026-03-20\ncontents = true\nsignature = true\n[page]\nnumbers = true\n",
        "第一段文字。\n\n第二段，文字。",
    )
}

/// The sound report with something else in the place of a part of it.
#[track_caller]
pub fn with(part: &str, other: &str) -> String {
    let data = sound();
    assert!(data.contains(part), "{part}");
    data.replacen(part, other, 1)
}

/// An error as the screen shows it.
#[derive(Debug)]
pub struct Told {
    pub line: usize,
    pub text: String,
    pub help: String,
}

/// All errors that `check` shows of a data file.
#[track_caller]
pub fn errors(data: &str) -> Vec<Told> {
    let desk = Desk::new();
    desk.put("report.toml", data);
    let run = desk.run(&["check", "report.toml"]);
    assert!(run.code <= 1 && !run.messages.contains("panicked"), "{}", run.messages);
    let text = String::from_utf8(run.out).unwrap() + &run.messages;
    let mut told = Vec::new();
    for block in text.split("错误[").skip(1) {
        let block = block.split("\n警告[").next().unwrap().split("\n提示[").next().unwrap();
        let line = block.split("report.toml:").nth(1).and_then(|place| place.split(':').next()?.parse().ok());
        let help = block.split("= 帮助: ").nth(1).unwrap_or_default();
        let help = help.split("\n\n").next().unwrap_or_default().trim_end().to_owned();
        // A message, but for the line of the file that it shows, is in Chinese.
        told.push(Told {
            line: line.unwrap_or_default(),
            text: format!("{}\n{help}", block.lines().next().unwrap()),
            help,
        });
    }
    told
}

/// The one error of a data file; it says all of these, and nothing in the parser's English.
#[track_caller]
pub fn one(data: &str, expected: &[&str]) -> Told {
    let mut told = errors(data);
    assert_eq!(told.len(), 1, "{told:#?}\n{data}");
    let told = told.remove(0);
    for expected in expected {
        assert!(told.text.contains(expected), "“{expected}” is not in {told:#?}");
    }
    let said = told.text.split_once("]: ").unwrap().1;
    for word in ["expected", "invalid", "unexpected", "missing", "unclosed", "quoted", "UTF-16"] {
        assert!(!said.contains(word), "“{word}” is in {told:#?}");
    }
    told
}

/// The data file with its line, or the line that the help names, written as the help says.
#[track_caller]
pub fn advised(data: &str, told: &Told) -> String {
    let (before, line) = told.help.split_once("写成 ").unwrap_or_else(|| panic!("no line to write: {told:#?}"));
    let line = line.lines().next().unwrap();
    let number = before.rsplit_once("第 ").and_then(|(_, rest)| rest.split_once(" 行")?.0.parse().ok());
    let number: usize = number.unwrap_or(told.line);
    let mut lines: Vec<&str> = data.lines().collect();
    lines[number - 1] = line;
    lines.join("\n") + "\n"
}

/// A slip in one line: told once, with words among which are `expected`; the line to write is `right`, and mends it.
#[track_caller]
pub fn mended(part: &str, slip: &str, right: &str, expected: &[&str]) {
    let data = with(part, slip);
    let told = one(&data, expected);
    let better = advised(&data, &told);
    assert!(better.contains(right), "“{right}” is not what is advised: {told:#?}");
    let left = errors(&better);
    assert!(left.is_empty(), "{left:#?}\nafter: {told:#?}");
}

#[test]
fn dates() {
    for slip in [
        "\"2026年3月20日\"",
        "2026年3月20日",
        "2026/3/20",
        "2026-3-20",
        "\"2026-03-20\"",
        "２０２６－３－２０",
        "2026.3.20",
        "“2026年3月20日”",
        "2026年３月20日。",
        "二〇二六年三月二十日",
        "20260320",
        "'2026/03/20'",
        "2026-03-20 10:00:00",
        "2026 年 3 月 20 日",
        "2026-03-20,",
        "\"2026年3月20日",
        "[2026-03-20]",
    ] {
        if slip == "[2026-03-20]" {
            one(&with("2026-03-20", slip), &["report.published", "2026-03-20"]);
        } else {
            mended("published = 2026-03-20", &format!("published = {slip}"), "published = 2026-03-20", &[]);
        }
    }
    // What cannot be known is asked for.
    for slip in ["2026年3月", "\"三月二十日\"", "2026-02-30"] {
        one(&with("2026-03-20", slip), &["2026-03-20"]);
    }
}

#[test]
fn years() {
    for slip in
        ["\"2025\"", "2025年", "\"2025年\"", "２０２５", "2025年度", "“2025”", "二〇二五年", "2025.0", "2025,", "2,025"]
    {
        mended("year = 2025", &format!("year = {slip}"), "year = 2025", &[]);
    }
}

#[test]
fn yes_and_no() {
    for slip in ["True", "TRUE", "是", "\"true\"", "“是”", "yes", "１", "1", "true。", "Ｔｒｕｅ"] {
        mended("signature = true", &format!("signature = {slip}"), "signature = true", &["true"]);
    }
    mended("contents = true", "contents = 否", "contents = false", &["false"]);
    mended("numbers = true", "numbers = \"不要\"", "numbers = false", &[]);
}

#[test]
fn figures_with_units() {
    for (slip, right) in [
        ("１２６４", "1264"),
        ("1264件", "1264"),
        ("1264 件", "1264"),
        ("30%", "30"),
        ("1,362", "1362"),
        ("1，362件", "1362"),
        ("0362", "362"),
        ("约300件", "300"),
        ("1.2万", "12000"),
    ] {
        let told = one(&with("decisions = 300", &format!("decisions = {slip}")), &[right]);
        assert!(!told.text.contains("引号"), "{told:#?}");
        mended("decisions = 300", &format!("decisions = {slip}"), &format!("{{ decisions = {right} }}"), &[]);
    }
    mended("decisions = 300", "decisions = 1264件", "1264", &["单位", "不用写"]);
    mended("decisions = 300", "decisions = 1,362", "1362", &["千分位"]);
    mended("amount = 12.5", "amount = 1,234.5", "1234.5", &["千分位"]);
    mended("amount = 12.5", "amount = 12.5万元", "amount = 12.5", &["单位", "万元"]);
    // The form asks for 万元: 125,000 yuan are 12.5.
    mended("amount = 12.5", "amount = 125000元", "amount = 12.5", &["万元"]);
    mended("[3, 1, 0, 0, 0, 0]", "[３, 1件, 0, 0, 0, 0]", "[3, 1, 0, 0, 0, 0]", &[]);
    mended("issued = 2", "issued = 2（其中修订1件）", "{ value = 2, text = \"2（其中修订1件）\" }", &[]);
    // A list with commas between thousands: the form's balance is then another matter.
    let data = with("carried_in = [0, 0, 0, 0, 0, 0]", "carried_in = [1,023, 0, 0, 0, 0, 0]");
    let told = one(&data, &["千分位", "carried_in = [1023, 0, 0, 0, 0, 0]"]);
    assert!(!told.text.contains("多余的 0"), "{told:#?}");
}

#[test]
fn lists() {
    let row = "[3, 1, 0, 0, 0, 0]";
    for slip in [
        "[3，1，0，0，0，0]",
        "[3、1、0、0、0、0]",
        "[3 1 0 0 0 0]",
        "［3, 1, 0, 0, 0, 0］",
        "【3，1，0，0，0，0】",
        "[3, 1, 0, 0, 0, 0",
        "3, 1, 0, 0, 0, 0]",
        "3, 1, 0, 0, 0, 0",
        "3，1，0，0，0，0",
        "3 1 0 0 0 0",
        "(3, 1, 0, 0, 0, 0)",
        "（3，1，0，0，0，0）",
        "[3; 1; 0; 0; 0; 0]",
        "{3, 1, 0, 0, 0, 0}",
        "[3, 1, 0, 0, 0, 0],",
    ] {
        mended(&format!("received = {row}"), &format!("received = {slip}"), &format!("received = {row}"), &[]);
    }
    mended("[3, 1, 0, 0, 0, 0]", "[3，1，0，0，0，0]", "[3, 1", &["，（U+", "半角"]);
    mended("[3, 1, 0, 0, 0, 0]", "[3、1、0、0、0、0]", "[3, 1", &["、（U+", "半角"]);
    mended("[3, 1, 0, 0, 0, 0]", "[3, 1, , , , ,]", "received = [3, 1, \"\", \"\", \"\", \"\"]", &["空", "\"\""]);
    mended("[3, 1, 0, 0, 0, 0]", "[3, 1, 0, , 0, 0]", "received = [3, 1, 0, \"\", 0, 0]", &["\"\""]);
    mended("[3, 1, 0, 0, 0, 0]", "[3, 1, 0, /, 0, 0]", "received = [3, 1, 0, \"/\", 0, 0]", &["引号"]);
    mended("[3, 1, 0, 0, 0, 0]", "[3, 1, 0, 无, 0, 0]", "received = [3, 1, 0, \"无\", 0, 0]", &["引号"]);
    mended("{ decisions = 300 }", "{ decisions = 300", "{ decisions = 300 }", &["}"]);
    mended("{ decisions = 300 }", "{ decisions：300 }", "{ decisions = 300 }", &["：（U+"]);
    mended("{ decisions = 300 }", "[decisions = 300]", "{decisions = 300}", &["花括号"]);
    mended("{ decisions = 300 }", "｛ decisions ＝ ３００ ｝", "{ decisions = 300 }", &["半角"]);
    mended("repealed = 1, ", "repealed = 1，", "repealed = 1, in_force", &["，（U+"]);
    mended("repealed = 1, ", "repealed = 1 ", "repealed = 1, in_force", &["逗号"]);
    mended("repealed = 1, ", "repealed = , ", "repealed = \"\", in_force", &["没有值"]);
}

/// Marks that are not TOML's, and characters that nobody sees.
#[test]
fn marks_and_blanks() {
    for (part, slip, right, expected) in [
        ("year = 2025", "year ＝ 2025", "year = 2025", "＝（U+"),
        ("year = 2025", "year：2025", "year = 2025", "：（U+"),
        ("year = 2025", "year: 2025", "year = 2025", "="),
        ("year = 2025", "\"year\": 2025,", "year = 2025", "="),
        ("year = 2025", "year == 2025", "year = 2025", "等号"),
        ("year = 2025", "year 2025", "year = 2025", "等号"),
        ("year = 2025", "\u{3000}year = 2025", "year = 2025", "U+3000"),
        ("year = 2025", "\u{A0}year = 2025", "year = 2025", "U+00A0"),
        ("year = 2025", "year\u{3000}= 2025", "year = 2025", "全角空格"),
        ("year = 2025", "year =\u{A0}2025", "year = 2025", "U+00A0"),
        ("year = 2025", "\u{FEFF}year = 2025", "year = 2025", "U+FEFF"),
        ("year = 2025", "year\u{200B} = 2025", "year = 2025", "U+200B"),
        ("year = 2025", "year = 2025\u{200B}", "year = 2025", "2025"),
        ("\"某某县人民政府\"", "“某某县人民政府”", "organ = \"某某县人民政府\"", "“（U+201C）"),
        ("\"某某县人民政府\"", "‘某某县人民政府’", "organ = \"某某县人民政府\"", "U+2018"),
        ("\"某某县人民政府\"", "＂某某县人民政府＂", "organ = \"某某县人民政府\"", "U+FF02"),
        ("\"某某县人民政府\"", "\"某某县人民政府”", "organ = \"某某县人民政府\"", "”（U+201D）"),
        ("\"某某县人民政府\"", "某某县人民政府", "organ = \"某某县人民政府\"", "引号"),
        ("\"某某县人民政府\"", "\"某某县人民政府", "organ = \"某某县人民政府\"", "引号"),
        ("\"某某县人民政府\"", "某某县人民政府\"", "organ = \"某某县人民政府\"", "引号"),
        ("\"某某县人民政府\"", "\"某某县\"人民\"政府\"", "organ = '某某县\"人民\"政府'", "引号"),
        ("\"某某县人民政府\"", "\"某某县\\政府\"", "organ = '某某县\\政府'", "反斜杠"),
        ("[page]", "［page］", "[page]", "［（U+"),
        ("[page]", "【page】", "[page]", "【（U+"),
        ("[page]", "[\u{3000}page ]", "[page]", "U+3000"),
        ("[page]", "[page", "[page]", "[page]"),
        ("[page]", "page]", "[page]", "[page]"),
        ("[page]", "[ｐage]", "[page]", "[page]"),
        ("[overview]", "[一、总体情况]", "[overview]", "overview"),
        ("[overview]", "【总体情况】", "[overview]", "overview"),
    ] {
        mended(part, slip, right, &[expected]);
    }
    for slip in ["(overview)", "overview:", "一、总体情况", "总体情况", "overview]", "[over view]", "[[overview]"]
    {
        mended("[overview]", slip, "[overview]", &["[overview]"]);
    }
    mended("year = 2025", "year = = 2025", "year = 2025", &["等号"]);
    mended("\"某某县人民政府\"", "\"某某县人民政府\"；  # 全称", "organ = \"某某县人民政府\"  # 全称", &["；"]);
    mended("\"某某县人民政府\"", "“某某县人民政府  # 全称", "organ = \"某某县人民政府\"  # 全称", &["引号"]);
    mended("year = 2025", "year = 2025\n＃ 说明：", "# 说明：", &["＃"]);
    mended("year = 2025", "year = 2025\nkind = 政府", "kind = \"government\"", &["引号"]);
    mended("year = 2025", "year = 2025\nkind = \"部门\"", "kind = \"department\"", &["部门"]);
    let data = sound();
    let form = |value: &str| format!("form = {value}\n{data}");
    for value in ["2021", "2021年", "\"2021年\"", "“2021”"] {
        let told = one(&form(value), &["form = \"2021\""]);
        assert!(errors(&advised(&form(value), &told)).is_empty());
    }
    // A line that only looks empty.
    let told = one(&with("year = 2025\n", "year = 2025\n\u{3000}\u{3000}\n"), &["U+3000", "删去"]);
    assert_eq!(told.line, 4);
    // A header and a key on one line are two lines.
    one(&with("[page]\nnumbers", "[page] numbers"), &["[page]", "独占一行"]);
}

/// Sections, rows and columns by the labels that the form prints.
#[test]
fn labels_for_keys() {
    for (part, slip, right) in [
        ("[overview]", "[总体情况]", "[overview]"),
        ("[overview]", "[一]", "[overview]"),
        ("[applications]", "[三]", "[applications]"),
        ("[remedies]", "[表四]", "[remedies]"),
        ("[problems]", "[存在的问题]", "[problems]"),
    ] {
        mended(part, slip, right, &[right]);
    }
    for (part, slip, key) in [
        ("organ =", "机关 =", "organ"),
        ("year =", "\"年度\" =", "year"),
        ("year =", "ｙｅａｒ =", "year"),
        ("published =", "发布日期 =", "published"),
        ("granted =", "予以公开 =", "granted"),
        ("granted =", "（一）予以公开 =", "granted"),
        ("received =", "本年新收 =", "received"),
        ("reconsideration =", "行政复议 =", "reconsideration"),
        ("licences = {", "行政许可 = {", "licences"),
        ("{ decisions", "{ 本年处理决定数量", "decisions"),
        ("regulations = { issued", "regulations = { 制发件数", "issued"),
    ] {
        one(&with(part, slip), &[key]);
    }
    one(&with("granted =", "属于国家秘密 = [0]\ngranted ="), &["refused.state_secret"]);
}

/// Quotes over several lines: one finding, where the text begins that does not end.
#[test]
fn texts_over_several_lines() {
    let line_of = |data: &str, text: &str| 1 + data[..data.find(text).unwrap()].matches('\n').count();
    for quotes in ["'''", "\"\"\""] {
        let data = sound().replace("'''", quotes);
        let opening = line_of(&data, &format!("body = {quotes}"));
        // One that is missing: all below is inside out to the parser.
        let missing = data.replacen(&format!("文字。\n{quotes}\n[disc"), "文字。\n[disc", 1);
        assert_ne!(missing, data);
        let told = one(&missing, &[quotes, "[disclosure]"]);
        assert_eq!(told.line, opening);
        // One too many.
        let many = data.replacen(&format!("文字。\n{quotes}\n"), &format!("文字。\n{quotes}\n{quotes}\n"), 1);
        let told = one(&many, &["多了一个", quotes]);
        assert_eq!(told.line, line_of(&many, &format!("{quotes}\n{quotes}\n")) + 1);
        // One too early: what follows is outside.
        let early = data.replacen("第一段文字。\n", &format!("第一段文字。\n{quotes}\n"), 1);
        let told = one(&early, &["多了一个", "删去"]);
        assert_eq!(told.line, line_of(&early, "第一段文字。") + 1);
        // The last of the file.
        let last = data.clone() + &format!("[preface]\nbody = {quotes}\n前言，文字。\n");
        let told = one(&last, &[quotes, "最后"]);
        assert_eq!(told.line, line_of(&last, "前言，") - 1);
        // Two sections, neither of which ends.
        let two = missing.clone() + &format!("[preface]\nbody = {quotes}\n前言\n");
        assert_eq!(errors(&two).len(), 2);
        // The opening one, and `body =` with it.
        one(&data.replacen(&format!("body = {quotes}"), "body =", 1), &["body = "]);
        one(&data.replacen(&format!("body = {quotes}"), quotes, 1), &["body = "]);
    }
    let data = sound();
    // Neither before nor behind the text.
    let bare = data.replacen("body = '''\n", "body = ", 1).replacen("文字。\n'''", "文字。", 1);
    one(&bare, &["'''", "第 11 行", "第 13 行"]);
    one(&data.replacen("文字。\n'''", "文字。\n'''特此报告。", 1), &["特此报告。", "上一行"]);
    // Another mark in its place.
    for wrong in ["’’’", "''", "\"\"\"", "'''''", "```"] {
        let data = data.replacen("文字。\n'''\n[disc", &format!("文字。\n{wrong}\n[disc"), 1);
        if wrong == "'''''" {
            assert!(errors(&data).is_empty());
        } else {
            one(&data, &["'''"]);
        }
    }
    one(&data.replacen("body = '''", "body = ‘‘‘", 1).replacen("文字。\n'''", "文字。\n’’’", 1), &["'''", "半角"]);
    // An error elsewhere is told beside it.
    let both = data.replacen("文字。\n'''\n[disc", "文字。\n[disc", 1).replacen("year = 2025", "year = 2025年", 1);
    assert_eq!(errors(&both).len(), 2);
    // A quote that runs over the line's end: a row with its line end, a title, a text.
    let row = with("received = [3, 1, 0, 0, 0, 0]", "received = \"3\t1\t0\t0\t0\t0\n\"");
    one(&row, &["换了行", "'''"]);
    assert!(errors(&row.replacen("\"3\t", "'''3\t", 1).replacen("0\n\"", "0\n'''", 1)).is_empty());
    let title = with("\"某某县人民政府\"", "\"某某县\n人民政府\"");
    let told = one(&title, &["换了行", "从第 2 行到第 3 行合成一行，写成 organ = \"某某县人民政府\""]);
    assert_eq!(told.line, 2);
}

/// A mark within a text is never blamed for what is wrong with the text.
#[test]
fn marks_within_texts_are_right() {
    let data = with("第一段文字。", "路径C:\\公开\\文件，共1件。").replacen("body = '''", "body = \"\"\"", 1).replacen(
        "文字。\n'''",
        "文字。\n\"\"\"",
        1,
    );
    let told = one(&data, &["反斜杠", "'''"]);
    for blamed in ["全角", "半角", "逗号"] {
        assert!(!told.text.contains(blamed), "{told:#?}");
    }
}

#[test]
fn control_characters() {
    let told = one(&with("第一段文字。", "第一段\u{B}文字\u{B}。"), &["Word 的换行符", "U+000B", "2 个", "回车"]);
    assert_eq!(told.line, 1 + sound().split("第一段").next().unwrap().matches('\n').count());
    one(&with("第一段文字。", "第一段\u{C}文字。"), &["分页符", "U+000C"]);
    one(&with("某某县", "某\u{7}某县"), &["U+0007"]);
    one(&with("year = 2025", "year = 2025 # 注\u{B}"), &["U+000B"]);
    one(&with("year = 2025\n", "year = 2025\r"), &["回车符"]);
}

#[test]
fn written_twice() {
    let told = one(&(sound() + "[overview]\nbody = '又一段。'\n"), &["[overview]", "第 10 行"]);
    assert!(told.line > 20);
    one(&with("year = 2025\n", "year = 2025\nyear = 2026\n"), &["“year”", "第 3 行"]);
    one(&with("granted = ", "refused = {}\nrefused.query = [0]\ngranted = "), &["refused", "第 "]);
    one(&with("{ decisions = 300 }", "{ decisions = 300, decisions = 3 }"), &["写过"]);
}

/// What is no text is named, by what it holds and not by its name.
#[test]
fn files_of_other_programs() {
    let zip = |name: &str| [b"PK\x03\x04\x14\0\x06\0\x08\0\0\0!\0".as_slice(), name.as_bytes()].concat();
    let old: Vec<u8> = [
        b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1".to_vec(),
        vec![0; 504],
        "WordDocument".encode_utf16().flat_map(u16::to_le_bytes).collect(),
    ]
    .concat();
    for (bytes, name) in [
        (zip("[Content_Types].xml word/document.xml"), "Word"),
        (zip("xl/workbook.xml"), "Excel"),
        (zip("OFD.xml"), "OFD"),
        (zip("a.txt"), "压缩包"),
        (old, "Word"),
        (b"%PDF-1.7\n%\xE2\xE3\xCF\xD3\n".to_vec(), "PDF"),
        (b"Rar!\x1A\x07\x01\0".to_vec(), "压缩包"),
        (b"\x89PNG\r\n\x1A\n\0\0\0\rIHDR".to_vec(), "图片"),
        (b"\xFF\xD8\xFF\xE0\0\x10JFIF".to_vec(), "图片"),
        (b"{\\rtf1\\ansi}".to_vec(), "RTF"),
    ] {
        let desk = Desk::new();
        desk.put("report.toml", report("", ""));
        desk.put("数据.xlsx", &bytes);
        let narrative = report("", "@").replace("body = '''\n@\n'''", "body_file = '数据.xlsx'");
        desk.put("narrative.toml", narrative);
        for arguments in [
            &["check", "数据.xlsx"][..],
            &["build", "数据.xlsx"],
            &["check", "report.toml", "--previous", "数据.xlsx"],
            &["new", "new.toml", "--from", "数据.xlsx"],
            &["check", "narrative.toml"],
        ] {
            let run = desk.run(arguments);
            let text = String::from_utf8(run.out).unwrap() + &run.messages;
            assert!(
                text.contains(name) && !text.contains("UTF-16") && !text.contains("另存为"),
                "{arguments:?}\n{text}"
            );
            // A PDF that is cut short is told as `verify` tells it: it cannot be read.
            let is_read = arguments.contains(&"--previous") || arguments.contains(&"--from");
            assert_eq!(run.code, if name == "PDF" && is_read { 3 } else { 1 }, "{arguments:?}\n{text}");
        }
    }
}

/// Functions that there are not, and braces that are one too few.
#[test]
fn expressions() {
    let key = "applications.received.total";
    let told = |text: &str, expected: &[&str]| one(&with("第一段文字。", text), expected);
    told(&format!("共{{{{ sum({key}, {key}) }}}}件"), &["没有“sum”", "a + b"]);
    told(&format!("共{{{{ percent({key}, {key}) }}}}"), &["pct(a, b)"]);
    told(&format!("共{{{{ PCT({key}, {key}) }}}}"), &["pct(a, b)"]);
    told(&format!("共{{{{ rond({key}, 1) }}}}"), &["round(a, 2)"]);
    told(&format!("共{{{{ xyz({key}) }}}}"), &["pct(a, b)、change(a, b)、round(a, 2)"]);
    let single = told(&format!("共{{{key}}}件"), &["花括号", &format!("{{{{ {key} }}}}")]);
    assert!(single.help.contains("写成 {{ "), "{single:#?}");
    assert!(errors(&with("第一段文字。", &format!("共{{{{ {key} }}}}件，见\\{{{key}}}和{{甲}}"))).is_empty());
}

/// Where a finding can be accepted, the lines that do it are shown.
#[test]
fn the_lines_that_accept() {
    let desk = Desk::new();
    let page = String::from_utf8(desk.run(&["explain", "blank-cell"]).out).unwrap();
    let lines = "[[accept]]\ncode = \"blank-cell\"\nreason = \"…\"\n";
    assert!(page.contains(lines), "{page}");
    desk.put("report.toml", report("", "") + lines);
    desk.run(&["check", "report.toml"]).succeeds();
    one(
        &(sound() + "[[accept]]\ncode = 'blank-cell'\n"),
        &["accept.0.reason", "[[accept]]", "code = \"blank-cell\"", "reason = \"…\""],
    );
    one(&(sound() + "[accept]\ncode = 'blank-cell'\nreason = '无'\n"), &["[[accept]]"]);
}
