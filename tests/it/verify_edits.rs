//! `nianbao verify`: edits that leave the text of a PDF as it is, or nearly so.

use lopdf::{Dictionary, Document, Object, ObjectId, Stream, dictionary, text_string};

use crate::support::{Desk, report};
use crate::verify::Built;

fn put(document: &mut Document, page: ObjectId, annotation: Dictionary) {
    let id = document.add_object(annotation);
    document.get_dictionary_mut(page).unwrap().set("Annots", vec![Object::Reference(id)]);
}

/// A file without what this program has stored: text is all that is left to be compared.
fn without_metadata(document: &mut Document) {
    document.catalog_mut().unwrap().remove(b"Metadata");
}

fn rect() -> Object {
    [100, 300, 300, 400].map(Object::Integer).to_vec().into()
}

#[track_caller]
fn one(found: &[String], code: &str, part: &str) {
    assert!(found.len() == 1 && found[0].starts_with(code) && found[0].contains(part), "{found:#?}");
}

/// Fields of forms, links that draw, notes that are seen on paper only: whatever is no plain link.
#[test]
fn whatever_lies_on_a_page_is_found() {
    let built = Built::new("data/yunshan-2024.toml");
    let box_of = |document: &mut Document| {
        let look = dictionary! { "Subtype" => "Form", "BBox" => [0, 0, 200, 100].map(Object::Integer).to_vec() };
        let look = document.add_object(Stream::new(look, b"1 g 0 0 200 100 re f".to_vec()));
        dictionary! { "N" => look }
    };
    for (kind, with_look, more) in [
        ("Widget", true, dictionary! { "FT" => "Tx" }),
        ("Widget", false, dictionary! { "FT" => "Tx", "V" => text_string("999") }),
        ("Link", true, dictionary! { "Border" => [0, 0, 0].map(Object::Integer).to_vec() }),
        ("Link", false, dictionary! { "Border" => [0, 0, 38].map(Object::Integer).to_vec() }),
        ("Stamp", true, dictionary! { "F" => 4 | 32 }),
    ] {
        let found = built.found(built.edited(|document, pages| {
            let mut note = dictionary! { "Type" => "Annot", "Subtype" => kind, "Rect" => rect() };
            if with_look {
                let look = box_of(document);
                note.set("AP", look);
            }
            note.extend(&more);
            put(document, pages[1], note);
        }));
        one(&found, "verify-surplus", kind_or_text(kind, with_look));
    }
    // A plain link draws nothing, but leads elsewhere.
    let found = built.found(built.edited(|document, pages| {
        let border = [0, 0, 0].map(Object::Integer).to_vec();
        put(document, pages[1], dictionary! { "Subtype" => "Link", "Rect" => rect(), "Border" => border });
    }));
    one(&found, "verify-redrawn", "第 2 页");
}

fn kind_or_text(kind: &'static str, with_look: bool) -> &'static str {
    if kind == "Widget" && !with_look { "999" } else { kind }
}

/// What is said in the place of glyphs takes none of them away.
#[test]
fn a_text_that_is_said_to_be_none_is_there() {
    let built = Built::new("data/yunshan-2024.toml");
    let found = built.found(built.edited(|document, pages| {
        without_metadata(document);
        let font = dictionary! { "Type" => "Font", "Subtype" => "Type1", "BaseFont" => "Helvetica" };
        let resources = document.get_dictionary(pages[1]).unwrap().get(b"Resources").unwrap().as_reference().unwrap();
        let fonts = document.get_dictionary(resources).unwrap().get(b"Font").unwrap().as_reference().unwrap();
        document.get_dictionary_mut(fonts).unwrap().set("Own", font);
        let mut content = document.get_page_content(pages[1]);
        content.extend(b"\nBT /Own 12 Tf 100 400 Td /Span <</ActualText ()>> BDC (999) Tj EMC ET");
        document.change_page_content(pages[1], content).unwrap();
    }));
    one(&found, "verify-surplus", "999");
}

#[test]
fn what_a_file_tells_besides_is_compared() {
    let built = Built::new("data/yunshan-2024.toml");
    let catalog =
        |edit: fn(&mut Dictionary)| built.found(built.edited(|document, _| edit(document.catalog_mut().unwrap())));
    let script = |catalog: &mut Dictionary| {
        catalog.set("OpenAction", dictionary! { "S" => "JavaScript", "JS" => text_string("app.alert(1)") });
    };
    one(&catalog(script), "verify-surplus", "JavaScript");
    let attached = |catalog: &mut Dictionary| {
        let file = dictionary! { "Type" => "Filespec", "UF" => text_string("甲.doc"), "EF" => Dictionary::new() };
        let names = dictionary! { "Names" => vec![text_string("a"), file.into()] };
        catalog.set("Names", dictionary! { "EmbeddedFiles" => names });
    };
    one(&catalog(attached), "verify-surplus", "甲.doc");
    one(&catalog(|catalog| catalog.set("Lang", text_string("en"))), "verify-document", "书签、标签");

    let found = built.found(built.edited(|document, _| {
        let is_bookmark = |own: &&mut Dictionary| own.has(b"Dest") && own.has(b"Title");
        let mut all = document.objects.values_mut().filter_map(|object| object.as_dict_mut().ok());
        all.find(is_bookmark).unwrap().set("Title", text_string("共999件"));
    }));
    one(&found, "verify-document", "书签");
    let found = built.found(built.edited(|document, _| {
        let info = document.trailer.get(b"Info").unwrap().as_reference().unwrap();
        document.get_dictionary_mut(info).unwrap().set("Title", text_string("某县2019年"));
    }));
    one(&found, "verify-document", "某县2019年");
    // Whoever takes the seal away is found as well.
    let found = built.found(built.edited(|document, _| {
        let metadata = document.catalog().unwrap().get(b"Metadata").unwrap().as_reference().unwrap();
        let metadata = document.get_object_mut(metadata).unwrap().as_stream_mut().unwrap();
        let text = String::from_utf8(metadata.content.clone()).unwrap().replace("pageDigests>", "other>");
        metadata.set_content(text.into_bytes());
    }));
    one(&found, "verify-redrawn", "没有本程序的页面摘要");
}

/// Glyphs that another program has cut anew are told apart from pages that draw something else.
#[test]
fn other_fonts_are_told_apart() {
    let built = Built::new("data/yunshan-2024.toml");
    let found = built.found(built.edited(|document, _| {
        for object in document.objects.values_mut() {
            let Ok(stream) = object.as_stream_mut() else { continue };
            if stream.dict.get(b"Subtype").and_then(Object::as_name).is_ok_and(|kind| kind == b"OpenType") {
                stream.decompress().unwrap();
                stream.content.push(1);
            }
        }
        let widths = document.objects.values_mut().filter_map(|object| object.as_dict_mut().ok());
        for font in widths.filter(|own| own.has(b"DescendantFonts")) {
            let own = font.get_mut(b"DescendantFonts").unwrap().as_array_mut().unwrap();
            if let Some(Object::Dictionary(own)) = own.first_mut() {
                own.set("DW", 999);
            }
        }
    }));
    one(&found, "verify-fonts", "另存时重写过，或者改过");
}

/// Texts alone, of files that this program has not made.
#[test]
fn cells_are_held_against_their_places() {
    let table = |cell: &str| report("", &format!("| 事项 | 结果 | 期限 |\n|---|---|---|\n| 复核 | {cell} | 按期 |"));
    for (own, other) in [
        ("其中同意3件，不同意2件", "其中不同意3件，同意2件"),
        ("同意3件，不同意2件", "不同意3件，同意2件"),
        ("新收12件，办结13件", "新收13件，办结12件"),
    ] {
        let desk = Desk::new();
        desk.put("other.toml", table(other));
        desk.put("report.toml", table(own));
        desk.run(&["build", "other.toml", "-o", "out.pdf", "--allow-errors"]).succeeds();
        let mut document = Document::load_mem(&desk.read("out.pdf")).unwrap();
        without_metadata(&mut document);
        let mut bytes = Vec::new();
        document.save_to(&mut bytes).unwrap();
        desk.put("out.pdf", bytes);
        let run = desk.run(&["verify", "out.pdf", "report.toml"]);
        assert_eq!(run.code, 1, "{own} {other}: {}", String::from_utf8_lossy(&run.out));
    }
}

#[test]
fn a_draft_says_so() {
    let desk = Desk::new();
    desk.put("report.toml", report("", "正文。"));
    desk.put("draft.toml", report("draft = true\n", "正文。"));
    desk.run(&["build", "report.toml", "-o", "out.pdf"]).succeeds();
    let run = desk.run(&["verify", "out.pdf", "draft.toml"]);
    let said = String::from_utf8_lossy(&run.out);
    assert!(run.code == 1 && said.contains("没有“草稿”二字") && said.contains("不一致：2 处"), "{said}");
}
