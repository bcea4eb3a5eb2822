//! Bytes as a mail carries them, unpacked (RFC 2045, 6.7 and 6.8).

use std::borrow::Cow;

use data_url::forgiving_base64;

use crate::import::percent::of_hexadecimal;

/// The bytes of a body that is packed in a way; `None` if it is damaged.
pub(super) fn unpacked<'a>(body: &'a [u8], way: &str) -> Option<Cow<'a, [u8]>> {
    match way {
        "base64" => forgiving_base64::decode_to_vec(body).ok().map(Cow::Owned),
        "quoted-printable" => Some(Cow::Owned(quoted_printable(body))),
        _ => Some(Cow::Borrowed(body)),
    }
}

/// What is written as =E5=9B=BE, with = before line breaks that are none. Anything else stays as it is.
fn quoted_printable(body: &[u8]) -> Vec<u8> {
    let mut bytes = Vec::with_capacity(body.len());
    for line in body.split_inclusive(|byte| *byte == b'\n') {
        let text = line.trim_ascii_end();
        let is_soft = text.ends_with(b"=");
        let mut rest = text.strip_suffix(b"=").unwrap_or(text);
        while let Some((first, behind)) = rest.split_first() {
            let escaped = (*first == b'=').then(|| behind.get(..2).and_then(of_hexadecimal)).flatten();
            bytes.push(escaped.unwrap_or(*first));
            rest = if escaped.is_some() { behind.get(2..).unwrap_or_default() } else { behind };
        }
        // Blanks at the end of a line were added on the way.
        if !is_soft && line.ends_with(b"\n") {
            bytes.extend(if line.ends_with(b"\r\n") { b"\r\n".as_slice() } else { b"\n" });
        }
    }
    bytes
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    #[test]
    fn ways_of_packing() {
        let of = |body: &str, way| unpacked(body.as_bytes(), way).map(Cow::into_owned);
        assert_eq!(
            of("a=3D=\r\nb \t\r\n=e5=9b=BE=G1\n", "quoted-printable"),
            Some("a=b\r\n图=G1\n".as_bytes().to_vec())
        );
        assert_eq!(of("aG\r\nk=\r\n", "base64"), Some(b"hi".to_vec()));
        assert_eq!(of("a!", "base64"), None);
        assert_eq!(of("a=3D", "8bit"), Some(b"a=3D".to_vec()));
    }
}
