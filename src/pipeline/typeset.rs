//! From a report to its pages, and from its pages to a file.

use super::Manuscript;
use crate::compose::document::{Created, Document};
use crate::compose::{compose, digest};
use crate::diagnostic::{Diagnostic, message};
use crate::files::Files;
use crate::layout::{self, Layout};
use crate::pdf::{self, PdfFile};
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
    let Manuscript { report, narratives, pictures, data, options } = manuscript;
    let mut document = compose(report, narratives);
    document.properties.digest = Some(digest(&document, |id| pictures.digest(id)));
    document.properties.created = document.properties.created.or(created);
    let faces = library.serve(&report.fonts, &data.folder(files, options.allow_outside))?;
    let layout = layout::layout(&document, &report.page, &faces, pictures)?;
    Ok(Typeset { document, faces, layout })
}

/// Writes a report that has been set as PDF. Its pictures are used up, one after the other, so that they are never in
/// memory twice.
///
/// # Errors
/// Pictures that turn out to be damaged, and what printpdf cannot write.
pub fn write_pdf(manuscript: Manuscript, typeset: &Typeset) -> Result<Pdf, Vec<Diagnostic>> {
    let Manuscript { report, pictures, options, .. } = manuscript;
    let Typeset { document, faces, layout } = typeset;
    let (places, max_dpi) = (layout.picture_places(), report.page.max_dpi);
    let (pictures, notes) = pdf::embed_pictures(pictures, &places, max_dpi, &options.limits, faces)?;
    let notes = layout.notes.iter().cloned().chain(notes).collect();
    let file = pdf::write(layout, document, faces, pictures).map_err(|error| {
        let message = message!(zh: "生成 PDF 时出错：{error}", en: "cannot make the PDF: {error}");
        vec![Diagnostic::system(&pdf::rules::PDF, message)]
    })?;
    Ok(Pdf { file, notes })
}
