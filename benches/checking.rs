//! What checking costs, whole and of prose that grows: `cargo bench --bench checking`. Time goes in step with length.

#![allow(missing_docs, clippy::unwrap_used, clippy::expect_used)]

use divan::{Bencher, black_box};
use nianbao::files::{Files, Memory};
use nianbao::{Input, Options, Reading, read};

const SAMPLE: &str = include_str!("../data/jiyang-2020.toml");
const CITY: &str = include_str!("../tests/cases/prose/bases/city.toml");

fn main() {
    divan::main();
}

fn check(files: &Files) -> Reading {
    read(&Input::File("a.toml".into()), None, files, &Options::default())
}

/// The sample, from text to findings.
#[divan::bench]
fn sample(bencher: Bencher) {
    let files = Files::new(Memory::from([("a.toml", SAMPLE)]));
    bencher.bench_local(|| black_box(check(&files)));
}

/// A report with a text of some characters in 一.
fn with_overview(text: &str) -> Files {
    let report = CITY.replacen("[overview]\nbody = '''\n", &format!("[overview]\nbody = '''\n{text}\n\n"), 1);
    Files::new(Memory::from([("a.toml", report)]))
}

/// Prose without a stop.
#[divan::bench(args = [100_000, 200_000, 400_000], sample_count = 3)]
fn one_sentence(bencher: Bencher, length: usize) {
    const WORDS: &str = "全市收到政府信息公开申请并且办理答复予以公开的情况是好的";
    let files = with_overview(&WORDS.repeat(length / WORDS.chars().count()));
    bencher.bench_local(|| black_box(check(&files)));
}

/// Figures of a table in one sentence.
#[divan::bench(args = [2_500, 5_000, 10_000], sample_count = 3)]
fn figures(bencher: Bencher, count: usize) {
    let figures: Vec<String> = (0..count).map(|figure| format!("予以公开{figure}件")).collect();
    let files = with_overview(&figures.join("，"));
    bencher.bench_local(|| black_box(check(&files)));
}

/// Quotation marks and brackets that never close.
#[divan::bench(args = [25_000, 50_000, 100_000], sample_count = 3)]
fn unclosed(bencher: Bencher, count: usize) {
    let files = with_overview(&"“‘（《〈".repeat(count));
    bencher.bench_local(|| black_box(check(&files)));
}
