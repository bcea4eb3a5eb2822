//! All outputs of a report say the same, paragraph by paragraph and cell by cell: each is read back by code that is not
//! ours, the PDF by hayro and lopdf, the page by scraper, the Word file by roxmltree, the JSON by serde_json, and made a
//! list of pieces in reading order.

use std::collections::BTreeSet;
use std::io::{Cursor, Read};
use std::path::{Path, PathBuf};

use scraper::{ElementRef, Html, Node, Selector};
use serde_json::Value;

use crate::support::random::{PICTURES, random};
use crate::support::structure::{Element, Kid, Tagged};
use crate::support::{Desk, in_repository, squeezed};

/// What a report says. All text is without white space and without the marks of footnotes.
#[derive(Debug, Default, PartialEq)]
struct Said {
    /// Titles, entries of the contents, paragraphs, captions and cells, each behind what it is.
    pieces: Vec<String>,
    /// The places of headings that run on with the paragraph behind them.
    run_in: BTreeSet<usize>,
    /// The paragraphs of footnotes.
    notes: Vec<String>,
    /// The values of charts, category by category, where they are told beside the drawing.
    charts: Vec<String>,
}

impl Said {
    fn say(&mut self, what: &str, text: &str) {
        self.pieces.push(format!("{what} {}", squeezed(text)));
    }

    /// The pieces but for the title, which outputs divide into lines as they see fit.
    fn rest(&self) -> Vec<String> {
        self.pieces.iter().filter(|piece| !piece.starts_with("title ")).cloned().collect()
    }

    /// The same where a heading and what it runs on with are one paragraph.
    fn rest_run_in(&self) -> Vec<String> {
        let mut rest: Vec<String> = Vec::new();
        for (at, piece) in self.pieces.iter().enumerate() {
            let is_behind = at.checked_sub(1).is_some_and(|before| self.run_in.contains(&before));
            match (rest.last_mut().filter(|_| is_behind), piece.strip_prefix("text ")) {
                (Some(heading), Some(text)) => heading.push_str(text),
                _ if piece.starts_with("title ") => {}
                _ => rest.push(piece.clone()),
            }
        }
        rest
    }

    fn title(&self) -> String {
        self.pieces.iter().filter_map(|piece| piece.strip_prefix("title ")).collect()
    }

    /// A cell: its row, the rows and columns that it spans, its text.
    fn cell(&mut self, row: usize, spans: [usize; 2], text: &str) {
        let [rows, columns] = spans;
        self.say(&format!("cell in {row}, {rows} × {columns}"), text);
    }
}

// The JSON.

fn of_json(text: &[u8]) -> Said {
    let file: Value = serde_json::from_slice(text).expect("JSON");
    let mut said = Said::default();
    let list = |value: &Value| value.as_array().expect("a list").clone();
    let string = |value: &Value| value.as_str().expect("a text").to_owned();
    list(&file["title"]).iter().for_each(|line| said.say("title", &string(line)));
    if !file["contents"].is_null() {
        said.say("text", &string(&file["contents"]["heading"]));
        list(&file["contents"]["entries"]).iter().for_each(|entry| said.say("entry", &string(&entry["text"])));
    }
    blocks_of_json(&file["preface"], &mut said);
    for section in list(&file["sections"]) {
        said.say("text", &format!("{}、{}", string(&section["number"]), string(&section["title"])));
        blocks_of_json(&section["content"], &mut said);
    }
    for part in
        file["signature"].as_object().into_iter().flat_map(|signature| [&signature["organ"], &signature["date"]])
    {
        said.say("text", &string(part));
    }
    let notes = list(&file["footnotes"]);
    let paragraphs = notes.iter().flat_map(|note| list(&note["paragraphs"]));
    said.notes = paragraphs.map(|paragraph| squeezed(&string(&paragraph["text"]))).collect();
    said
}

fn blocks_of_json(blocks: &Value, said: &mut Said) {
    let text = |of: &Value| of["text"].as_str().expect("a text").to_owned();
    for block in blocks.as_array().expect("blocks") {
        match block["type"].as_str().expect("a type") {
            "heading" => {
                if block["run_in"] == true {
                    said.run_in.insert(said.pieces.len());
                }
                said.say("text", &format!("{}{}", block["number"].as_str().expect("a number"), text(block)));
            }
            "paragraph" | "quoted-heading" | "source" => said.say("text", &text(block)),
            "list" => block["items"].as_array().expect("items").iter().for_each(|item| item_of_json(item, said)),
            "table" => {
                if !block["caption"].is_null() {
                    said.say("caption", &text(&block["caption"]));
                }
                for (row, cells) in block["rows"].as_array().expect("rows").iter().enumerate() {
                    for cell in cells.as_array().expect("cells") {
                        let span = |key: &str| cell.get(key).map_or(1, |span| span.as_u64().expect("a span") as usize);
                        said.cell(row, [span("row_span"), span("column_span")], &text(cell));
                    }
                }
            }
            "illustrations" => {
                for one in block["items"].as_array().expect("items") {
                    if !one["caption"].is_null() {
                        said.say("caption", &text(&one["caption"]));
                    }
                    said.charts.extend(values_of_json(one));
                }
            }
            "quote" | "table-notes" => blocks_of_json(&block["content"], said),
            other => panic!("{other}"),
        }
    }
}

/// The values of a chart, category by category; of a picture none.
fn values_of_json(illustration: &Value) -> Vec<String> {
    let list = |key: &str| illustration[key].as_array().cloned().unwrap_or_default();
    let (categories, series) = (list("categories"), list("series"));
    let category = |(at, name): (usize, &Value)| {
        let values = series.iter().map(|series| series["values"][at]["text"].as_str().expect("a text"));
        squeezed(&std::iter::once(name.as_str().expect("a name")).chain(values).collect::<Vec<_>>().join("|"))
    };
    categories.iter().enumerate().map(category).collect()
}

/// An item: its label stands before the first paragraph.
fn item_of_json(item: &Value, said: &mut Said) {
    let mut content = item["content"].as_array().expect("blocks").clone();
    let label = item["label"].as_str().expect("a label").to_owned();
    let first = match content.first() {
        Some(first) if first["type"] == "paragraph" => content.remove(0)["text"].as_str().expect("a text").to_owned(),
        _ => String::new(),
    };
    said.say("text", &(label + &first));
    blocks_of_json(&Value::Array(content), said);
}

// The PDF.

fn of_pdf(bytes: &[u8]) -> Said {
    let tagged = Tagged::read(bytes);
    let mut said = Said::default();
    tagged.root.elements().for_each(|element| of_element(element, &mut said));
    said
}

fn of_element(element: &Element, said: &mut Said) {
    let within = |said: &mut Said| element.elements().for_each(|inner| of_element(inner, said));
    match element.tag.as_str() {
        // Its lines are no elements.
        "H1" => said.say("title", &text_of_element(element)),
        "P" | "H2" | "H3" | "H4" | "H5" | "H6" => said.say("text", &text_of_element(element)),
        "Caption" => said.say("caption", &text_of_element(element)),
        "TOCI" => {
            let entry = element.elements().find(|inner| inner.tag == "Reference").expect("an entry");
            // The number of the page stands behind it.
            said.say("entry", entry.text().trim_end_matches(|ch: char| ch.is_ascii_digit()));
            element.elements().filter(|inner| inner.tag == "TOC").for_each(|inner| of_element(inner, said));
        }
        "LI" => {
            let before = said.pieces.len();
            let label = element.elements().find(|inner| inner.tag == "Lbl").expect("a label").text();
            let body = element.elements().find(|inner| inner.tag == "LBody").expect("a body");
            let mut parts = body.elements().peekable();
            let first = parts.next_if(|part| part.tag == "P").map(text_of_element).unwrap_or_default();
            said.say("text", &(label + &first));
            parts.for_each(|part| of_element(part, said));
            assert!(said.pieces.len() > before);
        }
        "Table" => {
            element.elements().filter(|inner| inner.tag == "Caption").for_each(|caption| of_element(caption, said));
            let rows = element.all().into_iter().filter(|inner| inner.tag == "TR");
            for (row, cells) in rows.enumerate() {
                for cell in cells.elements() {
                    let span = |key: &[u8]| cell.attribute(key).map_or(1, |span| span.as_i64().unwrap() as usize);
                    said.cell(row, [span(b"RowSpan"), span(b"ColSpan")], &text_of_element(cell));
                }
            }
        }
        "Note" => {
            let paragraphs = element.elements().filter(|inner| inner.tag == "P").map(text_of_element);
            said.notes.extend(paragraphs.map(|text| squeezed(&text)));
        }
        _ => within(said),
    }
}

/// What an element says but for the marks of footnotes.
fn text_of_element(element: &Element) -> String {
    let say = |kid: &Kid| match kid {
        Kid::Element(inner) if inner.tag == "Reference" => String::new(),
        Kid::Element(inner) => text_of_element(inner),
        Kid::Content(_, _, text) => text.clone(),
        Kid::Annotation(_) => String::new(),
    };
    element.kids.iter().map(say).collect()
}

// The page.

fn of_page(text: &[u8]) -> Said {
    let page = Html::parse_document(std::str::from_utf8(text).expect("UTF-8"));
    let mut said = Said::default();
    let body = page.select(&Selector::parse("body").unwrap()).next().expect("a body");
    within_page(body, &mut said);
    said
}

fn within_page(element: ElementRef, said: &mut Said) {
    element.child_elements().for_each(|inner| of_page_element(inner, said));
}

fn of_page_element(element: ElementRef, said: &mut Said) {
    let is_called = |class: &str| element.value().classes().any(|own| own == class);
    match element.value().name() {
        "h1" => said.say("title", &text_of_page(element)),
        "h2" | "h3" | "h4" | "h5" | "h6" => said.say("text", &text_of_page(element)),
        "p" if is_called("draft") => {}
        "p" => said.say("text", &text_of_page(element)),
        "figcaption" => said.say("caption", &text_of_page(element)),
        // On paper and in other outputs only where the report asks for it.
        "nav" if is_called("for-screens") => {}
        "nav" => {
            for inner in element.descendent_elements() {
                match inner.value().name() {
                    "h2" => said.say("text", &text_of_page(inner)),
                    "a" => said.say("entry", &text_of_page(inner)),
                    _ => {}
                }
            }
        }
        "section" if is_called("footnotes") => {
            let paragraphs = element.descendent_elements().filter(|inner| inner.value().name() == "p");
            said.notes.extend(paragraphs.map(|paragraph| squeezed(&text_of_page(paragraph))));
        }
        "table" => {
            let caption = element.child_elements().find(|inner| inner.value().name() == "caption");
            // One that repeats the heading above is for those who hear the page.
            if let Some(caption) = caption.filter(|caption| !caption.value().classes().any(|class| class == "unseen")) {
                said.say("caption", &text_of_page(caption));
            }
            let rows = element.descendent_elements().filter(|inner| inner.value().name() == "tr");
            for (row, cells) in rows.enumerate() {
                for cell in cells.child_elements() {
                    let span = |name: &str| cell.attr(name).map_or(1, |span| span.parse().expect("a span"));
                    said.cell(row, [span("rowspan"), span("colspan")], &text_of_page(cell));
                }
            }
        }
        "details" => {
            let rows = element.descendent_elements().filter(|inner| inner.value().name() == "tr");
            let row = |row: ElementRef| row.child_elements().map(text_of_page).collect::<Vec<_>>().join("|");
            // The first are the heads.
            said.charts.extend(rows.skip(1).map(|one| squeezed(&row(one))));
        }
        // What jumps to the text, what a chart draws.
        "a" | "svg" => {}
        _ => within_page(element, said),
    }
}

/// What an element says but for the marks of footnotes and the links back from them.
fn text_of_page(element: ElementRef) -> String {
    let is_left_out = |node: &Node| {
        node.as_element().is_some_and(|element| element.name() == "sup" || element.attr("role") == Some("doc-backlink"))
    };
    let texts = element.descendants().filter(|node| !node.ancestors().any(|above| is_left_out(above.value())));
    texts.filter_map(|node| node.value().as_text().map(|text| text.to_string())).collect()
}

// The Word file.

type Xml<'a> = roxmltree::Node<'a, 'a>;

fn of_word(bytes: &[u8]) -> Said {
    let mut package = zip::ZipArchive::new(Cursor::new(bytes)).expect("a package");
    let mut part = |name: &str| -> Option<String> {
        let mut text = String::new();
        package.by_name(name).ok()?.read_to_string(&mut text).expect("UTF-8");
        Some(text)
    };
    let (text, notes) = (part("word/document.xml").expect("a document"), part("word/footnotes.xml"));
    let mut said = Said::default();
    let document = roxmltree::Document::parse(&text).expect("XML");
    within_word(named(document.root_element(), "body").next().expect("a body"), &mut said);
    if let Some(notes) = notes {
        let notes = roxmltree::Document::parse(&notes).expect("XML");
        // Those of a type are lines between text and footnotes.
        let own = named(notes.root_element(), "footnote").filter(|note| word_attribute(*note, "type").is_none());
        said.notes =
            own.flat_map(|note| named(note, "p")).map(|paragraph| squeezed(&text_of_word(paragraph))).collect();
    }
    said
}

/// The elements of a name right below another.
fn named<'a>(element: Xml<'a>, name: &'a str) -> impl Iterator<Item = Xml<'a>> {
    element.children().filter(move |inner| inner.tag_name().name() == name)
}

fn word_attribute<'a>(element: Xml<'a>, name: &str) -> Option<&'a str> {
    element.attributes().find(|attribute| attribute.name() == name).map(|attribute| attribute.value())
}

/// What stands in an element at the end of a path of names, as its `val`.
fn word_value<'a>(element: Xml<'a>, path: &[&'a str]) -> Option<&'a str> {
    let found = path.iter().try_fold(element, |element, name| named(element, name).next())?;
    Some(word_attribute(found, "val").unwrap_or_default())
}

fn text_of_word(element: Xml) -> String {
    let texts = element.descendants().filter(|inner| inner.tag_name().name() == "t");
    // Marks of footnotes are no text, nor are those that repeat one.
    let is_mark = |text: &Xml| {
        let style = text.parent().and_then(|run| word_value(run, &["rPr", "rStyle"]));
        style == Some("FootnoteReference")
    };
    texts.filter(|text| !is_mark(text)).filter_map(|inner| inner.text()).collect()
}

fn within_word(element: Xml, said: &mut Said) {
    for inner in element.children() {
        match inner.tag_name().name() {
            "p" => {
                let text = text_of_word(inner);
                match word_value(inner, &["pPr", "pStyle"]).unwrap_or_default() {
                    "Title" => said.say("title", &text),
                    "TOC1" | "TOC2" => said.say("entry", &text),
                    "Caption" => said.say("caption", &text),
                    "Separator" | "Illustration" | "QuotedIllustration" => assert_eq!(text, ""),
                    _ => said.say("text", &text),
                }
            }
            // Pictures that stand abreast stand in a table without rules.
            "tbl" if named(inner, "tblPr").any(|look| named(look, "tblBorders").next().is_none()) => {
                named(inner, "tr").flat_map(|row| named(row, "tc")).for_each(|cell| within_word(cell, said));
            }
            "tbl" => table_of_word(inner, said),
            "sdt" | "sdtContent" => within_word(inner, said),
            _ => {}
        }
    }
}

fn table_of_word(table: Xml, said: &mut Said) {
    // For each row its cells: first column, columns, whether the cell above goes on, text.
    let rows: Vec<Vec<(usize, usize, bool, String)>> = named(table, "tr")
        .map(|row| {
            let mut column = 0;
            let cell = |cell| {
                let span = word_value(cell, &["tcPr", "gridSpan"]).map_or(1, |span| span.parse().expect("a span"));
                let goes_on = word_value(cell, &["tcPr", "vMerge"]).is_some_and(|merge| merge != "restart");
                column += span;
                (column - span, span, goes_on, text_of_word(cell))
            };
            named(row, "tc").map(cell).collect()
        })
        .collect();
    for (at, row) in rows.iter().enumerate() {
        for (column, span, _, text) in row.iter().filter(|(_, _, goes_on, _)| !goes_on) {
            let goes_on = |row: &&Vec<(usize, usize, bool, String)>| row.iter().any(|cell| cell.0 == *column && cell.2);
            let below = rows.iter().skip(at + 1).take_while(goes_on).count();
            said.cell(at, [below + 1, *span], text);
        }
    }
}

// All of them.

/// The samples, and reports for every feature that an archive might stumble over.
fn samples() -> Vec<PathBuf> {
    let mut files: Vec<PathBuf> = Vec::new();
    for folder in ["data", "tests/cases", "tests/cases/archive", "tests/cases/illustrations"] {
        let entries = std::fs::read_dir(in_repository(folder)).unwrap().map(|entry| entry.unwrap().path());
        files.extend(entries.filter(|path| path.extension().is_some_and(|ending| ending == "toml")));
    }
    files.sort();
    assert!(files.len() > 16, "{files:?}");
    files
}

#[track_caller]
fn assert_alike(name: &str, what: &str, one: &[String], other: &[String]) {
    let differs = one.iter().zip(other).find(|(one, other)| one != other);
    assert!(differs.is_none(), "{name}, {what}: {differs:#?}");
    assert_eq!(one.len(), other.len(), "{name}, {what}");
}

fn judge(name: &str, desk: &Desk, data: &Path) {
    println!("{name}");
    let files = ["out.pdf", "out.html", "out.docx", "out.json"];
    let outputs = files.into_iter().flat_map(|file| ["-o", file]);
    desk.run(&["build", data.to_str().unwrap()].into_iter().chain(outputs).collect::<Vec<_>>()).succeeds();
    let [pdf, page, word, json] = files.map(|file| desk.read(file));
    let (pdf, page, word, json) = (of_pdf(&pdf), of_page(&page), of_word(&word), of_json(&json));
    assert!(!json.title().is_empty() && json.pieces.iter().any(|piece| piece.starts_with("cell in ")));
    for (what, other) in [("PDF", &pdf), ("page", &page), ("Word", &word)] {
        assert_eq!(json.title(), other.title(), "{name}, {what}");
    }
    assert_alike(name, "PDF", &json.rest(), &pdf.rest());
    assert_alike(name, "page", &json.rest(), &page.rest());
    assert_alike(name, "Word", &json.rest_run_in(), &word.rest());

    assert_alike(name, "charts of the page", &json.charts, &page.charts);
    assert_alike(name, "footnotes of the page", &json.notes, &page.notes);
    // On paper one stands on every page that mentions it, and notes of figures where these have found room.
    let each_once = |said: &Said| said.notes.iter().cloned().collect::<BTreeSet<String>>();
    assert_eq!(each_once(&json), each_once(&pdf), "{name}, footnotes of the PDF");
    assert_eq!(each_once(&json), each_once(&word), "{name}, footnotes of the Word file");
}

#[test]
fn samples_say_the_same_in_all_outputs() {
    for sample in samples() {
        judge(&sample.display().to_string(), &Desk::new(), &sample);
    }
}

#[test]
fn random_reports_say_the_same_in_all_outputs() {
    for seed in 20_251_128..20_251_140 {
        let desk = Desk::new();
        for picture in PICTURES {
            std::fs::copy(in_repository("tests/cases/illustrations").join(picture), desk.path(picture)).unwrap();
        }
        let made_of = random(seed);
        desk.put("report.toml", &made_of.data);
        judge(&format!("seed {seed}"), &desk, &desk.path("report.toml"));
    }
}

/// What these tests read is the text itself: a slip in one output is seen.
#[test]
fn a_slip_is_seen() {
    let desk = Desk::new();
    let sample = in_repository("data/specimen.toml");
    desk.run(&["build", sample.to_str().unwrap(), "-o", "out.html", "-o", "out.json"]).succeeds();
    let [page, json] = ["out.html", "out.json"].map(|file| String::from_utf8(desk.read(file)).expect("UTF-8"));
    let [right, said] = [of_json(json.as_bytes()), of_page(page.as_bytes())].map(|said| said.rest());
    assert!(right == said);
    for (from, to) in
        [("（2）重大项目。<", "（2）重大项目<"), (">225310<", ">225311<"), (" rowspan=\"22\"", " rowspan=\"21\"")]
    {
        assert!(page.contains(from), "{from}");
        assert!(right != of_page(page.replacen(from, to, 1).as_bytes()).rest(), "{from}");
    }
}
