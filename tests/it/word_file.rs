//! The Word file of a report, written by the program and read with other code.

use std::io::{Cursor, Read};

use roxmltree::{Document, Node};
use zip::ZipArchive;

use crate::support::{Desk, in_repository};

/// A part of a Word file.
fn part(file: &[u8], name: &str) -> String {
    let mut archive = ZipArchive::new(Cursor::new(file)).expect("an archive");
    let mut text = String::new();
    archive.by_name(name).expect("the part").read_to_string(&mut text).expect("text");
    text
}

fn is(node: &Node, name: &str) -> bool {
    node.tag_name().name() == name
}

/// What a node shows, without white space.
fn shown(node: Node) -> String {
    let texts = node.descendants().filter(|node| is(node, "t")).filter_map(|node| node.text());
    texts.flat_map(str::chars).filter(|ch| !ch.is_whitespace()).collect()
}

fn built(data: &str, files: &[&str]) -> (Desk, Vec<u8>) {
    let desk = Desk::new();
    for name in files {
        desk.put(name, std::fs::read(in_repository("data").join(name)).expect("a file"));
    }
    desk.run(&["build", data, "-o", "a.docx"]).succeeds();
    let file = desk.read("a.docx");
    (desk, file)
}

/// Every line of the sample's plain text, which was written down from the report and not by this program, is there in its
/// order; marks of footnotes are no characters of a Word file.
#[test]
fn all_text_is_there_in_its_order() {
    let (_desk, file) = built("yunshan-2025.toml", &["yunshan-2025.toml"]);
    let source = std::fs::read_to_string(in_repository("data/yunshan-2025.txt")).expect("the text");
    let (body, notes) = (part(&file, "word/document.xml"), part(&file, "word/footnotes.xml"));
    let [body, notes] = [&body, &notes].map(|text| shown(Document::parse(text).expect("XML").root()));
    let mut rest = body.as_str();
    let (mut lines, mut in_notes) = (0, 0);
    for line in source.lines() {
        let line: String = line.chars().filter(|ch| !ch.is_whitespace() && *ch != '①').collect();
        match rest.find(&line) {
            Some(at) => rest = rest.get(at + line.len()..).unwrap_or_default(),
            None if notes.contains(&line) => in_notes += 1,
            None => panic!("“{line}” is missing, or stands elsewhere"),
        }
        lines += usize::from(!line.is_empty());
    }
    assert!(lines > 100 && in_notes > 0, "{lines} lines, {in_notes} in footnotes");
}

/// The figures of table 三 stand in their rows, and its three rows of heads are repeated.
#[test]
fn official_tables_have_their_figures_and_heads() {
    let (_desk, file) = built("yunshan-2025.toml", &["yunshan-2025.toml"]);
    let text = part(&file, "word/document.xml");
    let xml = Document::parse(&text).expect("XML");
    let table = xml.descendants().filter(|node| is(node, "tbl")).find(|table| shown(*table).contains("本年新收"));
    let rows: Vec<Node> = table.expect("table 三").children().filter(|node| is(node, "tr")).collect();
    let heads = rows.iter().filter(|row| row.descendants().any(|node| is(&node, "tblHeader")));
    assert_eq!(heads.count(), 3);
    let cells = |row: &Node| -> Vec<String> { row.children().filter(|node| is(node, "tc")).map(shown).collect() };
    let received = rows.iter().map(cells).find(|cells| cells[0].starts_with("一、本年新收")).expect("the first row");
    // As data/yunshan-2025.toml has them; the total by hand: 486 + 52 + 2 + 4 + 11 + 3.
    assert_eq!(received[1..], ["486", "52", "2", "4", "11", "3", "558"]);
    assert!(rows.iter().all(|row| row.descendants().any(|node| is(&node, "cantSplit"))));
}

/// What goes round as a Word file comes back as the data that it was made from.
#[test]
fn it_is_imported_again() {
    let (desk, first) = built("yunshan-2024.toml", &["yunshan-2024.toml"]);
    desk.run(&["import", "a.docx", "-o", "b.toml"]).succeeds();
    desk.run(&["build", "b.toml", "-o", "b.docx", "--allow-errors"]).succeeds();
    let texts = |file: &[u8]| -> Vec<String> {
        let text = part(file, "word/document.xml");
        let xml = Document::parse(&text).expect("XML");
        let paragraphs = xml.descendants().filter(|node| is(node, "p"));
        let is_signature =
            |node: &Node| node.descendants().any(|node| node.attributes().any(|own| own.value() == "Signature"));
        paragraphs.filter(|node| !is_signature(node)).map(shown).collect()
    };
    let (first, second) = (texts(&first), texts(&desk.read("b.docx")));
    assert!(first.len() > 300, "{} paragraphs", first.len());
    assert_eq!(first, second);
}

#[test]
fn the_same_report_gives_the_same_bytes() {
    let (desk, first) = built("specimen.toml", &["specimen.toml", "specimen.svg"]);
    desk.run(&["build", "specimen.toml", "-o", "b.docx", "-o", "b.pdf"]).succeeds();
    assert!(first == desk.read("b.docx"));
    // Each of its pictures is told to those who do not see it, and drawn for programs that draw no SVG.
    let text = part(&first, "word/document.xml");
    let xml = Document::parse(&text).expect("XML");
    let told = |node: &Node| node.attributes().any(|own| own.name() == "descr" && !own.value().is_empty());
    let pictures: Vec<Node> = xml.descendants().filter(|node| is(node, "docPr")).collect();
    assert!(!pictures.is_empty() && pictures.iter().all(told));
    let relations = part(&first, "word/_rels/document.xml.rels");
    let count = |ending: &str| relations.matches(ending).count();
    assert_eq!((count(".svg\""), count(".png\"")), (pictures.len(), pictures.len()));
}
