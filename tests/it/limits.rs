//! Every limit that can be set: what is beyond it is refused with its number and with how to set it, and is let in by that.
//! That what is usual is no less than a report needs is told in `growth`.

use crate::support::{Desk, in_repository, report};

/// A desk with a report, and whatever else there may be.
fn desk(data: &str) -> Desk {
    let desk = Desk::new();
    desk.put("report.toml", data);
    desk
}

/// With so much of a limit the report is refused, with these words; with one more it is not.
#[track_caller]
fn refuses(desk: &Desk, name: &str, at_most: usize, words: &str) {
    for verb in ["check", "build"] {
        let below = format!("{name}={at_most}");
        let run = desk.run(&[verb, "report.toml", "--limit", &below]);
        let said = run.said();
        assert!(run.code == 1 && said.contains(words), "{verb} {below}: {said}");
        assert!(said.contains("错误[limit-") || said.contains("错误[chart-shape]"), "{verb} {below}: {said}");
        assert!(said.contains(&format!("--limit {name}=数")), "{verb} {below}: {said}");
        assert!(!desk.path("report.pdf").exists(), "{verb} {below}");
        let enough = format!("--limit={name}={}", at_most + 1);
        let run = desk.run(&[verb, "report.toml", &enough, "-o", "out.pdf"][..if verb == "check" { 3 } else { 5 }]);
        assert_eq!(run.code, 0, "{verb} {enough}: {}", run.said());
    }
}

#[test]
fn limits_of_texts() {
    refuses(&desk(&report("", &"文".repeat(60))), "paragraph", 59, "这一段有 60 个字，最多 59 个");
    refuses(&desk(&report("", "| 甲 | 乙 |\n| --- | --- |\n| 1 | 2 |")), "cells", 3, "有 4 格，最多 3 格");
    let nested = "- 甲\n  - 乙\n    - 丙\n";
    refuses(&desk(&report("", nested)), "depth", 2, "套得太深，最多套 2 层");
    let links = "见[甲](https://a.cn/)、[乙](https://b.cn/)、[丙](https://c.cn/)。";
    refuses(&desk(&report("", links)), "links", 2, "超过了 2 个");
    refuses(&desk(&report("", "## 甲\n\n文。\n\n## 乙\n\n文。\n\n## 丙\n\n文。")), "headings", 2, "超过了 2 个");
    let extra = "[[disclosure.extra]]\nafter = 'normative'\nlabel = '其他'\ncells = [1, 0, 2]\n".repeat(3);
    refuses(&desk(&(report("", "文") + &extra)), "rows", 2, "有 3 个，最多 2 个");
    // The longest line of a report that is accepted otherwise: 38 characters of its organ.
    let long = report("", "文").replace("某某县人民政府", &format!("{}县人民政府", "某".repeat(33)));
    refuses(&desk(&long), "line", 37, "有 38 个字，最多 37 个");
}

/// Those of all narratives together: 一, 五 and 六.
#[test]
fn limits_of_all_texts() {
    let data = report("", "甲乙丙。\n丁。\n\n戊。");
    // Beside these three lines there are one in 五 and one in 六.
    refuses(&desk(&data), "lines", 4, "从这里起超过了 4 行");
    // 8 characters in 一, 23 in 五, 13 in 六.
    refuses(&desk(&data), "characters", 43, "从这里起超过了 43 字");
}

#[test]
fn limits_of_charts() {
    let chart = |name: &str| format!("[charts.{name}]\nkind = 'bar'\nvalues = {{ 甲 = 1, 乙 = 2, 丙 = 3 }}\n");
    let shown =
        report(&(chart("a") + &chart("b")), "前文。\n\n![题](chart:a)\n\n文\n\n![题](chart:b)\n\n文\n\n![题](chart:a)");
    refuses(&desk(&shown), "charts", 1, "最多 1 个");
    refuses(&desk(&shown), "values", 2, "最多 2 个");
    // Three of three values each are drawn.
    refuses(&desk(&shown), "points", 8, "一共画了 9 个数，最多 8 个");
    let series = "[charts.a]\nkind = 'bar'\ncategories = ['甲', '乙']\nseries = { 子 = [1, 2], 丑 = [3, 4] }\n";
    refuses(&desk(&report(series, "前文。\n\n![题](chart:a)")), "series", 1, "最多 1 个");
}

#[test]
fn a_limit_of_pages() {
    let page = "全市认真贯彻落实条例，依法公开政府信息，办理答复申请。\n".repeat(22);
    let desk = desk(&report("", &page.repeat(3)));
    let run = desk.run(&["build", "report.toml", "-o", "whole.json", "-o", "whole.pdf"]);
    run.succeeds();
    let pages = crate::support::pdf::Pdf::read(desk.read("whole.pdf")).pages.len();
    refuses(&desk, "pages", pages - 1, &format!("排出来有 {pages} 页，最多 {} 页", pages - 1));
}

#[test]
fn limits_of_a_file() {
    // Two MiB of a comment.
    let comment = format!("# {}\n", "x".repeat(1 << 20)).repeat(2);
    let data = report("", "文");
    refuses(&desk(&(comment.clone() + &data)), "file", 2, "太大：最多 2 MiB");
    let desk = desk(&data.replace("body = '''\n文\n'''", "body_file = 'a.md'"));
    desk.put("a.md", format!("文\n\n{}", format!("{}\n", " ".repeat(1023)).repeat(2048)));
    refuses(&desk, "file", 2, "太大：最多 2 MiB");
}

/// What all pictures ask for together, each file once.
#[test]
fn limits_of_all_pictures() {
    // 1000 × 600 pixels each, twice shown, and of two files.
    let desk = desk(&report("", "前文。\n\n![题](a.png)\n\n文\n\n![题](b.png)\n\n文\n\n![题](a.png)"));
    let mut bytes = std::io::Cursor::new(Vec::new());
    image::RgbImage::new(1_000, 600).write_to(&mut bytes, image::ImageFormat::Png).expect("a picture");
    let bytes = bytes.into_inner();
    ["a.png", "b.png"].iter().for_each(|name| desk.put(name, &bytes));
    refuses(&desk, "pixels", 1, "一共有 1 百万像素，最多 1 百万");
    // What stands behind its end is of no picture, but it is in the file.
    ["a.png", "b.png"].iter().for_each(|name| desk.put(name, [&bytes[..], &vec![0; 600 << 10]].concat()));
    refuses(&desk, "pictures", 1, "图片文件一共有 1 MiB，最多 1 MiB");
    let svg = "<svg xmlns='http://www.w3.org/2000/svg' width='9' height='9'><rect width='9' height='9'/></svg>";
    desk.put("a.svg", svg);
    desk.put("report.toml", report("", "前文。\n\n![题](a.svg)"));
    refuses(&desk, "shapes", 1, "一共要画 2 个图形，最多 1 个");
}

#[test]
fn what_is_no_limit_is_told_with_all_of_them() {
    let desk = desk(&report("", "文"));
    for value in
        ["", "pages", "pages=", "pages=0", "pages=-1", "pages=99999999999", "page=3", "depth=1000", "=3", "pages=1e3"]
    {
        let run = desk.run(&["build", "report.toml", "--limit", value]);
        assert!(run.code == 2 && run.messages.contains(&format!("--limit 不能是“{value}”")), "{}", run.messages);
        for known in ["file=16", "pages=10000", "cells=400000", "depth=8", "shapes=1000000"] {
            assert!(run.messages.contains(known), "{known}: {}", run.messages);
        }
    }
    let run = desk.run(&["build", "report.toml", "--limit", "pages=20000", "--limit", "cells=1000000"]);
    run.succeeds();
}

/// One a line, on the standard output.
#[test]
fn limits_are_listed() {
    let desk = Desk::new();
    for (list, lang, first) in
        [("list", "zh", "file=16（数据文件，MiB，最大 256）"), ("?", "en", "file=16 (MiB of a data file, up to 256)")]
    {
        let run = desk.run(&["check", "--limit", list, "--lang", lang]);
        assert_eq!((run.code, run.messages.as_str()), (0, ""), "{list}");
        assert_eq!(run.said().lines().next(), Some(first));
        assert_eq!(run.said().lines().count(), 18);
    }
}

/// The page in the documentation has every limit, with what is usual.
#[test]
fn the_documentation_names_every_limit() {
    let page = std::fs::read_to_string(in_repository("docs/data-file.md")).expect("the page");
    let (_, section) = page.split_once("## 上限").expect("the section");
    let (section, _) = section.split_once("\n## ").expect("its end");
    for name in nianbao::report::bounds::Bound::names() {
        assert!(section.contains(&format!("{name}=")), "{name}");
    }
}
