//! Where pages end, over the whole document: no lone line, no hole where text could stand, tables on the fewest pages
//! and evenly on these. 22 lines a page.

use crate::support::tables::{Table, tables};
use crate::support::{Desk, TABLES, build, build_on, han, overview, report, report_of_tables, squeezed};

/// A grey picture of so many pixels: at 96 to the inch, three quarters of a point each.
fn picture(width: u32, height: u32) -> Vec<u8> {
    let mut bytes = std::io::Cursor::new(Vec::new());
    image::GrayImage::from_pixel(width, height, image::Luma([128]))
        .write_to(&mut bytes, image::ImageFormat::Png)
        .unwrap();
    bytes.into_inner()
}

/// Rows of a Markdown table, each with its number.
fn pipe_table(rows: usize) -> String {
    let body: String = (1..=rows).map(|row| format!("| 第{row}项 | {row} |\n")).collect();
    format!("| 事项 | 数量 |\n| --- | --- |\n{body}")
}

/// However many rows, no page has one alone, nor a third of what another has: first fit puts two rows on the last page
/// of some of these.
#[test]
fn no_page_has_a_single_row() {
    for rows in [36, 37, 38, 75, 76] {
        let pdf = build(&report("", &format!("{}\n\n{}", han(28 * 15 - 2), pipe_table(rows))));
        let mut found = Vec::new();
        for page in &pdf.pages {
            let shown = tables(page).into_iter().filter(|table| table.row(0) == ["事项", "数量"]);
            found.extend(shown.map(|table| table.rows().len() - 1));
        }
        assert_eq!(found.iter().sum::<usize>(), rows);
        assert!(found.iter().all(|count| *count >= 2), "{rows} rows: {found:?}");
        // The first page has the room that the text leaves.
        let whole = found.get(1..).unwrap_or_default();
        let (least, most) = (whole.iter().min().unwrap_or(&0), whole.iter().max().unwrap_or(&0));
        assert!(least * 3 >= *most, "{rows} rows: {found:?}");
    }
}

/// Table 三 has room on one page, and stands on one unless all but a line or two of the page before were empty. Then it
/// stands on two, with more than a row or two on each.
#[test]
fn table_three_stands_on_the_fewest_pages() {
    let mut whole = 0;
    for lines in (0..22).step_by(3) {
        let data = TABLES.replace("[applications]\n", &format!("[applications]\nbody = '{}'\n", han(28 * lines + 20)));
        let pdf = build(&report_of_tables("", "", &data));
        let is_applications = |table: &Table| table.cells.iter().any(|cell| cell.text() == "申请人情况");
        let parts: Vec<usize> =
            pdf.pages.iter().flat_map(tables).filter(is_applications).map(|table| table.rows().len()).collect();
        // Three rows of heads and at least three of figures.
        assert!(parts.len() <= 2 && parts.iter().all(|rows| *rows >= 6), "{lines} lines above: {parts:?}");
        whole += usize::from(parts.len() == 1);
    }
    assert!(whole >= 6, "whole {whole} times of 8");
}

/// What has to stand on a page takes the room of the footnotes: they go on behind it, and never lie over it.
#[test]
fn footnotes_do_not_cover_a_picture() {
    let desk = Desk::new();
    desk.put("a.png", picture(300, 700));
    let note = han(2000);
    let pdf = build_on(&desk, &report("", &format!("正文[^1]。\n\n![图](a.png)\n\n后文。\n\n[^1]: {note}末\n")));
    let mut told = String::new();
    let mut beside = 0;
    for page in &pdf.pages {
        let lines = page.lines_of(10.5);
        let notes = lines.iter().filter(|line| !tables(page).iter().any(|table| line.y < table.bounds()[3]));
        for line in notes {
            told.push_str(&line.text());
            let foot = page.pictures.iter().map(|picture| picture.y1).fold(0.0, f64::max);
            assert!(line.y - 10.5 > foot, "a footnote at {:.0} over a picture down to {foot:.0}", line.y);
            beside += usize::from(foot > 0.0);
        }
    }
    assert!(squeezed(&told).contains(&format!("{note}末")), "the footnote is whole");
    assert!(beside > 0, "no footnote shares its page with the picture");
}

/// A draft may end with headings that nothing follows yet: they stay on the page of 四, where there is room.
#[test]
fn a_draft_may_end_with_a_heading() {
    let data = report("draft = true\n", "").split("[problems]").next().unwrap().to_owned();
    let pdf = build(&data);
    let last = pdf.pages.last().unwrap().text();
    assert!(["四、", "五、", "六、"].iter().all(|number| last.contains(number)), "{last}");
}

/// A picture that does not fit lets the text behind it come first: the page is full, the picture heads the next one,
/// and the text goes on below it on the grid. In the tree it stands in its place.
#[test]
fn a_picture_leaves_no_hole() {
    let desk = Desk::new();
    desk.put("a.png", picture(300, 360));
    // Below title and 一 there are more than ten lines; the picture has a height of nearly ten.
    let text = format!("{}\n\n![题注](a.png)\n\n{}", han(28 * 32 - 2), han(28 * 30 - 2));
    let pdf = build_on(&desk, &report("", &text));
    let shown: Vec<usize> = (0..pdf.pages.len()).filter(|page| !pdf.pages[*page].pictures.is_empty()).collect();
    let [page] = shown[..] else { panic!("pictures on pages {shown:?}") };
    let lines = overview(&pdf);
    assert_eq!(lines[page - 1].len(), 22, "the page before is full");
    assert!(lines[page].iter().all(|line| line.y > pdf.pages[page].pictures[0].y1), "it stands at the head");
    let letters: String = lines.iter().flatten().map(|line| squeezed(&line.text())).collect();
    assert!(letters.contains(&han(28 * 30 - 2)), "the text goes on");
}

/// A small hole is left above a picture that the text announces as the one below; any other picture waits.
#[test]
fn what_says_that_it_stands_below_stands_below() {
    let desk = Desk::new();
    desk.put("a.png", picture(300, 330));
    let data = report("", "文");
    let (before, _) = data.split_once("[other]").unwrap();
    // 六, behind all tables: wherever on a page the picture is mentioned.
    let in_place = |announced: &str, above: usize| {
        let text = format!("{}\n\n{announced}\n\n![题注](a.png)\n\n{}", han(28 * above - 2), han(28 * 30 - 2));
        let pdf = build_on(&desk, &format!("{before}[other]\nbody = '''\n{text}\n'''\n"));
        let page = pdf.pages.iter().position(|page| !page.pictures.is_empty()).unwrap();
        let top = pdf.pages[page].pictures[0].y0;
        let above = pdf.pages[page].body().into_iter().rfind(|line| line.y < top);
        let last = above.or_else(|| pdf.pages[page - 1].body().pop()).unwrap();
        squeezed(&last.text()) == announced
    };
    let count = |announced| (20..42).step_by(2).filter(|above| in_place(announced, *above)).count();
    let (announced, others) = (count("如下图："), count("另有图1。"));
    // The hole is as large as the picture at the most: above some of six lines even the announced one waits.
    assert!(others < announced && announced < 11, "{others} and {announced} of 11 stand in place");
}

/// However many paragraphs of one line 六 has, the last page has at least two.
#[test]
fn the_last_page_is_no_lone_line() {
    let data = report("", "文");
    let (before, _) = data.split_once("[other]").unwrap();
    let last_page = |paragraphs: usize| {
        let pdf = build(&format!("{before}[other]\nbody = '''\n{}'''\n", "末段。\n\n".repeat(paragraphs)));
        pdf.pages.last().unwrap().body().len()
    };
    let lines: Vec<usize> = (1..30).map(last_page).collect();
    assert!(lines.iter().all(|lines| *lines >= 2), "{lines:?}");
    // A page and one line, and a page and two.
    assert!(lines.windows(2).any(|pair| pair == [2, 2]), "{lines:?}");
}
