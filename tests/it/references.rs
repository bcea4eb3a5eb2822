//! Numbers of tables, and references to figures and tables: what they print, where they lead, what is wrong with them.

use crate::support::pdf::Pdf;
use crate::support::{Desk, build, build_on, report, squeezed};

/// Two charts and two tables, and the text that refers to them.
const OVERVIEW: &str = "\
办理结果见[](chart:pie)，各镇数量见[](#tbl-towns)，收费见[下面的**表**](#tbl-fees)，比较见[](#fig-two)[^1]。

| 镇 | 数量 |
|---|---|
| 东镇 | 3[](#fig-two) |
: 各镇**数量** {#tbl-towns}

![结果](chart:pie) ![比较](chart:bar){#fig-two}

- 项目：

  | 项目 | 金额 |
  |---|---|
  | 复制 | 2 |
  : 收费 {#tbl-fees}

> | 镇 | 数量 |
> |---|---|
> | 西镇 | 4 |
> : 引文的表

[^1]: 同[](#tbl-fees)。";

const CHARTS: &str =
    "[charts.pie]\nkind = 'pie'\nvalues = { 甲 = 1, 乙 = 3 }\n[charts.bar]\nkind = 'bar'\nvalues = { 甲 = 1 }\n";

/// What each link within the document says, and the text that stands under it.
fn jumps(pdf: &Pdf) -> Vec<(String, String, usize, f64)> {
    let mut found = Vec::new();
    for page in &pdf.pages {
        for jump in &page.jumps {
            let inside = |x: f64, y: f64| {
                x > jump.area.x0 - 0.5 && x < jump.area.x1 - 0.5 && y > jump.area.y0 && y < jump.area.y1
            };
            let text = page.glyphs.iter().filter(|glyph| inside(glyph.x, glyph.y)).map(|glyph| glyph.text.as_str());
            found.push((text.collect(), jump.contents.clone(), jump.page, jump.top));
        }
    }
    found
}

#[test]
fn references_print_numbers_and_lead_there() {
    let pdf = build(&report(CHARTS, OVERVIEW));
    let text = squeezed(&pdf.text());
    assert!(text.contains("办理结果见图1，各镇数量见表1，收费见下面的表，比较见图2①。"), "{text}");
    for caption in ["表1各镇数量", "图1结果", "图2比较", "表2收费", "引文的表", "同表2。", "3图2"]
    {
        assert!(text.contains(caption), "{caption}: {text}");
    }
    assert!(!text.contains("表3"), "{text}");
    let jumps = jumps(&pdf);
    let told: Vec<(&str, &str)> =
        jumps.iter().map(|(text, contents, ..)| (text.as_str(), contents.split('，').next().unwrap())).collect();
    let expected = [
        ("图1", "图1 结果"),
        ("表1", "表1 各镇数量"),
        ("下面的表", "表2 收费"),
        ("图2", "图2 比较"),
        ("图2", "图2 比较"),
        ("表2", "表2 收费"),
    ];
    for expected in expected {
        assert!(told.contains(&expected), "{expected:?} is not in {told:?}");
    }
    // Where a link leads, its caption is on that page, below that place.
    for (_, contents, page, top) in &jumps {
        let caption = squeezed(contents.split('，').next().unwrap());
        let lines = pdf.pages[*page].lines_of(12.0);
        let line = lines.iter().find(|line| squeezed(&line.text()).contains(&caption)).expect("a caption");
        assert!(line.y > *top, "{caption} at {} above {top}", line.y);
    }
}

#[test]
fn tables_need_not_be_numbered() {
    let overview = "| 甲 |\n|---|\n| 乙 |\n: 表9 说明\n\n| 丙 |\n|---|\n| 丁 |\n: 说明";
    let pdf = build(&report("[page]\nnumbered_tables = false\n", overview));
    let text = squeezed(&pdf.text());
    assert!(text.contains("表9说明") && !text.contains("表1") && !text.contains("表2"), "{text}");

    // A number that was typed is taken once where it is due, and told where it is not.
    let typed = |first: &str| report("", &overview.replace("表9", first));
    assert!(squeezed(&build(&typed("表1：")).text()).contains("表1说明"));
    let desk = Desk::new();
    desk.put("report.toml", typed("表9"));
    let run = desk.run(&["check", "report.toml"]);
    assert!(run.code == 1 && run.said().contains("typed-number") && run.said().contains("表1"), "{}", run.said());
}

#[test]
fn what_leads_nowhere_is_told_with_a_remedy() {
    let picture = "\n\n![大厅](chart:pie){#fig-hall}\n\n![结果](chart:bar){#fig-bar}";
    for (overview, place, remedy) in [
        (format!("见[](#fig-hal)。{picture}"), "7:2", "#fig-hall"),
        (format!("见[](#tbl-x)。{picture}"), "7:2", "#fig-bar"),
        (format!("见[](chart:pi)。{picture}"), "7:2", "chart:pie"),
        ("见[](#fig-x)。".to_owned(), "7:2", "{#fig-名称}"),
        ("见[图](chart:bar)。".to_owned(), "7:3", "![图题](chart:bar)"),
        (format!("甲。\n\n![结果](chart:bar){{#fig-hall}}{picture}"), "11:1", "每个图、表的名称都不同"),
        ("见[](chart:bar)。\n\n> ![图](chart:bar)".to_owned(), "7:2", "[上图](chart:bar)"),
        ("| 甲 |\n|---|\n| 乙 |\n: {#tbl-a}".to_owned(), "10:3", "写上表题"),
    ] {
        let desk = Desk::new();
        desk.put("report.toml", report("", &overview) + CHARTS);
        for verb in ["check", "build"] {
            let run = desk.run(&[verb, "report.toml"]);
            assert_eq!(run.code, 1, "{overview}: {}", run.said());
            assert!(run.said().contains("reference") || run.said().contains("attribute"), "{}", run.said());
            assert!(run.said().contains(&format!("report.toml:{place}")), "{overview}: {}", run.said());
            assert!(run.said().contains(remedy), "{overview}: {}", run.said());
        }
    }
}

/// A PDF is verified against its data, a mended text still refers to what it did.
#[test]
fn other_commands_know_references() {
    let desk = Desk::new();
    build_on(&desk, &report(CHARTS, OVERVIEW));
    desk.run(&["verify", "report.pdf", "report.toml"]).succeeds();
    desk.put("report.toml", report(CHARTS, &OVERVIEW.replace("，各镇", ",各镇")));
    let run = desk.run(&["check", "report.toml", "--fix"]);
    assert!(String::from_utf8(desk.read("report.toml")).unwrap().contains("见[](chart:pie)，各镇"), "{}", run.said());
    desk.run(&["compare", "report.toml", "report.toml"]);
}
