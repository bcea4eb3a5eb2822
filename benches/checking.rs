//! What checking costs, whole and of prose that grows: `cargo bench --bench checking`. Time goes in step with length.

#![allow(missing_docs, clippy::unwrap_used, clippy::expect_used)]

mod generator;

use divan::{Bencher, black_box};
use generator::{files, reading};
use nianbao::files::Files;

fn main() {
    divan::main();
}

/// A report with a text of some characters in 一.
fn with_overview(text: &str) -> Files {
    files(&generator::with_overview(text))
}

/// Prose without a stop.
#[divan::bench(args = [50_000, 100_000, 200_000], sample_count = 3)]
fn one_sentence(bencher: Bencher, length: usize) {
    const WORDS: &str = "全市收到政府信息公开申请并且办理答复予以公开的情况是好的";
    let files = with_overview(&WORDS.repeat(length / WORDS.chars().count()));
    bencher.bench_local(|| black_box(reading(&files)));
}

/// Figures of a table in one sentence.
#[divan::bench(args = [2_500, 5_000, 10_000], sample_count = 3)]
fn figures(bencher: Bencher, count: usize) {
    let figures: Vec<String> = (0..count).map(|figure| format!("予以公开{figure}件")).collect();
    let files = with_overview(&figures.join("，"));
    bencher.bench_local(|| black_box(reading(&files)));
}

/// Quotation marks and brackets that never close.
#[divan::bench(args = [8_000, 16_000, 32_000], sample_count = 3)]
fn unclosed(bencher: Bencher, count: usize) {
    let files = with_overview(&"“‘（《〈".repeat(count));
    bencher.bench_local(|| black_box(reading(&files)));
}
