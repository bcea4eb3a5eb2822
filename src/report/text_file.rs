//! A file as text: UTF-8, with or without a byte-order mark; whatever else it is, is named with the remedy.

use super::bounds::{Bound, Bounds};
use super::file_kind::FileKind;
use crate::diagnostic::{Diagnostic, Lang, Message, message};
use crate::report::rules;
use crate::source::{Sources, Span};

/// The text of a file, without its byte-order mark.
///
/// # Errors
/// Code `encoding`, if the bytes are no UTF-8. Where a single byte is to blame, the diagnostic points at it: the text
/// is then added to `sources` with U+FFFD in the place of what cannot be read.
pub fn decode(name: &str, bytes: Vec<u8>, sources: &mut Sources) -> Result<String, Box<Diagnostic>> {
    if let Some(kind) = FileKind::of(&bytes) {
        return Err(Box::new(Diagnostic::error(&rules::ENCODING, no_text(name, kind)).help(kind.remedy(name))));
    }
    let error = |message| Diagnostic::error(&rules::ENCODING, message).help(remedy());
    if bytes.starts_with(&[0xFF, 0xFE]) || bytes.starts_with(&[0xFE, 0xFF]) {
        return Err(Box::new(error(utf_16(name))));
    }
    match String::from_utf8(bytes) {
        // No text holds NUL, but UTF-16 without its mark is full of it, and plain ASCII in it is valid UTF-8.
        Ok(text) if is_full_of_nul(text.as_bytes()) => Err(Box::new(error(utf_16(name)))),
        Ok(text) if text.contains('\0') => Err(Box::new(stray_nul(name, &text, sources))),
        Ok(text) => Ok(text.strip_prefix('\u{FEFF}').map(str::to_owned).unwrap_or(text)),
        Err(fault) => {
            let bytes = fault.as_bytes();
            if is_full_of_nul(bytes) {
                return Err(Box::new(error(utf_16(name))));
            }
            if looks_like_gbk(bytes) {
                return Err(Box::new(error(message!(
                    zh: "{name} 不是 UTF-8 文本，看来是 GBK（ANSI）编码",
                    en: "{name} is not UTF-8 text; it looks like GBK (ANSI)",
                ))));
            }
            let at = fault.utf8_error().valid_up_to();
            let source = sources.add(name, String::from_utf8_lossy(bytes));
            Err(Box::new(
                error(message!(
                    zh: "{name} 不是 UTF-8 文本：这里有读不出的字节",
                    en: "{name} is not UTF-8 text: there are bytes here that cannot be read",
                ))
                .at(Span::new(source, at..at + char::REPLACEMENT_CHARACTER.len_utf8())),
            ))
        }
    }
}

/// The error that a file holds more than a data file or a narrative may.
pub fn too_large(name: &str, bounds: &Bounds) -> Diagnostic {
    let most = bounds.of(Bound::File);
    let message = message!(
        zh: "{name} 太大：最多 {most} MiB",
        en: "{name} is too large: {most} MiB are allowed",
    );
    let help = message!(
        zh: "核对是不是这个文件；正文里误贴了别的内容的，删去",
        en: "see whether this is the file that is meant; delete what was pasted into it by mistake",
    );
    Diagnostic::error(&rules::LIMIT_TEXT, message).help(Bound::File.help(&help))
}

fn no_text(name: &str, kind: FileKind) -> Message {
    let kind = kind.name();
    let (zh, en) = (kind.in_lang(Lang::Zh), kind.in_lang(Lang::En));
    message!(zh: "{name} 是{zh}，不是纯文本", en: "{name} is {en}, not plain text")
}

/// Whether so many bytes are NUL that the text is UTF-16: of that, every line end and every blank has one.
fn is_full_of_nul(bytes: &[u8]) -> bool {
    let count = bytes.iter().filter(|byte| **byte == 0).count();
    count > 0 && count.saturating_mul(20) >= bytes.len()
}

/// The error that a text holds NUL, which some programs leave where they failed to write.
fn stray_nul(name: &str, text: &str, sources: &mut Sources) -> Diagnostic {
    let (at, count) = (text.find('\0').unwrap_or_default(), text.matches('\0').count());
    let source = sources.add(name, text.replace('\0', "\u{FFFD}"));
    let message = message!(
        zh: "{name} 里有看不见的空字符（U+0000），共 {count} 个，这是第一个",
        en: "{name} holds the invisible character NUL (U+0000), {count} in all; this is the first",
    );
    let help = message!(
        zh: "删去它：把光标放在这个位置，删去前后各一个字，再把那两个字打上",
        en: "delete it: delete the characters on both sides of this place and type them again",
    );
    let place = Span::new(source, at..at + char::REPLACEMENT_CHARACTER.len_utf8());
    Diagnostic::error(&rules::ENCODING, message).at(place).help(help)
}

fn utf_16(name: &str) -> Message {
    message!(
        zh: "{name} 不是 UTF-8 文本，而是 UTF-16（“Unicode”）编码",
        en: "{name} is not UTF-8 text but UTF-16 (\"Unicode\")",
    )
}

fn remedy() -> Message {
    message!(
        zh: "用编辑器打开，选“另存为”，编码选 UTF-8",
        en: "open it in an editor and save it again as UTF-8",
    )
}

/// Whether all bytes beyond ASCII form characters of GB 18030, which holds GBK and GB 2312.
fn looks_like_gbk(mut bytes: &[u8]) -> bool {
    loop {
        bytes = match bytes {
            [] => return true,
            [0x00..=0x7F, rest @ ..] => rest,
            [0x81..=0xFE, 0x40..=0x7E | 0x80..=0xFE, rest @ ..] => rest,
            [0x81..=0xFE, 0x30..=0x39, 0x81..=0xFE, 0x30..=0x39, rest @ ..] => rest,
            _ => return false,
        }
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used)]
    use super::*;

    fn fault(bytes: &[u8]) -> (String, Option<(usize, usize)>) {
        let mut sources = Sources::default();
        let fault = decode("a.toml", bytes.to_vec(), &mut sources).expect_err("not UTF-8");
        assert_eq!(fault.code(), "encoding");
        let at = fault.span.map(|span| sources.line_column(span));
        (fault.message.in_lang(Lang::Zh).to_owned(), at.map(|at| (at.line, at.column)))
    }

    #[test]
    fn a_byte_order_mark_is_dropped() {
        let mut sources = Sources::default();
        assert_eq!(decode("a", b"\xEF\xBB\xBFform".to_vec(), &mut sources).unwrap(), "form");
        assert_eq!(decode("a", "年报".into(), &mut sources).unwrap(), "年报");
    }

    #[test]
    fn other_encodings_are_named() {
        // “年报” in GBK, after a line of ASCII.
        assert!(fault(b"x = 1\ny = \"\xC4\xEA\xB1\xA8\"\n").0.contains("GBK"));
        assert!(fault(b"\xFF\xFEx\0").0.contains("UTF-16"));
        assert!(fault(b"\xFE\xFF\0x").0.contains("UTF-16"));
        assert!(fault(b"x\0 \0=\0").0.contains("UTF-16"));
    }

    #[test]
    fn a_stray_byte_is_pointed_at() {
        let (message, at) = fault(b"x = 1\n\xE5\xB9\xB4\xFF\"");
        assert!(message.contains("读不出"), "{message}");
        assert_eq!(at, Some((2, 2)));
    }
}
