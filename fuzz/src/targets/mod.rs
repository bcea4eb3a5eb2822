//! The ways in, one file for those that are of a kind.

mod build;
mod data;
mod expression;
mod face;
mod foreign;
mod pasted;
mod pdf;
mod picture;
mod prose;
mod routes;

use std::sync::LazyLock;

use nianbao::files::{Files, Memory};
use nianbao::report::Report;
use nianbao::source::Sources;
use nianbao::text::FaceLibrary;
use nianbao::{Input, Options, read_data};

use crate::mutate::Shape;
pub use build::PICTURES;
/// A small report with some of everything.
pub use pdf::DATA as REPORT;

/// A way in.
pub struct Target {
    /// What it is called.
    pub name: &'static str,
    /// What is asked, and what with.
    pub about: &'static str,
    /// What an input is made of.
    pub shape: Shape,
    /// Asks it.
    pub run: fn(&[u8]),
}

const fn target(name: &'static str, shape: Shape, run: fn(&[u8]), about: &'static str) -> Target {
    Target { name, about, shape, run }
}

/// All of them.
pub const TARGETS: &[Target] = &[
    target("data", Shape::Bytes, data::data, "data file, and last year's: read, checked, findings told"),
    target("fix", Shape::Bytes, data::fix, "data file: what `check --fix` makes of it reads again"),
    target("prose", Shape::Bytes, prose::prose, "narrative (Markdown): read, and as pieces for the editor and back"),
    target("expression", Shape::Bytes, expression::expression, "what stands between {{ and }}"),
    target("pasted", Shape::Bytes, pasted::key, "the key `pasted` of a table"),
    target("cells", Shape::Bytes, pasted::cells, "clipboard (page or text) pasted into a table"),
    target("clipboard", Shape::Bytes, pasted::prose, "clipboard (page or text) pasted into a narrative"),
    target("picture", Shape::Bytes, picture::picture, "PNG, JPEG, GIF, BMP, TIFF, WebP: for the PDF, and for pages"),
    target("svg", Shape::Bytes, picture::picture, "SVG: for the PDF, and as pixels"),
    target("face", Shape::Bytes, face::face, "face in --font-dir: a page and an SVG are set in it"),
    target("xlsx", Shape::Zip, foreign::xlsx, "workbook: imported, and read as a data file"),
    target("ods", Shape::Zip, foreign::ods, "the same of LibreOffice"),
    target("xls", Shape::Bytes, foreign::xls, "the same of Excel 97"),
    target("docx", Shape::Zip, foreign::docx, "Word file"),
    target("html", Shape::Bytes, foreign::html, "web page"),
    target("mht", Shape::Bytes, foreign::mht, "web page as an archive (MHTML)"),
    target("pdf", Shape::Pdf, pdf::pdf, "PDF: read aloud, held against a report, imported"),
    target("routes", Shape::Bytes, routes::routes, "requests of the page, one after the other"),
    target("build", Shape::Bytes, build::build, "data file: PDF, web page, Word file and JSON"),
];

/// The faces that are compiled in.
static LIBRARY: LazyLock<FaceLibrary<'static>> = LazyLock::new(FaceLibrary::embedded);

/// Two reports of the same organ, the newer one first.
static REPORTS: LazyLock<[Report; 2]> = LazyLock::new(|| {
    let texts = [include_str!("../../../data/yunshan-2025.toml"), include_str!("../../../data/yunshan-2024.toml")];
    let mut sources = Sources::default();
    texts.map(|text| {
        let data = Input::Bytes { name: "sample.toml".to_owned(), bytes: text.into() };
        let files = Files::new(Memory::default());
        read_data(&data, &files, &Options::default(), &mut sources).expect("a sample").0
    })
});

/// Makes what all inputs share.
pub fn prepare() {
    LazyLock::force(&LIBRARY);
    LazyLock::force(&REPORTS);
}

/// Two parts of an input, divided by a line of `%%`; without one the second is empty.
fn halves(input: &[u8]) -> (&[u8], &[u8]) {
    let mut parts = parts(input);
    (parts.next().unwrap_or_default(), parts.next().unwrap_or_default())
}

/// Parts of an input, divided by lines of `%%`.
fn parts(input: &[u8]) -> impl Iterator<Item = &[u8]> {
    const LINE: &[u8] = b"\n%%\n";
    let mut rest = Some(input);
    std::iter::from_fn(move || {
        let own = rest?;
        match own.windows(LINE.len()).position(|window| window == LINE) {
            Some(at) => {
                rest = Some(&own[at + LINE.len()..]);
                Some(&own[..at])
            }
            None => {
                rest = None;
                Some(own)
            }
        }
    })
}
