//! What a narrative may hold, as it is printed: headings, lists, quotes, footnotes, links, emphasis, rare characters,
//! and the signature below it all.

use crate::support::pdf::{Glyph, Line, Page, Pdf, Rule, lines};
use crate::support::tables::{Table, tables};
use crate::support::{Desk, MM, assert_near, build, build_on, han, in_repository, report, squeezed};

const PITCH: f64 = 225.0 / 22.0 * MM;
const CELL: f64 = 156.0 / 28.0 * MM;
const WIDTH: f64 = 156.0 * MM;
/// Left edge of the first page.
const LEFT: f64 = 28.0 * MM;

const FANG: &str = "FandolFang-Regular";
/// Letters and figures beside it.
const LATIN: &str = "NotoSerif-ExtraLight";
const KAI: &str = "FandolKai-Regular";
const HEI: &str = "FandolHei-Regular";

/// Body lines of the first page below the heading of 一.
fn overview(pdf: &Pdf) -> Vec<Line> {
    let lines = pdf.pages[0].body();
    let end = lines.iter().position(|line| line.text().starts_with("二、")).unwrap_or(lines.len());
    let start = lines.iter().position(|line| line.text().starts_with("一、")).unwrap();
    lines[start + 1..end].to_vec()
}

fn texts(lines: &[Line]) -> Vec<String> {
    lines.iter().map(|line| squeezed(&line.text())).collect()
}

/// Faces of a line's glyphs with what they show.
fn faces(line: &Line) -> Vec<(String, String)> {
    let same = |a: &Glyph, b: &Glyph| a.font == b.font;
    let show = |run: &[Glyph]| (run[0].font.to_string(), run.iter().map(|glyph| &*glyph.text).collect());
    line.glyphs.chunk_by(same).map(show).collect()
}

fn owned(pairs: &[(&str, &str)]) -> Vec<(String, String)> {
    pairs.iter().map(|(font, text)| ((*font).to_owned(), (*text).to_owned())).collect()
}

/// GB/T 9704-2012, 7.3.3: numbers 一、 （一） 1. （1） by the program, each level in its face, two cells in.
#[test]
fn headings_have_their_numbers_faces_and_places() {
    let pdf = build(&report("", "## 甲\n\n### 乙\n\n#### 丙\n\n#### 丁\n\n### 戊\n\n## 己\n\n### 庚\n\n正文"));
    let lines = overview(&pdf);
    assert_eq!(texts(&lines), ["（一）甲", "1.乙", "（1）丙", "（2）丁", "2.戊", "（二）己", "1.庚", "正文"]);
    let fonts: Vec<&str> = lines.iter().map(|line| line.fonts()[0]).collect();
    assert_eq!(fonts, [KAI, LATIN, FANG, FANG, LATIN, KAI, LATIN, FANG]);
    for line in &lines {
        assert_eq!(line.fonts().into_iter().filter(|font| *font != LATIN).count(), 1, "{}", line.text());
        // An opening bracket may stand half a cell further left, its blank half being outside.
        let indent = line.first().ink.unwrap().x0 - LEFT;
        assert!((2.0 * CELL - 0.1..3.0 * CELL).contains(&indent), "{}: {indent}", line.text());
    }
    let section = pdf.pages[0].body().into_iter().find(|line| line.text().starts_with("一、")).unwrap();
    assert_eq!(section.fonts(), [HEI]);
}

/// 小标宋 2号, centred, one empty line below it.
#[test]
fn the_title_stands_in_the_middle() {
    let pdf = build(&report("", "正文"));
    let lines = pdf.pages[0].lines_of(22.0);
    assert_eq!(texts(&lines), ["某某县人民政府", "2025年政府信息公开工作年度报告"]);
    for line in &lines {
        assert_eq!(line.fonts(), ["NotoSerifSC-Bold"]);
        let middle = (line.first().x + line.last().right()) / 2.0;
        assert_near(middle, LEFT + WIDTH / 2.0, 0.5, "middle of the title");
    }
    let gap = pdf.pages[0].body()[0].y - lines[1].y;
    assert!(gap > 1.5 * PITCH && gap < 3.0 * PITCH, "{gap:.1} pt below the title");
}

/// A heading that ends like a sentence runs on with its paragraph, in its own face.
#[test]
fn run_in_headings() {
    let pdf = build(&report("", "## 甲乙：\n\n### 丙丁。\n\n正文\n\n## 戊己！\n\n正文"));
    let lines = overview(&pdf);
    assert_eq!(texts(&lines), ["（一）甲乙：", "1.丙丁。正文", "（二）戊己！正文"]);
    assert_eq!(faces(&lines[2]), owned(&[(KAI, "（二）戊己！"), (FANG, "正文")]));
    let titles: Vec<&str> = pdf.outline[0].children.iter().map(|entry| entry.title.as_str()).collect();
    assert_eq!(titles, ["（一）甲乙", "（二）戊己"]);
    assert_eq!(pdf.outline[0].children[0].children[0].title, "1.丙丁");
}

#[test]
fn emphasis_is_another_face() {
    let pdf = build(&report("", "甲**黑体**乙*丙**《戊》**己"));
    let expected =
        [(FANG, "甲"), (HEI, "黑体"), (FANG, "乙"), (LATIN, "*"), (FANG, "丙"), (HEI, "《戊》"), (FANG, "己")];
    assert_eq!(faces(&overview(&pdf)[0]), owned(&expected));
}

/// A line is a paragraph; a space is kept as a quarter em, several are one.
#[test]
fn white_space_of_the_file() {
    let pdf = build(&report("", "　　天\n甲乙 丙   丁\\\n　　戊"));
    let lines = overview(&pdf);
    assert_eq!(texts(&lines), ["天", "甲乙丙丁", "戊"]);
    let pen = |text: &str| pdf.glyph(text).x;
    assert_near(pen("天") - LEFT, 2.0 * CELL, 0.05, "the first line's indent");
    assert_near(pen("丙") - pen("乙"), CELL + 4.0, 0.05, "乙 丙");
    assert_near(pen("丁") - pen("丙"), CELL + 4.0, 0.05, "丙   丁");
    assert_near(pen("戊"), LEFT, 0.05, "戊 after a break on purpose");
}

#[test]
fn lists_are_numbered_paragraphs() {
    let long = han(60);
    let pdf = build(&report("", &format!("3. 甲\n   1. 乙\n   2. 丙\n4. {long}\n\n   丁\n5. 戊\n\n正文")));
    let lines = overview(&pdf);
    let found = texts(&lines);
    assert_eq!(found[..3], ["3.甲", "（1）乙", "（2）丙"]);
    assert!(found[3].starts_with("4.天地玄黄") && found.len() > 7);
    assert_eq!(found[found.len() - 3..], ["丁", "5.戊", "正文"]);
    assert_near(lines[0].first().x, LEFT + 2.0 * CELL, 0.05, "number at two cells");
    assert_near(lines[3].first().x, LEFT + 2.0 * CELL, 0.05, "number at two cells");
    assert_near(lines[4].first().x, LEFT, 0.05, "turned line flush left");
}

#[test]
fn unordered_lists_have_a_mark() {
    let pdf = build(&report("", "- 甲\n  - 乙\n- 丙"));
    let lines = overview(&pdf);
    let marks: Vec<char> = texts(&lines).iter().map(|text| text.chars().next().unwrap()).collect();
    assert!(marks.iter().all(|mark| !mark.is_alphanumeric()), "{marks:?}");
    assert_eq!(marks[0], marks[2]);
    let rest: Vec<String> = texts(&lines).iter().map(|text| text.chars().skip(1).collect()).collect();
    assert_eq!(rest, ["甲", "乙", "丙"]);
}

/// 楷体 小4号, headings in 黑体, two cells in at both sides, every second or third baseline back on the grid, as is the
/// text below.
#[test]
fn quotes() {
    let quote = format!(
        "> **引文的题名**\n>\n> 来源：某局 2025-03-01\n>\n> {}\n>\n> **一、小标题**\n>\n> {}",
        han(150),
        han(70)
    );
    let pdf = build(&report("", &format!("前文\n\n{quote}\n\n后文")));
    let lines = pdf.pages[0].lines_of(12.0);
    assert!(lines.len() >= 9, "{} lines", lines.len());
    let (left, right) = (LEFT + 2.0 * CELL, LEFT + WIDTH - 2.0 * CELL);
    for line in &lines {
        let strong = ["引文的题名", "一、小标题"].contains(&&*squeezed(&line.text()));
        assert_eq!(line.fonts(), [if strong { HEI } else { KAI }], "{}", line.text());
        let ink = |glyph: &Glyph| glyph.ink.unwrap();
        assert!(ink(line.first()).x0 >= left - 0.1, "{} begins too far left", line.text());
        assert!(ink(line.last()).x1 <= right + 0.2, "{} ends too far right", line.text());
    }
    for line in &lines[..2] {
        let middle = (line.first().ink.unwrap().x0 + line.last().ink.unwrap().x1) / 2.0;
        assert_near(middle, LEFT + WIDTH / 2.0, 2.0, &format!("middle of {}", line.text()));
    }
    assert_eq!(texts(&lines[..2]), ["引文的题名", "来源：某局2025-03-01"]);
    // 150 characters fill more than four lines: the second and third are full.
    let cell = CELL * 12.0 / 16.0;
    for line in &lines[3..5] {
        assert_near(line.first().x, left, 0.1, "left edge");
        assert_near(line.last().x + cell, right, 0.2, "right edge");
    }
    let on_grid = |y: f64| {
        let places = (y - 37.0 * MM - (PITCH - 16.0) / 2.0 - 0.88 * 16.0) / PITCH;
        (places - places.round()).abs() * PITCH < 0.05
    };
    let steps = lines.iter().map(|line| on_grid(line.y)).collect::<Vec<_>>();
    assert!(steps.windows(3).all(|three| three.contains(&true)), "{steps:?}");
    assert!(overview(&pdf).iter().all(|line| on_grid(line.y)));
    // Nothing of a quote is in the outline.
    assert!(pdf.outline[0].children.is_empty());
}

/// The lines of footnotes on a page: 5号, like tables, but outside of them. One that an earlier page has told already
/// is an artifact.
fn notes(page: &Page) -> Vec<Line> {
    let tables: Vec<[f64; 4]> = tables(page).iter().map(Table::bounds).collect();
    let outside = |line: &Line| !tables.iter().any(|[_, top, _, foot]| (*top..*foot).contains(&line.y));
    lines(page.glyphs.iter().filter(|glyph| (glyph.size - 10.5).abs() < 0.01)).into_iter().filter(outside).collect()
}

/// The only page of this text.
#[track_caller]
fn page_of<'p>(pdf: &'p Pdf, text: &str) -> &'p Page {
    let found: Vec<&Page> = pdf.pages.iter().filter(|page| page.text().contains(text)).collect();
    assert_eq!(found.len(), 1, "{text} stands on {} pages", found.len());
    found[0]
}

/// A footnote stands on the page of its mention; numbering begins anew on each page.
#[test]
fn footnotes_stand_at_the_foot_of_their_page() {
    let text = format!(
        "甲文[^a]，又[^b]。\n\n{}乙文[^c]。\n\n{}\n\n丙文[^a]。\n\n[^a]: 注甲。\n[^b]: 注乙。\n[^c]: 注丙。",
        han(28 * 25),
        han(28 * 30)
    );
    let pdf = build(&report("", &text));
    let pages = ["甲文①，又②。", "乙文①。", "丙文①。"].map(|text| page_of(&pdf, text));
    let expected: [&[&str]; 3] = [&["①注甲。", "②注乙。"], &["①注丙。"], &["①注甲。"]];
    for (page, expected) in pages.into_iter().zip(expected) {
        let notes = notes(page);
        assert_eq!(texts(&notes), expected);
        let is_alone = |rule: &&Rule| rule.y0 == rule.y1 && rule.x1 - rule.x0 < WIDTH / 2.0 && rule.y0 < notes[0].y;
        let rule = page.rules.iter().rfind(is_alone).expect("a short rule above the notes").y0;
        let below = page.body().last().unwrap().y + 0.12 * 16.0;
        assert!(below < rule && rule < notes[0].y - 0.88 * 10.5, "text to {below:.1}, rule at {rule:.1}");
        assert!(notes.last().unwrap().y + 0.12 * 10.5 <= 262.0 * MM + 0.05, "a note leaves the type area");
    }
}

/// A caption may have footnotes, also in a row of pictures, with a figure or a description beside them.
#[test]
fn footnotes_of_captions() {
    let desk = Desk::new();
    desk.put("印.png", std::fs::read(in_repository("tests/cases/illustrations/seal.png")).unwrap());
    let text = "文[^1]。\n\n![甲{{ report.year }}[^a]](印.png) ![乙](印.png \"说明\")\n\n![[^1]丙\\[^2\\]](印.png)\n\n\
                [^1]: 注一。\n[^a]: 注甲。";
    let pdf = build_on(&desk, &report("", text));
    let all: String = pdf.pages.iter().map(Page::text).collect();
    for line in ["图1 甲2025②", "图2 乙", "图3 ①丙[^2]", "①注一。", "②注甲。"] {
        assert!(all.replace(' ', "").contains(&line.replace(' ', "")), "{line} is not in {all}");
    }
    desk.put("report.toml", report("", "![甲[^1]](印.png)"));
    let run = desk.run(&["build", "report.toml"]);
    assert!(run.code == 1 && run.messages.contains("没有脚注 [^1] 的内容"), "{}", run.messages);
    assert_eq!(run.messages.matches("错误").count(), 1, "{}", run.messages);
}

/// A mark in a link is a mark like any other, and one alone is no caption.
#[test]
fn marks_beside_pictures() {
    let pdf = build(&report("", "\\![甲[^1]](https://a.cn/) 乙[^1]。\n\n[^1]: 注文。"));
    assert!(pdf.pages[0].text().contains("!甲①乙①。"), "{}", pdf.pages[0].text());

    let desk = Desk::new();
    desk.put("印.png", std::fs::read(in_repository("tests/cases/illustrations/seal.png")).unwrap());
    let found = |text: &str| {
        desk.put("report.toml", report("", text));
        let run = desk.run(&["build", "report.toml"]);
        (run.code, run.messages.matches("错误[").count(), run.messages)
    };
    let (code, errors, said) = found("![[^1]](印.png)\n\n[^1]: 注");
    assert!(code == 1 && errors == 1 && said.contains("错误[picture-caption]"), "{said}");
    // The picture is refused where it stands, and nothing false is said of its footnote.
    let (code, errors, said) = found("文![甲[^1]](印.png)\n\n[^1]: 注");
    assert!(code == 1 && errors == 1 && said.contains("图片要单独成段"), "{said}");
}

/// Wherever on the page the mention comes to stand.
#[test]
fn a_footnote_never_leaves_its_mention() {
    for lines in (14..22).step_by(2) {
        let text = format!("{}\n\n{}末[^注]。\n\n{}\n\n[^注]: 注文。", han(28 * lines - 2), han(40), han(300));
        let pdf = build(&report("", &text));
        let page = page_of(&pdf, "注文。");
        assert!(page.text().contains("末①。"), "{lines} lines above");
        assert_eq!(texts(&notes(page)), ["①注文。"], "{lines} lines above");
    }
}

/// The footnote of a cell stands below its row, wherever the table is divided; that of a head where the table begins.
#[test]
fn footnotes_of_a_table() {
    let rows: String =
        (1..=70).map(|row| format!("| 第{row}行{} | 乙 |\n", if row == 60 { "[^行]" } else { "" })).collect();
    let text = format!("| 甲[^头] | 乙 |\n| --- | --- |\n{rows}\n[^头]: 注头。\n[^行]: 注行。");
    let pdf = build(&report("", &text));
    let of_head = page_of(&pdf, "①注头。");
    let of_row = page_of(&pdf, "①注行。");
    assert!(of_head.text().contains("甲①") && of_head.text().contains("第1行"));
    assert!(of_row.text().contains("第60行①") && !of_row.text().contains("第1行"));
    let shown = |page: &Page| page.glyphs.iter().filter(|glyph| glyph.text == "①").count();
    assert_eq!([shown(of_head), shown(of_row)], [2, 2], "mention and note, none in a head that is repeated");
    assert_eq!(texts(&notes(of_row)), ["①注行。"]);
}

#[test]
fn links_lead_to_their_address() {
    let pdf =
        build(&report("", "见[政府网站](https://www.example.gov.cn/年报?a=1&b=%20)、<https://b.cn/x>和<a@b.cn>。"));
    let links = &pdf.pages[0].links;
    // What a URI may not hold is percent-encoded in UTF-8 (RFC 3986): 年 E5 B9 B4, 报 E6 8A A5.
    let uris: Vec<&str> = links.iter().map(|link| link.uri.as_str()).collect();
    assert_eq!(uris, ["https://www.example.gov.cn/%E5%B9%B4%E6%8A%A5?a=1&b=%20", "https://b.cn/x", "mailto:a@b.cn"]);
    for glyph in &overview(&pdf)[0].glyphs {
        let (x, y) = (glyph.x + glyph.advance / 2.0, glyph.y - 0.3 * glyph.size);
        let inside = links.iter().filter(|link| link.area.contains((x, y))).count();
        let expected = usize::from(!"见、和。".contains(&*glyph.text));
        assert_eq!(inside, expected, "“{}” is in {inside} links", glyph.text);
        assert!(glyph.black, "“{}” is not black", glyph.text);
    }
}

/// A link that is divided has an area on each line.
#[test]
fn a_divided_link_has_an_area_on_each_line() {
    let pdf = build(&report("", &format!("{}[{}](https://a.cn)。", han(20), "链接".repeat(10))));
    let links = &pdf.pages[0].links;
    assert_eq!(links.iter().map(|link| link.uri.as_str()).collect::<Vec<_>>(), ["https://a.cn"; 2]);
    let covered: usize = links.iter().map(|link| (link.area.width() / CELL).round() as usize).sum();
    assert_eq!(covered, 20, "cells of both areas");
    assert_near(links[1].area.y0 - links[0].area.y0, PITCH, 0.1, "from line to line");
}

/// A body file: with a byte-order mark and the line ends of Windows.
#[test]
fn the_narrative_may_stand_in_a_file_of_its_own() {
    let desk = Desk::new();
    std::fs::create_dir(desk.path("text")).unwrap();
    desk.put("text/overview.md", "\u{FEFF}## 甲\r\n\r\n第一段\r\n又一段\r\n\r\n第二段\r\n");
    let data = report("", "@").replace("body = '''\n@\n'''", "body_file = 'text/overview.md'");
    assert_eq!(texts(&overview(&build_on(&desk, &data))), ["（一）甲", "第一段", "又一段", "第二段"]);
}

/// Paths are relative to the data file, wherever the program is called.
#[test]
fn a_body_file_stands_beside_the_data_file() {
    let desk = Desk::new();
    std::fs::create_dir(desk.path("a")).unwrap();
    desk.put("a/overview.md", "正文");
    desk.put("outside.md", "外文");
    let data = report("", "@").replace("body = '''\n@\n'''", "body_file = 'overview.md'");
    desk.put("a/report.toml", &data);
    desk.run(&["build", "a/report.toml"]).succeeds();
    assert_eq!(texts(&overview(&Pdf::read(desk.read("a/report.pdf")))), ["正文"]);

    desk.put("a/report.toml", data.replace("overview.md", "../outside.md"));
    desk.run(&["build", "a/report.toml", "--allow-outside"]).succeeds();
    assert_eq!(texts(&overview(&Pdf::read(desk.read("a/report.pdf")))), ["外文"]);
}

/// `body` stands before a table, `note` after it; the preface before 一.
#[test]
fn text_stands_around_the_tables() {
    let data = report("[preface]\nbody = '前言'\n", "总述")
        .replace("[disclosure]\n", "[disclosure]\nbody = '表前'\nnote = '表后'\n");
    let text = build(&data).text();
    let at = |wanted: &str| text.find(wanted).unwrap_or_else(|| panic!("{wanted} is missing"));
    let order = ["年度报告", "前言", "一、总体情况", "总述", "二、", "表前", "第二十条第（一）项", "表后", "三、"];
    let places: Vec<usize> = order.iter().map(|wanted| at(wanted)).collect();
    assert!(places.is_sorted(), "{places:?}");
}

/// The last line of text, the organ and the date of a signed report, and the right edge of their type area.
fn signature(organ: &str) -> ([Line; 3], f64) {
    let data = report("published = 2026-03-20\nsignature = true\n", "正文").replace("某某县人民政府", organ);
    let pdf = build(&data);
    let page = pdf.pages.len() - 1;
    let lines = pdf.pages[page].body();
    let lines: [Line; 3] = lines[lines.len() - 3..].to_vec().try_into().unwrap();
    assert_eq!(texts(&lines[1..]), [organ, "2026年3月20日"]);
    assert_near(lines[1].y - lines[0].y, 2.0 * PITCH, 0.05, "one empty line above the organ");
    assert_near(lines[2].y - lines[1].y, PITCH, 0.05, "the date below it");
    assert_near(lines[2].first().x, lines[1].first().x + 2.0 * CELL, 0.05, "the date two cells right of the organ");
    (lines, WIDTH + if page.is_multiple_of(2) { LEFT } else { 26.0 * MM })
}

/// GB/T 9704-2012, 7.3.5.2: the organ one line below the text, two cells in from the right; the date below it, its
/// first character two cells to the right of the organ's.
#[test]
fn the_signature_has_its_place() {
    // The date is a good eight cells long; organs of ten characters and of nine are longer.
    for organ in ["济南市济阳区人民政府", "某某县教育和体育局"] {
        let ([_, line, date], right) = signature(organ);
        assert!(date.last().x - date.first().x < line.last().x - line.first().x, "the date is shorter than {organ}");
        assert_near(line.last().x + CELL, right - 2.0 * CELL, 0.05, &format!("{organ}: two cells in from the right"));
    }
}

/// The same clause: a date that is longer than the organ stands two cells in, the organ so much further.
#[test]
fn a_date_longer_than_the_organ() {
    let ([_, _, date], right) = signature("某某县民政局");
    assert_near(date.last().x + CELL, right - 2.0 * CELL, 0.05, "two cells in from the right");
}

/// 7.3.5.1, the nearest clause: the date four cells in from the right, the organ's lines in the middle above it, broken
/// by the sense. A unit that is wider than the date leaves room for moves all of it to the left, within the type area.
#[test]
fn a_signature_longer_than_a_line() {
    let sixty = "东海市住房和城乡建设局".repeat(6).chars().take(60).collect::<String>();
    let organs: [(&[&str], f64); 4] = [
        (&["东海市住房和城乡建设局", "（东海市人民防空办公室、", "东海市城市管理局）"], 4.0),
        (&["新疆维吾尔自治区伊犁哈萨克自治州", "察布查尔锡伯自治县人民政府"], 4.0),
        (&["东海市教育委员会", "（东海市人民政府教育督导委员会办公室）"], 4.5),
        (&[&sixty], 4.0),
    ];
    for (lines, least) in organs {
        let organ = lines.concat();
        let data = report("published = 2026-03-20\nsignature = true\n", "正文").replace("某某县人民政府", &organ);
        let pdf = build(&data);
        let page = pdf.pages.len() - 1;
        let (left, right) = if page.is_multiple_of(2) { (LEFT, LEFT + WIDTH) } else { (26.0 * MM, 26.0 * MM + WIDTH) };
        let all = pdf.pages[page].body();
        let (date, above) = all.split_last().unwrap();
        assert_eq!(squeezed(&date.text()), "2026年3月20日");
        let inset = (right - date.last().x - CELL) / CELL;
        assert!(inset > least - 0.01, "{organ}: the date is {inset:.2} cells in");
        let middle = (date.first().x + date.last().x + CELL) / 2.0;
        let mut found = Vec::new();
        for line in above.iter().rev() {
            let text = squeezed(&line.text());
            found.insert(0, text.clone());
            // A closing mark has given back half a cell.
            let end = line.last().x + if text.ends_with(['、', '）']) { CELL / 2.0 } else { CELL };
            assert_near((line.first().x + end) / 2.0, middle, 0.2, &format!("{text} above the middle of the date"));
            assert!(line.first().x > left + 5.0 * CELL && end < right + 0.2, "{text} is at the right");
            if found.concat().len() >= organ.len() {
                break;
            }
        }
        assert_eq!(found.concat(), organ);
        if lines.len() > 1 {
            assert_eq!(found, lines);
        }
        assert!(found.iter().all(|line| line.chars().count() > 1), "{found:?}");
    }
}

/// What Fandol lacks comes from another face, and is extracted as it was written.
#[test]
fn rare_characters_are_printed_and_extracted() {
    let rare = ["镕", "喆", "堃", "㛃", "𬭚", "𫖯", "㎡", "☑", "№", "①", "㈠", "Ⅲ"];
    let pdf = build(&report("", &format!("甲{}乙", rare.concat())));
    assert!(pdf.text().contains(&format!("甲{}乙", rare.concat())));
    for text in rare {
        let glyph = pdf.glyph(text);
        assert!(!glyph.notdef && glyph.ink.is_some(), "{text} is not to be seen");
    }
    assert_eq!(&*pdf.glyph("镕").font, "NotoSerifSC-Regular");
}

/// Fandol has one glyph for · • ・, Noto Serif SC one for 年 and its compatibility ideograph U+F98E.
#[test]
fn characters_that_share_a_glyph_are_extracted_each_as_itself() {
    let text = "甲·乙•丙・丁年戊\u{F98E}己年庚";
    let accepted = "[[accept]]\ncode = 'characters'\nreason = '照录'\n";
    assert!(build(&(report("", text) + accepted)).text().contains(text));
}

/// A combining mark and a variation selector stay with their base.
#[test]
fn clusters_are_extracted_whole() {
    let text = "甲g\u{308}乙葛\u{E0100}丙e\u{301}丁";
    assert!(build(&report("", text)).text().contains(text));
}
