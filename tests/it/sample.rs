//! The example report, whole: every sentence, the outline, the document information, the fonts, the same bytes.

use std::sync::LazyLock;

use crate::support::pdf::{Bookmark, Pdf};
use crate::support::{Desk, MM, assert_near, in_repository, squeezed};

/// The PDF as bytes, built once for all tests here.
static BYTES: LazyLock<Vec<u8>> = LazyLock::new(bytes);
static SAMPLE: LazyLock<Pdf> = LazyLock::new(|| Pdf::read(BYTES.clone()));

fn bytes() -> Vec<u8> {
    let desk = Desk::new();
    let data = in_repository("data/jiyang-2020.toml");
    desk.run(&["build", data.to_str().unwrap(), "-o", "out.pdf"]).succeeds();
    assert_eq!(desk.names(), ["out.pdf"], "nothing else is left behind");
    desk.read("out.pdf")
}

/// data/jiyang-2020.txt is the report by hand, a paragraph, a caption or a row of figures a line, without what stands
/// in the charts.
#[test]
fn every_sentence_is_there_in_order_letter_for_letter() {
    let source = std::fs::read_to_string(in_repository("data/jiyang-2020.txt")).unwrap();
    let text = SAMPLE.glyphs().filter(|glyph| !glyph.in_figure).map(|glyph| glyph.text.as_str()).collect::<String>();
    let text = squeezed(&text);
    let mut rest = text.as_str();
    for line in source.lines().map(squeezed).filter(|line| !line.is_empty()) {
        match rest.strip_prefix(line.as_str()) {
            Some(after) => rest = after,
            None => panic!("“{line}” should be next, but it is “{}…”", rest.chars().take(60).collect::<String>()),
        }
    }
    assert_eq!(rest, "", "nothing stands behind the last line");
}

#[test]
fn two_runs_give_the_same_bytes() {
    assert!(bytes() == *BYTES);
}

/// The outlines of the 1,567 characters that the sample sets in 仿宋, 楷体 and 黑体 are 717 KB of it, deflated as hard as
/// can be, or 2 % more as it is done here, those of Latin another 9 KB; they are the faces' own and are not altered. What
/// stands beside them, the structure tree for one, is small.
#[test]
fn the_file_is_its_outlines_and_little_else() {
    let size = BYTES.len();
    assert!(size <= 731_000 + 9_000 + 80_000, "{size} bytes");
}

#[test]
fn the_document_tells_what_it_is() {
    assert_eq!(SAMPLE.title, "济南市济阳区人民政府2020年度政府信息公开工作年度报告");
    assert_eq!(SAMPLE.author, "济南市济阳区人民政府");
    assert_eq!(SAMPLE.lang, "zh-CN");
}

#[test]
fn pages_are_a4() {
    assert!(SAMPLE.pages.len() > 10, "{} pages", SAMPLE.pages.len());
    for page in &SAMPLE.pages {
        assert_near(page.width, 210.0 * MM, 0.01, "width");
        assert_near(page.height, 297.0 * MM, 0.01, "height");
    }
}

#[test]
fn every_font_is_embedded_and_tells_its_text() {
    assert!(SAMPLE.fonts.len() >= 4, "仿宋, 黑体, 楷体, 小标宋 at least");
    for font in &SAMPLE.fonts {
        assert!(font.embedded, "{}", font.name);
        assert!(font.to_unicode, "{}", font.name);
        // A subset is named so: six capitals and a plus (ISO 32000-1, 9.6.4).
        let tag = font.name.split_once('+').map(|(tag, _)| tag).unwrap_or_default();
        assert!(tag.len() == 6 && tag.bytes().all(|byte| byte.is_ascii_uppercase()), "{}", font.name);
    }
}

#[test]
fn every_glyph_is_drawn_in_black_and_none_is_missing() {
    for (number, page) in (1..).zip(&SAMPLE.pages) {
        for glyph in &page.glyphs {
            assert!(!glyph.notdef, "page {number}: .notdef for “{}”", glyph.text);
            assert!(glyph.black, "page {number}: “{}” is not black", glyph.text);
            let is_blank = glyph.text.chars().all(char::is_whitespace);
            assert!(is_blank || glyph.ink.is_some(), "page {number}: “{}” shows nothing", glyph.text);
        }
    }
}

/// GB/T 15834-2011, 5.1, and CLREQ 3.1.4: zero of either, over the whole report.
#[test]
fn no_line_begins_or_ends_with_the_wrong_mark() {
    for (number, page) in (1..).zip(&SAMPLE.pages) {
        for line in page.lines_of(16.0).iter().chain(&page.lines_of(12.0)) {
            let text = line.text();
            let text = text.trim();
            assert!(
                !text.starts_with(|c| "、，。．：；！？）〕】》〉」』”’%％‰℃·～/".contains(c)),
                "page {number}: {text}"
            );
            assert!(!text.ends_with(|c| "（〔【《〈「『“‘￥$".contains(c)), "page {number}: {text}");
        }
    }
}

/// The headings of data/jiyang-2020.toml under the numbers of GB/T 9704-2012, 7.3.3; a mark with which a heading runs
/// on is dropped (docs/data-file.md, 标题).
#[test]
fn the_outline_nests_as_the_headings_do() {
    let expected = "\
一、总体情况
-（一）政府信息主动公开情况
--1.聚焦中心工作，加强主动公开力度
--2.聚焦“六稳”“六保”，深化政策解读回应
--3.聚焦疫情防控+复工复产，做好公共卫生与就业等信息公开
--4.全面推进基层政务公开标准化规范化建设
-（二）依申请公开情况
-（三）平台建设情况
-（四）政府信息管理情况
-（五）监督保障情况
--1.强化培训指导
--2.强化考核监督
--3.强化队伍建设
二、行政机关主动公开政府信息情况
三、行政机关收到和处理政府信息公开申请情况
四、因政府信息公开工作被申请行政复议、提起行政诉讼情况
五、政府信息公开工作存在的主要问题及改进情况
-（一）具体事项的信息格式有待统一
-（二）标准化规范化建设有待进一步深化
-（三）平台部分功能有待进一步优化
六、其他需要报告的事项
-（一）人大建议办理情况
-（二）政协提案办理情况
";
    let mut found = String::new();
    list(&SAMPLE.outline, 0, &mut found);
    assert_eq!(found, expected);
}

fn list(bookmarks: &[Bookmark], depth: usize, into: &mut String) {
    for bookmark in bookmarks {
        into.push_str(&format!("{}{}\n", "-".repeat(depth), bookmark.title));
        list(&bookmark.children, depth + 1, into);
    }
}

/// A bookmark leads to the line where its heading stands.
#[test]
fn the_outline_leads_to_the_headings() {
    fn check(bookmarks: &[Bookmark]) {
        for bookmark in bookmarks {
            let lines = SAMPLE.pages[bookmark.page].body();
            // What a viewer shows first: the first line of which nothing is cut off above this height.
            let line = lines.iter().find(|line| line.y - 16.0 * 0.8 > bookmark.top).expect("a line below");
            let start: String = squeezed(&line.text()).chars().take(6).collect();
            assert!(bookmark.title.starts_with(&start), "“{}” leads to “{}”", bookmark.title, line.text());
            assert!(line.y - bookmark.top < 2.0 * 225.0 / 22.0 * MM, "“{}” stands too far below", bookmark.title);
            check(&bookmark.children);
        }
    }
    check(&SAMPLE.outline);
}
