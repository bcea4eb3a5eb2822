//! What must hold of the tags of every file (ISO 14289-1, ISO 32000-1, 14.6 to 14.8), proved on random reports with
//! every feature of the narrative, on the samples and on a report for every feature that an archive might stumble over.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::sync::LazyLock;

use lopdf::content::Content;
use lopdf::{Object, ObjectId};

use crate::support::random::{PICTURES, Random, random};
use crate::support::structure::{Element, Kid, Tagged};
use crate::support::{Desk, in_repository};

/// The same reports on every run.
const SEED: u64 = 20_251_128;
const REPORTS: u64 = 24;

/// A finished file, and what it was made of.
struct Case {
    name: String,
    made_of: Option<Random>,
    tagged: Tagged,
}

static CASES: LazyLock<Vec<Case>> = LazyLock::new(|| {
    let given = ["data/jiyang-2020.toml", "data/yunshan-2025.toml", "tests/cases/illustrations/report.toml"];
    let mut files: Vec<PathBuf> = given.map(in_repository).to_vec();
    let archive = std::fs::read_dir(in_repository("tests/cases/archive")).unwrap();
    let archive = archive.map(|case| case.unwrap().path());
    files.extend(archive.filter(|path| path.extension().is_some_and(|ending| ending == "toml")));
    files.sort();
    assert!(files.len() > 10);
    let (from_files, from_dice) = std::thread::scope(|scope| {
        let from_files = scope.spawn(|| files.iter().map(|path| of_file(path)).collect::<Vec<Case>>());
        let from_dice: Vec<Case> = (0..REPORTS).map(|at| of_dice(SEED + at)).collect();
        (from_files.join().expect("the files build"), from_dice)
    });
    from_files.into_iter().chain(from_dice).collect()
});

fn of_file(path: &Path) -> Case {
    let desk = Desk::new();
    desk.run(&["build", path.to_str().unwrap(), "-o", "out.pdf"]).succeeds();
    Case { name: path.display().to_string(), made_of: None, tagged: Tagged::read(&desk.read("out.pdf")) }
}

fn of_dice(seed: u64) -> Case {
    let desk = Desk::new();
    for picture in PICTURES {
        std::fs::copy(in_repository("tests/cases/illustrations").join(picture), desk.path(picture)).unwrap();
    }
    let made_of = random(seed);
    desk.put("report.toml", &made_of.data);
    let run = desk.run(&["build", "report.toml"]);
    assert_eq!(run.code, 0, "seed {seed}:\n{}\n{}", made_of.data, run.messages);
    Case { name: format!("seed {seed}"), made_of: Some(made_of), tagged: Tagged::read(&desk.read("report.pdf")) }
}

/// Asks something of every file. Which file it was asked of last is told, and how that was made.
fn each(ask: impl Fn(&Case)) {
    for case in &*CASES {
        println!("{}", case.name);
        let is_sound = std::panic::catch_unwind(std::panic::AssertUnwindSafe(|| ask(case)));
        if let Err(reason) = is_sound {
            println!("{}", case.made_of.as_ref().map_or("", |made_of| &made_of.data));
            std::panic::resume_unwind(reason);
        }
    }
}

/// The elements are those of the report, each kind as often as it was written.
#[test]
fn nothing_is_lost_and_nothing_added() {
    each(|case| {
        let Some(made_of) = &case.made_of else { return };
        let count = |tag: &str| case.tagged.tagged(tag).len();
        let links = made_of.links + made_of.entries;
        let references = made_of.mentions + made_of.entries;
        assert_eq!(count("Reference"), references, "mentions of footnotes, entries of the contents");
        assert_eq!(count("TOCI"), made_of.entries, "entries of the contents");
        // Each stands on every page that mentions it, with its links.
        let further = count("Note") - made_of.footnotes;
        assert!(further <= made_of.mentions - made_of.footnotes, "footnotes");
        assert!(if further > 0 { count("Link") >= links } else { count("Link") == links }, "links");
        assert_eq!(count("Figure"), made_of.figures, "pictures and charts");
        assert_eq!(count("Table"), made_of.tables, "tables");
        assert_eq!(count("BlockQuote"), made_of.quotes, "quotes");
        assert_eq!(count("L"), made_of.lists, "lists");
        assert_eq!(count("LI"), made_of.items, "items");
    });
}

/// ISO 14289-1, 7.4.2: the title is H1, and no level is left out on the way down from it.
#[test]
fn headings_are_unbroken() {
    each(|case| {
        let level = |element: &Element| element.tag.strip_prefix('H')?.parse::<usize>().ok();
        let levels: Vec<usize> = case.tagged.elements().into_iter().filter_map(level).collect();
        assert_eq!(levels[0], 1);
        assert!(levels[1..].iter().all(|level| *level > 1), "{levels:?}");
        assert!(levels.windows(2).all(|pair| pair[1] <= pair[0] + 1), "{levels:?}");
        if let Some(made_of) = &case.made_of {
            assert_eq!(levels, made_of.headings);
        }
    });
}

/// ISO 32000-1, 14.7.2: no two elements have one ID, and the tree of names leads to each. Every note has one (ISO
/// 14289-1, 7.9); those that a cell calls its heads are heads of its table (7.5).
#[test]
fn names_are_unique_and_lead_to_their_elements() {
    let name = |element: &Element| element.dictionary.get(b"ID").ok().map(|id| id.as_str().unwrap().to_vec());
    each(|case| {
        let Tagged { file, .. } = &case.tagged;
        let mut names: BTreeMap<Vec<u8>, ObjectId> = BTreeMap::new();
        for element in case.tagged.elements() {
            if let Some(name) = name(element) {
                assert_eq!(names.insert(name, element.id), None, "{:?}", element.dictionary);
            }
            assert!(element.tag != "Note" || element.dictionary.has(b"ID"));
        }
        // In order, and each once (7.9.6): a map puts them so.
        let listed = match file.get_dict_in_dict(case.tagged.tree(), b"IDTree") {
            Ok(tree) => tree.get(b"Names").unwrap().as_array().unwrap().chunks(2).map(pair).collect(),
            Err(_) => Vec::new(),
        };
        assert_eq!(listed, names.into_iter().collect::<Vec<_>>());

        for table in case.tagged.tagged("Table") {
            let heads: Vec<Vec<u8>> = table.all().into_iter().filter(|e| e.tag == "TH").filter_map(name).collect();
            for cell in table.all() {
                for head in cell.attribute(b"Headers").map_or(&[][..], |heads| heads.as_array().unwrap()) {
                    assert!(heads.contains(&head.as_str().unwrap().to_vec()), "{head:?}");
                }
            }
        }
    });
}

fn pair(pair: &[Object]) -> (Vec<u8>, ObjectId) {
    (pair[0].as_str().unwrap().to_vec(), pair[1].as_reference().unwrap())
}

/// Whatever a page shows is marked, as an artifact or as a stretch of content (ISO 14289-1, 7.1); marks nest, with text
/// objects too (ISO 32000-1, 14.6.1). Each stretch has one place in the tree, in an element of its own type, to which
/// the page leads (14.7.4.4).
#[test]
fn all_content_has_its_place() {
    each(|case| {
        let Tagged { file, pages, .. } = &case.tagged;
        let mut owners: BTreeMap<(usize, i64), &Element> = BTreeMap::new();
        for element in case.tagged.elements() {
            for kid in &element.kids {
                if let Kid::Content(page, number, _) = kid {
                    assert!(owners.insert((*page, *number), element).is_none(), "{number} of page {page} twice");
                }
            }
        }
        for (page, id) in pages.iter().enumerate() {
            let shown: Vec<(i64, String)> = stretches(&case.tagged, *id);
            let owned: Vec<(i64, String)> =
                owners.range((page, 0)..(page + 1, 0)).map(|((_, number), e)| (*number, e.tag.clone())).collect();
            assert_eq!(shown, owned, "page {page}");

            let parents = case.tagged.parents(file.get_dictionary(*id).unwrap().get(b"StructParents").unwrap());
            let parents = file.dereference(parents).unwrap().1.as_array().unwrap();
            let parents: Vec<ObjectId> = parents.iter().map(|parent| parent.as_reference().unwrap()).collect();
            let owned: Vec<ObjectId> = owners.range((page, 0)..(page + 1, 0)).map(|(_, e)| e.id).collect();
            assert_eq!(parents, owned, "page {page}");
        }
        // No element lies in the file that no other leads to.
        let is_element = |object: &Object| object.as_dict().is_ok_and(|dict| dict.has(b"S") && dict.has(b"P"));
        assert_eq!(file.objects.values().filter(|o| is_element(o)).count(), case.tagged.elements().len());
    });
}

/// The numbers of a page's stretches of content in the order of the page, and the types that they are marked with.
fn stretches(tagged: &Tagged, page: ObjectId) -> Vec<(i64, String)> {
    let content = Content::decode(&tagged.file.get_page_content(page)).expect("content");
    let mut found = Vec::new();
    // What is open: a text object, an artifact, a stretch, a span within one of these.
    let mut open: Vec<&str> = Vec::new();
    for operation in &content.operations {
        match operation.operator.as_str() {
            "BT" => open.push("text"),
            "ET" => assert_eq!(open.pop(), Some("text")),
            "BDC" => {
                let tag = std::str::from_utf8(operation.operands[0].as_name().unwrap()).unwrap();
                let number = operation.operands[1].as_dict().unwrap().get(b"MCID");
                let is_inside = open.iter().any(|mark| ["artifact", "stretch"].contains(mark));
                open.push(match (tag, number) {
                    ("Artifact", Err(_)) => "artifact",
                    ("Span", Err(_)) => "span",
                    (_, number) => {
                        found.push((number.unwrap().as_i64().unwrap(), tag.to_owned()));
                        "stretch"
                    }
                });
                assert_eq!(is_inside, open.last() == Some(&"span"), "{operation:?}");
            }
            "EMC" => assert!(open.pop().is_some_and(|mark| mark != "text")),
            "Tj" | "TJ" | "'" | "\"" | "Do" | "f" | "f*" | "B" | "B*" | "b" | "b*" | "S" | "s" | "sh" | "BI" => {
                assert!(open.iter().any(|mark| ["artifact", "stretch"].contains(mark)), "{operation:?}");
            }
            "BMC" | "MP" | "DP" => panic!("{operation:?}"),
            _ => {}
        }
    }
    assert!(open.is_empty());
    found
}

/// Within a paragraph, a heading, a caption, a cell, the tree has the order of the page: what stands in the midst of a
/// text is read there.
#[test]
fn text_is_read_in_its_order() {
    each(|case| {
        for element in case.tagged.elements() {
            if !["P", "Caption", "Lbl", "TH", "TD", "TOCI"].contains(&&*element.tag) && !element.tag.starts_with('H') {
                continue;
            }
            assert!(element.stretches().is_sorted(), "{}: {}", element.outline(), element.text());
        }
    });
}

/// ISO 14289-1, 7.18: an annotation is a link, which tells what it leads to, lies in one Link of the tree, and leads
/// there; a Link has text and an area on each page on which it has text.
#[test]
fn links_and_their_areas_belong_together() {
    each(|case| {
        let Tagged { file, pages, .. } = &case.tagged;
        let mut holders: BTreeMap<ObjectId, &Element> = BTreeMap::new();
        for element in case.tagged.elements() {
            for kid in &element.kids {
                if let Kid::Annotation(id) = kid {
                    assert_eq!(element.tag, "Link");
                    assert!(holders.insert(*id, element).is_none(), "an annotation in two links");
                }
            }
        }
        let mut areas: BTreeMap<ObjectId, BTreeSet<usize>> = BTreeMap::new();
        let mut keys = BTreeSet::new();
        for (page, id) in pages.iter().enumerate() {
            let dictionary = file.get_dictionary(*id).unwrap();
            assert_eq!(dictionary.get(b"Tabs").unwrap().as_name().unwrap(), b"S");
            assert!(keys.insert(dictionary.get(b"StructParents").unwrap().as_i64().unwrap()));
            let annotations = dictionary.get(b"Annots").map_or(&[][..], |all| all.as_array().unwrap());
            for id in annotations.iter().map(|id| id.as_reference().unwrap()) {
                let annotation = file.get_dictionary(id).unwrap();
                let link = holders.remove(&id).expect("a link that holds it");
                assert_eq!(annotation.get(b"Subtype").unwrap().as_name().unwrap(), b"Link");
                assert_eq!(annotation.get(b"F").unwrap().as_i64().unwrap(), 4, "printed, and no more");
                assert!(!lopdf::decode_text_string(annotation.get(b"Contents").unwrap()).unwrap().is_empty());
                let key = annotation.get(b"StructParent").unwrap();
                assert!(keys.insert(key.as_i64().unwrap()), "a key for two things");
                assert_eq!(case.tagged.parents(key).as_reference().unwrap(), link.id);
                areas.entry(link.id).or_default().insert(page);
            }
        }
        assert!(holders.is_empty(), "annotations that are on no page: {holders:?}");
        assert!(*keys.last().unwrap() < case.tagged.tree().get(b"ParentTreeNextKey").unwrap().as_i64().unwrap());
        for link in case.tagged.tagged("Link") {
            assert!(!link.text().is_empty());
            let areas = areas.get(&link.id).cloned().unwrap_or_default();
            assert!(link.pages().iter().all(|page| areas.contains(page)), "{}: {areas:?}", link.text());
        }
    });
}

/// ISO 14289-1, 7.3: pictures and charts have words in their place, and tell where they stand (ISO 32000-1, table 344).
#[test]
fn figures_have_words_and_a_place() {
    each(|case| {
        for figure in case.tagged.tagged("Figure") {
            let words = lopdf::decode_text_string(figure.dictionary.get(b"Alt").unwrap()).unwrap();
            assert!(!words.trim().is_empty());
            let place = figure.attribute(b"BBox").expect("a place").as_array().unwrap();
            let place: Vec<f64> = place.iter().map(|n| f64::from(n.as_float().unwrap())).collect();
            let shown = &case.tagged.shown.pages[figure.pages()[0]];
            assert!(0.0 < place[0] && place[0] < place[2] && place[2] < shown.width, "{place:?}");
            assert!(0.0 < place[1] && place[1] < place[3] && place[3] < shown.height, "{place:?}");
        }
    });
}

/// ISO 32000-1, 14.8.4.3: what each kind of element may hold, and in what order.
#[test]
fn elements_nest_as_the_standard_has_them() {
    each(|case| {
        for element in case.tagged.elements() {
            let kids: Vec<&str> = element.elements().map(|kid| kid.tag.as_str()).collect();
            let only = |allowed: &[&str]| kids.iter().all(|kid| allowed.contains(kid));
            let holds_only_elements = element.elements().count() == element.kids.len();
            let is_right = match element.tag.as_str() {
                "Document" => holds_only_elements,
                "L" => holds_only_elements && only(&["LI"]) && !kids.is_empty(),
                "LI" => holds_only_elements && kids == ["Lbl", "LBody"],
                "LBody" | "BlockQuote" => holds_only_elements,
                "TOC" => holds_only_elements && only(&["TOCI"]) && !kids.is_empty(),
                "TOCI" => holds_only_elements && (kids == ["Reference"] || kids == ["Reference", "TOC"]),
                "Note" => holds_only_elements && kids.starts_with(&["Lbl", "P"]) && only(&["Lbl", "P"]),
                "Table" => {
                    let parts = kids.strip_prefix(&["Caption"]).unwrap_or(&kids);
                    let bodies = parts.strip_prefix(&["THead"]).unwrap_or(parts);
                    holds_only_elements && !bodies.is_empty() && bodies.iter().all(|kid| *kid == "TBody")
                }
                "THead" | "TBody" => holds_only_elements && only(&["TR"]) && !kids.is_empty(),
                "TR" => holds_only_elements && only(&["TH", "TD"]),
                "Figure" => only(&["Caption"]) && kids.len() <= 1,
                "P" | "TH" | "TD" | "Caption" | "H1" | "H2" | "H3" | "H4" | "H5" => only(&["Link", "Reference"]),
                "Link" | "Reference" | "Lbl" => only(&["Link"]),
                other => panic!("{other}"),
            };
            assert!(is_right, "{}", element.outline());
        }
    });
}

/// ISO 14289-1, 7.5 and veraPDF's 7.2-15, 41 to 43: the cells of a table fill its rows and columns without holes; heads
/// tell what they are heads of.
#[test]
fn tables_are_regular() {
    each(|case| {
        for table in case.tagged.tagged("Table") {
            let rows: Vec<&Element> = table.all().into_iter().filter(|element| element.tag == "TR").collect();
            let mut grid: BTreeMap<(usize, usize), ()> = BTreeMap::new();
            for (row, cells) in rows.iter().enumerate() {
                let mut column = 0;
                for cell in cells.elements() {
                    while grid.contains_key(&(row, column)) {
                        column += 1;
                    }
                    for covered_row in row..row + span(cell, b"RowSpan") {
                        for covered in column..column + span(cell, b"ColSpan") {
                            assert_eq!(grid.insert((covered_row, covered), ()), None, "cells over one another");
                        }
                    }
                    let scope = cell.attribute(b"Scope").map(|scope| scope.as_name().unwrap());
                    match cell.tag.as_str() {
                        "TH" => assert!(scope == Some(b"Column") || scope == Some(b"Row")),
                        _ => assert_eq!(scope, None),
                    }
                }
            }
            let columns = grid.keys().map(|(_, column)| column + 1).max().unwrap();
            assert_eq!(grid.len(), rows.len() * columns, "{}", table.text());
            assert!(grid.keys().all(|(row, _)| *row < rows.len()), "{}", table.text());
        }
    });
}

fn span(cell: &Element, key: &[u8]) -> usize {
    cell.attribute(key).map_or(1, |span| span.as_i64().unwrap() as usize)
}

/// A footnote is read behind a text that mentions it, with the mark that stands there.
#[test]
fn footnotes_stand_behind_their_mention() {
    each(|case| {
        let (mut marks, mut behind_note) = (Vec::new(), false);
        for part in case.tagged.root.elements() {
            if part.tag == "Note" {
                let mark = part.elements().next().expect("a mark").text();
                assert!(marks.contains(&mark), "{} behind {marks:?}", part.text());
                behind_note = true;
            } else {
                if std::mem::take(&mut behind_note) {
                    marks.clear();
                }
                let mentions = part.all().into_iter().filter(|e| e.tag == "Reference" && e.elements().count() == 0);
                marks.extend(mentions.map(Element::text));
            }
            assert!(marks.iter().all(|mark: &String| ('①'..='㊿').contains(&mark.chars().next().expect("a mark"))));
        }
    });
}
