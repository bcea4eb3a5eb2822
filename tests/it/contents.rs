//! The table of contents (目录): what it lists, the numbers it gives, how its lines stand, where its links lead.

use crate::support::pdf::{Bookmark, Glyph, Line, Page, Pdf, lines};
use crate::support::{Desk, MM, assert_near, build, han, in_repository, report, squeezed};

/// The grid of GB/T 9704-2012, 5.2, and the em box of Fandol Fang, which stands on it.
const PITCH: f64 = 225.0 / 22.0 * MM;
const FIRST_BASELINE: f64 = 37.0 * MM + (PITCH - 16.0) / 2.0 + 0.88 * 16.0;
/// 4号, and what fills 156 mm with 32 of its cells.
const SIZE: f64 = 14.0;
const CELL: f64 = 156.0 / 32.0 * MM;

fn left(page: usize) -> f64 {
    if page.is_multiple_of(2) { 28.0 * MM } else { 26.0 * MM }
}

/// An entry, as it is printed.
#[derive(Debug)]
struct Entry {
    text: String,
    /// The page number, if it has one.
    number: Option<usize>,
    /// Index of the page on which it stands.
    on: usize,
    /// Its lines, leaders included.
    lines: Vec<Line>,
}

fn is_dot(glyph: &Glyph) -> bool {
    glyph.artifact && glyph.text == "·"
}

/// All lines of the contents with their pages: all text of 14 pt that is not a page's own number.
fn contents_lines(pdf: &Pdf) -> Vec<(usize, Line)> {
    let of_size = |page: &Page| {
        let own = page.glyphs.iter().filter(|glyph| (glyph.size - SIZE).abs() < 0.01 && glyph.y < 262.0 * MM);
        lines(own)
    };
    (0..).zip(&pdf.pages).flat_map(|(at, page)| of_size(page).into_iter().map(move |line| (at, line))).collect()
}

/// The entries: one ends with the line that has a number or, where pages have none, with every line.
fn entries(pdf: &Pdf) -> Vec<Entry> {
    let mut entries: Vec<Entry> = Vec::new();
    for (on, line) in contents_lines(pdf) {
        let text: String = line.glyphs.iter().filter(|glyph| !glyph.artifact).map(|glyph| &*glyph.text).collect();
        let (text, number) = match text.rsplit_once(' ').map(|(text, number)| (text, number.parse())) {
            Some((text, Ok(number))) => (text.to_owned(), Some(number)),
            _ => (text, None),
        };
        match entries.last_mut() {
            Some(open) if open.number.is_none() => {
                open.text.push_str(&text);
                open.number = number;
                open.lines.push(line);
            }
            _ => entries.push(Entry { text, number, on, lines: vec![line] }),
        }
    }
    entries
}

/// Pages, from 1, and baselines of lines of the body that open with a text, wherever the contents may stand.
fn found(pdf: &Pdf, opens: &str) -> Vec<(usize, f64)> {
    let of = |page: &Page| page.body().into_iter().filter(|line| squeezed(&line.text()).starts_with(opens));
    (1..).zip(&pdf.pages).flat_map(|(at, page)| of(page).map(move |line| (at, line.y)).collect::<Vec<_>>()).collect()
}

/// Each entry gives the page on which its heading stands, and its links lead there.
#[track_caller]
fn assert_true(pdf: &Pdf, entries: &[Entry]) {
    let mut jumps = pdf.pages.iter().flat_map(|page| &page.jumps);
    for entry in entries {
        let head: String = entry.text.chars().take(20).collect();
        let [(page, y)] = found(pdf, &squeezed(&head))[..] else { panic!("{head} does not stand once") };
        if let Some(number) = entry.number {
            assert_eq!(number, page, "{head}");
            let own = pdf.pages[page - 1].number().expect("a number at the foot");
            assert_eq!(squeezed(&own.text()), format!("—{number}—"));
        }
        for line in &entry.lines {
            let jump = jumps.next().expect("a link for each line");
            assert_eq!(jump.page, page - 1, "{head}");
            assert!(jump.top < y - 16.0 && jump.top > y - 1.5 * PITCH, "{head}: {} is not above {y}", jump.top);
            assert_eq!(jump.contents, format!("{}，第{page}页", entry.text));
            assert!(jump.area.y0 < line.y && line.y < jump.area.y1, "{head}: the area lies on the line");
            let text = line.glyphs.iter().filter(|glyph| !is_dot(glyph));
            for glyph in text.filter(|glyph| glyph.ink.is_some()) {
                let ink = glyph.ink.unwrap();
                assert!(jump.area.x0 <= ink.x0 && ink.x1 <= jump.area.x1 + 0.5, "{head}: {}", glyph.text);
            }
        }
    }
    assert!(jumps.next().is_none(), "a link for no line");
}

/// Lines stand on the grid, numbers at the right edge, dots in columns that go through all lines of all pages.
#[track_caller]
fn assert_set(entries: &[Entry]) {
    for entry in entries {
        let level1 = !entry.text.starts_with('（');
        let (first, last) = (&entry.lines[0], &entry.lines[entry.lines.len() - 1]);
        let face = if level1 { "FandolHei-Regular" } else { "FandolFang-Regular" };
        assert_eq!(&*first.first().font, face, "{}", entry.text);
        let indent = if level1 { 0.0 } else { 2.0 };
        assert_near(first.first().x, left(entry.on) + indent * CELL, 0.05, "indent");
        for line in &entry.lines {
            let place = (line.y - FIRST_BASELINE) / PITCH;
            assert_near(place, place.round(), 0.002, "place on the grid");
            assert!((-0.01..21.01).contains(&place));
        }
        for line in &entry.lines[..entry.lines.len() - 1] {
            assert!(line.glyphs.iter().all(|glyph| !is_dot(glyph)), "leaders in the last line only");
            assert!(line.last().right() < left(entry.on) + 28.1 * CELL, "the room of the numbers is free");
        }
        if entry.number.is_none() {
            continue;
        }
        assert_near(last.last().right(), left(entry.on) + 156.0 * MM, 0.05, "right edge of the number");
        assert_eq!(&*last.last().font, "FandolSong-Regular");
        assert_near(last.last().advance, SIZE / 2.0, 0.01, "a half-width digit");
        let dots: Vec<&Glyph> = last.glyphs.iter().filter(|glyph| is_dot(glyph)).collect();
        assert!(dots.len() >= 3, "{}: {} dots", entry.text, dots.len());
        for dot in &dots {
            let ink = dot.ink.expect("ink");
            let steps = (left(entry.on) + 156.0 * MM - (dot.x + dot.advance / 2.0)) / (SIZE / 3.0);
            assert_near(steps, steps.round(), 0.005, "place of a dot, in steps");
            assert!(ink.x1 - ink.x0 < 0.2 * SIZE, "a dot and nothing else");
        }
        for pair in dots.windows(2) {
            assert_near(pair[1].x - pair[0].x, SIZE / 3.0, 0.02, "distance of dots");
        }
        // As near to both ends as the columns allow: less than a step and a gap of 0.4 em.
        let text = last.glyphs.iter().filter(|glyph| !glyph.artifact && glyph.ink.is_some() && glyph.x < dots[0].x);
        let text_end = text.map(|glyph| glyph.ink.unwrap().x1).fold(0.0, f64::max);
        let room = dots[0].ink.unwrap().x0 - text_end;
        assert!(room > 0.2 * SIZE && room < 1.3 * SIZE, "{}: {room} pt before the leader", entry.text);
        let digits = last.glyphs.iter().filter(|glyph| glyph.x > dots[dots.len() - 1].x && glyph.ink.is_some());
        let number_left = digits.map(|glyph| glyph.x).fold(f64::INFINITY, f64::min);
        let room = number_left - dots[dots.len() - 1].ink.unwrap().x1;
        assert!(room > 0.2 * SIZE && room < 0.8 * SIZE, "{}: {room} pt behind the leader", entry.text);
    }
}

/// Number and title of each bookmark of levels 1 and 2, in order.
fn outline(bookmarks: &[Bookmark]) -> Vec<String> {
    let both = |one: &Bookmark| {
        std::iter::once(one.title.clone())
            .chain(one.children.iter().map(|child| child.title.clone()))
            .collect::<Vec<_>>()
    };
    bookmarks.iter().flat_map(both).collect()
}

fn texts(entries: &[Entry]) -> Vec<&str> {
    entries.iter().map(|entry| entry.text.as_str()).collect()
}

/// The title and 目录 on the first page, the text from the next on.
#[test]
fn headings_are_listed_with_their_pages() {
    let text = format!(
        "## 甲[^1]\n\n{}\n\n### 不列\n\n{}\n\n## 乙**丙**情况。\n\n{}\n\n[^1]: 注。",
        han(300),
        han(900),
        han(400)
    );
    let pdf = build(&report("contents = true\n[preface]\nbody = '前言。'", &text));
    let entries = entries(&pdf);
    assert_eq!(
        texts(&entries),
        [
            "一、总体情况",
            "（一）甲",
            "（二）乙丙情况",
            "二、主动公开政府信息情况",
            "三、收到和处理政府信息公开申请情况",
            "四、政府信息公开行政复议、行政诉讼情况",
            "五、存在的主要问题及改进情况",
            "六、其他需要报告的事项"
        ]
    );
    assert_eq!(entries[0].number, Some(2));
    assert!(entries.windows(2).all(|pair| pair[0].number <= pair[1].number));
    assert!(entries[7].number > Some(4));
    assert_true(&pdf, &entries);
    assert_set(&entries);

    let title = pdf.pages[0].lines_of(22.0);
    let heading = &pdf.pages[0].lines_of(18.0)[0];
    assert!(title.last().unwrap().y < heading.y && heading.y < entries[0].lines[0].y);
    assert_eq!(squeezed(&heading.text()), "目录");
    let middle = (heading.first().x + heading.last().right()) / 2.0;
    assert_near(middle, left(0) + 78.0 * MM, 0.05, "middle of 目录");
    assert_near(heading.last().x - heading.first().x, 2.0 * 18.0, 0.01, "an em between the two");
    assert!(pdf.pages[0].body().is_empty(), "the text begins on a new page");
    assert!(squeezed(&pdf.pages[1].body()[0].text()).starts_with("前言"));
}

/// Without the key there is none.
#[test]
fn no_contents_unless_asked_for() {
    for settings in ["", "contents = false\n"] {
        let pdf = build(&report(settings, "## 甲\n\n文"));
        assert!(contents_lines(&pdf).is_empty() && pdf.pages.iter().all(|page| page.jumps.is_empty()));
        assert!(!pdf.text().contains("目录"));
    }
}

/// An entry that is longer than a line goes on below its own text, and its number stands in its last line.
#[test]
fn a_long_entry_turns() {
    let (one, two) = (han(22), han(60));
    let pdf = build(&report("contents = true\n", &format!("## {one}\n\n文\n\n## {two}\n\n文")));
    let entries = entries(&pdf);
    assert_eq!(texts(&entries)[1..3], [format!("（一）{one}"), format!("（二）{two}")]);
    // 32 cells, of which two are the indent and four the room of the number: （一） and 22 characters fit, then 23 each.
    assert_eq!(entries[1].lines.len(), 1);
    assert_eq!(entries[2].lines.len(), 3);
    for line in &entries[2].lines[1..] {
        assert_near(line.first().x, left(0) + 5.0 * CELL, 0.05, "below the text behind the number");
    }
    assert_true(&pdf, &entries);
    assert_set(&entries);
}

/// Sixty headings, eight of which turn, take four pages of 22 lines; none of these leaves an entry alone.
#[test]
fn contents_of_several_pages() {
    let long = |at: usize| if at % 7 == 3 { han(40) } else { han(3 + at % 5) };
    let text: String = (0..60).map(|at| format!("## {at}{}\n\n{}\n\n", long(at), han(100 + at))).collect();
    let pdf = build(&report("contents = true\n", &text));
    let entries = entries(&pdf);
    assert_eq!(entries.len(), 66);
    let pages = entries.last().unwrap().on + 1;
    assert_eq!(pages, 4);
    assert_eq!(entries[0].number, Some(pages + 1));
    // The numbers grow to two digits.
    assert!(entries[65].number >= Some(10));
    assert_true(&pdf, &entries);
    assert_set(&entries);
    for page in 0..pages {
        let own: Vec<&Entry> = entries.iter().filter(|entry| entry.on == page).collect();
        assert!(own.len() > 1, "page {page} has {} entries", own.len());
        assert!(pdf.pages[page].body().is_empty(), "no text on page {page}");
    }
    assert_eq!(outline(&pdf.outline), texts(&entries));
}

/// The sample of the form 2019, which is a real report: the contents agree with the outline and with the pages.
#[test]
fn both_forms_have_contents() {
    for (data, last) in [("jiyang-2020", ""), ("yunshan-2025", "data/yunshan-2024.toml")] {
        let desk = Desk::new();
        let text = std::fs::read_to_string(in_repository(&format!("data/{data}.toml"))).unwrap();
        // The pictures of the sample, if there are any, are not asked for here.
        desk.put("report.toml", text.replacen("[report]\n", "[report]\ncontents = true\n", 1));
        let last = in_repository(last);
        let mut arguments = vec!["build", "report.toml"];
        if last.is_file() {
            arguments.extend(["--previous", last.to_str().unwrap()]);
        }
        desk.run(&arguments).succeeds();
        let pdf = Pdf::read(desk.read("report.pdf"));
        let entries = entries(&pdf);
        assert!(entries.len() > 6, "{data}");
        assert_eq!(outline(&pdf.outline), texts(&entries), "{data}");
        assert_true(&pdf, &entries);
        assert_set(&entries);
    }
}

/// `[page]` holds for the contents too: pitch, and cells that keep their proportion; on one side, the left edge.
#[test]
fn contents_stand_on_the_page_that_is_set() {
    let settings = "contents = true\n[page]\nline_pitch = 28\nchars_per_line = 26\nduplex = false\n";
    let text: String = (0..40).map(|_| "## 某项\n\n文\n\n").collect();
    let pdf = build(&report(settings, &text));
    let lines = contents_lines(&pdf);
    assert_eq!(lines.len(), 46);
    let cell = 156.0 / 26.0 * MM * SIZE / 16.0;
    for pair in lines.windows(2).filter(|pair| pair[0].0 == pair[1].0) {
        assert_near(pair[1].1.y - pair[0].1.y, 28.0, 0.05, "pitch");
    }
    for (_, line) in &lines {
        let indent = if line.text().starts_with('（') { 2.0 } else { 0.0 };
        assert_near(line.first().x, 28.0 * MM + indent * cell, 0.05, "indent");
        assert_near(line.last().right(), 184.0 * MM, 0.05, "right edge of the number");
    }
}

/// Where pages have no numbers, the contents give none; the links stay.
#[test]
fn pages_without_numbers_are_not_counted_in_contents() {
    let pdf = build(&report("contents = true\n[page]\nnumbers = false\n", &format!("## 甲\n\n{}", han(1000))));
    let lines = contents_lines(&pdf);
    assert_eq!(lines.len(), 7);
    assert!(lines.iter().all(|(_, line)| line.glyphs.iter().all(|glyph| !glyph.artifact)));
    let texts: Vec<String> = lines.iter().map(|(_, line)| line.text()).collect();
    assert_eq!(texts[..2], ["一、总体情况", "（一）甲"]);
    let jumps: Vec<usize> = pdf.pages.iter().flat_map(|page| &page.jumps).map(|jump| jump.page).collect();
    assert_eq!(jumps.len(), 7);
    assert_eq!(jumps[0], 1);
    assert!(jumps[6] >= 3);
}

/// A character of a heading that no face has is told once, at its place.
#[test]
fn a_character_that_no_face_has_is_told_once() {
    let desk = Desk::new();
    for heading in ["## 甲\u{1F9FF}", "## 甲\u{1F9FF}。"] {
        desk.put("report.toml", report("contents = true\n", &format!("{heading}\n\n文")));
        let run = desk.run(&["build", "report.toml"]);
        assert_eq!(run.code, 1);
        assert!(run.messages.contains("report.toml:8:5") && run.messages.contains("U+1F9FF"), "{}", run.messages);
        assert!(!run.messages.contains("2 处"), "{}", run.messages);
    }
}
