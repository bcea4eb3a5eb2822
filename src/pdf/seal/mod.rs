//! The seal: digests in the metadata of what each page draws, and of what the file tells besides (bookmarks, tags,
//! links, alternative texts), so that a file that was changed afterwards is known though it says the same: a figure
//! under a white box, another photograph, a glyph that looks otherwise.
//!
//! Programs that only store a file in another way leave it whole: objects are hashed by what they hold and not by their
//! numbers, streams as they unpack, operations by what they draw and not by how they are written. Fonts are hashed
//! apart, for some programs cut them anew.
//!
//! `content` knows what operations draw, `state` with what colours, pens and fonts, `objects` everything else.

mod content;
mod objects;
mod state;

use std::collections::HashMap;
use std::fmt;

use lopdf::{Dictionary, Document, Object, ObjectId};
use sha2::{Digest, Sha256};

use super::structure::Elements;
use crate::threads;
use objects::Objects;

/// What is hashed, and how; stands before the digests. Any change of what is hashed is another scheme.
pub(crate) const SEAL_SCHEME: &str = "sha256-2";

/// Hexadecimal digits of a digest: enough to be met by no chance.
const DIGITS: usize = 16;
/// Page trees within one another.
const DEEPEST_TREE: usize = 64;
/// Most bookmarks.
const MOST_BOOKMARKS: usize = 100_000;

/// The digests of a file.
pub(crate) struct Seals {
    /// Of each page; none of one that cannot be read.
    pub(crate) pages: Vec<Option<PageSeal>>,
    /// Of what the file tells besides; none if it cannot be read.
    pub(crate) document: Option<String>,
}

/// The digests of a page.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(crate) struct PageSeal {
    /// Of what it draws.
    pub(crate) drawn: String,
    /// Of the fonts that it draws with.
    pub(crate) fonts: String,
}

impl PageSeal {
    /// One as it is stored.
    pub(crate) fn parse(text: &str) -> Option<PageSeal> {
        let (drawn, fonts) = text.split_once('.')?;
        Some(PageSeal { drawn: drawn.to_owned(), fonts: fonts.to_owned() })
    }
}

impl fmt::Display for PageSeal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}.{}", self.drawn, self.fonts)
    }
}

/// The digests of a document.
pub(crate) fn seals(document: &Document) -> Seals {
    digests(document, None)
}

/// The digests of a document that is being written and does not hold the elements of its structure.
pub(super) fn seals_with(document: &Document, elements: &Elements) -> Seals {
    digests(document, Some(elements))
}

fn digests(document: &Document, elements: Option<&Elements>) -> Seals {
    let page_ids: Vec<ObjectId> = document.page_iter().collect();
    let numbers: HashMap<ObjectId, usize> = page_ids.iter().copied().zip(0..).collect();
    let pages = || {
        let mut objects = Objects::new(document, elements, &numbers);
        page_ids.iter().map(|page| self::page(&mut objects, *page)).collect()
    };
    let about = || about(&mut Objects::new(document, elements, &numbers));
    let (pages, document) = threads::join(pages, about);
    Seals { pages, document }
}

/// What a page draws: its sheet, its content, its annotations.
fn page(objects: &mut Objects, id: ObjectId) -> Option<PageSeal> {
    static UPRIGHT: Object = Object::Integer(0);
    static POINT: Object = Object::Integer(1);
    let document = objects.document;
    let page = document.get_dictionary(id).ok()?;
    objects.begin();
    let mut hash = Sha256::new();
    let sheet = inherited(document, page, b"MediaBox");
    objects.entry(&mut hash, b"MediaBox", sheet, None)?;
    objects.entry(&mut hash, b"CropBox", inherited(document, page, b"CropBox").or(sheet), None)?;
    objects.entry(&mut hash, b"Rotate", inherited(document, page, b"Rotate").or(Some(&UPRIGHT)), None)?;
    objects.entry(&mut hash, b"UserUnit", page.get(b"UserUnit").ok().or(Some(&POINT)), None)?;
    for key in [b"Group".as_slice(), b"AA"] {
        objects.entry(&mut hash, key, page.get(key).ok(), None)?;
    }
    let annotations = page.get_deref(b"Annots", document).and_then(Object::as_array);
    for annotation in annotations.into_iter().flatten() {
        objects.entry(&mut hash, b"Annot", Some(annotation), None)?;
    }
    let resources = inherited(document, page, b"Resources").and_then(|own| document.dereference(own).ok());
    let resources = resources.and_then(|(_, own)| own.as_dict().ok());
    let content = document.get_page_content_with_limit(id, objects::LARGEST_STREAM).ok()?;
    content::content(objects, &mut hash, &content, resources)?;
    Some(PageSeal { drawn: digits(hash), fonts: digits(objects.take_fonts()) })
}

/// What a page has of its own, or of the trees that it stands in (ISO 32000-1, 7.7.3.4).
fn inherited<'a>(document: &'a Document, page: &'a Dictionary, key: &[u8]) -> Option<&'a Object> {
    let mut node = page;
    for _ in 0..DEEPEST_TREE {
        if let Ok(own) = node.get(key) {
            return Some(own);
        }
        node = node.get_deref(b"Parent", document).and_then(Object::as_dict).ok()?;
    }
    None
}

/// What a file tells besides what its pages draw: its catalog, and all that is reached from there.
fn about(objects: &mut Objects) -> Option<String> {
    /// Pages have digests of their own; the rest says how the file is made and opened.
    const LEFT_OUT: [&[u8]; 9] = [
        b"Type",
        b"Pages",
        b"Metadata",
        b"Outlines",
        b"OutputIntents",
        b"Version",
        b"Extensions",
        b"PageMode",
        b"PageLayout",
    ];
    objects.begin();
    let document = objects.document;
    let catalog = document.catalog().ok()?;
    let mut keys: Vec<(&Vec<u8>, &Object)> =
        catalog.iter().filter(|(key, _)| !LEFT_OUT.contains(&key.as_slice())).collect();
    keys.sort_unstable_by_key(|(key, _)| *key);
    let mut hash = Sha256::new();
    for (key, value) in keys {
        objects.entry(&mut hash, key, Some(value), None)?;
    }
    if let Ok(outline) = catalog.get_deref(b"Outlines", document).and_then(Object::as_dict) {
        bookmarks(objects, &mut hash, outline)?;
    }
    Some(digits(hash))
}

/// Bookmarks as they are read, each with its depth.
fn bookmarks(objects: &mut Objects, hash: &mut Sha256, outline: &Dictionary) -> Option<()> {
    let document = objects.document;
    let first = |of: &Dictionary| of.get(b"First").and_then(Object::as_reference).ok();
    let mut open: Vec<(usize, ObjectId)> = first(outline).map(|id| (0_usize, id)).into_iter().collect();
    let mut left = MOST_BOOKMARKS;
    while let Some((depth, id)) = open.pop() {
        left = left.checked_sub(1)?;
        let Ok(item) = document.get_dictionary(id) else { continue };
        hash.update(depth.to_be_bytes());
        for key in [b"Title".as_slice(), b"Dest", b"A", b"C", b"F"] {
            objects.entry(hash, key, item.get(key).ok(), None)?;
        }
        open.extend(item.get(b"Next").and_then(Object::as_reference).ok().map(|next| (depth, next)));
        open.extend(first(item).map(|child| (depth + 1, child)));
    }
    Some(())
}

fn digits(hash: Sha256) -> String {
    let digits: String = hash.finalize().iter().map(|byte| format!("{byte:02x}")).collect();
    digits.get(..DIGITS).map(str::to_owned).unwrap_or_default()
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use lopdf::{Stream, dictionary};

    use super::*;

    /// A page with a font and a picture; `edit` changes its resources, its page and its content.
    fn sealed(content: &str, edit: impl FnOnce(&mut Document, ObjectId)) -> Seals {
        let mut document = Document::with_version("1.7");
        let pages = document.new_object_id();
        let outlines = document.add_object(Stream::new(dictionary! {}, b"outlines".to_vec()));
        let own = document.add_object(dictionary! {
            "Type" => "Font", "Subtype" => "CIDFontType2", "CIDToGIDMap" => "Identity", "DW" => 1000,
            "W" => vec![1.into(), vec![500.into()].into()],
            "FontDescriptor" => dictionary! { "FontFile2" => outlines },
        });
        let font = document.add_object(dictionary! {
            "Type" => "Font", "Subtype" => "Type0", "Encoding" => "Identity-H", "DescendantFonts" => vec![own.into()],
        });
        let palette = Object::string_literal("abcdef");
        let picture = document.add_object(Stream::new(
            dictionary! {
                "Subtype" => "Image",
                "ColorSpace" => vec!["Indexed".into(), "DeviceRGB".into(), 1.into(), palette],
            },
            b"picture".to_vec(),
        ));
        let form = document.add_object(Stream::new(
            dictionary! {
                "Subtype" => "Form", "BBox" => vec![0.into(), 0.into(), 9.into(), 9.into()],
                "Resources" => dictionary! { "XObject" => dictionary! { "I" => picture } },
            },
            b"/I Do".to_vec(),
        ));
        let resources = document.add_object(dictionary! {
            "Font" => dictionary! { "F" => font }, "XObject" => dictionary! { "X" => form },
        });
        let stream = document.add_object(Stream::new(dictionary! {}, content.as_bytes().to_vec()));
        let page = document.add_object(dictionary! {
            "Type" => "Page", "Parent" => pages, "Contents" => stream, "Resources" => resources,
            "MediaBox" => vec![0.into(), 0.into(), 595.into(), 842.into()],
        });
        document.set_object(pages, dictionary! { "Type" => "Pages", "Kids" => vec![page.into()], "Count" => 1 });
        let root = document.add_object(dictionary! { "Type" => "Catalog", "Pages" => pages });
        document.trailer.set("Root", root);
        edit(&mut document, page);
        seals(&document)
    }

    fn of(content: &str, edit: impl FnOnce(&mut Document, ObjectId)) -> PageSeal {
        sealed(content, edit).pages.remove(0).unwrap()
    }

    const PLAIN: &str = "0 g BT -0.2 Tc 10 20 Td /F 16 Tf [<00010002> -12.9 <0003>] TJ 0 -20 Td <0004> Tj ET \
                         q 50 0 0 50 9 9 cm /X Do Q 1 w 0 0 m 9 9 l S";

    /// As mutool and PyMuPDF rewrite it: other names and order, what is said twice, numbers in single precision.
    #[test]
    fn what_draws_the_same_has_the_same_digest() {
        let plain = of(PLAIN, |_, _| {});
        for same in [
            "q BT /F 16 Tf -.2 Tc 0 G 10 20 TD[<0001><0002>-12.9003529<0003>]TJ 0 g 0 -20.000028 TD<0004>Tj ET Q \
             q 50 0 0 50 9 9 cm /X Do Q 1 w 0 0 m 9 9 l S",
            "BT /F 16 Tf -0.2 Tc 1 0 0 1 10 20 Tm [<00010002> -12.9 <0003> 0] TJ 0 -20 Td [<0004>] TJ ET \
             % a note\n q q 50 0 0 50 9 9 cm /X Do Q 5 w Q 1 w 0 0 m 9 9 l S 3 w",
        ] {
            assert_eq!(of(same, |_, _| {}), plain, "{same}");
        }
    }

    #[test]
    fn what_draws_otherwise_has_another() {
        let plain = of(PLAIN, |_, _| {});
        for (from, to) in [
            ("10 20 Td", "10.5 20 Td"),
            ("<0003>", "<0005>"),
            ("-12.9", "-13.9"),
            ("0 g", "1 g"),
            ("16 Tf", "15 Tf"),
            ("50 0 0 50", "50 0 0 49"),
            ("9 9 l", "9 8 l"),
            ("1 w", "2 w"),
            ("9 9 l S", "9 9 l S q 1 g 0 0 9 9 re f Q"),
            ("/X Do", "0 0 1 1 re W n /X Do"),
            ("<0004> Tj", "3 Tr <0004> Tj"),
        ] {
            let other = of(&PLAIN.replacen(from, to, 1), |_, _| {});
            assert_ne!(other.drawn, plain.drawn, "{to}");
            assert_eq!(other.fonts, plain.fonts);
        }
    }

    /// Everything that a page reaches counts, however deep.
    #[test]
    fn whatever_a_page_reaches_counts() {
        type Edit = fn(&mut Document, ObjectId);
        fn with(document: &mut Document, is_it: fn(&Dictionary) -> bool, edit: fn(&mut Dictionary)) {
            let of = |object: &mut Object| match object {
                Object::Stream(stream) if is_it(&stream.dict) => edit(&mut stream.dict),
                Object::Dictionary(own) if is_it(own) => edit(own),
                _ => {}
            };
            document.objects.values_mut().for_each(of);
        }
        fn is(kind: &[u8], own: &Dictionary) -> bool {
            own.get(b"Subtype").and_then(Object::as_name).is_ok_and(|name| name == kind)
        }
        let plain = of(PLAIN, |_, _| {});
        let drawn: [Edit; 9] = [
            |document, _| with(document, |own| is(b"Image", own), |own| own.set("ColorSpace", "DeviceGray")),
            |document, _| {
                with(
                    document,
                    |own| is(b"Image", own),
                    |own| {
                        let palette = own.get_mut(b"ColorSpace").unwrap().as_array_mut().unwrap();
                        palette[3] = Object::string_literal("abcdeg");
                    },
                );
            },
            |document, _| with(document, |own| is(b"Image", own), |own| own.set("Mask", vec![0.into(), 9.into()])),
            |document, _| with(document, |own| is(b"Image", own), |own| own.set("OC", dictionary! { "Name" => "L" })),
            |document, _| {
                let matrix: Vec<Object> = [1, 0, 0, 1, 5, 5].map(Object::Integer).to_vec();
                let forms = document.objects.values_mut().filter_map(|object| object.as_stream_mut().ok());
                forms.filter(|form| is(b"Form", &form.dict)).for_each(|form| form.dict.set("Matrix", matrix.clone()));
            },
            |document, page| document.get_dictionary_mut(page).unwrap().set("Rotate", 180),
            |document, page| document.get_dictionary_mut(page).unwrap().set("UserUnit", 3),
            |document, page| {
                let note = dictionary! { "Subtype" => "Link", "Rect" => vec![0.into(), 0.into(), 9.into(), 9.into()] };
                document.get_dictionary_mut(page).unwrap().set("Annots", vec![Object::Dictionary(note)]);
            },
            |document, page| {
                let resources = document.get_dictionary(page).unwrap().get(b"Resources").unwrap();
                let resources = document.get_dictionary_mut(resources.as_reference().unwrap()).unwrap();
                resources.set("ColorSpace", dictionary! { "DefaultGray" => "DeviceRGB" });
            },
        ];
        for (at, edit) in drawn.into_iter().enumerate() {
            assert_ne!(of(PLAIN, edit).drawn, plain.drawn, "{at}");
        }
        let fonts: [Edit; 4] = [
            |document, _| with(document, |own| is(b"CIDFontType2", own), |own| own.set("CIDToGIDMap", "Other")),
            |document, _| with(document, |own| is(b"CIDFontType2", own), |own| own.set("DW", 0)),
            |document, _| with(document, |own| is(b"CIDFontType2", own), |own| drop(own.remove(b"W"))),
            |document, _| {
                let streams = document.objects.values_mut().filter_map(|object| object.as_stream_mut().ok());
                streams.filter(|stream| stream.content == b"outlines").for_each(|stream| stream.set_content(vec![1]));
            },
        ];
        for (at, edit) in fonts.into_iter().enumerate() {
            let other = of(PLAIN, edit);
            assert!(other.fonts != plain.fonts && other.drawn == plain.drawn, "{at}");
        }
    }

    #[test]
    fn what_a_file_tells_besides_counts() {
        let plain = sealed(PLAIN, |_, _| {}).document.unwrap();
        let with_script = sealed(PLAIN, |document, _| {
            let script = dictionary! { "S" => "JavaScript", "JS" => Object::string_literal("app.alert(1)") };
            document.catalog_mut().unwrap().set("OpenAction", script);
        });
        assert_ne!(with_script.document.unwrap(), plain);
        let bookmark = |title: &str| {
            let title = lopdf::text_string(title);
            let seals = sealed(PLAIN, |document, page| {
                let item = document.add_object(dictionary! { "Title" => title, "Dest" => vec![page.into()] });
                document.catalog_mut().unwrap().set("Outlines", dictionary! { "First" => item });
            });
            seals.document.unwrap()
        };
        assert!(bookmark("一") != plain && bookmark("一") == bookmark("一") && bookmark("一") != bookmark("二"));
    }

    /// Drawings that call themselves end; a resource that is none makes the page unreadable no more than it must.
    #[test]
    fn circles_end() {
        let own = |document: &mut Document, _: ObjectId| {
            let ids: Vec<ObjectId> = document.objects.keys().copied().collect();
            for id in ids {
                if let Ok(stream) = document.get_object_mut(id).and_then(Object::as_stream_mut)
                    && stream.dict.has(b"BBox")
                {
                    stream.dict.set("Resources", dictionary! { "XObject" => dictionary! { "I" => id } });
                }
            }
        };
        assert!(sealed(PLAIN, own).pages[0].is_some());
    }
}
