//! What each part of a build costs on the sample: `cargo bench --bench pipeline`.

#![allow(missing_docs, clippy::unwrap_used, clippy::expect_used)]

use divan::{Bencher, black_box};
use nianbao::files::{Files, Memory};
use nianbao::pipeline::rehearse;
use nianbao::text::FaceLibrary;
use nianbao::{Input, Manuscript, Options, read, typeset, write_pdf};

const SAMPLE: &str = include_str!("../data/jiyang-2020.toml");

fn main() {
    divan::main();
}

fn sample() -> Files {
    Files::new(Memory::from([("a.toml", SAMPLE)]))
}

fn read_sample(files: &Files) -> Manuscript {
    let reading = read(&Input::File("a.toml".into()), None, files, &Options::default());
    reading.manuscript.expect("a sound report")
}

/// From text to findings.
#[divan::bench]
fn reading(bencher: Bencher) {
    let files = sample();
    bencher.bench_local(|| black_box(read_sample(&files)));
}

/// What a build would refuse or remark: what `check` does besides reading.
#[divan::bench]
fn rehearsing(bencher: Bencher) {
    let (files, library) = (sample(), FaceLibrary::embedded());
    bencher
        .with_inputs(|| read_sample(&files))
        .bench_local_values(|manuscript| black_box(rehearse(manuscript, &library, &files)));
}

/// From findings to pages.
#[divan::bench]
fn typesetting(bencher: Bencher) {
    let (files, library) = (sample(), FaceLibrary::embedded());
    let manuscript = read_sample(&files);
    bencher.bench_local(|| black_box(typeset(&manuscript, &library, &files, None).expect("pages")));
}

/// From pages to bytes.
#[divan::bench]
fn writing(bencher: Bencher) {
    let (files, library) = (sample(), FaceLibrary::embedded());
    let pages = typeset(&read_sample(&files), &library, &files, None).expect("pages");
    bencher.with_inputs(|| read_sample(&files)).bench_local_values(|manuscript| {
        let mut bytes = Vec::new();
        write_pdf(manuscript, &pages).expect("a PDF").file.write_to(&mut bytes).expect("bytes");
        bytes
    });
}
