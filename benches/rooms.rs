//! What each room costs, and the whole, on reports that grow: `cargo bench --bench rooms`, or a part of it, such as
//! `cargo bench --bench rooms -- layout`. Ten times the pages, rows, charts or footnotes take some ten times the time.
//! The rooms of lines and of likeness have benchmarks of their own: `line_breaking`, `similarity`, `checking`.

#![allow(missing_docs, clippy::unwrap_used, clippy::expect_used)]

mod generator;

use divan::{Bencher, black_box};
use generator::{Size, data, files, input, manuscript};
use nianbao::compose::{Document, compose};
use nianbao::layout::{Layout, layout};
use nianbao::pipeline::rehearse;
use nianbao::places::Places;
use nianbao::source::Sources;
use nianbao::svg::{self, Glyphs};
use nianbao::text::FaceLibrary;
use nianbao::units::Pt;
use nianbao::{Manuscript, Options, Typeset, check, narrative, read_beside, read_data, typeset, write_pdf};

/// Sizes: what a report has, and ten and a hundred times as much.
const SIZES: [Size; 10] = [
    Size { pages: 10, rows: 0, charts: 0, footnotes: 0 },
    Size { pages: 100, rows: 0, charts: 0, footnotes: 0 },
    Size { pages: 1_000, rows: 0, charts: 0, footnotes: 0 },
    Size { pages: 0, rows: 1_000, charts: 0, footnotes: 0 },
    Size { pages: 0, rows: 10_000, charts: 0, footnotes: 0 },
    Size { pages: 0, rows: 100_000, charts: 0, footnotes: 0 },
    Size { pages: 0, rows: 0, charts: 20, footnotes: 0 },
    Size { pages: 0, rows: 0, charts: 200, footnotes: 0 },
    Size { pages: 0, rows: 0, charts: 0, footnotes: 400 },
    Size { pages: 0, rows: 0, charts: 0, footnotes: 4_000 },
];

/// The sample, as a county has published it.
const SAMPLE: &str = include_str!("../data/jiyang-2020.toml");

fn main() {
    divan::main();
}

/// The data file alone, from text to tables.
#[divan::bench(args = SIZES, sample_count = 5)]
fn report(bencher: Bencher, size: Size) {
    let files = files(&data(size));
    bencher.bench_local(|| {
        black_box(read_data(&input(), &files, &Options::default(), &mut Sources::default()).expect("a report"))
    });
}

/// From Markdown to blocks.
#[divan::bench(args = SIZES, sample_count = 5)]
fn narratives(bencher: Bencher, size: Size) {
    let Manuscript { report, .. } = manuscript(&files(&data(size)));
    bencher.bench_local(|| black_box(narrative::read_all(&report, None)));
}

/// All checks.
#[divan::bench(args = SIZES, sample_count = 5)]
fn checks(bencher: Bencher, size: Size) {
    let Manuscript { report, narratives, .. } = manuscript(&files(&data(size)));
    bencher.bench_local(|| black_box(check::check(&report, &narratives, None)));
}

/// From blocks to the tree of what the reader sees.
#[divan::bench(args = SIZES, sample_count = 5)]
fn composing(bencher: Bencher, size: Size) {
    let Manuscript { report, narratives, .. } = manuscript(&files(&data(size)));
    bencher.bench_local(|| black_box(compose(&report, &narratives)));
}

fn laid_out(manuscript: &Manuscript, document: &Document, library: &FaceLibrary) -> Layout {
    let none = files("");
    let faces = library.serve(&manuscript.report.fonts, &none.folder("", false)).expect("faces");
    layout(document, &manuscript.report.page, &faces, &manuscript.pictures).expect("pages")
}

/// From the tree to pages, with the lines of text and the drawings of charts on them.
#[divan::bench(args = SIZES, sample_count = 5)]
fn layouts(bencher: Bencher, size: Size) {
    let (manuscript, library) = (manuscript(&files(&data(size))), FaceLibrary::embedded());
    let document = compose(&manuscript.report, &manuscript.narratives);
    bencher.bench_local(|| black_box(laid_out(&manuscript, &document, &library)));
}

/// From pages to bytes.
#[divan::bench(args = SIZES, sample_count = 5)]
fn pdf(bencher: Bencher, size: Size) {
    let (files, library) = (files(&data(size)), FaceLibrary::embedded());
    let pages = typeset(&manuscript(&files), &library, &files, None).expect("pages");
    bencher.with_inputs(|| manuscript(&files)).bench_local_values(|manuscript| {
        let mut bytes = Vec::new();
        write_pdf(manuscript, &pages).expect("a PDF").file.write_to(&mut bytes).expect("bytes");
        bytes
    });
}

/// From the pages of the sample to drawings of them, the dictionary of glyphs being there.
#[divan::bench]
fn svg_of_the_sample(bencher: Bencher) {
    let files = files(SAMPLE);
    let Typeset { layout, faces, .. } =
        typeset(&manuscript(&files), &FaceLibrary::embedded(), &files, None).expect("pages");
    let mut glyphs = Glyphs::new();
    bencher.bench_local(|| {
        layout.pages.iter().map(|page| svg::page(page, &faces, &mut glyphs, &|_| String::new()).len()).sum::<usize>()
    });
}

/// What stands where in the sample: all of it made ready, one figure and one stretch of narrative found.
#[divan::bench]
fn places_of_the_sample(bencher: Bencher) {
    let files = files(SAMPLE);
    let manuscript = manuscript(&files);
    let Typeset { document, layout, faces } =
        typeset(&manuscript, &FaceLibrary::embedded(), &files, None).expect("pages");
    let Manuscript { report, narratives, .. } = &manuscript;
    bencher.bench_local(|| {
        let places = Places::new(&document, &layout, &faces, report, narratives);
        let last = layout.pages.len() - 1;
        let spot = places.at(last, Pt(200.0), Pt(300.0));
        (spot, places.boxes("applications.received.total", None), places.boxes("problems.body", Some(0..100_000)))
    });
}

/// What `check` does besides reading.
#[divan::bench(args = SIZES, sample_count = 5)]
fn rehearsing(bencher: Bencher, size: Size) {
    let (files, library) = (files(&data(size)), FaceLibrary::embedded());
    bencher
        .with_inputs(|| manuscript(&files))
        .bench_local_values(|manuscript| black_box(rehearse(manuscript, &library, &files)));
}

/// What `build` does, from text to bytes.
#[divan::bench(args = SIZES, sample_count = 5)]
fn whole(bencher: Bencher, size: Size) {
    build(bencher, &data(size));
}

/// The same of the sample.
#[divan::bench]
fn whole_sample(bencher: Bencher) {
    build(bencher, SAMPLE);
}

/// From text to findings and pages of the sample: what an editor waits for.
#[divan::bench]
fn findings_and_pages_of_the_sample(bencher: Bencher) {
    let (files, library) = (files(SAMPLE), FaceLibrary::embedded());
    let (data, options) = (input(), Options::default());
    bencher.bench_local(|| {
        read_beside(&data, None, &files, &options, |manuscript| {
            typeset(manuscript, &library, &files, None).expect("pages")
        })
    });
}

fn build(bencher: Bencher, data: &str) {
    let (files, library) = (files(data), FaceLibrary::embedded());
    bencher.bench_local(|| {
        let manuscript = manuscript(&files);
        let pages = typeset(&manuscript, &library, &files, None).expect("pages");
        let mut bytes = Vec::new();
        write_pdf(manuscript, &pages).expect("a PDF").file.write_to(&mut bytes).expect("bytes");
        bytes
    });
}
