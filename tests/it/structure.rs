//! What a screen reader and an archive find in the file: the structure tree against the report, the metadata, the
//! output intent. veraPDF judges the rest (`.ci/run`).

use std::sync::LazyLock;

use lopdf::{Document, Object};

use crate::support::structure::{Element, Kid, Tagged};
use crate::support::{Desk, han, in_repository, report, squeezed};

static SAMPLE: LazyLock<Tagged> = LazyLock::new(|| {
    let desk = Desk::new();
    let data = in_repository("data/jiyang-2020.toml");
    desk.run(&["build", data.to_str().unwrap(), "-o", "out.pdf"]).succeeds();
    Tagged::read(&desk.read("out.pdf"))
});

fn tagged(data: &str) -> Tagged {
    let desk = Desk::new();
    desk.put("report.toml", data);
    desk.run(&["build", "report.toml"]).succeeds();
    Tagged::read(&desk.read("report.pdf"))
}

/// The elements between the heading of 一 and that of 二, in short.
fn overview(tagged: &Tagged) -> String {
    parts(tagged).iter().map(|element| element.outline()).collect::<Vec<_>>().join(" ")
}

fn parts(tagged: &Tagged) -> Vec<&Element> {
    let kids = tagged.root.kids.iter().map(|kid| match kid {
        Kid::Element(element) => element,
        other => panic!("the root holds {other:?}"),
    });
    let is_section = |element: &&Element| element.tag == "H2";
    kids.skip_while(|element| !is_section(element)).skip(1).take_while(|element| !is_section(element)).collect()
}

/// The words of the tree, depth first, are those of data/jiyang-2020.txt, which is the report by hand.
#[test]
fn the_tree_reads_as_the_report_does() {
    let source = std::fs::read_to_string(in_repository("data/jiyang-2020.txt")).unwrap();
    let (text, source) = (SAMPLE.root.text_without_figures(), squeezed(&source));
    let differ = text.chars().zip(source.chars()).position(|(a, b)| a != b);
    let around = |text: &str| text.chars().skip(differ.unwrap_or(0)).take(40).collect::<String>();
    assert!(text == source, "“{}” should be “{}”", around(&text), around(&source));
}

/// ISO 14289-1, 7.4.2: headings begin with the first level and skip none.
#[test]
fn headings_go_down_one_by_one() {
    let headings: Vec<(usize, String)> = SAMPLE
        .elements()
        .into_iter()
        .filter_map(|element| Some((element.tag.strip_prefix('H')?.parse().ok()?, element.text())))
        .collect();
    assert_eq!(headings[0], (1, "济南市济阳区人民政府2020年度政府信息公开工作年度报告".to_owned()));
    assert_eq!(headings[1], (2, "一、总体情况".to_owned()));
    assert!(headings.windows(2).all(|pair| pair[1].0 <= pair[0].0 + 1), "{headings:?}");
    assert_eq!(headings.iter().filter(|(level, _)| *level == 2).count(), 6);
    assert_eq!(headings.iter().filter(|(level, _)| *level == 1).count(), 1);
}

/// The heads that a cell names, by what they say.
fn heads(cell: &Element) -> Vec<String> {
    let names = cell.attribute(b"Headers").expect("heads").as_array().unwrap();
    names.iter().map(|name| SAMPLE.named(name.as_str().unwrap()).text()).collect()
}

/// Table 三 is one table though it runs over pages, and each figure names all its heads.
#[test]
fn a_figure_of_table_three_names_its_heads() {
    let tables = SAMPLE.tagged("Table");
    let table = tables.iter().find(|table| table.text().contains("结转下年度继续办理")).unwrap();
    let figure = |text: &str| {
        let cells = table.all().into_iter().filter(|element| element.tag == "TD");
        cells.into_iter().find(|cell| cell.text() == text).expect("the figure")
    };
    let heads_of = heads(figure("47"));
    let row = ["三、本年度办理结果", "（一）予以公开"];
    assert_eq!(heads_of[..2], ["申请人情况", "自然人"]);
    assert_eq!(heads_of[2..], row);
    let heads_of = heads(figure("12"));
    assert_eq!(heads_of[2..], ["三、本年度办理结果", "（四）无法提供", "1.本机关不掌握相关政府信息"]);
    // The grid: every row has ten columns, spans counted.
    assert_eq!(table.all().iter().filter(|element| element.tag == "THead").count(), 1);
}

/// Table 四: fifteen columns under three levels of heads.
#[test]
fn a_figure_of_table_four_names_its_heads() {
    let tables = SAMPLE.tagged("Table");
    let table = tables.iter().find(|table| table.text().starts_with("行政复议行政诉讼")).unwrap();
    let cells: Vec<&Element> = table.all().into_iter().filter(|element| element.tag == "TD").collect();
    assert_eq!(cells.len(), 15);
    assert_eq!(heads(cells[3]), ["行政复议", "尚未审结"]);
    assert_eq!(heads(cells[14]), ["行政诉讼", "复议后起诉", "总计"]);
}

#[test]
fn a_paragraph_over_two_pages_is_one() {
    let tagged = tagged(&report("", &han(1000)));
    let paragraphs = tagged.tagged("P");
    let long = paragraphs.iter().find(|paragraph| paragraph.text().chars().count() == 1000).expect("the paragraph");
    assert_eq!(long.pages(), [0, 1]);
}

/// A footnote is one, behind the first text that mentions it, however often and wherever a page mentions it. Where two
/// pages mention it, it is printed on both, and read on both (ISO 14289-1, 7.9).
#[test]
fn a_footnote_mentioned_again_is_one() {
    let notes = |text: &str| {
        let tagged = tagged(&report("", &format!("{text}\n\n[^1]: 注文")));
        let printed =
            tagged.shown.pages.iter().flat_map(|page| &page.glyphs).filter(|glyph| glyph.text == "注").count();
        (overview(&tagged), tagged.tagged("Note").iter().map(|note| note.text()).collect::<Vec<_>>(), printed)
    };
    let once = |outline: &str| (outline.to_owned(), vec!["①注文".to_owned()], 1);
    assert_eq!(notes("甲[^1]乙[^1]丙"), once("P(Reference Reference) Note(Lbl P)"));
    assert_eq!(notes("甲[^1]乙\n\n丙[^1]丁"), once("P(Reference) Note(Lbl P) P(Reference)"));
    let table = "Table(THead(TR(TH(Reference))) TBody(TR(TD(Reference))))";
    assert_eq!(notes("| 甲[^1] |\n|---|\n| 乙[^1] |\n\n丙[^1]丁"), once(&format!("{table} Note(Lbl P) P(Reference)")));
    let far = format!("甲[^1]乙\n\n{}\n\n丙[^1]丁", han(700));
    let (outline, notes, printed) = notes(&far);
    assert_eq!(outline, "P(Reference) Note(Lbl P) P P(Reference) Note(Lbl P)");
    assert_eq!((notes, printed), (vec!["①注文".to_owned(); 2], 2));
}

/// ISO 14289-1, 7.4.2: a heading of the preface stands right below the title, whatever its number, and so does its
/// entry in the table of contents.
#[test]
fn headings_of_the_preface_leave_no_level_out() {
    let preface = "contents = true\n[preface]\nbody = '''\n## 甲\n\n### 乙\n\n文\n\n## 丙\n\n文\n'''";
    let tagged = tagged(&report(preface, "## 丁\n\n文"));
    let headings: Vec<(String, String)> = tagged
        .elements()
        .into_iter()
        .filter(|element| element.tag.starts_with('H'))
        .map(|heading| (heading.tag.clone(), heading.text()))
        .skip(1)
        .take(6)
        .collect();
    let expected = [
        ("H2", "目录"),
        ("H2", "（一）甲"),
        ("H3", "1.乙"),
        ("H2", "（二）丙"),
        ("H2", "一、总体情况"),
        ("H3", "（一）丁"),
    ];
    assert_eq!(headings, expected.map(|(tag, text)| (tag.to_owned(), text.to_owned())));
    let contents = tagged.tagged("TOC")[0].outline();
    let item = "TOCI(Reference(Link))";
    assert!(contents.starts_with(&format!("TOC({item} {item} TOCI(Reference(Link) TOC({item})) {item}")), "{contents}");
}

/// A table of nothing but a head has a body (ISO 32000-1, 14.8.4.3.4; veraPDF asks for one below each THead).
#[test]
fn a_table_of_heads_has_a_body() {
    let table = tagged(&report("", "| 甲 | 乙 |\n| --- | --- |"));
    assert_eq!(overview(&table), "Table(TBody(TR(TH TH)))");
}

/// Every kind of block by its type, nested as it is.
#[test]
fn every_block_has_its_type() {
    for (text, expected) in [
        ("甲\n\n乙", "P P"),
        ("## 甲\n\n### 乙。\n\n丙\n\n#### 丁\n\n戊", "H3 H4 P H5 P"),
        ("1. 甲\n2. 乙\n   1. 丙", "L(LI(Lbl LBody(P)) LI(Lbl LBody(P L(LI(Lbl LBody(P))))))"),
        ("- 甲\n\n  乙", "L(LI(Lbl LBody(P P)))"),
        ("> **题**\n> 来源：某网\n>\n> 文\n>\n> - 甲", "BlockQuote(P P P L(LI(Lbl LBody(P))))"),
        ("见[官网](https://www.gov.cn)。", "P(Link)"),
        ("甲[^1]乙\n\n丙\n\n[^1]: 注", "P(Reference) Note(Lbl P) P"),
        ("[甲](https://a.cn)[^1]<https://a.cn>\n\n[^1]: 注", "P(Link Reference Link) Note(Lbl P)"),
        ("| 甲 | 乙 |\n| --- | --- |\n| 1 | |\n: 题", "Table(Caption THead(TR(TH TH)) TBody(TR(TD TD)))"),
        ("![](chart:a)", "Figure(Caption)"),
    ] {
        let charts = if text.contains("chart:") {
            "[charts.a]\nkind = 'bar'\ntitle = '图'\nvalues = { 甲 = 1, 乙 = 2 }"
        } else {
            ""
        };
        assert_eq!(overview(&tagged(&report(charts, text))), expected, "{text}");
    }
}

/// A link knows the text that it stands in and the area that is clicked; one over two lines has two.
#[test]
fn a_link_holds_its_text_and_its_areas() {
    let text = format!("{}[{}](https://www.gov.cn)。", han(20), han(12));
    let tagged = tagged(&report("", &text));
    let link = tagged.tagged("Link")[0];
    assert_eq!(link.text(), han(12));
    let areas: Vec<_> =
        link.kids.iter().filter_map(|kid| if let Kid::Annotation(id) = kid { Some(*id) } else { None }).collect();
    assert_eq!(areas.len(), 2);
    for id in areas {
        let annotation = tagged.file.get_dictionary(id).unwrap();
        assert_eq!(annotation.get(b"Contents").unwrap().as_str().unwrap(), b"https://www.gov.cn");
        assert!(annotation.has(b"StructParent"));
    }
    assert_eq!(tagged.tagged("P")[0].text(), format!("{}{}。", han(20), han(12)), "in its place within the text");
}

/// A table of contents: what stands below an entry of level 1 is a list in its item, each entry a link that holds its
/// text, its number and its area (ISO 32000-1, 14.8.4.3.2). Leaders are none of the text.
#[test]
fn a_table_of_contents_is_one() {
    let tagged = tagged(&report("contents = true\n", "## 甲\n\n文\n\n### 丙\n\n文\n\n## 乙\n\n文"));
    let item = "TOCI(Reference(Link))";
    let expected = format!("TOC(TOCI(Reference(Link) TOC({item} {item})){})", format!(" {item}").repeat(5));
    let contents = tagged.tagged("TOC")[0];
    assert_eq!(contents.outline(), expected);
    let links: Vec<String> = contents.all().iter().filter(|e| e.tag == "Link").map(|link| link.text()).collect();
    assert_eq!(links[..4], ["一、总体情况2", "（一）甲2", "（二）乙2", "二、主动公开政府信息情况2"]);
    for link in tagged.tagged("Link") {
        let areas: Vec<_> =
            link.kids.iter().filter_map(|kid| if let Kid::Annotation(id) = kid { Some(*id) } else { None }).collect();
        assert_eq!(areas.len(), 1, "{}", link.text());
        let annotation = tagged.file.get_dictionary(areas[0]).unwrap();
        assert!(annotation.has(b"StructParent"));
        let contents = lopdf::decode_text_string(annotation.get(b"Contents").unwrap()).unwrap();
        assert_eq!(contents.replace("，第", "").replace("页", ""), link.text());
    }
    let heading = &tagged.tagged("H2")[0];
    assert_eq!(heading.text(), "目录");
}

/// A chart is read aloud by its title and its values.
#[test]
fn a_chart_tells_its_values() {
    let charts = "[charts.a]\nkind = 'bar'\ntitle = '新收申请'\nunit = '件'\ncategories = ['2024', '2025']\n\
                  series = { 市 = [1, 2], 县 = [3, ''] }";
    let tagged = tagged(&report(charts, "![](chart:a)"));
    let figure = tagged.tagged("Figure")[0];
    let alternative = lopdf::decode_text_string(figure.dictionary.get(b"Alt").unwrap()).unwrap();
    assert_eq!(alternative, "新收申请。市：2024 1件，2025 2件；县：2024 3件，2025 无。");
    let corners: Vec<f32> =
        figure.attribute(b"BBox").unwrap().as_array().unwrap().iter().map(|n| n.as_float().unwrap()).collect();
    // In the type area of an odd page: 28 to 184 mm from the left (GB/T 9704-2012, 5.2.1).
    assert!(corners[0] >= 79.3 && corners[2] <= 521.7 && corners[1] < corners[3], "{corners:?}");
}

/// What the metadata say, the document information says too (ISO 19005-2, 6.6.3), and what the file claims.
#[test]
fn metadata_agree() {
    let tagged = tagged(&report("published = 2026-03-20", "文"));
    let file = &tagged.file;
    let info = file.get_dict_in_dict(&file.trailer, b"Info").unwrap();
    assert_eq!(info.get(b"CreationDate").unwrap().as_str().unwrap(), b"D:20260320000000+08'00'");
    let metadata = file.catalog().unwrap().get(b"Metadata").unwrap().as_reference().unwrap();
    let metadata = file.get_object(metadata).unwrap().as_stream().unwrap();
    assert!(!metadata.dict.has(b"Filter"), "plain text, so that every program can read it");
    let metadata = String::from_utf8(metadata.content.clone()).unwrap();
    for said in [
        "<pdfaid:part>2</pdfaid:part>",
        "<pdfaid:conformance>A</pdfaid:conformance>",
        "<pdfuaid:part>1</pdfuaid:part>",
        "<xmp:CreateDate>2026-03-20T00:00:00+08:00</xmp:CreateDate>",
        "2025年政府信息公开工作年度报告",
        "某某县人民政府",
    ] {
        assert!(metadata.contains(said), "{said} is not in {metadata}");
    }
    let catalog = file.catalog().unwrap();
    let mark_info = file.get_dict_in_dict(catalog, b"MarkInfo").unwrap();
    assert_eq!(mark_info.get(b"Marked").unwrap(), &Object::Boolean(true));
    let preferences = file.get_dict_in_dict(catalog, b"ViewerPreferences").unwrap();
    assert_eq!(preferences.get(b"DisplayDocTitle").unwrap(), &Object::Boolean(true));
    let intent = catalog.get(b"OutputIntents").unwrap().as_array().unwrap()[0].as_dict().unwrap();
    assert_eq!(intent.get(b"S").unwrap().as_name().unwrap(), b"GTS_PDFA1");
}

/// Without a date of its own and without SOURCE_DATE_EPOCH the file tells none.
#[test]
fn no_date_is_made_up() {
    let tagged = tagged(&report("", "文"));
    let info = tagged.file.get_dict_in_dict(&tagged.file.trailer, b"Info").unwrap();
    assert!(!info.has(b"CreationDate") && !info.has(b"ModDate"));
}

/// The elements lie in object streams, where they cost little.
#[test]
fn the_tree_is_packed() {
    let desk = Desk::new();
    desk.put("report.toml", report("", &format!("{}\n\n", han(100)).repeat(100)));
    desk.run(&["build", "report.toml"]).succeeds();
    let bytes = desk.read("report.pdf");
    let plain = bytes.windows(b"/S/P/P ".len()).filter(|window| *window == b"/S/P/P ").count();
    assert_eq!(plain, 0);
    assert!(Tagged::read(&bytes).tagged("P").len() > 100);
}

/// ISO 19005-2, 6.1.13: no string is longer than 32,767 bytes, whatever an office writes.
#[test]
fn no_string_is_too_long() {
    let desk = Desk::new();
    std::fs::copy(in_repository("tests/cases/illustrations/palette.png"), desk.path("a.png")).unwrap();
    let text = format!("见[官网](https://www.gov.cn/{})。\n\n![](a.png \"{}\")", "a".repeat(40_000), han(20_000));
    desk.put("report.toml", report("", &text));
    desk.run(&["build", "report.toml"]).succeeds();
    let file = Document::load_mem(&desk.read("report.pdf")).unwrap();
    let mut open: Vec<&Object> = file.objects.values().collect();
    let mut longest = 0;
    while let Some(object) = open.pop() {
        match object {
            Object::String(bytes, _) => longest = longest.max(bytes.len()),
            Object::Array(items) => open.extend(items),
            Object::Dictionary(dictionary) => open.extend(dictionary.iter().map(|(_, value)| value)),
            _ => {}
        }
    }
    assert!((30_000..=32_767).contains(&longest), "{longest}");
}

/// docs/conformance.md names files and tests that are there.
#[test]
fn the_table_of_clauses_is_current() {
    let table = std::fs::read_to_string(in_repository("docs/conformance.md")).unwrap();
    let is_place = |text: &&str| text.starts_with("src/") || text.starts_with("tests/");
    let mut tests = 0;
    for place in table.split('`').filter(is_place) {
        let (path, test) = place.split_once("::").unwrap_or((place, ""));
        assert!(in_repository(path).exists(), "{place}");
        if !test.is_empty() {
            let source = std::fs::read_to_string(in_repository(path)).unwrap();
            assert!(source.contains(&format!("fn {test}()")), "{place}");
            tests += 1;
        }
    }
    assert!(tests > 30, "{tests}");
}
