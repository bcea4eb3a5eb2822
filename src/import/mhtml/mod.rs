//! Pages in one file (.mht, .mhtml; RFC 2557), as browsers, Word and WPS save them: the page, and what it shows beside
//! it.
//!
//! `headers` reads what is said of a part, `transfer` undoes how it was packed, `address` tells which part a page means.
//! Nothing is unpacked before it is asked for. Knows nothing of HTML.

mod address;
mod headers;
mod transfer;

use std::borrow::Cow;

use rustc_hash::FxHashMap;

use crate::diagnostic::{Message, message};
use address::{joined, normal};
use headers::{Headers, Value};

/// Most parts of a file.
const MOST_PARTS: usize = 5_000;
/// Parts within one another.
const DEEPEST: usize = 5;

/// A page with what came with it.
pub(super) struct Archive<'a> {
    /// The page itself.
    pub page: Cow<'a, [u8]>,
    /// The encoding that is named for it.
    pub charset: Option<String>,
    pub parts: Parts<'a>,
}

/// What came with a page.
pub(super) struct Parts<'a> {
    parts: Vec<Part<'a>>,
    /// Indices of parts by their addresses.
    places: FxHashMap<String, usize>,
    /// Where the page stood.
    base: String,
}

/// A part that holds no others.
struct Part<'a> {
    headers: Headers,
    kind: Value,
    body: &'a [u8],
}

/// Takes a page in one file apart.
///
/// # Errors
/// It is cut short or damaged, has too many parts, or holds no page.
pub(super) fn archive(bytes: &[u8]) -> Result<Archive<'_>, Message> {
    let (headers, body) = headers::split(bytes);
    let kind = headers.value("content-type");
    let start = kind.parameter("start").map(str::to_owned);
    let mut parts = Vec::new();
    add_parts(Part { headers, kind, body }, &mut parts, 0)?;
    let is_page = |part: &Part| ["text/html", "application/xhtml+xml"].contains(&part.kind.word.as_str());
    let is_start = |part: &Part| start.is_some() && part.headers.get("content-id") == start.as_deref();
    let at = parts.iter().position(|part| is_page(part) && is_start(part)).or(parts.iter().position(is_page));
    let Some((root, page)) = at.and_then(|at| parts.get(at)).map(|root| (root, root.bytes())) else {
        return Err(message!(zh: "里面没有网页", en: "there is no page in it"));
    };
    let page = page.ok_or_else(damaged)?;
    let charset = root.kind.parameter("charset").map(str::to_owned);
    let base = root.headers.get("content-location").unwrap_or_default().to_owned();
    Ok(Archive { page, charset, parts: Parts::new(parts, base) })
}

/// Adds the parts that a part holds, or itself.
fn add_parts<'a>(part: Part<'a>, parts: &mut Vec<Part<'a>>, depth: usize) -> Result<(), Message> {
    if !part.kind.word.starts_with("multipart/") {
        if parts.len() >= MOST_PARTS {
            return Err(too_many());
        }
        parts.push(part);
        return Ok(());
    }
    let boundary = part.kind.parameter("boundary").filter(|boundary| !boundary.is_empty()).ok_or_else(damaged)?;
    if depth >= DEEPEST {
        return Err(message!(
            zh: "里面的部分套得超过 {DEEPEST} 层，不读",
            en: "its parts nest deeper than {DEEPEST}, and it is not read",
        ));
    }
    for bytes in divided(part.body, boundary, MOST_PARTS)? {
        let (headers, body) = headers::split(bytes);
        let kind = headers.value("content-type");
        add_parts(Part { headers, kind, body }, parts, depth + 1)?;
    }
    Ok(())
}

/// What stands between the boundaries of a body (RFC 2046, 5.1.1).
///
/// # Errors
/// The boundary that ends it is not there, or there are too many.
fn divided<'a>(body: &'a [u8], boundary: &str, most: usize) -> Result<Vec<&'a [u8]>, Message> {
    let mark = format!("--{boundary}");
    let mut parts = Vec::new();
    let (mut at, mut begins) = (0_usize, None);
    for line in body.split_inclusive(|byte| *byte == b'\n') {
        let behind = line.strip_prefix(mark.as_bytes()).map(|behind| behind.trim_ascii_end());
        if let Some(behind) = behind.filter(|behind| behind.is_empty() || *behind == b"--") {
            // The line break before a boundary belongs to it.
            let part = begins.and_then(|begins| body.get(begins..at));
            let part = part.map(|part| part.strip_suffix(b"\n").unwrap_or(part));
            parts.extend(part.map(|part| part.strip_suffix(b"\r").unwrap_or(part)));
            if behind == b"--" {
                return Ok(parts);
            }
            if parts.len() > most {
                return Err(too_many());
            }
            begins = Some(at + line.len());
        }
        at += line.len();
    }
    Err(damaged())
}

fn too_many() -> Message {
    message!(
        zh: "里面超过 {MOST_PARTS} 个部分，不读",
        en: "it has more than {MOST_PARTS} parts and is not read",
    )
}

fn damaged() -> Message {
    message!(zh: "读不出：文件不完整", en: "it cannot be read: it is cut short")
}

impl<'a> Part<'a> {
    fn bytes(&self) -> Option<Cow<'a, [u8]>> {
        transfer::unpacked(self.body, &self.headers.value("content-transfer-encoding").word)
    }
}

impl<'a> Parts<'a> {
    fn new(parts: Vec<Part<'a>>, base: String) -> Parts<'a> {
        let mut places = FxHashMap::default();
        for (at, part) in parts.iter().enumerate() {
            let location = part.headers.get("content-location").map(|location| normal(&joined(&base, location)));
            let id = part.headers.get("content-id");
            let id = id.map(|id| normal(&format!("cid:{}", id.trim_matches(['<', '>']))));
            for place in location.into_iter().chain(id) {
                places.entry(place).or_insert(at);
            }
        }
        Parts { parts, places, base }
    }

    /// The file of an address as the page names it.
    pub fn file(&self, address: &str) -> Option<Cow<'a, [u8]>> {
        let at = self.places.get(&normal(&joined(&self.base, address)))?;
        self.parts.get(*at)?.bytes()
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use crate::diagnostic::Lang;

    const PAGE: &str = "From: <Saved by Blink>\r\nMIME-Version: 1.0\r\nContent-Type: multipart/related;\r\n\
        \ttype=\"text/html\";\r\n\tboundary=\"--x; y--\"\r\n\r\n\
        preamble\r\n----x; y--\r\nContent-Type: text/css\r\n\r\np{}\r\n\
        ----x; y--\r\nContent-Type: text/html; charset=GBK\r\nContent-Location: http://h/a/b.html\r\n\
        Content-Transfer-Encoding: quoted-printable\r\n\r\n<p>=B9=E6=\r\n=D5=C2\r\n\
        ----x; y--\r\nContent-Type: image/png\r\nContent-Location: http://h/a/c/%E5%9B%BE.png\r\n\
        Content-Transfer-Encoding: base64\r\n\r\naG\r\nk=\r\n\
        ----x; y--\r\nContent-Type: image/png\r\nContent-ID: <p@q>\r\n\r\n\x01\n\r\n\
        ----x; y----\r\n";

    #[test]
    fn a_page_and_its_pictures() {
        let found = archive(PAGE.as_bytes()).map_err(|_| ()).unwrap();
        assert_eq!((&*found.page, found.charset.as_deref()), (b"<p>\xB9\xE6\xD5\xC2".as_slice(), Some("GBK")));
        let file = |address: &str| found.parts.file(address).map(Cow::into_owned);
        for address in ["c/图.png", "./c/%E5%9B%BE.png", "http://h/a/c/图.png", "/a/c/图.png", "../a/c/图.png"] {
            assert_eq!(file(address), Some(b"hi".to_vec()), "{address}");
        }
        assert_eq!(file("cid:p@q"), Some(b"\x01\n".to_vec()));
        assert_eq!(file("图.png"), None);
    }

    #[test]
    fn what_is_no_whole_file_is_told() {
        let told = |text: &str| archive(text.as_bytes()).err().map(|told| told.in_lang(Lang::Zh).to_owned()).unwrap();
        for cut in [PAGE.len() - 6, PAGE.len() / 2, 200] {
            assert!(told(&PAGE[..cut]).contains("不完整"), "{cut}");
        }
        assert!(told(&PAGE.replace("boundary", "border")).contains("不完整"));
        assert!(told(&PAGE.replace("text/html; ", "text/plain; ")).contains("没有网页"));
        let many = "MIME-Version: 1.0\nContent-Type: multipart/related; boundary=b\n\n".to_owned()
            + &"--b\n\n".repeat(MOST_PARTS + 2)
            + "--b--";
        assert!(told(&many).contains("超过 5000 个部分"));
        let open = |at: usize| format!("Content-Type: multipart/mixed; boundary={at}\n\n--{at}\n");
        let deep: String = (0..50).map(open).chain((0..50).rev().map(|at| format!("\n--{at}--\n"))).collect();
        assert!(told(&deep).contains("套得超过 5 层"));
    }

    #[test]
    fn the_start_is_the_page() {
        let part = |id: &str| format!("--b\nContent-Type: text/html\nContent-ID: <{id}>\n\n{id}\n");
        let text = format!(
            "MIME-Version: 1.0\nContent-Type: multipart/related; boundary=b; start=\"<two>\"\n\n{}{}--b--",
            part("one"),
            part("two")
        );
        assert_eq!(&*archive(text.as_bytes()).map_err(|_| ()).unwrap().page, b"two");
    }
}
