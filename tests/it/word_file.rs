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
    texts.flat_map(str::chars).filter(|ch| !ch.is_whitespace() && *ch != '①').collect()
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

/// A picture of one point, by its chunks (PNG, 11.2).
const POINT: &[u8] = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\x01\0\0\0\x01\x08\0\0\0\0\x3a\x7e\x9b\x55\0\0\0\nIDATx\xdac`\0\0\0\x02\0\x01\xe5\x27\xde\xfc\0\0\0\0IEND\xaeB`\x82";

/// What the data file says in section one that is imported from the Word file of a narrative there.
struct Returned {
    desk: Desk,
    data: String,
    told: String,
}

impl Returned {
    fn of(body: &str, more: &str) -> Returned {
        let desk = Desk::new();
        desk.put("a.png", POINT);
        let data = format!(
            "form = \"2021\"\n[report]\norgan = \"甲局\"\nyear = 2025\ndraft = true\n{more}\n[overview]\nbody = '''\n{body}\n'''\n"
        );
        desk.put("a.toml", data);
        desk.run(&["build", "a.toml", "-o", "a.docx"]).succeeds();
        let run = desk.run(&["import", "a.docx", "-o", "b.toml"]);
        run.succeeds();
        let data = String::from_utf8(desk.read("b.toml")).expect("UTF-8");
        Returned { desk, told: format!("{}{data}", run.said()), data }
    }

    /// The body of a section by its key.
    fn body(&self, key: &str) -> &str {
        let section = self.data.split_once(&format!("\n[{key}]")).expect("the section").1;
        let body = section.split_once("body = '''\n").expect("a body").1;
        body.split("\n'''").next().unwrap_or_default()
    }

    /// That section one is the same again, and its Word file as well.
    #[track_caller]
    fn is_the_same(body: &str) {
        let returned = Returned::of(body, "");
        assert_eq!(returned.body("overview"), body);
        returned.desk.run(&["build", "b.toml", "-o", "b.docx"]).succeeds();
        let text = |name: &str| part(&returned.desk.read(name), "word/document.xml");
        assert_eq!(text("a.docx"), text("b.docx"));
    }
}

#[test]
fn headings_that_run_on_come_back() {
    Returned::is_the_same(
        "## 甲\n\n### 普通标题\n\n段。\n\n### 接排。\n\n文。\n\n### 又**一**问？\n\n**文**字。\n\n### 带注！[^1]\n\n文。\n\n\
         #### 四级：\n\n文。\n\n## 二级接排！\n\n文。\n\n[^1]: 注。",
    );
}

#[test]
fn lists_come_back_as_they_were_nested() {
    Returned::is_the_same(
        "## 甲\n\n### 叹！\n\n- 一；\n  - 二；\n    - 三[^1]；\n- 四。\n\n### 冒号：\n\n1. 甲；\n   1. 乙；\n\n      | 丙 | 丁 |\n      | --- | --- |\n\
         \u{20}     | 1 | 2 |\n\n   续段。\n2. 戊。\n\n> 引：\n>\n> 3. 己；\n> 4. 庚\\\n>    辛。\n>\n> 文。\n\n[^1]: 注。",
    );
}

#[test]
fn what_looks_like_a_mark_or_a_number_is_escaped() {
    Returned::is_the_same(
        "\\（一）不是标题\n\n1\\.不是条目\n\n二、主动公开政府信息情况\n\n来源：不是引文\n\n甲\\\n\\- 乙\\\n丙**加重**了，见[某\\[站\\]](https://a.example/b?c=d)。",
    );
}

/// A caption is that of the picture above it or of the table below it; what is in a quote does not divide it.
#[test]
fn captions_and_pictures_find_their_places() {
    Returned::is_the_same("段。\n\n| 甲 | 乙 |\n| --- | --- |\n| 1 | 2 |\n: 题");
    let table = "| 甲 | 乙 |\n| --- | --- |\n| 1 | 2 |";
    let body = format!(
        "![前*图[^1]](a.png \"7\")\n\n{table}\n\n![](a.png \"8\")\n\n{table}\n: 题\n\n> 一\n>\n> ![引](a.png)\n>\n> 二\n\n[^1]: 注。"
    );
    let returned = Returned::of(&body, "[page]\nnumbered_tables = false");
    let path = "b图片/图1.png";
    let expected = format!(
        "![前\\*图[^1]]({path} \"7\")\n\n{table}\n\n![]({path} \"8\")\n\n{table}\n: 题\n\n> 一\n>\n> 二\n\n![]({path} \"引\")\n\n[^1]: 注。"
    );
    assert_eq!(returned.body("overview"), expected);
    assert!(!returned.told.contains("脚注") && returned.told.contains("图片“引”"), "{}", returned.told);
    returned.desk.run(&["build", "b.toml", "-o", "b.docx"]).succeeds();
}

#[test]
fn titles_of_sections_may_say_anything() {
    let labels = "[labels]\n\"overview.title\" = \"概述\"\n\"applications.title\" = \"依申请公开情况\"\n\
        \"problems.title\" = \"政府信息公开工作存在的主要问题及改进情况\"\n\"other.title\" = \"其他事项\"\n\
        [other]\nbody = \"无。\"\n[problems]\nbody = \"问题。\"";
    let returned = Returned::of("文。", labels);
    let bodies = ["overview", "problems", "other"].map(|key| returned.body(key));
    assert_eq!(bodies, ["文。", "问题。", "无。"]);
    for (key, title) in [("overview", "概述"), ("applications", "依申请公开情况"), ("other", "其他事项")] {
        let label = returned.data.lines().find(|line| line.contains(&format!("{key}.title")));
        assert!(label.is_some_and(|label| label.contains(title)), "{key}: {label:?}");
    }
}

/// A footnote that a paragraph or a table mentions several times is printed once for it, and comes back as one.
#[test]
fn a_footnote_is_printed_once_for_a_paragraph() {
    let body = "甲[^1]、乙[^2]、丙[^1]、丁[^2]。\n\n| 戊[^1] | 己 |\n| --- | --- |\n| 1[^1] | 2 |\n: 题[^1]\n\n[^1]: 注一。\n\n[^2]: 注二。";
    Returned::is_the_same(body);
    let returned = Returned::of(body, "");
    let file = returned.desk.read("a.docx");
    let (text, notes) = (part(&file, "word/document.xml"), part(&file, "word/footnotes.xml"));
    let count = |text: &str, what: &str| text.matches(what).count();
    assert_eq!((count(&notes, "注一。"), count(&notes, "注二。"), count(&text, " NOTEREF ")), (2, 1, 4));
    let names: Vec<&str> = text.split(" NOTEREF ").skip(1).filter_map(|rest| rest.split(' ').next()).collect();
    for name in names {
        let bookmark = format!(
            "w:name=\"{name}\"/><w:r><w:rPr><w:rStyle w:val=\"FootnoteReference\"/></w:rPr><w:footnoteReference "
        );
        assert_eq!(count(&text, &bookmark), 1, "{name}");
    }
}

/// Without page numbers there is nothing for dots to lead to.
#[test]
fn contents_without_page_numbers() {
    let of = |page: &str| {
        let returned = Returned::of("文。", &format!("contents = true\n[page]\n{page}"));
        part(&returned.desk.read("a.docx"), "word/document.xml")
    };
    let (with, without) = (of(""), of("numbers = false"));
    assert!(with.contains(" PAGEREF ") && with.contains("<w:tab/>"));
    assert!(!without.contains(" PAGEREF ") && !without.contains("<w:tab/>"));
    assert!(without.contains(" TOC \\o &quot;1-2&quot; \\n \\h \\z "), "{without}");
}

/// Where Han stands far apart, words and numbers of Latin do not; where lines stand close, no grid doubles them.
#[test]
fn few_characters_a_line_and_close_lines() {
    let returned = Returned::of("共2025件，PDF文件。", "[page]\nchars_per_line = 18\nline_pitch = 16");
    let file = returned.desk.read("a.docx");
    let text = part(&file, "word/document.xml");
    for word in ["2025", "PDF"] {
        let run = format!("<w:r><w:rPr><w:spacing w:val=\"0\"/></w:rPr><w:t xml:space=\"preserve\">{word}</w:t></w:r>");
        assert!(text.contains(&run), "{word}");
    }
    let styles = part(&file, "word/styles.xml");
    let body = styles.split("w:styleId=\"BodyText\"").nth(1).and_then(|rest| rest.split("</w:style>").next());
    assert!(body.is_some_and(|body| body.contains("w:line=\"320\" w:lineRule=\"exact\"")), "{body:?}");
    let usual = part(&Returned::of("共2025件。", "").desk.read("a.docx"), "word/document.xml");
    assert!(usual.contains(">共2025件。<"));
}
