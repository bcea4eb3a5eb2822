//! From a report to its pages, and from its pages to a file.

use super::Manuscript;
use crate::check;
use crate::compare::Comparison;
use crate::compose::document::{Created, Document};
use crate::compose::{compose, compose_comparison, digest};
use crate::diagnostic::{Diagnostic, message};
use crate::files::Files;
use crate::layout::{self, Layout};
use crate::pdf::{self, EmbeddedPictures, PdfFile};
use crate::picture::{Limits, Pictures};
use crate::report::PageOptions;
use crate::source::Span;
use crate::text::rules::{FONT_UNREADABLE, MISSING_CHARACTER};
use crate::text::{FaceLibrary, Faces};

/// A report on its pages.
#[derive(Debug)]
pub struct Typeset {
    /// What the reader sees.
    pub document: Document,
    /// The faces that it is set in.
    pub faces: Faces,
    /// Where everything stands.
    pub layout: Layout,
}

/// A finished PDF.
pub struct Pdf {
    /// The file, ready to be written.
    pub file: PdfFile,
    /// How many pages it has.
    pub pages: usize,
    /// What had to be done so that everything finds its place.
    pub notes: Vec<Diagnostic>,
}

/// What hinders the making of a report that could be read, or has to be done for it. Of most reports that is nothing
/// but what is wrong with their pictures, which is known without a page; else the report is made, and thrown away.
pub fn rehearse(manuscript: Manuscript, library: &FaceLibrary, files: &Files) -> Vec<Diagnostic> {
    let Manuscript { report, narratives, pictures, options, .. } = &manuscript;
    if let Some(faces) = library.embedded_alone().filter(|_| report.fonts.is_empty())
        && let Some(places) = layout::quiet(&compose(report, narratives), &report.page, faces, pictures)
    {
        return pdf::rehearse_pictures(pictures, &places, report.page.max_dpi, &options.limits, faces);
    }
    make(manuscript, library, files)
}

/// What is found by making a report.
fn make(manuscript: Manuscript, library: &FaceLibrary, files: &Files) -> Vec<Diagnostic> {
    let made = match typeset(&manuscript, library, files, None) {
        Ok(pages) => write_pdf(manuscript, &pages).map(|pdf| pdf.notes),
        // The pictures are looked at all the same, so that everything is found at once.
        Err(mut faults) => {
            let Manuscript { pictures, options, .. } = manuscript;
            faults
                .extend(pdf::verify_pictures(&pictures, &options.limits, &Faces::embedded()).err().unwrap_or_default());
            Err(faults)
        }
    };
    made.unwrap_or_else(|faults| faults)
}

/// What is found by making a report, without what its check has told of already: a character that should not be there
/// is in no face either.
pub fn not_told(found: &[Diagnostic], more: Vec<Diagnostic>) -> Vec<Diagnostic> {
    let told = found.iter().filter(|finding| finding.accepted.is_none() && check::tells_of_characters(finding));
    let places: Vec<Span> = told
        .flat_map(|finding| finding.span.into_iter().chain(finding.related.iter().filter_map(|related| related.span)))
        .collect();
    let touches =
        |one: &Span, other: &Span| one.source == other.source && one.start < other.end && other.start < one.end;
    let is_new = |finding: &Diagnostic| {
        finding.rule != &MISSING_CHARACTER
            || !finding.span.is_some_and(|span| places.iter().any(|place| touches(place, &span)))
    };
    more.into_iter().filter(is_new).collect()
}

/// Sets a report in faces of a library and of its own. `created` is told where the report has no date of its own.
///
/// # Errors
/// Faces that are missing or cannot be read, characters that no face has, limits of tables and footnotes.
pub fn typeset(
    manuscript: &Manuscript,
    library: &FaceLibrary,
    files: &Files,
    created: Option<Created>,
) -> Result<Typeset, Vec<Diagnostic>> {
    let (document, faces) = compose_in(manuscript, library, files, created)?;
    let layout = typeset_document(manuscript, &document, &faces)?;
    Ok(Typeset { document, faces, layout })
}

/// What the reader sees of a report, and the faces that it is set in.
///
/// # Errors
/// Faces that are missing or cannot be read.
pub(super) fn compose_in(
    manuscript: &Manuscript,
    library: &FaceLibrary,
    files: &Files,
    created: Option<Created>,
) -> Result<(Document, Faces), Vec<Diagnostic>> {
    let Manuscript { report, narratives, pictures, data, options } = manuscript;
    let mut document = compose(report, narratives);
    document.properties.digest = Some(digest(&document, |id| pictures.digest(id)));
    document.properties.created = document.properties.created.or(created);
    let faces = library.serve(&report.fonts, &data.folder(files, options.allow_outside))?;
    Ok((document, faces))
}

/// Sets the document of a report.
///
/// # Errors
/// Characters that no face has, limits of tables and footnotes.
pub(super) fn typeset_document(
    manuscript: &Manuscript,
    document: &Document,
    faces: &Faces,
) -> Result<Layout, Vec<Diagnostic>> {
    layout::layout(document, &manuscript.report.page, faces, &manuscript.pictures)
}

/// Writes a report that has been set as PDF. Its pictures are used up, one after the other, so that they are never in
/// memory twice.
///
/// # Errors
/// Pictures that turn out to be damaged, and what printpdf cannot write.
pub fn write_pdf(manuscript: Manuscript, typeset: &Typeset) -> Result<Pdf, Vec<Diagnostic>> {
    let Manuscript { report, pictures, options, .. } = manuscript;
    let Typeset { faces, layout, .. } = typeset;
    let (places, max_dpi) = (layout.picture_places(), report.page.max_dpi);
    let (pictures, notes) = pdf::embed_pictures(pictures, &places, max_dpi, &options.limits, faces)?;
    written(typeset, pictures, notes)
}

/// Sets two years side by side and writes them as PDF, in the faces that are compiled in, for one-sided print.
///
/// # Errors
/// Characters that no face has, and what printpdf cannot write.
pub fn comparison_pdf(comparison: &Comparison, created: Option<Created>) -> Result<Pdf, Vec<Diagnostic>> {
    let mut document = compose_comparison(comparison);
    document.properties.created = created;
    let faces = Faces::embedded();
    let page = PageOptions { duplex: false, ..PageOptions::default() };
    let layout = layout::layout(&document, &page, &faces, &Pictures::default())?;
    let (pictures, notes) = pdf::embed_pictures(Pictures::default(), &[], None, &Limits::default(), &faces)?;
    written(&Typeset { document, faces, layout }, pictures, notes)
}

/// What has been set, as a file; `notes` are what had to be done for its pictures.
fn written(typeset: &Typeset, pictures: EmbeddedPictures, notes: Vec<Diagnostic>) -> Result<Pdf, Vec<Diagnostic>> {
    let Typeset { document, faces, layout } = typeset;
    let notes = layout.notes.iter().cloned().chain(notes).collect();
    let file = pdf::write(layout, document, faces, pictures).map_err(|error| vec![unwritten(&error, faces)])?;
    Ok(Pdf { file, pages: layout.pages.len(), notes })
}

/// Why there is no file: a face of the office that is damaged, which nothing has shown before it was cut to what is
/// used of it, or a fault of this program.
fn unwritten(error: &pdf::Error, faces: &Faces) -> Diagnostic {
    let name = match error {
        pdf::Error::Cut { face, .. } | pdf::Error::Glyph { face, .. } => Some(face),
        _ => None,
    };
    let mut paths =
        faces.all().filter(|(_, face)| Some(&face.name) == name).filter_map(|(_, face)| face.path.as_deref());
    // One that is compiled in may bear the same name, and is whole.
    let Some(path) = paths.next() else {
        let message = message!(zh: "生成 PDF 时出错：{error}", en: "cannot make the PDF: {error}");
        return Diagnostic::system(&pdf::rules::PDF, message);
    };
    let path = path.display();
    let message = message!(
        zh: "{path} 里的字不能放进 PDF：文件已损坏，或者轮廓不是 TrueType、CFF",
        en: "the glyphs of {path} cannot be embedded: the file is damaged, or has no TrueType or CFF outlines",
    );
    Diagnostic::system(&FONT_UNREADABLE, message).help(message!(
        zh: "换一个完好的字体文件；要用程序自带的字体，从 [fonts] 或 --font-dir 里去掉它",
        en: "take a file that is whole; or leave it out of [fonts] or --font-dir, and the embedded face is used",
    ))
}

#[cfg(test)]
mod tests {
    #![allow(clippy::expect_used)]
    use std::path::Path;

    use super::*;
    use crate::diagnostic::Lang;
    use crate::files::Memory;

    #[test]
    fn a_damaged_face_is_named_by_its_file() {
        let bytes = include_bytes!("../../fonts/DejaVuSans.ttf");
        let files = Files::new(Memory::from([("faces/body.ttf", bytes.to_vec())]));
        let library = FaceLibrary::with_folder(&files, Path::new("faces"), false).expect("a face");
        let faces = library.serve(&[], &files.folder("", false)).expect("faces");
        let told = |face: &str| {
            let (face, text) = (face.to_owned(), String::new());
            let fault = unwritten(&pdf::Error::Glyph { face, glyph: 9, text }, &faces);
            (fault.code(), fault.message.in_lang(Lang::Zh).contains("faces/body.ttf"))
        };
        // A face that is compiled in has the same name, but no file.
        assert_eq!(told("DejaVuSans"), ("font-unreadable", true));
        assert_eq!(told("FandolSong-Regular"), ("pdf", false));
    }
}
