//! What breaking lines over the whole paragraph costs, against first fit, on the text of the sample: `cargo bench`.
//!
//! Time for whole-paragraph breaking should be at most twice that of first fit, and grow in step with the paragraph.

#![allow(missing_docs, clippy::unwrap_used, clippy::expect_used)]

mod generator;

use divan::{Bencher, black_box};
use nianbao::node::NodeId;
use nianbao::text::{Alignment, Breaking, Content, Faces, Measure, Paragraph, Role, Run, Style, Typesetter};
use nianbao::units::Pt;

/// The sample's sentences, a paragraph or a row of a table a line.
const SAMPLE: &str = include_str!("../data/jiyang-2020.txt");

/// 28 cells in 156 mm, 3号.
const WIDTH: Pt = Pt::from_mm(156.0);
const STYLE: Style = Style { role: Role::Body, size: Pt(16.0), cell: WIDTH.0 / 28.0 / 16.0 };
const MEASURE: Measure = Measure { width: WIDTH, first_indent: Pt(WIDTH.0 / 14.0) };

fn main() {
    divan::main();
}

fn set(typesetter: &mut Typesetter, text: &str) -> Paragraph {
    let run = Run { content: Content::Text(text), style: STYLE, node: NodeId(0), link: None, span: None };
    typesetter.paragraph(&[run])
}

/// Paragraphs of prose: lines of the sample that are longer than a line of the page.
fn prose() -> Vec<&'static str> {
    SAMPLE.lines().filter(|line| line.chars().count() > 28).collect()
}

/// From text to lines: what a build does.
#[divan::bench(args = [Breaking::FirstFit, Breaking::Whole])]
fn text_to_lines(bencher: Bencher, breaking: Breaking) {
    let (faces, texts) = (Faces::embedded(), prose());
    let mut typesetter = Typesetter::new(&faces);
    bencher.bench_local(|| {
        for text in &texts {
            let lines = set(&mut typesetter, text).lines_by(breaking, MEASURE, Alignment::Justified);
            black_box(lines);
        }
    });
}

/// From shaped text to lines.
#[divan::bench(args = [Breaking::FirstFit, Breaking::Whole])]
fn shaped_to_lines(bencher: Bencher, breaking: Breaking) {
    let (faces, texts) = (Faces::embedded(), prose());
    let mut typesetter = Typesetter::new(&faces);
    let paragraphs: Vec<Paragraph> = texts.iter().map(|text| set(&mut typesetter, text)).collect();
    bencher.bench_local(|| {
        for paragraph in &paragraphs {
            black_box(paragraph.lines_by(breaking, MEASURE, Alignment::Justified));
        }
    });
}

/// One paragraph of so many characters: ten times the text, ten times the time.
#[divan::bench(args = [1_000, 10_000, 100_000])]
fn one_paragraph(bencher: Bencher, characters: usize) {
    let (faces, text) = (Faces::embedded(), generator::prose(characters, 7));
    let paragraph = set(&mut Typesetter::new(&faces), &text);
    bencher.bench_local(|| black_box(paragraph.lines(MEASURE, Alignment::Justified)));
}
