//! Advice on a faulty data file, followed to the letter: it must neither bring the next error nor lose what was
//! written.

use crate::faulty::{Told, errors, mended, one, sound, with};
use crate::support::Desk;

const ORGAN: &str = "organ = \"某某县人民政府\"";
const ROW: &str = "received = [3, 1, 0, 0, 0, 0]";

/// The data file with the lines `first` to `last` in the place of which stands `line`.
fn replaced(data: &str, first: usize, last: usize, line: &str) -> String {
    let lines: Vec<&str> = data.lines().collect();
    [&lines[..first - 1], &[line], &lines[last..]].concat().join("\n") + "\n"
}

/// The data file with a line before a line, as the help says.
fn with_line_before(data: &str, told: &Told, line: &str) -> String {
    let number = told.help.split("第 ").nth(1).and_then(|rest| rest.split(' ').next()?.parse::<usize>().ok()).unwrap();
    assert!(told.help.contains(&format!("前面加一行 {line}")), "{told:#?}");
    replaced(data, number, number - 1, line)
}

#[test]
fn words_behind_a_value_are_a_remark() {
    for words in ["  全称", " // 全称", "  ＃ 全称", " -- 全称"] {
        mended(ORGAN, &format!("{ORGAN}{words}"), &format!("{ORGAN}  # 全称"), &["引号后面多了“全称”", "移到引号里"]);
    }
    mended(ORGAN, "organ = “某某县人民政府” 全称", &format!("{ORGAN}  # 全称"), &["全称", "半角"]);
    mended(ROW, &format!("{ROW} // 合计"), &format!("{ROW}  # 合计"), &["值后面多了“合计”"]);
    mended("year = 2025", "year = 2025 // 年度", "year = 2025  # 年度", &["年度"]);
}

/// More quotes than three before or behind a text are told, and never advised.
#[test]
fn quotes_that_would_be_printed() {
    let data = sound();
    let warned = |data: &str, lines: &[&str]| {
        let desk = Desk::new();
        desk.put("report.toml", data);
        let run = desk.run(&["check", "report.toml"]);
        let text = String::from_utf8(run.out).unwrap() + &run.messages;
        assert!(text.contains("警告[toml-syntax]") && text.contains("印在正文里"), "{text}");
        for line in lines {
            assert!(text.contains(line), "{text}");
        }
    };
    for quotes in ["''''", "'''''"] {
        warned(&data.replacen("文字。\n'''", &format!("文字。\n{quotes}"), 1), &["第 15 行写成 '''"]);
    }
    let opens = data.replacen("body = '''", "body = ''''", 1);
    warned(&opens, &["第 11 行写成 body = '''"]);
    let both = opens.replacen("文字。\n'''", "文字。\n''''", 1);
    warned(&both, &["第 11 行写成 body = '''，第 15 行写成 '''"]);
    for slip in ["''''''", "'''''''", "'", "”"] {
        let data = data.replacen("文字。\n'''", &format!("文字。\n{slip}"), 1);
        let told = one(&data, &["第 15 行", "'''"]);
        assert!(!told.help.contains("''''"), "{told:#?}");
        assert!(errors(&replaced(&data, 15, 15, "'''")).is_empty());
    }
    let lone = data.replacen("body = '''", "body = “", 1);
    one(&lone, &["第 11 行写成 body = '''，第 15 行写成 '''"]);
    let within = data.replacen("第二段，", "第二 ''' 段，", 1);
    let told = one(&within, &["中间", "第 14 行"]);
    assert_eq!(told.line, 14);
}

#[test]
fn a_text_keeps_its_full_stop() {
    let body = "body = '本年度没有收取信息处理费。'";
    for text in ["本年度没有收取信息处理费。", "没有，没有。", "没有！", "一是公开；二是；"]
    {
        mended(body, &format!("body = {text}"), &format!("body = \"{text}\""), &["引号"]);
    }
}

/// What stands twice because a line above it is gone is never deleted.
#[test]
fn a_lost_head_is_named() {
    for head in ["[overview]", "[other]"] {
        for gone in ["", "# 开头"] {
            let data = "[preface]\nbody = '前言。'\n[overview]".to_owned();
            let data = with("[overview]", &data).replacen(&format!("{head}\n"), &format!("{gone}\n"), 1);
            let told = one(&data, &["body", head]);
            assert!(errors(&with_line_before(&data, &told, head)).is_empty(), "{told:#?}");
        }
    }
    for head in ["[report]", "[disclosure]", "[applications]", "[remedies]"] {
        let data = sound().replacen(&format!("{head}\n"), "\n", 1);
        let told = one(&data, &[&format!("少了 {head} 这一行")]);
        assert!(errors(&with_line_before(&data, &told, head)).is_empty(), "{told:#?}");
    }
    let preface = with("[overview]", "\nbody = '前言。'\n[overview]");
    let told = one(&preface, &["少了 [preface] 这一行"]);
    assert!(errors(&with_line_before(&preface, &told, "[preface]")).is_empty());
    let accept = "code = 'blank-cell'\nreason = '甲'\n";
    let twice = sound() + "[[accept]]\n" + accept + accept;
    let told = one(&twice, &["code", "[[accept]]"]);
    assert!(errors(&with_line_before(&twice, &told, "[[accept]]")).is_empty());
    one(&with("[page]\nnumbers = true\n", "numbers = true\n"), &["少了 [page] 这一行"]);
    one(&with("[overview]", "[preface]\nbody = '前言。'\nyear = 2025\n[overview]"), &["第 1 行 [report] 的下面"]);
}

#[test]
fn the_lost_end_of_a_key_is_named() {
    let row = " = [0, 0, 0, 0, 0, 0]\n";
    let group: String = ["other_outcome.uncorrected", "other_outcome.fee_unpaid", "other_outcome"]
        .map(|key| format!("{key}{row}"))
        .concat();
    let told = one(&with("granted =", &format!("{group}granted =")), &["没有写完", "other_outcome.other"]);
    assert!(!told.help.contains("删"), "{told:#?}");
    let told = one(&with("granted =", "received = [4, 0, 0, 0, 0, 0]\ngranted ="), &["两行不一样", "键是不是写错"]);
    assert!(told.text.contains("第 24 行"), "{told:#?}");
}

#[test]
fn figures_stay_figures() {
    for slip in [
        "[“3”, 1, 0, 0, 0, 0]",
        "[\"3, 1, 0, 0, 0, 0]",
        "[3, 1, O, 0, 0, 0]",
        "[3. 1. 0. 0. 0. 0]",
        "[3。1。0。0。0。0]",
    ] {
        mended(ROW, &format!("received = {slip}"), ROW, &[]);
    }
    mended(ROW, "received = [{ value = 3件 }, 1, 0, 0, 0, 0]", ROW, &[]);
    for (slip, right) in [(".5", "0.5"), ("12.", "12"), ("12。5", "12.5"), ("“12.5”", "12.5")] {
        mended("{ amount = 12.5 }", &format!("[{slip}]"), &format!("fees = [{right}]"), &[]);
    }
    // What nobody can tell is asked for, and no figure is made up.
    for slip in ["十二万", "12.5.1", "3O"] {
        let told = one(&with("{ amount = 12.5 }", &format!("[{slip}]")), &["看不出", "半角数字"]);
        assert!(!told.help.contains("fees ="), "{told:#?}");
    }
    for slip in ["[1+2, 1, 0, 0, 0, 0]", "[=1+2, 1, 0, 0, 0, 0]", "[=SUM(A1:A3), 1, 0, 0, 0, 0]"] {
        let told = one(&with(ROW, &format!("received = {slip}")), &["算式"]);
        assert!(!told.help.contains("received ="), "{told:#?}");
    }
}

#[test]
fn rows_without_their_key_or_their_cells() {
    for slip in ["= [3, 1, 0, 0, 0, 0]", "[3, 1, 0, 0, 0, 0]"] {
        one(&with(ROW, slip), &["前面没有键", "写上这一行的键"]);
    }
    for slip in ["received =", "received"] {
        let told = one(&with(ROW, slip), &["如 received = [0, 0, 0, 0, 0, 0]"]);
        assert!(!told.help.contains("\"\""), "{told:#?}");
    }
    let told = one(&with(ROW, &format!("{ROW}\ngran")), &["删去这一行"]);
    assert!(!told.help.contains("\"\""), "{told:#?}");
    for slip in ["received =\n3\t1\t0\t0\t0\t0", "received =\n[3, 1, 0, 0, 0, 0]", "received =\n新收\t3\t1\t0\t0\t0\t0"]
    {
        let data = with(ROW, slip);
        let told = one(&data, &["同一行", "从第 24 行到第 25 行合成一行"]);
        let line = told.help.rsplit_once("写成 ").unwrap().1;
        assert_eq!(line, ROW);
        assert!(errors(&replaced(&data, 24, 25, line)).is_empty());
    }
    mended(ROW, "received = 粘贴\"3\t1\t0\t0\t0\t0\"", ROW, &["粘贴"]);
    let data = with(ROW, &format!("{ROW}\nrefused query = [0, 0, 0, 0, 0, 0]"));
    one(&data, &["写成 refused.query = [0"]);
}

#[test]
fn values_of_settings() {
    let form = |line: &str| format!("{line}\n{}", sound());
    for slip in ["form = 2021年版", "form =", "form = 2021 版"] {
        one(&form(slip), &["写成 form = \"2021\""]);
    }
    one(&form("格式 = \"2021\""), &["写成 form"]);
    for slip in ["[overview] =", "[overview]:", "[overview]。"] {
        mended("[overview]", slip, "[overview]", &["多了"]);
    }
    for slip in ["organ =", "organ"] {
        let told = one(&with(ORGAN, slip), &["机关的全称"]);
        assert!(!told.help.contains("删"), "{told:#?}");
    }
    let chart = |lines: &str| with("[overview]", &format!("[charts.甲]\nkind = \"bar\"\n{lines}\n[overview]"));
    for (slip, right) in [
        ("categories = [2023年, 2024年]\nvalues = [1, 2]", "[\"2023年\", \"2024年\"]"),
        (
            "values = { 甲 = {{ applications.received.total }}, 乙 = 1 }",
            "甲 = \"{{ applications.received.total }}\", 乙 = 1",
        ),
        ("values = {\"一 季\" = 1 \"二 季\" = 2}", "1, \"二 季\" = 2"),
    ] {
        one(&chart(slip), &[right]);
    }
    one(&with("[overview]", "[charts]\nkind = \"pie\"\nvalues = { 甲 = 1 }\n[overview]"), &["[charts.名称]"]);
    one(&with("[overview]", "[labels]\n社会公益组织 = \"社团\"\n[overview]"), &["\"applications.*.ngo\" = \"社团\""]);
}

#[test]
fn wrong_types_have_a_way_out() {
    mended("{ decisions = 300 }", "300", "licences = [300]", &["一行"]);
    mended("{ amount = 12.5 }", "12.5", "fees = [12.5]", &["一行"]);
    mended(ORGAN, "organ = [\"某某县人民政府\"]", ORGAN, &["列表"]);
    one(&with("body = '存在的问题", "body = ['甲。', '乙。']\nnote = '存在的问题"), &["不用方括号", "body = '''"]);
    for slip in ["{ value = 3 }", "{ text = \"3\" }"] {
        one(&with(ROW, &format!("received = [{slip}, 1, 0, 0, 0, 0]")), &["不用花括号"]);
    }
    one(&with(ROW, "received = [[3, 1, 0, 0, 0, 0]]"), &["方括号多了一层"]);
    one(&with(ROW, "received = [\"3\t1\t0\t0\t0\t0\"]"), &["不用方括号"]);
}

#[test]
fn days_that_there_are_not() {
    for slip in ["2026-02-30", "2026-13-01", "\"2026-02-30\"", "2026年2月30日"] {
        let told = one(&with("2026-03-20", slip), &["这一天", "2026-03-20"]);
        assert!(!told.text.contains("各两位"), "{told:#?}");
    }
    for slip in ["3/20/2026", "\"20/3/2026\""] {
        mended("published = 2026-03-20", &format!("published = {slip}"), "published = 2026-03-20", &[]);
    }
    one(&with("2026-03-20", "3/4/2026"), &["按年-月-日写"]);
}

#[test]
fn text_without_any_quotes() {
    let data = sound().replacen("body = '''\n第一段", "第一段", 1).replacen("文字。\n'''\n", "文字。\n", 1);
    let told = one(&data, &["第 11 行的前面加一行 body = '''", "第 13 行的后面加一行 '''"]);
    let right = replaced(&replaced(&data, 14, 13, "'''"), 11, 10, "body = '''");
    assert!(errors(&right).is_empty(), "{told:#?}");
}

#[test]
fn a_byte_of_nothing() {
    let told = one(&with("第一段文字。", "第一段\0文字。"), &["U+0000", "共 1 个"]);
    assert_eq!(told.line, 12);
}
