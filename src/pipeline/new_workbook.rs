//! A workbook to be filled in, from the text of a new data file.

use super::{Input, Options, read};
use crate::author::parts;
use crate::compose::compose;
use crate::diagnostic::{Diagnostic, message};
use crate::files::Files;
use crate::rules::INTERNAL;
use crate::workbook::workbook;

/// The workbook of a new data file.
///
/// # Errors
/// The text is no data file, or the workbook cannot be written: never, of what `author` writes.
pub fn new_workbook(text: &str, options: &Options) -> Result<Vec<u8>, Vec<Diagnostic>> {
    let data = Input::Bytes { name: "new.toml".to_owned(), bytes: text.as_bytes().to_vec() };
    let reading = read(&data, None, &Files::on_disk(), options);
    let Some(manuscript) = reading.manuscript else { return Err(reading.found) };
    let (report, document) = (&manuscript.report, compose(&manuscript.report, &manuscript.narratives));
    workbook(report, &document, &parts(report)).map_err(|error| {
        vec![Diagnostic::system(
            &INTERNAL,
            message!(zh: "写不出工作簿：{error}", en: "cannot write the workbook: {error}"),
        )]
    })
}
