//! What comparing two narratives of 100,000 characters costs: `cargo bench --bench similarity`.

#![allow(missing_docs, clippy::unwrap_used, clippy::expect_used)]

mod generator;

use divan::{Bencher, black_box};
use generator::{files, input, prose, with_overview};
use nianbao::check::likenesses;
use nianbao::source::Sources;
use nianbao::{Options, narrative, read_data, report::Report};

const LENGTH: usize = 100_000;

fn main() {
    divan::main();
}

/// Narratives by what they hold: last year's and this year's.
#[divan::bench(sample_count = 10, args = ["prose", "copied prose", "one character", "a period", "nothing in common"])]
fn similarity(bencher: Bencher, kind: &str) {
    let prose = |step: usize| prose(LENGTH, step);
    let han = |from: u32, count: usize| -> String {
        (0..LENGTH).map(|at| char::from_u32(from + (at % count) as u32).expect("a character")).collect()
    };
    let (last, this) = match kind {
        "prose" => (prose(7), prose(11)),
        "copied prose" => (prose(7), prose(7)),
        "one character" => (han(0x4E00, 1), han(0x4E00, 1)),
        "a period" => (han(0x4E00, 13), han(0x4E00, 13)),
        _ => (han(0x4E00, 10_000), han(0x7600, 10_000)),
    };
    let (last, this) = (report(&last), report(&this));
    let (last_prose, prose) = (narrative::read_sound(&last, None), narrative::read_sound(&this, None));
    bencher.bench_local(|| black_box(likenesses((&this, &prose), (&last, &last_prose))));
}

fn report(overview: &str) -> Report {
    let files = files(&with_overview(overview));
    read_data(&input(), &files, &Options::default(), &mut Sources::default()).expect("a report").0
}
