//! Documents written and read back with other code.
#![allow(clippy::unwrap_used, clippy::expect_used)]

use std::collections::BTreeMap;
use std::io::{Cursor, Read};

use roxmltree::{Document as Xml, Node as Element};
use zip::ZipArchive;

use super::{Options, write};
use crate::artwork::Artwork;
use crate::compose::Document;
use crate::compose::document::{
    Align, Anchor, Cell, CellRole, Column, Contents, ContentsEntry, Created, Emphasis, Footnote, Heading, Inline, Link,
    Node, NodeId, Paragraph, Properties, Table,
};
use crate::text::Faces;

/// The parts of the file of a document.
fn parts(document: &Document, options: &Options) -> BTreeMap<String, String> {
    let bytes = write(document, &Artwork::default(), &Faces::embedded(), options).expect("a file");
    let mut archive = ZipArchive::new(Cursor::new(bytes)).expect("an archive");
    let names: Vec<String> = archive.file_names().filter_map(|name| Some(name.ok()?.into_owned())).collect();
    let part = |name: String| {
        let mut text = String::new();
        archive.by_name(&name).expect("a part").read_to_string(&mut text).expect("text");
        Xml::parse(&text).unwrap_or_else(|error| panic!("{name} is no XML: {error}\n{text}"));
        (name, text)
    };
    names.into_iter().map(part).collect()
}

fn body(nodes: Vec<Node>) -> String {
    let document = Document { nodes, ..Document::default() };
    parts(&document, &Options::default()).remove("word/document.xml").expect("a body")
}

fn is(node: &Element, name: &str) -> bool {
    node.tag_name().name() == name
}

fn value<'a>(node: Element<'a, '_>, name: &str) -> Option<&'a str> {
    node.attributes().find(|attribute| attribute.name() == name).map(|attribute| attribute.value())
}

fn shown(node: Element) -> String {
    node.descendants().filter(|node| is(node, "t")).filter_map(|node| node.text().map(str::to_owned)).collect()
}

fn paragraph(text: Vec<Inline>) -> Node {
    Node::Paragraph(Paragraph { id: NodeId(1), text })
}

fn linked(text: &str, address: &str) -> Inline {
    let link = Some(Link { id: NodeId(7), address: address.to_owned() });
    Inline::Text { text: text.to_owned(), emphasis: Emphasis::None, link, span: None }
}

fn cell(row: usize, column: usize, row_span: usize, column_span: usize, text: &str) -> Cell {
    let lines = if text.is_empty() { Vec::new() } else { vec![vec![Inline::plain(text, None)]] };
    Cell { id: NodeId(9), row, column, row_span, column_span, role: CellRole::Data, align: Align::Centre, lines }
}

fn table(columns: usize, rows: usize, head_rows: usize, cells: Vec<Cell>) -> Table {
    Table {
        caption: None,
        columns: vec![Column::Content; columns],
        rows,
        head_rows,
        keep_with_next: Vec::new(),
        repeat: Vec::new(),
        cells,
    }
}

#[test]
fn text_is_never_mark_up() {
    let hostile = "<script>&amp;]]>\"'\u{0}\u{1B}\u{FFFE}𬭚";
    let text = body(vec![paragraph(vec![Inline::plain(hostile, None)])]);
    let xml = Xml::parse(&text).unwrap();
    assert_eq!(shown(xml.root()), "<script>&amp;]]>\"'𬭚");
}

#[test]
fn links_lead_to_pages_and_into_the_document() {
    let mut document = Document {
        nodes: vec![
            paragraph(vec![linked("网", "https://a.cn/?x=1&y=二"), linked("址", "https://a.cn/?x=1&y=二")]),
            paragraph(vec![linked("不去", "javascript:alert(1)")]),
            paragraph(vec![linked("见表", "#t"), Inline::plain("。", None)]),
        ],
        ..Document::default()
    };
    document.anchors.insert("t".to_owned(), Anchor { node: NodeId(5), title: "表".to_owned() });
    let mut captioned = table(1, 1, 0, vec![cell(0, 0, 1, 1, "1")]);
    captioned.caption = Some(Paragraph { id: NodeId(5), text: vec![Inline::plain("表题", None)] });
    document.nodes.push(Node::Table(captioned));

    let parts = parts(&document, &Options::default());
    let xml = Xml::parse(&parts["word/document.xml"]).unwrap();
    let links: Vec<_> = xml.descendants().filter(|node| is(node, "hyperlink")).collect();
    assert_eq!(links.iter().map(|link| shown(*link)).collect::<Vec<_>>(), ["网址", "见表"]);
    assert!(parts["word/_rels/document.xml.rels"].contains("Target=\"https://a.cn/?x=1&amp;y=%E4%BA%8C\" TargetMode"));
    assert!(!parts["word/_rels/document.xml.rels"].contains("javascript"));
    // The bookmark that the second leads to stands around the caption.
    let bookmark = xml.descendants().find(|node| is(node, "bookmarkStart")).expect("a bookmark");
    assert_eq!(value(links[1], "anchor"), value(bookmark, "name"));
    assert_eq!(shown(bookmark.parent().unwrap()), "表题");
}

/// Spans are whole: each row fills the grid, cells over several rows go on in all of them.
#[test]
fn tables_have_whole_grids() {
    let cells = vec![cell(0, 0, 2, 1, "甲"), cell(0, 1, 1, 2, "乙"), cell(1, 1, 1, 1, "丙"), cell(1, 2, 1, 1, "")];
    let text = body(vec![Node::Table(table(3, 3, 1, [cells, vec![cell(2, 0, 1, 3, "丁")]].concat()))]);
    let xml = Xml::parse(&text).unwrap();
    let rows: Vec<_> = xml.descendants().filter(|node| is(node, "tr")).collect();
    let number = |node: Element, name: &str| {
        let own = node.descendants().find(|node| is(node, name));
        own.and_then(|own| value(own, "val").or(value(own, "w"))?.parse::<i64>().ok())
    };
    let cells = |row: &Element| -> Vec<(String, i64, bool)> {
        let own = row.children().filter(|node| is(node, "tc"));
        let merged = |cell: Element| cell.descendants().any(|node| is(&node, "vMerge"));
        own.map(|cell| (shown(cell), number(cell, "gridSpan").unwrap_or(1), merged(cell))).collect()
    };
    let of = |text: &str, span, merged| (text.to_owned(), span, merged);
    assert_eq!(cells(&rows[0]), [of("甲", 1, true), of("乙", 2, false)]);
    assert_eq!(cells(&rows[1]), [of("", 1, true), of("丙", 1, false), of("", 1, false)]);
    assert_eq!(cells(&rows[2]), [of("丁", 3, false)]);
    assert!(rows[0].descendants().any(|node| is(&node, "tblHeader")));
    assert!(!rows[1].descendants().any(|node| is(&node, "tblHeader")));
    let grid: i64 = xml
        .descendants()
        .filter(|node| is(node, "gridCol"))
        .filter_map(|node| value(node, "w")?.parse().ok())
        .map(|width: i64| width)
        .sum();
    for row in &rows {
        let widths = row.children().filter(|node| is(node, "tc")).filter_map(|cell| number(cell, "tcW"));
        assert_eq!(widths.sum::<i64>(), grid);
    }
    // A cell holds a paragraph, and so does the end of a document.
    assert!(xml.descendants().filter(|node| is(node, "tc")).all(|cell| cell.children().any(|node| is(&node, "p"))));
    let body = xml.descendants().find(|node| is(node, "body")).unwrap();
    let last: Vec<&str> = body.children().map(|node| node.tag_name().name()).collect();
    assert_eq!(last, ["tbl", "p", "sectPr"]);
}

#[test]
fn two_tables_are_not_joined() {
    let one = || Node::Table(table(1, 1, 0, vec![cell(0, 0, 1, 1, "1")]));
    let text = body(vec![one(), one()]);
    let xml = Xml::parse(&text).unwrap();
    let body = xml.descendants().find(|node| is(node, "body")).unwrap();
    let all: Vec<&str> = body.children().map(|node| node.tag_name().name()).collect();
    assert_eq!(all, ["tbl", "p", "tbl", "p", "sectPr"]);
}

/// A footnote that two paragraphs mention is there twice, since pages number theirs anew, and once for each of them; none
/// stands within another.
#[test]
fn footnotes_are_real_ones() {
    let mark = |note| Inline::Footnote { id: NodeId(3), note };
    let text = |text: Vec<Inline>| Paragraph { id: NodeId(4), text };
    let note =
        Footnote { mark: NodeId(4), paragraphs: vec![text(vec![Inline::plain("注", None), mark(0)]), text(vec![])] };
    let document = Document {
        nodes: vec![
            paragraph(vec![Inline::plain("文", None), mark(0), mark(0), mark(9)]),
            paragraph(vec![Inline::plain("文", None), mark(0)]),
        ],
        footnotes: vec![note],
        ..Document::default()
    };
    let parts = parts(&document, &Options::default());
    let count =
        |part: &str, name: &str| Xml::parse(&parts[part]).unwrap().descendants().filter(|node| is(node, name)).count();
    assert_eq!(count("word/document.xml", "footnoteReference"), 2);
    assert_eq!(parts["word/document.xml"].matches(" NOTEREF ").count(), 1);
    // And the two lines above them.
    assert_eq!(count("word/footnotes.xml", "footnote"), 4);
    assert_eq!(count("word/footnotes.xml", "footnoteReference"), 0);
    assert!(parts["word/document.xml"].contains("decimalEnclosedCircleChinese"));
}

/// The entries are there before anybody updates the field, and no number that may be wrong.
#[test]
fn contents_are_filled_in() {
    let heading = Heading {
        id: NodeId(2),
        level: 1,
        label: "一、".to_owned(),
        text: vec![Inline::plain("总体情况", None)],
        run_in: None,
    };
    let entry = ContentsEntry { id: NodeId(8), heading: NodeId(2), level: 1, text: heading.entry() };
    let title = Paragraph { id: NodeId(7), text: vec![Inline::plain("目录", None)] };
    let text = body(vec![Node::Contents(Contents { heading: title, entries: vec![entry] }), Node::Heading(heading)]);
    let xml = Xml::parse(&text).unwrap();
    let of_style = |name: &str| {
        let style = xml.descendants().find(|node| is(node, "pStyle") && value(*node, "val") == Some(name)).unwrap();
        style.ancestors().find(|node| is(node, "p")).unwrap()
    };
    assert_eq!(
        (shown(of_style("TOCHeading")), shown(of_style("TOC1"))),
        ("目录".to_owned(), "一、总体情况".to_owned())
    );
    let heading = of_style("Heading1");
    let [link, bookmark] =
        ["hyperlink", "bookmarkStart"].map(|name| xml.descendants().find(|node| is(node, name)).unwrap());
    assert_eq!(value(link, "anchor"), value(bookmark, "name"));
    assert!(heading.descendants().any(|node| is(&node, "pageBreakBefore")));
    let kinds: Vec<_> = xml.descendants().filter_map(|node| value(node, "fldCharType")).collect();
    assert_eq!(kinds, ["begin", "separate", "begin", "separate", "end", "end"]);
}

/// One paragraph, which is a heading by its level and looks like one where it begins.
#[test]
fn a_heading_that_runs_on_is_one_paragraph() {
    let text = body(vec![Node::Heading(Heading {
        id: NodeId(2),
        level: 2,
        label: "（一）".to_owned(),
        text: vec![Inline::plain("主动公开。", None)],
        run_in: Some(Paragraph { id: NodeId(3), text: vec![Inline::plain("公开5件。", None)] }),
    })]);
    let xml = Xml::parse(&text).unwrap();
    let paragraphs: Vec<_> = xml.descendants().filter(|node| is(node, "p")).collect();
    assert_eq!(paragraphs.len(), 1);
    let runs: Vec<(String, bool)> = paragraphs[0]
        .children()
        .filter(|node| is(node, "r"))
        .map(|run| (shown(run), run.descendants().any(|node| value(node, "val") == Some("Heading2Char"))))
        .collect();
    assert_eq!(runs, [("（一）".to_owned(), true), ("主动公开。".to_owned(), true), ("公开5件。".to_owned(), false)]);
    let level = xml.descendants().find(|node| is(node, "outlineLvl")).unwrap();
    assert_eq!(value(level, "val"), Some("1"));
}

#[test]
fn the_page_is_what_the_report_asks_for() {
    let document = |draft| Document { draft, ..Document::default() };
    let usual = parts(&document(false), &Options::default());
    assert!(usual.contains_key("word/footerEven.xml") && !usual.contains_key("word/header.xml"));
    assert!(usual["word/settings.xml"].contains("<w:mirrorMargins/>"));
    let single = Options { duplex: false, numbers: false, ..Options::default() };
    let single = parts(&document(true), &single);
    assert!(single["word/header.xml"].contains("草稿"));
    assert!(!single.contains_key("word/footer.xml"));
    assert!(!single["word/settings.xml"].contains("evenAndOddHeaders"));
}

#[test]
fn the_file_says_that_the_pdf_is_the_official_text() {
    let properties = Properties {
        title: "甲<局>报告".to_owned(),
        author: "甲局".to_owned(),
        created: Some(Created::On { year: 2026, month: 3, day: 20 }),
        digest: None,
    };
    let parts = parts(&Document { properties, ..Document::default() }, &Options::default());
    let core = Xml::parse(&parts["docProps/core.xml"]).unwrap();
    let said = |name: &str| core.descendants().find(|node| is(node, name)).and_then(|node| node.text());
    assert_eq!((said("title"), said("creator")), (Some("甲<局>报告"), Some("甲局")));
    assert_eq!(said("created"), Some("2026-03-20T00:00:00Z"));
    assert!(said("description").is_some_and(|said| said.contains("PDF")));
    assert!(parts["docProps/custom.xml"].contains("name=\"正式文本\""));
    assert!(!parts["word/document.xml"].contains("PDF"));
}

/// Text from anywhere, numbers of any size.
#[test]
fn odd_tables_do_not_panic() {
    for table in [
        table(0, 0, 0, Vec::new()),
        table(2, 1, 5, vec![cell(0, 0, 9, 9, "甲")]),
        table(1, 2, 1, vec![cell(0, 5, 1, 1, "外"), cell(7, 0, 1, 1, "下")]),
        table(60, 1, 0, (0..60).map(|column| cell(0, column, 1, 1, &"9".repeat(40))).collect()),
    ] {
        body(vec![Node::Table(table)]);
    }
}

#[test]
fn the_same_document_gives_the_same_bytes() {
    let document = Document { nodes: vec![paragraph(vec![Inline::plain("文", None)])], ..Document::default() };
    let bytes = || write(&document, &Artwork::default(), &Faces::embedded(), &Options::default()).unwrap();
    assert!(bytes() == bytes());
    let mut archive = ZipArchive::new(Cursor::new(bytes())).unwrap();
    for at in 0..archive.len() {
        let date = archive.by_index(at).unwrap().last_modified().expect("a date");
        assert_eq!((date.year(), date.month(), date.day()), (1980, 1, 1));
    }
}
