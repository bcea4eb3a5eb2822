//! Links: to places of the document by bookmarks, elsewhere by the relations of their part.

use super::writer::Writer;
use super::xml::put;
use crate::compose::document::Link;
use crate::node::NodeId;

/// Word takes no longer address (its own limit).
const LONGEST: usize = 2079;

impl Writer<'_> {
    /// Opens a link, if it leads somewhere.
    pub(super) fn open_link(&mut self, link: &Link) {
        if let Some(node) = self.anchor(link) {
            put!(&mut self.part.text, "<w:hyperlink w:anchor=\"{}\" w:history=\"1\">", bookmark_of(node));
        } else if let Some(uri) = uri_of(link) {
            let relation = self.part.relations.external(&uri);
            put!(&mut self.part.text, "<w:hyperlink r:id=\"{relation}\" w:history=\"1\">");
        }
    }

    /// Whether a link has been opened.
    pub(super) fn leads_somewhere(&self, link: &Link) -> bool {
        self.anchor(link).is_some() || uri_of(link).is_some()
    }

    /// The place in the document that a link leads to.
    fn anchor(&self, link: &Link) -> Option<NodeId> {
        let name = link.address.strip_prefix('#')?;
        Some(self.document.anchors.get(name)?.node)
    }

    /// Begins the bookmark of a node, if something leads to it; [`Writer::end_bookmark`] ends it.
    pub(super) fn begin_bookmark(&mut self, node: NodeId) -> Option<usize> {
        if !self.goals.contains(&node) {
            return None;
        }
        let id = self.bookmarks;
        self.bookmarks += 1;
        put!(&mut self.part.text, "<w:bookmarkStart w:id=\"{id}\" w:name=\"{}\"/>", bookmark_of(node));
        Some(id)
    }

    pub(super) fn end_bookmark(&mut self, id: Option<usize>) {
        if let Some(id) = id {
            put!(&mut self.part.text, "<w:bookmarkEnd w:id=\"{id}\"/>");
        }
    }
}

/// The bookmark of a node. One that begins with a line stays hidden in Word's list.
pub(super) fn bookmark_of(node: NodeId) -> String {
    format!("_Toc{:08}", node.0)
}

/// An address as a URI, which is ASCII: what a URI may not hold is percent-encoded in UTF-8 (RFC 3987, 3.1). `None` if
/// it leads nowhere that Word would go.
fn uri_of(link: &Link) -> Option<String> {
    if !link.leads_outside() || link.address.ends_with(':') {
        return None;
    }
    let bytes = link.address.as_bytes();
    let mut uri = String::with_capacity(bytes.len());
    for (at, byte) in bytes.iter().enumerate() {
        let is_code = || bytes.get(at + 1..at + 3).is_some_and(|code| code.iter().all(u8::is_ascii_hexdigit));
        let is_kept = match byte {
            b'%' => is_code(),
            // A second # is none.
            b'#' => !uri.contains('#'),
            _ => byte.is_ascii_graphic() && !b"\"<>\\^`{|}[]".contains(byte),
        };
        if is_kept {
            uri.push(char::from(*byte));
        } else {
            put!(&mut uri, "%{byte:02X}");
        }
    }
    (uri.len() <= LONGEST).then_some(uri)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_becomes_a_uri() {
        let of = |address: &str| uri_of(&Link { id: NodeId(0), address: address.to_owned() });
        let uri = |address: &str| of(address).unwrap_or_default();
        assert_eq!(uri("https://www.gov.cn/a%20b?q=1&r=2#三"), "https://www.gov.cn/a%20b?q=1&r=2#%E4%B8%89");
        assert_eq!(uri("http://a/100%/b c#d#e"), "http://a/100%25/b%20c#d%23e");
        assert_eq!(uri("mailto:a@b.cn"), "mailto:a@b.cn");
        for nowhere in ["javascript:alert(1)", "file:///etc/passwd", "JavaScript:x", "vbscript:x", "http:", "#a", "a"] {
            assert_eq!(of(nowhere), None, "{nowhere}");
        }
    }
}
