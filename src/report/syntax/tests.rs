//! What is said of a file that is not TOML. tests/it/faulty.rs walks through whole files.

#![allow(clippy::unwrap_used, clippy::expect_used)]

use super::*;
use crate::diagnostic::Lang;
use crate::source::Sources;

/// Line, message and help of everything that is said of a text.
fn told(text: &str) -> Vec<(usize, String, String)> {
    let mut sources = Sources::default();
    let source = sources.add("a.toml", text);
    let found = parse(text, source, Forms::OFFICIAL).err().unwrap_or_default();
    let place = |span| sources.line_column(span).line;
    let zh = |message: &Message| message.in_lang(Lang::Zh).to_owned();
    found
        .iter()
        .map(|f| (f.span.map_or(0, place), zh(&f.message), f.help.as_ref().map(zh).unwrap_or_default()))
        .collect()
}

/// What a line of the table `table` is advised to be written as.
fn advised(table: &str, line: &str) -> String {
    let found = told(&format!("[{table}]\n{line}\n"));
    assert_eq!(found.len(), 1, "{line}: {found:?}");
    found[0].2.rsplit("写成 ").next().unwrap_or_default().to_owned()
}

#[test]
fn keys_in_chinese_need_no_quotes() {
    assert_eq!(told("[charts.年度]\nvalues = { 予以公开 = 1, 甲-1 = 2 }\n"), []);
}

#[test]
fn the_whole_statement_is_written_out() {
    for (table, line, right) in [
        ("report", "published = 2026年3月20日 # 公布", "published = 2026-03-20 # 公布"),
        ("report", "机关：“某县”，", "organ = \"某县\""),
        ("report", "title = [“甲”，“乙”]", "title = [\"甲\", \"乙\"]"),
        ("report", "organ = 甲县 乙局", "organ = \"甲县 乙局\""),
        (
            "disclosure",
            "normative = { issued = １，repealed： 2件、in_force = 1,023 }",
            "normative = { issued = 1, repealed = 2, in_force = 1023 }",
        ),
        ("disclosure", "fees = [12.5万元]", "fees = [12.5]"),
        ("disclosure", "fees = ［３５００００元］", "fees = [35]"),
        ("applications", "received = [1,023, 4,500, 7, 0, 0, 0]", "received = [1023, 4500, 7, 0, 0, 0]"),
        ("applications", "refused.query = [2，1，7]", "refused.query = [2, 1, 7]"),
        ("applications", "received = [23, 4, , ,]", "received = [23, 4, \"\", \"\"]"),
        ("applications", "received = [23, 4 # 注\n, 5，\n6]", "received = [23, 4 # 注\n, 5,\n6]"),
        ("page", "numbers = 否", "numbers = false"),
        ("charts.a", "values = { 甲 = 1，乙 = 2 }", "values = { 甲 = 1, 乙 = 2 }"),
        ("charts.a", "kind = pie", "kind = \"pie\""),
        ("fonts", "body = 仿宋.ttf", "body = \"仿宋.ttf\""),
        ("labels", "applications.*.ngo = \"社会团体\"", "\"applications.*.ngo\" = \"社会团体\""),
    ] {
        let advice = advised(table, line);
        if line.contains('\n') {
            assert!(told(&format!("[{table}]\n{line}\n"))[0].2.contains("5,"), "{line}: {advice}");
        } else {
            assert_eq!(advice, right, "{line}");
        }
    }
}

/// What is advised is TOML, whatever the line was.
#[test]
fn no_advice_is_an_error() {
    for line in [
        "a = [1 2",
        "a = { b = 1, c }",
        "a = {{ b = 1 }",
        "a = \"\\x\"",
        "a = 'x",
        "a b c = 1",
        "= 1",
        "a = ",
        "a.b. = 1",
        "a = 1 2",
        "a = [[1,2],[3，4]",
        "a = ,",
        "a = ]",
        "a = }",
        "a = \"\"\"",
        "a = 1__2",
        "a = +",
        "a = --1",
        "a = 1e",
        "a = 12:61",
        "a = 2026-13-01",
        "a = inff",
        "“a” = 1",
        "a＝“b",
        "[[a]",
        "[a",
        "[a.]",
        "[]",
        "a",
        "一段文字。",
        "a = [,]",
        "a = [，，]",
        "a = {,}",
        "a = {a=1,,b=2}",
        "a = 'b'c",
        "a = \"b\" c",
        "a = #",
        "］",
        "「a」 = 1",
        "a = \\",
    ] {
        let text = format!("{line}\n");
        for (_, message, help) in told(&text) {
            assert!(!message.is_empty());
            if let Some((_, advice)) = help.rsplit_once("写成 ") {
                assert_eq!(parsed(advice).1, [], "{line}: {advice}");
            }
        }
        assert!(!told(&text).is_empty(), "{line}");
    }
}

/// All messages of toml 1.2, toml_parser 1.1 and toml_datetime 1.1 are said in Chinese, and none in words that are for
/// what nobody has foreseen.
#[test]
fn the_parser_s_messages_are_translated() {
    let unknown = translations::told("something new").message.in_lang(Lang::Zh).to_owned();
    for english in [
        "`_` may only go between digits, expected nothing",
        "cannot recurse further; max recursion depth met",
        "carriage return must be followed by newline, expected newline",
        "duplicate key",
        "extra `=`, expected nothing",
        "extra assignment between key-value pairs, expected nothing",
        "extra comma in array, expected value",
        "extra comma in inline table, expected key",
        "integers with a radix cannot be signed, expected nothing",
        "invalid comment character, expected printable characters",
        "invalid inline table element, expected key",
        "invalid key-value pair, expected key",
        "invalid unquoted key, expected letters, numbers, `-`, `_`",
        "invalid value, expected unicode hexadecimal value",
        "key with no value, expected `=`",
        "keys cannot be multi-line basic strings, expected basic string",
        "keys cannot be multi-line literal strings, expected literal string",
        "missing array opening, expected `[`",
        "missing assignment between key-value pairs, expected `=`",
        "missing comma between array elements, expected `,`",
        "missing comma between key-value pairs, expected `,`",
        "missing comment start, expected `#`",
        "missing escaped value, expected `b`",
        "missing inline table opening, expected `{`",
        "missing key for inline table element, expected key",
        "missing opening quote, expected `'''`",
        "missing table open, expected `[`",
        "missing value for key, expected `=`",
        "missing value, expected value",
        "radix must be lowercase, expected `0x`",
        "recursion limit",
        "redundant integer number prefix, expected nothing",
        "redundant numeric sign, expected nothing",
        "string values must be quoted, expected literal string",
        "too few unicode value digits, expected unicode hexadecimal value",
        "unclosed array table, expected `]`",
        "unclosed array, expected `]`",
        "unclosed inline table, expected `}`",
        "unclosed table, expected `]`",
        "unexpected `=` in array, expected value",
        "unexpected content between comment and newline, expected newline",
        "unexpected content, expected nothing",
        "unexpected key or value, expected newline, `#`",
        "unexpected leading zero, expected nothing",
        "unexpected sign, expected nothing",
        "unquoted keys cannot be empty, expected letters, numbers, `-`, `_`",
        "cannot extend value of type array with a dotted key",
        "cannot extend value of type integer with a dotted key",
        "invalid string",
        "invalid boolean, expected `true`",
        "invalid float",
        "invalid integer number",
        "invalid hexadecimal number",
        "invalid octal number",
        "invalid binary number",
        "invalid mantissa, expected digits",
        "invalid fraction, expected digits",
        "invalid exponent, expected digits",
        "invalid key, expected key",
        "invalid table, expected key",
        "invalid literal string, expected `'`",
        "invalid multi-line literal string, expected `'`",
        "invalid basic string, expected `\"`",
        "invalid multi-line basic string, expected `\"`",
        "invalid date, expected day between 01 and 30",
        "invalid datetime, expected year or hour",
        "invalid date-time, expected `T` between date and time",
        "invalid time, expected minute",
        "invalid offset, expected `Z`, +OFFSET, -OFFSET",
    ] {
        let told = translations::told(english);
        let zh = told.message.in_lang(Lang::Zh);
        assert!(zh != unknown && !zh.contains("invalid") && !zh.contains("expected"), "{english}: {zh}");
        assert_eq!(told.message.in_lang(Lang::En), english);
    }
    assert!(!unknown.contains("new"));
}

/// What is told of is blanked out, so that nothing is told twice, and what is left keeps its place.
#[test]
fn each_step_keeps_the_places() {
    let text = "a = \"x\u{B}y\"\nbody = '''\n文字\n[overview]\nbody = '''\n文\n'''\nyear = 2025年\n";
    let mut sources = Sources::default();
    let source = sources.add("a.toml", text);
    let (masked, found) = control::masked(text, source);
    assert_eq!((masked.len(), found.len()), (text.len(), 1));
    let (masked, found) = strings::masked(&masked, source, Forms::OFFICIAL);
    assert_eq!((masked.len(), found.len()), (text.len(), 1));
    let lines: Vec<usize> = told(text).into_iter().map(|(line, ..)| line).collect();
    assert_eq!(lines, [1, 2, 8]);
}

#[test]
fn a_header_within_a_sound_text_ends_nothing() {
    let text = "[overview]\nbody = '''\n如下：\n[overview]\n见上。\n'''\nyear = 2025年\n";
    let found = told(text);
    assert_eq!(found.len(), 1, "{found:?}");
    assert_eq!(found[0].0, 7);
}

/// A file that is none, or what was pasted into one: so much is told as anybody reads, and where it ends.
#[test]
fn what_is_no_data_file_is_not_told_line_by_line() {
    for wrong in ["= = =\n", "]]\n", "x = '\n", "a = 1\n", "\u{1}\n"] {
        let text = format!("[report]\norgan = '某市数据局'\n{}", wrong.repeat(300_000));
        let found = told(&text);
        assert!((2..=MOST_ERRORS + 1).contains(&found.len()), "{wrong:?}: {}", found.len());
        let (_, last, _) = found.last().expect("one");
        assert!(last.starts_with("从这里起没有再看"), "{wrong:?}: {last}");
    }
}
