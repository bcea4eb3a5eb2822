//! What is made holds the report and nothing else: no script, no file but the glyphs and pictures, nothing that acts when
//! it is opened, and no path, name or time of the machine that made it.

use std::io::{Cursor, Read};

use lopdf::{Document, Object};

use crate::support::{Desk, in_repository, report};

/// A report of everything, built in a folder whose name would be known again.
fn built(desk: &Desk) -> Vec<(String, Vec<u8>)> {
    let folder = desk.path("只此一处的文件夹");
    std::fs::create_dir(&folder).expect("a folder");
    let from = in_repository("tests/cases/illustrations");
    for entry in std::fs::read_dir(from).expect("the cases").flatten() {
        std::fs::copy(entry.path(), folder.join(entry.file_name())).expect("copied");
    }
    let data = folder.join("report.toml");
    let data = data.to_str().expect("UTF-8");
    desk.run(&["build", data, "--formats", "pdf,html,docx,json"]).succeeds();
    let made = ["pdf", "html", "docx", "json"].map(|ending| format!("report.{ending}"));
    made.into_iter().map(|name| (name.clone(), std::fs::read(folder.join(name)).expect("made"))).collect()
}

/// What a file holds, with everything that is packed in it unpacked.
fn unpacked(name: &str, bytes: &[u8]) -> Vec<u8> {
    let mut all = bytes.to_vec();
    if name.ends_with(".pdf") {
        let file = Document::load_mem(bytes).expect("a PDF");
        for object in file.objects.values() {
            all.extend(format!("{object:?}").into_bytes());
            if let Object::Stream(stream) = object {
                all.extend(stream.decompressed_content().unwrap_or_else(|_| stream.content.clone()));
            }
        }
    } else if name.ends_with(".docx") {
        let mut parts = zip::ZipArchive::new(Cursor::new(bytes)).expect("a package");
        for at in 0..parts.len() {
            let mut part = parts.by_index(at).expect("a part");
            all.extend(part.name().expect("a name").as_bytes());
            part.read_to_end(&mut all).expect("its content");
        }
    }
    all
}

fn holds(bytes: &[u8], text: &str) -> bool {
    let utf_16: Vec<u8> = text.encode_utf16().flat_map(u16::to_be_bytes).collect();
    [text.as_bytes(), &utf_16].iter().any(|text| bytes.windows(text.len()).any(|part| part == *text))
}

#[test]
fn no_output_tells_of_the_machine() {
    let desk = Desk::new();
    let whole = desk.path("").display().to_string();
    let unique = desk.path("").file_name().expect("a name").to_string_lossy().into_owned();
    let sources = in_repository("src").display().to_string();
    let user = std::env::var("HOME").unwrap_or_default();
    for (name, bytes) in built(&desk) {
        let all = unpacked(&name, &bytes);
        for told in [&whole, &unique, &sources, &user, "只此一处的文件夹", "/.cargo/", "/rustc/"] {
            assert!(told.len() < 3 || !holds(&all, told), "{name} holds {told}");
        }
    }
}

/// Keys of what acts, runs or carries files (ISO 32000-1, 7.11.4, 12.6), none of which PDF/A-2a allows here.
#[test]
fn a_pdf_carries_nothing_that_acts() {
    let desk = Desk::new();
    let made = built(&desk);
    let (_, bytes) = made.iter().find(|(name, _)| name.ends_with(".pdf")).expect("a PDF");
    let file = Document::load_mem(bytes).expect("a PDF");
    let mut keys = std::collections::BTreeSet::new();
    let mut actions = std::collections::BTreeSet::new();
    for object in file.objects.values().chain([&Object::Dictionary(file.trailer.clone())]) {
        walk(object, &mut keys, &mut actions);
    }
    for key in [
        "JS",
        "JavaScript",
        "AA",
        "OpenAction",
        "EmbeddedFiles",
        "EF",
        "AF",
        "Filespec",
        "XFA",
        "AcroForm",
        "RichMedia",
    ] {
        assert!(!keys.contains(key), "/{key}");
    }
    assert!(actions.iter().all(|action| ["GoTo", "URI"].contains(&action.as_str())), "{actions:?}");
    assert!(keys.len() > 30, "the keys of a whole file: {keys:?}");
}

/// All keys of dictionaries and names that stand as values of /S in actions.
fn walk(
    object: &Object,
    keys: &mut std::collections::BTreeSet<String>,
    actions: &mut std::collections::BTreeSet<String>,
) {
    let dictionary = match object {
        Object::Dictionary(dictionary) => dictionary,
        Object::Stream(stream) => &stream.dict,
        Object::Array(objects) => return objects.iter().for_each(|object| walk(object, keys, actions)),
        _ => return,
    };
    let is_action = dictionary.get(b"Type").is_ok_and(|kind| kind.as_name().is_ok_and(|kind| kind == b"Action"))
        || dictionary.has(b"URI")
        || dictionary.has(b"JS");
    for (key, value) in dictionary {
        keys.insert(String::from_utf8_lossy(key).into_owned());
        if is_action && key == b"S" {
            actions.extend(value.as_name().ok().map(|name| String::from_utf8_lossy(name).into_owned()));
        }
        walk(value, keys, actions);
    }
}

/// A web page runs nothing and asks for nothing.
#[test]
fn a_web_page_asks_for_nothing() {
    let desk = Desk::new();
    let made = built(&desk);
    let (_, bytes) = made.iter().find(|(name, _)| name.ends_with(".html")).expect("a page");
    let page = String::from_utf8(bytes.clone()).expect("UTF-8").to_lowercase();
    for word in ["<script", "<iframe", "<object", "<embed", "<link", "@import", "javascript:", "<base", "<form"] {
        assert!(!page.contains(word), "{word}");
    }
    for (at, _) in page.match_indices("src=\"") {
        assert!(page[at + 5..].starts_with("data:image/"), "{}", &page[at..at + 60]);
    }
    for (at, _) in page.match_indices("url(") {
        assert!(page[at + 4..].starts_with(['#', '"', '\'', 'd']), "{}", &page[at..at + 60]);
        assert!(!page[at + 4..at + 12].contains("http"), "{}", &page[at..at + 60]);
    }
    let opens = |name: &str| page.match_indices(name).any(|(at, _)| page[..at].ends_with(char::is_whitespace));
    assert!(!opens("onload=") && !opens("onclick=") && !opens("onerror="));
}

/// A Word file has no macro, no field that fetches, and nothing that lies elsewhere but the links of its text.
#[test]
fn a_word_file_asks_for_nothing() {
    let desk = Desk::new();
    let made = built(&desk);
    let (_, bytes) = made.iter().find(|(name, _)| name.ends_with(".docx")).expect("a Word file");
    let mut parts = zip::ZipArchive::new(Cursor::new(bytes)).expect("a package");
    for at in 0..parts.len() {
        let mut part = parts.by_index(at).expect("a part");
        let name = part.name().expect("a name").into_owned();
        assert!(!name.contains("vba") && !name.ends_with(".bin"), "{name}");
        assert!(!name.starts_with('/') && !name.contains(".."), "{name}");
        let mut text = String::new();
        if !name.ends_with(".xml") && !name.ends_with(".rels") {
            continue;
        }
        part.read_to_string(&mut text).expect("XML");
        for word in ["INCLUDEPICTURE", "INCLUDETEXT", "DDEAUTO", "attachedTemplate", "w:altChunk", "oleObject"] {
            assert!(!text.contains(word), "{word} in {name}");
        }
        for (at, _) in text.match_indices("TargetMode=\"External\"") {
            let start = text[..at].rfind("<Relationship").expect("its element");
            assert!(text[start..at].contains("/hyperlink\""), "{}", &text[start..at]);
        }
    }
}

/// What an author's camera has told of place and person is not handed on.
#[test]
fn a_photograph_tells_nothing_of_its_author() {
    let jpeg = std::fs::read(in_repository("tests/cases/illustrations/photo.jpg")).expect("a photograph");
    // A comment (ITU-T T.81, B.2.4.5) right behind the start of the image.
    let comment = b"GPS 31.2304N 121.4737E, taken by somebody";
    let length = u16::try_from(comment.len() + 2).expect("short").to_be_bytes();
    let with_comment = [&jpeg[..2], &[0xFF, 0xFE], &length, comment, &jpeg[2..]].concat();
    let desk = Desk::new();
    desk.put("a.jpg", with_comment);
    desk.put("report.toml", report("", "![题](a.jpg)"));
    desk.run(&["build", "report.toml", "--formats", "pdf,html,docx", "--allow-errors"]).succeeds();
    for name in ["report.pdf", "report.html", "report.docx"] {
        assert!(!holds(&unpacked(name, &desk.read(name)), "taken by somebody"), "{name}");
    }
}
