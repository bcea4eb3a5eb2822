//! `check --fix`: what has one right answer is mended, every other byte stays.

use nianbao::files::{Files, Memory};
use nianbao::pipeline::fix;
use nianbao::{Input, Options};

use crate::prose::reports;
use crate::support::{Desk, END, Run, TABLES, in_repository, report};

/// A report whose 一 holds everything that is mended, with a comment, blanks and an order of its own.
const WRONG: &str = "\
# 报告,手工填写 \t
[report]
year   = 2025     # 年度, \"今年\"
organ = '某某县人民政府'

[overview]   # 一
body = '''
加强\"三公\"经费公开,落实\"一张网\";用时2-3天，公开１２０条。

按照《关于印发<要点>的通知》公开⼀般信息\u{200B}。
'''
";

/// The same, mended.
const RIGHT: &str = "\
# 报告,手工填写 \t
[report]
year   = 2025     # 年度, \"今年\"
organ = '某某县人民政府'

[overview]   # 一
body = '''
加强“三公”经费公开，落实“一张网”；用时2～3天，公开120条。

按照《关于印发〈要点〉的通知》公开一般信息。
'''
";

fn whole(head: &str) -> String {
    format!("{head}{TABLES}{END}{ACCEPTED}")
}

/// The rows of table 三 that stand nowhere are blank, and there is no preface: these are warnings.
const ACCEPTED: &str = "\
[[accept]]
code = 'blank-cell'
reason = '没有发生'
[[accept]]
code = 'opening'
reason = '另页'
[[accept]]
code = 'overview-aspects'
reason = '另页'
";

fn text(desk: &Desk, name: &str) -> String {
    String::from_utf8(desk.read(name)).expect("UTF-8")
}

fn out(run: &Run) -> String {
    String::from_utf8(run.out.clone()).expect("UTF-8")
}

#[test]
fn what_has_one_right_answer_is_mended_and_nothing_else() {
    let desk = Desk::new();
    desk.put("a.toml", whole(WRONG));
    let run = desk.run(&["check", "a.toml", "--fix"]);
    run.succeeds();
    assert_eq!(text(&desk, "a.toml"), whole(RIGHT));
    let said = out(&run);
    for words in ["a.toml：改了 12 处", "characters 2", "citation 2", "number-style 2", "punctuation 6", "0 个警告"]
    {
        assert!(said.contains(words), "{words}: {said}");
    }
    assert_eq!(desk.names(), ["a.toml"], "nothing is left behind");
    // Once more there is nothing to do.
    let run = desk.run(&["check", "a.toml", "--fix", "--lang", "en"]);
    assert!(out(&run).contains("a.toml: nothing that could be mended"), "{}", out(&run));
    assert_eq!(text(&desk, "a.toml"), whole(RIGHT));
}

/// Line ends of Windows, a byte-order mark, a last line without an end.
#[test]
fn line_ends_and_marks_stay() {
    let as_written = |text: &str| format!("\u{FEFF}{}", whole(text).trim_end().replace('\n', "\r\n"));
    let desk = Desk::new();
    desk.put("a.toml", as_written(WRONG));
    desk.run(&["check", "a.toml", "--fix"]).succeeds();
    assert_eq!(text(&desk, "a.toml"), as_written(RIGHT));
}

#[test]
fn a_narrative_in_a_file_of_its_own_is_mended_there() {
    let desk = Desk::new();
    std::fs::create_dir(desk.path("正文")).expect("a folder");
    let data = report("", "").replace("body = '''\n\n'''", "body_file = '正文/一.md'");
    assert!(data.contains("body_file"));
    desk.put("a.toml", &data);
    desk.put("正文/一.md", "\u{FEFF}公开,１条。\r\n\r\n用时2-3天\r\n");
    let run = desk.run(&["check", "a.toml", "--fix"]);
    assert_eq!(text(&desk, "正文/一.md"), "\u{FEFF}公开，1条。\r\n\r\n用时2～3天\r\n");
    assert_eq!(text(&desk, "a.toml"), data);
    assert!(out(&run).contains("正文/一.md：改了 3 处"), "{}", out(&run));
}

/// What a difference makes of files: hunks are applied as POSIX says of `patch`. Names, and new texts.
fn patched(difference: &str, read: impl Fn(&str) -> String) -> Vec<(String, String)> {
    let mut lines = difference.split_inclusive('\n').peekable();
    let mut files = Vec::new();
    while let Some(header) = lines.next() {
        let name = header.strip_prefix("--- ").expect("a header").trim_end_matches(['\n', '\t']).to_owned();
        assert_eq!(lines.next().expect("a second header"), header.replacen("---", "+++", 1));
        let text = read(&name);
        let old: Vec<&str> = text.split_inclusive('\n').collect();
        let (mut new, mut at) = (String::new(), 0);
        while let Some(hunk) = lines.next_if(|line| line.starts_with("@@ ")) {
            let numbers: Vec<usize> =
                hunk.split(|ch: char| !ch.is_ascii_digit()).filter_map(|part| part.parse().ok()).collect();
            let [start, mut taken, new_start, mut given] = numbers[..] else { panic!("{hunk}") };
            assert_eq!(start, new_start, "lines stay as many as they are");
            new.push_str(&old[at..start - 1].concat());
            at = start - 1;
            while taken + given > 0 {
                let line = lines.next().expect("a line of the hunk");
                let is_last = lines.next_if(|next| next.starts_with('\\')).is_some();
                let (sign, rest) = line.split_at(1);
                let rest = if is_last { rest.trim_end_matches('\n') } else { rest };
                if sign != "+" {
                    assert_eq!(old[at], rest);
                    at += 1;
                    taken -= 1;
                }
                if sign != "-" {
                    new.push_str(rest);
                    given -= 1;
                }
            }
        }
        new.push_str(&old[at..].concat());
        files.push((name, new));
    }
    files
}

#[test]
fn a_dry_run_shows_the_difference_and_writes_nothing() {
    let unended = |text: &str| whole(text).trim_end().to_owned();
    let last = |mark: &str| whole(RIGHT).replace(ACCEPTED, "").replace("处理费。'\n", &format!("处理费{mark}'"));
    for (wrong, right) in [
        (whole(WRONG), whole(RIGHT)),
        (whole(WRONG).replace('\n', "\r\n"), whole(RIGHT).replace('\n', "\r\n")),
        (format!("\u{FEFF}{}", unended(WRONG)), format!("\u{FEFF}{}", unended(RIGHT))),
        // The last line is one that changes.
        (last("!"), last("！")),
    ] {
        let desk = Desk::new();
        desk.put("a b.toml", &wrong);
        let run = desk.run(&["check", "a b.toml", "--fix", "--dry-run"]);
        run.succeeds();
        assert_eq!(text(&desk, "a b.toml"), wrong);
        assert!(run.messages.contains("没有写文件") && run.messages.contains("检查了 1 个文件"), "{}", run.messages);
        assert_eq!(patched(&out(&run), |name| text(&desk, name)), [("a b.toml".to_owned(), right.clone())]);
        desk.run(&["check", "a b.toml", "--fix"]).succeeds();
        assert_eq!(text(&desk, "a b.toml"), right);
    }
}

#[test]
fn a_difference_of_several_files() {
    let desk = Desk::new();
    desk.put("a.toml", report("", "").replace("body = '''\n\n'''", "body_file = '一.md'"));
    desk.put("一.md", "公开,１条。");
    desk.put("b.toml", whole(WRONG));
    let run = desk.run(&["check", "a.toml", "b.toml", "--fix", "--dry-run"]);
    let expected = [("一.md".to_owned(), "公开，1条。".to_owned()), ("b.toml".to_owned(), whole(RIGHT))];
    assert_eq!(patched(&out(&run), |name| text(&desk, name)), expected);
}

#[test]
fn figures_are_mended_and_each_is_told() {
    let tables = TABLES
        .replace("received = [3, 1, 0, 0, 0, 0]", "received = [\"3件\", '1', 0, 0, 0, 0] # 台账")
        .replace("licences = { decisions = 300 }", "licences = { decisions = \"1,300件\" }")
        .replace("fees = { amount = 12.5 }", "fees = { amount = '125000元' }");
    let wrong = report("", "正文。").replace(TABLES, &tables);
    let desk = Desk::new();
    desk.put("a.toml", &wrong);
    let run = desk.run(&["check", "a.toml", "--fix"]);
    let right = wrong.replace("[\"3件\", '1', 0", "[3, 1, 0").replace("decisions = \"1,300件\"", "decisions = 1300");
    assert_eq!(text(&desk, "a.toml"), right);
    let said = out(&run);
    for words in [
        "figure-as-text 3",
        "applications.received.natural：\"3件\" 改成 3",
        "disclosure.licences.decisions：\"1,300件\" 改成 1300",
    ] {
        assert!(said.contains(words), "{words}: {said}");
    }
    // What may be two things is left: the amount is in another unit.
    assert!(said.contains("警告[figure-as-text]") && said.contains("125000元"), "{said}");
}

#[test]
fn a_row_that_was_pasted_stays_one() {
    let pasted = |row: &str| {
        let tables = TABLES.replace("received = [3, 1, 0, 0, 0, 0]", &format!("received = {row}"));
        report("", "正文。").replace(TABLES, &tables)
    };
    let rows = ["\"3件\\t1\\t0\\t0\\t0\\t0\"", "'3件\t1\t0\t0\t0\t0'", "'''\n3件\t1\t0\t0\t0\t0\n'''"];
    for row in rows {
        let desk = Desk::new();
        desk.put("a.toml", pasted(row));
        desk.run(&["check", "a.toml", "--fix"]).succeeds();
        assert_eq!(text(&desk, "a.toml"), pasted(&row.replace("3件", "3")), "{row}");
    }
}

#[test]
fn totals_are_mended_only_when_asked_for() {
    let tables = TABLES
        .replace("reconsideration = [1, 0, 0, 0]", "reconsideration = [1, 0, 0, 0, 2]  # 五格")
        .replace("received = [3, 1, 0, 0, 0, 0]", "received = [3, 1, 0, 0, 0, 0, 5]");
    let wrong = report("", "正文。").replace(TABLES, &tables);
    let desk = Desk::new();
    desk.put("a.toml", &wrong);
    let run = desk.run(&["check", "a.toml", "--fix"]);
    assert!(run.code == 1 && out(&run).contains("没有能直接改的"), "{}", out(&run));
    assert_eq!(text(&desk, "a.toml"), wrong);
    let run = desk.run(&["check", "a.toml", "--fix", "--fix-totals"]);
    run.succeeds();
    let said = out(&run);
    assert!(said.contains("remedies.reconsideration.total：2 改成 1"), "{said}");
    assert!(said.contains("applications.received.total：5 改成 4"), "{said}");
    assert_eq!(text(&desk, "a.toml"), wrong.replace("0, 0, 2]  #", "0, 0, 1]  #").replace("0, 0, 5]", "0, 0, 4]"));
    // A total that agrees with all but its parts is not the one that is wrong.
    let part = report("", "正文。").replace("received = [3, 1, 0, 0, 0, 0]", "received = [2, 1, 0, 0, 0, 0, 4]");
    desk.put("b.toml", &part);
    assert_eq!(desk.run(&["check", "b.toml", "--fix", "--fix-totals"]).code, 1);
    assert_eq!(text(&desk, "b.toml"), part);
}

#[test]
fn what_is_accepted_or_escaped_stays() {
    let accepted = "[[accept]]\ncode = 'punctuation'\nkey = 'overview.body'\nreason = '照录'\n";
    let desk = Desk::new();
    let kept = report("", "公开,落实１项。") + accepted;
    desk.put("a.toml", &kept);
    desk.run(&["check", "a.toml", "--fix"]).succeeds();
    assert_eq!(text(&desk, "a.toml"), kept.replace('１', "1"));
    // A quotation mark behind a backslash is two bytes in the file; a lone one has no other half.
    let body = "body = \"\"\"\n加强\\\"三公\\\"经费,公开。\n\n公开,透明\n\"\"\"";
    let escaped = report("", "").replace("body = '''\n\n'''", body);
    desk.put("b.toml", &escaped);
    let run = desk.run(&["check", "b.toml", "--fix"]);
    assert_eq!(text(&desk, "b.toml"), escaped.replace("公开,透明", "公开，透明"));
    assert!(out(&run).contains("punctuation 没有改：文件里用了转义"), "{}", out(&run));
    let lone = report("", "加强\"三公经费公开。");
    desk.put("c.toml", &lone);
    let run = desk.run(&["check", "c.toml", "--fix"]);
    assert_eq!(text(&desk, "c.toml"), lone);
    assert!(out(&run).contains("引号不成对"), "{}", out(&run));
}

/// A heading that ends in ： runs on with the paragraph below it; one that ends in a half-width colon does not.
#[test]
fn what_would_let_something_else_read_otherwise_stays() {
    let text_of = |mark: &str| format!("## 主要做法:\n\n公开{mark}落实１项。\n\n## 成效\n\n显著{mark}");
    let desk = Desk::new();
    desk.put("a.toml", report("", &text_of("!")));
    let run = desk.run(&["check", "a.toml", "--fix"]);
    assert_eq!(text(&desk, "a.toml"), report("", &text_of("！").replace('１', "1")));
    let said = out(&run);
    assert!(
        said.contains("a.toml 第 7 行第 8 列（overview.body）的 punctuation 没有改") && said.contains("改了 3 处"),
        "{said}"
    );
    assert!(said.contains("警告[punctuation]"), "{said}");
}

#[test]
fn the_command_line_says_what_is_mended() {
    let desk = Desk::new();
    desk.put("a.toml", whole(WRONG));
    for arguments in [["check", "a.toml", "--fix-totals"], ["check", "a.toml", "--dry-run"]] {
        let run = desk.run(&arguments);
        assert_eq!(run.code, 2);
        assert!(run.messages.contains(&format!("--fix {}", arguments[2])), "{}", run.messages);
    }
    let run = desk.run_with("zh_CN.UTF-8", &["check", "-", "--fix"], whole(WRONG).as_bytes());
    assert!(run.code == 2 && run.messages.contains("先存成文件"), "{}", run.messages);
    assert_eq!(desk.run(&["check", "a.toml", "--fix", "--dry-run", "--format", "json"]).code, 2);
    assert_eq!(desk.run(&["check", "b.toml", "--fix"]).code, 3, "it is not there");
    assert_eq!(text(&desk, "a.toml"), whole(WRONG));
    // The findings that are left are JSON; what was done is told beside them.
    let run = desk.run(&["check", "a.toml", "--fix", "--format", "json"]);
    assert_eq!(out(&run).trim(), "[]");
    assert!(run.messages.contains("改了 12 处"), "{}", run.messages);
}

#[cfg(unix)]
#[test]
fn links_and_permissions_stay() {
    use std::fs::{Permissions, set_permissions, symlink_metadata};
    use std::os::unix::fs::{PermissionsExt, symlink};
    let desk = Desk::new();
    desk.put("a.toml", whole(WRONG));
    symlink("a.toml", desk.path("b.toml")).expect("a link");
    set_permissions(desk.path("a.toml"), Permissions::from_mode(0o640)).expect("permissions");
    desk.run(&["check", "b.toml", "--fix"]).succeeds();
    assert!(symlink_metadata(desk.path("b.toml")).expect("the link").is_symlink());
    assert_eq!(text(&desk, "a.toml"), whole(RIGHT));
    let about = symlink_metadata(desk.path("a.toml")).expect("the file");
    assert_eq!(about.permissions().mode() & 0o777, 0o640);
    // What may not be written is not.
    desk.put("c.toml", whole(WRONG));
    set_permissions(desk.path("c.toml"), Permissions::from_mode(0o440)).expect("permissions");
    let run = desk.run(&["check", "c.toml", "--fix"]);
    assert!(run.code == 3 && run.messages.contains("没有写入的权限"), "{}", run.messages);
    assert_eq!(text(&desk, "c.toml"), whole(WRONG));
    assert_eq!(desk.names(), ["a.toml", "b.toml", "c.toml"]);
}

/// The text of a report in memory when it is mended; none where nothing is.
fn mended(text: &str) -> Option<String> {
    let files = Files::new(Memory::from([("a.toml", text)]));
    let fixing = fix(&Input::File("a.toml".into()), None, &files, &Options::default(), true);
    assert!(fixing.refused.is_empty(), "{:?} in {text}", fixing.refused);
    let file = fixing.files.into_iter().next()?;
    Some(String::from_utf8(file.new).expect("UTF-8"))
}

/// All cases of prose, and texts that were pasted: what is mended once is mended for good, and lines stay lines.
#[test]
fn a_second_run_changes_nothing() {
    let mut count = 0;
    let pasted = std::fs::read_dir(in_repository("tests/cases/pasted")).expect("a folder");
    let pasted = pasted
        .map(|entry| entry.expect("an entry").path())
        .filter(|path| path.extension().is_some_and(|ending| ending == "toml"));
    let pasted = pasted.map(|path| ("pasted".to_owned(), std::fs::read_to_string(path).expect("a text")));
    for (name, report) in reports().into_iter().chain(pasted) {
        let Some(once) = mended(&report) else { continue };
        count += 1;
        assert_eq!(once.lines().count(), report.lines().count(), "{name}");
        assert_ne!(once, report, "{name}");
        assert_eq!(mended(&once), None, "{name}: {once}");
    }
    println!("{count} reports mended");
    assert!(count > 40, "{count}");
}
