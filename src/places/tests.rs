#![allow(clippy::unwrap_used, clippy::expect_used)]

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use super::*;
use crate::compose::document::CellKey;
use crate::files::{Files, Memory};
use crate::layout::page::{Item, Owner};
use crate::pipeline::{Input, Manuscript, Options, Typeset, read, typeset};
use crate::report::label_keys;
use crate::text::FaceLibrary;

/// A report on its pages, and the text of its file.
struct Sheets {
    text: String,
    manuscript: Manuscript,
    typeset: Typeset,
}

/// A report of this data, beside the picture of the specimen.
fn sheets(text: &str) -> Sheets {
    let picture = std::fs::read(Path::new(env!("CARGO_MANIFEST_DIR")).join("data/specimen.svg")).unwrap();
    let mut memory = Memory::from([("report.toml", text)]);
    memory.put("specimen.svg", picture);
    let files = Files::new(memory);
    let reading = read(&Input::File("report.toml".into()), None, &files, &Options::default());
    let manuscript = reading.manuscript.expect("a report that can be read");
    let typeset = typeset(&manuscript, &FaceLibrary::embedded(), &files, None).expect("pages");
    Sheets { text: text.to_owned(), manuscript, typeset }
}

fn sample(name: &str) -> Sheets {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("data").join(name);
    sheets(&std::fs::read_to_string(path).unwrap())
}

impl Sheets {
    fn places(&self) -> Places<'_> {
        let Typeset { document, layout, faces } = &self.typeset;
        Places::new(document, layout, faces, &self.manuscript.report, &self.manuscript.narratives)
    }

    /// The characters whose pens stand in a box, without white space: what the page shows there.
    fn shown(&self, area: &PlacedBox) -> String {
        let page = &self.typeset.layout.pages[area.page];
        let mut shown = String::new();
        for item in &page.items {
            let Item::Text(run) = item else { continue };
            for glyph in &run.glyphs {
                let (x, y) = match run.turned_at {
                    None => (glyph.x, run.baseline - run.size * 0.4),
                    Some(x) => (x - run.size * 0.4, run.baseline - glyph.x),
                };
                // Pens stand at the left edges of boxes, those of the glyphs behind at the right ones.
                let (dx, dy) = if run.turned_at.is_none() { (2.0, 0.0) } else { (0.0, -2.0) };
                if area.holds(x + Pt(dx), y + Pt(dy)) {
                    shown.push_str(&glyph.text);
                }
            }
        }
        bare(&shown)
    }

    /// The glyphs of a page that belong to a node: their characters, and a point of each in the left half of the em,
    /// for the right one may have been taken away.
    fn glyphs(&self, page: usize) -> Vec<(String, Pt, Pt)> {
        let mut found = Vec::new();
        for item in &self.typeset.layout.pages[page].items {
            let Item::Text(run) = item else { continue };
            if !matches!(run.owner, Owner::Node(_)) || run.turned_at.is_some() {
                continue;
            }
            for glyph in run.glyphs.iter().filter(|glyph| !glyph.text.trim().is_empty()) {
                let advance = run.size * self.typeset.faces.get(run.face).advance(glyph.id).unwrap();
                found.push((glyph.text.to_string(), glyph.x + advance * 0.3, run.baseline - run.size * 0.3));
            }
        }
        found
    }
}

fn bare(text: &str) -> String {
    text.chars().filter(|ch| !ch.is_whitespace()).collect()
}

fn middle(area: &PlacedBox) -> (Pt, Pt) {
    (area.x + area.width / 2.0, area.y + area.height / 2.0)
}

const SAMPLES: [&str; 3] = ["jiyang-2020.toml", "yunshan-2024.toml", "specimen.toml"];

/// Every figure, computed ones and blank ones too, stands in one place, which shows it; whoever points into it, in the
/// middle or at an edge, points at it.
#[test]
fn figures_stand_where_their_boxes_are() {
    for name in SAMPLES {
        let sheets = sample(name);
        let places = sheets.places();
        let mut tried = 0;
        for table in sheets.manuscript.report.tables.all() {
            for (block, row) in table.rows() {
                for (column, cell) in block.columns.iter().zip(&row.cells) {
                    let key = format!("{}.{}.{}", table.key, row.key, column.key);
                    let boxes = places.boxes(&key, None);
                    let [area] = boxes.as_slice() else { panic!("{name}: {key} has {} boxes", boxes.len()) };
                    assert_eq!(sheets.shown(area), bare(&cell.text), "{name}: {key}");
                    let spot = Some(Spot { key: key.clone(), offset: None });
                    let (x, y) = middle(area);
                    for (dx, dy) in [(0.0, 0.0), (-0.45, 0.45), (0.45, -0.45)] {
                        let point = (x + area.width * dx, y + area.height * dy);
                        assert_eq!(places.at(area.page, point.0, point.1), spot, "{name}: {key}");
                    }
                    tried += 1;
                }
            }
        }
        let figures = sheets.typeset.document.cell_keys.iter().filter(|(_, key)| matches!(key, CellKey::Figure(_)));
        assert_eq!(figures.count(), tried, "{name}");
        assert!(tried > 150, "{name}: {tried}");
    }
}

/// A blank cell has no glyph.
#[test]
fn a_blank_cell_is_found() {
    let sheets =
        sheets("[report]\norgan = '甲局'\nyear = 2025\ndraft = true\n[applications]\nreceived = { natural = 3 }\n");
    let places = sheets.places();
    for key in ["applications.granted.natural", "disclosure.normative.issued", "remedies.reconsideration.upheld"] {
        let boxes = places.boxes(key, None);
        assert_eq!(boxes.len(), 1, "{key}");
        assert_eq!(sheets.shown(&boxes[0]), "", "{key}");
        let (x, y) = middle(&boxes[0]);
        assert_eq!(places.at(boxes[0].page, x, y).map(|spot| spot.key).as_deref(), Some(key));
    }
    // 草稿 and the page number.
    let furniture = |wanted: Owner| {
        let layout = &sheets.typeset.layout;
        let runs = layout.pages[0].items.iter().find_map(|item| match item {
            Item::Text(run) if run.owner == wanted => Some(run),
            _ => None,
        });
        let run = runs.expect("a run");
        places.at(0, run.glyphs[0].x + Pt(2.0), run.baseline - Pt(2.0)).map(|spot| spot.key)
    };
    assert_eq!(furniture(Owner::DraftMark).as_deref(), Some("report.draft"));
    assert_eq!(furniture(Owner::PageNumber).as_deref(), Some("page.numbers"));
}

/// Each head and label has a key by which `[labels]` can change it, or is that of an extra row; it shows what the
/// report has under that key.
#[test]
fn labels_stand_where_their_boxes_are() {
    for name in SAMPLES {
        let sheets = sample(name);
        let (places, report) = (sheets.places(), &sheets.manuscript.report);
        let known: BTreeSet<String> = label_keys(report.form).into_iter().map(|(key, _)| key).collect();
        let mut found = BTreeSet::new();
        for (_, key) in &sheets.typeset.document.cell_keys {
            let CellKey::Label(key) = key else { continue };
            assert!(known.contains(key) || key.starts_with("disclosure.extra."), "{name}: {key}");
            found.insert(key.clone());
            let boxes = places.boxes(key, None);
            assert!(!boxes.is_empty(), "{name}: {key}");
            for area in &boxes {
                let (x, y) = middle(area);
                assert_eq!(places.at(area.page, x, y).map(|spot| spot.key), Some(key.clone()), "{name}");
            }
        }
        let printed = report.tables.all().map(|table| crate::report::printed_labels(table, report.forms));
        let printed: BTreeMap<String, BTreeSet<String>> =
            printed.into_iter().flatten().fold(BTreeMap::new(), |mut all, label| {
                all.entry(label.key).or_default().insert(bare(&label.text));
                all
            });
        assert_eq!(found, printed.keys().cloned().collect(), "{name}");
        for (key, texts) in printed {
            for area in places.boxes(&key, None) {
                assert!(texts.contains(&sheets.shown(&area)), "{name}: {key} shows {}", sheets.shown(&area));
            }
        }
    }
    let specimen = sample("specimen.toml");
    let shown = |key: &str| specimen.shown(&specimen.places().boxes(key, None)[0]);
    assert_eq!(shown("applications.*.ngo"), "社会团体");
    assert_eq!(shown("disclosure.item_1.*.in_force"), "现行有效件数（历史累计）");
    assert_eq!(shown("disclosure.extra.0"), "其他主动公开文件");
    assert_eq!(shown("disclosure.extra.0.issued"), "1264");
    assert_eq!(shown("remedies.litigation"), "行政诉讼");
}

/// The table goes on over pages: its figures stand once, the heads of the block that goes on on both.
#[test]
fn a_table_cut_over_two_pages() {
    let mut data = "[report]\norgan = '甲局'\nyear = 2025\ndraft = true\n".to_owned();
    for row in 0..60 {
        data += &format!("[[disclosure.extra]]\nafter = 'normative'\nlabel = '第{row}种'\ncells = [{row}, 0, 7]\n");
    }
    let sheets = sheets(&data);
    let places = sheets.places();
    let heads = places.boxes("disclosure.item_1.*.issued", None);
    assert!(heads.len() > 1 && heads[0].page < heads[1].page, "{heads:?}");
    for area in &heads {
        let (x, y) = middle(area);
        assert_eq!(places.at(area.page, x, y).unwrap().key, "disclosure.item_1.*.issued");
    }
    for row in 0..60 {
        let boxes = places.boxes(&format!("disclosure.extra.{row}.issued"), None);
        assert_eq!(boxes.len(), 1);
        assert_eq!(sheets.shown(&boxes[0]), row.to_string());
    }
    // The whole of it, page by page.
    let whole = places.boxes("disclosure", None);
    assert_eq!(whole.len(), heads.len());
    assert!(whole.iter().zip(&heads).all(|(whole, head)| whole.with(head) == *whole));
}

#[test]
fn headings_title_and_signature() {
    let sheets = sample("specimen.toml");
    let places = sheets.places();
    let cases = [
        ("report.title", "云山县人民政府关于2025年政府信息公开工作情况的年度报告"),
        ("report.contents", "目录"),
        ("overview.title", "一、总体情况"),
        ("remedies.title", "四、政府信息公开行政复议、行政诉讼情况"),
        ("other.title", "六、其他需要报告的事项"),
        ("report.organ", "云山县人民政府"),
        ("report.published", "2026年3月18日"),
    ];
    for (key, expected) in cases {
        let boxes = places.boxes(key, None);
        let shown: String = boxes.iter().map(|area| sheets.shown(area)).collect();
        assert_eq!(shown, expected, "{key}");
        for area in boxes {
            // Some of the title's lines are of an even number of characters.
            let (x, y) = middle(&area);
            let spot = Some(Spot { key: key.to_owned(), offset: None });
            assert_eq!(places.at(area.page, x + Pt(1.0), y), spot);
        }
    }
    // An entry of the table of contents leads to its heading.
    let contents = places.boxes("report.contents", None)[0];
    let line = |down: f64| places.at(contents.page, contents.x, contents.y + contents.height + Pt(down));
    let spots: Vec<Spot> = (0..500).step_by(5).filter_map(|down| line(f64::from(down))).collect();
    assert!(spots.iter().any(|spot| spot.key == "disclosure.title"));
    let management = sheets.text.find("政府信息管理情况\n").unwrap();
    assert!(spots.iter().any(|spot| {
        spot.key == "overview.body" && spot.offset.is_some_and(|at| (management..=management + 24).contains(&at))
    }));
    assert_eq!(places.boxes("overview", None), places.boxes("overview.title", None));
    // Nothing stands in a margin.
    assert_eq!(places.at(2, Pt(10.0), Pt(300.0)), None);
    assert_eq!(places.at(99, Pt(300.0), Pt(300.0)), None);
}

/// Whoever points at a character of the narrative points at that character in the file; of what the program sets, such
/// as a number, at what it belongs to.
#[test]
fn narrative_offsets_point_at_characters() {
    for name in ["jiyang-2020.toml", "specimen.toml"] {
        let sheets = sample(name);
        let places = sheets.places();
        let (mut exact, mut other) = (0, BTreeMap::<String, Vec<(usize, String, usize)>>::new());
        for page in 0..sheets.typeset.layout.pages.len() {
            for (text, x, y) in sheets.glyphs(page).into_iter().step_by(7) {
                let spot = places.at(page, x, y).unwrap_or_else(|| panic!("{name}, page {page}: {text}"));
                let Some(offset) = spot.offset else { continue };
                match &sheets.text[offset..] {
                    written if written.starts_with(&text) => exact += 1,
                    // A text of a chart or a picture.
                    written if written.starts_with("![") => {}
                    _ => other.entry(text).or_default().push((page, spot.key, offset)),
                }
            }
        }
        assert!(exact > 400, "{name}: {exact}");
        // Numbers of headings, lists, captions and pages, marks of lists and footnotes.
        let number = |text: &str| {
            text.chars().all(|ch| ch.is_ascii_digit() || "（）一二三四五六七八九十、.．•–图表①②③％%".contains(ch))
        };
        let wrong: Vec<_> = other.iter().filter(|(text, _)| !number(text)).collect();
        assert!(wrong.is_empty(), "{name}: {wrong:?}");
    }
}

/// The boxes of a stretch of narrative show that stretch, line by line.
#[test]
fn boxes_of_a_stretch_of_narrative() {
    let sheets = sample("specimen.toml");
    let places = sheets.places();
    let boxes_of = |key: &str, words: &str| {
        let start = sheets.text.find(words).unwrap();
        places.boxes(key, Some(start..start + words.len()))
    };
    let shown = |boxes: &[PlacedBox]| boxes.iter().map(|area| sheets.shown(area)).collect::<String>();

    let words = "各乡镇街道和县直各部门依照职责分工认真做好信息采集审核发布和更新维护工作并按照统一部署对以往";
    let boxes = boxes_of("preface.body", words);
    assert_eq!(shown(&boxes), words);
    assert!((2..=3).contains(&boxes.len()), "{boxes:?}");
    assert!(boxes.windows(2).all(|pair| pair[0].page < pair[1].page || pair[0].y < pair[1].y));

    // A heading has its number with it; a run-in heading and its paragraph are one line.
    assert_eq!(shown(&boxes_of("overview.body", "主动公开情况\n\n###")[..1]), "（一）主动公开情况");
    assert_eq!(boxes_of("overview.body", "重大项目。\n\n公布审批").len(), 1);
    // Strong text, a link, a footnote and its text, a cell of a table, a caption.
    for (key, words, number) in [
        ("overview.body", "公开率达到100%", ""),
        ("overview.body", "www.yunshan.example", ""),
        ("other.body", "本报告用PDF/A格式", ""),
        ("other.body", "残疾人和老年人可以用读屏软件阅读，图和表都有文字说明。", "①"),
        ("overview.body", "涉企政策和办理指南", ""),
        ("overview.body", "政务公开标识", "图5"),
        ("disclosure.note", "统计截止时间为2025年12月31日", ""),
    ] {
        // What the program sets before a text stands where that begins.
        assert_eq!(shown(&boxes_of(key, words)), format!("{number}{}", bare(words)), "{words}");
    }
    // The cursor before a character, and behind the last one of a paragraph.
    let end = sheets.text.find("稳步提高。\n").unwrap() + "稳步提高。".len();
    assert_eq!(shown(&places.boxes("overview.body", Some(end..end))), "。");
    let before = end - "提高。".len();
    assert_eq!(shown(&places.boxes("overview.body", Some(before..before))), "提");
    // All of a narrative: nothing of another.
    let all = shown(&places.boxes("remedies.note", None));
    assert_eq!(all, "注：复议后起诉的案件，只计起诉的一次。");
}

/// Pictures and charts stand where the narrative shows them; a chart has a key of its own besides.
#[test]
fn pictures_and_charts() {
    let sheets = sample("specimen.toml");
    let places = sheets.places();
    for (words, chart) in [("![新收申请](chart:years)", Some("charts.years")), ("![政务公开标识](specimen.svg)", None)]
    {
        let start = sheets.text.find(words).unwrap();
        let boxes = places.boxes("overview.body", Some(start..start + 1));
        assert_eq!(boxes.len(), 1, "{words}");
        let (x, y) = middle(&boxes[0]);
        let spot = Spot { key: "overview.body".to_owned(), offset: Some(start) };
        assert_eq!(places.at(boxes[0].page, x, y), Some(spot));
        if let Some(chart) = chart {
            assert_eq!(places.boxes(chart, None), boxes);
        }
    }
}

/// What comes of an expression stands where that stands; a string may spell its characters otherwise.
#[test]
fn expressions_and_spelled_characters() {
    let data = "[report]\norgan = '甲局'\nyear = 2025\ndraft = true\n[overview]\nbody = \"甲乙\\u4e19丁\\n\\n全年{{ \
                report.year }}收\\\\*到。\"\n";
    let sheets = sheets(data);
    let places = sheets.places();
    let spot = |words: &str| {
        let page = sheets.glyphs(0);
        let (_, x, y) = page.iter().find(|(text, ..)| text == words).unwrap_or_else(|| panic!("{words}"));
        places.at(0, *x, *y).unwrap()
    };
    for (shown, written) in [("乙", "乙"), ("丙", "\\u4e19"), ("丁", "丁"), ("收", "收"), ("*", "*"), ("到", "到")]
    {
        let at = data.rfind(written).unwrap();
        assert_eq!(spot(shown), Spot { key: "overview.body".to_owned(), offset: Some(at) }, "{shown}");
    }
    let braces = data.find("{{").unwrap();
    let offset = sheets.glyphs(0).into_iter().filter(|(text, ..)| text == "2").filter_map(|(_, x, y)| {
        places.at(0, x, y).filter(|spot| spot.key == "overview.body").and_then(|spot| spot.offset)
    });
    assert_eq!(offset.collect::<Vec<_>>(), vec![braces, braces]);
    let boxes = places.boxes("overview.body", Some(braces + 3..braces + 4));
    assert_eq!(boxes.iter().map(|area| sheets.shown(area)).collect::<String>(), "2025");
}

/// A footnote that two pages mention stands on both, each time at its place in the file.
#[test]
fn a_footnote_told_twice() {
    let filling = "充".repeat(900);
    let data = format!(
        "[report]\norgan = '甲局'\nyear = 2025\ndraft = true\n[overview]\nbody = '''\n见此[^一]。\n\n{filling}\n\n\
         又见此[^一]。\n\n[^一]: 注里的话。\n'''\n"
    );
    let sheets = sheets(&data);
    let places = sheets.places();
    let start = data.find("注里").unwrap();
    let boxes = places.boxes("overview.body", Some(start..start + "注里的话".len()));
    assert_eq!(boxes.len(), 2, "{boxes:?}");
    assert!(boxes[0].page < boxes[1].page);
    for area in boxes {
        assert_eq!(sheets.shown(&area), "①注里的话");
        let spot = places.at(area.page, area.x + Pt(1.0), area.y + area.height / 2.0).unwrap();
        assert_eq!(spot, Spot { key: "overview.body".to_owned(), offset: Some(start) });
    }
}
