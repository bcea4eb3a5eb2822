//! PDF files.

use std::sync::LazyLock;

use nianbao::extract::extract;
use nianbao::files::{Files, Memory};
use nianbao::pipeline::verify_pdf;
use nianbao::{Input, Manuscript, Options, read};

use super::{LIBRARY, build, foreign};

/// What a PDF is held against: the report of which the seeds were made.
pub const DATA: &str = include_str!("../../seeds/report.toml");

static MANUSCRIPT: LazyLock<Manuscript> = LazyLock::new(|| {
    let files = Files::new(Memory::from([("this.toml", DATA.as_bytes()), ("badge.svg", build::PICTURES[1].1)]));
    let reading = read(&Input::File("this.toml".into()), None, &files, &Options::default());
    reading.manuscript.expect("a report that can be read")
});

/// A PDF read aloud and held against a report; then imported.
pub fn pdf(input: &[u8]) {
    if let Ok(read) = extract(input.to_vec()) {
        let files = Files::new(Memory::default());
        verify_pdf(&read, "file.pdf", &MANUSCRIPT, &LIBRARY, &files).expect("a report that can be set");
    }
    foreign::imported("foreign.pdf", input);
}
