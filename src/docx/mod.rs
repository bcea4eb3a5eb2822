//! A document as a Word file (.docx, ECMA-376 transitional), for comments and changes: the PDF stays the official text,
//! and a property of the file says so.
//!
//! Takes a [`Document`], its [`Artwork`] and the faces of the report, gives the bytes of a file that looks as the PDF does
//! in Word, WPS and LibreOffice. Knows nothing of the report, of TOML, of the layout and of PDF.
//!
//! `writer` holds what is being written; `body` goes through the document, `runs` puts text with `links` and the marks of
//! `notes`, `table` tables, `drawing` pictures and charts, `title`, `contents` and `signature` what their names say. `page` is
//! the section, `list_style` the styles of lists, `faces` the names of faces, `styles` and `settings` and `properties` are
//! the parts of those names, `package` is
//! the file around all parts; `xml` keeps text from being mark-up.

mod body;
mod contents;
mod drawing;
mod faces;
mod links;
mod list_style;
mod notes;
mod package;
mod page;
mod properties;
mod runs;
mod settings;
mod signature;
mod styles;
mod table;
#[cfg(test)]
mod tests;
mod theme;
mod title;
mod writer;
mod xml;

use crate::artwork::{Artwork, ChartDrawing, Lettering};
use crate::compose::Document;
use crate::diagnostic::Diagnostic;
use crate::text::Faces;
use crate::units::Pt;
pub(crate) use list_style::{Around, ListPart, ListStyle};
use writer::{ChartFile, Writer};

/// The name of the property that says which file is the official text; a file that has it was made here.
pub(crate) const OFFICIAL_TEXT: &str = "正式文本";

/// The name of the style of tables in quotes.
pub(crate) const QUOTED_TABLE: &str = "引文表格";

/// The name of the style of pictures in quotes.
pub(crate) const QUOTED_PICTURE: &str = "引文插图";

/// Namespaces of the parts that hold text.
const WORD: &str = "xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\" \
    xmlns:r=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships\"";

/// Pixels an inch of what stands in for a chart in programs that draw no SVG: enough for letters of 9 pt in print.
const CHART_DPI: u32 = 150;

/// The page of a Word file.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Options {
    /// Distance of baselines; the standard's is 225/22 mm.
    pub line_pitch: Option<Pt>,
    /// Characters a line; the standard's is 28.
    pub chars_per_line: u8,
    /// Whether pages carry their number.
    pub numbers: bool,
    /// Whether even pages have the inner margin on the right.
    pub duplex: bool,
}

impl Default for Options {
    fn default() -> Options {
        Options { line_pitch: None, chars_per_line: 28, numbers: true, duplex: true }
    }
}

/// Why a Word file cannot be written.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// A chart cannot be drawn as pixels.
    #[error("a chart cannot be drawn")]
    Chart(Box<Diagnostic>),
    /// There is more than a file of this kind can hold.
    #[error(transparent)]
    Archive(#[from] zip::result::ZipError),
}

/// Writes a document as a Word file. `faces` are those of the report: the file names them, and holds none.
///
/// # Errors
/// A chart that cannot be drawn as pixels; more than a file of this kind can hold.
pub fn write(document: &Document, artwork: &Artwork, faces: &Faces, options: &Options) -> Result<Vec<u8>, Error> {
    let file = |chart: &ChartDrawing| {
        let drawing = chart.svg(Lettering::Outlines).into_bytes().into();
        Ok(ChartFile { pixels: chart.png(CHART_DPI)?.into(), drawing })
    };
    let charts = artwork.charts(file).map_err(|fault| Error::Chart(Box::new(fault)))?;
    let mut writer = Writer::new(document, artwork, &charts, faces, options);
    writer.body();
    package::package(writer)
}
