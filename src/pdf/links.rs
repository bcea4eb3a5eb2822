//! Areas that lead elsewhere, as link annotations (ISO 32000-1, 12.5.6.5).

use lopdf::{Dictionary, Document, Object, ObjectId, dictionary, text_string};

use super::conformance::{ANNOTATION_FLAGS, LONGEST_STRING, cut};
use super::{Error, outline, round};
use crate::layout::page::{Item, Layout, LinkArea, Target};
use crate::node::NodeId;
use crate::units::Pt;

/// An annotation, and the link that it is an area of.
pub(super) struct Annotation {
    pub(super) id: ObjectId,
    pub(super) page: ObjectId,
    pub(super) link: NodeId,
}

/// Adds the links of all pages.
pub(super) fn add(document: &mut Document, page_ids: &[ObjectId], layout: &Layout) -> Result<Vec<Annotation>, Error> {
    let mut annotations = Vec::new();
    for (page, &page_id) in layout.pages.iter().zip(page_ids) {
        let mut links: Vec<Object> = Vec::new();
        for item in &page.items {
            if let Item::Link(area) = item {
                let id = document.add_object(annotation(area, page.height, layout, page_ids));
                links.push(id.into());
                annotations.push(Annotation { id, page: page_id, link: area.node });
            }
        }
        if !links.is_empty() {
            document.get_dictionary_mut(page_id)?.set("Annots", links);
        }
    }
    Ok(annotations)
}

fn annotation(area: &LinkArea, page_height: Pt, layout: &Layout, page_ids: &[ObjectId]) -> Dictionary {
    let corners = [area.x0, page_height - area.y1, area.x1, page_height - area.y0];
    let mut annotation = dictionary! {
        "Type" => "Annot",
        "Subtype" => "Link",
        "Rect" => corners.map(|length| Object::Real(round(length.0, 2))).to_vec(),
        "Border" => vec![Object::Integer(0); 3],
        "F" => ANNOTATION_FLAGS,
    };
    // What it leads to, for those who do not see it (ISO 14289-1, 7.18.5).
    let contents = match &area.target {
        Target::Address(address) => {
            let uri = uri_of(address);
            // An address that no string can hold leads nowhere, and is told all the same.
            if uri.len() <= LONGEST_STRING {
                annotation.set("A", dictionary! { "S" => "URI", "URI" => Object::string_literal(uri) });
            }
            address.clone()
        }
        Target::Inside { title, destination } => {
            annotation.set("Dest", outline::explicit_destination(*destination, layout, page_ids));
            format!("{title}，第{}页", destination.page + 1)
        }
    };
    annotation.set("Contents", text_string(cut(&contents)));
    annotation
}

/// An address as a URI, which is ASCII (ISO 32000-1, table 206): what a URI may not hold is percent-encoded in UTF-8
/// (RFC 3987, 3.1). What is encoded already stays as it is.
fn uri_of(address: &str) -> String {
    let mut uri = String::with_capacity(address.len());
    for byte in address.bytes() {
        if byte.is_ascii_graphic() && !b"\"<>\\^`{|}".contains(&byte) {
            uri.push(char::from(byte));
        } else {
            uri.push_str(&format!("%{byte:02X}"));
        }
    }
    uri
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_becomes_ascii() {
        assert_eq!(uri_of("https://www.gov.cn/a%20b?q=1&r=2#三"), "https://www.gov.cn/a%20b?q=1&r=2#%E4%B8%89");
        assert_eq!(uri_of("http://a/b c\"<>"), "http://a/b%20c%22%3C%3E");
    }
}
