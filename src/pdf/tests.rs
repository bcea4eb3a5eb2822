//! Whole files, written and read again as a viewer does it.
#![allow(clippy::unwrap_used, clippy::expect_used)]

use lopdf::content::{Content, Operation};
use lopdf::{Dictionary, Document, Object};

use super::*;
use crate::compose;
use crate::compose::document::{Emphasis, Inline, Link, Node, NodeId, Paragraph, Properties};
use crate::layout::page::{Destination, Item, LinkArea, OutlineEntry, Owner, Page, PlacedGlyph, Rule, Target, TextRun};
use crate::text::{Face, FaceId, FontData};
use crate::units::Pt;

/// A face of blank glyphs with these advances, in 2048 units an em.
fn face(advances: &[u16]) -> Face {
    let words = |words: &[u16]| words.iter().flat_map(|word| word.to_be_bytes()).collect::<Vec<u8>>();
    let count = advances.len() as u16;
    let mut head = [0; 27];
    (head[0], head[6], head[7], head[9], head[25]) = (1, 0x5F0F, 0x3CF5, 2048, 1);
    let mut hhea = [0; 18];
    (hhea[0], hhea[2], hhea[3], hhea[17]) = (1, 1800, -400i16 as u16, count);
    let mut maxp = [0; 16];
    (maxp[0], maxp[2]) = (1, count);
    let hmtx: Vec<u16> = advances.iter().flat_map(|&advance| [advance, 0]).collect();
    let loca = vec![0; 2 * advances.len() + 2];
    let tables: [(&[u8; 4], Vec<u16>); 6] = [
        (b"glyf", vec![]),
        (b"head", head.to_vec()),
        (b"hhea", hhea.to_vec()),
        (b"hmtx", hmtx),
        (b"loca", loca),
        (b"maxp", maxp.to_vec()),
    ];
    let mut font = words(&[1, 0, tables.len() as u16, 0, 0, 0]);
    let mut data = Vec::new();
    for (tag, table) in tables {
        let offset = (12 + 16 * 6 + data.len()) as u32;
        font.extend([*tag, [0; 4], offset.to_be_bytes(), (2 * table.len() as u32).to_be_bytes()].concat());
        data.extend(words(&table));
    }
    font.extend(data);
    Face::read(FontData::Shared(font.into()), 0).expect("a face")
}

fn faces() -> Faces {
    Faces::of_one(face(&[1000, 2048, 683, 1111, 0]))
}

fn glyph(id: u16, x: f64, rise: f64, text: &str) -> PlacedGlyph {
    PlacedGlyph { id, x: Pt(x), rise: Pt(rise), text: text.into() }
}

fn run(owner: Owner, size: f64, baseline: f64, glyphs: Vec<PlacedGlyph>) -> Item {
    Item::Text(TextRun { owner, face: FaceId(0), size: Pt(size), baseline: Pt(baseline), turned_at: None, glyphs })
}

/// A document of one paragraph, to which the node 1 of the layouts below belongs; it holds the link 2.
fn source(properties: Properties) -> compose::Document {
    let link = Inline::Text {
        text: "一".into(),
        emphasis: Emphasis::None,
        link: Some(Link { id: NodeId(2), address: "https://www.gov.cn".into() }),
        span: None,
    };
    let paragraph = Paragraph { id: NodeId(1), text: vec![Inline::plain("一", None), link] };
    compose::Document { properties, nodes: vec![Node::Paragraph(paragraph)], ..Default::default() }
}

fn bytes_of(layout: &Layout, properties: Properties) -> Vec<u8> {
    write(layout, &source(properties), &faces(), EmbeddedPictures::default()).unwrap().to_bytes()
}

fn rule(y: f64, thickness: f64) -> Item {
    Item::Rule(Rule { x0: Pt(80.0), y0: Pt(y), x1: Pt(500.0), y1: Pt(y), thickness: Pt(thickness) })
}

fn layout_of(items: Vec<Item>) -> Layout {
    let page = Page { width: Pt::from_mm(210.0), height: Pt::from_mm(297.0), items };
    Layout { pages: vec![page], ..Layout::default() }
}

fn written(layout: &Layout) -> Document {
    Document::load_mem(&bytes_of(layout, Properties::default())).unwrap()
}

fn first_page(document: &Document) -> &Dictionary {
    document.get_dictionary(document.page_iter().next().unwrap()).unwrap()
}

fn operations(document: &Document) -> Vec<Operation> {
    let content = document.get_page_content(document.page_iter().next().unwrap());
    Content::decode(&content).unwrap().operations
}

/// What a viewer makes of the first page: where the pen of every glyph is, and what its ToUnicode map says.
fn seen_in(document: &Document) -> Vec<(f64, f64, String)> {
    let number = |object: &Object| f64::from(object.as_float().unwrap());
    let resources = document.get_dict_in_dict(first_page(document), b"Resources").unwrap();
    let fonts = document.get_dict_in_dict(resources, b"Font").unwrap();
    let (mut seen, mut line, mut pen) = (Vec::new(), (0.0, 0.0), 0.0);
    let (mut size, mut spacing, mut rise, mut map, mut widths) = (0.0, 0.0, 0.0, String::new(), Vec::new());
    for Operation { operator, operands } in operations(document) {
        match operator.as_str() {
            "BT" => line = (0.0, 0.0),
            "Tc" => spacing = number(&operands[0]),
            "Ts" => rise = number(&operands[0]),
            "Td" => {
                line = (line.0 + number(&operands[0]), line.1 + number(&operands[1]));
                pen = line.0;
            }
            "Tf" => {
                let font = document.get_dict_in_dict(fonts, operands[0].as_name().unwrap()).unwrap();
                let cmap = document.get_object(font.get(b"ToUnicode").unwrap().as_reference().unwrap()).unwrap();
                map = String::from_utf8(cmap.as_stream().unwrap().decompressed_content().unwrap()).unwrap();
                let descendant = font.get(b"DescendantFonts").unwrap().as_array().unwrap()[0].as_dict().unwrap();
                // One range that begins with glyph 1.
                let [Object::Integer(1), Object::Array(list)] = &descendant.get(b"W").unwrap().as_array().unwrap()[..]
                else {
                    panic!("{descendant:?}")
                };
                widths = list.iter().map(number).collect();
                size = number(&operands[1]);
            }
            "TJ" => {
                for part in operands[0].as_array().unwrap() {
                    let Object::String(codes, _) = part else {
                        pen -= number(part) * size / 1000.0;
                        continue;
                    };
                    for code in codes.chunks(2).map(|code| usize::from(code[0]) << 8 | usize::from(code[1])) {
                        let (_, rest) = map.split_once(&format!("<{code:04X}> <")).unwrap();
                        let units = rest.split_once('>').unwrap().0.as_bytes().chunks(4);
                        let unit = |hex| u16::from_str_radix(std::str::from_utf8(hex).unwrap(), 16).unwrap();
                        let text = String::from_utf16(&units.map(unit).collect::<Vec<u16>>()).unwrap();
                        seen.push((pen, line.1 + rise, text));
                        pen += widths[code - 1] * size / 1000.0 + spacing;
                    }
                }
            }
            _ => {}
        }
    }
    seen
}

#[test]
fn pens_are_where_the_layout_puts_them() {
    let node = Owner::Node(NodeId(1));
    // Steps that no width gives, some backwards; then even cells, which character spacing serves.
    let uneven = (0..200).map(|n| (n % 4 + 1, f64::from(n) * 7.0 / 3.0 - f64::from(n * n % 17)));
    let even = (0..28).map(|n| (1, 79.37 + f64::from(n) * 442.204_724 / 28.0));
    let place = |(id, x): (i32, f64)| glyph(id as u16, x, f64::from(id % 2) * 1.2345, "字");
    let items = vec![
        run(node, 14.05, 100.004, uneven.map(place).collect()),
        rule(200.0, 0.5),
        run(node, 16.0, 300.0, even.map(place).collect()),
    ];
    let layout = layout_of(items);
    let document = written(&layout);
    let seen = seen_in(&document);
    let runs =
        layout.pages[0].items.iter().filter_map(|item| if let Item::Text(run) = item { Some(run) } else { None });
    let placed: Vec<(f64, f64)> = runs
        .flat_map(|run| run.glyphs.iter().map(|glyph| (glyph.x.0, (Pt::from_mm(297.0) - run.baseline + glyph.rise).0)))
        .collect();
    assert_eq!(seen.len(), placed.len());
    for ((x, y, _), (placed_x, placed_y)) in seen.iter().zip(placed) {
        assert!((x - placed_x).abs() < 0.01 && (y - placed_y).abs() < 0.002, "{x} {y} for {placed_x} {placed_y}");
    }
    let mut shows = operations(&document).into_iter().filter(|operation| operation.operator == "TJ");
    assert_eq!(shows.next_back().unwrap().operands[0].as_array().unwrap().len(), 1, "cells need no numbers");
}

#[test]
fn every_text_of_a_glyph_is_kept() {
    let texts = ["年", "\u{F98E}", "年", "ffi", "𬭚", "e\u{301}", ""];
    let glyphs = texts.iter().zip([1, 1, 1, 2, 3, 2, 4]).zip(0..).map(|((text, id), n)| {
        let x = 80.0 + 16.0 * f64::from(n);
        glyph(id, x, 0.0, text)
    });
    let document = written(&layout_of(vec![run(Owner::Node(NodeId(1)), 16.0, 100.0, glyphs.collect())]));
    let text: Vec<String> = seen_in(&document).into_iter().map(|(_, _, text)| text).collect();
    assert_eq!(text, ["年", "\u{F98E}", "年", "ffi", "𬭚", "e", "\u{301}"]);
    let spans = operations(&document).into_iter().filter_map(|op| op.operands.get(1)?.as_dict().ok().cloned());
    let spans: Vec<Dictionary> = spans.filter(|properties| properties.has(b"ActualText")).collect();
    let actual = spans[0].get(b"ActualText").unwrap();
    assert_eq!((spans.len(), lopdf::decode_text_string(actual).unwrap()), (1, "e\u{301}".to_string()));
}

#[test]
fn what_is_no_text_is_an_artifact() {
    let text = |owner| run(owner, 14.0, 700.0, vec![glyph(1, 80.0, 0.0, "一")]);
    let node = text(Owner::Node(NodeId(1)));
    let items = vec![node.clone(), node.clone(), rule(9.0, 1.0), rule(8.0, 0.5), text(Owner::PageNumber), node];
    let operators: Vec<String> = operations(&written(&layout_of(items))).into_iter().map(|op| op.operator).collect();
    assert_eq!(
        operators.join(" "),
        "g G BDC BT Td Tf TJ Td TJ ET EMC BDC w m l S w m l S EMC BDC BT Td TJ ET EMC BDC BT Td TJ ET EMC"
    );
}

#[test]
fn the_file_tells_what_it_is() {
    let link = LinkArea {
        node: NodeId(2),
        x0: Pt(80.0),
        y0: Pt(100.0),
        x1: Pt(200.0),
        y1: Pt(116.0),
        target: Target::Address("https://www.gov.cn".into()),
    };
    let mut layout = layout_of(vec![run(Owner::Node(NodeId(1)), 16.0, 114.0, vec![glyph(1, 80.0, 0.0, "一")])]);
    layout.pages[0].items.push(Item::Link(link));
    layout.outline.push(OutlineEntry {
        level: 1,
        title: "一、总体情况".into(),
        destination: Destination { page: 0, top: Pt(98.0) },
    });
    let properties = Properties { title: "年度报告".into(), author: "某局".into(), created: None, digest: None };

    let bytes = bytes_of(&layout, properties.clone());
    assert_eq!(bytes, bytes_of(&layout, properties));

    let document = Document::load_mem(&bytes).unwrap();
    assert_eq!(document.version, "1.7");
    let catalog = document.catalog().unwrap();
    assert_eq!(catalog.get(b"Lang").unwrap().as_str().unwrap(), b"zh-CN");
    assert_eq!(catalog.get(b"PageMode").unwrap().as_name().unwrap(), b"UseOutlines");
    let info = document.get_dict_in_dict(&document.trailer, b"Info").unwrap();
    assert_eq!(lopdf::decode_text_string(info.get(b"Title").unwrap()).unwrap(), "年度报告");
    let page = first_page(&document);
    let size: Vec<f32> =
        page.get(b"MediaBox").unwrap().as_array().unwrap()[2..].iter().map(|n| n.as_float().unwrap()).collect();
    assert_eq!(size, [595.276, 841.89]);
    let link = page.get(b"Annots").unwrap().as_array().unwrap()[0].as_reference().unwrap();
    assert_eq!(document.get_dictionary(link).unwrap().get(b"F").unwrap().as_i64().unwrap(), 4);
}

#[test]
fn a_missing_glyph_is_an_error() {
    for id in [0, 5] {
        let layout = layout_of(vec![run(Owner::Node(NodeId(1)), 16.0, 100.0, vec![glyph(id, 80.0, 0.0, "镕")])]);
        let error =
            write(&layout, &source(Properties::default()), &faces(), EmbeddedPictures::default()).err().unwrap();
        assert!(matches!(error, Error::Glyph { glyph, .. } if glyph == id), "{error}");
    }
}

#[test]
fn a_damaged_face_does_no_harm() {
    let layout = layout_of(vec![run(Owner::Node(NodeId(1)), 16.0, 100.0, vec![glyph(1, 80.0, 0.0, "一")])]);
    let whole = face(&[1000, 2048]);
    for length in 0..whole.data.len() {
        if let Some(cut) = Face::read(FontData::Shared(whole.data[..length].to_vec().into()), 0) {
            let _ = write(&layout, &source(Properties::default()), &Faces::of_one(cut), EmbeddedPictures::default());
        }
    }
}
