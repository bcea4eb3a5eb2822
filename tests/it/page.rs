//! The page of GB/T 9704-2012, measured in points: the grid of 22 lines and 28 cells, margins, page numbers, what
//! `[page]` changes, and how pages end.

use crate::support::pdf::Line;
use crate::support::{Desk, Dice, HAN, MM, assert_near, build, han, overview, report};

/// The grid of GB/T 9704-2012, 5.2.
const PITCH: f64 = 225.0 / 22.0 * MM;
const CELL: f64 = 156.0 / 28.0 * MM;
const WIDTH: f64 = 156.0 * MM;
const TOP: f64 = 37.0 * MM;
/// How far the em box of Fandol Fang reaches above its baseline (its OS/2 table: 880 of 1000).
const ABOVE: f64 = 0.88 * 16.0;
/// The tolerance of docs/typography.md, Page.
const TOLERANCE: f64 = 0.05;

/// Left edge of the type area on a page, from 0: inner margin 28 mm, outer margin what is left of 210 mm.
fn left(page: usize) -> f64 {
    if page.is_multiple_of(2) { 28.0 * MM } else { (210.0 - 28.0 - 156.0) * MM }
}

/// Whether these lines hold so many characters each, all pens on the grid of cells.
#[track_caller]
fn assert_cells(lines: &[Line], left: f64, cell: f64, counts: &[usize]) {
    assert_eq!(lines.iter().map(|line| line.glyphs.len()).collect::<Vec<_>>(), counts);
    for (number, line) in lines.iter().enumerate() {
        let indent = if number == 0 { 2 } else { 0 };
        for (at, glyph) in line.glyphs.iter().enumerate() {
            let pen = left + cell * (indent + at) as f64;
            assert_near(glyph.x, pen, TOLERANCE, &format!("pen of character {at} of line {number}"));
        }
    }
}

/// 200 = 26 + 6 × 28 + 6.
#[test]
fn han_alone_stands_in_28_cells() {
    let pdf = build(&report("", &han(200)));
    assert_cells(&overview(&pdf)[0], left(0), CELL, &[26, 28, 28, 28, 28, 28, 28, 6]);
}

#[test]
fn baselines_stand_on_the_grid_on_every_page() {
    let text = format!("## 甲\n\n{}\n\n### 乙\n\n{}，2025年共12件。\n\n1. 丙\n2. {}", han(300), han(900), han(400));
    let pdf = build(&report("", &text));
    assert!(pdf.pages.len() > 3);
    for (number, page) in (1..).zip(&pdf.pages) {
        let lines = page.body();
        assert!(!lines.is_empty(), "page {number}");
        for line in lines {
            let place = (line.y - TOP - (PITCH - 16.0) / 2.0 - ABOVE) / PITCH;
            assert_near(
                line.y,
                line.y + (place.round() - place) * PITCH,
                TOLERANCE,
                &format!("page {number}: {}", line.text()),
            );
            assert!((-0.01..21.01).contains(&place), "page {number}: {} stands on line {}", line.text(), place + 1.0);
        }
    }
}

/// A page that holds nothing but a paragraph holds 22 lines, the first em box from 39.3 mm, the last to 259.7 mm.
#[test]
fn a_full_page_has_22_lines() {
    let pdf = build(&report("", &han(28 * 70)));
    for lines in &overview(&pdf)[1..3] {
        assert_eq!(lines.len(), 22);
        assert_near((lines[0].y - ABOVE) / MM, 39.3, 0.05, "first em box, mm");
        assert_near((lines[21].y - ABOVE + 16.0) / MM, 259.7, 0.05, "last em box, mm");
    }
}

#[test]
fn margins_are_mirrored() {
    let pdf = build(&report("", &han(28 * 70)));
    for (page, lines) in overview(&pdf).iter().enumerate() {
        // The first page begins with the indent.
        let line = &lines[1];
        assert_near(line.first().x, left(page), TOLERANCE, "left edge");
        assert_near(line.last().x + CELL, left(page) + WIDTH, TOLERANCE, "right edge");
    }
}

/// GB/T 9704-2012, 7.5: 4号 half-width 宋体, dashes left and right, at the right of odd pages and the left of even ones,
/// one character in.
#[test]
fn page_numbers_stand_in_their_place() {
    let pdf = build(&report("", &han(28 * 22 * 10)));
    assert!(pdf.pages.len() > 10);
    for (page, found) in pdf.pages.iter().enumerate() {
        let line = found.number().expect("a page number");
        assert_eq!(crate::support::squeezed(&line.text()), format!("—{}—", page + 1));
        assert_eq!(line.fonts(), ["FandolSong-Regular"]);
        assert!(line.glyphs.iter().all(|glyph| (glyph.size - 14.0).abs() < 0.01 && glyph.artifact));
        let digits = line.glyphs.iter().filter(|glyph| glyph.text.chars().all(|c| c.is_ascii_digit()));
        digits.for_each(|digit| assert_near(digit.advance, 7.0, 0.5, "a half-width digit"));
        let dash = line.first().ink.unwrap();
        assert_near(dash.y0 / MM, 262.0 + 7.0, 0.25, "upper edge of the dash, mm");
        if page.is_multiple_of(2) {
            assert_near(left(page) + WIDTH - line.last().right(), 14.0, 0.1, "from the right edge");
        } else {
            assert_near(line.first().x - left(page), 14.0, 0.1, "from the left edge");
        }
    }
}

/// Lines a page are ⌊(225 mm − 1 em) / pitch⌋ + 1.
#[test]
fn the_line_pitch_can_be_set() {
    for (pitch, lines) in [(28.0, 23), (29.2, 22), (29.45, 22), (40.0, 16)] {
        let pdf = build(&report(&format!("[page]\nline_pitch = {pitch}\n"), &han(28 * 70)));
        for page in &overview(&pdf)[1..3] {
            assert_eq!(page.len(), lines, "pitch {pitch}");
            for pair in page.windows(2) {
                assert_near(pair[1].y - pair[0].y, pitch, TOLERANCE, "pitch");
            }
            assert!(page[0].y - ABOVE >= TOP - TOLERANCE, "pitch {pitch}: above the type area");
            assert!(
                page[lines - 1].y - ABOVE + 16.0 <= TOP + 225.0 * MM + TOLERANCE,
                "pitch {pitch}: below the type area"
            );
        }
    }
}

/// 100 = 24 + 2 × 26 + 24, 25 + 2 × 27 + 21, and 28 + 2 × 30 + 12.
#[test]
fn the_characters_of_a_line_can_be_set() {
    for (characters, counts) in [(26, [24, 26, 26, 24]), (27, [25, 27, 27, 21]), (30, [28, 30, 30, 12])] {
        let pdf = build(&report(&format!("[page]\nchars_per_line = {characters}\n"), &han(100)));
        assert_cells(&overview(&pdf)[0], left(0), WIDTH / f64::from(characters), &counts);
    }
}

/// What `[page]` cannot mean is refused at its place, with the bounds of what it can; the bounds themselves are built.
#[test]
fn values_out_of_bounds_are_refused() {
    for (key, values, bounds) in [
        ("line_pitch", &["15.9", "100.5", "'28'", "nan", "-28", "true"][..], "16 到 100"),
        ("chars_per_line", &["15", "31", "27.5", "'27'", "-27", "0x1B"][..], "16 到 30"),
        ("max_dpi", &["71", "2401", "150.0", "'150'"][..], "72 到 2400"),
        ("numbers", &["1", "'no'", "[]"][..], "true 或 false"),
        ("duplex", &["0", "'yes'"][..], "true 或 false"),
        ("color", &["0", "'red'"][..], "true 或 false"),
    ] {
        for value in values {
            let desk = Desk::new();
            desk.put("report.toml", report(&format!("[page]\n{key} = {value}\n"), "文"));
            let run = desk.run(&["build", "report.toml"]);
            assert_eq!(run.code, 1, "{key} = {value}");
            let place = format!("report.toml:5:{}", key.len() + 4);
            for said in ["wrong-type", &format!("“page.{key}”"), bounds, &place] {
                assert!(run.messages.contains(said), "{key} = {value}: {said} is not in {}", run.messages);
            }
            assert_eq!(desk.names(), ["report.toml"], "nothing is made");
        }
    }
    let bounds = "line_pitch = 16\nchars_per_line = 16\nmax_dpi = 72\n";
    for settings in [bounds, "line_pitch = 100\nchars_per_line = 30\nmax_dpi = 2400\n", "line_pitch = 28\n"] {
        build(&report(&format!("[page]\n{settings}"), "文"));
    }
}

#[test]
fn page_numbers_can_be_left_out() {
    let pdf = build(&report("[page]\nnumbers = false\n", &han(1000)));
    assert!(pdf.pages.len() > 1 && pdf.pages.iter().all(|page| page.number().is_none()));
}

#[test]
fn printed_on_one_side_the_inner_margin_stays_at_the_left() {
    let pdf = build(&report("[page]\nduplex = false\n", &han(28 * 40)));
    for (page, lines) in overview(&pdf).iter().enumerate() {
        assert_near(lines[1].first().x, 28.0 * MM, TOLERANCE, "left edge");
        let number = pdf.pages[page].number().unwrap();
        assert_near(28.0 * MM + WIDTH - number.last().right(), 14.0, 0.1, "number from the right edge");
    }
}

/// A narrative of paragraphs of one line to eight, with headings among them. A paragraph opens with 首 and ends with
/// 末。; a heading holds nothing but 题, in one line or two.
fn long_narrative() -> String {
    let han: Vec<char> = HAN.chars().collect();
    let mut dice = Dice(9704);
    let mut text = String::new();
    let mut headings = 0;
    for block in 0..400 {
        let level = match dice.roll(5) {
            0 => "##",
            1 if block > 20 => "###",
            _ => "",
        };
        // No more than two headings above one another: how much is kept together must stay known.
        match level {
            "##" | "###" if headings < 2 => {
                headings += 1;
                text.push_str(&format!("{level} {}\n\n", "题".repeat(3 + dice.roll(40))));
            }
            _ => {
                headings = 0;
                text.push('首');
                for at in 0..dice.roll(200) {
                    text.push(han[dice.roll(han.len())]);
                    match dice.roll(12) {
                        0 if at > 0 => text.push('，'),
                        1 if at > 0 => text.push_str("《》"),
                        2 => text.push_str(&dice.roll(3000).to_string()),
                        _ => {}
                    }
                }
                text.push_str("末。\n\n");
            }
        }
    }
    text
}

/// No heading ends a page, no paragraph leaves its first line alone at a page's foot or its last at a page's head.
#[test]
fn pages_end_where_they_may() {
    let pdf = build(&report("", &format!("## 题\n\n{}", long_narrative())));
    let mut pages = overview(&pdf);
    // What follows may begin on a page of its own.
    pages.retain(|page| !page.is_empty());
    assert!(pages.len() > 30, "{} pages", pages.len());
    let mut short = 0;
    for (number, pair) in (1..).zip(pages.windows(2)) {
        let [page, next] = pair else { unreachable!() };
        let (last, first) = (page.last().unwrap().text(), next.first().unwrap().text());
        assert!(!last.contains('题'), "page {number} ends with a heading: {last}");
        assert!(!last.contains('首') || last.contains('末'), "page {number} ends with a first line: {last}");
        assert!(!first.contains('末') || first.contains('首'), "page {number} is followed by a last line: {first}");
        // What is kept together is two headings of two lines and three lines of text at most: six lines are left empty.
        assert!(number == 1 || page.len() >= 16, "page {number} has {} lines", page.len());
        short += usize::from(page.len() < 22);
    }
    assert!(short > 5, "the rules were hardly put to the test");
}

/// 草稿 stands above the type area of every page of a draft, and of no other report.
#[test]
fn every_page_of_a_draft_says_so() {
    let text = han(28 * 30);
    for (settings, marks) in [("draft = true\n", 1), ("", 0)] {
        let pdf = build(&report(settings, &text));
        assert!(pdf.pages.len() > 1);
        for page in &pdf.pages {
            let above: Vec<_> = page.glyphs.iter().filter(|glyph| glyph.y < TOP).collect();
            assert_eq!(above.len(), 2 * marks);
            assert!(above.iter().all(|glyph| glyph.artifact));
        }
    }
}
