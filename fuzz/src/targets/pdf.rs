//! PDF files.

use std::sync::LazyLock;

use nianbao::extract::extract;
use nianbao::files::{Files, Memory};
use nianbao::verify::{Original, verify};
use nianbao::{Input, Options, read, typeset};

use super::{LIBRARY, build, foreign};

/// What a PDF is held against: the report of which the seeds were made.
pub const DATA: &str = include_str!("../../seeds/report.toml");

/// What it says.
static ORIGINAL: LazyLock<Original> = LazyLock::new(|| {
    let files = Files::new(Memory::from([("this.toml", DATA.as_bytes()), ("badge.svg", build::PICTURES[1].1)]));
    let reading = read(&Input::File("this.toml".into()), None, &files, &Options::default());
    let manuscript = reading.manuscript.expect("a report that can be read");
    let pages = typeset(&manuscript, &LIBRARY, &files, None).expect("a report that can be set");
    let pages = Box::leak(Box::new(pages));
    Original::new(&pages.document, &pages.layout, &pages.faces, vec![String::new()])
});

/// A PDF read aloud and held against a report; then imported.
pub fn pdf(input: &[u8]) {
    if let Ok(read) = extract(input.to_vec()) {
        verify(&ORIGINAL, &read, "file.pdf");
    }
    foreign::imported("foreign.pdf", input);
}
