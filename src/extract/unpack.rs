//! The way into a file: it is opened within limits, and what is needed to read it aloud is handed on unpacked.
//!
//! A few bytes can unpack to gigabytes, and tables can name more than there is. So lopdf opens the file within limits
//! (`load`); pictures and the outlines of Chinese fonts, most of its bytes, are left out; and what
//! remains is written down anew, plain, for the walk.

use std::borrow::Cow;
use std::collections::HashSet;

use lopdf::{DecompressError, Dictionary, Document, Error, Object, ObjectId};

use super::digest::{Stored, stored};
use super::extras::{Extra, extras};
use super::limits::{LARGEST_PDF, LARGEST_STREAM, LARGEST_SUM, Limit, too_much};
use super::load::load;
use super::sealed::{self, Seal};
use super::{damaged, rules};
use crate::diagnostic::{Diagnostic, message};
use crate::pdf::seals;

/// A stream that lopdf cannot unpack unpacks to this many times its bytes at most: deflate makes 1,032 of one.
const WORST_RATIO: usize = 1_032;
/// The mark of a PDF stands within so many bytes (ISO 32000-1, annex H, 3.4.1), that of its end within so many of the
/// last ones (3.4.4).
const NEAR: usize = 1024;
/// Most CIDs of a font (ISO 32000-1, annex C).
const MOST_CIDS: f32 = 65_535.0;
/// Most widths of a font, counted as often as they are given.
const MOST_WIDTHS: f32 = 4.0 * MOST_CIDS;
/// Numbers of objects leave gaps where some were deleted, but not more than so many for each that is there.
const MOST_GAPS: usize = 16;

/// A file that has been unpacked.
pub(super) struct Unpacked {
    /// The file, plain.
    pub(super) bytes: Vec<u8>,
    /// What the metadata say.
    pub(super) stored: Stored,
    /// What the seal says.
    pub(super) seal: Seal,
    /// Scripts and attachments.
    pub(super) extras: Vec<Extra>,
}

/// Opens a file and hands on, plain, what is needed to read it aloud.
///
/// # Errors
/// It is no PDF, is cut short, damaged or encrypted, or unpacks to too much.
pub(super) fn unpack(bytes: &[u8]) -> Result<Unpacked, Diagnostic> {
    let mut document = open(bytes)?;
    let stored = stored(&document);
    let seal = seal(&stored, &document);
    let extras = extras(&document);
    Ok(Unpacked { bytes: laid_bare(&mut document)?, stored, seal, extras })
}

/// Opens a file.
///
/// # Errors
/// It is no PDF, is cut short, damaged or encrypted, or asks for too much.
pub(super) fn open(bytes: &[u8]) -> Result<Document, Diagnostic> {
    if bytes.len() > LARGEST_PDF {
        return Err(too_much(Limit::File(LARGEST_PDF)));
    }
    if !bytes.get(..bytes.len().min(NEAR)).is_some_and(|head| has(head, b"%PDF-")) {
        return Err(no_pdf());
    }
    // Where a medium ends, blocks are filled up.
    let end = bytes.iter().rposition(|byte| *byte != 0).map_or(0, |last| last + 1);
    let bytes = bytes.get(..end).unwrap_or_default();
    if !bytes.get(bytes.len().saturating_sub(NEAR)..).is_some_and(|tail| has(tail, b"%%EOF")) {
        return Err(cut_short());
    }
    let mut document = load(&without_notes(bytes))?;
    if document.is_encrypted() {
        return Err(encrypted());
    }
    document.encryption_state = None;
    Ok(document)
}

/// What the seal says of a file in which this is stored.
pub(super) fn seal(stored: &Stored, document: &Document) -> Seal {
    sealed::compare(stored.pages.as_deref(), stored.document.as_deref(), || seals(document))
}

/// Writes down, plain, what of a file is needed to read it aloud; the rest goes.
///
/// # Errors
/// It unpacks to too much.
pub(super) fn laid_bare(document: &mut Document) -> Result<Vec<u8>, Diagnostic> {
    let most = document.objects.len().saturating_mul(MOST_GAPS).saturating_add(NEAR);
    document.objects.retain(|(number, _), _| usize::try_from(*number).is_ok_and(|number| number <= most));
    document.max_id = document.objects.keys().map(|(number, _)| *number).max().unwrap_or_default();
    let endless: HashSet<ObjectId> =
        document.objects.iter().filter(|(_, object)| is_endless(object)).map(|(id, _)| *id).collect();
    let outlines = outlines_of_cids(document);
    let mut left = LARGEST_SUM;
    for (id, object) in &mut document.objects {
        match object {
            Object::Stream(stream) if is_unneeded(&stream.dict) || outlines.contains(id) => *object = Object::Null,
            Object::Stream(stream) => {
                plain(stream, left.min(LARGEST_STREAM))?;
                left = left.saturating_sub(stream.content.len());
            }
            own => clear(own, &endless),
        }
    }
    let mut bytes = Vec::new();
    document.save_to(&mut bytes).map_err(|_| damaged())?;
    Ok(bytes)
}

/// The files that `qpdf --qdf` writes for people to read have a note before each page, even among packed objects, where
/// lopdf expects none: blanks stand for it.
fn without_notes(bytes: &[u8]) -> Cow<'_, [u8]> {
    const NOTE: &[u8] = b"\n%% Page ";
    if !bytes.get(..bytes.len().min(NEAR)).is_some_and(|head| has(head, b"\n%QDF-")) {
        return Cow::Borrowed(bytes);
    }
    let mut bytes = bytes.to_vec();
    let places: Vec<usize> =
        (0..bytes.len()).filter(|at| bytes.get(*at..).is_some_and(|rest| rest.starts_with(NOTE))).collect();
    for at in places {
        let note = bytes.iter_mut().skip(at + 1).take_while(|byte| **byte != b'\n');
        note.for_each(|byte| *byte = b' ');
    }
    Cow::Owned(bytes)
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

/// Unpacks a stream to no more than `most` bytes, of `LARGEST_SUM` what is left. What lopdf has no decoder for stays as it
/// is, if it can be no more.
fn plain(stream: &mut lopdf::Stream, most: usize) -> Result<(), Diagnostic> {
    let limit = if most < LARGEST_STREAM { Limit::Streams(LARGEST_SUM) } else { Limit::Stream(LARGEST_STREAM) };
    if !stream.dict.has(b"Filter") {
        return if stream.content.len() > most { Err(too_much(limit)) } else { Ok(()) };
    }
    match stream.decompressed_content_with_limit(most) {
        Ok(content) => {
            stream.set_plain_content(content);
            Ok(())
        }
        Err(Error::Decompress(DecompressError::MemoryLimitExceeded { .. })) => Err(too_much(limit)),
        Err(_) => {
            let layers = stream.filters().map_or(1, |filters| filters.len());
            let worst = (0..layers).fold(stream.content.len(), |bytes, _| bytes.saturating_mul(WORST_RATIO));
            if worst > most { Err(too_much(limit)) } else { Ok(()) }
        }
    }
}

/// Takes away widths of characters that no font has: a range of billions is soon written. `endless` are arrays of them.
fn clear(object: &mut Object, endless: &HashSet<ObjectId>) {
    match object {
        Object::Array(items) => items.iter_mut().for_each(|item| clear(item, endless)),
        Object::Dictionary(dictionary) => {
            for key in [b"W".as_slice(), b"W2"] {
                let is_endless = |widths: &Object| match widths {
                    Object::Reference(id) => endless.contains(id),
                    own => is_endless(own),
                };
                if dictionary.get(key).is_ok_and(is_endless) {
                    dictionary.remove(key);
                }
            }
            dictionary.iter_mut().for_each(|(_, value)| clear(value, endless));
        }
        _ => {}
    }
}

/// Whether an array, read as widths, gives more of them than a font has (ISO 32000-1, 9.7.4.3): `c [w w w]`, `c c w`.
fn is_endless(object: &Object) -> bool {
    let Ok(widths) = object.as_array() else { return false };
    let number = |at: usize| widths.get(at).and_then(|width| width.as_float().ok()).unwrap_or_default();
    let (mut at, mut count) = (0, 0.0);
    while at + 1 < widths.len() {
        if number(at) > MOST_CIDS || number(at + 1) > MOST_CIDS {
            return true;
        }
        match widths.get(at + 1) {
            Some(Object::Integer(_) | Object::Real(_)) => {
                count += (number(at + 1) - number(at)).max(0.0);
                at += 3;
            }
            _ => at += 2,
        }
    }
    count > MOST_WIDTHS
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

pub(super) fn encrypted() -> Diagnostic {
    let message = message!(zh: "PDF 加了密，要密码才能打开", en: "the PDF is encrypted and opens with a password only");
    Diagnostic::system(&rules::PDF_ENCRYPTED, message)
        .help(message!(zh: "去掉密码，另存一份", en: "take its password away, and save it anew"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn notes_for_people_are_blanked() {
        let plain = b"%PDF-1.7\n%% Page 1\n<<";
        assert_eq!(&*without_notes(plain), plain);
        assert_eq!(&*without_notes(b"%PDF-1.7\n%QDF-1.0\n%% Page 1\n<<"), b"%PDF-1.7\n%QDF-1.0\n         \n<<");
    }

    #[test]
    fn widths_of_more_characters_than_there_are() {
        let of = |widths: Vec<Object>| is_endless(&Object::Array(widths));
        let range = |from: i64, to: i64| [from.into(), to.into(), 500.into()];
        assert!(of(range(0, 4_000_000_000).to_vec()));
        assert!(of((0..5).flat_map(|_| range(0, 65_535)).collect()));
        let each = |first: i64| [first.into(), vec![Object::Integer(500); 2].into()];
        assert!(!of((0..9_000).flat_map(|at| each(at * 7)).collect()));
        assert!(!of([range(1, 94).to_vec(), each(814).to_vec()].concat()));
    }
}
