//! What the metadata say: the title, and the digests of the data, of the pages and of the rest, as this program stores
//! them in its files.

use lopdf::{Document, Object};
use roxmltree::{Document as Packet, Node};

use super::content::text_string;
use crate::pdf::{DIGEST_NAMESPACE, DIGEST_PROPERTY, DOCUMENT_PROPERTY, SEAL_PROPERTY};

/// Metadata of more bytes than this are not ours, which have some 3,000 and 34 for each page.
const LARGEST: usize = 1 << 20;
/// The namespace of the title (Dublin Core).
const DUBLIN_CORE: &str = "http://purl.org/dc/elements/1.1/";

/// What is stored.
#[derive(Default)]
pub(super) struct Stored {
    /// The digest of the data.
    pub(super) data: Option<String>,
    /// The digests of the pages.
    pub(super) pages: Option<String>,
    /// The digest of the rest.
    pub(super) document: Option<String>,
    /// The titles that the file bears, in its metadata and its document information.
    pub(super) titles: Vec<String>,
    /// Who it says has made it.
    pub(super) author: Option<String>,
}

/// Reads it; nothing if another program has made the file, or has written its metadata anew.
pub(super) fn stored(document: &Document) -> Stored {
    let info = document.trailer.get_deref(b"Info", document).and_then(Object::as_dict);
    let told = |key: &[u8]| {
        let text = info.as_ref().ok()?.get_deref(key, document).and_then(Object::as_str).ok();
        text.map(text_string)
    };
    let mut found = packet(document).unwrap_or_default();
    found.titles.extend(told(b"Title"));
    found.author = told(b"Author").map(|name| name.trim().to_owned()).filter(|name| !name.is_empty());
    found
}

fn packet(document: &Document) -> Option<Stored> {
    let metadata = document.catalog().ok()?.get_deref(b"Metadata", document).and_then(Object::as_stream).ok()?;
    let metadata = metadata.get_plain_content_with_limit(LARGEST).ok()?;
    let packet = Packet::parse(std::str::from_utf8(&metadata).ok()?).ok()?;
    // A property is an element or, where another program has shortened it, an attribute.
    let named = |property: &str| {
        let named = (DIGEST_NAMESPACE, property);
        packet.descendants().find_map(|node| {
            let element = node.has_tag_name(named).then(|| node.text()).flatten();
            element.or_else(|| node.attribute(named)).map(|text| text.trim().to_owned()).filter(|text| !text.is_empty())
        })
    };
    let is_title = |node: &Node| node.has_tag_name((DUBLIN_CORE, "title"));
    let texts = packet.descendants().filter(is_title).flat_map(|title| title.descendants());
    let texts = texts.filter(|node| node.is_text()).filter_map(|node| node.text());
    Some(Stored {
        data: named(DIGEST_PROPERTY),
        pages: named(SEAL_PROPERTY),
        document: named(DOCUMENT_PROPERTY),
        titles: texts.map(|text| text.trim().to_owned()).filter(|text| !text.is_empty()).collect(),
        author: None,
    })
}
