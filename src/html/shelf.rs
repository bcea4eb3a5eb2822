//! Where the pictures of a page lie: in its addresses, or in files beside it.

use std::sync::Arc;

use base64::Engine;
use base64::prelude::BASE64_STANDARD as BASE64;
use rustc_hash::FxHashMap;

use super::Pictures;
use crate::picture::PictureFormat;

/// The pictures so far.
pub(super) struct Shelf<'o> {
    place: Pictures<'o>,
    /// Names and contents of the files.
    pub(super) files: Vec<(String, Arc<[u8]>)>,
    /// Which file holds which bytes.
    known: FxHashMap<Arc<[u8]>, usize>,
}

impl<'o> Shelf<'o> {
    pub fn new(place: Pictures<'o>) -> Shelf<'o> {
        Shelf { place, files: Vec::new(), known: FxHashMap::default() }
    }

    /// The address of a picture. The same picture lies in one file.
    pub fn address(&mut self, format: PictureFormat, bytes: &Arc<[u8]>) -> String {
        let Pictures::Beside { folder, stem } = self.place else {
            return format!("data:{};base64,{}", format.media_type(), BASE64.encode(bytes));
        };
        let at = self.known.get(bytes).copied().unwrap_or_else(|| {
            let at = self.files.len();
            self.files.push((format!("{stem}-{}.{}", at + 1, format.ending()), bytes.clone()));
            self.known.insert(bytes.clone(), at);
            at
        });
        let name = self.files.get(at).map(|(name, _)| name.as_str()).unwrap_or_default();
        percent_encoded(&format!("{folder}/{name}"))
    }
}

/// A path as an address has it (RFC 3986, 2.1 and 3.3).
fn percent_encoded(path: &str) -> String {
    let mut text = String::new();
    for byte in path.bytes() {
        match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'-' | b'.' | b'_' | b'~' | b'/' => text.push(char::from(byte)),
            b'\\' => text.push('/'),
            _ => text.push_str(&format!("%{byte:02X}")),
        }
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The vectors of RFC 4648, 10.
    #[test]
    fn a_picture_lies_in_one_file() {
        let mut shelf = Shelf::new(Pictures::Beside { folder: "年报 图", stem: "figure" });
        let [one, other] = [b"a", b"b"].map(|bytes| Arc::<[u8]>::from(bytes.as_slice()));
        let again = Arc::<[u8]>::from(b"a".as_slice());
        assert_eq!(shelf.address(PictureFormat::Png, &one), "%E5%B9%B4%E6%8A%A5%20%E5%9B%BE/figure-1.png");
        assert!(shelf.address(PictureFormat::Jpeg, &other).ends_with("/figure-2.jpg"));
        assert!(shelf.address(PictureFormat::Png, &again).ends_with("/figure-1.png"));
        let files = [("figure-1.png".to_owned(), one), ("figure-2.jpg".to_owned(), other)];
        assert_eq!(shelf.files, files);
        let inline = Shelf::new(Pictures::Inline).address(PictureFormat::Svg, &Arc::from(b"<svg/>".as_slice()));
        assert_eq!(inline, "data:image/svg+xml;base64,PHN2Zy8+");
    }
}
