//! From a report to the files that are wanted of it: all are made from one document.

use std::io::{self, Write};
use std::sync::Arc;

use super::typeset::{Pdf, Typeset, compose_in, typeset_document, write_pdf};
use super::{Manuscript, OutputFormat};
use crate::artwork::{ArtOptions, Artwork};
use crate::compose::document::{Created, Document};
use crate::diagnostic::{Diagnostic, message};
use crate::docx;
use crate::files::Files;
use crate::html::{self, Form};
use crate::json;
use crate::pdf::PdfFile;
use crate::report::PageOptions;
use crate::rules::INTERNAL;
use crate::text::{FaceLibrary, Faces};
use crate::threads;
use crate::units::Pt;

/// What is wanted of a report.
#[derive(Clone, Debug, Default)]
pub struct Wanted {
    /// The formats, each once.
    pub formats: Vec<OutputFormat>,
    /// Whether the web page is a fragment, to be pasted into the editor of a portal.
    pub fragment: bool,
    /// Where the web page's pictures lie; `None` if they go into the page.
    pub assets: Option<Assets>,
}

/// Files beside a web page.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Assets {
    /// Their folder, as the page calls it.
    pub folder: String,
    /// What their names begin with.
    pub stem: String,
}

impl Wanted {
    /// The PDF, and nothing else.
    pub fn pdf() -> Wanted {
        Wanted { formats: vec![OutputFormat::Pdf], ..Wanted::default() }
    }

    fn has(&self, format: OutputFormat) -> bool {
        self.formats.contains(&format)
    }
}

/// A report in all forms that are wanted; of the PDF the pages, which are still to be written.
#[derive(Debug)]
pub struct Draft {
    /// The pages, if a PDF is wanted.
    pub pages: Option<Typeset>,
    files: Vec<OutputFile>,
    notes: Vec<Diagnostic>,
}

/// A report, ready to be written to its files.
pub struct Outputs {
    /// One for each format.
    pub files: Vec<OutputFile>,
    /// How many pages the PDF has.
    pub pages: Option<usize>,
    /// What had to be done so that everything finds its place.
    pub notes: Vec<Diagnostic>,
}

/// A file of a report.
#[derive(Debug)]
pub struct OutputFile {
    /// Its format.
    pub format: OutputFormat,
    /// What it holds.
    pub content: Content,
    /// The pictures beside it, by their names in their folder.
    pub assets: Vec<(String, Arc<[u8]>)>,
}

/// What a file holds.
pub enum Content {
    /// A PDF.
    Pdf(Box<PdfFile>),
    /// Anything else.
    Bytes(Vec<u8>),
}

impl Content {
    /// Writes the file.
    ///
    /// # Errors
    /// What the writer refuses.
    pub fn write_to(&self, out: &mut dyn Write) -> io::Result<()> {
        match self {
            Content::Pdf(pdf) => pdf.write_to(out),
            Content::Bytes(bytes) => out.write_all(bytes),
        }
    }
}

impl std::fmt::Debug for Content {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Content::Pdf(_) => f.write_str("Pdf"),
            Content::Bytes(bytes) => write!(f, "Bytes({})", bytes.len()),
        }
    }
}

/// Makes of a report what is wanted of it. `created` is told where the report has no date of its own.
///
/// # Errors
/// Faces that are missing or cannot be read, pictures that turn out to be damaged, and for a PDF what
/// [`typeset`](super::typeset()) finds.
pub fn draft(
    manuscript: &Manuscript,
    library: &FaceLibrary,
    files: &Files,
    created: Option<Created>,
    wanted: &Wanted,
) -> Result<Draft, Vec<Diagnostic>> {
    let (document, faces) = compose_in(manuscript, library, files, created)?;
    let set = || wanted.has(OutputFormat::Pdf).then(|| typeset_document(manuscript, &document, &faces)).transpose();
    let (layout, others) = threads::join(set, || others(manuscript, &document, &faces, wanted));
    let (layout, others) = match (layout, others) {
        (Ok(layout), Ok(others)) => (layout, others),
        (Err(mut faults), Err(more)) => {
            add_new(&mut faults, more);
            return Err(faults);
        }
        (Err(faults), _) | (_, Err(faults)) => return Err(faults),
    };
    let (files, notes) = others;
    Ok(Draft { pages: layout.map(|layout| Typeset { document, faces, layout }), files, notes })
}

/// Writes the pages of a draft, and gives it with the rest. The pictures of the report are used up.
///
/// # Errors
/// What [`write_pdf`] finds.
pub fn finish(manuscript: Manuscript, draft: &mut Draft) -> Result<Outputs, Vec<Diagnostic>> {
    let mut files = std::mem::take(&mut draft.files);
    let mut notes = std::mem::take(&mut draft.notes);
    let Some(pages) = &draft.pages else { return Ok(Outputs { files, pages: None, notes }) };
    let Pdf { file, pages, notes: more } = write_pdf(manuscript, pages)?;
    add_new(&mut notes, more);
    files.push(OutputFile { format: OutputFormat::Pdf, content: Content::Pdf(Box::new(file)), assets: Vec::new() });
    Ok(Outputs { files, pages: Some(pages), notes })
}

/// Everything but the PDF, with what had to be done for it.
fn others(
    manuscript: &Manuscript,
    document: &Document,
    faces: &Faces,
    wanted: &Wanted,
) -> Result<(Vec<OutputFile>, Vec<Diagnostic>), Vec<Diagnostic>> {
    let Manuscript { report, narratives, pictures, options, .. } = manuscript;
    let shows = wanted.has(OutputFormat::Page) || wanted.has(OutputFormat::Word);
    let how = ArtOptions { colour: report.page.color, max_dpi: report.page.max_dpi, limits: options.limits };
    let artwork = match shows {
        true => Artwork::new(document, pictures.clone(), faces, &how)?,
        false => Artwork::default(),
    };
    let file = |format, bytes, assets| OutputFile { format, content: Content::Bytes(bytes), assets };
    let made = wanted.formats.iter().filter(|format| **format != OutputFormat::Pdf).map(|format| match format {
        OutputFormat::Page => {
            let form = if wanted.fragment { Form::Fragment } else { Form::Page };
            let pictures = match &wanted.assets {
                Some(Assets { folder, stem }) => html::Pictures::Beside { folder, stem },
                None => html::Pictures::Inline,
            };
            let page =
                html::write(document, &artwork, &html::Options { form, pictures }).map_err(|fault| vec![fault])?;
            Ok(file(*format, page.text.into_bytes(), page.files))
        }
        OutputFormat::Word => {
            let bytes = docx::write(document, &artwork, faces, &word_page(&report.page));
            Ok(file(*format, bytes.map_err(|error| vec![unwritten(error)])?, Vec::new()))
        }
        OutputFormat::Pdf | OutputFormat::Json => {
            Ok(file(*format, json::report_json(report, narratives, document).into_bytes(), Vec::new()))
        }
    });
    let files = made.collect::<Result<Vec<_>, Vec<Diagnostic>>>()?;
    Ok((files, artwork.notes))
}

/// The page of a Word file.
fn word_page(page: &PageOptions) -> docx::Options {
    docx::Options {
        line_pitch: page.line_pitch.map(Pt),
        chars_per_line: page.chars_per_line,
        numbers: page.numbers,
        duplex: page.duplex,
    }
}

/// Why there is no Word file.
fn unwritten(error: docx::Error) -> Diagnostic {
    match error {
        docx::Error::Chart(fault) => *fault,
        docx::Error::Archive(error) => {
            let message = message!(zh: "生成 Word 文件时出错：{error}", en: "cannot make the Word file: {error}");
            Diagnostic::system(&INTERNAL, message)
        }
    }
}

/// Adds what is not there yet: several outputs may find the same.
fn add_new(found: &mut Vec<Diagnostic>, more: Vec<Diagnostic>) {
    for one in more {
        if !found.contains(&one) {
            found.push(one);
        }
    }
}
