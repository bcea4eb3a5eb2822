//! Markdown and pasted text as blocks in a short notation, and the places of what is wrong.
#![allow(clippy::unwrap_used, clippy::expect_used)]
use super::sample::read_plain;
use super::{Block, Illustration, Inline, Shows, Width};
use crate::report::Prose;
use crate::source::Sources;

fn prose_of(text: &str) -> (Sources, Prose) {
    let mut sources = Sources::default();
    let source = sources.add("a.md", text);
    (sources, Prose { text: text.to_owned(), source, offsets: Vec::new(), key: "overview.body".to_owned() })
}

/// Blocks in a short notation, and that every text stands where its span says.
fn blocks(text: &str) -> String {
    let (sources, prose) = prose_of(text);
    let narrative = read_plain(&prose).expect("a sound narrative");
    let mut out = narrative.blocks.iter().map(|block| show(block, &sources)).collect::<Vec<_>>();
    for (index, note) in narrative.footnotes.iter().enumerate() {
        out.extend(note.paragraphs.iter().map(|text| format!("注{index} {}", runs(text, &sources))));
    }
    out.join("\n")
}

fn show(block: &Block, sources: &Sources) -> String {
    let all = |blocks: &[Block]| blocks.iter().map(|block| show(block, sources)).collect::<Vec<_>>().join("；");
    match block {
        Block::Heading { level, text, runs_on, span, .. } => {
            let runs_on = if *runs_on { "→" } else { "" };
            format!("{level} {}{runs_on} @{}", runs(text, sources), sources.slice(*span))
        }
        Block::Paragraph(text) => format!("P {}", runs(text, sources)),
        Block::Source(text) => format!("S {}", runs(text, sources)),
        Block::List { first, in_brackets, items } => {
            let brackets = if *in_brackets { "()" } else { "" };
            format!("L{brackets}{first:?}[{}]", items.iter().map(|item| all(item)).collect::<Vec<_>>().join("／"))
        }
        Block::Quote(blocks) => format!("Q[{}]", all(blocks)),
        Block::Table(table) => format!("T{}×{}", table.rows, table.columns),
        Block::Illustrations(all) => {
            let show = |one: &Illustration| {
                let alternative = one.alternative.as_deref().map(|text| format!("({text})")).unwrap_or_default();
                let name = one.name.as_deref().map(|name| format!("#{name} ")).unwrap_or_default();
                let width = match one.width {
                    Some(Width::Part(part)) => format!("{}%", part * 100.0),
                    Some(Width::Length(length)) => format!("{:.0}pt", length.0),
                    None => String::new(),
                };
                match &one.shows {
                    Shows::File(path) => format!("{path}:{}{alternative}{name}{width}", runs(&one.caption, sources)),
                    Shows::Chart(index) => format!("#{index}:{}{alternative}", runs(&one.caption, sources)),
                }
            };
            format!("I[{}]", all.iter().map(show).collect::<Vec<_>>().join("／"))
        }
    }
}

fn runs(text: &[Inline], sources: &Sources) -> String {
    let show = |inline: &Inline| match inline {
        Inline::Text { text, emphasis, link, span } => {
            if text != "\n" && !sources.slice(*span).starts_with('&') {
                assert_eq!(sources.slice(*span), text);
            }
            let link = link.as_deref().map(|link| format!("→{link}")).unwrap_or_default();
            match emphasis {
                crate::narrative::Emphasis::None => format!("{text}{link}"),
                emphasis => format!("<{emphasis:?} {text}{link}>"),
            }
        }
        Inline::LineBreak => "⏎".to_owned(),
        Inline::Footnote(index) => format!("^{index}"),
    };
    text.iter().map(show).collect::<Vec<_>>().join("|")
}

#[test]
fn pictures_stand_alone_or_side_by_side() {
    assert_eq!(blocks("![题**目**](图/a.png)"), "I[图/a.png:题|<Strong 目>]");
    assert_eq!(blocks("![甲](a.png)\n![乙](<b c.png> \"一张照片\")"), "I[a.png:甲／b c.png:乙(一张照片)]");
    assert_eq!(blocks("前\n\n![](a.png '说明')\n\n后"), "P 前\nI[a.png:(说明)]\nP 后");
    assert_eq!(
        blocks("![甲](a.png){#fig_a_b width=60%} ![乙](b.png) {width=8cm}"),
        "I[a.png:甲#fig_a_b 60%／b.png:乙227pt]"
    );
    assert_eq!(blocks("> ![甲](a.png)"), "Q[I[a.png:甲]]");
    assert_eq!(blocks("\\![甲]"), "P ![甲]");
}

/// Code, line and column of everything that is wrong.
fn faults(text: &str) -> Vec<(&'static str, usize, usize)> {
    let (sources, prose) = prose_of(text);
    let found = read_plain(&prose).expect_err("something is wrong");
    found
        .iter()
        .map(|fault| {
            assert_eq!(fault.key.as_deref(), Some("overview.body"));
            let at = sources.line_column(fault.span.expect("a place"));
            (fault.code(), at.line, at.column)
        })
        .collect()
}

#[test]
fn headings_and_paragraphs() {
    assert_eq!(
        blocks("甲\r\n乙\n\n## 一 级 ##\n\n### 聚焦**重点**。\n#### 末\n\n## 又"),
        "P 甲\nP 乙\n2 一 级 @## 一 级 ##\n3 聚焦|<Strong 重点>|。→ @### 聚焦**重点**。\n4 末 @#### 末\n2 又 @## 又"
    );
}

#[test]
fn runs_of_text() {
    assert_eq!(
        blocks("**强*兼*强**和*星*  \n次行\\\n末 a_b_c _a_ 1~2月、3~4月 a < b “引”...--"),
        "P <Strong 强*兼*强>|和*星*\nP 次行|⏎|末 a_b_c _a_ 1~2月、3~4月 a < b “引”...--"
    );
    assert_eq!(
        blocks("[省**府**](https://a.cn/x)、<https://b.cn>、<a@b.cn>、\\[1\\](2)、\\{{、张\\*\\*、\\[^1]、&lt;"),
        "P 省→https://a.cn/x|<Strong 府→https://a.cn/x>|、|https://b.cn→https://b.cn|、|a@b.cn→mailto:a@b.cn|、\
         |[1|](2)、|{{、张|*|*、|[^1]、|<"
    );
}

#[test]
fn lists_keep_their_first_number() {
    assert_eq!(
        blocks("3. 甲\n   续\n   - 乙\n     1. 丙\n4. 丁\n\n- 戊\n\n- 己\n\n  庚"),
        "LSome(3)[P 甲；P 续；LNone[P 乙；LSome(1)[P 丙]]／P 丁]\nLNone[P 戊／P 己；P 庚]"
    );
}

#[test]
fn list_numbers_are_never_changed() {
    assert_eq!(faults("3. 甲\n5. 乙\n5. 丙"), [("list-number", 2, 1)]);
    assert_eq!(faults("007. 甲"), [("list-number", 1, 1)]);
    assert_eq!(faults("1. 甲\n1. 乙\n3. 丙"), [("list-number", 2, 1)]);
    assert_eq!(faults("1. 甲\n2. 乙\n1. 丙"), [("list-number", 3, 1)]);
    assert_eq!(blocks("甲\n2. 乙"), "P 甲\nLSome(2)[P 乙]");
}

#[test]
fn stars_are_text_but_for_pairs_of_two() {
    assert_eq!(
        blocks("共3*4*5=60件，王*明、赵*华，138****0000，***"),
        "P 共3*4*5=60件，王*明、赵*华，138****0000，***"
    );
    assert_eq!(blocks("一是**加强领导；**二是**健全制度。**"), "P 一是|<Strong 加强领导；>|二是|<Strong 健全制度。>");
    assert_eq!(
        blocks("推进**“一张网”**改革，落实**《办法》**，建设**（含新媒体）**平台"),
        "P 推进|<Strong “一张网”>|改革，落实|<Strong 《办法》>|，建设|<Strong （含新媒体）>|平台"
    );
    assert_eq!(blocks("*“甲”*乙，某\\*\\*公司"), "P *“甲”*乙，某|*|*公司");
    assert_eq!(blocks("***甲***"), "P ***甲***");
    assert_eq!(faults("**甲**乙**丙"), [("markdown-emphasis", 1, 7)]);
    // The other half stands in the next paragraph: one mistake.
    assert_eq!(faults("**甲\n乙**\n丙**"), [("markdown-emphasis", 1, 1), ("markdown-emphasis", 3, 2)]);
}

#[test]
fn a_quote_has_its_source_line() {
    assert_eq!(
        blocks("> **题**\n>\n> 来源：某局 2020\n>\n> 正文\n> 续\n>\n> **一、范围**"),
        "Q[P <Strong 题>；S 来源：某局 2020；P 正文；P 续；P <Strong 一、范围>]"
    );
    assert_eq!(blocks("> **题**\n> 来源：某局\n> 正文"), "Q[P <Strong 题>；S 来源：某局；P 正文]");
    assert_eq!(blocks("来源：某局"), "P 来源：某局");
    assert_eq!(
        faults("> ## 题\n\n- # 题\n- > 引\n\n> > 套"),
        [
            ("markdown-unsupported", 1, 3),
            ("markdown-unsupported", 3, 3),
            ("markdown-unsupported", 4, 3),
            ("markdown-unsupported", 6, 3)
        ]
    );
}

#[test]
fn footnotes_count_by_their_first_mention() {
    assert_eq!(
        blocks("甲[^b]乙[^a]丙[^b]。\n\n[^a]: 注甲\n[^b]: 注**乙**\n\n    次段\n"),
        "P 甲|^0|乙|^1|丙|^0|。\nP 次段\n注0 注|<Strong 乙>\n注1 注甲"
    );
    assert_eq!(
        faults("甲[^1]乙[^9]\n\n[^1]: 注[^2]\n\n[^2]: 二\n\n[^1]: 重"),
        [("footnote", 1, 7), ("footnote", 3, 8), ("footnote", 5, 1), ("footnote", 7, 1)]
    );
    assert_eq!(faults("甲[^1]\n\n[^1]: # 题"), [("markdown-unsupported", 3, 7)]);
}

#[test]
fn footnotes_may_stand_by_links() {
    assert_eq!(
        blocks("见文件[^1][第二条](https://a.cn/)，[天[^2]地](https://b.cn/)\n\n[^1]: 甲\n\n[^2]: 乙"),
        "P 见文件|^0|第二条→https://a.cn/|，|天→https://b.cn/|^1|地→https://b.cn/\n注0 甲\n注1 乙"
    );
    assert_eq!(faults("甲[^1]\n\n[^1]:\n"), [("footnote", 3, 1)]);
}

#[test]
fn nothing_false_is_said_beside_what_is_refused() {
    // The mark, or the text, of a footnote stands in the quote that may not stand in a list.
    assert_eq!(faults("- > 引[^1]\n\n[^1]: 注"), [("markdown-unsupported", 1, 3)]);
    assert_eq!(faults("甲[^1]\n\n- [^1]: 注"), [("markdown-unsupported", 3, 3)]);
    // What is refused is a heading all the same.
    assert_eq!(faults("甲\n---\n\n## 乙"), [("markdown-unsupported", 2, 1)]);
    assert_eq!(faults("## 甲\n\n##### 乙\n\n#### 丁"), [("markdown-unsupported", 3, 1)]);
}

#[test]
fn headings_step_down_by_one() {
    assert_eq!(faults("### 甲"), [("heading-gap", 1, 1)]);
    assert_eq!(faults("正文\n\n## 甲\n\n#### 乙\n\n#### 丙"), [("heading-gap", 5, 1)]);
    assert_eq!(
        faults("# 甲\n\n##### 乙\n\n## \n\n丙\n---\n"),
        [
            ("markdown-unsupported", 1, 1),
            ("markdown-unsupported", 3, 1),
            ("markdown-unsupported", 5, 1),
            ("markdown-unsupported", 8, 1)
        ]
    );
    assert_eq!(faults("正文\n##甲"), [("markdown-unsupported", 2, 1)]);
}

#[test]
fn what_the_house_cannot_set_is_refused_at_its_place() {
    for (text, code, line, column) in [
        ("甲<b>乙", "markdown-html", 1, 2),
        ("甲<br>乙", "markdown-html", 1, 2),
        ("甲\n\n<div>\n乙\n</div>\n\n丙", "markdown-html", 3, 1),
        ("甲\n\n<!-- 注 -->", "markdown-html", 3, 1),
        ("甲`乙`", "markdown-unsupported", 1, 2),
        ("甲\n\n```\n乙\n```", "markdown-unsupported", 3, 1),
        ("甲\n\n---\n\n乙", "markdown-unsupported", 3, 1),
        ("甲~~乙~~", "markdown-unsupported", 1, 2),
        ("- [ ] 乙", "markdown-unsupported", 1, 3),
        ("甲\n\n[乙]: https://a.cn", "markdown-unsupported", 3, 1),
        ("甲![乙](a.png)丙", "markdown-unsupported", 1, 2),
        ("- ![乙](a.png)", "markdown-unsupported", 1, 3),
        ("| 甲 |\n| --- |\n| ![乙](a.png) |", "markdown-unsupported", 3, 3),
        ("![乙](a b.png)", "markdown-unsupported", 1, 1),
        ("![](a.png)", "picture-caption", 1, 1),
        ("![乙](chart:years)", "chart-unknown", 1, 1),
        ("![甲](a.png) ![乙](b.png) ![丙](c.png) ![丁](d.png)", "markdown-unsupported", 1, 37),
        ("共{{ a }}件", "template", 1, 5),
        ("见[乙](54)号", "link-address", 1, 2),
        ("见[乙](https://a.cn '题')", "markdown-unsupported", 1, 2),
        ("![甲](a.png){width=900%}", "attribute", 1, 13),
        ("![甲](a.png){#a #b}", "attribute", 1, 16),
        ("![甲](a.png){#a}乙", "markdown-unsupported", 1, 12),
        ("| 甲 |\n|---|\n| 乙 |\n: 题 {#a width=5%}", "attribute", 4, 9),
        ("**注意：甲", "markdown-emphasis", 1, 1),
        ("甲\n\n| 乙 | 丙 |\n| --- |\n| 丁 |", "table-shape", 3, 1),
    ] {
        assert_eq!(faults(text), [(code, line, column)], "{text}");
    }
}

#[test]
fn a_line_is_a_paragraph() {
    assert_eq!(
        blocks("　　一是甲。\n\u{A0}\u{A0}二是乙。\n\n    三是丙。\n\t四是丁。"),
        "P 一是甲。\nP 二是乙。\nP 三是丙。\nP 四是丁。"
    );
    assert_eq!(
        blocks("（一）主动公开\n全年120条。\n1.甲。\n（1）子\n（2）女\n2．乙\n注：末。\n（1）独"),
        "2 （一）主动公开 @（一）主动公开\nP 全年120条。\nLSome(1)[P 甲。；L()Some(1)[P 子／P 女]／P 乙]\nP 注：末。\nL()Some(1)[P 独]"
    );
    assert_eq!(
        blocks("（一）甲。全年120条。\n(二)**乙。**丙。丁\n（三）戊。\n己\n（含庚）辛"),
        "2 （一）甲。→ @（一）甲。\nP 全年120条。\n2 (二)|<Strong 乙。>→ @(二)**乙。**\nP 丙。丁\n2 （三）戊。 @（三）戊。\nP 己\nP （含庚）辛"
    );
    assert_eq!(
        blocks("12345热线\n2025年\n1.5万\n\\（一）甲\n1\\.乙\n一、丙"),
        "P 12345热线\nP 2025年\nP 1.5万\nP （一）甲\nP 1|.乙\nP 一、丙"
    );
    assert_eq!(blocks("> （一）甲\n> 1.乙"), "Q[P （一）甲；P 1.乙]", "a quote keeps its own numbers");
    assert_eq!(blocks("甲\\\n　　乙\\\n丙\n丁"), "P 甲|⏎|乙|⏎|丙\nP 丁");
    assert_eq!(blocks("1.甲\n\t续\n正文\n![图](a.png)\n正文"), "LSome(1)[P 甲；P 续]\nP 正文\nI[a.png:图]\nP 正文");
}

#[test]
fn lines_with_tabs_are_a_table() {
    assert_eq!(blocks("各项：\n项目\t数|量\n<\t\"甲\n乙\"\n: 题注\n后文"), "P 各项：\nT2×2\nP 后文");
    assert_eq!(faults("项目\t数量\n公开\t5\t6\n"), [("table-shape", 2, 1)]);
    assert_eq!(blocks("| 甲 |\n|---|\n| 乙 |\n后文"), "T2×1\nP 后文");
}

#[test]
fn deep_nesting_is_refused_and_not_followed() {
    assert!(faults(&"> ".repeat(20_000)).iter().all(|fault| fault.0 == "markdown-unsupported"));
    let list: String = (0..200).map(|depth| format!("{}- 甲\n", "  ".repeat(depth))).collect();
    assert_eq!(faults(&list)[0].0, "limit-text");
}
