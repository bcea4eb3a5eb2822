//! Files that this program makes of a small report, and those of others made small.

use std::io;
use std::path::Path;

use lopdf::{Document, Object};
use nianbao::files::{Files, Memory};
use nianbao::pipeline::{OutputFormat, Wanted, draft, finish, new_workbook};
use nianbao::text::FaceLibrary;
use nianbao::{Input, Options, read};

use crate::mutate::zip::{packed, unpacked};
use crate::targets::{PICTURES, REPORT};

/// A file in an archive that has more bytes is left out: styles by the hundred.
const LARGEST_PART: usize = 100 << 10;

/// So is a stream of a PDF: the outlines of a face, which nobody reads.
const LARGEST_STREAM: usize = 8 << 10;

/// Target, name and bytes of each.
pub fn all(root: &Path) -> io::Result<Vec<(&'static str, &'static str, Vec<u8>)>> {
    let mut made = Vec::new();
    let mut memory = Memory::from(PICTURES);
    memory.put("this.toml", REPORT);
    let files = Files::new(memory);
    let reading = read(&Input::File("this.toml".into()), None, &files, &Options::default());
    let manuscript = reading.manuscript.expect("a report that can be read");
    let formats = vec![OutputFormat::Pdf, OutputFormat::Page, OutputFormat::Word];
    let wanted = Wanted { formats, ..Wanted::default() };
    let mut draft = draft(&manuscript, &FaceLibrary::embedded(), &files, None, &wanted).expect("a draft");
    for file in finish(manuscript, &mut draft).expect("outputs").files {
        let mut bytes = Vec::new();
        file.content.write_to(&mut bytes)?;
        match file.format {
            OutputFormat::Pdf => made.push(("pdf", "own", bare(&bytes))),
            OutputFormat::Page => made.push(("html", "own", bytes)),
            OutputFormat::Word => made.push(("docx", "own", plain(&bytes).unwrap_or(bytes))),
            OutputFormat::Json => {}
        }
    }
    let workbook = new_workbook(REPORT, &Options::default());
    // Its pictures lie elsewhere.
    if let Ok(workbook) = workbook {
        made.push(("xlsx", "own", plain(&workbook).unwrap_or(workbook)));
    }
    made.push(("pdf", "reportlab", bare(&std::fs::read(root.join("tests/cases/verify/reportlab.pdf"))?)));
    made.push(("pdf", "encrypted", std::fs::read(root.join("tests/cases/verify/encrypted.pdf"))?));
    Ok(made)
}

/// An archive that is not deflated, without its largest files; `None` of what is no archive.
pub fn plain(bytes: &[u8]) -> Option<Vec<u8>> {
    let mut files = unpacked(bytes)?;
    files.retain(|(_, content)| content.len() <= LARGEST_PART);
    packed(&files)
}

/// Files in an archive that a short one keeps have fewer bytes, once their tables are short.
const LARGEST_SHORT_PART: usize = 16 << 10;

/// How many rows of its tables a short archive keeps.
const ROWS: usize = 8;

/// An archive whose tables are short, for a run that is to be quick; `None` of what is no archive.
pub fn short(bytes: &[u8]) -> Option<Vec<u8>> {
    let mut files = unpacked(bytes)?;
    for (_, content) in &mut files {
        let Ok(text) = std::str::from_utf8(content) else { continue };
        let rows = ["row", "table:table-row", "w:tr"];
        *content = rows.iter().fold(text.to_owned(), |text, name| without_later(&text, name)).into_bytes();
    }
    files.retain(|(name, content)| content.len() <= LARGEST_SHORT_PART && !name.contains("theme"));
    packed(&files)
}

/// XML without the elements of a name behind the first ones.
fn without_later(text: &str, name: &str) -> String {
    let (open, close) = ([format!("<{name} "), format!("<{name}>")], format!("</{name}>"));
    let (mut kept, mut rest, mut count) = (String::new(), text, 0);
    while let Some(start) = open.iter().filter_map(|open| rest.find(open)).min() {
        let Some(length) = rest[start..].find(&close) else { break };
        let end = start + length + close.len();
        kept.push_str(&rest[..if count < ROWS { end } else { start }]);
        (rest, count) = (&rest[end..], count + 1);
    }
    kept + rest
}

/// A PDF with a plain table of plain objects.
fn bare(bytes: &[u8]) -> Vec<u8> {
    let mut document = Document::load_mem(bytes).expect("a PDF");
    document.decompress();
    for object in document.objects.values_mut() {
        let Object::Stream(stream) = object else { continue };
        if stream.dict.has_type(b"ObjStm") || stream.dict.has_type(b"XRef") {
            *object = Object::Null;
        } else if stream.content.len() > LARGEST_STREAM {
            stream.set_plain_content(Vec::new());
        }
    }
    document.reference_table.cross_reference_type = lopdf::xref::XrefType::CrossReferenceTable;
    let mut bare = Vec::new();
    document.save_to(&mut bare).expect("memory");
    match crate::mutate::pdf::taken_apart(&bare) {
        Some((objects, trailer)) => crate::mutate::pdf::put_together(&objects, &trailer),
        None => bare,
    }
}
