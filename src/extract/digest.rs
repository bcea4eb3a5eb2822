//! The digests of the data and of the pages, as this program stores them in the metadata of its files.

use hayro_font::hayro_syntax::Pdf;
use hayro_font::hayro_syntax::object::{Dict, Stream};
use roxmltree::Document;

use crate::pdf::DIGEST_NAMESPACE;

/// Metadata of more bytes than this are not ours, which have some 3,000.
const LARGEST: usize = 1 << 20;

/// What is stored; `None` if another program has made the file, or has written its metadata anew.
pub(super) fn stored(file: &Pdf, property: &str) -> Option<String> {
    let catalogue: Dict = file.xref().get(file.xref().root_id())?;
    let metadata = catalogue.get::<Stream>("Metadata")?.decoded_data().ok()?;
    let text = std::str::from_utf8(metadata.get(..metadata.len().min(LARGEST))?).ok()?;
    let packet = Document::parse(text).ok()?;
    // A property is an element or, where another program has shortened it, an attribute.
    let named = (DIGEST_NAMESPACE, property);
    packet.descendants().find_map(|node| {
        let element = node.has_tag_name(named).then(|| node.text()).flatten();
        element.or_else(|| node.attribute(named)).map(|text| text.trim().to_owned()).filter(|text| !text.is_empty())
    })
}
