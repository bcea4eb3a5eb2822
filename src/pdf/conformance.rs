//! What PDF/A-2a (ISO 19005-2) and PDF/UA-1 (ISO 14289-1) demand beyond ISO 32000-1, in one place; the writers of this
//! room ask here. veraPDF judges the whole (`.ci/run`).
//!
//! What needs no answer is kept by never doing otherwise: no encryption, no scripts, no transparency but that of
//! pictures, no font that is not embedded, no colour but grey and sRGB, no inherited resources, no glyph of a missing
//! character ([`Error::Glyph`](super::Error::Glyph)), no content that is not marked (`content`).

use lopdf::{Dictionary, Object, ObjectId, dictionary};
use xmp_writer::{CustomNamespace, Namespace, XmpWriter};

/// The version of both standards' PDF (ISO 19005-2, 6.1.2; ISO 14289-1, 6.1).
pub(super) const VERSION: &str = "1.7";

/// The language of the text (ISO 19005-2, 6.7.4; ISO 14289-1, 7.2), as RFC 5646 names it.
pub(super) const LANGUAGE: &str = "zh-CN";

/// The language of words in Latin letters.
pub(super) const ENGLISH: &str = "en";

/// Flags of every annotation: it is printed (ISO 19005-2, 6.3.2; ISO 32000-1, table 165).
pub(super) const ANNOTATION_FLAGS: i64 = 1 << 2;

/// The order in which the tabulator goes through links: that of the structure (ISO 14289-1, 7.18.3).
pub(super) const TAB_ORDER: &str = "S";

/// The colours of the file: sRGB, in the 480 bytes of Compact ICC Profiles (saucecontrol, CC0).
pub(super) const SRGB: &[u8] = include_bytes!("srgb.icc");

/// Most bytes of a string (ISO 19005-2, 6.1.13).
pub(super) const LONGEST_STRING: usize = 32_767;

/// A text as far as a string holds it in UTF-16 behind its byte order mark (ISO 32000-1, 7.9.2.2).
pub(super) fn cut(text: &str) -> &str {
    let mut bytes = 2;
    let beyond = text.char_indices().find(|(_, ch)| {
        bytes += 2 * ch.len_utf16();
        bytes > LONGEST_STRING
    });
    beyond.and_then(|(end, _)| text.get(..end)).unwrap_or(text)
}

/// What colours without a profile mean (ISO 19005-2, 6.2.3).
pub(super) fn output_intent(profile: ObjectId) -> Dictionary {
    dictionary! {
        "Type" => "OutputIntent",
        "S" => "GTS_PDFA1",
        "OutputConditionIdentifier" => Object::string_literal("sRGB"),
        "Info" => Object::string_literal("sRGB IEC61966-2.1"),
        "DestOutputProfile" => profile,
    }
}

/// The schema of what this program says of its files, for which there is no other.
pub(crate) const DIGEST_NAMESPACE: &str = "urn:nianbao:report:1.0:";
/// The digest of the data.
pub(crate) const DIGEST_PROPERTY: &str = "dataDigest";
/// The digests of its pages, in order, with blanks between, behind the scheme.
pub(crate) const SEAL_PROPERTY: &str = "pageDigests";
/// The digest of what the file tells besides, behind the scheme.
pub(crate) const DOCUMENT_PROPERTY: &str = "documentDigest";

/// What the file claims to be (ISO 19005-2, 6.6.4; ISO 14289-1, 5), and the digests of the data that it was made from,
/// of its pages and of the rest.
pub(super) fn claim(xmp: &mut XmpWriter, [data, pages, rest]: [&str; 3]) {
    xmp.pdfa_part(2);
    xmp.pdfa_conformance("A");
    xmp.pdfua_part(1);
    let own = || Namespace::Custom(Box::new(CustomNamespace::new("nianbao report", "nianbao", DIGEST_NAMESPACE)));
    let told = [
        (DIGEST_PROPERTY, data, "Digest of the data that the document was made from"),
        (SEAL_PROPERTY, pages, "Digests of what its pages draw"),
        (DOCUMENT_PROPERTY, rest, "Digest of its bookmarks, tags and links"),
    ];
    for (name, value, _) in told {
        xmp.element(name, own()).value(value);
    }
    // PDF/A knows no schema but its own unless it is told (ISO 19005-2, 6.6.2.3).
    let mut schemas = xmp.extension_schemas();
    schemas.pdfua_id().properties().describe_part();
    let mut schema = schemas.add_schema();
    schema.namespace(own());
    let mut properties = schema.properties();
    for (name, _, description) in told {
        properties.add_property().category(true).description(description).name(name).value_type("Text");
    }
}

/// The file is tagged (ISO 19005-2, 6.7.2.2).
pub(super) fn mark_info() -> Dictionary {
    dictionary! { "Marked" => true }
}

/// The window shows the title, not the name of the file (ISO 14289-1, 7.1).
pub(super) fn viewer_preferences() -> Dictionary {
    dictionary! { "DisplayDocTitle" => true }
}

/// Type of a heading so many levels below the title, which is H1 (ISO 14289-1, 7.4.2).
pub(super) fn heading(depth: usize) -> &'static str {
    ["H1", "H2", "H3", "H4", "H5"].get(depth).copied().unwrap_or("H6")
}

/// How the items of a list are marked (ISO 14289-1, 7.6).
pub(super) fn numbering(is_numbered: bool) -> Dictionary {
    dictionary! { "O" => "List", "ListNumbering" => if is_numbered { "Decimal" } else { "Disc" } }
}

/// The name of a footnote, which each must have (ISO 14289-1, 7.9).
pub(super) fn note_name(index: u32) -> String {
    format!("n{index:05}")
}

/// The name of a footnote on a further page.
pub(super) fn further_note_name(index: u32) -> String {
    format!("r{index:05}")
}

#[cfg(test)]
mod tests {
    use super::*;

    /// 16,382 units of UTF-16 and the mark are 32,766 bytes; a character of two units is not divided.
    #[test]
    fn no_string_is_too_long() {
        assert_eq!(cut("年"), "年");
        assert_eq!(cut(&"年".repeat(20_000)).chars().count(), 16_382);
        assert_eq!(cut(&format!("年{}", "𬭚".repeat(20_000))).chars().count(), 1 + 8_190);
    }

    /// ICC.1:2010, 7.2: the profile tells its own length, that it is one, and that its colours are RGB.
    #[test]
    fn the_profile_is_one() {
        assert_eq!(SRGB.len(), SRGB[..4].iter().fold(0, |length, byte| length << 8 | usize::from(*byte)));
        assert_eq!((&SRGB[36..40], &SRGB[16..20]), (&b"acsp"[..], &b"RGB "[..]));
    }
}
