#![allow(clippy::unwrap_used, clippy::expect_used)]

use std::sync::Arc;

use super::outline::compact;
use super::*;
use crate::chart::{Colour, Point, Segment, Shape, Stroke};
use crate::compose::document::PictureId;
use crate::layout::Page;
use crate::layout::page::{Item, Owner, PlacedGlyph, PlacedPicture, Rule, TextRun};
use crate::node::NodeId;
use crate::text::{Face, FaceId, Faces, FontData, Role};
use crate::units::Pt;

fn point(x: f64, y: f64) -> Point {
    Point { x: Pt(x), y: Pt(y) }
}

/// By hand: each point rounded by itself, counted from the one before.
#[test]
fn outlines_are_short() {
    let path = [
        Segment::Move(point(10.4, -20.6)),
        Segment::Line(point(13.0, -20.6)),
        Segment::Line(point(13.0, -10.0)),
        Segment::Line(point(15.0, -12.0)),
        Segment::Line(point(14.6, -11.0)),
        Segment::Line(point(15.2, -11.4)),
        Segment::Curve(point(16.0, -11.0), point(17.0, -9.0), point(20.0, -9.0)),
        Segment::Curve(point(20.0, -8.0), point(18.0, -7.0), point(17.0, -7.0)),
        Segment::Close,
        Segment::Move(point(0.0, 0.0)),
        Segment::Line(point(-5.0, 0.0)),
        Segment::Close,
    ];
    let expected = "M10-21h3v11l2-2 0 1c1 0 2 2 5 2 0 1-2 2-3 2zM0 0h-5z";
    // (15, -12) to (15, -11) is upright; the step from there to (15, -11) is none.
    assert_eq!(compact(&path), expected.replace("l2-2 0 1", "l2-2v1"));
    assert_eq!(compact(&[]), "");
}

fn face(file: &str) -> Face {
    let bytes = std::fs::read(std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("fonts").join(file)).unwrap();
    Face::read(FontData::Shared(Arc::new(bytes)), 0).unwrap()
}

fn number(glyphs: &mut Glyphs, faces: &Faces, ch: char) -> Option<usize> {
    let glyph = faces.get(FaceId(0)).glyph(ch).unwrap();
    let mut of = glyphs.of(faces);
    let face = of.face(FaceId(0));
    of.number(FaceId(0), face, glyph)
}

/// Two layouts may call different faces by one name, and one face, read anew, is the same.
#[test]
fn a_glyph_is_known_by_its_face() {
    let (dejavu, serif) = (Faces::of_one(face("DejaVuSans.ttf")), Faces::of_one(face("NotoSerif-ExtraLight.ttf")));
    let mut glyphs = Glyphs::new();
    assert!(glyphs.is_empty());
    let first = number(&mut glyphs, &dejavu, 'H');
    let other = number(&mut glyphs, &serif, 'H');
    assert_eq!((first, other), (Some(0), Some(1)));
    let outlines: Vec<String> = glyphs.outlines(0).map(str::to_owned).collect();
    assert_ne!(outlines[0], outlines[1]);
    // Read anew, from other bytes in memory.
    assert_eq!(number(&mut glyphs, &Faces::of_one(face("DejaVuSans.ttf")), 'H'), Some(0));
    assert_eq!(number(&mut glyphs, &serif, 'H'), Some(1));
    // A space leaves no ink, and takes no number.
    assert_eq!(number(&mut glyphs, &dejavu, ' '), None);
    assert_eq!(number(&mut glyphs, &dejavu, 'I'), Some(2));
    assert_eq!(glyphs.len(), 3);
    assert_eq!(glyphs.outlines(0).take(2).collect::<Vec<_>>(), outlines);
    assert_eq!(glyphs.outlines(2).count(), 1);
    assert_eq!(glyphs.outlines(3).count(), 0);
}

/// As fontTools reads them: the stem of DejaVu's I is a rectangle from 201 to 403 of 2048 units and 1493 high, in
/// thousandths 98 to 197, and 729; Fandol's 一 begins with a line and four curves.
#[test]
fn outlines_have_a_thousand_units_an_em_and_run_downwards() {
    let mut glyphs = Glyphs::new();
    number(&mut glyphs, &Faces::of_one(face("DejaVuSans.ttf")), 'I');
    number(&mut glyphs, &Faces::of_one(face("FandolFang-Regular.otf")), '一');
    let mut outlines = glyphs.outlines(0);
    assert_eq!(outlines.next(), Some("M98-729h99v729h-99z"));
    let expected = "M360-349l227-19c65-5 122-12 171-20 30-5 58-12 83-21 19 13 37 26 55 40 3 2 4 4 5 6 1 5-4 8-14 9h-4";
    let outline = outlines.next().expect("an outline");
    assert!(outline.starts_with(expected), "{outline}");
}

fn drawn(items: Vec<Item>, faces: &Faces) -> (String, Glyphs) {
    let mut glyphs = Glyphs::new();
    let sheet = Page { width: Pt(100.0), height: Pt(200.5), items };
    let svg = page(&sheet, faces, &mut glyphs, &|PictureId(id)| format!("/picture/a&b\"{id}"));
    let inner =
        svg.strip_prefix(r#"<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 100 200.5" stroke-miterlimit="10">"#);
    (inner.expect("the page").strip_suffix("</svg>").expect("its end").to_owned(), glyphs)
}

/// By hand.
#[test]
fn every_kind_of_item() {
    let faces = Faces::embedded();
    let body = faces.of(Role::Body);
    let glyph = |ch: char, x: f64, rise: f64| PlacedGlyph {
        id: faces.get(body).glyph(ch).unwrap(),
        x: Pt(x),
        rise: Pt(rise),
        text: String::from(ch).into(),
    };
    let run = |turned_at| {
        let glyphs =
            vec![glyph('年', 10.0, 0.0), glyph(' ', 26.0, 0.0), glyph('报', 34.0, 4.0), glyph('年', 50.008, 0.0)];
        let owner = Owner::Node(NodeId(1));
        Item::Text(TextRun { owner, face: body, size: Pt(16.0), baseline: Pt(150.0), turned_at, glyphs })
    };
    let (svg, glyphs) = drawn(vec![run(None)], &faces);
    let uses = r##"<use href="#g0"/><use href="#g1" x="1500" y="-250"/><use href="#g0" x="2501"/>"##;
    assert_eq!(svg, format!(r#"<g transform="matrix(0.016 0 0 0.016 10 150)">{uses}</g>"#));
    assert_eq!(glyphs.len(), 2);
    // Read upwards from (70, 140).
    let (svg, _) = drawn(vec![run(Some(Pt(70.0)))], &faces);
    assert_eq!(svg, format!(r#"<g transform="matrix(0 -0.016 0.016 0 70 140)">{uses}</g>"#));

    let rule = |x0: f64, y0: f64, x1: f64, y1: f64, thickness: f64| {
        Item::Rule(Rule { x0: Pt(x0), y0: Pt(y0), x1: Pt(x1), y1: Pt(y1), thickness: Pt(thickness) })
    };
    let rules = vec![rule(1.0, 2.0, 30.25, 2.0, 0.5), rule(1.0, 2.0, 1.0, 9.0, 0.5), rule(0.0, 3.0, 4.0, 3.0, 1.0)];
    let (svg, _) = drawn(rules, &faces);
    let thin = r##"<path d="M1 2H30.25M1 2V9" stroke="#000" stroke-width="0.5"/>"##;
    let thick = r##"<path d="M0 3H4" stroke="#000" stroke-width="1"/>"##;
    assert_eq!(svg, format!("{thin}{thick}"));

    let shape = Shape {
        path: vec![Segment::Move(point(0.0, 0.0)), Segment::Line(point(5.0, 5.5)), Segment::Close],
        fill: Some(Colour { r: 255, g: 0, b: 16 }),
        stroke: Some(Stroke { thickness: Pt(0.75), colour: Colour::BLACK, dashes: vec![Pt(2.0), Pt(1.0)] }),
    };
    let (svg, _) = drawn(vec![Item::Shape(Owner::Ornament, shape)], &faces);
    let path = r##"<path d="M0 0L5 5.5Z" fill="#ff0010" fill-rule="evenodd""##;
    let stroke = r##"stroke="#000000" stroke-width="0.75" stroke-dasharray="2 1"/>"##;
    assert_eq!(svg, format!("{path} {stroke}"));

    let (node, picture) = (NodeId(2), PictureId(3));
    let placed = PlacedPicture { node, picture, x: Pt(1.0), y: Pt(2.0), width: Pt(3.0), height: Pt(4.125) };
    let (svg, _) = drawn(vec![Item::Picture(placed)], &faces);
    let expected =
        r#"<image preserveAspectRatio="none" x="1" y="2" width="3" height="4.13" href="/picture/a&amp;b&quot;3"/>"#;
    assert_eq!(svg, expected);
}
