//! The way into a file: it is opened within limits, and what is needed to read it aloud is handed on unpacked.
//!
//! A few bytes can unpack to gigabytes, and tables can name more than there is. So lopdf, which unpacks no more than it
//! is told to, opens the file; pictures and the outlines of Chinese fonts, most of its bytes, are left out; and what
//! remains is written down anew, plain, for the walk.

use lopdf::{DecompressError, Dictionary, Document, Error, LoadOptions, Object, ObjectId};

use super::{damaged, rules, too_much};
use crate::diagnostic::{Diagnostic, message};
use crate::pdf::page_digests;

/// Largest file. A report with its photographs has some tens of megabytes.
const LARGEST: usize = 512 << 20;
/// Most bytes of one stream, unpacked.
const LARGEST_STREAM: usize = 64 << 20;
/// Most bytes of all streams together.
const LARGEST_SUM: usize = 256 << 20;
/// A stream that lopdf cannot unpack unpacks to this many times its bytes at most: deflate makes 1,032 of one.
const WORST_RATIO: usize = 1_032;
/// The mark of a PDF stands within so many bytes (ISO 32000-1, annex H, 3.4.1), that of its end within so many of the
/// last ones (3.4.4).
const NEAR: usize = 1024;
/// Most CIDs of a font (ISO 32000-1, annex C).
const MOST_CIDS: i64 = 65_535;

/// A file that has been unpacked.
pub(super) struct Unpacked {
    /// The file, plain.
    pub(super) bytes: Vec<u8>,
    /// The digest of what each page draws, if all can be read.
    pub(super) page_digests: Option<Vec<String>>,
}

/// Opens a file and hands on, plain, what is needed to read it aloud.
///
/// # Errors
/// It is no PDF, is cut short, damaged or encrypted, or unpacks to too much.
pub(super) fn unpack(bytes: &[u8]) -> Result<Unpacked, Diagnostic> {
    if bytes.len() > LARGEST {
        return Err(too_much());
    }
    if !bytes.get(..bytes.len().min(NEAR)).is_some_and(|head| has(head, b"%PDF-")) {
        return Err(no_pdf());
    }
    if !bytes.get(bytes.len().saturating_sub(NEAR)..).is_some_and(|tail| has(tail, b"%%EOF")) {
        return Err(cut_short());
    }
    let mut document =
        match Document::load_mem_with_options(bytes, LoadOptions::with_max_decompressed_size(LARGEST_STREAM)) {
            Ok(document) => document,
            Err(Error::Decompress(DecompressError::MemoryLimitExceeded { .. })) => return Err(too_much()),
            Err(Error::InvalidPassword | Error::Decryption(_) | Error::UnsupportedSecurityHandler(_)) => {
                return Err(encrypted());
            }
            Err(_) => return Err(damaged()),
        };
    if document.is_encrypted() {
        return Err(encrypted());
    }
    document.encryption_state = None;

    let page_digests = page_digests(&document, LARGEST_STREAM);
    let outlines = outlines_of_cids(&document);
    let mut left = LARGEST_SUM;
    for (id, object) in &mut document.objects {
        match object {
            Object::Stream(stream) if is_unneeded(&stream.dict) || outlines.contains(id) => *object = Object::Null,
            Object::Stream(stream) => {
                plain(stream, left.min(LARGEST_STREAM))?;
                left = left.saturating_sub(stream.content.len());
            }
            Object::Dictionary(dictionary) => clear(dictionary),
            _ => {}
        }
    }
    let mut bytes = Vec::new();
    document.save_to(&mut bytes).map_err(|_| damaged())?;
    Ok(Unpacked { bytes, page_digests })
}

/// Whether text can be read without a stream.
fn is_unneeded(dictionary: &Dictionary) -> bool {
    let kinds: [&[u8]; 3] = [b"ObjStm", b"XRef", b"EmbeddedFile"];
    let subtype = dictionary.get(b"Subtype").and_then(Object::as_name);
    subtype.is_ok_and(|kind| kind == b"Image") || kinds.into_iter().any(|kind| dictionary.has_type(kind))
}

/// The outlines of fonts with a character collection: what these say is told by maps beside them.
fn outlines_of_cids(document: &Document) -> Vec<ObjectId> {
    let is_cid_font = |font: &&Dictionary| {
        let subtype = font.get(b"Subtype").and_then(Object::as_name);
        subtype.is_ok_and(|kind| kind.starts_with(b"CIDFont"))
    };
    let fonts = document.objects.values().filter_map(|object| object.as_dict().ok()).filter(is_cid_font);
    let descriptors =
        fonts.filter_map(|font| font.get_deref(b"FontDescriptor", document).and_then(Object::as_dict).ok());
    let keys: [&[u8]; 3] = [b"FontFile", b"FontFile2", b"FontFile3"];
    descriptors
        .flat_map(|descriptor| keys.map(|key| descriptor.get(key).and_then(Object::as_reference).ok()))
        .flatten()
        .collect()
}

/// Unpacks a stream. What lopdf has no decoder for stays as it is, if it can be no more than `most` bytes.
fn plain(stream: &mut lopdf::Stream, most: usize) -> Result<(), Diagnostic> {
    if !stream.dict.has(b"Filter") {
        return if stream.content.len() > most { Err(too_much()) } else { Ok(()) };
    }
    match stream.decompressed_content_with_limit(most) {
        Ok(content) => {
            stream.set_plain_content(content);
            Ok(())
        }
        Err(Error::Decompress(DecompressError::MemoryLimitExceeded { .. })) => Err(too_much()),
        Err(_) => {
            let layers = stream.filters().map_or(1, |filters| filters.len());
            let worst = (0..layers).fold(stream.content.len(), |bytes, _| bytes.saturating_mul(WORST_RATIO));
            if worst > most { Err(too_much()) } else { Ok(()) }
        }
    }
}

/// Takes away widths of characters that no font has: a range of billions is soon written.
fn clear(dictionary: &mut Dictionary) {
    for key in [b"W".as_slice(), b"W2"] {
        let beyond = |number: &Object| number.as_i64().is_ok_and(|number| number > MOST_CIDS);
        if dictionary.get(key).and_then(Object::as_array).is_ok_and(|widths| widths.iter().any(beyond)) {
            dictionary.remove(key);
        }
    }
}

fn has(bytes: &[u8], wanted: &[u8]) -> bool {
    bytes.windows(wanted.len()).any(|window| window == wanted)
}

fn no_pdf() -> Diagnostic {
    Diagnostic::system(&rules::PDF_UNREADABLE, message!(zh: "不是 PDF 文件", en: "it is no PDF file")).help(message!(
        zh: "先写 PDF，后写数据文件：nianbao verify 报告.pdf 报告.toml",
        en: "the PDF comes first, then the data file: nianbao verify report.pdf report.toml",
    ))
}

fn cut_short() -> Diagnostic {
    let message = message!(zh: "PDF 不完整：末尾缺了一段", en: "the PDF is cut short: its end is missing");
    Diagnostic::system(&rules::PDF_UNREADABLE, message)
        .help(message!(zh: "重新下载或复制", en: "download or copy it again"))
}

fn encrypted() -> Diagnostic {
    let message = message!(zh: "PDF 加了密，要密码才能打开", en: "the PDF is encrypted and opens with a password only");
    Diagnostic::system(&rules::PDF_ENCRYPTED, message)
        .help(message!(zh: "去掉密码，另存一份再核对", en: "take its password away, and save it anew"))
}
