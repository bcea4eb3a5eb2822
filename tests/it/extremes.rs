//! What is too long, too wide or too high for its place is still printed, all of it, within the type area.

use crate::support::pdf::Pdf;
use crate::support::tables::tables;
use crate::support::{Desk, MM, TABLES, build, han, report, report_of_tables, squeezed};

/// Whether all that is printed, but for page numbers, stands within the type area. A 16-pt em box may stand over its
/// cell by a fifth of a point, an outer rule by half of its point.
#[track_caller]
fn assert_within_the_type_area(pdf: &Pdf) {
    for (page, shown) in pdf.pages.iter().enumerate() {
        let left = if page.is_multiple_of(2) { 28.0 * MM } else { 26.0 * MM };
        let [left, right] = [left - 0.6, left + 156.0 * MM + 0.6];
        let [top, foot] = [37.0 * MM - 0.6, 262.0 * MM + 0.6];
        let number = page + 1;
        // The page number stands below the type area, 草稿 above it; what is repeated in a table is looked at.
        let in_margin = |y: f64| !(37.0 * MM..=262.0 * MM + 1.0).contains(&y);
        for glyph in shown.glyphs.iter().filter(|glyph| !(glyph.artifact && in_margin(glyph.y))) {
            let Some(ink) = glyph.ink else { continue };
            let text = &glyph.text;
            assert!(ink.x0 >= left && ink.x1 <= right, "page {number}: “{text}” from {:.1} to {:.1}", ink.x0, ink.x1);
            assert!(ink.y0 >= top && ink.y1 <= foot, "page {number}: “{text}” from {:.1} to {:.1}", ink.y0, ink.y1);
        }
        for rule in &shown.rules {
            assert!(
                rule.x0 >= left && rule.x1 <= right && rule.y0 >= top && rule.y1 <= foot,
                "page {number}: {rule:?}"
            );
        }
    }
}

/// Builds a report with this narrative; all of it stands within the type area, and these texts are there, in this
/// order.
#[track_caller]
fn prints(report: &str, texts: &[&str]) -> Pdf {
    let pdf = build(report);
    assert_within_the_type_area(&pdf);
    let text = pdf.text();
    let mut from = 0;
    for wanted in texts {
        let wanted = squeezed(wanted);
        match text[from..].find(&wanted) {
            Some(at) => from += at + wanted.len(),
            None => panic!("“{}…” is missing", wanted.chars().take(30).collect::<String>()),
        }
    }
    pdf
}

/// A cell that is higher than a page, between two others.
#[test]
fn a_cell_of_pages() {
    let long = han(3000);
    let table = format!("| 甲 | 乙 |\n| --- | --- |\n| 上 | 下 |\n| 左 | {long} |\n| 前 | 后 |\n");
    let data = report("", &table);
    let pdf = prints(&data, &["甲乙", "上下", "左", &long, "前后"]);
    assert!(pdf.pages.len() > 2);
    let (said, _) = notes(&data);
    assert_eq!(said.matches("提示[row-divided]").count(), 1, "{said}");
    // The row of the file in which the long cell stands, and the column in which it begins.
    assert!(said.contains("report.toml:10:7"), "{said}");
}

#[test]
fn a_head_of_pages() {
    let long = han(2500);
    let rows = "| 上 | 下 |\n".repeat(60);
    prints(&report("", &format!("| 甲 | {long} |\n| --- | --- |\n{rows}")), &["甲", &long, "上下", "上下"]);
}

/// 156 mm hold 28 columns of one character of 9 pt with room around it.
#[test]
fn a_table_of_28_columns() {
    let row = |cell: &str| format!("|{}\n", format!(" {cell} |").repeat(28));
    let text = format!("{}{}{}", row("头"), row("---"), row("格"));
    prints(&report("", &text), &[&"头".repeat(28), &"格".repeat(28)]);
}

/// A report that is built; what it says of it, the place of each note, and the PDF.
#[track_caller]
fn notes(report: &str) -> (String, Pdf) {
    let desk = Desk::new();
    desk.put("report.toml", report);
    let run = desk.run(&["build", "report.toml"]);
    run.succeeds();
    (run.messages, Pdf::read(desk.read("report.pdf")))
}

fn row_of(columns: usize, cell: impl Fn(usize) -> String) -> String {
    format!("|{}\n", (0..columns).map(|at| format!(" {} |", cell(at))).collect::<String>())
}

/// Thirty columns of two digits have their place under vertical heads, and nothing is said of them.
#[test]
fn a_table_of_30_columns() {
    let head = row_of(30, |at| format!("第{}项（件）", at + 1));
    let text = format!("{head}{}{}", row_of(30, |_| "---".to_owned()), row_of(30, |at| (at * 3).to_string()));
    let (said, pdf) = notes(&report("", &text));
    assert!(!said.contains("table-crowded"), "{said}");
    assert_within_the_type_area(&pdf);
    let table = &tables(&pdf.pages[0])[0];
    assert_eq!(table.row(0)[29], "第30项（件）");
    assert_eq!(table.row(1)[29], "87");
    assert!(table.cells.iter().filter(|cell| cell.row == 1).all(|cell| cell.lines.len() == 1), "a figure is divided");
}

/// Thirty figures of five digits do not fit: they are divided, within their rules, and that is said at the table.
#[test]
fn figures_too_long_for_their_columns() {
    let figures = row_of(30, |at| (12345 * (at + 1)).to_string());
    let text = format!("{}{}{figures}", row_of(30, |_| "数".to_owned()), row_of(30, |_| "---".to_owned()));
    let (said, pdf) = notes(&report("", &text));
    assert_eq!(said.matches("提示[table-crowded]").count(), 1, "{said}");
    assert!(said.contains("report.toml:7:3"), "the place of the first head: {said}");
    assert_within_the_type_area(&pdf);
    let table = &tables(&pdf.pages[0])[0];
    for (at, cell) in table.cells.iter().filter(|cell| cell.row == 1).enumerate() {
        assert_eq!(cell.text(), (12345 * (at + 1)).to_string());
        for glyph in cell.glyphs() {
            assert!((glyph.size - 9.0).abs() < 0.01);
            let ink = glyph.ink.unwrap();
            assert!(ink.x0 > cell.edges[0] && ink.x1 < cell.edges[2], "{} crosses a rule", cell.text());
        }
    }
}

/// Sixty columns of 156 mm are narrower than a character of 9 pt: no page could show them.
#[test]
fn more_columns_than_characters() {
    let text =
        format!("{}{}{}", row_of(60, |_| "头".into()), row_of(60, |_| "---".into()), row_of(60, |_| "格".into()));
    let desk = Desk::new();
    desk.put("report.toml", report("", &text));
    let run = desk.run(&["build", "report.toml"]);
    assert_eq!(run.code, 1);
    assert!(run.messages.contains("错误[limit-columns]: 表有 60 列"), "{}", run.messages);
    assert!(run.messages.contains("report.toml:7:3"), "{}", run.messages);
}

/// A word that is longer than a line, in all places where it might stand.
#[test]
fn a_word_longer_than_a_line() {
    let word = "ABCDEFGHIJ".repeat(20);
    let text = format!(
        "## {word}\n\n{word}\n\n- {word}\n\n> {word}\n\n| 甲 |\n| --- |\n| 乙 |\n: {word}\n\n见[^1]。\n\n[^1]: {word}"
    );
    let pdf = build(&report(&format!("title = '{word}'\n"), &text));
    assert_within_the_type_area(&pdf);
    assert_eq!(pdf.text().matches(&word).count(), 7, "title, heading, paragraph, item, quote, caption, footnote");
}

/// A word that is wider than its column: the column gives way, its neighbours keep the room of a character.
#[test]
fn a_word_wider_than_its_table() {
    let word = "ABCDEFGHIJ".repeat(20);
    let pdf = prints(&report("", &format!("| 甲 | 乙 |\n| --- | --- |\n| {word} | 丙 |")), &["甲乙", &word, "丙"]);
    for cell in &tables(&pdf.pages[0])[0].cells {
        for ink in cell.glyphs().filter_map(|glyph| glyph.ink) {
            assert!(ink.x0 > cell.edges[0] && ink.x1 < cell.edges[2], "{} crosses a rule", cell.text());
        }
    }
}

#[test]
fn a_long_title_and_a_long_heading() {
    let (title, heading) = (han(150), han(200));
    let data = report(&format!("title = '{title}'\n"), &format!("## {heading}\n\n正文"));
    prints(&data, &[&title, "一、总体情况", &heading, "正文"]);
}

/// A footnote that is longer than its page goes on on the next.
#[test]
fn a_footnote_of_pages() {
    let (long, rest) = (han(2500), han(1500));
    let text = format!("甲[^1]。\n\n{rest}\n\n[^1]: {long}末");
    let pdf = build(&report("", &text));
    assert_within_the_type_area(&pdf);
    let notes: String =
        pdf.glyphs().filter(|glyph| (glyph.size - 10.5).abs() < 0.01).map(|glyph| &*glyph.text).collect();
    assert!(notes.contains(&format!("①{long}末")), "the footnote is whole");
    let body: String =
        pdf.glyphs().filter(|glyph| (glyph.size - 16.0).abs() < 0.01).map(|glyph| &*glyph.text).collect();
    assert!(body.contains(&rest), "the text is whole");
}

#[test]
fn long_labels_and_long_cells_of_official_tables() {
    let (long, narrow) = (han(80), han(24));
    let labels = format!(
        "[labels]\n\"disclosure.item_5\" = \"{long}\"\n\"disclosure.normative\" = \"{long}\"\n\
         \"applications.*.ngo\" = \"{narrow}\"\n\"applications.outcomes\" = \"{narrow}\"\n\
         \"applications.refused\" = \"{narrow}\"\n\"applications.partial\" = \"{long}\"\n\
         \"remedies.reconsideration.*.pending\" = \"{narrow}\"\n"
    );
    let data = TABLES.replace("amount = 12.5", &format!("amount = '{long}'"));
    let expected = [&long, &long, &long, &narrow, &narrow, &long, &narrow, &narrow].map(String::as_str);
    prints(&report_of_tables(&labels, "", &data), &expected);
}

#[test]
fn lists_within_lists() {
    let list: String = (0..5).map(|depth| format!("{}1. {}\n", " ".repeat(3 * depth), han(50))).collect();
    let pdf = prints(&report("", &list), &[&*han(50); 5]);
    assert!(pdf.text().contains("1.天地") && pdf.text().contains("（1）天地"));
}

#[test]
fn a_long_organ_signs() {
    let organ = "某某省某某市某某区某某街道办事处某某社区服务中心综合管理服务办公室";
    let data = report("published = 2026-03-20\nsignature = true\n", "").replace("某某县人民政府", organ);
    prints(&data, &["今后将改进", organ, "2026年3月20日"]);
}

/// A word of 60 letters signs, a title is a word of 120: each is divided, and told.
#[test]
fn a_signature_and_a_title_without_a_break() {
    let desk = Desk::new();
    for (key, word, data) in [
        ("organ", "W".repeat(60), report("published = 2026-03-20\nsignature = true\ntitle = '年报'\n", "")),
        ("title", "W".repeat(120), report(&format!("title = '{}'\n", "W".repeat(120)), "")),
    ] {
        desk.put("report.toml", if key == "organ" { data.replace("某某县人民政府", &word) } else { data });
        let run = desk.run(&["build", "report.toml"]);
        run.succeeds();
        assert!(run.messages.contains("不应断开"), "{key}: {}", run.messages);
        let pdf = Pdf::read(desk.read("report.pdf"));
        assert!(pdf.text().contains(&word), "{key}");
        for glyph in pdf.pages.iter().flat_map(|page| &page.glyphs) {
            assert!(glyph.x > 25.0 * MM && glyph.right() < 185.0 * MM, "{key}: {} at {}", glyph.text, glyph.x);
        }
    }
}

/// Sections without narrative, a narrative of nothing but a table.
#[test]
fn next_to_nothing() {
    let nothing = "[report]\norgan = '甲'\nyear = 2021\ndraft = true\n";
    let pdf = prints(nothing, &["甲", "2021年政府信息公开工作年度报告", "一、", "六、"]);
    assert!(!pdf.pages.is_empty());
    prints(&report("[preface]\nbody = ''\n", ""), &["一、总体情况", "二、"]);
}

#[test]
fn narrow_lines_and_wide_ones() {
    let text = format!("## 甲\n\n{}2025年《通知》（办法）\n\n> {}\n\n- 乙", han(300), han(100));
    for settings in ["chars_per_line = 16", "chars_per_line = 30", "line_pitch = 16", "line_pitch = 100"] {
        prints(&report(&format!("[page]\n{settings}\n"), &text), &["（一）甲", &han(300), &han(100), "乙", "二、"]);
    }
}
