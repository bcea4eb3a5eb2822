//! The drawn page looks as the printed one: every page of the samples as SVG, drawn by resvg, beside the same page of
//! the PDF, drawn by hayro.

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use nianbao::compose::document::PictureId;
use nianbao::files::{Files, Memory};
use nianbao::layout::page::{Item, Owner};
use nianbao::svg::{Glyphs, page};
use nianbao::text::FaceLibrary;
use nianbao::{Input, Options, Typeset, read, typeset, write_pdf};
use resvg::tiny_skia::{Color, Pixmap, Transform};
use resvg::usvg::{Options as SvgOptions, Tree};

use crate::support::in_repository;
use crate::support::picture::{Picture, draw_at};

/// Pixels in a point: so many that no rule of a table is thinner than a pixel, which hayro would draw thicker.
const SCALE: f64 = 2.5;
/// Greys, of 255, by which a pixel may differ: two programs smooth edges by different rules.
const TOLERANCE: u8 = 64;
/// Of a thousand pixels, so many may differ by more.
const MOST: f64 = 0.5;

struct Sample {
    typeset: Typeset,
    pdf: Vec<u8>,
}

/// A sample, set and written. `draft` makes a draft of it.
fn sample(name: &str, draft: bool) -> Sample {
    let text = std::fs::read_to_string(in_repository(&format!("data/{name}.toml"))).expect("a sample");
    let text = if draft { text.replace("[report]\n", "[report]\ndraft = true\n") } else { text };
    let mut memory = Memory::from([("report.toml", text.into_bytes())]);
    memory.put("specimen.svg", picture());
    let files = Files::new(memory);
    let reading = read(&Input::File("report.toml".into()), None, &files, &Options::default());
    let manuscript = reading.manuscript.expect("a report that can be read");
    let typeset = typeset(&manuscript, &FaceLibrary::embedded(), &files, None).expect("pages");
    let mut pdf = Vec::new();
    write_pdf(manuscript, &typeset).expect("a PDF").file.write_to(&mut pdf).expect("bytes");
    Sample { typeset, pdf }
}

/// The picture of the specimen, without its words: resvg is given no faces.
fn picture() -> String {
    let mut svg = std::fs::read_to_string(in_repository("data/specimen.svg")).expect("a picture");
    let words = svg.find("<text").zip(svg.find("</text>")).expect("words");
    svg.replace_range(words.0..words.1 + "</text>".len(), "");
    svg
}

/// The pages of a sample, drawn by resvg.
fn drawn(sample: &Sample, glyphs: &mut Glyphs) -> Vec<Picture> {
    let address = format!("data:image/svg+xml;base64,{}", STANDARD.encode(picture()));
    let Typeset { layout, faces, .. } = &sample.typeset;
    let pages: Vec<String> =
        layout.pages.iter().map(|one| page(one, faces, glyphs, &|_: PictureId| address.clone())).collect();
    let outlines = glyphs.outlines(0).enumerate().map(|(at, d)| format!(r#"<path id="g{at}" d="{d}"/>"#));
    let dictionary: String = outlines.collect();
    pages.iter().map(|page| rasterised(page, &dictionary)).collect()
}

fn rasterised(page: &str, dictionary: &str) -> Picture {
    let (head, rest) = page.split_at(page.find('>').expect("a head") + 1);
    let tree = Tree::from_str(&format!("{head}<defs>{dictionary}</defs>{rest}"), &SvgOptions::default());
    let tree = tree.expect("an SVG");
    let pixels = |length: f32| (f64::from(length) * SCALE).round() as u32;
    let mut pixmap = Pixmap::new(pixels(tree.size().width()), pixels(tree.size().height())).expect("a size");
    pixmap.fill(Color::WHITE);
    resvg::render(&tree, Transform::from_scale(SCALE as f32, SCALE as f32), &mut pixmap.as_mut());
    let grey =
        |rgba: &[u8]| ((u32::from(rgba[0]) * 299 + u32::from(rgba[1]) * 587 + u32::from(rgba[2]) * 114) / 1000) as u8;
    Picture {
        width: pixmap.width() as usize,
        height: pixmap.height() as usize,
        pixels: pixmap.data().chunks_exact(4).map(grey).collect(),
    }
}

#[track_caller]
fn compare(name: &str, draft: bool) {
    let sample = sample(name, draft);
    let printed = draw_at(sample.pdf.clone(), SCALE, 0.0);
    let shown = drawn(&sample, &mut Glyphs::new());
    assert_eq!(printed.len(), shown.len());
    let mut wrong = Vec::new();
    for (number, (printed, shown)) in (1..).zip(printed.iter().zip(&shown)) {
        let kept = in_repository(&format!("target/pages/svg-{name}-{number:02}.png"));
        let _ = std::fs::remove_file(&kept);
        let differs = printed.differs(shown, TOLERANCE) as f64 * 1000.0 / printed.pixels.len() as f64;
        if differs > MOST {
            printed.beside(shown, TOLERANCE).write(&kept);
            wrong.push(format!("page {number}: {differs:.2} of a thousand pixels, see {}", kept.display()));
        }
    }
    assert!(wrong.is_empty(), "{name} is drawn otherwise than printed:\n{}", wrong.join("\n"));
}

#[test]
fn jiyang_2020() {
    compare("jiyang-2020", false);
}

/// As a draft: it has all that a page may have.
#[test]
fn specimen() {
    compare("specimen", true);
    let sample = sample("specimen", true);
    let items: Vec<&Item> = sample.typeset.layout.pages.iter().flat_map(|page| &page.items).collect();
    let has = |what: fn(&Item) -> bool| items.iter().any(|item| what(item));
    assert!(has(|item| matches!(item, Item::Rule(_))) && has(|item| matches!(item, Item::Picture(_))));
    assert!(has(|item| matches!(item, Item::Shape(..))) && has(|item| matches!(item, Item::Link(_))));
    assert!(has(|item| matches!(item, Item::Text(run) if run.owner == Owner::DraftMark)));
    assert!(has(|item| matches!(item, Item::Text(run) if run.owner == Owner::PageNumber)));
}

/// A page that lacks a line is found by the measure that pages are compared with.
#[test]
fn a_lost_line_is_found() {
    let mut sample = sample("jiyang-2020", false);
    let printed = draw_at(sample.pdf.clone(), SCALE, 0.0);
    let page = sample.typeset.layout.pages.first_mut().expect("a page");
    let line = page.items.iter().position(|item| matches!(item, Item::Text(run) if run.glyphs.len() > 20));
    page.items.remove(line.expect("a line"));
    let shown = drawn(&sample, &mut Glyphs::new());
    let differs = printed[0].differs(&shown[0], TOLERANCE) as f64 * 1000.0 / printed[0].pixels.len() as f64;
    assert!(differs > MOST * 2.0, "{differs}");
}
