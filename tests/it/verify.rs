//! `nianbao verify`: what is built agrees with its data; whatever is changed afterwards, on either side, is found.

use std::path::Path;

use lopdf::content::Content;
use lopdf::{Document, Object, ObjectId, Stream, dictionary};
use nianbao::extract::extract;
use nianbao::files::Files;
use nianbao::pipeline::verify_pdf;
use nianbao::text::FaceLibrary;
use nianbao::{Input, Manuscript, Options, read};

use crate::support::random::{PICTURES, random};
use crate::support::{Desk, Dice, Run, in_repository, report};

fn at(path: &str) -> String {
    in_repository(path).to_str().unwrap().to_owned()
}

fn out(run: &Run) -> String {
    String::from_utf8(run.out.clone()).unwrap()
}

/// Builds a report of the repository and verifies it: what is said of a difference.
fn differs(data: &str, more: &[&str]) -> Option<String> {
    let desk = Desk::new();
    let data = at(data);
    desk.run(&[&["build", &data, "-o", "out.pdf"], more].concat()).succeeds();
    let run = desk.run(&[&["verify", "out.pdf", &data], more].concat());
    let said = out(&run);
    let agrees = run.code == 0 && said.contains("一致：共") && said.contains("摘要也相同") && run.messages.is_empty();
    (!agrees).then(|| format!("{data}: {}{said}", run.messages))
}

/// The samples, and every report that shows what can be printed: floats, footnotes, leaders, repeated heads, scripts
/// that run from right to left.
#[test]
fn what_is_built_agrees() {
    let last = at("data/yunshan-2024.toml");
    let mut all: Vec<(String, Vec<&str>)> = ["jiyang-2020", "yunshan-2024", "specimen"]
        .into_iter()
        .map(|name| (format!("data/{name}.toml"), Vec::new()))
        .collect();
    all.push(("data/yunshan-2025.toml".to_owned(), vec!["--previous", &last]));
    for path in ["departures", "suqian-2024", "illustrations/report"] {
        all.push((format!("tests/cases/{path}.toml"), Vec::new()));
    }
    for name in ["contents", "draft", "faces", "footnotes", "links", "lists", "scripts", "tables"] {
        all.push((format!("tests/cases/archive/{name}.toml"), Vec::new()));
    }
    let wrong: Vec<String> = all.iter().filter_map(|(data, more)| differs(data, more)).collect();
    assert!(wrong.is_empty(), "{}", wrong.join("\n\n"));
}

/// Lines and pages end elsewhere, footnotes have other marks, tables go on with their heads: that makes no difference.
#[test]
fn another_layout_agrees() {
    let mut wrong = String::new();
    for path in [
        "data/jiyang-2020",
        "data/specimen",
        "tests/cases/suqian-2024",
        "tests/cases/archive/contents",
        "tests/cases/archive/footnotes",
        "tests/cases/archive/lists",
        "tests/cases/archive/scripts",
        "tests/cases/archive/tables",
    ] {
        let data = std::fs::read_to_string(in_repository(&format!("{path}.toml"))).unwrap();
        for page in ["line_pitch = 34\nchars_per_line = 26", "line_pitch = 24\nchars_per_line = 30\nnumbers = false"] {
            let desk = Desk::new();
            for picture in ["palette.png", "photo.jpg", "badge.svg", "grey.jpg"] {
                let from = in_repository("tests/cases/illustrations").join(picture);
                std::fs::copy(from, desk.path(picture)).unwrap();
            }
            std::fs::copy(in_repository("data/specimen.svg"), desk.path("specimen.svg")).unwrap();
            desk.put("report.toml", &data);
            let other = match data.contains("[page]\n") {
                true => data.replace("[page]\n", &format!("[page]\n{page}\n")),
                false => format!("{data}\n[page]\n{page}\n"),
            };
            desk.put("other.toml", other);
            let built = desk.run(&["build", "other.toml", "-o", "report.pdf", "--allow-errors"]);
            assert_eq!(built.code, 0, "{path}: {}", built.messages);
            let run = desk.run(&["verify", "report.pdf", "report.toml"]);
            if run.code != 0 {
                wrong += &format!("{path}, {page}: {}{}\n", out(&run), run.messages);
            }
        }
    }
    assert!(wrong.is_empty(), "{wrong}");
}

/// Reports of everything that can be printed, put together at random.
#[test]
fn reports_of_everything_agree() {
    for seed in 20_251_128..20_251_144 {
        let desk = Desk::new();
        for picture in PICTURES {
            std::fs::copy(in_repository("tests/cases/illustrations").join(picture), desk.path(picture)).unwrap();
        }
        desk.put("report.toml", random(seed).data);
        desk.run(&["build", "report.toml"]).succeeds();
        let run = desk.run(&["verify", "report.pdf", "report.toml"]);
        assert_eq!(run.code, 0, "{seed}: {}{}", out(&run), run.messages);
    }
}

/// reportlab has set data/yunshan-2024.toml in a face that it does not embed: lines, pages, the order of operations and
/// the codes of characters are its own.
#[test]
fn what_another_program_has_set_agrees() {
    let desk = Desk::new();
    let pdf = at("tests/cases/verify/reportlab.pdf");
    // It was set when a sentence of the sample was four characters shorter.
    let sample = std::fs::read_to_string(in_repository("data/yunshan-2024.toml")).unwrap();
    desk.put("then.toml", sample.replace("我市严格按照", "按照"));
    let run = desk.run(&["verify", &pdf, "then.toml"]);
    assert_eq!(run.code, 0, "{}", out(&run));
    assert!(out(&run).contains("没有数据摘要"), "{}", out(&run));
    // The report of another year is another one.
    let run = desk.run(&["verify", &pdf, &at("tests/cases/suqian-2024.toml")]);
    assert_eq!(run.code, 1, "{}", out(&run));
}

/// A report that has been built, to be edited.
pub(crate) struct Built {
    bytes: Vec<u8>,
    manuscript: Manuscript,
}

impl Built {
    pub(crate) fn new(data: &str) -> Built {
        Built::of(at(data))
    }

    /// The same of a file wherever it lies.
    pub(crate) fn of(data: String) -> Built {
        let desk = Desk::new();
        desk.run(&["build", &data, "-o", "out.pdf"]).succeeds();
        let files = Files::on_disk();
        let reading = read(&Input::File(data.into()), None, &files, &Options::default());
        Built { bytes: desk.read("out.pdf"), manuscript: reading.manuscript.expect("a report") }
    }

    pub(crate) fn edited(&self, edit: impl FnOnce(&mut Document, &[ObjectId])) -> Vec<u8> {
        let mut document = Document::load_mem(&self.bytes).unwrap();
        let pages: Vec<ObjectId> = document.page_iter().collect();
        edit(&mut document, &pages);
        let mut bytes = Vec::new();
        document.save_to(&mut bytes).unwrap();
        bytes
    }

    /// What is found in a PDF: codes and messages.
    pub(crate) fn found(&self, pdf: Vec<u8>) -> Vec<String> {
        let files = Files::on_disk();
        let pdf = extract(pdf).expect("a PDF");
        let verdict =
            verify_pdf(&pdf, "out.pdf", &self.manuscript, &FaceLibrary::embedded(), &files).expect("a verdict");
        let told = verdict.found.iter().map(|one| format!("{}: {:?}", one.code(), one.message));
        told.collect()
    }
}

/// The strings of glyphs that a page shows, each of two glyphs and more: by the operation and the place in its array.
fn strings(content: &Content) -> Vec<(usize, usize)> {
    let mut strings = Vec::new();
    for (at, operation) in content.operations.iter().enumerate().filter(|(_, operation)| operation.operator == "TJ") {
        let parts = operation.operands[0].as_array().unwrap();
        let is_long = |part: &Object| part.as_str().is_ok_and(|codes| codes.len() > 2);
        strings.extend(parts.iter().enumerate().filter(|(_, part)| is_long(part)).map(|(part, _)| (at, part)));
    }
    strings
}

/// A glyph here and there is replaced by its neighbour, the least that an edit can do: each time that is found, and
/// with few words.
#[test]
fn a_glyph_that_is_changed_is_found() {
    let mut dice = Dice(14);
    for data in ["data/jiyang-2020.toml", "data/specimen.toml"] {
        let built = Built::new(data);
        let document = Document::load_mem(&built.bytes).unwrap();
        let contents: Vec<Content> =
            document.page_iter().map(|page| Content::decode(&document.get_page_content(page)).unwrap()).collect();
        let mut tried = 0;
        while tried < 40 {
            let number = dice.roll(contents.len());
            let mut content = contents[number].clone();
            let strings = strings(&content);
            let (at, part) = strings[dice.roll(strings.len())];
            let parts = content.operations[at].operands[0].as_array_mut().unwrap();
            let codes = parts[part].as_str_mut().unwrap();
            let one = 2 * dice.roll(codes.len() / 2 - 1);
            if codes[one..one + 2] == codes[one + 2..one + 4] {
                continue;
            }
            tried += 1;
            codes.copy_within(one + 2..one + 4, one);
            let content = content.encode().unwrap();
            let edited = built.edited(|document, pages| document.change_page_content(pages[number], content).unwrap());
            let found = built.found(edited);
            assert!((1..=3).contains(&found.len()), "{data}, page {}, {at}, {part}, {one}: {found:#?}", number + 1);
        }
    }
}

/// Figures of the tables and of the prose, each changed by one place of one digit.
#[test]
fn a_figure_of_the_data_that_is_changed_is_found() {
    let desk = Desk::new();
    let sound = report("", "全年新收申请4件，公开信息1264条，占71.21%。");
    desk.put("report.toml", &sound);
    desk.run(&["build", "report.toml"]).succeeds();
    for (from, to, place) in [
        ("decisions = 300", "decisions = 301", "report.toml:12"),
        ("amount = 12.5", "amount = 12.6", "report.toml:15"),
        ("新收申请4件", "新收申请5件", "report.toml:7:7"),
        ("1264条", "1265条", "report.toml:7:14"),
        ("71.21%", "71.31%", "report.toml:7:21"),
        ("in_force = 8", "in_force = 80", "report.toml:11"),
    ] {
        desk.put("report.toml", sound.replace(from, to));
        let run = desk.run(&["verify", "report.pdf", "report.toml"]);
        let said = out(&run);
        assert_eq!(run.code, 1, "{from}: {said}");
        assert!(said.contains("错误[verify-digest]") && said.contains("错误[verify-changed]"), "{from}: {said}");
        assert!(said.contains(place) && said.contains("不一致：2 处"), "{from}: {said}");
    }
}

/// Two figures side by side that are both changed are told as two, on both sides.
#[test]
fn figures_of_cells_side_by_side_are_told_apart() {
    let desk = Desk::new();
    let data = std::fs::read_to_string(in_repository("data/yunshan-2025.toml")).unwrap();
    desk.put("a.toml", &data);
    desk.run(&["build", "a.toml", "-o", "a.pdf"]).succeeds();
    let row = "received                   = { natural = 486, enterprise =  52,";
    assert!(data.contains(row));
    desk.put("b.toml", data.replace(row, &row.replace("486", "485").replace("52", "53")));
    let run = desk.run(&["verify", "a.pdf", "b.toml"]);
    let said = out(&run) + &run.messages;
    assert!(run.code == 1 && said.contains("“485 53”") && said.contains("“486 52”"), "{said}");
}

/// Comments, blanks, the way in which a cell is written make no other report; a picture does.
#[test]
fn the_digest_is_of_what_is_printed() {
    let desk = Desk::new();
    let picture = |name: &str| std::fs::read(in_repository("tests/cases/illustrations").join(name)).unwrap();
    let sound = report("", "正文。\n\n![图](a.jpg)");
    desk.put("a.jpg", picture("photo.jpg"));
    desk.put("report.toml", &sound);
    desk.run(&["build", "report.toml"]).succeeds();
    let written = sound.replace("{ decisions = 300 }", "[300]   # 三百").replace('\n', "\r\n");
    desk.put("report.toml", &written);
    let run = desk.run(&["verify", "report.pdf", "report.toml"]);
    assert_eq!(run.code, 0, "{}{}", out(&run), run.messages);
    assert!(out(&run).contains("摘要也相同"), "{}", out(&run));

    desk.put("a.jpg", picture("grey.jpg"));
    let run = desk.run(&["verify", "report.pdf", "report.toml"]);
    assert_eq!(run.code, 1);
    assert!(out(&run).contains("文字和数都相同，图片") && out(&run).contains("1 处"), "{}", out(&run));
}

#[test]
fn pages_that_are_moved_or_missing_are_found() {
    let built = Built::new("data/jiyang-2020.toml");
    let kids = |document: &mut Document, change: &dyn Fn(&mut Vec<Object>)| {
        let root = document.catalog().unwrap().get(b"Pages").unwrap().as_reference().unwrap();
        let pages = document.get_object_mut(root).unwrap().as_dict_mut().unwrap();
        change(pages.get_mut(b"Kids").unwrap().as_array_mut().unwrap());
    };
    let codes = |found: &[String]| -> Vec<String> {
        found.iter().map(|one| one.split(':').next().unwrap().to_owned()).collect()
    };

    let missing = built.found(built.edited(|document, _| kids(document, &|kids| drop(kids.remove(6)))));
    assert!(codes(&missing).contains(&"verify-missing".to_owned()), "{missing:#?}");
    assert!(missing.len() <= 4, "{missing:#?}");
    let swapped = built.found(built.edited(|document, _| kids(document, &|kids| kids.swap(4, 5))));
    assert!(codes(&swapped).contains(&"verify-order".to_owned()), "{swapped:#?}");
    assert!(swapped.len() <= 4, "{swapped:#?}");
    let doubled = built.found(built.edited(|document, pages| {
        let page = document.get_dictionary(pages[2]).unwrap().clone();
        let copy = document.add_object(page);
        kids(document, &|kids| kids.insert(3, copy.into()));
    }));
    assert!(codes(&doubled).contains(&"verify-surplus".to_owned()), "{doubled:#?}");
    assert!(doubled.len() <= 4, "{doubled:#?}");
}

#[test]
fn what_is_written_on_a_page_is_found() {
    let built = Built::new("data/yunshan-2024.toml");
    let font = dictionary! { "Type" => "Font", "Subtype" => "Type1", "BaseFont" => "Helvetica" };
    let text = b"q BT /Own 12 Tf 100 400 Td (VOID 66) Tj ET Q";
    // On the page itself, in the same fonts, as an artifact or not.
    for artifact in [false, true] {
        let found = built.found(built.edited(|document, pages| {
            let resources =
                document.get_dictionary(pages[1]).unwrap().get(b"Resources").unwrap().as_reference().unwrap();
            let fonts = document.get_dictionary(resources).unwrap().get(b"Font").unwrap().as_reference().unwrap();
            document.get_dictionary_mut(fonts).unwrap().set("Own", font.clone());
            let mut content = document.get_page_content(pages[1]);
            content.extend(if artifact { b"\n/Artifact BMC ".as_slice() } else { b"\n" });
            content.extend(text);
            content.extend(if artifact { b" EMC".as_slice() } else { b"" });
            document.change_page_content(pages[1], content).unwrap();
        }));
        assert!(found.len() == 1 && found[0].contains("verify-surplus") && found[0].contains("VOID 66"), "{found:#?}");
    }
    // As a note on top of it.
    let found = built.found(built.edited(|document, pages| {
        let resources = dictionary! { "Font" => dictionary! { "Own" => font.clone() } };
        let look = dictionary! {
            "Type" => "XObject", "Subtype" => "Form", "Resources" => resources,
            "BBox" => vec![0.into(), 0.into(), 500.into(), 500.into()],
        };
        let look = document.add_object(Stream::new(look, text.to_vec()));
        let note = document.add_object(dictionary! {
            "Type" => "Annot", "Subtype" => "FreeText", "AP" => dictionary! { "N" => look },
            "Rect" => vec![0.into(), 0.into(), 500.into(), 500.into()],
        });
        document.get_dictionary_mut(pages[1]).unwrap().set("Annots", vec![Object::Reference(note)]);
    }));
    assert!(
        found.len() == 1 && found[0].contains("verify-surplus") && found[0].contains("批注“VOID 66”"),
        "{found:#?}"
    );
    // A box that hides what stands below it.
    let found = built.found(built.edited(|document, pages| {
        let note = document.add_object(dictionary! {
            "Type" => "Annot", "Subtype" => "Square", "Rect" => vec![0.into(), 0.into(), 500.into(), 500.into()],
        });
        document.get_dictionary_mut(pages[1]).unwrap().set("Annots", vec![Object::Reference(note)]);
    }));
    assert!(found.len() == 1 && found[0].contains("verify-surplus") && found[0].contains("（Square）"), "{found:#?}");
}

/// A page that says the same and looks otherwise: a figure under a white box, a line that is moved, another picture.
#[test]
fn what_is_redrawn_is_found() {
    let built = Built::new("tests/cases/illustrations/report.toml");
    let one = |found: Vec<String>, page: &str| {
        let is_it = found.len() == 1 && found[0].starts_with("verify-redrawn") && found[0].contains(page);
        assert!(is_it, "{page}: {found:#?}");
    };
    one(
        built.found(built.edited(|document, pages| {
            let mut content = document.get_page_content(pages[2]);
            content.extend(b"\nq 1 g 100 300 200 100 re f Q");
            document.change_page_content(pages[2], content).unwrap();
        })),
        "第 3 页",
    );
    one(
        built.found(built.edited(|document, pages| {
            let content = document.get_page_content(pages[1]);
            let rest = content.strip_prefix(b"0 g").unwrap();
            document.change_page_content(pages[1], [b"0.5 g", rest].concat()).unwrap();
        })),
        "第 2 页",
    );
    // On the pages that show it, all told at once.
    let found = built.found(built.edited(|document, _| {
        let is_picture = |object: &&mut Object| {
            let stream = object.as_stream().ok();
            stream.and_then(|stream| stream.dict.get(b"Subtype").ok()?.as_name().ok()) == Some(b"Image")
        };
        let picture = document.objects.values_mut().find(is_picture).unwrap().as_stream_mut().unwrap();
        picture.content.reverse();
    }));
    assert!(found.len() == 1 && found[0].starts_with("verify-redrawn"), "{found:#?}");
}

/// Text that is made invisible is not there.
#[test]
fn what_is_hidden_is_missing() {
    let built = Built::new("data/yunshan-2024.toml");
    let found = built.found(built.edited(|document, pages| {
        let mut content = b"3 Tr ".to_vec();
        content.extend(document.get_page_content(pages[1]));
        document.change_page_content(pages[1], content).unwrap();
    }));
    assert!(found.iter().any(|one| one.contains("verify-missing")), "{found:#?}");
}

#[test]
fn the_command_line() {
    let desk = Desk::new();
    desk.put("report.toml", report("", "正文。"));
    desk.run(&["build", "report.toml"]).succeeds();
    let run = desk.run(&["verify", "report.toml", "report.pdf"]);
    assert_eq!(run.code, 2);
    assert!(run.messages.contains("nianbao verify report.pdf report.toml"), "{}", run.messages);
    assert_eq!(desk.run(&["verify", "report.pdf"]).code, 2);
    assert_eq!(desk.run(&["verify", "-", "report.toml"]).code, 2);
    assert_eq!(desk.run(&["verify", ".", "report.toml"]).code, 2);
    let run = desk.run(&["verify", "none.pdf", "report.toml"]);
    assert_eq!(run.code, 3);
    assert!(run.messages.contains("没有“none.pdf”这个文件"), "{}", run.messages);
    let run = desk.run(&["verify", "report.pdf", "none.toml"]);
    assert_eq!(run.code, 3, "{}", run.messages);
    desk.put("wrong.toml", "[report]\nyear = 2025\n");
    let run = desk.run(&["verify", "report.pdf", "wrong.toml"]);
    assert_eq!(run.code, 1, "{}", run.messages);

    // The data by the standard input; JSON; English.
    let data = report("", "正文！");
    let run = desk.run_with("en_US.UTF-8", &["verify", "report.pdf", "-"], data.as_bytes());
    assert_eq!(run.code, 1);
    assert!(out(&run).contains("the data file has “！”, and page 1 of the PDF “。”"), "{}", out(&run));
    assert!(out(&run).contains("report.pdf and - differ: 2 differences"), "{}", out(&run));
    let run = desk.run_with("zh_CN.UTF-8", &["verify", "report.pdf", "-", "--format", "json"], data.as_bytes());
    let entries: serde_json::Value = serde_json::from_slice(&run.out).unwrap();
    assert_eq!(entries[0]["code"], "verify-digest");
    assert_eq!(
        (&entries[1]["code"], &entries[1]["line"], &entries[1]["column"]),
        (&"verify-changed".into(), &7.into(), &3.into())
    );
    let run = desk.run(&["verify", "report.pdf", "report.toml", "--format", "json"]);
    assert_eq!((run.code, out(&run).trim()), (0, "[]"));
    // Programs read the standard output, even if there is no PDF to be read.
    let run = desk.run(&["verify", "report.toml", "report.toml", "--format", "json"]);
    let entries: serde_json::Value = serde_json::from_slice(&run.out).unwrap();
    assert_eq!((run.code, &entries[0]["code"], run.messages.as_str()), (3, &"pdf-unreadable".into(), ""));
}

/// Text without a stop, and a report of which nothing is the same, are compared to their end.
#[test]
fn long_reports_are_compared_to_their_end() {
    let built = Path::new("report.pdf");
    let desk = Desk::new();
    desk.put("report.toml", report("", &crate::support::han(100_000)));
    desk.run(&["build", "report.toml"]).succeeds();
    let run = desk.run(&["verify", built.to_str().unwrap(), "report.toml"]);
    assert_eq!(run.code, 0, "{}", out(&run));
    // A report of which nothing is the same.
    let run = desk.run(&["verify", built.to_str().unwrap(), &at("data/jiyang-2020.toml")]);
    assert_eq!(run.code, 1);
}
