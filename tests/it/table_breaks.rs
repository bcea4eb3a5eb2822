//! How tables are cut over pages, and what gives way so that no page is left half empty; read from the rules of the
//! PDF.

use image::ImageFormat;

use crate::support::tables::{Part, section};
use crate::support::{Desk, MM, build, build_on, han, report, report_of_tables};

/// The foot of the type area (GB/T 9704-2012, 5.2.1).
const FOOT: f64 = (37.0 + 225.0) * MM;

/// So many lines of text and a table of so many rows of one line, in groups of five if it is merged.
fn text_and_table(lines: usize, rows: usize, merged: bool) -> String {
    let row = |row: usize| match row % 5 {
        0 => format!("| 单位{row} | 事项{row} | {row} |\n"),
        _ if merged => format!("| ^ | 事项{row} | {row} |\n"),
        _ => format!("| 科室{row} | 事项{row} | {row} |\n"),
    };
    let paragraph = "文字一行。\n\n".repeat(lines);
    format!(
        "{paragraph}| 单位 | 事项 | 条数 |\n| --- | --- | ---: |\n{}\n\n完。",
        (0..rows).map(row).collect::<String>()
    )
}

/// Rows of a part that are none of the head.
fn own_rows((_, table): &Part) -> usize {
    table.ys.len() - 2
}

/// Each part but the last leaves no room for two more rows, and each has three rows or more.
#[track_caller]
fn assert_well_cut(parts: &[Part], what: &str) {
    for (at, part) in parts.iter().enumerate() {
        assert!(own_rows(part) >= 3, "{what}: part {at} has {} rows", own_rows(part));
        if at + 1 < parts.len() {
            let [_, _, _, foot] = part.1.bounds();
            let row = part.1.ys[2] - part.1.ys[1];
            assert!(FOOT - foot < 2.0 * row, "{what}: {:.1} pt free under part {at}", FOOT - foot);
        }
    }
}

#[test]
fn a_divided_table_fills_its_pages() {
    let mut cuts = 0;
    for (lines, rows, merged) in
        [(1, 40, true), (1, 40, false), (0, 36, false), (3, 37, true), (7, 30, true), (9, 70, false), (12, 100, true)]
    {
        let pdf = build(&report("", &text_and_table(lines, rows, merged)));
        let parts = section(&pdf, 1);
        assert_eq!(parts.iter().map(own_rows).sum::<usize>(), rows);
        assert_well_cut(&parts, &format!("{lines} lines, {rows} rows, {merged}"));
        cuts += parts.len() - 1;
    }
    assert!(cuts >= 6, "{cuts}");
}

/// A table that a page has hardly no room for is set closer rather than divided: 35 rows and the head are 36 · 17.1 pt
/// of the 637.8 that a page has, 37 rows are 650 pt.
#[test]
fn rows_stand_closer_where_that_keeps_a_table_whole() {
    let whole = |rows: usize| {
        let pdf = build(&report("", &format!("{}\n\n{}", han(28 * 15), text_and_table(0, rows, false))));
        let parts = section(&pdf, 1);
        assert_eq!(parts.iter().map(own_rows).sum::<usize>(), rows);
        (parts.len() == 1).then(|| parts[0].1.ys[2] - parts[0].1.ys[1])
    };
    let (usual, close) = (whole(30).unwrap(), whole(38).unwrap());
    assert!((usual - 17.1).abs() < 0.05, "{usual}");
    assert!(close < usual && close > 13.0, "{close}");
    assert!(whole(60).is_none());
}

/// docs/typography.md: table 三 stands on one page with figures of seven digits, in no less than 9 pt.
#[test]
fn applications_of_seven_digits_take_one_page() {
    let row = |key: &str, value: u32| format!("{key} = [{value}, {value}, {value}, {value}, {value}, {value}]\n");
    for value in [1_599_999, 1_428_571] {
        let total = row("received", value) + &row("carried_in", 0) + &row("granted", value) + &row("carried_out", 0);
        let tables = format!(
            "[disclosure]\nregulations = [0, 0, 1]\nnormative = [2, 1, 8]\nlicences = [300]\npenalties = [40]\n\
             coercion = [5]\nfees = [12.5]\n\n[applications]\n{total}\n[remedies]\nreconsideration = [1, 0, 0, 0]\n\
             litigation_direct = [0, 0, 0, 0]\nlitigation_after = [0, 0, 0, 0]\n"
        );
        for lines in [0, 5, 14] {
            let pdf = build(&report_of_tables("", &han(28 * lines + 20), &tables));
            let parts = section(&pdf, 3);
            assert_eq!(parts.len(), 1, "{value}, {lines} lines");
            let glyphs = parts[0].1.cells.iter().flat_map(|cell| cell.glyphs());
            let least = glyphs.map(|glyph| glyph.size).fold(f64::INFINITY, f64::min);
            assert!(least > 8.99, "{least} pt");
        }
    }
}

fn png(width: u32, height: u32) -> Vec<u8> {
    let mut bytes = std::io::Cursor::new(Vec::new());
    image::GrayImage::from_pixel(width, height, image::Luma([200])).write_to(&mut bytes, ImageFormat::Png).unwrap();
    bytes.into_inner()
}

/// The last picture of a section stays there. One of 900 × 720 px is 353.8 pt high in the width of the type area, more
/// than half a page.
#[test]
fn a_picture_is_made_smaller_rather_than_leave_a_third_of_a_page() {
    let desk = Desk::new();
    desk.put("a.png", png(900, 720));
    let text = |lines: usize| format!("{}\n\n![图](a.png)", han(28 * lines + 20));
    let mut scaled = 0;
    for lines in 3..14 {
        desk.put("report.toml", report("", &text(lines)));
        let run = desk.run(&["build", "report.toml"]);
        run.succeeds();
        let pdf = build_on(&desk, &report("", &text(lines)));
        let widths: Vec<f64> = pdf.pages.iter().flat_map(|page| &page.pictures).map(|area| area.width() / MM).collect();
        assert_eq!(widths.len(), 1);
        let is_smaller = widths[0] < 155.9;
        assert_eq!(is_smaller, run.messages.contains("picture-smaller"), "{lines}: {widths:?} {}", run.messages);
        assert!(widths[0] >= 0.6 * 156.0 - 0.1, "{widths:?}");
        scaled += usize::from(is_smaller);
    }
    assert!(scaled > 0);
}

/// What no page has room for is set all the same: every row is there, once.
#[test]
fn tables_of_any_shape_are_set() {
    let high = format!("| 甲 | 乙 |\n| --- | --- |\n| 高 | {} |\n| 低 | 丙 |\n", han(1200));
    let over_all = format!("| 甲 | 乙 |\n| --- | --- |\n| 全 | 1 |\n{}", "| ^ | 2 |\n".repeat(90));
    // The head, 高 and 低; the head, 全 and 90 rows beside it.
    for (text, cells, last) in [(high, 2 + han(1200).chars().count() + 3, "丙"), (over_all, 2 + 2 + 90, "2")] {
        let pdf = build(&report("", &text));
        let parts = section(&pdf, 1);
        let own = |(_, table): &Part| -> usize {
            let shown = table.cells.iter().filter(|cell| !cell.is_repeated());
            shown.map(|cell| cell.text().chars().count()).sum()
        };
        assert_eq!(parts.iter().map(own).sum::<usize>(), cells);
        assert_eq!(parts.last().unwrap().1.rows().last().unwrap().last().unwrap(), last);
    }
    let desk = Desk::new();
    desk.put("thin.png", png(1, 10_000));
    let pdf = build_on(&desk, &report("", "文字。\n\n![细](thin.png)\n\n文字。"));
    assert_eq!(pdf.pages.iter().map(|page| page.pictures.len()).sum::<usize>(), 1);
}
