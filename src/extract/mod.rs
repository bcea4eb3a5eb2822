//! What a PDF says, whoever has made it.
//!
//! Takes the bytes of a PDF file, gives an [`Extract`]: the characters that each page shows, in the order in which
//! they are drawn, each with its place, and what this program has stored of the data and of the pages it drew. What
//! is not shown (invisible text, text beside the page) is left out. Knows nothing of reports.
//!
//! `load` reads its objects within `limits`, `unpack` hands on what text needs, `content` walks over the pages, `fonts` knows
//! what a code says, `place` where it stands. `digest` reads the metadata, `sealed` holds the file against its seal,
//! `extras` finds scripts and attachments.

mod content;
mod digest;
mod extras;
mod fonts;
mod images;
mod limits;
mod load;
mod place;
pub(crate) mod rules;
mod sealed;
mod state;
mod tagged;
mod tree;
mod unpack;

use hayro_font::hayro_syntax::Pdf;

use crate::diagnostic::{Diagnostic, message};
use crate::picture::guarded;
use content::Walk;
pub use extras::Extra;
pub use limits::LARGEST_PDF;
use limits::{Limit, too_much};
pub use sealed::{Changes, Seal};
pub use tagged::{Tagged, tagged};
pub use tree::{Element, Kid, Picture, Stretch};
use unpack::{Unpacked, unpack};

/// A PDF as far as it can be read aloud.
#[derive(Clone, Debug, Default)]
pub struct Extract {
    /// Its pages, in order.
    pub pages: Vec<Page>,
    /// The digest of the data that it was made from, as this program has stored it.
    pub digest: Option<String>,
    /// What its seal says of it, where this program has made it.
    pub seal: Seal,
    /// The titles that it bears in its metadata.
    pub titles: Vec<String>,
    /// Scripts, attachments and the like.
    pub extras: Vec<Extra>,
}

/// What a page shows.
#[derive(Clone, Debug, Default)]
pub struct Page {
    /// Its characters, in the order in which they are drawn.
    pub shown: Vec<Shown>,
    /// What somebody has put on top of it with a viewer: notes, stamps, boxes.
    pub notes: Vec<Note>,
    /// Its pictures and drawings.
    pub pictures: Vec<Placed>,
}

/// What somebody has put on top of a page (an annotation, ISO 32000-1, 12.5).
#[derive(Clone, Debug, Default)]
pub struct Note {
    /// Its kind, such as `FreeText` or `Square`.
    pub kind: String,
    /// What it says on the page.
    pub text: String,
}

/// A character that a page shows. Lengths in points from the upper left corner of the page.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Shown {
    /// The character; U+FFFD if its font does not tell.
    pub ch: char,
    /// Where its pen is before it, and behind it.
    pub from: (f32, f32),
    /// Where its pen is behind it.
    pub to: (f32, f32),
    /// Height of the em.
    pub size: f32,
    /// Whether it belongs to a drawing that is placed as a whole.
    pub in_drawing: bool,
    /// Index of its face.
    pub face: u16,
    /// The number of the marked content that it stands in (MCID, ISO 32000-1, 14.7.4).
    pub mark: Option<u32>,
}

/// A picture that a page shows, or a drawing that is placed as a whole.
#[derive(Clone, Debug, PartialEq)]
pub struct Placed {
    /// What the resources of the page call it.
    pub name: String,
    /// Where its unit square goes, from the upper left corner of the page: x' = ax + cy + e, y' = bx + dy + f.
    pub matrix: [f64; 6],
    /// Whether it is a drawing.
    pub is_drawing: bool,
    /// The number of the marked content that it stands in.
    pub mark: Option<u32>,
}

/// What a character is called that a font has no name for.
pub const UNKNOWN: char = char::REPLACEMENT_CHARACTER;

/// Room for the calls of the parsers, which go into one another as deep as a file says, up to a hundred or so.
const STACK: usize = 64 << 20;

/// Reads a PDF.
///
/// # Errors
/// The file is no PDF, is cut short, damaged or encrypted, shows no text, or asks for more than it may.
pub fn extract(bytes: Vec<u8>) -> Result<Extract, Diagnostic> {
    with_room(move || read(&bytes))
}

/// Does a work on a parser's file with room for the parser's calls.
fn with_room<T: Send + 'static>(
    work: impl FnOnce() -> Result<T, Diagnostic> + Send + 'static,
) -> Result<T, Diagnostic> {
    let work = move || guarded(damaged, work);
    match std::thread::Builder::new().stack_size(STACK).spawn(work) {
        Ok(reader) => reader.join().unwrap_or_else(|_| Err(damaged())),
        Err(_) => Err(too_much(Limit::Room(STACK))),
    }
}

fn read(bytes: &[u8]) -> Result<Extract, Diagnostic> {
    let Unpacked { bytes, stored, seal, extras } = unpack(bytes)?;
    let file = Pdf::new(bytes).map_err(|_| damaged())?;
    let mut walk = Walk::new();
    let pages: Vec<Page> = file.pages().iter().map(|page| walk.page(page)).collect::<Result<_, _>>()?;
    if pages.is_empty() {
        return Err(damaged());
    }
    let count: usize = pages.iter().map(|page| page.shown.len()).sum();
    let unknown = pages.iter().flat_map(|page| &page.shown).filter(|shown| shown.ch == UNKNOWN).count();
    if count == 0 {
        return Err(no_text(walk.has_invisible_text()));
    }
    // Of a file whose fonts do not tell what they show, nothing can be said.
    if unknown * 2 > count {
        return Err(no_characters(unknown));
    }
    Ok(Extract { pages, digest: stored.data, seal, titles: stored.titles, extras })
}

/// What is said of a file of more than [`LARGEST_PDF`] bytes.
pub(crate) fn too_large() -> Diagnostic {
    too_much(Limit::File(LARGEST_PDF))
}

fn damaged() -> Diagnostic {
    let message = message!(zh: "PDF 损坏了，读不出来", en: "the PDF is damaged and cannot be read");
    Diagnostic::system(&rules::PDF_UNREADABLE, message).help(message!(
        zh: "用看 PDF 的程序打开，另存一份；打不开的，找原来的文件",
        en: "open it in a viewer and save it anew; if that fails, find the original",
    ))
}

fn no_text(has_invisible: bool) -> Diagnostic {
    let message = match has_invisible {
        true => message!(
            zh: "PDF 是扫描件：看得见的是图片，文字是识别出来的，看不见，不能用来核对",
            en: "the PDF is a scan: what is seen are pictures, and the text behind them was guessed, so it proves nothing",
        ),
        false => message!(
            zh: "PDF 里没有文字：是扫描件，或者文字已经转成了图形",
            en: "there is no text in the PDF: it is a scan, or its text was turned into outlines",
        ),
    };
    Diagnostic::system(&rules::PDF_NO_TEXT, message)
        .help(message!(zh: "用扫描以前的 PDF 核对", en: "take the PDF as it was before it was scanned"))
}

fn no_characters(count: usize) -> Diagnostic {
    let message = message!(
        zh: "PDF 里有 {count} 个字的字体没有注明是什么字，不能核对",
        en: "the fonts of the PDF do not tell what {count} of its glyphs are, so it cannot be compared",
    );
    Diagnostic::system(&rules::PDF_NO_TEXT, message).help(message!(
        zh: "从原来的文档重新导出 PDF，选“嵌入字体”",
        en: "export the PDF again from its document, with fonts embedded",
    ))
}
