//! Command lines as they are really typed: without a verb, misspelt, with names of the wrong kind, with patterns that
//! no shell has expanded. Each leads on: what is advised works.

use crate::support::{Desk, Run, WHOLE_OVERVIEW, report};

const ACCEPTED: &str = "[[accept]]\ncode = 'blank-cell'\nreason = '没有发生'\n";

/// A report about which nothing is found.
fn sound() -> String {
    report("", WHOLE_OVERVIEW) + ACCEPTED
}

/// A desk with sound reports.
fn desk(names: &[&str]) -> Desk {
    let desk = Desk::new();
    names.iter().for_each(|name| desk.put(name, sound()));
    desk
}

/// The program must refuse the command line, with nothing made and a message that holds all of these.
#[track_caller]
fn refuses(desk: &Desk, arguments: &[&str], expected: &[&str]) -> String {
    let before = desk.names();
    let Run { code, out, messages } = desk.run(arguments);
    assert_eq!(code, 2, "{messages}");
    assert!(out.is_empty() && desk.names() == before, "{messages}");
    for expected in expected {
        assert!(messages.contains(expected), "“{expected}” is not in:\n{messages}");
    }
    messages
}

/// What a command prints on the standard output.
#[track_caller]
fn prints(desk: &Desk, arguments: &[&str]) -> String {
    let run = desk.run(arguments);
    run.succeeds();
    String::from_utf8(run.out).expect("UTF-8")
}

#[test]
fn a_data_file_alone_is_built() {
    let desk = desk(&["报告.toml"]);
    desk.run(&["报告.toml"]).succeeds();
    desk.run(&["报告.toml", "-o", "X.pdf"]).succeeds();
    desk.run(&["--lang", "en", "-o", "Y.pdf", "./报告.toml"]).succeeds();
    assert_eq!(desk.names(), ["X.pdf", "Y.pdf", "报告.pdf", "报告.toml"]);
    assert!(desk.read("报告.pdf") == desk.read("X.pdf"));
    let run = desk.run_with("zh_CN.UTF-8", &["-"], sound().as_bytes());
    assert!(run.code == 0 && run.out == desk.read("X.pdf"), "{}", run.messages);
    // A data file that is not there is missing as such, and not taken for a verb.
    assert_eq!(desk.run(&["上年.toml"]).code, 3);
}

#[test]
fn a_misspelt_verb_is_named() {
    let desk = desk(&["报告.toml"]);
    refuses(&desk, &["biuld", "报告.toml"], &["没有“biuld”这个命令", "是不是“build”"]);
    refuses(&desk, &["help", "biuld"], &["没有“biuld”这个命令", "是不是“build”"]);
    refuses(&desk, &["--lang", "en", "chekc"], &["there is no command `chekc`", "did you mean `check`?"]);
    // Of a data file without its ending, the way on is that file; of anything else, all there is.
    refuses(&desk, &["报告"], &["nianbao 报告.toml"]);
    refuses(&desk, &["xyzzy"], &["build", "merge", "nianbao 报告.toml"]);
    refuses(&desk, &["build", "报告.toml", "--font-dri", "x"], &["--font-dri", "是不是“--font-dir”"]);
}

/// The line behind `nianbao` that a message advises.
fn advised(said: &str) -> Vec<String> {
    let (_, line) = said.split_once("写成：nianbao ").unwrap_or_else(|| panic!("nothing to type in {said}"));
    line.lines().next().unwrap_or_default().split(' ').map(str::to_owned).collect()
}

/// A dash of an input method or an editor is no hyphen. What is advised works.
#[test]
fn dashes_that_are_no_hyphens() {
    let desk = desk(&["报告.toml", "—公布.toml"]);
    for (typed, meant) in [
        ("build 报告.toml —o x.pdf", "build 报告.toml -o x.pdf"),
        ("build 报告.toml －o x.pdf", "build 报告.toml -o x.pdf"),
        ("build 报告.toml –o x.pdf ——allow—errors", "build 报告.toml -o x.pdf --allow-errors"),
        ("－ｏ x.pdf 报告.toml", "-o x.pdf 报告.toml"),
        ("——help", "--help"),
        ("—help", "--help"),
        ("check 报告.toml ——formt＝json", "check 报告.toml --format=json"),
        ("new 新.toml ——organ 某局 ――year 2025", "new 新.toml --organ 某局 --year 2025"),
    ] {
        let said =
            refuses(&desk, &typed.split(' ').collect::<Vec<_>>(), &["横线", &format!("写成：nianbao {meant}\n")]);
        let advised = advised(&said);
        desk.run(&advised.iter().map(String::as_str).collect::<Vec<_>>()).succeeds();
    }
    // A file that is called so is that file, and a name that is no option is no option.
    desk.run(&["build", "—公布.toml"]).succeeds();
    assert!(desk.run(&["build", "—没有.toml"]).messages.contains("没有“—没有.toml”这个文件"));
}

/// An option of another verb is named with it; nothing is suggested that is only a little alike.
#[test]
fn options_that_a_verb_does_not_have() {
    let desk = desk(&["报告.toml"]);
    refuses(&desk, &["build", "报告.toml", "--all"], &["build 没有“--all”这个选项，check 才有"]);
    refuses(
        &desk,
        &["check", "报告.toml", "--allow-errors"],
        &["check 没有“--allow-errors”", "build、merge、watch 才有"],
    );
    refuses(
        &desk,
        &["check", "报告.toml", "-o", "x"],
        &["check 没有“-o”", "build、import、merge、compare、watch 才有"],
    );
    refuses(&desk, &["new", "新.toml", "--format=json"], &["new 没有“--format”", "build、check、compare、verify 才有"]);
    refuses(&desk, &["--all"], &["“--all”是 check 的选项"]);
    refuses(&desk, &["build", "报告.toml", "--out", "x.pdf"], &["不认识的参数“--out”", "是不是“--output”？"]);
    refuses(&desk, &["merge", "报告.toml", "--formt", "json"], &["是不是 build 的“--format”？"]);
    for vague in ["--allow", "--quiet", "-x", "--lan-guage"] {
        let said = refuses(&desk, &["build", "报告.toml", vague], &["不认识的参数", vague]);
        assert!(!said.contains("是不是"), "{said}");
    }
}

#[test]
fn values_of_the_wrong_kind() {
    let desk = desk(&["报告.toml"]);
    for (year, meant) in [("25", "2025"), ("2024年", "2024"), ("２０２５", "2025"), ("今年", "2025"), ("1999", "2025")]
    {
        let new = ["new", "新.toml", "--organ", "某局", "--year", year];
        refuses(&desk, &new, &[&format!("--year 不能是“{year}”"), &format!("如 --year {meant}\n")]);
    }
    for number in ["很多", "-1", "1e3", "99999999999"] {
        let option = format!("--max-megapixels={number}");
        refuses(&desk, &["build", "报告.toml", &option], &[number, "正整数", "--max-megapixels 1000"]);
    }
    desk.run(&["build", "报告.toml", "--max-megapixels", "1000"]).succeeds();
    for verb in [vec!["check", ""], vec!["build", ""], vec![""], vec!["build", "报告.toml", "-o", ""]] {
        refuses(&desk, &verb, &["是空的"]);
    }
}

/// A name that leads to no file, but nearly to one.
#[test]
fn names_of_files_that_are_nearly_right() {
    let desk = desk(&["报告.toml", "-x.toml", "年度报告2025.toml"]);
    for verb in ["build", "check", "merge", "fonts"] {
        for near in ["报告", "报告.tmol", "“报告.toml”", "报告．toml", "报告.docx"] {
            let more: &[&str] = if verb == "merge" { &["-o", "-"] } else { &[] };
            let run = desk.run(&[&[verb, near], more].concat());
            let said = String::from_utf8(run.out).expect("UTF-8") + &run.messages;
            assert!(run.code == 3 && said.contains("是不是“报告.toml”？"), "{verb} {near}: {said}");
        }
    }
    for far in ["年度报告2024.toml", "上年.toml"] {
        let run = desk.run(&["build", far]);
        assert!(run.code == 3 && !run.messages.contains("是不是"), "{}", run.messages);
    }
    refuses(&desk, &["“报告.toml”"], &["nianbao 报告.toml"]);
    refuses(&desk, &["check", "-x.toml"], &["“-x.toml”", "写成 ./-x.toml"]);
    desk.run(&["build", "./-x.toml"]).succeeds();
}

/// Verbs whose help is looked at: those whose examples need no other files than the tests have.
const VERBS: [&str; 13] = [
    "build",
    "check",
    "compare",
    "completions",
    "explain",
    "fonts",
    "help",
    "licences",
    "man",
    "merge",
    "new",
    "schema",
    "watch",
];

/// `help VERB` is `VERB --help`, in both languages, with the exit codes.
#[test]
fn help_is_there_in_both_languages() {
    let desk = Desk::new();
    assert_eq!(prints(&desk, &["help"]), prints(&desk, &["--help"]));
    for verb in VERBS {
        let page = prints(&desk, &["help", verb]);
        assert_eq!(page, prints(&desk, &[verb, "--help"]), "{verb}");
        assert!(page.contains("用法: nianbao ") && page.contains("\n例:\n    nianbao "), "{page}");
        assert!(page.contains("退出码:\n    0  做完了"), "{page}");
        let english = prints(&desk, &["help", verb, "--lang", "en"]);
        for part in ["Usage: nianbao ", "\nExamples:\n    nianbao ", "\nExit codes:\n    0  done"] {
            assert!(english.contains(part), "{english}");
        }
        assert!(
            !english.contains("选项") && english.contains("-h, --help") && english.contains("show help"),
            "{english}"
        );
    }
    assert!(prints(&desk, &["help"]).contains("退出码:\n    0  做完了"));
}

/// The examples of every page of help work as they stand.
#[test]
fn examples_of_help_work() {
    for (locale, [this, last, offices, faces]) in [
        ("zh_CN.UTF-8", ["报告.toml", "上年.toml", "各单位", "字体"]),
        ("en_US.UTF-8", ["report.toml", "last.toml", "offices", "faces"]),
    ] {
        let mut count = 0;
        for page in ["--help"].into_iter().chain(VERBS.into_iter().filter(|verb| *verb != "watch")) {
            let help = Desk::new().run_with(locale, &[page, "--help"][..if page == "--help" { 1 } else { 2 }], b"");
            let help = String::from_utf8(help.out).expect("UTF-8");
            for line in help.lines().filter_map(|line| line.strip_prefix("    nianbao ")) {
                let desk = desk(&[]);
                if !line.starts_with("new") {
                    desk.put(this, sound());
                }
                desk.put(last, sound().replace("year = 2025", "year = 2024").replace("in_force = 8", "in_force = 7"));
                for folder in [offices, faces] {
                    std::fs::create_dir(desk.path(folder)).expect("a folder");
                }
                desk.put(&format!("{offices}/a.toml"), sound());
                std::fs::copy(
                    crate::support::in_repository("fonts/DejaVuSans.ttf"),
                    desk.path(faces).join("fallback.ttf"),
                )
                .expect("a face");
                let command = line.split("  ").next().expect("a command");
                let command = command.split(" > ").next().expect("a command");
                let run = desk.run_with(locale, &command.split(' ').collect::<Vec<_>>(), b"");
                assert_eq!(run.code, 0, "nianbao {command}: {}", run.messages);
                count += 1;
            }
        }
        assert!(count >= 18, "{count}");
    }
}

/// What is written is told by its ending: another kind of file is refused before anything is read.
#[test]
fn targets_of_another_kind() {
    let desk = desk(&["甲.toml"]);
    for ending in ["docx", "doc", "html", "ofd", "txt", "png", "toml", "xlsx", "DOCX"] {
        let target = format!("公布.{ending}");
        let instead = match ending {
            "doc" => "改成 公布.docx",
            _ => "改成 公布.pdf",
        };
        if !["docx", "html", "DOCX"].contains(&ending) {
            let formats = "能写的是：PDF .pdf、网页 .html、Word 文件 .docx、JSON .json";
            refuses(&desk, &["build", "none.toml", "-o", &target], &[&target, formats, instead]);
        }
        refuses(&desk, &["compare", "none.toml", "甲.toml", "-o", &target], &[&target, "PDF", "改成 公布.pdf"]);
        if !ending.eq_ignore_ascii_case("toml") {
            refuses(&desk, &["merge", "none.toml", "-o", &target], &[&target, "TOML", "改成 公布.toml"]);
            // `new` makes workbooks too.
            if ending != "xlsx" {
                let new = ["new", &target, "--organ", "某局", "--year", "2025"];
                refuses(&desk, &new, &[&target, "改成 公布.toml"]);
            }
        }
    }
    refuses(&desk, &["new", "a.pdf", "--from", "甲.toml", "--lang", "en"], &["a TOML file", "write a.toml"]);
}

/// Without an ending the program adds its own; in a folder the PDF is called as the data file.
#[test]
fn targets_without_an_ending() {
    let desk = desk(&["甲.toml"]);
    std::fs::create_dir(desk.path("公布")).expect("a folder");
    let run = desk.run(&["build", "甲.toml", "-o", "v1.2"]);
    assert!(run.code == 0 && run.messages.contains("已生成 v1.2.pdf"), "{}", run.messages);
    desk.run(&["build", "甲.toml", "-o", "公布"]).succeeds();
    desk.run(&["merge", "甲.toml", "-o", "合计"]).succeeds();
    desk.run(&["new", "新", "--organ", "某局", "--year", "2025"]).succeeds();
    for name in ["v1.2.pdf", "公布/甲.pdf", "合计.toml", "新.toml"] {
        assert!(desk.path(name).is_file(), "{name}");
    }
    refuses(&desk, &["build", "-", "-o", "公布"], &["“公布”是文件夹", "公布/报告.pdf"]);
    refuses(&desk, &["merge", "甲.toml", "-o", "公布"], &["“公布”是文件夹", "公布/报告.toml"]);
    assert_eq!(desk.run(&["build", "甲.toml", "-o", "没有/"]).code, 3);
}

#[test]
fn several_files_need_a_folder_for_their_pdfs() {
    let desk = desk(&["a.toml", "b.toml", "我的 报告.toml"]);
    refuses(&desk, &["build", "a.toml", "b.toml"], &["2 个文件", "nianbao build a.toml b.toml --out-dir 公布\n"]);
    refuses(&desk, &["a.toml", "b.toml"], &["nianbao build a.toml b.toml --out-dir 公布\n"]);
    refuses(&desk, &["build", "*.toml"], &["3 个文件", "nianbao build \"*.toml\" --out-dir 公布\n"]);
    refuses(&desk, &["watch", "*.toml"], &["watch 一次一份报告", "3 个文件"]);
    // A name that the shell has divided, and a target without its option.
    refuses(&desk, &["build", "我的", "报告.toml"], &["空格", "nianbao build \"我的 报告.toml\""]);
    refuses(&desk, &["build", "a.toml", "x.pdf"], &["nianbao build a.toml -o x.pdf"]);
    desk.run(&["build", "a*.toml"]).succeeds();
    refuses(&desk, &["?.to*", "-o", "b.pdf"], &["2 个文件"]);
    assert!(desk.path("a.pdf").is_file());
}

#[test]
fn a_folder_shows_its_data_files() {
    let desk = desk(&["a.toml", "b.toml"]);
    std::fs::create_dir(desk.path("空")).expect("a folder");
    desk.put("notes.txt", "");
    let said = refuses(&desk, &["build", "."], &["“.”是文件夹", "./a.toml、./b.toml"]);
    assert!(!said.contains("notes"), "{said}");
    refuses(&desk, &["."], &["./a.toml", "nianbao build . --out-dir 公布"]);
    let said = refuses(&desk, &["build", "空"], &["“空”是文件夹", "nianbao build 空 --out-dir 公布\n"]);
    assert!(!said.contains("nianbao new"), "there may be data files in folders in it: {said}");
    refuses(&desk, &["check", "a.toml", "空"], &["“空”是文件夹", "nianbao new 空/报告.toml --organ"]);
    refuses(&desk, &["check", "a.toml", "--previous", "."], &["./b.toml"]);
}

/// `check` and `merge` take patterns that the shell has left; a file that really has that name goes first.
#[test]
fn patterns() {
    let desk = desk(&[]);
    std::fs::create_dir(desk.path("各单位")).expect("a folder");
    for (name, organ) in [("甲", "甲局"), ("乙", "乙局"), ("丙丁", "丙局")] {
        desk.put(&format!("各单位/{name}.toml"), sound().replace("某某县人民政府", organ));
    }
    let counted = prints(&desk, &["check", "各单位/*.toml"]);
    assert!(counted.contains("检查了 3 个文件：0 个错误，0 个警告"), "{counted}");
    assert!(prints(&desk, &["check", "各单位/?.toml", "各单位/甲.toml"]).contains("检查了 2 个文件"));
    desk.run(&["merge", "各单位/*.toml", "-o", "合计.toml"]).succeeds();
    assert!(String::from_utf8(desk.read("合计.toml")).expect("UTF-8").contains("丙局"));
    for verb in [vec!["check", "*局.toml"], vec!["merge", "*局.toml", "-o", "x.toml"], vec!["build", "*局.toml"]] {
        let run = desk.run(&verb);
        assert!(run.code == 3 && run.messages.contains("没有与“*局.toml”相符的文件"), "{}", run.messages);
    }
    #[cfg(unix)]
    {
        desk.put("各单位/*.toml", sound());
        assert!(prints(&desk, &["check", "各单位/*.toml"]).contains("检查了 1 个文件"));
    }
}

/// The last line says that a PDF is no final one.
#[test]
fn the_last_line_of_build() {
    let desk = desk(&["a.toml"]);
    let last_line = |desk: &Desk, arguments: &[&str]| {
        let run = desk.run(arguments);
        run.succeeds();
        run.messages.lines().last().expect("a line").to_owned()
    };
    let plain = last_line(&desk, &["build", "a.toml"]);
    assert!(plain.starts_with("已生成 a.pdf（") && plain.ends_with(" 页）"), "{plain}");
    desk.put("a.toml", sound().replace("year = 2025\n", "year = 2025\ndraft = true\n"));
    let draft = last_line(&desk, &["build", "a.toml"]);
    assert!(draft.contains("草稿") && draft.contains("draft = true"), "{draft}");
    assert!(last_line(&desk, &["build", "a.toml", "-o", "-", "--lang", "en"]).contains("a draft"));
    // 3 + 1 is 4, and so is everything that came in.
    desk.put("a.toml", sound().replace("granted = [3, 1, 0, 0, 0, 0]", "granted = [3, 1, 0, 0, 0, 0, 5]"));
    let wrong = last_line(&desk, &["build", "a.toml", "--allow-errors"]);
    let found = desk.run(&["check", "a.toml", "--format", "json"]).out;
    let found: serde_json::Value = serde_json::from_slice(&found).expect("JSON");
    let errors = found.as_array().expect("an array").iter().filter(|found| found["severity"] == "error").count();
    assert!(errors > 0 && wrong.contains(&format!("{errors} 个错误")) && !wrong.contains("草稿"), "{wrong}");
}

/// Whoever names a folder of faces wants to see them used.
#[test]
fn a_folder_without_faces() {
    let desk = desk(&["a.toml"]);
    std::fs::create_dir(desk.path("字体")).expect("a folder");
    desk.put("字体/说明.txt", "");
    for (folder, expected) in
        [("字体", "“字体”里没有字体文件"), ("没有", "没有“没有”这个文件夹"), ("a.toml", "“a.toml”不是文件夹")]
    {
        for verb in ["build", "fonts"] {
            let run = desk.run(&[verb, "a.toml", "--font-dir", folder]);
            assert!(run.code == 3 && run.messages.contains(expected), "{verb}: {}", run.messages);
        }
    }
    assert!(!desk.path("a.pdf").exists());
}

#[test]
fn explain_shows_examples() {
    let desk = Desk::new();
    let page = prints(&desk, &["explain", "applicant-sum"]);
    // 7 + 2 = 9, and 1 + 0 = 1.
    let (_, examples) = page.split_once("写错的：").expect("an example");
    let (wrong, right) = examples.split_once("改成：").expect("its remedy");
    assert!(wrong.contains("    granted = [7, 2, 0, 0, 0, 0, 1]"), "{page}");
    assert!(right.contains("    granted = [7, 2, 0, 0, 0, 0, 9]") && right.contains("    [applications]"), "{page}");
    assert!(!right.contains("organ ="), "only what differs is shown:\n{page}");
    assert!(prints(&desk, &["explain", "in-force"]).contains("上一年度的文件："));
    let page = prints(&desk, &["explain", "unknown-key", "--lang", "en"]);
    let (wrong, right) = page.split_once("Wrong:").and_then(|(_, rest)| rest.split_once("Right:")).expect("an example");
    assert!(wrong.contains("    publishd = ") && right.contains("    published = "), "{page}");
    // As it is copied from a message, brackets and all.
    assert_eq!(prints(&desk, &["explain", "错误[applicant-sum]"]), prints(&desk, &["explain", "APPLICANT_SUM"]));
    refuses(&desk, &["explain", "aplicant-sum"], &["是不是“applicant-sum”"]);
}
