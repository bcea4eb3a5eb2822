#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use super::*;
use crate::author::testing::read as sound;
use crate::diagnostic::Lang;
use crate::report::Date;

const HEAD: &str = "[report]  # 头\norgan = '甲局'\nyear = 2025\n\n";

/// What becomes of a file behind `HEAD`, or why nothing does.
fn tried(rest: &str, changes: &[Change]) -> Result<String, String> {
    let text = format!("{HEAD}{rest}");
    let (_, report) = sound(&text);
    match edited(&text, &report, changes, &ReadOptions::default()) {
        Ok(edited) => {
            let crlf = text.replace('\n', "\r\n");
            let (_, report) = sound(&crlf);
            let other = self::edited(&crlf, &report, changes, &ReadOptions::default()).unwrap();
            assert_eq!(other.text, edited.text.replace('\n', "\r\n"), "the same with CRLF");
            Ok(edited.text.strip_prefix(HEAD).unwrap_or(&edited.text).to_owned())
        }
        Err(refusal) => Err(refusal.message.in_lang(Lang::Zh).to_owned()),
    }
}

fn made(rest: &str, changes: &[Change]) -> String {
    tried(rest, changes).unwrap_or_else(|refusal| panic!("{refusal}: {rest}"))
}

fn cell(key: &str, text: &str) -> Change {
    Change::Cell { key: key.to_owned(), text: Some(text.to_owned()) }
}

fn no_cell(key: &str) -> Change {
    Change::Cell { key: key.to_owned(), text: None }
}

fn text(key: &str, text: &str) -> Change {
    Change::Text { key: key.to_owned(), text: Some(text.to_owned()) }
}

fn set(key: &str, value: SettingValue) -> Change {
    Change::Setting { key: key.to_owned(), value: Some(value) }
}

fn label(key: &str, text: Option<&str>) -> Change {
    Change::Label { key: key.to_owned(), text: text.map(str::to_owned) }
}

fn accept(code: &str, key: Option<&str>, reason: Option<&str>) -> Change {
    Change::Accept { code: code.to_owned(), key: key.map(str::to_owned), reason: reason.map(str::to_owned) }
}

#[test]
fn a_cell_is_written_where_its_row_has_it() {
    for (before, key, typed, after) in [
        (
            "received = [ 1, 2, 0, 0, 0, 0 ]  # 行",
            "received.enterprise",
            "22",
            "received = [ 1, 22, 0, 0, 0, 0 ]  # 行",
        ),
        ("received = [1, 2, 0, 0, 0, 0]", "received.total", "3", "received = [1, 2, 0, 0, 0, 0, 3]"),
        ("received = []", "received.research", "3", "received = [\"\", \"\", 3, \"\", \"\", \"\"]"),
        ("received = ['', '']", "received.natural", "3", "received = [3, '', \"\", \"\", \"\", \"\"]"),
        (
            "received = { natural = 1, total = 1 } # 行",
            "received.other",
            "0",
            "received = { natural = 1, other = 0, total = 1 } # 行",
        ),
        ("received = {}", "received.natural", "5", "received = { natural = 5 }"),
        ("received.natural = 1", "received.total", "1", "received.natural = 1\nreceived.total = 1"),
        ("received.total = 1 # 总", "received.natural", "1", "received.natural = 1\nreceived.total = 1 # 总"),
        (
            "[applications.received]\nnatural = 1",
            "received.ngo",
            "/",
            "[applications.received]\nnatural = 1\nngo = \"/\"",
        ),
        ("received = \"1\\t2\\t0\\t0\\t0\\t0\"", "received.ngo", "", "received = [1, 2, 0, \"\", 0, 0]"),
        (
            "refused = { query = [1, 0, 0, 0, 0, 0] }",
            "refused.query.natural",
            "2",
            "refused = { query = [2, 0, 0, 0, 0, 0] }",
        ),
        (
            "refused = { query = [1, 0, 0, 0, 0, 0] }",
            "refused.internal.natural",
            "2",
            "refused = { internal = [2, \"\", \"\", \"\", \"\", \"\"], query = [1, 0, 0, 0, 0, 0] }",
        ),
        ("total = []", "total.enterprise", "7", "total = { enterprise = 7 }"),
        ("total = ['', '']", "total.other", "3", "total = { natural = '', enterprise = '', other = 3 }"),
        (
            "received = [1, 2, 0, 0, 0, 0]",
            "received.other",
            "22（其中1件）",
            "received = [1, 2, 0, 0, 0, { value = 22, text = \"22（其中1件）\" }]",
        ),
        ("received = [1_000, 2, 0, 0, 0, 0]", "received.natural", "1,000", "received = [1_000, 2, 0, 0, 0, 0]"),
    ] {
        let file = |row: &str| match row.starts_with('[') {
            true => format!("{row}\n"),
            false => format!("[applications]  # 三\n{row}\n\n# 尾\n"),
        };
        let key = format!("applications.{key}");
        assert_eq!(made(&file(before), &[cell(&key, typed)]), file(after), "{before}");
    }
}

#[test]
fn a_row_that_is_not_there_is_made_in_its_place() {
    for (before, key, after) in [
        (
            "received = [1, 0, 0, 0, 0, 0]\ngranted  = [1, 0, 0, 0, 0, 0]",
            "carried_in.natural",
            "received = [1, 0, 0, 0, 0, 0]\ncarried_in = [9, \"\", \"\", \"\", \"\", \"\"]\ngranted  = [1, 0, 0, 0, 0, 0]",
        ),
        (
            "# 头\ngranted    = { natural = 1 }",
            "received.total",
            "# 头\nreceived   = { total = 9 }\ngranted    = { natural = 1 }",
        ),
        ("body = '文'\nnote = '注'", "total.natural", "body = '文'\nnote = '注'\ntotal = { natural = 9 }"),
        ("received.natural = 1", "refused.query.ngo", "received.natural = 1\nrefused.query.ngo = 9"),
        (
            "[applications.received]\nnatural = 1\n\n[applications.total]\nnatural = 1",
            "granted.natural",
            "[applications.received]\nnatural = 1\n\n[applications.granted]\nnatural = 9\n\n[applications.total]\nnatural = 1",
        ),
    ] {
        let head = if before.starts_with('[') { "" } else { "[applications]\n" };
        let key = format!("applications.{key}");
        assert_eq!(made(&format!("{head}{before}\n"), &[cell(&key, "9")]), format!("{head}{after}\n"), "{before}");
    }
    let after = "[overview]\nbody = '文'\n\n[applications]\nreceived = [1, \"\", \"\", \"\", \"\", \"\"]\n\n[other]\nbody = '文'\n";
    let before = "[overview]\nbody = '文'\n\n[other]\nbody = '文'\n";
    assert_eq!(made(before, &[cell("applications.received.natural", "1")]), after);
    // Nothing is said, and nothing is written.
    assert_eq!(made(before, &[cell("applications.received.natural", " ")]), before);
}

#[test]
fn a_cell_is_taken_out() {
    for (before, key, after) in [
        ("received = [1, 2, 0, 0, 0, 0, 3] # 行", "received.total", "received = [1, 2, 0, 0, 0, 0] # 行"),
        ("received = [1, 2, 0, 0, 0, 0, 3]", "received.natural", "received = [\"\", 2, 0, 0, 0, 0, 3]"),
        ("received = { natural = 1, total = 1 }", "received.total", "received = { natural = 1 }"),
        ("received = { natural = 1, total = 1 }", "received.natural", "received = { total = 1 }"),
        ("received.natural = 1 # 一\nreceived.total = 1", "received.natural", "received.total = 1"),
        (
            "total = [1, 2, 0, 0, 0, 0, 3]",
            "total.natural",
            "total = { enterprise = 2, research = 0, ngo = 0, legal = 0, other = 0, total = 3 }",
        ),
        ("received = [1, 2, 0, 0, 0, 0]", "received.total", "received = [1, 2, 0, 0, 0, 0]"),
    ] {
        let file = |row: &str| format!("[applications]\n{row}\n");
        assert_eq!(made(&file(before), &[no_cell(&format!("applications.{key}"))]), file(after), "{before}");
    }
    let header = "[applications.received] # 行\nnatural = 1 # 一\n\n# 尾\n";
    let after = "[applications.received] # 行\n\n# 尾\n";
    assert_eq!(made(header, &[no_cell("applications.received.natural")]), after);
}

/// A table that was pasted is written out row by row where it stood, and says what it said.
#[test]
fn a_pasted_table_becomes_rows() {
    let before =
        "[remedies] # 四\npasted = '''\n1\t0\t0\t0\t1\t2\t0\t/\t0\t2\t0\t0\t0\t0\t0\n''' # 表\nnote = '注'\n\n# 尾\n";
    let after = "[remedies] # 四\nreconsideration = [1, 0, 0, 0, 1] # 表\nlitigation_direct = [2, 5, \"/\", 0, 2]\n\
        litigation_after = [0, 0, 0, 0, 0]\nnote = '注'\n\n# 尾\n";
    assert_eq!(made(before, &[cell("remedies.litigation_direct.corrected", "5")]), after);
}

#[test]
fn extra_rows_take_figures_come_and_go() {
    let before = "[disclosure]\nregulations = [1, 0, 3]\n\n[[disclosure.extra]] # 一\nafter = 'normative'\nlabel = '甲' # 名\n\
        cells = [1, 2, 3]\n\n[[disclosure.extra]]\nafter = 'normative'\nlabel = '乙'\ncells = { issued = 1 }\n\n[other]\nbody = ''\n";
    let after = made(before, &[cell("disclosure.extra.0.repealed", "22"), cell("disclosure.extra.1.in_force", "3")]);
    let expected = before.replace("[1, 2, 3]", "[1, 22, 3]").replace("{ issued = 1 }", "{ issued = 1, in_force = 3 }");
    assert_eq!(after, expected);
    assert_eq!(made(before, &[label("disclosure.extra.0", Some("丙"))]), before.replace("'甲'", "'丙'"));
    assert!(tried(before, &[label("disclosure.extra.0", None)]).unwrap_err().contains("名称不能空着"));

    let add = Change::AddRow {
        table: "disclosure".to_owned(),
        after: "penalties".to_owned(),
        label: "检查".to_owned(),
        cells: vec!["1,200".to_owned()],
    };
    let added = made(before, &[add.clone(), cell("disclosure.extra.2.decisions", "7")]);
    let row = "[[disclosure.extra]]\nafter = \"penalties\"\nlabel = \"检查\"\ncells = [7]\n\n[other]";
    assert_eq!(added, before.replace("[other]", row));
    let removed = made(&added, &[Change::RemoveRow { key: "disclosure.extra.2".to_owned() }]);
    assert_eq!(removed, before);
    let remove = Change::RemoveRow { key: "disclosure.extra.0".to_owned() };
    let first = made(before, &[remove.clone(), cell("disclosure.extra.0.repealed", "2")]);
    assert!(first.contains("{ issued = 1, repealed = 2 }") && !first.contains('甲'), "{first}");
    let inline = "[disclosure]\nextra = [{ after = 'normative', label = '甲', cells = [1, 2, 3] }]\n";
    assert_eq!(made(inline, std::slice::from_ref(&remove)), "[disclosure]\n");
    let two = made(inline, std::slice::from_ref(&add));
    assert_eq!(two.matches("after").count(), 2);
    assert_eq!(made(&two, &[Change::RemoveRow { key: "disclosure.extra.1".to_owned() }]), inline);
    assert_eq!(
        made("# 尾\n", &[add]),
        "[[disclosure.extra]]\nafter = \"penalties\"\nlabel = \"检查\"\ncells = [1200]\n\n# 尾\n"
    );
}

#[test]
fn texts_stay_in_their_quotes() {
    for (before, new, after) in [
        ("'甲' # 一", "乙", "'乙' # 一"),
        ("\"甲\" # 一", "乙\\'", "\"乙\\\\'\" # 一"),
        ("'甲' # 一", "it's", "\"it's\" # 一"),
        ("'甲' # 一", "乙\n丙\n", "'''\n乙\n丙\n''' # 一"),
        ("'''\n甲\n乙\n丙\n''' # 一", "甲\n丁\n丙", "'''\n甲\n丁\n丙\n''' # 一"),
        ("'''\n甲\n'''", "a'''b", "\"\"\"\na'''b\n\"\"\""),
        ("\"\"\"\n甲\n\"\"\" # 一", "乙", "\"\"\"\n乙\n\"\"\" # 一"),
        ("\"\"\"\n甲\n\"\"\"", "乙\\*", "'''\n乙\\*\n'''"),
        ("'''甲'''", "乙", "'''乙'''"),
    ] {
        let file = |text: &str| format!("[overview] # 一\nbody = {text}\n# 尾\n");
        assert_eq!(made(&file(before), &[text("overview.body", new)]), file(after), "{before}");
    }
    let before = "[disclosure]\n# 行\nregulations = [1, 0, 3]\n";
    let after = "[disclosure]\n# 行\nbody = '''\n文\n'''\nnote = '''\n注\n'''\nregulations = [1, 0, 3]\n";
    let both = [text("disclosure.body", "文"), text("disclosure.note", "注")];
    assert_eq!(made(before, &both), after);
    let gone = [Change::Text { key: "disclosure.body".to_owned(), text: None }, text("disclosure.note", "")];
    assert_eq!(made(after, &gone), before);
    assert_eq!(made("# 尾\n", &[text("preface.body", "前言")]), "[preface]\nbody = '''\n前言\n'''\n\n# 尾\n");
    assert!(tried("", &[text("preface.note", "前言")]).unwrap_err().contains("没有“preface.note”"));
}

/// A text of which some lines end so and others so keeps the ends of lines that stay.
#[test]
fn mixed_line_ends_stay_where_they_are() {
    let before = format!("{HEAD}[other]\r\nbody = '''\r\n甲\n乙\r\n丙\n'''\n").replace("头\n", "头\r\n");
    let (_, report) = sound(&before);
    let after = edited(&before, &report, &[text("other.body", "甲\n丁\n丙")], &ReadOptions::default()).unwrap();
    assert_eq!(after.text, before.replace("乙\r\n", "丁\n"));
}

#[test]
fn a_text_in_a_file_of_its_own_is_given_to_be_written() {
    use crate::files::{Files, Memory};
    let data = format!("{HEAD}[overview]\nbody_file = '一.md' # 文\n");
    let files = Files::new(Memory::from([("一.md", "甲\r\n")]));
    let options = ReadOptions { folder: Some(files.folder("", false)), ..ReadOptions::default() };
    let report = reread(data.clone(), &options).unwrap().report;
    let after = edited(&data, &report, &[text("overview.body", "乙\n丙")], &options).unwrap();
    assert_eq!((after.text.as_str(), after.files), (data.as_str(), vec![("一.md".to_owned(), "乙\n丙\n".to_owned())]));
    let same = edited(&data, &report, &[text("overview.body", "甲")], &options).unwrap();
    assert_eq!((same.text.as_str(), same.files), (data.as_str(), vec![]));
    let gone = edited(&data, &report, &[text("overview.body", "")], &options).unwrap();
    assert_eq!(gone.text, format!("{HEAD}[overview]\n"));
}

#[test]
fn settings_are_put_and_taken_out() {
    let day = SettingValue::Date(Date { year: 2026, month: 3, day: 5 });
    let organ = |text: &str| set("report.organ", SettingValue::Text(text.to_owned()));
    let number = |key: &str, digits: &str| set(key, SettingValue::Number(digits.to_owned()));
    let flag = |key: &str, flag: bool| set(key, SettingValue::Flag(flag));
    let change = |changes: &[Change]| {
        let (_, report) = sound(HEAD);
        edited(HEAD, &report, changes, &ReadOptions::default()).map(|edited| edited.text)
    };
    let all = [
        organ(" 乙局 "),
        set("report.published", day.clone()),
        flag("report.signature", true),
        flag("report.draft", true),
        number("page.line_pitch", "２９.5"),
        flag("page.numbers", false),
        set("report.title", SettingValue::Lines(vec!["甲".to_owned(), "乙".to_owned()])),
    ];
    let after = change(&all).unwrap();
    assert_eq!(
        after,
        "[report]  # 头\norgan = '乙局'\nyear = 2025\ntitle = [\"甲\", \"乙\"]\ndraft = true\npublished = 2026-03-05\nsignature = true\n\n\
         [page]\nline_pitch = 29.5\nnumbers = false\n\n"
    );
    let (_, report) = sound(&after);
    let stated = |key: &str| settings(&report, &after).into_iter().find(|one| one.key == key).unwrap();
    assert_eq!(stated("report.published").stated, Some(day));
    assert_eq!(stated("report.kind").stated, None);
    assert_eq!(stated("report.kind").effective, Some(SettingValue::Text("department".to_owned())));
    assert_eq!(stated("form").effective, Some(SettingValue::Text("2021".to_owned())));
    let gone = Change::Setting { key: "page.numbers".to_owned(), value: None };
    let without = edited(&after, &report, &[gone], &ReadOptions::default()).unwrap().text;
    assert_eq!(without, after.replace("numbers = false\n", ""));

    let line = change(&[set("report.title", SettingValue::Text("题".to_owned()))]).unwrap();
    assert_eq!(line, HEAD.replace("2025\n", "2025\ntitle = \"题\"\n"));

    let refused = |change_: Change| change(&[change_]).unwrap_err().message.in_lang(Lang::Zh).to_owned();
    assert!(
        refused(set("report.published", SettingValue::Date(Date { year: 2026, month: 2, day: 30 })))
            .contains("没有2026年2月30日")
    );
    assert!(refused(flag("report.signature", true)).contains("发布日期"));
    assert!(refused(number("page.line_pitch", "abc")).contains("不是一个数"));
    assert!(refused(number("page.line_pitch", "3")).contains("16 到 100"));
    assert!(refused(organ("")).contains("report.organ"));
    assert!(refused(flag("report.orgn", true)).contains("没有“report.orgn”"));
}

/// The form is changed where nothing that is filled in is lost.
#[test]
fn another_form_takes_over_what_it_has_a_place_for() {
    let form = |name: &str| set("form", SettingValue::Text(name.to_owned()));
    let blank = "[disclosure]\nregulations = [\"\", \"\", \"\"]\nlicences = []\n\n[applications]\nreceived = [1, 0, 0, 0, 0, 0]\n\
        other_outcome.fee_unpaid = []\n";
    let after = made(blank, &[form("2019")]);
    assert_eq!(
        after,
        format!(
            "form = \"2019\"\n\n{HEAD}[disclosure]\nregulations = []\nlicences = []\n\n[applications]\nreceived = [1, 0, 0, 0, 0, 0]\n"
        )
    );
    let full =
        "[disclosure]\nlicences = [5]\nregulations = [1, 2, 3]\n[labels]\n'disclosure.item_1.*.in_force' = '有效'\n";
    let said = tried(full, &[form("2019")]).unwrap_err();
    assert!(said.contains("共 4 处") && said.contains("规章 本年制发件数") && said.contains("有效"), "{said}");
    let year = set("report.year", SettingValue::Number("2020".to_owned()));
    assert!(tried(full, &[year]).unwrap_err().contains("2019 年格式没有地方写"));
    let kept = made("[disclosure]\nlicences = [5]\n", &[form("2019")]);
    assert!(kept.contains("licences = { decisions = 5 }"), "{kept}");
}

#[test]
fn labels_go_to_their_place_and_back_to_the_form() {
    let key = "applications.*.ngo";
    let some = made("# 尾\n", &[label(key, Some("社会团体"))]);
    assert_eq!(some, "[labels]\n\"applications.*.ngo\" = \"社会团体\"\n\n# 尾\n");
    assert_eq!(made(&some, &[label(key, Some("社会公益组织"))]), "[labels]\n\n# 尾\n");
    let nested = "[labels.problems]\ntitle = '问题' # 名\n[labels]\n'disclosure.normative' = '文件'\n";
    assert_eq!(made(nested, &[label("problems.title", Some("存在的问题"))]), nested.replace("'问题'", "'存在的问题'"));
    assert_eq!(made(nested, &[label("problems.title", None)]), nested.replace("title = '问题' # 名\n", ""));
    assert!(tried("", &[label("problems.titel", Some("问"))]).unwrap_err().contains("没有“problems.titel”"));
}

#[test]
fn findings_are_accepted_and_no_longer() {
    let before = "[other]\nbody = '文'\n";
    let both = [
        accept("year-jump", None, Some("专项清理")),
        accept("year-jump", Some("applications.received"), Some("另一\n理由")),
    ];
    let after = made(before, &both);
    assert_eq!(
        after,
        "[other]\nbody = '文'\n\n[[accept]]\ncode = \"year-jump\"\nreason = \"专项清理\"\n\n[[accept]]\ncode = \"year-jump\"\n\
         key = \"applications.received\"\nreason = \"另一 理由\"\n"
    );
    assert_eq!(made(&after, &[accept("year-jump", None, Some("新"))]), after.replace("专项清理", "新"));
    let none = [accept("year-jump", Some("applications.received"), None), accept("year-jump", None, None)];
    assert_eq!(made(&after, &none), before);
    assert!(tried(before, &[accept("year-jump", None, Some(" "))]).unwrap_err().contains("理由"));
}

#[test]
fn charts_are_drawn_up_changed_and_taken_out() {
    let strings = |all: &[&str]| all.iter().map(|text| (*text).to_owned()).collect::<Vec<_>>();
    let series =
        |name: &str, values: &[&str]| SeriesChange { name: name.to_owned(), values: strings(values), key: None };
    let pie = ChartChange {
        kind: "pie".to_owned(),
        title: Some("题".to_owned()),
        unit: None,
        decimals: None,
        categories: strings(&["公开", "不公开"]),
        series: vec![series("", &["1,200", "{{ applications.refused.total }}"])],
    };
    let chart = |chart: Option<&ChartChange>| Change::Chart { name: "结果".to_owned(), chart: chart.cloned() };
    let before = "[other]\nbody = '文'\n\n[[accept]]\ncode = 'x'\nreason = 'y'\n";
    let drawn = made(before, &[chart(Some(&pie))]);
    let block = "[charts.\"结果\"]\nkind = \"pie\"\ntitle = \"题\"\n\
        values = { \"公开\" = 1200, \"不公开\" = \"{{ applications.refused.total }}\" }\n";
    assert_eq!(drawn, before.replace("[[", &format!("{block}\n[[")));
    let more = ChartChange { series: vec![series("", &["7", "{{ applications.refused.total }}"])], ..pie.clone() };
    assert_eq!(made(&drawn, &[chart(Some(&more))]), drawn.replace("1200", "7"));
    assert_eq!(made(&drawn, &[chart(None)]), before);
    let whole = ChartChange { decimals: Some(0), ..pie.clone() };
    let rounded = made(&drawn, &[chart(Some(&whole))]);
    assert_eq!(rounded, drawn.replace("title = \"题\"\n", "title = \"题\"\ndecimals = 0\n"));
    assert_eq!(made(&rounded, &[chart(Some(&pie))]), drawn);
    let bar = ChartChange {
        kind: "bar".to_owned(),
        series: vec![series("甲", &["1", "2"]), series("乙", &["3", ""])],
        ..pie.clone()
    };
    let after = made(&drawn.replace("kind = \"pie\"", "kind = \"pie\" # 类\ndecimals = 0"), &[chart(Some(&bar))]);
    assert!(
        after.contains(
            "kind = \"bar\" # 类\ntitle = \"题\"\ncategories = [\"公开\", \"不公开\"]\nseries = { \"甲\" = [1, 2], \"乙\" = [3, \"\"] }\n"
        ),
        "{after}"
    );
    let of_key = ChartChange {
        categories: Vec::new(),
        series: vec![SeriesChange { key: Some("applications.received.*".to_owned()), ..series("", &[]) }],
        ..pie.clone()
    };
    let after = made("", &[chart(Some(&of_key))]);
    assert!(after.contains("values = \"applications.received.*\"\n"), "{after}");
    let (_, report) = sound(&format!("{HEAD}{after}"));
    assert_eq!(charts(&report), [("结果".to_owned(), of_key)]);
    let short = ChartChange { series: vec![series("", &["1"])], ..pie.clone() };
    assert!(tried("", &[chart(Some(&short))]).unwrap_err().contains("2 个名称，1 个数"));
    // Below a header of its own, with keys in Chinese that stand without quotes.
    let own = "[charts.结果]\nkind = 'pie'\ntitle = '题'\n\n[charts.结果.values]\n公开 = 5 # 一\n不公开 = 6\n\n[[accept]]\ncode = 'x'\nreason = 'y'\n";
    let six = ChartChange { series: vec![series("", &["7", "6"])], ..pie.clone() };
    assert_eq!(made(own, &[chart(Some(&six))]), own.replace("5 #", "7 #"));
    let renamed = ChartChange { categories: strings(&["甲", "乙"]), ..six };
    let after = made(own, &[chart(Some(&renamed))]);
    assert!(
        after.starts_with(
            "[charts.结果]\nkind = 'pie'\ntitle = '题'\nvalues = { \"甲\" = 7, \"乙\" = 6 }\n\n[[accept]]"
        ),
        "{after}"
    );
}

#[test]
fn what_the_reader_refuses_is_refused_in_its_words() {
    let row = "[applications]\nreceived = [1, 0, 0, 0, 0, 0]\n";
    for (typed, said) in [("-1", "负数"), ("1.5", "不是整数"), ("99999999999999999999", "太大")] {
        let refusal = tried(row, &[cell("applications.received.natural", typed)]).unwrap_err();
        assert!(refusal.contains(said), "{refusal}");
    }
    assert!(
        tried(row, &[cell("applications.received.nobody", "1")])
            .unwrap_err()
            .contains("没有“applications.received.nobody”")
    );
}
