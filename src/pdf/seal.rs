//! The seal: what each page draws, as a digest in the metadata, so that a page that was changed afterwards is known
//! though it says the same: a figure under a white box, another photograph, a glyph that looks otherwise.
//!
//! Programs that only store a file in another way leave it whole: streams are hashed as they are unpacked, objects by
//! what they hold and not by their numbers. Pictures are hashed as they are stored.

use std::collections::{BTreeMap, HashMap};

use lopdf::{Dictionary, Document, Object, ObjectId, Stream};
use sha2::{Digest, Sha256};

/// Hexadecimal digits of a page's digest: enough to be met by no chance.
const DIGITS: usize = 16;
/// Drawings within one another.
const DEEPEST: usize = 8;

/// The digest of each page; `most` is how many bytes a stream may have. `None` if a page cannot be read.
pub(crate) fn page_digests(document: &Document, most: usize) -> Option<Vec<String>> {
    let mut seal = Seal { document, most, known: HashMap::new() };
    document.page_iter().map(|page| seal.page(page)).collect()
}

struct Seal<'a> {
    document: &'a Document,
    most: usize,
    /// Digests of objects that several pages share.
    known: HashMap<ObjectId, [u8; 32]>,
}

impl Seal<'_> {
    fn page(&mut self, id: ObjectId) -> Option<String> {
        let page = self.document.get_dictionary(id).ok()?;
        let content = self.document.get_page_content_with_limit(id, self.most).ok()?;
        let mut hash = Sha256::new();
        hash.update(content.trim_ascii());
        if let Ok(resources) = page.get_deref(b"Resources", self.document).and_then(Object::as_dict) {
            hash.update(self.resources(resources, &content, 0)?);
        }
        let digits: String = hash.finalize().iter().map(|byte| format!("{byte:02x}")).collect();
        digits.get(..DIGITS).map(str::to_owned)
    }

    /// Fonts and drawings that a content names, in the order of their names.
    fn resources(&mut self, resources: &Dictionary, content: &[u8], depth: usize) -> Option<[u8; 32]> {
        let mut hash = Sha256::new();
        for kind in [b"Font".as_slice(), b"XObject"] {
            let Ok(all) = resources.get_deref(kind, self.document).and_then(Object::as_dict) else { continue };
            let by_name: BTreeMap<&[u8], &Object> = all.iter().map(|(name, own)| (name.as_slice(), own)).collect();
            for (name, own) in by_name.into_iter().filter(|(name, _)| names(content, name)) {
                hash.update(name);
                hash.update(self.resource(own, depth)?);
            }
        }
        Some(hash.finalize().into())
    }

    /// A font or a drawing, worked out once for each object.
    fn resource(&mut self, own: &Object, depth: usize) -> Option<[u8; 32]> {
        let (id, object) = self.document.dereference(own).ok()?;
        if let Some(known) = id.and_then(|id| self.known.get(&id)) {
            return Some(*known);
        }
        let digest = match object {
            Object::Stream(stream) => self.drawing(stream, depth),
            Object::Dictionary(font) => self.font(font),
            _ => None,
        }?;
        self.known.extend(id.map(|id| (id, digest)));
        Some(digest)
    }

    /// A picture as it is stored, a drawing by what it draws.
    fn drawing(&mut self, stream: &Stream, depth: usize) -> Option<[u8; 32]> {
        let mut hash = Sha256::new();
        let is_form = stream.dict.get(b"Subtype").and_then(Object::as_name).is_ok_and(|kind| kind == b"Form");
        if !is_form {
            hash.update(&stream.content);
            if let Ok(mask) = stream.dict.get_deref(b"SMask", self.document).and_then(Object::as_stream) {
                hash.update(&mask.content);
            }
            return Some(hash.finalize().into());
        }
        let content = stream.get_plain_content_with_limit(self.most).ok()?;
        hash.update(content.trim_ascii());
        if let Ok(resources) = stream.dict.get_deref(b"Resources", self.document).and_then(Object::as_dict)
            && depth < DEEPEST
        {
            hash.update(self.resources(resources, &content, depth + 1)?);
        }
        Some(hash.finalize().into())
    }

    /// A font by its outlines, and by what its glyphs say.
    fn font(&mut self, font: &Dictionary) -> Option<[u8; 32]> {
        let mut hash = Sha256::new();
        let own = font.get_deref(b"DescendantFonts", self.document).and_then(Object::as_array);
        let own = own.ok().and_then(|all| self.document.dereference(all.first()?).ok()?.1.as_dict().ok());
        let descriptor = own.unwrap_or(font).get_deref(b"FontDescriptor", self.document).and_then(Object::as_dict);
        let outlines = [b"FontFile".as_slice(), b"FontFile2", b"FontFile3"];
        let outlines = outlines.iter().filter_map(|key| descriptor.as_ref().ok()?.get_deref(key, self.document).ok());
        let says = font.get_deref(b"ToUnicode", self.document).ok();
        for stream in outlines.chain(says).filter_map(|object| object.as_stream().ok()) {
            hash.update(stream.get_plain_content_with_limit(self.most).ok()?.trim_ascii());
        }
        Some(hash.finalize().into())
    }
}

/// Whether a content names a resource.
fn names(content: &[u8], name: &[u8]) -> bool {
    let mut names = content.split(|byte| *byte == b'/').skip(1);
    names.any(|rest| rest.strip_prefix(name).is_some_and(|rest| rest.first().is_none_or(u8::is_ascii_whitespace)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_is_a_whole_one() {
        assert!(names(b"BT /F1 16 Tf", b"F1") && names(b"q /Im0\nDo", b"Im0"));
        assert!(!names(b"BT /F12 16 Tf", b"F1") && !names(b"F1", b"F1"));
    }
}
