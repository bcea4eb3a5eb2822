//! The pictures of a page: in the page itself, among the parts that came with it, or in files beside it.

use std::borrow::Cow;

use data_url::DataUrl;
use scraper::node::Element;

use super::shown::style;
use crate::diagnostic::{Message, message};
use crate::files::{Folder, NoFile};
use crate::import::blocks::Picture;
use crate::import::mhtml::Parts;
use crate::import::percent::percent_decoded;

/// Most pictures of a page, and most bytes of all of them.
const MOST_PICTURES: usize = 500;
const MOST_BYTES: u64 = 256 << 20;
/// What is lower or narrower is an icon or a line, in pixels.
const SMALLEST: f64 = 16.0;
/// Characters of an address that are told.
const LONGEST_ADDRESS: usize = 80;
/// Endings of picture files: a description that has one is the name of a file.
const ENDINGS: [&str; 8] = [".png", ".jpg", ".jpeg", ".gif", ".bmp", ".svg", ".webp", ".tif"];

/// Where the pictures of a page are looked for, and how many there were.
#[derive(Default)]
pub(in crate::import) struct Shelf<'a> {
    folder: Option<&'a Folder<'a>>,
    parts: Option<&'a Parts<'a>>,
    pictures: usize,
    bytes: u64,
}

impl<'a> Shelf<'a> {
    /// Pictures that lie in the folder of the page.
    pub fn beside(folder: Option<&'a Folder<'a>>) -> Shelf<'a> {
        Shelf { folder, ..Shelf::default() }
    }

    /// Pictures that came with the page in one file.
    pub fn of_parts(parts: &'a Parts<'a>) -> Shelf<'a> {
        Shelf { parts: Some(parts), ..Shelf::default() }
    }

    /// The picture that an element shows.
    pub(super) fn picture(&mut self, element: &Element) -> Picture {
        let address = element.attr("src").unwrap_or_default().trim();
        let (file, hindrance) = match self.file(address) {
            Ok(file) => (Some(file), None),
            Err(hindrance) => (None, Some(hindrance)),
        };
        let words = |name: &str| element.attr(name).map(str::trim).filter(|words| is_description(words));
        let description = words("alt").or(words("title")).unwrap_or_default();
        Picture { description: description.to_owned(), file, hindrance, ..Picture::default() }
    }

    /// What is drawn in the page, and lies in no file.
    pub(super) fn drawn(&mut self) -> Picture {
        let hindrance = message!(
            zh: "是网页里画出来的图，没有带入：截图存为 PNG，写在正文里",
            en: "is drawn in the page and was left out: save a picture of it as PNG and name it in the text",
        );
        Picture { hindrance: Some(hindrance), ..Picture::default() }
    }

    /// The file of a picture by its address.
    fn file(&mut self, address: &str) -> Result<Vec<u8>, Message> {
        self.pictures += 1;
        if self.pictures > MOST_PICTURES {
            return Err(message!(
                zh: "图片超过 {MOST_PICTURES} 张，没有带入",
                en: "there are more than {MOST_PICTURES} pictures: it was left out",
            ));
        }
        let most = MOST_BYTES.saturating_sub(self.bytes);
        let file = if opens_with(address, "data:") { of_data(address)? } else { self.named(address, most)? };
        let size = file.len() as u64;
        if size > most {
            return Err(too_large());
        }
        self.bytes = self.bytes.saturating_add(size);
        Ok(file)
    }

    fn named(&self, address: &str, most: u64) -> Result<Vec<u8>, Message> {
        let told: String = address.chars().take(LONGEST_ADDRESS).collect();
        let absent = || message!(zh: "没有文件“{told}”，没有带入", en: "was left out: there is no file `{told}`");
        if let Some(parts) = self.parts {
            return parts.file(address).map(Cow::into_owned).ok_or_else(absent);
        }
        if is_elsewhere(address) {
            return Err(message!(
                zh: "不在网页旁边（{told}），没有带入：在浏览器里存成“网页，全部”，连同存下来的文件夹一起导入",
                en: "is not beside the page ({told}) and was left out: save the page as `web page, complete` and import it \
                     with the folder beside it",
            ));
        }
        let folder = self.folder.ok_or_else(absent)?;
        // A browser writes the name of the file with its blanks and Chinese characters escaped, or does not.
        let path = address.split(['?', '#']).next().unwrap_or_default();
        let names = [Some(address.to_owned()), Some(path.to_owned()), percent_decoded(path)];
        let found =
            names.into_iter().flatten().map(|name| folder.find(folder.spelled(&name))).find_map(|found| match found {
                Err(NoFile::System(_)) => None,
                found => Some(found),
            });
        match found {
            Some(Ok(found)) if found.bytes > most => Err(too_large()),
            Some(Ok(found)) => folder.read(&found).map_err(|_| absent()),
            Some(Err(NoFile::Outside)) => Err(message!(
                zh: "“{told}”不在网页所在的文件夹里，没有带入",
                en: "was left out: `{told}` is outside the folder of the page",
            )),
            _ => Err(absent()),
        }
    }
}

fn too_large() -> Message {
    let most = MOST_BYTES >> 20;
    message!(zh: "图片一共超过 {most} MB，没有带入", en: "the pictures have more than {most} MB: it was left out")
}

/// The file that an address holds itself.
fn of_data(address: &str) -> Result<Vec<u8>, Message> {
    let body = DataUrl::process(address).ok().and_then(|url| url.decode_to_vec().ok());
    body.map(|(bytes, _)| bytes).ok_or_else(|| message!(zh: "数据不完整，没有带入", en: "is damaged and was left out"))
}

/// Whether an address leads to the net, or is a path from the root of a machine.
fn is_elsewhere(address: &str) -> bool {
    let is_scheme = |name: &str| name.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"+-.".contains(&byte));
    let has_scheme = address.split_once(':').is_some_and(|(name, _)| !name.is_empty() && is_scheme(name));
    has_scheme || address.starts_with(['/', '\\'])
}

fn opens_with(text: &str, start: &str) -> bool {
    text.get(..start.len()).is_some_and(|own| own.eq_ignore_ascii_case(start))
}

/// Whether what is said of a picture describes it, and is not the name of its file.
pub(in crate::import) fn is_description(words: &str) -> bool {
    let lower = words.to_ascii_lowercase();
    let is_file = ENDINGS.iter().any(|ending| lower.ends_with(ending)) || lower.contains(":\\");
    let bare = lower.trim_end_matches(|ch: char| ch.is_ascii_digit() || matches!(ch, ' ' | '_' | '-' | '(' | ')'));
    let is_automatic = matches!(
        bare,
        "" | "图片" | "图像" | "picture" | "image" | "img" | "dsc" | "微信图片" | "微信截图" | "undefined" | "null"
    );
    !is_file && !is_automatic
}

/// Whether an element is told to be smaller than any picture of a report.
pub(super) fn is_icon(element: &Element) -> bool {
    ["width", "height"].into_iter().any(|side| {
        let told = style(element, side).or_else(|| element.attr(side).map(|value| value.trim().to_ascii_lowercase()));
        told.and_then(|told| pixels(&told)).is_some_and(|pixels| pixels < SMALLEST)
    })
}

/// A length in pixels, if it is told in a unit that depends on nothing.
fn pixels(length: &str) -> Option<f64> {
    let unit = length.trim_start_matches(|ch: char| ch.is_ascii_digit() || ch == '.');
    let scale = match unit {
        "" | "px" => 1.0,
        "pt" => 96.0 / 72.0,
        _ => return None,
    };
    Some(length.strip_suffix(unit)?.parse::<f64>().ok()? * scale)
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use crate::diagnostic::Lang;
    use crate::files::{Files, Memory};

    #[test]
    fn pictures_lie_beside_the_page_or_in_it() {
        let files = Files::new(Memory::from([("a/年报_files/图 1.png", "x"), ("a/b%20.png", "y"), ("out.png", "z")]));
        let folder = files.folder("a", false);
        let mut shelf = Shelf::beside(Some(&folder));
        let mut of = |address: &str| shelf.file(address).map_err(|told| told.in_lang(Lang::Zh).to_owned());
        assert_eq!(of("./%E5%B9%B4%E6%8A%A5_files/%E5%9B%BE%201.png"), Ok(b"x".to_vec()));
        assert_eq!(of("年报_files/图 1.png?v=1"), Ok(b"x".to_vec()));
        assert_eq!(of("b%20.png"), Ok(b"y".to_vec()));
        assert_eq!(of("data:image/png;base64,aGk="), Ok(b"hi".to_vec()));
        assert_eq!(of("DATA:image/svg+xml,%3Csvg/%3E"), Ok(b"<svg/>".to_vec()));
        assert!(of("data:image/png;base64,a").unwrap_err().contains("不完整"));
        assert!(of("../out.png").unwrap_err().contains("不在网页所在的文件夹里"));
        assert!(of("%2e%2e/out.png").unwrap_err().contains("不在网页所在的文件夹里"));
        assert!(of("none.png").unwrap_err().contains("没有文件“none.png”"));
        for address in ["https://x/a.png", "//x/a.png", "/a.png", "file:///a/b.png", "C:\\a.png", "\\\\x\\a.png"] {
            assert!(of(address).unwrap_err().contains("不在网页旁边"), "{address}");
        }
    }

    #[test]
    fn there_is_an_end_to_pictures() {
        let mut shelf = Shelf::default();
        let hindered = |shelf: &mut Shelf| shelf.file("data:,x").is_err();
        assert!((0..MOST_PICTURES).all(|_| !hindered(&mut shelf)) && hindered(&mut shelf));
    }

    #[test]
    fn names_of_files_describe_nothing() {
        for name in ["", "图片 1", "Picture 12", "a.JPG", "IMG_2035", "C:\\a\\b", "微信图片_20250101"] {
            assert!(!is_description(name), "{name}");
        }
        assert!(is_description("政务服务大厅") && is_description("图1 政务大厅"));
    }

    #[test]
    fn lengths_in_pixels() {
        assert_eq!((pixels("15"), pixels("9pt"), pixels("15.5px")), (Some(15.0), Some(12.0), Some(15.5)));
        assert_eq!((pixels("1em"), pixels("100%"), pixels("auto"), pixels("")), (None, None, None, None));
    }
}
