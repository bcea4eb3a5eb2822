//! What comparing two narratives of 100,000 characters costs: `cargo bench --bench similarity`.

#![allow(missing_docs, clippy::unwrap_used, clippy::expect_used)]

use divan::{Bencher, black_box};
use nianbao::check::likenesses;
use nianbao::files::{Files, Memory};
use nianbao::source::Sources;
use nianbao::{Input, Options, narrative, read_data, report::Report};

const LENGTH: usize = 100_000;

fn main() {
    divan::main();
}

/// Narratives by what they hold: last year's and this year's.
#[divan::bench(sample_count = 10, args = ["prose", "copied prose", "one character", "a period", "nothing in common"])]
fn similarity(bencher: Bencher, kind: &str) {
    let sentences: Vec<&str> = include_str!("../data/jiyang-2020.txt").split_inclusive('。').collect();
    let prose = |step: usize| -> String {
        let shuffled = (0..).map(|at| sentences[(at * step + at / sentences.len()) % sentences.len()]);
        shuffled.flat_map(str::chars).filter(|c| !c.is_whitespace()).take(LENGTH).collect()
    };
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
    let data = format!("[report]\norgan = '某市数据局'\nyear = 2025\n[overview]\nbody = '''\n{overview}\n'''\n");
    let files = Files::new(Memory::from([("a.toml", data.as_str())]));
    let mut sources = Sources::default();
    read_data(&Input::File("a.toml".into()), &files, &Options::default(), &mut sources).expect("a report").0
}
