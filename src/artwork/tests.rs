#![allow(clippy::expect_used)]

use roxmltree::Document as Xml;

use super::*;
use crate::chart::{self, Look};
use crate::narrative::{Chart, ChartKind, Series, Value};
use crate::source::{Located, Sources, Span};

/// A chart of two slices, drawn four inches wide.
fn drawn(names: [&str; 2]) -> ChartDrawing {
    let span = Span::new(Sources::default().add("r.toml", ""), 0..0);
    let located = |text: &str| Located { value: text.to_owned(), span };
    let value = |text: &str| Some(Value { number: text.parse().expect("a number"), text: text.to_owned(), span });
    let chart = Chart {
        name: located("图"),
        kind: ChartKind::Pie,
        title: None,
        unit: None,
        decimals: 1,
        categories: names.map(located).to_vec(),
        series: vec![Series { name: None, values: vec![value("40"), value("24")] }],
    };
    let faces = Faces::embedded();
    let look = Look { width: Pt(288.0), max_height: Pt(600.0), colour: true, node: NodeId(7) };
    let mut typesetter = Typesetter::new(&faces);
    ChartDrawing::new(chart::draw(&chart, look, &mut typesetter), &faces)
}

#[test]
fn the_words_of_a_chart_are_text_or_outlines() {
    let drawing = drawn(["予以<公开>", "部分&公开"]);
    let (with_text, with_outlines) = (drawing.svg(Lettering::Text), drawing.svg(Lettering::Outlines));
    let svgs = [with_text.clone(), with_outlines.clone()];
    let with_text = Xml::parse(&with_text).expect("XML");
    let texts = with_text.descendants().filter(|node| node.has_tag_name(("http://www.w3.org/2000/svg", "text")));
    let texts: String = texts.filter_map(|node| node.text()).collect();
    for word in ["予以<公开>", "部分&公开", "40", "62.5%", "24", "37.5%"] {
        assert!(texts.contains(word), "{word} in {texts}");
    }
    let with_outlines = Xml::parse(&with_outlines).expect("XML");
    let is_path = |node: &roxmltree::Node| matches!(node.tag_name().name(), "svg" | "path");
    assert!(with_outlines.descendants().filter(|node| node.is_element()).all(|node| is_path(&node)));
    // Neither refers to anything, so that both may stand in any page.
    for svg in &svgs {
        assert!(svg.starts_with("<svg ") && !svg.contains("id=") && !svg.contains("url("), "{svg}");
    }
}

#[test]
fn a_chart_as_pixels_shows_its_slices_and_words() {
    let drawing = drawn(["甲", "乙"]);
    let png = image::load_from_memory(&drawing.png(150).expect("a PNG")).expect("a PNG").to_rgb8();
    assert_eq!(png.width(), 600, "four inches");
    let dark = png.pixels().filter(|pixel| pixel.0.iter().all(|sample| *sample < 64)).count();
    let coloured = png.pixels().filter(|pixel| pixel.0.iter().max() != pixel.0.iter().min()).count();
    assert!(dark > 500 && coloured > 20_000, "{dark} dark, {coloured} coloured");
    assert_eq!(png.get_pixel(0, 0).0, [255; 3]);
}

#[test]
fn illustrations_share_the_width_without_the_gaps() {
    let one = |width| Illustration {
        id: NodeId(0),
        shows: crate::compose::document::Shows::Picture(PictureId(0)),
        width,
        alternative: String::new(),
        caption: None,
    };
    use crate::compose::document::Width::{Length, Part};
    let rooms = |widths: &[_]| {
        let all: Vec<Illustration> = widths.iter().map(|width| one(*width)).collect();
        share_out(&all, Pt(214.0), Pt(214.0))
            .map(|shares| shares.iter().map(|share| share.room.0.round()).collect::<Vec<_>>())
    };
    assert_eq!(rooms(&[None, None]), Some(vec![100.0, 100.0]));
    assert_eq!(rooms(&[Some(Length(Pt(50.0))), None]), Some(vec![50.0, 150.0]));
    assert_eq!(rooms(&[Some(Part(0.5)), Some(Part(0.5))]), Some(vec![100.0, 100.0]));
    assert_eq!(rooms(&[Some(Part(0.7)), Some(Part(0.7))]), None);
}

#[test]
fn lengths_have_two_decimals_at_most() {
    let written = |points: f64| drawing::number(points);
    for (points, text) in
        [(0.0, "0"), (-0.001, "0"), (1.5, "1.5"), (-12.345, "-12.35"), (0.05, "0.05"), (442.2, "442.2"), (100.0, "100")]
    {
        assert_eq!(written(points), text);
    }
}
