//! The bytes of a page as text, whatever its own head says of its encoding.

use encoding_rs::{BIG5, Encoding, GB18030, GBK, UTF_8};

/// How far into a page its encoding is named (HTML, 4.2.5.5).
const PRELUDE: usize = 4096;
/// Of so many characters beyond ASCII one may be damaged in a text that is UTF-8 all the same.
const DAMAGED: usize = 50;

/// The text of a page: by its byte-order mark, else in UTF-8 if it is that, else in the encoding that it or its sender
/// (`told`) names, else in GBK.
pub(super) fn decoded(bytes: &[u8], told: Option<&str>) -> String {
    if let Some((encoding, _)) = Encoding::for_bom(bytes) {
        return encoding.decode(bytes).0.into_owned();
    }
    // Some pages name another encoding than they were saved in.
    let (text, has_faults) = UTF_8.decode_without_bom_handling(bytes);
    if !has_faults || is_mostly_right(&text) {
        return text.into_owned();
    }
    let named = told.map(str::to_owned).or_else(|| named_in(bytes));
    let named = named.and_then(|name| Encoding::for_label(name.as_bytes()));
    // No other can hold a report in Chinese.
    let encoding = named.filter(|named| [GBK, GB18030, BIG5].contains(named)).unwrap_or(GBK);
    encoding.decode_without_bom_handling(bytes).0.into_owned()
}

/// Whether few characters of a text could not be read.
fn is_mostly_right(text: &str) -> bool {
    let count = |is: fn(char) -> bool| text.chars().filter(|ch| is(*ch)).count();
    count(|ch| ch == char::REPLACEMENT_CHARACTER).saturating_mul(DAMAGED) < count(|ch| !ch.is_ascii())
}

/// The encoding that a page names.
fn named_in(bytes: &[u8]) -> Option<String> {
    let prelude = bytes.get(..bytes.len().min(PRELUDE)).unwrap_or_default();
    let prelude = String::from_utf8_lossy(prelude).to_ascii_lowercase();
    let rest = prelude.split("charset=").nth(1)?.trim_start_matches(['"', '\'', ' ']);
    rest.split(|ch: char| !(ch.is_ascii_alphanumeric() || matches!(ch, '-' | '_'))).next().map(str::to_owned)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_page_is_read_in_its_own_encoding_whatever_it_says() {
        let utf_16 = |bytes: fn(u16) -> [u8; 2]| "\u{FEFF}规章".encode_utf16().flat_map(bytes).collect::<Vec<u8>>();
        assert_eq!(decoded(&utf_16(u16::to_le_bytes), None), "规章");
        assert_eq!(decoded(&utf_16(u16::to_be_bytes), Some("gbk")), "规章");
        assert_eq!(decoded("\u{FEFF}规章".as_bytes(), None), "规章");
        // GBK: 规 B9E6, 章 D5C2 (the table of the standard). Big5: 規 B357, 章 B3B9.
        let gbk = [b"<meta charset=\"".as_slice(), b"?", b"\"><p>\xB9\xE6\xD5\xC2"].concat();
        for named in ["gb2312", "utf-8", "iso-8859-1", "nothing"] {
            let text = String::from_utf8_lossy(&gbk[..16]).replace('?', named);
            let bytes = [text.as_bytes(), &gbk[16..]].concat();
            assert!(decoded(&bytes, None).ends_with("规章"), "{named}");
        }
        assert_eq!(decoded(b"<meta charset=big5>\xB3\x57\xB3\xB9", None).split_off(19), "規章");
        assert_eq!(decoded(b"\xB3\x57\xB3\xB9", Some("big5")), "規章");
    }

    #[test]
    fn one_damaged_character_makes_no_other_encoding() {
        let bytes = ["规章".repeat(50).as_bytes(), b"\xE8"].concat();
        assert_eq!(decoded(&bytes, None), "规章".repeat(50) + "\u{FFFD}");
    }
}
