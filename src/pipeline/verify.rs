//! A PDF held against its data file.

use std::io::ErrorKind;
use std::path::Path;

use super::{Manuscript, typeset};
use crate::compose::document::PictureId;
use crate::diagnostic::Diagnostic;
use crate::extract::{self, Extract, LARGEST_PDF};
use crate::files::{Files, unreadable};
use crate::report::rules::FILE;
use crate::text::FaceLibrary;
use crate::verify::{self, Original, Verdict};

/// Reads a PDF, whoever has made it.
///
/// # Errors
/// What the system refuses; a file that is no PDF, cannot be read, or shows no text.
pub fn read_pdf(path: &Path, files: &Files) -> Result<Extract, Box<Diagnostic>> {
    let name = path.display().to_string();
    let about_it = |fault: Diagnostic| Box::new(fault.in_file(&name));
    let bytes = files.read(path, LARGEST_PDF as u64).map_err(|error| match error.kind() {
        ErrorKind::FileTooLarge => about_it(extract::too_large()),
        _ => about_it(unreadable(&FILE, &name, &error)),
    })?;
    extract::extract(bytes).map_err(about_it)
}

/// Holds a PDF against what it must say; `name` is what messages call it. The report is laid out, to know what is
/// written in its charts, and what this program would put on its pages.
///
/// # Errors
/// What hinders the laying out.
pub fn verify_pdf(
    pdf: &Extract,
    name: &str,
    manuscript: &Manuscript,
    library: &FaceLibrary,
    files: &Files,
) -> Result<Verdict, Vec<Diagnostic>> {
    let pages = typeset(manuscript, library, files, None)?;
    let Manuscript { narratives, pictures, .. } = manuscript;
    let drawn = (0..narratives.picture_files().len()).map(|id| pictures.text(PictureId(id))).collect();
    let original = Original::new(&pages.document, &pages.layout, &pages.faces, drawn);
    Ok(verify::verify(&original, pdf, name))
}
